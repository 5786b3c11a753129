//! Who manages this computer, and what of a person's own is not used here.

use egui::Ui;

use crate::desk::Action;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::widgets::{Banner, Button, Tone, lock_line};

/// Says above all settings that a lock stands for.
pub(super) fn show(cx: &Cx<'_>, ui: &mut Ui) {
    let managed = &cx.state.managed;
    if managed.file.is_none() {
        return;
    }
    let title = cx.tf("managed-title", &[("by", managed.by.as_str().into())]);
    let mut detail = cx.t("managed-text");
    if !managed.contact.is_empty() {
        let contact = [("contact", managed.contact.as_str().into())];
        detail = format!("{detail}. {}", cx.tf("managed-contact", &contact));
    }
    Banner::new(Tone::Info, &detail).title(&title).show(ui);
}

/// The person's own profiles that are not used.
pub(super) fn aside(cx: &Cx<'_>, ui: &mut Ui) {
    let names = cx.state.names_aside();
    if names.is_empty() {
        return;
    }
    let args = [
        ("names", names.into()),
        ("by", cx.state.managed.by.as_str().into()),
    ];
    Banner::new(Tone::Info, &cx.tf("managed-aside", &args))
        .title(&cx.t("managed-aside-title"))
        .show(ui);
}

/// The button for a profile of one's own.
pub(super) fn add_profile(cx: &mut Cx<'_>, ui: &mut Ui) {
    let by = [("by", cx.state.managed.by.as_str().into())];
    let locked = cx.state.managed.forbids_own;
    let locked = locked.then(|| cx.tf("managed-add-locked", &by));
    let add = Button::secondary(&cx.t("settings-add-profile"))
        .icon(Icon::PLUS)
        .disabled(locked.as_deref())
        .show(ui);
    if add.clicked() {
        cx.act(Action::EditProfile(None));
    }
    if let Some(text) = locked {
        lock_line(ui, add.id, &text);
    }
}
