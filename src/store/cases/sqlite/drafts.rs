//! Drafts: values and place in one row, each document in its own, its bytes apart.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::super::deeds::Deed;
use super::super::types::{
    Actor, DocContent, DocMeta, DraftContent, DraftSave, Original, StoredDraft, sha256,
};
use super::super::{CaseError, CaseId};
use super::Tx;
use super::originals;
use super::rows::{self, Bump, Case, whole_phone};
use super::values::{Count, Id, Json, Name};
use crate::domain::case::Step;
use crate::domain::{Doc, Field, Level2, Life, Stage};

/// What was edited and is not in the history yet: API names.
type Edited = BTreeSet<String>;

pub(super) fn save(tx: &mut Tx<'_>, save: &DraftSave, by: &Actor) -> Result<u64, CaseError> {
    let mut case = match rows::find(tx.sql, save.id)? {
        Some(case) if case.row.version != save.version => return Err(CaseError::Conflict),
        Some(case) => case,
        None if save.version != 0 => return Err(CaseError::NotFound),
        None => {
            let mut case = Case::new(save.id, Life::default(), &save.staff, save.at);
            tx.put(&mut case, Bump::Revision)?;
            tx.note(Some(save.id), &Deed::Created, by, save.at)?;
            case
        }
    };
    let is_form = case.row.life.stage.is_editable();
    may_save(&case, save, is_form)?;
    let hashes = hashes(&save.documents);
    for ((doc, content), sha256) in save.documents.iter().zip(hashes) {
        let content = content.as_ref().zip(sha256.as_deref());
        put_document(tx, &case, *doc, content, by, save.at)?;
    }
    if !save.documents.is_empty() {
        originals::put_looks(tx, save.id)?;
    }
    case.row.changed_at = save.at;
    if is_form {
        put_values(tx, &mut case, save)?;
    } else {
        tx.put(&mut case, Bump::Version)?;
    }
    sweep(tx, save.id)?;
    Ok(case.row.version)
}

/// SHA-256 of each document in hex, on two threads where there is much to hash.
fn hashes(documents: &[(Doc, Option<DocContent>)]) -> Vec<Option<String>> {
    let hash = |(_, content): &(Doc, Option<DocContent>)| {
        let bytes = &content.as_ref()?.bytes;
        Some(sha256(bytes))
    };
    let (left, right) = documents.split_at(documents.len() / 2);
    if left.is_empty() {
        return right.iter().map(hash).collect();
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(|| left.iter().map(hash).collect::<Vec<_>>());
        let right: Vec<_> = right.iter().map(hash).collect();
        // A thread that failed did so for want of memory: the work is done here.
        let mut all = other
            .join()
            .unwrap_or_else(|_| left.iter().map(hash).collect());
        all.extend(right);
        all
    })
}

/// A form that is not edited takes documents of level 2 alone, and those until they are sent.
fn may_save(case: &Case, save: &DraftSave, is_form: bool) -> Result<(), CaseError> {
    let life = &case.row.life;
    let level2_is_open = life.stage != Stage::Erased
        && matches!(
            life.level2,
            Level2::None | Level2::Refused | Level2::Rejected
        );
    let mut documents = save.documents.iter().map(|(doc, _)| is_level2(*doc));
    if is_form {
        if level2_is_open || !documents.any(|level2| level2) {
            return Ok(());
        }
    } else if level2_is_open && !save.documents.is_empty() && documents.all(|level2| level2) {
        return Ok(());
    }
    Err(case.illegal(Step::Freeze))
}

pub(super) fn is_level2(doc: Doc) -> bool {
    matches!(doc, Doc::BankStatement | Doc::SourceOfWealth)
}

fn put_values(tx: &Tx<'_>, case: &mut Case, save: &DraftSave) -> Result<(), CaseError> {
    let value = |field: Field| {
        save.content
            .values
            .get(field.api_name())
            .map_or("", |value| value.trim())
    };
    let phone = whole_phone(value(Field::PhoneCountryCode), value(Field::MobileNo));
    let row = &mut case.row;
    let identity = [value(Field::IdNumber), value(Field::Email), &phone];
    let is_same = identity == [&*row.id_number, &row.email, &row.phone];
    value(Field::Name).clone_into(&mut row.name);
    value(Field::Email).clone_into(&mut row.email);
    value(Field::IdNumber).clone_into(&mut row.id_number);
    row.phone.clone_from(&phone);
    row.staff.clone_from(&save.staff);
    row.progress = save.progress.min(100);
    row.problems = save.problems;
    tx.put(case, Bump::Version)?;
    if !is_same {
        tx.put_hashes(save.id, identity)?;
    }
    let mut edited = edited(tx, save.id)?;
    let is_value = |name: &&String| Doc::from_name(name).is_none();
    edited.extend(save.changed.iter().filter(is_value).cloned());
    tx.sql.execute(
        "INSERT INTO drafts (case_id, content, edited) VALUES (?1, ?2, ?3)
         ON CONFLICT (case_id) DO UPDATE SET content = ?2, edited = ?3",
        params![Id::from(save.id), Json(&save.content), Json(&edited)],
    )?;
    Ok(())
}

fn edited(tx: &Tx<'_>, id: CaseId) -> Result<Edited, CaseError> {
    let edited = tx
        .sql
        .query_row(
            "SELECT edited FROM drafts WHERE case_id = ?1",
            [Id::from(id)],
            |row| row.get::<_, Json<Edited>>(0),
        )
        .optional()?;
    Ok(edited.map(|edited| edited.0).unwrap_or_default())
}

pub(super) fn note_edits(
    tx: &mut Tx<'_>,
    id: CaseId,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let edited = edited(tx, id)?;
    if edited.is_empty() {
        return Ok(());
    }
    tx.sql.execute(
        "UPDATE drafts SET edited = '[]' WHERE case_id = ?1",
        [Id::from(id)],
    )?;
    let fields = edited.into_iter().collect();
    tx.note(Some(id), &Deed::Edited { fields }, by, at)
}

fn put_document(
    tx: &mut Tx<'_>,
    case: &Case,
    doc: Doc,
    content: Option<(&DocContent, &str)>,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let id = case.row.id;
    let before: Option<String> = tx
        .sql
        .query_row(
            "SELECT sha256 FROM documents WHERE case_id = ?1 AND doc = ?2 AND in_draft = 1",
            params![Id::from(id), Name(doc)],
            |row| row.get(0),
        )
        .optional()?;
    match content {
        Some((content, _)) => originals::put(tx, id, doc, &content.original)?,
        None => originals::remove(tx, id, doc)?,
    }
    let sha256 = content.map(|(_, sha256)| sha256.to_owned());
    if before == sha256 {
        return put_made(tx, id, doc, content.map(|(content, _)| &content.meta));
    }
    tx.sql.execute(
        "UPDATE documents SET in_draft = 0 WHERE case_id = ?1 AND doc = ?2 AND in_draft = 1",
        params![Id::from(id), Name(doc)],
    )?;
    if let Some((content, sha256)) = content {
        insert_document(tx, id, doc, content, sha256)?;
    }
    let doc = doc.name();
    tx.note(Some(id), &Deed::Document { doc, sha256 }, by, at)
}

/// The document is the one in place: what is known of it may be new.
fn put_made(tx: &Tx<'_>, case: CaseId, doc: Doc, meta: Option<&DocMeta>) -> Result<(), CaseError> {
    if let Some(meta) = meta {
        tx.sql.execute(
            "UPDATE documents SET made = ?3, pages = ?4, original_bytes = ?5
             WHERE case_id = ?1 AND doc = ?2 AND in_draft = 1",
            params![
                Id::from(case),
                Name(doc),
                Json(&meta.made),
                meta.pages,
                Count(meta.original_bytes)
            ],
        )?;
    }
    Ok(())
}

fn insert_document(
    tx: &Tx<'_>,
    case: CaseId,
    doc: Doc,
    content: &DocContent,
    sha256: &str,
) -> Result<(), CaseError> {
    let id = Id(Uuid::now_v7());
    let meta = &content.meta;
    tx.sql.execute(
        "INSERT INTO documents (id, case_id, doc, in_draft, media_type, width_px, height_px,
         original_bytes, bytes, sha256, made, pages)
         VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            id,
            Id::from(case),
            Name(doc),
            meta.media_type,
            meta.width_px,
            meta.height_px,
            Count(meta.original_bytes),
            Count(content.bytes.len() as u64),
            sha256,
            Json(&meta.made),
            meta.pages
        ],
    )?;
    tx.sql.execute(
        "INSERT INTO document_bytes (document_id, bytes) VALUES (?1, ?2)",
        params![id, &content.bytes[..]],
    )?;
    Ok(())
}

/// Lets go of documents that are neither in the draft nor in a submission that may still be sent.
pub(super) fn sweep(tx: &Tx<'_>, id: CaseId) -> Result<(), CaseError> {
    tx.sql.execute(
        "DELETE FROM documents WHERE case_id = ?1 AND in_draft = 0 AND id NOT IN (
             SELECT frozen.document_id FROM submission_documents AS frozen
             JOIN jobs ON jobs.submission_id = frozen.submission_id
             WHERE jobs.case_id = ?1 AND jobs.state IN ('waiting', 'sending', 'unconfirmed'))",
        [Id::from(id)],
    )?;
    Ok(())
}

pub(super) fn draft(sql: &Connection, id: CaseId) -> Result<StoredDraft, CaseError> {
    let case = rows::find(sql, id)?.ok_or(CaseError::NotFound)?;
    let mut statement = sql.prepare(&format!(
        "SELECT {META}, doc FROM documents WHERE case_id = ?1 AND in_draft = 1"
    ))?;
    let documents = statement.query_map([Id::from(id)], |row| {
        Ok((row.get::<_, Name<Doc>>(8)?.0, meta(row)?))
    })?;
    Ok(StoredDraft {
        version: case.row.version,
        content: content(sql, id)?,
        documents: documents.collect::<Result<BTreeMap<_, _>, _>>()?,
    })
}

/// The values of a draft; empty where none were kept.
pub(super) fn content(sql: &Connection, id: CaseId) -> Result<DraftContent, CaseError> {
    let content = sql
        .query_row(
            "SELECT content FROM drafts WHERE case_id = ?1",
            [Id::from(id)],
            |row| row.get::<_, Json<DraftContent>>(0),
        )
        .optional()?;
    Ok(content.map(|content| content.0).unwrap_or_default())
}

/// The columns that [`meta`] reads.
const META: &str =
    "media_type, width_px, height_px, original_bytes, documents.bytes, sha256, made, pages";

fn meta(row: &Row<'_>) -> rusqlite::Result<DocMeta> {
    Ok(DocMeta {
        media_type: row.get(0)?,
        width_px: row.get(1)?,
        height_px: row.get(2)?,
        original_bytes: row.get::<_, Count>(3)?.0,
        bytes: row.get::<_, Count>(4)?.0,
        sha256: row.get(5)?,
        made: originals::made(row, 6)?,
        pages: row.get(7)?,
    })
}

pub(super) fn document(sql: &Connection, id: CaseId, doc: Doc) -> Result<DocContent, CaseError> {
    let document: Option<Id> = sql
        .query_row(
            "SELECT id FROM documents WHERE case_id = ?1 AND doc = ?2 AND in_draft = 1",
            params![Id::from(id), Name(doc)],
            |row| row.get(0),
        )
        .optional()?;
    bytes_of(sql, document.ok_or(CaseError::NotFound)?)
}

/// A document with its bytes, by its own id. Bytes that are not those that were kept are `Damaged`.
pub(super) fn bytes_of(sql: &Connection, document: Id) -> Result<DocContent, CaseError> {
    let mut statement = sql.prepare(&format!(
        "SELECT {META}, document_bytes.bytes FROM documents
         JOIN document_bytes ON document_id = id WHERE id = ?1"
    ))?;
    let found = statement.query_row([document], |row| {
        let bytes: Arc<[u8]> = row.get_ref(8)?.as_blob()?.into();
        Ok(DocContent {
            meta: meta(row)?,
            bytes,
            original: Original::Unchanged,
        })
    })?;
    if found.bytes.len() as u64 != found.meta.bytes {
        return Err(CaseError::Damaged);
    }
    Ok(found)
}

pub(super) fn discard(
    tx: &mut Tx<'_>,
    id: CaseId,
    by: &Actor,
    at: Timestamp,
) -> Result<(), CaseError> {
    let case = tx.case(id)?;
    if case.row.life.stage != Stage::Draft || case.row.life.on_hold {
        return Err(case.illegal(Step::Erase));
    }
    // Everything else of the case goes with it.
    tx.sql
        .execute("DELETE FROM cases WHERE id = ?1", [Id::from(id)])?;
    tx.next_revision()?;
    tx.note(Some(id), &Deed::Discarded, by, at)
}
