//! The fuzz targets on their committed corpus, and on changed inputs of it, as ordinary tests: what a fuzzer once found out
//! stays found out, with no fuzzer at hand. `tests/fuzz/README.md` tells of the rest.

#[path = "fuzz/src/lib.rs"]
mod fuzz;

use std::fs;
use std::path::{Path, PathBuf};

use fuzz::{TARGETS, Target};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

/// Changed inputs for each target.
const CHANGED: u32 = 500;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

fn target(name: &str) -> Target {
    *TARGETS
        .iter()
        .find(|(target, _)| *target == name)
        .expect("a target of this name")
}

/// The committed inputs of a target, in an order that is the same everywhere.
fn inputs(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let corpus = folder().join("corpus").join(name);
    let entries = fs::read_dir(&corpus).expect("a corpus");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} is empty", corpus.display());
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).expect("a file");
        (path, bytes)
    };
    paths.into_iter().map(read).collect()
}

fn replay(name: &str) {
    let (_, run) = target(name);
    for (path, bytes) in inputs(name) {
        // Shown where the target panics.
        println!("{}", path.display());
        run(&bytes);
    }
}

/// One change of an input; places count modulo its length.
#[derive(Clone, Debug)]
enum Change {
    /// Flips these bits of a byte.
    Flip(Index, u8),
    /// Inserts bytes.
    Insert(Index, Vec<u8>),
    /// Removes as many bytes.
    Remove(Index, usize),
    /// Goes on as another input does from there on.
    Splice(Index, Index),
}

/// What the formats that the targets read are made of.
const PIECES: &[&str] = &[
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "-1",
    "1e999",
    "\\u0000",
    "\\ud800",
    "{{",
    "}}",
    "{{token_user}}",
    "%",
    "%2F",
    "&",
    "=",
    "javascript:",
    "data:",
    "//",
    "\u{feff}",
    "\u{a0}",
    "\n",
];

/// One of these, or any bytes.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::sample::select(PIECES).prop_map(|text| text.as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 1..8),
    ]
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), 1..=255_u8).prop_map(|(place, bits)| Change::Flip(place, bits)),
        (any::<Index>(), piece()).prop_map(|(place, bytes)| Change::Insert(place, bytes)),
        (any::<Index>(), 1..64_usize).prop_map(|(place, length)| Change::Remove(place, length)),
        (any::<Index>(), any::<Index>()).prop_map(|(place, other)| Change::Splice(place, other)),
    ]
}

fn apply(change: &Change, bytes: &mut Vec<u8>, all: &[(PathBuf, Vec<u8>)]) {
    match change {
        Change::Flip(place, bits) => {
            if !bytes.is_empty() {
                let place = place.index(bytes.len());
                bytes[place] ^= bits;
            }
        }
        Change::Insert(place, piece) => {
            let place = place.index(bytes.len() + 1);
            bytes.splice(place..place, piece.iter().copied());
        }
        Change::Remove(place, length) => {
            let from = place.index(bytes.len() + 1);
            let to = bytes.len().min(from + length);
            bytes.drain(from..to);
        }
        Change::Splice(place, other) => {
            let other = &other.get(all).1;
            bytes.truncate(place.index(bytes.len() + 1));
            bytes.extend(other.iter().skip(bytes.len()));
        }
    }
}

/// Runs a target on inputs of its corpus with up to eight changes each: the same ones each time. A failure is made small.
fn change_inputs(name: &str) {
    let (_, run) = target(name);
    let all = inputs(name);
    let config = Config {
        cases: CHANGED,
        failure_persistence: None,
        ..Config::default()
    };
    let changes = (any::<Index>(), proptest::collection::vec(change(), 1..8));
    TestRunner::new_with_rng(config, TestRunner::deterministic().new_rng())
        .run(&changes, |(input, changes)| {
            let mut bytes = input.get(&all).1.clone();
            for change in &changes {
                apply(change, &mut bytes, &all);
            }
            run(&bytes);
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{name}: {failure}"));
}

/// A test for each target.
macro_rules! replays {
    ($($(#[$gate:meta])? $name:ident)*) => {
        $(
            $(#[$gate])?
            #[test]
            fn $name() {
                replay(stringify!($name));
                change_inputs(stringify!($name));
            }
        )*

        #[test]
        fn every_target_is_replayed_built_and_seeded() {
            let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            let replayed: &[&str] = &[$($(#[$gate])? stringify!($name)),*];
            assert_eq!(names, replayed);
            let manifest = fs::read_to_string(folder().join("Cargo.toml")).expect("a manifest");
            for name in names {
                assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is no binary");
                let target = folder().join(format!("fuzz_targets/{name}.rs"));
                let target = fs::read_to_string(target).expect("a target");
                assert!(target.contains(&format!("::{name}(bytes)")), "{name} is fuzzed by another");
            }
        }
    };
}

replays! {
    produk kategori kostumpage slide user_info catatan_saldo catatan_poin transaksi
    failure redact
    template
    paging
    cache
    query base_url
    format
    link
    #[cfg(feature = "server")]
    callback
}
