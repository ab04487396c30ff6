//! The tests' control: sessions with a log, a script of answers, and faults.

mod address;
mod control;
mod exchange;
mod log;
mod script;
mod sessions;

pub(crate) use control::{clear_log, clear_script, forget, log, script};
pub(crate) use exchange::{api_headers, exchange};
pub(crate) use sessions::Sessions;
