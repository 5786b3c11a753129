//! Nothing of a customer is to be read on the disk; what was erased is nowhere.

use std::fs;
use std::path::Path;

use tcdx_desk::domain::{CaseId, Stage};
use tcdx_desk::store::cases::AttemptOutcome;
use uuid::Uuid;

use super::kit::*;

/// Everything under a folder that holds one of these bytes.
fn holding(folder: &Path, needles: &[&[u8]]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, needles));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        for needle in needles {
            if bytes.windows(needle.len()).any(|part| part == *needle) {
                found.push(format!(
                    "{} holds {}",
                    path.display(),
                    needle.escape_ascii()
                ));
            }
        }
    }
    found
}

fn needles() -> [&'static [u8]; 9] {
    [
        NAME.as_bytes(),
        NIK.as_bytes(),
        EMAIL.as_bytes(),
        MOBILE.as_bytes(),
        b"JFIF",
        &JPEG[..4],
        b"Nurhaliza",
        &ORIGINAL[8..],
        &ORIGINAL[..6],
    ]
}

#[test]
fn the_data_folder_holds_no_name_no_number_and_no_picture() {
    let desk = Desk::new();
    let opened = desk.open();
    sent(&*opened.store, AttemptOutcome::Unknown);
    draft(&*opened.store, CaseId::new());
    assert!(!desk.files("-wal").is_empty(), "the log is searched too");
    assert_eq!(
        holding(desk.folder.path(), &needles()),
        Vec::<String>::new()
    );
    drop(opened);
    assert_eq!(
        holding(desk.folder.path(), &needles()),
        Vec::<String>::new()
    );
    let names: Vec<_> = desk.files("");
    assert!(
        names
            .iter()
            .all(|name| !name.to_string_lossy().contains("Live"))
    );
    #[cfg(unix)]
    for path in names {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn what_was_erased_is_in_no_page_even_for_who_has_the_key() {
    let desk = Desk::new();
    let opened = desk.open();
    let store = &opened.store;
    let (id, _) = sent(&**store, AttemptOutcome::Accepted(Some(Uuid::new_v4())));
    store.add_note(id, NAME, &by(), at(40)).unwrap();
    let plain = desk.folder.path().join("plain");
    decrypt(&desk, &plain);
    assert_eq!(holding(&plain, &needles()).len(), 9, "the search finds");
    store
        .erase(id, "asked to be forgotten", &by(), at(50))
        .unwrap();
    let row = store.row(id).unwrap().unwrap();
    assert_eq!(row.life.stage, Stage::Erased);
    assert_eq!(
        [
            &*row.name,
            &row.email,
            &row.id_number,
            &row.phone,
            &row.reason
        ],
        [""; 5]
    );
    assert!(row.life.user_id.is_none());
    assert!(store.draft(id).unwrap().documents.is_empty());
    assert!(store.notes(id).unwrap().is_empty() && store.jobs(9).unwrap().is_empty());
    decrypt(&desk, &plain);
    assert_eq!(holding(&plain, &needles()), Vec::<String>::new());
    let wal = fs::metadata(desk.files("-wal").remove(0)).unwrap().len();
    assert_eq!(wal, 0, "the log was emptied");
    assert_eq!(store.verify_history().unwrap().1, []);
    let kept = store.history(id).unwrap();
    assert!(kept.len() > 5, "the history stays");
}

/// Writes the pages of the store without encryption into a folder: also those that nothing refers to.
fn decrypt(desk: &Desk, folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir(folder).unwrap();
    let sql = desk.raw();
    // Whole pages as the cipher gives them, free ones too.
    let pages: i64 = sql
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    let mut all = Vec::new();
    let mut statement = sql
        .prepare("SELECT data FROM sqlite_dbpage('main') ORDER BY pgno")
        .ok();
    if let Some(statement) = &mut statement {
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            all.extend(row.get::<_, Vec<u8>>(0).unwrap());
        }
        assert!(pages > 1);
    } else {
        // Without that table, every value of every table.
        all = every_value(&sql);
    }
    fs::write(folder.join("pages"), all).unwrap();
}

fn every_value(sql: &rusqlite::Connection) -> Vec<u8> {
    let mut names = sql
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap();
    let names: Vec<String> = names
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut all = Vec::new();
    for name in names {
        let mut statement = sql.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                use rusqlite::types::ValueRef;
                if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = row.get_ref(column).unwrap()
                {
                    all.extend_from_slice(bytes);
                }
            }
        }
    }
    all
}
