//! The picture itself: what is sent, its original, both; zoomed, moved, with what was found on it.

use std::sync::Arc;

use egui::{
    Align, EventFilter, Id, Key, Layout, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke,
    StrokeKind, TextureHandle, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::look::Room;
use super::{Compare, Looks, Part, Zoom, canvas, findings, handles, stage_id};
use crate::desk::explain::Told;
use crate::domain::edit::Cut;
use crate::photo::Rgba;
use crate::photo::edit::Plan;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widgets::{LoadingRow, paint, text};

/// Points that an arrow moves a picture.
const MOVE: f32 = 48.0;
/// How much a notch of the wheel zooms: so many points of scrolling are a factor of e.
const WHEEL: f32 = 240.0;
/// Kept free around a picture on which handles are.
const MARGIN: f32 = 20.0;

/// Shows the stage in its place.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, place: Rect, part: &Part<'_>, looks: &mut Looks) {
    let tokens = theme::of(ui);
    let response = ui.interact(place, stage_id(), Sense::click_and_drag());
    let name = cx.t(if part.editor.is_editing {
        "editor-stage-original"
    } else {
        "editor-stage-sent"
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    ui.painter()
        .rect_filled(place, radius::M, tokens.background);
    if response.clicked() {
        response.request_focus();
    }
    if part.editor.is_editing {
        edited(cx, ui, place, part, looks, &response);
    } else {
        sent(cx, ui, place, part, looks, &response);
    }
    let edge = Stroke::new(1.0, tokens.line);
    ui.painter()
        .rect_stroke(place, radius::M, edge, StrokeKind::Inside);
    if response.has_focus() {
        ui.painter()
            .add(paint::focus_ring(place, radius::M, tokens));
        pan_by_keys(ui, looks);
    }
}

fn pan_by_keys(ui: &Ui, looks: &mut Looks) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(stage_id(), filter));
    let arrows = [
        (Key::ArrowLeft, vec2(MOVE, 0.0)),
        (Key::ArrowRight, vec2(-MOVE, 0.0)),
        (Key::ArrowUp, vec2(0.0, MOVE)),
        (Key::ArrowDown, vec2(0.0, -MOVE)),
    ];
    for (key, by) in arrows {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            looks.look.move_by(by);
        }
    }
}

/// Where a picture of this size in pixels is drawn, after what the pointer and the keys ask of the zoom.
fn placed(ui: &Ui, place: Rect, pixels: Vec2, looks: &mut Looks, response: &Response) -> Rect {
    let room = Room {
        place,
        picture: pixels,
        pixels_per_point: ui.pixels_per_point(),
    };
    let look = &mut looks.look;
    match looks.zoom.take() {
        Some(Zoom::By(by)) => look.zoom_by(&room, by, place.center()),
        Some(Zoom::Fit) => look.fit(),
        Some(Zoom::OneToOne) => look.one_to_one(&room),
        None => {}
    }
    if response.dragged() {
        look.move_by(response.drag_delta());
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if let Some(pointer) =
        pointer.filter(|pointer| response.contains_pointer() && place.contains(*pointer))
    {
        let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let by = pinch * (wheel / WHEEL).exp();
        if (by - 1.0).abs() > 1e-4 {
            look.zoom_by(&room, by, pointer);
        }
    }
    looks.percent = (look.zoom(&room) * 100.0).round() as i64;
    look.rect(&room)
}

fn pixels(picture: &Rgba) -> Vec2 {
    vec2(picture.width as f32, picture.height as f32)
}

/// A picture, or that it is being opened, or why there is none.
fn texture(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    place: Rect,
    picture: Option<&Arc<Rgba>>,
    error: Option<&Told>,
) -> Option<(TextureHandle, Vec2)> {
    if let Some(picture) = picture {
        return Some((cx.textures.pixels(ui.ctx(), picture), pixels(picture)));
    }
    let words = Rect::from_center_size(
        place.center(),
        vec2((place.width() - 2.0 * space::XXL).clamp(40.0, 320.0), 64.0),
    );
    let builder = UiBuilder::new()
        .id_salt(("words", place.left() as i32))
        .max_rect(words)
        .layout(Layout::top_down(Align::Center));
    let mut middle = ui.new_child(builder);
    match error {
        Some(told) => text::body(&mut middle, &told.full(cx.tr)),
        None => LoadingRow::new(&cx.t("picture-opening")).show(&mut middle),
    };
    None
}

fn paint_whole(ui: &Ui, clip: Rect, handle: &TextureHandle, rect: Rect) {
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    let painter = ui.painter_at(clip);
    painter.image(handle.id(), rect, whole, egui::Color32::WHITE);
}

/// What is sent, its original, or both.
fn sent(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    place: Rect,
    part: &Part<'_>,
    looks: &mut Looks,
    response: &Response,
) {
    let editor = part.editor;
    let compare = if looks.held {
        Compare::Original
    } else {
        looks.compare
    };
    let half = (place.width() - space::M) / 2.0;
    match compare {
        Compare::Original => {
            let error = editor.no_original.as_ref();
            let shown = texture(cx, ui, place, editor.original.as_ref(), error);
            if let Some((handle, size)) = shown {
                let rect = placed(ui, place, size, looks, response);
                paint_whole(ui, place, &handle, rect);
                caption(cx, ui, place, "editor-compare-original");
            }
        }
        Compare::Sent => {
            let shown = texture(cx, ui, place, editor.sent.as_ref(), editor.error.as_ref());
            if let Some((handle, size)) = shown {
                let rect = placed(ui, place, size, looks, response);
                paint_whole(ui, place, &handle, rect);
                if looks.overlay {
                    findings::overlay(ui, place, rect, part, looks);
                }
            }
        }
        Compare::Beside => {
            let left = place.with_max_x(place.left() + half);
            let right = place.with_min_x(place.right() - half);
            let shown = texture(cx, ui, right, editor.sent.as_ref(), editor.error.as_ref());
            if let Some((handle, size)) = shown {
                let rect = placed(ui, right, size, looks, response);
                paint_whole(ui, right, &handle, rect);
            }
            caption(cx, ui, right, "editor-compare-sent");
            let error = editor.no_original.as_ref();
            let shown = texture(cx, ui, left, editor.original.as_ref(), error);
            if let Some((handle, size)) = shown {
                // As large as the other one, so that both are looked at alike.
                let sent = editor.sent.as_deref().map_or(size, pixels);
                let size = size * (sent.max_elem() / size.max_elem());
                let room = Room {
                    place: left,
                    picture: size,
                    pixels_per_point: ui.pixels_per_point(),
                };
                let rect = looks.look.rect(&room);
                paint_whole(ui, left, &handle, rect);
            }
            caption(cx, ui, left, "editor-compare-original");
        }
        Compare::Wipe => wipe(cx, ui, place, part, looks, response),
    }
}

/// Both on one another: left of the divider the original, cut as the picture is, right of it what is sent.
fn wipe(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    place: Rect,
    part: &Part<'_>,
    looks: &mut Looks,
    response: &Response,
) {
    let editor = part.editor;
    let shown = texture(cx, ui, place, editor.sent.as_ref(), editor.error.as_ref());
    let Some((sent, size)) = shown else {
        return;
    };
    let rect = placed(ui, place, size, looks, response);
    paint_whole(ui, place, &sent, rect);
    let Some(original) = &editor.original else {
        return;
    };
    let seen = rect.intersect(place);
    let x = egui::lerp(seen.x_range().min..=seen.x_range().max, looks.wipe);
    let handle = cx.textures.pixels(ui.ctx(), original);
    let made = part.picture.made.edit;
    let plan = Plan::of(original.width, original.height, &made);
    let painter = ui.painter_at(seen.with_max_x(x));
    canvas::result(&painter, handle.id(), &plan, &made, rect);
    caption(cx, ui, place, "editor-compare-original");
    let name = cx.t("editor-divider");
    let knob = Rect::from_center_size(pos2(x, seen.center().y), Vec2::splat(size::BUTTON_SMALL));
    let by = handles::knob(ui, Id::unique("divider"), knob, &name, 0.02 * seen.width());
    let tokens = theme::of(ui);
    ui.painter_at(seen)
        .vline(x, seen.y_range(), Stroke::new(2.0, tokens.accent));
    handles::dot(ui, Id::unique("divider"), knob.center());
    looks.wipe = ((x + by.x - seen.left()) / seen.width().max(1.0)).clamp(0.0, 1.0);
}

/// What a picture is, in its top left corner.
fn caption(cx: &Cx<'_>, ui: &Ui, place: Rect, id: &'static str) {
    let tokens = theme::of(ui);
    let colour = tokens.on_picture;
    let words = paint::line(
        ui,
        &cx.t(id),
        theme::Type::HelperStrong,
        colour,
        place.width() - 24.0,
    );
    let at = place.min + vec2(space::S, space::S);
    let ground = Rect::from_min_size(at, words.size() + vec2(16.0, 8.0));
    ui.painter()
        .rect_filled(ground, radius::S, tokens.picture_shade);
    let left = pos2(ground.left() + 8.0, ground.center().y);
    paint::galley_left(ui.painter(), left, &words, colour);
}

/// The original with what is being done to it: as it will be, or with the handles of its cut.
fn edited(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    place: Rect,
    part: &Part<'_>,
    looks: &mut Looks,
    response: &Response,
) {
    let editor = part.editor;
    let error = editor.no_original.as_ref();
    let shown = texture(cx, ui, place, editor.original.as_ref(), error);
    let (Some((handle, size)), Some(original)) = (shown, &editor.original) else {
        return;
    };
    if looks.held {
        let rect = placed(ui, place, size, looks, response);
        paint_whole(ui, place, &handle, rect);
        caption(cx, ui, place, "editor-compare-original");
        return;
    }
    let plan = Plan::of(original.width, original.height, &part.edit);
    if looks.result || part.edit.cut == Cut::None {
        let (width, height) = plan.size();
        let rect = placed(
            ui,
            place,
            vec2(width as f32, height as f32),
            looks,
            response,
        );
        canvas::result(&ui.painter_at(place), handle.id(), &plan, &part.edit, rect);
        caption(cx, ui, place, "editor-result");
        return;
    }
    let (width, height) = plan.canvas();
    let inner = place.shrink(MARGIN);
    let rect = placed(
        ui,
        inner,
        vec2(width as f32, height as f32),
        looks,
        response,
    );
    canvas::rotated(&ui.painter_at(place), handle.id(), &plan, rect);
    let frame = handles::Frame {
        place,
        rect,
        plan,
        texture: handle.id(),
    };
    handles::show(cx, ui, &frame, part);
}

/// A place in ten-thousandths on the screen.
pub(super) fn on_screen(rect: Rect, x: u16, y: u16) -> Pos2 {
    rect.min
        + vec2(f32::from(x), f32::from(y)) / f32::from(crate::domain::edit::WHOLE) * rect.size()
}
