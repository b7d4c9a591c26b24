// The page: keeps what is chosen and filled in (in the address's fragment, which is never sent) and asks for the view.
import * as draw from "/draw.js";

export { ask, asMessage, choose, readLibrary, refresh, say, showForm, state };

const at = (id) => document.getElementById(id);
const token = document.querySelector("[name=kindword-token]").content;
const asMessage = () => ["/message", { template: state.name, values: state.values }];
const state = { templates: [], name: null, values: {}, view: null, asked: 0, asking: asMessage };
const TAKERS = ["copy-rich", "copy-plain", "eml"];

function say(text, bad = false) {
  at("status").textContent = text;
  at("status").classList.toggle("bad", bad);
}

async function ask(address, body) {
  const headers = { "Content-Type": "application/json", "X-Kindword-Token": token };
  const settings = body && { method: "POST", headers, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(address, settings);
  } catch {
    throw new Error("The preview has ended. Start it again with kindword preview.");
  }
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.error), { status: answer.status, told });
  return told;
}

function listTemplates() {
  const wanted = at("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = state.templates.filter((one) => wanted.every((word) => one.search.includes(word)));
  at("templates").replaceChildren(...draw.templateList(found, state.name));
  at("count").textContent = `${found.length} of ${state.templates.length}`;
}

async function choose(name, values = {}) {
  state.name = name;
  state.values = values;
  state.view = null;
  state.asking = asMessage;
  listTemplates();
  await refresh(true);
}

async function refresh(withForm = false) {
  const asked = ++state.asked;
  remember();
  let view;
  try {
    view = await ask(...state.asking());
  } catch (error) {
    if (asked !== state.asked) return;
    state.view = null;
    for (const id of [...TAKERS, "copy-link"]) at(id).disabled = true;
    say(error.message, true);
    return;
  }
  if (asked !== state.asked) return;
  state.view = view;
  if (withForm) showForm();
  showMessage();
  document.dispatchEvent(new Event("viewed"));
}

function remember() {
  const told = new URLSearchParams({ template: state.name });
  if (Object.keys(state.values).length) told.set("values", JSON.stringify(state.values));
  history.replaceState(null, "", `#${told}`);
}

function showForm() {
  const { view } = state;
  at("title").textContent = view.title;
  at("use-when").textContent = view.use_when;
  document.title = `${view.title}: kindword preview`;
  at("fields").replaceChildren(...draw.fields(view.fields, state.values));
  at("samples").replaceChildren(...Object.keys(view.samples).map((name) =>
    draw.element("button", { type: "button", "data-sample": name }, name)));
}

function showMessage() {
  const { message, missing, problem } = state.view;
  at("paper").dataset.ready = message ? "yes" : "no";
  for (const id of TAKERS) at(id).disabled = !message || missing.length > 0;
  at("copy-link").disabled = false;
  for (const input of at("fields").querySelectorAll("[name]")) {
    input.setAttribute("aria-invalid", String(missing.includes(input.name)));
  }
  const outdated = !message && state.asking !== asMessage;
  at("stale").hidden = !outdated || !at("marked").hasChildNodes();
  at("paper").classList.toggle("stale", outdated);
  if (outdated) return say(problem, true);
  if (!message) {
    for (const id of ["subject", "marked", "plain", "findings", "behaviours"]) at(id).replaceChildren();
    at("mail").srcdoc = "";
    say(problem, true);
    return;
  }
  say(missing.length ? `Still missing: ${missing.join(", ")}.` : "Everything is filled in.", missing.length > 0);
  at("subject").replaceChildren(...draw.pieces(message.subject ?? [], message.findings));
  at("subject").hidden = message.subject === null;
  at("marked").replaceChildren(...draw.pieces(message.body, message.findings));
  at("plain").textContent = message.text;
  at("mail").srcdoc = message.html;
  at("findings").replaceChildren(...draw.findings(message.findings));
  at("behaviours").replaceChildren(...draw.behaviours(message.behaviours));
}

function read(input) {
  if (input.value === "") return undefined;
  if (input.dataset.sort === "boolean") return input.value === "true";
  if (input.dataset.sort === "number") return Number(input.value);
  if (input.dataset.sort !== "json") return input.value;
  try {
    return JSON.parse(input.value);
  } catch {
    return input.value;
  }
}

function filled(event) {
  const { name } = event.target;
  if (!name) return;
  const value = read(event.target);
  if (value === undefined) delete state.values[name];
  else state.values[name] = value;
  refresh();
}

function takeRecord() {
  try {
    const record = JSON.parse(at("record").value);
    if (record === null || typeof record !== "object" || Array.isArray(record)) throw new SyntaxError();
    state.values = record;
    refresh(true);
  } catch {
    say('This is no JSON record. Write {"first_name": "Sam"} and so on.', true);
  }
}

function showAs(view) {
  at("paper").classList.toggle("phone", view === "phone");
  at("marked").hidden = view !== "marked";
  at("mail").hidden = view !== "mail" && view !== "phone";
  at("plain").hidden = view !== "plain";
  at("subject").hidden = view === "plain" || !state.view?.message?.subject;
}

async function copied(write, what) {
  try {
    await write();
    say(`Copied ${what}.`);
  } catch {
    say("The browser did not allow copying. Select the message and copy it by hand.", true);
  }
}

function copyRich() {
  const { html, text } = state.view.message;
  const blob = (type, content) => new Blob([content], { type });
  const item = new ClipboardItem({ "text/html": blob("text/html", html), "text/plain": blob("text/plain", text) });
  return copied(() => navigator.clipboard.write([item]), "the message");
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([state.view.message.eml], { type: "message/rfc822" }));
  link.download = `${state.name.replaceAll("/", "-")}.eml`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function light(event, on) {
  const item = event.target.closest?.("[data-finding]");
  if (!item) return;
  for (const mark of document.querySelectorAll(".found")) {
    const stands = mark.dataset.findings?.split(" ").includes(item.dataset.finding);
    mark.classList.toggle("lit", on && Boolean(stands));
  }
}

function keys(event) {
  const typing = event.target.matches?.("input:not([type=radio]), textarea, select") || event.target.isContentEditable;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    at("search").focus();
  }
  const names = [at("search"), ...at("templates").querySelectorAll("button")];
  const here = names.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (here >= 0 && step) {
    event.preventDefault();
    names[Math.max(0, Math.min(names.length - 1, here + step))].focus();
  }
  if (event.key === "Enter" && event.target === at("search") && names.length > 1) names[1].click();
}

async function readLibrary() {
  const library = await ask("/library");
  state.templates = library.templates.map((one) => ({
    ...one, search: [one.title, one.name, one.use_when, one.text].join(" ").toLowerCase() }));
  listTemplates();
  document.dispatchEvent(new CustomEvent("listed", { detail: library }));
  return library;
}

async function begin() {
  try {
    const library = await readLibrary();
    if (library.errors.length) say(`Some files could not be read. ${library.errors[0]}`, true);
    await fromAddress();
  } catch (error) {
    say(error.message, true);
  }
}

async function fromAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  if (!told.has("template")) return;
  let values = {};
  try {
    values = JSON.parse(told.get("values") ?? "{}");
  } catch {
    say("The data in this link cannot be read.", true);
  }
  await choose(told.get("template"), values);
}

at("search").addEventListener("input", listTemplates);
at("templates").addEventListener("click", (event) => {
  const { name } = event.target.dataset;
  if (name) choose(name);
});
at("fields").addEventListener("input", filled);
at("form").addEventListener("submit", (event) => event.preventDefault());
at("samples").addEventListener("click", (event) => {
  const { sample } = event.target.dataset;
  if (!sample) return;
  state.values = { ...state.view.samples[sample] };
  refresh(true);
});
at("take").addEventListener("click", takeRecord);
document.querySelector(".views").addEventListener("change", (event) => showAs(event.target.value));
at("copy-rich").addEventListener("click", copyRich);
at("copy-plain").addEventListener("click", () =>
  copied(() => navigator.clipboard.writeText(state.view.message.text), "the plain text"));
at("copy-link").addEventListener("click", () => copied(() => navigator.clipboard.writeText(location.href), "the link"));
at("eml").addEventListener("click", download);
for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  at("findings").addEventListener(event, (happened) => light(happened, on));
}
document.addEventListener("keydown", keys);
window.addEventListener("hashchange", fromAddress);
begin();
