//! `POST /smartorder/fetch/{id_user}`: turns the export of a marketplace into templates of orders. The
//! request creates no order.
//!
//! Documentation: "API SMART Order". The body is a form.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `text` | yes | the rows of cells, as JSON |
//! | `marketplace` | yes | the marketplace's id |
//! | `shop` | yes | the shop's id |
//! | `excel` | yes | 1 where the rows are from a spreadsheet |
//! | `header` | yes | 1 where the first row is a header |
//!
//! The documentation has two fields named `excel`. In a form with the same name twice, PHP keeps the
//! last value, so one of the two would be lost. This module sends the second one as `header`, which is a
//! guess. A program that leaves the header out of its rows does not depend on it.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::lenient_number;
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::page::{Rows, Source};
use crate::repair::{Kind, Shape, Tree, nullable, rows, text};
use crate::server::call::Call;
use crate::server::nested;
use crate::server::received::{Received, Unreadable};

/// The export of a marketplace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SmartOrder {
    /// The rows of cells: texts and numbers.
    pub text: Vec<Vec<Value>>,
    /// The marketplace's id in this system.
    pub marketplace: String,
    /// The shop's id in this system.
    pub shop: String,
    /// Whether the rows are from a spreadsheet.
    pub excel: bool,
    /// Whether the first row is a header.
    pub header: bool,
}

impl Call for SmartOrder {
    type Answer = Rows<OrderTemplate>;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/smartorder/fetch/{id_user}"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        if self.text.iter().all(Vec::is_empty) {
            return Err(Error::argument("text harus berisi minimal satu baris"));
        }
        if self.marketplace.trim().is_empty() {
            return Err(Error::argument("marketplace harus diisi"));
        }
        if self.shop.trim().is_empty() {
            return Err(Error::argument("shop harus diisi"));
        }
        let mut fields = Parameters::default();
        fields.text("text", Body::json(&self.text)?.text());
        fields.text("marketplace", self.marketplace.trim());
        fields.text("shop", self.shop.trim());
        fields.number("excel", u64::from(self.excel));
        fields.number("header", u64::from(self.header));
        Ok(Some(Body::form(&fields)))
    }

    // The request stores nothing on the server, so it may be repeated.
    fn repeatable(&self) -> bool {
        true
    }

    /// The request only turns a text into templates.
    fn changes(&self) -> bool {
        false
    }

    fn read(&self, mut received: Received) -> Result<Rows<OrderTemplate>, Unreadable> {
        // The data is an object whose field names are the invoices.
        if let Value::Object(templates) = received.data {
            let named = |(invoice, mut template): (String, Value)| {
                if template.kind_of("invoice").is_missing() && template.kind() == Kind::Object {
                    template.put("invoice", Value::String(invoice));
                }
                template
            };
            received.data = templates.into_iter().map(named).collect();
        }
        let listed = received.rows(&SHAPE)?;
        Ok(Rows {
            data: listed.data,
            rejected: listed.rejected,
            source: Source::Network,
        })
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        text("invoice").essential(),
        nullable("awb"),
        text("note"),
        text("customer_name"),
        text("customer_number"),
        text("customer_address"),
        text("cityName"),
        text("provinceName"),
        text("rawText"),
        rows("productDetected", &PRODUCT),
    ],
};

const PRODUCT: Shape = Shape {
    fields: &[text("product"), text("text"), text("notes")],
};

const COURIER: Shape = Shape {
    fields: &[text("courier"), text("status"), text("text")],
};

/// The template of an order. Templates are sorted by their invoices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderTemplate {
    /// The marketplace's number of the order.
    pub invoice: String,
    /// The courier's tracking number.
    pub awb: Option<String>,
    /// The shipping cost in rupiah.
    #[serde(default)]
    pub shipping_cost: Written,
    /// The customer's note.
    pub note: String,
    /// The customer's name.
    #[serde(rename = "customer_name")]
    pub customer_name: String,
    /// The customer's phone number.
    #[serde(rename = "customer_number")]
    pub customer_number: String,
    /// The customer's address.
    #[serde(rename = "customer_address")]
    pub customer_address: String,
    /// The city or regency.
    pub city_name: String,
    /// The province.
    pub province_name: String,
    /// The cells of the order's row, with `|` between them.
    pub raw_text: String,
    /// The products that the system has recognized.
    pub product_detected: Vec<ProductDetected>,
    /// The courier that the system has recognized.
    #[serde(default, deserialize_with = "courier")]
    pub courier_detected: Option<CourierDetected>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// A recognized product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProductDetected {
    /// The product's id in this system; empty where the product is not known.
    pub product: String,
    /// The number of pieces.
    #[serde(default)]
    pub qty: Written,
    /// The price of one piece in rupiah.
    #[serde(default)]
    pub price: Written,
    /// The product's name in the export.
    pub text: String,
    /// The notes.
    pub notes: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// A recognized courier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourierDetected {
    /// The courier's id in this system; empty where the courier is not known.
    pub courier: String,
    /// The documentation has "1" in its example and does not explain the field.
    pub status: String,
    /// The courier's name in the export.
    pub text: String,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

fn courier<'de, D: Deserializer<'de>>(from: D) -> Result<Option<CourierDetected>, D::Error> {
    nested::object(from, &COURIER)
}

/// A number from a spreadsheet, whose cell may hold any text.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Written {
    /// The text of the cell; empty where the cell is.
    pub text: String,
    /// The number in the text: "10.000" is ten thousand. `None` where the text is not a number, or has
    /// two possible readings.
    pub number: Option<f64>,
}

/// Deserializes the value of an answer, or the JSON that serializing this type has written.
impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = match Value::deserialize(from)? {
            Value::Object(mut fields) if fields.contains_key("text") => {
                fields.remove("text").unwrap_or_default()
            }
            value => value,
        };
        Ok(match value {
            Value::Null => Self::default(),
            Value::String(text) => Self {
                number: lenient_number::number_as_written(&text),
                text,
            },
            other => Self {
                text: other.to_string(),
                number: other.as_f64(),
            },
        })
    }
}
