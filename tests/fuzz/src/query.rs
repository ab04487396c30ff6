//! What is sent: addresses made of whatever a program was given.

use arbitrary::{Result as Made, Unstructured};
use bukaolshop::layer::Backoff;
use bukaolshop::open_api::kategori::{KategoriQuery, Struktur};
use bukaolshop::open_api::kostumpage::KostumPageQuery;
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::open_api::slide::SlideQuery;
use bukaolshop::open_api::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use bukaolshop::open_api::user::info::UserInfoQuery;
use bukaolshop::open_api::user::transaksi::TransaksiQuery;
use bukaolshop::types::IdKategori;
use bukaolshop::{Client, Error, ErrorKind, PageQuery};
use url::{Host, Url};

use super::support::world::Sent;
use super::support::{Reply, World, options};
use super::template::is_real;

/// Everything that a question is made of.
struct Plan<'b> {
    token: &'b str,
    token_user: Option<&'b str>,
    id_user: Option<&'b str>,
    endpoint: u8,
    page: Option<u32>,
    total_data: Option<u32>,
    id_kategori: Option<u64>,
    cari: Option<&'b str>,
    flat: bool,
    raw: Option<bool>,
}

fn plan<'b>(u: &mut Unstructured<'b>) -> Made<Plan<'b>> {
    Ok(Plan {
        endpoint: u.int_in_range(0..=7)?,
        page: u.arbitrary()?,
        total_data: match u.arbitrary::<Option<u8>>()? {
            Some(255) => Some(u.arbitrary()?),
            // Mostly numbers that are near to those allowed.
            small => small.map(u32::from),
        },
        id_kategori: u.arbitrary()?,
        flat: u.arbitrary()?,
        token: u.arbitrary()?,
        token_user: u.arbitrary()?,
        id_user: u.arbitrary()?,
        cari: u.arbitrary()?,
        raw: u.arbitrary()?,
    })
}

pub fn query(bytes: &[u8]) {
    let Ok(plan) = plan(&mut Unstructured::new(bytes)) else {
        return;
    };
    let options = super::support::with_member(plan.token, plan.token_user, plan.id_user);
    assert_eq!(options.is_ok(), is_real(plan.token));
    let Ok(options) = options else { return };

    let world = World::scripted([Reply::rows(&[])]);
    let client = Client::with_transport(options.retry(Backoff::NEVER), world.clone());
    let asked = ask(&plan, &world, &client);
    let sent = world.sent();
    if let Some(kind) = refusal(&plan) {
        assert_eq!(asked.map_err(|error| error.kind), Err(kind));
        assert_eq!(sent, []);
        return;
    }
    let [sent] = sent.as_slice() else {
        panic!("{} requests", sent.len())
    };
    assert!(
        sent.url.bytes().all(|byte| byte.is_ascii_graphic()),
        "{}",
        sent.url
    );
    parameters_are(&plan, sent);
    browsers_read_the_same(sent);
}

fn ask(plan: &Plan, world: &World, client: &Client<World>) -> Result<(), Error> {
    let paging = PageQuery {
        page: plan.page,
        per_page: plan.total_data,
    };
    match plan.endpoint {
        0 => {
            let query = ProdukQuery {
                paging,
                id_kategori: plan.id_kategori.map(IdKategori::from),
                cari_nama_produk: plan.cari.map(str::to_owned),
                use_raw_html: plan.raw,
            };
            world.run(client.raw_page(&query)).map(drop)
        }
        1 => {
            let struktur = plan.flat.then_some(Struktur::Flat);
            world
                .run(client.raw_rows(&KategoriQuery { struktur }))
                .map(drop)
        }
        2 => world.run(client.raw_rows(&KostumPageQuery)).map(drop),
        3 => world.run(client.raw_rows(&SlideQuery)).map(drop),
        4 => world.run(client.raw_object(&UserInfoQuery)).map(drop),
        5 => world
            .run(client.raw_page(&CatatanSaldoQuery { paging }))
            .map(drop),
        6 => world
            .run(client.raw_page(&CatatanPoinQuery { paging }))
            .map(drop),
        _ => world
            .run(client.raw_page(&TransaksiQuery { paging }))
            .map(drop),
    }
}

fn is_paged(plan: &Plan) -> bool {
    matches!(plan.endpoint, 0 | 5..)
}

fn is_member(plan: &Plan) -> bool {
    plan.endpoint >= 4
}

/// Why nothing may be sent.
fn refusal(plan: &Plan) -> Option<ErrorKind> {
    let allowed = |total: u32| (1..=10).any(|tens| total == tens * 10);
    if is_paged(plan) && (plan.page == Some(0) || plan.total_data.is_some_and(|it| !allowed(it))) {
        return Some(ErrorKind::InvalidArgument);
    }
    let given = [plan.token_user, plan.id_user];
    let logged_in = given.iter().all(|value| value.is_some_and(is_real));
    (is_member(plan) && !logged_in).then_some(ErrorKind::NotLoggedIn)
}

/// Every value arrives as it was given, in the documented order, once.
fn parameters_are(plan: &Plan, sent: &Sent) {
    let mut expected = vec![("token", plan.token.trim().to_owned())];
    if is_member(plan) {
        let value = |given: Option<&str>| given.unwrap_or_default().trim().to_owned();
        expected.push(("token_user", value(plan.token_user)));
        expected.push(("id_user", value(plan.id_user)));
    }
    if is_paged(plan) {
        expected.push(("page", plan.page.unwrap_or(1).to_string()));
        expected.push(("total_data", plan.total_data.unwrap_or(10).to_string()));
    }
    match plan.endpoint {
        0 => {
            if let Some(id) = plan.id_kategori {
                expected.push(("id_kategori", id.to_string()));
            }
            if let Some(words) = words_of(plan, sent) {
                expected.push(("cari_nama_produk", words));
            }
            if let Some(raw) = plan.raw {
                expected.push(("use_raw_html", raw.to_string()));
            }
        }
        1 if plan.flat => expected.push(("struktur", "flat".into())),
        5 => expected.push(("tipe", "saldo".into())),
        6 => expected.push(("tipe", "poin".into())),
        _ => {}
    }
    let parameters = sent.parameters.iter();
    let parameters: Vec<(&str, String)> = parameters
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    assert_eq!(parameters, expected);
}

/// The search that was sent, once it is seen to be one that may be: words between single spaces, with
/// all the plain letters and digits that were typed.
fn words_of(plan: &Plan, sent: &Sent) -> Option<String> {
    let plain =
        |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
    let words = sent.parameter("cari_nama_produk");
    assert_eq!(
        plain(words.unwrap_or_default()),
        plain(plan.cari.unwrap_or_default())
    );
    let words = words?;
    let is_word = |word: &str| {
        !word.is_empty() && !word.contains(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
    };
    assert!(words.split(' ').all(is_word), "{words:?}");
    Some(words.to_owned())
}

/// The address means to a browser what it means to the API.
fn browsers_read_the_same(sent: &Sent) {
    let url = Url::parse(&sent.url).expect("an address");
    assert_eq!(url.fragment(), None);
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    assert_eq!(pairs, sent.parameters);
}

/// The base address is the input. Where it is taken, the token goes there encrypted or not beyond this
/// machine, whatever a browser makes of the address.
pub fn base_url(bytes: &[u8]) {
    let Ok(options) = options().base_url(&String::from_utf8_lossy(bytes)) else {
        return;
    };
    let world = World::scripted([Reply::rows(&[])]);
    let client = Client::with_transport(options, world.clone());
    world.run(client.raw_rows(&SlideQuery)).expect("no slides");
    let sent = &world.sent()[0];
    let Ok(url) = Url::parse(&sent.url) else {
        return;
    };
    match url.scheme() {
        "https" => {}
        "http" => assert!(is_loopback(&url), "{url}"),
        _ => panic!("{url}"),
    }
    assert_eq!(
        (url.username(), url.password(), url.fragment()),
        ("", None, None)
    );
    assert!(url.path().ends_with("/app/slide"), "{url}");
    assert_eq!(url.query_pairs().count(), 1);
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
