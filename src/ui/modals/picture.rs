//! A picture, large: what is sent, what was found in it, what it was made from; and the tools to make it better.

mod canvas;
mod findings;
mod grips;
mod handles;
mod keys;
mod look;
mod stage;
mod tilt;
mod toolbar;
mod tools;

use egui::{Align, Context, Id, Layout, Rect, ScrollArea, Ui, UiBuilder, vec2};

use self::look::Look;
use crate::desk::Action;
use crate::desk::state::{Editor, EditorAction};
use crate::domain::{Edit, Picture, Slot};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::screens::onboard::slots;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, FocusKeeper, LoadingRow, Modal, modal_footer, text};

/// What stands around the picture: title, bar, footer, margins.
const AROUND: egui::Vec2 = vec2(96.0, 252.0);
/// Width of what stands beside the picture.
const SIDE: f32 = 288.0;

/// What is compared with what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Compare {
    /// What is sent, alone.
    #[default]
    Sent,
    /// The original, alone.
    Original,
    /// Both, side by side.
    Beside,
    /// Both on one another; a divider shows more of the one or the other.
    Wipe,
}

/// What a key or a button asks of the zoom.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Zoom {
    /// Larger or smaller, around the middle.
    By(f32),
    /// All of it.
    Fit,
    /// One screen pixel for each of the picture.
    OneToOne,
}

/// How the view is looked at. Nothing of it is kept when it is closed.
#[derive(Debug, Clone)]
struct Looks {
    slot: Slot,
    /// The frame in which it was last shown.
    frame: u64,
    look: Look,
    /// What is to become of the zoom in this frame.
    zoom: Option<Zoom>,
    /// The zoom as it was shown last.
    percent: i64,
    compare: Compare,
    /// Where the divider is, from 0 left to 1 right.
    wipe: f32,
    /// The findings are shown on the picture.
    overlay: bool,
    /// The finding whose place is pointed out.
    pointed: Option<usize>,
    /// A finding that was chosen stays pointed out.
    chosen: Option<usize>,
    /// The measured values are shown.
    details: bool,
    /// The result of the edit is shown, rather than the tools on the picture.
    result: bool,
    /// The original is held up, as long as the key is down.
    held: bool,
}

/// What all parts of the view read.
struct Part<'a> {
    editor: &'a Editor,
    picture: &'a Picture,
    /// The edit as it is shown.
    edit: Edit,
    /// There are steps that were not used.
    is_unsaved: bool,
    /// The picture is being made anew.
    is_making: bool,
}

/// Asks for something of the view.
fn ask(cx: &mut Cx<'_>, action: EditorAction) {
    cx.act(Action::Editor(action));
}

fn looks_id() -> Id {
    Id::unique("looks of the picture")
}

/// Id of the picture itself, which has the focus first.
fn stage_id() -> Id {
    Id::unique("stage of the picture")
}

/// Shows the picture of a slot.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, editor: &Editor) {
    let slot = editor.slot;
    let Some(picture) = cx.draft.form.pictures.get(&slot).cloned() else {
        cx.act(Action::CloseModal);
        return;
    };
    let edit = editor.steps.live();
    let loading = cx.state.onboard.slots.get(&slot);
    let part = Part {
        editor,
        picture: &picture,
        edit,
        is_unsaved: edit.simplified() != picture.made.edit.simplified() && editor.making.is_none(),
        is_making: loading.is_some_and(|view| view.loading.is_some()),
    };
    let mut looks = looks(ctx, slot);
    keys::before(cx, ctx, &part, &mut looks);
    let room = ctx.content_rect().size() - AROUND;
    let title = slots::name(cx, slot);
    let close = cx.t("picture-close");
    let dialog = Modal::new("picture", &title, &close).width(room.x + 2.0 * space::XXL);
    let dialog = if part.is_unsaved {
        dialog.keep()
    } else {
        dialog
    };
    let answer = dialog.focus(stage_id()).show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        toolbar::show(cx, ui, &part, &mut looks);
        ui.add_space(space::S);
        let size = vec2(ui.available_width(), room.y.max(200.0));
        let place = ui.allocate_space(size).1;
        let split = place.right() - SIDE;
        stage::show(
            cx,
            ui,
            place.with_max_x(split - space::L),
            &part,
            &mut looks,
        );
        beside(cx, ui, place.with_min_x(split), &part, &mut looks);
        modal_footer(ui, |ui| footer(cx, ui, &part));
    });
    if answer.close {
        ask(cx, EditorAction::AskClose);
    }
    looks.frame = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| data.insert_temp(looks_id(), looks));
}

/// How this picture was looked at; another one begins anew.
fn looks(ctx: &Context, slot: Slot) -> Looks {
    // Without a frame in between, it was never closed.
    let frame = ctx.cumulative_frame_nr();
    let kept: Option<Looks> = ctx.data(|data| data.get_temp(looks_id()));
    kept.filter(|kept| kept.slot == slot && frame <= kept.frame + 1)
        .unwrap_or(Looks {
            slot,
            frame,
            look: Look::default(),
            zoom: None,
            percent: 100,
            compare: Compare::Sent,
            wipe: 0.5,
            overlay: true,
            pointed: None,
            chosen: None,
            details: false,
            result: false,
            held: false,
        })
}

fn beside(cx: &mut Cx<'_>, ui: &mut Ui, place: Rect, part: &Part<'_>, looks: &mut Looks) {
    let builder = UiBuilder::new()
        .id_salt("beside the picture")
        .max_rect(place)
        .layout(Layout::top_down(Align::Min));
    let mut ui = ui.new_child(builder);
    ui.set_clip_rect(place.expand(space::XS).intersect(ui.clip_rect()));
    ScrollArea::vertical()
        .id_salt(("beside the picture", part.editor.is_editing))
        .auto_shrink(false)
        .show(&mut ui, |ui| {
            // Room for the ring of the focus, and for the bar.
            ui.set_width(place.width() - space::M);
            ui.spacing_mut().item_spacing.y = space::S;
            if part.editor.is_editing {
                tools::show(cx, ui, part, looks);
            } else {
                findings::show(cx, ui, part, looks);
            }
        });
}

fn footer(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>) {
    let editor = part.editor;
    let slot = editor.slot;
    let apply = EditorAction::Apply(slot, part.edit);
    if editor.asks_to_close {
        if button(cx, ui, Kind::Primary, "editor-apply") {
            ask(cx, apply);
        }
        if button(cx, ui, Kind::Secondary, "editor-discard") {
            ask(cx, EditorAction::AskClose);
        }
        if button(cx, ui, Kind::Secondary, "editor-stay") {
            ask(cx, EditorAction::Stay);
        }
        left(ui, |ui| {
            text::toned(ui, Tone::Warning, &cx.t("editor-ask-close"));
        });
        return;
    }
    if editor.is_editing {
        let nothing = (!part.is_unsaved).then(|| cx.t("editor-nothing-done"));
        let words = cx.t("editor-apply");
        let button_apply = Button::primary(&words).shortcut("Enter");
        if button_apply.disabled(nothing.as_deref()).show(ui).clicked() {
            ask(cx, apply);
        }
        if button(cx, ui, Kind::Secondary, "editor-back") {
            ask(cx, EditorAction::End);
        }
        return;
    }
    if part.is_unsaved {
        if button(cx, ui, Kind::Primary, "editor-apply") {
            ask(cx, apply);
        }
        if button(cx, ui, Kind::Secondary, "picture-close") {
            ask(cx, EditorAction::AskClose);
        }
    } else if button(cx, ui, Kind::Primary, "picture-close") {
        ask(cx, EditorAction::AskClose);
    }
    let replace = slots::about(cx, "slot-replace-name", slot);
    let words = cx.t("slot-replace");
    let other = Button::secondary(&words).icon(Icon::ARROWS_CLOCKWISE);
    if other.name(&replace).show(ui).clicked() {
        cx.act(Action::PickPicture(slot));
    }
    let remove = slots::about(cx, "slot-remove-name", slot);
    let words = cx.t("slot-remove");
    let gone = Button::ghost(&words).icon(Icon::TRASH).name(&remove);
    if gone.show(ui).clicked() {
        FocusKeeper::give_to(ui.ctx(), slots::path_id(slot));
        cx.act(Action::CloseModal);
        cx.act(Action::RemovePicture(slot));
    }
    left(ui, |ui| {
        if part.is_making {
            LoadingRow::new(&cx.t("editor-making")).show(ui);
        } else if part.is_unsaved {
            text::toned(ui, Tone::Warning, &cx.t("editor-unsaved"));
        }
    });
}

/// What stands left in the footer, whose buttons come from the right.
fn left(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let rect = ui.available_rect_before_wrap();
    let builder = UiBuilder::new()
        .id_salt("left in the footer")
        .max_rect(rect)
        .layout(Layout::left_to_right(Align::Center));
    content(&mut ui.new_child(builder));
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Primary,
    Secondary,
}

fn button(cx: &Cx<'_>, ui: &mut Ui, kind: Kind, id: &'static str) -> bool {
    let words = cx.t(id);
    let button = match kind {
        Kind::Primary => Button::primary(&words),
        Kind::Secondary => Button::secondary(&words),
    };
    button.show(ui).clicked()
}
