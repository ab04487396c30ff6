//! `POST /payments`: pays for an order.
//!
//! Documentation: "Payments Resource". JSON. 200 with the payment; 402 when it failed.
//!
//! | field | required | meaning |
//! |---|---|---|
//! | `orderId` | yes | which order |
//! | `paymentMethodId` | yes | how: a payment method's id |
//! | `amount` | yes | in units of `currency`, for example 99.98 |
//! | `currency` | yes | for example `USD` |
//!
//! Money moves here: it is sent once, whatever happens. When no answer tells what became of it, the error is
//! [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome); the documentation has no way to look for a payment,
//! so a person has to, by `movement`: its `reference` is the order's id, its `amount` in hundredths of the unit.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::endpoint::{Body, Method};
use crate::error::{Error, ErrorKind};
use crate::server::call::Call;
use crate::server::money::{Direction, Movement};
use crate::server::received::{Received, Unreadable};

/// A payment.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pay {
    /// Which order.
    pub order_id: String,
    /// How: a payment method's id.
    pub payment_method_id: String,
    /// How much, more than nothing.
    pub amount: Amount,
    /// Three capital letters, for example "USD".
    pub currency: String,
}

/// Tells how much, not with what: payment methods stay out of logs.
impl fmt::Debug for Pay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pay")
            .field("order_id", &self.order_id)
            .field("amount", &self.amount)
            .field("currency", &self.currency)
            .finish_non_exhaustive()
    }
}

/// An amount of money in hundredths of its currency's unit, which no rounding changes.
///
/// ```
/// # use bukaolshop::server::orders::commerce::Amount;
/// assert_eq!(Amount::whole(150_000), Some(Amount::hundredths(15_000_000)));
/// assert_eq!(serde_json::to_string(&Amount::hundredths(9_998)).unwrap(), "99.98");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

/// Fifteen digits, which a JSON number holds exactly wherever it is read.
const MOST: u64 = 999_999_999_999_999;

impl Amount {
    /// So many hundredths: cents, for dollars.
    pub fn hundredths(hundredths: u64) -> Self {
        Self(hundredths)
    }

    /// So many whole units: rupiah, for rupiah. `None` for more than there can be.
    pub fn whole(units: u64) -> Option<Self> {
        units.checked_mul(100).map(Self)
    }

    /// The hundredths.
    pub fn as_hundredths(self) -> u64 {
        self.0
    }
}

/// As the API writes amounts: a number with as many digits behind the dot as it takes.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            to.serialize_u64(self.0 / 100)
        } else {
            to.serialize_f64(self.0 as f64 / 100.0)
        }
    }
}

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
        if !(1..=MOST).contains(&self.amount.0) {
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

    /// An answer that says that it is an error, or about another order, tells nothing of this payment.
    fn read(&self, received: Received) -> Result<Payment, Unreadable> {
        if received
            .data
            .get("error")
            .is_some_and(|error| !error.is_null())
        {
            return Err(Unreadable::new("error", "ada di jawaban yang berhasil"));
        }
        let payment: Payment = received.plain()?;
        match &payment.order_id {
            Some(order_id) if *order_id != self.order_id => {
                Err(Unreadable::new("orderId", "bukan order yang dibayar"))
            }
            _ => Ok(payment),
        }
    }
}

/// A payment that was made. The documentation calls it "payment details" and shows none; what the server
/// sends of what was asked is here under the same names.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// The payment's id.
    #[serde(default)]
    pub id: Option<String>,
    /// Which order.
    #[serde(default)]
    pub order_id: Option<String>,
    /// The server's word for how it went.
    #[serde(default)]
    pub status: Option<String>,
    /// In units of `currency`.
    #[serde(default)]
    pub amount: Option<f64>,
    /// For example "USD".
    #[serde(default)]
    pub currency: Option<String>,
    /// Fields that the documentation does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Tells what and how much; what else was sent may name a payment method.
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

/// Why a payment failed: 402. No money has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentFailure {
    /// The server's name for it; the documentation lists none.
    pub code: Option<String>,
    /// The server's words.
    pub message: Option<String>,
    /// What it is about.
    pub details: Option<String>,
}

impl PaymentFailure {
    /// The failure that an error tells of; `None` for errors that are no failed payment.
    pub fn of(error: &Error) -> Option<Self> {
        (error.kind == ErrorKind::PaymentRequired).then(|| Self {
            code: error.server_code.clone(),
            message: error.status.clone(),
            details: error.path.clone(),
        })
    }
}
