//! A texture in a place of other proportions.

use egui::epaint::RectShape;
use egui::{Color32, CornerRadius, Rect, TextureHandle, TextureId, Ui, Vec2, pos2, vec2};

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

    /// The part of the texture that fills `rect` and keeps its proportions.
    fn cover(self, rect: Rect) -> Rect {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        if self.size.min_elem() <= 0.0 || rect.width() <= 0.0 || rect.height() <= 0.0 {
            return whole;
        }
        let (picture, place) = (self.size.x / self.size.y, rect.width() / rect.height());
        let shown = if picture > place {
            vec2(place / picture, 1.0)
        } else {
            vec2(1.0, picture / place)
        };
        Rect::from_center_size(whole.center(), shown)
    }

    pub(super) fn paint(self, ui: &Ui, rect: Rect, corners: CornerRadius) {
        let shape = RectShape::filled(rect, corners, Color32::WHITE)
            .with_texture(self.id, self.cover(rect));
        ui.painter().add(shape);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_the_picture_fills_the_place() {
        let image = |width, height| Image {
            id: TextureId::default(),
            size: vec2(width, height),
        };
        let place = Rect::from_min_size(pos2(7.0, 9.0), vec2(200.0, 100.0));
        let square = image(50.0, 50.0).cover(place);
        assert_eq!(square, Rect::from_min_max(pos2(0.0, 0.25), pos2(1.0, 0.75)));
        let wide = image(400.0, 100.0).cover(place);
        assert_eq!(wide, Rect::from_min_max(pos2(0.25, 0.0), pos2(0.75, 1.0)));
        let nothing = image(0.0, 0.0).cover(place);
        assert_eq!(nothing, Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)));
    }
}
