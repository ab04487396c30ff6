//! How the package's loop waits: it polls again whenever something has settled, so nobody need be
//! woken.

use std::future::poll_fn;
use std::task::Poll;

use wasm_bindgen::JsValue;

use crate::transport::fetch::{Wait, Waiting};

/// Polled until it is done.
#[derive(Debug, Default)]
pub(super) struct Polled;

impl Waiting for Polled {
    fn wait(wait: &Wait) -> impl Future<Output = JsValue> {
        poll_fn(|_| {
            let outcome = wait.outcome();
            if outcome.is_undefined() {
                Poll::Pending
            } else {
                Poll::Ready(outcome)
            }
        })
    }
}
