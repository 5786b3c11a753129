//! The handles of a crop and of four corners, by mouse and by keyboard.

use egui::{
    CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Shape, Stroke, StrokeKind,
    TextureId, Ui, Vec2, WidgetInfo, vec2,
};

use super::grips::{self, GRIPS, Grip};
use super::stage::on_screen;
use super::{Part, ask, canvas};
use crate::desk::state::EditorAction;
use crate::domain::Edit;
use crate::domain::edit::{Area, Cut, Point, WHOLE};
use crate::photo::edit::Plan;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, radius};
use crate::ui::widgets::paint;

/// Side of what can be taken hold of, in points.
const HOLD: f32 = 28.0;
/// Radius of what is seen of it.
const DOT: f32 = 6.0;
/// One press of an arrow, and with Shift, in ten-thousandths of the picture.
const NUDGE: f32 = 10.0;
const LEAP: f32 = 100.0;
/// Side of the magnifier in points, and how much larger it shows.
const LOUPE: f32 = 132.0;
const LOUPE_ZOOM: f32 = 4.0;

const GRIP_NAMES: [&str; 8] = [
    "editor-grip-top-left",
    "editor-grip-top",
    "editor-grip-top-right",
    "editor-grip-right",
    "editor-grip-bottom-right",
    "editor-grip-bottom",
    "editor-grip-bottom-left",
    "editor-grip-left",
];
const CORNER_NAMES: [&str; 4] = [
    "editor-corner-top-left",
    "editor-corner-top-right",
    "editor-corner-bottom-right",
    "editor-corner-bottom-left",
];

/// Where the rotated picture is drawn.
pub(super) struct Frame {
    /// What may be drawn on.
    pub place: Rect,
    /// The picture after both rotations.
    pub rect: Rect,
    /// Its geometry.
    pub plan: Plan,
    /// The original.
    pub texture: TextureId,
}

/// Shows the handles of the cut.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, frame: &Frame, part: &Part<'_>) {
    match part.edit.cut {
        Cut::None => {}
        Cut::Crop(area) => crop(cx, ui, frame, part, area),
        Cut::Corners(corners) => four(cx, ui, frame, part, corners),
    }
}

/// How far something was moved, in points or in units; and whether that is a step.
struct Moved {
    points: Vec2,
    units: Vec2,
    is_held: bool,
    is_done: bool,
    is_looked_at: bool,
}

impl Moved {
    /// In ten-thousandths of the picture.
    fn by(&self, rect: Rect) -> (i32, i32) {
        let dragged = self.points / rect.size().max(Vec2::splat(1.0)) * f32::from(WHOLE);
        let by = dragged + self.units;
        (by.x.round() as i32, by.y.round() as i32)
    }
}

/// What can be dragged, and moved by the arrows once it has the focus.
fn moved(ui: &Ui, id: Id, place: Rect, name: &str, cursor: CursorIcon) -> Moved {
    let response = ui
        .interact(place, id, Sense::click_and_drag())
        .on_hover_cursor(cursor);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, name));
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    let mut units = Vec2::ZERO;
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let arrows = [
            (Key::ArrowLeft, vec2(-1.0, 0.0)),
            (Key::ArrowRight, vec2(1.0, 0.0)),
            (Key::ArrowUp, vec2(0.0, -1.0)),
            (Key::ArrowDown, vec2(0.0, 1.0)),
        ];
        ui.input_mut(|input| {
            for (key, by) in arrows {
                if input.consume_key(Modifiers::SHIFT, key) {
                    units += by * LEAP;
                } else if input.consume_key(Modifiers::NONE, key) {
                    units += by * NUDGE;
                }
            }
        });
    }
    Moved {
        points: response.drag_delta(),
        units,
        is_held: response.dragged(),
        is_done: response.drag_stopped() || units != Vec2::ZERO,
        is_looked_at: response.dragged() || response.has_focus(),
    }
}

/// A knob that is moved across: by how many points. An arrow moves it by `step`.
pub(super) fn knob(ui: &Ui, id: Id, place: Rect, name: &str, step: f32) -> Vec2 {
    let moved = moved(ui, id, place, name, CursorIcon::ResizeHorizontal);
    moved.points + moved.units / NUDGE * step
}

/// The dot of a handle.
pub(super) fn dot(ui: &Ui, id: Id, at: egui::Pos2) {
    let tokens = theme::of(ui);
    let rect = Rect::from_center_size(at, Vec2::splat(2.0 * DOT));
    if ui.memory(|memory| memory.has_focus(id)) {
        ui.painter().add(paint::focus_ring(rect, DOT as u8, tokens));
    }
    let edge = Stroke::new(2.0, tokens.accent);
    ui.painter().circle(at, DOT, tokens.on_picture, edge);
}

/// Shows and keeps a cut that was moved.
fn take(cx: &mut Cx<'_>, part: &Part<'_>, moved: &Moved, cut: Cut) {
    let edit = Edit { cut, ..part.edit };
    if moved.is_done {
        ask(cx, EditorAction::Set(edit));
    } else if moved.is_held && edit != part.edit {
        ask(cx, EditorAction::Try(edit));
    }
}

fn crop(cx: &mut Cx<'_>, ui: &Ui, frame: &Frame, part: &Part<'_>, area: Area) {
    let [min, _, max, _] = area
        .corners()
        .map(|point| on_screen(frame.rect, point.x, point.y));
    let cut = Rect::from_min_max(min, max);
    shade(ui, frame, cut);
    let inside = Id::unique("crop of the picture");
    let name = cx.t("editor-grip-all");
    let all = moved(ui, inside, cut.shrink(HOLD / 2.0), &name, CursorIcon::Move);
    let mut done = [((0, 0), all)].into_iter().collect::<Vec<(Grip, Moved)>>();
    let id = |at: usize| Id::unique(("grip of the crop", at));
    let place = |grip: Grip| {
        let share = vec2(f32::from(grip.0), f32::from(grip.1)) / 2.0;
        cut.center() + share * cut.size()
    };
    for (at, (grip, name)) in GRIPS.into_iter().zip(GRIP_NAMES).enumerate() {
        let hold = Rect::from_center_size(place(grip), Vec2::splat(HOLD));
        let cursor = match grip {
            (0, _) => CursorIcon::ResizeVertical,
            (_, 0) => CursorIcon::ResizeHorizontal,
            (-1, -1) | (1, 1) => CursorIcon::ResizeNwSe,
            _ => CursorIcon::ResizeNeSw,
        };
        done.push((grip, moved(ui, id(at), hold, &cx.t(name), cursor)));
    }
    let tokens = theme::of(ui);
    let painter = ui.painter_at(frame.place);
    if ui.memory(|memory| memory.has_focus(inside)) {
        painter.add(paint::focus_ring(cut, 0, tokens));
    }
    let line = Stroke::new(2.0, tokens.accent);
    painter.rect_stroke(cut, 0.0, line, StrokeKind::Middle);
    for third in [1.0 / 3.0, 2.0 / 3.0] {
        let fine = Stroke::new(1.0, tokens.on_picture.gamma_multiply(0.5));
        painter.vline(
            egui::lerp(cut.left()..=cut.right(), third),
            cut.y_range(),
            fine,
        );
        painter.hline(
            cut.x_range(),
            egui::lerp(cut.top()..=cut.bottom(), third),
            fine,
        );
    }
    for (at, grip) in GRIPS.into_iter().enumerate() {
        dot(ui, id(at), place(grip));
    }
    for (grip, moved) in done {
        if moved.is_held || moved.is_done {
            let area = grips::cropped(&frame.plan, area, grip, moved.by(frame.rect));
            take(cx, part, &moved, Cut::Crop(area));
        }
    }
}

/// What is cut away is dimmed.
fn shade(ui: &Ui, frame: &Frame, cut: Rect) {
    let shade = theme::of(ui).picture_shade;
    let seen = frame.rect.intersect(frame.place);
    let painter = ui.painter_at(seen);
    let beside = [
        seen.with_max_y(cut.top()),
        seen.with_min_y(cut.bottom()),
        cut.with_min_x(seen.left()).with_max_x(cut.left()),
        cut.with_min_x(cut.right()).with_max_x(seen.right()),
    ];
    for rect in beside.into_iter().filter(Rect::is_positive) {
        painter.rect_filled(rect, 0.0, shade);
    }
}

fn four(cx: &mut Cx<'_>, ui: &Ui, frame: &Frame, part: &Part<'_>, corners: [Point; 4]) {
    let tokens = theme::of(ui);
    let places = corners.map(|point| on_screen(frame.rect, point.x, point.y));
    let painter = ui.painter_at(frame.place);
    let ground = tokens.accent.gamma_multiply(0.14);
    let line = Stroke::new(2.0, tokens.accent);
    painter.add(Shape::convex_polygon(places.to_vec(), ground, line));
    let id = |at: usize| Id::unique(("corner of the card", at));
    let mut magnified = None;
    for (at, (place, name)) in places.into_iter().zip(CORNER_NAMES).enumerate() {
        let hold = Rect::from_center_size(place, Vec2::splat(HOLD));
        let moved = moved(ui, id(at), hold, &cx.t(name), CursorIcon::Crosshair);
        dot(ui, id(at), place);
        if moved.is_held || moved.is_done {
            let corners = grips::cornered(corners, at, moved.by(frame.rect));
            take(cx, part, &moved, Cut::Corners(corners));
        }
        if moved.is_looked_at {
            magnified = Some(at);
        }
    }
    if let Some(at) = magnified {
        loupe(ui, frame, &places, at);
    }
}

/// The surroundings of a corner, larger, where they hide nothing of it: in the opposite corner of the place.
fn loupe(ui: &Ui, frame: &Frame, places: &[egui::Pos2; 4], at: usize) {
    let tokens = theme::of(ui);
    let Some(point) = places.get(at).copied() else {
        return;
    };
    let middle = frame.place.center();
    let x = if point.x < middle.x {
        frame.place.right() - LOUPE / 2.0 - 8.0
    } else {
        frame.place.left() + LOUPE / 2.0 + 8.0
    };
    let y = frame.place.top() + LOUPE / 2.0 + 8.0;
    let y = if point.y < middle.y {
        frame.place.bottom() - LOUPE / 2.0 - 8.0
    } else {
        y
    };
    let glass = Rect::from_center_size(egui::pos2(x, y), Vec2::splat(LOUPE));
    let enlarged = |place: egui::Pos2| glass.center() + (place - point) * LOUPE_ZOOM;
    let rect = Rect::from_min_max(enlarged(frame.rect.min), enlarged(frame.rect.max));
    let painter = ui.painter_at(glass.expand(2.0));
    painter.rect_filled(glass, radius::M, tokens.background);
    let inner = ui.painter_at(glass.shrink(1.0));
    canvas::rotated(&inner, frame.texture, &frame.plan, rect);
    let line = Stroke::new(1.5, tokens.accent);
    let (before, after) = (places[(at + 3) % 4], places[(at + 1) % 4]);
    for end in [before, after] {
        inner.line_segment([glass.center(), enlarged(end)], line);
    }
    painter.rect_stroke(
        glass,
        radius::M,
        Stroke::new(2.0, tokens.accent),
        StrokeKind::Inside,
    );
}
