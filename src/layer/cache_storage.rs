//! Where the cache keeps answers: a bounded share of the page's storage, from which the least recently used
//! answer is evicted first, or memory where there is no storage.
//!
//! Each answer has a key of its own in the storage. Its text is `TIME ANSWER`: when it was stored, in milliseconds
//! since 1970, a space, and the answer as it came.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::repair::{decimal, push_decimal};
use crate::transport::{Platform, Text, milliseconds};

/// Where a cache keeps its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// The storage of the platform. In a page that is `localStorage`, which outlives the page; in a program it is the
    /// memory of the transport, which all clones of the transport share, and which is gone when the program ends.
    Platform,
    /// The memory of the client, which only its clones share.
    Memory,
}

/// How the key of each answer begins.
const PREFIX: &str = "bukaolshop:cache";

/// All answers together with their keys, in UTF-16 units: less than a third of what browsers give an origin.
const LARGEST_SUM: usize = 1_500_000;
/// One answer: a page of a hundred products has about 120,000.
const LARGEST: usize = LARGEST_SUM / 3;
/// Where an answer goes beyond [`LARGEST_SUM`], eviction goes on until this much is free, so that not every new answer
/// evicts one.
const ROOM: usize = LARGEST_SUM / 8;
/// Answers that a program takes over from the platform's storage: anybody may have put more there.
const MOST: usize = 1_000;

/// Answers by their cache keys.
pub(crate) struct CacheStorage<X> {
    prefix: String,
    storage: Storage,
    /// What is kept, in no order; `None` before the platform's storage was surveyed. Other tabs keep answers, too, so
    /// the sum of the sizes is a lower bound.
    lines: Mutex<Option<Vec<Line<X>>>>,
}

/// What is known of an answer that is kept.
struct Line<X> {
    key: String,
    /// Of the answer and its key, in UTF-16 units.
    size: usize,
    /// When it was stored or used by this program, in milliseconds since 1970.
    used: u64,
    /// The answer, where the platform's storage does not hold it.
    held: Option<Kept<X>>,
}

/// An answer that was kept.
#[derive(Clone)]
pub(crate) struct Kept<X> {
    pub text: X,
    /// Milliseconds since 1970.
    pub stored: u64,
}

impl<X> fmt::Debug for CacheStorage<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CacheStorage")
            .field("storage", &self.storage)
            .finish_non_exhaustive()
    }
}

/// A number that tells the shop with this token at this address from others (FNV-1a). The token cannot be read
/// out of it, and with 63 bits no two shops have the same by chance. It has nineteen decimal digits at most, which is what
/// can be read back from a storage.
pub fn shop_number(base_url: &str, token: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in base_url.bytes().chain(token.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash >> 1
}

impl<X: Text> CacheStorage<X> {
    /// Storage for the answers of the shop with this number.
    pub fn new(storage: Storage, shop: u64) -> Self {
        let mut prefix = String::from(PREFIX);
        prefix.push(':');
        push_decimal(&mut prefix, shop);
        Self {
            prefix,
            storage,
            lines: Mutex::new(None),
        }
    }

    /// The answer kept under a key, for which this is a use.
    pub fn find(&self, platform: &impl Platform<Text = X>, key: &str) -> Option<Kept<X>> {
        let key = self.full_key(key);
        if let Some(lines) = &mut *self.lines()
            && let Some(line) = lines.iter_mut().find(|line| line.key == key)
        {
            line.used = milliseconds(platform.now());
            if line.held.is_some() {
                return line.held.clone();
            }
        }
        if self.storage == Storage::Memory {
            return None;
        }
        let text = platform.load(&key)?;
        let kept = unstamped(&text);
        if kept.is_none() {
            // Another program's text.
            platform.remove(&key);
        }
        kept
    }

    /// Keeps an answer, in place of the one before; not at all where it is larger than [`LARGEST`].
    pub fn keep(&self, platform: &impl Platform<Text = X>, key: &str, kept: Kept<X>) {
        let key = self.full_key(key);
        let mut held = self.lines();
        let lines = held.get_or_insert_with(|| self.survey(platform));
        drop_line(lines, &key);
        let size = key.len() + kept.text.size();
        if size > LARGEST {
            // The answer before must not outlive this one.
            self.remove(platform, &key);
            return;
        }
        let mut sum = size + lines.iter().map(|line| line.size).sum::<usize>();
        if sum > LARGEST_SUM {
            while sum > LARGEST_SUM - ROOM && !lines.is_empty() {
                sum -= evict(platform, lines);
            }
        }
        let is_stored = self.storage == Storage::Platform
            && store_making_room(platform, lines, &key, &kept.stamped());
        if !is_stored {
            self.remove(platform, &key);
        }
        lines.push(Line {
            key,
            size,
            used: kept.stored,
            held: (!is_stored).then_some(kept),
        });
    }

    /// Forgets the answer kept under a key.
    pub fn forget(&self, platform: &impl Platform<Text = X>, key: &str) {
        let key = self.full_key(key);
        if let Some(lines) = &mut *self.lines() {
            drop_line(lines, &key);
        }
        self.remove(platform, &key);
    }

    /// Forgets everything, of all shops.
    pub fn clear(&self, platform: &impl Platform<Text = X>) {
        *self.lines() = None;
        if self.storage == Storage::Platform {
            platform.sweep(PREFIX, &mut |_, _| false);
        }
    }

    fn remove(&self, platform: &impl Platform<Text = X>, key: &str) {
        if self.storage == Storage::Platform {
            platform.remove(key);
        }
    }

    /// The answers in the platform's storage, those of other shops included. What is no answer is removed, and so is
    /// what goes beyond [`MOST`] answers.
    fn survey(&self, platform: &impl Platform<Text = X>) -> Vec<Line<X>> {
        let mut lines = Vec::new();
        if self.storage == Storage::Platform {
            platform.sweep(PREFIX, &mut |key, text| {
                let Some(kept) = unstamped(text).filter(|_| lines.len() < MOST) else {
                    return false;
                };
                lines.push(Line {
                    key: key.to_owned(),
                    size: key.len() + text.size(),
                    used: kept.stored,
                    held: None,
                });
                true
            });
        }
        lines
    }

    fn full_key(&self, key: &str) -> String {
        let mut full = self.prefix.clone();
        full.push_str(key);
        full
    }

    fn lines(&self) -> MutexGuard<'_, Option<Vec<Line<X>>>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drops the line of a key; there is one at most.
fn drop_line<X>(lines: &mut Vec<Line<X>>, key: &str) {
    if let Some(at) = lines.iter().position(|line| line.key == key) {
        lines.remove(at);
    }
}

/// Stores a text, and evicts answers as long as there is no room for it: the page's own texts may have filled the storage.
/// False where there is none even without them. Answers in memory take no room there.
fn store_making_room<X: Text>(
    platform: &impl Platform<Text = X>,
    lines: &mut Vec<Line<X>>,
    key: &str,
    text: &X,
) -> bool {
    while !platform.store(key, text) {
        if lines.iter().all(|line| line.held.is_some()) {
            return false;
        }
        evict(platform, lines);
    }
    true
}

/// Evicts the answer that was not used for the longest time, and returns its size.
fn evict<X: Text>(platform: &impl Platform<Text = X>, lines: &mut Vec<Line<X>>) -> usize {
    let used = lines.iter().map(|line| line.used).min();
    let Some(at) = lines.iter().position(|line| Some(line.used) == used) else {
        return 0;
    };
    let line = lines.remove(at);
    if line.held.is_none() {
        platform.remove(&line.key);
    }
    line.size
}

impl<X: Text> Kept<X> {
    /// As it is stored: `TIME ANSWER`.
    fn stamped(&self) -> X {
        let mut stamp = String::new();
        push_decimal(&mut stamp, self.stored);
        stamp.push(' ');
        self.text.behind(&stamp)
    }
}

/// An answer as it was stored; `None` for any other text.
fn unstamped<X: Text>(text: &X) -> Option<Kept<X>> {
    let (stamp, text) = text.split_at_space()?;
    Some(Kept {
        stored: decimal(&stamp)?,
        text,
    })
}
