//! One picture in a place of its own: fitted, zoomed, turned by quarters, moved.

use std::sync::Arc;

use egui::epaint::{Mesh, Vertex};
use egui::{
    Color32, Id, Layout, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder,
    Vec2, WidgetInfo, pos2, vec2,
};

use crate::desk::state::ViewerSide;
use crate::photo::Rgba;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::{LoadingRow, paint, text};

/// Largest zoom, in times the fitted size.
const MAX_ZOOM: f32 = 8.0;

/// How a picture is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct View {
    zoom: f32,
    /// Quarter turns clockwise, 0 to 3.
    turns: usize,
    /// From the middle of the place to the middle of the picture, in points.
    offset: Vec2,
    /// Screen pixels for one of the picture, as it was drawn last.
    scale: f32,
}

impl Default for View {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            turns: 0,
            offset: Vec2::ZERO,
            scale: 1.0,
        }
    }
}

impl View {
    /// Screen pixels for one of the picture, as a hundredth part.
    pub(super) fn percent(&self) -> i64 {
        (self.scale * 100.0).round() as i64
    }

    /// One screen pixel for each of the picture.
    pub(super) fn one_to_one(&mut self) {
        self.zoom_to(self.zoom / self.scale.max(1e-3));
    }

    /// Larger than its place.
    pub(super) fn is_zoomed(&self) -> bool {
        self.zoom > 1.0
    }

    /// Larger or smaller, around the middle of the place.
    pub(super) fn zoom_by(&mut self, by: f32) {
        self.zoom_to(self.zoom * by);
    }

    fn zoom_to(&mut self, zoom: f32) {
        let before = self.zoom;
        // Each pixel of a picture can be seen, however much larger than its place it is.
        let most = MAX_ZOOM.max(before / self.scale.max(1e-3));
        self.zoom = zoom.clamp(1.0, most);
        self.offset *= self.zoom / before;
        self.scale *= self.zoom / before;
    }

    /// As a whole, in the middle.
    pub(super) fn fit(&mut self) {
        self.zoom_to(1.0);
        self.offset = Vec2::ZERO;
    }

    /// A quarter turn clockwise.
    pub(super) fn turn(&mut self) {
        self.turns = (self.turns + 1) % 4;
        self.offset = Vec2::ZERO;
    }

    /// Elsewhere; [`Self::place`] keeps it in its place.
    pub(super) fn move_by(&mut self, by: Vec2) {
        self.offset += by;
    }

    /// Where a picture of this size is drawn. Its edge never leaves the edge of the place, if it is larger.
    fn place(&mut self, place: Rect, picture: Vec2, pixels_per_point: f32) -> Rect {
        let turned = if self.turns % 2 == 1 {
            vec2(picture.y, picture.x)
        } else {
            picture
        };
        let points = turned / pixels_per_point;
        let fit = (place.size() / points).min_elem().min(1.0);
        self.scale = fit * self.zoom;
        let drawn = points * self.scale;
        let most = ((drawn - place.size()) / 2.0).max(Vec2::ZERO);
        self.offset = self.offset.clamp(-most, most);
        Rect::from_center_size(place.center() + self.offset, drawn)
    }

    /// The corners of the texture for those of the place, from top left clockwise.
    fn corners(&self) -> [egui::Pos2; 4] {
        let whole = [
            pos2(0.0, 0.0),
            pos2(1.0, 0.0),
            pos2(1.0, 1.0),
            pos2(0.0, 1.0),
        ];
        std::array::from_fn(|at| whole[(at + 4 - self.turns) % 4])
    }
}

/// Shows the picture of a side, or that it is being opened, or why there is none.
pub(super) fn show(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    place: Rect,
    id: Id,
    name: &str,
    side: &ViewerSide,
    view: &mut View,
) -> Response {
    let tokens = theme::of(ui);
    let response = ui.interact(place, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    ui.painter()
        .rect_filled(place, radius::M, tokens.background);
    if let Some(picture) = &side.picture {
        input(ui, &response, view);
        picture_in(cx, ui, place, picture, view);
    } else {
        let words = Rect::from_center_size(
            place.center(),
            vec2((place.width() - 2.0 * space::XXL).min(320.0), 64.0),
        );
        let builder = UiBuilder::new()
            .id_salt(("words", id))
            .max_rect(words)
            .layout(Layout::top_down(egui::Align::Center));
        let mut middle = ui.new_child(builder);
        match &side.error {
            Some(told) => text::body(&mut middle, &told.full(cx.tr)),
            None => LoadingRow::new(&cx.t("case-viewer-opening")).show(&mut middle),
        };
    }
    let edge = Stroke::new(1.0, tokens.line);
    ui.painter()
        .rect_stroke(place, radius::M, edge, StrokeKind::Inside);
    if response.has_focus() {
        ui.painter()
            .add(paint::focus_ring(place, radius::M, tokens));
    }
    response
}

/// Dragging moves; the wheel with Ctrl, or two fingers, zoom.
fn input(ui: &Ui, response: &Response, view: &mut View) {
    if response.dragged() {
        view.move_by(response.drag_delta());
    }
    if response.hovered() {
        let by = ui.input(egui::InputState::zoom_delta);
        if by > 0.0 && by != 1.0 {
            view.zoom_by(by);
        }
    }
}

fn picture_in(cx: &mut Cx<'_>, ui: &Ui, place: Rect, picture: &Arc<Rgba>, view: &mut View) {
    let texture = cx.textures.get(ui.ctx(), picture);
    let rect = view.place(place, texture.size_vec2(), ui.pixels_per_point());
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
    ];
    let vertex = |(pos, uv)| Vertex {
        pos,
        uv,
        color: Color32::WHITE,
    };
    let mut mesh = Mesh::with_texture(texture.id());
    mesh.vertices = corners
        .into_iter()
        .zip(view.corners())
        .map(vertex)
        .collect();
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    ui.painter_at(place).add(Shape::mesh(mesh));
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Rect = Rect {
        min: pos2(0.0, 0.0),
        max: pos2(400.0, 300.0),
    };

    #[test]
    fn a_picture_is_fitted_in_the_middle() {
        let mut view = View::default();
        let rect = view.place(PLACE, vec2(800.0, 400.0), 1.0);
        assert_eq!(rect.size(), vec2(400.0, 200.0));
        assert_eq!(rect.center(), PLACE.center());
        let small = view.place(PLACE, vec2(40.0, 30.0), 1.0);
        assert_eq!(small.size(), vec2(40.0, 30.0), "never larger than it is");
    }

    #[test]
    fn a_turned_picture_is_fitted_anew() {
        let mut view = View::default();
        view.turn();
        let rect = view.place(PLACE, vec2(800.0, 400.0), 1.0);
        assert_eq!(rect.size(), vec2(150.0, 300.0));
        // Clockwise: what was at the bottom left is at the top left.
        assert_eq!(view.corners()[0], pos2(0.0, 1.0));
        for _ in 0..3 {
            view.turn();
        }
        assert_eq!((view.turns, view.zoom), (0, 1.0));
    }

    #[test]
    fn it_moves_within_its_edges_and_no_further() {
        let mut view = View::default();
        view.move_by(vec2(50.0, 50.0));
        let rect = view.place(PLACE, vec2(800.0, 400.0), 1.0);
        assert_eq!(rect.center(), PLACE.center(), "nothing is hidden");
        view.zoom_by(2.0);
        view.move_by(vec2(-1000.0, 1000.0));
        let rect = view.place(PLACE, vec2(800.0, 400.0), 1.0);
        assert_eq!(rect.right(), PLACE.right());
        assert_eq!(rect.top(), PLACE.top());
        view.zoom_by(100.0);
        assert_eq!(view.zoom, MAX_ZOOM);
        view.zoom_by(0.001);
        assert!(!view.is_zoomed());
    }

    #[test]
    fn a_hundred_percent_is_a_screen_pixel_for_each() {
        let mut view = View::default();
        view.place(PLACE, vec2(8000.0, 4000.0), 2.0);
        assert_eq!(view.percent(), 10);
        view.one_to_one();
        assert_eq!(view.percent(), 100);
        let rect = view.place(PLACE, vec2(8000.0, 4000.0), 2.0);
        assert_eq!(rect.size(), vec2(4000.0, 2000.0));
        view.fit();
        assert_eq!(view.percent(), 10);
        assert!(!view.is_zoomed());
    }
}
