//! The cases that are about the store in a file.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use bukaolshop::server::callback::store::{AnyStore, Claim, DatabaseOptions, End};
use bukaolshop::server::callback::{SqliteStore, Store};

use super::every_store::{claim, granted, settle};
use super::place::{Place, unfinished};
use super::runtime;

/// Set in processes that a case starts to kill them: the path of a store.
const CHILD: &str = "BUKAOLSHOP_TEST_STORE";

/// A journal that version 0.1.0 of this crate has written.
const JOURNAL: &[u8] = include_bytes!("old.journal");

pub fn is_child() -> bool {
    std::env::var_os(CHILD).is_some()
}

/// Claims and settles keys until it is killed, and says what is stored.
pub fn run_child() -> ! {
    let path = std::env::var_os(CHILD).expect("a path");
    let store = SqliteStore::open(Path::new(&path)).expect("it opens");
    println!("open");
    runtime().block_on(async {
        for number in 0_u64.. {
            let key = number.to_string();
            if let Claim::Claimed { attempt } = claim(&store, &key, &key).await {
                settle(&store, &key, attempt, &key, End::Done).await;
                println!("done {number}");
            }
        }
    });
    unreachable!("it has been killed by then")
}

fn child(path: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().expect("a program"))
        .args([
            "--exact",
            "--nocapture",
            "stores::the_store_in_sqlite_keeps_the_list",
        ])
        .env(CHILD, path)
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts")
}

pub fn killed_in_the_middle(place: &mut Place) {
    let path = place.path();
    let mut done = 0;
    for round in 0..5_u64 {
        let mut program = child(&path);
        let said = BufReader::new(program.stdout.take().expect("a pipe")).lines();
        let mut numbers = said.filter_map(|line| {
            let line = line.expect("a line");
            line.strip_prefix("done ")?.parse::<u64>().ok()
        });
        // Well under way, and each time a little longer.
        let mut last = numbers.next().expect("it works");
        for _ in 0..round * 7 {
            last = numbers.next().expect("it goes on");
        }
        program.kill().expect("it is killed");
        program.wait().expect("it is gone");
        last = numbers.last().unwrap_or(last);
        assert!(last >= done, "round {round}: {last} of {done}");
        done = last;
        let store = SqliteStore::open(&path).expect("it opens");
        runtime().block_on(async {
            for number in 0..=done {
                let found = store.find(&number.to_string()).await.expect("an answer");
                let is_done = found.as_ref().is_some_and(|found| found.done);
                // A key that the one before was killed at is claimed when its lease is over.
                assert!(
                    is_done || found.is_some(),
                    "round {round}: {number} of {done}"
                );
            }
        });
    }
    let store = SqliteStore::open(&path).expect("it opens");
    let left = runtime().block_on(async {
        let mut left = 0;
        for number in 0..=done {
            let found = store.find(&number.to_string()).await.expect("an answer");
            left += u64::from(!found.expect("a claim").done);
        }
        left
    });
    assert!(
        left <= 5,
        "{left} keys of five killed programs are not done"
    );
}

fn modes(place: &Place) -> Vec<(String, u32)> {
    let name = place.path().file_name().expect("a name").to_owned();
    let name = name.into_string().expect("a text");
    fs::read_dir(&place.folder.0)
        .expect("the folder")
        .filter_map(|file| {
            let file = file.expect("a file");
            let mode = match file.metadata() {
                Ok(metadata) => metadata.permissions().mode() & 0o777,
                // A store that is closing deletes its journal.
                Err(error) if error.kind() == ErrorKind::NotFound => return None,
                Err(error) => panic!("{error}"),
            };
            Some((file.file_name().into_string().expect("a text"), mode))
        })
        .filter(|(file, _)| file.starts_with(&name))
        .collect()
}

pub async fn owner_only(place: &mut Place) {
    let path = place.path();
    // There before, and readable for all.
    fs::write(&path, b"").expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).expect("rights");
    for _ in 0..2 {
        let store = place.open().await;
        assert_ne!(claim(&store, "k", "a").await, Claim::Done);
        let modes = modes(place);
        assert!(modes.len() >= 3, "{modes:?}");
        assert!(modes.iter().all(|(_, mode)| *mode == 0o600), "{modes:?}");
        drop(store);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("rights");
    }
}

pub fn foreign_file(place: &mut Place) {
    let path = place.path();
    let mut damaged = JOURNAL.to_vec();
    let middle = damaged.len() / 2;
    damaged[middle] = b'\n';
    let other = place.folder.0.join("lain.db");
    let connection = rusqlite::Connection::open(&other).expect("a file");
    connection
        .execute_batch("CREATE TABLE milik_orang (x); INSERT INTO milik_orang VALUES (1)")
        .expect("it runs");
    drop(connection);
    for (bytes, words) in [
        (
            b"halo, dunia: ini bukan jurnal".to_vec(),
            "bukan berkas store",
        ),
        (b"{}\n".to_vec(), "bukan berkas store"),
        (fs::read(&other).expect("a file"), "bukan berkas store"),
        (damaged, "rusak di tengah"),
    ] {
        fs::write(&path, &bytes).expect("written");
        let error = SqliteStore::open(&path)
            .expect_err("not a store")
            .to_string();
        assert!(error.contains(words), "{error}");
        assert_eq!(
            fs::read(&path).expect("a file"),
            bytes,
            "it is left as it was"
        );
    }
}

/// What the journal of the tests says.
async fn assert_imported(store: &AnyStore) {
    assert_eq!(claim(store, "toko:baru:7", "z").await, Claim::Done);
    assert_eq!(claim(store, "toko:status:7:lunas", "z").await, Claim::Done);
    assert!(
        store
            .find("toko:ditolak:1")
            .await
            .expect("an answer")
            .is_none()
    );
    let given_up = store.given_up().await.expect("the list");
    let keys: Vec<&str> = given_up.iter().map(|left| &*left.key).collect();
    assert_eq!(keys, ["toko:sekali:commerce:9"]);
    assert!(
        given_up[0]
            .note
            .contains("sistem tujuan tidak bisa ditanya")
    );
    let topup = store.find("toko:topup:abc").await.expect("an answer");
    assert_eq!(topup.expect("a claim").note, r#"{"state":"waiting"}"#);
    let open = unfinished(store).await;
    assert_eq!(open, ["toko:berjalan:3", "toko:status:8:lunas"]);
    let found = store.find("toko:status:8:lunas").await.expect("an answer");
    let found = found.expect("a claim");
    assert_eq!(
        (found.attempt, &*found.note),
        (2, r#"{"nomor_pembayaran":"8"}"#)
    );
}

pub async fn old_journal(place: &mut Place) {
    let path = place.path();
    for cut in [0, 9] {
        // The last line was being written when its program was killed.
        let mut bytes = JOURNAL.to_vec();
        bytes.extend_from_slice(&b"{\"claimed\"AND"[..cut]);
        fs::write(&path, &bytes).expect("written");
        let stores = [place.open().await, place.open().await];
        for store in &stores {
            assert_imported(store).await;
        }
        // Its program has ended: it can be claimed at once.
        assert_eq!(claim(&stores[0], "toko:berjalan:3", "z").await, granted(2));
        drop(stores);
        let mut old = path.clone().into_os_string();
        old.push(".old");
        assert_eq!(fs::read(&old).expect("the journal"), bytes);
        assert!(
            modes(place).iter().all(|(_, mode)| *mode == 0o600),
            "{:?}",
            modes(place)
        );
        let names: Vec<String> = modes(place).into_iter().map(|(name, _)| name).collect();
        assert!(
            !names.iter().any(|name| name.contains("import")),
            "{names:?}"
        );
        place.clear_files();
    }
    // A program of the earlier version has it open.
    fs::write(&path, JOURNAL).expect("written");
    let mut lock = path.clone().into_os_string();
    lock.push(".lock");
    let lock = fs::File::create(lock).expect("a file");
    lock.lock().expect("a lock");
    let opened = place.open_with(DatabaseOptions::new()).await;
    let error = opened.expect_err("it is used").to_string();
    assert!(error.contains("masih dipakai program lain"), "{error}");
    assert_eq!(fs::read(&path).expect("a file"), JOURNAL);
    lock.unlock().expect("a lock");
    assert_imported(&place.open().await).await;
}

pub fn old_journal_killed(place: &mut Place) {
    // A long journal, so that there is time to be killed in.
    let mut journal = JOURNAL.to_vec();
    for number in 0..20_000 {
        let key = format!("toko:banyak:{number}");
        journal.extend_from_slice(
            format!("{{\"done\":{{\"key\":\"{key}\",\"attempt\":1,\"at\":1790000000000}}}}\n")
                .as_bytes(),
        );
    }
    let path = place.path();
    for round in 0..12 {
        fs::write(&path, &journal).expect("written");
        let mut program = child(&path);
        sleep(Duration::from_millis(10 + round * 15));
        program.kill().expect("it is killed");
        program.wait().expect("it is gone");
        // Four programs at once go on.
        let path = &path;
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(move || SqliteStore::open(path).expect("it opens"));
            }
        });
        runtime().block_on(async {
            let store = place.open().await;
            assert_imported(&store).await;
            for number in (0..20_000).step_by(97) {
                let key = format!("toko:banyak:{number}");
                let found = store.find(&key).await.expect("an answer");
                assert!(
                    found.is_some_and(|found| found.done),
                    "round {round}: {key}"
                );
            }
        });
        let mut old = path.clone().into_os_string();
        old.push(".old");
        assert_eq!(fs::read(&old).expect("the journal"), journal);
        place.clear_files();
    }
}
