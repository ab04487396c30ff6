// The objects that a page receives, made where objects are cheap to make.

/** Marks a failure among what the module answers with. */
export const FAILURE = Symbol();

export function failure(
  kind,
  message,
  endpoint,
  code,
  status,
  path,
  retryable,
  attempts,
  retryAfter,
) {
  return {
    [FAILURE]: true,
    kind,
    message,
    endpoint,
    code,
    status,
    path,
    retryable,
    attempts,
    retryAfter,
  };
}

export function rejection(index, path, reason) {
  return { index, path, reason };
}

// By the numbers of the Rust enum `Source`. The third should be renewed; for the last the server could
// not be asked.
const SOURCES = ["network", "cache", "stale", "stale"];
const STALE = 2;
const outdated = new WeakSet();

/** Whether an answer was kept for so long that it should be renewed. */
export function isOutdated(answer) {
  return outdated.has(answer);
}

export function result(envelope, data, page, total_data, has_next, number, rejected) {
  const source = SOURCES[number];
  const answer = page
    ? // The envelope itself becomes the page, so that what the API adds to it passes through.
      Object.assign(envelope, { data, page, total_data, has_next, source, rejected })
    : // A list in one piece has these out of sight of loops and of JSON.
      Object.defineProperties(data, { source: { value: source }, rejected: { value: rejected } });
  if (number === STALE) outdated.add(answer);
  return answer;
}
