//! An order, as it is sent and as it comes back.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::lenient;
use crate::error::Error;
use crate::server::nested;
use crate::wire::{Shape, nullable, rows, text};

/// Who gets what was ordered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Customer {
    /// Name.
    pub name: String,
    /// Phone with the country's number before it, for example "6281777777".
    pub phone: String,
    /// Street and all that a courier needs.
    pub address: String,
    /// The system's own code, for example "PR002".
    pub province_code: Option<String>,
    /// Province.
    pub province_name: String,
    /// For example "C011".
    pub city_code: Option<String>,
    /// City or regency.
    pub city_name: String,
    /// For example "D0060".
    pub district_code: Option<String>,
    /// District.
    pub district_name: String,
    /// Five digits.
    pub post_code: Option<String>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Who sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sender {
    /// Name.
    pub name: String,
    /// Phone, as of a [`Customer`].
    pub phone: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

// ---------------------------------------------------------------------------------------- as it is sent

/// An order to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewOrder {
    /// Who gets it.
    pub customer: Customer,
    /// Who sends it.
    pub sender: Sender,
    /// The order itself.
    pub order: NewOrderInfo,
    /// What is in it: one product at least.
    pub details: Vec<NewDetail>,
}

/// The order itself, to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct NewOrderInfo {
    /// The shop's own number for it. One that no other order has lets a search find this one again, when
    /// nobody knows whether it was made.
    pub invoice: String,
    /// The courier's id in this system, 36 characters.
    pub courier_id: String,
    /// The courier's name.
    pub courier_name: String,
    /// The shop's id in this system, 36 characters.
    pub shop_id: String,
    /// The shop's name.
    pub shop_name: String,
    /// Rupiah; sent as a text, as in the documentation.
    #[serde(serialize_with = "as_text")]
    pub shipping_cost: u64,
    /// The courier's number for it.
    pub awb: Option<String>,
    /// A note to those who pack it.
    pub admin_note: Option<String>,
    /// What the customer wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_note: Option<String>,
    /// Rupiah.
    pub total_cost: u64,
    /// The address of a label's picture.
    pub label_image: Option<String>,
    /// "2" in every example; the documentation does not say what it means.
    pub print_type: String,
    /// Nothing in every example; the documentation does not say what it means.
    pub assign: Option<String>,
}

/// Nothing said yet, with the `print_type` of the examples.
impl Default for NewOrderInfo {
    fn default() -> Self {
        Self {
            invoice: String::new(),
            courier_id: String::new(),
            courier_name: String::new(),
            shop_id: String::new(),
            shop_name: String::new(),
            shipping_cost: 0,
            awb: None,
            admin_note: None,
            customer_note: None,
            total_cost: 0,
            label_image: None,
            print_type: "2".to_owned(),
            assign: None,
        }
    }
}

/// A product to be ordered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewDetail {
    /// The product's id in this system, 36 characters.
    pub product_id: String,
    /// Pieces, at least 1.
    pub qty: u64,
    /// Rupiah for one.
    pub product_price: u64,
    /// Rupiah for all of them.
    pub total_price: u64,
    /// The product's name.
    pub product_name: String,
}

fn as_text<S: Serializer>(number: &u64, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(number)
}

impl NewOrder {
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for one that could never be delivered.
    pub(super) fn check(&self) -> Result<(), Error> {
        let filled = [
            (&self.customer.name, "customer.name harus diisi"),
            (&self.customer.phone, "customer.phone harus diisi"),
            (&self.customer.address, "customer.address harus diisi"),
            (&self.sender.name, "sender.name harus diisi"),
            (&self.order.invoice, "order.invoice harus diisi"),
            (&self.order.courier_id, "order.courierId harus diisi"),
            (&self.order.shop_id, "order.shopId harus diisi"),
        ];
        if let Some((_, complaint)) = filled.iter().find(|(text, _)| text.trim().is_empty()) {
            return Err(Error::argument(complaint));
        }
        if self.details.is_empty() {
            return Err(Error::argument("details harus berisi minimal satu produk"));
        }
        if self.details.iter().any(|detail| detail.qty == 0) {
            return Err(Error::argument(
                "details.qty harus bilangan bulat mulai dari 1",
            ));
        }
        if self
            .details
            .iter()
            .any(|detail| detail.product_id.trim().is_empty())
        {
            return Err(Error::argument("details.productId harus diisi"));
        }
        Ok(())
    }
}

// ------------------------------------------------------------------------------------- as it comes back

pub(super) const ORDER: Shape = Shape {
    fields: &[rows("details", &DETAIL)],
};

const CUSTOMER: Shape = Shape {
    fields: &[
        text("name"),
        text("phone"),
        text("address"),
        nullable("provinceCode"),
        text("provinceName"),
        nullable("cityCode"),
        text("cityName"),
        nullable("districtCode"),
        text("districtName"),
        nullable("postCode"),
    ],
};

const SENDER: Shape = Shape {
    fields: &[text("name"), text("phone")],
};

const INFO: Shape = Shape {
    fields: &[
        text("invoice"),
        text("courierId"),
        text("courierName"),
        text("shopId"),
        text("shopName"),
        nullable("awb"),
        nullable("adminNote"),
        nullable("customerNote"),
        nullable("labelImage"),
        text("printType"),
        nullable("order_id"),
    ],
};

pub(super) const DETAIL: Shape = Shape {
    fields: &[text("productId"), text("productName")],
};

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Who gets it.
    #[serde(deserialize_with = "customer")]
    pub customer: Customer,
    /// Who sends it.
    #[serde(deserialize_with = "sender")]
    pub sender: Sender,
    /// The order itself.
    #[serde(deserialize_with = "info")]
    pub order: OrderInfo,
    /// What is in it.
    pub details: Vec<Detail>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The order itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderInfo {
    /// The shop's own number for it.
    pub invoice: String,
    /// The courier's id.
    pub courier_id: String,
    /// The courier's name.
    pub courier_name: String,
    /// Rupiah; `None` where it was not sent.
    #[serde(default, deserialize_with = "lenient::number")]
    pub shipping_cost: Option<f64>,
    /// The shop's id.
    pub shop_id: String,
    /// The shop's name.
    pub shop_name: String,
    /// The courier's number for it.
    pub awb: Option<String>,
    /// A note to those who pack it.
    pub admin_note: Option<String>,
    /// What the customer wrote.
    pub customer_note: Option<String>,
    /// Rupiah; `None` where it was not sent.
    #[serde(default, deserialize_with = "lenient::number")]
    pub total_cost: Option<f64>,
    /// The address of a label's picture.
    pub label_image: Option<String>,
    /// "2" in every example.
    pub print_type: String,
    /// `null` in every example.
    #[serde(default)]
    pub assign: Value,
    /// The order's id, 36 characters: what [`OrderGet`](super::OrderGet) asks for.
    #[serde(rename = "order_id")]
    pub order_id: Option<String>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A product that was ordered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    /// The product's id.
    pub product_id: String,
    /// Pieces.
    #[serde(default, deserialize_with = "lenient::number")]
    pub qty: Option<f64>,
    /// Rupiah for one.
    #[serde(default, deserialize_with = "lenient::number")]
    pub product_price: Option<f64>,
    /// Rupiah for all of them; [`ProductRecord`](super::ProductRecord) has none.
    #[serde(default, deserialize_with = "lenient::number")]
    pub total_price: Option<f64>,
    /// The product's name.
    pub product_name: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

pub(super) fn customer<'de, D: Deserializer<'de>>(from: D) -> Result<Customer, D::Error> {
    nested::essential(from, &CUSTOMER)
}

pub(super) fn sender<'de, D: Deserializer<'de>>(from: D) -> Result<Sender, D::Error> {
    nested::essential(from, &SENDER)
}

pub(super) fn info<'de, D: Deserializer<'de>>(from: D) -> Result<OrderInfo, D::Error> {
    nested::essential(from, &INFO)
}

/// How far an order is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Status {
    /// `NEW`: just made.
    New,
    /// `PROCESSED`: being made ready, waiting to be sent.
    Processed,
    /// `SENT`: on its way.
    Sent,
    /// `DRAFT`: not complete.
    Draft,
    /// A word that the documentation does not show.
    Other(String),
}

impl Status {
    /// The API's word for it.
    pub fn name(&self) -> &str {
        match self {
            Status::New => "NEW",
            Status::Processed => "PROCESSED",
            Status::Sent => "SENT",
            Status::Draft => "DRAFT",
            Status::Other(name) => name,
        }
    }
}

impl From<String> for Status {
    fn from(name: String) -> Self {
        match name.as_str() {
            "NEW" => Status::New,
            "PROCESSED" => Status::Processed,
            "SENT" => Status::Sent,
            "DRAFT" => Status::Draft,
            _ => Status::Other(name),
        }
    }
}

impl From<Status> for String {
    fn from(status: Status) -> Self {
        match status {
            Status::Other(name) => name,
            known => known.name().to_owned(),
        }
    }
}
