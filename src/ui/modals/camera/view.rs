//! The picture of the camera: live with its guide and the countdown, or as it was taken.

use std::sync::Arc;

use egui::accesskit::Live;
use egui::epaint::{Mesh, Vertex};
use egui::{
    Align2, Color32, FontId, Id, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::guide;
use crate::desk::state::{Camera, CameraPhase};
use crate::desk::update::camera::seconds_left;
use crate::domain::Slot;
use crate::photo::Rgba;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Type, radius, size, space};
use crate::ui::widgets::{LoadingRow, paint};

/// Height of the number that counts down, in points.
const NUMBER: f32 = 72.0;

/// A person sees their own face as in a mirror; a card is read.
pub(super) fn is_mirrored(slot: Slot) -> bool {
    matches!(slot, Slot::Selfie | Slot::Gesture(_))
}

/// Shows the picture in its place.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, place: Rect, id: Id, camera: &Camera) {
    let tokens = theme::of(ui);
    let response = ui.interact(place, id, Sense::FOCUSABLE);
    let name = cx.t(match camera.phase {
        CameraPhase::Taken(_) => "camera-picture-taken",
        _ => "camera-picture",
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    ui.painter()
        .rect_filled(place, radius::M, tokens.background);
    let (picture, is_live) = match &camera.phase {
        CameraPhase::Taken(shot) => (Some(&shot.picture), false),
        _ => (camera.frame.as_ref(), true),
    };
    match picture {
        Some(picture) => {
            let rect = fitted(place, picture);
            // What was taken is shown as it is sent.
            image(cx, ui, rect, picture, is_live && is_mirrored(camera.slot));
            if is_live {
                let painter = ui.painter_at(rect);
                let (dim, line) = (tokens.picture_shade, tokens.on_picture);
                guide::paint(&painter, rect, camera.slot, dim, line);
                over(cx, ui, rect, camera);
            }
        }
        None => starting(cx, ui, place),
    }
    let edge = Stroke::new(1.0, tokens.line);
    ui.painter()
        .rect_stroke(place, radius::M, edge, StrokeKind::Inside);
    if response.has_focus() {
        ui.painter()
            .add(paint::focus_ring(place, radius::M, tokens));
    }
}

/// As large as fits, in the middle.
fn fitted(place: Rect, picture: &Rgba) -> Rect {
    let size = vec2(picture.width.max(1) as f32, picture.height.max(1) as f32);
    let scale = (place.size() / size).min_elem();
    Rect::from_center_size(place.center(), size * scale)
}

fn image(cx: &mut Cx<'_>, ui: &Ui, rect: Rect, picture: &Arc<Rgba>, is_mirrored: bool) {
    let texture = cx.textures.get(ui.ctx(), picture);
    let (left, right) = if is_mirrored { (1.0, 0.0) } else { (0.0, 1.0) };
    let mut mesh = Mesh::with_texture(texture.id());
    for (pos, uv) in [
        (rect.left_top(), pos2(left, 0.0)),
        (rect.right_top(), pos2(right, 0.0)),
        (rect.right_bottom(), pos2(right, 1.0)),
        (rect.left_bottom(), pos2(left, 1.0)),
    ] {
        mesh.vertices.push(Vertex {
            pos,
            uv,
            color: Color32::WHITE,
        });
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    ui.painter().add(Shape::mesh(mesh));
}

/// The countdown, and what is to be said of the light.
fn over(cx: &Cx<'_>, ui: &Ui, rect: Rect, camera: &Camera) {
    let tokens = theme::of(ui);
    if let CameraPhase::Counting { until } = camera.phase {
        let number = seconds_left(cx.state.now, until).to_string();
        let font = FontId::new(NUMBER, Type::Big.font().family);
        // In a corner: a face is held in the middle, and a person looks at it.
        let reach = NUMBER * 0.75;
        let at = rect.right_top() + vec2(-reach - space::M, reach + space::M);
        let painter = ui.painter();
        for _ in 0..2 {
            painter.circle_filled(at, reach, tokens.picture_shade);
        }
        painter.text(at, Align2::CENTER_CENTER, &number, font, tokens.on_picture);
        said(ui, rect, "countdown", &number, Live::Assertive);
        return;
    }
    let words = match camera.phase {
        CameraPhase::Taking => cx.t("camera-taking"),
        _ if camera.is_dark => cx.t("camera-dark"),
        _ => return,
    };
    let galley = paint::line(
        ui,
        &words,
        Type::BodyStrong,
        tokens.on_picture,
        rect.width() - 2.0 * space::XXL,
    );
    let pill = Rect::from_center_size(
        pos2(rect.center().x, rect.bottom() - space::XXL),
        galley.size() + vec2(2.0 * space::M, space::M),
    );
    // Twice: the picture below may be as light as the words.
    for _ in 0..2 {
        ui.painter()
            .rect_filled(pill, radius::L, tokens.picture_shade);
    }
    let left = pos2(pill.left() + space::M, pill.center().y);
    paint::galley_left(ui.painter(), left, &galley, tokens.on_picture);
    said(ui, pill, "hint", &words, Live::Polite);
}

/// Words that are painted, for those who listen.
fn said(ui: &Ui, rect: Rect, salt: &'static str, words: &str, live: Live) {
    let id = Id::unique(("said by the camera", salt));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_live(live));
}

fn starting(cx: &Cx<'_>, ui: &mut Ui, place: Rect) {
    let width = (place.width() - 2.0 * space::XXL).min(320.0);
    let words = Rect::from_center_size(place.center(), vec2(width, size::ROW));
    let mut middle = ui.new_child(UiBuilder::new().id_salt("starting").max_rect(words));
    LoadingRow::new(&cx.t("camera-starting")).show(&mut middle);
}
