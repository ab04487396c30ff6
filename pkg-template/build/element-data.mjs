// Usage: node element-data.mjs FOLDER VERSION
// Writes what editors and TypeScript read of the elements, from the one table elements/reference.json: declarations for the DOM, for
// React's and Preact's JSX and for Vue's and Svelte's templates; a Custom Elements Manifest; VS Code's HTML data; JetBrains' web-types.
// `chapter` makes the guide's reference of the elements; tests/package/elements.test.mjs says when that is old.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const table = JSON.parse(readFileSync(new URL("../elements/reference.json", import.meta.url), "utf8"));

const tagOf = ({ kind }) => "olshop-" + kind;
const classOf = ({ kind }) => "Olshop" + kind[0].toUpperCase() + kind.slice(1) + "Element";
const attributesOf = (element) => Object.entries({ ...element.attributes, ...table.everywhere });
const isSwitch = (name) => table.switches.includes(name);

/** The type of an attribute in a markup language where `on` is what a switch may be. */
function typeOf(name, on) {
  const values = table.values[name];
  const texts = (values ?? []).map((value) => JSON.stringify(value)).join(" | ");
  if (isSwitch(name)) return values ? `${on} | ${texts}` : on;
  if (values === undefined) return "string";
  return name === "total-data" ? `${texts} | ${values.join(" | ")}` : texts;
}

/** The fields that a template of an element can name, with what they are. */
const fieldsOf = ({ row }) => ({ ...table.fields[row], ...table.computed[row] });

const comment = (text, indent) => `${indent}/** ${text.replaceAll("*/", "*")} */\n`;

function declarations() {
  const rows = [...new Set(table.elements.flatMap(({ data }) => data.match(/[A-Z]\w+/g)))].sort();
  const tags = table.elements.map((element) => comment(element.about, "    ") + `    "${tagOf(element)}": OlshopElement<${element.data}>;\n`).join("");
  const attributes = table.elements.map((element) => {
    const fields = attributesOf(element).map(([name, about]) => comment(about, "  ") + `  "${name}"?: ${typeOf(name, 'boolean | ""')};\n`);
    return `/** Attributes of \`<${tagOf(element)}>\`. */\nexport interface ${classOf(element)}Attributes {\n${fields.join("")}}\n`;
  });
  return `/**
 * The elements, for pages that import the package:
 *
 * \`\`\`ts
 * import { BukaOlshop } from "bukaolshop";
 * import { setToko } from "bukaolshop/elements";
 *
 * setToko(new BukaOlshop({ token: "TOKEN_OLSHOP_ANDA" }));
 * \`\`\`
 *
 * The import makes the tags known to the page, and does nothing in a program without one, such as a server that renders pages.
 * \`bukaolshop/elements/react\`, \`/preact\`, \`/vue\` and \`/svelte\` hold types for their templates: import the one you need anywhere,
 * \`import type {} from "bukaolshop/elements/react"\`.
 *
 * @packageDocumentation
 */
import type { ${["BukaOlshop", "BukaOlshopError", ...rows].join(", ")} } from "./index.js";

/**
 * Gives the elements of the page a client, by which they ask from now on. Without it they ask by that of a tag with \`data-token\`, of
 * whichever type: \`<script type="module" src="…" data-token="…">\` will do.
 */
export function setToko(toko: BukaOlshop): void;

/**
 * An element. It fires \`olshop:muat\` when it has loaded rows or renewed those that it showed, and \`olshop:gagal\` when it
 * could not; both bubble.
 */
export interface OlshopElement<T> extends HTMLElement {
${comment(table.members.data, "  ")}  readonly data: T | null;
${comment(table.members.saring, "  ")}  saring: ((baris: RowOf<T>) => unknown) | null;
${comment(table.members.urutan, "  ")}  urutan: ((a: RowOf<T>, b: RowOf<T>) => number) | null;
${comment(table.members["muatUlang()"], "  ")}  muatUlang(): Promise<void>;
  addEventListener<K extends keyof OlshopEvents<T>>(
    type: K,
    listener: (this: this, event: OlshopEvents<T>[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: this, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** One of an element's rows. */
export type RowOf<T> = T extends readonly (infer R)[] ? R : T;

/** What an element tells. */
export interface OlshopEvents<T> {
${comment(table.events["olshop:muat"], "  ")}  "olshop:muat": CustomEvent<{ data: T }>;
${comment(table.events["olshop:tampil"], "  ")}  "olshop:tampil": CustomEvent<{
    data: RowOf<T>[];
    added: RowOf<T>[];
    moved: RowOf<T>[];
    removed: RowOf<T>[];
    nodes(row: RowOf<T>): Node[];
  }>;
${comment(table.events["olshop:gagal"], "  ")}  "olshop:gagal": CustomEvent<{ error: BukaOlshopError }>;
}

${attributes.join("\n")}
/** The attributes of each element, by its tag. */
export interface OlshopAttributes {
${table.elements.map((element) => `  "${tagOf(element)}": ${classOf(element)}Attributes;\n`).join("")}}

declare global {
  interface HTMLElementTagNameMap {
${tags}  }
}
`;
}

function react() {
  return `/** The elements in React's JSX: \`import type {} from "bukaolshop/elements/react"\`. */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { OlshopAttributes } from "./elements.js";

type Olshop = {
  [Tag in keyof OlshopAttributes]: DetailedHTMLProps<HTMLAttributes<HTMLElementTagNameMap[Tag]>, HTMLElementTagNameMap[Tag]> & OlshopAttributes[Tag];
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends Olshop {}
  }
}
`;
}

function preact() {
  return `/** The elements in Preact's JSX: \`import type {} from "bukaolshop/elements/preact"\`. */
import type { HTMLAttributes } from "preact";
import type { OlshopAttributes } from "./elements.js";

type Olshop = { [Tag in keyof OlshopAttributes]: HTMLAttributes<HTMLElementTagNameMap[Tag]> & OlshopAttributes[Tag] };

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements extends Olshop {}
  }
}
`;
}

function vue() {
  return `/** The elements in Vue's templates: \`import type {} from "bukaolshop/elements/vue"\`. */
import type { DefineComponent } from "vue";
import type { OlshopAttributes } from "./elements.js";

type Olshop = { [Tag in keyof OlshopAttributes]: DefineComponent<OlshopAttributes[Tag]> };

declare module "vue" {
  interface GlobalComponents extends Olshop {}
}
`;
}

function svelte() {
  return `/** The elements in Svelte's templates: \`import type {} from "bukaolshop/elements/svelte"\`. */
import type { HTMLAttributes } from "svelte/elements";
import type { OlshopAttributes, OlshopEvents } from "./elements.js";

/** What listens to an element's events, in Svelte 5's way and in that of older ones. */
type Listeners = {
  [Name in keyof OlshopEvents<any> as \`on\${Name}\` | \`on:\${Name}\`]?: (event: OlshopEvents<any>[Name]) => void;
};

type Olshop = { [Tag in keyof OlshopAttributes]: HTMLAttributes<HTMLElementTagNameMap[Tag]> & OlshopAttributes[Tag] & Listeners };

declare module "svelte/elements" {
  interface SvelteHTMLElements extends Olshop {}
}
`;
}

const pairs = (record) => Object.entries(record).map(([name, description]) => ({ name, description }));

/** A Custom Elements Manifest, of version 1. */
function manifest() {
  return {
    schemaVersion: "1.0.0",
    readme: "README.md",
    modules: [
      {
        kind: "javascript-module",
        path: "elements.js",
        declarations: table.elements.map((element) => ({
          kind: "class",
          customElement: true,
          name: classOf(element),
          tagName: tagOf(element),
          description: element.about,
          superclass: { name: "HTMLElement" },
          attributes: attributesOf(element).map(([name, description]) => ({ name, description, type: { text: typeOf(name, "boolean") } })),
          members: [
            { kind: "field", name: "data", description: table.members.data, readonly: true, type: { text: `${element.data} | null` } },
            { kind: "field", name: "saring", description: table.members.saring, type: { text: "((baris) => unknown) | null" } },
            { kind: "field", name: "urutan", description: table.members.urutan, type: { text: "((a, b) => number) | null" } },
            { kind: "method", name: "muatUlang", description: table.members["muatUlang()"], return: { type: { text: "Promise<void>" } } },
          ],
          events: pairs(table.events).map((event) => ({ ...event, type: { text: "CustomEvent" } })),
          cssProperties: pairs(table.properties),
        })),
        exports: table.elements.map((element) => ({
          kind: "custom-element-definition",
          name: tagOf(element),
          declaration: { name: classOf(element), module: "elements.js" },
        })),
      },
    ],
  };
}

/** All fields that templates can name, with the rows that have them. */
function fields() {
  const all = {};
  for (const element of table.elements) {
    const rows = element.data.match(/[A-Z]\w+/g);
    for (const row of rows) for (const [name, about] of Object.entries(fieldsOf({ row }))) (all[name] ??= []).push(`${row}: ${about}`);
  }
  return Object.entries(all).map(([name, lines]) => ({ name, description: lines.join("\n\n") }));
}

/** What an attribute may be, with what each is where that is known; nothing where it may be any text, or none. @param {string} name */
function choicesOf(name) {
  if (name === "data-isi") return fields();
  if (name === "data-format") return pairs(table.formats);
  return table.values[name]?.map((value) => ({ name: value }));
}

/** VS Code's custom data for HTML. */
function htmlData() {
  const attribute = ([name, description]) => {
    const values = choicesOf(name);
    if (values) return { name, description, values };
    return { name, description, ...(isSwitch(name) && { valueSet: "v" }) };
  };
  return {
    version: 1.1,
    tags: table.elements.map((element) => ({ name: tagOf(element), description: element.about, attributes: attributesOf(element).map(attribute) })),
    globalAttributes: Object.entries(table.around).map(attribute),
    valueSets: [{ name: "v", values: [] }],
  };
}

/** JetBrains' web-types. */
function webTypes(version) {
  const attribute = ([name, description]) => {
    const type = choicesOf(name)?.map((choice) => JSON.stringify(choice.name)).join(" | ");
    if (!isSwitch(name)) return { name, description, value: { type: type ?? "string" } };
    return { name, description, value: type ? { required: false, type } : { kind: "no-value", required: false } };
  };
  return {
    $schema: "https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json",
    name: "bukaolshop",
    version,
    "description-markup": "markdown",
    "js-types-syntax": "typescript",
    contributions: {
      html: {
        elements: table.elements.map((element) => ({
          name: tagOf(element),
          description: element.about,
          attributes: attributesOf(element).map(attribute),
          js: {
            properties: [{ name: "data", description: table.members.data, type: `${element.data} | null`, "read-only": true }],
            events: pairs(table.events),
          },
          css: { properties: pairs(table.properties) },
        })),
        attributes: Object.entries(table.around).map(attribute),
      },
    },
  };
}

/** The guide's tables of elements, attributes, formats and the rest, in Markdown. */
export function chapter() {
  const code = (text) => `\`${text}\``;
  const rows = (head, list) => [`| ${head.join(" | ")} |`, `|${head.map(() => "---").join("|")}|`, ...list.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
  const record = (entries) => Object.entries(entries).map(([name, about]) => [code(name), about]);
  const merged = (records) => Object.assign({}, ...records);
  return [
    rows(
      ["Elemen", "Menampilkan", "Atribut", "Isi satu baris"],
      table.elements.map((element) => [
        code(`<${tagOf(element)}>`),
        element.about,
        Object.keys(element.attributes).map(code).join(", "),
        element.data.match(/[A-Z]\w+/g).map(code).join(" atau "),
      ]),
    ),
    rows(["Atribut elemen", "Artinya"], record({ ...merged(table.elements.map(({ attributes }) => attributes)), ...table.everywhere })),
    rows(["Atribut di sekitar dan di dalamnya", "Artinya"], record({ ...table.around, ...table.prefixed })),
    rows(["`data-format`", "Hasil"], record(table.formats)),
    rows(["Isian tambahan", "Isi"], record({ ...merged(Object.values(table.computed)), ...table.states })),
    rows(["JavaScript dan CSS", "Artinya"], record({ ...table.members, ...table.events, ...table.properties })),
  ].join("\n\n");
}

const json = (value) => JSON.stringify(value, null, 2) + "\n";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, version] = process.argv.slice(2);
  const files = {
    "elements.d.ts": declarations(),
    "elements-inline.d.ts": '/** The elements for `bukaolshop/inline`, by its client. */\nexport * from "./elements.js";\n',
    "elements-react.d.ts": react(),
    "elements-preact.d.ts": preact(),
    "elements-vue.d.ts": vue(),
    "elements-svelte.d.ts": svelte(),
    "custom-elements.json": json(manifest()),
    "html-data.json": json(htmlData()),
    "web-types.json": json(webTypes(version)),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}
