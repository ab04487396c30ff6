// Periksa: everything that is wrong or risky in a page, with the line and a change that mends it.
import { closing } from "./closing.js";
import { css } from "./css.js";
import { elements } from "./elements.js";
import { readPage } from "./page.js";
import { pictures } from "./pictures.js";
import { rawCalls } from "./raw-calls.js";
import { secrets } from "./secrets.js";
import { shortcodes } from "./shortcodes.js";
import { sinks } from "./sinks.js";
import { syntax } from "./syntax.js";
import { edited } from "../html.js";

const RULES = [secrets, shortcodes, sinks, rawCalls, elements, syntax, css, pictures, closing];

/** What each kind of finding is about. */
export const TITLES = {
  "kunci-rahasia": "Kunci rahasia di halaman",
  "shortcode-di-skrip": "Shortcode di dalam skrip",
  "html-dari-data": "HTML dari data API",
  "api-mentah": "API dipanggil sendiri",
  "elemen-tak-dikenal": "Elemen tidak dikenal",
  "atribut-tak-dikenal": "Atribut tidak dikenal",
  "nilai-tak-dikenal": "Nilai tidak dikenal",
  "format-tak-dikenal": "Format tidak dikenal",
  "isian-tak-dikenal": "Isian tidak dikenal",
  "isian-tak-boleh": "Isian di tempat berbahaya",
  "isian-di-luar-template": "Isian di luar template",
  "isian-kurung-kurawal": "Isian dalam kurung kurawal",
  "syarat-tak-terbaca": "Syarat tidak terbaca",
  "terlalu-baru": "Terlalu baru untuk HP lama",
  "css-terlalu-baru": "CSS terlalu baru untuk HP lama",
  "gambar-http": "Gambar tanpa https",
  "tanpa-alt": "Gambar tanpa alt",
  "tag-tak-ditutup": "Tag tidak ditutup",
  "akhir-skrip-di-teks": "Skrip berakhir di tengah teks",
};

/** The most findings that are shown. */
const MOST = 200;

/**
 * @param {string} text
 * @returns {(import("./page.js").Finding & { line: number })[]}
 */
export function check(text) {
  const page = readPage(text);
  const findings = RULES.flatMap((rule) => rule(page));
  const order = { bahaya: 0, salah: 1, saran: 2 };
  return findings
    .map((finding) => ({ ...finding, line: page.lineOf(finding.from) }))
    .sort((a, b) => order[a.weight] - order[b.weight] || a.from - b.from)
    .slice(0, MOST);
}

/** A page with what a finding says mended. @param {string} text @param {import("./page.js").Finding} finding */
export const mended = (text, { mend }) => edited(text, mend);
