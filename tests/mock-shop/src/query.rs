//! Query strings, read as PHP reads them: `+` is a space, a repeated parameter's last value wins,
//! and nothing in them is an error.

use std::collections::BTreeMap;

use percent_encoding::percent_decode;

/// Decoded parameters of a query string.
#[derive(Clone, Debug, Default)]
pub struct Query(BTreeMap<String, String>);

impl Query {
    /// Reads the text after the `?`. Bytes that are no UTF-8 become U+FFFD.
    pub fn parse(text: &str) -> Query {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        Query(
            pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
        )
    }

    /// The parameter's value; an empty one counts as not sent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// All parameters by name.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.0
    }
}

fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode(spaced.as_bytes())
        .decode_utf8_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_is_a_space_and_percent_2b_a_plus() {
        let query = Query::parse("token=a+b%2Bc%3D%3D&cari=kaos%20polos");
        assert_eq!(query.get("token"), Some("a b+c=="));
        assert_eq!(query.get("cari"), Some("kaos polos"));
    }

    #[test]
    fn the_last_of_repeated_parameters_wins() {
        assert_eq!(Query::parse("page=1&page=2&page=3").get("page"), Some("3"));
    }

    #[test]
    fn nonsense_is_read_without_complaint() {
        let query = Query::parse("&&=&a&b=%ff%&c=%zz&d==");
        assert_eq!(query.get("a"), None);
        assert_eq!(query.get("b"), Some("\u{fffd}%"));
        assert_eq!(query.get("c"), Some("%zz"));
        assert_eq!(query.get("d"), Some("="));
    }
}
