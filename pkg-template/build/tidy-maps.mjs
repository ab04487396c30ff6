// Usage: node tidy-maps.mjs MAP...
// Names the files in a source map as the repository does, wherever they were staged for the bundler, and leaves out
// the text of the packed module, which says nothing to a reader.
import { readFileSync, writeFileSync } from "node:fs";

for (const path of process.argv.slice(2)) {
  const map = JSON.parse(readFileSync(path, "utf8"));
  map.sources = map.sources.map(inRepository);
  map.sourcesContent = map.sourcesContent.map((text, at) => (map.sources[at] === "module.js" ? "" : text));
  // Two braces open a type in a comment, and to the app a shortcode. JSON has another way to write them.
  writeFileSync(path, JSON.stringify(map).replaceAll("{{", "{\\u007b"));
}

/** The crate's scripts lie in a folder that the glue names by a hash; the glue and the module's text are generated. */
function inRepository(source) {
  const [, file] = source.match(/^glue\/(?:snippets\/bukaolshop-\w+\/)?(.+)$/);
  if (/^(bukaolshop(_bg)?|module)\.js$/.test(file) || file.startsWith("src/")) return file;
  return `pkg-template/${file}`;
}
