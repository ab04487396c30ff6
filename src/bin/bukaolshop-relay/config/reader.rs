//! Reads the tables of a TOML file and collects every mistake, where a deserializer ends at the first one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bukaolshop::server::{Options, SHORTEST, Secret};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, Mistakes, line_of};

/// The file that is read, and the mistakes so far.
pub(super) struct File<'f> {
    name: &'f str,
    text: &'f str,
    /// The folder that paths in the file are relative to.
    folder: PathBuf,
    environment: &'f dyn Fn(&str) -> Option<String>,
    mistakes: RefCell<Vec<Mistake>>,
}

impl<'f> File<'f> {
    pub(super) fn new(
        name: &'f str,
        text: &'f str,
        environment: &'f dyn Fn(&str) -> Option<String>,
    ) -> Self {
        Self {
            name,
            text,
            folder: Path::new(name)
                .parent()
                .map(Path::to_owned)
                .unwrap_or_default(),
            environment,
            mistakes: RefCell::default(),
        }
    }

    /// The tables of the file. What is no TOML is a mistake; the rest is read all the same.
    pub(super) fn parse(&self) -> Spanned<DeTable<'f>> {
        let (document, errors) = DeTable::parse_recoverable(self.text);
        let mut lines = Vec::new();
        for error in errors {
            // What follows on the same line is mostly of the same making.
            let line = error.span().map(|span| line_of(self.text, &span));
            if lines.contains(&line) {
                continue;
            }
            lines.push(line);
            let text = match error.message() {
                "duplicate key" => {
                    "kunci atau tabel ini ditulis dua kali; hapus salah satu".to_owned()
                }
                other => format!(
                    "bukan TOML yang benar ({other}); periksa tanda kutip, tanda sama dengan dan kurung"
                ),
            };
            self.mistakes.borrow_mut().push(Mistake { line, text });
        }
        document
    }

    pub(super) fn mistake(&self, span: &Range<usize>, text: impl Into<String>) {
        let line = Some(line_of(self.text, span));
        let text = text.into();
        self.mistakes.borrow_mut().push(Mistake { line, text });
    }

    pub(super) fn mistake_in(&self, line: usize, text: impl Into<String>) {
        let (line, text) = (Some(line), text.into());
        self.mistakes.borrow_mut().push(Mistake { line, text });
    }

    /// A mistake that no line of the file shows.
    pub(super) fn mistake_of_file(&self, text: impl Into<String>) {
        let text = text.into();
        self.mistakes
            .borrow_mut()
            .push(Mistake { line: None, text });
    }

    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        line_of(self.text, span)
    }

    /// The mistakes, sorted by line; those of the whole file are the last ones.
    pub(super) fn finish(self) -> Option<Mistakes> {
        let mut all = self.mistakes.into_inner();
        all.sort_by_key(|mistake| mistake.line.unwrap_or(usize::MAX));
        all.dedup();
        (!all.is_empty()).then(|| Mistakes {
            file: self.name.to_owned(),
            all,
        })
    }
}

/// A table of the file. Each method that reads a key returns `None` where the key is not there or wrong; what is wrong is noted.
pub(super) struct Table<'t> {
    file: &'t File<'t>,
    /// Its name with a dot behind it, or "".
    prefix: String,
    pub(super) span: Range<usize>,
    entries: &'t DeTable<'t>,
    /// The keys that were asked for.
    known: RefCell<Vec<&'static str>>,
}

/// A value and the line that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lined<T> {
    /// From 1.
    pub(crate) line: usize,
    pub(crate) value: T,
}

impl<'t> Table<'t> {
    pub(super) fn new(
        file: &'t File<'t>,
        prefix: String,
        span: Range<usize>,
        entries: &'t DeTable<'t>,
    ) -> Self {
        Self {
            file,
            prefix,
            span,
            entries,
            known: RefCell::default(),
        }
    }

    fn find(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.borrow_mut().push(key);
        self.entries.get(key)
    }

    /// The line of the table.
    pub(super) fn line(&self) -> usize {
        self.file.line(&self.span)
    }

    /// Notes a mistake of the whole table.
    pub(super) fn mistake(&self, text: impl Into<String>) {
        self.file.mistake(&self.span, text);
    }

    /// Whether a key has a text.
    pub(super) fn is_text(&self, key: &str) -> bool {
        let value = self.entries.get(key);
        value.is_some_and(|value| value.get_ref().is_str())
    }

    /// The place of a key's value.
    pub(super) fn span_of(&self, key: &str) -> Option<Range<usize>> {
        self.entries.get(key).map(Spanned::span)
    }

    /// The full name of a key: `callback.secret`.
    pub(super) fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "teks",
            DeValue::Integer(_) | DeValue::Float(_) => "angka",
            DeValue::Boolean(_) => "true atau false",
            DeValue::Datetime(_) => "tanggal",
            DeValue::Array(_) => "daftar",
            DeValue::Table(_) => "tabel",
        };
        let name = self.name(key);
        self.file.mistake(
            &value.span(),
            format!("{name} harus {wanted}, bukan {found}"),
        );
    }

    /// Notes that a key is missing that must be there.
    pub(super) fn missing(&self, key: &str, example: &str) {
        let name = self.name(key);
        self.file.mistake(
            &self.span,
            format!("{name} belum diisi; tulis misalnya {example}"),
        );
    }

    pub(super) fn text(&self, key: &'static str) -> Option<(&'t str, Range<usize>)> {
        let value = self.find(key)?;
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some((text.trim(), value.span())),
            DeValue::String(_) => {
                let name = self.name(key);
                self.file.mistake(&value.span(), format!("{name} kosong"));
                None
            }
            _ => {
                self.wrong_type(key, value, "teks di antara tanda kutip");
                None
            }
        }
    }

    /// A text that must be there.
    pub(super) fn needed_text(&self, key: &'static str, example: &str) -> Option<String> {
        if !self.has(key) {
            self.missing(key, &format!("{key} = \"{example}\""));
        }
        self.text(key).map(|(text, _)| text.to_owned())
    }

    /// One of these words.
    pub(super) fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let (text, span) = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let all: Vec<String> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
            let name = self.name(key);
            self.file.mistake(
                &span,
                format!(
                    "{name} tidak mengenal {text:?}; pilih {}",
                    all.join(" atau ")
                ),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// A whole number in a range.
    pub(super) fn number(&self, key: &'static str, from: u32, to: u32) -> Option<u32> {
        let value = self.find(key)?;
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(key, value, "bilangan bulat");
            return None;
        };
        let number = u32::from_str_radix(number.as_str(), number.radix()).ok();
        let fits = number.filter(|number| (from..=to).contains(number));
        if fits.is_none() {
            let name = self.name(key);
            self.file.mistake(
                &value.span(),
                format!("{name} harus bilangan bulat dari {from} sampai {to}"),
            );
        }
        fits
    }

    /// A number of seconds, which may have a fraction.
    pub(super) fn seconds(&self, key: &'static str, from: f64, to: f64) -> Option<Duration> {
        let value = self.find(key)?;
        let seconds: Option<f64> = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => {
                self.wrong_type(key, value, "angka (detik)");
                return None;
            }
        };
        let fits = seconds.filter(|seconds| (from..=to).contains(seconds));
        if fits.is_none() {
            let name = self.name(key);
            self.file.mistake(
                &value.span(),
                format!("{name} harus dari {from} sampai {to} detik"),
            );
        }
        fits.map(Duration::from_secs_f64)
    }

    /// A list of texts, each with its place.
    pub(super) fn texts(&self, key: &'static str) -> Option<Vec<(&'t str, Range<usize>)>> {
        let value = self.find(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(key, value, "daftar teks, misalnya [\"*\"]");
            return None;
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.trim(), item.span())),
                None => self.wrong_type(key, item, "daftar teks, misalnya [\"*\"]"),
            }
        }
        Some(texts)
    }

    /// A table inside this one.
    pub(super) fn table(&self, key: &'static str) -> Option<Table<'t>> {
        let value = self.find(key)?;
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_type(key, value, "tabel");
            return None;
        };
        // The span of a table is that of its header; an implicit one has that of its first key.
        Some(Table::new(
            self.file,
            format!("{}{key}.", self.prefix),
            value.span(),
            entries,
        ))
    }

    /// A table whose keys the shop chooses: texts by name, with the line of the table. The row "*" stands for all that have none.
    pub(super) fn rows(&self, key: &'static str) -> Option<Lined<BTreeMap<String, String>>> {
        let value = self.find(key)?;
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_type(key, value, "tabel");
            return None;
        };
        let mut rows = BTreeMap::new();
        let mut is_right = true;
        for (name, row) in entries {
            match row.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => {
                    rows.insert(name.get_ref().trim().to_owned(), text.trim().to_owned());
                }
                DeValue::String(_) => {
                    is_right = false;
                    let name = format!("{}.{:?}", self.name(key), name.get_ref());
                    self.file.mistake(&row.span(), format!("{name} kosong"));
                }
                _ => {
                    is_right = false;
                    let name = format!("{key}.{:?}", name.get_ref());
                    self.wrong_type(&name, row, "teks di antara tanda kutip");
                }
            }
        }
        is_right.then(|| Lined {
            line: self.file.line(&value.span()),
            value: rows,
        })
    }

    /// The base address of a system: `https`, or a loopback host.
    pub(super) fn base_url(&self, key: &'static str) -> Option<String> {
        let (text, span) = self.text(key)?;
        match Options::new().base_url(text) {
            Ok(_) => Some(text.to_owned()),
            Err(_) => {
                let name = self.name(key);
                self.file.mistake(
                    &span,
                    format!("{name} harus alamat yang diawali https:// (http:// hanya untuk komputer ini sendiri, misalnya http://127.0.0.1:8000)"),
                );
                None
            }
        }
    }

    /// A secret: `{ env = "NAME" }`, or `{ file = "PATH" }`. The result has the text and the line.
    pub(super) fn secret(&self, key: &'static str) -> Option<Lined<Secret>> {
        let value = self.find(key)?;
        let line = self.file.line(&value.span());
        let name = self.name(key);
        let how = format!(
            "{key} = {{ env = \"NAMA_VARIABEL\" }} atau {key} = {{ file = \"/run/secrets/nama\" }}"
        );
        let DeValue::Table(entries) = value.get_ref() else {
            self.file.mistake(
                &value.span(),
                format!("{name} rahasia, jadi tidak boleh ditulis di berkas ini; tulis {how}"),
            );
            return None;
        };
        let prefix = format!("{name}.");
        let source = Table::new(self.file, prefix, value.span(), entries);
        let (env, path) = (source.text("env"), source.text("file"));
        source.finish();
        let secret = match (env, path) {
            (Some((variable, _)), None) => {
                let found = (self.file.environment)(variable);
                if found.is_none() {
                    self.file.mistake(
                        &value.span(),
                        format!("{name}: variabel lingkungan {variable} belum diisi"),
                    );
                }
                found?
            }
            (None, Some((path, _))) => match std::fs::read_to_string(self.file.folder.join(path)) {
                Ok(text) => text,
                Err(error) => {
                    self.file.mistake(
                        &value.span(),
                        format!("{name}: berkas {path} tidak terbaca ({})", reason(&error)),
                    );
                    return None;
                }
            },
            (Some(_), Some(_)) => {
                self.file.mistake(
                    &value.span(),
                    format!("{name} punya env dan file sekaligus; pilih salah satu"),
                );
                return None;
            }
            (None, None) => {
                // A wrong type of either has been noted.
                if !source.has("env") && !source.has("file") {
                    self.file
                        .mistake(&value.span(), format!("{name} kosong; tulis {how}"));
                }
                return None;
            }
        };
        let secret = secret.trim();
        if secret.len() < SHORTEST {
            self.file.mistake(
                &value.span(),
                format!("{name} terlalu pendek: paling sedikit {SHORTEST} huruf"),
            );
            return None;
        }
        if secret.contains(char::is_control) {
            self.file.mistake(
                &value.span(),
                format!("{name} lebih dari satu baris; isi dengan rahasianya saja"),
            );
            return None;
        }
        Some(Lined {
            line,
            value: Secret::new(secret),
        })
    }

    /// A secret that must be there.
    pub(super) fn needed_secret(&self, key: &'static str, variable: &str) -> Option<Lined<Secret>> {
        if !self.has(key) {
            self.missing(key, &format!("{key} = {{ env = \"{variable}\" }}"));
        }
        self.secret(key)
    }

    /// Notes the keys that nobody has asked for. To be called when all were.
    pub(super) fn finish(&self) {
        let known = self.known.borrow();
        for key in self.entries.keys() {
            let found: &str = key.get_ref();
            if known.contains(&found) {
                continue;
            }
            let name = self.name(found);
            let near = known
                .iter()
                .map(|word| (strsim::damerau_levenshtein(word, found), *word))
                .filter(|(distance, word)| *distance <= 2.max(word.len() / 3))
                .min();
            let text = match near {
                Some((_, word)) => {
                    format!("{name} tidak dikenal; maksudnya {}?", self.name(word))
                }
                None => format!("{name} tidak dikenal; hapus, atau periksa ejaannya"),
            };
            self.file.mistake(&key.span(), text);
        }
    }
}

/// Why a file could not be read, in words that do not depend on the system's language.
pub(super) fn reason(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::NotFound => "tidak ada",
        std::io::ErrorKind::PermissionDenied => "tidak diizinkan dibaca",
        std::io::ErrorKind::InvalidData => "bukan teks UTF-8",
        std::io::ErrorKind::IsADirectory => "itu folder",
        _ => "gagal dibaca",
    }
}
