//! An endpoint that the crate does not have, declared by a program: `GET /app/ulasan`, reviews of products.

use bukaolshop::types::{IdProduk, Rupiah, Tanggal};
use bukaolshop::{
    Client, Ending, Endpoint, Error, ErrorKind, PageQuery, Paged, Parameters, Row, row,
};
use futures_util::{StreamExt, TryStreamExt};
use serde_json::{Value, json};

use crate::support::{Reply, World, client};

row! {
    /// What the shop has answered.
    pub struct Balasan {
        /// Typed by the shop's owner.
        pub isi: String => essential text,
    }
}

row! {
    /// A review of a product.
    pub struct Ulasan {
        /// Digits.
        pub id_ulasan: String => essential text,
        /// From 1 to 5.
        pub bintang: f64 => essential number,
        /// What was paid.
        pub harga: Rupiah => number,
        /// Typed by the member.
        pub isi_ulasan: String => text,
        /// What it is about.
        pub jenis as "type": String => text_or("produk"),
        /// The addresses of pictures.
        pub list_foto: Vec<String> => texts,
        /// A page of the app.
        pub url: Option<String> => nullable,
        /// What the shop has answered.
        pub balasan: Vec<Balasan> => rows(Balasan),
        /// When it was written.
        pub tanggal: Tanggal => text,
    }
}

/// Reviews, newest first.
#[derive(Debug, Clone, Default)]
pub struct UlasanQuery {
    pub paging: PageQuery,
    pub id_produk: Option<IdProduk>,
    pub bintang: Option<u8>,
    pub key: Option<&'static str>,
}

impl Endpoint for UlasanQuery {
    type Row = Ulasan;

    fn path(&self) -> &'static str {
        "/app/ulasan"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        if let Some(id) = &self.id_produk {
            parameters.text("id_produk", id.as_str());
        }
        match self.bintang {
            Some(bintang @ 1..=5) => parameters.number("bintang", bintang.into()),
            Some(_) => return Err(Error::invalid_argument("bintang must be from 1 to 5")),
            None => {}
        }
        Ok(())
    }
}

impl Paged for UlasanQuery {
    fn paging(&self) -> PageQuery {
        self.paging
    }

    fn key(&self) -> Option<&'static str> {
        self.key
    }
}

fn by_id() -> UlasanQuery {
    UlasanQuery {
        key: Some("id_ulasan"),
        ..UlasanQuery::default()
    }
}

fn ulasan(id: usize) -> Value {
    json!({"id_ulasan": id, "bintang": "5", "isi_ulasan": "Bagus", "tanggal": "2026-11-01 08:00:00"})
}

/// So many reviews, ten or a hundred on a page.
fn shop_of(reviews: usize) -> World {
    World::serving(move |sent| {
        let rows = sent.number("total_data") as usize;
        let from = (sent.number("page") as usize - 1) * rows;
        let page: Vec<Value> = (from..reviews.min(from + rows)).map(ulasan).collect();
        Reply::rows(&page)
    })
}

#[test]
fn a_page_of_it_is_asked_for_and_repaired_like_the_crates_own() {
    let rows = [
        json!({"id_ulasan": 7, "bintang": "4", "harga": "12500", "list_foto": null, "url": "", "balasan": [{"isi": "Terima kasih"}, {"isi": ""}]}),
        json!({"bintang": 5}),
    ];
    let world = World::scripted([Reply::rows(&rows)]);
    let query = UlasanQuery {
        id_produk: Some(IdProduk::from(17)),
        bintang: Some(4),
        ..by_id()
    };
    let page = world.run(client(&world).list(&query)).expect("a page");
    let [row] = page.data.as_slice() else {
        panic!("{:?}", page.data)
    };
    assert_eq!((row.id_ulasan.as_str(), row.bintang), ("7", 4.0));
    assert_eq!(
        (row.harga, row.jenis.as_str()),
        (Rupiah::new(12_500), "produk")
    );
    assert_eq!((&row.list_foto, &row.url), (&vec![], &None));
    assert_eq!(row.balasan.len(), 1);
    let rejected: Vec<&str> = page.rejected.iter().map(|row| row.path.as_str()).collect();
    assert_eq!(rejected, ["data[0].balasan[1].isi", "data[1].id_ulasan"]);
    let sent = &world.sent()[0];
    assert!(sent.address.ends_with("/app/ulasan"), "{}", sent.address);
    assert_eq!(
        (sent.parameter("id_produk"), sent.parameter("bintang")),
        (Some("17"), Some("4"))
    );
}

#[test]
fn all_of_it_comes_by_pages_and_by_rows() {
    let world = shop_of(25);
    let toko = client(&world);
    let pages = world.run(
        toko.pages(&by_id())
            .map_ok(|page| page.data.len())
            .try_collect(),
    );
    let pages: Vec<usize> = pages.expect("pages");
    assert_eq!(pages, [10, 10, 5]);
    let world = shop_of(250);
    let mut rows = client(&world).all(&by_id());
    let ids: Vec<Ulasan> = world.run(rows.by_ref().try_collect()).expect("rows");
    assert_eq!(ids.len(), 250);
    assert_eq!(rows.report().ending, Some(Ending::Complete));
}

#[test]
fn one_object_and_a_list_in_one_piece_are_typed_too() {
    let object = json!({"code": 200, "data": ulasan(3)});
    let world = World::scripted([Reply::ok(&object), Reply::rows(&[ulasan(1), ulasan(2)])]);
    let toko = client(&world);
    let one = world.run(toko.one(&by_id())).expect("an object");
    assert_eq!(one.id_ulasan, "3");
    let rows = world.run(toko.rows(&by_id())).expect("a list");
    assert_eq!(rows.data.len(), 2);
}

#[test]
fn an_object_that_its_struct_cannot_hold_is_named_by_its_field_and_not_shown() {
    let mut row = ulasan(3);
    row["harga"] = json!(0.5);
    let world = World::scripted([
        Reply::ok(&json!({"code": 200, "data": row})),
        Reply::rows(&[ulasan(1), row.clone()]),
    ]);
    let toko = client(&world);
    let error = world.run(toko.one(&by_id())).expect_err("half a rupiah");
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
    assert_eq!(error.path.as_deref(), Some("data.harga"));
    assert_eq!(error.endpoint, Some("/app/ulasan"));
    assert!(!error.to_string().contains("0.5"), "{error}");
    let page = world.run(toko.list(&by_id())).expect("a page");
    assert_eq!((page.data.len(), page.rejected.len()), (1, 1));
    assert_eq!(page.rejected[0].path, "data[1].harga");
}

#[test]
fn a_wrong_parameter_is_the_programs_own_error_and_nothing_is_sent() {
    let world = World::scripted([]);
    let query = UlasanQuery {
        bintang: Some(6),
        ..by_id()
    };
    let error = world.run(client(&world).list(&query)).expect_err("six");
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(
        error.to_string(),
        "Argumen tidak sah: bintang must be from 1 to 5."
    );
    assert_eq!(error.endpoint, Some("/app/ulasan"));
}

/// Rows without a key are equal to each other where a key is looked for: all but one of them would be left out.
#[test]
fn a_key_that_rows_may_be_without_is_refused_before_anything_is_sent() {
    for key in ["isi_ulasan", "bintang", "id"] {
        let world = World::scripted([]);
        let query = UlasanQuery {
            key: Some(key),
            ..UlasanQuery::default()
        };
        let toko = client(&world);
        let error = world.run(toko.list(&query)).expect_err(key);
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{key}");
        assert!(error.to_string().contains(key), "{error}");
        let items: Vec<_> = world.run(toko.all(&query).collect());
        assert!(matches!(items.as_slice(), [Err(_)]), "{key}");
    }
}

#[test]
fn rows_without_any_key_are_all_given_even_where_they_are_equal() {
    let same = json!({"id_ulasan": "1", "bintang": 5});
    let rows = vec![same; 7];
    let world = World::scripted([Reply::rows(&rows)]);
    let all = client(&world).all(&UlasanQuery::default());
    let all: Vec<Ulasan> = world.run(all.try_collect()).expect("rows");
    assert_eq!(all.len(), 7);
}

#[test]
fn its_declaration_for_typescript_comes_out_of_the_same_table() {
    let expected = "export interface Ulasan {\n  id_ulasan: string;\n  bintang: number;\n  harga: number;\n  \
                    isi_ulasan: string;\n  type: string;\n  list_foto: string[];\n  url: string | null;\n  \
                    balasan: {\n    isi: string;\n  }[];\n  tanggal: string;\n}\n";
    assert_eq!(Ulasan::SHAPE.typescript("Ulasan"), expected);
}

#[test]
fn a_row_goes_out_as_it_came_in() {
    let world = World::scripted([Reply::rows(&[
        json!({"id_ulasan": "1", "bintang": 5, "type": "toko", "baru": [1]}),
    ])]);
    let page = world.run(client(&world).list(&by_id())).expect("a page");
    let written = serde_json::to_value(&page.data[0]).expect("JSON");
    assert_eq!(
        (&written["type"], &written["baru"]),
        (&json!("toko"), &json!([1]))
    );
    let read: Ulasan = serde_json::from_value(written).expect("the same row");
    assert_eq!(read, page.data[0]);
}

/// A client is cheap to clone, and what it gives outlives it.
#[test]
fn calls_and_streams_own_what_they_need() {
    fn is_own<X: Send + 'static>(x: X) -> X {
        x
    }
    fn is_unpin<X: Unpin>(x: X) -> X {
        x
    }
    let world = shop_of(3);
    let toko: Client<World> = client(&world);
    let call = is_own(toko.list(&UlasanQuery::default()));
    let one = is_own(toko.clone().one(&UlasanQuery::default()));
    drop(one);
    let mut rows = is_unpin(is_own(toko.all(&UlasanQuery::default())));
    drop(toko);
    assert_eq!(world.run(call).expect("a page").data.len(), 3);
    assert!(world.run(rows.next()).is_some_and(|row| row.is_ok()));
}
