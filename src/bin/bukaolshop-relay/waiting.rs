//! `waiting` and `settle`: what waits for a person, and what that person has decided. Both work on the store, also while the relay
//! runs, which goes on with what is to be begun again.

use std::fmt::Write;

use bukaolshop::server::callback::{DeadLetter, DeadWork, KeptTopUp, Rejection, TopUpState};
use bukaolshop::transport::Platform;
use bukaolshop::transport::native::System;
use serde::Serialize;
use time::OffsetDateTime;

use crate::order::Order;
use crate::shop::Shop;

/// How long a top-up whose money does not come is listed, in milliseconds: a week.
const LISTED: u64 = 7 * 24 * 60 * 60 * 1_000;

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Waiting {
    /// What `settle` is told.
    pub(crate) key: String,
    pub(crate) kind: Kind,
    /// The order, where it is about one.
    pub(crate) nomor_pembayaran: Option<String>,
    /// The name of the reason.
    pub(crate) reason: String,
    /// What to do, in Indonesian.
    pub(crate) note: String,
    /// Since when, in milliseconds since 1970-01-01 UTC.
    pub(crate) since: u64,
    /// The keys in the store.
    #[serde(skip)]
    letters: Vec<String>,
}

/// What kind of thing waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// An order that was not sent.
    Order,
    /// A part of an order that may have been sent, and its system can't be asked.
    Sent,
    /// A top-up.
    Topup,
}

/// The beginning of the keys of top-ups.
const TOPUP: &str = "topup:";

/// What waits for a person, the oldest first.
///
/// # Errors
/// The store's.
pub(crate) async fn list(shop: &Shop) -> Result<Vec<Waiting>, Rejection> {
    let mut all: Vec<Waiting> = Vec::new();
    let mut callbacks = Vec::new();
    for letter in shop.receiver.dead_letters().await? {
        match &letter.work {
            DeadWork::Callback(callback) => {
                callbacks.push((callback.nomor_pembayaran.clone(), letter))
            }
            // The top-up itself is listed.
            DeadWork::Sent { .. } if short(&letter.key).starts_with(TOPUP) => {}
            DeadWork::Sent { about, .. } => all.push(sent(&letter, about.clone())),
        }
    }
    for (nomor, letter) in callbacks {
        let same = all
            .iter_mut()
            .find(|row| row.kind == Kind::Order && row.nomor_pembayaran.as_ref() == Some(&nomor));
        if let Some(row) = same {
            row.since = row.since.min(letter.at);
            row.letters.push(letter.key);
        } else {
            all.push(order(nomor, letter));
        }
    }
    // What is held for a part of an order is not told again for the whole of it, unless that waits for something else.
    let parts: Vec<String> = all
        .iter()
        .filter(|row| row.kind == Kind::Sent)
        .filter_map(|row| row.nomor_pembayaran.clone())
        .collect();
    all.retain(|row| {
        let is_told = |nomor: &String| parts.contains(nomor);
        row.kind != Kind::Order || !row.nomor_pembayaran.as_ref().is_some_and(is_told)
    });
    let now = milliseconds();
    for kept in shop.topups.open_ones().await? {
        all.extend(topup(&kept, now));
    }
    all.sort_by_key(|row| row.since);
    Ok(all)
}

/// How many orders and how many top-ups wait.
pub(crate) fn counts(all: &[Waiting]) -> (usize, usize) {
    let topups = all.iter().filter(|row| row.kind == Kind::Topup).count();
    (all.len().saturating_sub(topups), topups)
}

fn milliseconds() -> u64 {
    u64::try_from(System::default().now().as_millis()).unwrap_or(u64::MAX)
}

/// A key of the store without the name of the shop: `onesolu:2853130173354`.
fn short(key: &str) -> &str {
    key.split_once(":sekali:").map_or(key, |(_, short)| short)
}

fn sent(letter: &DeadLetter, about: Option<String>) -> Waiting {
    let system = short(&letter.key).split(':').next().unwrap_or_default();
    Waiting {
        key: short(&letter.key).to_owned(),
        kind: Kind::Sent,
        nomor_pembayaran: about,
        reason: letter.reason.clone(),
        note: format!(
            "mungkin sudah sampai di {system}; lihat di sana, lalu settle done kalau ada, again kalau tidak ada"
        ),
        since: letter.at,
        letters: vec![letter.key.clone()],
    }
}

fn order(nomor: String, letter: DeadLetter) -> Waiting {
    Waiting {
        key: nomor.clone(),
        kind: Kind::Order,
        nomor_pembayaran: Some(nomor),
        reason: letter.reason,
        note: letter.note.unwrap_or_else(|| {
            "sudah dicoba berkali-kali; periksa pesanannya, lalu settle again".to_owned()
        }),
        since: letter.at,
        letters: vec![letter.key],
    }
}

fn topup(kept: &KeptTopUp, now: u64) -> Option<Waiting> {
    let total = kept.total_topup.or(kept.jumlah_topup).unwrap_or_default();
    let (reason, note) = match kept.state {
        TopUpState::Waiting if kept.at.saturating_add(LISTED) < now => return None,
        TopUpState::Waiting => (
            "unpaid",
            format!("Rp{total} belum dipastikan masuk; settle done kalau uangnya sudah masuk"),
        ),
        TopUpState::Held => (
            "held",
            format!(
                "Rp{total} mungkin sudah masuk saldo; lihat riwayat saldo member, lalu settle done kalau ada, again kalau tidak ada"
            ),
        ),
        _ => return None,
    };
    Some(Waiting {
        key: format!("{TOPUP}{}", kept.id),
        kind: Kind::Topup,
        nomor_pembayaran: None,
        reason: reason.to_owned(),
        note,
        since: kept.at,
        letters: Vec::new(),
    })
}

/// The list as a person reads it.
pub(crate) fn text(all: &[Waiting]) -> String {
    if all.is_empty() {
        return "tidak ada yang menunggu\n".to_owned();
    }
    let mut text = String::new();
    for row in all {
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "{}  {}  {}\n    {}",
            row.key,
            jakarta(row.since),
            row.reason,
            row.note
        );
    }
    text
}

/// A time in Jakarta: `2026-11-27 23:05 WIB`.
fn jakarta(since: u64) -> String {
    let seconds = i64::try_from(since / 1_000).unwrap_or(i64::MAX);
    let Ok(time) = OffsetDateTime::from_unix_timestamp(seconds.saturating_add(WIB)) else {
        return "-".to_owned();
    };
    let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
    let (hour, minute) = (time.hour(), time.minute());
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} WIB")
}

/// How far Jakarta's clocks are ahead of UTC, in seconds.
const WIB: i64 = 7 * 60 * 60;

/// What a person has decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Decision {
    /// Sudah beres: tidak dikirim lagi. Untuk topup: uangnya sudah masuk.
    Done,
    /// Belum: dikerjakan lagi.
    Again,
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    /// It was noted.
    Noted,
    /// Nothing waits under this key.
    Unknown,
    /// It is being worked on at the moment.
    Busy,
    /// A top-up that waits for its money has nothing to be done again.
    Unpaid,
    /// bukaOlshop has refused the top-up, or what became of its confirmation is not known yet.
    NotConfirmed(TopUpState),
}

/// Notes what a person has decided about something that waits.
///
/// # Errors
/// The store's, and what keeps a top-up from being confirmed now.
pub(crate) async fn settle(
    shop: &Shop,
    key: &str,
    decision: Decision,
) -> Result<Settled, Rejection> {
    let done = decision == Decision::Done;
    if let Some(id) = key.strip_prefix(TOPUP) {
        return settle_topup(shop, id, done).await;
    }
    let all = list(shop).await?;
    let Some(row) = all.into_iter().find(|row| row.key == key) else {
        return Ok(Settled::Unknown);
    };
    if row.kind == Kind::Order && done {
        let order = Order::new(shop, &row.key);
        if !order.close().await? {
            return Ok(Settled::Busy);
        }
    }
    let mut is_noted = false;
    for letter in &row.letters {
        is_noted |= shop.receiver.decide(letter, done).await?;
    }
    if row.kind == Kind::Sent && is_noted {
        // The callbacks of the order were given up with it. They go on, to send what is left of the order.
        for letter in shop.receiver.dead_letters().await? {
            let is_same = |nomor: &str| row.nomor_pembayaran.as_deref() == Some(nomor);
            if matches!(&letter.work, DeadWork::Callback(callback) if is_same(&callback.nomor_pembayaran))
            {
                shop.receiver.decide(&letter.key, false).await?;
            }
        }
    }
    Ok(match is_noted {
        true => Settled::Noted,
        false => Settled::Busy,
    })
}

async fn settle_topup(shop: &Shop, id: &str, done: bool) -> Result<Settled, Rejection> {
    let Some(kept) = shop.topups.get(id).await? else {
        return Ok(Settled::Unknown);
    };
    match (kept.state, done) {
        (TopUpState::Held, _) => {
            let decided = shop.topups.decide(id, done).await?;
            Ok(decided.map_or(Settled::Busy, |_| Settled::Noted))
        }
        (TopUpState::Waiting, true) => {
            let topup = shop.topups.confirm(&shop.closed, id).await?;
            Ok(match topup.state {
                TopUpState::Confirmed => Settled::Noted,
                other => Settled::NotConfirmed(other),
            })
        }
        (TopUpState::Waiting, false) => Ok(Settled::Unpaid),
        (TopUpState::Confirming, _) => Ok(Settled::Busy),
        (TopUpState::Confirmed | TopUpState::Refused, _) => Ok(Settled::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_jakarta() {
        assert_eq!(jakarta(0), "1970-01-01 07:00 WIB");
        assert_eq!(jakarta(1_709_222_399_000), "2024-02-29 22:59 WIB");
        assert_eq!(jakarta(1_767_200_340_000), "2025-12-31 23:59 WIB");
        assert_eq!(jakarta(1_767_200_400_000), "2026-01-01 00:00 WIB");
    }
}
