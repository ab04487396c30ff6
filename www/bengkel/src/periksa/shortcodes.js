// Shortcodes inside of scripts: the app puts whatever a member typed into the program.
import { full } from "acorn-walk";

const SHORTCODE = /\{\{\s*(\w+)\s*\}\}/g;

/** @param {ReturnType<import("./page.js").readPage>} page @returns {import("./page.js").Finding[]} */
export function shortcodes({ text, programs, tags }) {
  const findings = [];
  for (const { tag, code, start, tree } of programs) {
    const strings = [];
    if (tree) {
      full(tree, (node) => {
        if (node.type === "Literal" && typeof node.value === "string") strings.push({ start: node.start, end: node.end, isTemplate: false });
        else if (node.type === "TemplateLiteral") strings.push({ start: node.start, end: node.end, isTemplate: true });
      });
    }
    for (const match of code.matchAll(SHORTCODE)) {
      const [shortcode, name] = match;
      const at = match.index;
      const attribute = "data-" + name.replace(/_/g, "-");
      const id = "isian-" + name.replace(/_/g, "-");
      const value = `document.getElementById("${id}").getAttribute("${attribute}")`;
      const around = strings.find((string) => string.start < at && at + shortcode.length < string.end);
      let change;
      if (around) {
        const quote = code[around.start];
        if (around.isTemplate) change = { from: at, to: at + shortcode.length, insert: "${" + value + "}" };
        else {
          const before = code.slice(around.start + 1, at);
          const after = code.slice(at + shortcode.length, around.end - 1);
          // Other shortcodes of the same text are mended one after the other.
          change = { from: around.start, to: around.end, insert: [before && quote + before + quote, value, after && quote + after + quote].filter(Boolean).join(" + ") };
        }
      } else if (isComment(code, at)) {
        change = { from: at, to: at + shortcode.length, insert: name };
      } else {
        change = { from: at, to: at + shortcode.length, insert: /^json_/.test(name) ? `JSON.parse(${value})` : /^(saldo|poin|total)_/.test(name) ? `Number(${value})` : value };
      }
      const mend = [{ from: start + change.from, to: start + change.to, insert: change.insert }];
      const isHere = tags.some((other) => other.attributes.get("id")?.value === id);
      if (!isHere && change.insert !== name) {
        mend.unshift({ from: tag.start, to: tag.start, insert: `<span hidden id="${id}" ${attribute}="{{${name}}}"></span>\n` });
      }
      findings.push({
        rule: "shortcode-di-skrip",
        weight: "bahaya",
        from: start + at,
        to: start + at + shortcode.length,
        message: `Shortcode {{${name}}} di dalam skrip: aplikasi menempelkan isinya apa adanya, jadi satu tanda kutip merusak skrip, bahkan bisa menjalankan kode.`,
        label: change.insert === name ? "Hapus kurung kurawalnya" : "Pindahkan ke atribut",
        mend,
      });
    }
  }
  for (const tag of tags) {
    for (const [name, attribute] of tag.attributes) {
      if (!/^on/.test(name)) continue;
      for (const [shortcode, field] of attribute.value.matchAll(SHORTCODE)) {
        const data = "data-" + field.replace(/_/g, "-");
        const quoted = new RegExp(`(["'\`]?)${shortcode.replace(/[{}]/g, "\\$&")}\\1`);
        const value = attribute.value.replace(quoted, `this.getAttribute('${data}')`);
        findings.push({
          rule: "shortcode-di-skrip",
          weight: "bahaya",
          from: attribute.start,
          to: attribute.end,
          message: `Shortcode {{${field}}} di dalam ${name}: isinya ikut dijalankan sebagai skrip.`,
          label: "Pindahkan ke atribut",
          mend: [{ from: attribute.start, to: attribute.end, insert: `${name}="${value.replace(/"/g, "&quot;")}"${tag.attributes.has(data) ? "" : ` ${data}="{{${field}}}"`}` }],
        });
      }
    }
  }
  return findings.filter((finding) => text.slice(finding.from, finding.to) !== "");
}

/** Whether a place is in a comment of a script that may not be readable. @param {string} code @param {number} at */
function isComment(code, at) {
  const line = code.slice(code.lastIndexOf("\n", at) + 1, at);
  return /^\s*(\/\/|\*)/.test(line) || code.lastIndexOf("/*", at) > code.lastIndexOf("*/", at);
}
