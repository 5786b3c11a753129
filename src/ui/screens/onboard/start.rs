//! What was begun and not sent: drafts and corrections, the last one first, each to be continued or discarded.

use std::time::Duration;

use egui::{Align, Frame, Id, Layout, Margin, ScrollArea, Stroke, Ui, vec2};
use jiff::SignedDuration;

use super::arrive::arrive;
use crate::desk::Action;
use crate::domain::{CaseRow, Stage, mask};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widgets::{
    Button, EmptyState, IconButton, LoadingRow, PageHeader, ProgressBar, text,
};
use crate::ui::{format, status};

/// Rows that are drawn at once; more on demand, so that many drafts cost no frame.
const ROWS: usize = 50;
/// Widest list, so that a row stays a row.
const WIDEST: f32 = 920.0;
/// Height of what is in a row.
const ROW: f32 = 44.0;
/// Width of the bar that tells how far a form is.
const BAR: f32 = 184.0;
/// The ages are told anew this often.
const REPAINT: Duration = Duration::from_mins(1);

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let rows = state.cases.unfinished();
    let title = cx.t("start-title");
    let subtitle = cx.tf("start-subtitle", &[("count", rows.len().into())]);
    let new = Id::unique("start-new");
    let first = rows.first().map_or(new, |row| continue_id(row));
    arrive(cx, ui, Id::unique("start"), first);
    PageHeader::new(&title).subtitle(None, &subtitle).show(
        ui,
        |_| {},
        |ui| {
            let words = cx.t("start-new");
            let button = Button::primary(&words).icon(Icon::USER_PLUS);
            if button.shortcut("Ctrl N").id(new).show(ui).clicked() {
                cx.act(Action::NewForm);
            }
        },
    );
    ui.ctx().request_repaint_after(REPAINT);
    ScrollArea::vertical()
        .id_salt("unfinished")
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin::symmetric(space::XXL as i8, space::XL as i8))
                .show(ui, |ui| {
                    ui.set_max_width(ui.available_width().min(WIDEST));
                    ui.take_available_width();
                    ui.spacing_mut().item_spacing.y = space::M;
                    if state.onboard.loading.is_some() {
                        LoadingRow::new(&cx.t("start-opening")).show(ui);
                    }
                    list(cx, ui, &rows);
                });
        });
}

fn list(cx: &mut Cx<'_>, ui: &mut Ui, rows: &[&CaseRow]) {
    if rows.is_empty() {
        let (title, words) = (cx.t("start-empty"), cx.t("start-empty-text"));
        EmptyState::new(Icon::CLIPBOARD_TEXT, &title, &words).show(ui);
        return;
    }
    let key = Id::unique("unfinished that are drawn");
    let drawn = ui.data(|data| data.get_temp(key)).unwrap_or(ROWS);
    for row in rows.iter().take(drawn) {
        unfinished(cx, ui, row);
    }
    let left = rows.len().saturating_sub(drawn);
    if left > 0 {
        let words = cx.tf("start-more", &[("count", left.min(ROWS).into())]);
        if Button::secondary(&words).show(ui).clicked() {
            ui.data_mut(|data| data.insert_temp(key, drawn + ROWS));
        }
    }
}

fn continue_id(row: &CaseRow) -> Id {
    Id::unique(("continue", row.id))
}

/// One row: who, how far, and what to do.
fn unfinished(cx: &mut Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let tokens = theme::of(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(radius::L)
        .inner_margin(Margin::symmetric(space::XL as i8, space::M as i8));
    let name = status::name(row, cx.tr);
    let args = [("name", name.as_str().into())];
    let words = cx.t("start-continue");
    let spoken = cx.tf("start-continue-name", &args);
    let go_on = Button::secondary(&words)
        .name(&spoken)
        .id(continue_id(row))
        .icon_right(Icon::ARROW_RIGHT);
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            // A correction leaves the place empty: what stands below each other stays so.
            let buttons = go_on.width(ui) + space::S + size::FIELD;
            let who = ui.available_width() - BAR - buttons - 2.0 * space::L;
            column(ui, who, |ui| facts(cx, ui, row, &name));
            column(ui, BAR, |ui| progress(cx, ui, row));
            ui.spacing_mut().item_spacing.x = space::S;
            if go_on.show(ui).clicked() {
                cx.act(Action::ContinueDraft(row.id));
            }
            let discard = cx.tf("start-discard-name", &args);
            if row.life.stage == Stage::Draft
                && IconButton::new(Icon::TRASH, &discard).show(ui).clicked()
            {
                cx.act(Action::AskDiscardDraft(row.id));
            }
        });
    });
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, ROW), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.set_height(ROW);
        ui.spacing_mut().item_spacing.y = 2.0;
        content(ui);
    });
}

fn facts(cx: &Cx<'_>, ui: &mut Ui, row: &CaseRow, name: &str) {
    let look = status::look(row, cx.tr);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let room = ui.available_width() - look.pill().size(ui).x - space::S;
        let label = egui::Label::new(
            egui::RichText::new(name)
                .font(theme::Type::BodyStrong.font())
                .color(theme::of(ui).text_strong),
        );
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(label.truncate());
        });
        look.pill().show(ui);
    });
    let ago = cx.state.now.duration_since(row.changed_at);
    let edited = if ago < SignedDuration::from_mins(1) {
        cx.t("start-edited-now")
    } else {
        let ago = format::duration(ago, cx.tr);
        cx.tf("start-edited", &[("ago", ago.into())])
    };
    let line = if row.staff.is_empty() {
        edited
    } else {
        let args = [
            ("edited", edited.into()),
            ("staff", row.staff.clone().into()),
        ];
        cx.tf("start-facts", &args)
    };
    let line = if row.id_number.is_empty() {
        line
    } else {
        format!("{} · {line}", mask::id_number(&row.id_number))
    };
    text::helper(ui, &line).on_hover_text(format::utc(row.changed_at));
}

/// How much is filled in, and how many problems were seen.
fn progress(cx: &Cx<'_>, ui: &mut Ui, row: &CaseRow) {
    let percent = cx.tf(
        "start-progress",
        &[("percent", i64::from(row.progress).into())],
    );
    ui.add_space(space::S);
    ProgressBar::new(f32::from(row.progress) / 100.0, &percent).show(ui);
    let problems = i64::from(row.problems);
    let problems = cx.tf("start-problems", &[("count", problems.into())]);
    text::helper(ui, &format!("{} % · {problems}", row.progress));
}
