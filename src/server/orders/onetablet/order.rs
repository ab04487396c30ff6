//! An order, as the client submits it.
//!
//! Documentation: "Submit Order", "Request Body". The documentation refers to an "Order Schema" that is
//! not part of it. The fields that only that schema would describe stay JSON: `extras`,
//! `applied_discounts`, and all fields in `extra`.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::cents::Cents;

/// An order to submit.
///
/// Fields that are [`None`] are left out of the request. The documentation shows one example and marks
/// only the id as required; the fields here that are not an [`Option`] are those without which an order
/// makes no sense.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The platform's own id of the order, by which OneTablet recognizes an order that is submitted
    /// again.
    pub id: String,
    /// The id of the cart: "Should be consistent if the same cart is resubmitted".
    pub store_order_cart_id: String,
    /// The short code by which people refer to the order, for example `ABC123`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_short_code: Option<String>,
    /// The restaurant.
    pub store: Store,
    /// The customer.
    pub consumer: Consumer,
    /// The ordered items, by the categories of the menu.
    pub categories: Vec<Category>,
    /// A note about the whole order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_special_instructions: Option<String>,
    /// The price of the items, without tax, tip and fee.
    pub subtotal: Cents,
    /// The tax.
    pub tax: Cents,
    /// The tip for the restaurant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_tip_amount: Option<Cents>,
    /// Whether the customer picks the order up.
    pub is_pickup: bool,
    /// The time at which the customer or a courier picks the order up, as RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated_pickup_time: Option<String>,
    /// The way of fulfilment, for example `dx_delivery`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fulfillment_type: Option<String>,
    /// The address of the delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_address: Option<Address>,
    /// The price of the delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_fee: Option<Cents>,
    /// The experience, for example `WHITE_LABELED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<String>,
    /// The type of commission, for example `regular`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commission_type: Option<String>,
    /// Whether the platform pays the tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_tax_remitted_by_platform: Option<bool>,
    /// The tax that the platform pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_amount_remitted_by_platform: Option<Cents>,
    /// The id of the tax transaction, for example `tax-txn-123`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_transaction_id: Option<String>,
    /// The discounts, whose fields are not documented.
    #[serde(default)]
    pub applied_discounts: Vec<Value>,
    /// Fields that the documentation does not show.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// Shows the id, the restaurant and the price, but not the customer: customers stay out of logs.
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
    /// A delivery order with these values. All other fields are [`None`], zero or empty, and can be set
    /// afterwards.
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
    /// The platform's own id of the restaurant, for example `store-123`.
    pub merchant_supplied_id: String,
    /// The name of the platform, for example `your_platform`.
    pub provider_type: String,
    /// The time zone, for example `America/New_York`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// The settings of the restaurant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store_business: Option<StoreBusiness>,
    /// Fields that the documentation does not show.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The settings of a restaurant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoreBusiness {
    /// Whether orders are released to the kitchen automatically.
    pub auto_release_enabled: bool,
    /// Fields that the documentation does not show.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// A customer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Consumer {
    /// The platform's own id of the customer, which is a number.
    pub id: u64,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The first name.
    pub first_name: String,
    /// The last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The phone number with the country code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Fields that the documentation does not show.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// Shows nothing: customers stay out of logs.
impl fmt::Debug for Consumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Consumer(..)")
    }
}

/// A category of the menu, with the items that were ordered from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// The platform's own id of the category, for example `cat-appetizers`.
    pub merchant_supplied_id: String,
    /// The name, for example `Appetizers`.
    pub name: String,
    /// The ordered items of this category.
    pub items: Vec<Item>,
    /// Fields that the documentation does not show.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// An ordered item.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The platform's own id of the item, for example `item-wings-001`.
    pub merchant_supplied_id: String,
    /// The name, for example `Buffalo Wings`.
    pub name: String,
    /// The number of pieces, from 1.
    pub quantity: u32,
    /// The price of one piece.
    pub price: Cents,
    /// The name of the person who gets the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consumer_name: Option<String>,
    /// A note about the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_instructions: Option<String>,
    /// The extras of the item, whose fields are not documented.
    #[serde(default)]
    pub extras: Vec<Value>,
    /// Fields that the documentation does not show.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// Leaves out the person's name and the note.
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

/// The address of a delivery.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Address {
    /// The street and the house number, for example `123 Main St`.
    pub street: String,
    /// The city, for example `New York`.
    pub city: String,
    /// The state, for example `NY`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The postal code, for example `10001`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zip_code: Option<String>,
    /// The latitude in degrees north, as a text: `40.7128`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<String>,
    /// The longitude in degrees east, as a text: `-74.0060`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lng: Option<String>,
    /// Instructions for finding the door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_instructions: Option<String>,
    /// Fields that the documentation does not show.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// Shows nothing: customers stay out of logs.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(..)")
    }
}
