//! Where the cache keeps answers: a bounded share of the page's storage, from which the least recently used
//! answer is evicted first, or memory where there is no storage.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::repair::{decimal, push_decimal, split_once_byte};
use crate::transport::{Platform, Text};

/// Where a cache keeps its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// In the platform's storage, which outlives the page.
    Local,
    /// In memory.
    Memory,
}

/// The key of the index: a line for the version, then one for each answer, `TIME SIZE KEY`, the most recently
/// used at the end. The index stands apart from the answers, so that using an answer rewrites a few lines only.
const INDEX: &str = "bukaolshop:cache";
/// The prefix of the key of each answer.
const ENTRY: &str = "bukaolshop:cache:";
/// The version of this format. A change of what is stored raises it: answers of an older version are then swept
/// away.
const VERSION: &str = "1";

/// All answers together, in UTF-16 units: less than a third of what browsers give an origin.
const LARGEST_SUM: usize = 1_500_000;
/// One answer: a page of a hundred products has about 120,000.
const LARGEST: usize = LARGEST_SUM / 3;
/// Eviction goes on until this many characters are free, so that not every new answer evicts one and rewrites
/// the whole index.
const ROOM: usize = LARGEST_SUM / 8;

/// Answers by their cache keys.
pub(crate) struct CacheStorage<X> {
    shop: String,
    storage: Storage,
    held: Mutex<Held<X>>,
    swept: AtomicBool,
}

/// What this program holds in memory.
struct Held<X> {
    /// Answers for which the platform's storage has no room, the most recently used at the end.
    memory: Vec<(Line, X)>,
    index: Index<X>,
}

/// The index, and the text that it was read from or written as: while the stored text is the same, it is not
/// parsed again.
struct Index<X> {
    text: Option<X>,
    lines: Vec<Line>,
    /// The lines as text; `None` once a line was removed, for then all of them are written again.
    written: Option<String>,
}

/// A line of the index.
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

impl<X> fmt::Debug for CacheStorage<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CacheStorage")
            .field("storage", &self.storage)
            .finish_non_exhaustive()
    }
}

/// A number that tells the shop with this token at this address from others (FNV-1a). The token cannot be read
/// out of it.
pub fn shop_number(base_url: &str, token: &str) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in base_url.bytes().chain(token.bytes()) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

impl<X: Text> CacheStorage<X> {
    /// Storage for the answers of the shop with this number.
    pub fn new(storage: Storage, shop: u32) -> Self {
        let mut digits = String::new();
        push_decimal(&mut digits, u64::from(shop));
        Self {
            shop: digits,
            storage,
            held: Mutex::new(Held {
                memory: Vec::new(),
                index: Index {
                    text: None,
                    lines: Vec::new(),
                    written: None,
                },
            }),
            swept: AtomicBool::new(false),
        }
    }

    /// The answer kept under a key.
    pub fn find(&self, platform: &impl Platform<Text = X>, key: &str) -> Option<Kept<X>> {
        let key = self.full_key(key);
        let mut held = self.held();
        let Held { memory, index } = &mut *held;
        if let Some((line, text)) = take(memory, |(line, _)| &line.key, &key) {
            let (stored, kept) = (line.stored, text.clone());
            memory.push((line, text));
            return Some(Kept { text: kept, stored });
        }
        self.reload_index(platform, index);
        let at = index.lines.iter().position(|line| line.key == key)?;
        let line = index.lines.get(at)?;
        let (stored, size) = (line.stored, line.size);
        let text = platform.load(&entry(&key)).filter(|it| it.size() == size);
        if text.is_none() {
            // Another program's text, or half of an answer.
            platform.remove(&entry(&key));
        }
        if text.is_none() || at + 1 < index.lines.len() {
            let line = index.take(&key);
            index.lines.extend(line.filter(|_| text.is_some()));
            index.save(platform);
        }
        text.map(|text| Kept { text, stored })
    }

    /// Keeps an answer, in place of the one before.
    pub fn keep(&self, platform: &impl Platform<Text = X>, key: &str, kept: Kept<X>) {
        let line = Line {
            stored: kept.stored,
            size: kept.text.size(),
            key: self.full_key(key),
        };
        let mut held = self.held();
        let Held { memory, index } = &mut *held;
        take(memory, |(line, _)| &line.key, &line.key);
        if self.keep_locally(platform, index, &line, &kept.text) || line.size > LARGEST {
            return;
        }
        let mut sum: usize = line.size + memory.iter().map(|(line, _)| line.size).sum::<usize>();
        while sum > LARGEST_SUM && !memory.is_empty() {
            sum -= memory.remove(0).0.size;
        }
        memory.push((line, kept.text));
    }

    /// Keeps an answer in the platform's storage. False where the cache is one in memory, or where there is no
    /// room even after all other answers were evicted; an earlier answer under this key is gone then.
    fn keep_locally(
        &self,
        platform: &impl Platform<Text = X>,
        index: &mut Index<X>,
        line: &Line,
        text: &X,
    ) -> bool {
        if self.storage == Storage::Memory {
            return false;
        }
        self.reload_index(platform, index);
        if !self.swept.swap(true, Ordering::Relaxed) {
            // Answers of an older version, or of a page that was closed between two writes.
            platform.sweep(ENTRY, &|key| index.lines.iter().any(|line| line.key == key));
        }
        let had_one = index.take(&line.key).is_some();
        if line.size <= LARGEST && index.put(platform, line, text) {
            return true;
        }
        platform.remove(&entry(&line.key));
        if had_one {
            index.save(platform);
        }
        false
    }

    /// Forgets the answer kept under a key.
    pub fn forget(&self, platform: &impl Platform<Text = X>, key: &str) {
        let key = self.full_key(key);
        let mut held = self.held();
        let Held { memory, index } = &mut *held;
        take(memory, |(line, _)| &line.key, &key);
        self.reload_index(platform, index);
        if index.take(&key).is_some() {
            platform.remove(&entry(&key));
            index.save(platform);
        }
    }

    /// Forgets everything, of all shops.
    pub fn clear(&self, platform: &impl Platform<Text = X>) {
        self.held().memory.clear();
        if self.storage == Storage::Local {
            platform.remove(INDEX);
            platform.sweep(ENTRY, &|_| false);
        }
    }

    fn full_key(&self, key: &str) -> String {
        let mut full = self.shop.clone();
        full.push_str(key);
        full
    }

    fn held(&self) -> MutexGuard<'_, Held<X>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Parses the index again where it has changed: other tabs write it, too.
    fn reload_index(&self, platform: &impl Platform<Text = X>, index: &mut Index<X>) {
        if self.storage == Storage::Memory {
            return;
        }
        let text = platform.load(INDEX);
        if text.is_none() || text != index.text {
            index.lines = text
                .as_ref()
                .map(|text| read(&text.to_rust()))
                .unwrap_or_default();
            index.text = text;
            index.written = None;
        }
    }
}

impl<X: Text> Index<X> {
    /// Stores an answer, and evicts the least recently used ones until there is room. False where there is none
    /// even without all of them.
    fn put(&mut self, platform: &impl Platform<Text = X>, line: &Line, text: &X) -> bool {
        let mut sum: usize = line.size + self.lines.iter().map(|line| line.size).sum::<usize>();
        let mut largest = LARGEST_SUM;
        loop {
            if sum <= largest && platform.store(&entry(&line.key), text) {
                self.push(line.clone());
                if self.save(platform) {
                    return true;
                }
                self.take(&line.key);
            }
            if self.lines.is_empty() {
                // Without the answers that were evicted in vain.
                self.save(platform);
                return false;
            }
            if sum > LARGEST_SUM {
                largest = LARGEST_SUM - ROOM;
            }
            // For a moment the index names an answer that is gone: looking for it finds nothing.
            let oldest = self.lines.remove(0);
            self.written = None;
            sum -= oldest.size;
            platform.remove(&entry(&oldest.key));
        }
    }

    fn push(&mut self, line: Line) {
        if let Some(written) = &mut self.written {
            print(written, &line);
        }
        self.lines.push(line);
    }

    fn take(&mut self, key: &str) -> Option<Line> {
        let taken = take(&mut self.lines, |line| &line.key, key);
        if taken.is_some() {
            self.written = None;
        }
        taken
    }

    fn save(&mut self, platform: &impl Platform<Text = X>) -> bool {
        let written = self.written.get_or_insert_with(|| printed(&self.lines));
        let text = X::from(written);
        let is_stored = platform.store(INDEX, &text);
        self.text = is_stored.then_some(text);
        is_stored
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

/// The lines of an index. Lines that cannot be read are skipped; an index of another version has none.
fn read(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = match split_once_byte(text, b'\n') {
        Some((VERSION, rest)) => rest,
        _ => "",
    };
    while let Some((line, after)) = split_once_byte(rest, b'\n') {
        lines.extend(read_line(line));
        rest = after;
    }
    lines
}

fn read_line(line: &str) -> Option<Line> {
    let (stored, rest) = split_once_byte(line, b' ')?;
    let (size, key) = split_once_byte(rest, b' ')?;
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
        print(&mut text, line);
    }
    text
}

fn print(text: &mut String, line: &Line) {
    push_decimal(text, line.stored);
    text.push(' ');
    push_decimal(text, line.size as u64);
    text.push(' ');
    text.push_str(&line.key);
    text.push('\n');
}
