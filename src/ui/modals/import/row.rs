//! One file among those that are to be put into slots.

use egui::{
    Align, Color32, Id, Layout, Popup, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use crate::desk::Action;
use crate::desk::state::{Import, ImportAction, ImportItem};
use crate::domain::Slot;
use crate::domain::propose::Why;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::screens::onboard::slots;
use crate::ui::theme::{self, Tone, Type, radius, size, space};
use crate::ui::widgets::{Button, Image, NavItem, Pill, paint};

const HEIGHT: f32 = 64.0;
const PICTURE: egui::Vec2 = vec2(72.0, 52.0);
const SLOT: f32 = 210.0;
const MENU: f32 = 240.0;

/// The row of the file with this number.
pub(super) fn id(number: usize) -> Id {
    Id::unique(("file of the import", number))
}

/// Draws it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, import: &Import, item: &ImportItem) {
    let tokens = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let response = ui.interact(rect, id(item.number), Sense::click());
    let name = shown_name(cx, import, item);
    let below = detail(cx, import, item);
    let spoken = format!("{name}, {}, {below}", slot_words(cx, item.slot));
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
    if response.clicked() {
        response.request_focus();
    }
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    let clashes = import.clashes(item);
    let edge = match (response.has_focus(), clashes) {
        (true, _) => Stroke::new(2.0, tokens.accent),
        (false, true) => Stroke::new(1.0, tokens.danger),
        (false, false) => Stroke::new(1.0, tokens.line),
    };
    let fill = if response.hovered() || response.has_focus() {
        tokens.background
    } else {
        tokens.panel
    };
    ui.painter()
        .rect(rect, radius::M, fill, edge, StrokeKind::Inside);

    let at = Rect::from_min_size(rect.min + vec2(6.0, 6.0), PICTURE);
    ui.painter().rect_filled(at, radius::S, tokens.background);
    match &item.picture {
        Ok(picture) => {
            let image = Image::of(&cx.textures.get(ui.ctx(), picture));
            image.paint_whole(ui, at, radius::S, Color32::WHITE);
        }
        Err(_) => paint::icon(
            ui.painter(),
            Icon::WARNING_CIRCLE_FILL,
            at.center(),
            20.0,
            tokens.danger,
        ),
    }
    let mut right = rect.right() - space::S;
    if item.picture.is_ok() {
        let button = Rect::from_min_max(
            pos2(right - SLOT, rect.center().y - size::BUTTON_SMALL / 2.0),
            pos2(right, rect.center().y + size::BUTTON_SMALL / 2.0),
        );
        let layout = Layout::right_to_left(Align::Center);
        let place = UiBuilder::new()
            .id_salt(("slot of a file", item.number))
            .max_rect(button)
            .layout(layout);
        picker(cx, &mut ui.new_child(place), import, item, &name);
        right = button.left() - space::S;
    }
    let left = at.right() + space::M;
    let mut room = right - left;
    if let Some(why) = item.why {
        let words = cx.t(why_text(why));
        let pill = Pill::new(Tone::Neutral, &words);
        let wanted = pill.size(ui);
        let corner = pos2(right - wanted.x, rect.center().y - wanted.y / 2.0);
        let place = UiBuilder::new()
            .id_salt(("why", item.number))
            .max_rect(Rect::from_min_size(corner, wanted));
        pill.show(&mut ui.new_child(place));
        room -= wanted.x + space::S;
    }
    let title = elided(ui, &name, room);
    let title = paint::line(ui, &title, Type::BodyStrong, tokens.text_strong, room);
    paint::galley_left(
        ui.painter(),
        pos2(left, rect.top() + 21.0),
        &title,
        tokens.text_strong,
    );
    let colour = match (&item.picture, clashes) {
        (Err(_), _) | (_, true) => tokens.danger,
        _ => tokens.subdued,
    };
    let line = paint::line(ui, &below, Type::Helper, colour, room);
    paint::galley_left(ui.painter(), pos2(left, rect.top() + 43.0), &line, colour);
    response.on_hover_text(spoken);
}

/// The name; with that of its folder if another file is called the same.
fn shown_name(cx: &Cx<'_>, import: &Import, item: &ImportItem) -> String {
    match (item.name.is_empty(), item.folder.is_empty()) {
        (true, _) => cx.tf("import-unnamed", &[("number", (item.number + 1).into())]),
        (false, false) if import.is_namesake(item) => format!("{}/{}", item.folder, item.name),
        _ => item.name.clone(),
    }
}

fn detail(cx: &Cx<'_>, import: &Import, item: &ImportItem) -> String {
    if let Err(told) = &item.picture {
        return told.full(cx.tr);
    }
    if let Some(slot) = item.slot.filter(|_| import.clashes(item)) {
        return slots::about(cx, "import-clash", slot);
    }
    let bytes = format::bytes(item.bytes, cx.tr.lang());
    let replaces = |slot: &Slot| cx.draft.form.pictures.contains_key(slot);
    match item.slot.filter(replaces) {
        Some(_) => format!("{bytes} · {}", cx.t("import-replaces")),
        None => bytes,
    }
}

fn why_text(why: Why) -> &'static str {
    match why {
        Why::Name => "import-why-name",
        Why::Card => "import-why-card",
        Why::Portrait => "import-why-portrait",
        Why::Page => "import-why-page",
        Why::Time => "import-why-time",
    }
}

fn slot_words(cx: &Cx<'_>, slot: Option<Slot>) -> String {
    slot.map_or_else(|| cx.t("import-unused"), |slot| slots::name(cx, slot))
}

/// The slot as a menu: the free ones first.
fn picker(cx: &mut Cx<'_>, ui: &mut Ui, import: &Import, item: &ImportItem, name: &str) {
    let words = elided(ui, &slot_words(cx, item.slot), SLOT - 52.0);
    let spoken = cx.tf(
        "import-slot-of",
        &[
            ("file", name.into()),
            ("slot", slot_words(cx, item.slot).into()),
        ],
    );
    let button = Button::secondary(&words)
        .small()
        .icon_right(Icon::CARET_DOWN)
        .full_width()
        .name(&spoken)
        .show(ui);
    let documents = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress];
    let gestures = (0..cx.state.profile().gesture_count).map(Slot::Gesture);
    let all: Vec<Slot> = documents.into_iter().chain(gestures).collect();
    let is_used = |slot: &Slot| {
        let other = import
            .items
            .iter()
            .any(|other| other.slot == Some(*slot) && other.number != item.number);
        other || cx.draft.form.pictures.contains_key(slot)
    };
    let (used, free): (Vec<Slot>, Vec<Slot>) = all.into_iter().partition(is_used);
    let choices = free.into_iter().chain(used).map(Some).chain([None]);
    let mut chosen = None;
    Popup::menu(&button).width(MENU).show(|ui| {
        egui::ScrollArea::vertical()
            .max_height(320.0)
            .show(ui, |ui| {
                for slot in choices {
                    let words = slot_words(cx, slot);
                    let icon = match slot {
                        Some(Slot::IdPhoto) => Icon::IDENTIFICATION_CARD,
                        Some(Slot::ProofOfAddress) => Icon::FILE_TEXT,
                        Some(_) => Icon::USER,
                        None => Icon::PROHIBIT,
                    };
                    let choice = NavItem::new(icon, &words).selected(slot == item.slot);
                    if choice.show(ui).clicked() {
                        chosen = Some(slot);
                        ui.close();
                    }
                }
            });
    });
    if let Some(slot) = chosen {
        cx.act(Action::Import(ImportAction::Assign(item.number, slot)));
    }
}

/// A text that keeps its beginning and its end where it does not fit: the number is often last.
fn elided(ui: &Ui, text: &str, room: f32) -> String {
    let width = |text: &str| {
        let line = paint::line(
            ui,
            text,
            Type::BodyStrong,
            Color32::PLACEHOLDER,
            f32::INFINITY,
        );
        line.size().x
    };
    let whole = width(text);
    if whole <= room {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let mut keep = (letters.len() as f32 * room / whole) as usize;
    loop {
        let short = middle(&letters, keep);
        if keep < 4 || width(&short) <= room {
            return short;
        }
        keep -= 1;
    }
}

fn middle(letters: &[char], keep: usize) -> String {
    let tail = keep * 2 / 5;
    let head: String = letters.iter().take(keep - tail).collect();
    let end: String = letters[letters.len() - tail.min(letters.len())..]
        .iter()
        .collect();
    format!("{}…{}", head.trim_end(), end.trim_start())
}
