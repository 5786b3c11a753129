//! The one place where state changes: a plain function from a message to the work it asks for.

mod addresses;
mod batches;
pub mod camera;
pub mod case;
pub mod drafts;
mod editor;
mod form;
pub mod import;
mod items;
pub mod level2;
mod list;
mod managed;
mod moves;
mod opened;
mod pictures;
mod queue;
mod release;
mod reports;
mod sending;
mod settings;
mod shell;
pub mod webhook;

use jiff::Timestamp;

use super::action::Action;
use super::effect::Effect;
use super::event::Event;
use super::state::{
    Connection, Desk, Draft, Items, ItemsSource, Onboard, Screen, SettingsScreen, State,
};
use crate::domain::{Form, Profile, Settings};

pub use managed::settle_profile;
pub use queue::{MIN_PASSPHRASE, QUIET_OPENING, can_set_aside};
pub use sending::CONSENT_VERSION;
pub use shell::{next_wake, unsaved};

/// A person asks, or the world answers.
#[derive(Debug)]
pub enum Message {
    /// A person asks.
    Action(Action),
    /// The world answers.
    Event(Event),
}

impl From<Action> for Message {
    fn from(action: Action) -> Self {
        Self::Action(action)
    }
}

impl From<Event> for Message {
    fn from(event: Event) -> Self {
        Self::Event(event)
    }
}

/// The program as it starts, and its first work. `profiles` begins with Training.
pub fn start(
    settings: Settings,
    profiles: Vec<Profile>,
    now: Timestamp,
    today: jiff::civil::Date,
) -> (Desk, Vec<Effect>) {
    let profiles = if profiles.is_empty() {
        vec![Profile::training()]
    } else {
        profiles
    };
    let screen = if settings.welcomed {
        Screen::Onboard
    } else {
        Screen::Welcome
    };
    let draft = Draft {
        form: Form::prefilled(),
        staff: settings.staff_name.clone(),
        sending: super::state::SendingDraft::of(&settings),
        ..Draft::default()
    };
    let mut state = State {
        now,
        today,
        settings,
        profiles,
        managed: crate::domain::Managed::default(),
        aside: Vec::new(),
        connection: Connection::Connecting(super::effect::RequestId(0)),
        screen,
        onboard: Onboard {
            focus: form::first_field(crate::domain::Section::Identity),
            ..Onboard::default()
        },
        store: super::state::StoreState::Opening(super::effect::RequestId(0)),
        store_request: None,
        opening_since: now,
        data_folder: None,
        opened: std::collections::VecDeque::new(),
        cases: super::state::Cases::default(),
        open_case: None,
        reports: super::state::Reports::default(),
        batches: super::state::Batches::default(),
        queue: super::state::QueueState::default(),
        items: Items {
            lists: std::sync::Arc::default(),
            source: ItemsSource::Bundled,
            loading: None,
            error: None,
        },
        settings_screen: SettingsScreen::default(),
        release: super::state::ReleaseCheck::default(),
        webhook: super::state::Webhook::default(),
        modal: None,
        camera: super::state::CameraKept::default(),
        toasts: Vec::new(),
        notice: None,
        closing: false,
        wants_to_close: false,
        samples: 0,
        last_request: 0,
    };
    let effects = settings::use_profile(&mut state);
    (Desk { state, draft }, effects)
}

/// Carries a message into the state, and says what work follows.
pub fn update(desk: &mut Desk, message: impl Into<Message>) -> Vec<Effect> {
    let mut effects = match message.into() {
        Message::Action(action) => act(desk, action),
        Message::Event(event) => hear(desk, event),
    };
    managed::keep_locked(desk, &mut effects);
    queue::watch(&mut desk.state, &mut effects);
    batches::watch(&mut desk.state, &mut effects);
    camera::watch(&mut desk.state, &mut effects);
    webhook::watch(&mut desk.state, &mut effects);
    effects
}

fn act(desk: &mut Desk, action: Action) -> Vec<Effect> {
    use Action as A;
    if let Some(told) = managed::refusal(desk, &action) {
        shell::toast(&mut desk.state, told, true);
        return Vec::new();
    }
    if let Some(effects) = drafts::keep_first(desk, &action) {
        return effects;
    }
    match action {
        A::Go(_)
        | A::LeaveWelcome
        | A::SaveStaffName
        | A::ShowHelp
        | A::ShowLicences
        | A::CloseModal
        | A::DismissToast(_)
        | A::DismissNotice
        | A::AskQuit
        | A::Quit => shell::act(desk, &action),

        A::SetLanguage(_)
        | A::SetTheme(_)
        | A::SaveSending
        | A::SetNotifications(_)
        | A::SetLogLevel(_)
        | A::SaveSupport
        | A::SwitchProfile(_)
        | A::EditProfile(_)
        | A::SaveProfile
        | A::AskRemoveProfile(_)
        | A::RemoveProfile(_)
        | A::ForgetSecret
        | A::TestConnection => settings::act(desk, action),

        A::CheckRelease => release::ask(&mut desk.state).into_iter().collect(),
        A::OpenForm(form) => vec![Effect::OpenForm(form)],
        A::TakeForm(form) => opened::take(desk, *form),
        A::TakeNextForm => opened::next(desk),

        A::RefreshItems => items::refresh(&mut desk.state),

        A::ShowSection(_)
        | A::NextSection
        | A::PreviousSection
        | A::Edited(_)
        | A::Blurred(_)
        | A::Entered(_)
        | A::Choose(..)
        | A::AskKeep(_)
        | A::Keep(_)
        | A::UseNik(_)
        | A::NextProblem
        | A::JumpTo(_)
        | A::Focused
        | A::FillSample
        | A::FillSampleAnyway => form::act(desk, action),

        A::PickPicture(_)
        | A::LoadPath(_)
        | A::DropFiles(..)
        | A::PastePicture(_)
        | A::PasteNext
        | A::RemovePicture(_)
        | A::ViewPicture(_)
        | A::MovePicture { .. } => pictures::act(desk, action),

        A::Editor(action) => editor::act(desk, &action),
        A::Import(action) => import::act(desk, action),
        A::Camera(action) => camera::act(desk, action),
        A::Webhook(action) => webhook::act(desk, action),

        A::ConsentChanged
        | A::Send
        | A::SendDespiteDuplicates
        | A::CancelSend
        | A::NextCustomer
        | A::NewForm => sending::act(desk, &action),

        A::ContinueDraft(_)
        | A::AskDiscardDraft(_)
        | A::DiscardDraft(_)
        | A::ShowUnfinished
        | A::TakeOtherVersion
        | A::KeepThisVersion => drafts::act(desk, &action),

        A::SearchChanged
        | A::SetView(_)
        | A::SortBy(_)
        | A::SetNarrow(_)
        | A::OpenCase(_)
        | A::StepCase(_)
        | A::CloseCase
        | A::AskExportList
        | A::ExportList { .. }
        | A::AskAddCustomer
        | A::AddCustomer => list::act(desk, &action),

        A::CorrectCase(_)
        | A::AskHold(_)
        | A::Hold(_)
        | A::Release(_)
        | A::AskErase(_)
        | A::Erase(_)
        | A::RevealIdNumber(_)
        | A::AddNote(_)
        | A::ExportCase(_)
        | A::ViewDocument(..)
        | A::ShowDocument { .. }
        | A::AskStatus(_)
        | A::AskAllStatuses
        | A::AskRecordDecision(_)
        | A::RecordLevel2(..)
        | A::RecordArrived(_)
        | A::AskSendCaseAgain(_)
        | A::SendCaseAgain(_)
        | A::OpenLevel2(_)
        | A::PickDocument(_)
        | A::LoadDocumentPath(_)
        | A::DropDocuments(..)
        | A::RemoveDocument(_)
        | A::LeaveLevel2
        | A::SendLevel2 => case::act(desk, action),

        A::Report(action) => reports::act(desk, action),
        A::Batch(action) => batches::act(desk, action),

        A::PauseQueue
        | A::ResumeQueue
        | A::CloseBreaker
        | A::RetryJob(_)
        | A::CancelJob(_)
        | A::MoveJobUp(_)
        | A::Unlock
        | A::AskSetAside
        | A::SetAside => queue::act(desk, &action),
    }
}

fn hear(desk: &mut Desk, event: Event) -> Vec<Effect> {
    use Event as E;
    match event {
        E::Tick { now, today } => {
            desk.state.cases.tick(now);
            shell::tick(desk, now, today)
        }
        E::OfStore(request, event) => {
            if desk.state.store_request == Some(request) {
                hear(desk, *event)
            } else {
                Vec::new()
            }
        }
        E::FormOpened(Ok(form)) => opened::arrived(desk, form),
        E::Trouble(told) | E::FormOpened(Err(told)) => {
            desk.state.notice = Some(told);
            Vec::new()
        }
        E::Crashed { report } => {
            desk.state.modal = Some(super::state::Modal::Crashed { report });
            drafts::save_lost(desk);
            Vec::new()
        }
        E::Connected { request, result } => settings::connected(desk, request, result),
        E::SecretChecked {
            request,
            profile,
            secret,
        } => settings::secret_checked(desk, request, &profile, secret),
        E::ReleaseChecked { request, result } => release::checked(desk, request, result),
        E::ConnectionTested { request, result } => settings::tested(desk, request, result),
        E::ItemsLoaded {
            request,
            lang,
            lists,
            source,
        } => items::loaded(desk, request, lang, lists, source),
        E::ItemsFetched { request, result } => items::fetched(desk, request, result),
        E::PictureLoaded { request, slot, end } => moves::loaded(desk, request, slot, end),
        E::PictureSeen {
            request,
            slot,
            thumbnail,
        } => pictures::seen(desk, request, slot, thumbnail),
        E::AlikeFound { slot, look, cases } => pictures::alike(desk, slot, look, &cases),
        E::Editor(news) => editor::hear(desk, news),
        E::Import(news) => import::hear(desk, news),
        E::Camera(news) => camera::hear(desk, news),
        E::Webhook(news) => webhook::hear(desk, news),
        event @ (E::DraftSaved { .. } | E::DraftLoaded { .. }) => drafts::hear(desk, event),
        event @ (E::Duplicates { .. } | E::Queued { .. }) => sending::hear(desk, event),
        event @ (E::CasesLoaded { .. } | E::CasesChanged(_)) => list::hear(desk, event),
        event @ (E::CaseLoaded { .. }
        | E::DocumentReady { .. }
        | E::DocumentSeen { .. }
        | E::DocumentLoaded { .. }) => case::hear(desk, event),
        event @ (E::PollFailed { .. } | E::Polled { .. }) => {
            sending::asked(desk, &event);
            case::hear(desk, event)
        }
        E::Batch(news) => batches::hear(desk, news),
        event @ (E::ReportsLoaded { .. }
        | E::ReportsChanged(_)
        | E::ReportDrafts { .. }
        | E::Reported { .. }
        | E::ReportOpened { .. }
        | E::QrRead { .. }) => reports::hear(desk, event),
        event @ (E::StoreOpened { .. } | E::QueueChanged(_) | E::SendProgress { .. }) => {
            queue::hear(desk, event)
        }
        E::Done(result) => {
            let is_error = result.is_err();
            let (Ok(told) | Err(told)) = result;
            shell::toast(&mut desk.state, told, is_error);
            Vec::new()
        }
    }
}
