//! The app around the pages: it shows a designer's HTML as one of the members, or as nobody.

mod config;
mod contoh;
mod pages;
mod pastes;
mod picture;

pub(crate) use config::{CONFIG, config};
pub(crate) use pages::{page, www};
pub(crate) use pastes::{Pastes, paste, pasted};
pub(crate) use picture::picture;
