//! The liveness gestures: the set, a tile for each, and a row to fill each by keyboard.

use egui::{Align, Layout, Sense, Ui, vec2};

use super::fields;
use super::slots::{self, Found, Standing};
use crate::desk::Action;
use crate::desk::state::CameraAction;
use crate::domain::{Field, Slot};
use crate::ui::cx::Cx;
use crate::ui::drops;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{
    Card, GestureTile, IconButton, Message, Picker, PickerItem, Pill, Segmented, text,
};

/// More sets than this do not fit side by side.
const SEGMENTS: usize = 6;
const TILE_GAP: f32 = 10.0;
/// Tiles are at least as wide, so that a face can be told from another.
const TILE_WIDTH: f32 = 104.0;
/// And at most; those of the last row are no wider than the others.
const TILE_MAX: f32 = 190.0;
/// Height to width.
const TILE_SHAPE: f32 = 1.04;
const NAME_WIDTH: f32 = 176.0;
/// Below this width the names stand above the paths.
const NARROW: f32 = 560.0;

/// Shows the section's body.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let order: Vec<Slot> = (0..cx.state.profile().gesture_count)
        .map(Slot::Gesture)
        .collect();
    let done = order
        .iter()
        .filter(|slot| cx.draft.form.pictures.contains_key(slot))
        .count();
    let count = cx.tf(
        "liveness-count",
        &[("done", done.into()), ("total", order.len().into())],
    );
    let title = cx.t("liveness-title");
    let chosen = chosen_set(cx);
    let mut card = Card::new().title(&title).aside(&count);
    if let Some((_, name)) = &chosen {
        card = card.pill(Pill::new(Tone::Neutral, name));
    }
    ui.spacing_mut().item_spacing.y = space::L;
    card.show(ui, |ui| {
        ui.add_space(space::S);
        sets(cx, ui, chosen.as_ref().map(|(at, _)| *at));
        ui.spacing_mut().item_spacing = vec2(TILE_GAP, TILE_GAP);
        let width = ui.available_width();
        let count = tiles_a_row(width, order.len());
        let each = ((width + TILE_GAP) / count as f32 - TILE_GAP)
            .floor()
            .min(TILE_MAX);
        let place = vec2(each, (each * TILE_SHAPE).round());
        for slots in order.chunks(count) {
            ui.horizontal(|ui| {
                for slot in slots {
                    tile(cx, ui, *slot, place);
                }
            });
        }
    });
    let (title, hint) = (cx.t("liveness-files"), cx.t("liveness-files-hint"));
    Card::new().title(&title).subtitle(&hint).show(ui, |ui| {
        ui.add_space(space::M);
        ui.spacing_mut().item_spacing.y = space::XS;
        for slot in &order {
            row(cx, ui, *slot, &order);
        }
    });
    let focused = slots::focused(ui, &order);
    drops::take(cx, ui, focused);
}

/// How many tiles stand side by side, so that the rows are as even as can be.
fn tiles_a_row(width: f32, tiles: usize) -> usize {
    let fit = (((width + TILE_GAP) / (TILE_WIDTH + TILE_GAP)) as usize).max(1);
    let rows = tiles.div_ceil(fit).max(1);
    tiles.div_ceil(rows).max(1)
}

/// Place and name of the chosen set.
fn chosen_set(cx: &Cx<'_>) -> Option<(usize, String)> {
    let chosen = cx.draft.form.get(Field::GesturesSet);
    let sets = cx.state.profile().gesture_sets.iter().enumerate();
    sets.into_iter()
        .find(|(_, set)| set.id.to_string() == chosen)
        .map(|(at, set)| (at, set.name.clone()))
}

fn sets(cx: &mut Cx<'_>, ui: &mut Ui, selected: Option<usize>) {
    let state = cx.state;
    let sets = &state.profile().gesture_sets;
    let id = fields::id(Field::GesturesSet);
    if state.onboard.focus == Some(Field::GesturesSet) {
        ui.memory_mut(|memory| memory.request_focus(id));
        cx.act(Action::Focused);
    }
    let problem = state.onboard.problem_at(Field::GesturesSet);
    let problem = problem.map(|problem| fields::problem_text(cx, problem));
    let message = problem.as_deref().map_or(Message::None, Message::Error);
    let label = fields::label(cx, Field::GesturesSet);
    let answer = if sets.len() <= SEGMENTS {
        let names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
        Segmented::new(&label, &names, selected)
            .id(id)
            .message(message)
            .show(ui)
    } else {
        let ids: Vec<String> = sets.iter().map(|set| set.id.to_string()).collect();
        let items: Vec<PickerItem<'_>> = sets
            .iter()
            .zip(&ids)
            .map(|(set, id)| PickerItem {
                id,
                text: &set.name,
                detail: "",
                search: id,
            })
            .collect();
        Picker::new(&label, &items, selected.map(|at| ids[at].as_str()))
            .id(id)
            .message(message)
            .placeholder(&cx.t("liveness-set-placeholder"))
            .filter_hint(&cx.t("liveness-set-filter"))
            .nothing_found(&cx.t("liveness-set-none"))
            .show(ui)
    };
    if let Some(set) = answer.picked.and_then(|at| sets.get(at)) {
        cx.act(Action::Choose(Field::GesturesSet, set.id.to_string()));
    } else if answer.blurred {
        cx.act(Action::Blurred(Field::GesturesSet));
    }
}

fn tile(cx: &mut Cx<'_>, ui: &mut Ui, slot: Slot, place: egui::Vec2) {
    let Slot::Gesture(index) = slot else {
        return;
    };
    let standing = Standing::of(cx, slot);
    let image = slots::shown(cx, ui, slot);
    let found = Found::of(cx, slot);
    let tone = standing.reason().map(|_| Tone::Danger);
    let tone = tone.or_else(|| found.words(cx).map(|(tone, _)| tone));
    // Other words than the buttons of its row: two controls of one name cannot be told apart.
    let has_picture = cx.draft.form.pictures.contains_key(&slot);
    let id = if has_picture {
        "liveness-tile-filled"
    } else {
        "liveness-tile-empty"
    };
    let spoken = cx.tf(id, &[("slot", slots::name(cx, slot).into())]);
    let response = GestureTile::new(usize::from(index) + 1, slots::gesture_name(cx, index))
        .image(image)
        .busy(standing == Standing::Loading)
        .tone(tone)
        .size(place)
        .drop_hover(drops::hovered(ui.ctx()) == Some(slot))
        .accessible(&spoken)
        .show(ui);
    drops::target(ui, slot, response.rect);
    if has_picture && standing != Standing::Loading {
        drops::source(&response.interact(Sense::drag()), slot);
    }
    if response.clicked() {
        cx.act(if has_picture {
            Action::ViewPicture(slot)
        } else {
            Action::PickPicture(slot)
        });
    }
}

/// Number and name, path, and the other ways to fill the slot.
fn row(cx: &mut Cx<'_>, ui: &mut Ui, slot: Slot, order: &[Slot]) {
    let standing = Standing::of(cx, slot);
    let picture = cx.draft.form.pictures.get(&slot);
    let facts = match (&standing, picture) {
        (Standing::Loading, _) => cx.t("slot-loading-text"),
        (_, Some(picture)) => {
            let page = slots::first_page(cx, picture);
            let facts = slots::facts(cx, slot, picture);
            page.into_iter()
                .fold(facts, |facts, page| format!("{facts} · {page}"))
        }
        (_, None) => String::new(),
    };
    let found = Found::of(cx, slot);
    let finding = found.words(cx);
    let keep = cx.t("onboard-keep");
    let keys = found.to_keep(slot);
    let actions = [keep.as_str()];
    let message = match (standing.reason(), &finding) {
        (Some(reason), _) => Message::Error(reason),
        (None, Some((_, text))) => Message::Warning {
            text,
            actions: if keys.is_some() { &actions } else { &[] },
        },
        _ if facts.is_empty() => Message::None,
        _ => Message::Helper(&facts),
    };
    let has_picture = picture.is_some();
    let name = slots::name(cx, slot);
    let is_narrow = ui.available_width() < NARROW;
    if is_narrow {
        ui.add_space(space::S);
        text::strong(ui, &name);
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if !is_narrow {
            label(ui, &name);
        }
        let buttons = 5.0 * (size::FIELD + space::XS);
        let room = ui.available_width() - buttons;
        let answer = slots::path_field(cx, ui, slot, order, Some(message), room);
        if let (Some(_), Some(key)) = (answer, keys) {
            cx.act(Action::AskKeep(key));
        }
        let (choose, icon) = if has_picture {
            ("slot-replace-name", Icon::ARROW_CLOCKWISE)
        } else {
            ("slot-choose-name", Icon::FOLDER_OPEN)
        };
        if IconButton::new(icon, &slots::about(cx, choose, slot))
            .show(ui)
            .clicked()
        {
            cx.act(Action::PickPicture(slot));
        }
        let camera = slots::about(cx, "slot-camera-name", slot);
        if IconButton::new(Icon::CAMERA, &camera).show(ui).clicked() {
            cx.act(Action::Camera(CameraAction::Open(slot)));
        }
        let paste = slots::about(cx, "slot-paste-name", slot);
        if IconButton::new(Icon::CLIPBOARD, &paste).show(ui).clicked() {
            cx.act(Action::PastePicture(slot));
        }
        if has_picture {
            let name = slots::about(cx, "slot-move-name", slot);
            let button = IconButton::new(Icon::ARROWS_LEFT_RIGHT, &name).show(ui);
            slots::move_menu(cx, &button, slot);
            let remove = slots::about(cx, "slot-remove-name", slot);
            if IconButton::new(Icon::TRASH, &remove).show(ui).clicked() {
                slots::focus_path(ui, slot);
                cx.act(Action::RemovePicture(slot));
            }
        } else {
            let empty = vec2(2.0 * size::FIELD + space::XS, size::FIELD);
            ui.allocate_exact_size(empty, Sense::hover());
        }
    });
}

fn label(ui: &mut Ui, name: &str) {
    let room = vec2(NAME_WIDTH, size::FIELD);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(room);
        ui.add(egui::Label::new(name).truncate());
    });
}

#[cfg(test)]
mod tests {
    use super::tiles_a_row;

    #[test]
    fn rows_of_tiles_are_even() {
        assert_eq!(tiles_a_row(708.0, 8), 4);
        assert_eq!(tiles_a_row(500.0, 8), 4);
        assert_eq!(tiles_a_row(1190.0, 8), 8);
        assert_eq!(tiles_a_row(1190.0, 16), 8);
        assert_eq!(tiles_a_row(708.0, 9), 5);
        assert_eq!(tiles_a_row(10.0, 3), 1);
        assert_eq!(tiles_a_row(708.0, 0), 1);
    }
}
