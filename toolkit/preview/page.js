// The page: keeps what is chosen and filled in (in the address's fragment, which is never sent) and asks for the view.
import { ask } from "/ask.js";
import { showBeside } from "/beside.js";
import { at } from "/draw.js";
import * as form from "/form.js";
import * as judge from "/judge.js";
import * as library from "/library.js";
import { makePalette } from "/palette.js";
import { makeRecords } from "/records.js";
import { FIRST_VIEW, showMessage } from "/see.js";
import { allowNothing, allowTaking, makeTaking } from "/take.js";

export { ask, choose, readLibrary, refresh, say, showForm, state };

// `draft` makes what an unsaved source is asked for with, while one is written.
const state = { templates: [], opened: new Set(), name: null, parts: {}, values: {}, view: null, asked: 0, draft: null, shown: null, proofread: false };
const PAUSE = 400; // milliseconds without typing, after which grammar and spelling are asked for

function say(text, bad = false) {
  const line = at("work").hidden ? at("notice") : at("status");
  if (line.textContent !== text) line.textContent = text;
  if (line === at("status")) line.classList.toggle("bad", bad);
}

const wanted = (more = {}) => ({ template: state.name, ...state.parts, values: state.values, ...more });
const askFor = (what) => (state.draft ? ask(`/draft/${what}`, state.draft()) : ask(`/${what}`, wanted()));
const viewed = () => document.querySelector("[name=view]:checked").value;
const listTemplates = () => library.showLibrary(state.templates, state.name, state.opened);

function browse(open) {
  document.body.classList.toggle("browsing", open);
  at("browse").setAttribute("aria-expanded", String(open));
}

// --- choosing

async function choose(name, { values = {}, parts = {}, focus = false } = {}) {
  Object.assign(state, { name, values, parts, view: null, draft: null });
  const known = state.templates.find((one) => one.name === name);
  if (known) state.opened.add(known.kind);
  at("start").hidden = true;
  at("notice").textContent = "";
  at("work").hidden = false;
  forgetRecords();
  listTemplates();
  at("templates").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  browse(false);
  if (known) document.querySelector(`[name=view][value=${FIRST_VIEW[known.channel] ?? "marked"}]`).checked = true;
  await refresh(true);
  if (focus) (at("fields").querySelector("[aria-invalid=true]") ?? at("fields").querySelector("[name]") ?? at("copy-rich")).focus();
}

async function putTogether(event) {
  const { part } = event.target.dataset;
  if (!part) return;
  if (event.target.value) state.parts[part] = event.target.value;
  else delete state.parts[part];
  try {
    const { fields } = await ask("/message", wanted({ values: {} }));
    const names = new Set(fields.map((field) => field.name));
    state.values = Object.fromEntries(Object.entries(state.values).filter(([name]) => names.has(name)));
  } catch (error) {
    say(error.message, true);
    return;
  }
  await refresh(true);
  event.target.focus();
}

// The newest look at the message: whatever takes it away waits for this.
let latest = Promise.resolve();
const refresh = (withForm = false) => (latest = look(withForm));

async function look(withForm) {
  const asked = ++state.asked;
  remember();
  let view;
  try {
    view = await askFor("message");
  } catch (error) {
    if (asked !== state.asked) return;
    state.view = null;
    allowNothing();
    say(error.message, true);
    return;
  }
  if (asked !== state.asked) return;
  state.view = view.readable === false && state.view ? { ...state.view, message: null, problem: view.problem } : view;
  if (withForm) showForm();
  show();
  document.dispatchEvent(new Event("viewed"));
  if (state.proofread && view.message && !state.draft) setTimeout(proofread, PAUSE, asked);
}

async function proofread(asked) {
  if (asked !== state.asked) return;
  try {
    const { view, problem } = await ask("/proofread", wanted());
    if (asked !== state.asked || state.draft) return;
    if (view.message?.findings.length !== state.view.message.findings.length) {
      state.view = view;
      show();
    }
    if (!problem) return;
    state.proofread = false;
    say(problem, true);
  } catch (error) {
    if (asked === state.asked) say(error.message, true);
  }
}

function remember() {
  const told = new URLSearchParams({ template: state.name, ...state.parts });
  if (Object.keys(state.values).length) told.set("values", JSON.stringify(state.values));
  history.replaceState(null, "", `#${told}`);
}

// --- showing

function showForm() {
  const { view } = state;
  at("title").textContent = view.title;
  at("use-when").textContent = view.use_when;
  at("sort").textContent = [library.kindName(view.kind), library.channelName(view.channel), view.situation, ...view.tags].filter(Boolean).join(" · ");
  document.title = `${view.title}: kindword preview`;
  at("fields").replaceChildren(...form.fields(view.fields, state.values));
  at("samples-label").hidden = Object.keys(view.samples).length === 0;
  at("profiles-label").hidden = Object.keys(view.profiles).length === 0;
  at("samples").replaceChildren(...form.pills(Object.keys(view.samples), "data-sample"));
  at("profiles").replaceChildren(...form.pills(Object.keys(view.profiles), "data-profile"));
  library.fillParts(state.templates, view, state.parts);
  at("eml").hidden = view.channel !== "email";
}

function show() {
  hideTip();
  const { message, missing, problem } = state.view;
  allowTaking(state.view);
  form.showStates(at("fields"), state.view);
  if (message) state.shown = state.view.path;
  const outdated = !message && state.draft !== null && state.shown === state.view.path;
  at("stale").hidden = !outdated || at("paper").hidden;
  at("paper").classList.toggle("stale", outdated);
  if (outdated) return say(problem, true);
  at("judge").hidden = !message;
  if (message) {
    judge.showFindings(message.findings);
    judge.showBehaviours(message.behaviours);
    judge.showReading(message.reading);
    say(missing.length ? `Still missing: ${missing.join(", ")}.` : "Everything is filled in.", missing.length > 0);
  } else {
    say(problem, true);
  }
  showView();
}

function showView() {
  hideTip();
  if (!state.view) return;
  document.body.dataset.view = viewed();
  showMessage(state.view, state.values, viewed());
  if (viewed() === "samples") compare();
  else judge.align();
}

async function compare() {
  const asked = state.asked;
  try {
    const beside = await askFor("samples");
    if (asked === state.asked && viewed() === "samples") showBeside(beside);
  } catch (error) {
    say(error.message, true);
  }
}

// --- filling in

function filled(event) {
  const { name } = event.target;
  const field = state.view?.fields.find((one) => one.name === name);
  if (!field) return;
  const value = form.read(event.target, field);
  if (value === undefined) delete state.values[name];
  else state.values[name] = value;
  refresh();
}

function fill(values) {
  state.values = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  return refresh(true);
}

async function fillFrom(event) {
  const { sample, profile } = event.target.dataset;
  if (!sample && !profile) return;
  const { samples, profiles } = state.view;
  const empty = Object.keys(state.values).length === 0;
  const before = empty ? Object.values(samples)[0] ?? {} : state.values;
  await fill(sample ? samples[sample] : { ...before, ...profiles[profile] });
  const [attribute, name] = sample ? ["data-sample", sample] : ["data-profile", profile];
  at("form").querySelector(`[${attribute}="${CSS.escape(name)}"]`)?.focus();
}

// --- keys and the address

function keys(event) {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
  } else if (command && event.key === "Enter" && state.view && !at("palette").open) {
    event.preventDefault();
    copy();
  }
  const rows = [at("search"), ...at("templates").querySelectorAll("summary, details[open] button")];
  const here = rows.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (here >= 0 && step) {
    event.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, here + step))].focus();
  }
}

async function fromAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  if (!told.has("template")) return;
  let values = {};
  let fault = "";
  try {
    values = JSON.parse(told.get("values") ?? "{}");
  } catch {
    fault = "The data in this link cannot be read.";
  }
  const parts = Object.fromEntries(["subject", "closing"].filter((part) => told.get(part)).map((part) => [part, told.get(part)]));
  await choose(told.get("template"), { values, parts });
  if (fault) say(fault, true);
}

async function readLibrary() {
  const told = await ask("/library");
  state.templates = told.templates.map(library.searchable);
  state.proofread = told.proofread;
  const filters = ["about", "channel"].map((id) => [id, at(id).value]);
  library.fillFilters(state.templates);
  for (const [id, value] of filters) at(id).value = [...at(id).options].some((one) => one.value === value) ? value : "";
  listTemplates();
  document.dispatchEvent(new CustomEvent("listed", { detail: told }));
  return told;
}

async function begin() {
  try {
    const told = await readLibrary();
    state.opened = new Set(state.templates.length > 30 ? [] : state.templates.map((one) => one.kind));
    if (told.errors.length) say(`Some files could not be read. ${told.errors[0]}`, true);
    listTemplates();
    browse(!location.hash);
    await fromAddress();
  } catch (error) {
    say(error.message, true);
  }
}

const openPalette = makePalette(() => state.templates, (name) => choose(name, { focus: true }));
const hideTip = judge.makeTip(() => state.view?.message?.findings ?? []);
const copy = makeTaking(() => state.view, say, () => latest);
const forgetRecords = makeRecords((text) => ask("/records", wanted({ text })), fill);
judge.makeNotes();
if (/Mac|iPhone|iPad/.test(navigator.platform)) at("find-key").textContent = "⌘ K";
at("find").addEventListener("click", openPalette);
at("browse").addEventListener("click", () => browse(!document.body.classList.contains("browsing")));
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  at("message").focus();
});
for (const id of ["search", "about", "channel"]) at(id).addEventListener("input", listTemplates);
at("situations").addEventListener("click", (event) => {
  const { situation } = event.target.dataset;
  if (!situation) return;
  at("about").value = `situation:${situation}`;
  listTemplates();
  browse(true);
  at("templates").querySelector("[data-name]").focus();
});
at("templates").addEventListener("click", (event) => {
  const name = event.target.closest("[data-name]")?.dataset.name;
  if (name) choose(name);
});
at("fields").addEventListener("input", filled);
at("form").addEventListener("submit", (event) => event.preventDefault());
at("form").addEventListener("click", fillFrom);
at("parts").addEventListener("change", putTogether);
at("views").addEventListener("change", showView);
at("mail-dark").addEventListener("change", showView);
document.addEventListener("keydown", keys);
window.addEventListener("hashchange", fromAddress);
new ResizeObserver(() => state.view && judge.align()).observe(at("paper"));
begin();
