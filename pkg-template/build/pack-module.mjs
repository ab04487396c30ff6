// Usage: node pack-module.mjs MODULE.wasm SCRIPT.js
// Writes a module as the text that pkg-template/client/unpack.js reads, as a script to be bundled.
import { readFileSync, writeFileSync } from "node:fs";
import { alphabet, PREFIXES, ranked } from "../../pkg-template/client/unpack.js";

/**
 * Which characters some of the bytes are written as. Brotli foretells a character from the kinds of the two before it: vowels, capital
 * consonants, digits, brackets and so on are kinds of their own, and so are some signs. So instructions behind which much the same comes
 * are written as characters of one kind, by themselves. Without this list the script tag's file is 0.2 KB larger.
 *
 * @type {Record<string, number[]>}
 */
const ALIKE = {
  "%": [0x02], // block, and the number 2: the alignment of 32 bits
  ".": [0x10], // call
  "=": [0x0b], // end
  ",:;": [0x20, 0x21, 0x22], // local.get, local.set, local.tee
  "[(": [0x0d, 0x80], // br_if; longer numbers
  ")]": [0x41, 0x42], // i32.const, i64.const
  AEIOU: [0, 1, 3, 4, 6], // small numbers
  "0123456789": [0x24, 0x28, 0x29, 0x2c, 0x2d, 0x34, 0x36, 0x37, 0x3a, 0xa7], // what reads and writes memory
};

/** Letters are written as themselves, so that the module's texts look like those of the scripts before them. */
const LETTERS = /[a-y_]/;

/** The bytes that are written as one character, each at its character's place. @param {number[]} counts of each byte */
function frequentBytes(counts) {
  const singles = alphabet.slice(0, alphabet.length - PREFIXES);
  const written = new Map(singles.filter((character) => LETTERS.test(character)).map((letter) => [letter, letter.charCodeAt(0)]));
  for (const [characters, bytes] of Object.entries(ALIKE)) bytes.forEach((byte, at) => written.set(characters[at], byte));
  // Of the others the most frequent are capitals. Within a kind, bytes rise as their characters do.
  const left = singles.filter((character) => !written.has(character));
  const taken = new Set(written.values());
  const byCount = counts.map((_, byte) => byte).filter((byte) => !taken.has(byte)).sort((one, other) => counts[other] - counts[one] || one - other);
  let from = 0;
  for (const kind of [/[A-Z]/, /[^A-Z]/]) {
    const characters = left.filter((character) => kind.test(character));
    const bytes = byCount.slice(from, from + characters.length).sort((one, other) => one - other);
    characters.forEach((character, at) => written.set(character, bytes[at]));
    from += characters.length;
  }
  return singles.map((character) => written.get(character));
}

/** @param {Uint8Array} bytes */
export function pack(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte] += 1;
  const singles = alphabet.length - PREFIXES;
  const frequent = frequentBytes(counts);
  const order = ranked(frequent);
  const spelling = new Map(order.map((byte, rank) => {
    if (rank < singles) return [byte, alphabet[rank]];
    const rest = rank - singles;
    return [byte, alphabet[singles + Math.floor(rest / alphabet.length)] + alphabet[rest % alphabet.length]];
  }));
  return {
    order: Buffer.from(frequent).toString("hex"),
    text: Array.from(bytes, (byte) => spelling.get(byte)).join(""),
  };
}

if (process.argv.length === 4) {
  const [module, script] = process.argv.slice(2);
  const { order, text } = pack(readFileSync(module));
  writeFileSync(script, `export const order = "${order}";\nexport const text = "${text}";\n`);
}
