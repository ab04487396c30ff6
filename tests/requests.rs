//! What is sent: address, parameters, their order and their encoding.

use crate::support;
use bukaolshop::open_api::kategori::{KategoriQuery, Struktur};
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::{Client, Method, Options, PageQuery};
use proptest::prelude::*;
use serde::Deserialize;
use support::endpoints::{self, documented};
use support::{ID_USER, Reply, TOKEN, TOKEN_USER, World, client, example, options, read};

/// The example's answer, whatever is asked.
fn example_world(name: &'static str) -> World {
    World::serving(move |_| Reply::bytes(200, example(name)))
}

/// The query that asking for products with this one sends, decoded, without the token.
fn sent_for(query: &ProdukQuery) -> Vec<(String, String)> {
    let world = example_world("produk");
    world
        .run(client(&world).produk().list(query))
        .expect("a page");
    let mut sent = world.sent();
    let parameters = sent.remove(0).parameters;
    parameters
        .into_iter()
        .filter(|(name, _)| name != "token")
        .collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

#[test]
fn every_endpoint_is_asked_once_by_get_at_its_documented_path() {
    for endpoint in endpoints::ALL {
        let world = example_world(endpoint.name);
        endpoint.ask(&world, &client(&world)).expect("an answer");
        let sent = world.sent();
        assert_eq!(sent.len(), 1, "{}", endpoint.name);
        assert_eq!(sent[0].method, Method::Get);
        let address = format!("https://openapi.bukaolshop.net/v1{}", endpoint.path);
        assert_eq!(sent[0].address, address);
    }
}

#[test]
fn the_token_is_in_every_request_and_the_member_only_where_it_is_about_the_member() {
    for endpoint in endpoints::ALL {
        let world = example_world(endpoint.name);
        endpoint.ask(&world, &client(&world)).expect("an answer");
        let sent = &world.sent()[0];
        let values = ["token", "token_user", "id_user"].map(|name| sent.parameter(name));
        let member = |value| endpoint.member.then_some(value);
        let expected = [Some(TOKEN), member(TOKEN_USER), member(ID_USER)];
        assert_eq!(values, expected, "{}", endpoint.name);
    }
}

#[test]
fn base64_in_the_token_is_percent_encoded() {
    let world = example_world("slide");
    world.run(client(&world).slide()).expect("slides");
    let url = &world.sent()[0].url;
    assert!(
        url.ends_with("/app/slide?token=bW9jay%2F0b2tv%2BQ%3D%3D"),
        "{url}"
    );
}

#[test]
fn a_page_of_products_asks_for_page_and_total_data_always() {
    let expected = pairs(&[("page", "1"), ("total_data", "10")]);
    assert_eq!(sent_for(&ProdukQuery::default()), expected);
}

#[test]
fn products_are_asked_for_with_every_documented_parameter() {
    let query = ProdukQuery {
        paging: PageQuery {
            page: Some(3),
            per_page: Some(100),
        },
        id_kategori: Some(5387.into()),
        cari_nama_produk: Some("baju baru".to_owned()),
        use_raw_html: Some(true),
    };
    let expected = pairs(&[
        ("page", "3"),
        ("total_data", "100"),
        ("id_kategori", "5387"),
        ("cari_nama_produk", "baju baru"),
        ("use_raw_html", "true"),
    ]);
    assert_eq!(sent_for(&query), expected);
}

#[test]
fn raw_descriptions_are_asked_for_as_given_and_only_when_given() {
    for (given, sent) in [
        (None, None),
        (Some(true), Some("true")),
        (Some(false), Some("false")),
    ] {
        let parameters = sent_for(&ProdukQuery {
            use_raw_html: given,
            ..ProdukQuery::default()
        });
        let found = parameters.iter().find(|(name, _)| name == "use_raw_html");
        assert_eq!(found.map(|(_, value)| value.as_str()), sent, "{given:?}");
    }
}

#[test]
fn the_largest_numbers_are_sent_to_their_last_digit() {
    let query = ProdukQuery {
        paging: PageQuery {
            page: Some(u32::MAX),
            per_page: None,
        },
        id_kategori: Some(u64::MAX.into()),
        ..ProdukQuery::default()
    };
    let sent = sent_for(&query);
    assert!(
        sent.contains(&("page".into(), "4294967295".into())),
        "{sent:?}"
    );
    let id = ("id_kategori".into(), "18446744073709551615".into());
    assert!(sent.contains(&id), "{sent:?}");
}

#[test]
fn a_search_holds_only_what_the_api_allows() {
    for (typed, sent) in [
        ("baju", Some("baju")),
        ("  Baju  (MERAH) & celana!! ", Some("Baju MERAH celana")),
        ("pulsa%20rb\n5", Some("pulsa 20rb 5")),
        ("café 茶 чай", Some("café 茶 чай")),
        ("<script>alert(1)</script>", Some("script alert 1 script")),
        ("a&total_data=100#x", Some("a total data 100 x")),
        ("🍵🍵", None),
        ("?!.", None),
        ("   ", None),
        ("", None),
    ] {
        let query = ProdukQuery {
            cari_nama_produk: Some(typed.to_owned()),
            ..ProdukQuery::default()
        };
        let parameters = sent_for(&query);
        let search = parameters
            .iter()
            .find(|(name, _)| name == "cari_nama_produk");
        assert_eq!(search.map(|(_, text)| text.as_str()), sent, "{typed:?}");
    }
}

#[test]
fn a_search_is_what_the_cases_say() {
    let cases: Vec<(String, String)> =
        serde_json::from_str(include_str!("cases/cari.json")).expect("the cases are JSON");
    for (typed, words) in cases {
        let query = ProdukQuery {
            cari_nama_produk: Some(typed.clone()),
            ..ProdukQuery::default()
        };
        let sent = sent_for(&query);
        let search = sent.iter().find(|(name, _)| name == "cari_nama_produk");
        let search = search.map_or("", |(_, search)| search);
        assert_eq!(search, words, "{typed:?}");
    }
}

#[test]
fn categories_are_asked_for_flat_only_when_wanted() {
    for (struktur, expected) in [(None, None), (Some(Struktur::Flat), Some("flat"))] {
        let world = example_world("kategori");
        world
            .run(client(&world).kategori(&KategoriQuery { struktur }))
            .expect("categories");
        assert_eq!(world.sent()[0].parameter("struktur"), expected);
    }
}

#[test]
fn the_two_kinds_of_catatan_differ_by_tipe() {
    for (name, tipe) in [("catatan_saldo", "saldo"), ("catatan_poin", "poin")] {
        let world = example_world(name);
        let endpoint = documented(name);
        endpoint.ask(&world, &client(&world)).expect("a page");
        assert_eq!(world.sent()[0].parameter("tipe"), Some(tipe));
    }
}

#[test]
fn no_parameter_is_sent_twice() {
    for endpoint in endpoints::ALL {
        let world = example_world(endpoint.name);
        endpoint.ask(&world, &client(&world)).expect("an answer");
        let parameters = &world.sent()[0].parameters;
        let mut names: Vec<&str> = parameters.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), parameters.len(), "{}", endpoint.name);
    }
}

// ------------------------------------------------------------------------------------ base URL

#[derive(Deserialize)]
struct BaseUrl {
    base_url: String,
    /// What the endpoints' paths are appended to.
    address: Option<String>,
    #[serde(default)]
    refused: bool,
}

#[test]
fn the_base_url_is_taken_or_refused_as_the_cases_say() {
    let cases: Vec<BaseUrl> =
        serde_json::from_slice(&read("cases/base_url.json")).expect("cases are JSON");
    for case in cases {
        let asked = options().base_url(&case.base_url).ok().map(|options| {
            let world = example_world("slide");
            let client = Client::with_transport(options, world.clone());
            world.run(client.slide()).expect("slides");
            world.sent().remove(0).address
        });
        let expected = case.address.map(|address| address + "/app/slide");
        assert_eq!(asked.is_none(), case.refused, "{:?}", case.base_url);
        assert_eq!(asked, expected, "{:?}", case.base_url);
    }
}

// -------------------------------------------------------------------------------- any text at all

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_token_arrives_as_it_was(token in "[^\\s{}%]\\PC{0,40}[^\\s{}%]") {
        let options = Options::new(&token).expect("a token");
        let world = example_world("slide");
        let client = Client::with_transport(options, world.clone());
        world.run(client.slide()).expect("slides");
        let sent = &world.sent()[0];
        prop_assert_eq!(sent.parameter("token"), Some(token.as_str()));
        prop_assert!(sent.url.bytes().all(|byte| byte.is_ascii_graphic()), "{}", sent.url);
    }

    #[test]
    fn any_query_arrives_as_it_was_given(
        page in prop::option::of(1..=u32::MAX),
        tens in prop::option::of(1..=10_u32),
        id_kategori: Option<u64>,
        words in "[a-zA-Z0-9]{1,9}( [a-zA-Z0-9é茶]{1,9}){0,4}",
        raw: Option<bool>,
    ) {
        let total_data = tens.map(|tens| tens * 10);
        let sent = sent_for(&ProdukQuery {
            paging: PageQuery { page, per_page: total_data },
            id_kategori: id_kategori.map(Into::into),
            cari_nama_produk: Some(words.clone()),
            use_raw_html: raw,
        });
        let mut expected = vec![
            ("page", page.unwrap_or(1).to_string()),
            ("total_data", total_data.unwrap_or(10).to_string()),
        ];
        expected.extend(id_kategori.map(|id| ("id_kategori", id.to_string())));
        expected.push(("cari_nama_produk", words));
        expected.extend(raw.map(|raw| ("use_raw_html", raw.to_string())));
        let sent: Vec<(&str, String)> =
            sent.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        prop_assert_eq!(sent, expected);
    }

    #[test]
    fn any_address_means_the_same_to_a_browser(
        token in "[^\\s{}%]\\PC{0,40}[^\\s{}%]", id_user in "[^\\s{}%]\\PC{0,40}[^\\s{}%]"
    ) {
        let options = support::with_member(&token, Some(TOKEN_USER), Some(&id_user)).expect("a token");
        let world = example_world("user_info");
        let client = Client::with_transport(options, world.clone());
        world.run(client.user().info()).expect("a member");
        let sent = &world.sent()[0];
        let url = url::Url::parse(&sent.url).expect("an address");
        let read: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let expected = [("token", token.as_str()), ("token_user", TOKEN_USER), ("id_user", &id_user)];
        prop_assert_eq!(&read, &pairs(&expected));
        prop_assert_eq!(&read, &sent.parameters);
    }

    #[test]
    fn any_search_is_words_between_single_spaces(typed in any::<String>()) {
        let query = ProdukQuery { cari_nama_produk: Some(typed), ..ProdukQuery::default() };
        let sent = sent_for(&query);
        let search = sent.iter().find(|(name, _)| name == "cari_nama_produk");
        if let Some((_, words)) = search {
            let is_word = |word: &str| {
                !word.is_empty() && !word.contains(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
            };
            prop_assert!(words.split(' ').all(is_word), "{words:?}");
        }
    }
}
