// Pictures without encryption, which phones do not load in an encrypted page, and pictures without words for those who do not see them.
import { table } from "bengkel:reference";
import { TAGS } from "../../../../pkg-template/elements/kinds.js";
import { addAttribute } from "./page.js";

const PLACES = { img: ["src", "srcset"], source: ["src", "srcset"], video: ["src", "poster"], audio: ["src"], image: ["href", "xlink:href"], input: ["src"], embed: ["src"] };

/** @param {ReturnType<import("./page.js").readPage>} page @returns {import("./page.js").Finding[]} */
export function pictures({ text, tags }) {
  const findings = [];
  const insecure = (from, to) =>
    findings.push({
      rule: "gambar-http",
      weight: "salah",
      from,
      to,
      message: "Gambar dengan http:// tidak tampil di aplikasi: halaman yang aman (https) menolaknya.",
      label: "Ganti menjadi https://",
      mend: [...text.slice(from, to).matchAll(/http:\/\//gi)].map(({ index }) => ({ from: from + index, to: from + index + 7, insert: "https://" })),
    });
  for (const tag of tags) {
    for (const name of PLACES[tag.name] ?? []) {
      const attribute = tag.attributes.get(name);
      if (attribute && /(^|[\s,])http:\/\//i.test(attribute.value)) insecure(attribute.start, attribute.end);
    }
    const style = tag.attributes.get("style");
    if (style && /url\(\s*["']?http:\/\//i.test(style.value)) insecure(style.start, style.end);
    if (tag.name === "style" && tag.closed >= 0) {
      for (const match of text.slice(tag.end, tag.closed).matchAll(/url\(\s*["']?http:\/\/[^)]*\)/gi)) insecure(tag.end + match.index, tag.end + match.index + match[0].length);
    }
    const isPicture = tag.name === "img" || (tag.name === "input" && /^image$/i.test(tag.attributes.get("type")?.value ?? "")) || (tag.name === "area" && tag.attributes.has("href"));
    const has = (name) => tag.attributes.has(name);
    if (!isPicture || has("alt") || has("data-attr-alt") || has("aria-label") || has("data-attr-aria-label") || has("aria-labelledby") || tag.attributes.get("aria-hidden")?.value === "true" || /^(presentation|none)$/.test(tag.attributes.get("role")?.value ?? "")) continue;
    const { host } = tag;
    const rows = host && tag.template && TAGS.includes(host.name) ? table.elements.find(({ kind }) => host.name === "olshop-" + kind).data.match(/[A-Z]\w+/g) : [];
    const field = rows.flatMap((row) => Object.keys(table.fields[row])).find((name) => /^nama_/.test(name));
    findings.push({
      rule: "tanpa-alt",
      weight: "saran",
      from: tag.start,
      to: tag.end,
      message: "Gambar ini tidak punya alt: pembaca layar menyebut alamat berkasnya.",
      label: field ? `Tambah data-attr-alt="${field}"` : 'Tambah alt=""',
      mend: [addAttribute(text, tag, field ? `data-attr-alt="${field}"` : 'alt=""')],
    });
  }
  return findings;
}
