// Usage: node short-names.mjs FOLDER < NAMES
// wasm-bindgen's names for what the module and its glue give each other are long, and end in random digits that
// no compression shortens; they stand in both files. wasm-opt has given the module's sides short ones and printed
// which (NAMES); here the glue gets the same.
//
// A module that has failed in the middle of its work is of no use any more, nor is its glue, which holds the module's objects:
// so bukaolshop.js, which this script writes, has a function that makes a new glue for each instance of the module. The glue
// has its constructors from client/realm.js, and each function that the module imports is one that throws nothing into it.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const { imports, exports } = JSON.parse(readFileSync(0, "utf8"));

const glue = join(folder, "bukaolshop_bg.js");
const short = new Map(exports);
const used = new Set();
const text = readFileSync(glue, "utf8").replace(/\bwasm\.(\w+)/g, (whole, name) => {
  if (!short.has(name)) throw new Error(`the module exports no ${name}`);
  used.add(name);
  return `wasm.${short.get(name)}`;
});
if (!used.has("memory")) throw new Error("the glue does not look as this script knows it");
rmSync(glue);

const realm = [...readFileSync(join(folder, "client/realm.js"), "utf8").matchAll(/^ {2}(\w+),$/gm)]
  .map(([, name]) => name)
  .filter((name) => new RegExp(`\\b${name}\\b`).test(text));
const own = text.match(/^import .*$/gm) ?? [];
const body = text
  .replace(/^import .*$/gm, "")
  .replace(/^export /gm, "")
  // What a script has put into the prototype of all objects is no option of a request, and describes no property.
  .replace(/((?:\bfetch|Object\.defineProperty)\(.*, )(getObject\(arg2\))\)/g, "$1snapshot($2))");
if (body.split("snapshot(").length !== 3) throw new Error("the glue does not make requests and properties as this script knows it");
const classes = [...body.matchAll(/^class (\w+)/gm)].map(([, name]) => name);
// One function is there to throw: it ends what a mistake in the module has begun.
const isThrower = ([, long]) => /_throw_/.test(long);
const named = (functions) => functions.map(([, long, letter]) => `${letter}: ${long}`).join(", ");
const thrower = named(imports.filter(isThrower));
const others = named(imports.filter((one) => !isThrower(one)));
writeFileSync(
  join(folder, "bukaolshop.js"),
  `${own.join("\n")}
import { ${realm.join(", ")} } from "./client/realm.js";
import { harmless } from "./client/harmless.js";
import { snapshot } from "./client/snapshot.js";

export function newGlue() {
${body}
return { ${classes.join(", ")}, connect: __wbg_set_wasm, imports: { a: Object.assign(harmless({ ${others} }), { ${thrower} }) } };
}
`,
);

const declarations = join(folder, "bukaolshop.d.ts");
const declared = readFileSync(declarations, "utf8").replace(/^export class/gm, "declare class");
writeFileSync(
  declarations,
  `${declared}
export type { ${classes.join(", ")} };
/** Makes the classes, for one instance of the module. */
export function newGlue(): {
${classes.map((name) => `  ${name}: typeof ${name};`).join("\n")}
  /** What the module imports. */
  imports: WebAssembly.Imports;
  /** Gives the classes the module's exports. */
  connect(exports: WebAssembly.Exports): void;
};
`,
);
