// What pages load of the package.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "../support/mock-server.mjs";
import { brotli } from "./site.mjs";

/** The package's folder; PKG names another one. */
export const PACKAGE = process.env.PKG ? resolve(process.env.PKG) : join(root, "pkg");

/** A file of the package. */
export const packageFile = (name) => readFileSync(join(PACKAGE, name));

/** The files that a page loads, by way. */
const WAYS = {
  client: ["index.js", "bukaolshop_bg.wasm"],
  inline: ["inline.js"],
  elements: ["bukaolshop.min.js"],
};

/**
 * Bytes that a way of loading the package costs a page, brotli 11.
 *
 * @param {keyof WAYS} way
 */
export function weigh(way) {
  return WAYS[way].reduce((sum, name) => sum + brotli(packageFile(name)).length, 0);
}

/** Files of the package for a site: content by path. */
export function packageFiles(names) {
  return new Map(names.map((name) => [`/pkg/${name}`, packageFile(name)]));
}
