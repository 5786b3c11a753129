//! The files that the documents of a draft were made from, and how the pictures of every case look.
//!
//! An original belongs to the place in the draft, not to one document: a picture that is made anew from it, cut otherwise,
//! leaves it where it is.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use super::super::types::Original;
use super::super::{CaseError, CaseId};
use super::values::{Count, Id, Name};
use super::{SqliteStore, Tx};
use crate::domain::check::SAME;
use crate::domain::{CaseRow, Doc, Look, Made, Slot, Stage};

/// Bytes of a look as it is kept.
const LOOK_BYTES: usize = 32;
/// Rows that are looked through in one go: some milliseconds, so that a draft that is opened meanwhile hardly waits.
const ROWS_AT_ONCE: usize = 10_000;

/// Keeps the original of a document that is put in.
pub(super) fn put(tx: &Tx<'_>, id: CaseId, doc: Doc, original: &Original) -> Result<(), CaseError> {
    match original {
        Original::Unchanged => Ok(()),
        Original::Same => remove(tx, id, doc),
        Original::New(bytes) => {
            tx.sql.execute(
                "INSERT INTO originals (case_id, doc, bytes) VALUES (?1, ?2, ?3)
                 ON CONFLICT (case_id, doc) DO UPDATE SET bytes = ?3",
                params![Id::from(id), Name(doc), &bytes[..]],
            )?;
            Ok(())
        }
    }
}

/// Lets go of the original of a document.
pub(super) fn remove(tx: &Tx<'_>, id: CaseId, doc: Doc) -> Result<(), CaseError> {
    tx.sql.execute(
        "DELETE FROM originals WHERE case_id = ?1 AND doc = ?2",
        params![Id::from(id), Name(doc)],
    )?;
    Ok(())
}

pub(super) fn read(sql: &Connection, id: CaseId, doc: Doc) -> Result<Option<Arc<[u8]>>, CaseError> {
    let mut statement =
        sql.prepare("SELECT bytes FROM originals WHERE case_id = ?1 AND doc = ?2")?;
    let found = statement.query_row(params![Id::from(id), Name(doc)], |row| {
        Ok(Arc::from(row.get_ref(0)?.as_blob()?))
    });
    Ok(found.optional()?)
}

/// Lets go of one original of the pictures of an approved case, of this one or of any; false if there is none. One at a
/// time: what is erased is overwritten, and a draft that is to be kept must not wait for forty megabytes of that.
fn release_one(tx: &Tx<'_>, id: Option<CaseId>) -> Result<bool, CaseError> {
    let released = tx.sql.execute(
        "DELETE FROM originals WHERE rowid = (
             SELECT originals.rowid FROM originals JOIN cases ON cases.id = case_id
             WHERE stage = 'approved' AND doc NOT IN ('bank_statement', 'source_of_wealth')
               AND (?1 IS NULL OR case_id = ?1) LIMIT 1)",
        [id.map(Id::from)],
    )?;
    Ok(released > 0)
}

impl SqliteStore {
    /// Lets go of the originals of an approved case, or of all approved cases: the decision was made on what was sent.
    pub(super) fn release_originals(&self, id: Option<CaseId>) -> Result<(), CaseError> {
        while self.write(|tx| release_one(tx, id))? {}
        Ok(())
    }

    /// The server told something new of a case: if it is approved, its originals go.
    pub(super) fn decided(&self, row: &CaseRow) {
        if row.life.stage != Stage::Approved {
            return;
        }
        if let Err(error) = self.release_originals(Some(row.id)) {
            // What stays goes with the next purge.
            crate::logs::warn!(
                "originals of an approved case could not be removed yet",
                error = error
            );
        }
    }

    /// Cases that hold a picture which looks like this one, newest first; read in parts, between which others may read.
    pub(super) fn looks_alike(
        &self,
        look: Look,
        except: Option<CaseId>,
        limit: usize,
    ) -> Result<Vec<CaseId>, CaseError> {
        let mut alike = Vec::new();
        let mut before = None;
        while !look.is_none() && alike.len() < limit {
            let (found, next) = self.read(|sql| self::alike(sql, look, except, before))?;
            alike.extend(found);
            before = next;
            if before.is_none() {
                break;
            }
        }
        alike.truncate(limit);
        Ok(alike)
    }
}

/// True for pictures of the customer: the same proof of address may well come with two customers of one house.
fn is_compared(doc: Doc) -> bool {
    matches!(
        doc,
        Doc::Picture(Slot::IdPhoto | Slot::Selfie | Slot::Gesture(_))
    )
}

/// Writes how the pictures of a draft look, as they are now.
pub(super) fn put_looks(tx: &Tx<'_>, id: CaseId) -> Result<(), CaseError> {
    let mut looks = Vec::new();
    {
        let mut statement = tx
            .sql
            .prepare("SELECT doc, made FROM documents WHERE case_id = ?1 AND in_draft = 1")?;
        let mut rows = statement.query([Id::from(id)])?;
        while let Some(row) = rows.next()? {
            let look = made(row, 1)?.verdict.look;
            if is_compared(row.get::<_, Name<Doc>>(0)?.0) && !look.is_none() {
                looks.extend(look.0.into_iter().flat_map(u64::to_be_bytes));
            }
        }
    }
    if looks.is_empty() {
        tx.sql
            .execute("DELETE FROM looks WHERE case_id = ?1", [Id::from(id)])?;
        return Ok(());
    }
    tx.sql.execute(
        "INSERT INTO looks (case_id, looks) VALUES (?1, ?2)
         ON CONFLICT (case_id) DO UPDATE SET looks = ?2 WHERE looks <> ?2",
        params![Id::from(id), looks],
    )?;
    Ok(())
}

/// How a document came to be, from this column. What a later version wrote and this one does not know counts as nothing:
/// the document itself is sound.
pub(super) fn made(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Made> {
    let text = row.get_ref(column)?.as_str()?;
    Ok(serde_json::from_str(text).unwrap_or_default())
}

/// What was found in some rows, and where the next begin; `None` after the last.
type Found = (Vec<CaseId>, Option<CaseId>);

/// Looks through some cases, newest first, from before this one on.
fn alike(
    sql: &Connection,
    look: Look,
    except: Option<CaseId>,
    before: Option<CaseId>,
) -> Result<Found, CaseError> {
    let mut statement = sql.prepare(
        "SELECT case_id, looks FROM looks WHERE case_id < ?1 ORDER BY case_id DESC LIMIT ?2",
    )?;
    // No id is as high as this one: its version would be 15.
    let before = before.map_or(Id(uuid::Uuid::max()), Id::from);
    let mut rows = statement.query(params![before, Count(ROWS_AT_ONCE as u64)])?;
    let (mut found, mut read, mut last) = (Vec::new(), 0, None);
    while let Some(row) = rows.next()? {
        let case = CaseId(row.get::<_, Id>(0)?.0);
        (read, last) = (read + 1, Some(case));
        let looks = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        if Some(case) != except && holds(looks, look) {
            found.push(case);
        }
    }
    Ok((found, last.filter(|_| read == ROWS_AT_ONCE)))
}

fn holds(looks: &[u8], look: Look) -> bool {
    let mut kept = looks.as_chunks::<LOOK_BYTES>().0.iter();
    kept.any(|bytes| {
        let (words, _) = bytes.as_chunks::<8>();
        let pairs = words.iter().zip(look.0);
        let distance: u32 = pairs
            .map(|(kept, word)| (u64::from_be_bytes(*kept) ^ word).count_ones())
            .sum();
        distance <= SAME
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_found_among_others_within_the_limit() {
        let look = Look([1, 2, 3, u64::MAX]);
        let kept =
            |look: Look| -> Vec<u8> { look.0.into_iter().flat_map(u64::to_be_bytes).collect() };
        let away = |bits: u32| Look([1, 2, 3, u64::MAX << bits]);
        let mut looks = kept(Look([9; 4]));
        looks.extend(kept(away(SAME)));
        assert!(holds(&looks, look));
        assert_eq!(away(SAME).distance(look), SAME);
        assert!(!holds(&kept(away(SAME + 1)), look));
        assert!(!holds(&[], look));
        assert!(!holds(&kept(look)[..31], look), "half a look is none");
    }
}
