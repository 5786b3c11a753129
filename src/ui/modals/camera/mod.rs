//! The camera: what it sees, with a frame to hold card or face in; a picture taken, looked at and used.

mod guide;
mod view;

use egui::{Align, Context, Id, Key, Layout, Modifiers, Ui, vec2};

use crate::desk::state::{Camera, CameraAction, CameraPhase};
use crate::desk::update::camera::next_empty;
use crate::desk::{Action, Told};
use crate::domain::Slot;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::screens::onboard::slots;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{
    Button, Checkbox, EmptyState, Modal, Picker, PickerItem, modal_footer, text,
};

/// What stands around the picture: title, words, buttons, margins.
const AROUND: egui::Vec2 = vec2(96.0, 262.0);
/// The picture is no wider than what a camera gives at most.
const MAX_WIDTH: f32 = 960.0;
/// Height of why there is no picture.
const OFF: f32 = 208.0;
/// Width of the list of cameras.
const DEVICES: f32 = 260.0;
/// That a person is there is told this often at most, in seconds.
const LOOKED: f64 = 5.0;

/// Id of the picture, which has the focus first: Space and Enter take a picture there.
fn picture_id() -> Id {
    Id::unique("picture of the camera")
}

/// Shows what the camera sees.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, camera: &Camera) {
    let asked = keys(ctx, camera);
    let title = slots::name(cx, camera.slot);
    let room = ctx.content_rect().size() - AROUND;
    let width = room.x.min(MAX_WIDTH);
    let close = cx.t("modal-close");
    let dialog = Modal::new("camera", &title, &close).width(width + 2.0 * space::XXL);
    let answer = dialog.focus(picture_id()).keep().show(ctx, |ui| {
        if let CameraPhase::Off(told) = &camera.phase {
            // Nothing to hold anything into: only why, and what to do.
            let size = vec2(ui.available_width(), OFF);
            let place = ui.allocate_space(size).1;
            let again = off(cx, ui, place, told);
            return again.or_else(|| below(cx, ui, camera));
        }
        text::body(ui, &cx.t(instruction(camera)));
        let line = next_line(cx, ui, camera);
        ui.add_space(space::XS);
        let height = (room.y - line).clamp(160.0, width * 0.75);
        let place = ui.allocate_space(vec2(ui.available_width(), height)).1;
        view::show(cx, ui, place, picture_id(), camera);
        below(cx, ui, camera)
    });
    if answer.close {
        cx.act(Action::Camera(CameraAction::Close));
    } else if let Some(action) = asked.or(answer.inner) {
        cx.act(Action::Camera(action));
    } else if is_used(ctx) {
        cx.act(Action::Camera(CameraAction::Looked));
    }
}

/// Keys. Space and Enter belong to a button or a list that has the focus.
fn keys(ctx: &Context, camera: &Camera) -> Option<CameraAction> {
    let focused = ctx.memory(egui::Memory::focused);
    let is_free = focused.is_none_or(|id| id == picture_id());
    let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let main = is_free && (pressed(Key::Space) || pressed(Key::Enter));
    match camera.phase {
        CameraPhase::Live | CameraPhase::Counting { .. } => main.then_some(CameraAction::Take),
        CameraPhase::Taken(_) if main => Some(CameraAction::Use),
        CameraPhase::Taken(_) if pressed(Key::Backspace) || pressed(Key::R) => {
            Some(CameraAction::Again)
        }
        CameraPhase::Off(_) => main.then_some(CameraAction::LookAgain),
        _ => None,
    }
}

/// True if a person did anything, told now and then.
fn is_used(ctx: &Context) -> bool {
    let (is_busy, now) = ctx.input(|input| (!input.events.is_empty(), input.time));
    let key = Id::unique("camera is looked at");
    let last: Option<f64> = ctx.data(|data| data.get_temp(key));
    let is_due = is_busy && last.is_none_or(|last| now - last >= LOOKED || now < last);
    if is_due {
        ctx.data_mut(|data| data.insert_temp(key, now));
    }
    is_due
}

/// What is to be held into the picture.
fn instruction(camera: &Camera) -> &'static str {
    match (&camera.phase, camera.slot) {
        (CameraPhase::Taken(_), _) => "camera-look",
        (_, Slot::IdPhoto) => "camera-hold-card",
        (_, Slot::Selfie) => "camera-hold-selfie",
        (_, Slot::ProofOfAddress) => "camera-hold-page",
        (_, Slot::Gesture(_)) => "camera-hold-gesture",
    }
}

/// What follows a gesture, so that the next one can be told already. Gives the height of it.
fn next_line(cx: &mut Cx<'_>, ui: &mut Ui, camera: &Camera) -> f32 {
    if !matches!(camera.slot, Slot::Gesture(_)) {
        return 0.0;
    }
    let words = match next_empty(cx.state, cx.draft, camera.slot) {
        Some(next) => {
            let name = slots::about(cx, "camera-next", next);
            name.trim().to_owned()
        }
        None => cx.t("camera-last"),
    };
    text::helper(ui, &words).rect.height() + ui.spacing().item_spacing.y
}

/// Why there is no picture, and what to do.
fn off(cx: &Cx<'_>, ui: &mut Ui, place: egui::Rect, told: &Told) -> Option<CameraAction> {
    let mut middle = ui.new_child(egui::UiBuilder::new().id_salt("off").max_rect(place));
    let hint = told.hint_text(cx.tr).unwrap_or_default();
    let again = cx.t("camera-look-again");
    let is_asked = EmptyState::new(Icon::CAMERA, &told.text(cx.tr), &hint)
        .button(&again)
        .show(&mut middle);
    is_asked.then_some(CameraAction::LookAgain)
}

/// The line of choices, and the buttons.
fn below(cx: &Cx<'_>, ui: &mut Ui, camera: &Camera) -> Option<CameraAction> {
    let mut asked = None;
    ui.add_space(space::XS);
    let is_off = matches!(camera.phase, CameraPhase::Off(_));
    // As high as the list, so that both stand on one line.
    let row = vec2(ui.available_width(), size::FIELD);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        if !is_off {
            let mut counts = !cx.state.camera.is_at_once;
            if Checkbox::new(&mut counts, &cx.t("camera-countdown"))
                .show(ui)
                .changed()
            {
                asked = Some(CameraAction::SetCountdown(counts));
            }
            ui.add_space(space::L);
        }
        if camera.devices.len() > 1 {
            asked = devices(cx, ui, camera).or(asked.take());
        }
    });
    let clicked = modal_footer(ui, |ui| buttons(cx, ui, camera));
    clicked.or(asked)
}

fn devices(cx: &Cx<'_>, ui: &mut Ui, camera: &Camera) -> Option<CameraAction> {
    let items: Vec<PickerItem<'_>> = camera
        .devices
        .iter()
        .map(|device| PickerItem {
            id: &device.id,
            text: &device.name,
            detail: "",
            search: &device.id,
        })
        .collect();
    let answer = Picker::new(&cx.t("camera-device"), &items, camera.device.as_deref())
        .placeholder(&cx.t("camera-device-choose"))
        .filter_hint(&cx.t("camera-device-search"))
        .nothing_found(&cx.t("camera-device-none"))
        .hide_label()
        .no_message_line()
        .width(DEVICES)
        .show(ui);
    let device = camera.devices.get(answer.picked?)?;
    Some(CameraAction::Pick(device.id.clone()))
}

fn buttons(cx: &Cx<'_>, ui: &mut Ui, camera: &Camera) -> Option<CameraAction> {
    let mut asked = None;
    let mut press = |button: Button<'_>, ui: &mut Ui, action| {
        if button.show(ui).clicked() {
            asked = Some(action);
        }
    };
    match camera.phase {
        CameraPhase::Taken(_) => {
            let (yes, again) = (cx.t("camera-use"), cx.t("camera-again"));
            let yes = Button::primary(&yes).icon(Icon::CHECK).shortcut("Enter");
            press(yes, ui, CameraAction::Use);
            let again = Button::secondary(&again)
                .icon(Icon::ARROW_CLOCKWISE)
                .shortcut("R");
            press(again, ui, CameraAction::Again);
        }
        CameraPhase::Counting { .. } => {
            let stop = cx.t("camera-stop");
            let stop = Button::secondary(&stop).shortcut(SPACE);
            press(stop, ui, CameraAction::Take);
        }
        CameraPhase::Off(_) => {
            let close = cx.t("modal-close");
            let close = Button::secondary(&close);
            press(close, ui, CameraAction::Close);
        }
        CameraPhase::Live | CameraPhase::Starting | CameraPhase::Taking => {
            let reason = match camera.phase {
                CameraPhase::Taking => Some(cx.t("camera-taking")),
                CameraPhase::Live if camera.frame.is_some() => None,
                _ => Some(cx.t("camera-starting")),
            };
            let take = cx.t("camera-take");
            let take = Button::primary(&take)
                .icon(Icon::CAMERA)
                .shortcut(SPACE)
                .disabled(reason.as_deref());
            press(take, ui, CameraAction::Take);
        }
    }
    asked
}

/// The key as it is printed, in both languages.
const SPACE: &str = "Space";
