//! `GET /aplikasi/info_limit`: how many requests the shop has sent today.
//!
//! The endpoint is newer than the documentation that this crate was written from. It has no parameters, and
//! asking it does not count against the limit.
//!
//! The limits themselves are [`SubscriptionPlan::daily_limits`]:
//!
//! | plan | `GET` | `POST`, `PATCH`, `DELETE` |
//! |---|---|---|
//! | BISNIS | 5000 | 700 |
//! | PRO | 1000 | 300 |
//! | LITE | 200 | 60 |
//! | FREE | 50 | 15 |
//!
//! A shop that looks up the order of every callback spends one `GET` on each. On FREE, no callback can be
//! confirmed after the fiftieth of a day.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::repair::{Shape, number};
use crate::server::call::Call;
use crate::server::closed_api::extra::TakesExtra;
use crate::server::received::{Received, Unreadable};

/// Asks how many requests the shop has sent today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InfoLimitQuery;

impl Call for InfoLimitQuery {
    type Answer = InfoLimit;

    fn path(&self) -> &'static str {
        "/aplikasi/info_limit"
    }

    fn read(&self, received: Received) -> Result<InfoLimit, Unreadable> {
        received.inside("data").object(&SHAPE)
    }
}

impl TakesExtra for InfoLimitQuery {
    const PARAMETERS: &'static [&'static str] = &[];
}

const SHAPE: Shape = Shape {
    fields: &[number("jumlah_request").essential()],
};

/// The requests of the shop's day, which ends at midnight in Jakarta.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InfoLimit {
    /// The number of requests that the shop has sent today.
    pub jumlah_request: f64,
    /// Fields that are not known yet, and the answer's `code` and `status`.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// A shop's subscription, which decides how many requests a day has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubscriptionPlan {
    /// BISNIS.
    Bisnis,
    /// PRO.
    Pro,
    /// LITE.
    Lite,
    /// FREE.
    Free,
}

/// The requests of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DailyLimits {
    /// Requests that read: `GET`.
    pub reads: u32,
    /// Requests that change something: `POST`, `PATCH` and `DELETE`.
    pub changes: u32,
}

impl SubscriptionPlan {
    /// All plans, the largest first.
    pub const ALL: [Self; 4] = [Self::Bisnis, Self::Pro, Self::Lite, Self::Free];

    /// The plan that [`AplikasiInfo::status_premium`](super::AplikasiInfo::status_premium) names, in capital
    /// or small letters; `None` for a name that is not known.
    pub fn from_status_premium(name: &str) -> Option<Self> {
        let name = name.trim();
        let is = |plan: &Self| plan.name().eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(is)
    }

    /// The plan's name, in capital letters.
    pub fn name(self) -> &'static str {
        match self {
            SubscriptionPlan::Bisnis => "BISNIS",
            SubscriptionPlan::Pro => "PRO",
            SubscriptionPlan::Lite => "LITE",
            SubscriptionPlan::Free => "FREE",
        }
    }

    /// The Closed API's limits of one day for the whole shop, from bukaOlshop's own picture of 2022, which
    /// says that they may change.
    pub fn daily_limits(self) -> DailyLimits {
        let (reads, changes) = match self {
            SubscriptionPlan::Bisnis => (5000, 700),
            SubscriptionPlan::Pro => (1000, 300),
            SubscriptionPlan::Lite => (200, 60),
            SubscriptionPlan::Free => (50, 15),
        };
        DailyLimits { reads, changes }
    }
}
