//! The cases that are about every store.

use std::sync::Arc;
use std::time::Duration;

use bukaolshop::server::callback::store::{
    AnyStore, Bid, Claim, DatabaseOptions, End, Ended, Reservation, Step,
};
use bukaolshop::server::callback::{Guard, Receiver, Store};
use bukaolshop::transport::native::System;

use super::place::{Kind, Place, now, unfinished};

pub const LEASE: Duration = Duration::from_secs(90);
const AT_ONCE: End = End::Failed {
    next: Duration::ZERO,
};

pub async fn claim(store: &impl Store, key: &str, owner: &str) -> Claim {
    claim_for(store, key, owner, LEASE).await
}

pub async fn claim_for(store: &impl Store, key: &str, owner: &str, lease: Duration) -> Claim {
    let bid = Bid::new(key, "{}", now(), lease).owner(owner);
    store.claim(&bid).await.expect("it is stored")
}

pub async fn settle(store: &impl Store, key: &str, attempt: u32, owner: &str, end: End) {
    let ended = Ended::new(key, attempt, end, now()).owner(owner);
    store.settle(&ended).await.expect("it is stored");
}

pub fn granted(attempt: u32) -> Claim {
    Claim::Claimed { attempt }
}

#[track_caller]
pub fn assert_in_progress(claim: Claim) {
    match claim {
        Claim::InProgress { left } => assert!(left <= LEASE && !left.is_zero(), "{left:?}"),
        other => panic!("{other:?}"),
    }
}

pub async fn claim_once(place: &mut Place) {
    let store = place.open().await;
    assert_eq!(claim(&store, "k", "a").await, granted(1));
    assert_in_progress(claim(&store, "k", "b").await);
    assert_in_progress(claim(&store, "k", "").await);
    settle(&store, "k", 1, "a", End::Done).await;
    assert_eq!(claim(&store, "k", "c").await, Claim::Done);
    assert_eq!(claim(&store, "k", "a").await, Claim::Done);
    assert_eq!(claim(&store, "other", "c").await, granted(1));
}

pub async fn own_claim_again(place: &mut Place) {
    let store = place.open().await;
    assert_eq!(claim(&store, "k", "a").await, granted(1));
    assert_eq!(claim(&store, "k", "a").await, granted(1));
    assert_in_progress(claim(&store, "k", "b").await);
    settle(&store, "k", 1, "a", AT_ONCE).await;
    assert_eq!(claim(&store, "k", "b").await, granted(2));
    assert_eq!(claim(&store, "k", "b").await, granted(2));
    assert_in_progress(claim(&store, "k", "a").await);
    // An empty owner is nobody's.
    assert_eq!(claim(&store, "nobody", "").await, granted(1));
    assert_in_progress(claim(&store, "nobody", "").await);
}

pub async fn expired_lease(place: &mut Place) {
    let store = place.open().await;
    let short = Duration::from_millis(1);
    assert_eq!(claim_for(&store, "k", "a", short).await, granted(1));
    while unfinished(&store).await.is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(claim(&store, "k", "b").await, granted(2));
    assert!(unfinished(&store).await.is_empty());
}

pub async fn late_end(place: &mut Place) {
    let store = place.open().await;
    let short = Duration::from_millis(1);
    for (number, end) in [AT_ONCE, End::GivenUp, End::Refused]
        .into_iter()
        .enumerate()
    {
        let key = format!("k{number}");
        assert_eq!(claim_for(&store, &key, "a", short).await, granted(1));
        while unfinished(&store).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(claim(&store, &key, "b").await, granted(2));
        // The number of an attempt that is over, and the owner of one.
        settle(&store, &key, 1, "a", end).await;
        settle(&store, &key, 2, "a", end).await;
        settle(&store, &key, 1, "", end).await;
        assert_in_progress(claim(&store, &key, "c").await);
        assert!(store.given_up().await.expect("the list").is_empty());
    }
    settle(&store, "k0", 1, "a", End::Done).await;
    assert_eq!(claim(&store, "k0", "c").await, Claim::Done);
    settle(&store, "k0", 2, "b", End::Refused).await;
    assert_eq!(claim(&store, "k0", "c").await, Claim::Done);
    for end in [AT_ONCE, End::GivenUp, End::Refused] {
        settle(&store, "nobody's", 1, "", end).await;
        assert_eq!(store.find("nobody's").await, Ok(None));
    }
    settle(&store, "nobody's", 1, "", End::Done).await;
    assert_eq!(claim(&store, "nobody's", "c").await, Claim::Done);
}

pub async fn failed_and_listed(place: &mut Place) {
    let store = place.open().await;
    assert_eq!(claim(&store, "k", "a").await, granted(1));
    assert!(unfinished(&store).await.is_empty());
    let later = now() + Duration::from_secs(3600);
    settle(&store, "k", 1, "a", End::Failed { next: later }).await;
    assert!(unfinished(&store).await.is_empty(), "not before its time");
    assert_eq!(claim(&store, "k", "b").await, granted(2));
    settle(&store, "k", 2, "b", AT_ONCE).await;
    let listed = store.unfinished(now()).await.expect("the list");
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (&*listed[0].key, &*listed[0].note, listed[0].attempt),
        ("k", "{}", 2)
    );
    assert_eq!(claim(&store, "k", "c").await, granted(3));
    let ended = Ended::new("k", 3, AT_ONCE, now()).owner("c").note("lain");
    store.settle(&ended).await.expect("it is stored");
    let found = store
        .find("k")
        .await
        .expect("an answer")
        .expect("the claim");
    assert_eq!(
        (&*found.note, found.attempt, found.done),
        ("lain", 3, false)
    );
    // The latest time that a store keeps.
    assert_eq!(claim(&store, "never", "d").await, granted(1));
    let next = Duration::from_secs(8_640_000_000_000);
    settle(&store, "never", 1, "d", End::Failed { next }).await;
    assert_eq!(unfinished(&store).await, ["k"]);
}

pub async fn given_up(place: &mut Place) {
    let store = place.open().await;
    assert_eq!(claim(&store, "k", "a").await, granted(1));
    settle(&store, "k", 1, "a", End::GivenUp).await;
    let listed = store.given_up().await.expect("the list");
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (&*listed[0].key, &*listed[0].note, listed[0].attempt),
        ("k", "{}", 1)
    );
    assert!(unfinished(&store).await.is_empty());
    assert_eq!(claim(&store, "k", "b").await, granted(2));
    assert!(store.given_up().await.expect("the list").is_empty());
    settle(&store, "k", 2, "b", AT_ONCE).await;
    assert_eq!(unfinished(&store).await, ["k"]);
}

pub async fn refused(place: &mut Place) {
    let store = place.open().await;
    assert_eq!(claim(&store, "k", "a").await, granted(1));
    settle(&store, "k", 1, "a", End::Refused).await;
    assert!(store.find("k").await.expect("an answer").is_none());
    assert!(unfinished(&store).await.is_empty());
    assert_eq!(claim(&store, "k", "b").await, granted(1));
    // The first one's repeated end is not that of the second one.
    settle(&store, "k", 1, "a", End::Refused).await;
    assert_in_progress(claim(&store, "k", "c").await);
}

pub async fn done_note(place: &mut Place) {
    let store = place.open().await;
    for (key, note) in [("without", None), ("with", Some("catatan"))] {
        assert_eq!(claim(&store, key, "a").await, granted(1));
        let mut ended = Ended::new(key, 1, End::Done, now()).owner("a");
        ended.note = note;
        store.settle(&ended).await.expect("it is stored");
        let again = Ended::new(key, 7, End::Done, now()).note("lain");
        store.settle(&again).await.expect("it is stored");
        let found = store
            .find(key)
            .await
            .expect("an answer")
            .expect("the claim");
        assert_eq!(found.note, note.unwrap_or_default());
        assert_eq!((found.attempt, found.done), (1, true));
    }
    assert!(unfinished(&store).await.is_empty());
}

async fn claim_step(store: &AnyStore, key: &str, order: &str, status: &str) -> Claim {
    let step = Step { order, status };
    let bid = Bid::new(key, "", now(), LEASE).owner(key).step(step);
    store.claim(&bid).await.expect("it is stored")
}

pub async fn other_status(place: &mut Place) {
    let store = place.open().await;
    for (key, order, status) in [
        ("7:lunas", "7", "lunas"),
        ("7:lunas:lain", "7", "lunas"),
        ("8:lunas", "8", "lunas"),
    ] {
        assert_eq!(claim_step(&store, key, order, status).await, granted(1));
        settle(&store, key, 1, key, End::Done).await;
    }
    // Not done: it is not forgotten.
    assert_eq!(
        claim_step(&store, "7:kirim", "7", "dikirim").await,
        granted(1)
    );
    settle(&store, "7:kirim", 1, "7:kirim", AT_ONCE).await;
    assert_eq!(claim(&store, "7:lunas", "z").await, granted(1), "forgotten");
    settle(&store, "7:lunas", 1, "z", End::Refused).await;
    assert_eq!(claim(&store, "7:lunas:lain", "z").await, granted(1));
    assert_eq!(claim(&store, "8:lunas", "z").await, Claim::Done);
    // A claim without a step keeps that of the one before it, and forgets nothing.
    assert_eq!(claim(&store, "7:kirim", "z").await, granted(2));
    settle(&store, "7:kirim", 2, "z", End::Done).await;
    assert_eq!(claim(&store, "7:kirim", "y").await, Claim::Done);
    assert_eq!(
        claim_step(&store, "7:batal", "7", "batal").await,
        granted(1)
    );
    assert_eq!(claim(&store, "7:kirim", "y").await, granted(1), "forgotten");
}

pub async fn keys_and_notes(place: &mut Place) {
    let store = place.open().await;
    let long = "k".repeat(400);
    let note = format!(
        "baris\n\"kutip\" 'satu' \\ \u{1F6D2} {}",
        "n".repeat(60_000)
    );
    for key in [&*long, "Z:-_.~%20", "a:1"] {
        let bid = Bid::new(key, &note, now(), LEASE).owner("a");
        assert_eq!(store.claim(&bid).await.expect("stored"), granted(1));
        settle(&store, key, 1, "a", AT_ONCE).await;
        let found = store
            .find(key)
            .await
            .expect("an answer")
            .expect("the claim");
        assert_eq!(found.note, note);
    }
    assert_eq!(unfinished(&store).await, ["Z:-_.~%20", "a:1", &*long]);
}

pub async fn many_at_once(place: &mut Place) {
    let store = Arc::new(place.open().await);
    let mut tasks = Vec::new();
    for key in 0..20 {
        for owner in 0..50 {
            let store = Arc::clone(&store);
            tasks.push(tokio::spawn(async move {
                let (key, owner) = (key.to_string(), owner.to_string());
                claim(&store, &key, &owner).await == granted(1)
            }));
        }
    }
    let mut grants = 0;
    for task in tasks {
        grants += usize::from(task.await.expect("it ends"));
    }
    assert_eq!(grants, 20);
}

async fn reserve(store: &AnyStore, key: &str, owner: &str, length: Duration) -> Option<Duration> {
    let reservation = Reservation::new(key, owner, now(), length);
    store.reserve(&reservation).await.expect("it is stored")
}

pub async fn reservation(place: &mut Place) {
    let store = place.open().await;
    assert_eq!(reserve(&store, "k", "a", LEASE).await, None);
    let left = reserve(&store, "k", "b", LEASE).await.expect("another's");
    assert!(left <= LEASE && !left.is_zero());
    assert_eq!(reserve(&store, "other", "b", LEASE).await, None);
    // Its owner makes it shorter; then it is over.
    assert_eq!(
        reserve(&store, "k", "a", Duration::from_millis(1)).await,
        None
    );
    while reserve(&store, "k", "b", LEASE).await.is_some() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(reserve(&store, "k", "a", LEASE).await.is_some());
}

pub async fn kept(place: &mut Place) {
    let options = || DatabaseOptions::new().kept(Duration::from_millis(1));
    let mut store = place.open_with(options()).await.expect("it opens");
    assert_eq!(claim(&store, "done", "a").await, granted(1));
    assert_eq!(claim(&store, "begun", "a").await, granted(1));
    settle(&store, "begun", 1, "a", AT_ONCE).await;
    settle(&store, "done", 1, "a", End::Done).await;
    while store.find("done").await.expect("an answer").is_some() {
        tokio::time::sleep(Duration::from_millis(10)).await;
        match place.kind {
            // The store in memory looks for old work when it has a thousand keys more.
            Kind::Memory => {
                for number in 0..1200 {
                    let key = format!("n{number}");
                    claim(&store, &key, "a").await;
                    settle(&store, &key, 1, "a", End::Done).await;
                }
            }
            _ => store = place.open_with(options()).await.expect("it opens"),
        }
    }
    assert_eq!(unfinished(&store).await, ["begun"]);
}

pub async fn shops(place: &mut Place) {
    let shop = |name: &str| place.open_with(DatabaseOptions::new().shop(name));
    let one = shop("satu").await.expect("it opens");
    let other = shop("dua").await.expect("it opens");
    assert_eq!(claim(&one, "k", "a").await, granted(1));
    assert_eq!(claim(&other, "k", "b").await, granted(1));
    settle(&one, "k", 1, "a", End::Done).await;
    assert_eq!(claim(&one, "k", "c").await, Claim::Done);
    assert_in_progress(claim(&other, "k", "c").await);
    settle(&other, "k", 1, "b", AT_ONCE).await;
    assert_eq!(unfinished(&other).await, ["k"]);
    assert!(unfinished(&one).await.is_empty());
    assert_eq!(claim(&one, "g", "a").await, granted(1));
    settle(&one, "g", 1, "a", End::GivenUp).await;
    assert!(other.given_up().await.expect("the list").is_empty());
    assert!(other.find("g").await.expect("an answer").is_none());
    assert_eq!(reserve(&one, "k", "a", LEASE).await, None);
    assert_eq!(reserve(&other, "k", "b", LEASE).await, None);
    assert!(one.check_secret("x", None).await.expect("an answer"));
    assert!(other.check_secret("y", None).await.expect("an answer"));
}

pub async fn secret(place: &mut Place) {
    let store = Arc::new(place.open().await);
    let receiver = |secret: &str| {
        let guard = Guard::new(Arc::clone(&store), System::default());
        Receiver::new("toko", secret, guard).expect("a receiver")
    };
    let send = async |receiver: &Receiver<_, _>, secret: &str, nomor: &str| {
        let body = format!(
            "tipe_callback=transaksi_baru&secret_key_callback={secret}&nomor_pembayaran={nomor}\
             &status_transaksi=lunas&tipe_transaksi=DELIVERY"
        );
        let work = async |_| Ok(());
        receiver.receive("POST", body.as_bytes(), work).await
    };
    let first = receiver("RAHASIA-LAMA");
    assert_eq!(send(&first, "RAHASIA-LAMA", "1").await.status(), 200);
    // Another shop's.
    let other = receiver("RAHASIA-BARU");
    let refused = send(&other, "RAHASIA-BARU", "2").await;
    assert_eq!(refused.status(), 503);
    assert!(refused.log().contains("secret lain"), "{}", refused.log());
    assert!(!refused.log().contains("RAHASIA"), "{}", refused.log());
    other.check_store().await.expect_err("another shop's");
    other
        .resume(async |_| Ok(()))
        .await
        .expect_err("another shop's");
    // The secret was replaced: callbacks with either are received.
    let replaced = receiver("RAHASIA-BARU")
        .previous_secret("RAHASIA-LAMA")
        .expect("a secret");
    assert_eq!(send(&replaced, "RAHASIA-BARU", "2").await.status(), 200);
    assert_eq!(send(&replaced, "RAHASIA-LAMA", "3").await.status(), 200);
    assert_eq!(send(&replaced, "RAHASIA-LAIN", "4").await.status(), 403);
    let after = receiver("RAHASIA-BARU");
    assert_eq!(send(&after, "RAHASIA-BARU", "5").await.status(), 200);
    receiver("RAHASIA-LAMA")
        .check_store()
        .await
        .expect_err("it was replaced");
}
