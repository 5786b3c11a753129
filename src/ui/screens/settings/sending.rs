//! Sending and pictures: the limits, the news on the desktop; and where and how the store is kept.

use egui::{Id, Ui};

use crate::desk::Action;
use crate::desk::state::{SendingField, StoreKind, StoreState};
use crate::text::Arg;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Card, Checkbox, Fact, Message, TextField, lock_line, text};

/// Shows the limits and whether the desktop is told.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let title = cx.t("settings-sending");
    Card::new().title(&title).show(ui, |ui| {
        ui.columns(2, |columns| {
            number(cx, &mut columns[0], SendingField::AtOnce);
            number(cx, &mut columns[1], SendingField::Polls);
        });
        number(cx, ui, SendingField::KeepDays);
        let mut on = cx.state.settings.notifications;
        let words = cx.t("settings-notifications");
        let locked = cx.locked("notifications");
        let tick = Checkbox::new(&mut on, &words).enabled(locked.is_none());
        let tick = tick.show(ui);
        if tick.changed() {
            cx.act(Action::SetNotifications(on));
        }
        if let Some(text) = locked {
            lock_line(ui, tick.id, &text);
        }
    });
}

/// A limit; taken when the field is left, or by Enter.
fn number(cx: &mut Cx<'_>, ui: &mut Ui, field: SendingField) {
    let (label, helper) = match field {
        SendingField::AtOnce => ("settings-at-once", "settings-at-once-helper"),
        SendingField::Polls => ("settings-polls", "settings-polls-helper"),
        SendingField::KeepDays => ("settings-keep-days", "settings-keep-days-helper"),
    };
    let (min, max) = field.range();
    let args = [
        ("min", Arg::from(i64::from(min))),
        ("max", Arg::from(i64::from(max))),
    ];
    let (label, helper) = (cx.t(label), cx.tf(helper, &args));
    let problem = cx.state.settings_screen.sending.get(&field);
    let problem = problem.map(|told| told.text(cx.tr));
    let locked = cx.locked(field.key());
    let message = match (&locked, &problem) {
        (Some(by), _) => Message::Locked(by),
        (None, Some(problem)) => Message::Error(problem),
        (None, None) => Message::Helper(&helper),
    };
    let typed = &mut cx.draft.sending;
    let text = match field {
        SendingField::AtOnce => &mut typed.at_once,
        SendingField::Polls => &mut typed.polls,
        SendingField::KeepDays => &mut typed.keep_days,
    };
    let answer = TextField::new(&label, text)
        .id(Id::unique(("limit", field)))
        .enabled(locked.is_none())
        .message(message)
        .show(ui);
    if answer.blurred || answer.submitted {
        cx.act(Action::SaveSending);
    }
}

/// Shows where and how the store of the profile in use is kept.
pub(super) fn store(cx: &mut Cx<'_>, ui: &mut Ui) {
    let title = cx.t("settings-store");
    let subtitle = cx.t("settings-store-subtitle");
    let kind = match cx.state.store {
        StoreState::Open(kind) => Some(kind),
        StoreState::Opening(_) | StoreState::Trouble(_) => None,
    };
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            let how = cx.t(match (&cx.state.store, kind) {
                (_, Some(StoreKind::Keyring)) => "settings-store-keyring",
                (_, Some(StoreKind::Passphrase)) => "settings-store-passphrase",
                (_, Some(StoreKind::Session)) => "settings-store-session",
                (StoreState::Opening(_), None) => "unlock-opening",
                (_, None) => "settings-store-closed",
            });
            Fact::new(&cx.t("settings-store-how"), &how).show(ui);
            if kind == Some(StoreKind::Session) {
                return;
            }
            if let Some(folder) = &cx.state.data_folder {
                let label = cx.t("settings-store-where");
                let copy = cx.t("settings-store-copy");
                Fact::new(&label, &folder.display().to_string())
                    .copyable(&copy)
                    .show(ui);
            }
            text::helper(ui, &cx.t("settings-store-backup"));
        });
}
