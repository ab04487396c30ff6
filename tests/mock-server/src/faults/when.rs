//! Which requests a list of faults concerns.

/// Conditions; without any, all requests.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct When {
    /// Names of endpoints.
    pub(super) only: Vec<String>,
    /// Value of the `page` parameter; 1 where it isn't sent.
    pub(super) page: Option<String>,
    /// Requests, from the first, that it doesn't concern.
    pub(super) skip: u64,
    /// Requests after those that it does.
    pub(super) times: Option<u64>,
}

impl When {
    /// Whether a request of `endpoint` for `page` counts at all.
    pub(crate) fn concerns(&self, endpoint: Option<&str>, page: Option<&str>) -> bool {
        let named = self.only.is_empty()
            || endpoint.is_some_and(|endpoint| self.only.iter().any(|only| only == endpoint));
        named
            && self
                .page
                .as_deref()
                .is_none_or(|wanted| wanted == page.unwrap_or("1"))
    }

    /// Whether it is a request's turn that `before` others, which counted, came before.
    pub(crate) fn is_due(&self, before: u64) -> bool {
        before >= self.skip && self.times.is_none_or(|times| before - self.skip < times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_come_after_those_skipped_and_end() {
        let when = When {
            skip: 2,
            times: Some(3),
            ..When::default()
        };
        let due: Vec<bool> = (0..7).map(|before| when.is_due(before)).collect();
        assert_eq!(due, [false, false, true, true, true, false, false]);
        assert!(When::default().is_due(u64::MAX));
    }

    #[test]
    fn endpoint_and_page_both_have_to_fit() {
        let when = When {
            only: vec!["produk".into(), "slide".into()],
            page: Some("3".into()),
            ..When::default()
        };
        assert!(when.concerns(Some("produk"), Some("3")));
        assert!(!when.concerns(Some("kategori"), Some("3")));
        assert!(!when.concerns(Some("produk"), None));
        assert!(!when.concerns(None, Some("3")));
        assert!(
            When {
                page: Some("1".into()),
                ..When::default()
            }
            .concerns(None, None)
        );
    }
}
