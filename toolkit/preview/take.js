// Takes the message away: to the clipboard, rich or plain, and as a draft. Nothing goes while a value is missing.
import { at } from "/draw.js";

const TAKERS = ["copy-rich", "copy-plain", "eml", "copy-subject"];

export function allowTaking({ message, missing }) {
  for (const id of TAKERS) at(id).disabled = !message || missing.length > 0;
  at("copy-link").disabled = false;
}

export function allowNothing() {
  for (const id of [...TAKERS, "copy-link"]) at(id).disabled = true;
}

// Makes the buttons work; returns what copies the message, or says why it does not.
export function makeTaking(view, say, ready) {
  async function copied(write, what) {
    await ready();
    if (what !== "the link" && at("copy-rich").disabled) return refuse();
    try {
      await write();
      say(`Copied ${what}.`);
    } catch {
      say("The browser did not allow copying. Select the message and copy it by hand.", true);
    }
  }

  function rich() {
    const { html, body_text: text } = view().message;
    const blob = (type, content) => new Blob([content], { type });
    return new ClipboardItem({ "text/html": blob("text/html", html), "text/plain": blob("text/plain", text) });
  }

  const copyRich = () => copied(() => navigator.clipboard.write([rich()]), "the message");

  async function download() {
    await ready();
    if (at("eml").disabled) return refuse();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([view().message.eml], { type: "message/rfc822" }));
    link.download = `${view().name.replaceAll("/", "-")}.eml`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  const refuse = () => view() && say(`Not copied. ${view().problem || `Still missing: ${view().missing.join(", ")}.`}`, true);

  // What is selected by hand is held back as well.
  function guard(event) {
    if (!view()?.missing.length) return;
    event.preventDefault();
    refuse();
  }

  const copyText = (text, what) => copied(() => navigator.clipboard.writeText(text()), what);
  at("copy-rich").addEventListener("click", copyRich);
  at("copy-plain").addEventListener("click", () => copyText(() => view().message.body_text, "the plain text"));
  at("copy-subject").addEventListener("click", () => copyText(() => view().message.subject_line, "the subject"));
  at("copy-link").addEventListener("click", () => copyText(() => location.href, "the link"));
  at("eml").addEventListener("click", download);
  for (const id of ["paper", "beside"]) at(id).addEventListener("copy", guard);
  return copyRich;
}
