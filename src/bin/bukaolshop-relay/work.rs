//! The work on a callback: look the order up, and send each of its shipments once to the system that takes it, if it is paid.

use std::collections::BTreeSet;

use bukaolshop::ErrorKind;
use bukaolshop::server::Member;
use bukaolshop::server::callback::{Delivery, Reason, Rejection, StatusTransaksi, TipeTransaksi};
use bukaolshop::server::closed_api::member::MemberDetail;
use bukaolshop::server::closed_api::transaksi::{DataPesanan, TransaksiDetail};
use bukaolshop::server::forward::Source;

use crate::config::{Digital, NoRoute, System};
use crate::metrics;
use crate::order::{Order, Plan};
use crate::private::Private;
use crate::shop::Shop;
use crate::targets::Targets;

/// See the module.
pub(crate) async fn work(shop: &Shop, delivery: Delivery) -> Result<(), Rejection> {
    let callback = delivery.callback;
    if shop.targets.is_empty() || tells_nothing(&callback.status_transaksi) {
        return Ok(());
    }
    let nomor = &callback.nomor_pembayaran;
    // What is settled needs no request of the Closed API.
    if Order::new(shop, nomor).is_settled().await? {
        return Ok(());
    }
    let look_up = || async {
        let found = shop.closed.transaksi().get(nomor).await;
        found.map_err(|error| match error.kind {
            ErrorKind::NotFound => Rejection::new(Reason::NotYet),
            _ => error.into(),
        })
    };
    let (transaksi, _) = shop.receiver.confirmed(&callback, look_up).await?;
    forward(shop, &transaksi).await
}

/// Whether a status is one with which no order is sent: it is not paid, has ended, or is on its way already, which somebody must
/// have seen to. Nothing is looked up for it.
fn tells_nothing(status: &StatusTransaksi) -> bool {
    matches!(
        status,
        StatusTransaksi::Pending
            | StatusTransaksi::Dikirim
            | StatusTransaksi::Diterima
            | StatusTransaksi::Selesai
            | StatusTransaksi::DiBatalkan
            | StatusTransaksi::Gagal
    )
}

/// Sends an order, unless it is not to be sent, or not any more.
async fn forward(shop: &Shop, transaksi: &TransaksiDetail) -> Result<(), Rejection> {
    if !StatusTransaksi::from_text(&transaksi.status_bayar).is_paid() {
        return Ok(());
    }
    match StatusTransaksi::from_text(&transaksi.status_pengiriman) {
        StatusTransaksi::BelumDiproses | StatusTransaksi::Diproses => {}
        StatusTransaksi::Lain(word) => {
            return Err(Rejection::held(format!(
                "status_pengiriman {word:?} tidak dikenal; periksa pesanannya di bukaOlshop"
            )));
        }
        _ => return Ok(()),
    }
    let plan = plan(shop, transaksi)?;
    let has_digital = transaksi.data_pesanan.iter().any(is_digital);
    let parts = parts(&plan, transaksi);
    let member = match parts
        .iter()
        .any(|(system, _)| Targets::needs_member(*system))
    {
        true => {
            let member = Member::id(&transaksi.id_user);
            Some(shop.closed.member().get(&member).await?)
        }
        false => None,
    };
    let private = Private::new(transaksi, member.as_ref());
    // All parts can be sent, or none is.
    for (system, part) in &parts {
        let checked = shop.targets.check(*system, &source(part, member.as_ref()));
        checked.map_err(|error| {
            Rejection::held(format!("{}: {}: {error}", system.name(), error.name()))
        })?;
    }
    if !parts.is_empty() {
        let Some(sending) = Order::new(shop, &transaksi.nomor_pembayaran)
            .begin(&plan)
            .await?
        else {
            return Ok(());
        };
        let mut outcome = Ok(());
        for (system, part) in &parts {
            let source = source(part, member.as_ref());
            let sent = shop.targets.send(&shop.receiver, *system, &source).await;
            let sent = sent.map_err(|rejection| private.masked(rejection));
            metrics::order(*system, &sent);
            // One part that fails keeps no other from being sent.
            outcome = outcome.and(sent);
        }
        let waits = has_digital && shop.config.digital == Digital::Wait;
        sending.end(outcome.is_ok() && !waits).await?;
        outcome?;
    }
    match has_digital && shop.config.digital == Digital::Wait {
        true => Err(Rejection::held(
            "ada produk digital; antar ke pembeli, lalu settle done",
        )),
        false => Ok(()),
    }
}

fn source<'s>(part: &'s TransaksiDetail, member: Option<&'s MemberDetail>) -> Source<'s> {
    let source = Source::new(part);
    match member {
        Some(member) => source.member(member),
        None => source,
    }
}

/// Whether a shipment is none: digital products have a word for their kind in the place of an address.
fn is_digital(shipment: &DataPesanan) -> bool {
    let provinsi = shipment.provinsi.trim();
    provinsi.eq_ignore_ascii_case(TipeTransaksi::ProdukDigital.as_str())
}

/// The systems of an order's shipments.
fn plan(shop: &Shop, transaksi: &TransaksiDetail) -> Result<Plan, Rejection> {
    if transaksi.data_pesanan.is_empty() {
        return Err(Rejection::held(
            "no_product: pesanan ini tidak punya barang",
        ));
    }
    let parcels = transaksi.data_pesanan.iter().enumerate();
    let parcels = parcels.filter(|(_, shipment)| !is_digital(shipment));
    parcels
        .map(|(at, shipment)| match shop.config.routes.of(shipment) {
            Ok(system) => Ok((at, system)),
            Err(NoRoute::Nobody(product)) => Err(Rejection::held(format!(
                "no_system: tidak ada sistem untuk produk {product} di kiriman {}; tambahkan di orders salah satu sistem, lalu settle again",
                at.saturating_add(1)
            ))),
            Err(NoRoute::Several(one, other)) => Err(Rejection::held(format!(
                "two_systems: kiriman {} memuat produk untuk {} dan {}; satu kiriman tidak bisa dibagi",
                at.saturating_add(1),
                one.name(),
                other.name()
            ))),
        })
        .collect()
}

/// The order as each system sees it: with the shipments that go there, and those that go nowhere.
fn parts(plan: &Plan, transaksi: &TransaksiDetail) -> Vec<(System, TransaksiDetail)> {
    let systems: BTreeSet<System> = plan.values().copied().collect();
    let part = |system: System| {
        let mut part = transaksi.clone();
        let shipments = transaksi.data_pesanan.iter().enumerate();
        part.data_pesanan = shipments
            .filter(|(at, _)| plan.get(at).is_none_or(|its| *its == system))
            .map(|(_, shipment)| shipment.clone())
            .collect();
        (system, part)
    };
    systems.into_iter().map(part).collect()
}
