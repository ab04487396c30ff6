//! `POST /payments`: pays for an order.
//!
//! Documentation: "Payments Resource". The body is JSON. The server answers 200 with the payment, and
//! 402 when the payment failed.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `orderId` | yes | the order to pay for |
//! | `paymentMethodId` | yes | the id of a payment method |
//! | `amount` | yes | the amount in units of `currency`, for example 99.98 |
//! | `currency` | yes | the currency, for example `USD` |
//!
//! A payment moves money, so the request is sent once. If no answer says whether the payment was made,
//! the error is [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome). The documentation describes no way
//! to find a payment, so a person has to look for it by the error's `movement`: `reference` is the
//! order's id, `amount` is in hundredths of the currency's unit.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method};
use crate::error::{Error, ErrorKind};
use crate::repair::{Shape, nullable};
use crate::server::call::Call;
use crate::server::money::{Direction, Movement};
use crate::server::received::{Received, Unreadable};

/// A payment to make.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pay {
    /// The id of the order to pay for.
    pub order_id: String,
    /// The id of a payment method.
    pub payment_method_id: String,
    /// The amount, more than zero.
    pub amount: Amount,
    /// The currency: three capital letters, for example "USD".
    pub currency: String,
}

/// Shows the order and the amount, but not the payment method: payment methods stay out of logs.
impl fmt::Debug for Pay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pay")
            .field("order_id", &self.order_id)
            .field("amount", &self.amount)
            .field("currency", &self.currency)
            .finish_non_exhaustive()
    }
}

/// An amount of money in hundredths of its currency's unit, which is exact.
///
/// ```
/// # use bukaolshop::server::orders::commerce::Amount;
/// assert_eq!(Amount::whole(150_000), Some(Amount::hundredths(15_000_000)));
/// assert_eq!(serde_json::to_string(&Amount::hundredths(9_998)).unwrap(), "99.98");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

impl Amount {
    /// The largest amount that can be paid: fifteen digits, which every reader of JSON numbers holds
    /// exactly.
    pub const LARGEST: Self = Self(999_999_999_999_999);

    /// An amount in hundredths of the unit: cents for dollars.
    pub fn hundredths(hundredths: u64) -> Self {
        Self(hundredths)
    }

    /// An amount in whole units: rupiah for rupiah. `None` where the amount is too large.
    pub fn whole(units: u64) -> Option<Self> {
        units.checked_mul(100).map(Self)
    }

    /// The amount in hundredths of the unit.
    pub fn as_hundredths(self) -> u64 {
        self.0
    }
}

/// Writes the amount as a JSON number in units of the currency, with up to two decimals.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            to.serialize_u64(self.0 / 100)
        } else {
            to.serialize_f64(self.0 as f64 / 100.0)
        }
    }
}

const SHAPE: Shape = Shape {
    fields: &[
        nullable("id"),
        nullable("orderId"),
        nullable("status"),
        nullable("currency"),
    ],
};

impl Call for Pay {
    type Answer = Payment;

    fn method(&self) -> Method {
        Method::Post
    }

    fn path(&self) -> &'static str {
        "/payments"
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        if self.order_id.trim().is_empty() {
            return Err(Error::argument("orderId harus diisi"));
        }
        if self.payment_method_id.trim().is_empty() {
            return Err(Error::argument("paymentMethodId harus diisi"));
        }
        if !(Amount(1)..=Amount::LARGEST).contains(&self.amount) {
            return Err(Error::argument(
                "amount harus lebih dari 0 dan paling banyak 15 angka, dua angka di belakang koma termasuk",
            ));
        }
        let is_code = self.currency.bytes().all(|byte| byte.is_ascii_uppercase());
        if self.currency.len() != 3 || !is_code {
            return Err(Error::argument(
                "currency harus tiga huruf besar, misalnya USD atau IDR",
            ));
        }
        Body::json(self).map(Some)
    }

    fn moves_money(&self) -> Option<Movement> {
        Some(Movement {
            amount: Some(self.amount.0),
            reference: Some(self.order_id.clone()),
            ..Movement::new(Direction::Kurang)
        })
    }

    fn secrets(&self) -> Vec<&str> {
        vec![&self.payment_method_id]
    }

    /// An answer with an `error`, or about another order, does not prove that the payment was made.
    fn read(&self, received: Received) -> Result<Payment, Unreadable> {
        if received
            .data
            .get("error")
            .is_some_and(|error| !error.is_null())
        {
            return Err(Unreadable::new("error", "ada di jawaban yang berhasil"));
        }
        let payment: Payment = received.object(&SHAPE)?;
        match &payment.order_id {
            Some(order_id) if *order_id != self.order_id => {
                Err(Unreadable::new("orderId", "bukan order yang dibayar"))
            }
            _ => Ok(payment),
        }
    }
}

/// A payment that was made. The documentation calls the answer "payment details" and shows none. If the
/// server repeats the fields of the request, they are here under the same names.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// The payment's id.
    #[serde(default)]
    pub id: Option<String>,
    /// The order's id.
    #[serde(default)]
    pub order_id: Option<String>,
    /// The status of the payment.
    #[serde(default)]
    pub status: Option<String>,
    /// The amount in units of `currency`.
    #[serde(default)]
    pub amount: Option<f64>,
    /// The currency, for example "USD".
    #[serde(default)]
    pub currency: Option<String>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// Shows the documented fields only: the others may name a payment method.
impl fmt::Debug for Payment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payment")
            .field("id", &self.id)
            .field("order_id", &self.order_id)
            .field("status", &self.status)
            .field("amount", &self.amount)
            .field("currency", &self.currency)
            .finish_non_exhaustive()
    }
}

/// The reason of a failed payment (402). No money has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentFailure {
    /// The server's name for the failure; the documentation lists none.
    pub code: Option<String>,
    /// The server's message.
    pub message: Option<String>,
    /// The field or the circumstance that the failure is about.
    pub details: Option<String>,
}

impl PaymentFailure {
    /// The failure that an error reports; `None` for an error that is not a failed payment.
    pub fn of(error: &Error) -> Option<Self> {
        (error.kind == ErrorKind::PaymentRequired).then(|| Self {
            code: error.server_code.clone(),
            message: error.status.clone(),
            details: error.path.clone(),
        })
    }
}
