// Turns what the server tells into elements. Data becomes text nodes and values, never markup.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

const words = (value) => (typeof value === "string" ? value : JSON.stringify(value));

export function templateList(templates, current) {
  const items = [];
  let kind = null;
  for (const one of templates) {
    if (one.kind !== kind) items.push(element("li", {}, element("h2", {}, one.kind.replaceAll("-", " "))));
    kind = one.kind;
    const button = element("button", { type: "button", "data-name": one.name, title: one.use_when || null }, one.title);
    if (one.name === current) button.setAttribute("aria-current", "true");
    items.push(element("li", {}, button));
  }
  return items;
}

export function pieces(list, findings) {
  return list.map((piece) => {
    const found = piece.findings.length > 0;
    const kind = [piece.origin === "written" ? "" : piece.origin, found ? "found" : ""].join(" ").trim();
    if (!kind) return document.createTextNode(piece.text);
    const about = piece.findings.map((at) => findings[at].message).join(" ") || null;
    return element("span", { class: kind, title: about, "data-findings": piece.findings.join(" ") }, piece.text);
  });
}

function control(field, value) {
  const shared = { id: `field-${field.name}`, name: field.name, "data-sort": field.sort, "aria-describedby": `about-${field.name}` };
  if (field.required && field.default === null) shared["aria-required"] = "true";
  if (field.sort === "boolean") {
    const chosen = (option) => (option === String(value ?? "") ? true : false);
    const options = [["", "not said"], ["true", "yes"], ["false", "no"]];
    return element("select", shared, ...options.map(([at, says]) => element("option", { value: at, selected: chosen(at) }, says)));
  }
  if (field.sort === "json") return element("textarea", { ...shared, rows: 3, spellcheck: "false" }, value === undefined ? "" : words(value));
  const number = field.sort === "number" ? { type: "number", step: "any" } : { type: "text" };
  const made = element("input", { ...shared, ...number });
  made.value = value === undefined ? "" : words(value);
  return made;
}

export function fields(list, values) {
  return list.map((field) => {
    const optional = field.required && field.default === null ? "" : " (may be left out)";
    const told = [field.description];
    if (field.default !== null) told.push(`Where none is given: ${words(field.default)}.`);
    else if (field.example !== null) told.push(`Example: ${words(field.example)}.`);
    return element("div", { class: "field" },
      element("label", { for: `field-${field.name}` }, field.name + optional),
      element("small", { id: `about-${field.name}` }, told.filter(Boolean).join(" ")),
      control(field, values[field.name]));
  });
}

export function findings(list) {
  if (list.length === 0) return [element("li", { class: "none" }, "Nothing found.")];
  return list.map((one, at) => {
    const item = element("li", { tabindex: "0", "data-finding": String(at) },
      element("p", {}, `${one.severity}: ${one.message}`));
    if (one.excerpt) item.append(element("p", { class: "quiet" }, `“${one.excerpt}”, line ${one.line} of the template`));
    if (one.suggestion) item.append(element("p", { class: "write" }, `Write: ${one.suggestion}`));
    item.append(element("details", {}, element("summary", {}, `Why (${one.rule})`), element("p", { class: "quiet" }, one.why)));
    return item;
  });
}

export function behaviours(list) {
  return list.map((one) => element("li", {},
    element("span", { class: one.found ? "yes" : "quiet" }, one.found ? "yes" : "no"),
    element("span", {}, one.behaviour, element("small", {}, one.words ? ` “${one.words}”` : ""))));
}
