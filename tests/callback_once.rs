//! Nothing lost and nothing twice: sending once, the turns of an order, work that is given up, and sweeping.
#![cfg(feature = "server")]

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support;
use bukaolshop::ErrorKind;
use bukaolshop::layer::Backoff;
use bukaolshop::server::callback::store::{Bid, Claim, Ended, Found, Unfinished};
use bukaolshop::server::callback::{
    DeadWork, Delivery, Errand, Failed, Guard, MemoryStore, Ran, Reason, Receiver, Rejection,
    Reply, Standing, Store, StoreError, Sweep,
};
use bukaolshop::server::closed_api::ClosedApi;
use bukaolshop::server::{Options, Outcome};
use bukaolshop::transport::Platform;
use serde_json::{Value, json};
use support::world::NOON;
use support::{Reply as Answer, World};

const SECRET: &str = "8f14e45f/ceea+167a==";
const NOMOR: &str = "2853130173354";

fn world() -> World {
    World::scripted([])
}

fn guard_of<S: Store>(store: S, world: &World) -> Guard<S, World> {
    Guard::new(store, world.clone())
}

fn receiver_of<S: Store>(store: S, world: &World) -> Receiver<S, World> {
    Receiver::new("toko-budi", SECRET, guard_of(store, world)).expect("shop and secret are good")
}

fn callback(nomor: &str, status: &str) -> Vec<u8> {
    json!({
        "tipe_callback": "perubahan_status_transaksi",
        "secret_key_callback": SECRET,
        "nomor_pembayaran": nomor,
        "status_transaksi": status,
    })
    .to_string()
    .into_bytes()
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// Lets time pass.
fn pass(world: &World, time: Duration) {
    world.set_now(NOON + world.elapsed() + time);
}

// Sending once.

/// Another system, which has a list of what arrived. What it answers comes from a script.
#[derive(Default)]
struct Kios {
    /// `true`: the request arrives. Then what the sender learns.
    script: Mutex<Vec<(bool, Option<Failed>)>>,
    arrived: AtomicUsize,
    looks: AtomicUsize,
    /// What looking gives instead of the truth.
    seen: Mutex<Option<Result<Option<Outcome>, Rejection>>>,
    repeatable: bool,
}

impl Kios {
    fn scripted(script: impl IntoIterator<Item = (bool, Option<Failed>)>) -> Self {
        let mut script: Vec<_> = script.into_iter().collect();
        script.reverse();
        Self {
            script: Mutex::new(script),
            ..Self::default()
        }
    }

    fn arrived(&self) -> usize {
        self.arrived.load(Ordering::SeqCst)
    }

    fn looks(&self) -> usize {
        self.looks.load(Ordering::SeqCst)
    }

    fn sees(&self, seen: Result<Option<Outcome>, Rejection>) {
        *self.seen.lock().expect("a lock") = Some(seen);
    }
}

impl Errand for Kios {
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        self.looks.fetch_add(1, Ordering::SeqCst);
        let seen = self.seen.lock().expect("a lock").clone();
        seen.unwrap_or(Ok(Some(match self.arrived() {
            0 => Outcome::NotChanged,
            _ => Outcome::Changed,
        })))
    }

    async fn send(&self) -> Result<(), Failed> {
        let next = self.script.lock().expect("a lock").pop();
        let (arrives, failed) = next.unwrap_or((true, None));
        if arrives {
            self.arrived.fetch_add(1, Ordering::SeqCst);
        }
        failed.map_or(Ok(()), Err)
    }

    fn repeatable(&self) -> bool {
        self.repeatable
    }
}

fn lost() -> Option<Failed> {
    Some(Failed::Unknown(Rejection::failed("jawaban hilang")))
}

fn refused() -> Option<Failed> {
    Some(Failed::NotDone(Rejection::failed("ditolak")))
}

const KEY: &str = "kios:2853130173354";

fn send(world: &World, store: &Arc<MemoryStore>, kios: &Kios) -> Result<Ran, Rejection> {
    let guard = guard_of(Arc::clone(store), world);
    world.run(guard.send_once(KEY, Some(NOMOR), kios))
}

fn reason(outcome: Result<Ran, Rejection>) -> Reason {
    outcome.expect_err("it is rejected").reason
}

#[test]
fn what_was_sent_is_not_sent_again_by_any_program() {
    let (world, store, kios) = (world(), Arc::default(), Kios::default());
    assert_eq!(send(&world, &store, &kios), Ok(Ran::Now));
    assert_eq!(send(&world, &store, &kios), Ok(Ran::Before));
    assert_eq!((kios.arrived(), kios.looks()), (1, 0));
}

#[test]
fn after_a_lost_answer_it_is_looked_for_and_found() {
    let (world, store) = (world(), Arc::default());
    let kios = Kios::scripted([(true, lost())]);
    let first = send(&world, &store, &kios).expect_err("it is lost");
    assert_eq!(first.reason, Reason::WorkFailed);
    assert_eq!(first.retry_after, Some(seconds(60)));
    assert_eq!(send(&world, &store, &kios), Ok(Ran::Before));
    assert_eq!(send(&world, &store, &kios), Ok(Ran::Before));
    assert_eq!((kios.arrived(), kios.looks()), (1, 1));
}

#[test]
fn what_did_not_arrive_is_sent_again_but_not_before_it_can_arrive_no_more() {
    let (world, store) = (world(), Arc::default());
    let kios = Kios::scripted([(false, lost())]);
    assert_eq!(reason(send(&world, &store, &kios)), Reason::WorkFailed);
    pass(&world, seconds(40));
    let waits = send(&world, &store, &kios).expect_err("it may still arrive");
    assert_eq!((waits.reason, kios.arrived()), (Reason::WorkFailed, 0));
    assert!(waits.note.is_some_and(|note| note.contains(KEY)));
    // The wait counts from when it was sent, and not from when it was looked for.
    pass(&world, seconds(21));
    assert_eq!(send(&world, &store, &kios), Ok(Ran::Now));
    assert_eq!(kios.arrived(), 1);
}

#[test]
fn what_was_refused_is_sent_anew() {
    let (world, store) = (world(), Arc::default());
    let kios = Kios::scripted([(false, refused()), (false, refused())]);
    for _ in 0..2 {
        assert_eq!(reason(send(&world, &store, &kios)), Reason::WorkFailed);
    }
    assert_eq!(send(&world, &store, &kios), Ok(Ran::Now));
    assert_eq!((kios.arrived(), kios.looks()), (1, 0));
}

#[test]
fn a_system_that_knows_repeats_is_sent_to_again_and_not_asked() {
    let (world, store) = (world(), Arc::default());
    let kios = Kios {
        repeatable: true,
        ..Kios::scripted([(true, lost()), (false, refused())])
    };
    assert_eq!(reason(send(&world, &store, &kios)), Reason::WorkFailed);
    assert_eq!(reason(send(&world, &store, &kios)), Reason::WorkFailed);
    assert_eq!(send(&world, &store, &kios), Ok(Ran::Now));
    assert_eq!(kios.looks(), 0);
}

/// A program that ends in the middle of sending: before or after the request has arrived.
fn crash(world: &World, store: &Arc<MemoryStore>, arrives: bool, kios: &Kios) {
    let guard = guard_of(Arc::clone(store), world);
    let note = json!({"about": NOMOR, "sending": world.now().as_millis() as u64}).to_string();
    let bid = Bid::new(KEY, &note, world.now(), seconds(90));
    world.run(guard.store().claim(&bid)).expect("claimed");
    kios.arrived
        .fetch_add(usize::from(arrives), Ordering::SeqCst);
}

#[test]
fn after_a_crash_it_is_looked_for_and_sent_only_where_it_is_not_there() {
    for arrives in [false, true] {
        let (world, store, kios) = (world(), Arc::default(), Kios::default());
        crash(&world, &store, arrives, &kios);
        assert_eq!(reason(send(&world, &store, &kios)), Reason::InProgress);
        pass(&world, seconds(90));
        let ran = send(&world, &store, &kios).expect("it is known");
        assert_eq!(ran == Ran::Now, !arrives);
        assert_eq!(kios.arrived(), 1);
    }
}

#[test]
fn what_nobody_can_tell_is_left_to_a_person_and_sent_when_that_person_says_so() {
    for (seen, done) in [
        (Ok(None), true),
        (Ok(Some(Outcome::Unclear)), true),
        (Ok(None), false),
    ] {
        let (world, store) = (world(), Arc::default());
        let kios = Kios::scripted([(done, lost())]);
        kios.sees(seen);
        assert_eq!(reason(send(&world, &store, &kios)), Reason::WorkFailed);
        for _ in 0..3 {
            pass(&world, seconds(1000));
            let held = send(&world, &store, &kios).expect_err("nobody knows");
            assert_eq!(held.reason, Reason::Held);
            assert!(held.note.is_some_and(|note| note.contains(KEY)));
        }
        let guard = guard_of(Arc::clone(&store), &world);
        let receiver = receiver_of(Arc::clone(&store), &world);
        let letters = world.run(receiver.dead_letters()).expect("listed");
        let [letter] = &letters[..] else {
            panic!("one is held: {letters:?}");
        };
        assert_eq!((&*letter.key, &*letter.reason), (KEY, "held"));
        let DeadWork::Sent { about, .. } = &letter.work else {
            panic!("it was sent: {letter:?}");
        };
        assert_eq!(about.as_deref(), Some(NOMOR));
        assert_eq!(world.run(guard.decide(KEY, done)), Ok(true));
        assert_eq!(world.run(guard.decide("kios:lain", done)), Ok(false));
        let ran = send(&world, &store, &kios).expect("it is known now");
        assert_eq!(ran == Ran::Before, done);
        assert_eq!(kios.arrived(), 1);
        assert!(
            world
                .run(receiver.dead_letters())
                .expect("listed")
                .is_empty()
        );
    }
}

#[test]
fn looking_that_fails_sends_nothing_and_forgets_nothing() {
    let (world, store) = (world(), Arc::default());
    let kios = Kios::scripted([(true, lost())]);
    assert_eq!(reason(send(&world, &store, &kios)), Reason::WorkFailed);
    kios.sees(Err(Rejection::failed("kios tutup")));
    for _ in 0..3 {
        pass(&world, seconds(200));
        let failed = send(&world, &store, &kios).expect_err("it cannot look");
        assert_eq!(failed.reason, Reason::WorkFailed);
        assert!(
            failed
                .note
                .is_some_and(|note| note.contains("look gagal") && note.contains("tutup"))
        );
    }
    assert_eq!(kios.arrived(), 1);
    *kios.seen.lock().expect("a lock") = None;
    assert_eq!(send(&world, &store, &kios), Ok(Ran::Before));
}

#[test]
fn one_key_for_two_orders_is_refused_and_named_before_and_after_it_was_sent() {
    let (world, store) = (world(), Arc::default());
    let kios = Kios::scripted([(true, lost())]);
    for _ in 0..2 {
        let _ = send(&world, &store, &kios);
        let guard = guard_of(Arc::clone(&store), &world);
        let other = world.run(guard.send_once(KEY, Some("77"), &kios));
        let other = other.expect_err("the key is taken");
        assert_eq!(other.reason, Reason::KeyTaken);
        assert!(
            other
                .note
                .is_some_and(|note| note.contains(KEY) && note.contains(NOMOR))
        );
    }
    assert_eq!(kios.arrived(), 1);
}

#[test]
fn a_key_is_plain() {
    let (world, kios) = (world(), Kios::default());
    let guard = guard_of(MemoryStore::new(), &world);
    for key in ["", "a b", "a\n", "kunci\u{e4}", &"k".repeat(401)] {
        let refused = world.run(guard.send_once(key, None, &kios));
        assert_eq!(reason(refused), Reason::WorkFailed, "{key}");
    }
    assert_eq!(kios.arrived(), 0);
}

/// A store that fails from a certain call on.
struct Failing {
    inner: MemoryStore,
    calls: AtomicU32,
    fails_from: AtomicU32,
}

impl Failing {
    fn from(call: u32) -> Self {
        Self {
            inner: MemoryStore::new(),
            calls: AtomicU32::new(0),
            fails_from: AtomicU32::new(call),
        }
    }

    fn count(&self) -> Result<(), StoreError> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        match call < self.fails_from.load(Ordering::SeqCst) {
            true => Ok(()),
            false => Err(StoreError::new("basis data mati")),
        }
    }

    fn recover(&self) {
        self.fails_from.store(u32::MAX, Ordering::SeqCst);
    }
}

impl Store for Failing {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        self.count()?;
        self.inner.claim(bid).await
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        self.count()?;
        self.inner.settle(ended).await
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        self.count()?;
        self.inner.unfinished(now).await
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        self.count()?;
        self.inner.given_up().await
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        self.count()?;
        self.inner.find(key).await
    }
}

#[test]
fn a_store_that_fails_at_any_moment_sends_nothing_twice_and_forgets_nothing() {
    // The calls of a first attempt whose answer is lost, and of a second one.
    for arrives in [false, true] {
        for fails_from in 0..8 {
            let world = world();
            let store = Arc::new(Failing::from(fails_from));
            let kios = Kios::scripted([(arrives, lost())]);
            let guard = guard_of(Arc::clone(&store), &world);
            let send = || world.run(guard.send_once(KEY, Some(NOMOR), &kios));
            for _ in 0..3 {
                let _ = send();
                pass(&world, seconds(200));
            }
            store.recover();
            let known = send();
            pass(&world, seconds(200));
            let known = known.or_else(|_| send()).or_else(|_| {
                pass(&world, seconds(200));
                send()
            });
            known.expect("it is known at last");
            assert_eq!(kios.arrived(), 1, "{arrives} {fails_from}");
        }
    }
}

/// Another system as one program sees it whose looking takes so long that another program sends meanwhile.
struct SlowToLook<'w> {
    world: &'w World,
    store: Arc<MemoryStore>,
    kios: Kios,
}

impl Errand for SlowToLook<'_> {
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        let seen = self.kios.look().await;
        pass(self.world, seconds(200));
        let other = guard_of(Arc::clone(&self.store), self.world);
        let sent = other.send_once(KEY, Some(NOMOR), &self.kios).await;
        assert_eq!(sent, Ok(Ran::Now));
        seen
    }

    async fn send(&self) -> Result<(), Failed> {
        self.kios.send().await
    }
}

#[test]
fn what_another_program_has_sent_while_this_one_looked_is_not_sent_again() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let slow = SlowToLook {
        world: &world,
        store: Arc::clone(&store),
        kios: Kios::scripted([(false, lost())]),
    };
    let guard = guard_of(Arc::clone(&store), &world);
    let send = || world.run(guard.send_once(KEY, Some(NOMOR), &slow));
    assert_eq!(reason(send()), Reason::WorkFailed);
    pass(&world, seconds(200));
    assert_eq!(reason(send()), Reason::InProgress);
    assert_eq!(slow.kios.arrived(), 1);
    assert_eq!(send(), Ok(Ran::Before));
}

/// A system that is slow to look at. Where the program crashed while it sends, the store would tell when that was.
struct NotesItsSending<'w> {
    world: &'w World,
    store: Arc<MemoryStore>,
}

impl Errand for NotesItsSending<'_> {
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        pass(self.world, seconds(80));
        Ok(Some(Outcome::NotChanged))
    }

    async fn send(&self) -> Result<(), Failed> {
        let claimed = self.store.find(KEY).await.expect("the store works");
        let note = claimed.expect("a claim").note;
        let note: Value = serde_json::from_str(&note).expect("a note");
        let now = (NOON + self.world.elapsed()).as_millis();
        assert_eq!(note["sending"].as_u64().map(u128::from), Some(now));
        Ok(())
    }
}

#[test]
fn behind_a_look_the_claim_has_the_time_of_the_second_sending() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let kios = Kios::scripted([(false, lost())]);
    assert_eq!(reason(send(&world, &store, &kios)), Reason::WorkFailed);
    pass(&world, seconds(200));
    let slow = NotesItsSending {
        world: &world,
        store: Arc::clone(&store),
    };
    let guard = guard_of(Arc::clone(&store), &world);
    let sent = world.run(guard.send_once(KEY, Some(NOMOR), &slow));
    assert_eq!(sent, Ok(Ran::Now));
}

/// A system that never answers.
struct Silent;

impl Errand for Silent {
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        Ok(None)
    }

    async fn send(&self) -> Result<(), Failed> {
        std::future::pending().await
    }
}

#[test]
fn sending_that_never_ends_is_an_unknown_outcome_before_its_lease_is_over() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let guard = guard_of(Arc::clone(&store), &world);
    let send = || world.run(guard.send_once(KEY, Some(NOMOR), &Silent));
    assert_eq!(reason(send()), Reason::WorkTimedOut);
    assert_eq!(world.elapsed(), seconds(75));
    pass(&world, seconds(60));
    assert_eq!(reason(send()), Reason::Held);
}

// Inside each other.

#[tokio::test]
async fn work_inside_other_work_that_was_done_before_is_a_success_and_the_rest_goes_on() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let guard = guard_of(Arc::clone(&store), &world);
    let (first, second) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let fails = AtomicBool::new(true);
    let both = async |_: u32| {
        let one = async |_: u32| {
            first.fetch_add(1, Ordering::SeqCst);
            Ok(())
        };
        guard.once("satu", "", one).await?;
        let two = async |_: u32| {
            if fails.swap(false, Ordering::SeqCst) {
                return Err(Rejection::failed("sistem kedua mati"));
            }
            second.fetch_add(1, Ordering::SeqCst);
            Ok(())
        };
        guard.once("dua", "", two).await?;
        Ok(())
    };
    guard
        .once("semua", "", both)
        .await
        .expect_err("the second has failed");
    assert_eq!(guard.once("semua", "", both).await, Ok(Ran::Now));
    assert_eq!(guard.once("semua", "", both).await, Ok(Ran::Before));
    assert_eq!((first.into_inner(), second.into_inner()), (1, 1));
}

#[test]
fn two_systems_in_the_work_of_a_callback_get_an_order_once_each_whichever_fails() {
    for failing in [0, 1] {
        let world = world();
        let store = Arc::new(MemoryStore::new());
        let receiver = receiver_of(Arc::clone(&store), &world);
        let systems: Vec<Kios> = (0..2)
            .map(|at| match at == failing {
                true => Kios::scripted([(true, lost())]),
                false => Kios::default(),
            })
            .collect();
        let work = async |delivery: Delivery| {
            let about = Some(&*delivery.callback.nomor_pembayaran);
            for (at, system) in systems.iter().enumerate() {
                receiver
                    .send_once(&format!("kios{at}:{NOMOR}"), about, system)
                    .await?;
            }
            Ok(())
        };
        let sent = callback(NOMOR, "lunas");
        let reply = world.run(receiver.receive("POST", &sent, work));
        assert_eq!(reply.status(), 503);
        pass(&world, seconds(61));
        let replies = world.run(receiver.resume(work)).expect("resumed");
        assert_eq!(replies.len(), 1);
        assert_eq!(replies[0].rejection, None);
        for system in &systems {
            assert_eq!(system.arrived(), 1);
        }
    }
}

// The turns of an order.

#[test]
fn callbacks_of_one_order_are_worked_on_one_after_the_other_in_all_programs() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let programs = [0, 1].map(|_| receiver_of(Arc::clone(&store), &world));
    let running = Mutex::new(HashMap::<String, usize>::new());
    let most = Mutex::new(HashMap::<String, usize>::new());
    let work = async |delivery: Delivery| {
        let nomor = delivery.callback.nomor_pembayaran.clone();
        let count = {
            let mut running = running.lock().expect("a lock");
            let count = running.entry(nomor.clone()).or_default();
            *count += 1;
            *count
        };
        {
            let mut most = most.lock().expect("a lock");
            let seen = most.entry(nomor.clone()).or_default();
            *seen = count.max(*seen);
        }
        world.sleep(seconds(1)).await;
        if let Some(count) = running.lock().expect("a lock").get_mut(&nomor) {
            *count -= 1;
        }
        Ok(())
    };
    let sent: Vec<Vec<u8>> = ["lunas", "diproses", "dikirim"]
        .iter()
        .flat_map(|status| [callback("1", status), callback("2", status)])
        .collect();
    let all = sent.iter().enumerate().map(|(at, body)| {
        let program = programs.get(at % 2).expect("two");
        program.receive("POST", body, work)
    });
    let replies: Vec<Reply> = world.run(futures_util::future::join_all(all));
    assert!(
        replies.iter().all(|reply| reply.status() == 200),
        "{replies:?}"
    );
    assert_eq!(
        *most.lock().expect("a lock"),
        HashMap::from([("1".into(), 1), ("2".into(), 1)])
    );
    // Two orders side by side, three callbacks each; a wait for a turn is a quarter of a second.
    assert!(world.elapsed() < seconds(5), "{:?}", world.elapsed());
}

#[test]
fn a_turn_that_is_not_given_in_time_is_a_503_and_the_callback_is_kept() {
    let world = world();
    let receiver = receiver_of(MemoryStore::new(), &world);
    let slow = async |_: Delivery| {
        world.sleep(seconds(30)).await;
        Ok(())
    };
    let fast = async |_: Delivery| Ok(());
    let (lunas, diproses) = (callback(NOMOR, "lunas"), callback(NOMOR, "diproses"));
    let both = futures_util::future::join(
        receiver.receive("POST", &lunas, slow),
        receiver.receive("POST", &diproses, fast),
    );
    let (slow, fast) = world.run(both);
    assert_eq!((slow.status(), fast.status()), (200, 503));
    assert_eq!(fast.rejection.map(|it| it.reason), Some(Reason::InProgress));
    pass(&world, seconds(60));
    let resumed = world
        .run(receiver.resume(async |_: Delivery| Ok(())))
        .expect("resumed");
    assert_eq!(resumed.len(), 1);
}

#[test]
fn a_callback_that_comes_again_gives_its_turn_back() {
    let world = world();
    let receiver = receiver_of(MemoryStore::new(), &world);
    let work = async |_: Delivery| Ok(());
    let lunas = callback(NOMOR, "lunas");
    assert_eq!(
        world.run(receiver.receive("POST", &lunas, work)).status(),
        200
    );
    let again = world.run(receiver.receive("POST", &lunas, work));
    assert_eq!(
        again.rejection.as_ref().map(|it| it.reason),
        Some(Reason::Replayed)
    );
    // The next callback of the order need not wait.
    let before = world.elapsed();
    let diproses = callback(NOMOR, "diproses");
    assert_eq!(
        world
            .run(receiver.receive("POST", &diproses, work))
            .status(),
        200
    );
    assert_eq!(world.elapsed(), before);
    let store = receiver.guard().store();
    let left = world.run(store.unfinished(world.now() + seconds(999)));
    assert_eq!(left.expect("listed"), []);
}

/// Fails to claim the work on a callback, though not its turn, as long as it is told to.
#[derive(Default)]
struct NoWork {
    inner: MemoryStore,
    fails: AtomicBool,
}

impl Store for NoWork {
    async fn claim(&self, bid: &Bid<'_>) -> Result<Claim, StoreError> {
        match !bid.note.is_empty() && self.fails.load(Ordering::SeqCst) {
            true => Err(StoreError::new("basis data mati")),
            false => self.inner.claim(bid).await,
        }
    }

    async fn settle(&self, ended: &Ended<'_>) -> Result<(), StoreError> {
        self.inner.settle(ended).await
    }

    async fn unfinished(&self, now: Duration) -> Result<Vec<Unfinished>, StoreError> {
        self.inner.unfinished(now).await
    }

    async fn given_up(&self) -> Result<Vec<Unfinished>, StoreError> {
        self.inner.given_up().await
    }

    async fn find(&self, key: &str) -> Result<Option<Found>, StoreError> {
        self.inner.find(key).await
    }
}

#[test]
fn a_callback_whose_claim_fails_gives_its_turn_back() {
    let world = world();
    let store = Arc::new(NoWork::default());
    let receiver = receiver_of(Arc::clone(&store), &world);
    let work = async |_: Delivery| Ok(());
    store.fails.store(true, Ordering::SeqCst);
    let lunas = callback(NOMOR, "lunas");
    let failed = world.run(receiver.receive("POST", &lunas, work));
    assert_eq!(
        failed.rejection.as_ref().map(|it| it.reason),
        Some(Reason::StoreFailed)
    );
    store.fails.store(false, Ordering::SeqCst);
    let before = world.elapsed();
    assert_eq!(
        world.run(receiver.receive("POST", &lunas, work)).status(),
        200
    );
    assert_eq!(world.elapsed(), before);
}

#[test]
fn a_program_that_ends_in_its_turn_keeps_no_other_callback_for_longer_than_its_lease() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    {
        let receiver = receiver_of(Arc::clone(&store), &world);
        let sent = callback(NOMOR, "lunas");
        let mut killed =
            std::pin::pin!(receiver.receive("POST", &sent, |_| std::future::pending()));
        assert!(world.poll(killed.as_mut()).is_pending());
    }
    pass(&world, seconds(90));
    let receiver = receiver_of(store, &world);
    let succeed = async |_: Delivery| Ok(());
    let replies = world.run(receiver.resume(succeed)).expect("resumed");
    assert_eq!(replies.len(), 1);
    assert_eq!(replies[0].rejection, None);
    let left = world.run(
        receiver
            .guard()
            .store()
            .unfinished(world.now() + seconds(999)),
    );
    assert_eq!(left.expect("listed"), []);
}

// The API is behind its own callbacks.

fn transaksi(bayar: &str, pengiriman: &str) -> Value {
    json!({
        "code": 200, "status": "ok", "nomor_pembayaran": NOMOR, "id_user": "7", "status_bayar": bayar,
        "status_pengiriman": pengiriman, "total_transaksi": 5000, "data_pesanan": [],
    })
}

fn closed(world: &World) -> ClosedApi<World> {
    ClosedApi::with_transport("kunci-closed-api", Options::new(), world.clone()).expect("a client")
}

#[test]
fn the_api_is_asked_again_for_a_while_and_then_the_callback_is_kept() {
    let late = |count: usize| {
        let answers = (0..count).map(|_| Answer::ok(&transaksi("pending", "belum diproses")));
        let paid = (count < 3).then(|| Answer::ok(&transaksi("lunas", "belum diproses")));
        let world = World::scripted(answers.chain(paid));
        let receiver = receiver_of(MemoryStore::new(), &world);
        let closed = closed(&world);
        let work = async |delivery: Delivery| {
            let ask = async || {
                closed
                    .transaksi()
                    .get(&delivery.callback.nomor_pembayaran)
                    .await
            };
            let (transaksi, standing) = receiver.confirmed(&delivery.callback, ask).await?;
            assert_eq!(
                (&*transaksi.status_bayar, standing),
                ("lunas", Standing::Current)
            );
            Ok(())
        };
        let reply = world.run(receiver.receive("POST", &callback(NOMOR, "lunas"), work));
        let listed = receiver.guard().store().unfinished(NOON + seconds(999));
        let kept = world.run(listed).expect("listed").len();
        (
            reply.rejection.map(|it| it.reason),
            world.sent().len(),
            kept,
        )
    };
    assert_eq!(late(0), (None, 1, 0));
    assert_eq!(late(2), (None, 3, 0));
    assert_eq!(late(3), (Some(Reason::NotYet), 3, 1));
}

// Resuming.

#[test]
fn work_that_cannot_succeed_is_tried_less_and_less_often_and_given_up_at_last() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let receiver = receiver_of(Arc::clone(&store), &world);
    let times: Mutex<Vec<u64>> = Mutex::default();
    let hopeless = AtomicBool::new(true);
    let work = async |_: Delivery| {
        times
            .lock()
            .expect("a lock")
            .push(world.elapsed().as_secs());
        match hopeless.load(Ordering::SeqCst) {
            true => Err(Rejection::failed("missing_product")),
            false => Ok(()),
        }
    };
    world.run(receiver.receive("POST", &callback(NOMOR, "lunas"), work));
    while world.elapsed() < seconds(2 * 24 * 60 * 60) {
        world.run(receiver.resume(work)).expect("resumed");
        pass(&world, seconds(10));
    }
    let times = times.lock().expect("a lock").clone();
    assert_eq!(times.len(), 16, "{times:?}");
    let in_first_hour = times.iter().filter(|time| **time < 3600).count();
    assert!(in_first_hour <= 11, "{times:?}");
    assert!(times.last() < Some(&(36 * 60 * 60)), "{times:?}");

    let letters = world.run(receiver.dead_letters()).expect("listed");
    let [letter] = &letters[..] else {
        panic!("one was given up: {letters:?}");
    };
    assert_eq!((&*letter.reason, letter.attempts), ("work_failed", 16));
    assert_eq!(letter.note.as_deref(), Some("missing_product"));
    let DeadWork::Callback(given_up) = &letter.work else {
        panic!("a callback: {letter:?}");
    };
    assert_eq!(given_up.nomor_pembayaran, NOMOR);
    // Another program of the shop sees it, too, and begins it again when a person says so.
    let other = receiver_of(store, &world);
    assert_eq!(world.run(other.dead_letters()), Ok(letters.clone()));
    let failed = world
        .run(other.retry(&letter.key, work))
        .expect("it can tell");
    assert_eq!(failed.map(|reply| reply.status()), Some(503));
    hopeless.store(false, Ordering::SeqCst);
    assert_eq!(world.run(other.retry("lain", work)), Ok(None));
    let done = world
        .run(other.retry(&letter.key, work))
        .expect("it can tell");
    assert_eq!(done.map(|reply| reply.status()), Some(200));
    assert_eq!(world.run(other.dead_letters()), Ok(Vec::new()));
}

#[test]
fn several_are_resumed_at_once_and_one_that_is_slow_keeps_no_other() {
    let world = world();
    let receiver = receiver_of(MemoryStore::new(), &world);
    let fail = |_| std::future::ready(Err(Rejection::failed("mati")));
    for nomor in 0..8 {
        world.run(receiver.receive("POST", &callback(&nomor.to_string(), "lunas"), fail));
    }
    pass(&world, seconds(10));
    let began = world.elapsed();
    let slow = async |_: Delivery| {
        world.sleep(seconds(50)).await;
        Ok(())
    };
    let replies = world.run(receiver.resume(slow)).expect("resumed");
    assert!(replies.iter().all(|reply| reply.status() == 200));
    assert_eq!((replies.len(), world.elapsed() - began), (8, seconds(100)));
}

#[test]
fn a_longer_wait_that_another_system_asks_for_is_kept_also_by_another_program() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let receiver = receiver_of(Arc::clone(&store), &world);
    let busy = |_| {
        let mut rejection = Rejection::failed("kuota habis");
        rejection.retry_after = Some(seconds(5000));
        std::future::ready(Err(rejection))
    };
    world.run(receiver.receive("POST", &callback(NOMOR, "lunas"), busy));
    let other = receiver_of(store, &world);
    let succeed = async |_: Delivery| Ok(());
    pass(&world, seconds(4999));
    assert!(
        world
            .run(other.resume(succeed))
            .expect("resumed")
            .is_empty()
    );
    pass(&world, seconds(1));
    assert_eq!(world.run(other.resume(succeed)).expect("resumed").len(), 1);
}

#[test]
fn what_is_held_is_acknowledged_and_waits_for_a_person() {
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let receiver = receiver_of(Arc::clone(&store), &world);
    let kios = Kios::scripted([(true, lost())]);
    kios.sees(Ok(None));
    let work = async |delivery: Delivery| {
        let about = Some(&*delivery.callback.nomor_pembayaran);
        receiver.send_once("kios:1", about, &kios).await.map(drop)
    };
    let sent = callback(NOMOR, "lunas");
    assert_eq!(
        world.run(receiver.receive("POST", &sent, work)).status(),
        503
    );
    pass(&world, seconds(61));
    let held = world.run(receiver.resume(work)).expect("resumed").remove(0);
    assert_eq!(
        (held.status(), held.rejection.map(|it| it.reason)),
        (200, Some(Reason::Held))
    );
    let letters = world.run(receiver.dead_letters()).expect("listed");
    let sent_key = |key: &str| key.contains(":sekali:kios:1");
    let (errand, callback): (Vec<_>, Vec<_>) = letters.iter().partition(|it| sent_key(&it.key));
    assert_eq!((errand.len(), callback.len()), (1, 1));
    // The person has found the order in the other system.
    assert_eq!(
        world.run(receiver.guard().decide(&errand[0].key, true)),
        Ok(true)
    );
    let done = world
        .run(receiver.retry(&callback[0].key, work))
        .expect("it can tell");
    assert_eq!(done.map(|reply| reply.status()), Some(200));
    assert_eq!(
        (kios.arrived(), world.run(receiver.dead_letters())),
        (1, Ok(Vec::new()))
    );
}

#[test]
fn a_person_decides_about_what_was_given_up_in_a_program_that_does_not_work_itself() {
    for done in [true, false] {
        let world = world();
        let store = Arc::new(MemoryStore::new());
        let working = receiver_of(Arc::clone(&store), &world);
        let runs = AtomicU32::new(0);
        let work = async |_: Delivery| {
            // The second time, what was missing is there.
            match runs.fetch_add(1, Ordering::SeqCst) {
                0 => Err(Rejection::held("no table has this product")),
                _ => Ok(()),
            }
        };
        let sent = callback(NOMOR, "lunas");
        let reply = world.run(working.receive("POST", &sent, work));
        assert_eq!(reply.rejection.map(|it| it.reason), Some(Reason::Held));
        let other = receiver_of(Arc::clone(&store), &world);
        let letters = world.run(other.dead_letters()).expect("listed");
        let key = &letters[0].key;
        assert_eq!(world.run(other.decide("toko-lain:x", done)), Ok(false));
        assert_eq!(world.run(other.decide(key, done)), Ok(true));
        assert_eq!(world.run(other.decide(key, done)), Ok(false), "once");
        assert_eq!(world.run(other.dead_letters()), Ok(Vec::new()));
        let resumed = world.run(working.resume(work)).expect("resumed");
        assert_eq!(resumed.len(), usize::from(!done));
        assert_eq!(runs.load(Ordering::SeqCst), if done { 1 } else { 2 });
        let again = world.run(working.receive("POST", &sent, work));
        assert_eq!(again.rejection.map(|it| it.reason), Some(Reason::Replayed));
    }

    // What was to be sent is decided under the same name.
    let world = world();
    let store = Arc::new(MemoryStore::new());
    let receiver = receiver_of(Arc::clone(&store), &world);
    let kios = Kios::scripted([(true, lost())]);
    kios.sees(Ok(None));
    let send = || world.run(receiver.send_once("kios:1", Some(NOMOR), &kios));
    send().expect_err("the answer is lost");
    pass(&world, seconds(61));
    assert_eq!(send().map_err(|it| it.reason), Err(Reason::Held));
    let key = world.run(receiver.dead_letters()).expect("listed")[0]
        .key
        .clone();
    assert_eq!(world.run(receiver.decide(&key, true)), Ok(true));
    assert_eq!((send(), kios.arrived()), (Ok(Ran::Before), 1));
}

#[test]
fn retries_can_be_chosen() {
    let world = world();
    let guard = guard_of(MemoryStore::new(), &world).retries(Backoff {
        attempts: 2,
        base_delay: seconds(100),
        max_delay: seconds(100),
    });
    let receiver = Receiver::new("toko-budi", SECRET, guard).expect("good");
    let fail = |_| std::future::ready(Err(Rejection::failed("mati")));
    world.run(receiver.receive("POST", &callback(NOMOR, "lunas"), fail));
    pass(&world, seconds(49));
    assert_eq!(world.run(receiver.resume(fail)).expect("resumed").len(), 0);
    pass(&world, seconds(51));
    assert_eq!(world.run(receiver.resume(fail)).expect("resumed").len(), 1);
    assert_eq!(world.run(receiver.dead_letters()).expect("listed").len(), 1);
}

#[test]
fn however_large_the_work_is_what_waits_for_it_stays_small() {
    let world = world();
    let receiver = receiver_of(MemoryStore::new(), &world);
    let large = async |_: Delivery| {
        let block = [1_u8; 100_000];
        world.sleep(seconds(1)).await;
        assert_eq!(block.len(), 100_000);
        Ok(())
    };
    let sent = callback(NOMOR, "lunas");
    // Programs poll these on the stacks of their threads, which are small.
    let receiving = receiver.receive("POST", &sent, large);
    assert!(
        size_of_val(&receiving) < 10_000,
        "{}",
        size_of_val(&receiving)
    );
    let resuming = receiver.resume(large);
    assert!(
        size_of_val(&resuming) < 10_000,
        "{}",
        size_of_val(&resuming)
    );
    let guard = guard_of(MemoryStore::new(), &world);
    let inside = guard.once("k", "", |_| async {
        let block = [1_u8; 100_000];
        world.sleep(seconds(1)).await;
        assert_eq!(block.len(), 100_000);
        Ok(())
    });
    assert!(size_of_val(&inside) < 10_000, "{}", size_of_val(&inside));
    assert_eq!(world.run(receiving).status(), 200);
}

// Sweeping.

/// An order in the list: its number, its statuses, and how many hours after noon it was made.
type Order = (u64, &'static str, &'static str, i64);

/// A shop whose list has these orders, newest first, ten on a page.
fn shop(orders: Arc<Mutex<Vec<Order>>>) -> World {
    World::serving(move |sent| {
        assert_eq!(sent.address, "https://bukaolshop.net/api/v1/transaksi/list");
        let page = sent.number("page") as usize;
        let orders = orders.lock().expect("a lock");
        let rows: Vec<Value> = (orders.iter().skip((page - 1) * 10).take(10))
            .map(|(nomor, bayar, pengiriman, hours)| {
                let (day, hour) = (15 + (12 + hours).div_euclid(24), (12 + hours).rem_euclid(24));
                json!({
                    "nomor_pembayaran": nomor.to_string(), "id_user": "7", "status_bayar": bayar,
                    "status_pengiriman": pengiriman, "tanggal": format!("2024-01-{day:02} {hour:02}:00:00"),
                })
            })
            .collect();
        match rows.is_empty() && page > 1 {
            true => Answer::error(404),
            false => Answer::ok(&json!({"code": 200, "status": "ok", "data": rows})),
        }
    })
}

#[test]
fn what_no_callback_has_told_is_handed_on_and_nothing_else() {
    let orders: Arc<Mutex<Vec<Order>>> = Arc::new(Mutex::new(vec![
        (3, "lunas", "selesai", -30),
        (2, "pending", "belum diproses", -40),
        (1, "lunas", "belum diproses", -50),
    ]));
    let world = shop(Arc::clone(&orders));
    let store = Arc::new(MemoryStore::new());
    let receiver = receiver_of(Arc::clone(&store), &world);
    let closed = closed(&world);
    let seen: Mutex<Vec<String>> = Mutex::default();
    let work = async |delivery: Delivery| {
        let told = &delivery.callback;
        let text = format!("{} {}", told.nomor_pembayaran, told.status_transaksi);
        seen.lock().expect("a lock").push(text);
        Ok(())
    };
    let sweep = || {
        world
            .run(receiver.sweep(&closed, &Sweep::default(), work))
            .expect("swept")
    };
    let take = || std::mem::take(&mut *seen.lock().expect("a lock"));
    // The first sweep notes the time: what is older was seen to before there was this program.
    assert!(sweep().complete);
    assert_eq!(take(), [""; 0]);

    // A callback is told, and the order goes on; the server is down for the next ones.
    pass(&world, seconds(2 * 60 * 60));
    orders
        .lock()
        .expect("a lock")
        .insert(0, (4, "lunas", "diproses", 1));
    for status in ["lunas", "diproses"] {
        world.run(receiver.receive("POST", &callback("4", status), work));
    }
    take();
    orders.lock().expect("a lock").splice(
        0..0,
        [
            (8, "lunas", "dikirim", 2),
            (7, "di batalkan", "di batalkan", 2),
            (6, "pending", "belum diproses", 2),
            (5, "lunas", "belum diproses", 2),
        ],
    );
    assert!(sweep().complete);
    assert_eq!(take(), ["7 di batalkan", "6 pending", "5 lunas"]);
    assert!(sweep().complete);
    assert_eq!(take(), [""; 0]);

    // One that was unpaid is paid while the server is down; its callback comes later all the same.
    pass(&world, seconds(24 * 60 * 60));
    orders.lock().expect("a lock")[2] = (6, "lunas", "belum diproses", 2);
    assert!(sweep().complete);
    assert_eq!(take(), ["6 lunas"]);
    world.run(receiver.receive("POST", &callback("6", "lunas"), work));
    assert_eq!(take(), [""; 0]);
}

#[test]
fn a_sweep_keeps_to_the_days_pages_and_goes_on_where_it_ended() {
    let many = (0..45)
        .rev()
        .map(|nomor| (nomor, "lunas", "belum diproses", 3));
    let orders = Arc::new(Mutex::new(many.collect()));
    let world = shop(orders);
    let receiver = receiver_of(MemoryStore::new(), &world);
    let closed = closed(&world);
    let options = Sweep {
        pages_a_day: 2,
        from: Some(NOON),
        ..Sweep::default()
    };
    let count = AtomicUsize::new(0);
    let work = async |_: Delivery| {
        count.fetch_add(1, Ordering::SeqCst);
        Ok(())
    };
    let sweep = || {
        let swept = world
            .run(receiver.sweep(&closed, &options, work))
            .expect("swept");
        (swept.pages, swept.complete, count.swap(0, Ordering::SeqCst))
    };
    assert_eq!(sweep(), (2, false, 20));
    assert_eq!(sweep(), (0, false, 0));
    pass(&world, seconds(24 * 60 * 60));
    assert_eq!(sweep(), (2, false, 20));
    pass(&world, seconds(24 * 60 * 60));
    assert_eq!(sweep(), (1, true, 5));
}

#[test]
fn a_page_that_fails_is_swept_next_time() {
    let fails = Arc::new(AtomicBool::new(false));
    let failing = Arc::clone(&fails);
    let world =
        World::serving(move |sent| {
            if sent.number("page") == 2 && failing.load(Ordering::SeqCst) {
                return Answer::error(400);
            }
            let first = (sent.number("page") - 1) * 10;
            let rows: Vec<Value> = (first..(first + 10).min(15))
            .map(|nomor| json!({
                "nomor_pembayaran": nomor.to_string(), "id_user": "7", "status_bayar": "lunas",
                "status_pengiriman": "belum diproses", "tanggal": "2024-01-15 13:00:00",
            }))
            .collect();
            Answer::ok(&json!({"code": 200, "data": rows}))
        });
    let receiver = receiver_of(MemoryStore::new(), &world);
    let closed = closed(&world);
    let options = Sweep {
        from: Some(NOON),
        ..Sweep::default()
    };
    let succeed = async |_: Delivery| Ok(());
    fails.store(true, Ordering::SeqCst);
    let failed = world.run(receiver.sweep(&closed, &options, succeed));
    assert_eq!(failed.expect_err("page 2 fails").reason, Reason::WorkFailed);
    fails.store(false, Ordering::SeqCst);
    let swept = world
        .run(receiver.sweep(&closed, &options, succeed))
        .expect("swept");
    assert_eq!(
        (swept.pages, swept.replies.len(), swept.complete),
        (1, 5, true)
    );
    let pages: Vec<u64> = world
        .sent()
        .iter()
        .map(|sent| sent.number("page"))
        .collect();
    assert_eq!(pages, [1, 2, 2]);
}

// What a failure of a client means.

#[test]
fn the_errors_of_clients_tell_whether_something_may_have_been_sent() {
    let outcome = |answer| {
        let world = World::scripted([answer]);
        let client = closed(&world);
        let sent = client.transaksi();
        let status = bukaolshop::server::closed_api::transaksi::StatusTransaksi::Lanjut;
        let error = world.run(sent.status(NOMOR, status)).expect_err("an error");
        (
            error.kind,
            matches!(Failed::from(error), Failed::Unknown(_)),
        )
    };
    assert_eq!(outcome(Answer::cut()), (ErrorKind::UnknownOutcome, true));
    assert_eq!(outcome(Answer::lost()), (ErrorKind::Network, false));
    assert_eq!(outcome(Answer::error(400)), (ErrorKind::BadRequest, false));
}

// Lists.

#[test]
fn a_list_tells_what_it_leaves_out_where_it_is_cut_off_and_where_it_has_failed() {
    use bukaolshop::Place;
    use futures_util::TryStreamExt;

    let fails = Arc::new(AtomicBool::new(true));
    let failing = Arc::clone(&fails);
    let world = World::serving(move |sent| {
        let page = sent.number("page");
        if page == 600 && failing.load(Ordering::SeqCst) {
            return Answer::error(400);
        }
        let row = |at: u64| match at {
            3 => json!({"id_barang": {"aneh": 1}}),
            _ => {
                json!({"id_barang": (page * 10 + at).to_string(), "nama_barang": "a", "harga_barang": 1,
                "id_kategori": "1", "kondisi_barang": "", "stok_barang": 1, "berat": 1, "tanggal": ""})
            }
        };
        Answer::ok(&json!({"code": 200, "data": (0..10).map(row).collect::<Vec<_>>()}))
    });
    let closed = closed(&world);
    let walk = |from: u32| {
        let mut pages = Vec::new();
        let produk = closed.produk();
        let rows = produk.all_from(from, |page| {
            pages.push((page.page, page.rejected.len(), page.truncated));
        });
        let rows: Result<Vec<_>, _> = world.run(rows.try_collect());
        (rows.map(|rows| rows.len()), pages)
    };
    let (failed, pages) = walk(599);
    let error = failed.expect_err("the second page fails");
    assert_eq!(
        (error.place, pages),
        (Some(Place::Page(600)), vec![(599, 1, false)])
    );
    assert!(error.to_string().contains("halaman 600"), "{error}");
    fails.store(false, Ordering::SeqCst);
    let (rows, pages) = walk(600);
    assert_eq!((rows, pages), (Ok(9), vec![(600, 1, true)]));
    let last = world.run(closed.produk().list(600)).expect("a page");
    assert_eq!((last.has_next, last.truncated), (false, true));
}
