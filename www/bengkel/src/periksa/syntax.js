// Syntax younger than Chromium 71, which phones that get no updates stay at: one sign of it, and none of the script runs.
import { full } from "acorn-walk";

const is = (type) => (node) => node.type === type;

/** A copy of the code of a node with changes inside of it. */
const slice = (code, node) => code.slice(node.start, node.end);

/** Whether asking a second time does nothing else. */
const isPlain = (node) => node.type === "Identifier" || node.type === "ThisExpression" || node.type === "Super" || (node.type === "MemberExpression" && !node.optional && isPlain(node.object) && (!node.computed || node.property.type === "Literal" || node.property.type === "Identifier"));

/** Whether a part would mean something else inside of a function of its own. */
const isBound = (code, node) => /\b(await|yield)\b/.test(slice(code, node));

/** `test` with the value of a node in it once or more, which is asked for once. */
function once(code, node, write) {
  if (isPlain(node)) return `(${write(slice(code, node))})`;
  return `((nilai) => ${write("nilai")})(${slice(code, node)})`;
}

/** The innermost optional step of a chain: what must be there before the rest is asked. */
function firstOptional(node) {
  let found = null;
  for (let at = node; at && /^(MemberExpression|CallExpression)$/.test(at.type); at = at.type === "CallExpression" ? at.callee : at.object) if (at.optional) found = at;
  return found;
}

/** A chain such as `a?.b.c` without its first `?.`. */
function withoutChain(code, chain) {
  const step = firstOptional(chain.expression);
  const base = step.type === "CallExpression" ? step.callee : step.object;
  const after = code.slice(base.end, chain.expression.end).replace(/^\s*\?\.\s*/, (step.type === "CallExpression" || step.computed) ? "" : ".");
  if (step.type === "CallExpression" && base.type === "MemberExpression" && !isPlain(base)) return `((nilai) => nilai.${slice(code, base.property)} == null ? undefined : nilai.${slice(code, base.property)}${after})(${slice(code, base.object)})`;
  return once(code, base, (value) => `${value} == null ? undefined : ${value}${after}`);
}

/** Fields of a class, moved to where old engines look for them: into the constructor, or behind the class. */
function withoutFields(code, node) {
  let text = slice(code, node);
  const at = (place) => place - node.start;
  const fields = node.body.body.filter(({ type }) => type === "PropertyDefinition" || type === "StaticBlock");
  const name = node.id?.name;
  if (fields.some((field) => field.type === "StaticBlock" || field.static || field.computed) && (node.type !== "ClassDeclaration" || !name)) return null;
  const key = (field) => (field.computed ? `[${slice(code, field.key)}]` : field.key.type === "PrivateIdentifier" ? `.#${field.key.name}` : field.key.type === "Identifier" ? `.${field.key.name}` : `[${slice(code, field.key)}]`);
  const value = (field) => (field.value ? slice(code, field.value) : "undefined");
  const own = fields.filter((field) => field.type === "PropertyDefinition" && !field.static).map((field) => `this${key(field)} = ${value(field)};`).join(" ");
  const behind = fields
    .filter((field) => field.type === "StaticBlock" || field.static)
    .map((field) => (field.type === "StaticBlock" ? `(function () {${code.slice(code.indexOf("{", field.start) + 1, field.end - 1)}}).call(${name});` : `${name}${key(field)} = ${value(field)};`))
    .join(" ");
  const changes = fields.map((field) => ({ from: at(field.start), to: at(field.end), insert: "" }));
  if (own) {
    const constructor = node.body.body.find((member) => member.kind === "constructor");
    if (constructor) {
      const { body } = constructor.value;
      const call = node.superClass ? body.body.find((statement) => statement.type === "ExpressionStatement" && statement.expression.type === "CallExpression" && statement.expression.callee.type === "Super") : null;
      const place = call ? call.end : body.start + 1;
      changes.push({ from: at(place), to: at(place), insert: ` ${own}` });
    } else {
      changes.push({ from: at(node.body.start) + 1, to: at(node.body.start) + 1, insert: node.superClass ? ` constructor(...isi) { super(...isi); ${own} }` : ` constructor() { ${own} }` });
    }
  }
  for (const { from, to, insert } of changes.sort((a, b) => b.from - a.from)) text = text.slice(0, from) + insert + text.slice(to);
  return (behind ? `${text} ${behind}` : text).replace(/#(?=[\p{ID_Start}_$])/gu, "_");
}

/** @type {{ test: (node: any, code: string) => boolean, sign: string, mend: (code: string, node: any) => string | null }[]} */
const SIGNS = [
  { test: is("ChainExpression"), sign: "?.", mend: withoutChain },
  {
    test: (node) => node.type === "LogicalExpression" && node.operator === "??",
    sign: "??",
    mend: (code, node) => (isBound(code, node.right) && !isPlain(node.left) ? null : once(code, node.left, (value) => `${value} != null ? ${value} : ${slice(code, node.right)}`)),
  },
  {
    test: (node) => node.type === "AssignmentExpression" && /^(\?\?|\|\||&&)=$/.test(node.operator),
    sign: "??=, ||= dan &&=",
    mend(code, node) {
      const left = slice(code, node.left);
      const assign = `(${left} = ${slice(code, node.right)})`;
      if (node.operator === "??=") return `(${left} != null ? ${left} : ${assign})`;
      return `(${left} ${node.operator.slice(0, 2)} ${assign})`;
    },
  },
  { test: (node) => node.type === "Literal" && /^\d[\d_]*_|^0[xob][\da-f]+_/i.test(node.raw ?? ""), sign: "angka dengan garis bawah", mend: (code, node) => slice(code, node).replace(/_/g, "") },
  { test: (node) => /^Class(Declaration|Expression)$/.test(node.type) && node.body.body.some(({ type, key }) => /^(PropertyDefinition|StaticBlock)$/.test(type) || key?.type === "PrivateIdentifier"), sign: "isian di dalam class", mend: withoutFields },
  { test: (node) => node.type === "Literal" && node.regex !== undefined && /[dv]/.test(node.regex.flags), sign: "tanda d atau v pada pola", mend: (code, node) => `/${node.regex.pattern}/${node.regex.flags.replace("d", "").replace("v", "u")}` },
  { test: (node) => node.type === "ExportAllDeclaration" && node.exported, sign: "export * as", mend: (code, node) => `import * as ${node.exported.name} from ${slice(code, node.source)}; export { ${node.exported.name} };` },
];

/** @param {ReturnType<import("./page.js").readPage>} page @returns {import("./page.js").Finding[]} */
export function syntax({ programs }) {
  const findings = [];
  for (const { code, start, tree, isModule } of programs) {
    if (!tree) continue;
    const tell = (node, sign, insert) =>
      findings.push({
        rule: "terlalu-baru",
        weight: "salah",
        from: start + node.start,
        to: start + node.end,
        message: `${sign} belum dikenal Chromium 71: seluruh skrip ini tidak jalan di HP lama.`,
        label: "Tulis dengan cara lama",
        mend: [{ from: start + node.start, to: start + node.end, insert }],
      });
    full(tree, (node) => {
      for (const { test, sign, mend } of SIGNS) {
        if (!test(node, code)) continue;
        const insert = mend(code, node);
        if (insert !== null) tell(node, sign, insert);
      }
    });
    if (isModule) {
      const late = tree.body.findIndex((statement) => hasAwait(statement));
      if (late >= 0) {
        const imports = tree.body.filter(({ type }) => /^Import|^Export/.test(type));
        const rest = tree.body.filter((statement) => !imports.includes(statement));
        if (rest.length > 0 && imports.every((statement) => statement.end <= rest[0].start)) {
          const node = { start: rest[0].start, end: rest[rest.length - 1].end };
          tell(node, "await di luar fungsi", `(async function () {\n  ${code.slice(node.start, node.end)}\n  })();`);
        }
      }
    }
  }
  return findings;
}

/** Whether a statement waits outside of functions. @param {any} statement */
function hasAwait(statement) {
  let found = false;
  const look = (node) => {
    if (!node || typeof node.type !== "string" || /Function/.test(node.type)) return;
    if (node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await)) found = true;
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.forEach(look);
      else if (value && typeof value === "object") look(value);
    }
  };
  look(statement);
  return found;
}
