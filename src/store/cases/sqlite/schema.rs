//! The layout of the database, as steps from an empty one: texts that never change once they were released, and call no
//! code, so that an old store is brought up to date the same way for ever.

use rusqlite::{Connection, TransactionBehavior};

use super::super::CaseError;

/// What tells a store of this program from any other database: `TCDX` in ASCII.
const APPLICATION_ID: u32 = 0x5443_4458;

/// The steps: number `n` leads from layout `n` to `n + 1`.
const STEPS: [&str; 4] = [FIRST, PICTURES, ARRIVALS, REPORTS];

/// The newest layout that this program knows.
pub(crate) const NEWEST: u32 = STEPS.len() as u32;

/// Times are microseconds since 1970 in UTC, ids the 16 bytes of a UUID (version 7, so that they sort by age).
const FIRST: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB NOT NULL);

CREATE TABLE cases (
    id BLOB PRIMARY KEY,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    stage TEXT NOT NULL,
    level2 TEXT NOT NULL,
    on_hold INTEGER NOT NULL,
    user_id BLOB,
    submissions INTEGER NOT NULL,
    maybe_registered INTEGER NOT NULL,
    other_status TEXT,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    id_number TEXT NOT NULL,
    phone TEXT NOT NULL,
    staff TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    registered_at INTEGER,
    status_at INTEGER,
    taken_at INTEGER,
    attempts INTEGER NOT NULL,
    reason TEXT NOT NULL,
    reason2 TEXT NOT NULL,
    is_unread INTEGER NOT NULL,
    progress INTEGER NOT NULL,
    problems INTEGER NOT NULL,
    id_number_hash BLOB,
    email_hash BLOB,
    phone_hash BLOB,
    user_id_hash BLOB
) WITHOUT ROWID;
CREATE UNIQUE INDEX cases_by_revision ON cases (revision);
CREATE INDEX cases_by_stage ON cases (stage);
CREATE INDEX cases_by_user_id ON cases (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX cases_by_id_number ON cases (id_number_hash) WHERE id_number_hash IS NOT NULL;
CREATE INDEX cases_by_email ON cases (email_hash) WHERE email_hash IS NOT NULL;
CREATE INDEX cases_by_phone ON cases (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX cases_by_user_hash ON cases (user_id_hash) WHERE user_id_hash IS NOT NULL;

CREATE TABLE drafts (
    case_id BLOB PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    edited TEXT NOT NULL
);

CREATE TABLE documents (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    doc TEXT NOT NULL,
    in_draft INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    original_bytes INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX documents_in_draft ON documents (case_id, doc) WHERE in_draft = 1;
CREATE INDEX documents_by_case ON documents (case_id);
CREATE TABLE document_bytes (
    document_id BLOB PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    bytes BLOB NOT NULL
);

CREATE TABLE submissions (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    frozen TEXT,
    content TEXT NOT NULL,
    consent_version INTEGER,
    consent_at INTEGER
);
CREATE INDEX submissions_by_case ON submissions (case_id);
CREATE TABLE submission_documents (
    submission_id BLOB NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    doc TEXT NOT NULL,
    document_id BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (submission_id, doc)
) WITHOUT ROWID;

CREATE TABLE jobs (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    submission_id BLOB NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    next_at INTEGER,
    told TEXT,
    queued_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    sent_at INTEGER,
    sent_bytes INTEGER NOT NULL,
    total_bytes INTEGER NOT NULL
);
CREATE INDEX jobs_by_state ON jobs (state, position);
CREATE INDEX jobs_by_case ON jobs (case_id);

CREATE TABLE attempts (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    job_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT,
    told TEXT,
    sent_bytes INTEGER NOT NULL,
    total_bytes INTEGER NOT NULL
);
CREATE INDEX attempts_by_case ON attempts (case_id);
CREATE INDEX attempts_open ON attempts (job_id) WHERE ended_at IS NULL;

CREATE TABLE notes (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    staff TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX notes_by_case ON notes (case_id);

CREATE TABLE history (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    case_id BLOB,
    user TEXT NOT NULL,
    staff TEXT NOT NULL,
    machine TEXT NOT NULL,
    deed TEXT NOT NULL,
    hash BLOB NOT NULL
);
CREATE INDEX history_by_case ON history (case_id);
CREATE TRIGGER history_stays_as_it_is BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_stays BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

INSERT INTO meta (name, value) VALUES ('revision', 0), ('paused', 0);
";

/// How a document was made, its pages, the file that it was made from, and how the pictures of a case look.
///
/// The columns of a row come before the bytes of a blob, which may lie on many pages. Looks are a row a case, so that all
/// of them are read in one short walk: 32 bytes a picture.
const PICTURES: &str = "
ALTER TABLE documents ADD COLUMN made TEXT NOT NULL DEFAULT '{}';
ALTER TABLE documents ADD COLUMN pages INTEGER NOT NULL DEFAULT 0;
CREATE TABLE originals (
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    doc TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (case_id, doc)
);
CREATE TABLE looks (
    case_id BLOB PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
    looks BLOB NOT NULL
) WITHOUT ROWID;
";

/// The calls of the vendor's webhook. The body comes last: it may lie on many pages.
const ARRIVALS: &str = "
CREATE TABLE arrivals (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    signature TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    repeats INTEGER NOT NULL,
    user_id BLOB,
    level INTEGER,
    status TEXT,
    state TEXT NOT NULL,
    settled_at INTEGER,
    reason TEXT,
    case_id BLOB,
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX arrivals_by_hash ON arrivals (hash, signature);
CREATE INDEX arrivals_new ON arrivals (user_id) WHERE state = 'new';
INSERT INTO meta (name, value) VALUES ('arrivals', 0);
";

/// Reports about customers go through the queue too, and move no case: jobs and attempts need none. A batch keeps its rows until
/// each is in the queue, so that what was begun can be gone on with. Symbols are what was typed before.
const REPORTS: &str = "
CREATE TABLE new_jobs (
    id BLOB PRIMARY KEY,
    case_id BLOB REFERENCES cases (id) ON DELETE CASCADE,
    submission_id BLOB REFERENCES submissions (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    next_at INTEGER,
    told TEXT,
    queued_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    sent_at INTEGER,
    sent_bytes INTEGER NOT NULL,
    total_bytes INTEGER NOT NULL
);
INSERT INTO new_jobs SELECT id, case_id, submission_id, kind, state, position, version, tries, next_at, told, queued_at,
    changed_at, sent_at, sent_bytes, total_bytes FROM jobs;
DROP TABLE jobs;
ALTER TABLE new_jobs RENAME TO jobs;
CREATE INDEX jobs_by_state ON jobs (state, position);
CREATE INDEX jobs_by_position ON jobs (position);
CREATE INDEX jobs_by_case ON jobs (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE new_attempts (
    id BLOB PRIMARY KEY,
    case_id BLOB REFERENCES cases (id) ON DELETE CASCADE,
    job_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT,
    told TEXT,
    sent_bytes INTEGER NOT NULL,
    total_bytes INTEGER NOT NULL
);
INSERT INTO new_attempts SELECT id, case_id, job_id, number, kind, started_at, ended_at, outcome, told, sent_bytes,
    total_bytes FROM attempts;
DROP TABLE attempts;
ALTER TABLE new_attempts RENAME TO attempts;
CREATE INDEX attempts_by_case ON attempts (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX attempts_by_job ON attempts (job_id);
CREATE INDEX attempts_open ON attempts (job_id) WHERE ended_at IS NULL;

CREATE TABLE reports (
    id BLOB PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    user_id BLOB NOT NULL,
    own_id TEXT,
    is_reported INTEGER NOT NULL,
    batch_id BLOB,
    batch_row INTEGER,
    staff TEXT NOT NULL,
    content TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX reports_by_revision ON reports (revision);
CREATE UNIQUE INDEX reports_by_own_id ON reports (own_id) WHERE own_id IS NOT NULL;
CREATE INDEX reports_by_user_id ON reports (user_id);
CREATE INDEX reports_by_batch ON reports (batch_id, batch_row) WHERE batch_id IS NOT NULL;

CREATE TABLE batches (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    staff TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    content TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE batch_rows (
    batch_id BLOB NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    job_id BLOB,
    case_id BLOB,
    told TEXT,
    content TEXT NOT NULL,
    PRIMARY KEY (batch_id, number)
) WITHOUT ROWID;

CREATE TABLE symbols (
    symbol TEXT PRIMARY KEY,
    times INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) WITHOUT ROWID;
";

/// What a database is, by its layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Of this program, with this version.
    Ours(u32),
    /// Nothing is in it.
    Empty,
    /// Of something else.
    Foreign,
}

/// What this database is.
pub(crate) fn layout(sql: &Connection) -> Result<Layout, CaseError> {
    let pragma = |name: &str| sql.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let version = pragma("user_version")?;
    let tables: u32 = sql.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(if pragma("application_id")? == APPLICATION_ID {
        Layout::Ours(version)
    } else if tables == 0 && version == 0 {
        Layout::Empty
    } else {
        Layout::Foreign
    })
}

/// Brings a database up to the newest layout, each step in a transaction of its own. Another process may do the same.
pub(crate) fn migrate(sql: &mut Connection) -> Result<(), CaseError> {
    let mut is_new = false;
    loop {
        let tx = sql.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let Some(step) = STEPS.get(version as usize) else {
            return Ok(());
        };
        tx.execute_batch(step)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", version + 1)?;
        tx.commit()?;
        is_new |= version == 0;
        if !is_new {
            crate::logs::info!(
                "the layout of a store was renewed",
                from = version,
                to = version + 1
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_database_becomes_a_store_and_stays_one() {
        let mut sql = Connection::open_in_memory().unwrap();
        assert_eq!(layout(&sql).unwrap(), Layout::Empty);
        migrate(&mut sql).unwrap();
        assert_eq!(layout(&sql).unwrap(), Layout::Ours(NEWEST));
        migrate(&mut sql).unwrap();
        assert_eq!(layout(&sql).unwrap(), Layout::Ours(NEWEST));
    }

    #[test]
    fn a_store_of_the_first_layout_keeps_its_documents() {
        let mut sql = Connection::open_in_memory().unwrap();
        sql.execute_batch(FIRST).unwrap();
        sql.execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1;
             PRAGMA foreign_keys = OFF;
             INSERT INTO documents VALUES (x'01', x'02', 'id_photo', 1, 'image/jpeg', 4, 3, 9, 8, 'ab')"
        ))
        .unwrap();
        migrate(&mut sql).unwrap();
        assert_eq!(layout(&sql).unwrap(), Layout::Ours(NEWEST));
        let row = sql.query_row("SELECT doc, bytes, made, pages FROM documents", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        });
        let row: (String, u32, String, u32) = row.unwrap();
        assert_eq!(row, ("id_photo".to_owned(), 8, "{}".to_owned(), 0));
    }

    #[test]
    fn another_database_is_foreign() {
        let sql = Connection::open_in_memory().unwrap();
        sql.execute_batch("CREATE TABLE customers (name TEXT)")
            .unwrap();
        assert_eq!(layout(&sql).unwrap(), Layout::Foreign);
    }

    #[test]
    fn the_history_cannot_be_rewritten() {
        let mut sql = Connection::open_in_memory().unwrap();
        migrate(&mut sql).unwrap();
        sql.execute_batch("INSERT INTO history VALUES (1, 0, NULL, 'u', 's', 'm', '{}', x'00')")
            .unwrap();
        for statement in ["UPDATE history SET user = 'x'", "DELETE FROM history"] {
            let error = sql.execute_batch(statement).unwrap_err().to_string();
            assert!(error.contains("append-only"), "{error}");
        }
    }
}
