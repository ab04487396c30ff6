//! `page` and `total_data`.

use super::Refusal;
use crate::query::Query;

/// Which rows to send.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paging {
    /// From 1.
    pub(super) page: u64,
    /// Rows per page.
    pub(super) total_data: u64,
}

impl Paging {
    /// Reads both parameters. Digits too many for a number mean the largest one, as in PHP.
    pub(super) fn of(query: &Query) -> Result<Paging, Refusal> {
        let page = query
            .get("page")
            .map_or(Some(1), whole)
            .filter(|page| *page >= 1);
        let total_data = query
            .get("total_data")
            .map_or(Some(10), whole)
            .filter(|rows| (10..=100).contains(rows) && rows % 10 == 0);
        Ok(Paging {
            page: page.ok_or_else(|| {
                Refusal::http(400, "Parameter page harus berupa angka mulai dari 1")
            })?,
            total_data: total_data.ok_or_else(|| {
                Refusal::http(
                    400,
                    "Parameter total_data harus kelipatan 10, minimal 10 dan maksimal 100",
                )
            })?,
        })
    }

    /// The page's rows; none past the end.
    pub(super) fn rows<T>(&self, rows: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        let before = (self.page - 1).saturating_mul(self.total_data);
        rows.skip(usize::try_from(before).unwrap_or(usize::MAX))
            .take(self.total_data as usize)
    }
}

/// A number of digits only.
fn whole(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(i64::MAX as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paging(query: &str) -> Option<Paging> {
        Paging::of(&Query::parse(query)).ok()
    }

    #[test]
    fn pages_count_from_one_and_hold_ten_rows_unless_told_otherwise() {
        assert_eq!(
            paging(""),
            Some(Paging {
                page: 1,
                total_data: 10
            })
        );
        assert_eq!(
            paging("page=3&total_data=100"),
            Some(Paging {
                page: 3,
                total_data: 100
            })
        );
        assert_eq!(
            paging("page=&total_data="),
            Some(Paging {
                page: 1,
                total_data: 10
            })
        );
    }

    #[test]
    fn what_is_no_page_or_no_multiple_of_ten_is_refused() {
        for query in [
            "page=0",
            "page=-1",
            "page=1.5",
            "page=satu",
            "page=1e3",
            "page=%2B1",
            "total_data=0",
            "total_data=15",
            "total_data=110",
            "total_data=sepuluh",
        ] {
            assert_eq!(paging(query), None, "{query}");
        }
    }

    #[test]
    fn a_page_past_the_end_is_empty_however_large() {
        for page in [
            "3",
            "99999999",
            "9223372036854775807",
            "99999999999999999999999999",
        ] {
            let paging = paging(&format!("page={page}")).expect("a page");
            assert_eq!(paging.rows(0..20).count(), 0, "{page}");
        }
        assert_eq!(
            paging("page=2")
                .expect("a page")
                .rows(0..15)
                .collect::<Vec<_>>(),
            [10, 11, 12, 13, 14]
        );
    }
}
