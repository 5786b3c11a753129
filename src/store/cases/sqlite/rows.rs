//! Rows of cases: read for the list, written after each change.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::super::key::Keys;
use super::super::{CaseError, CaseId};
use super::Tx;
use super::values::{At, Count, Id, Name};
use crate::domain::case::{Illegal, Step};
use crate::domain::phone::{self, Line};
use crate::domain::{CaseRow, Level2, Life, Stage};

/// The columns that [`read`] takes.
pub(super) const COLUMNS: &str = "id, version, revision, stage, level2, on_hold, user_id, \
    submissions, maybe_registered, other_status, name, email, id_number, phone, staff, created_at, \
    changed_at, registered_at, status_at, attempts, reason, reason2, is_unread, progress, problems, \
    taken_at";

/// A case with what the list does not need.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) row: CaseRow,
    /// Why level 1 and level 2 were refused or rejected: the row shows the one that matters.
    pub(super) reasons: [String; 2],
    /// When the server took the last submission: what the age for polling counts from.
    pub(super) taken_at: Option<Timestamp>,
}

/// What a change means for those who read the case before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bump {
    /// Nobody's work is based on what changed: a hold, a note, a mark.
    Revision,
    /// Whoever edits must read again.
    Version,
}

impl Case {
    /// A case that begins.
    pub(super) fn new(id: CaseId, life: Life, staff: &str, at: Timestamp) -> Self {
        let row = CaseRow {
            staff: staff.to_owned(),
            ..CaseRow::new(id, life, at)
        };
        Self {
            row,
            reasons: Default::default(),
            taken_at: None,
        }
    }

    /// Moves it on, or says why not.
    pub(super) fn take(&mut self, step: &Step) -> Result<(), CaseError> {
        self.row.life = self.row.life.after(step)?;
        Ok(())
    }

    /// That it cannot do this.
    pub(super) fn illegal(&self, step: Step) -> CaseError {
        CaseError::Illegal(Illegal {
            stage: self.row.life.stage,
            level2: self.row.life.level2,
            step,
        })
    }

    fn reason(&self) -> &str {
        let level2 = matches!(self.row.life.level2, Level2::Refused | Level2::Rejected);
        let level1 = matches!(
            self.row.life.stage,
            Stage::Refused | Stage::Rejected | Stage::Correction
        );
        &self.reasons[usize::from(level2 && !level1)]
    }
}

/// Reads a case from a row with [`COLUMNS`].
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Case> {
    let time = |index| {
        row.get::<_, Option<At>>(index)
            .map(|time| time.map(|at| at.0))
    };
    let mut case = Case {
        row: CaseRow {
            id: CaseId(row.get::<_, Id>(0)?.0),
            version: row.get::<_, Count>(1)?.0,
            revision: row.get::<_, Count>(2)?.0,
            life: Life {
                stage: row.get::<_, Name<Stage>>(3)?.0,
                level2: row.get::<_, Name<Level2>>(4)?.0,
                on_hold: row.get(5)?,
                user_id: row.get::<_, Option<Id>>(6)?.map(|id| id.0),
                submissions: row.get(7)?,
                maybe_registered: row.get(8)?,
                other_status: row.get(9)?,
            },
            name: row.get(10)?,
            email: row.get(11)?,
            id_number: row.get(12)?,
            phone: row.get(13)?,
            staff: row.get(14)?,
            created_at: row.get::<_, At>(15)?.0,
            changed_at: row.get::<_, At>(16)?.0,
            registered_at: time(17)?,
            status_at: time(18)?,
            attempts: row.get(19)?,
            reason: String::new(),
            is_unread: row.get(22)?,
            progress: row.get(23)?,
            problems: row.get(24)?,
        },
        reasons: [row.get(20)?, row.get(21)?],
        taken_at: time(25)?,
    };
    case.row.reason = case.reason().to_owned();
    Ok(case)
}

/// The case, if it is there.
pub(super) fn find(sql: &Connection, id: CaseId) -> Result<Option<Case>, CaseError> {
    let mut statement = sql.prepare(&format!("SELECT {COLUMNS} FROM cases WHERE id = ?1"))?;
    Ok(statement.query_row([Id::from(id)], read).optional()?)
}

impl Tx<'_> {
    /// The case, or `NotFound`.
    pub(super) fn case(&self, id: CaseId) -> Result<Case, CaseError> {
        find(self.sql, id)?.ok_or(CaseError::NotFound)
    }

    /// The next revision of the store.
    pub(super) fn next_revision(&self) -> Result<u64, CaseError> {
        let next = self.sql.query_row(
            "UPDATE meta SET value = value + 1 WHERE name = 'revision' RETURNING value",
            [],
            |row| row.get::<_, Count>(0),
        )?;
        Ok(next.0)
    }

    /// Writes a case, new or changed, under the next revision.
    pub(super) fn put(&self, case: &mut Case, bump: Bump) -> Result<(), CaseError> {
        case.row.revision = self.next_revision()?;
        case.row.version += u64::from(bump == Bump::Version);
        case.row.reason = case.reason().to_owned();
        let row = &case.row;
        let life = &row.life;
        let user_hash = life
            .user_id
            .map(|id| self.keys.alike("user_id", &id.to_string()));
        self.sql.execute(
            &format!(
                "INSERT INTO cases ({COLUMNS}, user_id_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
                 ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25,
                 ?26, ?27)
                 ON CONFLICT (id) DO UPDATE SET version = ?2, revision = ?3, stage = ?4, level2 = ?5,
                 on_hold = ?6, user_id = ?7, submissions = ?8, maybe_registered = ?9,
                 other_status = ?10, name = ?11, email = ?12, id_number = ?13, phone = ?14,
                 staff = ?15, changed_at = ?17, registered_at = ?18, status_at = ?19,
                 attempts = ?20, reason = ?21, reason2 = ?22, is_unread = ?23, progress = ?24,
                 problems = ?25, taken_at = ?26, user_id_hash = coalesce(?27, user_id_hash)"
            ),
            params![
                Id::from(row.id),
                Count(row.version),
                Count(row.revision),
                Name(life.stage),
                Name(life.level2),
                life.on_hold,
                life.user_id.map(Id),
                life.submissions,
                life.maybe_registered,
                life.other_status,
                row.name,
                row.email,
                row.id_number,
                row.phone,
                row.staff,
                At(row.created_at),
                At(row.changed_at),
                row.registered_at.map(At),
                row.status_at.map(At),
                row.attempts,
                case.reasons[0],
                case.reasons[1],
                row.is_unread,
                row.progress,
                row.problems,
                case.taken_at.map(At),
                user_hash,
            ],
        )?;
        Ok(())
    }

    /// Writes by what a case is found again.
    pub(super) fn put_hashes(&self, id: CaseId, values: [&str; 3]) -> Result<(), CaseError> {
        let [id_number, email, phone] = hashes(self.keys, values);
        self.sql.execute(
            "UPDATE cases SET id_number_hash = ?2, email_hash = ?3, phone_hash = ?4 WHERE id = ?1",
            params![Id::from(id), id_number, email, phone],
        )?;
        Ok(())
    }
}

/// Keyed hashes of an identity number, an e-mail address and a mobile number with its dialling code, each brought into one
/// spelling; `None` where there is none.
pub(super) fn hashes(keys: &Keys, [id_number, email, phone]: [&str; 3]) -> [Option<[u8; 32]>; 3] {
    let id_number: String = id_number
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let email = email.trim().to_lowercase();
    let phone: String = phone.chars().filter(char::is_ascii_digit).collect();
    let hash = |kind, value: &str, shortest: usize| {
        (value.len() >= shortest).then(|| keys.alike(kind, value))
    };
    [
        hash("id_number", &id_number, 1),
        hash("email", &email, 1),
        hash("phone", &phone, 1),
    ]
}

/// A mobile number with its dialling code, as far as it can be read; empty where there is none.
pub(super) fn whole_phone(dial: &str, mobile: &str) -> String {
    if mobile.trim().is_empty() {
        return String::new();
    }
    let national =
        phone::national(mobile, dial, Line::Mobile).unwrap_or_else(|_| mobile.trim().to_owned());
    let dial = phone::dial_code(dial).unwrap_or_else(|_| dial.trim().to_owned());
    format!("{dial}{national}")
}

/// The hash by which a customer's identifier is found, also after the customer was erased.
pub(super) fn user_hash(keys: &Keys, user_id: Uuid) -> [u8; 32] {
    keys.alike("user_id", &user_id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_same_are_alike() {
        let keys = Keys::of(&[1; 32]);
        let one = hashes(
            &keys,
            ["3515 1445 0868 0002", " Siti@Mail.com", "+62 812-34"],
        );
        let two = hashes(&keys, ["3515144508680002", "siti@mail.COM ", "+6281234"]);
        assert_eq!(one, two);
        assert!(one.iter().all(Option::is_some));
        assert_eq!(hashes(&keys, [" - ", " ", "+"]), [None; 3]);
        let passport = |typed| hashes(&keys, [typed, "", ""])[0];
        assert_eq!(passport("e 1234567"), passport("E1234567"));
    }

    #[test]
    fn a_phone_has_its_dialling_code() {
        assert_eq!(whole_phone("+62", "0812-3456"), "+628123456");
        assert_eq!(whole_phone("62", "+62 8123456"), "+628123456");
        assert_eq!(whole_phone("+62", " "), "");
        assert_eq!(whole_phone("", "0812"), "0812");
        assert_eq!(whole_phone("+62", "call me"), "+62call me");
    }
}
