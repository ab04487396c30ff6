//! The shop's app.

pub mod info;

pub use info::{AplikasiInfo, AplikasiInfoQuery};
