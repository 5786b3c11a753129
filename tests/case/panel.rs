//! The panel by what it says and offers in each state.

use egui::OutputCommand;

use super::*;
use tcdx_desk::desk::state::Modal;

fn of(stage: Stage) -> Harness<'static, Window> {
    open(Window::of(life(stage)))
}

fn rejected(reason: &str) -> Harness<'static, Window> {
    let mut row = row(life(Stage::Rejected));
    reason.clone_into(&mut row.reason);
    open(Window::new(Lang::En, row, None))
}

fn modal(harness: &Harness<'_, Window>) -> Option<Modal> {
    harness.state().desk.state.modal.clone()
}

#[test]
fn a_rejected_case_says_why_and_what_it_concerns() {
    let mut harness = rejected("Selfie blurred");
    for text in [
        "Rejected",
        "submission 1",
        "Siti Nurhaliza",
        USER,
        "Selfie blurred",
        "Concerns: Selfie with card",
    ] {
        assert!(sees(&harness, text), "{text}");
    }
    click(&mut harness, "Correct and resubmit");
    let is_asked = harness.state().work.iter().any(
        |effect| matches!(effect, Effect::LoadDraft { case, .. } if *case == harness.state().case),
    );
    assert!(is_asked);
    assert!(sees(&rejected(""), "The vendor gave no reason"));
    assert!(sees(
        &rejected("Failed verification"),
        "In the vendor’s words"
    ));
}

#[test]
fn an_unconfirmed_case_shows_the_facts_and_three_ways() {
    let row = row(life(Stage::Unconfirmed));
    let mut harness = open(Window::new(Lang::En, row, Some(JobState::Unconfirmed)));
    for text in [
        "User id not known yet",
        "could register the customer twice",
        "26 min ago",
        "4.6 MB of 4.6 MB",
        "then the connection broke before an answer came",
    ] {
        assert!(sees(&harness, text), "{text}");
    }
    let case = harness.state().case;
    harness.state_mut().take_work();
    click(&mut harness, "It arrived…");
    assert_eq!(modal(&harness), Some(Modal::RecordDecision(case)));
    harness.state_mut().ask(Action::CloseModal);
    harness.run();
    click(&mut harness, "Send again…");
    assert_eq!(modal(&harness), Some(Modal::SendCaseAgain(case)));
    assert!(sees(&harness, "Ask the vendor first"));
    assert!(harness.state().work.is_empty(), "nothing is sent by itself");
    click(&mut harness, "Send again");
    assert!(matches!(harness.state_mut().task(), CaseTask::SendAgain(_)));
    assert!(sees(&harness, "Correct the form"));
}

#[test]
fn a_pending_case_says_when_its_status_is_asked_for() {
    let mut harness = of(Stage::Pending);
    assert!(sees(&harness, "not asked since"));
    let case = harness.state().case;
    let next_at = Some(now() + jiff::SignedDuration::from_secs(5));
    let event = Event::Polled { case, next_at };
    update(&mut harness.state_mut().desk, event);
    harness.run();
    assert!(sees(&harness, "Status asked at"));
    harness.state_mut().take_work();
    click(&mut harness, "Ask now");
    assert_eq!(harness.state().work.len(), 1);
}

#[test]
fn a_pending_case_without_an_id_asks_for_it() {
    let mut life = life(Stage::Pending);
    life.user_id = None;
    let mut harness = open(Window::of(life));
    click(&mut harness, "Enter the user id…");
    assert!(sees(&harness, "Enter the user id first") || sees(&harness, "User id"));
    let case = harness.state().case;
    assert_eq!(modal(&harness), Some(Modal::RecordDecision(case)));
}

#[test]
fn level_2_has_its_words() {
    let level2 = |level2| {
        open(Window::of(Life {
            level2,
            ..life(Stage::Approved)
        }))
    };
    let cases = [
        (Level2::None, "KYC level 2…"),
        (Level2::Ready, "In the queue"),
        (Level2::Unconfirmed, "Send other documents…"),
        (Level2::Refused, "Send level 2 again…"),
        (Level2::Pending, "Record the decision…"),
        (Level2::Approved, "Level 1 and level 2 are approved"),
        (Level2::Rejected, "Concerns: KYC level 2"),
    ];
    for (state, text) in cases {
        assert!(sees(&level2(state), text), "{state:?}");
    }
    let mut harness = level2(Level2::Pending);
    click(&mut harness, "Record the decision…");
    assert!(sees(&harness, "How did level 2 end?"));
    harness.state_mut().take_work();
    click(&mut harness, "Rejected");
    assert!(harness.state().work.is_empty(), "a reason is missing");
    click(&mut harness, "Approved");
    assert!(matches!(harness.state_mut().task(), CaseTask::Status(_)));
}

#[test]
fn other_states_have_their_way_on() {
    for (stage, text) in [
        (Stage::Draft, "80 % filled in, 2 problems"),
        (Stage::Correction, "Continue"),
        (Stage::Ready, "In the queue"),
        (Stage::Sending, "Bytes sent"),
        (Stage::Refused, "Correct and resubmit"),
        (Stage::Erased, "The history and the hashes"),
    ] {
        assert!(sees(&of(stage), text), "{stage:?}");
    }
    let mut held = life(Stage::Pending);
    held.on_hold = true;
    let mut harness = open(Window::of(held));
    assert!(sees(&harness, "On hold: nothing is sent"));
    harness.state_mut().take_work();
    click(&mut harness, "Release");
    assert!(matches!(harness.state_mut().task(), CaseTask::Step(..)));
}

#[test]
fn the_identity_number_is_masked_until_a_person_asks() {
    let mut harness = of(Stage::Pending);
    assert!(sees(&harness, "3515••••••••0002"));
    assert!(!sees(&harness, NIK));
    click(&mut harness, "Show the whole number");
    assert!(sees(&harness, NIK));
    click(&mut harness, "Hide the number");
    assert!(!sees(&harness, NIK));
}

#[test]
fn particulars_documents_timeline_requests_and_notes_are_there() {
    let harness = of(Stage::Pending);
    for text in [
        "Female",
        "+62 8123456789",
        "View Identity card",
        "View Selfie with card",
        "Draft started",
        "Sending began: registration, request 1",
        "Rina W.",
        "Request 1, registration: no answer",
        "Called the customer",
        "Dewi K.",
    ] {
        assert!(sees(&harness, text), "{text}");
    }
    let window = harness.state();
    assert!(
        !window
            .work
            .iter()
            .any(|effect| matches!(effect, Effect::ShowDocument { .. })),
        "no picture is loaded by itself"
    );
}

#[test]
fn the_answer_of_a_request_is_behind_a_link_and_can_be_copied() {
    let mut harness = of(Stage::Pending);
    assert!(!sees(&harness, "HTTP 504"));
    harness
        .get_by_role_and_label(Role::Link, "Details of the answer")
        .click();
    harness.run();
    assert!(sees(&harness, "HTTP 504"));
    harness.get_by_label("Copy the details").click();
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let is_copied = commands.iter().any(
        |command| matches!(command, OutputCommand::CopyText(text) if text.contains("gateway")),
    );
    assert!(is_copied, "{commands:?}");
    harness.run();
    harness
        .get_by_role_and_label(Role::Link, "Hide the details")
        .click();
    harness.run();
    assert!(!sees(&harness, "HTTP 504"));
}

#[test]
fn the_menu_offers_what_makes_sense_and_erasing_names_what_stays() {
    let row = row(life(Stage::Ready));
    let mut harness = open(Window::new(Lang::En, row, Some(JobState::Waiting)));
    click(&mut harness, "More");
    for text in ["Take out of the queue", "Put on hold…", "Export…"] {
        assert!(sees(&harness, text), "{text}");
    }
    click(&mut harness, "Erase the customer’s data…");
    assert!(sees(&harness, "A stub stays"));
    assert!(sees(&harness, "Siti Nurhaliza goes from this computer"));
    harness.state_mut().take_work();
    click(&mut harness, "Erase");
    assert!(harness.state().work.is_empty(), "a reason is missing");
    harness.state_mut().desk.draft.reason = "Customer asked".to_owned();
    harness.run();
    click(&mut harness, "Erase");
    assert!(matches!(harness.state_mut().task(), CaseTask::Erase(..)));
}

#[test]
fn every_deed_has_words_in_both_languages() {
    let text = |text: &str| text.to_owned();
    let kind = JobKind::Update;
    let mut deeds = vec![
        Deed::Created,
        Deed::AddedElsewhere,
        Deed::Edited {
            fields: vec![text("name"), text("gesture_2")],
        },
        Deed::Document {
            doc: text("selfie_photo"),
            sha256: Some(text("00")),
        },
        Deed::Document {
            doc: text("bank_statement"),
            sha256: None,
        },
        Deed::Consent {
            version: 1,
            at: now(),
        },
        Deed::Queued { kind, number: 2 },
        Deed::Cancelled { kind },
        Deed::Sent { kind, attempt: 3 },
        Deed::Viewed {
            docs: vec![text("id_photo"), text("id_number")],
        },
        Deed::Noted,
        Deed::Exported,
        Deed::ListExported {
            count: 3,
            masked: true,
        },
        Deed::Erased {
            reason: text("asked"),
        },
        Deed::Purged,
        Deed::Discarded,
        Deed::QueuePaused { paused: true },
        Deed::QueuePaused { paused: false },
        Deed::WebhookRegistered,
        Deed::BackedUp,
        Deed::Restored,
    ];
    deeds.extend(
        ["age", "nik_birth_date", "other"].map(|key| Deed::WarningKept {
            key: text(key),
            reason: text("as on the card"),
        }),
    );
    let outcomes = ["accepted", "not_sent", "refused", "unknown"];
    deeds.extend(outcomes.map(|outcome| Deed::Answered {
        kind,
        outcome: text(outcome),
        sent_bytes: 4_600_000,
    }));
    for level in [1, 2] {
        deeds.extend(
            ["pending", "Approved", "rejected", "odd"].map(|status| Deed::Status {
                level,
                status: text(status),
                reason: text("why"),
                source: text("webhook"),
            }),
        );
    }
    let decisions = [
        "send_again",
        "arrived",
        "correct",
        "correct_level2",
        "hold",
        "release",
    ];
    deeds.extend(decisions.map(|what| Deed::Decided {
        what: text(what),
        reason: text("because"),
    }));
    for lang in [Lang::En, Lang::Id] {
        let mut window = Window::new(lang, row(life(Stage::Pending)), None);
        let mut detail = detail(window.case);
        let count = deeds.len();
        let entries = deeds.iter().cloned().enumerate();
        detail.history = entries
            .map(|(at, deed)| entry(at as u64 + 1, 5, deed))
            .collect();
        window.ask(Action::CloseCase);
        window.ask(Action::OpenCase(window.case));
        window.answer(&detail);
        let mut harness = sized(window, [340.0, 3600.0]);
        let more = if lang == Lang::En {
            format!("Show all {count} entries")
        } else {
            format!("Tampilkan semua {count} kejadian")
        };
        harness.get_by_label(&more).click_accesskit();
        harness.run();
        assert!(!sees(&harness, "case-did-"), "a text is missing");
        let last = if lang == Lang::En {
            "Draft started"
        } else {
            "Draf dibuat"
        };
        assert!(sees(&harness, last));
        assert!(!sees(&harness, &more));
    }
}

#[test]
fn a_note_begun_for_another_case_is_not_taken_along() {
    let mut harness = of(Stage::Pending);
    harness.state_mut().desk.draft.note = "about Siti".to_owned();
    harness.run();
    click(&mut harness, "Add note");
    assert!(matches!(
        harness.state().work.last(),
        Some(Effect::Case(CaseTask::Note(..)))
    ));
    harness.state_mut().desk.draft.note = "about Siti too".to_owned();
    harness.run();
    let other = row(life(Stage::Pending));
    let window = harness.state_mut();
    update(&mut window.desk, Event::CasesChanged(vec![other.clone()]));
    window.case = other.id;
    window.ask(Action::OpenCase(other.id));
    harness.run();
    assert_eq!(harness.state().desk.draft.note, "");
}

#[test]
fn long_names_and_reasons_stay_inside() {
    let mut row = row(life(Stage::Rejected));
    row.name = "Raden Ajeng Kartini Djojo Adhiningrat binti Sosroningrat ".repeat(3);
    row.reason = "The selfie does not show the whole card and is too dark to read. ".repeat(4);
    let unconfirmed = self::row(life(Stage::Unconfirmed));
    for row in [row, unconfirmed] {
        let harness = sized(Window::new(Lang::Id, row, None), [340.0, 2400.0]);
        let whole = harness.ctx.content_rect();
        let mut count = 0;
        for node in harness.query_all_by_label_contains("a") {
            let right = node.rect().right();
            assert!(right <= whole.right() + 0.5, "{right}: {node:?}");
            count += 1;
        }
        assert!(count > 15, "{count} nodes");
    }
}
