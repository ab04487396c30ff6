// Usage: node short-names.mjs FOLDER < NAMES
// wasm-bindgen's names for what the module and its glue give each other are long, and end in random digits that
// no compression shortens; they stand in both files. wasm-opt has given the module's sides short ones and printed
// which (NAMES); here the glue gets the same. Writes bukaolshop.js: the classes, what the module imports, and
// `connect` for its exports.
import { readFileSync, writeFileSync } from "node:fs";
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
writeFileSync(glue, text);

const classes = [...text.matchAll(/^export class (\w+)/gm)].map(([, name]) => name);
writeFileSync(
  join(folder, "bukaolshop.js"),
  `export { ${classes.join(", ")}, __wbg_set_wasm as connect } from "./bukaolshop_bg.js";
${imports.map(([from, long, letter]) => `import { ${long} as ${letter} } from "${from}";`).join("\n")}
export const imports = { a: { ${imports.map(([, , letter]) => letter).join(", ")} } };
`,
);

const declarations = join(folder, "bukaolshop.d.ts");
writeFileSync(
  declarations,
  `${readFileSync(declarations, "utf8")}
/** What the module imports. */
export const imports: WebAssembly.Imports;
/** Gives the classes the module's exports. */
export function connect(exports: WebAssembly.Exports): void;
`,
);
