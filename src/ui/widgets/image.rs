//! A texture in a place of other proportions.

use egui::epaint::RectShape;
use egui::{Color32, CornerRadius, Rect, TextureHandle, TextureId, Ui, Vec2, pos2};

/// A picture to draw: a texture that the caller holds.
#[derive(Debug, Clone, Copy)]
pub struct Image {
    id: TextureId,
    size: Vec2,
}

impl Image {
    /// Of a texture.
    pub fn of(handle: &TextureHandle) -> Self {
        Self {
            id: handle.id(),
            size: handle.size_vec2(),
        }
    }

    /// Draws all of it in the middle of `rect`, as large as it fits there; `tint` is white for the picture as it is.
    pub fn paint_whole(self, ui: &Ui, rect: Rect, corner: u8, tint: Color32) {
        if self.size.min_elem() <= 0.0 || !rect.is_positive() {
            return;
        }
        let scale = (rect.width() / self.size.x).min(rect.height() / self.size.y);
        let at = Rect::from_center_size(rect.center(), self.size * scale);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let shape =
            RectShape::filled(at, CornerRadius::same(corner), tint).with_texture(self.id, whole);
        ui.painter().add(shape);
    }
}
