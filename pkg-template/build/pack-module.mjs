// Usage: node pack-module.mjs MODULE.wasm SCRIPT.js
// Writes a module as the text that pkg-template/client/unpack.js reads, as a script to be bundled.
import { readFileSync, writeFileSync } from "node:fs";
import { alphabet, PREFIXES, ranked } from "../../pkg-template/client/unpack.js";

/** @param {Uint8Array} bytes */
export function pack(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte] += 1;
  const singles = alphabet.length - PREFIXES;
  const byCount = counts.map((_, byte) => byte).sort((one, other) => counts[other] - counts[one] || one - other);
  // In the order of the bytes, which then rise as their characters do: a compressor tells characters apart by their kinds.
  const frequent = byCount.slice(0, singles).sort((one, other) => one - other);
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
