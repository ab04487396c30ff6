// The guide's chapter on the relay, taken apart: what its reader does, step by step.
import assert from "node:assert/strict";
import { section } from "../guide/guide.mjs";

const CHAPTER = section("## Relay: server tanpa menulis program");

/**
 * One thing that the reader does.
 *
 * @typedef {object} Step
 * @property {"run" | "save" | "set" | "add" | "system" | "paste"} kind runs commands, saves a file, sets variables in a file, adds lines below
 *   a table's head in a file, may have this system in the configuration instead of the first one, or pastes a page
 * @property {string} heading that it stands under
 * @property {string} code
 * @property {string} [path] of the file
 * @property {string} [table] whose head the lines come below
 */

/** How the text before a block tells what to do with it. */
const TOLD = [
  { kind: "save", words: /Simpan sebagai\s+`([^`]+)`/ },
  { kind: "set", words: /Ubah di\s+`([^`]+)`:\s*$/ },
  { kind: "add", words: /Tambahkan di bawah\s+`([^`]+)`\s+di\s+`([^`]+)`:\s*$/ },
];

function stepOf(heading, before, language, code) {
  if (language === "sh") return { kind: "run", heading, code };
  if (language === "html") return { kind: "paste", heading, code };
  for (const { kind, words } of TOLD) {
    const [, first, second] = before.match(words) ?? [];
    if (kind === "add" && first) return { kind, heading, code, table: first, path: second };
    if (first) return { kind, heading, code, path: first };
  }
  assert.equal(language, "toml", `the text before this block of "${heading}" does not say what to do with it:\n${code}`);
  return { kind: "system", heading, code };
}

/** @returns {Step[]} */
function takeApart() {
  const steps = [];
  let heading = "";
  let end = 0;
  for (const found of CHAPTER.matchAll(/^#{3} (.+)$|^```(\w+)\n([^]*?)^```$/gm)) {
    const [whole, title, language, code] = found;
    if (title) heading = title;
    else steps.push(stepOf(heading, CHAPTER.slice(end, found.index), language, code));
    end = found.index + whole.length;
  }
  return steps;
}

/** All steps of the chapter, in its order. */
export const STEPS = takeApart();

/** The files that the chapter has its reader save, by their path. */
export const FILES = new Map(STEPS.filter(({ kind }) => kind === "save").map(({ path, code }) => [path, code]));
