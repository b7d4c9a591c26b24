// The palette: finds a message by a few words, all by keyboard. A combobox with a list, in a dialog.
import { at, element, marked } from "/draw.js";
import { channelName, kindName, matching, wantedWords, why } from "/library.js";

const MOST_SHOWN = 50;

export function makePalette(templates, choose) {
  const [dialog, input, list] = [at("palette"), at("palette-input"), at("palette-list")];
  let active = 0;

  function show() {
    const wanted = wantedWords(input.value);
    const found = matching(templates(), wanted);
    list.replaceChildren(...found.slice(0, MOST_SHOWN).map((one, number) => {
      const option = element("li", { role: "option", id: `option-${number}`, "data-name": one.name },
        element("span", {}, ...marked(one.title, wanted)),
        element("small", {}, `${kindName(one.kind)}, ${channelName(one.channel)}`));
      const reason = why(one, wanted) ?? (one.use_when ? element("small", {}, one.use_when) : null);
      if (reason) option.append(reason);
      return option;
    }));
    at("palette-count").textContent = found.length === 1 ? "1 message" : `${found.length} messages`;
    move(0);
  }

  function move(to) {
    const options = [...list.children];
    active = Math.max(0, Math.min(options.length - 1, to));
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
    if (options.length) input.setAttribute("aria-activedescendant", `option-${active}`);
    else input.removeAttribute("aria-activedescendant");
    options[active]?.scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    if (!option) return;
    dialog.close();
    choose(option.dataset.name);
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(list.children[active]);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take(event.target.closest("[role=option]")));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  return function open() {
    if (dialog.open) return;
    input.value = "";
    dialog.showModal();
    show();
    input.focus();
  };
}
