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

// The envelope itself becomes the page, so that what the API adds to it passes through.
export function page(envelope, data, number, total, next, source, rejected) {
  envelope.data = data;
  envelope.page = number;
  envelope.total_data = total;
  envelope.has_next = next;
  envelope.source = source;
  envelope.rejected = rejected;
  return envelope;
}

// Out of sight of loops and of JSON.
export function rows(data, source, rejected) {
  return Object.defineProperties(data, { source: { value: source }, rejected: { value: rejected } });
}
