//! The first start: who works here, in which language, and that nothing can go wrong in training.

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use crate::desk::Action;
use crate::domain::Lang;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::shell;
use crate::ui::widgets::{Button, Card, Message, Segmented, TextField, TimelineRow, text};

const WIDTH: f32 = 480.0;

const STEPS: [(Icon, &str, &str); 3] = [
    (
        Icon::GRADUATION_CAP,
        "welcome-training",
        "welcome-training-detail",
    ),
    (Icon::MAGIC_WAND, "welcome-sample", "welcome-sample-detail"),
    (Icon::PLUGS_CONNECTED, "welcome-live", "welcome-live-detail"),
];

/// Shows the welcome.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    ScrollArea::vertical().show(ui, |ui| {
        let room = (ui.available_height() - 560.0).max(0.0) / 2.5;
        ui.add_space(room.max(24.0));
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            let size = vec2(WIDTH, 0.0);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                ui.set_width(WIDTH);
                shell::brand(ui, &cx.t("app-name"));
                ui.add_space(12.0);
                card(cx, ui);
            });
        });
    });
}

fn card(cx: &mut Cx<'_>, ui: &mut Ui) {
    let title = cx.t("welcome-title");
    let subtitle = cx.t("welcome-subtitle");
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            if cx.state.profile().is_training() {
                let last = STEPS.len() - 1;
                for (at, (icon, title, detail)) in STEPS.into_iter().enumerate() {
                    TimelineRow::new(icon, &cx.t(title))
                        .detail(&cx.t(detail))
                        .last(at == last)
                        .show(ui);
                }
            } else {
                // Set up for everybody: here nothing is practice.
                let name = cx.state.profile().name.as_str().into();
                let title = cx.tf("welcome-is-live", &[("name", name)]);
                TimelineRow::new(Icon::PLUGS_CONNECTED, &title)
                    .detail(&cx.t("welcome-is-live-detail"))
                    .last(true)
                    .show(ui);
            }
            ui.add_space(12.0);
            language(cx, ui);
            let label = cx.t("welcome-staff");
            let helper = cx.t("welcome-staff-helper");
            let locked = cx.locked("staff_name");
            let message = locked.as_deref();
            let field = TextField::new(&label, &mut cx.draft.staff)
                .enabled(locked.is_none())
                .message(message.map_or(Message::Helper(&helper), Message::Locked))
                .show(ui);
            ui.add_space(8.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let start = Button::primary(&cx.t("welcome-start"))
                    .icon_right(Icon::ARROW_RIGHT)
                    .show(ui);
                if start.clicked() || field.submitted {
                    cx.act(Action::LeaveWelcome);
                }
            });
            text::helper(ui, &cx.t("welcome-privacy"));
        });
}

/// The choice of the language, each named in itself.
pub fn language(cx: &mut Cx<'_>, ui: &mut Ui) {
    let langs = [Lang::Id, Lang::En];
    let selected = langs.iter().position(|lang| *lang == cx.state.lang());
    let locked = cx.locked("language");
    let message = locked.as_deref();
    let answer = Segmented::new(
        &cx.t("settings-language"),
        &[&cx.t("language-indonesian"), &cx.t("language-english")],
        selected,
    )
    .enabled(locked.is_none())
    .message(message.map_or(Message::None, Message::Locked))
    .show(ui);
    if let Some(at) = answer.picked {
        cx.act(Action::SetLanguage(langs[at]));
    }
}
