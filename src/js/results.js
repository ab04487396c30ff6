// The objects that a page receives, made where objects are cheap to make.

// Tells our own failures from whatever else may be thrown: a page may abort with any value.
const OURS = Symbol.for("bukaolshop.failure");

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
    [OURS]: true,
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

export function result(envelope, data, number, total, next, source, rejected) {
  if (number) {
    // The envelope itself becomes the page, so that what the API adds to it passes through.
    return Object.assign(envelope, {
      data,
      page: number,
      total_data: total,
      has_next: next,
      source,
      rejected,
    });
  }
  // A list in one piece has these out of sight of loops and of JSON.
  return Object.defineProperties(data, { source: { value: source }, rejected: { value: rejected } });
}
