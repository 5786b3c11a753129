//! The documents: identity card, selfie with it, proof of address.

use egui::{Ui, pos2};

use super::slots::{self, Standing};
use crate::desk::Action;
use crate::domain::{Field, Slot};
use crate::ui::cx::Cx;
use crate::ui::drops;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, PictureSlot, Pill, SlotButton};

const SLOTS: [Slot; 3] = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress];
/// From this width on, cards stand side by side.
const TWO_COLUMNS: f32 = 600.0;

/// Shows the section's body.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let columns = if ui.available_width() < TWO_COLUMNS {
        1
    } else {
        2
    };
    ui.spacing_mut().item_spacing = egui::vec2(space::L, space::L);
    for row in SLOTS.chunks(columns) {
        ui.columns(columns, |ui| {
            for (slot, ui) in row.iter().zip(ui) {
                document(cx, ui, *slot);
            }
        });
    }
    let focused = slots::focused(ui, &SLOTS);
    drops::take(cx, ui, focused);
}

/// The card of a document with the ways to fill it below.
fn document(cx: &mut Cx<'_>, ui: &mut Ui, slot: Slot) {
    ui.spacing_mut().item_spacing.y = space::S;
    let top = ui.cursor().min;
    card(cx, ui, slot);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let paste = cx.t("slot-paste");
        let paste_name = slots::about(cx, "slot-paste-name", slot);
        let button = Button::secondary(&paste)
            .icon(Icon::CLIPBOARD)
            .name(&paste_name);
        let room = ui.available_width() - button.width(ui) - space::S;
        slots::path_field(cx, ui, slot, &SLOTS, None, room);
        if button.show(ui).clicked() {
            cx.act(Action::PastePicture(slot));
        }
    });
    let place = egui::Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.min_rect().bottom()));
    drops::target(ui, slot, place);
}

fn card(cx: &mut Cx<'_>, ui: &mut Ui, slot: Slot) {
    let standing = Standing::of(cx, slot);
    let image = slots::thumbnail(cx, ui, slot);
    let title = slots::name(cx, slot);
    let view_name = slots::about(cx, "slot-view-name", slot);
    let (tone, pill) = pill(cx, slot, &standing);
    let (message_tone, message) = message(cx, slot, &standing);
    let (hint, choose) = (cx.t("slot-hint"), cx.t("slot-choose"));
    let reading = cx.t("slot-loading-text");
    let words = [cx.t("slot-view"), cx.t("slot-replace"), cx.t("slot-remove")];
    let names = ["slot-view-name", "slot-replace-name", "slot-remove-name"]
        .map(|id| slots::about(cx, id, slot));
    let icons = [Icon::ARROWS_OUT, Icon::ARROW_CLOCKWISE, Icon::TRASH];
    let buttons: Vec<SlotButton<'_>> = (0..3)
        .map(|at| SlotButton {
            icon: icons[at],
            text: &words[at],
            name: &names[at],
        })
        .collect();
    let is_filled = image.is_some() && standing != Standing::Loading;
    let pill = Pill::new(tone, &pill);
    let answer = PictureSlot::new(&title)
        .image(image)
        .pill(pill)
        .message(message_tone, &message)
        .busy((standing == Standing::Loading).then_some(reading.as_str()))
        .empty(&hint, &choose)
        .buttons(if is_filled { &buttons } else { &[] })
        .drop_hover(drops::hovered(ui.ctx()) == Some(slot))
        .view_name(&view_name)
        .show(ui);
    if answer.choose {
        cx.act(Action::PickPicture(slot));
    }
    if answer.view {
        cx.act(Action::ViewPicture(slot));
    }
    match answer.button {
        Some(0) => cx.act(Action::ViewPicture(slot)),
        Some(1) => cx.act(Action::PickPicture(slot)),
        Some(_) => {
            // The button is gone with the picture.
            slots::focus_path(ui, slot);
            cx.act(Action::RemovePicture(slot));
        }
        None => {}
    }
}

fn pill(cx: &Cx<'_>, slot: Slot, standing: &Standing) -> (Tone, String) {
    match standing {
        Standing::Loading => (Tone::Info, cx.t("slot-loading")),
        Standing::Refused(_) => (Tone::Danger, cx.t("slot-refused")),
        Standing::Wrong(_) => (Tone::Danger, cx.t("slot-missing")),
        Standing::Good => (Tone::Success, cx.t("slot-good")),
        Standing::Empty if is_required(cx, slot) => (Tone::Neutral, cx.t("slot-required")),
        Standing::Empty => (Tone::Neutral, cx.t("slot-optional")),
    }
}

fn message(cx: &Cx<'_>, slot: Slot, standing: &Standing) -> (Tone, String) {
    if let Some(reason) = standing.reason() {
        return (Tone::Danger, reason.to_owned());
    }
    match cx.draft.form.pictures.get(&slot) {
        Some(picture) => (Tone::Success, slots::facts(cx, slot, picture)),
        None if slot == Slot::ProofOfAddress && is_required(cx, slot) => {
            (Tone::Neutral, cx.t("slot-proof-required"))
        }
        None if slot == Slot::ProofOfAddress => (Tone::Neutral, cx.t("slot-proof-optional")),
        None => (Tone::Neutral, cx.t("slot-required-text")),
    }
}

/// A proof of address is needed unless the nationality is Indonesian (the vendor's API page, Register).
fn is_required(cx: &Cx<'_>, slot: Slot) -> bool {
    let nationality = cx.draft.form.get(Field::Nationality);
    slot != Slot::ProofOfAddress || !(nationality.is_empty() || nationality == "ID")
}
