//! Amounts of money in the smallest unit of their currency.

use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;

/// An amount of money in cents: 1299 means 12.99. It is never negative and never has a fraction.
///
/// ```
/// use bukaolshop::server::orders::onetablet::Cents;
///
/// let price = Cents::new(1_299)?;
/// assert_eq!(price.checked_mul(2).map(Cents::get), Some(2_598));
/// assert!(Cents::new(u64::MAX).is_err());
/// # Ok::<(), bukaolshop::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(u64);

/// The largest whole number that every reader of JSON holds exactly: 2⁵³ − 1.
const LARGEST: u64 = (1 << 53) - 1;

const COMPLAINT: &str =
    "jumlah uang harus bilangan bulat dalam sen, tidak negatif, paling besar 9007199254740991";

impl Cents {
    /// No money.
    pub const ZERO: Cents = Cents(0);

    /// An amount of `cents` cents.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for more than 2⁵³ − 1.
    pub fn new(cents: u64) -> Result<Self, Error> {
        match cents {
            0..=LARGEST => Ok(Cents(cents)),
            _ => Err(Error::argument(COMPLAINT)),
        }
    }

    /// The number of cents.
    pub fn get(self) -> u64 {
        self.0
    }

    /// The sum of two amounts; `None` where it is more than 2⁵³ − 1.
    pub fn checked_add(self, other: Cents) -> Option<Cents> {
        Cents::new(self.0.checked_add(other.0)?).ok()
    }

    /// This amount times a number; `None` where it is more than 2⁵³ − 1.
    pub fn checked_mul(self, times: u64) -> Option<Cents> {
        Cents::new(self.0.checked_mul(times)?).ok()
    }
}

impl From<u32> for Cents {
    fn from(cents: u32) -> Self {
        Cents(u64::from(cents))
    }
}

/// A negative number is an error.
impl TryFrom<i64> for Cents {
    type Error = Error;

    fn try_from(cents: i64) -> Result<Self, Error> {
        let cents = u64::try_from(cents).map_err(|_| Error::argument(COMPLAINT))?;
        Cents::new(cents)
    }
}

/// A number that is negative, has a fraction, or is not finite is an error.
impl TryFrom<f64> for Cents {
    type Error = Error;

    fn try_from(cents: f64) -> Result<Self, Error> {
        if cents.fract() == 0.0 && (0.0..=LARGEST as f64).contains(&cents) {
            Ok(Cents(cents as u64))
        } else {
            Err(Error::argument(COMPLAINT))
        }
    }
}

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

/// Reads a number; 1299.0 is read like 1299.
impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_u64(CentsVisitor)
    }
}

struct CentsVisitor;

impl Visitor<'_> for CentsVisitor {
    type Value = Cents;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number of cents")
    }

    fn visit_u64<E: serde::de::Error>(self, cents: u64) -> Result<Cents, E> {
        Cents::new(cents).map_err(|_| E::custom(COMPLAINT))
    }

    fn visit_i64<E: serde::de::Error>(self, cents: i64) -> Result<Cents, E> {
        Cents::try_from(cents).map_err(|_| E::custom(COMPLAINT))
    }

    fn visit_f64<E: serde::de::Error>(self, cents: f64) -> Result<Cents, E> {
        Cents::try_from(cents).map_err(|_| E::custom(COMPLAINT))
    }
}
