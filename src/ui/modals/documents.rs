//! The documents of a case, large: one, or two side by side; zoomed, turned, moved. Only what is shown is in memory.

use egui::{Context, EventFilter, Id, Key, Layout, Modifiers, Rect, Ui, UiBuilder, vec2};

use super::view::{self, View};
use crate::desk::Action;
use crate::desk::state::{Viewer, ViewerSide};
use crate::domain::{CaseId, Doc, Slot};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::screens::case::doc_name;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, IconButton, Modal, text};

/// What stands around the pictures: title, buttons, names, margins.
const AROUND: egui::Vec2 = vec2(96.0, 210.0);
/// One step of the zoom.
const STEP: f32 = 1.25;
/// Points that an arrow moves a picture.
const MOVE: f32 = 48.0;

/// How both sides are looked at.
#[derive(Clone)]
struct Looks {
    case: CaseId,
    sides: [(Doc, View); 2],
    /// The side that keys and buttons mean: 0 left, 1 right.
    active: usize,
}

fn looks_id() -> Id {
    Id::unique("looks of the viewer")
}

/// Id of a side's picture.
fn side_id(at: usize) -> Id {
    Id::unique(("side of the viewer", at))
}

/// What a key or a button asks of the active side.
#[derive(Clone, Copy, PartialEq)]
enum Ask {
    Zoom(f32),
    Fit,
    OneToOne,
    Turn,
    Move(egui::Vec2),
    Step(isize),
    Beside,
}

/// Shows the viewer.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, viewer: &Viewer) {
    let docs = documents(cx, viewer);
    let mut looks = looks(ctx, viewer);
    let asked = keys(ctx, looks.active, &looks);
    let room = ctx.content_rect().size() - AROUND;
    let title = cx.t("case-viewer");
    let close = cx.t("modal-close");
    let dialog = Modal::new("documents", &title, &close).width(room.x + 2.0 * space::XXL);
    let answer = dialog.focus(side_id(0)).show(ctx, |ui| {
        let clicked = toolbar(cx, ui, viewer, &docs, &looks);
        ui.add_space(space::XS);
        let place = ui
            .allocate_space(vec2(ui.available_width(), room.y.max(160.0)))
            .1;
        sides(cx, ui, place, viewer, &mut looks);
        clicked
    });
    for ask in asked.into_iter().chain(answer.inner) {
        carry_out(cx, viewer, &docs, &mut looks, ask);
    }
    if answer.close {
        ctx.data_mut(|data| data.remove::<Looks>(looks_id()));
        cx.act(Action::CloseModal);
    } else {
        ctx.data_mut(|data| data.insert_temp(looks_id(), looks));
    }
}

/// All documents of the case, in their order.
fn documents(cx: &Cx<'_>, viewer: &Viewer) -> Vec<Doc> {
    let open = cx.state.open_case.as_ref();
    let detail = open
        .filter(|open| open.id == viewer.case)
        .and_then(|open| open.detail.as_ref());
    detail.map_or_else(
        || vec![viewer.left.doc],
        |detail| detail.documents.keys().copied().collect(),
    )
}

/// How the sides were looked at; another document begins whole and upright.
fn looks(ctx: &Context, viewer: &Viewer) -> Looks {
    let left = viewer.left.doc;
    let right = viewer.right.as_ref().map_or(left, |right| right.doc);
    let kept: Option<Looks> = ctx.data(|data| data.get_temp(looks_id()));
    let mut looks = kept
        .filter(|kept| kept.case == viewer.case)
        .unwrap_or(Looks {
            case: viewer.case,
            sides: [(left, View::default()), (right, View::default())],
            active: 0,
        });
    for (side, doc) in looks.sides.iter_mut().zip([left, right]) {
        if side.0 != doc {
            *side = (doc, View::default());
        }
    }
    if viewer.right.is_none() {
        looks.active = 0;
        looks.sides[1].1 = View::default();
    }
    looks
}

/// Keys. Arrows move a picture that is larger than its place, and else lead to the next document.
fn keys(ctx: &Context, active: usize, looks: &Looks) -> Vec<Ask> {
    let is_zoomed = looks.sides[active].1.is_zoomed();
    let on_picture =
        ctx.memory(|memory| memory.has_focus(side_id(0)) || memory.has_focus(side_id(1)));
    let arrow = |x: f32, y: f32, step: isize| match (is_zoomed, step) {
        (true, _) => Ask::Move(vec2(x, y) * MOVE),
        (false, 0) => Ask::Move(egui::Vec2::ZERO),
        (false, step) => Ask::Step(step),
    };
    let mut known = vec![
        (Key::Plus, Ask::Zoom(STEP)),
        (Key::Equals, Ask::Zoom(STEP)),
        (Key::Minus, Ask::Zoom(1.0 / STEP)),
        (Key::Num0, Ask::Fit),
        (Key::Num1, Ask::OneToOne),
        (Key::R, Ask::Turn),
        (Key::B, Ask::Beside),
        (Key::PageDown, Ask::Step(1)),
        (Key::PageUp, Ask::Step(-1)),
    ];
    if on_picture {
        known.extend([
            (Key::ArrowLeft, arrow(1.0, 0.0, -1)),
            (Key::ArrowRight, arrow(-1.0, 0.0, 1)),
            (Key::ArrowUp, arrow(0.0, 1.0, 0)),
            (Key::ArrowDown, arrow(0.0, -1.0, 0)),
        ]);
    }
    ctx.input_mut(|input| {
        let pressed = known
            .into_iter()
            .filter(|(key, _)| input.consume_key(Modifiers::NONE, *key));
        pressed.map(|(_, ask)| ask).collect()
    })
}

fn toolbar(cx: &Cx<'_>, ui: &mut Ui, viewer: &Viewer, docs: &[Doc], looks: &Looks) -> Option<Ask> {
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let (doc, look) = looks.sides[looks.active];
        let at = docs.iter().position(|known| *known == doc).unwrap_or(0);
        let several = docs.len() > 1;
        let only = (!several).then(|| cx.t("case-viewer-only"));
        let words = [
            (
                Icon::CARET_LEFT,
                "case-viewer-previous",
                "PgUp",
                Ask::Step(-1),
            ),
            (Icon::CARET_RIGHT, "case-viewer-next", "PgDn", Ask::Step(1)),
            (
                Icon::MINUS,
                "case-viewer-smaller",
                "-",
                Ask::Zoom(1.0 / STEP),
            ),
            (Icon::PLUS, "case-viewer-larger", "+", Ask::Zoom(STEP)),
            (Icon::ARROWS_OUT, "case-viewer-fit", "0", Ask::Fit),
            (Icon::ARROW_CLOCKWISE, "case-viewer-turn", "R", Ask::Turn),
        ];
        for (icon, id, keys, ask) in words {
            let name = cx.t(id);
            let steps = matches!(ask, Ask::Step(_));
            let button = IconButton::new(icon, &name).small().shortcut(keys);
            let button = button.disabled(only.as_deref().filter(|_| steps));
            if button.show(ui).clicked() {
                asked = Some(ask);
            }
            if ask == Ask::Fit {
                let name = cx.t("editor-one-to-one");
                let whole = Button::ghost("1 : 1").small().name(&name);
                if whole.show(ui).clicked() {
                    asked = Some(Ask::OneToOne);
                }
            }
            if ask == Ask::Step(1) {
                let args = [("at", (at + 1).into()), ("of", docs.len().max(1).into())];
                text::helper(ui, &cx.tf("case-viewer-place", &args));
                ui.add_space(space::M);
            }
            if ask == Ask::Zoom(STEP) {
                let percent = look.percent();
                text::helper(
                    ui,
                    &cx.tf("case-viewer-zoom", &[("percent", percent.into())]),
                );
            }
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let words = if viewer.right.is_some() {
                cx.t("case-viewer-alone")
            } else {
                cx.t("case-viewer-beside")
            };
            let button = Button::secondary(&words).small().shortcut("B");
            let button = button.disabled(only.as_deref());
            if button.show(ui).clicked() {
                asked = Some(Ask::Beside);
            }
        });
    });
    asked
}

fn sides(cx: &mut Cx<'_>, ui: &mut Ui, place: Rect, viewer: &Viewer, looks: &mut Looks) {
    let Some(right) = &viewer.right else {
        side(cx, ui, place, &viewer.left, looks, 0);
        return;
    };
    let half = (place.width() - space::M) / 2.0;
    let left_place = place.with_max_x(place.left() + half);
    let right_place = place.with_min_x(place.right() - half);
    side(cx, ui, left_place, &viewer.left, looks, 0);
    side(cx, ui, right_place, right, looks, 1);
}

/// The pages of a document of several, of which the first is shown.
fn pages(cx: &Cx<'_>, doc: Doc) -> Option<u32> {
    let detail = cx.state.open_case.as_ref()?.detail.as_ref()?;
    let meta = detail.documents.get(&doc)?;
    Some(meta.pages.max(meta.made.pages)).filter(|pages| *pages > 1)
}

/// The name of a document above its picture.
fn side(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    place: Rect,
    side: &ViewerSide,
    looks: &mut Looks,
    at: usize,
) {
    let name = doc_name(cx, side.doc);
    let head = place.with_max_y(place.top() + size::PILL);
    let mut row = ui.new_child(UiBuilder::new().id_salt(("name", at)).max_rect(head));
    row.horizontal(|ui| {
        text::strong(ui, &name);
        if let Some(pages) = pages(cx, side.doc) {
            let args = [("pages", i64::from(pages).into())];
            text::helper(ui, &cx.tf("level2-first-of", &args));
        }
    });
    let below = place.with_min_y(head.bottom() + space::XS);
    let look = &mut looks.sides[at].1;
    let response = view::show(cx, ui, below, side_id(at), &name, side, look);
    if response.gained_focus() || response.clicked() || response.dragged() {
        looks.active = at;
    }
    if response.clicked() {
        response.request_focus();
    }
    if response.has_focus() {
        // Arrows move the picture, not the focus.
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(side_id(at), filter));
    }
}

fn carry_out(cx: &mut Cx<'_>, viewer: &Viewer, docs: &[Doc], looks: &mut Looks, ask: Ask) {
    let active = looks.active;
    let doc = looks.sides[active].0;
    let look = &mut looks.sides[active].1;
    match ask {
        Ask::Zoom(by) => look.zoom_by(by),
        Ask::Fit => look.fit(),
        Ask::OneToOne => look.one_to_one(),
        Ask::Turn => look.turn(),
        Ask::Move(by) => look.move_by(by),
        Ask::Step(by) => {
            if let Some(next) = next(docs, doc, by) {
                let beside = active == 1;
                cx.act(Action::ShowDocument { doc: next, beside });
            }
        }
        Ask::Beside => {
            let right = viewer.right.as_ref().map(|right| right.doc);
            if let Some(doc) = right.or_else(|| partner(docs, viewer.left.doc)) {
                cx.act(Action::ShowDocument { doc, beside: true });
            }
        }
    }
}

/// The document that many places on; after the last comes the first. `None` if there is no other.
fn next(docs: &[Doc], doc: Doc, by: isize) -> Option<Doc> {
    let count = isize::try_from(docs.len()).ok()?;
    let at = docs.iter().position(|known| *known == doc);
    let at = isize::try_from(at.unwrap_or(0)).ok()?;
    let next = usize::try_from((at + by).rem_euclid(count.max(1))).ok()?;
    docs.get(next).copied().filter(|next| *next != doc)
}

/// What a document is compared with: the card with the selfie, anything else with the card.
fn partner(docs: &[Doc], doc: Doc) -> Option<Doc> {
    const CARD: Doc = Doc::Picture(Slot::IdPhoto);
    const SELFIE: Doc = Doc::Picture(Slot::Selfie);
    let wanted = if doc == CARD { SELFIE } else { CARD };
    let is_there = docs.contains(&wanted);
    if is_there {
        Some(wanted)
    } else {
        next(docs, doc, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: [Doc; 3] = [
        Doc::Picture(Slot::IdPhoto),
        Doc::Picture(Slot::Selfie),
        Doc::BankStatement,
    ];

    #[test]
    fn documents_follow_each_other_in_a_ring() {
        assert_eq!(next(&DOCS, DOCS[0], 1), Some(DOCS[1]));
        assert_eq!(next(&DOCS, DOCS[2], 1), Some(DOCS[0]));
        assert_eq!(next(&DOCS, DOCS[0], -1), Some(DOCS[2]));
        assert_eq!(next(&DOCS[..1], DOCS[0], 1), None);
        assert_eq!(next(&[], DOCS[0], 1), None);
    }

    #[test]
    fn the_card_is_compared_with_the_selfie() {
        assert_eq!(partner(&DOCS, DOCS[0]), Some(DOCS[1]));
        assert_eq!(partner(&DOCS, DOCS[1]), Some(DOCS[0]));
        assert_eq!(partner(&DOCS, DOCS[2]), Some(DOCS[0]));
        assert_eq!(partner(&DOCS[1..], DOCS[1]), Some(DOCS[2]));
        assert_eq!(partner(&DOCS[..1], DOCS[0]), None);
    }
}
