//! The documents: identity card, selfie with it, proof of address.

use egui::{Ui, pos2};

use super::slots::{self, Found, Standing};
use crate::desk::Action;
use crate::desk::state::CameraAction;
use crate::domain::{Field, Grade, Slot};
use crate::ui::cx::Cx;
use crate::ui::drops;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, PictureSlot, Pill, SlotButton};

const SLOTS: [Slot; 3] = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress];
/// From this width on, cards stand side by side.
const TWO_COLUMNS: f32 = 600.0;
const THREE_COLUMNS: f32 = 1050.0;

/// Shows the section's body.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let width = ui.available_width();
    let columns = match width {
        _ if width < TWO_COLUMNS => 1,
        _ if width < THREE_COLUMNS => 2,
        _ => 3,
    };
    ui.spacing_mut().item_spacing = egui::vec2(space::L, space::L);
    let gaps = space::L * (columns - 1) as f32;
    let each = (width - gaps) / columns as f32;
    for row in SLOTS.chunks(columns) {
        let beside = Beside::of(cx, ui, row, each, columns > 1);
        ui.columns(columns, |ui| {
            for (slot, ui) in row.iter().zip(ui) {
                document(cx, ui, *slot, beside);
            }
        });
    }
    let focused = slots::focused(ui, &SLOTS);
    drops::take(cx, ui, focused);
}

/// What cards side by side have in common, so that they are as high as each other.
#[derive(Debug, Clone, Copy)]
struct Beside {
    /// Height of the highest message, in points.
    message: f32,
    /// There are others beside: one of them may not have room for its size beside its buttons.
    two_lines: bool,
}

impl Beside {
    fn of(cx: &Cx<'_>, ui: &Ui, row: &[Slot], width: f32, two_lines: bool) -> Self {
        let mut beside = Self {
            message: 0.0,
            two_lines,
        };
        for slot in row {
            let (standing, found) = (Standing::of(cx, *slot), Found::of(cx, *slot));
            let (tone, text) = message(cx, *slot, &standing, &found);
            let height = PictureSlot::message_height(ui, tone, &text, width);
            beside.message = beside.message.max(height);
        }
        beside
    }
}

/// The card of a document with the ways to fill it below.
fn document(cx: &mut Cx<'_>, ui: &mut Ui, slot: Slot, beside: Beside) {
    ui.spacing_mut().item_spacing.y = space::S;
    let top = ui.cursor().min;
    card(cx, ui, slot, beside);
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

fn card(cx: &mut Cx<'_>, ui: &mut Ui, slot: Slot, beside: Beside) {
    let standing = Standing::of(cx, slot);
    let found = Found::of(cx, slot);
    let image = slots::shown(cx, ui, slot);
    let title = slots::name(cx, slot);
    let view_name = slots::about(cx, "slot-view-name", slot);
    let (tone, pill) = pill(cx, slot, &standing, &found);
    let (message_tone, message) = message(cx, slot, &standing, &found);
    let (hint, choose) = (cx.t("slot-hint"), cx.t("slot-choose"));
    let reading = cx.t("slot-loading-text");
    let camera = cx.t("slot-camera");
    let words = [cx.t("slot-view"), camera.clone()];
    let names = [
        "slot-view-name",
        "slot-camera-name",
        "slot-replace-name",
        "slot-move-name",
        "slot-remove-name",
    ]
    .map(|id| slots::about(cx, id, slot));
    let icons = [
        Icon::ARROWS_OUT,
        Icon::CAMERA,
        Icon::ARROW_CLOCKWISE,
        Icon::ARROWS_LEFT_RIGHT,
        Icon::TRASH,
    ];
    let buttons: Vec<SlotButton<'_>> = (0..icons.len())
        .map(|at| SlotButton {
            icon: icons[at],
            text: words.get(at).map_or("", String::as_str),
            name: &names[at],
        })
        .collect();
    let picture = cx.draft.form.pictures.get(&slot);
    let facts = picture.map_or_else(String::new, |picture| slots::facts(cx, slot, picture));
    let links = links(cx, slot, &found);
    let shown: Vec<(&str, &str)> = links
        .iter()
        .map(|(text, name, _)| (text.as_str(), name.as_str()))
        .collect();
    let is_filled = image.is_some() && standing != Standing::Loading;
    let answer = PictureSlot::new(&title)
        .image(image)
        .pill(Pill::new(tone, &pill))
        .message(message_tone, &message)
        .size(&facts)
        .links(&shown)
        .busy((standing == Standing::Loading).then_some(reading.as_str()))
        .empty(&hint, &choose)
        .camera(&camera, &names[1])
        .buttons(if is_filled { &buttons } else { &[] })
        .drop_hover(drops::hovered(ui.ctx()) == Some(slot))
        .view_name(&view_name)
        .movable(true)
        .room(beside.message)
        .two_lines(beside.two_lines)
        .show(ui);
    if let Some(picture) = &answer.picture {
        drops::source(picture, slot);
    }
    if let Some(button) = answer.buttons.get(3) {
        slots::move_menu(cx, button, slot);
    }
    if answer.choose {
        cx.act(Action::PickPicture(slot));
    }
    if answer.camera {
        cx.act(Action::Camera(CameraAction::Open(slot)));
    }
    if answer.view {
        cx.act(Action::ViewPicture(slot));
    }
    if let Some((.., action)) = answer.link.and_then(|at| links.into_iter().nth(at)) {
        cx.act(action);
    }
    match answer.button {
        Some(0) => cx.act(Action::ViewPicture(slot)),
        Some(1) => cx.act(Action::Camera(CameraAction::Open(slot))),
        Some(2) => cx.act(Action::PickPicture(slot)),
        Some(4) => {
            // The button is gone with the picture.
            slots::focus_path(ui, slot);
            cx.act(Action::RemovePicture(slot));
        }
        _ => {}
    }
}

/// The links of a card, with their names and what they ask for: what was found, and to keep it all the same.
fn links(cx: &Cx<'_>, slot: Slot, found: &Found) -> Vec<(String, String, Action)> {
    let mut links = Vec::new();
    if found.count > 0 {
        let words = cx.tf("slot-findings", &[("count", found.count.into())]);
        let name = slots::about(cx, "slot-findings-name", slot);
        links.push((words, name, Action::ViewPicture(slot)));
    }
    if let Some(key) = found.to_keep(slot) {
        let words = cx.t("onboard-keep");
        links.push((
            words.clone(),
            format!("{words} {}", slots::name(cx, slot)),
            Action::AskKeep(key),
        ));
    }
    links
}

fn pill(cx: &Cx<'_>, slot: Slot, standing: &Standing, found: &Found) -> (Tone, String) {
    let has_picture = cx.draft.form.pictures.contains_key(&slot);
    match standing {
        Standing::Loading => (Tone::Info, cx.t("slot-loading")),
        Standing::Refused(_) => (Tone::Danger, cx.t("slot-refused")),
        Standing::Wrong(_) if has_picture => (Tone::Danger, cx.t("slot-refused")),
        Standing::Wrong(_) => (Tone::Danger, cx.t("slot-missing")),
        Standing::Good if slots::is_blamed(cx, slot) => (Tone::Danger, cx.t("slot-retake")),
        Standing::Good => match found.gravest {
            Some((_, Grade::Red)) => (Tone::Danger, cx.t("slot-retake")),
            Some((_, Grade::Amber)) => (Tone::Warning, cx.t("slot-look")),
            None if found.is_kept => (Tone::Info, cx.t("slot-kept")),
            None => (Tone::Success, cx.t("slot-good")),
        },
        Standing::Empty if is_required(cx, slot) => (Tone::Neutral, cx.t("slot-required")),
        Standing::Empty => (Tone::Neutral, cx.t("slot-optional")),
    }
}

fn message(cx: &Cx<'_>, slot: Slot, standing: &Standing, found: &Found) -> (Tone, String) {
    if let Some(reason) = standing.reason() {
        return (Tone::Danger, reason.to_owned());
    }
    if *standing == Standing::Good {
        if slots::is_blamed(cx, slot) {
            return (Tone::Danger, cx.t("slot-blamed"));
        }
        let picture = cx.draft.form.pictures.get(&slot);
        let page = picture.and_then(|picture| slots::first_page(cx, picture));
        return match (found.words(cx), page) {
            (Some((tone, words)), Some(page)) => (tone, format!("{words}. {page}")),
            (Some(words), None) => words,
            (None, page) => (Tone::Neutral, page.unwrap_or_default()),
        };
    }
    match slot {
        _ if *standing == Standing::Loading => (Tone::Neutral, String::new()),
        Slot::ProofOfAddress if is_required(cx, slot) => {
            (Tone::Neutral, cx.t("slot-proof-required"))
        }
        Slot::ProofOfAddress => (Tone::Neutral, cx.t("slot-proof-optional")),
        _ => (Tone::Neutral, cx.t("slot-required-text")),
    }
}

/// A proof of address is needed unless the nationality is Indonesian (the vendor's API page, Register).
fn is_required(cx: &Cx<'_>, slot: Slot) -> bool {
    let nationality = cx.draft.form.get(Field::Nationality);
    slot != Slot::ProofOfAddress || !(nationality.is_empty() || nationality == "ID")
}
