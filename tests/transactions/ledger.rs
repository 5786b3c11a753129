//! The ledger: what is listed, narrowed, summed, exported, and what can be done with one of it.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use tcdx_desk::desk::effect::{CaseTask, ReportTask};
use tcdx_desk::desk::state::{BatchAction, Modal, ReportTab};
use tcdx_desk::desk::{Effect, Event, Told};
use tcdx_desk::domain::{JobKind, Lang, ReportField as F, ReportKind};
use tcdx_desk::store::cases::{Attempt, AttemptId, BatchId, Job, JobState, ReportState};

use super::kit::*;
use crate::queue::bench::{Window, ago, job, job_id, news, with_queue};

fn ledger(lang: Lang) -> Window {
    window(lang, ReportTab::Ledger, lines())
}

fn rows(window: &Window) -> usize {
    window
        .harness
        .query_all_by_role(Role::ListBoxOption)
        .count()
}

/// Opens the row of the report with this number.
fn open(window: &mut Window, number: u128) {
    let action = tcdx_desk::desk::action::ReportAction::Open(job_id(number));
    window.tell_action(tcdx_desk::desk::Action::Report(action));
}

#[test]
fn it_lists_narrows_and_sums_exactly() {
    let mut window = ledger(Lang::En);
    assert_eq!(rows(&window), 9);
    window.see("9 of 9 reports, last reported first");
    window.see("When it happened");
    // Both times of each are told.
    window.see("It happened 2026-11-2");
    // What was refused or taken back does not count.
    window.see("IDR · 3");
    window.see("50,000");
    window.see("1,234,567.891234567891");
    // A conversion has two sides, and what nobody knows to have arrived stands apart.
    for text in [
        "ETH · 3",
        "Bought",
        "1.25",
        "Sold",
        "61,234,567.5",
        "Unconfirmed, apart",
        "0.1",
        "One of them waits and is in no sum",
    ] {
        window.see(text);
    }
    let right = |figure: &str| window.harness.get_by_label(figure).rect().right();
    for figure in ["1,234,567.891234567891", "61,234,567.5", "1.25"] {
        let distance = (right(figure) - right("50,000")).abs();
        assert!(distance < 1.0, "{figure} stands at the right");
    }
    window.type_into(FIELD, "Search the ledger", "T-2");
    assert_eq!(rows(&window), 1);
    window.type_into(FIELD, "Search the ledger", "zzz");
    window.see("Nothing fits");
    window.click(Role::Button, "Show all");
    assert_eq!(rows(&window), 9);
    window.click(Role::Button, "All kinds");
    window.click(Role::Button, "Crypto");
    assert_eq!(rows(&window), 3);
    window.click(Role::Button, "All states");
    window.click(Role::Button, "Unconfirmed");
    assert_eq!(rows(&window), 1);
}

#[test]
fn what_is_shown_is_exported() {
    let mut window = ledger(Lang::En);
    window.type_into(FIELD, "Search the ledger", "T-2");
    window.click(Role::Button, "Export");
    let exported = tasks(&window).into_iter().find_map(|task| match task {
        ReportTask::Export(ids) => Some(ids),
        _ => None,
    });
    assert_eq!(exported, Some(vec![job_id(2)]));
}

#[test]
fn the_plot_is_of_one_symbol_and_can_be_changed() {
    let mut window = ledger(Lang::En);
    window.click(Role::Button, "By day");
    window.see("Reported volume by day");
    let chosen = |window: &Window| window.desk().state.reports.ledger.plot.clone();
    assert_eq!(chosen(&window), Some(None));
    let all = window.harness.query_all_by_label("ETH");
    let chip = all.into_iter().next().expect("a chip for each symbol");
    chip.click();
    window.harness.run();
    assert_eq!(chosen(&window), Some(Some("ETH".to_owned())));
    window.click(Role::Button, "By day");
    assert_eq!(chosen(&window), None);
}

#[test]
fn rows_are_walked_and_opened_by_keyboard() {
    let mut window = ledger(Lang::En);
    window.press(egui::Key::ArrowDown);
    let first = window.harness.query_all_by_role(Role::ListBoxOption).next();
    assert!(first.expect("a row").is_focused());
    window.press(egui::Key::ArrowDown);
    window.harness.run();
    window.press(egui::Key::Enter);
    let shown = window.desk().state.reports.ledger.shown()[1];
    assert_eq!(window.desk().state.modal, Some(Modal::Report(shown)));
}

#[test]
fn each_state_offers_what_makes_sense() {
    for (number, offered, not) in [
        (1, &[][..], &["Send again…", "Take back"][..]),
        (
            3,
            &["It arrived…", "It did not: take back…", "Send again…"],
            &["Correct…", "Take back"],
        ),
        (5, &["Take back"], &["Send again…", "It arrived…"]),
        (6, &["Take back"], &["Send again…", "It arrived…"]),
    ] {
        let mut window = ledger(Lang::En);
        open(&mut window, number);
        for name in offered {
            assert!(
                window
                    .harness
                    .query_by_role_and_label(Role::Button, name)
                    .is_some(),
                "{number}: {name}"
            );
        }
        for name in not {
            assert!(
                window
                    .harness
                    .query_by_role_and_label(Role::Button, name)
                    .is_none(),
                "{number}: {name}"
            );
        }
    }
}

#[test]
fn what_became_of_an_unconfirmed_one_is_decided_only_after_a_second_question() {
    let again = |effects: &[Effect]| {
        let is = |effect: &Effect| matches!(effect, Effect::Case(CaseTask::SendAgain(id)) if *id == job_id(3));
        effects.iter().any(is)
    };
    let settled = |effects: &[Effect], arrived: bool| {
        let is = |effect: &Effect| matches!(effect, Effect::Report(ReportTask::Settle(id, so)) if (*id, *so) == (job_id(3), arrived));
        effects.iter().any(is)
    };
    for (name, says, yes) in [
        ("It arrived…", "It then counts as reported", "It arrived"),
        ("It did not: take back…", "It is taken back", "Take back"),
        (
            "Send again…",
            "If the first one arrived, this one counts a second time",
            "Send it a second time",
        ),
    ] {
        let mut window = ledger(Lang::En);
        open(&mut window, 3);
        window.see("Nobody knows whether it arrived");
        let focused = |window: &Window| {
            let closes = window
                .harness
                .query_all_by_role_and_label(Role::Button, "Close");
            closes.into_iter().any(|node| node.is_focused())
        };
        assert!(focused(&window), "Enter decides nothing");
        window.effects();
        window.click(Role::Button, name);
        window.see(says);
        window.see("written into the history");
        assert!(window.effects().is_empty(), "{name} asks once more");
        window.click(Role::Button, "Back");
        assert!(window.effects().is_empty(), "{name} can be left");
        window.click(Role::Button, name);
        window.click(Role::Button, yes);
        let effects = window.effects();
        let done = match name {
            "It arrived…" => settled(&effects, true),
            "Send again…" => again(&effects),
            _ => settled(&effects, false),
        };
        assert!(done, "{name}");
    }
}

/// An attempt at the report with this number that had no clear answer.
fn attempt(number: u128, outcome: &str) -> Attempt {
    let told = Told::new("error-no-answer-timeout").details(Some("HTTP 502\n"));
    Attempt {
        id: AttemptId(job_id(number).0),
        number: 1,
        kind: JobKind::Report(ReportKind::Crypto),
        started_at: ago(60),
        ended_at: Some(ago(30)),
        outcome: Some(outcome.to_owned()),
        told: Some(told.to_json()),
        sent_bytes: 9,
        total_bytes: 9,
    }
}

/// Opens a report and answers with this attempt.
fn open_with(window: &mut Window, number: u128, outcome: &str) {
    open(window, number);
    let request = tasks(window).into_iter().find_map(|task| match task {
        ReportTask::Open { request, .. } => Some(request),
        _ => None,
    });
    window.tell(Event::ReportOpened {
        request: request.expect("the attempts are read"),
        result: Ok(vec![attempt(number, outcome)]),
    });
}

#[test]
fn what_a_person_decided_is_told_from_what_the_server_confirmed() {
    for (number, outcome, says) in [
        (1, "unknown", Some("A person decided that it arrived")),
        (1, "accepted", None),
        (9, "unknown", Some("A person took it back")),
    ] {
        let mut window = ledger(Lang::En);
        open_with(&mut window, number, outcome);
        match says {
            Some(says) => window.see(says),
            None => assert!(!window.sees("A person")),
        }
        window.see("Put into the queue");
    }
}

#[test]
fn details_stand_below_their_attempt_and_are_hidden_for_the_next_report() {
    let mut window = ledger(Lang::En);
    open_with(&mut window, 3, "unknown");
    window.see("Sent, without a clear answer");
    let link = window
        .harness
        .get_by_role_and_label(Role::Link, "Details of the answer");
    let attempt = window
        .harness
        .get_by_label_contains("Sent, without a clear answer");
    let indent = link.rect().left() - attempt.rect().left();
    assert!(indent > 20.0, "{indent}");
    assert!(link.rect().top() > attempt.rect().top());
    link.click();
    window.harness.run();
    window.see("HTTP 502");
    window.press(egui::Key::Escape);
    open_with(&mut window, 6, "unknown");
    window.see("Details of the answer");
    assert!(!window.sees("HTTP 502"));
}

#[test]
fn a_batch_that_narrows_it_down_is_shown_and_taken_away() {
    let mut all = lines();
    let batch = BatchId(user());
    all[0].batch = Some((batch, 1));
    let mut window = window(Lang::En, ReportTab::Ledger, all);
    let show = BatchAction::ShowReports(batch);
    window.tell_action(tcdx_desk::desk::Action::Batch(show));
    assert_eq!(rows(&window), 1);
    window.see("1 of 9 reports, of one batch only");
    window.click(Role::Button, "Show all batches, not only: One batch");
    assert_eq!(rows(&window), 9);
    window.see("9 of 9 reports");
    assert!(!window.sees("of one batch only"));
}

#[test]
fn a_refused_one_is_corrected_in_its_form_and_replaced() {
    let mut window = ledger(Lang::En);
    open(&mut window, 5);
    window.see("amount is not a number");
    window.click(Role::Button, "Correct…");
    window.see("The server refused this report");
    window
        .harness
        .get_by_role_and_label(Role::Link, "Details of the answer")
        .click();
    window.harness.run();
    window.see("HTTP 422");
    assert_eq!(
        value(&mut window, ReportKind::Fiat, F::TransactionId),
        "T-5"
    );
    window.type_into(FIELD, "Amount", "8");
    window.effects();
    window.click(Role::Button, "Report");
    let (_, report, replaced) = reported(&window).expect("a report");
    assert_eq!(report.own_id(), Some("T-5"));
    assert_eq!(replaced, Some(job_id(5)));
}

#[test]
fn news_of_a_report_is_shown_at_once() {
    let mut window = ledger(Lang::En);
    open(&mut window, 6);
    let mut row = line(6, crypto("T-6", "0.2"), ReportState::Reported);
    row.revision = 100;
    window.tell(Event::ReportsChanged(vec![row]));
    assert!(!window.sees("Take back"));
}

#[test]
fn an_empty_one_says_so() {
    let window = window(Lang::Id, ReportTab::Ledger, Vec::new());
    window.see("Belum ada yang dilaporkan");
}

#[test]
fn the_queue_says_what_became_of_a_report_in_the_words_of_reports() {
    let content = || crypto("T-1", "0.1");
    let done = |told: Option<&'static str>| Job {
        kind: JobKind::Report(ReportKind::Crypto),
        case: None,
        report: Some(Box::new(line(1, content(), ReportState::Waiting).report)),
        told: told.map(|id| Told::new(id).to_json()),
        ..job(1, "Budi Santoso", JobState::Done)
    };
    for (state, told, says, not) in [
        (
            ReportState::Dropped,
            None,
            "Taken back: it is not sent",
            "The server has taken it",
        ),
        (
            ReportState::Reported,
            Some("error-no-answer-timeout"),
            "A person decided that it arrived",
            "the case went on",
        ),
        (
            ReportState::Reported,
            Some("error-report-own"),
            "The server already has this id",
            "the case went on",
        ),
    ] {
        let mut window = Window::open(with_queue(Lang::En, news(vec![done(told)])));
        window.tell(Event::ReportsChanged(vec![line(1, content(), state)]));
        window.see(says);
        assert!(!window.sees(not), "{says}");
    }
}
