// Written from the crate's tables by `UPDATE=1 cargo test --test all generated`; that test fails where this is old.

/** The smallest length of a key or a secret. */
export const SHORTEST = 4;

/** How long the body of a request may take to arrive unless told otherwise, in milliseconds. */
export const BODY_TIMEOUT = 30000;
