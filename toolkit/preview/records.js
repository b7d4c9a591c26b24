// Pasted and loaded records: reads them, and fills the form in from the one that is picked.
import { at, element } from "/draw.js";
import { rowName } from "/form.js";

// `read` asks the server for the records of a text, `fill` takes the values of one. Returns what forgets them all.
export function makeRecords(read, fill) {
  let told = null;

  function show() {
    const { records = [], unused = [], faults = [], cut = false } = told ?? {};
    at("picker").hidden = records.length < 2;
    at("row").replaceChildren(...records.map((one, number) => element("option", { value: String(number) }, rowName(one))));
    const notes = [];
    if (unused.length) notes.push(`Not used here: ${unused.join(", ")}.`);
    if (faults.length) notes.push(`Left out: ${faults.slice(0, 3).join("; ")}${faults.length > 3 ? `; and ${faults.length - 3} more` : ""}.`);
    if (cut) notes.push(`Only the first ${records.length} rows are here.`);
    at("record-note").textContent = notes.join(" ");
  }

  function takeRow(number) {
    const { records } = told;
    const row = Math.max(0, Math.min(records.length - 1, number));
    at("row").value = String(row);
    at("row-before").disabled = row === 0;
    at("row-after").disabled = row === records.length - 1;
    return fill(records[row].values);
  }

  async function take() {
    try {
      told = await read(at("record").value);
    } catch (error) {
      told = null;
      show();
      at("record-note").textContent = error.message;
      return;
    }
    show();
    await takeRow(0);
  }

  async function readFile(event) {
    const [file] = event.target.files;
    if (!file) return;
    const bytes = await file.arrayBuffer();
    try {
      at("record").value = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      at("record-note").textContent = "This file is not UTF-8. Save it as CSV, UTF-8.";
      return;
    }
    await take();
  }

  at("take").addEventListener("click", take);
  at("record-file").addEventListener("change", readFile);
  at("row").addEventListener("change", (event) => takeRow(Number(event.target.value)));
  at("row-before").addEventListener("click", () => takeRow(Number(at("row").value) - 1));
  at("row-after").addEventListener("click", () => takeRow(Number(at("row").value) + 1));
  return function forget() {
    told = null;
    at("record").value = "";
    at("record-file").value = "";
    show();
  };
}
