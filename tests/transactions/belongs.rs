//! What belongs to what: a tick to the doubts it was given for, a form to its customer, a correction to the report it corrects; and
//! nothing that was typed is lost.

use tcdx_desk::desk::action::ReportAction as A;
use tcdx_desk::desk::effect::ReportTask;
use tcdx_desk::desk::state::{Desk, Modal, ReportTab};
use tcdx_desk::desk::update::{unsaved, update};
use tcdx_desk::desk::{Action, Effect, Event, RequestId};
use tcdx_desk::domain::report::Direction;
use tcdx_desk::domain::{
    Lang, Level2, Profile, Report, ReportField as F, ReportForm, ReportKind, Stage,
};
use tcdx_desk::store::cases::{JobId, LedgerRow, ReportState};
use uuid::Uuid;

use super::kit::*;
use crate::queue::bench::{case_id, job_id, row as case_row};

const FIAT: ReportKind = ReportKind::Fiat;
const COMPARED: &str = "I have compared it, it is right";

/// A desk with a second customer, and a form of money that is filled in.
fn filled(lines: Vec<LedgerRow>) -> Desk {
    let mut desk = desk(Lang::En, ReportTab::Form, lines);
    let other = case_row(8, 2, Stage::Approved, Level2::None);
    update(&mut desk, Event::CasesChanged(vec![other]));
    put(&mut desk, "5");
    desk
}

fn other() -> Uuid {
    Uuid::from_u128(8)
}

fn put(desk: &mut Desk, amount: &str) {
    let values = [
        (F::Amount, amount),
        (F::OriginBank, "014"),
        (F::OriginAccount, "9988776655"),
        (F::DestinationBank, "009"),
        (F::DestinationAccount, "1122334455"),
    ];
    fill(desk, FIAT, &values.into());
}

fn act(desk: &mut Desk, action: A) -> Vec<Effect> {
    update(desk, Action::Report(action))
}

fn set(desk: &mut Desk, field: F, value: &str) {
    act(desk, A::Set(FIAT, field, value.to_owned()));
}

/// What goes out when it is sent now.
fn sent(desk: &mut Desk, kind: ReportKind) -> Option<(RequestId, Report, Option<JobId>)> {
    let effects = act(desk, A::Send(kind));
    effects.into_iter().find_map(|effect| match effect {
        Effect::Report(ReportTask::Report {
            request,
            report,
            replaced,
        }) => Some((request, *report, replaced)),
        _ => None,
    })
}

fn answer(desk: &mut Desk, request: RequestId, job: u128) {
    let result = Ok(job_id(job));
    let kind = FIAT;
    let event = Event::Reported {
        request,
        kind,
        result,
    };
    update(desk, event);
}

fn get(desk: &mut Desk, field: F) -> String {
    desk.draft.reports.of(FIAT).get(field).to_owned()
}

fn refused(number: u128) -> LedgerRow {
    let content = fiat(&format!("T-{number}"), Direction::Deposit, "7");
    line(number, content, ReportState::Refused)
}

#[test]
fn a_tick_is_for_the_doubts_it_was_given_for() {
    type Change = fn(&mut Desk);
    let changes: [(&str, Change); 6] = [
        ("another bank", |desk| set(desk, F::OriginBank, "998")),
        ("another direction", |desk| set(desk, F::Direction, "1")),
        ("another customer", |desk| {
            set(desk, F::UserId, &other().to_string());
        }),
        ("another customer, from the list", |desk| {
            act(desk, A::For(case_id(8)));
            put(desk, "5");
            set(desk, F::OriginBank, "999");
            set(desk, F::UserId, &other().to_string());
        }),
        ("another language", |desk| {
            set(desk, F::Amount, "50.000");
            act(desk, A::KeepDoubts(FIAT, true));
            update(desk, Action::SetLanguage(Lang::Id));
        }),
        ("the same was reported meanwhile", |desk| {
            let mut same = fiat("T-1", Direction::Deposit, "5.0");
            if let tcdx_desk::domain::report::Content::Fiat { origin_bank, .. } = &mut same {
                "999".clone_into(origin_bank);
            }
            let row = line(99, same, ReportState::Waiting);
            update(desk, Event::ReportsChanged(vec![row]));
        }),
    ];
    for (name, change) in changes {
        let mut desk = filled(Vec::new());
        set(&mut desk, F::OriginBank, "999");
        act(&mut desk, A::KeepDoubts(FIAT, true));
        change(&mut desk);
        assert!(sent(&mut desk, FIAT).is_none(), "{name}");
        act(&mut desk, A::KeepDoubts(FIAT, true));
        assert!(sent(&mut desk, FIAT).is_some(), "{name}");
    }
}

#[test]
fn what_was_typed_for_one_customer_is_not_turned_to_another() {
    let mut desk = filled(vec![refused(1)]);
    act(&mut desk, A::Correct(job_id(1)));
    assert_eq!(get(&mut desk, F::Amount), "7");
    act(&mut desk, A::For(case_id(8)));
    assert_eq!(get(&mut desk, F::UserId), other().to_string());
    assert_eq!(get(&mut desk, F::Amount), "");
    assert_eq!(desk.draft.reports.corrects(FIAT), None);
    put(&mut desk, "5");
    set(&mut desk, F::UserId, &other().to_string());
    let (_, report, replaced) = sent(&mut desk, FIAT).unwrap();
    assert_eq!((report.user_id, replaced), (other(), None));
    // The correction is still what it was.
    act(&mut desk, A::BringBack(FIAT));
    assert_eq!(get(&mut desk, F::UserId), user().to_string());
    assert_eq!(desk.draft.reports.corrects(FIAT), Some(job_id(1)));
}

#[test]
fn an_address_of_one_customer_is_not_offered_for_another() {
    let kind = ReportKind::CreateAddress;
    let mut desk = filled(Vec::new());
    let text = |desk: &mut Desk, field| desk.draft.reports.of(kind).get(field).to_owned();
    let choose = |desk: &mut Desk, customer: &str| {
        let action = A::Set(kind, F::UserId, customer.to_owned());
        act(desk, action);
    };
    choose(&mut desk, &user().to_string());
    act(&mut desk, A::NewAddress(user()));
    for (field, value) in [(F::Symbol, "ETH"), (F::Address, FLIPPED)] {
        desk.draft.reports.of(kind).set(field, value);
        act(&mut desk, A::Edited(kind, field));
    }
    act(&mut desk, A::KeepDoubts(kind, true));
    update(&mut desk, Action::CloseModal);
    // The same customer: what was typed is there.
    act(&mut desk, A::NewAddress(user()));
    assert_eq!(text(&mut desk, F::Address), FLIPPED);
    update(&mut desk, Action::CloseModal);
    choose(&mut desk, "");
    choose(&mut desk, &other().to_string());
    act(&mut desk, A::NewAddress(other()));
    assert_eq!(desk.state.modal, Some(Modal::Address(kind)));
    assert_eq!(text(&mut desk, F::Symbol), "");
    assert_eq!(text(&mut desk, F::Address), "");
    assert!(desk.state.reports.form(kind).doubts_kept.is_none());
    // Nor if the customer was changed elsewhere.
    desk.draft.reports.of(kind).set(F::Address, ADDRESS);
    act(&mut desk, A::NewAddress(user()));
    assert_eq!(text(&mut desk, F::Address), "");
}

#[test]
fn a_correction_goes_to_another_customer_only_if_somebody_says_so() {
    let mut desk = filled(vec![refused(1)]);
    act(&mut desk, A::Correct(job_id(1)));
    set(&mut desk, F::UserId, &other().to_string());
    assert!(sent(&mut desk, FIAT).is_none());
    let mut window = tall(desk);
    window.see("The refused report is about another customer");
    window.click(egui::accesskit::Role::CheckBox, COMPARED);
    window.click(egui::accesskit::Role::Button, "Report");
    let (_, report, replaced) = reported(&window).expect("a report");
    assert_eq!((report.user_id, replaced), (other(), Some(job_id(1))));
}

#[test]
fn no_form_is_lost_for_a_correction() {
    let mut desk = filled(vec![refused(1)]);
    act(&mut desk, A::Correct(job_id(1)));
    act(&mut desk, A::Clear(FIAT));
    assert_eq!(get(&mut desk, F::Amount), "5", "what had to make room");
    assert_eq!(desk.draft.reports.corrects(FIAT), None);
    // A second form that is brought back over one takes its place, and leaves it aside.
    act(&mut desk, A::Clear(FIAT));
    put(&mut desk, "6");
    act(&mut desk, A::BringBack(FIAT));
    assert_eq!(get(&mut desk, F::Amount), "5");
    act(&mut desk, A::BringBack(FIAT));
    assert_eq!(get(&mut desk, F::Amount), "6");
}

#[test]
fn a_correction_is_one_after_another_start() {
    let mut before = filled(vec![refused(1)]);
    act(&mut before, A::Correct(job_id(1)));
    let json = before.draft.reports.to_json(Lang::En);
    let mut desk = desk(Lang::En, ReportTab::Form, vec![refused(1)]);
    let request = desk.state.store_request.unwrap();
    update(&mut desk, Event::ReportDrafts { request, json });
    let (request, _, replaced) = sent(&mut desk, FIAT).unwrap();
    assert_eq!(replaced, Some(job_id(1)));
    answer(&mut desk, request, 2);
    assert_eq!(get(&mut desk, F::Amount), "5", "what had to make room");
}

#[test]
fn the_way_it_went_is_chosen_for_each_report() {
    for kind in [ReportKind::Fiat, ReportKind::Crypto, ReportKind::Conversion] {
        let form = ReportForm::proposed(kind);
        assert_eq!((form.get(F::Direction), form.get(F::Side)), ("", ""));
    }
    let mut desk = filled(Vec::new());
    set(&mut desk, F::Direction, "1");
    let (request, ..) = sent(&mut desk, FIAT).unwrap();
    answer(&mut desk, request, 1);
    let id = get(&mut desk, F::TransactionId);
    put(&mut desk, "6");
    desk.draft.reports.of(FIAT).set(F::Direction, "");
    desk.draft.reports.of(FIAT).set(F::TransactionId, id);
    assert!(sent(&mut desk, FIAT).is_none());
    let required = tcdx_desk::domain::report::ReportIssue::Required;
    let form = desk.state.reports.form(FIAT);
    assert_eq!(form.problem(F::Direction), Some(&required));
}

#[test]
fn what_is_typed_before_the_answer_is_of_the_next_report() {
    let mut desk = filled(Vec::new());
    let (request, report, _) = sent(&mut desk, FIAT).unwrap();
    desk.draft.reports.of(FIAT).set(F::Amount, "77");
    act(&mut desk, A::Edited(FIAT, F::Amount));
    answer(&mut desk, request, 1);
    assert_eq!(get(&mut desk, F::Amount), "77");
    assert_eq!(get(&mut desk, F::OriginAccount), "");
    let id = get(&mut desk, F::TransactionId);
    assert!(!id.is_empty() && report.own_id() != Some(&*id));
}

#[test]
fn what_was_typed_last_is_kept_when_the_window_closes() {
    let mut desk = filled(Vec::new());
    act(&mut desk, A::Edited(FIAT, F::Amount));
    assert!(unsaved(&desk), "the window is held open for it");
    let effects = update(&mut desk, Action::AskQuit);
    let is_kept = |effect: &Effect| matches!(effect, Effect::Report(ReportTask::KeepDrafts(_)));
    assert!(effects.iter().any(is_kept));
    assert!(desk.state.closing && !unsaved(&desk));
}

#[test]
fn word_of_the_last_report_goes_when_the_next_is_begun() {
    for is_typed in [true, false] {
        let mut desk = filled(Vec::new());
        let (request, ..) = sent(&mut desk, FIAT).unwrap();
        answer(&mut desk, request, 1);
        assert_eq!(desk.state.reports.form(FIAT).last, Some(job_id(1)));
        if is_typed {
            act(&mut desk, A::Edited(FIAT, F::Amount));
        } else {
            set(&mut desk, F::Direction, "1");
        }
        assert_eq!(desk.state.reports.form(FIAT).last, None);
    }
}

#[test]
fn the_same_again_is_found_behind_ten_thousand_others() {
    let same = line(
        99,
        fiat("T-1", Direction::Deposit, "5.00"),
        ReportState::Reported,
    );
    let others = (0..10_000_u128).map(|at| {
        let mut row = line(
            99,
            fiat(&format!("B{at}"), Direction::Deposit, "9"),
            ReportState::Waiting,
        );
        row.id = JobId(Uuid::from_u128(u128::MAX - at));
        row
    });
    let mut desk = filled(std::iter::once(same).chain(others).collect());
    assert!(sent(&mut desk, FIAT).is_none());
    let form = desk.draft.reports.of(FIAT).clone();
    assert_eq!(desk.state.twin(&form).map(|row| row.id), Some(job_id(99)));
    // A day later it is another.
    desk.state.now = desk
        .state
        .now
        .checked_add(jiff::SignedDuration::from_hours(25))
        .unwrap();
    assert!(desk.state.twin(&form).is_none());
}

#[test]
fn the_same_again_may_be_written_otherwise_and_is_none_if_it_was_refused() {
    for (state, is_twin) in [
        (ReportState::Unconfirmed, true),
        (ReportState::Refused, false),
        (ReportState::Dropped, false),
    ] {
        let mut desk = desk(
            Lang::En,
            ReportTab::Form,
            vec![line(99, crypto("T-1", "0.10"), state)],
        );
        let values = [
            (F::Symbol, "eth "),
            (F::Amount, "0.1"),
            (F::Destination, ADDRESS),
            (F::Direction, "1"),
        ];
        fill(&mut desk, ReportKind::Crypto, &values.into());
        let form = desk.draft.reports.of(ReportKind::Crypto).clone();
        assert_eq!(desk.state.twin(&form).is_some(), is_twin, "{state:?}");
    }
}

#[test]
fn customers_are_found_among_those_of_now() {
    let mut desk = desk(Lang::En, ReportTab::Form, Vec::new());
    desk.state
        .profiles
        .push(Profile::live("Cabang", "https://tcdx.example", "key"));
    let mut window = tall(desk);
    window.type_into(FIELD, "Customer", "budi");
    window.see("Budi Santoso");
    // The only one is another one now.
    let mut row = case_row(7, 9, Stage::Approved, Level2::None);
    row.name = "Siti Aminah".to_owned();
    row.email = "siti@mail.com".to_owned();
    window.tell(Event::CasesChanged(vec![row]));
    assert!(!window.sees("Siti Aminah"), "she is not meant by this");
    window.see("No registered customer is found by this");
    window.tell_action(Action::SwitchProfile("Cabang".to_owned()));
    assert_eq!(window.desk().draft.customer, "");
}
