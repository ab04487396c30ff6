//! A file of lines that outlives the program, wherever in writing one it is killed.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::table::{Change, Table};

/// The first line: what this is, and in which spelling.
const HEADER: &[u8] = b"{\"bukaolshop_callback\":1}\n";

/// Lines that are appended and safely stored one by one.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    /// Bytes of whole lines in it.
    length: u64,
    /// Lines in it, but for the first.
    lines: usize,
    /// Whether the file may hold what it should not: nothing more is written then.
    broken: bool,
    /// Held for as long as the journal is open.
    lock: File,
}

impl Journal {
    /// Opens a journal, or begins one, and says what it holds.
    pub fn open(path: &Path) -> io::Result<(Self, Table)> {
        let lock = lock(&beside(path, "lock"))?;
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let (table, lines, length) = read(&bytes)?;
        let file = if length == 0 {
            let (file, _) = write_anew(path, &table)?;
            sync_folder(path)?;
            file
        } else {
            let file = OpenOptions::new().read(true).write(true).open(path)?;
            if length < bytes.len() {
                // The line that was being written when the program was killed.
                file.set_len(size(length))?;
                file.sync_all()?;
            }
            file
        };
        let journal = Self {
            path: path.to_owned(),
            file,
            length: size(length.max(HEADER.len())),
            lines,
            broken: false,
            lock,
        };
        Ok((journal, table))
    }

    /// Lines in it.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// Appends a line. Once this has returned, the line outlives a loss of power.
    pub fn append(&mut self, change: &Change) -> io::Result<()> {
        if self.broken {
            return Err(io::Error::other(
                "jurnal callback rusak sejak kegagalan menulis sebelumnya; jalankan ulang program",
            ));
        }
        let line = line_of(change)?;
        let written = self
            .file
            .seek(SeekFrom::Start(self.length))
            .and_then(|_| self.file.write_all(&line));
        if let Err(error) = written {
            // The disk may be full: half a line must not stay before the next one.
            self.broken = self.file.set_len(self.length).is_err();
            return Err(error);
        }
        if let Err(error) = self.file.sync_data() {
            // Nobody can tell what is stored: systems drop what they could not write, and report it once.
            self.broken = true;
            return Err(error);
        }
        self.length += size(line.len());
        self.lines += 1;
        Ok(())
    }

    /// Writes the journal anew, without lines that later ones have overruled. Killed meanwhile, or where
    /// it cannot be done, the old one is still there.
    pub fn rewrite(&mut self, table: &Table) -> io::Result<()> {
        let (file, length) = write_anew(&self.path, table)?;
        self.file = file;
        self.length = length;
        self.lines = table.len();
        // Until then a loss of power could bring the old one back, without what is appended from now on.
        self.broken = true;
        sync_folder(&self.path)?;
        self.broken = false;
        Ok(())
    }
}

/// Closing the file would give the lock back too late where the program is just starting another: until that
/// one begins to run, it has the file open as well.
impl Drop for Journal {
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

/// One program at a time. The lock is in a file of its own, for the journal's is exchanged now and then; the
/// system takes it back when the program ends, however it ends.
fn lock(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(io::Error::new(
            ErrorKind::WouldBlock,
            "jurnal callback sedang dipakai program lain; satu jurnal untuk satu program",
        )),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// What whole lines say, how many they are, and where they end.
fn read(bytes: &[u8]) -> io::Result<(Table, usize, usize)> {
    let mut table = Table::default();
    let Some(lines) = bytes.strip_prefix(HEADER) else {
        // Killed in the middle of its first line, or zeros where that should be. Anything else is somebody
        // else's file.
        let torn = HEADER.starts_with(bytes) || bytes.iter().all(|byte| *byte == 0);
        return if torn {
            Ok((table, 0, 0))
        } else {
            Err(damaged("berkas ini bukan jurnal callback"))
        };
    };
    let mut count = 0;
    let mut length = HEADER.len();
    let mut torn = false;
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        let change = line
            .strip_suffix(b"\n")
            .and_then(|line| serde_json::from_slice(line).ok());
        match change {
            // A torn line is the last: what comes after it was never written by this program.
            Some(_) if torn => return Err(damaged("jurnal callback rusak di tengah")),
            Some(change) => {
                table.apply(change);
                count += 1;
                length += line.len();
            }
            None => torn = true,
        }
    }
    Ok((table, count, length))
}

fn damaged(text: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, text)
}

/// A journal of what a table holds, in the place of the one that is there: whole, or not at all.
fn write_anew(path: &Path, table: &Table) -> io::Result<(File, u64)> {
    let new = beside(path, "new");
    let file = OpenOptions::new()
        .create(true)
        .truncate(true)
        .read(true)
        .write(true)
        .open(&new)?;
    let mut writer = BufWriter::new(file);
    writer.write_all(HEADER)?;
    for change in table.changes() {
        writer.write_all(&line_of(&change)?)?;
    }
    let mut file = writer
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    let length = file.stream_position()?;
    fs::rename(&new, path)?;
    Ok((file, length))
}

/// A file's new name outlives a loss of power only once its folder is stored, too. Windows stores it by
/// itself, and opens no folders.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn line_of(change: &Change) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(change)?;
    line.push(b'\n');
    Ok(line)
}

/// The path of a file beside the journal.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    PathBuf::from(name)
}

fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
