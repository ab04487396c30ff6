//! The example server and the relay, against the mock servers.

mod across_machines;
mod bad_input;
mod exactly_once;
mod relay;
#[path = "../../../support/servers.rs"]
mod servers;
mod support;
mod targets;
mod topup;
