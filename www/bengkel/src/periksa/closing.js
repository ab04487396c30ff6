// What is never closed, and a script that ends in the middle of a text.
import { tryParse } from "./page.js";

/** @param {ReturnType<import("./page.js").readPage>} page @returns {import("./page.js").Finding[]} */
export function closing({ text, unclosed, openComment, programs }) {
  const findings = [];
  // One after another: thousands of them are one mistake.
  for (const tag of unclosed.slice(0, 20)) {
    findings.push({
      rule: "tag-tak-ditutup",
      weight: "salah",
      from: tag.start,
      to: tag.end,
      message: `<${tag.name}> ini tidak pernah ditutup: sisanya ikut masuk ke dalamnya.`,
      label: `Tutup dengan </${tag.name}>`,
      mend: [place(text, tag)],
    });
  }
  if (openComment >= 0) {
    findings.push({ rule: "tag-tak-ditutup", weight: "salah", from: openComment, to: openComment + 4, message: "Komentar ini tidak pernah ditutup: sisa halaman tidak tampil.", label: "Tutup dengan -->", mend: [{ from: lineEnd(text, openComment), to: lineEnd(text, openComment), insert: " -->" }] });
  }
  for (const { tag, code, error, isModule } of programs) {
    if (!error || tag.closed < 0 || !/Unterminated (string|template)/.test(error.message)) continue;
    const rest = text.slice(tag.closed);
    const second = rest.search(/<\/script\s*>/i) === 0 ? rest.slice(9).search(/<\/script\s*>/i) : -1;
    const whole = second < 0 ? null : code + "<\\" + rest.slice(1, 9 + second);
    if (whole === null || tryParse(whole, isModule).error) continue;
    findings.push({
      rule: "akhir-skrip-di-teks",
      weight: "salah",
      from: tag.closed,
      to: tag.closed + 9,
      message: "</script> di dalam teks mengakhiri skrip di sini; sisanya tampil sebagai tulisan.",
      label: "Tulis <\\/script>",
      mend: [{ from: tag.closed, to: tag.closed + 2, insert: "<\\/" }],
    });
  }
  return findings;
}

/** Where an end tag belongs: before that of the element around it, or at the end of the page. */
function place(text, tag) {
  const parent = tag.parent;
  const isText = /^(script|style|title|textarea)$/.test(tag.name);
  const at = !isText && parent && parent.closed >= 0 ? parent.closed : text.length;
  return { from: at, to: at, insert: `</${tag.name}>` };
}

const lineEnd = (text, at) => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
};
