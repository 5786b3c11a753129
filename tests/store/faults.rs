//! Damaged, foreign, newer and locked files; keys that are gone; disks that are full.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Command;

use tcdx_desk::domain::{CaseId, Profile};
use tcdx_desk::store::Home;
use tcdx_desk::store::cases::open::{KeptBy, OpenError, open, set_aside};
use tcdx_desk::store::cases::{CaseError, DraftSave};
use tcdx_desk::vault::{SessionVault, Vault, VaultError};

use super::kit::*;

fn desk_with_case() -> (Desk, CaseId) {
    let desk = Desk::new();
    let id = CaseId::new();
    draft(&*desk.open().store, id);
    (desk, id)
}

#[test]
fn a_file_cut_in_half_is_damaged_and_kept() {
    for part in [2, 3, 1000] {
        let (desk, _) = desk_with_case();
        let bytes = fs::read(desk.db()).unwrap();
        fs::write(desk.db(), &bytes[..bytes.len() / part]).unwrap();
        let error = desk.refused();
        assert!(
            matches!(error, OpenError::Damaged { .. }),
            "{part}: {error}"
        );
    }
    let (desk, _) = desk_with_case();
    let bytes = fs::read(desk.db()).unwrap();
    fs::write(desk.db(), &bytes[..bytes.len() - 16384]).unwrap();
    let error = desk.refused();
    assert!(
        matches!(error, OpenError::Damaged { .. }),
        "a page: {error}"
    );
    fs::write(desk.db(), b"").unwrap();
    let error = desk.refused();
    assert!(matches!(error, OpenError::Damaged { .. }), "empty: {error}");
}

#[test]
fn a_flipped_byte_anywhere_is_damage() {
    let (desk, id) = desk_with_case();
    let bytes = fs::read(desk.db()).unwrap();
    for at in [3, 16, 100, 16383, 16384, bytes.len() / 2, bytes.len() - 1] {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x10;
        fs::write(desk.db(), flipped).unwrap();
        if at < 16 {
            // The salt is noted beside the file.
            continue;
        }
        let error = desk.refused();
        assert!(matches!(error, OpenError::Damaged { .. }), "{at}: {error}");
    }
    fs::write(desk.db(), &bytes).unwrap();
    assert!(desk.open().store.row(id).unwrap().is_some());
}

#[test]
fn a_page_that_turns_bad_under_an_open_store_is_damage() {
    let (desk, id) = desk_with_case();
    let opened = desk.open();
    assert!(opened.sqlite.check_integrity().unwrap());
    let file = OpenOptions::new().write(true).open(desk.db()).unwrap();
    for page in 1..fs::metadata(desk.db()).unwrap().len() / 16384 {
        file.write_all_at(b"bad", page * 16384 + 500).unwrap();
    }
    let error = opened.store.draft(id).unwrap_err();
    assert!(matches!(error, CaseError::Damaged), "{error}");
    assert!(!opened.sqlite.check_integrity().unwrap());
}

#[test]
fn a_foreign_file_is_told_and_kept() {
    let (desk, _) = desk_with_case();
    let plain = desk.folder.path().join("plain.db");
    rusqlite::Connection::open(&plain)
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    let mut zip = b"PK\x03\x04".to_vec();
    zip.resize(20_000, 7);
    for foreign in [fs::read(&plain).unwrap(), zip, vec![b'x'; 100_000]] {
        fs::write(desk.db(), &foreign).unwrap();
        let error = desk.refused();
        assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
    }
    let db = desk.db();
    fs::remove_file(&db).unwrap();
    fs::create_dir(&db).unwrap();
    let error = desk.refused();
    assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
    let aside = set_aside(&desk.home, &desk.profile).unwrap();
    assert!(aside.is_dir() && !db.exists());
    desk.open();
}

#[test]
fn a_database_of_something_else_under_the_right_key_is_foreign() {
    let (desk, _) = desk_with_case();
    desk.raw()
        .execute_batch("PRAGMA application_id = 7")
        .unwrap();
    let error = desk.refused();
    assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
}

#[test]
fn a_newer_version_is_refused_with_both_numbers() {
    let (desk, _) = desk_with_case();
    desk.raw()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    match desk.refused() {
        OpenError::TooNew { found, known, path } => {
            assert_eq!((found, known), (99, 3));
            assert_eq!(path, desk.db());
        }
        error => panic!("{error}"),
    }
}

#[test]
fn keys_wrong_gone_and_locked_are_told_apart() {
    let (desk, id) = desk_with_case();
    let name = &desk.profile.name;
    let key = desk.vault.get(name).unwrap().unwrap();
    desk.vault.set(name, &secret(&"ab".repeat(32))).unwrap();
    let error = desk.refused();
    assert!(matches!(error, OpenError::WrongKey { .. }), "{error}");
    desk.vault.set(name, &secret("not a key")).unwrap();
    let error = desk.refused();
    assert!(matches!(error, OpenError::WrongKey { .. }), "{error}");
    desk.vault.remove(name).unwrap();
    let error = desk.refused();
    assert!(matches!(error, OpenError::KeyMissing { .. }), "{error}");
    for gone in [VaultError::NoStore, VaultError::Locked] {
        let error = open(&desk.home, &desk.profile, &NoVault(gone), None);
        let error = error.map(|_| ()).unwrap_err();
        assert!(
            matches!(error, OpenError::Vault(it) if it == gone),
            "{error}"
        );
    }
    desk.vault.set(name, &key).unwrap();
    assert!(desk.open().store.row(id).unwrap().is_some());
    // Without the note beside it, it opens as well, and a wrong key is still told from damage.
    let note = desk.files(".key.json").remove(0);
    fs::remove_file(&note).unwrap();
    desk.vault.set(name, &secret(&"ab".repeat(32))).unwrap();
    let error = desk.refused();
    assert!(matches!(error, OpenError::WrongKey { .. }), "{error}");
    desk.vault.set(name, &key).unwrap();
    assert!(desk.open().store.row(id).unwrap().is_some());
    assert!(note.exists(), "it is written anew");
}

#[test]
fn a_passphrase_opens_a_store_without_a_keyring() {
    let desk = Desk::new();
    let none = NoVault(VaultError::NoStore);
    let open = |passphrase: Option<&str>| {
        let passphrase = passphrase.map(secret);
        open(&desk.home, &desk.profile, &none, passphrase.as_ref())
    };
    let error = open(None).map(|_| ()).unwrap_err();
    assert!(matches!(error, OpenError::NeedsPassphrase { is_new: true }));
    let error = open(Some("too short")).map(|_| ()).unwrap_err();
    assert!(matches!(error, OpenError::WeakPassphrase { min: 12 }));
    assert!(desk.files("").is_empty(), "nothing was made");
    let opened = open(Some(PASSPHRASE)).unwrap();
    assert_eq!(opened.kept_by, KeptBy::Passphrase);
    let id = CaseId::new();
    draft(&*opened.store, id);
    drop(opened);
    let error = open(None).map(|_| ()).unwrap_err();
    assert!(matches!(
        error,
        OpenError::NeedsPassphrase { is_new: false }
    ));
    let error = open(Some("incorrect horse")).map(|_| ()).unwrap_err();
    assert!(matches!(error, OpenError::WrongPassphrase), "{error}");
    let store = open(Some(PASSPHRASE)).unwrap().store;
    assert!(store.row(id).unwrap().is_some());
    drop(store);
    // The file is enough.
    fs::remove_file(desk.files(".key.json").remove(0)).unwrap();
    let error = open(Some("incorrect horse")).map(|_| ()).unwrap_err();
    assert!(matches!(error, OpenError::WrongPassphrase), "{error}");
    assert!(open(Some(PASSPHRASE)).is_ok());
}

#[test]
fn training_without_a_keyring_is_kept_in_memory() {
    let desk = Desk::new();
    let none = NoVault(VaultError::NoStore);
    let opened = open(&desk.home, &Profile::training(), &none, None).unwrap();
    assert_eq!(opened.kept_by, KeptBy::Session);
    assert!(opened.sender_lock.is_none());
    assert!(desk.files("").is_empty());
}

#[test]
fn a_store_that_is_open_is_not_put_aside_under_anyone() {
    let (desk, id) = desk_with_case();
    let opened = desk.open();
    let error = set_aside(&desk.home, &desk.profile).unwrap_err();
    assert!(matches!(error, OpenError::InUse { .. }), "{error}");
    drop(opened);
    let bytes = fs::read(desk.db()).unwrap();
    let aside = set_aside(&desk.home, &desk.profile).unwrap();
    assert_eq!(fs::read(&aside).unwrap(), bytes);
    assert!(desk.open().store.row(id).unwrap().is_none(), "a new one");
    let again = set_aside(&desk.home, &desk.profile).unwrap();
    assert_ne!(aside, again);
    // Put back by hand, it opens with the key that stayed.
    let key = desk.vault.get(&desk.profile.name).unwrap().unwrap();
    let count: i64 = raw(&aside, key.expose())
        .query_row("SELECT count(*) FROM cases", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 1);
}

#[test]
fn something_in_the_place_of_the_folder_is_told() {
    let desk = Desk::new();
    fs::write(desk.home.store_dir(), b"x").unwrap();
    let error = desk.try_open().map(|_| ()).unwrap_err();
    assert!(matches!(error, OpenError::ReadOnly { .. }), "{error}");
    assert_eq!(fs::read(desk.home.store_dir()).unwrap(), b"x");
}

/// A file system of this size, in memory; it ends with the value.
struct Mount(tempfile::TempDir);

impl Mount {
    fn new(size: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        run(
            "mount",
            &["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"],
            folder.path(),
        );
        Self(folder)
    }

    fn remount(&self, option: &str) {
        run(
            "mount",
            &["-o", &format!("remount,{option}")],
            self.0.path(),
        );
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

fn run(program: &str, args: &[&str], path: &Path) {
    let done = Command::new(program).args(args).arg(path).output().unwrap();
    assert!(
        done.status.success(),
        "{program} is needed, and the right to mount (root): {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
fn a_full_disk_loses_nothing() {
    let mount = Mount::new("3m");
    let home = Home::locate(Some(mount.0.path())).unwrap();
    let profile = Profile::live("Live", "https://tcdx.example", "key");
    let vault = SessionVault::default();
    let opened = open(&home, &profile, &vault, None).unwrap();
    let id = CaseId::new();
    let version = draft(&*opened.store, id);
    let filler = mount.0.path().join("filler");
    // Writes until nothing goes in any more.
    let _ = fs::write(&filler, vec![0; 4_000_000]);
    let large = DraftSave {
        documents: vec![(ID_PHOTO, Some(picture(3, 1_500_000)))],
        ..save(id, version)
    };
    let error = opened.store.save_draft(&large, &by()).unwrap_err();
    assert!(matches!(error, CaseError::DiskFull), "{error}");
    assert_eq!(opened.store.draft(id).unwrap().version, version);
    assert!(opened.store.document(id, ID_PHOTO).unwrap().bytes == picture(1, 5000).bytes);
    drop(opened);
    let full = open(&home, &profile, &vault, None).map(|_| ());
    if let Err(error) = full {
        assert!(matches!(error, OpenError::DiskFull), "{error}");
    }
    let other = Profile::live("Other", "https://tcdx.example", "key");
    let error = open(&home, &other, &vault, None).map(|_| ()).unwrap_err();
    assert!(matches!(error, OpenError::DiskFull), "{error}");
    fs::remove_file(filler).unwrap();
    let opened = open(&home, &profile, &vault, None).unwrap();
    assert_eq!(opened.store.draft(id).unwrap().version, version);
    assert_eq!(opened.store.verify_history().unwrap().1, []);
}

/// Root takes no notice of permissions, but a file system that is mounted read-only refuses even root.
#[test]
fn a_read_only_folder_is_told() {
    let mount = Mount::new("8m");
    let home = Home::locate(Some(mount.0.path())).unwrap();
    let profile = Profile::live("Live", "https://tcdx.example", "key");
    let vault = SessionVault::default();
    drop(open(&home, &profile, &vault, None).unwrap());
    mount.remount("ro");
    let error = open(&home, &profile, &vault, None).map(|_| ()).unwrap_err();
    assert!(matches!(error, OpenError::ReadOnly { .. }), "{error}");
    mount.remount("rw");
    assert!(open(&home, &profile, &vault, None).is_ok());
}
