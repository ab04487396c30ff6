//! What the entry `bukaolshop/server` of the npm package calls: conversions, no logic. Everything that is
//! asked here can be asked, and is tested, from Rust as well.
//!
//! What goes over is JSON in a text: answers are parsed once on the other side, at the speed of the
//! engine's own parser, and numbers stay exactly what they were. An error goes over in the same way, as
//! what is thrown.

mod callback;
mod closed_api;
mod commerce;
mod convert;
mod error;
mod member;
mod mitra_bunso;
mod notes;
mod onesolu;
mod onetablet;
mod walk;

pub use callback::CallbackDesk;
pub use closed_api::ClosedApiDesk;
pub use commerce::CommerceDesk;
pub use mitra_bunso::MitraBunsoDesk;
pub use notes::Notes;
pub use onesolu::{OneSoluDesk, SignatureDesk};
pub use onetablet::OneTabletDesk;
pub use walk::Walk;
