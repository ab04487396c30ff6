//! Answers: the input is the body of one, HTTP 200.

use bukaolshop::open_api::kategori::KategoriQuery;
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::open_api::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use bukaolshop::open_api::user::transaksi::TransaksiQuery;
use bukaolshop::repair::{Rejected, repair};
use bukaolshop::{Client, Error, ErrorKind, Page, Rows};

use super::support::endpoints::{Answered, Documented, documented};
use super::support::{Reply, World, client};

/// How many rows there were, and those left out.
type Count = (usize, Vec<Rejected>);

pub fn produk(body: &[u8]) {
    check("produk", body, |world, client| {
        world
            .run(client.produk().list(&ProdukQuery::default()))
            .map(of_page)
    });
}

pub fn kategori(body: &[u8]) {
    check("kategori", body, |world, client| {
        world
            .run(client.kategori(&KategoriQuery::default()))
            .map(of_rows)
    });
}

pub fn kostumpage(body: &[u8]) {
    check("kostumpage", body, |world, client| {
        world.run(client.kostumpage()).map(of_rows)
    });
}

pub fn slide(body: &[u8]) {
    check("slide", body, |world, client| {
        world.run(client.slide()).map(of_rows)
    });
}

pub fn user_info(body: &[u8]) {
    check("user_info", body, |world, client| {
        world.run(client.user().info()).map(|_| (1, Vec::new()))
    });
}

pub fn catatan_saldo(body: &[u8]) {
    check("catatan_saldo", body, |world, client| {
        let list = client.user().catatan_saldo();
        world
            .run(list.list(&CatatanSaldoQuery::default()))
            .map(of_page)
    });
}

pub fn catatan_poin(body: &[u8]) {
    check("catatan_poin", body, |world, client| {
        let list = client.user().catatan_poin();
        world
            .run(list.list(&CatatanPoinQuery::default()))
            .map(of_page)
    });
}

pub fn transaksi(body: &[u8]) {
    check("transaksi", body, |world, client| {
        let list = client.user().transaksi();
        world
            .run(list.list(&TransaksiQuery::default()))
            .map(of_page)
    });
}

fn of_page<R>(page: Page<R>) -> Count {
    (page.data.len(), page.rejected)
}

fn of_rows<R>(rows: Rows<R>) -> Count {
    (rows.data.len(), rows.rejected)
}

/// Asks for rows of Rust's types and, where there are any, for the rows before that, to look into.
fn check(name: &str, body: &[u8], typed: impl Fn(&World, &Client<World>) -> Result<Count, Error>) {
    let endpoint = documented(name);
    let world = World::scripted([Reply::bytes(200, body), Reply::bytes(200, body)]);
    let client = client(&world);
    match typed(&world, &client) {
        Ok(typed) => {
            let untyped = endpoint.ask(&world, &client).expect("the same answer");
            rows_are_as_documented(endpoint, &untyped);
            same_rows(endpoint, typed, &untyped);
        }
        Err(error) => {
            let is_refusal = error.code.is_some_and(|code| !(200..300).contains(&code));
            let is_unreadable = error.kind == ErrorKind::InvalidResponse;
            assert!(is_refusal || is_unreadable, "{error}");
        }
    }
}

fn rows_are_as_documented(endpoint: &Documented, answer: &Answered) {
    for row in &answer.rows {
        for field in endpoint.fields {
            let value = row.get(field.name);
            assert!(field.want.allows(value), "{}: {value:?}", field.name);
        }
        let mut again = row.clone();
        let mut rejected = Vec::new();
        assert!(repair(&mut again, endpoint.shape(), &mut rejected));
        assert_eq!(rejected, [], "a repaired row needs no repair");
        assert_eq!(&again, row);
    }
}

/// Both ways know of the same rows. Rust's types may refuse a category for what it lists on a third
/// level, which is not documented and passes through as it is, and an amount for a part of a rupiah.
fn same_rows(endpoint: &Documented, (typed, left_out): Count, untyped: &Answered) {
    if ["kategori", "produk", "catatan_saldo"].contains(&endpoint.name) {
        assert!(typed <= untyped.rows.len());
        assert_eq!(
            typed + whole(&left_out),
            untyped.rows.len() + whole(&untyped.rejected)
        );
    } else {
        assert_eq!(typed, untyped.rows.len());
        assert_eq!(left_out, untyped.rejected);
    }
}

/// How many rows of the list itself were left out, not of a list inside them.
fn whole(rejected: &[Rejected]) -> usize {
    let is_whole = |row: &&Rejected| row.path.matches('[').count() == 1;
    rejected.iter().filter(is_whole).count()
}
