// Keys that belong on a server: with the Closed API's key anybody who reads the page can give balance away.
import { full } from "acorn-walk";

/** Names under which pages keep such keys. */
const NAME = /^(authorization|(closed_?)?api_?key|closed_?key|kunci_?(closed|api|tertutup)?|callback_?(secret|token|key)|(bukaolshop_?)?secret(_?key)?|rahasia|secret_?callback|kode_?rahasia)$/i;

/** Paths of the Closed API that only servers call. */
const PATH = /^https:\/\/(open)?api\.bukaolshop\.net\/v1\/(member|aplikasi|chat|transaksi|produk)\b/;

const PLACE = "KUNCI_INI_TEMPATNYA_DI_SERVER";

/** @param {ReturnType<import("./page.js").readPage>} page @returns {import("./page.js").Finding[]} */
export function secrets({ programs, tags, text }) {
  const findings = [];
  const seen = new Set();
  const tell = (from, to, message, label, insert) => {
    if (seen.has(from) || text.slice(from, to).includes(PLACE)) return;
    seen.add(from);
    findings.push({ rule: "kunci-rahasia", weight: "bahaya", from, to, message, label, mend: [{ from, to, insert }] });
  };
  const hide = (start, node) =>
    tell(
      start + node.start,
      start + node.end,
      "Kunci Closed API atau rahasia callback di halaman terbaca semua orang, dan bisa dipakai menambah saldo. Buat kunci baru di aplikasi, dan simpan hanya di server.",
      "Hapus kuncinya",
      JSON.stringify((/^Bearer /i.exec(node.value)?.[0] ?? "") + PLACE),
    );
  for (const { start, tree } of programs) {
    if (!tree) continue;
    const isText = (node) => node && node.type === "Literal" && typeof node.value === "string" && node.value.replace(/^Bearer\s+/i, "").length >= 8;
    const nameOf = (node) => node?.name ?? (typeof node?.value === "string" ? node.value : (node?.property?.name ?? ""));
    full(tree, (node) => {
      if (node.type === "Property" && isText(node.value) && NAME.test(nameOf(node.key).replace(/-/g, "_"))) hide(start, node.value);
      else if (node.type === "VariableDeclarator" && isText(node.init) && NAME.test(nameOf(node.id))) hide(start, node.init);
      else if (node.type === "AssignmentExpression" && isText(node.right) && NAME.test(nameOf(node.left))) hide(start, node.right);
      else if (node.type === "CallExpression" && node.arguments.length === 2 && isText(node.arguments[1]) && /^authorization$/i.test(String(node.arguments[0].value ?? ""))) hide(start, node.arguments[1]);
      else if (node.type === "Literal" && typeof node.value === "string" && /^Bearer\s+\S{8,}/i.test(node.value)) hide(start, node);
      else if (node.type === "Literal" && typeof node.value === "string" && PATH.test(node.value)) {
        tell(start + node.start, start + node.end, "Alamat Closed API hanya untuk server: memanggilnya dari halaman butuh kunci rahasia.", "Ganti dengan server sendiri", '"https://server-anda.example/"');
      }
    });
  }
  for (const tag of tags) {
    for (const attribute of tag.attributes.values()) {
      if (!/^data-(api-key|closed-api-key|callback-secret|secret|secret-key|closed-key)$/.test(attribute.name) || attribute.value.length < 8) continue;
      tell(attribute.start, attribute.end, "Kunci rahasia di atribut terbaca semua orang. Buat kunci baru, dan simpan hanya di server.", "Hapus kuncinya", `${attribute.name}="${PLACE}"`);
    }
  }
  return findings;
}
