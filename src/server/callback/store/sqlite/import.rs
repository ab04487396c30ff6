//! Reading in the journal of an earlier version of this crate.
//!
//! The claims are written into a database beside the journal, which then takes the journal's place. At every moment
//! there is either the whole journal or the whole store at the path, so a program that is killed in between loses
//! nothing: the next one begins anew.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, named_params};

use super::super::StoreError;
use super::super::claim_table::ClaimTable;
use super::super::database::failure;
use super::super::statements::{SENTENCES, SQLITE};
use super::file::{beside, create_for_owner, io_error, name, old_journal};
use super::session::{migrate, store_error};

/// How long a program waits while another one reads the journal in.
const PATIENCE: Duration = Duration::from_secs(60);

/// Puts a store in the place of the journal at this path.
pub(super) fn read_in(path: &Path, journal: ClaimTable, shop: &str) -> Result<(), StoreError> {
    let failed = |error: rusqlite::Error| store_error(&name(path), &error);
    // The lock is one of SQLite's, which programs in JavaScript have, too.
    let lock_path = beside(path, ".import-lock");
    create_for_owner(&lock_path).map_err(|error| io_error(path, &error))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let lock = Connection::open_with_flags(&lock_path, flags).map_err(failed)?;
    lock.busy_timeout(PATIENCE).map_err(failed)?;
    let locked = lock.execute_batch("BEGIN EXCLUSIVE");
    // The journal that was read before may be older than the one that is there now. If none is there any more, another
    // program has read it in and deleted the file of the lock, on which SQLite then fails.
    drop(journal);
    let Some(journal) = old_journal(path)? else {
        return Ok(());
    };
    locked.map_err(failed)?;
    let _held = hold_old_locks(path)?;
    let import = beside(path, ".import");
    for left_over in [&import, &beside(path, ".import-journal")] {
        match fs::remove_file(left_over) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(io_error(path, &error));
            }
            _ => {}
        }
    }
    create_for_owner(&import).map_err(|error| io_error(path, &error))?;
    write(&import, &journal, shop, &name(path))?;
    replace(path, &import).map_err(|error| io_error(path, &error))?;
    // A program that waits for the lock finds that nothing is left to be done.
    let _ = fs::remove_file(&lock_path);
    Ok(())
}

/// Writes the claims into a new database, which is a single file: its changes are not kept beside it.
fn write(import: &Path, journal: &ClaimTable, shop: &str, what: &str) -> Result<(), StoreError> {
    let failed = |error: rusqlite::Error| store_error(what, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(import, flags).map_err(failed)?;
    connection
        .execute_batch("PRAGMA synchronous = FULL")
        .map_err(failed)?;
    migrate(&mut connection, what)?;
    let transaction = connection.transaction().map_err(failed)?;
    for row in journal.rows() {
        let time = |time: u64| i64::try_from(time).unwrap_or(i64::MAX);
        transaction
            .prepare_cached(SQLITE.import.sql)
            .and_then(|mut statement| {
                statement.execute(named_params! {
                    ":shop": shop, ":key": row.key, ":attempt": row.attempt, ":until": time(row.until),
                    ":next": row.next.map(time), ":note": row.note, ":done": row.done,
                    ":order": row.order, ":status": row.status,
                })
            })
            .map_err(failed)?;
    }
    transaction.commit().map_err(failed)?;
    connection.close().map_err(|(_, error)| failed(error))
}

/// Keeps the journal under another name and puts the database in its place.
fn replace(path: &Path, import: &Path) -> io::Result<()> {
    let old = beside(path, ".old");
    match fs::remove_file(&old) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Not every file system has links.
    fs::hard_link(path, &old).or_else(|_| fs::copy(path, &old).map(drop))?;
    fs::rename(import, path)?;
    sync_folder(path)
}

/// Stores the folder on disk: only then do the files' names survive a loss of power. Windows stores folders by itself, and
/// cannot open them as files.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// The locks that programs of earlier versions hold on a journal that they have open.
struct OldLocks {
    _file: Option<File>,
    #[cfg(target_os = "linux")]
    _address: std::os::unix::net::UnixListener,
}

/// Takes the locks of a journal, so that no program of an earlier version writes to it any more.
fn hold_old_locks(path: &Path) -> Result<OldLocks, StoreError> {
    let in_use = || failure(SENTENCES.journal_in_use, &name(path));
    let file = match File::open(beside(path, ".lock")) {
        Ok(file) => {
            file.try_lock().map_err(|_| in_use())?;
            Some(file)
        }
        Err(_) => None,
    };
    Ok(OldLocks {
        _file: file,
        #[cfg(target_os = "linux")]
        _address: address_of(path).map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => in_use(),
            _ => io_error(path, &error),
        })?,
    })
}

/// Listens on the address with which programs in Node have locked a journal.
#[cfg(target_os = "linux")]
fn address_of(path: &Path) -> io::Result<std::os::unix::net::UnixListener> {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::{SocketAddr, UnixListener};

    use sha2::{Digest, Sha256};

    let real = fs::canonicalize(path)?;
    let hash = Sha256::digest(real.as_os_str().as_bytes());
    let digits: String = hash
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let address = SocketAddr::from_abstract_name(format!("bukaolshop-{digits}"))?;
    UnixListener::bind_addr(&address)
}
