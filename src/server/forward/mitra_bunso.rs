//! Maps a transaction to orders of Mitra Bunso: one order for each shipment.
//!
//! | source | order |
//! |---|---|
//! | `nomor_pembayaran` | `order.invoice`; of several shipments with `-1`, `-2` … behind it |
//! | `data_pesanan[].ekspedisi` | `order.courierName`, and by [`Profile::couriers`] `order.courierId` |
//! | `data_pesanan[].ongkos_kirim` | `order.shippingCost`, rupiah |
//! | `data_pesanan[].nama_pengirim`, `no_hp` | `sender.name`, `sender.phone` |
//! | `…data_produk[].id_barang` | by [`Profile::products`] `details[].productId` |
//! | `…nama_barang`, `catatan_tambahan` | `details[].productName`: "barang 1 (Varian 123: UNGU, MERAH)" |
//! | `…jumlah_barang` | `details[].qty` |
//! | `…total_harga` | `details[].totalPrice`; their sum `order.totalCost`; `details[].productPrice`, rounded down |
//! | `…catatan` | `order.customerNote`: "barang 1: catatan pesanan", a line for each |
//! | `…nomor_resi` | `order.awb`; several different ones with a comma between them |
//! | `member.alamat.*` | `customer.*` |
//!
//! Not mapped are the data of the payment (`status_bayar`, `bank_penerima`, `potongan`, `kode_unik`,
//! `total_membership`, `total_transaksi`), dates, `id_user`, `id_transaksi`, the sender's address, and
//! all of the member except the address. The profile gives the shop's id and name and `order.printType`.
//! The system's own codes of places (`provinceCode`, `cityCode`, `districtCode`), `adminNote`,
//! `labelImage` and `assign` stay empty.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::source::{self, Source};
use super::{Counterparts, Forwarded, MapError, Mapped, Sending, send_each};
use crate::server::callback::{Errand, Failed, Receiver, Rejection, Store};
use crate::server::closed_api::member::DataAlamat;
use crate::server::money::Outcome;
use crate::server::orders::mitra_bunso::{
    Customer, MitraBunso, NewDetail, NewOrder, NewOrderInfo, Sender,
};
use crate::transport::{Platform, Transport};

/// The values of an order that the source does not have.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Profile {
    /// The shop's id in Mitra Bunso, 36 characters.
    pub shop_id: String,
    /// The shop's name in Mitra Bunso.
    pub shop_name: String,
    /// The `print_type` of an order; `None` for the value of the documentation's examples.
    pub print_type: Option<String>,
    /// The courier's id, 36 characters, for each `ekspedisi`, and for [`ALL_OTHERS`](super::ALL_OTHERS).
    pub couriers: BTreeMap<String, String>,
    /// The product's id, 36 characters, for each `id_barang`, and for [`ALL_OTHERS`](super::ALL_OTHERS).
    pub products: BTreeMap<String, String>,
    /// The address for orders whose member has none, for example orders of digital products.
    pub alamat: Option<DataAlamat>,
}

/// The fields of the source that are mapped, each with the fields of the order that it goes to: the table of the
/// module's documentation.
pub const COUNTERPARTS: Counterparts = &[
    ("nomor_pembayaran", "order.invoice"),
    (
        "data_pesanan[].ekspedisi",
        "order.courierName, order.courierId",
    ),
    ("data_pesanan[].ongkos_kirim", "order.shippingCost"),
    ("data_pesanan[].nama_pengirim", "sender.name"),
    ("data_pesanan[].no_hp", "sender.phone"),
    (
        "data_pesanan[].data_produk[].id_barang",
        "details[].productId",
    ),
    (
        "data_pesanan[].data_produk[].nama_barang",
        "details[].productName",
    ),
    (
        "data_pesanan[].data_produk[].catatan_tambahan.nama_varian",
        "details[].productName",
    ),
    (
        "data_pesanan[].data_produk[].catatan_tambahan.opsi[]",
        "details[].productName",
    ),
    (
        "data_pesanan[].data_produk[].mismatched.catatan_tambahan",
        "details[].productName",
    ),
    (
        "data_pesanan[].data_produk[].mismatched.catatan_tambahan[]",
        "details[].productName",
    ),
    (
        "data_pesanan[].data_produk[].jumlah_barang",
        "details[].qty",
    ),
    (
        "data_pesanan[].data_produk[].total_harga",
        "details[].totalPrice, details[].productPrice, order.totalCost",
    ),
    ("data_pesanan[].data_produk[].catatan", "order.customerNote"),
    ("data_pesanan[].data_produk[].nomor_resi", "order.awb"),
    ("member.alamat.nama_penerima", "customer.name"),
    ("member.alamat.nomor_telepon", "customer.phone"),
    ("member.alamat.alamat_lengkap", "customer.address"),
    ("member.alamat.provinsi", "customer.provinceName"),
    ("member.alamat.kota", "customer.cityName"),
    ("member.alamat.kecamatan", "customer.districtName"),
    ("member.alamat.kode_pos", "customer.postCode"),
];

const GIVEN: &[&str] = &[
    "order.shopId",
    "order.shopName",
    "order.courierId",
    "order.printType",
    "details[].productId",
];

const GIVEN_ADDRESS: &[&str] = &[
    "order.shopId",
    "order.shopName",
    "order.courierId",
    "order.printType",
    "details[].productId",
    "customer",
];

/// Maps a transaction to one order for each shipment, in the order of the shipments.
///
/// # Errors
/// [`MapError`] names the value that is missing or wrong.
pub fn map(source: &Source<'_>, profile: &Profile) -> Result<Mapped<NewOrder>, MapError> {
    if !source.has_parcels() {
        return Ok(source.mapped(Vec::new(), &[], None, &[]));
    }
    let (alamat, picked) = source.address(profile.alamat.as_ref())?;
    let several = source.transaksi.data_pesanan.len() > 1;
    let mut orders = Vec::new();
    for (number, path, shipment) in source.numbered()? {
        let nomor = &source.transaksi.nomor_pembayaran;
        let ekspedisi = shipment.ekspedisi.trim();
        let courier_id = source::courier(&profile.couriers, ekspedisi, &path)?;
        let mut details = Vec::new();
        let mut total_cost = 0_u64;
        for (path, product) in source::products(path.clone(), shipment) {
            let qty = u64::from(source::pieces(product, &path)?);
            let total_price = source::rupiah(product.total_harga, &path, "total_harga")?;
            total_cost = total_cost
                .checked_add(total_price)
                .ok_or_else(|| MapError::Amount {
                    path: format!("{path}.total_harga"),
                })?;
            details.push(NewDetail {
                product_id: source::counterpart(&profile.products, product, &path)?.clone(),
                qty,
                product_price: total_price.checked_div(qty).unwrap_or_default(),
                total_price,
                product_name: source::name(product),
            });
        }
        let mut resi: Vec<&str> = Vec::new();
        let mut notes: Vec<String> = Vec::new();
        for product in &shipment.data_produk {
            let number = product.nomor_resi.trim();
            if !resi.contains(&number) {
                resi.push(number);
            }
            if !product.catatan.trim().is_empty() {
                notes.push(format!(
                    "{}: {}",
                    product.nama_barang,
                    product.catatan.trim()
                ));
            }
        }
        let defaults = NewOrderInfo::default();
        orders.push(NewOrder {
            customer: customer(alamat),
            sender: Sender {
                name: shipment.nama_pengirim.clone(),
                phone: source::phone(&shipment.no_hp),
                ..Sender::default()
            },
            order: NewOrderInfo {
                invoice: match several {
                    true => format!("{nomor}-{number}"),
                    false => nomor.clone(),
                },
                courier_id: courier_id.clone(),
                courier_name: ekspedisi.to_owned(),
                shop_id: profile.shop_id.clone(),
                shop_name: profile.shop_name.clone(),
                shipping_cost: source::rupiah(shipment.ongkos_kirim, &path, "ongkos_kirim")?,
                awb: source::join(resi, ", "),
                customer_note: source::join(notes.iter().map(String::as_str), "\n"),
                total_cost,
                print_type: profile.print_type.clone().unwrap_or(defaults.print_type),
                admin_note: None,
                label_image: None,
                assign: None,
            },
            details,
        });
    }
    let given = match picked {
        Some(_) => GIVEN,
        None => GIVEN_ADDRESS,
    };
    Ok(source.mapped(orders, COUNTERPARTS, picked, given))
}

impl Forwarded for NewOrder {
    fn key(&self, _: &str) -> String {
        format!("mitra_bunso:{}", self.order.invoice)
    }

    fn sought_by(&self) -> Option<&str> {
        Some(&self.order.invoice)
    }
}

/// Maps a transaction and sends its orders to Mitra Bunso, each once; [`super`] says what happens after a lost
/// answer. The program calls this from its work on a callback, as often as it likes.
///
/// # Errors
/// [`Reason::Held`](crate::server::callback::Reason::Held) for a transaction that cannot be mapped. Otherwise
/// those of [`Receiver::send_once`] for the first order that could not be sent; the others were sent.
pub async fn send<S: Store, P: Platform, T: Transport<Tree = Value>>(
    receiver: &Receiver<S, P>,
    client: &MitraBunso<T>,
    source: &Source<'_>,
    profile: &Profile,
) -> Result<Mapped<NewOrder>, Rejection> {
    let mapped = map(source, profile)?;
    send_each(receiver, client, source, &mapped.orders).await?;
    Ok(mapped)
}

impl<T: Transport<Tree = Value>> Errand for Sending<'_, MitraBunso<T>, NewOrder> {
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        let Some(invoice) = self.order.sought_by() else {
            return Ok(None);
        };
        Ok(self.client.find(invoice).await.map(Some)?)
    }

    async fn send(&self) -> Result<(), Failed> {
        Ok(self.client.create(self.order).await.map(drop)?)
    }
}

fn customer(alamat: &DataAlamat) -> Customer {
    Customer {
        name: alamat.nama_penerima.clone(),
        phone: source::phone(&alamat.nomor_telepon),
        address: alamat.alamat_lengkap.clone(),
        province_name: alamat.provinsi.clone(),
        city_name: alamat.kota.clone(),
        district_name: alamat.kecamatan.clone(),
        post_code: source::join([alamat.kode_pos.as_str()], ""),
        ..Customer::default()
    }
}
