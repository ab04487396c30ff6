//! Maps a transaction to an order of OneTablet: one order for each transaction, with amounts in cents
//! (rupiah times 100).
//!
//! | source | order |
//! |---|---|
//! | `nomor_pembayaran` | `id`, by which OneTablet recognizes an order that is submitted again, and `store_order_cart_id` |
//! | `id_user` | `consumer.id`, a number |
//! | `member.nama_user` | `consumer.first_name` up to the first space, `last_name` behind it |
//! | `member.email_user`, `nomor_telepon` | `consumer.email`, `consumer.phone` with `+62` |
//! | `data_pesanan[].ongkos_kirim` | `delivery_fee`, their sum |
//! | `data_pesanan[].data_produk[].id_barang` | `items[].merchant_supplied_id`, and by [`Profile::categories`] the category that it stands in |
//! | `…nama_barang` | `items[].name` |
//! | `…jumlah_barang`, `total_harga` | `items[].quantity`, `price` of one; their sum is `subtotal` |
//! | `…catatan`, `catatan_tambahan` | `items[].special_instructions` |
//! | `member.alamat.alamat_lengkap`, `kota`, `provinsi`, `kode_pos` | `delivery_address.street`, `city`, `state`, `zip_code` |
//! | `member.alamat.nama_penerima`, `nomor_telepon`, `kecamatan` | `delivery_address.address_instructions` |
//!
//! If the price of all pieces is not a multiple of their number, the product becomes two rows whose
//! prices differ by one cent, so that the sum stays exact.
//!
//! Not mapped are `potongan` (the fields of `applied_discounts` are not documented), `kode_unik` and the
//! other totals, statuses, dates, the names and numbers of couriers and senders, and all of the member
//! except the fields above. The profile gives the store, the tax, the categories, and the way of the
//! delivery.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::source::{self, Source};
use super::{Counterparts, Forwarded, MapError, Mapped, Sending, send_each};
use crate::server::callback::{Errand, Failed, Receiver, Rejection, Store as ClaimStore};
use crate::server::closed_api::member::{DataAlamat, MemberDetail};
use crate::server::closed_api::transaksi::DataProduk;
use crate::server::money::Outcome;
use crate::server::orders::onetablet::order::{Address, Category, Consumer, Item, Order, Store};
use crate::server::orders::onetablet::{Cents, OneTablet};
use crate::transport::{Platform, Transport};

/// The values of an order that the source does not have.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Profile {
    /// The restaurant.
    pub store: Store,
    /// The id of the category of each `id_barang`, and of [`ALL_OTHERS`](super::ALL_OTHERS).
    #[serde(default)]
    pub categories: BTreeMap<String, String>,
    /// The name of each category by its id. A category without an entry has its id as its name.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The tax, in cents.
    #[serde(default)]
    pub tax: Cents,
    /// The `fulfillment_type`, for example "dx_delivery".
    #[serde(default)]
    pub fulfillment_type: Option<String>,
    /// The `experience`, for example "WHITE_LABELED".
    #[serde(default)]
    pub experience: Option<String>,
    /// The `commission_type`, for example "regular".
    #[serde(default)]
    pub commission_type: Option<String>,
    /// The address for orders whose member has none.
    #[serde(default)]
    pub alamat: Option<DataAlamat>,
}

impl Profile {
    /// A profile that has only a restaurant.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            categories: BTreeMap::new(),
            names: BTreeMap::new(),
            tax: Cents::ZERO,
            fulfillment_type: None,
            experience: None,
            commission_type: None,
            alamat: None,
        }
    }
}

/// The fields of the source that are mapped, each with the fields of the order that it goes to: the table of the
/// module's documentation.
pub const COUNTERPARTS: Counterparts = &[
    ("nomor_pembayaran", "id, store_order_cart_id"),
    ("id_user", "consumer.id"),
    (
        "member.nama_user",
        "consumer.first_name, consumer.last_name",
    ),
    ("member.email_user", "consumer.email"),
    ("member.nomor_telepon", "consumer.phone"),
    // The mapping requires that this is the `id_user` of the transaction.
    ("member.id_user", "consumer.id"),
    ("data_pesanan[].ongkos_kirim", "delivery_fee"),
    (
        "data_pesanan[].data_produk[].id_barang",
        "categories[].items[].merchant_supplied_id",
    ),
    (
        "data_pesanan[].data_produk[].nama_barang",
        "categories[].items[].name",
    ),
    (
        "data_pesanan[].data_produk[].jumlah_barang",
        "categories[].items[].quantity",
    ),
    (
        "data_pesanan[].data_produk[].total_harga",
        "categories[].items[].price, subtotal",
    ),
    (
        "data_pesanan[].data_produk[].catatan",
        "categories[].items[].special_instructions",
    ),
    (
        "data_pesanan[].data_produk[].catatan_tambahan.nama_varian",
        "categories[].items[].special_instructions",
    ),
    (
        "data_pesanan[].data_produk[].catatan_tambahan.opsi[]",
        "categories[].items[].special_instructions",
    ),
    (
        "data_pesanan[].data_produk[].mismatched.catatan_tambahan",
        "categories[].items[].special_instructions",
    ),
    (
        "data_pesanan[].data_produk[].mismatched.catatan_tambahan[]",
        "categories[].items[].special_instructions",
    ),
    ("member.alamat.alamat_lengkap", "delivery_address.street"),
    ("member.alamat.kota", "delivery_address.city"),
    ("member.alamat.provinsi", "delivery_address.state"),
    ("member.alamat.kode_pos", "delivery_address.zip_code"),
    (
        "member.alamat.nama_penerima",
        "delivery_address.address_instructions",
    ),
    (
        "member.alamat.nomor_telepon",
        "delivery_address.address_instructions",
    ),
    (
        "member.alamat.kecamatan",
        "delivery_address.address_instructions",
    ),
];

const CENTS: u64 = 100;

/// Maps a transaction to one order.
///
/// # Errors
/// [`MapError`] names the value that is missing or wrong.
pub fn map(source: &Source<'_>, profile: &Profile) -> Result<Mapped<Order>, MapError> {
    let transaksi = source.transaksi;
    if !source.has_parcels() {
        return Ok(source.mapped(Vec::new(), &[], None, &[]));
    }
    let member = source.orderer()?;
    let (alamat, picked) = source.address(profile.alamat.as_ref())?;
    let mut categories: Vec<Category> = Vec::new();
    let mut subtotal = Cents::ZERO;
    let mut delivery_fee = Cents::ZERO;
    for (path, shipment) in source.shipments()? {
        let fee = cents(shipment.ongkos_kirim, &path, "ongkos_kirim")?;
        delivery_fee = sum(delivery_fee, fee, &path, "ongkos_kirim")?;
    }
    for (path, product) in source.products()? {
        let id = source::counterpart(&profile.categories, product, &path)?;
        let price = cents(product.total_harga, &path, "total_harga")?;
        subtotal = sum(subtotal, price, &path, "total_harga")?;
        let items = rows(product, price, &path)?;
        match categories
            .iter_mut()
            .find(|category| category.merchant_supplied_id == *id)
        {
            Some(category) => category.items.extend(items),
            None => categories.push(Category {
                merchant_supplied_id: id.clone(),
                name: profile.names.get(id).unwrap_or(id).clone(),
                items,
                extra: Map::new(),
            }),
        }
    }
    let nomor = &transaksi.nomor_pembayaran;
    let consumer = consumer(member)?;
    let mut order = Order::new(
        nomor.clone(),
        nomor.clone(),
        profile.store.clone(),
        consumer,
        categories,
        subtotal,
    );
    order.tax = profile.tax;
    order.delivery_fee = Some(delivery_fee);
    order.delivery_address = Some(address(alamat));
    order.fulfillment_type.clone_from(&profile.fulfillment_type);
    order.experience.clone_from(&profile.experience);
    order.commission_type.clone_from(&profile.commission_type);
    let mut given = vec![
        "store",
        "tax",
        "categories[].merchant_supplied_id",
        "categories[].name",
        "is_pickup",
        "fulfillment_type",
        "experience",
        "commission_type",
    ];
    if picked.is_none() {
        given.push("delivery_address");
    }
    Ok(source.mapped(vec![order], COUNTERPARTS, picked, &given))
}

impl Forwarded for Order {
    /// OneTablet recognizes an order by its id.
    const IS_REPEATABLE: bool = true;

    fn key(&self, _: &str) -> String {
        format!("onetablet:{}", self.id)
    }
}

/// Maps a transaction and sends its orders to OneTablet, each once; [`super`] says what happens after a lost
/// answer. The program calls this from its work on a callback, as often as it likes.
///
/// # Errors
/// [`Reason::Held`](crate::server::callback::Reason::Held) for a transaction that cannot be mapped. Otherwise
/// those of [`Receiver::send_once`] for the first order that could not be sent; the others were sent.
pub async fn send<S: ClaimStore, P: Platform, T: Transport<Tree = Value>>(
    receiver: &Receiver<S, P>,
    client: &OneTablet<T>,
    source: &Source<'_>,
    profile: &Profile,
) -> Result<Mapped<Order>, Rejection> {
    let mapped = map(source, profile)?;
    send_each(receiver, client, source, &mapped.orders).await?;
    Ok(mapped)
}

impl<T: Transport<Tree = Value>> Errand for Sending<'_, OneTablet<T>, Order> {
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        Ok(None)
    }

    async fn send(&self) -> Result<(), Failed> {
        Ok(self.client.submit(self.order).await.map(drop)?)
    }

    fn repeatable(&self) -> bool {
        Order::IS_REPEATABLE
    }
}

/// The row of a product; two rows where the price of all pieces is not a multiple of their number.
fn rows(product: &DataProduk, total: Cents, path: &str) -> Result<Vec<Item>, MapError> {
    let quantity = source::pieces(product, path)?;
    let pieces = u64::from(quantity);
    let too_much = || MapError::Amount {
        path: format!("{path}.total_harga"),
    };
    let each = total.get().checked_div(pieces).unwrap_or_default();
    let dearer = total.get().checked_rem(pieces).unwrap_or_default();
    let dearer = u32::try_from(dearer).map_err(|_| too_much())?;
    let variant = source::variant(product);
    let texts = [variant.as_deref().unwrap_or_default(), &product.catatan];
    let special_instructions = source::join(texts, "; ");
    let row = |quantity: u32, price: u64| {
        Ok(Item {
            merchant_supplied_id: product.id_barang.clone(),
            name: product.nama_barang.clone(),
            quantity,
            price: Cents::new(price).map_err(|_| too_much())?,
            consumer_name: None,
            special_instructions: special_instructions.clone(),
            extras: Vec::new(),
            extra: Map::new(),
        })
    };
    let mut rows = vec![row(quantity.saturating_sub(dearer), each)?];
    if dearer > 0 {
        rows.push(row(dearer, each.saturating_add(1))?);
    }
    Ok(rows)
}

fn cents(rupiah: f64, path: &str, field: &str) -> Result<Cents, MapError> {
    let cents = source::rupiah(rupiah, path, field)?.checked_mul(CENTS);
    let cents = cents.and_then(|cents| Cents::new(cents).ok());
    cents.ok_or_else(|| MapError::Amount {
        path: format!("{path}.{field}"),
    })
}

fn sum(one: Cents, other: Cents, path: &str, field: &str) -> Result<Cents, MapError> {
    one.checked_add(other).ok_or_else(|| MapError::Amount {
        path: format!("{path}.{field}"),
    })
}

fn consumer(member: &MemberDetail) -> Result<Consumer, MapError> {
    let name = member.nama_user.trim();
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    let number = source::phone(&member.nomor_telepon);
    Ok(Consumer {
        id: member
            .id_user
            .trim()
            .parse()
            .map_err(|_| MapError::IdUser)?,
        email: source::join([member.email_user.as_str()], ""),
        first_name: first.to_owned(),
        last_name: source::join([last], ""),
        phone: (!number.is_empty()).then(|| format!("+{number}")),
        extra: Map::new(),
    })
}

fn address(alamat: &DataAlamat) -> Address {
    let filled = |text: &str| source::join([text], "");
    let instructions = [
        &alamat.nama_penerima,
        &alamat.nomor_telepon,
        &alamat.kecamatan,
    ];
    Address {
        street: alamat.alamat_lengkap.clone(),
        city: alamat.kota.clone(),
        state: filled(&alamat.provinsi),
        zip_code: filled(&alamat.kode_pos),
        lat: None,
        lng: None,
        address_instructions: source::join(instructions.map(String::as_str), ", "),
        extra: Map::new(),
    }
}
