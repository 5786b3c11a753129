//! The store on a real file: keeping one changed field (aim 5 ms), keeping 11 documents of 1.5 MB beside writing the same
//! bytes with fsync to a plain file (aim 3 ×), 11 documents of 0.6 MB with their originals of 3.5 MB, one a save as the
//! desk keeps them, the longest of those saves (what a change that is typed meanwhile waits for), looking for a picture in
//! 100,000 cases with 11 each (aim 200 ms), and opening with the first rows when there are 100,000 cases or none (aim 300
//! ms more).

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
use tcdx_desk::domain::{CaseId, Doc, Look, Made, Profile, Slot};
use tcdx_desk::store::Home;
use tcdx_desk::store::cases::open::{Opened, open};
use tcdx_desk::store::cases::{Actor, DocContent, DocMeta, DraftContent, DraftSave, Original};
use tcdx_desk::vault::SessionVault;

const DOCUMENTS: u8 = 11;
const DOCUMENT_BYTES: usize = 1_500_000;
const FITTED_BYTES: usize = 600_000;
const ORIGINAL_BYTES: usize = 3_500_000;
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
fn noise(seed: u8, bytes: usize) -> Arc<[u8]> {
    let mut state = u32::from(seed).wrapping_mul(2_654_435_761) | 1;
    (0..bytes)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state as u8
        })
        .collect()
}

fn document(seed: u8, bytes: usize, original: Original) -> DocContent {
    let bytes = noise(seed, bytes);
    DocContent {
        meta: DocMeta {
            media_type: "image/jpeg".to_owned(),
            width_px: 2000,
            height_px: 1500,
            original_bytes: bytes.len() as u64,
            bytes: bytes.len() as u64,
            sha256: String::new(),
            made: Made::default(),
            pages: 0,
        },
        bytes,
        original,
    }
}

type Documents = Vec<(Doc, Option<DocContent>)>;

fn each(seed: u8, document: impl Fn(u8) -> DocContent) -> Documents {
    (0..DOCUMENTS)
        .map(|index| {
            let doc = Doc::Picture(Slot::Gesture(index));
            (doc, Some(document(seed.wrapping_add(index))))
        })
        .collect()
}

fn documents(seed: u8) -> Documents {
    each(seed, |seed| document(seed, DOCUMENT_BYTES, Original::Same))
}

fn with_originals(seed: u8) -> Documents {
    each(seed, |seed| {
        let original = Original::New(noise(seed.wrapping_add(128), ORIGINAL_BYTES));
        document(seed, FITTED_BYTES, original)
    })
}

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .measurement_time(Duration::from_secs(5))
        .sample_size(10);
    autosave(&mut criterion);
    pictures(&mut criterion);
    originals(&mut criterion);
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

/// Eleven pictures with the files that they were made from, as the desk keeps them: a picture a save.
fn originals(criterion: &mut Criterion) {
    let desk = Desk::new();
    let store = desk.open().store;
    let plain = desk.folder.path().join("plain");
    let mut seed = 0_u8;
    let mut fresh = || {
        seed = seed.wrapping_add(DOCUMENTS);
        with_originals(seed)
    };
    let mut longest = Duration::ZERO;
    let mut group = criterion.benchmark_group("store");
    group.bench_function(
        "11 documents with originals, plain file with fsync",
        |bencher| {
            bencher.iter_batched(
                &mut fresh,
                |documents| {
                    let mut file = File::create(&plain).unwrap();
                    for content in documents.iter().filter_map(|(_, content)| content.as_ref()) {
                        file.write_all(&content.bytes).unwrap();
                        if let Original::New(original) = &content.original {
                            file.write_all(original).unwrap();
                        }
                    }
                    file.sync_all().unwrap();
                },
                BatchSize::PerIteration,
            );
        },
    );
    group.bench_function(
        "11 documents with originals, store, one a save",
        |bencher| {
            bencher.iter_batched(
                &mut fresh,
                |documents| {
                    let id = CaseId::new();
                    let mut version = 0;
                    for document in documents {
                        let begun = Instant::now();
                        let next = DraftSave {
                            documents: vec![document],
                            ..save(id, version, "Siti")
                        };
                        version = store.save_draft(&next, &Actor::default()).unwrap();
                        longest = longest.max(begun.elapsed());
                    }
                    version
                },
                BatchSize::PerIteration,
            );
        },
    );
    group.finish();
    println!("the longest save of one picture with its original: {longest:?}");
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
    group.bench_function("a picture in 100,000 cases of 11 (aim 200 ms)", |bencher| {
        let look = Look([0x1234_5678_9abc_def0; 4]);
        bencher.iter(|| {
            let found = store.alike(black_box(look), None, 20).unwrap();
            assert!(found.is_empty());
        });
    });
    group.finish();
}
