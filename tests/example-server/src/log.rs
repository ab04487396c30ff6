//! Lines for people, on standard error. No key, no secret, no member's data goes into them.

use bukaolshop::server::callback::Reply;

/// What became of a callback.
pub(crate) fn reply(reply: &Reply) {
    eprintln!("{}", reply.log());
}

/// What became of an order: `order 74879326 forwarded`.
pub(crate) fn order(key: &str, what: &str) {
    eprintln!("order {key} {what}");
}
