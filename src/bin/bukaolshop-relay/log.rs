//! The log, on standard error: lines of text, or of JSON. No secret and no member's data goes into it.

use bukaolshop::server::callback::{Rejection, Reply};
use tracing::{error, info, warn};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

use crate::config::{Log, LogFormat};
use crate::metrics;

/// Begins to log. Only what the relay itself says is logged: other crates may say what they send.
pub(crate) fn install(log: Log) {
    let own = Targets::new().with_target(env!("CARGO_BIN_NAME").replace('-', "_"), log.level);
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let lines = match log.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    // It fails only where something logs already.
    let _ = tracing_subscriber::registry()
        .with(lines.with_filter(own))
        .try_init();
}

/// What became of a callback: it is logged and counted.
pub(crate) fn reply(reply: &Reply) {
    metrics::callback(reply);
    let status = reply.status();
    let nomor = reply
        .callback
        .as_ref()
        .map(|it| it.nomor_pembayaran.as_str());
    let event = (reply.callback.as_ref()).map(|it| it.tipe_callback.as_str().escape_debug());
    let told = (reply.callback.as_ref()).map(|it| it.status_transaksi.as_str().escape_debug());
    let (tipe, told) = (
        event.map(|it| it.to_string()),
        told.map(|it| it.to_string()),
    );
    let Some(rejection) = &reply.rejection else {
        info!(status, outcome = "done", nomor, tipe, told, "callback");
        return;
    };
    let (outcome, field, note) = (
        rejection.reason.name(),
        rejection.field,
        rejection.note.as_deref(),
    );
    match status {
        200 if !rejection.reason.is_held() => {
            info!(status, outcome, nomor, tipe, told, field, note, "callback");
        }
        _ => warn!(status, outcome, nomor, tipe, told, field, note, "callback"),
    }
}

/// Something that is not about one callback has failed.
pub(crate) fn failed(what: &'static str, rejection: &Rejection) {
    let (outcome, note) = (rejection.reason.name(), rejection.note.as_deref());
    error!(outcome, note, "{what}");
}

/// A request was refused that is no callback.
pub(crate) fn refused(what: &'static str, rejection: &Rejection) {
    let (outcome, field) = (rejection.reason.name(), rejection.field);
    warn!(outcome, field, "{what}");
}
