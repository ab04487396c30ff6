//! Money, in the smallest unit of its currency.

use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;

/// An amount of money in cents: 1299 is 12.99. Never negative, never a fraction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(u64);

/// The largest number that JSON's other readers hold exactly: 2⁵³ − 1.
const LARGEST: u64 = (1 << 53) - 1;

const COMPLAINT: &str =
    "jumlah uang harus bilangan bulat dalam sen, tidak negatif, paling besar 9007199254740991";

impl Cents {
    /// Nothing.
    pub const ZERO: Cents = Cents(0);

    /// So many.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] beyond 2⁵³ − 1.
    pub fn new(cents: u64) -> Result<Self, Error> {
        match cents {
            0..=LARGEST => Ok(Cents(cents)),
            _ => Err(Error::argument(COMPLAINT)),
        }
    }

    /// How many.
    pub fn get(self) -> u64 {
        self.0
    }

    /// The sum; `None` where it is too large for one.
    pub fn checked_add(self, other: Cents) -> Option<Cents> {
        Cents::new(self.0.checked_add(other.0)?).ok()
    }

    /// So many times as much; `None` where it is too large.
    pub fn checked_mul(self, times: u64) -> Option<Cents> {
        Cents::new(self.0.checked_mul(times)?).ok()
    }
}

impl From<u32> for Cents {
    fn from(cents: u32) -> Self {
        Cents(u64::from(cents))
    }
}

/// Refuses what is negative.
impl TryFrom<i64> for Cents {
    type Error = Error;

    fn try_from(cents: i64) -> Result<Self, Error> {
        let cents = u64::try_from(cents).map_err(|_| Error::argument(COMPLAINT))?;
        Cents::new(cents)
    }
}

/// Refuses what is negative, has a fraction, or is no number.
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

/// From a number; 1299.0 is the same one as 1299.
impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_u64(Number)
    }
}

struct Number;

impl Visitor<'_> for Number {
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
