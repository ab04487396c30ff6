//! Walks through lists: where they end, what they send, what they yield.

use std::collections::HashSet;
use std::fmt::Write;

use arbitrary::{Arbitrary, Result as Made, Unstructured};
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::repair::{Shape, text};
use bukaolshop::types::IdProduk;
use bukaolshop::{By, Endpoint, ErrorKind, PageQuery, Paged};
use futures_util::TryStreamExt;
use serde_json::Value;

use super::support::world::Sent;
use super::support::{Reply, World, client};

/// Rows on a page of these lists.
const TOTAL: usize = 10;

/// A list of numbers, as a program may write it for what the API adds one day.
struct Numbers {
    page: u32,
    /// Whether a number stands in the whole list once.
    keyed: bool,
}

impl Endpoint for Numbers {
    type Row = Value;

    fn path(&self) -> &'static str {
        "/app/angka"
    }

    fn shape(&self) -> &'static Shape {
        const SHAPE: Shape = Shape {
            fields: &[text("angka").essential()],
        };
        &SHAPE
    }
}

impl Paged for Numbers {
    fn paging(&self) -> PageQuery {
        at(self.page)
    }

    fn key(&self) -> Option<&'static str> {
        self.keyed.then_some("angka")
    }
}

/// What the server says to one page.
#[derive(Clone)]
enum Served {
    /// The numbers of its rows, and whether each can be read.
    Rows(Vec<(u8, bool)>),
    Error(u16),
}

/// A list and the walk through it.
struct Plan {
    pages: Vec<Served>,
    /// What follows behind the last page, for ever.
    behind: Served,
    /// The page to begin with.
    first: u32,
    /// Whether rows have a key.
    keyed: bool,
    by: By,
    limit: Option<usize>,
    /// Whether to ask for products, too, row by row.
    streamed: bool,
}

/// What a walk came to.
#[derive(Debug, PartialEq)]
struct Outcome {
    /// The numbers of the rows of each page.
    pages: Vec<Vec<u8>>,
    requests: usize,
    failed: Option<ErrorKind>,
}

pub fn paging(bytes: &[u8]) {
    let Ok(plan) = plan(&mut Unstructured::new(bytes)) else {
        return;
    };
    let expected = expected(&plan);
    let outcome = walked(&plan);
    assert_eq!(outcome, expected);
    // One behind the pages, and one more where what stands there must repeat itself to end the walk.
    assert!(outcome.requests <= plan.pages.len() + 2);
    let rows: Vec<u8> = outcome.pages.concat();
    if plan.keyed && plan.by == By::Rows {
        let each: HashSet<u8> = rows.iter().copied().collect();
        assert_eq!(each.len(), rows.len(), "a row came twice");
    }
    assert!(plan.limit.is_none_or(|limit| rows.len() <= limit));
    let is_stream = plan.keyed && plan.by == By::Rows && plan.limit.is_none();
    if plan.streamed && is_stream && outcome.failed.is_none() {
        assert_eq!(streamed(&plan), rows);
    }
}

fn plan(u: &mut Unstructured) -> Made<Plan> {
    let keyed = u.arbitrary()?;
    let by = if u.arbitrary()? { By::Rows } else { By::Pages };
    let limit = Option::<u8>::arbitrary(u)?.map(usize::from);
    let streamed = u.ratio(1, 16)?;
    let near_the_end: bool = u.arbitrary()?;
    let first = u.int_in_range(0..=3)?;
    let behind = match u.int_in_range(0..=3)? {
        0 => Served::Error(404),
        1 => served(u)?,
        _ => Served::Rows(Vec::new()),
    };
    let mut pages = Vec::new();
    while pages.len() < 4 && !u.is_empty() {
        pages.push(served(u)?);
    }
    Ok(Plan {
        pages,
        behind,
        first: if near_the_end {
            u32::MAX - first
        } else {
            1 + first
        },
        keyed,
        by,
        limit,
        streamed,
    })
}

fn served(u: &mut Unstructured) -> Made<Served> {
    match u.int_in_range(0..=15)? {
        0 => Ok(Served::Error(404)),
        1 => Ok(Served::Error(*u.choose(&[400, 401, 429, 500, 503])?)),
        2 => {
            let numbers: Vec<u8> = (0..u.int_in_range(0..=12)?)
                .map(|_| u.arbitrary())
                .collect::<Made<_>>()?;
            Ok(rows(numbers, u.arbitrary()?))
        }
        length => {
            let from: u8 = u.arbitrary()?;
            let numbers = (0..length.min(12)).map(|at| from.wrapping_add(at));
            Ok(rows(numbers, u.arbitrary()?))
        }
    }
}

/// Rows of these numbers, of which those with a bit in `broken` cannot be read.
fn rows(numbers: impl IntoIterator<Item = u8>, broken: u16) -> Served {
    // Mostly none: two random words seldom have bits in common three times over.
    let broken = broken & broken.rotate_left(5) & broken.rotate_left(10);
    let readable = |at: usize| broken & (1 << at) == 0;
    let numbered = numbers.into_iter().enumerate();
    Served::Rows(
        numbered
            .map(|(at, number)| (number, readable(at)))
            .collect(),
    )
}

impl Plan {
    fn page(&self, number: u64) -> &Served {
        let at = usize::try_from(number - u64::from(self.first)).expect("no page before the first");
        self.pages.get(at).unwrap_or(&self.behind)
    }

    fn reply(&self, sent: &Sent) -> Reply {
        let rows = match self.page(sent.number("page")) {
            Served::Error(code) => return Reply::error(*code),
            Served::Rows(rows) => rows,
        };
        let is_produk = sent.address.ends_with("produk");
        let mut body = String::from(r#"{"code":200,"data":["#);
        for (at, (number, readable)) in rows.iter().enumerate() {
            let separator = if at == 0 { "" } else { "," };
            let row = match readable {
                false => write!(body, "{separator}{{}}"),
                true if is_produk => write!(
                    body,
                    r#"{separator}{{"id_produk":"{number}","nama_produk":"P","harga_produk":1}}"#
                ),
                true => write!(body, r#"{separator}{{"angka":"{number}"}}"#),
            };
            row.expect("a text takes all");
        }
        body.push_str("]}");
        Reply::bytes(200, body)
    }

    fn world(&self) -> World {
        let plan = Self {
            pages: self.pages.clone(),
            behind: self.behind.clone(),
            ..*self
        };
        World::serving(move |sent| plan.reply(sent))
    }
}

fn at(page: u32) -> PageQuery {
    PageQuery {
        page: Some(page),
        per_page: Some(TOTAL as u32),
    }
}

/// What the crate makes of it.
fn walked(plan: &Plan) -> Outcome {
    let world = plan.world();
    let client = client(&world);
    let query = Numbers {
        page: plan.first,
        keyed: plan.keyed,
    };
    let mut walk = client
        .walk(&query, plan.by)
        .expect("a query that is allowed");
    if let Some(limit) = plan.limit {
        walk = walk.limit(limit);
    }
    let mut pages = Vec::new();
    let failed = loop {
        match world.run(walk.step(&client)) {
            Ok(Some(page)) => pages.push(page.data.iter().map(number).collect()),
            Ok(None) => break None,
            Err(error) => break Some(error.kind),
        }
    };
    assert_eq!(
        world.run(walk.step(&client)),
        Ok(None),
        "the end is the end"
    );
    let asked: Vec<u64> = world
        .sent()
        .iter()
        .map(|sent| sent.number("page"))
        .collect();
    let consecutive = (u64::from(plan.first)..).take(asked.len());
    assert!(asked.iter().copied().eq(consecutive), "asked for {asked:?}");
    Outcome {
        pages,
        requests: asked.len(),
        failed,
    }
}

fn number(row: &Value) -> u8 {
    let text = row.get("angka").and_then(Value::as_str);
    let number = text.and_then(|text| text.parse().ok());
    number.expect("a row's number")
}

/// The rows as a program gets them one by one.
fn streamed(plan: &Plan) -> Vec<u8> {
    let world = plan.world();
    let client = client(&world);
    let query = ProdukQuery {
        paging: at(plan.first),
        ..ProdukQuery::default()
    };
    let rows = world.run(client.produk().all(&query).try_collect::<Vec<_>>());
    let number = |id: IdProduk| id.as_str().parse().expect("a row's number");
    rows.expect("a walk that does not fail")
        .into_iter()
        .map(|row| number(row.id_produk))
        .collect()
}

/// What the rules say must come of it.
fn expected(plan: &Plan) -> Outcome {
    let mut outcome = Outcome {
        pages: Vec::new(),
        requests: 0,
        failed: None,
    };
    let mut seen = HashSet::new();
    let mut before: Vec<u8> = Vec::new();
    let mut left = plan.limit.unwrap_or(usize::MAX);
    for page in u64::from(plan.first)..=u64::from(u32::MAX) {
        if left == 0 {
            break;
        }
        outcome.requests += 1;
        let rows = match plan.page(page) {
            Served::Error(404) if page > 1 => break,
            Served::Error(code) => {
                outcome.failed = Some(ErrorKind::from_code(i64::from(*code)));
                break;
            }
            Served::Rows(rows) => rows,
        };
        let mut readable: Vec<u8> = (rows.iter().filter(|row| row.1)).map(|row| row.0).collect();
        let new: Vec<bool> = readable.iter().map(|number| seen.insert(*number)).collect();
        // One page may have no row that can be read; a second one ends the walk.
        let brings_new = new.contains(&true) || (new.is_empty() && !before.is_empty());
        if !outcome.pages.is_empty() && (rows.is_empty() || !brings_new) {
            break;
        }
        let whole = readable.clone();
        if plan.by == By::Rows && plan.keyed {
            let mut new = new.into_iter();
            readable.retain(|_| new.next() == Some(true));
        } else if plan.by == By::Rows {
            let pushed = (1..=before.len().min(readable.len()))
                .filter(|rows| before.ends_with(&readable[..*rows]))
                .max();
            readable.drain(..pushed.unwrap_or(0));
        }
        before = whole;
        readable.truncate(left);
        left -= readable.len();
        outcome.pages.push(readable);
        if rows.len() < TOTAL {
            break;
        }
    }
    outcome
}
