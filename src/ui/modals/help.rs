//! The shortcuts.

use egui::{Context, Grid};

use crate::desk::Action;
use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Modal, key_hint, modal_footer, text};

const KEYS: [(&str, &str); 20] = [
    ("F1", "help-f1"),
    ("F5", "help-f5"),
    ("F8", "help-f8"),
    ("Ctrl 1", "help-ctrl-1"),
    ("Ctrl 2", "help-ctrl-2"),
    ("Ctrl 3", "help-ctrl-3"),
    ("Ctrl 4", "help-ctrl-4"),
    ("Ctrl 5", "help-ctrl-5"),
    ("Ctrl 6", "help-ctrl-6"),
    ("Ctrl N", "help-ctrl-n"),
    ("Ctrl F", "help-ctrl-f"),
    ("Ctrl V", "help-ctrl-v"),
    ("Space", "help-space"),
    ("J, K", "help-j-k"),
    ("Enter", "help-enter"),
    ("R", "help-r"),
    ("P", "help-p"),
    ("Alt →", "help-alt-right"),
    ("Alt ←", "help-alt-left"),
    ("Esc", "help-esc"),
];

/// Shows the shortcuts.
pub fn show(cx: &mut Cx<'_>, ctx: &Context) {
    let answer = Modal::new("help", &cx.t("help-title"), &cx.t("modal-close")).show(ctx, |ui| {
        Grid::new("shortcuts")
            .num_columns(2)
            .spacing(egui::vec2(24.0, 10.0))
            .show(ui, |ui| {
                for (key, id) in KEYS {
                    key_hint(ui, key);
                    text::body(ui, &cx.t(id));
                    ui.end_row();
                }
            });
        modal_footer(ui, |ui| {
            Button::primary(&cx.t("modal-close")).show(ui).clicked()
        })
    });
    if answer.inner || answer.close {
        cx.act(Action::CloseModal);
    }
}
