//! The tools beside the picture: turn, rotate, cut.

use egui::Ui;

use super::grips;
use super::tilt::{self, Tilted};
use super::{Looks, Part, ask};
use crate::desk::state::EditorAction;
use crate::domain::Edit;
use crate::domain::edit::{Cut, WHOLE};
use crate::photo::edit::Plan;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Checkbox, LoadingRow, Segmented, text};

/// Shows the tools.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>, looks: &mut Looks) {
    let Some(original) = &part.editor.original else {
        LoadingRow::new(&cx.t("editor-opening-original")).show(ui);
        return;
    };
    let size = (original.width, original.height);
    turn(cx, ui, part);
    ui.add_space(space::S);
    rotate(cx, ui, part, size);
    ui.add_space(space::S);
    cut(cx, ui, part, size);
    ui.add_space(space::S);
    if part.edit.cut != Cut::None {
        Checkbox::new(&mut looks.result, &cx.t("editor-show-result")).show(ui);
    }
    text::helper(ui, &cx.t("editor-hold-c"));
}

fn turn(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>) {
    text::strong(ui, &cx.t("editor-turn"));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for (id, name, keys, clockwise) in [
            ("editor-left", "editor-left-name", "[", false),
            ("editor-right", "editor-right-name", "]", true),
        ] {
            let (words, name) = (cx.t(id), cx.t(name));
            let button = Button::secondary(&words).small().name(&name).shortcut(keys);
            if button.show(ui).clicked() {
                ask(cx, EditorAction::Set(part.edit.turned(clockwise)));
            }
        }
    });
}

fn rotate(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>, size: (u32, u32)) {
    let tilt = part.edit.tilt;
    let degrees = degrees(cx, tilt);
    ui.horizontal(|ui| {
        text::strong(ui, &cx.t("editor-rotate"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            text::body(ui, &degrees);
        });
    });
    let asked = tilt::slider(ui, &cx.t("editor-rotate-name"), &degrees, tilt);
    match asked {
        Some(Tilted::Try(tilt)) => {
            let edit = grips::tilted(part.edit, tilt, size);
            ask(cx, EditorAction::Try(edit));
        }
        Some(Tilted::Set(tilt)) => {
            let edit = grips::tilted(part.edit, tilt, size);
            ask(cx, EditorAction::Set(edit));
        }
        None => {}
    }
    text::helper(ui, &cx.t("editor-rotate-keys"));
}

fn cut(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>, size: (u32, u32)) {
    text::strong(ui, &cx.t("editor-cut"));
    let words = [
        cx.t("editor-cut-none"),
        cx.t("editor-cut-crop"),
        cx.t("editor-cut-corners"),
    ];
    let options: Vec<&str> = words.iter().map(String::as_str).collect();
    let at = match part.edit.cut {
        Cut::None => 0,
        Cut::Crop(_) => 1,
        Cut::Corners(_) => 2,
    };
    let label = cx.t("editor-cut");
    let picked = Segmented::new(&label, &options, Some(at))
        .hide_label()
        .no_message_line()
        .show(ui)
        .picked;
    if let Some(picked) = picked.filter(|picked| *picked != at) {
        let plan = Plan::of(size.0, size.1, &part.edit);
        let cut = match picked {
            1 => Cut::Crop(grips::first_crop(&plan)),
            2 => Cut::Corners(grips::first_corners(&plan, part.editor.corners)),
            _ => Cut::None,
        };
        ask(cx, EditorAction::Set(Edit { cut, ..part.edit }));
    }
    match part.edit.cut {
        Cut::None => text::helper(ui, &cx.t("editor-cut-none-helper")),
        Cut::Crop(_) => text::helper(ui, &cx.t("editor-cut-crop-helper")),
        Cut::Corners(_) => {
            let plan = Plan::of(size.0, size.1, &part.edit);
            let first = grips::first_corners(&plan, part.editor.corners);
            let is_first = part.edit.cut == Cut::Corners(first);
            let words = cx.t("editor-corners-again");
            let why = is_first.then(|| cx.t("editor-corners-there"));
            let again = Button::secondary(&words)
                .small()
                .icon(Icon::ARROW_CLOCKWISE);
            if again.disabled(why.as_deref()).show(ui).clicked() {
                let cut = Cut::Corners(first);
                ask(cx, EditorAction::Set(Edit { cut, ..part.edit }));
            }
            text::helper(ui, &cx.t("editor-cut-corners-helper"))
        }
    };
}

/// `+1.2°`, with the language's decimal sign.
fn degrees(cx: &Cx<'_>, tenths: i16) -> String {
    let sign = if tenths > 0 { "+" } else { "" };
    let number = format::one_decimal(f64::from(tenths) / 10.0, cx.tr.lang());
    format!("{sign}{number}°")
}

/// What was done to an original, in a line; empty if nothing was.
pub(super) fn done(cx: &Cx<'_>, edit: &Edit) -> String {
    let edit = edit.simplified();
    let mut parts = Vec::new();
    if edit.turns > 0 {
        let degrees = i64::from(edit.turns) * 90;
        parts.push(cx.tf("editor-did-turn", &[("degrees", degrees.into())]));
    }
    if edit.tilt != 0 {
        let degrees = degrees(cx, edit.tilt);
        parts.push(cx.tf("editor-did-rotate", &[("degrees", degrees.into())]));
    }
    match edit.cut {
        Cut::None => {}
        Cut::Crop(area) => {
            let whole = u64::from(WHOLE) * u64::from(WHOLE);
            let kept = u64::from(area.width) * u64::from(area.height) * 100 / whole;
            let percent = i64::try_from(kept).unwrap_or(100);
            parts.push(cx.tf("editor-did-crop", &[("percent", percent.into())]));
        }
        Cut::Corners(_) => parts.push(cx.t("editor-did-corners")),
    }
    parts.join(" · ")
}

/// Why the picture could not be made anew, if so.
pub(super) fn refused(cx: &Cx<'_>, ui: &mut Ui, part: &Part<'_>) {
    let view = cx.state.onboard.slots.get(&part.editor.slot);
    if let Some(told) = view.and_then(|view| view.refused.as_ref()) {
        let words = format!("{}. {}", told.full(cx.tr), cx.t("slot-old-stands"));
        text::toned(ui, Tone::Danger, &words);
    }
}
