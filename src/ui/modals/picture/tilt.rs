//! The slider for a fine rotation.

use egui::{EventFilter, Id, Key, Modifiers, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::keys::{COARSE, FINE};
use crate::domain::edit::MAX_TILT;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widgets::paint;

/// What a slider asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tilted {
    /// In the middle of a drag.
    Try(i16),
    /// Chosen.
    Set(i16),
}

/// A fine rotation that is allowed.
pub(super) fn within(tenths: i16) -> i16 {
    tenths.clamp(-MAX_TILT, MAX_TILT)
}

/// Shows the slider; `value` is in tenths of a degree.
pub(super) fn slider(ui: &mut Ui, name: &str, shown: &str, value: i16) -> Option<Tilted> {
    let tokens = theme::of(ui);
    let width = ui.available_width();
    let (_, rect) = ui.allocate_space(vec2(width, size::BUTTON_SMALL));
    let id = Id::unique("tilt of the picture");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, name));
    ui.accesskit_node_builder(id, |node| {
        node.set_numeric_value(f64::from(value) / 10.0);
        node.set_min_numeric_value(-f64::from(MAX_TILT) / 10.0);
        node.set_max_numeric_value(f64::from(MAX_TILT) / 10.0);
        node.set_value(shown);
    });
    let track = rect.shrink2(vec2(space::S, 0.0));
    let most = f32::from(MAX_TILT);
    let x_of = |tenths: i16| {
        egui::remap(
            f32::from(tenths),
            -most..=most,
            track.left()..=track.right(),
        )
    };
    let middle = track.center().y;
    let painter = ui.painter();
    if response.has_focus() {
        painter.add(paint::focus_ring(rect, radius::M, tokens));
    }
    let line = Stroke::new(4.0, tokens.line_strong);
    painter.hline(track.x_range(), middle, line);
    for tenths in (-4..=4).map(|step| step * 100) {
        let height = if tenths == 0 { 10.0 } else { 6.0 };
        let ends = (middle - height)..=(middle - 4.0);
        painter.vline(x_of(tenths), ends, Stroke::new(1.0, tokens.subdued));
    }
    painter.line_segment(
        [pos2(x_of(0), middle), pos2(x_of(value), middle)],
        Stroke::new(4.0, tokens.accent),
    );
    let knob = pos2(x_of(value), middle);
    let edge = Stroke::new(1.0, tokens.on_accent);
    let fill = if response.hovered() || response.dragged() {
        tokens.accent_hover
    } else {
        tokens.accent
    };
    painter.circle(knob, 8.0, fill, edge);

    let pointed = response.interact_pointer_pos().map(|pointer| {
        let tenths = egui::remap_clamp(pointer.x, track.left()..=track.right(), -most..=most);
        // It stays at none a little, to be found again.
        if tenths.abs() < 4.0 {
            0
        } else {
            tenths.round() as i16
        }
    });
    if response.double_clicked() {
        return Some(Tilted::Set(0));
    }
    if response.drag_stopped() {
        return Some(Tilted::Set(value));
    }
    if response.dragged() {
        return pointed.map(Tilted::Try);
    }
    if response.clicked()
        && let Some(pointed) = pointed
    {
        response.request_focus();
        return Some(Tilted::Set(pointed));
    }
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: false,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let by = ui.input_mut(|input| {
        let mut by = 0;
        for (key, sign) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
            if input.consume_key(Modifiers::SHIFT, key) {
                by += sign * COARSE;
            } else if input.consume_key(Modifiers::NONE, key) {
                by += sign * FINE;
            }
        }
        by
    });
    (by != 0).then(|| Tilted::Set(within(value + by)))
}
