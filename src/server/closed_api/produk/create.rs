//! `POST /produk/create`: queues a new product.
//!
//! The endpoint is newer than the documentation that this crate was written from. The body is a form. The
//! product appears in the shop 5 to 20 minutes later, and later than that when it was sent between 17 and
//! 21 o'clock. A refusal (400) says in `status` what is wrong.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `id_kategori`, `id_lokasi` | yes | from [`IdUpload`](super::IdUpload) |
//! | `jenis_barang` | yes | `fisik` or `digital` |
//! | `nama_barang` | yes | the name |
//! | `deskripsi_singkat`, `deskripsi_panjang` | yes | the descriptions |
//! | `harga_barang` | yes | the price in rupiah |
//! | `stok_barang` | yes | the number of pieces |
//! | `url_gambar_barang_1` | yes | the address of the main picture |
//! | `url_gambar_barang_2` | no | the address of a second picture |
//! | `berat` | no | the weight in grams |
//! | `caption_catatan` | no | the caption of the note that a buyer writes |
//! | `tipe_input` | no | what that note may hold: `angka_only` or `angka_huruf` |
//! | `harga_modal` | no | what the product costs the shop, in rupiah |
//! | `harga_barang_asli` | no | the price before discount in rupiah |
//! | `catatan_wajib_isi` | no | whether a buyer must write a note |
//! | `batasi_max` | no | boolean; its meaning is not documented |
//! | `produk_digital_khusus` | no | `none`, `pascabayar`, `pln_prabayar`, `bebas_nominal` or `bulk` |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::repair::{Shape, text};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::closed_api::picture;
use crate::server::closed_api::required::{MISSING, required};
use crate::server::money::Look;
use crate::server::received::{Received, Unreadable};

/// A new product. The client sends it once, for a repeated request could queue it twice.
///
/// ```
/// # use bukaolshop::server::closed_api::produk::{JenisBarang, ProdukCreate};
/// let produk = ProdukCreate {
///     id_kategori: "35023".to_owned(),
///     id_lokasi: "43726".to_owned(),
///     nama_barang: "Kaos polos".to_owned(),
///     deskripsi_singkat: "Katun 30s".to_owned(),
///     deskripsi_panjang: "Katun 30s, jahitan ganda.".to_owned(),
///     url_gambar_barang_1: "https://contoh.id/kaos.jpg".to_owned(),
///     berat: Some(200),
///     ..ProdukCreate::of(JenisBarang::Fisik, 45_000, 12)
/// };
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProdukCreate {
    /// The category's number.
    pub id_kategori: String,
    /// The number of the place that the product is sent from.
    pub id_lokasi: String,
    /// Whether the product is a parcel or something digital.
    pub jenis_barang: JenisBarang,
    /// The name.
    pub nama_barang: String,
    /// The short description.
    pub deskripsi_singkat: String,
    /// The long description.
    pub deskripsi_panjang: String,
    /// The price in rupiah.
    pub harga_barang: u64,
    /// The number of pieces in stock.
    pub stok_barang: u64,
    /// The address of the main picture.
    pub url_gambar_barang_1: String,
    /// The address of a second picture.
    pub url_gambar_barang_2: Option<String>,
    /// The weight in grams.
    pub berat: Option<u64>,
    /// The caption of the note that a buyer writes, for example "Nomor HP".
    pub caption_catatan: Option<String>,
    /// What the buyer's note may hold.
    pub tipe_input: Option<TipeInput>,
    /// What the product costs the shop, in rupiah.
    pub harga_modal: Option<u64>,
    /// The price before discount in rupiah.
    pub harga_barang_asli: Option<u64>,
    /// Whether a buyer must write a note.
    pub catatan_wajib_isi: Option<bool>,
    /// The parameter `batasi_max`, whose meaning is not documented.
    pub batasi_max: Option<bool>,
    /// The kind of a digital product.
    pub produk_digital_khusus: Option<ProdukDigitalKhusus>,
}

/// Whether a product is a parcel or something digital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JenisBarang {
    /// `fisik`: a parcel.
    Fisik,
    /// `digital`: a voucher, credit, a bill.
    Digital,
}

/// What the note of a buyer may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TipeInput {
    /// `angka_only`: digits.
    AngkaOnly,
    /// `angka_huruf`: digits and letters.
    AngkaHuruf,
}

/// The kind of a digital product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProdukDigitalKhusus {
    /// `none`: no special kind.
    None,
    /// `pascabayar`: a bill.
    Pascabayar,
    /// `pln_prabayar`: electricity that is paid in advance.
    PlnPrabayar,
    /// `bebas_nominal`: the buyer chooses the amount.
    BebasNominal,
    /// `bulk`.
    Bulk,
}

impl JenisBarang {
    /// The name of this value in the API.
    pub fn name(self) -> &'static str {
        match self {
            JenisBarang::Fisik => "fisik",
            JenisBarang::Digital => "digital",
        }
    }
}

impl TipeInput {
    /// The name of this value in the API.
    pub fn name(self) -> &'static str {
        match self {
            TipeInput::AngkaOnly => "angka_only",
            TipeInput::AngkaHuruf => "angka_huruf",
        }
    }
}

impl ProdukDigitalKhusus {
    /// The name of this value in the API.
    pub fn name(self) -> &'static str {
        match self {
            ProdukDigitalKhusus::None => "none",
            ProdukDigitalKhusus::Pascabayar => "pascabayar",
            ProdukDigitalKhusus::PlnPrabayar => "pln_prabayar",
            ProdukDigitalKhusus::BebasNominal => "bebas_nominal",
            ProdukDigitalKhusus::Bulk => "bulk",
        }
    }
}

impl ProdukCreate {
    /// A product of this kind, with its price in rupiah and its stock. The other required fields are empty,
    /// and an empty one is refused before anything is sent.
    pub fn of(jenis_barang: JenisBarang, harga_barang: u64, stok_barang: u64) -> Self {
        Self {
            id_kategori: String::new(),
            id_lokasi: String::new(),
            jenis_barang,
            nama_barang: String::new(),
            deskripsi_singkat: String::new(),
            deskripsi_panjang: String::new(),
            harga_barang,
            stok_barang,
            url_gambar_barang_1: String::new(),
            url_gambar_barang_2: None,
            berat: None,
            caption_catatan: None,
            tipe_input: None,
            harga_modal: None,
            harga_barang_asli: None,
            catatan_wajib_isi: None,
            batasi_max: None,
            produk_digital_khusus: None,
        }
    }
}

impl Call for ProdukCreate {
    type Answer = ProdukQueued;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/produk/create"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        let mut fields = Parameters::default();
        required(&mut fields, "id_kategori", self.id_kategori.trim())?;
        required(&mut fields, "id_lokasi", self.id_lokasi.trim())?;
        fields.text("jenis_barang", self.jenis_barang.name());
        required(&mut fields, "nama_barang", &self.nama_barang)?;
        required(&mut fields, "deskripsi_singkat", &self.deskripsi_singkat)?;
        required(&mut fields, "deskripsi_panjang", &self.deskripsi_panjang)?;
        fields.number("harga_barang", self.harga_barang);
        fields.number("stok_barang", self.stok_barang);
        let main = Some(self.url_gambar_barang_1.trim()).filter(|url| !url.is_empty());
        let main = main.ok_or_else(|| Error::wrong_field("url_gambar_barang_1", MISSING))?;
        gambar(&mut fields, "url_gambar_barang_1", main)?;
        if let Some(url) = &self.url_gambar_barang_2 {
            gambar(&mut fields, "url_gambar_barang_2", url.trim())?;
        }
        let numbers = [
            ("berat", self.berat),
            ("harga_modal", self.harga_modal),
            ("harga_barang_asli", self.harga_barang_asli),
        ];
        for (name, number) in numbers {
            if let Some(number) = number {
                fields.number(name, number);
            }
        }
        let texts = [
            ("caption_catatan", self.caption_catatan.as_deref()),
            ("tipe_input", self.tipe_input.map(TipeInput::name)),
            (
                "produk_digital_khusus",
                self.produk_digital_khusus.map(ProdukDigitalKhusus::name),
            ),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                fields.text(name, text);
            }
        }
        let booleans = [
            ("catatan_wajib_isi", self.catatan_wajib_isi),
            ("batasi_max", self.batasi_max),
        ];
        for (name, yes) in booleans {
            if let Some(yes) = yes {
                fields.boolean(name, yes);
            }
        }
        Ok(Some(Body::form(&fields)))
    }

    fn look(&self) -> Look {
        Look::with("produk.list", "nama_barang", &self.nama_barang)
    }

    fn read(&self, received: Received) -> Result<ProdukQueued, Unreadable> {
        received.object(&SHAPE)
    }
}

impl TakesExtra for ProdukCreate {
    const PARAMETERS: &'static [&'static str] = &[
        "id_kategori",
        "id_lokasi",
        "jenis_barang",
        "nama_barang",
        "deskripsi_singkat",
        "deskripsi_panjang",
        "harga_barang",
        "stok_barang",
        "url_gambar_barang_1",
        "url_gambar_barang_2",
        "berat",
        "caption_catatan",
        "tipe_input",
        "harga_modal",
        "harga_barang_asli",
        "catatan_wajib_isi",
        "batasi_max",
        "produk_digital_khusus",
    ];
}

/// Appends the address of a picture, and refuses what is none.
fn gambar(fields: &mut Parameters, name: &'static str, url: &str) -> Result<(), Error> {
    if !picture::is_on_the_web(url) {
        let rule = "harus alamat gambar yang lengkap, misalnya https://contoh.id/kaos.jpg";
        return Err(Error::wrong_field(name, rule));
    }
    fields.text(name, url);
    Ok(())
}

const SHAPE: Shape = Shape {
    fields: &[text("status"), text("id_antrian"), text("nama_barang")],
};

/// The answer to a new product that was queued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProdukQueued {
    /// The server's text, which begins with "ok - ".
    pub status: String,
    /// The number of the product in the queue. It is not the `id_barang` that the product will have.
    pub id_antrian: String,
    /// The name.
    pub nama_barang: String,
    /// Fields that are not known yet, and the answer's `code`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}
