// Usage: node pack-module.mjs MODULE.wasm SCRIPT.js
// Writes a module as the text that pkg-template/client/unpack.js reads, as a script to be bundled.
import { readFileSync, writeFileSync } from "node:fs";
import { alphabet, PREFIXES } from "../../pkg-template/client/unpack.js";

/** @param {Uint8Array} bytes */
export function pack(bytes) {
  const counts = new Map();
  for (const byte of bytes) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  const order = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([byte]) => byte);

  const singles = alphabet.length - PREFIXES;
  const spelling = new Map(order.map((byte, rank) => {
    if (rank < singles) return [byte, alphabet[rank]];
    const rest = rank - singles;
    return [byte, alphabet[singles + Math.floor(rest / alphabet.length)] + alphabet[rest % alphabet.length]];
  }));
  return {
    order: Buffer.from(order).toString("hex"),
    text: Array.from(bytes, (byte) => spelling.get(byte)).join(""),
  };
}

if (process.argv.length === 4) {
  const [module, script] = process.argv.slice(2);
  const { order, text } = pack(readFileSync(module));
  writeFileSync(script, `export const order = "${order}";\nexport const text = "${text}";\n`);
}
