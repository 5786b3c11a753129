//! A desk with a store in memory. Its work is done when the test says so, so that what happens in between can be looked at.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tcdx_desk::desk::effect::CaseTask;
use tcdx_desk::desk::event::PictureEnd;
use tcdx_desk::desk::explain;
use tcdx_desk::desk::state::{Connection, LoadedDraft, Step, StoreKind, StoreState};
use tcdx_desk::desk::update::start;
use tcdx_desk::desk::{Action, Desk, Effect, Event, Told, update};
use tcdx_desk::domain::{
    CaseId, CaseRow, Field, Lang, MediaType, Picture, Profile, Section, Settings, Slot,
};
use tcdx_desk::photo::Rgba;
use tcdx_desk::store::SharedStore;
use tcdx_desk::store::cases::open::session;
use tcdx_desk::store::cases::{Actor, AttemptEnd, AttemptOutcome, CaseError, Deed};
use tcdx_desk::store::items::bundled;

pub const NIK: &str = "3515144508680002";

/// A desk, its store, and the work that was asked for and not done yet.
pub struct Bench {
    pub desk: Desk,
    pub store: SharedStore,
    pub work: VecDeque<Effect>,
    /// What the disk says to every save, if it does not do it.
    pub fault: Option<fn() -> CaseError>,
    /// What comes of loading a picture into this slot, where it is not [`picture`].
    pub pictures: BTreeMap<Slot, PictureEnd>,
    /// Everything that was asked for, by its name.
    pub asked: Vec<String>,
}

pub fn actor() -> Actor {
    Actor {
        user: "rina".to_owned(),
        staff: "Rina W.".to_owned(),
        machine: "kc-1".to_owned(),
    }
}

impl Bench {
    /// A desk whose store is open and empty.
    pub fn new() -> Self {
        Self::on(session().unwrap())
    }

    /// A program that starts on this store.
    pub fn on(store: SharedStore) -> Self {
        Self::speaking(Lang::En, store)
    }

    /// In this language.
    pub fn speaking(lang: Lang, store: SharedStore) -> Self {
        let settings = Settings {
            language: Some(lang),
            staff_name: "Rina W.".to_owned(),
            welcomed: true,
            ..Settings::default()
        };
        let now: Timestamp = "2026-11-23T03:00:00Z".parse().unwrap();
        let profiles = vec![
            Profile::training(),
            Profile::live("Jakarta", "https://api.example.com", "key"),
        ];
        let (desk, work) = start(settings, profiles, now, "2026-11-23".parse().unwrap());
        let mut bench = Self {
            desk,
            store,
            work: VecDeque::new(),
            fault: None,
            pictures: BTreeMap::new(),
            asked: Vec::new(),
        };
        bench.take(work);
        bench.settle();
        assert_eq!(bench.desk.state.store, StoreState::Open(StoreKind::Session));
        assert!(matches!(
            bench.desk.state.connection,
            Connection::Ready { .. }
        ));
        bench
    }

    /// Another program on the same store.
    pub fn another(&self) -> Self {
        Self::on(Arc::clone(&self.store))
    }

    fn take(&mut self, work: Vec<Effect>) {
        for effect in &work {
            let name = format!("{effect:?}");
            let end = name.find(|c: char| !c.is_alphanumeric());
            self.asked
                .push(name[..end.unwrap_or(name.len())].to_owned());
        }
        self.work.extend(work);
    }

    /// A person asks; the work waits.
    pub fn ask(&mut self, action: Action) {
        let work = update(&mut self.desk, action);
        self.take(work);
    }

    /// The world answers.
    pub fn hear(&mut self, event: Event) {
        let work = update(&mut self.desk, event);
        self.take(work);
    }

    /// A person asks, and all work is done.
    pub fn act(&mut self, action: Action) {
        self.ask(action);
        self.settle();
    }

    /// The clock goes on, and the program looks at it.
    pub fn wait(&mut self, millis: i64) {
        let now = self.desk.state.now + SignedDuration::from_millis(millis);
        let today = self.desk.state.today;
        self.hear(Event::Tick { now, today });
    }

    /// Types into a field.
    pub fn types(&mut self, field: Field, text: &str) {
        self.desk.draft.form.set(field, text);
        self.ask(Action::Edited(field));
    }

    /// All work is done, and what comes of it.
    pub fn settle(&mut self) {
        while self.work_once() {}
    }

    /// The first of the work is done; false if there is none.
    pub fn work_once(&mut self) -> bool {
        let Some(effect) = self.work.pop_front() else {
            return false;
        };
        for event in self.answers(effect) {
            self.hear(event);
        }
        true
    }

    /// Number of times that this was asked for since the last look.
    pub fn count(&mut self, name: &str) -> usize {
        let asked = std::mem::take(&mut self.asked);
        asked.iter().filter(|known| *known == name).count()
    }

    fn row_event(&self, case: CaseId) -> Option<Event> {
        let row = self.store.row(case).unwrap()?;
        Some(Event::CasesChanged(vec![row]))
    }

    fn queue_event(&self) -> Event {
        let news = tcdx_desk::desk::state::QueueNews {
            jobs: self.store.jobs(20).unwrap(),
            ..Default::default()
        };
        Event::QueueChanged(Box::new(news))
    }

    fn answers(&mut self, effect: Effect) -> Vec<Event> {
        let now = self.desk.state.now;
        let told = |error: CaseError| explain::cases(&error);
        match effect {
            Effect::OpenStore { request, .. } => vec![
                Event::StoreOpened {
                    request,
                    result: Ok(StoreKind::Session),
                },
                Event::CasesLoaded {
                    request,
                    rows: self.store.newest(None, 1000).unwrap(),
                    is_complete: true,
                },
            ],
            Effect::Connect { request, .. } => vec![Event::Connected {
                request,
                result: Ok(None),
            }],
            Effect::LoadItems { request, lang, .. } => vec![Event::ItemsLoaded {
                request,
                lang,
                lists: Arc::new(bundled(lang)),
                source: tcdx_desk::desk::state::ItemsSource::Server { fetched_at: now },
            }],
            Effect::LoadPicture { request, slot, .. } => vec![Event::PictureLoaded {
                request,
                slot,
                end: self
                    .pictures
                    .get(&slot)
                    .cloned()
                    .unwrap_or_else(|| picture(slot)),
            }],
            Effect::FindAlike { slot, look, case } => vec![Event::AlikeFound {
                slot,
                look,
                cases: self.store.alike(look, case, 20).unwrap(),
            }],
            Effect::SaveDraft(save) => {
                let result = match self.fault {
                    Some(fault) => Err(fault()),
                    None => self.store.save_draft(&save, &actor()),
                };
                let row = result.is_ok().then(|| self.row_event(save.id)).flatten();
                let saved = Event::DraftSaved {
                    case: save.id,
                    result: result.map_err(told),
                };
                row.into_iter().chain([saved]).collect()
            }
            Effect::NoteEdits(case) => {
                self.store.note_edits(case, &actor(), now).unwrap();
                Vec::new()
            }
            Effect::LoadDraft { request, case } => vec![Event::DraftLoaded {
                request,
                result: self.load(case).map(Box::new).map_err(told),
            }],
            Effect::FindDuplicates {
                request,
                case,
                frozen,
            } => {
                let phone = format!("{}{}", frozen.phone_country_code, frozen.mobile_no);
                let found =
                    self.store
                        .duplicates(&frozen.id_number, &frozen.email, &phone, Some(case));
                vec![Event::Duplicates {
                    request,
                    found: found.unwrap(),
                }]
            }
            Effect::Freeze(freeze) => {
                let result = self.store.freeze(&freeze, &actor());
                let row = self.row_event(freeze.id);
                let queued = Event::Queued {
                    case: freeze.id,
                    result: result.map_err(told),
                };
                row.into_iter()
                    .chain([self.queue_event(), queued])
                    .collect()
            }
            Effect::Case(task) => self.task(task),
            _ => Vec::new(),
        }
    }

    fn task(&mut self, task: CaseTask) -> Vec<Event> {
        let now = self.desk.state.now;
        let by = actor();
        let case = match task {
            CaseTask::Step(case, step, reason) => {
                let done = self.store.step(case, &step, &reason, &by, now);
                if let Err(error) = done {
                    return vec![Event::Done(Err(explain::cases(&error)))];
                }
                case
            }
            CaseTask::Discard(case) => {
                self.store.discard_draft(case, &by, now).unwrap();
                return Vec::new();
            }
            CaseTask::Note(case, text) => {
                self.store.add_note(case, &text, &by, now).unwrap();
                case
            }
            CaseTask::Cancel(job) => {
                let case = self.store.job(job).unwrap().unwrap().case.unwrap();
                self.store.cancel_job(job, &by, now).unwrap();
                case
            }
            _ => return Vec::new(),
        };
        let row = self.row_event(case);
        row.into_iter().chain([self.queue_event()]).collect()
    }

    fn load(&self, case: CaseId) -> Result<LoadedDraft, CaseError> {
        let row = self.store.row(case)?.ok_or(CaseError::NotFound)?;
        let draft = self.store.draft(case)?;
        let mut documents = BTreeMap::new();
        for doc in draft.documents.keys() {
            documents.insert(*doc, self.store.document(case, *doc)?);
        }
        Ok(LoadedDraft {
            row,
            version: draft.version,
            content: draft.content,
            documents,
            thumbnails: BTreeMap::new(),
            submission: self.store.last_submission(case)?,
        })
    }

    /// A whole sample customer, agreed to, at the review; all of it kept.
    pub fn fill(&mut self) {
        self.act(Action::FillSample);
        self.act(Action::ShowSection(Section::Review));
        self.agree();
        self.wait(1000);
        self.settle();
        assert!(self.desk.state.onboard.problems.is_empty());
    }

    pub fn agree(&mut self) {
        self.desk.draft.consent = true;
        "Rina W.".clone_into(&mut self.desk.draft.staff);
        self.act(Action::ConsentChanged);
    }

    /// Sends what [`Self::fill`] filled in; gives its case.
    pub fn send(&mut self) -> CaseId {
        self.fill();
        self.act(Action::Send);
        self.followed()
    }

    /// The case whose way is followed.
    #[track_caller]
    pub fn followed(&self) -> CaseId {
        let Step::Following(case) = self.desk.state.onboard.step else {
            panic!("not followed: {:?}", self.desk.state.onboard.step);
        };
        case
    }

    /// The request of this case begins and ends so.
    pub fn ends(&mut self, case: CaseId, outcome: AttemptOutcome, reason: &str) {
        let at = self.desk.state.now;
        let mut jobs = self.store.jobs(0).unwrap().into_iter();
        let job = jobs.find(|job| job.case == Some(case)).unwrap();
        let claim = self.store.claim(job.id, &actor(), at).unwrap();
        self.tell(case);
        let end = AttemptEnd {
            at,
            told: (!matches!(outcome, AttemptOutcome::Accepted(_)))
                .then(|| Told::new("error-no-answer-reset").to_json()),
            outcome,
            reason: reason.to_owned(),
            sent_bytes: 4_600_000,
            total_bytes: 4_600_000,
        };
        self.store.finish(claim.attempt, &end, &actor()).unwrap();
        self.tell(case);
        self.settle();
    }

    /// The screens hear how a case and the queue are now.
    pub fn tell(&mut self, case: CaseId) {
        self.hear(self.queue_event());
        if let Some(event) = self.row_event(case) {
            self.hear(event);
        }
    }

    pub fn row(&self, case: CaseId) -> CaseRow {
        self.store.row(case).unwrap().unwrap()
    }

    /// What the store has of a field.
    pub fn kept(&self, case: CaseId, field: Field) -> String {
        let draft = self.store.draft(case).unwrap();
        let values = draft.content.values;
        values.get(field.api_name()).cloned().unwrap_or_default()
    }

    pub fn value(&self, field: Field) -> &str {
        self.desk.draft.form.get(field)
    }

    pub fn deeds(&self, case: CaseId) -> Vec<Deed> {
        let history = self.store.history(case).unwrap();
        history.into_iter().map(|entry| entry.deed).collect()
    }

    pub fn case(&self) -> CaseId {
        self.desk.state.onboard.case.expect("no draft")
    }
}

/// A small picture of its own for each slot.
pub fn picture(slot: Slot) -> PictureEnd {
    let bytes: Arc<[u8]> = Arc::from(format!("{slot:?}").into_bytes());
    PictureEnd::Fitted {
        picture: Picture {
            original_bytes: bytes.len() as u64,
            bytes,
            media_type: MediaType::Jpeg,
            width_px: 800,
            height_px: 600,
            made: Arc::default(),
        },
        thumbnail: Arc::new(Rgba {
            width: 4,
            height: 3,
            pixels: vec![128; 48],
        }),
        original: tcdx_desk::store::cases::Original::Same,
    }
}
