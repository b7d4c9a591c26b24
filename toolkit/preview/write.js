// The writer's half: the source is edited, tried out unsaved, saved, and kept in step with what others save.
import * as conflict from "/conflict.js";
import { at, element } from "/draw.js";
import * as page from "/page.js";

const EVERY = 1000; // milliseconds between two looks at the library's files
const SHARE = 4; // how many times longer we rest than a look takes
const STILL = 400; // milliseconds without a keystroke before the whole template is judged
const drafts = new Map(); // what is not saved, by the path of its template
const desk = { panes: null, pane: null, path: null, base: null, findings: [], timer: null, trying: false, again: false, form: null, state: null, ended: false, turn: 0 };

const writing = () => !at("writer").hidden;
const mine = () => desk.pane.text();
const edited = () => desk.base !== null && mine() !== desk.base.text;

function say(text, bad = false) {
  at("writer-status").textContent = text;
  at("writer-status").classList.toggle("bad", bad);
}

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    (writing() ? say : page.say)(error.message, true);
    return null;
  }
}

const draft = () => ({ path: desk.path, source: mine(), values: page.state.values });
const source = (path) => page.ask(`/source?path=${encodeURIComponent(path)}`);

async function open(path) {
  const turn = ++desk.turn;
  const told = await attempt(() => source(path));
  desk.panes ??= await import("/pane.js");
  desk.pane ??= desk.panes.makePane(at("pane"), {
    label: "Template source", describedBy: "writer-keys", changed, save,
    moved: (text) => { if (at("here").textContent !== text) at("here").textContent = text; } });
  if (told === null || turn !== desk.turn) return;
  if (told.digest === "") return page.say("The file of this template is gone.", true);
  keep();
  const kept = drafts.get(path);
  desk.path = path;
  desk.base = kept?.base ?? told;
  at("writer-path").textContent = path;
  document.body.classList.add("writing");
  at("writer").hidden = false;
  conflict.leave();
  for (const id of ["written", "elsewhere-list"]) at(id).replaceChildren();
  desk.pane.show(kept?.text ?? told.text);
  page.state.draft = draft;
  page.state.parts = {};
  changed();
  if (kept && kept.base.digest !== told.digest) await compare();
}

function keep() {
  if (desk.path === null) return;
  if (edited()) drafts.set(desk.path, { text: mine(), base: desk.base });
  else drafts.delete(desk.path);
}

async function close() {
  keep();
  const unsaved = edited();
  desk.path = desk.base = null;
  at("writer").hidden = true;
  document.body.classList.remove("writing");
  at("edit").focus();
  page.state.draft = null;
  if (page.state.name) await page.refresh(true);
  if (unsaved) page.say("What you have not saved is kept until you close this page.");
}

function changed() {
  const dirty = edited();
  at("save").disabled = !dirty || Boolean(desk.base.locked);
  at("undo-all").disabled = !dirty;
  say(desk.base.locked || (dirty ? "Not saved." : ""));
  tryOut();
  clearTimeout(desk.timer);
  desk.timer = setTimeout(judge, STILL);
}

// One look at a time, always at the newest text: whoever types fast waits for no answer about older ones.
async function tryOut() {
  desk.again = true;
  if (desk.trying) return;
  desk.trying = true;
  try {
    while (desk.again) {
      desk.again = false;
      await page.refresh();
      const { view } = page.state;
      const told = view && JSON.stringify([view.title, view.use_when, view.fields, Object.keys(view.samples)]);
      if (view && told !== desk.form) showForm();
      if (view) desk.form = told;
    }
  } finally {
    desk.trying = false;
  }
}

function showForm() {
  const held = document.activeElement?.id;
  page.showForm();
  if (held && document.activeElement?.id !== held) at(held)?.focus();
}

async function judge() {
  const { path } = desk;
  if (path === null) return;
  const text = mine();
  const found = await attempt(() => page.ask("/findings", { path, source: text }));
  if (found === null || path !== desk.path || text !== mine()) return;
  desk.findings = found.here;
  desk.pane.mark(found.here);
  at("written").replaceChildren(...listed(found.here));
  at("elsewhere").hidden = found.elsewhere.length === 0;
  at("elsewhere-list").replaceChildren(...found.elsewhere.map((one) =>
    desk.panes.listed(one, element("p", { class: "quiet" }, one.line ? `${one.path}, line ${one.line}` : one.path))));
}

function listed(findings) {
  if (findings.length === 0) return [element("li", { class: "none" }, "Nothing found.")];
  return findings.map((one, number) => {
    const place = one.start
      ? element("button", { type: "button", "data-found": String(number), "aria-label": `Line ${one.start[0]}: ${one.message}` }, `Line ${one.start[0]}`)
      : element("p", { class: "quiet" }, "The whole message");
    return desk.panes.listed(one, place);
  });
}

function save() {
  return at("save").disabled ? say(desk.base.locked || "There is nothing to save.") : write(desk.base.digest);
}

async function write(digest) {
  const { path } = desk;
  try {
    settle(path, await page.ask("/save", { path, source: mine(), digest }));
    if (path === desk.path) say(edited() ? "Saved, but for what you have written since." : "Saved.");
  } catch (error) {
    if (path !== desk.path) return;
    if (error.status === 409) showConflict(error.told);
    else say(error.message, true);
  }
}

function settle(path, saved) {
  drafts.delete(path);
  if (path !== desk.path) return;
  conflict.leave();
  desk.base = saved;
  changed();
}

async function compare() {
  const { path } = desk;
  const told = await attempt(() => page.ask("/compare", { path, source: mine() }));
  if (told !== null && path === desk.path) showConflict(told, false);
}

function showConflict(theirs, asked = true) {
  desk.theirs = theirs;
  conflict.show(theirs, Boolean(desk.base.locked));
  say(theirs.digest === "" ? "Not saved: the file is gone." : "Not saved: the file has changed on disk.", true);
  if (asked) at("conflict-title").focus();
}

function takeTheirs() {
  const { theirs } = desk;
  desk.base = { text: theirs.text, digest: theirs.digest, locked: theirs.locked };
  desk.pane.replace(theirs.text);
  conflict.leave();
  changed();
  say("This is the file as it is on disk. Ctrl Z brings back yours.");
  desk.pane.focus();
}

// A look every second costs next to nothing, needs no open connection, and rests while nobody sees the page.
async function watch() {
  let pause = EVERY;
  if (!document.hidden) {
    const started = performance.now();
    try {
      const { state } = await page.ask("/changes");
      pause = Math.max(EVERY, SHARE * (performance.now() - started));
      if (desk.ended) page.say("");
      desk.ended = false;
      if (desk.state !== null && state !== desk.state) await follow();
      desk.state = state;
    } catch (error) {
      if (!desk.ended) page.say(error.message, true);
      desk.ended = true;
      desk.state = "";
    }
  }
  setTimeout(watch, pause);
}

async function follow() {
  const focused = document.activeElement?.dataset?.name;
  await page.readLibrary();
  if (focused) [...document.querySelectorAll("[data-name]")].find((one) => one.dataset.name === focused)?.focus();
  if (writing()) return followSource();
  if (page.state.name) await tryOut();
}

async function followSource() {
  const { path } = desk;
  const theirs = await attempt(() => source(path));
  if (theirs === null || path !== desk.path) return;
  if (theirs.digest === "") return showConflict(theirs, false);
  if (theirs.digest === desk.base.digest) {
    conflict.leave();
    return changed();
  }
  if (edited() && mine() !== theirs.text) return compare();
  desk.base = theirs;
  desk.pane.replace(theirs.text);
  conflict.leave();
  changed();
  say("The file has changed on disk; this is how it is now.");
}

async function begin(path) {
  await open(path);
  const { top } = at("writer").getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) at("writer").scrollIntoView();
  desk.pane?.focus();
}

// Of a template that cannot be read, nothing is known but its path.
function forget(path) {
  Object.assign(page.state, { name: path, parts: {}, values: {}, view: null });
  at("start").hidden = true;
  at("work").hidden = false;
  for (const id of ["use-when", "sort"]) at(id).textContent = "";
  at("title").textContent = path;
}

function listBroken({ broken }) {
  at("broken").hidden = broken.length === 0;
  at("broken-list").replaceChildren(...broken.map((one) => element("li", {},
    element("button", { type: "button", "data-broken": one.path }, one.path),
    element("p", { class: "quiet" }, one.problem))));
}

at("edit").addEventListener("click", async () => {
  const { name, templates, view } = page.state;
  const path = view?.path ?? templates.find((one) => one.name === name)?.path;
  if (!path) return page.say("There is no such template any more. Choose another.", true);
  await begin(path);
});
at("close").addEventListener("click", close);
at("save").addEventListener("click", save);
at("undo-all").addEventListener("click", () => {
  desk.pane.replace(desk.base.text);
  desk.pane.focus();
});
at("keep-mine").addEventListener("click", () => write(desk.theirs.digest));
at("take-theirs").addEventListener("click", takeTheirs);
at("go-on").addEventListener("click", () => { conflict.leave(); desk.pane.focus(); });
at("written").addEventListener("click", (event) => {
  const { found } = event.target.dataset;
  if (found) desk.pane.goTo(desk.findings[Number(found)]);
});
at("broken-list").addEventListener("click", async (event) => {
  const path = event.target.dataset.broken;
  if (path) {
    forget(path);
    await begin(path);
  }
});
document.addEventListener("listed", (event) => listBroken(event.detail));
document.addEventListener("viewed", () => {
  const { name, path, readable } = page.state.view;
  if (!writing()) return;
  if (path !== desk.path) open(path);
  else if (page.state.draft === null) {
    page.state.draft = draft; // the template that is open was chosen once more
    tryOut();
  } else if (readable !== false && page.state.name !== name) page.state.name = name; // which it lacked while broken
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && writing()) {
    event.preventDefault();
    if (!event.target.closest?.("#pane")) save();
  }
});
window.addEventListener("beforeunload", (event) => {
  keep();
  if (drafts.size) event.preventDefault();
});
watch();
