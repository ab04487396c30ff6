//! `POST /topup`: an override top-up. A real shop shows its payment page and goes on when it is paid; this
//! example takes the request for the payment, and adds the amount to the member's balance, once.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use bukaolshop::Error;
use bukaolshop::server::callback::{Reason, Rejection, Store, TopUp};
use bukaolshop::server::closed_api::compare;
use bukaolshop::server::closed_api::member::{Saldo, SaldoChange};
use bukaolshop::server::{Call, Member, Outcome};
use bukaolshop::transport::Platform;

use crate::handover::{self, Errand, Found};
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

/// A change of a balance, and the balance from before it was first tried.
struct Change<'s> {
    shop: &'s Shop,
    member: Member,
    change: SaldoChange,
    before: Saldo,
}

impl Errand for Change<'_> {
    /// Compares the balance with what it was before.
    async fn look(&self) -> Result<Found, Error> {
        let after = self.shop.closed.saldo().get(&self.member).await?;
        let outcome = self
            .change
            .moves_money()
            .map(|movement| compare(&movement, &self.before, &after));
        Ok(match outcome {
            Some(Outcome::Changed) => Found::Done,
            Some(Outcome::NotChanged) => Found::NotDone,
            Some(Outcome::Unclear) | None => Found::Unknown,
        })
    }

    async fn send(&self) -> Result<(), Error> {
        self.shop
            .closed
            .saldo()
            .change(&self.change)
            .await
            .map(drop)
    }

    fn is_idempotent(&self) -> bool {
        false
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
    let key = format!("topup:{}", topup.token_topup);
    // Between reading what was noted and noting anew nobody else may do so.
    let Some(_taken) = shop.take(&key) else {
        return Err(Rejection::new(Reason::InProgress));
    };
    let member = Member::id(&topup.id_user);
    let noted = shop.store.unfinished(shop.platform.now()).await?;
    let noted = noted.into_iter().find(|left| left.key == key);
    let before = match noted.and_then(|left| serde_json::from_str(&left.note).ok()) {
        Some(before) => before,
        None => shop.closed.saldo().get(&member).await?,
    };
    let note = serde_json::to_string(&before).map_err(|_| Rejection::new(Reason::StoreFailed))?;
    let change = SaldoChange::tambah(member.clone(), jumlah)
        .catatan(format!("Topup #{}", topup.token_topup));
    let errand = Change {
        shop,
        member,
        change,
        before,
    };
    handover::once(
        &shop.store,
        &shop.platform,
        shop.settle,
        &key,
        &note,
        &errand,
    )
    .await
}
