//! What is kept of answers: whatever lies in storage, whatever time it is, and however little room there
//! is, an asker gets an answer that a server gave, or is told why there is none.

use std::time::Duration;

use arbitrary::{Result as Made, Unstructured};
use bukaolshop::layer::{Freshness, Storage};
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::transport::Platform;
use bukaolshop::{Client, PageQuery, Source};
use serde_json::json;

use super::support::{Reply, World, options};

/// How the key of each entry begins, and the key under which an older version kept a list of them.
const PREFIX: &str = "bukaolshop:cache";
const ENTRY: &str = "bukaolshop:cache:";

/// Characters that the entries take at most, with their keys.
const SHARE: usize = 1_510_000;

/// What happens next.
enum Step {
    Ask(u8),
    Renew(u8),
    Clear,
    /// Milliseconds go by.
    Wait(u32),
    /// The clock is set, to milliseconds since 1970.
    Set(u64),
    /// The storage holds so many characters from now on.
    Room(u16),
    /// Somebody writes under the prefix itself.
    Prefix(String),
    /// Somebody writes into an entry: the first, second and so on, or a new one.
    Entry(u8, String),
    /// The server fails from now on, or is well again.
    Ill(bool),
    /// Another tab is opened on the same storage.
    Tab,
}

struct Plan {
    freshness: Freshness,
    /// How long the status of an answer is, for entries of different sizes.
    length: usize,
    steps: Vec<Step>,
}

pub fn cache(bytes: &[u8]) {
    if let Ok(plan) = plan(&mut Unstructured::new(bytes)) {
        live(plan);
    }
}

fn plan(u: &mut Unstructured) -> Made<Plan> {
    let milliseconds = |u: &mut Unstructured| {
        u.arbitrary()
            .map(|it: u32| Duration::from_millis(it.into()))
    };
    let storage = if u.ratio(3, 4)? {
        Storage::Platform
    } else {
        Storage::Memory
    };
    let freshness = Freshness {
        fresh: milliseconds(u)?,
        stale: milliseconds(u)?,
        storage,
    };
    let length = u.int_in_range(0..=2000)?;
    let mut steps = Vec::new();
    while steps.len() < 24 && !u.is_empty() {
        steps.push(step(u)?);
    }
    Ok(Plan {
        freshness,
        length,
        steps,
    })
}

fn step(u: &mut Unstructured) -> Made<Step> {
    Ok(match u.int_in_range(0..=12)? {
        // Most of all, somebody asks; of few pages, so that some are asked for again.
        0..=3 => Step::Ask(u.int_in_range(0..=7)?),
        4 => Step::Renew(u.int_in_range(0..=7)?),
        5 => Step::Clear,
        6 => Step::Wait(u.arbitrary()?),
        7 => Step::Set(u.arbitrary()?),
        8 => Step::Room(u.arbitrary()?),
        9 => Step::Prefix(u.arbitrary()?),
        10 => Step::Entry(u.int_in_range(0..=7)?, u.arbitrary()?),
        11 => Step::Ill(u.arbitrary()?),
        _ => Step::Tab,
    })
}

fn query(page: u8) -> ProdukQuery {
    ProdukQuery {
        paging: PageQuery {
            page: Some(u32::from(page) + 1),
            per_page: None,
        },
        ..ProdukQuery::default()
    }
}

fn live(plan: Plan) {
    let (length, freshness) = (plan.length, plan.freshness);
    let world = World::serving(move |sent| {
        let page = sent.parameter("page").unwrap_or_default();
        let status = "x".repeat(length);
        let row = json!({"id_produk": page, "id_kategori": "1", "nama_produk": "Kaos", "harga_produk": 1});
        Reply::ok(&json!({"code": 200, "status": status, "data": [row]}))
    });
    let open = |ill: bool| {
        // No request may be sent where the day's are used up: that is a server that fails.
        let limit = ill.then_some(0);
        Client::with_transport(
            options().cache(Some(freshness)).daily_limit(limit),
            world.clone(),
        )
    };
    let (mut ill, mut meddled) = (false, false);
    let mut toko = open(ill);
    for step in plan.steps {
        match step {
            Step::Ask(page) => {
                let before = world.sent().len();
                let answer = world.run(toko.raw_page(&query(page)));
                let asked = world.sent().len() - before;
                match answer {
                    Ok(answer) => {
                        assert_eq!(answer.page, u32::from(page) + 1);
                        assert_eq!(asked > 0, answer.source == Source::Network);
                        // Only what somebody else put there may be another page's.
                        let own = (u32::from(page) + 1).to_string();
                        let is_own = answer
                            .data
                            .iter()
                            .all(|row| row["id_produk"] == own.as_str());
                        assert!(meddled || (is_own && answer.data.len() == 1));
                    }
                    Err(error) => assert!(ill, "{error:?}"),
                }
            }
            Step::Renew(page) => {
                let renewed = world.run(toko.renew_page(&query(page)));
                assert_eq!(renewed.is_err(), ill);
            }
            Step::Clear => {
                toko.clear_cache();
                let left = world.stored().into_keys().any(|key| key.starts_with(ENTRY));
                assert!(!left || freshness.storage == Storage::Memory);
            }
            Step::Wait(milliseconds) => {
                let now = world
                    .now()
                    .saturating_add(Duration::from_millis(milliseconds.into()));
                world.set_now(now);
            }
            Step::Set(milliseconds) => world.set_now(Duration::from_millis(milliseconds)),
            Step::Room(room) => world.set_room(usize::from(room)),
            Step::Prefix(text) => {
                meddled |= world.store(PREFIX, &text);
            }
            Step::Entry(which, text) => {
                let keys = world.stored().into_keys();
                let mut keys: Vec<String> = keys.filter(|key| key.starts_with(ENTRY)).collect();
                keys.sort();
                let new = format!("{ENTRY}{which}");
                let key = keys.get(usize::from(which)).unwrap_or(&new);
                meddled |= world.store(key, &text);
            }
            Step::Ill(now) => {
                ill = now;
                toko = open(ill);
            }
            Step::Tab => toko = open(ill),
        }
        let stored = world.stored();
        let ours = stored.iter().filter(|(key, _)| key.starts_with(PREFIX));
        let taken: usize = ours.map(|(key, text)| key.len() + text.len()).sum();
        assert!(meddled || taken <= SHARE, "{taken}");
    }
}
