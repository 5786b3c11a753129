//! The store of the profile is not open: a passphrase is asked for, or what is wrong is told. While it is being opened, a
//! quiet word, if it takes long.

use egui::{Align, Id, Layout, ScrollArea, Ui};

use crate::desk::Action;
use crate::desk::explain::Told;
use crate::desk::state::{Screen, Step, StoreState, StoreTrouble};
use crate::desk::update::{MIN_PASSPHRASE, QUIET_OPENING, can_set_aside};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{
    Banner, Button, Card, LoadingRow, Message, TextField, Tone, forget_typed, text,
};

/// Width of what is asked.
const WIDTH: f32 = 520.0;

/// True if this is shown instead of the screen: that one needs the store.
pub fn stands_in(cx: &Cx<'_>) -> bool {
    let state = cx.state;
    match (state.screen, &state.store) {
        (Screen::Welcome | Screen::Settings, _) | (_, StoreState::Open(_)) => false,
        (_, StoreState::Trouble(_))
        | (Screen::Customers | Screen::Transactions | Screen::Batches | Screen::Queue, _) => true,
        // Somebody who types is not interrupted: what is typed is kept as soon as the store is open.
        (Screen::Onboard, StoreState::Opening(_)) => {
            matches!(state.onboard.step, Step::Form(_))
                && state.onboard.case.is_none()
                && cx.draft.form.is_empty()
                && takes_long(cx)
        }
    }
}

fn takes_long(cx: &Cx<'_>) -> bool {
    cx.state.now.duration_since(cx.state.opening_since) >= QUIET_OPENING
}

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    match &state.store {
        StoreState::Open(_) => {}
        StoreState::Opening(_) => {
            if takes_long(cx) {
                framed(ui, |ui| {
                    LoadingRow::new(&cx.t("unlock-opening")).show(ui);
                });
            }
        }
        StoreState::Trouble(StoreTrouble::Passphrase { is_new, told }) => {
            framed(ui, |ui| passphrase(cx, ui, *is_new, told.as_ref()));
        }
        StoreState::Trouble(StoreTrouble::Unusable { told, .. }) => {
            framed(ui, |ui| unusable(cx, ui, told));
        }
    }
}

/// A column in the middle of the screen.
fn framed(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let side = ((ui.available_width() - WIDTH) / 2.0).max(space::XXL);
        ui.add_space(space::XXL * 2.0);
        ui.horizontal(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(WIDTH.min(ui.available_width() - space::XXL));
                ui.spacing_mut().item_spacing.y = space::L;
                content(ui);
            });
        });
    });
}

/// Buttons from the right, as high as one: the layout alone would take all the height there is.
fn row(ui: &mut Ui, buttons: impl FnOnce(&mut Ui)) {
    let wanted = egui::vec2(ui.available_width(), theme::size::FIELD);
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(wanted, layout, buttons);
}

fn first_id() -> Id {
    Id::unique("passphrase of the store")
}

fn again_id() -> Id {
    Id::unique("passphrase of the store, again")
}

/// The focus goes to the field once for each time that it is asked for.
fn focus_once(cx: &Cx<'_>, ui: &Ui) {
    let asked = Id::unique("passphrase was asked for");
    let request = cx.state.store_request.map_or(0, |request| request.0);
    let before: Option<u64> = ui.data(|data| data.get_temp(asked));
    if before != Some(request) && cx.state.modal.is_none() {
        ui.data_mut(|data| data.insert_temp(asked, request));
        ui.memory_mut(|memory| memory.request_focus(first_id()));
    }
}

fn passphrase(cx: &mut Cx<'_>, ui: &mut Ui, is_new: bool, told: Option<&Told>) {
    focus_once(cx, ui);
    let ids = if is_new {
        ["unlock-new-title", "unlock-new-text", "unlock-create"]
    } else {
        ["unlock-title", "unlock-text", "unlock-open"]
    };
    let [title, why, button] = ids.map(|id| cx.t(id));
    Card::new().title(&title).show(ui, |ui| {
        text::body(ui, &why);
        let submitted = fields(cx, ui, is_new, told);
        if is_new {
            Banner::new(Tone::Warning, &cx.t("unlock-new-warning")).show(ui);
        }
        ui.add_space(space::S);
        row(ui, |ui| {
            let clicked = Button::primary(&button).icon(Icon::LOCK).show(ui).clicked();
            if clicked || submitted {
                cx.act(Action::Unlock);
            }
        });
    });
    if can_set_aside(cx.state) {
        ui.vertical(|ui| {
            text::helper(ui, &cx.t("unlock-forgotten"));
            set_aside(cx, ui);
        });
    }
}

/// The passphrase, and for a new one its repetition. True if Enter was pressed in the last of them.
fn fields(cx: &mut Cx<'_>, ui: &mut Ui, is_new: bool, told: Option<&Told>) -> bool {
    for (text, id) in [
        (&cx.draft.passphrase.text, first_id()),
        (&cx.draft.passphrase.again, again_id()),
    ] {
        if text.is_empty() {
            forget_typed(ui.ctx(), id);
        }
    }
    let shown = Id::unique("passphrase is shown");
    let mut is_shown: bool = ui.data(|data| data.get_temp(shown).unwrap_or_default());
    let (eye, eye_name) = if is_shown {
        (Icon::EYE_SLASH, cx.t("unlock-hide"))
    } else {
        (Icon::EYE, cx.t("unlock-show"))
    };
    let (label, again_label) = (cx.t("unlock-passphrase"), cx.t("unlock-again"));
    let helper = cx.tf("unlock-new-helper", &[("min", MIN_PASSPHRASE.into())]);
    let is_at_again = told.is_some_and(|told| told.id == "unlock-not-alike");
    let wrong = told.map(|told| told.full(cx.tr));
    let first_message = match &wrong {
        Some(wrong) if !is_at_again => Message::Error(wrong),
        _ if is_new => Message::Helper(&helper),
        _ => Message::None,
    };
    let first = TextField::new(&label, &mut cx.draft.passphrase.text)
        .id(first_id())
        .password(!is_shown)
        .trailing_button(eye, &eye_name)
        .message(first_message)
        .show(ui);
    let mut submitted = first.submitted && !is_new;
    if first.trailing_clicked {
        is_shown = !is_shown;
        ui.data_mut(|data| data.insert_temp(shown, is_shown));
    }
    if is_new {
        let again_message = match &wrong {
            Some(wrong) if is_at_again => Message::Error(wrong),
            _ => Message::None,
        };
        let again = TextField::new(&again_label, &mut cx.draft.passphrase.again)
            .id(again_id())
            .password(!is_shown)
            .message(again_message)
            .show(ui);
        submitted |= again.submitted;
        if first.submitted {
            ui.memory_mut(|memory| memory.request_focus(again_id()));
        }
    }
    submitted
}

fn unusable(cx: &mut Cx<'_>, ui: &mut Ui, told: &Told) {
    let title = cx.t("unlock-unusable-title");
    Card::new().title(&title).show(ui, |ui| {
        let (what, todo) = (told.text(cx.tr), told.hint_text(cx.tr));
        let banner = Banner::new(Tone::Danger, todo.as_deref().unwrap_or(&what));
        match &todo {
            Some(_) => banner.title(&what).show(ui),
            None => banner.show(ui),
        };
        text::body(ui, &cx.t("unlock-unusable-text"));
        ui.add_space(space::S);
        row(ui, |ui| {
            ui.spacing_mut().item_spacing.x = theme::space::S;
            let again = cx.t("unlock-try-again");
            let button = Button::primary(&again).icon(Icon::ARROW_CLOCKWISE);
            if button.show(ui).clicked() {
                cx.act(Action::Unlock);
            }
            if can_set_aside(cx.state) {
                set_aside(cx, ui);
            }
        });
    });
}

fn set_aside(cx: &mut Cx<'_>, ui: &mut Ui) {
    if Button::ghost(&cx.t("unlock-set-aside")).show(ui).clicked() {
        cx.act(Action::AskSetAside);
    }
}
