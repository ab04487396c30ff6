//! The example server, against the mock servers.

mod across_machines;
mod bad_input;
mod exactly_once;
#[path = "../../../support/servers.rs"]
mod servers;
mod support;
mod targets;
mod topup;
