//! What becomes of a case that was put into the queue: it waits, is sent, is screened, comes back.

mod refused;
mod sending;
mod sent;
mod unconfirmed;
mod waiting;

use egui::{Id, Margin, OpenUrl, ScrollArea, Ui};

use super::arrive::arrive;
use crate::desk::state::{Connection, Job, JobState, Step};
use crate::desk::{Action, State, Told};
use crate::domain::{CaseId, CaseRow, JobKind, Stage};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::status;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, EmptyState, IconButton, LoadingRow, PageHeader, page_footer};

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let Step::Following(case) = state.onboard.step else {
        return;
    };
    let row = state.cases.get(case);
    header(cx, ui, row);
    footer(cx, ui, case, row);
    page_body(ui, case, |ui| {
        if state.onboard.loading.is_some() {
            LoadingRow::new(&cx.t("following-opening")).show(ui);
            return;
        }
        let Some(row) = row else {
            let (title, words) = (cx.t("sent-title"), cx.t("following-gone"));
            EmptyState::new(Icon::PAPER_PLANE_TILT, &title, &words).show(ui);
            return;
        };
        match row.life.stage {
            // Being taken out of the queue or into correction: the form comes in a moment.
            Stage::Draft | Stage::Correction => {
                LoadingRow::new(&cx.t("following-opening")).show(ui);
            }
            Stage::Ready => waiting::show(cx, ui, row),
            Stage::Sending => sending::show(cx, ui, row),
            Stage::Unconfirmed => unconfirmed::show(cx, ui, row),
            Stage::Refused => refused::show(cx, ui, row),
            Stage::Pending | Stage::Approved | Stage::Rejected => sent::show(cx, ui, row),
            Stage::Erased => {
                let (title, words) = (status::name(row, cx.tr), cx.t("following-gone"));
                EmptyState::new(Icon::PAPER_PLANE_TILT, &title, &words).show(ui);
            }
        }
    });
}

/// The request of this case for level 1 that is not done, if there is one.
fn open_job(state: &State, case: CaseId) -> Option<&Job> {
    let jobs = &state.queue.news.jobs;
    jobs.iter().find(|job| {
        job.case == Some(case) && job.kind != JobKind::Level2 && job.state != JobState::Done
    })
}

/// What the last try was told, in the words of today.
fn told(job: Option<&Job>) -> Option<Told> {
    Told::from_json(job?.told.as_deref()?)
}

fn header(cx: &mut Cx<'_>, ui: &mut Ui, row: Option<&CaseRow>) {
    let name = row.map_or_else(|| cx.t("sent-title"), |row| status::name(row, cx.tr));
    let user_id = row.and_then(|row| row.life.user_id);
    let subtitle = match (user_id, row) {
        (Some(user_id), _) => user_id.to_string(),
        (None, Some(row)) => submission(cx, row),
        (None, None) => String::new(),
    };
    let is_open = row.is_some_and(|row| row.life.stage == Stage::Pending);
    let copy = cx.t("status-copy-id");
    PageHeader::new(&name).subtitle(None, &subtitle).show(
        ui,
        |ui| {
            if let Some(user_id) = user_id
                && IconButton::new(Icon::COPY, &copy)
                    .small()
                    .show(ui)
                    .clicked()
            {
                ui.ctx().copy_text(user_id.to_string());
            }
        },
        |ui| {
            if is_open {
                sandbox_button(cx, ui);
            }
        },
    );
}

/// Which submission it is.
fn submission(cx: &Cx<'_>, row: &CaseRow) -> String {
    let number = i64::from(row.life.submissions);
    if number <= 1 {
        cx.t("following-first")
    } else {
        cx.tf("following-again", &[("number", number.into())])
    }
}

/// Where a trainer decides; only in training.
fn sandbox_button(cx: &Cx<'_>, ui: &mut Ui) {
    let Connection::Ready {
        sandbox_page: Some(page),
    } = &cx.state.connection
    else {
        return;
    };
    let words = cx.t("sent-sandbox");
    let button = Button::ghost(&words).icon(Icon::ARROW_SQUARE_OUT).show(ui);
    if button.clicked() {
        ui.ctx().open_url(OpenUrl::new_tab(page));
    }
    let hint = cx.t("sent-sandbox-hint");
    button.on_hover_ui(|ui| {
        ui.label(hint);
    });
}

/// To the list and to the next customer, always; and first what the case itself asks for.
fn footer(cx: &mut Cx<'_>, ui: &mut Ui, case: CaseId, row: Option<&CaseRow>) {
    let words = match row.map(|row| row.life.stage) {
        Some(Stage::Rejected) => Some(cx.t("sent-correct")),
        Some(Stage::Refused) => Some(cx.t("refused-correct")),
        _ => None,
    };
    let (next, to_customers) = (cx.t("sent-next"), cx.t("sent-to-customers"));
    let stage = row.map(|row| row.life.stage);
    let first = Id::unique("first button of a case");
    page_footer(
        ui,
        |_| {},
        |ui| {
            arrive(cx, ui, Id::unique(("following", case, stage)), first);
            let next = match &words {
                Some(words) => {
                    let button = Button::primary(words).icon(Icon::PENCIL_SIMPLE).id(first);
                    if button.show(ui).clicked() {
                        cx.act(Action::CorrectCase(case));
                    }
                    Button::secondary(&next)
                }
                None => Button::primary(&next).id(first),
            };
            if next.icon(Icon::USER_PLUS).show(ui).clicked() {
                cx.act(Action::NextCustomer);
            }
            if row.is_some() && Button::secondary(&to_customers).show(ui).clicked() {
                cx.act(Action::OpenCase(case));
            }
        },
    );
}

/// What stands between header and footer; it scrolls when it is higher than the window.
fn page_body(ui: &mut Ui, case: CaseId, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(("following", case))
        .auto_shrink(false)
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
