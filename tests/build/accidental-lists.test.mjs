// The check of the rendered documentation finds what it is for, and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accidentalLists } from "./accidental-lists.mjs";

const page = (html) => `<main><details><div class="docblock">${html}</div></details></main>`;

test("a code at the beginning of a line is found", () => {
  const html = page('<p>Unauthorized:</p><ol start="401">\n<li>The token is wrong.</li>\n</ol>');
  assert.deepEqual(accidentalLists(html), ["The token is wrong."]);
  assert.equal(accidentalLists(page("<ol><li>January is the first month.</li></ol>")).length, 1);
});

test("a list that is meant as one is not", () => {
  const html = page("<ol>\n<li>One.</li>\n<li>Two.</li>\n</ol><ul><li>Alone.</li></ul>");
  assert.deepEqual(accidentalLists(html), []);
  assert.deepEqual(accidentalLists('<nav><ol start="7"><li>Not documentation</li></ol></nav>'), []);
});
