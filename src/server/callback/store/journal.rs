//! The file of the file store: lines that survive a crash at any moment of writing them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::claim_table::{ClaimChange, ClaimTable};

/// The first line: what this file is, and the version of its format.
const HEADER: &[u8] = b"{\"bukaolshop_callback\":1}\n";

/// A file of lines, each of which is stored on disk when it is appended.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    /// The number of bytes in the complete lines of the file.
    length: u64,
    /// The number of lines after the header.
    lines: usize,
    /// Whether the content of the file may be wrong. Nothing more is written then.
    broken: bool,
    /// The lock of the journal, held as long as the journal is open.
    lock: File,
}

impl Journal {
    /// Opens a journal, or creates one, and reads the claims in it.
    pub fn open(path: &Path) -> io::Result<(Self, ClaimTable)> {
        let lock = lock(&beside(path, "lock"))?;
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let (table, lines, length) = read(&bytes)?;
        let file = if length == 0 {
            let (file, _) = replace_file(path, &table)?;
            sync_folder(path)?;
            file
        } else {
            let file = OpenOptions::new().read(true).write(true).open(path)?;
            if length < bytes.len() {
                // The rest is the line that was being written when the program was killed.
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

    /// The number of lines after the header.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// Appends a line. When this function has returned, the line survives a loss of power.
    pub fn append(&mut self, change: &ClaimChange) -> io::Result<()> {
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
            // The disk may be full. The part of the line that was written must not stay before the next
            // line.
            self.broken = self.file.set_len(self.length).is_err();
            return Err(error);
        }
        if let Err(error) = self.file.sync_data() {
            // Nobody can tell what is on disk now: operating systems drop data that they could not
            // write, and report the error only once.
            self.broken = true;
            return Err(error);
        }
        self.length += size(line.len());
        self.lines += 1;
        Ok(())
    }

    /// Rewrites the journal without lines that later lines have made obsolete. If this fails, or if the
    /// program is killed meanwhile, the old journal is still there.
    pub fn rewrite(&mut self, table: &ClaimTable) -> io::Result<()> {
        let (file, length) = replace_file(&self.path, table)?;
        self.file = file;
        self.length = length;
        self.lines = table.changes().count();
        // Until the folder is stored, a loss of power could bring back the old journal, without the
        // lines that are appended from now on.
        self.broken = true;
        sync_folder(&self.path)?;
        self.broken = false;
        Ok(())
    }
}

/// Unlocks explicitly. Closing the file would release the lock too late if the program is starting
/// another process at that moment, because until that process runs its own program it has the file open,
/// too.
impl Drop for Journal {
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

/// Opens files which, where they are created, only their owner can read and write.
fn for_owner() -> OpenOptions {
    #[allow(unused_mut, reason = "other systems than Unix have no modes")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Locks the journal against other programs. The lock is on a file of its own, because the journal's
/// file is replaced from time to time. The operating system releases the lock when the program ends, in
/// whichever way it ends.
fn lock(path: &Path) -> io::Result<File> {
    let file = for_owner()
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

/// The claims that the complete lines describe, the number of these lines, and the length of the file up
/// to their end.
fn read(bytes: &[u8]) -> io::Result<(ClaimTable, usize, usize)> {
    let mut table = ClaimTable::default();
    let Some(lines) = bytes.strip_prefix(HEADER) else {
        // A prefix of the header, or zero bytes in its place, is a header that was being written when
        // the program was killed. Any other content belongs to somebody else.
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
            // Only the last line can be torn. A complete line behind a torn one was not written by this
            // program.
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

/// Writes a journal with the claims of a table and puts it in the place of the existing one, as a whole
/// or not at all.
fn replace_file(path: &Path, table: &ClaimTable) -> io::Result<(File, u64)> {
    let new = beside(path, "new");
    let file = for_owner()
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

/// Stores the folder on disk: only then does the file's new name survive a loss of power. Windows stores
/// folders by itself, and cannot open them as files.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn line_of(change: &ClaimChange) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(change)?;
    line.push(b'\n');
    Ok(line)
}

/// The path of a file next to the journal: the journal's path, a dot, and `what`.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    PathBuf::from(name)
}

fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
