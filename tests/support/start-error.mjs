// The error of a browser that did not start. Its first line says everything, because reports show little more: which
// program, how it ended, what it wrote last, and what mends it.

/** Lines of the program's output that go into the first line, and into the whole error. */
const LAST = 3;
const MANY = 40;

/** What mends a browser that an environment variable may name. */
export const mendOf = (variable) => `./build.sh test installs it, or set ${variable} to another one`;

/**
 * @param {object} start
 * @param {string} start.program
 * @param {string} start.ended how, for example "ended with exit code 1"
 * @param {string[]} start.lines what it wrote, the last line at the end
 * @param {string} start.mend
 * @param {unknown} [start.cause]
 */
export function startError({ program, ended, lines, mend, cause }) {
  const written = lines.filter((line) => line.trim() !== "");
  const last = written.slice(-LAST).join(" / ") || "nothing";
  return new Error([`${program} ${ended}, having written: ${last}; ${mend}`, ...written.slice(-MANY)].join("\n"), { cause });
}

/** In words: how a program ended, by what Node.js says of it. */
export const howItEnded = (code, signal) => (signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
