//! Settings: who works here, language and theme, profiles and their secrets, sending, pictures, the store.

mod about;
mod editor;
mod logs;
mod managed;
mod sending;
mod webhook;

use egui::Ui;

use super::welcome::language;
use crate::desk::Action;
use crate::domain::ThemeChoice;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme;
use crate::ui::widgets::{Card, Message, NavItem, PageHeader, Segmented, TextField, page_column};

/// Shows the settings.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    PageHeader::new(&cx.t("nav-settings")).show(ui, |_| (), |_| ());
    page_column(ui, "settings", |ui| {
        managed::show(cx, ui);
        general(cx, ui);
        profiles(cx, ui);
        editor::show(cx, ui);
        webhook::show(cx, ui);
        sending::show(cx, ui);
        sending::store(cx, ui);
        logs::show(cx, ui);
        about::show(cx, ui);
    });
}

fn general(cx: &mut Cx<'_>, ui: &mut Ui) {
    let title = cx.t("settings-general");
    Card::new().title(&title).show(ui, |ui| {
        ui.columns(2, |columns| {
            language(cx, &mut columns[0]);
            let choices = [ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark];
            let selected = choices
                .iter()
                .position(|choice| *choice == cx.state.settings.theme);
            let names = ["theme-system", "theme-light", "theme-dark"].map(|id| cx.t(id));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let label = cx.t("settings-theme");
            let locked = cx.locked("theme");
            let message = locked.as_deref();
            let answer = Segmented::new(&label, &names, selected)
                .enabled(locked.is_none())
                .message(message.map_or(Message::None, Message::Locked))
                .show(&mut columns[1]);
            if let Some(at) = answer.picked {
                cx.act(Action::SetTheme(choices[at]));
            }
        });
        let label = cx.t("welcome-staff");
        let helper = cx.t("welcome-staff-helper");
        let locked = cx.locked("staff_name");
        let message = locked.as_deref();
        let field = TextField::new(&label, &mut cx.draft.staff)
            .enabled(locked.is_none())
            .message(message.map_or(Message::Helper(&helper), Message::Locked))
            .show(ui);
        if field.blurred && cx.draft.staff.trim() != cx.state.settings.staff_name {
            cx.act(Action::SaveStaffName);
        }
    });
}

fn profiles(cx: &mut Cx<'_>, ui: &mut Ui) {
    let title = cx.t("settings-profiles");
    let subtitle = cx.t("settings-profiles-subtitle");
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            for profile in &cx.state.profiles {
                let is_used = profile.name == cx.state.profile().name;
                let name = if profile.is_training() {
                    cx.t("profile-training")
                } else {
                    profile.name.clone()
                };
                let mut detail = if profile.is_training() {
                    cx.t("settings-training-detail")
                } else {
                    profile.base_url.clone()
                };
                let is_provisioned = cx.state.managed.is_provisioned(&profile.name);
                if is_provisioned {
                    detail = format!("{detail} · {}", cx.set_by());
                }
                let is_edited = cx.draft.profile.editing.as_deref() == Some(&profile.name);
                let used = cx.t("settings-in-use");
                let mut item = NavItem::new(Icon::PLUGS_CONNECTED, &name)
                    .detail(&detail)
                    .selected(is_edited);
                if is_used {
                    item = item.count(&used);
                }
                if is_provisioned {
                    item = item.trailing(Icon::LOCK);
                }
                if item.show(ui).clicked() {
                    cx.actions
                        .push(Action::EditProfile(Some(profile.name.clone())));
                }
            }
            managed::aside(cx, ui);
            ui.add_space(theme::space::S);
            managed::add_profile(cx, ui);
        });
}
