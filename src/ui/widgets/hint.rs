//! The small box that names keys.

use std::sync::Arc;

use egui::{
    Color32, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use super::paint;
use crate::ui::theme::{self, Type};

/// Names keys, e.g. `Ctrl F`.
pub fn key_hint(ui: &mut Ui, keys: &str) -> Response {
    let tokens = theme::of(ui);
    let galley = galley(ui, keys);
    let (rect, response) = ui.allocate_exact_size(size_of(&galley), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    paint(ui, rect, &galley, tokens.subdued, tokens.line_strong);
    response
}

pub(super) fn galley(ui: &Ui, keys: &str) -> Arc<Galley> {
    paint::line(ui, keys, Type::Hint, Color32::PLACEHOLDER, f32::INFINITY)
}

pub(super) fn size_of(galley: &Galley) -> Vec2 {
    vec2((galley.size().x + 8.0).max(17.0).round(), 17.0)
}

pub(super) fn paint(ui: &Ui, rect: Rect, galley: &Arc<Galley>, text: Color32, edge: Color32) {
    ui.painter()
        .rect_stroke(rect, 4, Stroke::new(1.0, edge), StrokeKind::Inside);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, Arc::clone(galley), text);
}
