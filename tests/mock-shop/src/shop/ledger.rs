//! Balance and points as running accounts: each row's last amount follows from the row before, and
//! the newest row's is what `/user/info` tells.

use super::orders::{self, Transaksi};
use super::random::Random;
use super::tanggal::Tanggal;

/// A row of `/user/catatan`.
#[derive(Debug)]
pub struct CatatanSaldo {
    pub informasi: String,
    pub jumlah: u64,
    pub tipe_jumlah: &'static str,
    pub tipe_mutasi: &'static str,
    pub tanggal: String,
    pub saldo_terakhir: u64,
    /// Empty for a row without a transaction, as the link is.
    pub nomor_pembayaran: String,
    pub link: String,
    pub catatan: &'static str,
}

/// A row of `/user/catatan?tipe=poin`.
#[derive(Debug)]
pub struct CatatanPoin {
    pub kategori: &'static str,
    pub tipe_jumlah: &'static str,
    pub jumlah: u64,
    pub tanggal: String,
    pub total_terakhir: u64,
    pub link: String,
}

/// What happens to a balance, before the amounts of the top-ups are known.
enum Event<'a> {
    Buy(&'a Transaksi),
    Refund(&'a Transaksi),
    TopUp,
    /// Brings the balance to what the member has today.
    Settle,
}

type Timed<'a> = (Tanggal, Event<'a>);

/// `count` rows, newest first, that end at `target`.
pub(super) fn saldo(orders: &[Transaksi], count: usize, target: u64) -> Vec<CatatanSaldo> {
    let events = saldo_events(orders, count);
    let mut rows = Vec::with_capacity(events.len());
    let mut balance = 0_u64;
    for (place, (tanggal, event)) in events.iter().enumerate() {
        let (jumlah, up) = match event {
            Event::Buy(order) => (order.total, false),
            Event::Refund(order) => (order.total, true),
            Event::TopUp => (top_up(&events[place + 1..], balance), true),
            Event::Settle => (target.abs_diff(balance), target > balance),
        };
        balance = if up {
            balance + jumlah
        } else {
            balance - jumlah
        };
        rows.push(saldo_row(event, *tanggal, jumlah, up, balance));
    }
    rows.reverse();
    rows
}

/// Oldest first: the newest purchases from the balance with their refunds, as many top-ups among
/// them as are missing from `count`, and the settlement.
fn saldo_events(orders: &[Transaksi], count: usize) -> Vec<Timed<'_>> {
    let mut bought: Vec<Timed> = Vec::with_capacity(count);
    let fewest_top_ups = count.div_ceil(9);
    for order in orders.iter().filter(|order| order.dengan_saldo) {
        let needed = 1 + usize::from(order.is_refunded());
        if bought.len() + needed + fewest_top_ups > count {
            break;
        }
        if order.is_refunded() {
            bought.push((order.tanggal.minus(-21 * 60), Event::Refund(order)));
        }
        bought.push((order.tanggal, Event::Buy(order)));
    }
    bought.sort_by_key(|(tanggal, _)| *tanggal);
    let Some((newest, _)) = bought.last() else {
        return Vec::new();
    };
    let settled = (newest.minus(-30 * 60), Event::Settle);

    let top_ups = count - bought.len() - 1;
    let block = bought.len().div_ceil(top_ups);
    // Blocks that are rounded up are too few: the first ones get a second top-up right away.
    let mut doubled = top_ups - bought.len().div_ceil(block);
    let mut events = Vec::with_capacity(count);
    for (place, event) in bought.into_iter().enumerate() {
        if place % block == 0 {
            events.push((event.0.minus(8 * 60), Event::TopUp));
            if doubled > 0 {
                events.push((event.0.minus(5 * 60), Event::TopUp));
                doubled -= 1;
            }
        }
        events.push(event);
    }
    events.push(settled);
    events
}

/// The round sum without which the balance would fall below nothing before the next top-up.
fn top_up(later: &[Timed], balance: u64) -> u64 {
    let (mut spent, mut most) = (0_i64, 0_i64);
    for (_, event) in later {
        match event {
            Event::Buy(order) => spent += order.total as i64,
            Event::Refund(order) => spent -= order.total as i64,
            Event::TopUp | Event::Settle => break,
        }
        most = most.max(spent);
    }
    let missing = (most as u64).saturating_sub(balance);
    (missing.div_ceil(10_000) * 10_000).max(10_000)
}

fn saldo_row(event: &Event, tanggal: Tanggal, jumlah: u64, up: bool, balance: u64) -> CatatanSaldo {
    let (informasi, tipe_mutasi, nomor, catatan) = match event {
        Event::Buy(order) => (
            format!(
                "Member melakukan transaksi menggunakan saldo (#{})",
                order.nomor
            ),
            "transaksi",
            order.nomor.as_str(),
            "",
        ),
        Event::Refund(order) => (
            format!(
                "Pengembalian saldo dari transaksi {} yang otomatis dibatalkan.",
                order.nomor
            ),
            "transaksi",
            order.nomor.as_str(),
            "",
        ),
        // Round hundreds of thousands are what the owner hands out.
        Event::TopUp if jumlah.is_multiple_of(100_000) => (
            "Saldo ditambahkan oleh admin".to_owned(),
            "admin",
            "",
            "Bonus penjualan reseller",
        ),
        Event::Settle if !up => (
            "Penarikan saldo ke rekening bank".to_owned(),
            "penarikan",
            "",
            "",
        ),
        Event::TopUp | Event::Settle => (
            "Top up saldo melalui transfer bank".to_owned(),
            "topup",
            "",
            "",
        ),
    };
    CatatanSaldo {
        informasi,
        jumlah,
        tipe_jumlah: if up { "tambah" } else { "kurang" },
        tipe_mutasi,
        tanggal: tanggal.text(),
        saldo_terakhir: balance,
        nomor_pembayaran: nomor.to_owned(),
        link: if nomor.is_empty() {
            String::new()
        } else {
            orders::link(nomor)
        },
        catatan,
    }
}

/// `count` rows, newest first, that end at `target`.
pub(super) fn poin(orders: &[Transaksi], count: usize, target: u64) -> Vec<CatatanPoin> {
    let mut random = Random::new(0x901);
    let mut finished: Vec<&Transaksi> = orders
        .iter()
        .filter(|order| order.status_bayar == "lunas")
        .collect();
    finished.truncate(count);
    finished.reverse();
    // Shoppers with fewer orders than rows earn the rest from people they referred.
    let referred = count - finished.len();
    let mut earned: Vec<(Tanggal, &'static str, u64, String)> = Vec::with_capacity(count);
    for (place, order) in finished.iter().enumerate() {
        earned.push((
            order.tanggal.minus(-7_200),
            "Transaksi Selesai, Poin belanja",
            (order.total / 2_000).clamp(3, 60),
            order.link(),
        ));
        if place < referred {
            let nomor = format!(
                "{}130201{:03}",
                random.between(10_000, 99_999),
                place % 1_000
            );
            earned.push((
                order.tanggal.minus(-9_000),
                "Transaksi Selesai, Komisi untuk upline dari fitur referral",
                random.between(2, 25),
                orders::link(&nomor),
            ));
        }
    }
    earned.sort_by_key(|(tanggal, ..)| *tanggal);
    spend(earned, target)
}

/// Turns some rows into redemptions, so that the points end at `target`.
fn spend(earned: Vec<(Tanggal, &'static str, u64, String)>, target: u64) -> Vec<CatatanPoin> {
    let count = earned.len();
    // The last redemption stands where what is earned after it still fits below the target.
    let mut last = count;
    let mut after = 0;
    while last > 0 && after + earned[last - 1].2 <= target && count - last < count / 4 {
        last -= 1;
        after += earned[last].2;
    }
    let last = last.saturating_sub(1);
    let mut balance = 0;
    let mut rows = Vec::with_capacity(count);
    for (place, (tanggal, kategori, jumlah, link)) in earned.into_iter().enumerate() {
        let redeemed = match place {
            _ if place == last => balance - (target - after),
            _ if place % 17 == 16 && place + 60 < last => balance / 200 * 100,
            _ => 0,
        };
        let row = if redeemed > 0 {
            balance -= redeemed;
            CatatanPoin {
                kategori: "Penukaran poin menjadi saldo",
                tipe_jumlah: "kurang",
                jumlah: redeemed,
                tanggal: tanggal.text(),
                total_terakhir: balance,
                link: String::new(),
            }
        } else {
            balance += jumlah;
            CatatanPoin {
                kategori,
                tipe_jumlah: "tambah",
                jumlah,
                tanggal: tanggal.text(),
                total_terakhir: balance,
                link,
            }
        };
        rows.push(row);
    }
    rows.reverse();
    rows
}

#[cfg(test)]
mod tests {
    use crate::shop::Shop;

    #[test]
    fn the_members_have_the_promised_history() {
        let shop = Shop::open();
        let counts: Vec<_> = shop
            .members
            .iter()
            .map(|member| {
                (
                    member.transaksi.len(),
                    member.catatan_saldo.len(),
                    member.catatan_poin.len(),
                )
            })
            .collect();
        assert_eq!(counts, [(460, 430, 420), (0, 0, 0), (48, 44, 36)]);
    }

    #[test]
    fn each_balance_follows_from_the_row_before_and_ends_at_the_member_s() {
        for member in Shop::open().members {
            let mut balance = 0;
            for row in member.catatan_saldo.iter().rev() {
                assert!(row.jumlah > 0, "{row:?}");
                balance = if row.tipe_jumlah == "tambah" {
                    balance + row.jumlah
                } else {
                    balance - row.jumlah
                };
                assert_eq!(row.saldo_terakhir, balance, "{row:?}");
            }
            assert_eq!(balance, member.saldo);
        }
    }

    #[test]
    fn points_follow_from_the_row_before_and_end_at_the_member_s() {
        for member in Shop::open().members {
            let mut balance = 0;
            for row in member.catatan_poin.iter().rev() {
                assert!(row.jumlah > 0, "{row:?}");
                balance = if row.tipe_jumlah == "tambah" {
                    balance + row.jumlah
                } else {
                    balance - row.jumlah
                };
                assert_eq!(row.total_terakhir, balance, "{row:?}");
            }
            assert_eq!(balance, member.poin);
        }
    }

    #[test]
    fn histories_are_newest_first_and_both_ways() {
        let shop = Shop::open();
        let budi = &shop.members[0];
        assert!(
            budi.transaksi
                .windows(2)
                .all(|pair| pair[0].tanggal >= pair[1].tanggal)
        );
        assert!(
            budi.catatan_saldo
                .windows(2)
                .all(|pair| pair[0].tanggal >= pair[1].tanggal)
        );
        assert!(
            budi.catatan_poin
                .windows(2)
                .all(|pair| pair[0].tanggal >= pair[1].tanggal)
        );
        let ways = |way| {
            budi.catatan_saldo
                .iter()
                .filter(|row| row.tipe_jumlah == way)
                .count()
        };
        assert!(
            ways("tambah") > 40 && ways("kurang") > 200,
            "{} {}",
            ways("tambah"),
            ways("kurang")
        );
        assert!(
            budi.catatan_poin
                .iter()
                .filter(|row| row.tipe_jumlah == "kurang")
                .count()
                > 10
        );
    }
}
