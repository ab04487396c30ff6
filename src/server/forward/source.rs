//! What is mapped: reading it, and naming what of it was not used.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::{Counterparts, MapError, Mapped, Side, Unmapped};
use crate::server::closed_api::member::{DataAlamat, MemberDetail};
use crate::server::closed_api::transaksi::{DataPesanan, DataProduk, TransaksiDetail};

/// An order of bukaOlshop's.
#[derive(Debug, Clone, Copy)]
pub struct Source<'s> {
    /// The answer of `transaksi/id`.
    pub transaksi: &'s TransaksiDetail,
    /// The answer of `member/id` for its `id_user`, for the address and the name.
    pub member: Option<&'s MemberDetail>,
    /// Which of the member's addresses, from 0; `None` where there is one.
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

    /// The member who ordered.
    #[must_use]
    pub fn member(self, member: &'s MemberDetail) -> Self {
        Self {
            member: Some(member),
            ..self
        }
    }

    /// The member, who must be the one that ordered.
    pub(super) fn orderer(&self) -> Result<&'s MemberDetail, MapError> {
        let member = self.member.ok_or(MapError::MissingMember)?;
        if member.id_user != self.transaksi.id_user {
            return Err(MapError::OtherMember);
        }
        Ok(member)
    }

    /// Where the order goes, and which address of the member's that is; `otherwise` where there is none.
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

    /// The shipments, each with its place. None is without a product.
    pub(super) fn shipments(
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

    /// All products, each with its place.
    pub(super) fn products(
        &self,
    ) -> Result<impl Iterator<Item = (String, &'s DataProduk)> + use<'s>, MapError> {
        Ok(self
            .shipments()?
            .flat_map(|(path, each)| products(path, each)))
    }

    /// The orders, with the names of what is not in them, and of what had to be given.
    pub(super) fn mapped<O>(
        &self,
        orders: Vec<O>,
        used: Counterparts,
        alamat: Option<usize>,
        given: &[&str],
    ) -> Mapped<O> {
        let used: BTreeSet<&str> = used.iter().map(|(field, _)| *field).collect();
        let mut unmapped = Vec::new();
        let mut note = |prefix: &str, value: Value| {
            leaves(prefix, &value, &mut |path| {
                if !used.contains(pattern(path, alamat).as_str()) {
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
        Mapped { orders, unmapped }
    }
}

/// The products of a shipment, each with its place.
pub(super) fn products(
    path: String,
    shipment: &DataPesanan,
) -> impl Iterator<Item = (String, &DataProduk)> {
    let placed = shipment.data_produk.iter().enumerate();
    placed.map(move |(at, each)| (format!("{path}.data_produk[{at}]"), each))
}

/// What a field holds, as JSON; these types can always be written.
fn tree(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Names everything that a value holds. A list or an object that is empty holds nothing.
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

/// A path as tables of counterparts have it: without numbers, and with a name of its own for the address
/// that was picked.
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

// ------------------------------------------------------------------------------------------ reading

/// The largest whole number that a JSON number holds exactly.
const LARGEST: f64 = 9_007_199_254_740_991.0;

fn whole(number: f64) -> Option<u64> {
    let fits = number.fract() == 0.0 && (0.0..=LARGEST).contains(&number);
    fits.then_some(number as u64)
}

/// Rupiah.
pub(super) fn rupiah(number: f64, path: &str, field: &str) -> Result<u64, MapError> {
    whole(number).ok_or_else(|| MapError::Amount {
        path: format!("{path}.{field}"),
    })
}

/// Pieces, from 1.
pub(super) fn pieces(product: &DataProduk, path: &str) -> Result<u32, MapError> {
    let count = whole(product.jumlah_barang).and_then(|count| u32::try_from(count).ok());
    count
        .filter(|count| *count > 0)
        .ok_or_else(|| MapError::Quantity {
            path: format!("{path}.jumlah_barang"),
        })
}

/// The product in the other system.
pub(super) fn counterpart<'p, V>(
    table: &'p BTreeMap<String, V>,
    product: &DataProduk,
    path: &str,
) -> Result<&'p V, MapError> {
    table
        .get(&product.id_barang)
        .ok_or_else(|| MapError::MissingProduct {
            id_barang: product.id_barang.clone(),
            nama_barang: product.nama_barang.clone(),
            path: path.to_owned(),
        })
}

/// The customer in the other system.
pub(super) fn customer<'p>(
    table: &'p BTreeMap<String, String>,
    otherwise: Option<&'p String>,
    id_user: &str,
) -> Result<&'p str, MapError> {
    let customer = table.get(id_user).or(otherwise);
    customer
        .map(String::as_str)
        .ok_or_else(|| MapError::MissingCustomer {
            id_user: id_user.to_owned(),
        })
}

/// A product's name with its variant: "barang 1 (Varian 123: UNGU, MERAH)".
pub(super) fn name(product: &DataProduk) -> String {
    match variant(product) {
        Some(variant) => format!("{} ({variant})", product.nama_barang),
        None => product.nama_barang.clone(),
    }
}

/// A product's variant: "Varian 123: UNGU, MERAH".
pub(super) fn variant(product: &DataProduk) -> Option<String> {
    let tambahan = product.catatan_tambahan.as_ref()?;
    let options = tambahan.opsi.join(", ");
    let parts = [tambahan.nama_varian.trim(), options.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join(": ")).filter(|text| !text.is_empty())
}

/// Texts that are not empty, with something between them; `None` where there are none.
pub(super) fn join<'t>(texts: impl IntoIterator<Item = &'t str>, between: &str) -> Option<String> {
    let texts: Vec<&str> = texts
        .into_iter()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    Some(texts.join(between)).filter(|text| !text.is_empty())
}

/// A phone number with the country's code before it, without a plus: "0852…" is "62852…".
pub(super) fn phone(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('0') {
        Some(rest) => format!("62{rest}"),
        None => digits,
    }
}
