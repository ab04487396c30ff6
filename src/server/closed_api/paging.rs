//! `page`, the parameter of all lists of the Closed API.

use serde::de::DeserializeOwned;

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::page::Page;
use crate::repair::Shape;
use crate::server::received::{Received, Unreadable};

/// The number of the last page that the API serves: "tidak lebih dari 600".
pub const LAST_PAGE: u32 = 600;

/// The number of rows on a page, which no parameter changes.
const ROWS: u32 = 10;

/// Appends the parameter `page`.
pub(super) fn push(page: u32, parameters: &mut Parameters) -> Result<(), Error> {
    if !(1..=LAST_PAGE).contains(&page) {
        return Err(Error::argument(
            "page harus bilangan bulat dari 1 sampai 600",
        ));
    }
    parameters.number("page", u64::from(page));
    Ok(())
}

/// The number of the next page; `None` behind the last page that the API serves.
pub(super) fn next(page: u32) -> Option<u32> {
    page.checked_add(1).filter(|page| *page <= LAST_PAGE)
}

/// Reads the rows of an answer as one page.
pub(super) fn read<R: DeserializeOwned>(
    page: u32,
    received: Received,
    shape: &'static Shape,
) -> Result<Page<R>, Unreadable> {
    Ok(received.rows(shape)?.page(page, ROWS, LAST_PAGE))
}
