//! What the tests of the store need: a home, a vault, a customer, and the file opened behind the store's back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::Connection;
use tcdx_desk::domain::{CaseId, Doc, Field, Frozen, Look, Profile, Slot};
use tcdx_desk::store::Home;
use tcdx_desk::store::cases::open::{OpenError, Opened, open};
use tcdx_desk::store::cases::{
    Actor, AttemptEnd, AttemptOutcome, CaseStore, DocContent, DocMeta, DraftContent, DraftSave,
    Freeze, JobId, Original,
};
use tcdx_desk::vault::{Secret, SessionVault, Vault, VaultError};

pub const NAME: &str = "Siti Nurhaliza Binti Contoh";
pub const NIK: &str = "3515144508680002";
pub const EMAIL: &str = "siti.contoh@mail.example";
pub const MOBILE: &str = "81234567890";
/// How a JPEG begins, and something that no other file holds.
pub const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00picture of the store's tests";
/// How a file begins that a picture was made from, and something that only it holds.
pub const ORIGINAL: &[u8] =
    b"\x89PNG\r\n\x1a\n the file that the picture was made from, with its place and time";
pub const PASSPHRASE: &str = "correct horse battery";

/// A keyring that is not there.
pub struct NoVault(pub VaultError);

impl Vault for NoVault {
    fn get(&self, _: &str) -> Result<Option<Secret>, VaultError> {
        Err(self.0)
    }
    fn set(&self, _: &str, _: &Secret) -> Result<(), VaultError> {
        Err(self.0)
    }
    fn remove(&self, _: &str) -> Result<(), VaultError> {
        Err(self.0)
    }
    fn check(&self) -> Result<(), VaultError> {
        Err(self.0)
    }
}

/// A data folder with a profile and a keyring.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub home: Home,
    pub profile: Profile,
    pub vault: SessionVault,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            home: Home::locate(Some(folder.path())).unwrap(),
            folder,
            profile: Profile::live("Live", "https://tcdx.example", "key"),
            vault: SessionVault::default(),
        }
    }

    pub fn try_open(&self) -> Result<Opened, OpenError> {
        open(&self.home, &self.profile, &self.vault, None)
    }

    #[track_caller]
    pub fn open(&self) -> Opened {
        self.try_open().unwrap()
    }

    /// What opening says; the file must be as it was.
    #[track_caller]
    pub fn refused(&self) -> OpenError {
        let db = self.db();
        let before = std::fs::read(&db).ok();
        let error = self.try_open().map(|_| ()).unwrap_err();
        assert!(std::fs::read(&db).ok() == before, "the file was changed");
        error
    }

    /// The database, the only one in the folder.
    pub fn db(&self) -> PathBuf {
        self.files(".db")
            .into_iter()
            .find(|path| !path.to_string_lossy().contains("aside"))
            .unwrap()
    }

    /// Files of the store with this end.
    pub fn files(&self, end: &str) -> Vec<PathBuf> {
        let mut found: Vec<_> = std::fs::read_dir(self.home.store_dir())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().ends_with(end))
            .collect();
        found.sort();
        found
    }

    /// The database as one who has the key sees it, without the store.
    pub fn raw(&self) -> Connection {
        let key = self.vault.get(&self.profile.name).unwrap().unwrap();
        raw(&self.db(), key.expose())
    }
}

/// Opens a file with a key in hexadecimal digits.
pub fn raw(path: &Path, hex: &str) -> Connection {
    let sql = Connection::open(path).unwrap();
    sql.execute_batch(&format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{hex}'\"; PRAGMA cipher_page_size = 16384;
         PRAGMA cipher_hmac_algorithm = HMAC_SHA256"
    ))
    .unwrap();
    sql
}

pub fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

pub fn by() -> Actor {
    Actor {
        user: "budi".to_owned(),
        staff: "Budi".to_owned(),
        machine: "desk-1".to_owned(),
    }
}

/// A time in seconds after a fixed one.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

pub fn picture(seed: u8, bytes: usize) -> DocContent {
    let mut content = JPEG.to_vec();
    content.push(seed);
    content.resize(bytes.max(content.len()), seed);
    DocContent {
        meta: DocMeta {
            media_type: "image/jpeg".to_owned(),
            width_px: 100,
            height_px: 50,
            original_bytes: 12_345,
            bytes: content.len() as u64,
            sha256: String::new(),
            made: tcdx_desk::domain::Made::default(),
            pages: 0,
        },
        bytes: Arc::from(content),
        original: Original::New(original(seed)),
    }
}

/// The file that [`picture`] was made from: longer than a page of the store.
pub fn original(seed: u8) -> Arc<[u8]> {
    let mut content = ORIGINAL.to_vec();
    content.resize(40_000, seed);
    Arc::from(content)
}

/// That picture, looking so.
pub fn looking(seed: u8, look: Look) -> DocContent {
    let mut content = picture(seed, 100);
    content.meta.made.verdict.look = look;
    content
}

pub const ID_PHOTO: Doc = Doc::Picture(Slot::IdPhoto);
pub const SELFIE: Doc = Doc::Picture(Slot::Selfie);

/// The customer, typed as people type.
pub fn content() -> DraftContent {
    let values = [
        (Field::Name, NAME),
        (Field::IdNumber, NIK),
        (Field::Email, EMAIL),
        (Field::PhoneCountryCode, "+62"),
        (Field::MobileNo, "0812 3456 7890"),
    ];
    DraftContent {
        values: values
            .iter()
            .map(|(field, value)| (field.api_name().to_owned(), (*value).to_owned()))
            .collect(),
        section: 2,
        focus: Some("email".to_owned()),
        ..DraftContent::default()
    }
}

pub fn save(id: CaseId, version: u64) -> DraftSave {
    DraftSave {
        id,
        version,
        at: at(0),
        staff: "Budi".to_owned(),
        content: content(),
        documents: Vec::new(),
        changed: vec!["name".to_owned(), "id_photo".to_owned()],
        progress: 40,
        problems: 3,
    }
}

/// A draft with two pictures. Gives its version.
pub fn draft(store: &dyn CaseStore, id: CaseId) -> u64 {
    let documents = vec![
        (ID_PHOTO, Some(picture(1, 5000))),
        (SELFIE, Some(picture(2, 5000))),
    ];
    let first = DraftSave {
        documents,
        ..save(id, 0)
    };
    store.save_draft(&first, &by()).unwrap()
}

pub fn frozen() -> Frozen {
    let value = serde_json::json!({
        "email": EMAIL, "id_number": NIK, "id_type": 0, "name": NAME, "gender": 0,
        "nationality": "ID", "country": "ID", "date_of_birth": "1968-08-05",
        "place_of_birth": "Sidoarjo", "phone_country_code": "+62", "phone_no": null,
        "mobile_no": MOBILE, "zip_code": "61258", "address": "Jalan Melati 1",
        "province": "ID-JI", "occupation": 4, "gestures_set": 1,
        "kept": {"age": "as the card says"},
    });
    serde_json::from_value(value).unwrap()
}

pub fn freezing(id: CaseId) -> Freeze {
    Freeze {
        id,
        at: at(10),
        staff: "Budi".to_owned(),
        frozen: Some(frozen()),
        documents: vec![ID_PHOTO, SELFIE],
        consent: Some((1, at(9))),
    }
}

pub fn end(outcome: AttemptOutcome) -> AttemptEnd {
    AttemptEnd {
        at: at(30),
        outcome,
        told: Some("{}".to_owned()),
        reason: "the vendor's words".to_owned(),
        sent_bytes: 10,
        total_bytes: 20,
    }
}

/// A case that was sent and ended so.
pub fn sent(store: &dyn CaseStore, outcome: AttemptOutcome) -> (CaseId, JobId) {
    let id = CaseId::new();
    draft(store, id);
    let job = store.freeze(&freezing(id), &by()).unwrap();
    let claim = store.claim(job, &by(), at(20)).unwrap();
    store.finish(claim.attempt, &end(outcome), &by()).unwrap();
    (id, job)
}
