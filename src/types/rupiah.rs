//! Amounts of money.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount in whole rupiah, which may be negative.
///
/// [`Display`](fmt::Display) writes it as Indonesians do: `Rp12.500`. Sums and differences stop at the largest and the
/// smallest amount instead of overflowing.
///
/// ```
/// use bukaolshop::types::Rupiah;
///
/// let total: Rupiah = [Rupiah::new(12_500), Rupiah::new(3_000)].into_iter().sum();
/// assert_eq!(total, Rupiah::new(15_500));
/// assert_eq!(total.to_string(), "Rp15.500");
/// assert_eq!((-total).get(), -15_500);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rupiah(i64);

/// The largest amount that a JSON number of the API can say exactly.
const LARGEST: f64 = 9_007_199_254_740_991.0;

impl Rupiah {
    /// Zero rupiah.
    pub const ZERO: Self = Self(0);

    /// The amount of this many rupiah.
    pub const fn new(rupiah: i64) -> Self {
        Self(rupiah)
    }

    /// The number of rupiah.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut text = String::from(if self.0 < 0 { "-Rp" } else { "Rp" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        f.pad(&text)
    }
}

impl From<i64> for Rupiah {
    fn from(rupiah: i64) -> Self {
        Self(rupiah)
    }
}

impl From<Rupiah> for i64 {
    fn from(amount: Rupiah) -> Self {
        amount.0
    }
}

impl PartialEq<i64> for Rupiah {
    fn eq(&self, other: &i64) -> bool {
        self.0 == *other
    }
}

impl PartialOrd<i64> for Rupiah {
    fn partial_cmp(&self, other: &i64) -> Option<std::cmp::Ordering> {
        self.0.partial_cmp(other)
    }
}

impl Add for Rupiah {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Rupiah {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Rupiah {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl SubAssign for Rupiah {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Mul<i64> for Rupiah {
    type Output = Self;

    fn mul(self, times: i64) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

impl Neg for Rupiah {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Rupiah {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Rupiah {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

/// Reads a whole number. A number with a fraction is refused, because rounding would be guessing.
impl<'de> Deserialize<'de> for Rupiah {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Whole;

        impl Visitor<'_> for Whole {
            type Value = Rupiah;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("whole rupiah")
            }

            fn visit_i64<E: Error>(self, rupiah: i64) -> Result<Rupiah, E> {
                Ok(Rupiah(rupiah))
            }

            fn visit_u64<E: Error>(self, rupiah: u64) -> Result<Rupiah, E> {
                let amount = i64::try_from(rupiah).map(Rupiah);
                amount.map_err(|_| E::invalid_value(Unexpected::Unsigned(rupiah), &self))
            }

            fn visit_f64<E: Error>(self, rupiah: f64) -> Result<Rupiah, E> {
                if rupiah.fract() == 0.0 && rupiah.abs() <= LARGEST {
                    Ok(Rupiah(rupiah as i64))
                } else {
                    Err(E::invalid_value(Unexpected::Float(rupiah), &self))
                }
            }
        }

        from.deserialize_any(Whole)
    }
}

#[cfg(test)]
mod tests {
    use super::Rupiah;

    #[test]
    fn an_amount_is_written_with_a_dot_before_each_three_digits() {
        for (rupiah, text) in [
            (0, "Rp0"),
            (999, "Rp999"),
            (1_000, "Rp1.000"),
            (-1_234_567, "-Rp1.234.567"),
            (i64::MIN, "-Rp9.223.372.036.854.775.808"),
        ] {
            assert_eq!(Rupiah::new(rupiah).to_string(), text);
        }
        assert_eq!(format!("{:>8}|", Rupiah::new(500)), "   Rp500|");
    }

    #[test]
    fn whole_numbers_are_read_and_parts_of_a_rupiah_refused() {
        for (json, rupiah) in [("50000", 50_000), ("-3", -3), ("50000.0", 50_000)] {
            let read: Rupiah = serde_json::from_str(json).expect(json);
            assert_eq!(read, Rupiah::new(rupiah));
        }
        for json in ["0.5", "1e300", "18446744073709551615", "\"5\"", "null"] {
            assert!(serde_json::from_str::<Rupiah>(json).is_err(), "{json}");
        }
        assert_eq!(serde_json::to_string(&Rupiah::new(7)).expect("JSON"), "7");
    }

    #[test]
    fn arithmetic_stops_at_the_ends() {
        let largest = Rupiah::new(i64::MAX);
        assert_eq!(largest + Rupiah::new(1), largest);
        assert_eq!(largest * 2, largest);
        assert_eq!(Rupiah::new(i64::MIN) - Rupiah::new(1), i64::MIN);
        assert_eq!(-Rupiah::new(i64::MIN), largest);
    }
}
