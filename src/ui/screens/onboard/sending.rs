//! The registration is under way.

use std::time::Duration;

use egui::{Margin, ScrollArea, Ui};

use crate::desk::Action;
use crate::desk::state::{Phase, Sending, Step};
use crate::domain::Field;
use crate::ui::cx::Cx;
use crate::ui::status;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Banner, Button, Card, LoadingRow, PageHeader, ProgressBar, page_footer, text,
};

/// How often the speed is worked out anew; each part of the body that leaves repaints by itself.
const REPAINT: Duration = Duration::from_millis(100);

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let Step::Sending(sending) = &state.onboard.step else {
        return;
    };
    ui.ctx().request_repaint_after(REPAINT);
    let name = form_name(cx);
    let subtitle = cx.t("sending-subtitle");
    PageHeader::new(&name)
        .subtitle(None, &subtitle)
        .show(ui, |_| {}, |_| {});
    page_footer(
        ui,
        |_| {},
        |ui| {
            let busy = cx.t("sending-cancel-busy");
            let is_waiting = sending.phase == Phase::Waiting;
            let cancel = cx.t(if is_waiting {
                "sending-stop-waiting"
            } else {
                "sending-cancel"
            });
            let button =
                Button::secondary(&cancel).disabled(sending.cancelling.then_some(busy.as_str()));
            if button.show(ui).clicked() {
                cx.act(Action::CancelSend);
            }
            if sending.cancelling {
                text::helper(ui, &busy);
            } else if is_waiting {
                text::helper(ui, &cx.t("sending-stop-waiting-detail"));
            }
        },
    );
    page_body(ui, "sending", |ui| {
        let title = cx.t("sending-title");
        Card::new()
            .title(&title)
            .show(ui, |ui| progress(cx, ui, sending));
        let (warning, detail) = (cx.t("sending-warning"), cx.t("sending-warning-detail"));
        Banner::new(Tone::Warning, &detail).title(&warning).show(ui);
    });
}

fn progress(cx: &Cx<'_>, ui: &mut Ui, sending: &Sending) {
    ui.add_space(space::M);
    let (sent, total) = (
        sending.sent_bytes.min(sending.total_bytes),
        sending.total_bytes,
    );
    let fraction = if total == 0 {
        0.0
    } else {
        sent as f32 / total as f32
    };
    let (left, right) = if total == 0 {
        (String::new(), String::new())
    } else {
        let secs = cx
            .state
            .now
            .duration_since(sending.started_at)
            .as_secs_f64();
        let rate = match sending.phase {
            Phase::Uploading => status::rate(sent, secs, cx.tr),
            Phase::Preparing | Phase::Waiting => String::new(),
        };
        (status::amount(sent, total, cx.tr), rate)
    };
    ProgressBar::new(fraction, &cx.t("sending-progress"))
        .left(&left)
        .right(&right)
        .show(ui);
    let phase = cx.t(match sending.phase {
        _ if sending.cancelling => "sending-cancelling",
        Phase::Preparing => "sending-preparing",
        Phase::Uploading => "sending-uploading",
        Phase::Waiting => "sending-waiting",
    });
    LoadingRow::new(&phase).show(ui);
}

/// The name on the form, or that it has none yet.
pub(super) fn form_name(cx: &Cx<'_>) -> String {
    match cx.draft.form.get(Field::Name).trim() {
        "" => cx.t("sending-no-name"),
        name => name.to_owned(),
    }
}

/// What stands between header and footer; it scrolls when it is higher than the window.
pub(super) fn page_body(ui: &mut Ui, salt: &'static str, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(Margin::symmetric(space::XXL as i8, space::XL as i8))
                .show(ui, |ui| {
                    ui.take_available_width();
                    ui.spacing_mut().item_spacing.y = space::L;
                    content(ui);
                });
        });
}
