//! The bar above the picture: zoom, comparing, undo.

use egui::{Align, Layout, Ui};

use super::{Compare, Looks, Part, Zoom, ask, keys};
use crate::desk::state::EditorAction;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, IconButton, Segmented, text};

/// One step of the zoom.
pub(super) const STEP: f32 = 1.25;
/// Width of the choice of what is compared.
const COMPARE: f32 = 416.0;

/// Shows the bar.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>, looks: &mut Looks) {
    let row = egui::vec2(ui.available_width(), size::FIELD);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(row, layout, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        zoom(cx, ui, looks);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            if part.editor.is_editing {
                steps(cx, ui, part);
            } else {
                edit(cx, ui, part);
                compare(cx, ui, part, looks);
            }
        });
    });
}

fn zoom(cx: &Cx<'_>, ui: &mut Ui, looks: &mut Looks) {
    let buttons = [
        (Icon::MINUS, "case-viewer-smaller", "-"),
        (Icon::PLUS, "case-viewer-larger", "+"),
        (Icon::ARROWS_OUT, "case-viewer-fit", "0"),
    ];
    for (at, (icon, id, keys)) in buttons.into_iter().enumerate() {
        let name = cx.t(id);
        let button = IconButton::new(icon, &name).small().shortcut(keys);
        if button.show(ui).clicked() {
            looks.zoom = Some(match at {
                0 => Zoom::By(1.0 / STEP),
                1 => Zoom::By(STEP),
                _ => Zoom::Fit,
            });
        }
    }
    let name = cx.t("editor-one-to-one");
    let whole = Button::ghost("1 : 1").small().name(&name);
    if whole.show(ui).clicked() {
        looks.zoom = Some(Zoom::OneToOne);
    }
    let args = [("percent", looks.percent.into())];
    text::helper(ui, &cx.tf("case-viewer-zoom", &args));
}

fn steps(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>) {
    let steps = &part.editor.steps;
    let none = crate::domain::Edit::default();
    let buttons = [
        (
            "editor-reset",
            "editor-is-original",
            part.edit.simplified() != none,
            None,
            EditorAction::Set(none),
        ),
        (
            "editor-redo",
            "editor-nothing-to-redo",
            steps.can_redo(),
            Some("Ctrl Shift Z"),
            EditorAction::Redo,
        ),
        (
            "editor-undo",
            "editor-nothing-to-undo",
            steps.can_undo(),
            Some("Ctrl Z"),
            EditorAction::Undo,
        ),
    ];
    for (id, why, possible, keys, action) in buttons {
        let (words, why) = (cx.t(id), cx.t(why));
        let mut button = Button::secondary(&words).small();
        if let Some(keys) = keys {
            button = button.shortcut(keys);
        }
        let why = (!possible).then_some(why.as_str());
        if button.disabled(why).show(ui).clicked() {
            ask(cx, action);
        }
    }
}

fn edit(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>) {
    let editor = part.editor;
    let words = cx.t("editor-edit");
    let waiting = editor
        .original
        .is_none()
        .then(|| match &editor.no_original {
            Some(told) => told.full(cx.tr),
            None => cx.t("editor-opening-original"),
        });
    let button = Button::secondary(&words)
        .icon(Icon::PENCIL_SIMPLE)
        .shortcut("E")
        .disabled(waiting.as_deref());
    if button.show(ui).clicked() {
        ask(cx, EditorAction::Begin);
        keys::focus_stage(ui.ctx());
    }
}

fn compare(cx: &Cx<'_>, ui: &mut Ui, part: &Part<'_>, looks: &mut Looks) {
    const ALL: [Compare; 4] = [
        Compare::Sent,
        Compare::Original,
        Compare::Beside,
        Compare::Wipe,
    ];
    let words = [
        cx.t("editor-compare-sent"),
        cx.t("editor-compare-original"),
        cx.t("editor-compare-beside"),
        cx.t("editor-compare-wipe"),
    ];
    let options: Vec<&str> = words.iter().map(String::as_str).collect();
    let shown = if looks.held {
        Compare::Original
    } else {
        looks.compare
    };
    let at = ALL.iter().position(|known| *known == shown);
    let label = cx.t("editor-compare");
    let choice = Segmented::new(&label, &options, at)
        .hide_label()
        .no_message_line()
        .enabled(part.editor.no_original.is_none())
        .width(COMPARE.min(ui.available_width()));
    let picked = choice.show(ui).picked;
    if let Some(compare) = picked.and_then(|at| ALL.get(at)) {
        looks.compare = *compare;
    }
}
