//! The store on a real file: keeping one changed field (aim 5 ms), keeping 11 documents of 1.5 MB beside writing the same
//! bytes with fsync to a plain file (aim 3 ×), and opening with the first rows when there are 100,000 cases or none (aim
//! 300 ms more).

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark reports on the terminal, and stops where it cannot go on"
)]

use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion};
use jiff::Timestamp;
use tcdx_desk::domain::{CaseId, Doc, Profile, Slot};
use tcdx_desk::store::Home;
use tcdx_desk::store::cases::open::{Opened, open};
use tcdx_desk::store::cases::{Actor, DocContent, DocMeta, DraftContent, DraftSave};
use tcdx_desk::vault::SessionVault;

const DOCUMENTS: u8 = 11;
const DOCUMENT_BYTES: usize = 1_500_000;
const CASES: u32 = 100_000;
const FIRST_ROWS: usize = 300;

struct Desk {
    folder: tempfile::TempDir,
    home: Home,
    profile: Profile,
    vault: SessionVault,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            home: Home::locate(Some(folder.path())).unwrap(),
            folder,
            profile: Profile::live("Bench", "https://tcdx.example", "key"),
            vault: SessionVault::default(),
        }
    }

    fn open(&self) -> Opened {
        open(&self.home, &self.profile, &self.vault, None).unwrap()
    }
}

fn save(id: CaseId, version: u64, name: &str) -> DraftSave {
    let values = [
        ("name", name),
        ("email", "siti@mail.example"),
        ("id_number", "3515144508680002"),
        ("address", "Jalan Melati 1, RT 2 RW 3, Sidoarjo"),
    ];
    DraftSave {
        id,
        version,
        at: Timestamp::now(),
        staff: "Budi".to_owned(),
        content: DraftContent {
            values: values
                .map(|(field, value)| (field.to_owned(), value.to_owned()))
                .into(),
            ..DraftContent::default()
        },
        documents: Vec::new(),
        changed: vec!["name".to_owned()],
        progress: 50,
        problems: 2,
    }
}

/// Bytes that compress like a photo: not at all.
fn document(seed: u8) -> DocContent {
    let mut state = u32::from(seed).wrapping_mul(2_654_435_761) | 1;
    let bytes: Arc<[u8]> = (0..DOCUMENT_BYTES)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state as u8
        })
        .collect();
    DocContent {
        meta: DocMeta {
            media_type: "image/jpeg".to_owned(),
            width_px: 2000,
            height_px: 1500,
            original_bytes: bytes.len() as u64,
            bytes: bytes.len() as u64,
            sha256: String::new(),
        },
        bytes,
    }
}

fn documents(seed: u8) -> Vec<(Doc, Option<DocContent>)> {
    (0..DOCUMENTS)
        .map(|index| {
            let doc = Doc::Picture(Slot::Gesture(index));
            (doc, Some(document(seed.wrapping_add(index))))
        })
        .collect()
}

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .measurement_time(Duration::from_secs(5))
        .sample_size(10);
    autosave(&mut criterion);
    pictures(&mut criterion);
    start(&mut criterion);
    criterion.final_summary();
}

fn autosave(criterion: &mut Criterion) {
    let desk = Desk::new();
    let store = desk.open().store;
    let id = CaseId::new();
    let mut version = store
        .save_draft(&save(id, 0, "Siti"), &Actor::default())
        .unwrap();
    let mut group = criterion.benchmark_group("store");
    group.sample_size(50);
    group.bench_function("one changed field (aim 5 ms)", |bencher| {
        bencher.iter(|| {
            let change = save(id, version, &format!("Siti {version}"));
            version = store.save_draft(&change, &Actor::default()).unwrap();
        });
    });
    group.finish();
}

fn pictures(criterion: &mut Criterion) {
    let desk = Desk::new();
    let store = desk.open().store;
    let plain = desk.folder.path().join("plain");
    let mut seed = 0_u8;
    let mut group = criterion.benchmark_group("store");
    let mut fresh = || {
        seed = seed.wrapping_add(DOCUMENTS);
        documents(seed)
    };
    group.bench_function("11 documents, plain file with fsync", |bencher| {
        bencher.iter_batched(
            &mut fresh,
            |documents| {
                let mut file = File::create(&plain).unwrap();
                for (_, content) in &documents {
                    file.write_all(&content.as_ref().unwrap().bytes).unwrap();
                }
                file.sync_all().unwrap();
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("11 documents, store (aim 3 x)", |bencher| {
        bencher.iter_batched(
            &mut fresh,
            |documents| {
                let first = DraftSave {
                    documents,
                    ..save(CaseId::new(), 0, "Siti")
                };
                store.save_draft(&first, &Actor::default()).unwrap()
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn start(criterion: &mut Criterion) {
    let (none, many) = (Desk::new(), Desk::new());
    drop(none.open());
    let begun = Instant::now();
    many.open().sqlite.fill(CASES).unwrap();
    println!("{CASES} cases written in {:?}", begun.elapsed());
    let mut group = criterion.benchmark_group("store");
    for (name, desk) in [
        ("open and first rows, no case", &none),
        (
            "open and first rows, 100,000 cases (aim 300 ms more)",
            &many,
        ),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(desk.open().store.newest(None, FIRST_ROWS).unwrap()));
        });
    }
    let store = many.open().store;
    group.bench_function("all rows of 100,000 cases", |bencher| {
        bencher.iter(|| {
            let rows = store.newest(None, usize::MAX).unwrap();
            assert_eq!(rows.len(), CASES as usize);
            rows
        });
    });
    group.finish();
}
