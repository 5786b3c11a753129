//! The export of a case: one ZIP that opens, with everything in it.

use std::io::Read;

use super::*;
use tcdx_desk::desk::runtime::export_case;
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::{DocContent, DraftSave, open};

fn by() -> Actor {
    Actor {
        user: "rina".to_owned(),
        staff: "Rina W.".to_owned(),
        machine: "jakarta-2".to_owned(),
    }
}

fn stored() -> (SharedStore, CaseId) {
    let store = open::session().unwrap();
    let id = CaseId::new();
    let bytes: Arc<[u8]> = Arc::from(b"\xff\xd8 not quite a picture".as_slice());
    let document = DocContent {
        meta: DocMeta {
            bytes: bytes.len() as u64,
            ..picture_meta(90)
        },
        bytes,
        original: tcdx_desk::store::cases::Original::Same,
    };
    let save = DraftSave {
        id,
        version: 0,
        at: earlier(10),
        staff: "Rina W.".to_owned(),
        content: detail(id).content,
        documents: vec![(CARD, Some(document))],
        changed: vec!["name".to_owned()],
        progress: 40,
        problems: 3,
    };
    store.save_draft(&save, &by()).unwrap();
    store.add_note(id, "Called", &by(), earlier(5)).unwrap();
    (store, id)
}

#[test]
fn everything_is_in_one_file_that_opens() {
    let (store, id) = stored();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("case.zip");
    std::fs::write(&target, "an older export").unwrap();
    export_case(&store, id, &target, &by(), now()).unwrap();

    let mut zip = zip::ZipArchive::new(std::fs::File::open(&target).unwrap()).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(
        read("pictures/id_photo.jpg"),
        b"\xff\xd8 not quite a picture"
    );
    let about: serde_json::Value = serde_json::from_slice(&read("case.json")).unwrap();
    assert_eq!(about["case"]["name"], "Siti Nurhaliza");
    assert_eq!(about["case"]["state"], "draft");
    assert_eq!(about["values"]["id_number"], NIK);
    assert_eq!(about["notes"][0]["text"], "Called");
    assert_eq!(about["documents"][0]["file"], "pictures/id_photo.jpg");
    assert!(about["attempts"].as_array().unwrap().is_empty());
    assert!(about["submissions"].as_array().unwrap().is_empty());
    let history: serde_json::Value = serde_json::from_slice(&read("history.json")).unwrap();
    assert_eq!(history, about["history"]);
    assert_eq!(history[0]["what"]["deed"], "created");
    assert_eq!(zip.len(), 3);

    let last = store.history(id).unwrap().pop().unwrap();
    assert_eq!(last.deed, Deed::Exported);
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 1, "no temporary file stays");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&target).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_cannot_be_written_leaves_nothing_and_no_record() {
    let (store, id) = stored();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("gone").join("case.zip");
    assert!(export_case(&store, id, &target, &by(), now()).is_err());
    let unknown = export_case(
        &store,
        CaseId::new(),
        &folder.path().join("a.zip"),
        &by(),
        now(),
    );
    assert!(unknown.is_err());
    let history = store.history(id).unwrap();
    assert!(history.iter().all(|entry| entry.deed != Deed::Exported));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
