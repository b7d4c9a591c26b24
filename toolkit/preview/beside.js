// The message over all its samples, side by side, and which of its conditional passages each of them shows.
import { at, element, pieces } from "/draw.js";

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function card(column) {
  const found = column.findings.length ? count(column.findings.length, "finding") : "nothing found";
  const head = element("header", {}, element("h3", {}, column.sample), element("p", { class: "quiet" }, column.problem ? "" : found));
  const card = element("article", { class: "card" }, head);
  if (column.problem) card.append(element("p", { class: "status bad" }, column.problem));
  if (column.subject) card.append(element("p", { class: "subject" }, ...pieces(column.subject, { still: true })));
  card.append(element("div", { class: "words" }, ...pieces(column.body, { still: true })));
  if (column.findings.length) {
    card.append(element("ul", { class: "quiet" }, ...column.findings.map((one) =>
      element("li", {}, `${one.excerpt ? `“${one.excerpt}”: ` : ""}${one.message}`))));
  }
  return card;
}

function condition(passage) {
  const before = passage.otherwise ? "otherwise, if not " : "if ";
  return [element("span", {}, before, element("code", {}, passage.condition)),
    element("small", {}, passage.line === null ? `${passage.words} (in the subject)` : passage.words)];
}

function table({ passages, columns }) {
  const shown = columns.filter((column) => !column.problem);
  const head = element("tr", {}, element("th", { scope: "col" }, "These words show"),
    ...shown.map((column) => element("th", { scope: "col" }, column.sample)));
  const rows = passages.map((passage, number) => element("tr", {},
    element("th", { scope: "row" }, ...condition(passage)),
    ...shown.map((column) => element("td", { class: column.taken[number] ? "yes" : "no" }, column.taken[number] ? "yes" : "no"))));
  return element("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Which words each sample shows" },
    element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)));
}

export function showBeside(beside) {
  const parts = [];
  if (!beside.columns.length) parts.push(element("p", { class: "quiet" }, "This template has no samples, and nothing is filled in yet."));
  parts.push(element("div", { class: "cards" }, ...beside.columns.map(card)));
  if (beside.passages.length && beside.columns.length) {
    parts.push(element("h2", {}, "What depends on the data"), table(beside));
  }
  at("beside").replaceChildren(...parts);
}
