// Reads from the output of `./build.sh test` whether a fault was noticed.

/** Suites in which a compiler that refuses the code is what is looked for. */
const COMPILING = ["format", "lints-native", "lints-wasm", "docs", "types"];

/** What is printed where the code with the fault does not compile. */
const BROKEN = /error: could not compile|error\[E\d{4}\]|^FAILED (package|wasm)-build: /m;

/**
 * @param {{ status: number | null, output: string }} ended how the command has ended
 * @param {string[]} suites those that are expected to notice the fault
 * @returns {{ isCaught: true, suite: string, test: string } | { isCaught: false, why: string }}
 */
export function verdict({ status, output }, suites) {
  const count = countOf(output);
  if (count === null) return { isCaught: false, why: "the command broke off without a count of its tests" };
  if (status === 0 || count.failed === 0) return { isCaught: false, why: `no test failed (${count.passed} passed)` };

  const failures = [...output.matchAll(/^FAILED ([\w-]+): (.*)$/gm)].map(([, suite, about]) => ({ suite, test: testOf(about) }));
  const expected = failures.find(({ suite }) => suites.includes(suite));
  if (BROKEN.test(output) && !(expected && COMPILING.includes(expected.suite))) {
    return { isCaught: false, why: "the fault is not valid: the code with it does not build" };
  }
  if (!expected) return { isCaught: false, why: `no failure of ${suites.join(" or ")} is named` };
  return { isCaught: true, ...expected };
}

/** Which test a failure's first line is about; where it names none, what was seen. */
function testOf(about) {
  return about.match(/^(.*?): expected /)?.[1] ?? about.replace(/\. Alone: .*$/, "");
}

/** What the last line says, `N passed, N failed`; null where it says something else. */
export function countOf(output) {
  const [, passed, failed] = output.trimEnd().split("\n").at(-1).match(/^(\d+) passed, (\d+) failed$/) ?? [];
  return passed === undefined ? null : { passed: Number(passed), failed: Number(failed) };
}
