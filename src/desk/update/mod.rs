//! The one place where state changes: a plain function from a message to the work it asks for.

mod customers;
mod form;
mod items;
mod pictures;
mod sending;
mod settings;
mod shell;

use jiff::Timestamp;

use super::action::Action;
use super::effect::Effect;
use super::event::Event;
use super::state::{
    Connection, Desk, Draft, Items, ItemsSource, Onboard, Screen, SettingsScreen, State,
};
use crate::domain::{Form, Profile, Settings};

pub use customers::next_wake;
pub use sending::CONSENT_VERSION;
pub use shell::unsaved;

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
        ..Draft::default()
    };
    let mut state = State {
        now,
        today,
        settings,
        profiles,
        connection: Connection::Connecting(super::effect::RequestId(0)),
        screen,
        onboard: Onboard {
            focus: form::first_field(crate::domain::Section::Identity),
            ..Onboard::default()
        },
        customers: std::collections::BTreeMap::new(),
        selected: None,
        filter: super::state::Filter::default(),
        items: Items {
            lists: std::sync::Arc::default(),
            source: ItemsSource::Bundled,
            loading: None,
            error: None,
        },
        settings_screen: SettingsScreen::default(),
        modal: None,
        toasts: Vec::new(),
        notice: None,
        closing: false,
        samples: 0,
        last_request: 0,
    };
    let effects = settings::use_profile(&mut state);
    (Desk { state, draft }, effects)
}

/// Carries a message into the state, and says what work follows.
pub fn update(desk: &mut Desk, message: impl Into<Message>) -> Vec<Effect> {
    match message.into() {
        Message::Action(action) => act(desk, action),
        Message::Event(event) => hear(desk, event),
    }
}

fn act(desk: &mut Desk, action: Action) -> Vec<Effect> {
    use Action as A;
    match action {
        A::Go(_)
        | A::LeaveWelcome
        | A::SaveStaffName
        | A::ShowHelp
        | A::CloseModal
        | A::DismissToast(_)
        | A::DismissNotice
        | A::AskQuit
        | A::Quit => shell::act(desk, &action),

        A::SetLanguage(_)
        | A::SetTheme(_)
        | A::SwitchProfile(_)
        | A::SwitchProfileAnyway(_)
        | A::EditProfile(_)
        | A::SaveProfile
        | A::AskRemoveProfile(_)
        | A::RemoveProfile(_)
        | A::ForgetSecret
        | A::TestConnection => settings::act(desk, action),

        A::RefreshItems => items::refresh(&mut desk.state),

        A::ShowSection(_)
        | A::NextSection
        | A::PreviousSection
        | A::Edited(_)
        | A::Blurred(_)
        | A::Choose(..)
        | A::AskKeep(_)
        | A::Keep(_)
        | A::UseNik(_)
        | A::NextProblem
        | A::JumpTo(_)
        | A::Focused
        | A::FillSample
        | A::FillSampleAnyway
        | A::AskClear
        | A::Clear => form::act(desk, action),

        A::PickPicture(_)
        | A::LoadPath(_)
        | A::DropFiles(..)
        | A::PastePicture(_)
        | A::PasteNext
        | A::RemovePicture(_)
        | A::ViewPicture(_) => pictures::act(desk, action),

        A::ConsentChanged
        | A::Send
        | A::CancelSend
        | A::AskSendAgain
        | A::SendAgain
        | A::BackToForm
        | A::NextCustomer => sending::act(desk, &action),

        A::OpenCustomer(_) | A::CloseCustomer | A::Refresh(_) | A::RefreshAll | A::SetFilter(_) => {
            customers::act(desk, &action)
        }
    }
}

fn hear(desk: &mut Desk, event: Event) -> Vec<Effect> {
    use Event as E;
    match event {
        E::Tick { now, today } => shell::tick(desk, now, today),
        E::Trouble(told) => {
            desk.state.notice = Some(told);
            Vec::new()
        }
        E::Crashed { report } => {
            sending::worker_crashed(desk);
            desk.state.modal = Some(super::state::Modal::Crashed { report });
            Vec::new()
        }
        E::Connected { request, result } => settings::connected(desk, request, result),
        E::SecretChecked {
            request,
            profile,
            secret,
        } => settings::secret_checked(desk, request, &profile, secret),
        E::ConnectionTested { request, result } => settings::tested(desk, request, result),
        E::ItemsLoaded {
            request,
            lang,
            lists,
            source,
        } => items::loaded(desk, request, lang, lists, source),
        E::ItemsFetched { request, result } => items::fetched(desk, request, result),
        E::PictureLoaded { request, slot, end } => pictures::loaded(desk, request, slot, end),
        E::PreviewReady { request, result } => pictures::previewed(desk, request, result),
        E::SendProgress {
            request,
            sent_bytes,
            total_bytes,
        } => sending::progress(desk, request, sent_bytes, total_bytes),
        E::Registered { request, end } => sending::registered(desk, request, end),
        E::RegisteredLoaded {
            profile,
            registered,
        } => customers::registered_loaded(desk, profile, &registered),
        E::Retrieved {
            request,
            user_id,
            result,
        } => customers::retrieved(desk, request, user_id, result),
    }
}
