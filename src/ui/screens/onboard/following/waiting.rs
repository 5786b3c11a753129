//! In the queue: why it waits, when it is tried next, and the ways to hurry it or to take it back.

use std::time::Duration;

use egui::Ui;

use super::{open_job, told};
use crate::desk::Action;
use crate::desk::state::{Connection, Job};
use crate::domain::CaseRow;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::status;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Banner, Button, Card, text};

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let job = open_job(cx.state, row.id);
    stopped(cx, ui);
    let look = status::look(row, cx.tr);
    let (title, subtitle) = (cx.t("waiting-title"), cx.t("waiting-subtitle"));
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .pill_right(look.pill())
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.add_space(space::S);
            text::value(ui, &why(cx, row, job));
            if let Some(line) = job.and_then(|job| next_try(cx, ui, job)) {
                text::helper(ui, &line);
            }
            ui.add_space(space::S);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                buttons(cx, ui, job);
            });
        });
    text::subdued(ui, &cx.t("waiting-go-on"));
}

/// What stops the whole queue, with what goes on with it.
fn stopped(cx: &mut Cx<'_>, ui: &mut Ui) {
    let news = &cx.state.queue.news;
    let (title, words, button, action) = if let Some(told) = &news.breaker {
        let title = cx.t("waiting-stopped");
        let button = cx.t("waiting-again");
        (title, told.full(cx.tr), button, Action::CloseBreaker)
    } else if news.is_paused {
        let title = cx.t("waiting-paused");
        let button = cx.t("waiting-resume");
        (title, String::new(), button, Action::ResumeQueue)
    } else {
        return;
    };
    let banner = if words.is_empty() {
        Banner::new(Tone::Warning, &title)
    } else {
        Banner::new(Tone::Warning, &words).title(&title)
    };
    if banner.actions(&[&button]).show(ui).is_some() {
        cx.act(action);
    }
}

/// Why it is not being sent now, the most pressing reason first.
fn why(cx: &Cx<'_>, row: &CaseRow, job: Option<&Job>) -> String {
    let news = &cx.state.queue.news;
    if row.life.on_hold {
        return cx.t("waiting-hold");
    }
    if let Some(held) = &news.held_by {
        return cx.tf("waiting-elsewhere", &[("pid", i64::from(held.pid).into())]);
    }
    if news.breaker.is_some() {
        return cx.t("waiting-stopped");
    }
    if news.is_paused {
        return cx.t("waiting-paused");
    }
    if let Some(told) = told(job) {
        return told.full(cx.tr);
    }
    match cx.state.connection {
        Connection::Failed(_) => cx.t("waiting-offline"),
        Connection::Connecting(_) | Connection::Ready { .. } => cx.t("waiting-turn"),
    }
}

/// When it is tried next, and how often it was; counts down while the window is looked at.
fn next_try(cx: &Cx<'_>, ui: &Ui, job: &Job) -> Option<String> {
    let now = cx.state.now;
    let tries = i64::from(job.tries);
    let tries = (tries > 0).then(|| cx.tf("waiting-tries", &[("count", tries.into())]));
    let next = job.next_at.map(|at| {
        let wait = at.duration_since(now);
        if wait.as_secs() < 1 {
            return cx.t("waiting-soon");
        }
        if ui.input(|input| input.focused) {
            ui.ctx().request_repaint_after(Duration::from_secs(1));
        }
        let args = [
            ("time", format::time(at).into()),
            ("wait", format::duration(wait, cx.tr).into()),
        ];
        cx.tf("waiting-next", &args)
    });
    let parts: Vec<String> = next.into_iter().chain(tries).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn buttons(cx: &mut Cx<'_>, ui: &mut Ui, job: Option<&Job>) {
    let news = &cx.state.queue.news;
    let can_hurry = news.breaker.is_none() && !news.is_paused && news.held_by.is_none();
    if let Some(job) = job.filter(|job| can_hurry && job.next_at.is_some()) {
        let words = cx.t("waiting-now");
        if Button::secondary(&words).show(ui).clicked() {
            cx.act(Action::RetryJob(job.id));
        }
    }
    let words = cx.t("waiting-back");
    if Button::secondary(&words).show(ui).clicked() {
        cx.act(Action::CancelSend);
    }
}
