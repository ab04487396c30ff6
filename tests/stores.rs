//! What every store must show: the list of `tests/stores/cases.json`, against the stores in memory, SQLite, PostgreSQL and
//! Redis. The servers are real ones.
#![cfg(all(
    feature = "native",
    feature = "sqlite",
    feature = "postgres",
    feature = "redis"
))]

mod database_cases;
mod every_store;
mod place;
mod sqlite_cases;

use std::any::Any;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Deserialize;
use tokio::runtime::{Builder, Runtime};

use place::{Kind, Place};

#[derive(Deserialize)]
struct List {
    stores: Vec<String>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    #[serde(default)]
    not: HashSet<String>,
}

fn list() -> List {
    let text = crate::support::read("stores/cases.json");
    serde_json::from_slice(&text).expect("the list of cases")
}

pub fn runtime() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(2).enable_all();
    builder.build().expect("a runtime")
}

/// Runs the code of a case.
fn run(name: &str, place: &mut Place) {
    let runtime = runtime();
    let _inside = runtime.enter();
    match name {
        "claim-once" => runtime.block_on(every_store::claim_once(place)),
        "own-claim-again" => runtime.block_on(every_store::own_claim_again(place)),
        "expired-lease" => runtime.block_on(every_store::expired_lease(place)),
        "late-end" => runtime.block_on(every_store::late_end(place)),
        "failed-and-listed" => runtime.block_on(every_store::failed_and_listed(place)),
        "given-up" => runtime.block_on(every_store::given_up(place)),
        "refused" => runtime.block_on(every_store::refused(place)),
        "done-note" => runtime.block_on(every_store::done_note(place)),
        "other-status" => runtime.block_on(every_store::other_status(place)),
        "keys-and-notes" => runtime.block_on(every_store::keys_and_notes(place)),
        "many-at-once" => runtime.block_on(every_store::many_at_once(place)),
        "reservation" => runtime.block_on(every_store::reservation(place)),
        "kept" => runtime.block_on(every_store::kept(place)),
        "shops" => runtime.block_on(every_store::shops(place)),
        "secret" => runtime.block_on(every_store::secret(place)),
        "restart" => runtime.block_on(database_cases::restart(place)),
        "clock-ten-seconds" => runtime.block_on(database_cases::clock_ten_seconds(place)),
        "clock-ten-minutes" => runtime.block_on(database_cases::clock_ten_minutes(place)),
        "newer-schema" => runtime.block_on(database_cases::newer_schema(place)),
        "older-schema" => runtime.block_on(database_cases::older_schema(place)),
        "read-only" => runtime.block_on(database_cases::read_only(place)),
        "full-disk" => runtime.block_on(database_cases::full_disk(place)),
        "not-there" => runtime.block_on(database_cases::not_there(place)),
        "server-restart" => runtime.block_on(database_cases::server_restart(place)),
        "server-away" => runtime.block_on(database_cases::server_away(place)),
        "lost-after-commit" => runtime.block_on(database_cases::lost_after_commit(place)),
        "password-hidden" => runtime.block_on(database_cases::password_hidden(place)),
        "volatile-redis" => runtime.block_on(database_cases::volatile_redis()),
        "killed-in-the-middle" => sqlite_cases::killed_in_the_middle(place),
        "refused-call" => runtime.block_on(database_cases::refused_call(place)),
        "owner-only" => runtime.block_on(sqlite_cases::owner_only(place)),
        "foreign-file" => sqlite_cases::foreign_file(place),
        "old-journal" => runtime.block_on(sqlite_cases::old_journal(place)),
        "old-journal-killed" => sqlite_cases::old_journal_killed(place),
        _ => panic!("cases.json has {name}, and no code here runs it"),
    }
}

/// Runs all cases of the list that are about a store, and names those that fail.
fn run_all(kind: Kind) {
    let list = list();
    assert!(list.stores.iter().any(|name| name == kind.name()));
    let only = std::env::var("STORE_CASE").ok();
    let mut failed = Vec::new();
    let mut place = Place::new(kind);
    for case in &list.cases {
        if case.not.contains(kind.name()) || only.as_ref().is_some_and(|only| *only != case.name) {
            continue;
        }
        place.clear();
        let outcome = catch_unwind(AssertUnwindSafe(|| run(&case.name, &mut place)));
        match outcome {
            Ok(()) => println!("{} {} ok", kind.name(), case.name),
            Err(panic) => failed.push(format!("{}: {}", case.name, text(&*panic))),
        }
    }
    assert!(failed.is_empty(), "{}:\n{}", kind.name(), failed.join("\n"));
}

fn text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_default()
}

#[test]
fn the_store_in_memory_keeps_the_list() {
    database_cases::open_and_tell();
    run_all(Kind::Memory);
}

#[test]
fn the_store_in_sqlite_keeps_the_list() {
    if sqlite_cases::is_child() {
        sqlite_cases::run_child();
    }
    run_all(Kind::Sqlite);
}

#[test]
fn the_store_in_postgresql_keeps_the_list() {
    run_all(Kind::Postgres);
}

#[test]
fn the_store_in_redis_keeps_the_list() {
    run_all(Kind::Redis);
}
