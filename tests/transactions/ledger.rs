//! The ledger: what is listed, narrowed, summed, exported, and what can be done with one of it.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use tcdx_desk::desk::effect::{CaseTask, ReportTask};
use tcdx_desk::desk::state::{Modal, ReportTab};
use tcdx_desk::desk::{Effect, Event};
use tcdx_desk::domain::{Lang, ReportField as F, ReportKind};
use tcdx_desk::store::cases::{JobId, ReportState};

use super::kit::*;
use crate::queue::bench::{Window, job_id};

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
    window.see("9 of 9 reports");
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
        (1, &[][..], &["Send again", "Drop", "Take back"][..]),
        (
            3,
            &["It arrived", "It did not, drop it", "Send again"],
            &["Correct…", "Take back"],
        ),
        (5, &["Drop"], &["Send again", "It arrived"]),
        (6, &["Take back"], &["Send again", "It arrived"]),
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
fn an_unconfirmed_one_is_sent_again_only_by_decision() {
    let mut window = ledger(Lang::En);
    open(&mut window, 3);
    window.see("Nobody knows whether it arrived");
    window.effects();
    window.click(Role::Button, "Send again");
    window.see("If the first one arrived, this one counts a second time");
    assert!(window.effects().is_empty(), "it is asked once more");
    window.click(Role::Button, "Back");
    window.click(Role::Button, "Send again");
    window.click(Role::Button, "Send it a second time");
    let again = |effect: &Effect| matches!(effect, Effect::Case(CaseTask::SendAgain(id)) if *id == job_id(3));
    assert!(window.effects().iter().any(again));
    for (name, arrived) in [("It arrived", true), ("It did not, drop it", false)] {
        open(&mut window, 3);
        window.effects();
        window.click(Role::Button, name);
        let decided: Vec<(JobId, bool)> = tasks(&window)
            .into_iter()
            .filter_map(|task| match task {
                ReportTask::Settle(id, arrived) => Some((id, arrived)),
                _ => None,
            })
            .collect();
        assert_eq!(decided, [(job_id(3), arrived)]);
    }
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
