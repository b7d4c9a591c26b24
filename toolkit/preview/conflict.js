// What the writer has and what stands on disk, where the two are not the same: shown, with what can be done.
import { at, element } from "/draw.js";

// `theirs` is the file as it is now; its digest is empty where it is gone, `locked` tells that it cannot be written.
export function show(theirs, locked) {
  const gone = theirs.digest === "";
  at("conflict-title").textContent = gone ? "The file is gone" : "The file has changed on disk";
  at("conflict-about").textContent = gone
    ? "Somebody has deleted or moved it. What you have here is still here."
    : "Somebody else has saved it since you opened it. Choose which of the two is to stay; nothing is saved until you do.";
  at("keep-mine").textContent = gone ? "Write mine anew" : "Keep mine, over theirs";
  at("keep-mine").disabled = locked;
  at("take-theirs").hidden = gone;
  at("difference").hidden = gone;
  at("difference").replaceChildren(...(gone ? [] : theirs.difference.map(drawStretch)));
  at("conflict").hidden = false;
}

export function leave() {
  at("conflict").hidden = true;
}

// Of what both have in common, only the lines next to a difference.
function near(lines, after, before) {
  const kept = [...(after ? lines.slice(0, 2) : []), "⋯", ...(before ? lines.slice(-2) : [])];
  return kept.length < lines.length ? kept : lines;
}

function drawStretch({ whose, lines }, number, all) {
  const shown = whose === "both" ? near(lines, number > 0, number < all.length - 1) : lines;
  const heading = whose === "both" ? [] : [element("b", {}, whose === "mine" ? "Yours" : "Theirs")];
  return element("div", { class: whose }, ...heading, element("pre", {}, shown.join("\n")));
}
