// What the preview's editor takes from its packages; `npm run build` puts it into codemirror.js.
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { jinjaLanguage } from "@codemirror/lang-jinja";
export { bracketMatching, syntaxHighlighting } from "@codemirror/language";
export { forEachDiagnostic, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
export { search, searchKeymap } from "@codemirror/search";
export { EditorState } from "@codemirror/state";
export { EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
export { tagHighlighter, tags } from "@lezer/highlight";
