//! Writing what is kept into files that others can read.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;

use super::Shared;
use crate::desk::event::Event;
use crate::desk::explain::{self, Told, states};
use crate::domain::{CaseId, CaseRow, mask};
use crate::sheet::harmless;
use crate::store::SharedStore;
use crate::store::cases::{Actor, CaseError, Deed};
use crate::text::{self, Texts};

/// Up to this number, rows are read one by one; more are found among all.
const ONE_BY_ONE: usize = 500;
/// Rows read at once.
const ROWS: usize = 10_000;

/// Writes these cases into a CSV file, in this order, and the export into the history. Tells how it went.
pub(super) fn list_csv(shared: &Shared, path: &Path, cases: &[CaseId], masked: bool) -> Event {
    let result = shared
        .case_store()
        .ok_or_else(super::store::not_open)
        .and_then(|store| {
            let texts = text::of(shared.settings().language.unwrap_or_default());
            export_list(&store, path, cases, masked, texts, &shared.actor())
        });
    Event::Done(result)
}

/// Writes these cases into a CSV file, in this order, with heads in the language of `texts`, and the export into the history.
/// A file that is there is replaced. Gives what is told of it.
pub fn export_list(
    store: &SharedStore,
    path: &Path,
    cases: &[CaseId],
    masked: bool,
    texts: &Texts,
    by: &Actor,
) -> Result<Told, Told> {
    let rows = read(store, cases).map_err(|error| explain::cases(&error))?;
    let csv = csv(&rows, masked, texts).map_err(|error| not_written(&error))?;
    let deed = Deed::ListExported {
        count: rows.len() as u64,
        masked,
    };
    // First into the history: a file that nobody knows of must not be.
    store
        .record(None, &deed, by, Timestamp::now())
        .map_err(|error| explain::cases(&error))?;
    write(path, &csv).map_err(|error| not_written(&error))?;
    Ok(Told::new("export-list-done").arg("count", rows.len()))
}

pub(super) fn not_written(error: &io::Error) -> Told {
    Told::new("export-list-not-written")
        .arg("why", error.kind().to_string())
        .hint("export-list-not-written-hint")
}

/// The name that is offered for a file: a text with today's date.
pub(super) fn dated_name(texts: &Texts, id: &'static str) -> String {
    let today = jiff::Zoned::now().date().to_string();
    texts.with(id, &[("date", today.into())])
}

fn read(store: &SharedStore, cases: &[CaseId]) -> Result<Vec<CaseRow>, CaseError> {
    if cases.len() <= ONE_BY_ONE {
        let rows = cases.iter().map(|case| store.row(*case));
        return rows.filter_map(Result::transpose).collect();
    }
    let mut lines: HashMap<CaseId, usize> = cases.iter().copied().zip(0..).collect();
    let mut found: Vec<Option<CaseRow>> = vec![None; cases.len()];
    let mut before = None;
    while !lines.is_empty() {
        let rows = store.newest(before, ROWS)?;
        let Some(last) = rows.last() else {
            break;
        };
        before = Some(last.id);
        for row in rows {
            if let Some(line) = lines.remove(&row.id) {
                found[line] = Some(row);
            }
        }
    }
    Ok(found.into_iter().flatten().collect())
}

/// Replaces the file in one step; it is readable by this user alone.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn csv(rows: &[CaseRow], masked: bool, texts: &Texts) -> io::Result<Vec<u8>> {
    let heads = [
        "customers-column-status",
        "export-column-level2",
        "export-column-on-hold",
        "export-column-name",
        "customers-column-identity",
        "customers-column-email",
        "export-column-phone",
        "export-column-user-id",
        "customers-column-staff",
        "export-column-begun",
        "customers-column-changed",
        "customers-column-attempts",
        "customers-column-reason",
    ];
    let heads = heads.map(|id| texts.get(id).into_owned());
    let lines = rows.iter().map(|row| cells(row, masked, texts).to_vec());
    csv_of(&heads, lines)
}

/// Lines as CSV, with a mark by which spreadsheets know that it is UTF-8, and no cell that they would carry out.
pub(super) fn csv_of<H: AsRef<str>>(
    heads: &[H],
    lines: impl Iterator<Item = Vec<String>>,
) -> io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(heads.iter().map(AsRef::as_ref))?;
    for line in lines {
        out.write_record(line.into_iter().map(harmless))?;
    }
    out.into_inner()
        .map_err(|error| io::Error::other(error.error().kind().to_string()))
}

fn cells(row: &CaseRow, masked: bool, texts: &Texts) -> [String; 13] {
    let word = |id| texts.get(id).into_owned();
    let (id_number, email, phone) = if masked {
        let email = if row.email.is_empty() {
            String::new()
        } else {
            mask::email(&row.email)
        };
        (mask::id_number(&row.id_number), email, phone(&row.phone))
    } else {
        (row.id_number.clone(), row.email.clone(), row.phone.clone())
    };
    [
        states::status(row, texts),
        states::level2(row.life.level2)
            .map(word)
            .unwrap_or_default(),
        if row.life.on_hold {
            word("export-yes")
        } else {
            String::new()
        },
        row.name.clone(),
        id_number,
        email,
        phone,
        row.life
            .user_id
            .map(|id| id.to_string())
            .unwrap_or_default(),
        row.staff.clone(),
        time(row.created_at),
        time(row.changed_at),
        row.attempts.to_string(),
        row.reason.clone(),
    ]
}

/// A telephone number that is kept with its dialling code, masked.
fn phone(whole: &str) -> String {
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("62") {
        Some(number) => mask::phone("62", number),
        None => mask::phone("", &digits),
    }
}

/// In the time of this place, as spreadsheets read it.
pub(super) fn time(at: Timestamp) -> String {
    let local = at.to_zoned(jiff::tz::TimeZone::system());
    local.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Lang, Level2, Life, Stage};
    use crate::sheet::FORMULAS;

    fn siti() -> CaseRow {
        let at: Timestamp = "2026-11-23T07:09:50Z".parse().unwrap();
        CaseRow {
            id: CaseId::new(),
            version: 1,
            revision: 1,
            life: Life {
                stage: Stage::Approved,
                level2: Level2::Pending,
                on_hold: true,
                user_id: "ace50048-759a-5de5-8e7a-3f7c64e6fb48".parse().ok(),
                ..Life::default()
            },
            name: "=HYPERLINK(\"http://x\")".to_owned(),
            email: "siti@mail.com".to_owned(),
            id_number: "3515144508680002".to_owned(),
            phone: "+628123456789".to_owned(),
            staff: "Rina, \"W.\"".to_owned(),
            created_at: at,
            changed_at: at,
            registered_at: None,
            status_at: None,
            attempts: 2,
            reason: "-1+1".to_owned(),
            is_unread: false,
            progress: 100,
            problems: 0,
        }
    }

    fn read_back(masked: bool, lang: Lang) -> Vec<Vec<String>> {
        let bytes = csv(&[siti()], masked, text::of(lang)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let text = text.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let records = reader.records();
        records
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn the_list_is_masked_unless_asked_otherwise() {
        let masked = read_back(true, Lang::En);
        assert_eq!(masked[1][4], "3515••••••••0002");
        assert_eq!(masked[1][5], "s•••@mail.com");
        assert!(masked[1][6].contains("812••••789"), "{}", masked[1][6]);
        let all = format!("{masked:?}");
        for whole in ["3515144508680002", "siti@", "8123456789"] {
            assert!(!all.contains(whole), "{whole}");
        }
        let whole = read_back(false, Lang::En);
        assert_eq!(whole[1][4], "3515144508680002");
        assert_eq!(whole[1][5], "siti@mail.com");
        assert_eq!(whole[1][6], "'+628123456789");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in read_back(true, Lang::En).concat() {
            assert!(!cell.starts_with(FORMULAS), "{cell}");
        }
        let row = &read_back(false, Lang::En)[1];
        assert_eq!(row[3], "'=HYPERLINK(\"http://x\")");
        assert_eq!(row[12], "'-1+1");
        assert_eq!(row[8], "Rina, \"W.\"");
    }

    #[test]
    fn heads_and_states_follow_the_language() {
        let english = read_back(true, Lang::En);
        assert_eq!(english[0][..4], ["Status", "Level 2", "On hold", "Name"]);
        assert_eq!(english[1][..3], ["Approved", "Level 2 pending", "yes"]);
        assert_eq!(read_back(true, Lang::Id)[1][0], "Disetujui");
        assert_eq!(english[0].len(), 13);
    }

    #[test]
    fn the_file_is_replaced_in_one_step_and_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        std::fs::write(&path, "old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write(&folder.path().join("no/list.csv"), b"new").is_err());
    }
}
