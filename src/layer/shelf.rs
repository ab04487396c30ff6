//! Where answers are kept: a bounded share of the page's storage, in which the one that was not used
//! for longest makes room, or memory where there is no storage.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::transport::{Platform, Text};
use crate::wire::{cut, decimal, push_decimal};

/// Where a cache keeps its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// In the platform's storage, which outlives the page.
    Local,
    /// In memory.
    Memory,
}

/// The list of what is kept: a line for the version, then one for each answer, `TIME SIZE KEY`, the
/// one used last at the end. In one place, so that nothing is rewritten but a few lines when an
/// answer is used.
const INDEX: &str = "bukaolshop:cache";
/// Before the key of each answer.
const ENTRY: &str = "bukaolshop:cache:";
/// Whoever changes what is stored counts on: what an older version has left is then swept away.
const VERSION: &str = "1";

/// All answers together, in UTF-16 units: less than a third of what browsers give an origin.
const LARGEST_SUM: usize = 1_500_000;
/// One answer: a page of a hundred products has about 120,000.
const LARGEST: usize = LARGEST_SUM / 3;

/// Answers by what was asked.
pub(crate) struct Shelf<X> {
    shop: String,
    storage: Storage,
    memory: Mutex<Vec<(Line, X)>>,
    swept: AtomicBool,
}

/// What is known of an answer.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    /// Milliseconds since 1970.
    stored: u64,
    size: usize,
    key: String,
}

/// An answer that was kept.
pub(crate) struct Kept<X> {
    pub text: X,
    /// Milliseconds since 1970.
    pub stored: u64,
}

impl<X> fmt::Debug for Shelf<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shelf")
            .field("storage", &self.storage)
            .finish_non_exhaustive()
    }
}

/// What tells the shop that has this token at this address from others, and says nothing of the token.
pub fn shop_number(base_url: &str, token: &str) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for unit in base_url.encode_utf16().chain(token.encode_utf16()) {
        hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
    }
    hash
}

impl<X: Text> Shelf<X> {
    /// A shelf for the answers of the shop with this number.
    pub fn new(storage: Storage, shop: u32) -> Self {
        let mut digits = String::new();
        push_decimal(&mut digits, u64::from(shop));
        Self {
            shop: digits,
            storage,
            memory: Mutex::default(),
            swept: AtomicBool::new(false),
        }
    }

    /// What was kept for a question.
    pub fn find(&self, platform: &impl Platform<Text = X>, question: &str) -> Option<Kept<X>> {
        let key = self.key(question);
        let mut memory = self.memory();
        if let Some((line, text)) = take(&mut memory, |(line, _)| &line.key, &key) {
            let (stored, kept) = (line.stored, text.clone());
            memory.push((line, text));
            return Some(Kept { text: kept, stored });
        }
        let mut index = self.index(platform);
        let was_last = index.last().is_some_and(|line| line.key == key);
        let line = take(&mut index, |line| &line.key, &key)?;
        let (stored, size) = (line.stored, line.size);
        let text = platform.load(&entry(&key)).filter(|it| it.size() == size);
        if text.is_some() {
            index.push(line);
        } else {
            // Somebody else's, or half of ours.
            platform.remove(&entry(&key));
        }
        if text.is_none() || !was_last {
            save(platform, &index);
        }
        text.map(|text| Kept { text, stored })
    }

    /// Keeps an answer, in place of the one before.
    pub fn keep(&self, platform: &impl Platform<Text = X>, question: &str, kept: Kept<X>) {
        let line = Line {
            stored: kept.stored,
            size: kept.text.size(),
            key: self.key(question),
        };
        let mut memory = self.memory();
        take(&mut memory, |(line, _)| &line.key, &line.key);
        if self.keep_locally(platform, &line, &kept.text) || line.size > LARGEST {
            return;
        }
        let mut sum: usize = line.size + memory.iter().map(|(line, _)| line.size).sum::<usize>();
        while sum > LARGEST_SUM && !memory.is_empty() {
            sum -= memory.remove(0).0.size;
        }
        memory.push((line, kept.text));
    }

    /// False where that is not wanted, or there is no room even with everything else cleared away;
    /// the answer before is gone then.
    fn keep_locally(&self, platform: &impl Platform<Text = X>, line: &Line, text: &X) -> bool {
        if self.storage == Storage::Memory {
            return false;
        }
        let mut index = self.index(platform);
        if !self.swept.swap(true, Ordering::Relaxed) {
            // What an older version left, or a page that was closed between two writes.
            platform.sweep(ENTRY, &printed(&index));
        }
        let had_one = take(&mut index, |line| &line.key, &line.key).is_some();
        if line.size <= LARGEST && put(platform, &mut index, line, text) {
            return true;
        }
        platform.remove(&entry(&line.key));
        if had_one {
            save(platform, &index);
        }
        false
    }

    /// Forgets what was kept for a question.
    pub fn forget(&self, platform: &impl Platform<Text = X>, question: &str) {
        let key = self.key(question);
        take(&mut self.memory(), |(line, _)| &line.key, &key);
        let mut index = self.index(platform);
        if take(&mut index, |line| &line.key, &key).is_some() {
            platform.remove(&entry(&key));
            save(platform, &index);
        }
    }

    /// Forgets everything, of all shops.
    pub fn clear(&self, platform: &impl Platform<Text = X>) {
        self.memory().clear();
        if self.storage == Storage::Local {
            platform.remove(INDEX);
            platform.sweep(ENTRY, "");
        }
    }

    fn key(&self, question: &str) -> String {
        let mut key = self.shop.clone();
        key.push_str(question);
        key
    }

    fn memory(&self) -> MutexGuard<'_, Vec<(Line, X)>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Read anew each time: other tabs write it, too.
    fn index(&self, platform: &impl Platform<Text = X>) -> Vec<Line> {
        if self.storage == Storage::Memory {
            return Vec::new();
        }
        platform
            .load(INDEX)
            .map(|text| read(&text.to_rust()))
            .unwrap_or_default()
    }
}

/// Stores an answer; what was not used for longest makes room. False where even all of it is not enough.
fn put<X: Text>(
    platform: &impl Platform<Text = X>,
    index: &mut Vec<Line>,
    line: &Line,
    text: &X,
) -> bool {
    let mut sum: usize = line.size + index.iter().map(|line| line.size).sum::<usize>();
    loop {
        if sum <= LARGEST_SUM && platform.store(&entry(&line.key), text) {
            index.push(line.clone());
            if save(platform, index) {
                return true;
            }
            index.pop();
        }
        if index.is_empty() {
            return false;
        }
        let oldest = index.remove(0);
        sum -= oldest.size;
        platform.remove(&entry(&oldest.key));
        // Before the answer is tried again: the list must not name what is gone.
        save(platform, index);
    }
}

fn entry(key: &str) -> String {
    let mut entry = String::from(ENTRY);
    entry.push_str(key);
    entry
}

/// Takes out the item with a key.
fn take<I>(items: &mut Vec<I>, key_of: impl Fn(&I) -> &String, key: &str) -> Option<I> {
    let at = items.iter().position(|item| key_of(item) == key)?;
    Some(items.remove(at))
}

/// Skips lines that are none of ours, and all of another version's.
fn read(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = match cut(text, b'\n') {
        Some((VERSION, rest)) => rest,
        _ => "",
    };
    while let Some((line, after)) = cut(rest, b'\n') {
        lines.extend(read_line(line));
        rest = after;
    }
    lines
}

fn read_line(line: &str) -> Option<Line> {
    let (stored, rest) = cut(line, b' ')?;
    let (size, key) = cut(rest, b' ')?;
    // A size past all bounds would make the sum overflow.
    let size = decimal(size).filter(|size| *size <= LARGEST as u64)?;
    Some(Line {
        stored: decimal(stored)?,
        size: size as usize,
        key: key.to_owned(),
    })
}

fn printed(index: &[Line]) -> String {
    let mut text = String::from(VERSION);
    text.push('\n');
    for line in index {
        push_decimal(&mut text, line.stored);
        text.push(' ');
        push_decimal(&mut text, line.size as u64);
        text.push(' ');
        text.push_str(&line.key);
        text.push('\n');
    }
    text
}

fn save<X: Text>(platform: &impl Platform<Text = X>, index: &[Line]) -> bool {
    platform.store(INDEX, &X::from(&printed(index)))
}
