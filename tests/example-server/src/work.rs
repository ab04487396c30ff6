//! The work on a callback: look the transaction up, compare, forward it if it is paid and not sent yet.

use bukaolshop::ErrorKind;
use bukaolshop::server::Member;
use bukaolshop::server::callback::{Callback, Delivery, Ran, Reason, Rejection, StatusTransaksi};
use bukaolshop::server::closed_api::transaksi::TransaksiDetail;

use crate::log;
use crate::shop::Shop;

/// How long the API may be behind its own callbacks.
const BEHIND: std::time::Duration = std::time::Duration::from_secs(1);

/// See the module.
pub(crate) async fn work(shop: &Shop, delivery: Delivery) -> Result<(), Rejection> {
    let callback = delivery.callback;
    let transaksi = match confirmed(shop, &callback).await {
        Err(rejection) if rejection.reason == Reason::NotYet => {
            tokio::time::sleep(BEHIND.min(shop.settle)).await;
            confirmed(shop, &callback).await?
        }
        other => other?,
    };
    forward(shop, &transaksi).await
}

/// The transaction, whose status is or was what the callback claims.
async fn confirmed(shop: &Shop, callback: &Callback) -> Result<TransaksiDetail, Rejection> {
    let transaksi = match shop
        .closed
        .transaksi()
        .get(&callback.nomor_pembayaran)
        .await
    {
        Err(error) if error.kind == ErrorKind::NotFound => {
            return Err(Rejection::new(Reason::NotYet));
        }
        other => other?,
    };
    if transaksi.nomor_pembayaran != callback.nomor_pembayaran {
        return Err(Rejection::failed("transaksi/id menjawab transaksi lain"));
    }
    callback.confirm(&transaksi.status_bayar, &transaksi.status_pengiriman)?;
    Ok(transaksi)
}

/// Forwards an order, unless it was, or is not to be: not paid, cancelled, or on its way already, which
/// somebody must have seen to.
pub(crate) async fn forward(shop: &Shop, transaksi: &TransaksiDetail) -> Result<(), Rejection> {
    let nomor = &transaksi.nomor_pembayaran;
    let paid = StatusTransaksi::from_text(&transaksi.status_bayar);
    let sent = StatusTransaksi::from_text(&transaksi.status_pengiriman);
    let waiting = matches!(
        sent,
        StatusTransaksi::BelumDiproses | StatusTransaksi::Diproses
    );
    if !paid.is_paid() || !waiting {
        return Ok(());
    }
    let member = Member::id(&transaksi.id_user);
    let member = shop.closed.member().get(&member).await?;
    let orders = shop.target.map(transaksi, &member).map_err(|error| {
        log::order(nomor, &format!("waits: {}: {error}", error.name()));
        Rejection::failed(error.name())
    })?;
    let mut outcome = Ok(());
    for errand in orders.each(nomor) {
        let key = format!("forward:{}:{}", shop.target.name(), errand.reference);
        let guard = shop.receiver.guard();
        let sent = guard.send_once(&key, Some(nomor), &errand).await;
        match &sent {
            Ok(Ran::Now) => log::order(&key, "forwarded"),
            Err(held) if held.reason == Reason::Held => {
                log::order(&key, "held: unknown_outcome, a person has to look");
            }
            _ => {}
        }
        // One shipment that fails keeps no other from being sent.
        outcome = outcome.and(sent.map(drop));
    }
    outcome
}
