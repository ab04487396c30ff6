// Names that the elements do not know: of elements, attributes, values and fields. What they know is the package's own table,
// elements/reference.json; how conditions are read, and what may be filled from data, are the library's own functions.
import { table } from "bengkel:reference";
import { similar } from "../../../../pkg-template/elements/advice.js";
import { nearest } from "../../../../pkg-template/elements/complaints.js";
import { parse } from "../../../../pkg-template/elements/expression.js";
import { TAGS } from "../../../../pkg-template/elements/kinds.js";
import { runs, takesLink, takesText } from "../../../../pkg-template/elements/safety.js";
import { SHORTCODES } from "../shop.js";
import { dropAttribute, setValue } from "./page.js";

const KNOWN = new Map(table.elements.map((element) => ["olshop-" + element.kind, element]));
const AROUND = Object.keys(table.around);
/** Names with an ending of the page's own: `data-attr-…`. */
const PREFIXES = Object.keys(table.prefixed).map((name) => name.replace("…", ""));
const STATES = Object.keys(table.states);

const attributesOf = (element) => [...Object.keys(element.attributes), ...Object.keys(table.everywhere)];
const namesOf = (rows) => rows.flatMap((row) => [...Object.keys(table.fields[row] ?? {}), ...Object.keys(table.computed[row] ?? {})]);
const rowsOf = (element) => element.data.match(/[A-Z]\w+/g);

/** Attributes that every element of HTML may have. */
const isCommon = (name) => /^(data-|aria-|on)|^(class|style|slot|part|role|is|exportparts|itemscope|itemprop|itemtype|itemid)$/.test(name) || name in HTMLElement.prototype;

/** Reads conditions without what the library says about them on the console. */
function conditionsOf(text, attribute) {
  const { warn } = console;
  console.warn = () => {};
  try {
    return parse(text, attribute);
  } finally {
    console.warn = warn;
  }
}

/** The fields that a place can name: of the rows of the element around it, and of the lists between the two. */
function scopeOf(tag, host) {
  const names = [...namesOf(rowsOf(KNOWN.get(host.name)))];
  let state = null;
  for (let at = tag.parent; at && at !== host; at = at.parent) {
    if (at.name !== "template") continue;
    const list = at.attributes.get("data-tiap")?.value.trim();
    if (list === "sub_kategori") names.push(...namesOf(["Kategori"]));
    if (at.parent === host) state = at.attributes.get("data-saat")?.value.trim() || null;
  }
  if (state !== null) names.push(...STATES.filter((name) => !name.includes("…")), "baris");
  return names;
}

/** What a wrong name most likely means. @param {string} name @param {string[]} known */
const meantBy = (name, known) => similar(name, known) ?? nearest(name, known);

/** @param {ReturnType<import("./page.js").readPage>} page @returns {import("./page.js").Finding[]} */
export function elements({ text, tags }) {
  const findings = [];
  const tell = (rule, from, to, message, label, mend, weight = "salah") => findings.push({ rule, weight, from, to, message, label, mend });
  const tellAttribute = (rule, attribute, message, label, mend) => tell(rule, attribute.start, attribute.end, message, label, [mend]);
  const rename = (attribute, to) => ({ from: attribute.start, to: attribute.start + attribute.name.length, insert: to });

  /** Says that a field does not exist, in a path or a condition of an attribute. */
  function checkField(attribute, path, names, host) {
    const [first] = path.split(".");
    if (path === "." || first === "" || /^\d+$/.test(first) || names.includes(first) || first.includes("{{")) return;
    if (first.startsWith("jumlah:")) {
      checkField(attribute, first.slice("jumlah:".length), names, host);
      return;
    }
    const wanted = meantBy(first, names);
    tellAttribute("isian-tak-dikenal", attribute, `Tidak ada isian "${first}" di <${host.name}>. Mungkin maksudnya "${wanted}"?`, `Ganti menjadi ${wanted}`, setValue(attribute, attribute.value.replace(first, wanted)));
  }

  function checkConditions(attribute, names, host) {
    if (attribute.value.includes("{{")) return;
    const conditions = conditionsOf(attribute.value, attribute.name);
    if (conditions === null) {
      tellAttribute("syarat-tak-terbaca", attribute, `Syarat "${attribute.value.slice(0, 60)}" tidak terbaca. Contoh yang benar: stok>0; nama_produk~"merah muda"`, `Hapus ${attribute.name}`, dropAttribute(text, attribute));
      return;
    }
    for (const { field } of conditions) checkField(attribute, field, names, host);
  }

  for (const tag of tags) {
    const { name, attributes } = tag;
    if (/^olshop/.test(name) && !KNOWN.has(name)) {
      const wanted = nearest(name, TAGS);
      const mend = [{ from: tag.start + 1, to: tag.start + 1 + name.length, insert: wanted }];
      if (tag.closed >= 0) mend.push({ from: tag.closed + 2, to: tag.closed + 2 + name.length, insert: wanted });
      tell("elemen-tak-dikenal", tag.start, tag.end, `Tidak ada elemen <${name}>. Mungkin maksudnya <${wanted}>?`, `Ganti menjadi ${wanted}`, mend);
      continue;
    }
    const own = KNOWN.get(name);
    const host = tag.host && KNOWN.has(tag.host.name) ? tag.host : null;
    // A template around the element itself holds none of its rows.
    const isInTemplate = host !== null && tag.template !== null && tag.template.start > host.start;

    if (own) {
      const known = attributesOf(own);
      const names = namesOf(rowsOf(own));
      for (const attribute of attributes.values()) {
        if (known.includes(attribute.name) || /-untuk$/.test(attribute.name)) continue;
        if (isCommon(attribute.name)) continue;
        const wanted = similar(attribute.name, known);
        tellAttribute(
          "atribut-tak-dikenal",
          attribute,
          `Atribut "${attribute.name}" tidak berlaku di <${name}>.${wanted ? ` Mungkin maksudnya "${wanted}"?` : ""}`,
          wanted && !attributes.has(wanted) ? `Ganti menjadi ${wanted}` : "Hapus atribut ini",
          wanted && !attributes.has(wanted) ? rename(attribute, wanted) : dropAttribute(text, attribute),
        );
      }
      const sort = attributes.get("urut");
      if (sort && !/\{\{/.test(sort.value)) checkField(sort, sort.value.trim().replace(/^-/, ""), names, tag);
      const group = attributes.get("kelompok");
      if (group && !/\{\{/.test(group.value)) checkField(group, group.value.trim(), names, tag);
      const filter = attributes.get("saring");
      if (filter) checkConditions(filter, names, tag);
    }

    for (const attribute of attributes.values()) {
      const value = attribute.value.trim();
      // A value that is one of a few.
      const values = attribute.name === "data-format" || attribute.name.startsWith("data-format-") ? Object.keys(table.formats) : table.values[attribute.name];
      const applies = own ? attributesOf(own).includes(attribute.name) || attribute.name === "data-mata" : host !== null && attribute.name.startsWith("data-");
      if (values && applies && value !== "" && !value.includes("{{") && !values.includes(value)) {
        const digits = Number(value);
        const wanted = attribute.name === "total-data" && digits > 0 ? String(Math.min(100, Math.max(10, Math.round(digits / 10) * 10))) : meantBy(value, values);
        tellAttribute(
          attribute.name.startsWith("data-format") ? "format-tak-dikenal" : "nilai-tak-dikenal",
          attribute,
          `${attribute.name}="${value}" tidak dikenal. Yang bisa: ${values.join(", ")}.`,
          `Ganti menjadi ${wanted}`,
          setValue(attribute, wanted),
        );
      }
      if (!host || !attribute.name.startsWith("data-")) continue;
      const names = scopeOf(tag, host);
      const target = /^data-attr-(.+)$/.exec(attribute.name)?.[1];
      const isBinding = target !== undefined || /^data-(isi|jika|jika-tidak|tiap)$/.test(attribute.name);
      if (isBinding && !isInTemplate && !attributes.has("data-tiap")) {
        if (attribute.name === "data-isi") {
          const hasTemplate = tags.some((other) => other.name === "template" && other.parent === host);
          tellAttribute("isian-di-luar-template", attribute, `data-isi="${value}" di luar <template> tidak diisi.`, hasTemplate ? "Hapus data-isi" : "Bungkus dengan <template>", dropAttribute(text, attribute));
          if (!hasTemplate && host.closed >= 0) findings[findings.length - 1].mend = [{ from: host.end, to: host.end, insert: "<template>" }, { from: host.closed, to: host.closed, insert: "</template>" }];
        }
        continue;
      }
      if (target !== undefined) {
        const upper = tag.name.toUpperCase();
        if (!takesLink(upper, target) && !takesText(upper, target)) {
          tellAttribute("isian-tak-boleh", attribute, `${target} pada <${tag.name}> tidak boleh diisi dari data, karena bisa menjalankan skrip.`, `Hapus ${attribute.name}`, dropAttribute(text, attribute));
          continue;
        }
        checkField(attribute, value, names, host);
      } else if (attribute.name === "data-isi") {
        if (runs(tag.name)) tellAttribute("isian-tak-boleh", attribute, `data-isi tidak boleh pada <${tag.name}>.`, "Hapus data-isi", dropAttribute(text, attribute));
        else checkField(attribute, value, names, host);
      } else if (attribute.name === "data-tiap") {
        checkField(attribute, value, names, host);
      } else if (attribute.name === "data-jika" || attribute.name === "data-jika-tidak") {
        checkConditions(attribute, names, host);
      } else if (isInTemplate && !AROUND.includes(attribute.name) && !PREFIXES.some((prefix) => attribute.name.startsWith(prefix))) {
        const wanted = similar(attribute.name, AROUND);
        if (wanted && !attributes.has(wanted)) tellAttribute("atribut-tak-dikenal", attribute, `Atribut "${attribute.name}" tidak dikenal. Mungkin maksudnya "${wanted}"?`, `Ganti menjadi ${wanted}`, rename(attribute, wanted));
      }
    }

    // An opening brace twice in a row is the app's: templates do not fill it.
    if (name === "template" && host && tag.closed >= 0 && !isInTemplate) {
      braces(tag, host);
    }
  }

  function braces(template, host) {
    const names = namesOf(rowsOf(KNOWN.get(host.name)));
    const content = text.slice(template.end, template.closed);
    for (const match of content.matchAll(/\{\{\s*(\w+)\s*\}\}/g)) {
      const wanted = SHORTCODES.includes(match[1]) ? undefined : names.includes(match[1]) ? match[1] : similar(match[1], names);
      if (!wanted) continue;
      const from = template.end + match.index;
      const to = from + match[0].length;
      const inside = tags.find((tag) => tag.start < from && to < tag.end);
      const attribute = inside && [...inside.attributes.values()].find(({ start, end }) => start <= from && to <= end);
      const message = `Isian "${match[1]}" dalam kurung kurawal tidak diisi: tanda itu milik aplikasi.`;
      if (!attribute) tell("isian-kurung-kurawal", from, to, message, "Ganti dengan data-isi", [{ from, to, insert: `<span data-isi="${wanted}"></span>` }]);
      else if (attribute.value.trim() === match[0]) tell("isian-kurung-kurawal", from, to, message, `Ganti dengan data-attr-${attribute.name}`, [{ from: attribute.start, to: attribute.end, insert: `data-attr-${attribute.name}="${wanted}"` }]);
      else tell("isian-kurung-kurawal", from, to, message, "Hapus atribut ini", [dropAttribute(text, attribute)]);
    }
  }
  return findings;
}
