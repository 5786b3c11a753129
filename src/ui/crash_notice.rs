//! A small window that says that the program stopped, and where the report is. It runs in a process of its own.

use std::path::Path;

use egui::{CentralPanel, vec2};

use super::run::NoWindow;
use super::theme;
use super::widgets::{Button, CopyText, modal_footer, text};
use crate::domain::Lang;

/// Shows the notice until it is closed.
pub fn run(report: &Path, lang: Lang) -> Result<(), NoWindow> {
    let size = vec2(560.0, 240.0);
    let texts = crate::text::of(lang);
    let options = super::run::options(size, size, &texts.get("app-name"));
    let notice = Notice {
        report: report.display().to_string(),
        lang,
    };
    super::run::run_app(options, |creation| {
        theme::apply(&creation.egui_ctx);
        Ok(Box::new(notice))
    })
}

struct Notice {
    report: String,
    lang: Lang,
}

impl eframe::App for Notice {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let texts = crate::text::of(self.lang);
        let tokens = theme::of(ui);
        let frame = egui::Frame::new().fill(tokens.background).inner_margin(24);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            text::card_title(ui, &texts.get("stopped-title"));
            ui.add_space(theme::space::S);
            text::body(ui, &texts.get("stopped-body"));
            ui.add_space(theme::space::S);
            CopyText::new(&self.report, &texts.get("fault-copy")).show(ui);
            ui.add_space(theme::space::L);
            let close = modal_footer(ui, |ui| {
                Button::primary(&texts.get("modal-close"))
                    .show(ui)
                    .clicked()
            });
            if close {
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
        });
    }
}
