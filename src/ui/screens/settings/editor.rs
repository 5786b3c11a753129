//! The profile being edited: its server, its secret, the connection test, its gestures.

use egui::{Align, Id, Layout, Ui};

use crate::desk::Action;
use crate::desk::explain;
use crate::desk::state::{Connection, ConnectionTest, SecretState};
use crate::ui::answer;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme;
use crate::ui::widgets::{
    Banner, Button, Card, Checkbox, Link, LoadingRow, Message, Pill, TextField, Tone, forget_typed,
    lock_line, text,
};

/// The profile being edited.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let editing = cx.draft.profile.editing.clone();
    let edited = editing.as_ref().and_then(|name| {
        cx.state
            .profiles
            .iter()
            .find(|profile| profile.name == *name)
    });
    let is_training = edited.is_some_and(crate::domain::Profile::is_training);
    let title = match edited {
        Some(profile) if profile.is_training() => cx.t("profile-training"),
        Some(profile) => profile.name.clone(),
        None => cx.t("settings-new-profile"),
    };
    let provisioned = edited.is_some_and(|p| cx.state.managed.is_provisioned(&p.name));
    let mut problem = Problem::of(cx, ui);
    problem.is_locked = provisioned;
    Card::new().title(&title).show(ui, |ui| {
        if provisioned {
            lock_line(ui, ui.scope_id(), &cx.set_by());
        }
        if is_training {
            training(cx, ui);
        } else {
            connection_fields(cx, ui, &problem, editing.is_some());
            secret(cx, ui, editing.is_some());
        }
        if let Some(name) = &editing
            && *name == cx.state.profile().name
        {
            test(cx, ui);
        } else if !is_training {
            text::helper(ui, &cx.t("settings-test-later"));
        }
        if !is_training {
            advanced(cx, ui, &problem);
        }
        gestures(cx, ui, &problem);
        if let Some(told) = &cx.state.settings_screen.problem {
            Banner::new(Tone::Danger, &told.full(cx.tr)).show(ui);
        }
        buttons(cx, ui, editing, is_training, provisioned);
    });
}

fn training(cx: &mut Cx<'_>, ui: &mut Ui) {
    text::body(ui, &cx.t("settings-training-text"));
    if let Connection::Ready {
        sandbox_page: Some(page),
    } = &cx.state.connection
        && cx.state.profile().is_training()
        && Link::new(&cx.t("settings-open-sandbox")).show(ui).clicked()
    {
        ui.ctx().open_url(egui::OpenUrl::new_tab(page));
    }
}

/// What is wrong with the profile as typed, for the field that is to blame.
struct Problem {
    /// Key of the field.
    field: Option<String>,
    text: String,
    /// The field takes the focus in this frame: Save found it.
    takes_focus: bool,
    /// The profile is provisioned: its fields only show what it is.
    is_locked: bool,
}

impl Problem {
    /// Set by Save; in the next frame the answer is there.
    fn saved() -> Id {
        Id::unique("profile was saved")
    }

    fn of(cx: &Cx<'_>, ui: &Ui) -> Self {
        let told = cx.state.settings_screen.problem.as_ref();
        Self {
            field: told.and_then(explain::blamed).map(str::to_owned),
            text: told.map(|told| told.text(cx.tr)).unwrap_or_default(),
            takes_focus: ui.data_mut(|data| data.remove_temp::<bool>(Self::saved()).is_some()),
            is_locked: false,
        }
    }

    fn is_at(&self, key: &str) -> bool {
        self.field.as_deref() == Some(key)
    }

    /// A text field with a helper line, or with what is wrong.
    fn field<'a>(
        &'a self,
        ui: &Ui,
        key: &str,
        [label, helper]: [&'a str; 2],
        text: &'a mut String,
    ) -> TextField<'a> {
        let id = Id::unique(("profile field", key));
        let message = if self.is_at(key) {
            if self.takes_focus {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            Message::Error(&self.text)
        } else if self.is_locked {
            // How to fill it in is nobody's question here; who did stands above all fields.
            Message::None
        } else {
            Message::Helper(helper)
        };
        TextField::new(label, text)
            .id(id)
            .message(message)
            .enabled(!self.is_locked)
    }
}

fn connection_fields(cx: &mut Cx<'_>, ui: &mut Ui, problem: &Problem, exists: bool) {
    let (label, helper) = (cx.t("settings-name"), cx.t("settings-name-helper"));
    let draft = &mut cx.draft.profile;
    problem
        .field(ui, "name", [&label, &helper], &mut draft.name)
        .enabled(!exists && !problem.is_locked)
        .show(ui);
    let texts = [
        cx.t("settings-base-url"),
        cx.t("settings-base-url-helper"),
        cx.t("settings-api-key"),
        cx.t("settings-api-key-helper"),
    ];
    let [url, url_helper, key, key_helper] = &texts;
    let draft = &mut cx.draft.profile;
    for (id, texts, text) in [
        ("base_url", [url, url_helper], &mut draft.base_url),
        ("api_key", [key, key_helper], &mut draft.api_key),
    ] {
        problem
            .field(ui, id, texts.map(String::as_str), text)
            .show(ui);
    }
}

fn secret(cx: &mut Cx<'_>, ui: &mut Ui, exists: bool) {
    let label = cx.t("settings-secret");
    let helper = cx.t("settings-secret-helper");
    let placeholder = match cx.state.settings_screen.secret {
        SecretState::InKeyring | SecretState::SessionOnly(_) => cx.t("settings-secret-replace"),
        _ => String::new(),
    };
    let id = egui::Id::unique("API secret");
    if cx.draft.profile.secret.is_empty() {
        forget_typed(ui.ctx(), id);
    }
    TextField::new(&label, &mut cx.draft.profile.secret)
        .id(id)
        .password(true)
        .placeholder(&placeholder)
        .message(Message::Helper(&helper))
        .show(ui);
    if !exists {
        return;
    }
    ui.horizontal(|ui| {
        let (tone, said) = match &cx.state.settings_screen.secret {
            SecretState::Unknown => (Tone::Neutral, cx.t("secret-asking")),
            SecretState::Missing => (Tone::Warning, cx.t("secret-missing")),
            SecretState::InKeyring => (Tone::Success, cx.t("secret-keyring")),
            SecretState::SessionOnly(_) => (Tone::Warning, cx.t("secret-session")),
            SecretState::Failed(_) => (Tone::Danger, cx.t("secret-failed")),
        };
        Pill::new(tone, &said).show(ui);
        let has_one = matches!(
            cx.state.settings_screen.secret,
            SecretState::InKeyring | SecretState::SessionOnly(_)
        );
        if has_one
            && Link::new(&cx.t("settings-forget-secret"))
                .show(ui)
                .clicked()
        {
            cx.act(Action::ForgetSecret);
        }
    });
    if let SecretState::SessionOnly(told) | SecretState::Failed(told) =
        &cx.state.settings_screen.secret
    {
        Banner::new(Tone::Warning, &told.full(cx.tr)).show(ui);
    }
}

fn test(cx: &mut Cx<'_>, ui: &mut Ui) {
    ui.horizontal(|ui| {
        let text = cx.t("settings-test");
        let button = Button::secondary(&text).icon(Icon::PLUGS_CONNECTED);
        if button.show(ui).clicked() {
            cx.act(Action::TestConnection);
        }
        if let ConnectionTest::Running(_) = cx.state.settings_screen.test {
            LoadingRow::new(&cx.t("settings-testing")).show(ui);
        }
    });
    match &cx.state.settings_screen.test {
        ConnectionTest::Idle | ConnectionTest::Running(_) => {}
        ConnectionTest::Passed {
            millis,
            clock_ahead_secs,
        } => passed(cx, ui, *millis, *clock_ahead_secs),
        ConnectionTest::Failed(told) => {
            Banner::new(Tone::Danger, &told.full(cx.tr)).show(ui);
            answer::show(cx, ui, told);
        }
    }
    if let Connection::Failed(told) = &cx.state.connection {
        Banner::new(Tone::Warning, &told.full(cx.tr)).show(ui);
        answer::show(cx, ui, told);
    }
}

/// Clocks further apart than this are told.
const CLOCK_TOLERANCE_SECS: i64 = 60;

fn passed(cx: &Cx<'_>, ui: &mut Ui, millis: u64, clock_ahead_secs: Option<i64>) {
    let millis = i64::try_from(millis).unwrap_or(i64::MAX);
    let said = cx.tf("settings-test-passed", &[("millis", millis.into())]);
    Banner::new(Tone::Success, &said).show(ui);
    if let Some(ahead) = clock_ahead_secs
        && ahead.abs() > CLOCK_TOLERANCE_SECS
    {
        let said = cx.tf("settings-clock-off", &[("seconds", ahead.into())]);
        Banner::new(Tone::Warning, &said).show(ui);
    }
}

/// Fields that few ever touch; opened by themselves when one of them is to blame.
const ADVANCED: [&str; 5] = [
    "transaction_base_url",
    "account_base_url",
    "key_header",
    "signature_header",
    "extra_ca_file",
];

fn advanced(cx: &mut Cx<'_>, ui: &mut Ui, problem: &Problem) {
    let ids = [
        "settings-advanced",
        "settings-transaction-url",
        "settings-account-url",
        "settings-url-helper",
        "settings-key-header",
        "settings-signature-header",
        "settings-header-helper",
        "settings-ca",
        "settings-ca-helper",
        "settings-braces",
    ];
    let texts = ids.map(|id| cx.t(id));
    let [
        title,
        transaction,
        account,
        url_helper,
        key,
        signature,
        header_helper,
        ca,
        ca_helper,
        braces,
    ] = &texts;
    egui::CollapsingHeader::new(title.as_str())
        .id_salt("advanced")
        .open(
            (problem.takes_focus && ADVANCED.iter().any(|key| problem.is_at(key))).then_some(true),
        )
        .show_unindented(ui, |ui| {
            ui.add_space(theme::space::S);
            let draft = &mut cx.draft.profile;
            let [transaction_key, account_key, key_key, signature_key, ca_key] = ADVANCED;
            let one = |ui: &mut Ui, id: &str, texts: [&String; 2], text: &mut String| {
                problem
                    .field(ui, id, texts.map(String::as_str), text)
                    .show(ui);
            };
            let urls = &mut draft.transaction_base_url;
            one(ui, transaction_key, [transaction, url_helper], urls);
            let urls = &mut draft.account_base_url;
            one(ui, account_key, [account, url_helper], urls);
            ui.columns(2, |columns| {
                let [left, right] = columns else { return };
                one(left, key_key, [key, header_helper], &mut draft.key_header);
                let text = &mut draft.signature_header;
                one(right, signature_key, [signature, header_helper], text);
            });
            one(ui, ca_key, [ca, ca_helper], &mut draft.extra_ca_file);
            Checkbox::new(&mut draft.sign_braces, braces)
                .enabled(!problem.is_locked)
                .show(ui);
        });
}

fn gestures(cx: &mut Cx<'_>, ui: &mut Ui, problem: &Problem) {
    let ids = [
        "settings-gesture-count",
        "settings-gesture-count-helper",
        "settings-gesture-sets",
        "settings-gesture-sets-helper",
    ];
    let texts = ids.map(|id| cx.t(id));
    let [count, count_helper, sets, sets_helper] = &texts;
    let draft = &mut cx.draft.profile;
    let text = &mut draft.gesture_count;
    problem
        .field(ui, "gesture_count", [count, count_helper], text)
        .show(ui);
    let text = &mut draft.gesture_sets;
    problem
        .field(ui, "gesture_sets", [sets, sets_helper], text)
        .rows(4)
        .show(ui);
}

fn buttons(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    editing: Option<String>,
    is_training: bool,
    provisioned: bool,
) {
    let is_used = |name: &str| name == cx.state.profile().name;
    let other = editing.as_ref().filter(|name| !is_used(name));
    let by = [("by", cx.state.managed.by.as_str().into())];
    let locked = other.filter(|_| cx.state.managed.is_locked("profile"));
    let locked = locked.map(|_| cx.tf("managed-profile-locked", &by));
    if let Some(text) = &locked {
        lock_line(ui, ui.scope_id(), text);
    }
    // As high as a button: the layout alone would take all the height there is.
    let wanted = egui::vec2(ui.available_width(), theme::size::FIELD);
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(wanted, layout, |ui| {
        let save = if provisioned {
            "managed-save-secret"
        } else {
            "settings-save"
        };
        let has_what_to_save = !(provisioned && is_training);
        if has_what_to_save && Button::primary(&cx.t(save)).show(ui).clicked() {
            ui.data_mut(|data| data.insert_temp(Problem::saved(), true));
            cx.act(Action::SaveProfile);
        }
        let Some(name) = editing else {
            let cancel = cx.t("modal-cancel");
            if Button::secondary(&cancel).show(ui).clicked() {
                let used = cx.state.profile().name.clone();
                cx.act(Action::EditProfile(Some(used)));
            }
            return;
        };
        let is_used = name == cx.state.profile().name;
        let words = cx.t("settings-use");
        let change = Button::secondary(&words).disabled(locked.as_deref());
        if !is_used && change.show(ui).clicked() {
            cx.act(Action::SwitchProfile(name.clone()));
        }
        if !is_training && !provisioned {
            let remove = Button::ghost(&cx.t("settings-remove"))
                .icon(Icon::TRASH)
                .show(ui);
            if remove.clicked() {
                cx.act(Action::AskRemoveProfile(name));
            }
        }
    });
}
