// The code editor: HTML with the elements' names, and Periksa's findings where they are.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { html } from "@codemirror/lang-html";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { table } from "bengkel:reference";

const COLOURS = HighlightStyle.define([
  { tag: [tags.tagName, tags.typeName, tags.className], color: "var(--k-tag)" },
  { tag: [tags.attributeName, tags.propertyName], color: "var(--k-atribut)" },
  { tag: [tags.string, tags.attributeValue, tags.regexp], color: "var(--k-teks)" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.definitionKeyword], color: "var(--k-kata)" },
  { tag: [tags.number, tags.bool, tags.null, tags.color, tags.unit, tags.atom], color: "var(--k-angka)" },
  { tag: [tags.comment, tags.documentMeta], color: "var(--k-komentar)" },
]);

const choices = (name) => (name === "data-format" ? Object.keys(table.formats) : name === "data-isi" ? [...new Set(Object.values(table.fields).flatMap(Object.keys))] : (table.values[name] ?? null));
const attributes = (names) => Object.fromEntries(names.map((name) => [name, choices(name)]));

/** The elements and their attributes, from the package's table. */
const LANGUAGE = html({
  extraTags: Object.fromEntries(table.elements.map((element) => ["olshop-" + element.kind, { attrs: attributes([...Object.keys(element.attributes), ...Object.keys(table.everywhere)]) }])),
  extraGlobalAttributes: attributes(Object.keys(table.around)),
});

/** What the editor says, in Indonesian. */
const PHRASES = {
  Find: "Cari", Replace: "Ganti", next: "berikutnya", previous: "sebelumnya", all: "semua", "match case": "huruf besar", regexp: "regexp", "by word": "per kata", replace: "ganti", "replace all": "ganti semua", close: "tutup",
  "current match": "yang ditemukan", "replaced $ matches": "$ diganti", "on line": "di baris", Diagnostics: "Temuan", "No diagnostics": "Tidak ada temuan", Completions: "Pilihan", "Selection deleted": "Pilihan dihapus",
  "Control character": "Karakter kendali", "Go to line": "Ke baris", go: "ke sana",
};

/**
 * @param {HTMLElement} parent
 * @param {string} text
 * @param {(text: string) => void} changed
 */
export function createEditor(parent, text, changed) {
  let isLoading = false;
  const extensions = [
    lineNumbers(), highlightActiveLineGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), autocompletion(), highlightActiveLine(), highlightSelectionMatches(), lintGutter(),
    syntaxHighlighting(COLOURS),
    LANGUAGE,
    EditorState.phrases.of(PHRASES),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": "Kode HTML halaman. Esc lalu Tab untuk keluar.", spellcheck: "false", autocapitalize: "off" }),
    placeholder("Tempel atau tulis HTML halaman di sini, atau mulai dari Galeri."),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, indentWithTab]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !isLoading) changed(update.state.doc.toString());
    }),
  ];
  const view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
  return {
    view,
    text: () => view.state.doc.toString(),
    /** Replaces the whole page, as one step that can be undone. */
    replace(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, selection: EditorSelection.cursor(0), scrollIntoView: true });
    },
    apply(changes) {
      view.dispatch({ changes, userEvent: "input.mend" });
    },
    goTo(from, to) {
      const { length } = view.state.doc;
      view.dispatch({ selection: EditorSelection.range(Math.min(from, length), Math.min(to, length)), effects: EditorView.scrollIntoView(Math.min(from, length), { y: "center" }) });
      view.focus();
    },
    /** @param {(import("./periksa/page.js").Finding & { line: number })[]} findings @param {(finding: any) => void} mend */
    mark(findings, mend) {
      const { length } = view.state.doc;
      const weights = { bahaya: "error", salah: "warning", saran: "info" };
      const diagnostics = findings.slice(0, 100).map((finding) => ({
        from: Math.min(finding.from, length),
        to: Math.min(Math.max(finding.to, finding.from), length),
        severity: weights[finding.weight],
        message: finding.message,
        actions: [{ name: finding.label, apply: () => mend(finding) }],
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
  };
}
