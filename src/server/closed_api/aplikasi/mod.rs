//! The shop's app.

pub mod info;
pub mod info_limit;

pub use info::{AplikasiInfo, AplikasiInfoQuery};
pub use info_limit::{DailyLimits, InfoLimit, InfoLimitQuery, SubscriptionPlan};
