//! The log files: how much goes into them, where they are; and the bundle for support.

use egui::Ui;

use crate::desk::Action;
use crate::domain::LogLevel;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme;
use crate::ui::widgets::{Button, Card, Fact, Segmented, text};

/// Shows them.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let (title, subtitle) = (cx.t("logs-title"), cx.t("logs-subtitle"));
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            level(cx, ui);
            if let Some(folder) = &cx.state.data_folder {
                let (label, copy) = (cx.t("logs-folder"), cx.t("logs-folder-copy"));
                Fact::new(&label, &folder.join("logs").display().to_string())
                    .copyable(&copy)
                    .show(ui);
            }
            ui.add_space(theme::space::S);
            let save = Button::secondary(&cx.t("support-save"))
                .icon(Icon::DOWNLOAD_SIMPLE)
                .show(ui);
            if save.clicked() {
                cx.act(Action::SaveSupport);
            }
            text::helper(ui, &cx.t("support-save-helper"));
        });
}

fn level(cx: &mut Cx<'_>, ui: &mut Ui) {
    let names = LogLevel::ALL.map(|level| {
        cx.t(match level {
            LogLevel::Off => "logs-off",
            LogLevel::Error => "logs-error",
            LogLevel::Warn => "logs-warn",
            LogLevel::Info => "logs-info",
            LogLevel::Debug => "logs-debug",
        })
    });
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = cx.state.settings.log_level;
    let selected = LogLevel::ALL.iter().position(|level| *level == chosen);
    let answer = Segmented::new(&cx.t("logs-level"), &names, selected).show(ui);
    if let Some(at) = answer.picked {
        cx.act(Action::SetLogLevel(LogLevel::ALL[at]));
    }
    text::helper(ui, &cx.t("logs-level-helper"));
}
