//! What the relay counts, as text for Prometheus. Labels have few values each, and none holds a member's data.

use std::time::Duration;

use bukaolshop::server::RequestEvent;
use bukaolshop::server::callback::{Reason, Rejection, Reply};
use bukaolshop::server::closed_api::Quota;
use bukaolshop::server::open_api_cache::Status;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};

use crate::config::System;

const CALLBACKS: &str = "bukaolshop_relay_callbacks_total";
const CALLBACK_SECONDS: &str = "bukaolshop_relay_callback_seconds";
const ORDERS: &str = "bukaolshop_relay_orders_total";
const TOPUPS: &str = "bukaolshop_relay_topups_total";
const WAITING: &str = "bukaolshop_relay_waiting";
const REQUEST_SECONDS: &str = "bukaolshop_relay_request_seconds";
const REQUEST_OUTCOMES: &str = "bukaolshop_relay_requests_total";
const LEFT: &str = "bukaolshop_relay_closed_api_requests_left";
const USED: &str = "bukaolshop_relay_closed_api_requests_used";
const FRONT_USED: &str = "bukaolshop_relay_open_api_requests_used";
const FRONT_LEFT: &str = "bukaolshop_relay_open_api_requests_left";
const FRONT_KEPT: &str = "bukaolshop_relay_open_api_answers";
const FRONT_BYTES: &str = "bukaolshop_relay_open_api_answers_bytes";
const BUILD: &str = "bukaolshop_relay_build_info";

/// The upper bounds of durations, in seconds.
const BUCKETS: [f64; 9] = [0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// Begins to count.
///
/// # Errors
/// Where something counts already in this program.
pub(crate) fn install() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new()
        .set_buckets(&BUCKETS)?
        .install_recorder()?;
    describe_counter!(CALLBACKS, "Callbacks by what became of them");
    describe_histogram!(CALLBACK_SECONDS, "Seconds from a callback to its answer");
    describe_counter!(
        ORDERS,
        "Parts of orders by system and by what became of them"
    );
    describe_counter!(TOPUPS, "Top-ups by what became of them");
    describe_gauge!(WAITING, "Orders and top-ups that wait for a person");
    describe_histogram!(
        REQUEST_SECONDS,
        "Seconds that requests to other systems took"
    );
    describe_counter!(
        REQUEST_OUTCOMES,
        "Requests to other systems by their answer"
    );
    describe_gauge!(LEFT, "Requests of the Closed API that are left today");
    describe_gauge!(USED, "Requests of the Closed API that were sent today");
    describe_gauge!(FRONT_USED, "Requests of the Open API that were sent today");
    describe_gauge!(FRONT_LEFT, "Requests of the Open API that are left today");
    describe_gauge!(FRONT_KEPT, "Answers of the Open API in memory");
    describe_gauge!(
        FRONT_BYTES,
        "Bytes of the answers of the Open API in memory"
    );
    describe_gauge!(BUILD, "The version of the relay");
    gauge!(BUILD, "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    // What has not happened yet is 0, and no gap.
    for reason in [Reason::WrongSecret, Reason::Held, Reason::StoreFailed] {
        counter!(CALLBACKS, "outcome" => reason.name()).absolute(0);
    }
    Ok(handle)
}

/// The name of an outcome: `done`, or that of the reason.
fn name(rejection: Option<&Rejection>) -> &'static str {
    rejection.map_or("done", |rejection| rejection.reason.name())
}

pub(crate) fn callback(reply: &Reply) {
    counter!(CALLBACKS, "outcome" => name(reply.rejection.as_ref())).increment(1);
}

pub(crate) fn callback_took(elapsed: Duration) {
    histogram!(CALLBACK_SECONDS).record(elapsed);
}

pub(crate) fn order(system: System, outcome: &Result<(), Rejection>) {
    let outcome = match outcome {
        Ok(()) => "sent",
        Err(rejection) => rejection.reason.name(),
    };
    counter!(ORDERS, "system" => system.name(), "outcome" => outcome).increment(1);
}

pub(crate) fn topup(outcome: &'static str) {
    counter!(TOPUPS, "outcome" => outcome).increment(1);
}

pub(crate) fn waiting(orders: usize, topups: usize) {
    gauge!(WAITING, "kind" => "order").set(count(orders));
    gauge!(WAITING, "kind" => "topup").set(count(topups));
}

pub(crate) fn quota(quota: &Quota) {
    for (kind, part) in [("read", quota.reads), ("change", quota.changes)] {
        gauge!(USED, "kind" => kind).set(part.used);
        if let Some(left) = part.left() {
            gauge!(LEFT, "kind" => kind).set(left);
        }
    }
}

pub(crate) fn front(status: &Status) {
    gauge!(FRONT_USED).set(status.used_today);
    if let Some(limit) = status.daily_limit {
        gauge!(FRONT_LEFT).set(limit.saturating_sub(status.used_today));
    }
    gauge!(FRONT_KEPT).set(count(status.kept));
    gauge!(FRONT_BYTES).set(count(status.memory));
}

/// A request to another system has ended.
pub(crate) fn request(event: &RequestEvent) {
    let answer = match event.status {
        None => "none",
        Some(200..300) => "ok",
        Some(429) => "limited",
        Some(500..) => "failed",
        Some(_) => "refused",
    };
    let (service, path) = (event.service, event.path);
    counter!(REQUEST_OUTCOMES, "service" => service, "path" => path, "answer" => answer)
        .increment(1);
    histogram!(REQUEST_SECONDS, "service" => service).record(event.elapsed);
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}
