//! The input of the mappings: reading its fields, and listing the fields that are not mapped.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::{ALL_OTHERS, Counterparts, DigitalItem, MapError, Mapped, Side, Unmapped};
use crate::repair::Tree;
use crate::server::callback::TipeTransaksi;
use crate::server::closed_api::member::{DataAlamat, MemberDetail};
use crate::server::closed_api::transaksi::{DataPesanan, DataProduk, TransaksiDetail};
use crate::server::mismatched;

/// An order of bukaOlshop, as the input of a mapping.
#[derive(Debug, Clone, Copy)]
pub struct Source<'s> {
    /// The answer of `transaksi/id`.
    pub transaksi: &'s TransaksiDetail,
    /// The answer of `member/id` for the `id_user` of the transaction, which has the name and the
    /// addresses.
    pub member: Option<&'s MemberDetail>,
    /// The index of the member's address to use, from 0; `None` where the member has one address.
    pub alamat: Option<usize>,
}

impl<'s> Source<'s> {
    /// An order without its member.
    pub fn new(transaksi: &'s TransaksiDetail) -> Self {
        Self {
            transaksi,
            member: None,
            alamat: None,
        }
    }

    /// Adds the member who ordered.
    #[must_use]
    pub fn member(self, member: &'s MemberDetail) -> Self {
        Self {
            member: Some(member),
            ..self
        }
    }

    /// The member, who must be the one who ordered.
    pub(super) fn orderer(&self) -> Result<&'s MemberDetail, MapError> {
        let member = self.member.ok_or(MapError::MissingMember)?;
        if member.id_user != self.transaksi.id_user {
            return Err(MapError::OtherMember);
        }
        Ok(member)
    }

    /// The address of the delivery and its index among the member's addresses. `otherwise` is used,
    /// without an index, where the member has none.
    pub(super) fn address<'a>(
        &self,
        otherwise: Option<&'a DataAlamat>,
    ) -> Result<(&'a DataAlamat, Option<usize>), MapError>
    where
        's: 'a,
    {
        let own = match self.member {
            Some(_) => self.orderer()?.data_alamat.as_slice(),
            None => &[],
        };
        let picked = match (self.alamat, own) {
            (Some(at), _) => Some(at),
            (None, []) => None,
            (None, [_]) => Some(0),
            (None, several) => {
                return Err(MapError::AmbiguousAddress {
                    count: several.len(),
                });
            }
        };
        match picked {
            Some(at) => own.get(at).map(|alamat| (alamat, Some(at))),
            None => otherwise.map(|alamat| (alamat, None)),
        }
        .ok_or(MapError::MissingAddress)
    }

    /// The digital products of the order: what is delivered by itself, without a parcel. They are in no order
    /// of any mapping.
    pub fn digital(&self) -> Vec<DigitalItem> {
        let shipments = self.transaksi.data_pesanan.iter().enumerate();
        let digital = shipments.filter(|(_, shipment)| is_digital(shipment));
        digital
            .flat_map(|(at, shipment)| products(format!("data_pesanan[{at}]"), shipment))
            .map(|(path, product)| DigitalItem {
                path,
                id_transaksi: product.id_transaksi.clone(),
                id_barang: product.id_barang.clone(),
                nama_barang: name(product),
                jumlah_barang: product.jumlah_barang,
                total_harga: product.total_harga,
                catatan: product.catatan.clone(),
            })
            .collect()
    }

    /// Whether the order has anything but digital products.
    pub(super) fn has_parcels(&self) -> bool {
        let shipments = &self.transaksi.data_pesanan;
        shipments.is_empty() || shipments.iter().any(|shipment| !is_digital(shipment))
    }

    /// The shipments that are parcels, with their paths and their numbers from 1 among all shipments. A
    /// shipment without products is an error.
    pub(super) fn numbered(
        &self,
    ) -> Result<impl Iterator<Item = (usize, String, &'s DataPesanan)> + use<'s>, MapError> {
        let numbered = (1_usize..).zip(self.all_shipments()?);
        Ok(numbered
            .filter(|(_, (_, shipment))| !is_digital(shipment))
            .map(|(number, (path, shipment))| (number, path, shipment)))
    }

    /// The shipments that are parcels, with their paths.
    pub(super) fn shipments(
        &self,
    ) -> Result<impl Iterator<Item = (String, &'s DataPesanan)> + use<'s>, MapError> {
        Ok(self.numbered()?.map(|(_, path, shipment)| (path, shipment)))
    }

    /// All shipments with their paths. A shipment without products is an error.
    fn all_shipments(
        &self,
    ) -> Result<impl Iterator<Item = (String, &'s DataPesanan)> + use<'s>, MapError> {
        let all = &self.transaksi.data_pesanan;
        let no_product = |path: String| Err(MapError::NoProduct { path });
        if all.is_empty() {
            return no_product("data_pesanan".to_owned());
        }
        if let Some(at) = all.iter().position(|each| each.data_produk.is_empty()) {
            return no_product(format!("data_pesanan[{at}].data_produk"));
        }
        let placed = all.iter().enumerate();
        Ok(placed.map(|(at, each)| (format!("data_pesanan[{at}]"), each)))
    }

    /// The products of all parcels with their paths.
    pub(super) fn products(
        &self,
    ) -> Result<impl Iterator<Item = (String, &'s DataProduk)> + use<'s>, MapError> {
        Ok(self
            .shipments()?
            .flat_map(|(path, each)| products(path, each)))
    }

    /// Adds to the orders the list of fields that were not mapped.
    pub(super) fn mapped<O>(
        &self,
        orders: Vec<O>,
        used: Counterparts,
        alamat: Option<usize>,
        given: &[&str],
    ) -> Mapped<O> {
        let used: BTreeSet<&str> = used.iter().map(|(field, _)| *field).collect();
        let shipments = self.transaksi.data_pesanan.iter().enumerate();
        let digital: Vec<String> = shipments
            .filter(|(_, shipment)| is_digital(shipment))
            .map(|(at, _)| format!("data_pesanan[{at}]."))
            .collect();
        let mut unmapped = Vec::new();
        let mut note = |prefix: &str, value: Value| {
            leaves(prefix, &value, &mut |path| {
                let pattern = pattern(path, alamat);
                let is_used = match digital.iter().any(|digital| path.starts_with(digital)) {
                    true => DIGITAL.contains(&pattern.as_str()),
                    false => used.contains(pattern.as_str()),
                };
                if !is_used {
                    unmapped.push(Unmapped {
                        side: Side::Source,
                        path: path.to_owned(),
                    });
                }
            });
        };
        note("", tree(self.transaksi));
        if let Some(member) = self.member {
            note("member", tree(member));
        }
        unmapped.extend(given.iter().map(|path| Unmapped {
            side: Side::Profile,
            path: (*path).to_owned(),
        }));
        Mapped {
            orders,
            unmapped,
            digital: self.digital(),
        }
    }
}

/// Whether a shipment is none: digital products have no address, and a word for their kind in its place.
fn is_digital(shipment: &DataPesanan) -> bool {
    (shipment.provinsi.trim()).eq_ignore_ascii_case(TipeTransaksi::ProdukDigital.as_str())
}

/// The fields of a digital shipment that a [`DigitalItem`] has.
const DIGITAL: &[&str] = &[
    "data_pesanan[].provinsi",
    "data_pesanan[].data_produk[].id_transaksi",
    "data_pesanan[].data_produk[].id_barang",
    "data_pesanan[].data_produk[].nama_barang",
    "data_pesanan[].data_produk[].catatan_tambahan.nama_varian",
    "data_pesanan[].data_produk[].catatan_tambahan.opsi[]",
    "data_pesanan[].data_produk[].mismatched.catatan_tambahan",
    "data_pesanan[].data_produk[].mismatched.catatan_tambahan[]",
    "data_pesanan[].data_produk[].jumlah_barang",
    "data_pesanan[].data_produk[].total_harga",
    "data_pesanan[].data_produk[].catatan",
];

/// The products of a shipment with their paths.
pub(super) fn products(
    path: String,
    shipment: &DataPesanan,
) -> impl Iterator<Item = (String, &DataProduk)> {
    let placed = shipment.data_produk.iter().enumerate();
    placed.map(move |(at, each)| (format!("{path}.data_produk[{at}]"), each))
}

/// A value as JSON. The types of a source can always be serialized.
fn tree(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Calls `name` with the path of every value inside `value`. An empty list and an empty object have no
/// values.
fn leaves(path: &str, value: &Value, name: &mut impl FnMut(&str)) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (field, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(&format!("{path}{dot}{field}"), value, name);
            }
        }
        Value::Array(rows) => {
            for (at, value) in rows.iter().enumerate() {
                leaves(&format!("{path}[{at}]"), value, name);
            }
        }
        _ => name(path),
    }
}

/// A path in the form of the tables of counterparts: without indices, and with `member.alamat` for the
/// address that was picked.
fn pattern(path: &str, alamat: Option<usize>) -> String {
    let picked = alamat.map(|at| format!("member.data_alamat[{at}]."));
    if let Some(field) = picked.and_then(|picked| path.strip_prefix(&picked)) {
        return format!("member.alamat.{field}");
    }
    let mut pattern = String::new();
    let mut inside = false;
    for letter in path.chars() {
        match letter {
            ']' => inside = false,
            _ if inside => continue,
            '[' => inside = true,
            _ => {}
        }
        pattern.push(letter);
    }
    pattern
}

// Reading the values of a source.

/// The largest whole number that a JSON number holds exactly: 2⁵³ − 1.
const LARGEST: f64 = 9_007_199_254_740_991.0;

fn whole(number: f64) -> Option<u64> {
    let fits = number.fract() == 0.0 && (0.0..=LARGEST).contains(&number);
    fits.then_some(number as u64)
}

/// An amount in whole rupiah, at least 0.
pub(super) fn rupiah(number: f64, path: &str, field: &str) -> Result<u64, MapError> {
    whole(number).ok_or_else(|| MapError::Amount {
        path: format!("{path}.{field}"),
    })
}

/// The number of pieces of a product, from 1.
pub(super) fn pieces(product: &DataProduk, path: &str) -> Result<u32, MapError> {
    let count = whole(product.jumlah_barang).and_then(|count| u32::try_from(count).ok());
    count
        .filter(|count| *count > 0)
        .ok_or_else(|| MapError::Quantity {
            path: format!("{path}.jumlah_barang"),
        })
}

/// The row of a profile's table for this name: its own, or the one for [`ALL_OTHERS`].
fn row<'p>(table: &'p BTreeMap<String, String>, name: &str) -> Option<&'p String> {
    table.get(name).or_else(|| table.get(ALL_OTHERS))
}

/// The row of a table for a product.
pub(super) fn counterpart<'p>(
    table: &'p BTreeMap<String, String>,
    product: &DataProduk,
    path: &str,
) -> Result<&'p String, MapError> {
    row(table, &product.id_barang).ok_or_else(|| MapError::MissingProduct {
        id_barang: product.id_barang.clone(),
        nama_barang: product.nama_barang.clone(),
        path: path.to_owned(),
    })
}

/// The row of a table for the courier of a shipment.
pub(super) fn courier<'p>(
    table: &'p BTreeMap<String, String>,
    ekspedisi: &str,
    path: &str,
) -> Result<&'p String, MapError> {
    row(table, ekspedisi).ok_or_else(|| MapError::MissingCourier {
        ekspedisi: ekspedisi.to_owned(),
        path: path.to_owned(),
    })
}

/// The customer in the other system for a member.
pub(super) fn customer<'p>(
    table: &'p BTreeMap<String, String>,
    otherwise: Option<&'p String>,
    id_user: &str,
) -> Result<&'p str, MapError> {
    let customer = row(table, id_user).or(otherwise);
    customer
        .map(String::as_str)
        .ok_or_else(|| MapError::MissingCustomer {
            id_user: id_user.to_owned(),
        })
}

/// The name of a product with its variant: "barang 1 (Varian 123: UNGU, MERAH)".
pub(super) fn name(product: &DataProduk) -> String {
    match variant(product) {
        Some(variant) => format!("{} ({variant})", product.nama_barang),
        None => product.nama_barang.clone(),
    }
}

/// The variant of a product: "Varian 123: UNGU, MERAH". `None` where the product has none. A variant that came
/// as a text or as a list of texts, instead of as documented, is taken as it stands.
pub(super) fn variant(product: &DataProduk) -> Option<String> {
    let Some(tambahan) = &product.catatan_tambahan else {
        let odd = mismatched(&product.extra, "catatan_tambahan")?;
        let texts = match odd {
            Value::Array(items) => items
                .iter()
                .map(Tree::to_text)
                .collect::<Option<Vec<_>>>()?,
            one => vec![one.to_text()?],
        };
        return join(texts.iter().map(String::as_str), ", ");
    };
    let options = tambahan.opsi.join(", ");
    let parts = [tambahan.nama_varian.trim(), options.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join(": ")).filter(|text| !text.is_empty())
}

/// Joins the texts that are not blank with `between`; `None` where all are blank.
pub(super) fn join<'t>(texts: impl IntoIterator<Item = &'t str>, between: &str) -> Option<String> {
    let texts: Vec<&str> = texts
        .into_iter()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    Some(texts.join(between)).filter(|text| !text.is_empty())
}

/// A phone number with the country code, without a plus: "0852…" becomes "62852…".
pub(super) fn phone(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('0') {
        Some(rest) => format!("62{rest}"),
        None => digits,
    }
}
