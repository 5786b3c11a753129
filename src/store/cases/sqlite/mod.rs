//! The store in `SQLite`, encrypted by `SQLCipher`. A file has a connection that writes and one that reads beside it; a store in
//! memory has one for both.

mod arrivals;
mod batches;
mod drafts;
mod erase;
mod figures;
mod history;
mod jobs;
mod list;
mod originals;
mod report_store;
mod reports;
mod rows;
pub(crate) mod schema;
mod sending;
mod status;
mod submit;
mod values;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use uuid::Uuid;

use super::deeds::{Deed, HistoryEntry, HistoryFault};
use super::file;
use super::key::{KEY_BYTES, Keys, SALT_BYTES, StoreKey};
use super::types::{
    Actor, Attempt, AttemptEnd, AttemptId, Claim, DocContent, DraftSave, Duplicate, Freeze, Job,
    JobId, Note, Queue, StatusNews, StoredDraft, Submission,
};
use super::{CaseError, CaseStore};
use crate::domain::case::Step;
use crate::domain::{CaseId, CaseRow, Doc, Look};
use crate::store::Registered;
use history::{Head, Outside};

/// How long a change waits for another process.
const BUSY: Duration = Duration::from_secs(5);

/// A store in `SQLite`.
pub struct SqliteStore {
    writer: Mutex<Connection>,
    /// None for a store in memory: the writer reads too.
    reader: Option<Mutex<Connection>>,
    keys: Keys,
    outside: Outside,
    /// Held as long as the store is open.
    _lock: Option<std::fs::File>,
}

/// A change: all of it or nothing.
struct Tx<'a> {
    sql: &'a Transaction<'a>,
    keys: &'a Keys,
    outside: &'a Outside,
    /// The head of the history, once something was added.
    head: Option<Head>,
    /// Whether the head outside agreed with the one inside before this change.
    agreed: bool,
}

/// What every connection is told, apart from the key. The log is put into the file when it has 64 MB: the pictures of a
/// few customers.
pub(crate) fn prepare(sql: &Connection) -> Result<(), CaseError> {
    sql.busy_timeout(BUSY)?;
    sql.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;",
    )?;
    Ok(())
}

/// Makes the tables, and the secret from which the hashes and the chain take their keys.
pub(crate) fn found(sql: &mut Connection) -> Result<(), CaseError> {
    schema::migrate(sql)?;
    let mut secret = zeroize::Zeroizing::new([0_u8; KEY_BYTES]);
    getrandom::fill(&mut *secret).map_err(|_| CaseError::Failed("getrandom".to_owned()))?;
    let tx = sql.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute(
        "INSERT INTO meta (name, value) VALUES ('secret', ?1)",
        [&secret[..]],
    )?;
    history::begin(&tx, &Keys::of(&secret[..]))?;
    tx.commit()?;
    Ok(())
}

impl SqliteStore {
    /// A store over connections that are open, keyed and up to date.
    pub(crate) fn over(
        writer: Connection,
        reader: Option<Connection>,
        head_file: Option<PathBuf>,
        lock: Option<std::fs::File>,
    ) -> Result<Self, CaseError> {
        let secret: Option<Vec<u8>> = writer
            .query_row("SELECT value FROM meta WHERE name = 'secret'", [], |row| {
                row.get(0)
            })
            .optional()?;
        let secret = zeroize::Zeroizing::new(secret.ok_or(CaseError::Damaged)?);
        Ok(Self {
            keys: Keys::of(&secret),
            writer: Mutex::new(writer),
            reader: reader.map(Mutex::new),
            outside: Outside(head_file),
            _lock: lock,
        })
    }

    /// A store in memory, until it is dropped.
    pub(crate) fn in_memory() -> Result<Self, CaseError> {
        let mut sql = Connection::open_in_memory()?;
        prepare(&sql)?;
        found(&mut sql)?;
        Self::over(sql, None, None, None)
    }

    /// The connection that writes, the others closed.
    pub(crate) fn into_connection(self) -> Connection {
        self.writer
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a whole copy under another key into a file that is there and empty.
    pub(crate) fn copy_to(
        &self,
        path: &Path,
        key: &StoreKey,
        salt: &[u8; SALT_BYTES],
    ) -> Result<(), CaseError> {
        file::copy(&self.writer(), path, key, salt)
    }

    /// Adds customers under these ids who were registered long ago and are not known. Gives how many were new.
    pub(crate) fn add_known(
        &self,
        known: impl Iterator<Item = (CaseId, Registered)>,
        by: &Actor,
    ) -> Result<usize, CaseError> {
        self.write(|tx| list::add_known(tx, known, by))
    }

    /// Fills the store with invented customers: for measuring alone.
    #[doc(hidden)]
    pub fn fill(&self, cases: u32) -> Result<(), CaseError> {
        self.write(|tx| list::fill(tx, cases))
    }

    /// What waits in the queue may have been sent by another copy of this store: a person decides.
    pub(crate) fn doubt_queue(&self, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
        self.write(|tx| sending::doubt_queue(tx, by, at))
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, CaseError>,
    ) -> Result<T, CaseError> {
        let reader = self.reader.as_ref().unwrap_or(&self.writer);
        let sql = reader.lock().unwrap_or_else(PoisonError::into_inner);
        // Several statements see one state of the store.
        let tx = sql.unchecked_transaction()?;
        work(&tx)
    }

    fn write<T>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, CaseError>,
    ) -> Result<T, CaseError> {
        let mut sql = self.writer();
        let sql = sql.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut tx = Tx {
            sql: &sql,
            keys: &self.keys,
            outside: &self.outside,
            head: None,
            agreed: true,
        };
        let done = work(&mut tx)?;
        let head = tx.head.filter(|_| tx.agreed);
        sql.commit()?;
        if let Some(head) = head {
            self.outside.write(&self.keys, &head);
        }
        Ok(done)
    }

    /// Puts the log into the file and empties it: what was erased is in neither.
    fn checkpoint(&self) {
        // A reader of this process would hold it up.
        let _reader = self
            .reader
            .as_ref()
            .map(|reader| reader.lock().unwrap_or_else(PoisonError::into_inner));
        let done = self
            .writer()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                row.get::<_, i64>(0)
            });
        if done != Ok(0) {
            crate::logs::warn!("the log of the store could not be emptied yet");
        }
    }

    /// Reads every page and judges its seal. For large stores, which are not judged as they are opened.
    pub fn check_integrity(&self) -> Result<bool, CaseError> {
        self.read(|sql| Ok(faults(sql)? == 0))
    }
}

/// The number of pages whose seal is broken.
pub(crate) fn faults(sql: &Connection) -> Result<usize, CaseError> {
    let mut statement = sql.prepare("PRAGMA cipher_integrity_check")?;
    let mut rows = statement.query([])?;
    let mut faults = 0;
    while rows.next()?.is_some() {
        faults += 1;
    }
    Ok(faults)
}

impl Tx<'_> {
    /// Adds an entry to the history.
    fn note(
        &mut self,
        case: Option<CaseId>,
        deed: &Deed,
        by: &Actor,
        at: Timestamp,
    ) -> Result<(), CaseError> {
        let mut head = if let Some(head) = self.head {
            head
        } else {
            let head = Head::read(self.sql, self.keys)?;
            self.agreed = self.outside.agrees(self.sql, self.keys, &head);
            head
        };
        history::append(self.sql, self.keys, &mut head, case, deed, by, at)?;
        self.head = Some(head);
        Ok(())
    }
}

impl CaseStore for SqliteStore {
    fn figures(&self) -> Result<Vec<(&'static str, u64)>, CaseError> {
        self.count_all()
    }

    fn revision(&self) -> Result<u64, CaseError> {
        self.read(list::revision)
    }

    fn newest(&self, before: Option<CaseId>, limit: usize) -> Result<Vec<CaseRow>, CaseError> {
        self.read(|sql| list::newest(sql, before, limit))
    }

    fn changed_since(&self, revision: u64, limit: usize) -> Result<Vec<CaseRow>, CaseError> {
        self.read(|sql| list::changed_since(sql, revision, limit))
    }

    fn row(&self, id: CaseId) -> Result<Option<CaseRow>, CaseError> {
        self.read(|sql| rows::find(sql, id).map(|case| case.map(|case| case.row)))
    }

    fn by_user_id(&self, user_id: Uuid) -> Result<Option<CaseRow>, CaseError> {
        self.read(|sql| list::by_user_id(sql, user_id))
    }

    fn add_elsewhere(&self, user_id: Uuid, by: &Actor, at: Timestamp) -> Result<CaseId, CaseError> {
        self.write(|tx| list::add_elsewhere(tx, user_id, by, at))
    }

    fn mark_read(&self, id: CaseId) -> Result<(), CaseError> {
        self.write(|tx| list::mark_read(tx, id))
    }

    fn duplicates(
        &self,
        id_number: &str,
        email: &str,
        phone: &str,
        except: Option<CaseId>,
    ) -> Result<Vec<Duplicate>, CaseError> {
        self.read(|sql| list::duplicates(sql, &self.keys, [id_number, email, phone], except))
    }

    fn save_draft(&self, save: &DraftSave, by: &Actor) -> Result<u64, CaseError> {
        self.write(|tx| drafts::save(tx, save, by))
    }

    fn draft(&self, id: CaseId) -> Result<StoredDraft, CaseError> {
        self.read(|sql| drafts::draft(sql, id))
    }

    fn document(&self, id: CaseId, doc: Doc) -> Result<DocContent, CaseError> {
        self.read(|sql| drafts::document(sql, id, doc))
    }

    fn original(&self, id: CaseId, doc: Doc) -> Result<Option<Arc<[u8]>>, CaseError> {
        self.read(|sql| originals::read(sql, id, doc))
    }

    fn alike(
        &self,
        look: Look,
        except: Option<CaseId>,
        limit: usize,
    ) -> Result<Vec<CaseId>, CaseError> {
        self.looks_alike(look, except, limit)
    }

    fn discard_draft(&self, id: CaseId, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
        self.write(|tx| drafts::discard(tx, id, by, at))?;
        self.checkpoint();
        Ok(())
    }

    fn note_edits(&self, id: CaseId, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
        self.write(|tx| drafts::note_edits(tx, id, by, at))
    }

    fn freeze(&self, freeze: &Freeze, by: &Actor) -> Result<JobId, CaseError> {
        self.write(|tx| submit::freeze(tx, freeze, by))
    }

    fn last_submission(&self, id: CaseId) -> Result<Option<Submission>, CaseError> {
        self.read(|sql| submit::last(sql, id))
    }

    fn jobs(&self, done: usize) -> Result<Vec<Job>, CaseError> {
        self.read(|sql| jobs::all(sql, done))
    }

    fn queue(&self, most: usize, done: usize, now: Timestamp) -> Result<Queue, CaseError> {
        self.read(|sql| jobs::queue(sql, most, done, now))
    }

    fn job(&self, id: JobId) -> Result<Option<Job>, CaseError> {
        self.read(|sql| jobs::find(sql, id))
    }

    fn claim(&self, job: JobId, by: &Actor, at: Timestamp) -> Result<Claim, CaseError> {
        self.write(|tx| sending::claim(tx, job, by, at))
    }

    fn progress(
        &self,
        attempt: AttemptId,
        sent_bytes: u64,
        total_bytes: u64,
    ) -> Result<(), CaseError> {
        self.write(|tx| sending::progress(tx, attempt, sent_bytes, total_bytes))
    }

    fn finish(
        &self,
        attempt: AttemptId,
        end: &AttemptEnd,
        by: &Actor,
    ) -> Result<Option<CaseRow>, CaseError> {
        self.write(|tx| sending::finish(tx, attempt, end, by))
    }

    fn recover(&self, by: &Actor, at: Timestamp) -> Result<usize, CaseError> {
        self.write(|tx| sending::recover(tx, by, at))
    }

    fn retry_now(&self, job: JobId) -> Result<(), CaseError> {
        self.write(|tx| jobs::retry_now(tx, job))
    }

    fn send_again(&self, job: JobId, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
        self.write(|tx| jobs::send_again(tx, job, by, at))
    }

    fn cancel_job(&self, job: JobId, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
        self.write(|tx| jobs::cancel(tx, job, by, at))
    }

    fn move_up(&self, job: JobId) -> Result<(), CaseError> {
        self.write(|tx| jobs::move_up(tx, job))
    }

    fn attempts(&self, id: CaseId) -> Result<Vec<Attempt>, CaseError> {
        self.read(|sql| sending::attempts(sql, "case_id", id.0))
    }

    fn is_paused(&self) -> Result<bool, CaseError> {
        self.read(jobs::is_paused)
    }

    fn set_paused(&self, paused: bool, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
        self.write(|tx| jobs::set_paused(tx, paused, by, at))
    }

    fn polled(&self) -> Result<Vec<(CaseId, Uuid, Timestamp)>, CaseError> {
        self.read(status::polled)
    }

    fn status(&self, news: &StatusNews, by: &Actor) -> Result<Option<CaseRow>, CaseError> {
        // Most news are none: they take no lock.
        if !self.read(|sql| status::is_news(sql, news))? {
            return Ok(None);
        }
        let told = self.write(|tx| status::tell(tx, news, by))?;
        if let Some(row) = &told {
            self.decided(row);
        }
        Ok(told)
    }

    fn step(
        &self,
        id: CaseId,
        step: &Step,
        reason: &str,
        by: &Actor,
        at: Timestamp,
    ) -> Result<CaseRow, CaseError> {
        self.write(|tx| status::step(tx, id, step, reason, by, at))
    }

    fn notes(&self, id: CaseId) -> Result<Vec<Note>, CaseError> {
        self.read(|sql| status::notes(sql, id))
    }

    fn add_note(&self, id: CaseId, text: &str, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
        self.write(|tx| status::add_note(tx, id, text, by, at))
    }

    fn erase(&self, id: CaseId, reason: &str, by: &Actor, at: Timestamp) -> Result<(), CaseError> {
        self.write(|tx| erase::erase(tx, id, reason, by, at))?;
        self.checkpoint();
        Ok(())
    }

    fn purge(&self, before: Timestamp, by: &Actor, at: Timestamp) -> Result<usize, CaseError> {
        self.release_originals(None)?;
        let purged = self.write(|tx| erase::purge(tx, before, by, at))?;
        if purged > 0 {
            self.checkpoint();
        }
        Ok(purged)
    }

    fn record(
        &self,
        case: Option<CaseId>,
        deed: &Deed,
        by: &Actor,
        at: Timestamp,
    ) -> Result<(), CaseError> {
        self.write(|tx| tx.note(case, deed, by, at))
    }

    fn history(&self, id: CaseId) -> Result<Vec<HistoryEntry>, CaseError> {
        self.read(|sql| history::of_case(sql, id))
    }

    fn verify_history(&self) -> Result<(u64, Vec<HistoryFault>), CaseError> {
        self.read(|sql| history::verify(sql, &self.keys, &self.outside))
    }

    fn value(&self, name: &str) -> Result<Option<Vec<u8>>, CaseError> {
        self.read(|sql| {
            let found = sql.query_row("SELECT value FROM kept WHERE name = ?1", [name], |row| {
                row.get(0)
            });
            Ok(found.optional()?)
        })
    }

    fn set_value(&self, name: &str, value: &[u8]) -> Result<(), CaseError> {
        self.write(|tx| {
            tx.sql.execute(
                "INSERT INTO kept (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = ?2",
                rusqlite::params![name, value],
            )?;
            Ok(())
        })
    }
}
