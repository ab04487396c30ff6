//! Renewing an answer that was given out of the cache though it is no longer fresh.

use std::time::Duration;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, CustomEventInit};

use super::output::{self, Fields, Value};
use super::toko::Shop;
use crate::client::PreparedQuery;
use crate::transport::browser::scope;

/// Asks the server for a newer answer in the background. Where it differs from the one that was kept, the page is
/// told by the event `olshop:ubah`, which names the old answer by the very object that the page was given.
pub(super) fn renew(client: Shop, mut query: Box<PreparedQuery>, before: JsValue) {
    query.elapsed = Duration::ZERO;
    spawn_local(async move {
        // A failure is nobody's error: what the page has is as good as before.
        if let Ok(Some(rows)) = client.renewed(&mut query).await {
            let after = output::page(&rows.into_page(query.paging));
            let detail = Fields(&[
                ("endpoint", Value::Text(query.info.path)),
                ("before", Value::Engine(&before)),
                ("after", Value::Engine(&after)),
            ])
            .object();
            tell(&detail);
        }
    });
}

/// Dispatches the event, where there is a window or a worker to dispatch it at.
fn tell(detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict("olshop:ubah", &init) {
        let _ = scope().dispatch_event(&event);
    }
}
