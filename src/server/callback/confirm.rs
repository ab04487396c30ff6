//! Looking up the transaction of a callback, in an API that can be behind its own callbacks.

use std::future::Future;
use std::time::Duration;

use serde_json::{Map, Value};

use super::receiver::Receiver;
use super::rejection::{Reason, Rejection};
use super::status::Standing;
use super::store::Store;
use super::transaksi::Callback;
use crate::language::sentence;
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
    /// Callbacks of one order that come within seconds share a look-up. The API is not asked where an earlier answer can be
    /// used: one to a question that was asked after this callback had arrived, or one of the last ten seconds that already
    /// shows the status of this callback. Answers are kept in memory, so each program asks for itself.
    ///
    /// # Errors
    /// [`Reason::NotYet`] where the API does not have the status after these questions: the callback is answered with
    /// 503, and worked on again later. [`Reason::WorkFailed`] where `ask` gives the transaction of another number. Otherwise
    /// the error of `ask`.
    pub async fn confirmed<F, T, E>(
        &self,
        callback: &Callback,
        ask: impl Fn() -> F + MaybeSend + MaybeSync,
    ) -> Result<(T, Standing), Rejection>
    where
        F: Future<Output = Result<T, E>> + MaybeSend,
        T: TransaksiStatus + Clone + MaybeSend + 'static,
        E: Into<Rejection> + MaybeSend,
    {
        let nomor = &callback.nomor_pembayaran;
        let compare = |transaksi: &T| {
            let bayar = transaksi.status_bayar().unwrap_or_default();
            let pengiriman = transaksi.status_pengiriman().unwrap_or_default();
            callback.confirm(&bayar, &pengiriman)
        };
        let tells = |transaksi: &T| matches!(compare(transaksi), Ok(Standing::Current));
        let asked = || async {
            let transaksi = ask().await.map_err(Into::into)?;
            if transaksi.nomor_pembayaran().as_ref() != Some(nomor) {
                return Err(Rejection::failed(sentence(
                    "transaksi/id menjawab transaksi lain",
                )));
            }
            Ok(transaksi)
        };
        let look_ups = self.look_ups();
        let mut since = look_ups.arrival(&callback.key(self.toko()));
        for wait in BEHIND {
            if !wait.is_zero() {
                self.guard().sleep(wait).await;
                since = look_ups.ticket();
            }
            let platform = &self.guard().platform;
            let looked_up = look_ups.transaksi(nomor, since, platform, tells, asked);
            let transaksi = looked_up.await?;
            match compare(&transaksi) {
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
