// The pane with a template's source: CodeMirror, with what is found underlined where it stands.
import * as cm from "/codemirror.js";
import { element } from "/draw.js";
import { about } from "/judge.js";

const SEVERITIES = { error: "error", warning: "warning", suggestion: "info" };
const { tags } = cm;
const COLOURS = cm.tagHighlighter([
  { tag: tags.comment, class: "of-comment" },
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.operatorKeyword, tags.logicOperator, tags.modifier], class: "of-keyword" },
  { tag: [tags.string, tags.number, tags.bool], class: "of-value" },
  { tag: [tags.variableName, tags.propertyName], class: "of-name" },
]);

// The server counts lines and columns from 1, in code points; the editor counts in UTF-16 from the text's beginning.
function offset(doc, [line, column]) {
  const { from, text } = doc.line(Math.min(line, doc.lines));
  return from + [...text].slice(0, column - 1).join("").length;
}

function stretch(doc, finding) {
  const from = offset(doc, finding.start);
  const to = Math.max(from, offset(doc, finding.end));
  return { from, to: to > from ? to : doc.lineAt(from).to };
}

function why(finding) {
  return finding.why ? [element("p", { class: "quiet" }, finding.why)] : [];
}

export function listed(finding, place) {
  const reason = why(finding);
  const details = reason.length ? [element("details", {}, element("summary", {}, `Why (${finding.rule})`), ...reason)] : [];
  return element("li", { class: finding.severity }, place, ...about(finding), ...details);
}

function diagnostic(doc, finding) {
  return {
    ...stretch(doc, finding),
    severity: SEVERITIES[finding.severity],
    message: finding.message,
    renderMessage: () => element("div", {}, ...about(finding), ...why(finding)),
  };
}

// Makes the pane within `parent`; `changed` is called after each edit, `moved` with what is said of the cursor's place.
export function makePane(parent, { label, describedBy, changed, moved, save }) {
  const spoken = (state) => {
    const { head } = state.selection.main;
    const said = [];
    cm.forEachDiagnostic(state, (one, from, to) => {
      if (from <= head && head <= to) said.push(one.message);
    });
    return said.join(" ");
  };
  const extensions = [
    cm.lineNumbers(),
    cm.highlightSpecialChars(),
    cm.history(),
    cm.drawSelection(),
    cm.highlightActiveLine(),
    cm.bracketMatching(),
    cm.jinjaLanguage,
    cm.syntaxHighlighting(COLOURS),
    cm.search({ top: true }),
    cm.EditorView.lineWrapping,
    cm.EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy, spellcheck: "true", tabindex: "0" }),
    cm.keymap.of([
      { key: "Mod-s", run: () => (save(), true), preventDefault: true },
      { key: "F8", run: cm.nextDiagnostic },
      { key: "Shift-F8", run: cm.previousDiagnostic },
      ...cm.defaultKeymap, ...cm.historyKeymap, ...cm.searchKeymap,
    ]),
    cm.EditorView.updateListener.of((update) => {
      if (update.docChanged) changed();
      if (update.docChanged || update.selectionSet) moved(spoken(update.state));
    }),
  ];
  const view = new cm.EditorView({ parent });
  return {
    text: () => view.state.doc.toString(),
    focus: () => view.focus(),
    show(text) {
      const words = /^\s*\{#.*?#\}\s*?\n/s.exec(text)?.[0].length ?? 0; // after the header
      view.setState(cm.EditorState.create({ doc: text, extensions, selection: { anchor: words } }));
      view.dispatch({ effects: cm.EditorView.scrollIntoView(words, { y: "start", yMargin: 30 }) });
    },
    // As one edit of what differs, so that the cursor stays and the edit can be undone.
    replace(text) {
      const before = view.state.doc.toString();
      const most = Math.min(before.length, text.length);
      let from = 0;
      while (from < most && before[from] === text[from]) from += 1;
      let same = 0;
      while (same < most - from && before.at(-1 - same) === text.at(-1 - same)) same += 1;
      view.dispatch({ changes: { from, to: before.length - same, insert: text.slice(from, text.length - same) } });
    },
    mark(findings) {
      const placed = findings.filter((one) => one.start);
      view.dispatch(cm.setDiagnostics(view.state, placed.map((one) => diagnostic(view.state.doc, one))));
      moved(spoken(view.state));
    },
    goTo(finding) {
      const { from, to } = stretch(view.state.doc, finding);
      view.dispatch({ selection: { anchor: from, head: to }, effects: cm.EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },
  };
}
