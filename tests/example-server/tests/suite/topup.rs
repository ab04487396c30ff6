//! Balances that change: no answer, no crash and no repeat changes one twice.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{CLOSED_KEY, Mock, SECRET, Shop, client, until};
use fastrand::Rng;
use reqwest::Client;
use serde_json::{Value, json};

const SEED: u64 = 31;
const REQUESTS: usize = 1_000;
const CRASHES: usize = 6;

/// A member's balance.
async fn saldo(mock: &Mock, id_user: &str) -> Value {
    let path = format!("/closed/api/v1/member/saldo?id_user={id_user}");
    mock.get(&path, CLOSED_KEY).await
}

/// 56 top-ups of 28 members, asked for a thousand times.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_requests_change_each_balance_once() {
    let mut random = Rng::with_seed(SEED);
    let mock = Mock::start();
    let mut members: Vec<String> = (120_000..120_025).map(|id: u32| id.to_string()).collect();
    members.extend(["130173", "130174", "130175"].map(str::to_owned));
    let mut before = Vec::new();
    for id_user in &members {
        let saldo = saldo(&mock, id_user).await;
        before.push(saldo["jumlah_saldo"].as_i64().expect("rupiah"));
    }
    // Two for each member: who, the token, how much.
    let topups: Vec<(usize, String, i64)> = (0..members.len() * 2)
        .map(|at| {
            let member = at % members.len();
            (
                member,
                format!("tok-{at:03}"),
                1_000 + random.i64(0..50) * 100,
            )
        })
        .collect();
    let mut all: VecDeque<usize> = (0..REQUESTS).map(|at| at % topups.len()).collect();
    random.shuffle(all.make_contiguous());
    let faults: Vec<Value> = (0..60)
        .map(|_| {
            let fault = match random.u32(0..10) {
                0..4 => json!({"fault": "reset:before"}),
                4 => json!({"fault": "undone:1,reset:before"}),
                5 => json!({"status": 500}),
                _ => json!({}),
            };
            let mut fault = fault;
            fault["only"] = json!("member-saldo");
            fault
        })
        .collect();
    mock.script(&Value::from(faults)).await;

    let mut shop = Shop::start(&mock, &mock.mitra());
    let origin = Arc::new(Mutex::new(shop.origin()));
    let queue = Arc::new(Mutex::new(all));
    let topups = Arc::new(topups);
    let names = Arc::new(members.clone());
    let senders: Vec<_> = (0..6)
        .map(|_| {
            let (queue, origin) = (queue.clone(), origin.clone());
            let (topups, names) = (topups.clone(), names.clone());
            tokio::spawn(async move {
                let client = Client::builder().pool_max_idle_per_host(0).build();
                let client = client.expect("a client");
                loop {
                    let Some(at) = queue.lock().expect("the queue").pop_front() else {
                        break;
                    };
                    let url = format!("{}/topup", origin.lock().expect("the address"));
                    let (member, token, jumlah) = &topups[at];
                    let form = [
                        ("status", "ok"),
                        ("id_user", names[*member].as_str()),
                        ("token_topup", token),
                        ("total_topup", &jumlah.to_string()),
                        ("secret_callback", SECRET),
                    ];
                    // Impatient: what takes too long is asked for again later.
                    let asked = client
                        .post(url)
                        .form(&form)
                        .timeout(Duration::from_millis(1_500));
                    let status = asked.send().await.map(|answer| answer.status().as_u16());
                    match status {
                        Ok(200) => {}
                        Ok(503) => tokio::time::sleep(Duration::from_millis(5)).await,
                        Ok(other) => panic!("{other}"),
                        Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
                    }
                }
            })
        })
        .collect();
    for crash in 1..=CRASHES {
        let left = REQUESTS - REQUESTS * crash / (CRASHES + 1);
        let reached = async || queue.lock().expect("the queue").len() <= left;
        assert!(
            until(Duration::from_secs(60), reached).await,
            "it stands still"
        );
        tokio::time::sleep(Duration::from_millis(random.u64(0..60))).await;
        shop.crash();
        *origin.lock().expect("the address") = shop.origin();
    }
    for sender in senders {
        sender.await.expect("a sender");
    }
    mock.clear_script().await;

    // All are asked for until they say that it was done; five seconds lie between two changes of a balance.
    let client = client();
    let mut left: VecDeque<usize> = (0..topups.len()).collect();
    let start = std::time::Instant::now();
    while let Some(at) = left.pop_front() {
        assert!(
            start.elapsed() < Duration::from_secs(200),
            "{left:?}\n{}",
            shop.log()
        );
        let (member, token, jumlah) = &topups[at];
        let form = [
            ("status", "ok"),
            ("id_user", names[*member].as_str()),
            ("token_topup", token),
            ("total_topup", &jumlah.to_string()),
            ("secret_callback", SECRET),
        ];
        let asked = client.post(format!("{}/topup", shop.origin())).form(&form);
        let asked = asked.timeout(Duration::from_secs(10)).send().await;
        match asked.map(|answer| answer.status().as_u16()) {
            Ok(200) => {}
            _ => {
                left.push_back(at);
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    assert!(shop.held().await.is_empty(), "{:?}", shop.held().await);

    for (at, id_user) in members.iter().enumerate() {
        let after = saldo(&mock, id_user).await;
        let mine = topups.iter().filter(|(member, ..)| *member == at);
        let sum: i64 = mine.clone().map(|(_, _, jumlah)| jumlah).sum();
        let rows = after["riwayat_saldo"].as_array().expect("rows");
        for (_, token, _) in mine {
            let note = format!("Topup #{token}");
            let count = rows
                .iter()
                .filter(|row| row["informasi_catatan"] == *note)
                .count();
            assert_eq!(count, 1, "{id_user} {token}");
        }
        assert_eq!(
            after["jumlah_saldo"].as_i64(),
            Some(before[at] + sum),
            "{id_user}"
        );
    }
    shop.assert_logs("found: it was forwarded before");
    shop.assert_log_is_clean();
}
