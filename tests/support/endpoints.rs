//! The endpoints, and their fields as the contract of the rows says: written down once more, on
//! purpose, for the crate's own tables not to be judged by themselves.

use bukaolshop::open_api::kategori::KategoriQuery;
use bukaolshop::open_api::kostumpage::KostumPageQuery;
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::open_api::slide::SlideQuery;
use bukaolshop::open_api::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use bukaolshop::open_api::user::info::UserInfoQuery;
use bukaolshop::open_api::user::transaksi::TransaksiQuery;
use bukaolshop::repair::{Rejected, Shape};
use bukaolshop::{Client, Endpoint, Error, Paged};
use serde_json::{Value, json};

use super::{World, example};

/// An endpoint, as the documentation has it.
#[derive(Debug)]
pub struct Documented {
    /// Its example's name.
    pub name: &'static str,
    pub path: &'static str,
    pub member: bool,
    pub answers: Answers,
    pub fields: &'static [Field],
}

/// What it answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    Pages,
    Rows,
    Object,
}

/// A documented field.
#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub want: Want,
    pub essential: bool,
}

/// What a field is once repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// A text; missing: this one.
    Text(&'static str),
    TextOrNull,
    Number,
    Texts,
    Rows,
}

/// An answer of any endpoint: an object counts as one row.
#[derive(Debug, PartialEq)]
pub struct Answered {
    pub rows: Vec<Value>,
    pub rejected: Vec<Rejected>,
}

const fn field(name: &'static str, want: Want) -> Field {
    Field {
        name,
        want,
        essential: false,
    }
}

const fn needed(name: &'static str, want: Want) -> Field {
    Field {
        essential: true,
        ..field(name, want)
    }
}

const TEXT: Want = Want::Text("");

pub const ALL: &[Documented] = &[
    Documented {
        name: "produk",
        path: "/app/produk",
        member: false,
        answers: Answers::Pages,
        fields: &[
            needed("id_produk", TEXT),
            field("id_kategori", TEXT),
            needed("nama_produk", TEXT),
            needed("harga_produk", Want::Number),
            field("harga_produk_asli", Want::Number),
            field("deskripsi_singkat", TEXT),
            field("deskripsi_panjang", TEXT),
            field("kondisi_produk", TEXT),
            field("status_produk", Want::TextOrNull),
            field("stok", Want::Number),
            field("berat", Want::Number),
            field("tanggal", TEXT),
            field("ukuran", Want::Texts),
            field("warna", Want::Texts),
            field("gambar_utama", Want::TextOrNull),
            field("list_gambar", Want::Texts),
            field("url_produk", Want::TextOrNull),
        ],
    },
    Documented {
        name: "kategori",
        path: "/app/kategori",
        member: false,
        answers: Answers::Rows,
        fields: &[
            needed("id_kategori", TEXT),
            needed("nama_kategori", TEXT),
            field("gambar_kategori", Want::TextOrNull),
            field("url_kategori", Want::TextOrNull),
            field("tipe_kategori", Want::Text("utama")),
            field("sub_kategori", Want::Rows),
        ],
    },
    Documented {
        name: "kostumpage",
        path: "/app/kostumpage",
        member: false,
        answers: Answers::Rows,
        fields: &[
            needed("nama_page", TEXT),
            field("icon_page", Want::TextOrNull),
            needed("url_kostum_page", TEXT),
        ],
    },
    Documented {
        name: "slide",
        path: "/app/slide",
        member: false,
        answers: Answers::Rows,
        fields: &[
            needed("url_gambar_slide", TEXT),
            field("url_tujuan", Want::TextOrNull),
        ],
    },
    Documented {
        name: "user_info",
        path: "/user/info",
        member: true,
        answers: Answers::Object,
        fields: &[
            field("nama_user", TEXT),
            field("email_user", TEXT),
            field("tanggal_lahir", Want::TextOrNull),
            field("nomor_telepon", TEXT),
            field("foto_profil", Want::TextOrNull),
            field("tanggal_daftar", TEXT),
            field("status_akun", TEXT),
            field("status_email", TEXT),
            field("nama_membership", Want::TextOrNull),
            field("icon_membership", Want::TextOrNull),
            field("block_akses_membership", TEXT),
            field("kode_referral", TEXT),
            field("status_nomor_hp", TEXT),
            needed("jumlah_saldo", Want::Number),
            field("jumlah_poin", Want::Number),
        ],
    },
    Documented {
        name: "catatan_saldo",
        path: "/user/catatan",
        member: true,
        answers: Answers::Pages,
        fields: &[
            field("informasi_catatan", TEXT),
            needed("jumlah_dana", Want::Number),
            needed("tipe_jumlah", TEXT),
            field("tipe_mutasi", TEXT),
            field("tanggal", TEXT),
            needed("saldo_terakhir", Want::Number),
            field("link_transaksi", Want::TextOrNull),
            field("nomor_pembayaran", Want::TextOrNull),
            field("catatan_saldo", TEXT),
        ],
    },
    Documented {
        name: "catatan_poin",
        path: "/user/catatan",
        member: true,
        answers: Answers::Pages,
        fields: &[
            field("kategori_poin", TEXT),
            needed("tipe_jumlah", TEXT),
            needed("jumlah_poin", Want::Number),
            field("tanggal_poin", TEXT),
            needed("total_poin_terakhir", Want::Number),
            field("link_transaksi", Want::TextOrNull),
        ],
    },
    Documented {
        name: "transaksi",
        path: "/user/transaksi",
        member: true,
        answers: Answers::Pages,
        fields: &[
            needed("nomor_pembayaran", TEXT),
            field("status_bayar", TEXT),
            field("status_pengiriman", TEXT),
            field("tanggal", TEXT),
            field("nama_barang", TEXT),
            field("url_gambar_produk", Want::TextOrNull),
            field("link_transaksi", Want::TextOrNull),
        ],
    },
];

impl Want {
    /// Whether a value is what the documentation promises.
    pub fn allows(self, value: Option<&Value>) -> bool {
        match (self, value) {
            (Self::Text(_), Some(Value::String(_))) => true,
            (Self::TextOrNull, Some(Value::Null)) => true,
            (Self::TextOrNull, Some(Value::String(text))) => !text.trim().is_empty(),
            (Self::Number, Some(Value::Number(number))) => {
                number.as_f64().is_some_and(f64::is_finite)
            }
            (Self::Texts, Some(Value::Array(texts))) => texts.iter().all(Value::is_string),
            (Self::Rows, Some(Value::Array(rows))) => rows.iter().all(Value::is_object),
            _ => false,
        }
    }
}

/// The endpoint of an example.
pub fn documented(name: &str) -> &'static Documented {
    let found = ALL.iter().find(|endpoint| endpoint.name == name);
    found.unwrap_or_else(|| panic!("no endpoint has the example {name}"))
}

impl Documented {
    /// The first row of the example, or its object.
    pub fn row(&self) -> Value {
        let body: Value = serde_json::from_slice(&example(self.name)).expect("an example is JSON");
        match self.answers {
            Answers::Object => body["data"].clone(),
            Answers::Pages | Answers::Rows => body["data"][0].clone(),
        }
    }

    /// The crate's own table of its fields.
    pub fn shape(&self) -> &'static Shape {
        match self.name {
            "produk" => ProdukQuery::default().shape(),
            "kategori" => KategoriQuery::default().shape(),
            "kostumpage" => KostumPageQuery.shape(),
            "slide" => SlideQuery.shape(),
            "user_info" => UserInfoQuery.shape(),
            "catatan_saldo" => CatatanSaldoQuery::default().shape(),
            "catatan_poin" => CatatanPoinQuery::default().shape(),
            "transaksi" => TransaksiQuery::default().shape(),
            other => panic!("{other} has no shape"),
        }
    }

    /// The documented envelope around this row.
    pub fn envelope(&self, row: Value) -> Value {
        let data = match self.answers {
            Answers::Object => row,
            Answers::Pages | Answers::Rows => json!([row]),
        };
        json!({"code": 200, "status": "ok", "data": data})
    }

    /// Asks for its first page, or all it has.
    pub fn ask(&self, world: &World, client: &Client<World>) -> Result<Answered, Error> {
        match self.name {
            "produk" => page(world, client, &ProdukQuery::default()),
            "kategori" => rows(world, client, &KategoriQuery::default()),
            "kostumpage" => rows(world, client, &KostumPageQuery),
            "slide" => rows(world, client, &SlideQuery),
            "user_info" => {
                let object = world.run(client.raw_object(&UserInfoQuery))?;
                Ok(Answered {
                    rows: vec![object],
                    rejected: Vec::new(),
                })
            }
            "catatan_saldo" => page(world, client, &CatatanSaldoQuery::default()),
            "catatan_poin" => page(world, client, &CatatanPoinQuery::default()),
            "transaksi" => page(world, client, &TransaksiQuery::default()),
            other => panic!("{other} is no endpoint"),
        }
    }
}

fn rows<E: Endpoint>(
    world: &World,
    client: &Client<World>,
    endpoint: &E,
) -> Result<Answered, Error> {
    let answer = world.run(client.raw_rows(endpoint))?;
    Ok(Answered {
        rows: answer.data,
        rejected: answer.rejected,
    })
}

fn page<E: Paged>(world: &World, client: &Client<World>, endpoint: &E) -> Result<Answered, Error> {
    let answer = world.run(client.raw_page(endpoint))?;
    Ok(Answered {
        rows: answer.data,
        rejected: answer.rejected,
    })
}
