//! The examples to paste (`contoh/` of the storefront): on this server they work as they are, the
//! addresses and the token that a designer fills in being its own.

use super::config::Aim;

/// Folder of the examples below the storefront's.
pub(crate) const FOLDER: &str = "contoh/";

/// A query that asks for an example as a designer copies it, instead of as it is shown.
pub(crate) const SOURCE: &str = "sumber";

const LIBRARY: &str = "https://cdn.jsdelivr.net/npm/bukaolshop@0.1.0/bukaolshop.min.js";
const TOKEN: &str = "data-token=\"TOKEN_OLSHOP_ANDA\"";

/// An example with the package of this server, and the token and API that `aim` leads to.
pub(crate) fn aimed(example: Vec<u8>, aim: &Aim) -> Vec<u8> {
    match String::from_utf8(example) {
        Ok(text) => {
            let tag = format!(
                "data-token=\"{}\" data-base-url=\"{}\"",
                attribute(&aim.token),
                attribute(&aim.base_url)
            );
            text.replace(LIBRARY, "/pkg/bukaolshop.min.js")
                .replace(TOKEN, &tag)
                .into_bytes()
        }
        Err(error) => error.into_bytes(),
    }
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_and_token_become_this_server_s() {
        let aim = Aim {
            token: "a&\"b".into(),
            base_url: "http://h/v1".into(),
        };
        let example = "<script data-token=\"TOKEN_OLSHOP_ANDA\" src=\"https://cdn.jsdelivr.net/npm/bukaolshop@0.1.0/bukaolshop.min.js\"></script> TOKEN_OLSHOP_ANDA";
        assert_eq!(
            String::from_utf8(aimed(example.into(), &aim)).expect("text"),
            "<script data-token=\"a&amp;&quot;b\" data-base-url=\"http://h/v1\" src=\"/pkg/bukaolshop.min.js\"></script> TOKEN_OLSHOP_ANDA"
        );
        assert_eq!(aimed(vec![0xff], &aim), [0xff]);
    }
}
