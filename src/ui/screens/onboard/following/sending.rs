//! The request is under way.

use std::time::Duration;

use egui::{Id, Ui};

use super::open_job;
use crate::desk::Action;
use crate::desk::state::Job;
use crate::domain::CaseRow;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Card, LoadingRow, ProgressBar, text};

/// How often the speed is worked out anew; each part of the body that leaves repaints by itself.
const REPAINT: Duration = Duration::from_millis(100);
/// Shorter than this, a speed is a guess.
const LEAST_SECS: f64 = 0.05;

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    ui.ctx().request_repaint_after(REPAINT);
    let job = open_job(cx.state, row.id);
    let (title, subtitle) = (cx.t("sending-title"), super::submission(cx, row));
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            ui.add_space(space::S);
            progress(cx, ui, job);
            ui.add_space(space::S);
            cancel(cx, ui, job);
        });
    text::subdued(ui, &cx.t("waiting-go-on"));
}

/// Bytes that left, and all of them.
fn bytes(cx: &Cx<'_>, job: Option<&Job>) -> (u64, u64) {
    let known = job.and_then(|job| cx.state.queue.progress.get(&job.id));
    let (sent, total) = known.copied().unwrap_or_default();
    (sent.min(total), total)
}

fn progress(cx: &Cx<'_>, ui: &mut Ui, job: Option<&Job>) {
    let (sent, total) = bytes(cx, job);
    let fraction = if total == 0 {
        0.0
    } else {
        sent as f32 / total as f32
    };
    let is_uploading = total > 0 && sent < total;
    let (mut left, mut right) = (String::new(), String::new());
    if total > 0 {
        left = amount(cx, sent, total);
    }
    if let Some(started) = job.and_then(|job| job.sent_at).filter(|_| is_uploading) {
        let secs = cx.state.now.duration_since(started).as_secs_f64();
        right = rate(cx, sent, secs);
    }
    ProgressBar::new(fraction, &cx.t("sending-progress"))
        .left(&left)
        .right(&right)
        .show(ui);
    let phase = cx.t(if total == 0 {
        "sending-preparing"
    } else if is_uploading {
        "sending-uploading"
    } else {
        "sending-waiting"
    });
    LoadingRow::new(&phase).show(ui);
}

/// Stops it; once asked, it says so until the connection has ended.
fn cancel(cx: &mut Cx<'_>, ui: &mut Ui, job: Option<&Job>) {
    let Some(job) = job else {
        return;
    };
    let (sent, total) = bytes(cx, Some(job));
    let is_waiting = total > 0 && sent == total;
    let key = Id::unique(("cancelled", job.id, job.tries));
    let is_asked = ui.data(|data| data.get_temp::<bool>(key)).is_some();
    let busy = cx.t("sending-cancel-busy");
    let words = cx.t(if is_waiting {
        "sending-stop-waiting"
    } else {
        "sending-cancel"
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let button = Button::secondary(&words).disabled(is_asked.then_some(busy.as_str()));
        if button.show(ui).clicked() {
            ui.data_mut(|data| data.insert_temp(key, true));
            cx.act(Action::CancelSend);
        }
        if is_asked {
            text::helper(ui, &busy);
        } else if is_waiting {
            text::helper(ui, &cx.t("sending-stop-waiting-detail"));
        }
    });
}

/// `1.2 of 4.6 MB`: both in the unit of the whole.
pub(super) fn amount(cx: &Cx<'_>, sent: u64, total: u64) -> String {
    let lang = cx.tr.lang();
    let sent = match total {
        0..1_000 => sent.to_string(),
        1_000..1_000_000 => ((sent + 500) / 1_000).to_string(),
        _ => format::one_decimal(sent as f64 / 1e6, lang),
    };
    let total = format::bytes(total, lang);
    cx.tf(
        "sending-amount",
        &[("sent", sent.into()), ("total", total.into())],
    )
}

/// `740 KB/s`; empty while there is nothing to tell.
pub(super) fn rate(cx: &Cx<'_>, bytes: u64, secs: f64) -> String {
    if bytes == 0 || secs < LEAST_SECS {
        return String::new();
    }
    let rate = format::bytes((bytes as f64 / secs) as u64, cx.tr.lang());
    cx.tf("sending-rate", &[("rate", rate.into())])
}
