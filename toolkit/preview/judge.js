// What is found in the message: notes beside the words they are about, and the same on the words themselves.
import { at, element } from "/draw.js";

const LINGER = 300;
const GAP = 12;
const LABELS = { error: "Error", warning: "Warning", suggestion: "Suggestion" };

export function about(one) {
  const told = [element("p", {}, element("strong", {}, `${LABELS[one.severity]}: `), one.message)];
  if (one.suggestion) told.push(element("p", { class: "write" }, `Write: ${one.suggestion}`));
  return told;
}

export function showFindings(list) {
  at("findings-title").textContent = list.length ? `Findings (${list.length})` : "Findings";
  at("findings").replaceChildren(...(list.length ? list.map((one, number) => {
    const item = element("li", { class: one.severity, "data-finding": String(number) }, ...about(one));
    const place = one.excerpt ? `“${one.excerpt}”, line ${one.line} of the template` : "About the message as a whole";
    item.append(element("p", { class: "quiet" }, place),
      element("details", {}, element("summary", {}, `Why (${one.rule})`), element("p", { class: "quiet" }, one.why)));
    return item;
  }) : [element("li", { class: "none" }, "Nothing found.")]));
}

export function showBehaviours(list) {
  at("behaviours").replaceChildren(...list.map((one) => element("li", {},
    element("span", { class: one.found ? "yes" : "no" }, one.found ? "yes" : "no"),
    element("span", {}, one.behaviour, one.words ? element("q", {}, one.words) : ""))));
}

export function showReading(reading) {
  const time = reading.seconds < 60 ? `${reading.seconds} seconds` : `${Math.floor(reading.seconds / 60)} min ${reading.seconds % 60} s`;
  const told = [`${reading.words} words, about ${time} to read (at ${reading.words_a_minute} words a minute).`];
  if (reading.grade !== null) told.push(` School grade ${reading.grade.toFixed(1)}; the limit is ${reading.limit}.`);
  else told.push(" Too short for a school grade.");
  at("reading").textContent = told.join("");
}

// Puts each note level with its words, where the notes stand beside the message.
export function align() {
  const list = at("findings");
  const notes = [...list.querySelectorAll("[data-finding]")];
  for (const note of notes) note.style.marginTop = "";
  const beside = at("judge").getBoundingClientRect().left >= at("paper").getBoundingClientRect().right;
  if (!beside || at("paper").hidden) return;
  for (const note of notes) {
    const mark = marksOf(note.dataset.finding)[0];
    if (!mark) continue;
    const lower = mark.getBoundingClientRect().top - note.getBoundingClientRect().top;
    if (lower > 0) note.style.marginTop = `${lower + GAP / 2}px`;
  }
}

const marksOf = (number) =>
  [...at("paper").querySelectorAll(".found")].filter((mark) => mark.dataset.findings.split(" ").includes(number));

// The tip that explains the words under the pointer or the focus: it stays while either is on it, and Escape ends it.
export function makeTip(findings) {
  const tip = at("tip");
  let mark = null;
  let leaving = 0;

  function show(to) {
    clearTimeout(leaving);
    if (mark === to) return;
    hide();
    const numbers = to.dataset.findings.split(" ");
    tip.replaceChildren(...numbers.flatMap((number) => {
      const one = findings()[number];
      return one ? [...about(one), element("p", { class: "quiet" }, one.why)] : [];
    }));
    if (!tip.children.length) return;
    mark = to;
    mark.setAttribute("aria-describedby", "tip");
    mark.setAttribute("aria-expanded", "true");
    tip.hidden = false;
    place();
    light(numbers, true);
  }

  function hide() {
    clearTimeout(leaving);
    if (!mark) return;
    light(mark.dataset.findings.split(" "), false);
    mark.removeAttribute("aria-describedby");
    mark.setAttribute("aria-expanded", "false");
    mark = null;
    tip.hidden = true;
  }

  function place() {
    const lines = [...mark.getClientRects()];
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const right = Math.max(at("paper").getBoundingClientRect().right, tip.offsetWidth + 8);
    const left = Math.max(8, Math.min(last.left, right - tip.offsetWidth));
    const below = last.bottom + 6;
    const above = first.top - tip.offsetHeight - 6;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${(below + tip.offsetHeight > window.innerHeight && above > 0 ? above : below) + window.scrollY}px`;
  }

  const markAt = (target) => (target.closest ? target.closest(".found[role=button]") : null);
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => document.activeElement !== mark && hide(), LINGER);
  };
  document.addEventListener("mouseover", (event) => {
    const to = markAt(event.target);
    if (to) show(to);
    else if (tip.contains(event.target)) clearTimeout(leaving);
    else if (mark) leave();
  });
  document.addEventListener("focusin", (event) => (markAt(event.target) ? show(markAt(event.target)) : hide()));
  document.addEventListener("focusout", (event) => markAt(event.target) && hide());
  document.addEventListener("click", (event) => {
    const to = markAt(event.target);
    if (to) show(to);
    else if (!tip.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    else if ((event.key === "Enter" || event.key === " ") && markAt(event.target) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (mark) hide();
      else show(markAt(event.target));
    }
  });
  return hide;
}

function light(numbers, on) {
  for (const number of numbers) {
    at("findings").querySelector(`[data-finding="${number}"]`)?.classList.toggle("lit", on);
  }
}

// Lights the words that a note is about while the pointer or the focus is on the note.
export function makeNotes() {
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    at("findings").addEventListener(event, (happened) => {
      const note = happened.target.closest("[data-finding]");
      for (const mark of note ? marksOf(note.dataset.finding) : []) mark.classList.toggle("lit", on);
    });
  }
}
