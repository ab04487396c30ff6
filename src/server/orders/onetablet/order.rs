//! An order, as it is submitted.
//!
//! Documentation: "Submit Order", "Request Body". What it leaves to its "Order Schema", which is not part of
//! it, stays as JSON: `extras`, `applied_discounts`, and all other fields in `extra`.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::cents::Cents;

/// An order.
///
/// Fields that are [`None`] are left out. The documentation shows one example and marks nothing as required
/// but the id; the fields that are no [`Option`] are those that an order makes no sense without.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Your own id of the order: by it OneTablet knows an order that comes twice.
    pub id: String,
    /// "Should be consistent if the same cart is resubmitted".
    pub store_order_cart_id: String,
    /// What people call it by: `ABC123`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_short_code: Option<String>,
    /// Which restaurant.
    pub store: Store,
    /// Who ordered.
    pub consumer: Consumer,
    /// What, by the categories of the menu.
    pub categories: Vec<Category>,
    /// A note about all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_special_instructions: Option<String>,
    /// The items, before tax, tip and fee.
    pub subtotal: Cents,
    /// The tax.
    pub tax: Cents,
    /// The restaurant's tip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_tip_amount: Option<Cents>,
    /// Whether the customer fetches it.
    pub is_pickup: bool,
    /// When it is fetched, by whomever, as RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated_pickup_time: Option<String>,
    /// `dx_delivery`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fulfillment_type: Option<String>,
    /// Where to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_address: Option<Address>,
    /// What the delivery costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_fee: Option<Cents>,
    /// `WHITE_LABELED`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<String>,
    /// `regular`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commission_type: Option<String>,
    /// Whether your platform pays the tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_tax_remitted_by_platform: Option<bool>,
    /// How much of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_amount_remitted_by_platform: Option<Cents>,
    /// `tax-txn-123`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_transaction_id: Option<String>,
    /// Discounts; their fields are not documented.
    #[serde(default)]
    pub applied_discounts: Vec<Value>,
    /// Fields that the documentation does not show.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Tells which order and for how much, not whose: customers stay out of logs.
impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order")
            .field("id", &self.id)
            .field("store", &self.store)
            .field("subtotal", &self.subtotal)
            .finish_non_exhaustive()
    }
}

impl Order {
    /// A delivery of these things; what has no place here is [`None`] or nothing, and can be set.
    pub fn new(
        id: impl Into<String>,
        store_order_cart_id: impl Into<String>,
        store: Store,
        consumer: Consumer,
        categories: Vec<Category>,
        subtotal: Cents,
    ) -> Self {
        Self {
            id: id.into(),
            store_order_cart_id: store_order_cart_id.into(),
            delivery_short_code: None,
            store,
            consumer,
            categories,
            order_special_instructions: None,
            subtotal,
            tax: Cents::ZERO,
            merchant_tip_amount: None,
            is_pickup: false,
            estimated_pickup_time: None,
            fulfillment_type: None,
            delivery_address: None,
            delivery_fee: None,
            experience: None,
            commission_type: None,
            is_tax_remitted_by_platform: None,
            tax_amount_remitted_by_platform: None,
            tax_transaction_id: None,
            applied_discounts: Vec::new(),
            extra: Map::new(),
        }
    }
}

/// A restaurant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Store {
    /// Your own id of it: `store-123`.
    pub merchant_supplied_id: String,
    /// Your platform's name: `your_platform`.
    pub provider_type: String,
    /// `America/New_York`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Its settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store_business: Option<StoreBusiness>,
    /// Fields that the documentation does not show.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A restaurant's settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoreBusiness {
    /// Whether orders go to the kitchen by themselves.
    pub auto_release_enabled: bool,
    /// Fields that the documentation does not show.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A customer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Consumer {
    /// Your own id of the customer: a number.
    pub id: u64,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// First name.
    pub first_name: String,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Phone number, with the country's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Fields that the documentation does not show.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Shows nothing: customers stay out of logs.
impl fmt::Debug for Consumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Consumer(..)")
    }
}

/// A part of the menu, and what was ordered of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// Your own id of it: `cat-appetizers`.
    pub merchant_supplied_id: String,
    /// `Appetizers`
    pub name: String,
    /// What was ordered of it.
    pub items: Vec<Item>,
    /// Fields that the documentation does not show.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Something that was ordered.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Your own id of it: `item-wings-001`.
    pub merchant_supplied_id: String,
    /// `Buffalo Wings`
    pub name: String,
    /// How many, from 1.
    pub quantity: u32,
    /// The price of one.
    pub price: Cents,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consumer_name: Option<String>,
    /// A note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_instructions: Option<String>,
    /// What goes with it; their fields are not documented.
    #[serde(default)]
    pub extras: Vec<Value>,
    /// Fields that the documentation does not show.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Leaves out for whom it is, and the note.
impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Item")
            .field("merchant_supplied_id", &self.merchant_supplied_id)
            .field("name", &self.name)
            .field("quantity", &self.quantity)
            .field("price", &self.price)
            .finish_non_exhaustive()
    }
}

/// Where an order goes.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Address {
    /// `123 Main St`
    pub street: String,
    /// `New York`
    pub city: String,
    /// `NY`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `10001`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zip_code: Option<String>,
    /// Degrees north, as a text: `40.7128`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<String>,
    /// Degrees east, as a text: `-74.0060`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lng: Option<String>,
    /// How to find the door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_instructions: Option<String>,
    /// Fields that the documentation does not show.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Shows nothing: customers stay out of logs.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(..)")
    }
}
