//! `page`, which all lists of the Closed API have.

use serde::de::DeserializeOwned;

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::page::Page;
use crate::server::received::{Received, Unreadable};
use crate::wire::Shape;

/// The last page that the API gives out: "tidak lebih dari 600".
pub const LAST_PAGE: u32 = 600;

/// Rows on a page; there is no parameter for it.
const ROWS: u32 = 10;

/// Appends the page.
pub(super) fn push(page: u32, parameters: &mut Parameters) -> Result<(), Error> {
    if !(1..=LAST_PAGE).contains(&page) {
        return Err(Error::argument(
            "page harus bilangan bulat dari 1 sampai 600",
        ));
    }
    parameters.number("page", u64::from(page));
    Ok(())
}

/// The page behind, where the API gives it out.
pub(super) fn next(page: u32) -> Option<u32> {
    page.checked_add(1).filter(|page| *page <= LAST_PAGE)
}

/// Reads a page.
pub(super) fn read<R: DeserializeOwned>(
    page: u32,
    received: Received,
    shape: &'static Shape,
) -> Result<Page<R>, Unreadable> {
    Ok(received.rows(shape)?.page(page, ROWS, LAST_PAGE))
}
