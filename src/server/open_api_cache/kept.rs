//! The answers that are kept in memory: a bounded number of bounded size.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::transport::milliseconds;

/// The version of the form in which stores have answers.
const FORM: &str = "1";
/// How much of the memory one answer may take: a quarter.
const SHARE_OF_ONE: usize = 4;

/// An answer of bukaOlshop's.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// Its HTTP status: 200, or that of a refusal that would be the same a moment later.
    pub status: u16,
    /// The body, as visitors get it.
    pub body: String,
    /// When it came, as time since 1970-01-01 UTC.
    pub came: Duration,
    /// The entity tag of the body, with its quotation marks.
    pub tag: String,
}

impl Kept {
    pub fn new(status: u16, body: String, came: Duration) -> Self {
        let hash = Sha256::digest(body.as_bytes());
        let mut tag = String::from("\"");
        for byte in hash.iter().take(12) {
            tag.push_str(&format!("{byte:02x}"));
        }
        tag.push('"');
        Self {
            status,
            body,
            came,
            tag,
        }
    }

    /// As stores have it: form, status, milliseconds since 1970 and body, with spaces between them.
    pub fn stored(&self) -> String {
        let Self { status, body, .. } = self;
        format!("{FORM} {status} {} {body}", milliseconds(self.came))
    }

    /// What a store has; `None` where it is no answer.
    pub fn read(stored: &str) -> Option<Self> {
        let mut parts = stored.splitn(4, ' ');
        if parts.next()? != FORM {
            return None;
        }
        let status = parts.next()?.parse().ok()?;
        let came = Duration::from_millis(parts.next()?.parse().ok()?);
        let body = parts.next()?;
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok();
        is_json.then(|| Self::new(status, body.to_owned(), came))
    }

    /// How old it is. One that came in the future, by a clock that was set back since, is as old as can be.
    pub fn age(&self, now: Duration) -> Duration {
        now.checked_sub(self.came).unwrap_or(Duration::MAX)
    }
}

/// An answer, and who has asked for it.
#[derive(Debug)]
struct Entry {
    kept: Arc<Kept>,
    /// The whole address that asks for it, with the shop's token.
    url: String,
    /// How often it was asked for.
    asked: u64,
    /// How often it was given since it has grown old.
    owed: u64,
    /// When it was asked for last: a number that grows with each request.
    used: u64,
}

/// Answers by the keys of their questions.
#[derive(Debug)]
pub(super) struct Entries {
    entries: HashMap<String, Entry>,
    /// Bytes that all entries may take.
    memory: usize,
    /// How many there may be.
    most: usize,
    /// Bytes that they take.
    size: usize,
    /// Requests so far.
    clock: u64,
}

impl Entries {
    pub fn new(memory: usize, most: usize) -> Self {
        Self {
            entries: HashMap::new(),
            memory,
            most,
            size: 0,
            clock: 0,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Bytes that they take.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The answer to a question, for a visitor. `is_old` says of an age whether it is too old to be given without asking
    /// anew.
    pub fn give(
        &mut self,
        key: &str,
        now: Duration,
        is_old: impl Fn(Duration) -> bool,
    ) -> Option<Arc<Kept>> {
        self.clock += 1;
        let entry = self.entries.get_mut(key)?;
        entry.used = self.clock;
        entry.asked = entry.asked.saturating_add(1);
        if is_old(entry.kept.age(now)) {
            entry.owed = entry.owed.saturating_add(1);
        }
        Some(Arc::clone(&entry.kept))
    }

    /// The answer to a question, for none in particular.
    pub fn get(&self, key: &str) -> Option<&Arc<Kept>> {
        self.entries.get(key).map(|entry| &entry.kept)
    }

    /// Keeps an answer, in place of the one before; not at all where it takes too much of the memory.
    pub fn keep(&mut self, key: &str, url: &str, kept: Arc<Kept>) {
        let before = self.entries.remove(key);
        if let Some(before) = &before {
            self.size -= size(key, before);
        }
        self.clock += 1;
        let entry = Entry {
            kept,
            url: url.to_owned(),
            asked: before.as_ref().map_or(1, |before| before.asked),
            owed: 0,
            used: before.map_or(self.clock, |before| before.used),
        };
        let more = size(key, &entry);
        if more > self.memory / SHARE_OF_ONE || self.most == 0 {
            return;
        }
        while self.size + more > self.memory || self.entries.len() >= self.most {
            if !self.evict() {
                break;
            }
        }
        self.size += more;
        self.entries.insert(key.to_owned(), entry);
    }

    /// Evicts an answer: one that was asked for once only, where there is one, so that searches which nobody repeats do not
    /// drive out what all visitors ask for; among equals the one that was not used for the longest time.
    fn evict(&mut self) -> bool {
        let first = self
            .entries
            .iter()
            .min_by_key(|(_, entry)| (entry.asked > 1, entry.used))
            .map(|(key, _)| key.clone());
        let Some(key) = first else {
            return false;
        };
        if let Some(entry) = self.entries.remove(&key) {
            self.size -= size(&key, &entry);
        }
        true
    }

    /// The old answer that is the most urgent to be renewed: its age, times how often it was given since it has grown old.
    /// Answers that many visitors ask for are renewed more often in this way, and the others are not forgotten: their age
    /// grows until it counts for more.
    pub fn most_urgent(
        &self,
        now: Duration,
        is_old: impl Fn(Duration) -> bool,
        is_under_way: impl Fn(&str) -> bool,
    ) -> Option<(String, String)> {
        self.entries
            .iter()
            .filter(|(key, entry)| {
                entry.owed > 0 && is_old(entry.kept.age(now)) && !is_under_way(key)
            })
            .max_by_key(|(_, entry)| {
                u128::from(entry.owed) * u128::from(milliseconds(entry.kept.age(now)))
            })
            .map(|(key, entry)| (key.clone(), entry.url.clone()))
    }
}

/// The bytes that an entry takes, the map's own among them, roughly.
fn size(key: &str, entry: &Entry) -> usize {
    const BESIDE: usize = 256;
    key.len() + entry.url.len() + entry.kept.body.len() + entry.kept.tag.len() + BESIDE
}

#[cfg(test)]
mod tests {
    use super::{Entries, Kept};
    use std::sync::Arc;
    use std::time::Duration;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn kept(body: &str, seconds: u64) -> Arc<Kept> {
        Arc::new(Kept::new(200, body.to_owned(), at(seconds)))
    }

    #[test]
    fn a_flood_of_searches_stays_within_its_bounds_and_drives_out_nothing_that_is_asked_for_twice()
    {
        let mut entries = Entries::new(100_000, 50);
        entries.keep("beranda", "", kept("[]", 0));
        for _ in 0..2 {
            assert!(entries.give("beranda", at(0), |_| false).is_some());
        }
        for number in 0..5_000 {
            entries.keep(&format!("cari {number}"), "", kept(&"x".repeat(3_000), 0));
            assert!(entries.len() <= 50 && entries.size() <= 100_000);
        }
        assert!(entries.get("beranda").is_some());
        assert!(entries.get("cari 4999").is_some());
        assert!(entries.get("cari 0").is_none());
        entries.keep("besar", "", kept(&"x".repeat(30_000), 0));
        assert!(entries.get("besar").is_none(), "more than a quarter");
    }

    #[test]
    fn the_most_urgent_answer_is_old_and_was_given_often() {
        let mut entries = Entries::new(1_000_000, 50);
        let is_old = |age: Duration| age > at(60);
        for key in ["beranda", "jarang", "segar"] {
            entries.keep(key, key, kept("[]", if key == "segar" { 100 } else { 0 }));
        }
        let urgent = |entries: &Entries, now, busy: &str| {
            let urgent = entries.most_urgent(at(now), is_old, |key| key == busy);
            urgent.map(|(key, _)| key)
        };
        assert_eq!(urgent(&entries, 100, ""), None, "nobody has asked");
        for _ in 0..5 {
            entries.give("beranda", at(100), is_old);
        }
        entries.give("jarang", at(100), is_old);
        entries.give("segar", at(100), is_old);
        assert_eq!(urgent(&entries, 100, "").as_deref(), Some("beranda"));
        assert_eq!(urgent(&entries, 100, "beranda").as_deref(), Some("jarang"));
        entries.keep("beranda", "beranda", kept("[]", 100));
        entries.give("beranda", at(170), is_old);
        entries.give("beranda", at(170), is_old);
        entries.give("jarang", at(170), is_old);
        assert_eq!(urgent(&entries, 170, "").as_deref(), Some("jarang"));
    }

    #[test]
    fn what_is_stored_is_read_again() {
        let kept = kept("{\"data\": [1, 2]}", 7);
        assert_eq!(Kept::read(&kept.stored()).as_ref(), Some(&*kept));
        for nonsense in ["", "1 200 x {}", "2 200 1 {}", "1 200 1 {", "1 200 1"] {
            assert_eq!(Kept::read(nonsense), None, "{nonsense}");
        }
        assert_eq!(kept.age(at(9)), at(2));
        assert_eq!(kept.age(at(1)), Duration::MAX, "a clock that was set back");
    }
}
