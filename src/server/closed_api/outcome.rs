//! Finds out whether a change of a balance was made when its answer was lost.

use std::time::Duration;

use super::member::saldo::{RiwayatSaldo, Saldo};
use crate::server::jakarta;
use crate::server::money::{Direction, Movement, Outcome};

/// The time after which the server no longer works on a request: a change that was sent longer ago is
/// either made or never will be.
pub(super) const SETTLED: Duration = Duration::from_secs(60);

/// How near to the time of sending an entry of the history is that can only be the movement: the server makes
/// no two changes of one balance within five seconds.
const NEAR: Duration = Duration::from_secs(5);

/// Compares a member's balance before and after a movement whose outcome is unknown. The function sends
/// nothing; `after` must be from a time when the server no longer works on the movement's request.
///
/// An entry of the history that has the amount of the movement may still be that of another, equal one. Only
/// the movement's own note tells them apart, or where it has none, the time: an entry from within five
/// seconds of the sending. The history has no balances of its own, so the sequence that is checked is this one:
/// the balance before, each new entry, the balance after.
///
/// - [`Outcome::Changed`]: the history has one new entry that can only be the movement, and the balance has
///   changed by the sum of all new entries.
/// - [`Outcome::NotChanged`]: no new entry of the history has the amount of the movement, and the balance
///   has changed by the sum of the new entries.
/// - [`Outcome::Unclear`]: everything else: nothing tells equal entries apart, an entry is missing, the
///   balance does not match the entries, the amount is not known, or the two balances are of different
///   members.
pub fn compare(movement: &Movement, before: &Saldo, after: &Saldo) -> Outcome {
    if before.id_user != after.id_user {
        return Outcome::Unclear;
    }
    let new = new_entries(before, after);
    let moved = after.jumlah_saldo - before.jumlah_saldo;
    let Some(amount) = movement.amount.map(|amount| amount as f64) else {
        return if new.is_empty() && moved == 0.0 {
            Outcome::NotChanged
        } else {
            Outcome::Unclear
        };
    };
    let expected = match movement.direction {
        Direction::Tambah => amount,
        Direction::Kurang => -amount,
    };
    // The documentation does not say whether the amount of a deduction is negative in the history.
    let fits = |entry: &&&RiwayatSaldo| {
        let size = entry.jumlah_dana;
        size == expected || (movement.direction == Direction::Kurang && size == amount)
    };
    let equal: Vec<&&RiwayatSaldo> = new.iter().filter(fits).collect();
    let sum: f64 = new.iter().map(|entry| entry.jumlah_dana).sum();
    let own: Vec<&&&RiwayatSaldo> = match &movement.note {
        Some(note) => {
            let noted = |entry: &&&&RiwayatSaldo| entry.informasi_catatan.contains(note.trim());
            equal.iter().filter(noted).collect()
        }
        None => (equal.iter())
            .filter(|entry| is_near(movement, entry))
            .collect(),
    };
    match (equal.len(), own.as_slice()) {
        (0, _) if moved == sum => Outcome::NotChanged,
        (_, [entry]) if moved == expected + (sum - entry.jumlah_dana) => Outcome::Changed,
        _ => Outcome::Unclear,
    }
}

/// Whether an entry is from the time at which a movement was sent and, for a top-up, speaks of one.
fn is_near(movement: &Movement, entry: &RiwayatSaldo) -> bool {
    let Some(time) = jakarta::time(&entry.tanggal) else {
        return false;
    };
    let words = entry
        .informasi_catatan
        .to_lowercase()
        .replace([' ', '-'], "");
    let is_topup = movement.reference.as_deref() == Some(TOPUP);
    time.abs_diff(Duration::from_millis(movement.at)) <= NEAR
        && (!is_topup || words.is_empty() || words.contains("topup"))
}

/// The `reference` of the movement of a top-up.
pub(super) const TOPUP: &str = "topup";

/// The entries of a history that it did not have before. An entry that occurs several times is compared
/// as many times.
fn new_entries<'s>(before: &Saldo, after: &'s Saldo) -> Vec<&'s RiwayatSaldo> {
    let mut old: Vec<&RiwayatSaldo> = before.riwayat_saldo.iter().collect();
    let mut new = Vec::new();
    for entry in &after.riwayat_saldo {
        match old.iter().position(|old| *old == entry) {
            Some(at) => {
                old.swap_remove(at);
            }
            None => new.push(entry),
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::{Outcome, compare};
    use crate::server::closed_api::member::saldo::{RiwayatSaldo, Saldo};
    use crate::server::{Direction, Movement};

    /// Noon in Jakarta, in milliseconds since 1970-01-01 UTC.
    const NOON: u64 = 1_705_294_800_000;

    fn saldo(jumlah_saldo: f64, entries: &[(&str, f64)]) -> Saldo {
        saldo_at("2024-01-15 12:00:03", jumlah_saldo, entries)
    }

    fn saldo_at(tanggal: &str, jumlah_saldo: f64, entries: &[(&str, f64)]) -> Saldo {
        let entry = |(note, size): &(&str, f64)| RiwayatSaldo {
            informasi_catatan: (*note).to_owned(),
            jumlah_dana: *size,
            tanggal: tanggal.to_owned(),
            extra: serde_json::Map::new(),
        };
        Saldo {
            id_user: "7".to_owned(),
            email_user: String::new(),
            nama_user: String::new(),
            transaksi_terakhir: None,
            jumlah_saldo,
            riwayat_saldo: entries.iter().map(entry).collect(),
            extra: serde_json::Map::new(),
        }
    }

    fn movement(direction: Direction, amount: u64, note: Option<&str>) -> Movement {
        Movement {
            amount: Some(amount),
            note: note.map(str::to_owned),
            at: NOON,
            ..Movement::new(direction)
        }
    }

    fn plus(note: Option<&str>) -> Movement {
        movement(Direction::Tambah, 500, note)
    }

    #[test]
    fn a_new_entry_that_moved_the_balance_is_the_change() {
        let before = saldo(100.0, &[("a", 100.0)]);
        let after = saldo(600.0, &[("Bonus #1", 500.0), ("a", 100.0)]);
        assert_eq!(compare(&plus(None), &before, &after), Outcome::Changed);
        let noted = plus(Some("Bonus #1"));
        assert_eq!(compare(&noted, &before, &after), Outcome::Changed);
    }

    #[test]
    fn what_was_taken_may_have_either_sign() {
        let taken = movement(Direction::Kurang, 500, None);
        let before = saldo(900.0, &[]);
        for size in [500.0, -500.0] {
            let after = saldo(400.0, &[("", size)]);
            assert_eq!(compare(&taken, &before, &after), Outcome::Changed, "{size}");
        }
    }

    #[test]
    fn nothing_new_is_no_change() {
        let same = saldo(100.0, &[("a", 100.0)]);
        assert_eq!(compare(&plus(None), &same, &same), Outcome::NotChanged);
        let unknown = Movement::new(Direction::Tambah);
        assert_eq!(compare(&unknown, &same, &same), Outcome::NotChanged);
    }

    #[test]
    fn changes_of_others_are_told_apart() {
        let before = saldo(100.0, &[]);
        let others = saldo(70.0, &[("Pesanan", -30.0)]);
        assert_eq!(compare(&plus(None), &before, &others), Outcome::NotChanged);
        let both = saldo(570.0, &[("Pesanan", -30.0), ("", 500.0)]);
        assert_eq!(compare(&plus(None), &before, &both), Outcome::Changed);
    }

    #[test]
    fn what_fits_both_is_unclear() {
        let before = saldo(100.0, &[("a", 500.0)]);
        let cases = [
            // The balance has changed, but the history has no new entry.
            (plus(None), saldo(600.0, &[("a", 500.0)])),
            // The history has a new entry, but the balance is the same.
            (plus(None), saldo(100.0, &[("a", 500.0), ("b", 500.0)])),
            // The new entry has the amount, but another note.
            (
                plus(Some("Bonus #2")),
                saldo(600.0, &[("a", 500.0), ("b", 500.0)]),
            ),
            // The movement has no amount.
            (
                Movement::new(Direction::Tambah),
                saldo(600.0, &[("a", 500.0), ("b", 500.0)]),
            ),
        ];
        for (movement, after) in cases {
            assert_eq!(
                compare(&movement, &before, &after),
                Outcome::Unclear,
                "{after:?}"
            );
        }
        let other = Saldo {
            id_user: "8".to_owned(),
            ..saldo(100.0, &[("a", 500.0)])
        };
        assert_eq!(compare(&plus(None), &before, &other), Outcome::Unclear);
    }

    #[test]
    fn another_equal_change_is_told_apart_by_its_time_and_its_text_or_nothing_is_said() {
        let topup = Movement {
            reference: Some("topup".to_owned()),
            ..plus(None)
        };
        let before = saldo(100.0, &[]);
        let seen = |movement: &Movement, tanggal: &str, entries: &[(&str, f64)]| {
            let sum: f64 = entries.iter().map(|(_, size)| size).sum();
            compare(movement, &before, &saldo_at(tanggal, 100.0 + sum, entries))
        };
        let one = [("Topup saldo", 500.0)];
        assert_eq!(seen(&topup, "2024-01-15 12:00:02", &one), Outcome::Changed);
        assert_eq!(seen(&topup, "2024-01-15 11:59:57", &one), Outcome::Changed);
        // Another top-up of the same amount, before or after it.
        for tanggal in [
            "2024-01-15 12:00:06",
            "2024-01-15 11:58:00",
            "2024-01-15 13:00:00",
            "",
        ] {
            assert_eq!(seen(&topup, tanggal, &one), Outcome::Unclear, "{tanggal}");
            assert_eq!(
                seen(&plus(None), tanggal, &one),
                Outcome::Unclear,
                "{tanggal}"
            );
        }
        // At the same time, but something else by its text.
        let bonus = [("Hadiah lomba", 500.0)];
        assert_eq!(
            seen(&topup, "2024-01-15 12:00:02", &bonus),
            Outcome::Unclear
        );
        // Two of them: at most one is the movement.
        let two = [("Topup saldo", 500.0), ("Topup saldo", 500.0)];
        assert_eq!(seen(&topup, "2024-01-15 12:00:02", &two), Outcome::Unclear);
        // An equal one an hour later is told apart by its time, as long as the balances agree.
        let mut later = saldo_at("2024-01-15 13:00:00", 1100.0, &two);
        later.riwayat_saldo[0].tanggal = "2024-01-15 12:00:02".to_owned();
        assert_eq!(compare(&topup, &before, &later), Outcome::Changed);
        later.jumlah_saldo = 600.0;
        assert_eq!(compare(&topup, &before, &later), Outcome::Unclear);
        // A note of its own tells it from any other.
        let noted = plus(Some("Bonus #7"));
        let both = [("Bonus #7", 500.0), ("Bonus #8", 500.0)];
        assert_eq!(seen(&noted, "2024-01-15 13:00:00", &both), Outcome::Changed);
        let twice = [("Bonus #7", 500.0), ("Bonus #7", 500.0)];
        assert_eq!(
            seen(&noted, "2024-01-15 12:00:02", &twice),
            Outcome::Unclear
        );
    }

    #[test]
    fn an_entry_that_was_there_before_is_not_new_a_second_time() {
        let before = saldo(500.0, &[("a", 500.0)]);
        let twice = saldo(1000.0, &[("a", 500.0), ("a", 500.0)]);
        assert_eq!(compare(&plus(None), &before, &twice), Outcome::Changed);
    }
}
