// Turns what the server tells into elements. Data becomes text nodes and values, never markup.

export const at = (id) => document.getElementById(id);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export const words = (value) => (typeof value === "string" ? value : JSON.stringify(value));

// The pieces of a text, those of one finding as one stop for the keyboard unless `still`. `cuts` are the offsets
// at which a mark is put between them.
export function pieces(list, { still = false, cuts = [] } = {}) {
  const made = [];
  let run = null;
  let offset = 0;
  const left = [...cuts];
  for (const piece of list.flatMap((one) => {
    const parts = [];
    let text = one.text;
    while (left.length && left[0] < offset + text.length) {
      const before = text.slice(0, left[0] - offset);
      parts.push({ ...one, text: before, cut: true });
      text = text.slice(before.length);
      offset = left.shift();
    }
    offset += text.length;
    return [...parts, { ...one, text }];
  })) {
    const found = piece.findings.join(" ");
    if (!found) run = null;
    else if (run?.dataset.findings !== found) {
      const stop = still ? {} : { role: "button", tabindex: "0", "aria-expanded": "false" };
      run = element("span", { class: "found", "data-findings": found, ...stop });
      made.push(run);
    }
    const node = origin(piece);
    if (run) run.append(node);
    else made.push(node);
    if (piece.cut) (run ?? { append: (mark) => made.push(mark) }).append(element("span", { class: "cut" }));
  }
  return made;
}

function origin({ text, origin: kind }) {
  if (kind === "written") return document.createTextNode(text);
  return element(kind === "missing" ? "mark" : "span", { class: kind }, text);
}

// A text with the wanted words marked in it.
export function marked(text, wanted) {
  const lower = text.toLowerCase();
  const made = [];
  let from = 0;
  while (from < text.length) {
    const hits = wanted.map((word) => [lower.indexOf(word, from), word.length]).filter(([start]) => start >= 0);
    if (!hits.length) break;
    const [start, length] = hits.reduce((one, other) => (other[0] < one[0] ? other : one));
    made.push(text.slice(from, start), element("mark", {}, text.slice(start, start + length)));
    from = start + length;
  }
  return [...made, text.slice(from)];
}
