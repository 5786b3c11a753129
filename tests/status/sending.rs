//! Sending, the status panel, and the unknown outcome.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::state::{Modal, Phase, Screen, Step};
use tcdx_desk::desk::{Effect, Told};
use tcdx_desk::domain::{KycStatus, Lang};

use super::bench::{
    customer, id, now, retrieved, sending, unconfirmed, window, with_customers, with_sent,
};
use tcdx_desk::desk::state::Poll;

#[test]
fn the_panel_goes_from_pending_to_approved_when_the_server_answers() {
    let mut customer = customer(1, "Budi Santoso", KycStatus::Pending, 180);
    customer.poll = Poll::starting(now());
    let mut window = window(with_sent(customer));
    assert!(window.state().has_retrieve());
    window.get_by_label("Pending");
    window.get_by_label("Accepted by the server");
    window.get_by_label("11 pictures, 4.6 MB, in 6.2 s");
    window.get_by_label("ace50048-759a-5de5-8e7a-3f7c64e60001");

    window
        .state_mut()
        .answer(id(1), Ok(retrieved(KycStatus::Approved)));
    window.run();
    assert!(window.query_by_label("Pending").is_none());
    window.get_by_label("Approved");
    window.get_by_label_contains("the decision is final");
}

#[test]
fn f5_and_the_button_ask_at_once() {
    let mut window = window(with_sent(customer(
        1,
        "Budi Santoso",
        KycStatus::Pending,
        180,
    )));
    window.get_by_label("Asked 4 s ago, again in 11 s");
    assert!(!window.state().has_retrieve());
    window.key_press(Key::F5);
    window.run();
    assert!(window.state().has_retrieve());
    window
        .state_mut()
        .answer(id(1), Ok(retrieved(KycStatus::Pending)));
    window.run();
    window.get_by_label("Ask for the status now").click();
    window.run();
    assert!(window.state().has_retrieve());
}

#[test]
fn the_line_counts_on_as_time_passes() {
    let mut window = window(with_sent(customer(
        1,
        "Budi Santoso",
        KycStatus::Pending,
        180,
    )));
    window.state().clock.forward(3);
    window.run();
    window.get_by_label("Asked 7 s ago, again in 8 s");
    window.get_by_label_contains("3 min");
}

#[test]
fn a_rejection_says_why() {
    let mut window = window(with_sent(customer(
        1,
        "Siti Nurhaliza",
        KycStatus::Rejected,
        60,
    )));
    window.run();
    window.get_by_label("Rejected Selfie blurred");
    window.get_by_label_contains("Rejected: Selfie blurred");
}

#[test]
fn no_answer_keeps_what_was_seen_last() {
    let mut customer = customer(1, "Budi Santoso", KycStatus::Pending, 180);
    customer.poll.next_at = Some(now());
    let mut window = window(with_sent(customer));
    window
        .state_mut()
        .answer(id(1), Err(Told::new("error-server")));
    window.run();
    window.get_by_label("Pending");
    window.get_by_label_contains("No answer. Last seen 4 s ago");
}

#[test]
fn from_the_panel_to_the_list_and_to_the_next_customer() {
    let mut window = window(with_sent(customer(
        1,
        "Budi Santoso",
        KycStatus::Approved,
        60,
    )));
    window.get_by_label("To the customers").click();
    window.run();
    assert_eq!(window.state().app.desk.state.screen, Screen::Customers);
    assert_eq!(window.state().app.desk.state.selected, Some(id(1)));
    window.get_by_label("New customer").click();
    window.run();
    let state = &window.state().app.desk.state;
    assert_eq!(state.screen, Screen::Onboard);
    assert!(matches!(state.onboard.step, Step::Form(_)));
}

#[test]
fn sending_shows_bytes_and_can_be_cancelled_once() {
    let mut window = window(sending(Phase::Uploading));
    let bar = window.get_by_role_and_label(Role::ProgressIndicator, "Bytes sent");
    assert_eq!(
        bar.accesskit_node().data().value(),
        Some("1.2 of 4.6 MB 600 KB/s")
    );
    window.get_by_label("Uploading");
    window.get_by_label("Cancel").click();
    window.run();
    let asked = window.state().notes.take();
    assert!(
        asked
            .iter()
            .any(|effect| matches!(effect, Effect::CancelRegister { .. }))
    );
    assert!(window.get_by_label("Cancel").accesskit_node().is_disabled());
    window.get_by_label("Cancelling already, waiting for the connection to end");
}

#[test]
fn to_stop_waiting_says_what_it_means() {
    let window = window(sending(Phase::Waiting));
    window.get_by_label("Stop waiting…");
    window.get_by_label_contains("the outcome is unknown");
    assert!(window.query_by_label("Cancel").is_none());
}

#[test]
fn an_unknown_outcome_shows_its_facts_and_never_sends_by_itself() {
    let mut window = window(unconfirmed());
    window.get_by_label_contains("The outcome is not known");
    window.get_by_label("4.6 of 4.6 MB");
    window.get_by_label("siti@mail.com");
    window.get_by_label("3515••••••••0002");
    window.get_by_label("Send again…").click();
    window.run();
    assert_eq!(window.state().app.desk.state.modal, Some(Modal::SendAgain));
    assert!(
        window.state().notes.take().is_empty(),
        "nothing is sent before a person says so"
    );
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(window.state().app.desk.state.modal, None);
    assert!(matches!(
        window.state().app.desk.state.onboard.step,
        Step::Unconfirmed(_)
    ));
}

#[test]
fn every_screen_speaks_both_languages() {
    let screens = [
        with_sent(customer(1, "Budi Santoso", KycStatus::Rejected, 180)),
        sending(Phase::Waiting),
        unconfirmed(),
        with_customers(super::bench::customers()),
    ];
    for mut desk in screens {
        desk.state.settings.language = Some(Lang::Id);
        let window = window(desk);
        let english = [
            "KYC status",
            "Next customer",
            "Cancel",
            "Stop waiting…",
            "Search the customers",
        ];
        for words in english {
            assert!(window.query_by_label(words).is_none(), "{words}");
        }
    }
}
