//! An order in requests and in answers.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::lenient_number;
use crate::error::Error;
use crate::repair::{Shape, nullable, rows, text};
use crate::server::nested;

/// A customer: the receiver of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Customer {
    /// The name.
    pub name: String,
    /// The phone number with the country code, for example "6281777777".
    pub phone: String,
    /// The street, and what else the courier needs.
    pub address: String,
    /// The code of the province in this system, for example "PR002".
    pub province_code: Option<String>,
    /// The province.
    pub province_name: String,
    /// The code of the city in this system, for example "C011".
    pub city_code: Option<String>,
    /// The city or regency.
    pub city_name: String,
    /// The code of the district in this system, for example "D0060".
    pub district_code: Option<String>,
    /// The district.
    pub district_name: String,
    /// The postal code, five digits.
    pub post_code: Option<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The sender of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sender {
    /// The name.
    pub name: String,
    /// The phone number, in the form of a [`Customer`]'s.
    pub phone: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

// The types of requests.

/// An order to create.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewOrder {
    /// The customer.
    pub customer: Customer,
    /// The sender.
    pub sender: Sender,
    /// The invoice, the courier, the shop and the costs.
    pub order: NewOrderInfo,
    /// The products, at least one.
    pub details: Vec<NewDetail>,
}

/// The invoice, the courier, the shop and the costs of an order to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct NewOrderInfo {
    /// The shop's own invoice number. With a number that no other order has, a search shows whether the
    /// order was created when the answer was lost.
    pub invoice: String,
    /// The courier's id in this system, 36 characters.
    pub courier_id: String,
    /// The courier's name.
    pub courier_name: String,
    /// The shop's id in this system, 36 characters.
    pub shop_id: String,
    /// The shop's name.
    pub shop_name: String,
    /// The shipping cost in rupiah. It is sent as a text, as in the documentation.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub shipping_cost: u64,
    /// The courier's tracking number.
    pub awb: Option<String>,
    /// A note for the people who pack the order.
    pub admin_note: Option<String>,
    /// The customer's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_note: Option<String>,
    /// The total cost in rupiah.
    pub total_cost: u64,
    /// The address of the label's picture.
    pub label_image: Option<String>,
    /// The documentation has "2" in every example and does not explain the field.
    pub print_type: String,
    /// The documentation has `null` in every example and does not explain the field.
    pub assign: Option<String>,
}

/// All fields are empty, except `print_type`, which has the value of the documentation's examples.
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

/// A product of an order to create.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewDetail {
    /// The product's id in this system, 36 characters.
    pub product_id: String,
    /// The number of pieces, at least 1.
    pub qty: u64,
    /// The price of one piece in rupiah.
    pub product_price: u64,
    /// The price of all pieces in rupiah.
    pub total_price: u64,
    /// The product's name.
    pub product_name: String,
}

/// A whole number that may be written as a text, as in an order that was written before.
fn from_text<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    match Value::deserialize(from)? {
        Value::String(text) => text.trim().parse().map_err(|_| D::Error::custom(WHOLE)),
        number => number.as_u64().ok_or_else(|| D::Error::custom(WHOLE)),
    }
}

/// What a whole number is, in the words of serde's own errors.
const WHOLE: &str = "invalid type: other, expected u64";

fn as_text<S: Serializer>(number: &u64, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(number)
}

impl NewOrder {
    /// Refuses an order that could not be delivered.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] names the first field that is missing or wrong.
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

// The types of answers, with the tables of their fields.

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
    /// The customer.
    #[serde(deserialize_with = "customer")]
    pub customer: Customer,
    /// The sender.
    #[serde(deserialize_with = "sender")]
    pub sender: Sender,
    /// The invoice, the courier, the shop and the costs.
    #[serde(deserialize_with = "info")]
    pub order: OrderInfo,
    /// The ordered products.
    pub details: Vec<Detail>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The invoice, the courier, the shop and the costs of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderInfo {
    /// The shop's own invoice number.
    pub invoice: String,
    /// The courier's id.
    pub courier_id: String,
    /// The courier's name.
    pub courier_name: String,
    /// The shipping cost in rupiah; `None` where it was not sent.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub shipping_cost: Option<f64>,
    /// The shop's id.
    pub shop_id: String,
    /// The shop's name.
    pub shop_name: String,
    /// The courier's tracking number.
    pub awb: Option<String>,
    /// A note for the people who pack the order.
    pub admin_note: Option<String>,
    /// The customer's note.
    pub customer_note: Option<String>,
    /// The total cost in rupiah; `None` where it was not sent.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub total_cost: Option<f64>,
    /// The address of the label's picture.
    pub label_image: Option<String>,
    /// The documentation has "2" in every example and does not explain the field.
    pub print_type: String,
    /// The documentation has `null` in every example and does not explain the field.
    #[serde(default)]
    pub assign: Value,
    /// The order's id, 36 characters, which [`OrderGet`](super::OrderGet) takes.
    #[serde(rename = "order_id")]
    pub order_id: Option<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// An ordered product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    /// The product's id.
    pub product_id: String,
    /// The number of pieces.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub qty: Option<f64>,
    /// The price of one piece in rupiah.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub product_price: Option<f64>,
    /// The price of all pieces in rupiah. A [`ProductRecord`](super::ProductRecord) does not have this
    /// field.
    #[serde(default, deserialize_with = "lenient_number::number")]
    pub total_price: Option<f64>,
    /// The product's name.
    pub product_name: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

pub(super) fn customer<'de, D: Deserializer<'de>>(from: D) -> Result<Customer, D::Error> {
    nested::side(from, &CUSTOMER)
}

pub(super) fn sender<'de, D: Deserializer<'de>>(from: D) -> Result<Sender, D::Error> {
    nested::side(from, &SENDER)
}

pub(super) fn info<'de, D: Deserializer<'de>>(from: D) -> Result<OrderInfo, D::Error> {
    nested::essential(from, &INFO)
}

/// The status of an order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Status {
    /// `NEW`: the order was created.
    New,
    /// `PROCESSED`: the order is prepared and not sent yet.
    Processed,
    /// `SENT`: the order was sent.
    Sent,
    /// `DRAFT`: the order is incomplete.
    Draft,
    /// A status that the documentation does not list.
    Other(String),
}

impl Status {
    /// The name of the status in the API.
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
