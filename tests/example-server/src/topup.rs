//! `POST /topup`: an override top-up. A real shop shows its payment page and goes on when it is paid; this
//! example takes the request for the payment, and adds the amount to the member's balance, once.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use bukaolshop::server::callback::{Errand, Failed, Reason, Rejection, TopUp};
use bukaolshop::server::closed_api::member::SaldoChange;
use bukaolshop::server::{Member, Outcome};

use crate::log;
use crate::shop::Shop;

/// See the module.
pub(crate) async fn receive(
    State(shop): State<Arc<Shop>>,
    method: Method,
    body: Bytes,
) -> Response {
    let topup = match shop.receiver.topup(method.as_str(), &body) {
        Ok(topup) => topup,
        Err(rejection) => return refused(rejection),
    };
    // The work goes on when the sender hangs up.
    let task = tokio::spawn(async move { add(&shop, &topup).await });
    match task.await {
        Ok(Ok(())) => "Topup berhasil".into_response(),
        Ok(Err(rejection)) => refused(rejection),
        Err(_) => refused(Rejection::new(Reason::WorkFailed)),
    }
}

fn refused(rejection: Rejection) -> Response {
    log::order("topup", rejection.reason.name());
    rejection.into_response()
}

/// A change of a member's balance, whose note names the top-up.
struct Change<'s> {
    shop: &'s Shop,
    member: Member,
    change: SaldoChange,
    note: String,
}

impl Errand for Change<'_> {
    /// Looks for the note in the history of the balance.
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        let saldo = self.shop.closed.saldo().get(&self.member).await?;
        let is_there = saldo
            .riwayat_saldo
            .iter()
            .any(|row| row.informasi_catatan == self.note);
        Ok(Some(match is_there {
            true => {
                log::order(&self.note, "found: it was forwarded before");
                Outcome::Changed
            }
            false => Outcome::NotChanged,
        }))
    }

    async fn send(&self) -> Result<(), Failed> {
        let changed = self.shop.closed.saldo().change(&self.change).await;
        Ok(changed.map(drop)?)
    }
}

async fn add(shop: &Shop, topup: &TopUp) -> Result<(), Rejection> {
    let invalid = || {
        let mut rejection = Rejection::new(Reason::InvalidField);
        rejection.field = Some("total_topup");
        rejection
    };
    let jumlah = topup.total_topup.filter(|jumlah| *jumlah > 0);
    let jumlah = jumlah.ok_or_else(invalid)?;
    let member = Member::id(&topup.id_user);
    let note = format!("Topup #{}", topup.token_topup);
    let errand = Change {
        shop,
        change: SaldoChange::tambah(member.clone(), jumlah).catatan(&note),
        member,
        note,
    };
    let key = format!("topup:{}", topup.token_topup);
    let guard = shop.receiver.guard();
    guard.send_once(&key, None, &errand).await.map(drop)
}
