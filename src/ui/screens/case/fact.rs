//! Label and value in a narrow panel: both wrap, and neither pushes the panel wider.

use egui::{Align, Layout, Ui, vec2};

use crate::ui::theme::space;
use crate::ui::widgets::text;

/// Width of the labels.
pub(super) const LABEL: f32 = 112.0;

/// A row of label and value.
pub(super) fn fact(ui: &mut Ui, label: &str, value: &str) {
    row(ui, label, |ui| {
        text::value(ui, value);
    });
}

/// A row of a label and whatever stands beside it.
pub(super) fn row(ui: &mut Ui, label: &str, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        column(ui, LABEL - space::S, |ui| {
            text::subdued(ui, label);
        });
        column(ui, ui.available_width(), content);
    });
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        content(ui);
    });
}
