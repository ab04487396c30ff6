//! The file of a store before SQLite opens it: who may read it, and what it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::super::StoreError;
use super::super::claim_table::ClaimTable;
use super::super::database::{failure, failure_because};
use super::super::old_journal::{self, Damaged};
use super::super::statements::SENTENCES;

/// How a database of SQLite begins.
const SQLITE_HEADER: &[u8] = b"SQLite format 3\0";

/// What the sentences of errors call a file.
pub(super) fn name(path: &Path) -> String {
    path.display().to_string()
}

/// The error for an operation of the file system.
pub(super) fn io_error(path: &Path, error: &io::Error) -> StoreError {
    let what = name(path);
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            failure(SENTENCES.read_only, &what)
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => failure(SENTENCES.full, &what),
        _ => failure_because(SENTENCES.unreachable, &what, &error.to_string()),
    }
}

/// Opens a file for reading and writing. Where it is created, only its owner can read it.
pub(super) fn open_for_owner(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Creates the file where there is none.
pub(super) fn prepare(path: &Path) -> Result<(), StoreError> {
    let opened = open_for_owner(path).and_then(|_| restrict(path));
    opened.map_err(|error| io_error(path, &error))
}

/// Takes the file and those that SQLite keeps beside it from everybody but their owner. New files beside it get the
/// rights of the file itself.
pub(super) fn only_for_owner(path: &Path) -> Result<(), StoreError> {
    for beside in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        match restrict(&beside) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            restricted => restricted.map_err(|error| io_error(path, &error))?,
        }
    }
    Ok(())
}

#[cfg(unix)]
fn restrict(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut rights = fs::metadata(path)?.permissions();
    if rights.mode() & 0o077 != 0 {
        rights.set_mode(rights.mode() & !0o077);
        fs::set_permissions(path, rights)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn restrict(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The claims of the file where it is a journal of an earlier version; `None` where it is empty or a database.
pub(super) fn old_journal(path: &Path) -> Result<Option<ClaimTable>, StoreError> {
    let mut start = Vec::new();
    let mut file = File::open(path).map_err(|error| io_error(path, &error))?;
    let longest = u64::try_from(SQLITE_HEADER.len()).unwrap_or_default();
    let read = (&mut file).take(longest).read_to_end(&mut start);
    read.map_err(|error| io_error(path, &error))?;
    if start.is_empty() || start == SQLITE_HEADER {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(|error| io_error(path, &error))?;
    match old_journal::read(&bytes) {
        Ok(Some(table)) => Ok(Some(table)),
        Ok(None) => Err(failure(SENTENCES.foreign_file, &name(path))),
        Err(Damaged) => Err(failure(SENTENCES.damaged_journal, &name(path))),
    }
}

/// The path of a file beside another one: its path with `end` behind it.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
