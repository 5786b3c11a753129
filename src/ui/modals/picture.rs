//! A picture as it is sent, large.

use std::sync::Arc;

use egui::{Context, Id, Rect, Sense, Ui, pos2, vec2};

use crate::desk::Action;
use crate::domain::Slot;
use crate::photo::Rgba;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::screens::onboard::slots;
use crate::ui::theme::{radius, space};
use crate::ui::widgets::{Button, FocusKeeper, LoadingRow, Modal, modal_footer, text};

/// What stands around the picture: title, facts, footer, margins.
const AROUND: egui::Vec2 = vec2(48.0, 230.0);
/// Kept free between the dialog and the window's edge.
const EDGE: f32 = 48.0;
const LEAST_WIDTH: f32 = 420.0;

enum Asked {
    Nothing,
    Close,
    Replace,
    Remove,
}

/// Shows the picture of a slot; `preview` is there once it is decoded.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, slot: Slot, preview: Option<&Arc<Rgba>>) {
    let Some(picture) = cx.draft.form.pictures.get(&slot) else {
        cx.act(Action::CloseModal);
        return;
    };
    let place = picture_place(ctx, picture.width_px, picture.height_px);
    let args = [
        ("width", i64::from(picture.width_px).into()),
        ("height", i64::from(picture.height_px).into()),
        (
            "size",
            format::bytes(picture.bytes.len() as u64, cx.tr.lang()).into(),
        ),
    ];
    let facts = cx.tf("picture-facts", &args);
    let title = slots::name(cx, slot);
    let close = cx.t("picture-close");
    let answer = Modal::new("picture", &title, &close)
        .focus(close_id())
        .width((place.x + AROUND.x).max(LEAST_WIDTH))
        .show(ctx, |ui| {
            image(cx, ui, preview, place);
            text::helper(ui, &facts);
            modal_footer(ui, |ui| buttons(cx, ui, slot))
        });
    match answer.inner {
        Asked::Close => cx.act(Action::CloseModal),
        Asked::Replace => {
            cx.act(Action::CloseModal);
            cx.act(Action::PickPicture(slot));
        }
        Asked::Remove => {
            FocusKeeper::give_to(ctx, slots::path_id(slot));
            cx.act(Action::CloseModal);
            cx.act(Action::RemovePicture(slot));
        }
        Asked::Nothing if answer.close => cx.act(Action::CloseModal),
        Asked::Nothing => {}
    }
}

/// The largest room with the picture's proportions that the window leaves; never larger than the picture.
fn picture_place(ctx: &Context, width_px: u32, height_px: u32) -> egui::Vec2 {
    let picture = vec2(width_px.max(1) as f32, height_px.max(1) as f32);
    let room = ctx.content_rect().size() - AROUND - vec2(2.0 * EDGE, 2.0 * EDGE - 96.0);
    let scale = (room / picture).min_elem().clamp(0.01, 1.0);
    (picture * scale).floor()
}

fn image(cx: &mut Cx<'_>, ui: &mut Ui, preview: Option<&Arc<Rgba>>, place: egui::Vec2) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), place.y), Sense::hover());
    let rect = Rect::from_center_size(rect.center(), place);
    let Some(preview) = preview else {
        let mut middle = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(Rect::from_center_size(rect.center(), vec2(180.0, 24.0)))
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        LoadingRow::new(&cx.t("picture-opening")).show(&mut middle);
        return;
    };
    let texture = cx.textures.get(ui.ctx(), preview);
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    let shape = egui::epaint::RectShape::filled(rect, radius::M, egui::Color32::WHITE)
        .with_texture(texture.id(), whole);
    ui.painter().add(shape);
    ui.add_space(space::XS);
}

fn close_id() -> Id {
    Id::unique("picture-close")
}

fn buttons(cx: &Cx<'_>, ui: &mut Ui, slot: Slot) -> Asked {
    let mut asked = Asked::Nothing;
    let close = cx.t("picture-close");
    if Button::primary(&close).id(close_id()).show(ui).clicked() {
        asked = Asked::Close;
    }
    let replace_name = slots::about(cx, "slot-replace-name", slot);
    let replace = cx.t("slot-replace");
    if Button::secondary(&replace)
        .icon(Icon::ARROW_CLOCKWISE)
        .name(&replace_name)
        .show(ui)
        .clicked()
    {
        asked = Asked::Replace;
    }
    let remove_name = slots::about(cx, "slot-remove-name", slot);
    let remove = cx.t("slot-remove");
    if Button::ghost(&remove)
        .icon(Icon::TRASH)
        .name(&remove_name)
        .show(ui)
        .clicked()
    {
        asked = Asked::Remove;
    }
    asked
}
