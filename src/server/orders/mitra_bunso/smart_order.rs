//! `POST /smartorder/fetch/{id_user}`: turns a marketplace's export into forms to fill in. Makes no order.
//!
//! Documentation: "API SMART Order". A form.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `text` | yes | rows of cells, as JSON |
//! | `marketplace` | yes | the marketplace's id |
//! | `shop` | yes | the shop's id |
//! | `excel` | yes | 1 where the rows come from a spreadsheet |
//! | `header` | yes | 1 where their first row is a header |
//!
//! The documentation has two fields of the name `excel`. A form in which one stands twice is half lost to
//! PHP, which keeps the last; the second is sent as `header` here, which is a guess. Nobody depends on it
//! who leaves the header out of the rows.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::lenient;
use crate::endpoint::{Body, Method, Parameters};
use crate::error::Error;
use crate::page::{Rows, Source};
use crate::server::call::Call;
use crate::server::nested;
use crate::server::received::{Received, Unreadable};
use crate::wire::{Kind, Shape, Tree, nullable, rows, text};

/// A marketplace's export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SmartOrder {
    /// Rows of cells: texts and numbers.
    pub text: Vec<Vec<Value>>,
    /// The marketplace's id in this system.
    pub marketplace: String,
    /// The shop's id in this system.
    pub shop: String,
    /// Whether the rows come from a spreadsheet.
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

    // It reads what it is given, and keeps nothing.
    fn repeatable(&self) -> bool {
        true
    }

    fn read(&self, mut received: Received) -> Result<Rows<OrderTemplate>, Unreadable> {
        // An object, with invoices for names.
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

/// What was found for an order, in the order of the invoices' spelling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderTemplate {
    /// The marketplace's number for it.
    pub invoice: String,
    /// The courier's number for it.
    pub awb: Option<String>,
    /// Rupiah.
    #[serde(default)]
    pub shipping_cost: Written,
    /// What the customer wrote.
    pub note: String,
    /// Who gets it.
    #[serde(rename = "customer_name")]
    pub customer_name: String,
    /// Phone.
    #[serde(rename = "customer_number")]
    pub customer_number: String,
    /// Where.
    #[serde(rename = "customer_address")]
    pub customer_address: String,
    /// City or regency.
    pub city_name: String,
    /// Province.
    pub province_name: String,
    /// The cells of its row, with `|` between them.
    pub raw_text: String,
    /// What was found of its products.
    pub product_detected: Vec<ProductDetected>,
    /// What was found of its courier.
    #[serde(default, deserialize_with = "courier")]
    pub courier_detected: Option<CourierDetected>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A product that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProductDetected {
    /// The product's id in this system; empty where it is not known.
    pub product: String,
    /// Pieces.
    #[serde(default)]
    pub qty: Written,
    /// Rupiah for one.
    #[serde(default)]
    pub price: Written,
    /// The product, as it was written.
    pub text: String,
    /// Notes.
    pub notes: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A courier that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourierDetected {
    /// The courier's id in this system; empty where it is not known.
    pub courier: String,
    /// "1" in the example; the documentation does not say what it means.
    pub status: String,
    /// The courier, as it was written.
    pub text: String,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

fn courier<'de, D: Deserializer<'de>>(from: D) -> Result<Option<CourierDetected>, D::Error> {
    nested::object(from, &COURIER)
}

/// A number out of somebody's spreadsheet, which may hold anything.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Written {
    /// As it was written; empty where nothing was.
    pub text: String,
    /// The number that it is: "10.000" is ten thousand. `None` where it is none, or could be two.
    pub number: Option<f64>,
}

/// As it stands in an answer, or as this type is written.
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
                number: lenient::number_as_written(&text),
                text,
            },
            other => Self {
                text: other.to_string(),
                number: other.as_f64(),
            },
        })
    }
}
