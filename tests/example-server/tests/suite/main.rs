//! The example server, against the mock servers.

mod bad_input;
mod exactly_once;
mod support;
mod targets;
mod topup;
