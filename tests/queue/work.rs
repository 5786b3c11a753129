//! What is asked of the store, the engine and the desktop.

use jiff::SignedDuration;
use tcdx_desk::desk::state::{Desk, Modal, Screen, StoreTrouble};
use tcdx_desk::desk::update::next_wake;
use tcdx_desk::desk::{Action, Effect, Event, Told, update};
use tcdx_desk::domain::{Lang, Level2, Stage};
use tcdx_desk::store::cases::JobState;

use super::bench::{
    asked, case_id, desk, every_state, job, job_id, news, now, opening, row, troubled, with_queue,
};

fn ask(desk: &mut Desk, action: Action) -> Vec<String> {
    asked(&update(desk, action))
}

fn tick(desk: &mut Desk, secs: i64) -> Vec<String> {
    let at = now() + SignedDuration::from_secs(secs);
    let today = desk.state.today;
    asked(&update(desk, Event::Tick { now: at, today }))
}

#[test]
fn each_job_is_asked_for_what_its_state_allows() {
    let mut desk = with_queue(Lang::En, news(every_state()));
    assert_eq!(ask(&mut desk, Action::PauseQueue), ["paused true"]);
    assert_eq!(ask(&mut desk, Action::ResumeQueue), ["paused false"]);
    assert_eq!(ask(&mut desk, Action::CloseBreaker), ["close the breaker"]);
    assert_eq!(ask(&mut desk, Action::RetryJob(job_id(3))), ["retry 3"]);
    assert_eq!(ask(&mut desk, Action::MoveJobUp(job_id(2))), ["up 2"]);
    assert_eq!(ask(&mut desk, Action::CancelJob(job_id(2))), ["cancel 2"]);
    assert_eq!(ask(&mut desk, Action::CancelJob(job_id(1))), ["stop 1"]);
    // What got no answer, was refused or is done is not sent again from here, whatever is asked.
    for settled in [4, 5, 7, 99] {
        for action in [
            Action::RetryJob(job_id(settled)),
            Action::CancelJob(job_id(settled)),
            Action::MoveJobUp(job_id(settled)),
        ] {
            assert!(ask(&mut desk, action).is_empty(), "{settled}");
        }
    }
}

#[test]
fn progress_is_kept_while_the_request_is_under_way_and_never_goes_back() {
    let mut desk = with_queue(Lang::En, news(every_state()));
    let mut sent = |sent_bytes| {
        let event = Event::SendProgress {
            case: Some(case_id(1)),
            job: job_id(1),
            sent_bytes,
            total_bytes: 900,
        };
        update(&mut desk, event);
        desk.state.queue.progress[&job_id(1)]
    };
    assert_eq!(sent(400), (400, 900));
    assert_eq!(sent(300), (400, 900));
    let done = vec![job(1, "Putri Ayu", JobState::Done)];
    update(&mut desk, Event::QueueChanged(Box::new(news(done))));
    assert!(desk.state.queue.progress.is_empty());
}

#[test]
fn a_new_passphrase_is_long_and_typed_twice() {
    let needed = StoreTrouble::Passphrase {
        is_new: true,
        told: None,
    };
    let mut desk = troubled(Lang::En, needed);
    let mut try_with = |text: &str, again: &str| {
        text.clone_into(&mut desk.draft.passphrase.text);
        again.clone_into(&mut desk.draft.passphrase.again);
        let asked = ask(&mut desk, Action::Unlock);
        let told = match &desk.state.store {
            tcdx_desk::desk::state::StoreState::Trouble(StoreTrouble::Passphrase {
                told, ..
            }) => told.as_ref().map(|told| told.id),
            _ => None,
        };
        (asked, told)
    };
    assert_eq!(try_with("", ""), (vec![], Some("unlock-empty")));
    assert_eq!(
        try_with("elevenchars", "elevenchars"),
        (vec![], Some("unlock-too-short"))
    );
    assert_eq!(
        try_with("twelve chars", "twelve Chars"),
        (vec![], Some("unlock-not-alike"))
    );
    // Characters, not bytes: these eleven have more than twelve bytes.
    assert_eq!(
        try_with("ééééééééééé", "ééééééééééé").1,
        Some("unlock-too-short")
    );
    let opened = vec![r#"open Some("twelve chars") false"#.to_owned()];
    assert_eq!(try_with("twelve chars", "twelve chars"), (opened, None));
    assert!(desk.draft.passphrase.text.is_empty() && desk.draft.passphrase.again.is_empty());
    // A second click while it is being opened asks for nothing.
    assert!(ask(&mut desk, Action::Unlock).is_empty());
}

#[test]
fn an_old_passphrase_is_tried_as_it_is_and_the_typed_one_is_cleared() {
    let needed = StoreTrouble::Passphrase {
        is_new: false,
        told: None,
    };
    let mut desk = troubled(Lang::En, needed);
    "rahasia 7".clone_into(&mut desk.draft.passphrase.text);
    let effects = update(&mut desk, Action::Unlock);
    assert_eq!(asked(&effects), [r#"open Some("rahasia 7") false"#]);
    assert!(
        !format!("{effects:?}").contains("rahasia 7"),
        "it is never printed"
    );
    assert!(desk.draft.passphrase.text.is_empty());
    let Some(Effect::OpenStore { request, .. }) = effects.first() else {
        panic!("{effects:?}");
    };
    // An answer to an older request changes nothing.
    let late = Event::StoreOpened {
        request: tcdx_desk::desk::RequestId(1),
        result: Err(StoreTrouble::Unusable {
            told: Told::new("store-disk-full"),
            can_set_aside: true,
        }),
    };
    let before = desk.state.store.clone();
    update(&mut desk, late);
    assert_eq!(desk.state.store, before);
    let wrong = StoreTrouble::Passphrase {
        is_new: false,
        told: Some(Told::new("store-wrong-passphrase")),
    };
    let request = *request;
    let result = Err(wrong.clone());
    update(&mut desk, Event::StoreOpened { request, result });
    let shown = tcdx_desk::desk::state::StoreState::Trouble(wrong);
    assert_eq!(desk.state.store, shown);
}

#[test]
fn a_store_is_put_aside_after_a_question_and_only_where_that_helps() {
    let unusable = |can_set_aside| StoreTrouble::Unusable {
        told: Told::new("store-disk-full"),
        can_set_aside,
    };
    let mut desk = troubled(Lang::En, unusable(true));
    assert!(ask(&mut desk, Action::AskSetAside).is_empty());
    assert_eq!(desk.state.modal, Some(Modal::SetAside));
    assert_eq!(ask(&mut desk, Action::SetAside), ["open None true"]);
    assert_eq!(desk.state.modal, None);

    let mut desk = troubled(Lang::En, unusable(false));
    ask(&mut desk, Action::AskSetAside);
    assert_eq!(desk.state.modal, None);
    assert!(ask(&mut desk, Action::SetAside).is_empty());
    assert_eq!(ask(&mut desk, Action::Unlock), ["open None false"]);

    // A store that works is never put aside.
    let mut desk = super::bench::desk(Lang::En);
    assert!(ask(&mut desk, Action::SetAside).is_empty());
    assert!(ask(&mut desk, Action::Unlock).is_empty());
}

#[test]
fn the_poller_is_told_once_which_case_is_on_the_screen() {
    let mut desk = desk(Lang::En);
    let rows = vec![
        row(1, 1, Stage::Pending, Level2::None),
        row(2, 2, Stage::Pending, Level2::None),
    ];
    assert!(asked(&update(&mut desk, Event::CasesChanged(rows))).is_empty());
    assert_eq!(ask(&mut desk, Action::OpenCase(case_id(1))), ["watch 1"]);
    assert!(tick(&mut desk, 1).is_empty());
    assert_eq!(ask(&mut desk, Action::OpenCase(case_id(2))), ["watch 2"]);
    assert_eq!(ask(&mut desk, Action::Go(Screen::Queue)), ["watch none"]);
    assert!(ask(&mut desk, Action::Go(Screen::Settings)).is_empty());
    assert_eq!(ask(&mut desk, Action::Go(Screen::Customers)), ["watch 2"]);
}

fn decided(desk: &mut Desk, rows: Vec<tcdx_desk::domain::CaseRow>) -> Vec<String> {
    asked(&update(desk, Event::CasesChanged(rows)))
}

#[test]
fn decisions_are_gathered_and_told_at_most_every_ten_seconds() {
    let mut desk = desk(Lang::En);
    let pending = (1..=5).map(|number| row(number, 1, Stage::Pending, Level2::None));
    assert!(decided(&mut desk, pending.collect()).is_empty());
    let burst = vec![
        row(1, 2, Stage::Approved, Level2::None),
        row(2, 3, Stage::Rejected, Level2::None),
    ];
    assert!(decided(&mut desk, burst).is_empty());
    let second = SignedDuration::from_secs(1);
    assert_eq!(next_wake(&desk.state), Some(now() + second));
    assert_eq!(tick(&mut desk, 1), ["notify 1 1"]);
    assert_eq!(next_wake(&desk.state), None);
    // The next ones wait until ten seconds are over; a change that is no decision is none.
    let more = vec![
        row(3, 4, Stage::Approved, Level2::None),
        row(1, 5, Stage::Approved, Level2::Pending),
    ];
    assert!(decided(&mut desk, more).is_empty());
    assert!(tick(&mut desk, 5).is_empty());
    let level2 = vec![row(1, 6, Stage::Approved, Level2::Rejected)];
    assert!(decided(&mut desk, level2).is_empty());
    assert_eq!(next_wake(&desk.state), Some(now() + second * 11));
    assert!(tick(&mut desk, 10).is_empty());
    assert_eq!(tick(&mut desk, 11), ["notify 1 1"]);
    assert!(tick(&mut desk, 60).is_empty());
}

#[test]
fn what_is_seen_known_or_not_wanted_is_not_told() {
    let mut desk = desk(Lang::En);
    let pending = vec![
        row(1, 1, Stage::Pending, Level2::None),
        row(2, 2, Stage::Pending, Level2::None),
    ];
    decided(&mut desk, pending);
    // On the screen.
    ask(&mut desk, Action::OpenCase(case_id(1)));
    decided(&mut desk, vec![row(1, 3, Stage::Approved, Level2::None)]);
    assert!(tick(&mut desk, 2).is_empty());
    // An older version that comes late, and a case that is only now read.
    ask(&mut desk, Action::CloseCase);
    decided(&mut desk, vec![row(2, 1, Stage::Rejected, Level2::None)]);
    decided(&mut desk, vec![row(9, 4, Stage::Rejected, Level2::None)]);
    assert!(tick(&mut desk, 4).is_empty());
    // Turned off.
    assert_eq!(
        ask(&mut desk, Action::SetNotifications(false)),
        ["save settings"]
    );
    decided(&mut desk, vec![row(2, 5, Stage::Rejected, Level2::None)]);
    assert!(tick(&mut desk, 8).is_empty());
    assert_eq!(next_wake(&desk.state), None);
}

#[test]
fn a_clock_that_is_set_back_does_not_silence_the_news() {
    let mut desk = desk(Lang::En);
    decided(&mut desk, vec![row(1, 1, Stage::Pending, Level2::None)]);
    tick(&mut desk, 100_000);
    decided(&mut desk, vec![row(1, 2, Stage::Approved, Level2::None)]);
    assert!(tick(&mut desk, 0).is_empty());
    assert_eq!(tick(&mut desk, 1), ["notify 1 0"]);
}

#[test]
fn the_window_wakes_each_second_only_while_a_countdown_is_seen() {
    let mut desk = with_queue(Lang::En, news(every_state()));
    let millis = SignedDuration::from_millis;
    assert_eq!(next_wake(&desk.state), Some(now() + millis(1)));
    tick(&mut desk, 0);
    let at = now() + millis(300);
    let today = desk.state.today;
    update(&mut desk, Event::Tick { now: at, today });
    // 41.7 s are left: the number changes in 0.7 s.
    assert_eq!(next_wake(&desk.state), Some(at + millis(701)));
    for hidden in [Screen::Customers, Screen::Settings, Screen::Onboard] {
        ask(&mut desk, Action::Go(hidden));
        assert_eq!(next_wake(&desk.state), None, "{hidden:?}");
    }
    ask(&mut desk, Action::Go(Screen::Queue));
    tick(&mut desk, 43);
    assert_eq!(next_wake(&desk.state), None, "its time has come");
    let mut paused = news(every_state());
    paused.is_paused = true;
    tick(&mut desk, 0);
    update(&mut desk, Event::QueueChanged(Box::new(paused)));
    assert_eq!(next_wake(&desk.state), None, "nothing is counted down");
}

#[test]
fn a_store_that_opens_slowly_wakes_the_window_once() {
    let (mut desk, _) = opening(Lang::En);
    let quiet = SignedDuration::from_millis(300);
    assert_eq!(next_wake(&desk.state), Some(now() + quiet));
    tick(&mut desk, 1);
    assert_eq!(next_wake(&desk.state), None);
}
