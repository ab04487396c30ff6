// The starting points: the examples of www/contoh, each element by itself, and the pages of the guide.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PLACEHOLDER = "TOKEN_OLSHOP_ANDA";

/** The first sentence of a page's first comment, without the page's title. @param {string} html */
function aboutOf(html) {
  const [, comment = ""] = html.match(/<!--\s*([^]*?)(?:\n\s*\n|-->)/) ?? [];
  const sentence = comment.replace(/\s+/g, " ").split(/\. /)[0].replace(/^[^:]{1,30}: /, "").replace(/\.$/, "").trim();
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

/** @param {string} root */
function examples(root) {
  const folder = join(root, "www/contoh");
  const names = readdirSync(folder).filter((name) => /-(elemen|skrip)\.html$/.test(name)).sort();
  return names.map((name) => {
    const html = readFileSync(join(folder, name), "utf8");
    return { title: html.match(/<title>(.*?)<\/title>/)[1], about: aboutOf(html), kind: name.includes("-elemen") ? "Elemen" : "JavaScript", html };
  });
}

/** @param {string} root @param {string} tag the script's tag */
function elements(root, tag) {
  const table = JSON.parse(readFileSync(join(root, "pkg-template/elements/reference.json"), "utf8"));
  return table.elements.map(({ kind, about }) => ({
    title: `<olshop-${kind}>`,
    about,
    kind: "Elemen",
    html: `<!doctype html>\n<html lang="id">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n\n<style>\n  body { margin: 0; padding: 16px; font: 15px/1.4 system-ui, sans-serif; }\n</style>\n\n<olshop-${kind}></olshop-${kind}>\n${tag}\n`,
  }));
}

/** @param {string} guide */
function pages(guide) {
  const found = [];
  let title = "";
  for (const [, heading, code] of guide.matchAll(/^#{1,6} (.+)$|^```html\n([^]*?)^```$/gm)) {
    if (heading) title = heading;
    else if (code.includes(PLACEHOLDER)) found.push({ title: title.replace(/^\w+\. /, ""), about: "Dari panduan, bab “" + title + "”", kind: /<olshop-/.test(code) ? "Elemen" : "JavaScript", html: code });
  }
  return found;
}

/** @param {string} root of the repository */
export function gallery(root) {
  const guide = readFileSync(join(root, "pkg-template/README.md"), "utf8");
  const [tag] = guide.match(/<script src[^>]*data-id-user[^>]*><\/script>/);
  return [
    { name: "Contoh siap tempel", items: examples(root) },
    { name: "Satu elemen", items: elements(root, tag) },
    { name: "Halaman panduan", items: pages(guide) },
  ];
}
