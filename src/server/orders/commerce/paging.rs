//! `limit` and `offset`, the parameters of all lists, and the headers that tell how long a list is.
//!
//! Documentation: "Pagination".

use serde::de::DeserializeOwned;

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::Shape;
use crate::server::orders::slice::Slice;
use crate::server::received::{Received, Unreadable};

/// The number of rows in an answer if a request does not say.
pub const DEFAULT_LIMIT: u32 = 20;
/// The largest number of rows in an answer.
pub const LARGEST_LIMIT: u32 = 100;

/// The rows of a list to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// The number of rows in an answer, 1 to 100. Default 20.
    pub limit: u32,
    /// The number of rows to skip.
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
    /// The first hundred rows. Walking through a whole list in steps of a hundred needs the fewest
    /// requests.
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

    /// Reads the rows of an answer, and the length of the list from the header `X-Total-Count`. A server
    /// may return fewer rows than it was asked for, which it says in `X-Limit`.
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
