//! How a picture is looked at: as a whole, or at so many points of the screen for each of its own.

use egui::{Pos2, Rect, Vec2};

/// Most screen pixels for one of the picture.
const MAX_ZOOM: f32 = 8.0;

/// Zoom and place of a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Look {
    /// Screen pixels for one of the picture; `None` shows it as a whole.
    zoom: Option<f32>,
    /// From the middle of the room to the middle of the picture, in points.
    offset: Vec2,
}

/// The room for a picture, and the size of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Where it is shown, in points.
    pub place: Rect,
    /// Its size in pixels.
    pub picture: Vec2,
    /// Screen pixels for a point.
    pub pixels_per_point: f32,
}

impl Room {
    /// The zoom at which all of it is seen; never larger than it is.
    fn fit(&self) -> f32 {
        let pixels = self.place.size() * self.pixels_per_point;
        let scale = (pixels / self.picture.max(Vec2::splat(1.0))).min_elem();
        scale.clamp(1e-3, 1.0)
    }
}

impl Look {
    /// Screen pixels for one of the picture, in this room.
    pub(super) fn zoom(&self, room: &Room) -> f32 {
        self.zoom.map_or_else(
            || room.fit(),
            |zoom| zoom.clamp(room.fit().min(1.0), MAX_ZOOM),
        )
    }

    /// All of it, in the middle.
    pub(super) fn fit(&mut self) {
        *self = Self::default();
    }

    /// One screen pixel for each of the picture.
    pub(super) fn one_to_one(&mut self, room: &Room) {
        let by = 1.0 / self.zoom(room);
        self.offset *= by;
        self.zoom = Some(1.0);
    }

    /// Larger or smaller, so that what is at `around` stays there.
    pub(super) fn zoom_by(&mut self, room: &Room, by: f32, around: Pos2) {
        let before = self.zoom(room);
        let after = (before * by).clamp(room.fit(), MAX_ZOOM);
        if after <= room.fit() * 1.001 && by < 1.0 {
            self.fit();
            return;
        }
        let from_middle = around - room.place.center();
        self.offset = from_middle + (self.offset - from_middle) * (after / before);
        self.zoom = Some(after);
    }

    /// Elsewhere; [`Self::rect`] keeps it in its room.
    pub(super) fn move_by(&mut self, by: Vec2) {
        self.offset += by;
    }

    /// Where it is drawn. Its edge never leaves the edge of the room, if it is larger.
    pub(super) fn rect(&mut self, room: &Room) -> Rect {
        let drawn = room.picture * self.zoom(room) / room.pixels_per_point;
        let most = ((drawn - room.place.size()) / 2.0).max(Vec2::ZERO);
        self.offset = self.offset.clamp(-most, most);
        let rect = Rect::from_center_size(room.place.center() + self.offset, drawn);
        if self.zoom == Some(1.0) {
            // On whole screen pixels, so that each is one of the picture.
            let whole = |at: f32| (at * room.pixels_per_point).round() / room.pixels_per_point;
            return Rect::from_min_size(egui::pos2(whole(rect.min.x), whole(rect.min.y)), drawn);
        }
        rect
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    const ROOM: Room = Room {
        place: Rect {
            min: pos2(0.0, 0.0),
            max: pos2(400.0, 300.0),
        },
        picture: vec2(1600.0, 800.0),
        pixels_per_point: 2.0,
    };

    #[test]
    fn it_is_fitted_in_the_middle_and_never_larger_than_it_is() {
        let mut look = Look::default();
        let rect = look.rect(&ROOM);
        assert_eq!(rect.size(), vec2(400.0, 200.0));
        assert_eq!(rect.center(), ROOM.place.center());
        let small = Room {
            picture: vec2(80.0, 60.0),
            ..ROOM
        };
        assert_eq!(look.rect(&small).size(), vec2(40.0, 30.0));
    }

    #[test]
    fn a_hundred_percent_is_a_screen_pixel_for_each() {
        let mut look = Look::default();
        look.one_to_one(&ROOM);
        assert_eq!(look.zoom(&ROOM), 1.0);
        assert_eq!(look.rect(&ROOM).size(), vec2(800.0, 400.0));
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let mut look = Look::default();
        look.one_to_one(&ROOM);
        let pointer = pos2(300.0, 100.0);
        let share = |rect: Rect| (pointer - rect.min) / rect.size();
        let before = share(look.rect(&ROOM));
        look.zoom_by(&ROOM, 2.0, pointer);
        let after = share(look.rect(&ROOM));
        assert!((before - after).length() < 1e-3, "{before:?} {after:?}");
    }

    #[test]
    fn it_moves_and_zooms_within_bounds() {
        let mut look = Look::default();
        look.move_by(vec2(50.0, 50.0));
        assert_eq!(look.rect(&ROOM).center(), ROOM.place.center());
        look.zoom_by(&ROOM, 100.0, ROOM.place.center());
        assert_eq!(look.zoom(&ROOM), MAX_ZOOM);
        look.move_by(vec2(-99_999.0, 99_999.0));
        let rect = look.rect(&ROOM);
        assert!((rect.right() - 400.0).abs() < 0.01 && rect.top().abs() < 0.01);
        look.zoom_by(&ROOM, 1e-6, ROOM.place.center());
        assert_eq!(look, Look::default());
    }
}
