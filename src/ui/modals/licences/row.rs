//! A part in the list.

use egui::{Color32, CursorIcon, Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::licences::Part;
use crate::ui::theme::{self, Type, size, space};
use crate::ui::widgets::paint;

/// Shows it. The chosen one is the only stop of Tab in the whole list, and takes the focus when the list is gone to.
pub(super) fn show(ui: &mut Ui, id: Id, part: &Part, is_chosen: bool, arrives: bool) -> Response {
    let tokens = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::ROW));
    if is_chosen && arrives {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let sense = if is_chosen {
        Sense::click()
    } else {
        Sense::CLICK
    };
    let response = ui.interact(rect, id, sense);
    let detail = format!("{} · {}", part.version, part.licence);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, part.name));
    ui.accesskit_node_builder(id, |node| node.set_description(detail.clone()));
    let (fill, below) = match (is_chosen, response.hovered()) {
        (true, _) => (Some(tokens.accent_soft), tokens.text),
        (false, true) => (Some(tokens.background), tokens.subdued),
        (false, false) => (None, tokens.subdued),
    };
    paint::row(ui, rect, fill, response.has_focus());
    let words = |text: &str, kind: Type, colour: Color32, lower: f32| {
        let galley = paint::line(ui, text, kind, colour, rect.width() - 2.0 * space::M);
        let at = pos2(rect.left() + space::M, rect.center().y + lower);
        paint::galley_left(ui.painter(), at, &galley, colour);
    };
    words(part.name, Type::BodyMedium, tokens.text_strong, -8.0);
    words(&detail, Type::Helper, below, 9.0);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
