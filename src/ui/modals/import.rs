//! Files that are to be put into slots: each with its picture and the slot it is proposed for.

mod row;

use egui::{Context, Id, Key, Modifiers, ScrollArea, Ui};

use crate::desk::Action;
use crate::desk::state::{Blocked, Import, ImportAction};
use crate::domain::Slot;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::screens::onboard::slots;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Banner, Button, EmptyState, LoadingRow, Modal, ProgressBar, list_step, modal_footer, text,
};

const WIDTH: f32 = 760.0;
/// What the dialog takes besides its rows.
const AROUND: f32 = 300.0;
/// Rows of a page.
const PAGE: isize = 5;
const LEAST_ROWS: f32 = 120.0;

/// Shows the proposals.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, import: &Import) {
    let cancel = Id::unique("cancel the import");
    let ready = import.items.first().filter(|_| !import.is_looking);
    let first = ready.map_or(cancel, |item| row::id(item.number));
    let (title, close) = (cx.t("import-title"), cx.t("modal-close"));
    let answer = Modal::new("import", &title, &close)
        .width(WIDTH)
        .focus(first)
        .keep()
        .show(ctx, |ui| body(cx, ui, import, cancel));
    if answer.inner || answer.close {
        cx.act(Action::CloseModal);
    }
}

/// True if the person does not want it.
fn body(cx: &mut Cx<'_>, ui: &mut Ui, import: &Import, cancel: Id) -> bool {
    ui.spacing_mut().item_spacing.y = space::S;
    progress(cx, ui, import);
    if import.items.is_empty() && !import.is_looking {
        let (title, hint) = (cx.t("import-empty"), cx.t("import-empty-hint"));
        EmptyState::new(Icon::IMAGE, &title, &hint).show(ui);
    }
    let room = (ui.ctx().content_rect().height() - AROUND).max(LEAST_ROWS);
    ScrollArea::vertical()
        .max_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for item in import.items.iter() {
                row::show(cx, ui, import, item);
            }
        });
    let in_rows = keys(cx, ui, import);
    if !import.items.is_empty() {
        text::helper(ui, &cx.t("import-keys"));
    }
    let blocked = import.blocked();
    let reason = blocked.map(|blocked| why_blocked(cx, blocked));
    if let (Some(Blocked::Clash(_)), Some(reason)) = (blocked, &reason) {
        Banner::new(Tone::Danger, reason).show(ui);
    }
    let count = import
        .items
        .iter()
        .filter(|item| item.slot.is_some())
        .count();
    let (confirm, cancelled) = modal_footer(ui, |ui| {
        let words = match count {
            0 => cx.t("import-confirm-none"),
            count => cx.tf("import-confirm", &[("count", count.into())]),
        };
        let confirm = Button::primary(&words)
            .disabled(reason.as_deref())
            .show(ui)
            .clicked();
        let cancelled = Button::secondary(&cx.t("modal-cancel"))
            .id(cancel)
            .show(ui)
            .clicked();
        // A button that does nothing says why beside it.
        if let (Some(Blocked::Looking | Blocked::Nothing), Some(reason)) = (blocked, &reason) {
            ui.add_space(space::S);
            text::helper(ui, reason);
        }
        (confirm, cancelled)
    });
    let by_enter = in_rows && ui.input(|input| input.key_pressed(Key::Enter));
    if (confirm || by_enter) && blocked.is_none() {
        cx.act(Action::Import(ImportAction::Confirm));
    }
    cancelled
}

fn progress(cx: &Cx<'_>, ui: &mut Ui, import: &Import) {
    let seen = import.items.len();
    match import.total {
        None => {
            LoadingRow::new(&cx.t("import-finding")).show(ui);
        }
        Some(total) if import.is_looking => {
            let words = cx.tf(
                "import-progress",
                &[("done", seen.into()), ("total", total.into())],
            );
            let fraction = seen as f32 / total.max(1) as f32;
            ProgressBar::new(fraction, &words).left(&words).show(ui);
        }
        Some(_) if seen > 0 => {
            text::subdued(ui, &cx.t("import-intro"));
        }
        Some(_) => {}
    }
    if import.left_out > 0 {
        let words = cx.tf("import-left-out", &[("count", import.left_out.into())]);
        text::toned(ui, Tone::Warning, &words);
    }
}

fn why_blocked(cx: &Cx<'_>, blocked: Blocked) -> String {
    match blocked {
        Blocked::Looking => cx.t("import-blocked-looking"),
        Blocked::Nothing => cx.t("import-blocked-nothing"),
        Blocked::Clash(slot) => slots::about(cx, "import-blocked-clash", slot),
    }
}

/// The keys of the row that has the focus; true if one has it.
fn keys(cx: &mut Cx<'_>, ui: &Ui, import: &Import) -> bool {
    first_focus(ui, import);
    let focused = ui.memory(egui::Memory::focused);
    let at = import
        .items
        .iter()
        .position(|item| Some(row::id(item.number)) == focused);
    let Some(at) = at else {
        return false;
    };
    let last = import.items.len() - 1;
    if let Some(step) = list_step(ui, row::id(import.items[at].number), PAGE) {
        let next = at.saturating_add_signed(step).min(last);
        let id = row::id(import.items[next].number);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if let Some(Choice(slot)) = assigned(ui, cx.state.profile().gesture_count) {
        let number = import.items[at].number;
        cx.act(Action::Import(ImportAction::Assign(number, slot)));
    }
    true
}

/// The first row takes the focus once, when there are rows.
fn first_focus(ui: &Ui, import: &Import) {
    let key = Id::unique("rows of the import");
    let Some(first) = import.items.first().filter(|_| !import.is_looking) else {
        return;
    };
    let known: Option<u64> = ui.data(|data| data.get_temp(key));
    if known != Some(import.request.0) {
        ui.data_mut(|data| data.insert_temp(key, import.request.0));
        ui.memory_mut(|memory| memory.request_focus(row::id(first.number)));
    }
}

/// A slot, or none.
struct Choice(Option<Slot>);

/// What a key asks for: K, S, P and a digit name a slot; 0 and Delete none.
fn assigned(ui: &Ui, gestures: u8) -> Option<Choice> {
    const DIGITS: [Key; 9] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        for (key, slot) in [
            (Key::K, Slot::IdPhoto),
            (Key::S, Slot::Selfie),
            (Key::P, Slot::ProofOfAddress),
        ] {
            if pressed(key) {
                return Some(Choice(Some(slot)));
            }
        }
        for (index, key) in (0..gestures).zip(DIGITS) {
            if pressed(key) {
                return Some(Choice(Some(Slot::Gesture(index))));
            }
        }
        let is_none = [Key::Num0, Key::Delete, Key::Backspace]
            .into_iter()
            .any(pressed);
        is_none.then_some(Choice(None))
    })
}
