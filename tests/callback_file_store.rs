//! The journal of callbacks: it outlives crashes, whenever they come.
#![cfg(feature = "server")]

use std::fs;
use std::future::ready;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::support;
use bukaolshop::server::callback::store::{Bid, Claim, End, Ended};
use bukaolshop::server::callback::{Delivery, FileStore, Guard, Receiver, Rejection, Store};
use support::World;
use support::world::NOON;

const LEASE: Duration = Duration::from_secs(90);
const BODY: &[u8] = b"tipe_callback=transaksi_baru&secret_key_callback=RAHASIA&nomor_pembayaran=7\
&status_transaksi=lunas&tipe_transaksi=DELIVERY&catatan=0822";

/// A folder of a test's own, gone when the test has passed.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let name = format!("bukaolshop-{test}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn journal(&self) -> PathBuf {
        self.0.join("callback.journal")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Failed work that can be begun again at once.
const FAILED: End = End::Failed {
    next: Duration::ZERO,
};

fn open(path: &Path) -> FileStore {
    FileStore::open(path).expect("it opens")
}

fn claim(store: &FileStore, key: &str, now: Duration) -> Claim {
    let world = World::scripted([]);
    let bid = Bid::new(key, "{\"a\": \"\u{e4}\\n\"}", now, LEASE);
    world.run(store.claim(&bid)).expect("it is stored")
}

fn settle(store: &FileStore, key: &str, attempt: u32, end: End) {
    let world = World::scripted([]);
    let settled = world.run(store.settle(&Ended::new(key, attempt, end, NOON)));
    settled.expect("it is stored");
}

fn unfinished(store: &FileStore) -> Vec<String> {
    let world = World::scripted([]);
    let unfinished = world.run(store.unfinished(NOON)).expect("it is known");
    unfinished.into_iter().map(|left| left.key).collect()
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).expect("a file").len()
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_what_is_stored() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("owner");
    let store = open(&folder.journal());
    claim(&store, "a", NOON);
    settle(&store, "a", 1, FAILED);
    let files = fs::read_dir(&folder.0).expect("the folder");
    let modes: Vec<u32> = files
        .map(|file| {
            let metadata = file.and_then(|file| file.metadata()).expect("a file");
            metadata.permissions().mode() & 0o777
        })
        .collect();
    assert!(!modes.is_empty());
    assert!(modes.iter().all(|mode| *mode == 0o600), "{modes:?}");
}

#[test]
fn what_was_done_failed_or_refused_is_so_after_a_restart() {
    let folder = Folder::new("restart");
    let store = open(&folder.journal());
    for (key, end) in [
        ("done", End::Done),
        ("failed", FAILED),
        ("refused", End::Refused),
    ] {
        assert_eq!(claim(&store, key, NOON), Claim::Claimed { attempt: 1 });
        settle(&store, key, 1, end);
    }
    claim(&store, "killed", NOON);
    assert_eq!(
        claim(&store, "killed", NOON),
        Claim::InProgress { left: LEASE }
    );
    drop(store);

    let store = open(&folder.journal());
    assert_eq!(unfinished(&store), ["failed", "killed"]);
    assert_eq!(claim(&store, "done", NOON), Claim::Done);
    assert_eq!(claim(&store, "failed", NOON), Claim::Claimed { attempt: 2 });
    assert_eq!(
        claim(&store, "refused", NOON),
        Claim::Claimed { attempt: 1 }
    );
    // Who held its lease is dead.
    assert_eq!(claim(&store, "killed", NOON), Claim::Claimed { attempt: 2 });
}

/// A journal as it grew, and after how many bytes each thing in it was stored.
struct Grown {
    bytes: Vec<u8>,
    /// Bytes, and what holds from then on: which keys are done, and the attempts begun on each of "a", "b".
    stages: Vec<(u64, Stage)>,
}

#[derive(Clone, Default)]
struct Stage {
    done: Vec<&'static str>,
    begun: [u32; 2],
}

fn grown(folder: &Folder) -> Grown {
    let path = folder.journal();
    let store = open(&path);
    let mut stage = Stage::default();
    let mut stages = vec![(0, stage.clone()), (size(&path), stage.clone())];
    claim(&store, "a", NOON);
    stage.begun[0] = 1;
    stages.push((size(&path), stage.clone()));
    claim(&store, "b", NOON);
    stage.begun[1] = 1;
    stages.push((size(&path), stage.clone()));
    settle(&store, "a", 1, FAILED);
    stages.push((size(&path), stage.clone()));
    claim(&store, "a", NOON);
    stage.begun[0] = 2;
    stages.push((size(&path), stage.clone()));
    settle(&store, "b", 1, End::Done);
    stage.done.push("b");
    stages.push((size(&path), stage.clone()));
    settle(&store, "a", 2, End::Done);
    stage.done.push("a");
    stages.push((size(&path), stage));
    let bytes = fs::read(&path).expect("a file");
    Grown { bytes, stages }
}

/// What has been stored when the file was this long is there, and the journal goes on from there.
#[track_caller]
fn assert_goes_on(path: &Path, stage: &Stage, case: &str) {
    let store = open(path);
    for (key, begun) in ["a", "b"].into_iter().zip(stage.begun) {
        let is_done = stage.done.contains(&key);
        let expected = match is_done {
            true => Claim::Done,
            false => Claim::Claimed { attempt: begun + 1 },
        };
        assert_eq!(claim(&store, key, NOON), expected, "{case}, {key}");
        settle(&store, key, begun + 1, End::Done);
    }
    drop(store);
    let store = open(path);
    assert_eq!(claim(&store, "a", NOON), Claim::Done, "{case}, again");
    assert_eq!(claim(&store, "b", NOON), Claim::Done, "{case}, again");
}

#[test]
fn killed_after_any_byte_nothing_that_was_stored_is_lost() {
    let folder = Folder::new("killed");
    let grown = grown(&folder);
    let other = Folder::new("killed-copy");
    for length in 0..=grown.bytes.len() {
        let stage = grown.stages.iter().rev();
        let (_, stage) = stage
            .clone()
            .find(|(stored, _)| *stored <= length as u64)
            .expect("the first holds from the beginning");
        // Cut off there, with the zeros of a block that was not written, and with something else in it.
        let cut = &grown.bytes[..length];
        for (tail, what) in [
            (&b""[..], "cut"),
            (&[0; 40][..], "zeros"),
            (b"\0\n\0", "rubbish"),
        ] {
            let bytes = [cut, tail].concat();
            // Each tail takes as long as the disk takes to store a dozen lines, so not at every byte; and not
            // after half a first line, where it makes the file somebody else's.
            let header = grown.stages[1].0;
            let in_header = (length as u64) < header && !(length == 0 && what == "zeros");
            if !tail.is_empty() && (in_header || length % 7 != 0) {
                continue;
            }
            fs::write(other.journal(), bytes).expect("written");
            assert_goes_on(&other.journal(), stage, &format!("{length} bytes, {what}"));
        }
    }
}

/// Set in a process that [`a_killed_program_has_stored_whatever_it_said_was_stored`] starts to kill it.
const JOURNAL: &str = "BUKAOLSHOP_TEST_JOURNAL";

#[test]
fn a_killed_program_has_stored_whatever_it_said_was_stored() {
    if let Some(path) = std::env::var_os(JOURNAL) {
        work_until_killed(Path::new(&path));
    }
    let folder = Folder::new("sigkill");
    let path = folder.journal();
    let mut done = 0;
    for round in 0..5_u64 {
        let mut program = Command::new(std::env::current_exe().expect("a program"))
            .args(["--exact", "--nocapture"])
            .arg("callback_file_store::a_killed_program_has_stored_whatever_it_said_was_stored")
            .env(JOURNAL, &path)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut said = BufReader::new(program.stdout.take().expect("a pipe")).lines();
        let mut numbers = said.by_ref().filter_map(|line| {
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
        let store = open(&path);
        for number in 0..=done {
            let claimed = claim(&store, &number.to_string(), NOON);
            assert_eq!(claimed, Claim::Done, "round {round}: {number} of {done}");
        }
    }
}

/// Goes on where the one before was killed, and says what is stored.
fn work_until_killed(path: &Path) -> ! {
    let store = open(path);
    for number in 0_u64.. {
        let key = number.to_string();
        if let Claim::Claimed { attempt } = claim(&store, &key, NOON) {
            settle(&store, &key, attempt, End::Done);
            println!("done {number}");
        }
    }
    unreachable!("it has been killed by then")
}

#[test]
fn killed_while_it_is_written_anew_the_old_one_is_there() {
    let folder = Folder::new("anew");
    let grown = grown(&folder);
    fs::write(folder.0.join("callback.journal.new"), &grown.bytes[..40]).expect("written");
    let (_, stage) = grown.stages.last().expect("the last");
    assert_goes_on(&folder.journal(), stage, "half a new one");
}

#[test]
fn damage_in_the_middle_and_other_peoples_files_are_told_and_left_alone() {
    let folder = Folder::new("damaged");
    let mut damaged = grown(&folder).bytes;
    let middle = damaged.len() / 2;
    damaged[middle] = b'\n';
    for bytes in [
        damaged,
        b"halo, dunia: ini bukan jurnal".to_vec(),
        b"{}\n".to_vec(),
    ] {
        fs::write(folder.journal(), &bytes).expect("written");
        let error = FileStore::open(folder.journal()).expect_err("it is damaged");
        assert_eq!(error.kind(), ErrorKind::InvalidData);
        assert_eq!(fs::read(folder.journal()).expect("a file"), bytes);
    }
}

#[test]
fn one_program_at_a_time() {
    let folder = Folder::new("lock");
    let first = open(&folder.journal());
    let error = FileStore::open(folder.journal()).expect_err("it is used");
    assert_eq!(error.kind(), ErrorKind::WouldBlock);
    assert!(error.to_string().contains("program lain"), "{error}");
    drop(first);
    open(&folder.journal());
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = Folder::new("missing");
    let error = FileStore::open(folder.0.join("x/callback.journal")).expect_err("no folder");
    assert_eq!(error.kind(), ErrorKind::NotFound);
}

#[test]
fn the_journal_forgets_what_is_over_though_nothing_is_repeated() {
    let folder = Folder::new("tidy");
    let path = folder.journal();
    let store = open(&path).kept(Duration::from_secs(3600));
    let lines = || fs::read_to_string(&path).expect("a file").lines().count();
    let mut longest = 0;
    claim(&store, "killed", NOON);
    for number in 0..900_u64 {
        let key = format!("toko:{number}");
        // Two an hour: all but the last few are forgotten.
        let now = NOON + Duration::from_secs(number * 1800);
        let world = World::scripted([]);
        let bid = Bid::new(&key, "{}", now, LEASE);
        let claimed = world.run(store.claim(&bid));
        assert_eq!(claimed, Ok(Claim::Claimed { attempt: 1 }));
        let settled = world.run(store.settle(&Ended::new(&key, 1, End::Done, now)));
        settled.expect("it is stored");
        longest = longest.max(lines());
    }
    // Two for each would be 1,800.
    assert!((1000..1010).contains(&longest), "{longest}");
    assert!(lines() < longest, "{}", lines());
    drop(store);
    let store = open(&path);
    assert_eq!(unfinished(&store), ["killed"]);
    let last = NOON + Duration::from_secs(899 * 1800);
    assert_eq!(claim(&store, "toko:899", last), Claim::Done);
    assert_eq!(claim(&store, "toko:0", last), Claim::Claimed { attempt: 1 });
}

#[test]
fn the_secret_is_not_in_the_journal() {
    let folder = Folder::new("secret");
    let world = World::scripted([]);
    let guard = Guard::new(open(&folder.journal()), world.clone());
    let receiver = Receiver::new("toko", "RAHASIA", guard).expect("good");
    let fail = |_: Delivery| ready(Err(Rejection::failed("mati")));
    let reply = world.run(receiver.receive("POST", BODY, fail));
    assert_eq!(reply.status(), 503);
    let journal = fs::read_to_string(folder.journal()).expect("a text");
    assert!(
        journal.contains("0822") && !journal.contains("RAHASIA"),
        "{journal}"
    );
}

#[test]
fn what_a_killed_program_has_left_is_resumed_and_then_acknowledged() {
    let folder = Folder::new("resume");
    let world = World::scripted([]);
    let receiver = || {
        let guard = Guard::new(open(&folder.journal()), world.clone());
        Receiver::new("toko", "RAHASIA", guard).expect("good")
    };
    {
        let killed = receiver();
        let never = |_: Delivery| std::future::pending();
        let mut request = std::pin::pin!(killed.receive("POST", BODY, never));
        assert!(world.poll(request.as_mut()).is_pending());
    }
    let begun = AtomicUsize::new(0);
    let work = |delivery: Delivery| {
        assert_eq!(delivery.attempt, 2);
        assert_eq!(delivery.callback.extra["catatan"], "0822");
        begun.fetch_add(1, Ordering::SeqCst);
        ready(Ok(()))
    };
    let receiver = receiver();
    let replies = world.run(receiver.resume(work)).expect("it can tell");
    assert_eq!(replies.len(), 1);
    let reply = world.run(receiver.receive("POST", BODY, work));
    assert_eq!(reply.log(), "callback 200 replayed transaksi_baru 7 lunas");
    assert_eq!(begun.load(Ordering::SeqCst), 1);
}

#[test]
fn an_order_is_paid_once_and_goes_back_and_forward_also_after_restarts() {
    let folder = Folder::new("once");
    let world = World::scripted([]);
    let text = String::from_utf8_lossy(BODY).into_owned();
    let change = |status: &str| {
        let changed = text.replace("transaksi_baru", "perubahan_status_transaksi");
        changed.replace(
            "status_transaksi=lunas",
            &format!("status_transaksi={status}"),
        )
    };
    let all = [
        (text.clone(), 1),
        (change("lunas"), 1),
        (change("diproses"), 1),
        (change("dikirim"), 1),
        (change("dikirim"), 0),
        (change("diproses"), 1),
        (change("dikirim"), 1),
        (change("lunas"), 1),
        (change("lunas"), 0),
    ];
    let paid = AtomicUsize::new(0);
    for (body, expected) in all {
        // Each callback meets a program that has just started.
        let guard = Guard::new(open(&folder.journal()), world.clone());
        let receiver = Receiver::new("toko", "RAHASIA", guard).expect("good");
        let begun = AtomicUsize::new(0);
        let work = async |delivery: Delivery| {
            begun.fetch_add(1, Ordering::SeqCst);
            let deliver = async |_: u32| {
                paid.fetch_add(1, Ordering::SeqCst);
                Ok(())
            };
            receiver.once_paid(&delivery.callback, deliver).await
        };
        let reply = world.run(receiver.receive("POST", body.as_bytes(), work));
        assert_eq!(
            (reply.status(), begun.into_inner()),
            (200, expected),
            "{body}"
        );
    }
    assert_eq!(paid.into_inner(), 1);
}
