//! How the package's loop waits: it polls again whenever something has settled, so nobody need be
//! woken.

use std::future::poll_fn;
use std::task::Poll;

use crate::transport::fetch::{Wait, Waiting};

/// Polled until it is done.
#[derive(Debug, Default)]
pub(super) struct Polled;

impl Waiting for Polled {
    const WAKES: bool = false;

    fn wait(wait: &Wait) -> impl Future<Output = ()> {
        poll_fn(|_| match wait.over() {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
    }
}
