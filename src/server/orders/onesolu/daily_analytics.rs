//! `GET /api/analytics/daily`: the use of the API, day by day.
//!
//! Documentation: "Analytics".
//!
//! | parameter | required | meaning |
//! |---|---|---|
//! | `days` | no | the number of days, from 1; the last 7 days without it |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint::Parameters;
use crate::error::Error;
use crate::repair::{Shape, rows, text};
use crate::server::call::Call;
use crate::server::received::{Received, Unreadable};

/// Asks for the use of the API.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DailyAnalytics {
    /// The number of days, from 1. `None` asks for the last 7.
    pub days: Option<u32>,
}

/// The use of the API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analytics {
    /// The period of the statistics, for example `7d`.
    pub period: String,
    /// The number of requests.
    pub total_requests: u64,
    /// The average response time in milliseconds.
    pub avg_response_time_ms: f64,
    /// The share of requests that failed, from 0 to 1.
    pub error_rate: f64,
    /// The statistics of each day.
    pub daily: Vec<Day>,
    /// The endpoints that were called most often.
    pub top_endpoints: Vec<TopEndpoint>,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The statistics of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The date, for example `2025-02-12`.
    pub date: String,
    /// The number of requests.
    pub requests: u64,
    /// The number of requests that failed.
    pub errors: u64,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

/// The statistics of one endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopEndpoint {
    /// The path of the endpoint, for example `/api/menu`.
    pub endpoint: String,
    /// The number of requests.
    pub count: u64,
    /// Fields that the documentation does not list.
    #[serde(flatten, with = "crate::server::extra_fields")]
    pub extra: Map<String, Value>,
}

const SHAPE: Shape = Shape {
    fields: &[
        text("period"),
        rows("daily", &DAY),
        rows("top_endpoints", &TOP_ENDPOINT),
    ],
};

const DAY: Shape = Shape {
    fields: &[text("date")],
};

const TOP_ENDPOINT: Shape = Shape {
    fields: &[text("endpoint")],
};

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
        received.object(&SHAPE)
    }
}
