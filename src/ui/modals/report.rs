//! A report with all that was sent, its attempts, and what can be done with it.

use egui::{Context, Id, ScrollArea, Ui};

use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::explain::Told;
use crate::desk::state::{Attempt, JobId, LedgerRow, ReportState};
use crate::domain::amount::Notation;
use crate::domain::{ReportField, ReportForm, bank};
use crate::ui::answer;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::report_words;
use crate::ui::screens::transactions::fields;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Banner, Button, Fact, LoadingRow, Modal, TimelineRow, modal_footer, text,
};

const WIDTH: f32 = 600.0;
const LABEL: f32 = 190.0;
/// Height that title, question and buttons need; the rest of the window is the content's.
const AROUND: f32 = 220.0;
/// What stands below an attempt begins where its words do.
const INDENT: f32 = 28.0;

/// Shows it.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, id: JobId) {
    let Some(row) = cx.state.reports.ledger.get(id) else {
        cx.act(Action::CloseModal);
        return;
    };
    let kind = cx.t(report_words::kind(row.report.kind()));
    let title = format!("{kind} · {}", report_words::what(cx, &row.report));
    let close = Id::unique("close a report");
    let asking = Id::unique("question about a report");
    let asked: Option<(JobId, Question)> = ctx.data(|data| data.get_temp(asking)).flatten();
    let asked = asked.filter(|(of, _)| *of == id && row.state == ReportState::Unconfirmed);
    let answer = Modal::new("report", &title, &cx.t("modal-close"))
        .width(WIDTH)
        .focus(close)
        .show(ctx, |ui| {
            // By its id: the next report begins at its top, with its details hidden.
            ui.push_id(id.0, |ui| {
                ScrollArea::vertical()
                    .max_height(ui.ctx().content_rect().height() - AROUND)
                    .show(ui, |ui| {
                        // Beside the bar by which it scrolls.
                        ui.set_max_width(ui.available_width() - space::M);
                        content(cx, ui, row);
                    });
            });
            match asked {
                Some((_, question)) => ask(cx, ui, (row.id, question), close),
                None => footer(cx, ui, row, close),
            }
        });
    let asks = match answer.inner {
        Some(Answer::Act(action)) => {
            cx.act(action);
            None
        }
        Some(Answer::Ask(question)) => Some(question),
        Some(Answer::Back) => None,
        None => asked
            .map(|(_, question)| question)
            .filter(|_| !answer.close),
    };
    ctx.data_mut(|data| data.insert_temp(asking, asks.map(|question| (id, question))));
    if answer.close {
        cx.act(Action::CloseModal);
    }
}

/// What was asked for in this frame.
enum Answer {
    Act(Action),
    /// Whether it is really meant.
    Ask(Question),
    Back,
}

/// What a person decides about a report of which nobody knows whether it arrived. Each is asked once more: it cannot be undone.
#[derive(Clone, Copy)]
enum Question {
    Arrived,
    NotArrived,
    Again,
}

impl Question {
    /// Ids of the button, of what it does, and of the yes to it.
    fn texts(self) -> [&'static str; 3] {
        match self {
            Self::Arrived => ["report-arrived", "report-arrived-ask", "report-arrived-yes"],
            Self::NotArrived => [
                "report-not-arrived",
                "report-not-arrived-ask",
                "report-take-back",
            ],
            Self::Again => ["report-again", "report-again-ask", "report-again-yes"],
        }
    }

    fn action(self, id: JobId) -> Action {
        Action::Report(match self {
            Self::Arrived => ReportAction::Settle(id, true),
            Self::NotArrived => ReportAction::Settle(id, false),
            Self::Again => ReportAction::SendAgain(id),
        })
    }
}

/// Says what a decision does, and asks once more.
fn ask(cx: &Cx<'_>, ui: &mut Ui, (id, question): (JobId, Question), close: Id) -> Option<Answer> {
    let [_, words, yes] = question.texts().map(|id| cx.t(id));
    text::toned(ui, Tone::Danger, &words);
    modal_footer(ui, |ui| {
        let is_yes = Button::danger(&yes).show(ui).clicked();
        let back = cx.t("onboard-back");
        let is_back = Button::secondary(&back).id(close).show(ui).clicked();
        match (is_yes, is_back) {
            (true, _) => Some(Answer::Act(question.action(id))),
            (_, true) => Some(Answer::Back),
            _ => None,
        }
    })
}

/// What a person decided where no answer told it: the last request stayed without one.
fn decided(cx: &Cx<'_>, row: &LedgerRow) -> Option<&'static str> {
    let open = cx.state.reports.ledger.open.as_ref();
    let last = open?.attempts.last()?;
    if last.outcome.as_deref() != Some("unknown") {
        return None;
    }
    match row.state {
        ReportState::Reported => Some("report-decided-arrived"),
        ReportState::Dropped => Some("report-decided-dropped"),
        _ => None,
    }
}

fn content(cx: &Cx<'_>, ui: &mut Ui, row: &LedgerRow) {
    ui.spacing_mut().item_spacing.y = space::XS;
    let state = cx.t(report_words::state(row.state));
    report_words::pill(row.state, &state).show(ui);
    ui.add_space(space::S);
    if row.state == ReportState::Unconfirmed {
        let title = cx.t("report-unconfirmed-title");
        let told = row.told.as_deref().and_then(Told::from_json);
        let happened =
            told.map_or_else(|| cx.t("report-unconfirmed-lost"), |told| told.text(cx.tr));
        let words = format!("{happened}. {}", cx.t("report-unconfirmed-text"));
        Banner::new(Tone::Warning, &words).title(&title).show(ui);
        ui.add_space(space::S);
    } else if let Some(words) = decided(cx, row) {
        Banner::new(Tone::Info, &cx.t(words)).show(ui);
        ui.add_space(space::S);
    } else if let Some(told) = row.told.as_deref().and_then(Told::from_json)
        && row.state != ReportState::Reported
    {
        Banner::new(tone(row.state), &told.full(cx.tr)).show(ui);
        ui.add_space(space::S);
    }
    if !row.name.is_empty() {
        Fact::new(&cx.t("ledger-column-customer"), &row.name)
            .label_width(LABEL)
            .show(ui);
    }
    values(cx, ui, row);
    let queued = format::short(row.queued_at, cx.state.now);
    Fact::new(
        &cx.t("report-queued-at"),
        &format!("{queued} · {}", row.staff),
    )
    .label_width(LABEL)
    .show(ui);
    ui.add_space(space::M);
    attempts(cx, ui);
}

fn tone(state: ReportState) -> Tone {
    match state {
        ReportState::Refused => Tone::Danger,
        ReportState::Waiting => Tone::Warning,
        _ => Tone::Info,
    }
}

/// Every field as it went out, in a person's notation.
fn values(cx: &Cx<'_>, ui: &mut Ui, row: &LedgerRow) {
    let notation = Notation::of(cx.state.lang());
    let form = ReportForm::of(&row.report, notation, &cx.state.reports.zone);
    let copy = cx.t("report-copy");
    for field in ReportField::of(row.report.kind()) {
        let value = form.get(*field);
        if value.is_empty() {
            continue;
        }
        let label = cx.t(match field {
            ReportField::UserId => "case-arrived-id",
            _ => fields::label(*field),
        });
        let shown = match field {
            ReportField::OriginBank | ReportField::DestinationBank => match bank::by_code(value) {
                Some(bank) => format!("{value} · {}", bank.name),
                None => value.to_owned(),
            },
            ReportField::Side
            | ReportField::Direction
            | ReportField::Liquidity
            | ReportField::Fill => cx.t(choice(*field, value)),
            _ => value.to_owned(),
        };
        let fact = Fact::new(&label, &shown).label_width(LABEL);
        if matches!(field, ReportField::UserId) || field.is_own_id() {
            fact.copyable(&copy).show(ui);
        } else {
            fact.show(ui);
        }
    }
    if let Some(previous) = &form.previous {
        Fact::new(&cx.t("address-before"), previous)
            .label_width(LABEL)
            .show(ui);
    }
}

/// Id of the name of a choice.
fn choice(field: ReportField, value: &str) -> &'static str {
    match (field, value) {
        (ReportField::Side, "0") => "report-bid",
        (ReportField::Side, _) => "report-ask",
        (ReportField::Direction, "0") => "report-deposit",
        (ReportField::Direction, _) => "report-withdraw",
        (ReportField::Liquidity, "0") => "report-maker",
        (ReportField::Liquidity, _) => "report-taker",
        (_, "0") => "report-partial",
        _ => "report-full",
    }
}

fn attempts(cx: &Cx<'_>, ui: &mut Ui) {
    let Some(open) = &cx.state.reports.ledger.open else {
        return;
    };
    if let Some(told) = &open.error {
        Banner::new(Tone::Danger, &told.full(cx.tr)).show(ui);
    }
    if open.attempts.is_empty() {
        if open.loading.is_some() {
            LoadingRow::new(&cx.t("ledger-reading")).show(ui);
        }
        return;
    }
    text::strong(ui, &cx.t("report-attempts"));
    for (at, attempt) in open.attempts.iter().enumerate() {
        let (icon, tone, name) = outcome(attempt);
        let number = i64::from(attempt.number);
        let args = [("number", number.into()), ("outcome", cx.t(name).into())];
        let title = cx.tf("report-attempt", &args);
        let told = attempt.told.as_deref().and_then(Told::from_json);
        let started = format::time(attempt.started_at);
        let detail = match &told {
            Some(told) => format!("{started} · {}", told.text(cx.tr)),
            None => started,
        };
        let details = told.as_ref().filter(|told| told.details.is_some());
        TimelineRow::new(icon, &title)
            .tone(tone)
            .detail(&detail)
            .last(details.is_some() || at + 1 == open.attempts.len())
            .show(ui);
        if let Some(told) = details {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(INDENT);
                ui.vertical(|ui| ui.push_id(at, |ui| answer::show(cx, ui, told)));
            });
            ui.add_space(space::M);
        }
    }
}

fn outcome(attempt: &Attempt) -> (Icon, Tone, &'static str) {
    match attempt.outcome.as_deref() {
        Some("accepted") => (Icon::CHECK, Tone::Success, "case-did-accepted"),
        Some("not_sent") => (Icon::CLOUD_SLASH, Tone::Neutral, "case-did-not-sent"),
        Some("refused") => (Icon::PROHIBIT, Tone::Danger, "case-did-refused"),
        Some(_) => (Icon::QUESTION, Tone::Warning, "report-attempt-unknown"),
        None => (Icon::PAPER_PLANE_TILT, Tone::Info, "report-state-sending"),
    }
}

/// What can be done where it stands. The answer that keeps all comes last, where the focus begins.
fn footer(cx: &Cx<'_>, ui: &mut Ui, row: &LedgerRow, close: Id) -> Option<Answer> {
    let report = |action| Some(Answer::Act(Action::Report(action)));
    modal_footer(ui, |ui| {
        let mut asked = None;
        let id = row.id;
        match row.state {
            ReportState::Unconfirmed => {
                for question in [Question::Arrived, Question::NotArrived, Question::Again] {
                    let [words, ..] = question.texts();
                    if Button::secondary(&cx.t(words)).show(ui).clicked() {
                        asked = Some(Answer::Ask(question));
                    }
                }
            }
            ReportState::Refused => {
                let [correct, drop] = ["queue-correct", "report-take-back"].map(|id| cx.t(id));
                if Button::primary(&correct).show(ui).clicked() {
                    asked = report(ReportAction::Correct(id));
                }
                if Button::secondary(&drop).show(ui).clicked() {
                    asked = report(ReportAction::Drop(id));
                }
            }
            ReportState::Waiting => {
                let drop = cx.t("report-take-back");
                if Button::secondary(&drop).show(ui).clicked() {
                    asked = report(ReportAction::Drop(id));
                }
            }
            ReportState::Sending | ReportState::Reported | ReportState::Dropped => {}
        }
        let done = cx.t("modal-close");
        let done = Button::secondary(&done).id(close);
        if done.show(ui).clicked() {
            asked = Some(Answer::Act(Action::CloseModal));
        }
        asked
    })
}
