// How a project is built with each bundler. A build that has anything to complain of fails.
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import webpack from "webpack";
import webpack4 from "webpack4";
import { run, writePage } from "./workshop.mjs";

const VITE = fileURLToPath(import.meta.resolve("vite/package.json")).replace("package.json", "bin/vite.js");

/**
 * Vite, of the project's index.html.
 *
 * @param {string} folder
 * @param {string[]} options of its command line
 * @returns {Promise<string>} where the built site lies
 */
export async function buildWithVite(folder, ...options) {
  await writePage(folder, '<script type="module" src="/page.js"></script>');
  const { stdout, stderr } = await run(process.execPath, VITE, "build", folder, "--logLevel", "warn", ...options);
  assert.equal(stdout + stderr, "");
  return join(folder, "dist");
}

/**
 * webpack 4, which knows the fields of a package and no `exports`, of one of the tests' programs.
 *
 * @param {string} folder
 * @param {string} name of the folder that the site is built in
 * @param {string} entry
 */
export async function buildWithWebpack4(folder, name, entry) {
  const path = join(folder, name);
  const options = { mode: "production", context: folder, entry: `./${entry}`, output: { path }, performance: { hints: false } };
  const compiler = webpack4(options);
  const stats = await promisify(compiler.run.bind(compiler))();
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual([errors, warnings], [[], []]);
  await writePage(path, '<script defer src="main.js"></script>');
  return path;
}

/**
 * webpack, of one of the tests' programs.
 *
 * @param {string} folder
 * @param {string} name of the folder that the site is built in
 * @param {string} entry
 * @param {import("webpack").Configuration} options
 */
export async function buildWithWebpack(folder, name, entry, options) {
  const path = join(folder, name);
  const compiler = webpack({ mode: "production", context: folder, entry: `./${entry}`, output: { path }, ...options });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual([errors, warnings], [[], []]);
  await writePage(path, '<script defer src="main.js"></script>');
  return path;
}

/**
 * esbuild, of one of the tests' programs.
 *
 * @param {string} folder
 * @param {string} name of the folder that the site is built in
 * @param {string} entry
 * @param {import("esbuild").BuildOptions} options
 */
export async function buildWithEsbuild(folder, name, entry, options) {
  const outdir = join(folder, name);
  const entryPoints = [entry];
  const { warnings } = await build({ absWorkingDir: folder, entryPoints, outdir, bundle: true, minify: true, logLevel: "silent", ...options });
  assert.deepEqual(warnings, []);
  await writePage(outdir, `<script type="module" src="${entry}"></script>`);
  return outdir;
}
