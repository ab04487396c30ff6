//! The file of a store before SQLite opens it: who may read it, and what it is.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::super::StoreError;
use super::super::claim_table::ClaimTable;
use super::super::database::{failure, failure_because};
use super::super::old_journal::{self, Damaged};
use super::super::statements::SENTENCES;
use super::session::store_error;

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

/// Creates a file where there is none. Only its owner can read it.
///
/// A file that exists is not opened: systems take all locks on a file from a process that closes it once, also those that
/// SQLite holds for another store of this program.
pub(super) fn create_for_owner(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Creates the file where there is none.
pub(in crate::server) fn prepare(path: &Path) -> Result<(), StoreError> {
    let created = create_for_owner(path).and_then(|()| restrict(path));
    created.map_err(|error| io_error(path, &error))
}

/// Takes the file and those that SQLite keeps beside it from everybody but their owner. New files beside it get the
/// rights of the file itself.
pub(in crate::server) fn only_for_owner(path: &Path) -> Result<(), StoreError> {
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
    if is_database(path)? {
        return Ok(None);
    }
    // Only now: no store of this program has the file open, see `create_for_owner`.
    let bytes = fs::read(path).map_err(|error| io_error(path, &error))?;
    // Another program may have put a database there meanwhile.
    if bytes.is_empty() || bytes.starts_with(SQLITE_HEADER) {
        return Ok(None);
    }
    match old_journal::read(&bytes) {
        Ok(Some(table)) => Ok(Some(table)),
        Ok(None) => Err(failure(SENTENCES.foreign_file, &name(path))),
        Err(Damaged) => Err(failure(SENTENCES.damaged_journal, &name(path))),
    }
}

/// Whether SQLite takes a file for a database, or finds it empty.
fn is_database(path: &Path) -> Result<bool, StoreError> {
    let failed = |error: rusqlite::Error| store_error(&name(path), &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection
        .busy_timeout(Duration::from_secs(10))
        .map_err(failed)?;
    let looked = connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i32>(0));
    match looked {
        Ok(_) => Ok(true),
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::NotADatabase => {
            Ok(false)
        }
        Err(error) => Err(failed(error)),
    }
}

/// The path of a file beside another one: its path with `end` behind it.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
