// Calls of the Open API by hand: without the library a page has no repair of what the server sends, no cache, no second try.
import { full } from "acorn-walk";
import { OPEN_API, PATHS } from "../../../../pkg-template/client/generated.js";
import { TAGS } from "../../../../pkg-template/elements/kinds.js";
import { CDN, LIBRARY_TAG } from "../library.js";

/** A text with expressions in it, of a literal, a template or a sum; null for anything else. */
function partsOf(node, code) {
  if (node.type === "Literal" && typeof node.value === "string") return [node.value];
  if (node.type === "TemplateLiteral") return node.quasis.flatMap(({ value }, at) => [value.cooked, ...(at < node.expressions.length ? [{ code: code.slice(node.expressions[at].start, node.expressions[at].end) }] : [])]);
  if (node.type === "BinaryExpression" && node.operator === "+") {
    const left = partsOf(node.left, code) ?? [{ code: code.slice(node.left.start, node.left.end) }];
    const right = partsOf(node.right, code) ?? [{ code: code.slice(node.right.start, node.right.end) }];
    return [...left, ...right];
  }
  return null;
}

/** The call of the library that asks the same, as code; null where that cannot be told from the text. */
function libraryCall(parts) {
  const holes = [];
  const url = parts.map((part) => (typeof part === "string" ? part : `__${holes.push(part.code) - 1}__`)).join("");
  if (!url.startsWith(OPEN_API + "/")) return null;
  const [path, query = ""] = url.slice(OPEN_API.length).split("?");
  const found = Object.entries(PATHS).find(([, known]) => known === path);
  if (!found) return null;
  const name = found[0];
  const isUser = path.startsWith("/user/");
  const options = [];
  for (const pair of query.split("&").filter(Boolean)) {
    const [field, value = ""] = pair.split("=");
    if (/^(token|token_user|id_user)$/.test(field)) continue;
    const hole = /^__(\d+)__$/.exec(value);
    const plain = hole ? holes[Number(hole[1])].replace(/^encodeURIComponent\(([^]*)\)$/, "$1") : null;
    if (plain === null && /__\d+__/.test(value)) return null;
    const text = decodeURIComponent(value.replace(/\+/g, " "));
    if (plain === null && text === "") continue;
    const code = plain ?? (field === "use_raw_html" ? String(text === "true") : /^(page|total_data)$/.test(field) && /^\d+$/.test(text) ? text : JSON.stringify(text));
    options.push(`${field}: ${/^(page|total_data)$/.test(field) && plain !== null ? `Number(${code})` : code}`);
  }
  const query_ = options.length > 0 ? `{ ${options.join(", ")} }` : "";
  if (name === "info") return { code: "BukaOlshop.toko.user.info()", rows: "isi", kind: "user" };
  return { code: `BukaOlshop.toko.${isUser ? "user." : ""}${name}.list(${query_})`, rows: "isi.data", kind: name };
}

/** An answer as the API sends it, made of what the library gives. */
const envelope = (rows) => `{ code: 200, status: "ok", data: ${rows} }`;

/** @param {ReturnType<import("./page.js").readPage>} page @returns {import("./page.js").Finding[]} */
export function rawCalls(page) {
  const { text, programs, tags } = page;
  const findings = [];
  const hasLibrary = tags.some(({ name, attributes }) => name === "script" && isOurs(attributes.get("src")?.value) && attributes.has("data-token"));
  for (const { code, start, tree, tag } of programs) {
    if (!tree || !code.includes(OPEN_API.replace(/^https:\/\/|\/v1$/g, ""))) continue;
    /** What variables hold whose text is known: `const url = "https://…"`. */
    const variables = new Map();
    full(tree, (node) => {
      if (node.type === "VariableDeclarator" && node.init && node.id.type === "Identifier") variables.set(node.id.name, node.init);
    });
    const textOf = (node) => partsOf(node.type === "Identifier" ? (variables.get(node.name) ?? node) : node, code);
    const seen = [];
    full(tree, (node) => {
      if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
      const callee = code.slice(node.callee.start, node.callee.end);
      const place = /\.open$/.test(callee) ? 1 : 0;
      const url = node.arguments[place];
      const parts = url && textOf(url);
      const begin = parts && parts.map((part) => (typeof part === "string" ? part : "\0")).join("");
      if (!begin || !begin.startsWith(OPEN_API)) return;
      const call = libraryCall(parts);
      const isFetch = /^(window\.)?fetch$/.test(callee);
      const isAxios = /^axios(\.get)?$/.test(callee);
      const isJquery = /^(\$|jQuery)\.(get|getJSON)$/.test(callee) && node.arguments.length === 2;
      if (!isFetch && !isAxios && !isJquery && !/\.open$|^(\$|jQuery)\.|^(Request|EventSource)$/.test(callee)) return;
      const slice = ({ start: from, end: to }) => code.slice(from, to);
      let insert = null;
      if (call && isFetch) insert = `${call.code}.then((isi) => new Response(JSON.stringify(${envelope(call.rows)})))`;
      else if (call && isAxios) insert = `${call.code}.then((isi) => ({ status: 200, data: ${envelope(call.rows)} }))`;
      else if (call && isJquery) insert = `${call.code}.then((isi) => (${slice(node.arguments[1])})(${envelope(call.rows)}))`;
      const kind = call?.kind ?? Object.entries(PATHS).find(([, path]) => begin.includes(path))?.[0] ?? "produk";
      const element = TAGS.find((name) => name.endsWith("-" + (kind === "info" ? "user" : kind))) ?? TAGS[0];
      const mend = insert
        ? [{ from: start + node.start, to: start + node.end, insert }, ...(hasLibrary ? [] : [{ from: tag.start, to: tag.start, insert: LIBRARY_TAG + "\n" }])]
        : // Nobody can tell what becomes of such an answer: the element shows the same rows, and the script stays to read.
          [
            { from: tag.start, to: tag.start, insert: `<${element}></${element}>\n${hasLibrary ? "" : LIBRARY_TAG + "\n"}` },
            tag.attributes.has("type") ? { from: tag.attributes.get("type").start, to: tag.attributes.get("type").end, insert: 'type="text/plain"' } : { from: tag.end - 1, to: tag.end - 1, insert: ' type="text/plain"' },
          ];
      if (seen.some(([from, to]) => from <= node.start && node.end <= to)) return;
      seen.push([node.start, node.end]);
      findings.push({
        rule: "api-mentah",
        weight: "salah",
        from: start + node.start,
        to: start + url.end,
        message: `Memanggil API sendiri (${callee}). Pustaka bukaolshop menyimpan jawaban supaya kuota hemat, mencoba lagi kalau gagal, dan merapikan data yang rusak.`,
        label: insert ? "Ganti dengan pustaka" : `Ganti dengan <${element}>`,
        mend,
      });
    });
  }
  return findings.filter(({ from }) => text[from] !== undefined);
}

/** @param {string} [src] */
const isOurs = (src = "") => {
  CDN.lastIndex = 0;
  return CDN.test(src) || /bukaolshop(\.min)?\.js/.test(src);
};
