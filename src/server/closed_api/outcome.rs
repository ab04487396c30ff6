//! Whether a change of a balance was made, when its answer was lost.

use std::time::Duration;

use super::member::saldo::{RiwayatSaldo, Saldo};
use crate::server::money::{Direction, Movement, Outcome};

/// How long after it was sent a change may still be made: longer than the server keeps a request.
pub(super) const SETTLED: Duration = Duration::from_secs(60);

/// Compares a member's balance before and after a movement whose outcome is unknown. Nothing else is
/// asked; `after` must be from a time when the server has nothing under way any more.
///
/// - [`Outcome::Changed`]: the history has a new entry of this amount, with the note where there is one,
///   and the balance has moved as all new entries together say.
/// - [`Outcome::NotChanged`]: the history has no new entry that could be it, and the balance is where the
///   new entries of others leave it.
/// - [`Outcome::Unclear`]: anything else: an entry is missing, the balance does not fit, the amount is not
///   known, or it is another member's.
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
    // The sign of what was taken is not documented.
    let fits = |entry: &RiwayatSaldo| {
        let size = entry.jumlah_dana;
        size == expected || (movement.direction == Direction::Kurang && size == amount)
    };
    let noted = |entry: &RiwayatSaldo| match &movement.note {
        Some(note) => entry.informasi_catatan.contains(note.trim()),
        None => true,
    };
    let sum: f64 = new.iter().map(|entry| entry.jumlah_dana).sum();
    match new.iter().find(|entry| fits(entry) && noted(entry)) {
        Some(entry) if moved == expected + (sum - entry.jumlah_dana) => Outcome::Changed,
        // One that could be it but for its note is neither.
        None if moved == sum && !new.iter().any(|entry| fits(entry)) => Outcome::NotChanged,
        _ => Outcome::Unclear,
    }
}

/// The entries of a history that it did not have before. Equal ones count as often as they are there.
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

    fn saldo(jumlah_saldo: f64, entries: &[(&str, f64)]) -> Saldo {
        let entry = |(note, size): &(&str, f64)| RiwayatSaldo {
            informasi_catatan: (*note).to_owned(),
            jumlah_dana: *size,
            tanggal: String::new(),
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
            // The balance moved, the history is silent.
            (plus(None), saldo(600.0, &[("a", 500.0)])),
            // The other way round.
            (plus(None), saldo(100.0, &[("a", 500.0), ("b", 500.0)])),
            // This amount, but another note.
            (
                plus(Some("Bonus #2")),
                saldo(600.0, &[("a", 500.0), ("b", 500.0)]),
            ),
            // Nobody knows the amount.
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
    fn an_entry_that_was_there_before_is_not_new_a_second_time() {
        let before = saldo(500.0, &[("a", 500.0)]);
        let twice = saldo(1000.0, &[("a", 500.0), ("a", 500.0)]);
        assert_eq!(compare(&plus(None), &before, &twice), Outcome::Changed);
    }
}
