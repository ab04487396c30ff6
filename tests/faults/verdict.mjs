// Whether calls that met a fault ended as they should have, and left a page that works.
import assert from "node:assert/strict";
import { ENDPOINTS } from "./table.mjs";

/** How much later than its deadline a call may settle: machines may be slow, and waits are rounded. */
const GRACE = 8000;

/** Milliseconds of a day. */
const DAY = 86_400_000;

/**
 * @param {object} met see every-fault.mjs
 * @param {Record<string, any>} usual how calls end that meet no fault
 */
export function judge({ row, ended, log, afterwards, seen, troubles }, usual) {
  for (const call of row.calls) {
    const end = ended[call];
    const about = `${call}: ${JSON.stringify({ ...end, data: undefined, laidOpen: undefined })}`;
    assert.ok([row.expected.ends].flat().includes(end.ends), about);
    assert.ok(end.took < row.timeout + GRACE, `within the deadline, ${about}`);
    if (end.ends === "well") judgeAnswer(end, row.expected, usual[call], about);
    else judgeError(end, row.expected, call, about);
    judgeRequests(log, row.expected, call, about);
  }
  assert.equal(afterwards.slide.ends, "well", "the next call works");
  assert.deepEqual([seen.trouble, troubles], [[], []], "nothing escapes");
}

function judgeError(end, expected, call, about) {
  assert.equal(end.endpoint, ENDPOINTS[call], about);
  const isUntilMidnight = expected.retryAfter === "until midnight";
  if (isUntilMidnight) assert.ok(end.retryAfter > 0 && end.retryAfter <= DAY, `retryAfter of ${about}`);
  for (const field of ["code", "retryable", "attempts", "retryAfter", "path"]) {
    if (field in expected && !(field === "retryAfter" && isUntilMidnight)) assert.equal(end[field], expected[field], `${field} of ${about}`);
  }
  if ("says" in expected) assert.equal(end.status !== null, expected.says, `the server's words, ${about}`);
}

function judgeAnswer(end, expected, usual, about) {
  assert.equal(end.rejected > 0, expected.data === "some", about);
  switch (expected.data) {
    case "same":
      return assert.equal(end.data, usual.data, `data of ${about}`);
    case "as many":
      return assert.equal(end.rows, usual.rows, about);
    case "some":
      return assert.equal(end.rows + end.rejected, usual.rows, about);
    case "none":
      return assert.equal(end.rows, 0, about);
  }
  assert.fail(`nothing is known of the data of ${about}`);
}

function judgeRequests(log, { requests, attempts }, call, about) {
  const sent = log.filter(({ method, path }) => method === "GET" && path === `/v1${ENDPOINTS[call]}`).length;
  if (requests === "at least") assert.ok(sent >= attempts, `${sent} requests: ${about}`);
  else if (requests !== "unknown") assert.equal(sent, requests, `requests: ${about}`);
}
