//! Who is logged in, and the shortcodes of `token_user` and `id_user` in a text. The cases are
//! files: the npm package's own script is held to the same ones.

use crate::support;
use bukaolshop::{Client, ErrorKind, Identity, Options};
use proptest::prelude::*;
use serde::Deserialize;
use support::{Reply, World, read};

fn cases<C: for<'de> Deserialize<'de>>(name: &str) -> Vec<C> {
    let text = read(&format!("cases/{name}.json"));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{name}.json: {error}"))
}

fn member(token_user: Option<&str>, id_user: Option<&str>) -> Identity {
    Identity::new("T", Some(crate::support::tokens(token_user, id_user)))
        .expect("the token is real")
}

// ---------------------------------------------------------------------------------- shortcodes

#[derive(Deserialize)]
struct Placeholder {
    name: String,
    value: String,
    /// Whether it counts as a value.
    real: bool,
}

#[test]
fn a_token_user_that_is_still_a_shortcode_is_nobody() {
    for case in cases::<Placeholder>("placeholder") {
        let in_app = member(Some(&case.value), Some("7")).in_app();
        assert_eq!(in_app, case.real, "{}: {:?}", case.name, case.value);
    }
}

#[test]
fn an_id_user_that_is_still_a_shortcode_is_nobody() {
    for case in cases::<Placeholder>("placeholder") {
        let in_app = member(Some("abc"), Some(&case.value)).in_app();
        assert_eq!(in_app, case.real, "{}: {:?}", case.name, case.value);
    }
}

#[test]
fn a_token_that_is_still_a_shortcode_is_refused() {
    for case in cases::<Placeholder>("placeholder") {
        let kind = Options::new(&case.value).map_err(|error| error.kind).err();
        let expected = (!case.real).then_some(ErrorKind::InvalidArgument);
        assert_eq!(kind, expected, "{}: {:?}", case.name, case.value);
    }
}

#[test]
fn one_of_the_two_alone_is_nobody() {
    assert!(!member(Some("abc"), None).in_app());
    assert!(!member(None, Some("7")).in_app());
    assert!(!member(None, None).in_app());
    assert!(member(Some("abc"), Some("7")).in_app());
}

#[test]
fn white_space_around_the_values_is_not_sent() {
    let options =
        crate::support::with_member(" T\n", Some("\tabc "), Some(" 7 ")).expect("a token");
    let world = World::scripted([Reply::bytes(200, support::example("user_info"))]);
    let client = Client::with_transport(options, world.clone());
    world.run(client.user().info()).expect("a member");
    let url = &world.sent()[0].url;
    assert!(url.ends_with("?token=T&token_user=abc&id_user=7"), "{url}");
}

// ------------------------------------------------------------------------------------ template

#[derive(Deserialize)]
struct Template {
    name: String,
    token_user: Option<String>,
    id_user: Option<String>,
    text: String,
    expected: Option<String>,
    error: Option<String>,
    /// How often `text` and `expected` stand behind each other.
    #[serde(default = "once")]
    repeat: usize,
}

fn once() -> usize {
    1
}

#[test]
fn a_template_is_filled_as_the_cases_say() {
    for case in cases::<Template>("template") {
        let identity = member(case.token_user.as_deref(), case.id_user.as_deref());
        let filled = identity.template(&case.text.repeat(case.repeat));
        let filled = filled.map_err(|error| error.kind.name().to_owned());
        let expected = match (case.expected, case.error) {
            (Some(text), None) => Ok(text.repeat(case.repeat)),
            (None, Some(kind)) => Err(kind),
            _ => panic!("{}: either a text or an error is expected", case.name),
        };
        assert!(filled == expected, "{}: {filled:.300?}", case.name);
    }
}

#[test]
fn a_template_that_lacks_its_member_says_nothing_of_the_values() {
    let error = member(Some("rahasia"), None).template("{{id_user}}");
    let error = error.expect_err("nobody is logged in");
    assert!(!format!("{error} {error:?}").contains("rahasia"));
}

/// Pieces of which texts are made that come close to a shortcode.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{"),
        Just("}"),
        Just("%7B"),
        Just("%7d"),
        Just("%"),
        Just(" "),
        Just("%20"),
        Just("token_user"),
        Just("id_user"),
        Just("nama_user"),
        Just("é"),
        Just("🛒"),
        Just("\n"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_without_two_braces_in_a_row_is_left_alone(text in "[^{%]*|([^{%]\\{[^{%])*") {
        prop_assert_eq!(member(Some("x"), Some("7")).template(&text), Ok(text));
    }

    #[test]
    fn a_filled_template_has_nothing_left_to_fill(text in pieces()) {
        // Values that make no shortcode together with what stands around them.
        let identity = member(Some("/"), Some("/"));
        let filled = identity.template(&text).expect("a member is logged in");
        prop_assert_eq!(identity.template(&filled), Ok(filled));
    }

    #[test]
    fn nobody_is_refused_exactly_where_a_member_changes_the_text(text in pieces()) {
        let filled = member(Some("x"), Some("7")).template(&text).expect("a member is logged in");
        let nobody = member(None, None).template(&text);
        prop_assert_eq!(nobody.is_err(), filled != text);
    }

    #[test]
    fn any_value_can_be_read_back_out_of_a_filled_link(
        token_user in "[^\\s{}%]\\PC{0,40}[^\\s{}%]", id_user in "[^\\s{}%]\\PC{0,40}[^\\s{}%]"
    ) {
        let identity = member(Some(&token_user), Some(&id_user));
        let link = "https://contoh.id/cek?u={{token_user}}&i=%7B%7B%20id_user %7d%7d#{{ id_user }}";
        let filled = identity.template(link).expect("a member is logged in");
        let url = url::Url::parse(&filled).expect("an address");
        let read: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(read, [("u".to_owned(), token_user), ("i".to_owned(), id_user)]);
    }
}
