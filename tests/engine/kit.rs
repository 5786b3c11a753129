//! A store with a queue, a sandbox, and an engine between them.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use jiff::Timestamp;
use tcdx_desk::desk::Event;
use tcdx_desk::desk::engine::{EngineSetup, Limits, Tuning};
use tcdx_desk::desk::runtime::{Inbox, Outlet, inbox, make_client};
use tcdx_desk::desk::state::QueueNews;
use tcdx_desk::domain::{CaseId, CaseRow, Doc, Frozen, Profile, Slot};
use tcdx_desk::sandbox::{Options, Running, start};
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::open::session;
use tcdx_desk::store::cases::{Actor, DocContent, DocMeta, DraftSave, Freeze, Job, JobId};
use tcdx_desk::tcdx::Client;
use uuid::Uuid;

pub const KEY: &str = "engine-key";
pub const SECRET: &str = "engine-secret";

/// Longest a test waits for something that must come.
const PATIENCE: Duration = Duration::from_mins(1);

static PICTURE: LazyLock<Arc<[u8]>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    image::RgbImage::from_fn(24, 16, |x, y| image::Rgb([x as u8 * 9, y as u8 * 9, 70]))
        .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)
        .unwrap();
    bytes.into()
});

pub fn actor() -> Actor {
    Actor {
        user: "rina".into(),
        staff: String::new(),
        machine: "desk-1".into(),
    }
}

pub fn store() -> SharedStore {
    session().unwrap()
}

pub async fn server() -> Running {
    server_at(0).await
}

pub async fn server_at(port: u16) -> Running {
    serve(port, None).await
}

/// A server whose customers are written to a file.
pub async fn server_with_file(file: &Path) -> Running {
    serve(0, Some(file.to_owned())).await
}

async fn serve(port: u16, state_file: Option<PathBuf>) -> Running {
    let mut options = Options::new(KEY, SECRET);
    options.screening = Duration::from_hours(1);
    options.state_file = state_file;
    start(options, SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .await
        .unwrap()
}

/// E-mail address and id of every customer that the server has written.
pub fn customers(file: &Path) -> Vec<(String, Uuid)> {
    let Ok(text) = std::fs::read_to_string(file) else {
        return Vec::new();
    };
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut found = Vec::new();
    collect(&json, &mut found);
    found
}

fn collect(json: &serde_json::Value, found: &mut Vec<(String, Uuid)>) {
    match json {
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        serde_json::Value::Object(members) => {
            if let (Some(email), Some(id)) = (members.get("email"), members.get("user_id")) {
                let id = id.as_str().unwrap().parse().unwrap();
                found.push((email.as_str().unwrap().to_owned(), id));
            }
            members.values().for_each(|member| collect(member, found));
        }
        _ => {}
    }
}

pub fn client(base_url: &str, key: &str) -> Client {
    make_client(&Profile::training(), base_url, key, SECRET, None).unwrap()
}

pub fn client_of(server: &Running) -> Client {
    client(&server.base_url(), KEY)
}

pub fn setup(store: &SharedStore) -> (EngineSetup, Outlet) {
    let (inbox, outlet): (Inbox, Outlet) = inbox(|| {});
    let setup = EngineSetup {
        store: Arc::clone(store),
        sender_lock: None,
        limits: Limits::default(),
        actor: actor(),
        inbox,
    };
    (setup, outlet)
}

/// The product's engine in a hurry.
pub fn hurried() -> Tuning {
    Tuning {
        look_every: Duration::from_millis(50),
        lock_every: Duration::from_millis(100),
        probe_after: Duration::from_millis(200),
        grace: Duration::from_millis(300),
        ..Tuning::default()
    }
}

pub fn frozen(email: &str, number: usize) -> Frozen {
    Frozen {
        email: email.into(),
        id_number: format!("35151445{number:08}"),
        id_type: 0,
        name: format!("Siti Contoh {number}"),
        gender: 0,
        nationality: "ID".into(),
        country: "ID".into(),
        date_of_birth: "1968-08-05".into(),
        place_of_birth: "Sidoarjo".into(),
        phone_country_code: "+62".into(),
        phone_no: None,
        mobile_no: format!("812{number:07}"),
        zip_code: "61258".into(),
        address: "Jalan Melati No. 28".into(),
        province: Some("ID-JI".into()),
        occupation: 4,
        gestures_set: 5,
        kept: BTreeMap::new(),
    }
}

/// A new case with its pictures, and what puts it into the queue.
pub fn to_queue(email: &str, number: usize) -> (DraftSave, Freeze) {
    let id = CaseId::new();
    let meta = DocMeta {
        media_type: "image/png".into(),
        width_px: 24,
        height_px: 16,
        original_bytes: PICTURE.len() as u64,
        bytes: PICTURE.len() as u64,
        sha256: String::new(),
        made: tcdx_desk::domain::Made::default(),
        pages: 0,
    };
    let slots = [
        Slot::IdPhoto,
        Slot::Selfie,
        Slot::Gesture(0),
        Slot::Gesture(1),
    ];
    let documents: Vec<Doc> = slots.map(Doc::Picture).to_vec();
    let content = || DocContent {
        meta: meta.clone(),
        bytes: Arc::clone(&PICTURE),
        original: tcdx_desk::store::cases::Original::Same,
    };
    let save = DraftSave {
        id,
        version: 0,
        at: Timestamp::now(),
        staff: "Rina".into(),
        content: tcdx_desk::store::cases::DraftContent::default(),
        documents: documents
            .iter()
            .map(|doc| (*doc, Some(content())))
            .collect(),
        changed: vec!["email".into()],
        progress: 100,
        problems: 0,
    };
    let freeze = Freeze {
        id,
        at: Timestamp::now(),
        staff: "Rina".into(),
        frozen: Some(frozen(email, number)),
        documents,
        consent: Some((1, Timestamp::now())),
    };
    (save, freeze)
}

/// A case in the queue.
pub fn queue(store: &SharedStore, email: &str, number: usize) -> (CaseId, JobId) {
    let (save, freeze) = to_queue(email, number);
    store.save_draft(&save, &actor()).unwrap();
    let job = store.freeze(&freeze, &actor()).unwrap();
    (save.id, job)
}

pub fn row(store: &SharedStore, case: CaseId) -> CaseRow {
    store.row(case).unwrap().unwrap()
}

pub fn job(store: &SharedStore, id: JobId) -> Job {
    store.job(id).unwrap().unwrap()
}

/// Takes events out until one is what is looked for.
pub async fn until<T>(outlet: &mut Outlet, mut find: impl FnMut(Event) -> Option<T>) -> T {
    let search = async {
        loop {
            let event = outlet.wait().await.expect("the engine runs");
            if let Some(found) = find(event) {
                return found;
            }
        }
    };
    tokio::time::timeout(PATIENCE, search)
        .await
        .expect("it comes in time")
}

/// Takes events out until the queue is as looked for.
pub async fn until_queue(outlet: &mut Outlet, mut is: impl FnMut(&QueueNews) -> bool) -> QueueNews {
    until(outlet, |event| match event {
        Event::QueueChanged(news) if is(&news) => Some(*news),
        _ => None,
    })
    .await
}

/// Requests that reached the server's Register.
pub fn creates(server: &Running) -> usize {
    server
        .received()
        .iter()
        .filter(|request| request.path == "/users/v1/create")
        .count()
}
