// The views: the message as it stands in an inbox, a mail program, a chat, a text message.
import { at, element, pieces } from "/draw.js";

// About as much as inboxes show of a subject and of the first words: docs/preview.md says where that is from.
const SHOWN = { mail: { subject: 60, words: 100 }, phone: { subject: 35, words: 90 } };
const STILL = "<style>* { user-select: none !important; }</style>";

export const FIRST_VIEW = { email: "marked", chat: "chat", social: "chat", sms: "sms" };

export function cropped(text, most) {
  const letters = Array.from(new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text), (one) => one.segment);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("").trimEnd()}…`;
}

// The words of an HTML page, read without running or loading any of it.
function wordsOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const unread of page.querySelectorAll("style, script, title, template")) unread.remove();
  return page.body.textContent.replace(/\s+/g, " ").trim();
}

const sender = (values) => values.team || values.company || values.agent || "Your team";

function inbox(message, values, view) {
  const most = SHOWN[view];
  const line = message.subject_line || "(no subject)";
  const from = String(sender(values));
  const length = Array.from(line).length;
  at("inbox").className = `inbox ${view}`;
  at("inbox").replaceChildren(
    element("span", { class: "sender" }, cropped(from, 25)),
    element("span", { class: "line" }, element("b", {}, cropped(line, most.subject)), " ",
      element("span", { class: "quiet" }, cropped(wordsOf(message.html), most.words))),
    element("span", { class: "quiet time" }, "now"),
    element("small", { class: length > most.subject ? "cut-note" : "" }, length > most.subject
      ? `The subject has ${length} characters; about ${most.subject} show here.` : `The subject has ${length} characters and shows whole.`));
}

// An e-mail's page in the colours asked for: dark only where it says that it can be, as mail programs have it.
function framed(html, dark, still) {
  const scheme = dark && html.includes("color-scheme") ? "dark" : "light";
  at("mail").classList.toggle("dark", dark);
  return `${html}<style>:root { color-scheme: ${scheme}; }</style>${still ? STILL : ""}`;
}

function bubble(message, values, view) {
  const { segments } = message;
  const list = message.body.length ? message.body : message.subject ?? [];
  const cuts = [];
  if (view === "sms") segments.parts.slice(0, -1).reduce((end, part) => (cuts.push(end + part.length), end + part.length), 0);
  const missing = list.some((piece) => piece.origin === "missing");
  return [
    element("p", { class: "quiet from" }, String(sender(values))),
    element("div", { class: `bubble ${view}` }, ...pieces(list, { cuts: missing ? [] : cuts })),
    ...(view === "sms" ? [segmentNote(segments)] : []),
  ];
}

function segmentNote({ encoding, parts, units, room, odd }) {
  const count = parts.length === 1 ? "1 segment" : `${parts.length} segments`;
  const twice = units > Array.from(parts.join("")).length;
  const unit = `characters${twice ? ` (${encoding === "GSM-7" ? "€ [ ] { } \\ ~ ^ |" : "emoji"} count twice)` : ""}`;
  const told = [`${count} in ${encoding}: ${units} ${unit}, room for ${room} more.`];
  if (odd.length) told.push(` ${odd.map((one) => `“${one}”`).join(" ")} cannot be written in GSM-7, so that a segment holds less than half.`);
  return element("p", { class: "quiet", id: "segments" }, ...told);
}

// Shows the message in the view that is chosen.
export function showMessage({ message, missing }, values, view) {
  const mail = view === "mail" || view === "phone";
  at("paper").className = `paper as-${view}`;
  at("paper").hidden = view === "samples" || !message;
  at("beside").hidden = view !== "samples";
  at("inbox").hidden = !mail;
  at("mail-tools").hidden = !mail || !message;
  at("mail").hidden = !mail;
  at("marked").hidden = view !== "marked";
  at("bubbles").hidden = view !== "chat" && view !== "sms";
  at("plain").hidden = view !== "plain";
  at("key").hidden = !message || !["marked", "chat", "sms"].includes(view);
  at("subject-row").hidden = !message?.subject || !["marked", "mail", "phone"].includes(view);
  if (!message) return;
  at("subject").replaceChildren(...pieces(message.subject ?? []));
  at("marked").replaceChildren(...(view === "marked" ? pieces(message.body) : []));
  at("bubbles").replaceChildren(...(at("bubbles").hidden ? [] : bubble(message, values, view)));
  at("plain").textContent = message.text;
  if (mail) {
    inbox(message, values, view);
    const page = framed(message.html, at("mail-dark").checked, missing.length > 0);
    if (at("mail").srcdoc !== page) at("mail").srcdoc = page;
  }
}
