//! `limit` and `offset`, which all lists have, and the headers that tell where a list ends.
//!
//! Documentation: "Pagination".

use serde::de::DeserializeOwned;

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::orders::slice::Slice;
use crate::server::received::{Received, Unreadable};
use crate::wire::Shape;

/// The API's own number of rows in an answer.
pub const DEFAULT_LIMIT: u32 = 20;
/// The most rows that the API puts into an answer.
pub const LARGEST_LIMIT: u32 = 100;

/// Which rows of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Rows in an answer, 1 to 100. Default 20.
    pub limit: u32,
    /// Rows to pass over.
    pub offset: u64,
}

impl Default for Paging {
    fn default() -> Self {
        Self {
            limit: DEFAULT_LIMIT,
            offset: 0,
        }
    }
}

impl Paging {
    /// From the first row on, a hundred at a time: the fewest requests for a whole list.
    pub const LARGEST: Self = Self {
        limit: LARGEST_LIMIT,
        offset: 0,
    };

    pub(super) fn at(self, offset: u64) -> Self {
        Self { offset, ..self }
    }

    pub(super) fn push(self, parameters: &mut Parameters) -> Result<(), Error> {
        if !(1..=LARGEST_LIMIT).contains(&self.limit) {
            return Err(Error::argument(
                "limit harus bilangan bulat dari 1 sampai 100",
            ));
        }
        parameters.number("limit", u64::from(self.limit));
        parameters.number("offset", self.offset);
        Ok(())
    }

    /// Reads some rows, and what the headers say of the whole list. A server may give fewer rows than it
    /// was asked for, and says so in `X-Limit`.
    pub(super) fn read<R: DeserializeOwned>(
        self,
        received: Received,
        shape: &'static Shape,
    ) -> Result<Slice<R>, Unreadable> {
        let asked = u64::from(self.limit);
        let limit = match received.header_number("x-limit") {
            Some(limit) if limit > 0 => limit.min(asked),
            _ => asked,
        };
        let total = received.header_number("x-total-count");
        if !received.data.is_array() {
            return Err(Unreadable::new("", "bukan daftar"));
        }
        Ok(Slice::new(received.rows(shape)?, self.offset, limit, total))
    }
}
