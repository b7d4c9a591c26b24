// The library: which templates fit what is searched for, why, and the list of them by kind.
import { at, element, marked } from "/draw.js";

const MOST_SHOWN = 100;
const AROUND = 40;
const CHANNELS = { email: "E-mail", chat: "Chat", sms: "SMS", social: "Social post" };

export const channelName = (channel) => CHANNELS[channel] ?? channel;

const HYPHENATED = new Set(["follow-up", "make-good"]);

export function kindName(kind, many = false) {
  if (kind === "any") return "Other";
  const plain = HYPHENATED.has(kind) ? kind : kind.replaceAll("-", " ");
  const plural = plain.endsWith("y") ? `${plain.slice(0, -1)}ies` : `${plain}s`;
  const name = many ? plural : plain;
  return name[0].toUpperCase() + name.slice(1);
}

export function searchable(one) {
  const about = [one.situation, ...one.tags].join(" ");
  const parts = { title: one.title, use: one.use_when, about, text: one.text, name: one.name };
  return { ...one, parts, search: Object.values(parts).join("\n").toLowerCase() };
}

export const wantedWords = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

// The templates that hold all the words, those first whose title has them, then those whose use has.
export function matching(templates, wanted) {
  const found = templates.filter((one) => wanted.every((word) => one.search.includes(word)));
  if (!wanted.length) return found;
  const rank = (one) => {
    const has = (text) => wanted.every((word) => text.toLowerCase().includes(word));
    return has(one.parts.title) ? 0 : has(one.parts.use) ? 1 : 2;
  };
  return found.map((one) => [rank(one), one]).sort(([one], [other]) => one - other).map(([, one]) => one);
}

// Where a template holds the first word that its title lacks, with some words around it.
export function why(one, wanted) {
  const lacking = wanted.find((word) => !one.parts.title.toLowerCase().includes(word));
  if (!lacking) return null;
  const labels = { use: "When", about: "About", text: "Text", name: "Name" };
  for (const [part, label] of Object.entries(labels)) {
    const text = one.parts[part];
    const start = text.toLowerCase().indexOf(lacking);
    if (start < 0) continue;
    const from = Math.max(0, start - AROUND);
    const to = Math.min(text.length, start + lacking.length + AROUND);
    const shown = `${from ? "…" : ""}${text.slice(from, to).replace(/\s+/g, " ")}${to < text.length ? "…" : ""}`;
    return element("small", {}, `${label}: `, ...marked(shown, wanted));
  }
  return null;
}

function options(select, list, chosen) {
  select.replaceChildren(...list.map(([value, label]) => element("option", { value, selected: value === chosen }, label)));
}

export function fillFilters(templates) {
  const sorted = (values) => [...new Set(values)].filter(Boolean).sort((one, other) => one.localeCompare(other));
  options(at("channel"), [["", "Anything"], ...sorted(templates.map((one) => one.channel)).map((one) => [one, channelName(one)])], "");
  at("situations").replaceChildren(...sorted(templates.map((one) => one.situation)).map((one) =>
    element("button", { type: "button", "data-situation": one }, one)));
  at("situations-label").hidden = !at("situations").children.length;
  const group = (label, mark, values) => element("optgroup", { label },
    ...sorted(values).map((one) => element("option", { value: mark + one }, one)));
  at("about").replaceChildren(element("option", { value: "" }, "Anything"),
    group("Situations", "situation:", templates.map((one) => one.situation)),
    group("Tags", "tag:", templates.flatMap((one) => one.tags)));
}

function filtered(templates) {
  const channel = at("channel").value;
  const [sort, ...rest] = at("about").value.split(":");
  const about = rest.join(":");
  return templates.filter((one) => (!channel || one.channel === channel)
    && (!about || (sort === "tag" ? one.tags.includes(about) : one.situation === about)));
}

function item(one, current, wanted) {
  const button = element("button", { type: "button", "data-name": one.name, title: one.use_when || null },
    element("span", {}, ...marked(one.title, wanted)));
  const reason = why(one, wanted);
  if (reason) button.append(reason);
  if (one.name === current) button.setAttribute("aria-current", "true");
  return element("li", {}, button);
}

// Lists the library; `opened` holds the kinds that are open while nothing is searched for.
export function showLibrary(templates, current, opened) {
  const wanted = wantedWords(at("search").value);
  const found = matching(filtered(templates), wanted);
  const narrowed = wanted.length > 0 || found.length < templates.length;
  let room = MOST_SHOWN;
  at("templates").replaceChildren(...[...byKind(found)].map(([kind, list]) => {
    const open = narrowed ? room > 0 : opened.has(kind);
    const rows = element("ul");
    const fill = () => {
      const shown = narrowed ? list.slice(0, Math.max(room, 0)) : list;
      room -= shown.length;
      rows.replaceChildren(...shown.map((one) => item(one, current, wanted)));
    };
    const details = element("details", { open, "data-kind": kind },
      element("summary", {}, element("h2", {}, kindName(kind, true)), element("span", { class: "quiet" }, String(list.length))), rows);
    if (open) fill();
    details.addEventListener("toggle", () => {
      if (details.open && !rows.children.length) {
        room = Math.max(room, MOST_SHOWN);
        fill();
      }
      if (!narrowed) opened[details.open ? "add" : "delete"](kind);
    });
    return details;
  }));
  const more = found.length > MOST_SHOWN && narrowed ? `, the first ${MOST_SHOWN} shown` : "";
  at("count").textContent = `${found.length} of ${templates.length}${more}`;
}

function byKind(list) {
  const groups = new Map();
  for (const one of list) groups.set(one.kind, [...(groups.get(one.kind) ?? []), one]);
  return groups;
}

const language = ({ locale }) => locale.split(/[-_]/)[0].toLowerCase();

// The templates that a body can take a subject or a closing from: of its channel and its language.
export function fillParts(templates, body, chosen) {
  const alone = ["subject", "closing"].includes(body.kind);
  let any = false;
  for (const kind of ["subject", "closing"]) {
    const fit = templates.filter((one) =>
      one.kind === kind && one.channel === body.channel && language(one) === language(body));
    options(at(`part-${kind}`), [["", "the message itself"], ...fit.map((one) => [one.name, one.title])], chosen[kind]);
    at(`part-${kind}`).parentElement.hidden = fit.length === 0;
    any ||= fit.length > 0;
  }
  at("parts").hidden = alone || !any;
}
