// The form: a control for each field, and what is read from it.
import { element, words } from "/draw.js";

const LONG = 50;
const INPUTS = { number: "number", date: "date", time: "time", datetime: "datetime-local" };

function control(field, value) {
  const shared = {
    id: `field-${field.name}`, name: field.name, "data-sort": field.sort,
    "aria-describedby": `about-${field.name}`, "aria-required": field.must ? "true" : null };
  const options = (list) => element("select", shared, ...list.map(([option, label]) =>
    element("option", { value: option, selected: option === String(value ?? "") }, label)));
  const unsaid = field.default === null ? "not said" : `${words(field.default)} (the default)`;
  if (field.sort === "boolean") return options([["", unsaid], ["true", "yes"], ["false", "no"]]);
  if (field.sort === "choice") {
    const strange = value !== undefined && !field.choices.includes(value) ? [[String(value), `${words(value)} (not a choice)`]] : [];
    return options([["", unsaid], ...strange, ...field.choices.map((one) => [String(one), String(one)])]);
  }
  const hint = field.default === null ? null : words(field.default);
  if (field.sort === "json" || field.sort === "texts" || (field.sort === "text" && words(field.example ?? "").length > LONG)) {
    const shown = field.sort === "texts" && Array.isArray(value) ? value.join("\n") : value === undefined ? "" : words(value);
    return element("textarea", { ...shared, rows: field.sort === "text" ? 2 : 3, spellcheck: field.sort === "json" ? "false" : null,
      placeholder: field.sort === "text" ? hint : null }, shown);
  }
  const number = field.sort === "number" ? { step: "any" } : {};
  const made = element("input", { ...shared, ...number, type: INPUTS[field.sort] ?? "text", placeholder: hint });
  made.value = value === undefined ? "" : words(value);
  return made;
}

function told(field) {
  const parts = [field.description];
  if (field.sort === "texts") parts.push("One line each.");
  if (field.sort === "json") parts.push("Written as JSON.");
  if (field.default === null && field.example !== null && field.sort !== "choice") {
    parts.push(`Example: ${field.sort === "texts" ? field.example.join(", ") : words(field.example)}.`.replace("..", "."));
  }
  if (!field.required && field.default === null) parts.push("May be left out.");
  return parts.filter(Boolean).join(" ");
}

export function fields(list, values) {
  return list.map((field) => element("div", { class: "field", "data-field": field.name },
    element("div", { class: "head" },
      element("label", { for: `field-${field.name}` }, field.name),
      element("span", { class: "state" })),
    control(field, values[field.name]),
    element("small", { id: `about-${field.name}` }, told(field))));
}

// Shows of each field whether it is missing or its default counts.
export function showStates(container, { missing, defaulted }) {
  for (const box of container.querySelectorAll("[data-field]")) {
    const name = box.dataset.field;
    const state = missing.includes(name) ? "missing" : defaulted.includes(name) ? "default" : "";
    const mark = box.querySelector(".state");
    mark.className = `state ${state}`;
    mark.textContent = state;
    box.querySelector("[name]").setAttribute("aria-invalid", String(state === "missing"));
  }
}

// The value in a control; undefined where it is empty.
export function read(input, field) {
  if (input.value === "") return undefined;
  switch (input.dataset.sort) {
    case "boolean": return input.value === "true";
    case "number": return Number(input.value);
    case "choice": return field.choices.find((one) => String(one) === input.value) ?? input.value;
    case "texts": {
      const lines = input.value.split("\n").map((line) => line.trim()).filter(Boolean);
      return lines.length ? lines : undefined;
    }
    case "json":
      try {
        return JSON.parse(input.value);
      } catch {
        return input.value;
      }
    default: return input.value;
  }
}

export function pills(list, attribute) {
  return list.map((name) => element("button", { type: "button", [attribute]: name }, name));
}

// One line of a record, to be told from others by: its number and its first values.
export function rowName({ number, values }) {
  const shown = Object.values(values).slice(0, 3).map((value) => words(value));
  const line = shown.join(", ");
  return `${number}: ${line.length > 60 ? `${line.slice(0, 60)}…` : line}`;
}
