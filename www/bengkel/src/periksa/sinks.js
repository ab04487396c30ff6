// Data of the API in HTML: what a shop's owner or a member typed would run as a part of the page.
import { ancestor, full } from "acorn-walk";
import { table } from "bengkel:reference";

/** Fields of all rows, with what each holds. */
const FIELDS = Object.assign({}, ...Object.values(table.fields));
const isLink = (name) => /^(Alamat|Halaman)/.test(FIELDS[name] ?? "");

/** The functions that the mend puts into the page. */
const SAFE_TEXT = 'function amanTeks(isi) { return String(isi == null ? "" : isi).replace(/[&<>"\'`]/g, function (huruf) { return "&#" + huruf.charCodeAt(0) + ";"; }); }';
const SAFE_LINK = 'function amanTautan(url) { return /^https?:\\/\\//i.test(url) ? amanTeks(url) : ""; }';

/** The expression that a call or an assignment parses as HTML; null for any other node. */
function htmlOf(node) {
  if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression") {
    return ["innerHTML", "outerHTML", "srcdoc"].includes(nameOf(node.left)) ? node.right : null;
  }
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
  const name = nameOf(node.callee);
  if (name === "insertAdjacentHTML") return node.arguments[1] ?? null;
  if (/^(html|append|prepend|after|before|write|writeln)$/.test(name)) {
    const [first] = node.arguments;
    return first && /^(TemplateLiteral|BinaryExpression|CallExpression)$/.test(first.type) ? first : null;
  }
  return null;
}

const nameOf = ({ property, computed }) => (computed ? (property.type === "Literal" ? String(property.value) : "") : property.name);

/** @param {ReturnType<import("./page.js").readPage>} page @returns {import("./page.js").Finding[]} */
export function sinks({ programs }) {
  const findings = [];
  for (const { code, start, tree } of programs) {
    if (!tree) continue;
    /** Names that hold HTML which is made bit by bit: `html += …`, later `box.innerHTML = html`. */
    const built = new Map();
    const places = [];
    full(tree, (node) => {
      const html = htmlOf(node);
      if (html) places.push(html);
    });
    for (const html of [...places]) if (html.type === "Identifier") built.set(html.name, true);
    full(tree, (node) => {
      if (node.type === "AssignmentExpression" && node.left.type === "Identifier" && built.has(node.left.name)) places.push(node.right);
      if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && built.has(node.id.name) && node.init) places.push(node.init);
    });
    const seen = new Set();
    for (const place of places) {
      ancestor(place, {
        MemberExpression(node, ancestors) {
          const name = nameOf(node);
          if (!(name in FIELDS) || seen.has(node.start) || !isWritten(node, ancestors)) return;
          seen.add(node.start);
          const safe = isLink(name) ? "amanTautan" : "amanTeks";
          const mend = [{ from: start + node.start, to: start + node.end, insert: `${safe}(${code.slice(node.start, node.end)})` }];
          const helpers = [SAFE_TEXT, ...(isLink(name) ? [SAFE_LINK] : [])].filter((helper) => !programs.some((program) => program.code.includes(helper.slice(0, helper.indexOf("(")))));
          if (helpers.length > 0) mend.unshift({ from: start, to: start, insert: `\n  ${helpers.join("\n  ")}` });
          findings.push({
            rule: "html-dari-data",
            weight: "bahaya",
            from: start + node.start,
            to: start + node.end,
            message: `"${code.slice(node.start, node.end)}" masuk ke HTML apa adanya: nama yang berisi tag ikut dijalankan, dan bisa mencuri token member.`,
            label: "Amankan isinya",
            mend,
          });
        },
      });
    }
  }
  return findings;
}

/** Whether the value itself is written, not only looked at: a condition, an argument of a function and a part of a name are not. */
function isWritten(node, ancestors) {
  for (let at = ancestors.length - 2; at >= 0; at--) {
    const parent = ancestors[at];
    const child = ancestors[at + 1];
    if (parent.type === "CallExpression") {
      // `escape(row.name)` is the page's own care; `rows.map(row => …)` gives what its function returns.
      if (parent.arguments.includes(child) && !/Function/.test(child.type)) return false;
      if (parent.callee === child && child === node) return false;
    }
    if (/^(ConditionalExpression|IfStatement)$/.test(parent.type) && parent.test === child) return false;
    if (parent.type === "MemberExpression" && parent.object === child && nameOf(parent) !== "" && child === node && /^(length|indexOf|includes)$/.test(nameOf(parent))) return false;
    if (parent.type === "BinaryExpression" && parent.operator !== "+") return false;
    if (parent.type === "UnaryExpression") return false;
  }
  return true;
}
