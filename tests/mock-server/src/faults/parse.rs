//! Reads lists of faults.

use std::str::FromStr;
use std::time::Duration;

use axum::http::HeaderValue;

use super::{Faults, Redirect, Reset, RetryAfter, Stall, Types};

/// Enough to show what a page does with too much; a typing error must not fill the memory.
const MOST_MEGABYTES: usize = 256;
const MOST_LEVELS: usize = 1_000_000;

impl Faults {
    /// Reads `name:value,name:value`. Nothing, or `-`, is no fault. A fault that isn't known is an
    /// error, because a test would pass without it.
    pub(crate) fn parse(text: &str) -> Result<Faults, String> {
        let mut faults = Faults::default();
        for fault in text
            .split(',')
            .map(str::trim)
            .filter(|fault| !matches!(*fault, "" | "-"))
        {
            let (name, value) = fault.split_once(':').unwrap_or((fault, "1"));
            faults
                .add(name, value)
                .ok_or_else(|| format!("no such fault: {fault}"))?;
        }
        Ok(faults)
    }

    fn add(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "status" => {
                self.status = Some(number(value).filter(|status| (200..600).contains(status))?)
            }
            "code" => self.code = Some(number(value)?),
            "redirect" => {
                self.redirect = Some(match value {
                    "1" => Redirect::Same,
                    "other" => Redirect::Other,
                    "loop" => Redirect::Loop,
                    _ => return None,
                });
            }
            "types" => {
                self.types = Some(match value {
                    "1" => Types::Repairable,
                    "rusak" => Types::Unreadable,
                    _ => return None,
                });
            }
            "undone" => self.undone = switch(value)?,
            "big" => self.big = number(value).filter(|megabytes| *megabytes <= MOST_MEGABYTES)?,
            "deep" => self.deep = number(value).filter(|levels| *levels <= MOST_LEVELS)?,
            "utf8" => self.utf8 = switch(value)?,
            "bom" => self.bom = switch(value)?,
            "html" => self.html = switch(value)?,
            "empty" => self.empty = switch(value)?,
            "gzip" => self.gzip = switch(value)?,
            "contenttype" => self.content_type = Some(HeaderValue::from_str(value).ok()?),
            "retryafter" => {
                self.retry_after = Some(match value {
                    "date" => RetryAfter::Date,
                    _ => RetryAfter::Text(HeaderValue::from_str(value).ok()?),
                });
            }
            "nostore" => self.no_store = switch(value)?,
            "cors" => self.no_cors = !switch(value)?,
            "delay" => self.delay = Duration::from_millis(number(value)?),
            "truncate" => self.truncate = Some(share(value)?),
            "cut" => self.cut = Some(share(value)?),
            "stall" => {
                self.stall = Some(match value {
                    "headers" => Stall::Headers,
                    "body" => Stall::Body,
                    _ => return None,
                });
            }
            "reset" => {
                self.reset = Some(match value {
                    "before" => Reset::Before,
                    "headers" => Reset::Headers,
                    "body" => Reset::Body,
                    _ => return None,
                });
            }
            "only" => self.when.only.push(value.to_owned()),
            "page" => self.when.page = Some(value.to_owned()),
            "skip" => self.when.skip = number(value)?,
            "times" => self.when.times = Some(number(value)?),
            _ => return None,
        }
        Some(())
    }
}

fn number<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn share(text: &str) -> Option<f64> {
    number(text).filter(|share| (0.0..=1.0).contains(share))
}

fn switch(text: &str) -> Option<bool> {
    match text {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_faults_is_read() {
        let faults = Faults::parse(
            "status:503, retryafter:2,only:produk,page:3,skip:1,times:2,cors:0,nostore",
        )
        .expect("faults");
        assert_eq!(faults.status, Some(503));
        assert_eq!(
            faults.retry_after,
            Some(RetryAfter::Text(HeaderValue::from_static("2")))
        );
        assert_eq!(
            (faults.when.only.as_slice(), faults.when.page.as_deref()),
            (&["produk".to_owned()][..], Some("3"))
        );
        assert_eq!((faults.when.skip, faults.when.times), (1, Some(2)));
        assert!(faults.no_cors && faults.no_store);
        assert_eq!(Faults::parse("-"), Ok(Faults::default()));
        assert_eq!(Faults::parse(""), Ok(Faults::default()));
    }

    #[test]
    fn what_is_no_fault_is_an_error() {
        for text in [
            "statsu:503",
            "status:abc",
            "status:99",
            "status:600",
            "delay:-1",
            "cut:1.5",
            "cut:NaN",
            "stall:1",
            "reset:1",
            "types:2",
            "redirect:2",
            "big:9999",
            "deep:99999999",
            "times:x",
            "html:2",
            "contenttype:a\nb",
        ] {
            assert_eq!(Faults::parse(text), Err(format!("no such fault: {text}")));
        }
    }
}
