// The pages that show ten products, one for each way to get them: the same HTML, the same cards.
import { bundle, script } from "./bundles.mjs";
import { packageFiles } from "./weight.mjs";

/**
 * @typedef {object} Place where a page finds things
 * @property {string} files origin of scripts
 * @property {string} api base of the API
 * @property {string} token
 * @property {string} [contents] the element that shows the products, with contents from the start
 *
 * @typedef {object} FirstPage
 * @property {string} name
 * @property {"ours" | "hand" | "library" | "other"} kind
 * @property {(place: Place) => string} head what stands in the page's head
 * @property {(place: Place) => string} body what stands at its end
 * @property {(place: Place) => string} [list] what shows the products; else an empty list
 */

/** Scripts that pages load, by name; bundled once. */
const BUNDLES = ["zod", "valibot", "ky-valibot-query", "small-client"];

const preconnect = ({ api }) => `<link rel="preconnect" href="${new URL(api).origin}" crossorigin>`;
const inlineScript = (text) => `<script>\n${text}</script>`;

/** A page whose script is a bundle beside it: connected to the API ahead of time, as the package's page is. */
const bundled = (file) => ({
  head: preconnect,
  body: ({ files }) => `<script type="module" src="${files}/${file}.js"></script>`,
});

/** The package's page: its script and its module are named in the head, as the package's own README shows. */
const ours = {
  head: (place) => `${preconnect(place)}
<link rel="modulepreload" href="${place.files}/pkg/index.js">
<link rel="preload" as="fetch" crossorigin href="${place.files}/pkg/bukaolshop_bg.wasm">`,
  body: ({ files }) => `<script type="module">\n${script("ours").replaceAll("FILES", files)}</script>`,
};

/** The first question, too: it is asked when the HTML is there, as a page by hand asks it. */
const question = ({ api, token }) =>
  `<link rel="preload" as="fetch" crossorigin referrerpolicy="no-referrer" href="${api}/app/produk?token=${encodeURIComponent(token)}&amp;page=1&amp;total_data=10">`;

/** The same cards as an element draws them. */
const ELEMENT = `<olshop-produk id="daftar" total-data="10"><template><li><a data-attr-href="url_produk"><img width="150" height="150" alt="" data-attr-data-src="gambar_utama"><b data-isi="nama_produk"></b><span data-isi="harga_produk" data-format="rupiah"></span></a></li></template></olshop-produk>`;

/** The tag, behind what loads pictures once the element has shown its cards. */
const elementTag = (attribute, { files, api, token }) => `${inlineScript(`addEventListener("olshop:muat", sesudahTampil);`)}
<script${attribute} src="${files}/pkg/bukaolshop.min.js" data-token="${token}" data-base-url="${api}"></script>`;

/** A page of the script tag and an element, without a script of its own. What shows its cards is noted by the benchmark's. */
const element = {
  list: () => ELEMENT,
  head: preconnect,
  body: (place) => elementTag("", place),
};

/** The page from which contents are taken, the one that has them, and the one that asks by its own line. */
export const ELEMENTS = "tag, elements";
export const PRELOADED = "tag, elements, question preloaded";
export const CONTENTS = "tag, contents from the start";

/** @type {FirstPage[]} */
export const FIRST_PAGES = [
  { name: "bukaolshop, module", kind: "ours", ...ours },
  { name: "question preloaded", kind: "ours", ...ours, head: (place) => `${ours.head(place)}\n${question(place)}` },
  {
    name: "bukaolshop, script tag",
    kind: "other",
    head: preconnect,
    body: ({ files, api, token }) => `<script src="${files}/pkg/bukaolshop.min.js" data-token="${token}" data-base-url="${api}"></script>
${inlineScript(script("ours-tag"))}`,
  },
  { name: ELEMENTS, kind: "other", ...element },
  { name: PRELOADED, kind: "other", ...element, head: (place) => `${preconnect(place)}\n${question(place)}` },
  {
    name: CONTENTS,
    kind: "other",
    ...element,
    // The element takes over the cards as they were written, so pictures come after that.
    list: ({ contents }) => `${contents}${inlineScript("sesudahTampil(true);")}`,
    // As the workshop copies such a page: the cards are drawn before the script runs.
    body: (place) => elementTag(" async", place),
  },
  { name: "small plain client", kind: "other", ...bundled("small-client") },
  { name: "by hand, fetch", kind: "hand", head: () => "", body: () => inlineScript(script("fetch")) },
  { name: "by hand, XMLHttpRequest", kind: "hand", head: () => "", body: () => inlineScript(script("xhr")) },
  { name: "fetch + zod", kind: "library", ...bundled("zod") },
  { name: "fetch + valibot", kind: "library", ...bundled("valibot") },
  { name: "ky + valibot + TanStack Query", kind: "library", ...bundled("ky-valibot-query") },
];

/**
 * The whole page. What arrives when counts from its first script, which is before anything else in it.
 *
 * @param {FirstPage} page
 * @param {Place} place
 */
export function htmlOf(page, place) {
  return `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<script>var awal = performance.now();</script>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Produk</title>
${page.head(place)}
<style>
body { margin: 0; font: 14px sans-serif; }
#daftar { display: grid; grid-template-columns: 1fr 1fr; grid-gap: 8px; margin: 8px; padding: 0; list-style: none; }
a { display: block; color: inherit; text-decoration: none; }
b, span { display: block; }
</style>
</head>
<body>
<script>
var API = ${JSON.stringify(place.api)}, TOKEN = ${JSON.stringify(place.token)};
${script("common")}</script>
${page.list ? page.list(place) : '<ul id="daftar"></ul>'}
${page.body(place)}
</body>
</html>
`;
}

/** All scripts that these pages load: content by path. */
export async function filesOfFirstPages() {
  const files = packageFiles(["index.js", "bukaolshop_bg.wasm", "bukaolshop.min.js"]);
  for (const name of BUNDLES) files.set(`/${name}.js`, await bundle(name));
  return files;
}
