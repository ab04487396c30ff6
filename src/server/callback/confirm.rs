//! Looking up the transaction of a callback, in an API that can be behind its own callbacks.

use std::future::Future;
use std::time::Duration;

use serde_json::{Map, Value};

use super::receiver::Receiver;
use super::rejection::{Reason, Rejection};
use super::status::Standing;
use super::store::Store;
use super::transaksi::Callback;
use crate::server::closed_api::transaksi::TransaksiDetail;
use crate::transport::{MaybeSend, MaybeSync, Platform};

/// A transaction as the Closed API returns it, as far as it is compared with a callback. `None` stands for a
/// field that is missing.
pub trait TransaksiStatus {
    /// The number of the transaction.
    fn nomor_pembayaran(&self) -> Option<String>;

    /// The status of the payment.
    fn status_bayar(&self) -> Option<String>;

    /// The status of the delivery.
    fn status_pengiriman(&self) -> Option<String>;
}

impl TransaksiStatus for TransaksiDetail {
    fn nomor_pembayaran(&self) -> Option<String> {
        Some(self.nomor_pembayaran.clone())
    }

    fn status_bayar(&self) -> Option<String> {
        Some(self.status_bayar.clone())
    }

    fn status_pengiriman(&self) -> Option<String> {
        Some(self.status_pengiriman.clone())
    }
}

/// The waits before the API is asked for a transaction.
const BEHIND: [Duration; 3] = [
    Duration::ZERO,
    Duration::from_secs(1),
    Duration::from_secs(3),
];

impl<S: Store, P: Platform> Receiver<S, P> {
    /// Looks the transaction of a callback up and compares their statuses. Where the API is behind its own
    /// callback, it is asked again after one second and after another three; each question counts as a
    /// request of the day.
    ///
    /// # Errors
    /// [`Reason::NotYet`] where the API still does not have the status then: the callback is answered with
    /// 503, and worked on again later. The error of `ask`, and [`Reason::WorkFailed`] for the transaction of
    /// another number.
    pub async fn confirmed<F, T, E>(
        &self,
        callback: &Callback,
        ask: impl Fn() -> F + MaybeSend + MaybeSync,
    ) -> Result<(T, Standing), Rejection>
    where
        F: Future<Output = Result<T, E>> + MaybeSend,
        T: TransaksiStatus + MaybeSend,
        E: Into<Rejection> + MaybeSend,
    {
        for wait in BEHIND {
            if !wait.is_zero() {
                self.guard().sleep(wait).await;
            }
            let transaksi = ask().await.map_err(Into::into)?;
            if transaksi.nomor_pembayaran().as_ref() != Some(&callback.nomor_pembayaran) {
                return Err(Rejection::failed("transaksi/id menjawab transaksi lain"));
            }
            let bayar = transaksi.status_bayar().unwrap_or_default();
            let pengiriman = transaksi.status_pengiriman().unwrap_or_default();
            match callback.confirm(&bayar, &pengiriman) {
                Ok(standing) => return Ok((transaksi, standing)),
                Err(rejection) if rejection.reason == Reason::NotYet => {}
                Err(rejection) => return Err(rejection),
            }
        }
        Err(Rejection::of(Reason::NotYet, "status_transaksi"))
    }

    /// A callback from its fields, as it was handed to a program.
    #[cfg_attr(
        not(all(feature = "server-js", target_arch = "wasm32")),
        allow(dead_code, reason = "only JavaScript holds callbacks as objects")
    )]
    pub(in crate::server) fn callback_from(
        &self,
        fields: Map<String, Value>,
    ) -> Result<Callback, Rejection> {
        Callback::read(fields, false)
    }
}
