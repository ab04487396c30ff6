// A reporter for node's test runner: one line of JSON for each test that begins or ends, for run.mjs to count and to tell.
import { inspect } from "node:util";

/** Longest text of an expected or a seen value. */
const LONGEST_VALUE = 200;

/** A value of a failed assertion on one line. */
function short(value) {
  const text = inspect(value, { breakLength: Infinity, depth: 4 });
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** What a failed test says: what was expected and seen where an assertion compared two values, else its message. */
function problem(error) {
  const cause = error.cause ?? error;
  const compares = cause?.name === "AssertionError" && "expected" in cause && cause.operator !== "fail";
  return {
    ...(compares && { expected: short(cause.expected), seen: short(cause.actual) }),
    message: String(cause?.message ?? cause),
    stack: String(cause?.stack ?? cause),
    // A group, or a test with subtests, that failed for no other reason than one of its own.
    isOfSubtest: error.failureType === "subtestsFailed",
  };
}

export default async function* events(source) {
  for await (const { type, data } of source) {
    const { name, nesting, file, line, skip, todo, details } = data;
    const isGroup = details?.type === "suite";
    if (type === "test:dequeue") yield `${JSON.stringify({ begun: name, file, line })}\n`;
    if (type === "test:complete") yield `${JSON.stringify({ over: name, file, line })}\n`;
    if (type === "test:pass" || type === "test:fail") {
      const isSkipped = skip !== undefined && skip !== false;
      const failure = type === "test:fail" && todo === undefined ? problem(details.error) : undefined;
      yield `${JSON.stringify({ name, nesting, file, line, isGroup, isSkipped, failure, seconds: (details.duration_ms ?? 0) / 1000 })}\n`;
    }
  }
}
