//! The three endpoints of a member's own data.

mod support;

use serde_json::Value;
use support::{BUDI, ONEIL, SITI, Server, TOKEN};

fn amount(row: &Value, field: &str) -> i64 {
    row[field]
        .as_str()
        .expect("a number as text")
        .parse()
        .expect("a number")
}

/// Newest first, each row's last amount follows from the row below it. Returns the newest's.
fn follow(rows: &[Value], jumlah: &str, last: &str) -> i64 {
    let mut balance = 0;
    for row in rows.iter().rev() {
        match row["tipe_jumlah"].as_str() {
            Some("tambah") => balance += amount(row, jumlah),
            Some("kurang") => balance -= amount(row, jumlah),
            other => panic!("{other:?}"),
        }
        assert_eq!(amount(row, last), balance, "{row}");
        assert!(balance >= 0);
    }
    balance
}

#[test]
fn info_tells_numbers_as_strings_and_what_is_missing_as_null() {
    let server = Server::start(&[]);
    let info =
        |who: &str| server.get(&format!("/v1/user/info?{TOKEN}&{who}")).json()["data"].clone();
    let budi = info(BUDI);
    assert_eq!(budi["nama_user"], "Budi Santoso");
    assert_eq!(
        (&budi["jumlah_saldo"], &budi["jumlah_poin"]),
        (&"1250000".into(), &"3400".into())
    );
    assert_eq!(
        budi["icon_membership"],
        "http://toko.uji/gambar/membership/emas.svg"
    );
    let siti = info(SITI);
    assert_eq!(siti["jumlah_saldo"], "0");
    assert!(siti["icon_membership"].is_null() && siti["nama_membership"].is_null());
    assert_eq!(info(ONEIL)["nama_user"], "O'Neil \"<b>\nPutra</b>");
}

#[test]
fn balances_run_down_to_what_info_tells() {
    let server = Server::start(&[]);
    for (who, rows, saldo) in [(BUDI, 430, 1_250_000), (SITI, 0, 0), (ONEIL, 44, 75_500)] {
        let catatan = server.all(&format!("/v1/user/catatan?{TOKEN}&{who}&tipe=saldo"));
        assert_eq!(catatan.len(), rows);
        assert_eq!(follow(&catatan, "jumlah_dana", "saldo_terakhir"), saldo);
    }
    for (who, rows, poin) in [(BUDI, 420, 3_400), (SITI, 0, 0), (ONEIL, 36, 120)] {
        let catatan = server.all(&format!("/v1/user/catatan?{TOKEN}&{who}&tipe=poin"));
        assert_eq!(catatan.len(), rows);
        assert_eq!(follow(&catatan, "jumlah_poin", "total_poin_terakhir"), poin);
    }
}

#[test]
fn only_saldo_and_transaksi_tell_total_data_and_escape_slashes() {
    let server = Server::start(&[]);
    let answer = |path: &str| server.get(&format!("/v1/user/{path}?{TOKEN}&{BUDI}&total_data=20"));
    for path in ["catatan", "transaksi"] {
        let answer = answer(path);
        assert_eq!(answer.json()["total_data"], 20, "{path}");
        assert!(answer.text().contains(r"https:\/\/olshopgue"), "{path}");
        assert!(!answer.text().contains("://"), "{path}");
    }
    let poin = server.get(&format!("/v1/user/catatan?{TOKEN}&{BUDI}&tipe=poin"));
    assert!(poin.json().get("total_data").is_none());
    assert!(poin.text().contains("https://olshopgue"));
}

#[test]
fn a_purchase_from_the_balance_links_its_transaction() {
    let server = Server::start(&[]);
    let transaksi = server.all(&format!("/v1/user/transaksi?{TOKEN}&{BUDI}"));
    let catatan = server.all(&format!("/v1/user/catatan?{TOKEN}&{BUDI}"));
    let bought: Vec<&Value> = catatan
        .iter()
        .filter(|row| row["tipe_mutasi"] == "transaksi")
        .collect();
    assert!(bought.len() > 300);
    for row in bought {
        let order = transaksi
            .iter()
            .find(|order| order["nomor_pembayaran"] == row["nomor_pembayaran"]);
        assert_eq!(
            order.map(|order| &order["link_transaksi"]),
            Some(&row["link_transaksi"])
        );
    }
    assert!(
        catatan
            .iter()
            .any(|row| row["tipe_mutasi"] == "topup" && row["link_transaksi"] == "")
    );
}

#[test]
fn transactions_have_every_status_the_newest_page_most_of_them() {
    let server = Server::start(&[]);
    let rows = server.all(&format!("/v1/user/transaksi?{TOKEN}&{BUDI}"));
    assert_eq!(rows.len(), 460);
    let has = |rows: &[Value], bayar: &str, kirim: &str| {
        rows.iter()
            .any(|row| row["status_bayar"] == bayar && row["status_pengiriman"] == kirim)
    };
    for (bayar, kirim) in [
        ("pending", "belum diproses"),
        ("lunas", "diproses"),
        ("lunas", "dikirim"),
        ("di batalkan", "di batalkan"),
    ] {
        assert!(has(&rows[..10], bayar, kirim), "{bayar} {kirim}");
    }
    assert!(has(&rows, "lunas", "selesai"));
    assert!(
        rows.windows(2)
            .all(|pair| pair[0]["tanggal"].as_str() >= pair[1]["tanggal"].as_str())
    );
    let numbers: std::collections::BTreeSet<&str> = rows
        .iter()
        .filter_map(|row| row["nomor_pembayaran"].as_str())
        .collect();
    assert_eq!(numbers.len(), rows.len());
}
