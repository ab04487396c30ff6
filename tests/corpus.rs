//! The fuzz targets on their committed corpus, as ordinary tests: what a fuzzer once found out stays
//! found out, with no fuzzer at hand. `tests/fuzz/README.md` tells of the rest.

#[path = "fuzz/src/lib.rs"]
mod fuzz;

use std::fs;
use std::path::{Path, PathBuf};

use fuzz::TARGETS;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

fn replay(name: &str) {
    let found = TARGETS.iter().find(|(target, _)| *target == name);
    let (_, target) = found.expect("a target of this name");
    let corpus = folder().join("corpus").join(name);
    let entries = fs::read_dir(&corpus).expect("a corpus");
    let mut inputs = 0;
    for entry in entries {
        let path = entry.expect("a file").path();
        // Shown where the target panics.
        println!("{}", path.display());
        target(&fs::read(&path).expect("a file"));
        inputs += 1;
    }
    assert!(inputs > 0, "{} is empty", corpus.display());
}

/// A test for each target.
macro_rules! replays {
    ($($(#[$gate:meta])? $name:ident)*) => {
        $(
            $(#[$gate])?
            #[test]
            fn $name() {
                replay(stringify!($name));
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
    number
    #[cfg(feature = "server")]
    callback
}
