//! `GET /api/analytics/daily`: how the API was used, day by day.
//!
//! Documentation: "Analytics".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `days` | no | how many days, from 1; the last 7 if not said |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// Asks how the API was used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DailyAnalytics {
    /// On how many days, from 1. `None`: 7.
    pub days: Option<u32>,
}

/// How the API was used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analytics {
    /// `7d`
    pub period: String,
    /// Requests in all.
    pub total_requests: u64,
    /// How long they took on average, in milliseconds.
    pub avg_response_time_ms: f64,
    /// Share of those that failed, from 0 to 1.
    pub error_rate: f64,
    /// Day by day.
    pub daily: Vec<Day>,
    /// What was asked most.
    pub top_endpoints: Vec<TopEndpoint>,
    /// What else the server says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// `2025-02-12`
    pub date: String,
    /// Requests.
    pub requests: u64,
    /// Those of them that failed.
    pub errors: u64,
    /// What else the server says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An endpoint, and how often it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopEndpoint {
    /// `/api/menu`
    pub endpoint: String,
    /// How often.
    pub count: u64,
    /// What else the server says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Call for DailyAnalytics {
    type Answer = Analytics;

    fn path(&self) -> &'static str {
        "/api/analytics/daily"
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        match self.days {
            Some(0) => Err(Error::argument("days mulai dari 1")),
            Some(days) => {
                parameters.number("days", u64::from(days));
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn read(&self, received: Received) -> Result<Analytics, Unreadable> {
        received.plain()
    }
}
