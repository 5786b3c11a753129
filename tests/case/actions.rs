//! What each action on a case asks of the workers.

use super::*;
use tcdx_desk::desk::engine::EngineCommand;
use tcdx_desk::desk::state::LoadedDraft;
use tcdx_desk::desk::state::Modal;
use tcdx_desk::domain::case::Step as LifeStep;
use tcdx_desk::domain::{Field, KycStatus, Section};

fn approved(level2: Level2) -> Life {
    Life {
        level2,
        ..life(Stage::Approved)
    }
}

#[test]
fn a_case_is_read_once_it_is_opened_and_no_longer_unread() {
    let mut row = row(life(Stage::Rejected));
    row.is_unread = true;
    let mut window = Window::new(Lang::En, row.clone(), None);
    let case = window.case;
    let is_marked = |effect: &Effect| matches!(effect, Effect::Case(CaseTask::MarkRead(marked)) if *marked == case);
    assert!(window.take_work().iter().any(is_marked));
    row.is_unread = false;
    row.revision += 1;
    let work = update(&mut window.desk, Event::CasesChanged(vec![row]));
    assert!(matches!(work[..], [Effect::LoadCase { .. }]), "{work:?}");
    window.answer(&detail(case));
    assert!(window.take_work().is_empty(), "it is not marked again");
}

#[test]
fn hold_and_erase_need_a_reason() {
    for is_erase in [false, true] {
        let mut window = Window::of(life(Stage::Pending));
        let case = window.case;
        window.desk.draft.reason = "left from before".to_owned();
        let (ask, act) = if is_erase {
            (Action::AskErase(case), Action::Erase(case))
        } else {
            (Action::AskHold(case), Action::Hold(case))
        };
        window.ask(ask);
        assert!(window.desk.draft.reason.is_empty());
        window.take_work();
        window.ask(act.clone());
        assert!(window.take_work().is_empty());
        assert!(window.desk.state.modal.is_some());
        window.desk.draft.reason = "  Customer asked ".to_owned();
        window.ask(act);
        match window.task() {
            CaseTask::Step(id, LifeStep::Hold, reason) if !is_erase => {
                assert_eq!((id, reason.as_str()), (case, "Customer asked"));
            }
            CaseTask::Erase(id, reason) if is_erase => {
                assert_eq!((id, reason.as_str()), (case, "Customer asked"));
            }
            task => panic!("{task:?}"),
        }
        assert!(window.desk.state.modal.is_none());
        assert!(window.desk.draft.reason.is_empty());
    }
}

#[test]
fn what_is_erased_leaves_the_screen_unkept() {
    let mut window = Window::of(life(Stage::Draft));
    let case = window.case;
    window.desk.state.onboard.case = Some(case);
    window.desk.draft.form.set(Field::Name, "Siti");
    window.desk.state.onboard.unsaved.since = Some(now());
    window.desk.draft.reason = "Customer asked".to_owned();
    window.take_work();
    window.ask(Action::Erase(case));
    assert!(matches!(window.task(), CaseTask::Erase(..)));
    assert_eq!(window.desk.draft.form.get(Field::Name), "");
    assert_eq!(window.desk.state.onboard.case, None);
    assert!(window.desk.state.onboard.unsaved.since.is_none());
    assert!(
        window
            .desk
            .state
            .open_case
            .as_ref()
            .unwrap()
            .detail
            .is_none()
    );
}

#[test]
fn release_notes_export_and_questions_for_the_status() {
    let mut window = Window::of(life(Stage::Pending));
    let case = window.case;
    window.take_work();
    window.ask(Action::Release(case));
    assert!(matches!(
        window.task(),
        CaseTask::Step(_, LifeStep::Release, _)
    ));
    window.desk.draft.note = "  ".to_owned();
    window.ask(Action::AddNote(case));
    assert!(window.take_work().is_empty(), "an empty note is none");
    window.desk.draft.note = " Called ".to_owned();
    window.ask(Action::AddNote(case));
    assert!(matches!(window.task(), CaseTask::Note(_, text) if text == "Called"));
    assert!(window.desk.draft.note.is_empty());
    window.ask(Action::ExportCase(case));
    assert!(matches!(window.task(), CaseTask::Export(id) if id == case));
    window.ask(Action::AskStatus(case));
    window.ask(Action::AskAllStatuses);
    let work = window.take_work();
    assert!(matches!(
        work[..],
        [
            Effect::Engine(EngineCommand::AskNow(_)),
            Effect::Engine(EngineCommand::AskAll)
        ]
    ));
}

#[test]
fn the_whole_number_is_shown_only_with_a_record() {
    let mut window = Window::of(life(Stage::Pending));
    let case = window.case;
    window.take_work();
    window.ask(Action::RevealIdNumber(case));
    assert!(matches!(window.task(), CaseTask::Viewed(_, names) if names == ["id_number"]));
    assert!(window.desk.state.open_case.as_ref().unwrap().is_revealed);
    window.ask(Action::RevealIdNumber(case));
    assert!(!window.desk.state.open_case.as_ref().unwrap().is_revealed);
    assert!(window.take_work().is_empty(), "hiding is no look at it");
    window.ask(Action::RevealIdNumber(case));
    window.ask(Action::CloseCase);
    window.ask(Action::OpenCase(case));
    assert!(!window.desk.state.open_case.as_ref().unwrap().is_revealed);
}

#[test]
fn an_unconfirmed_registration_is_recorded_with_or_without_its_id() {
    let id: Uuid = USER.parse().unwrap();
    for (typed, expected) in [("", None), (USER, Some(id))] {
        let mut window = Window::of(life(Stage::Unconfirmed));
        let case = window.case;
        window.ask(Action::AskRecordDecision(case));
        window.desk.draft.user_id = "not an id".to_owned();
        window.take_work();
        window.ask(Action::RecordArrived(case));
        assert!(window.take_work().is_empty(), "not an id");
        assert!(window.desk.state.modal.is_some());
        window.desk.draft.user_id = format!(" {typed} ");
        window.ask(Action::RecordArrived(case));
        let asks = window.work.iter().any(|effect| {
            matches!(effect, Effect::Engine(EngineCommand::AskNow(asked)) if *asked == case)
        });
        assert_eq!(asks, expected.is_some(), "asked for if the id is known");
        match window.task() {
            CaseTask::Step(_, LifeStep::Arrived(user_id), _) => assert_eq!(user_id, expected),
            task => panic!("{task:?}"),
        }
        assert!(window.desk.state.modal.is_none());
    }
}

#[test]
fn level_2_is_decided_by_a_person() {
    let mut window = Window::of(approved(Level2::Pending));
    let case = window.case;
    window.ask(Action::AskRecordDecision(case));
    window.take_work();
    window.ask(Action::RecordLevel2(case, false));
    assert!(
        window.take_work().is_empty(),
        "a rejection needs its reason"
    );
    window.desk.draft.reason = "Source of wealth not sufficient".to_owned();
    window.ask(Action::RecordLevel2(case, false));
    let CaseTask::Status(news) = window.task() else {
        panic!("no status");
    };
    assert_eq!((news.level, news.source), (2, "person"));
    assert_eq!(news.status, KycStatus::Rejected);
    assert_eq!(
        news.reason.as_deref(),
        Some("Source of wealth not sufficient")
    );

    window.ask(Action::AskRecordDecision(case));
    window.take_work();
    window.ask(Action::RecordLevel2(case, true));
    let CaseTask::Status(news) = window.task() else {
        panic!("no status");
    };
    assert_eq!((news.status, news.reason), (KycStatus::Approved, None));

    let mut window = Window::of(approved(Level2::Unconfirmed));
    let case = window.case;
    window.take_work();
    window.ask(Action::RecordArrived(case));
    let CaseTask::Status(news) = window.task() else {
        panic!("no status");
    };
    assert_eq!((news.level, news.status), (2, KycStatus::Pending));
}

#[test]
fn only_an_unconfirmed_job_is_sent_again() {
    let row = row(life(Stage::Unconfirmed));
    let mut window = Window::new(Lang::En, row, Some(JobState::Unconfirmed));
    let case = window.case;
    let job = window.desk.state.queue.job_of(case).unwrap().id;
    window.take_work();
    window.ask(Action::AskSendCaseAgain(case));
    assert_eq!(window.desk.state.modal, Some(Modal::SendCaseAgain(case)));
    assert!(window.take_work().is_empty(), "the question comes first");
    window.ask(Action::SendCaseAgain(case));
    assert!(matches!(window.task(), CaseTask::SendAgain(sent) if sent == job));

    let mut window = Window::of(life(Stage::Unconfirmed));
    let case = window.case;
    window.take_work();
    window.ask(Action::SendCaseAgain(case));
    assert!(window.take_work().is_empty());
    assert_eq!(window.desk.state.toasts.len(), 1, "it is told");
}

#[test]
fn answers_about_the_status_are_for_the_open_case_alone() {
    let mut window = Window::of(life(Stage::Pending));
    let case = window.case;
    let told = Told::new("error-connect");
    let other = CaseId::new();
    update(
        &mut window.desk,
        Event::PollFailed {
            case: other,
            told: told.clone(),
        },
    );
    let open = |window: &Window| window.desk.state.open_case.clone().unwrap();
    assert!(open(&window).poll_error.is_none());
    update(&mut window.desk, Event::PollFailed { case, told });
    assert!(open(&window).poll_error.is_some());
    let next_at = Some(now() + jiff::SignedDuration::from_secs(5));
    update(&mut window.desk, Event::Polled { case, next_at });
    let open = open(&window);
    assert!(open.poll_error.is_none());
    assert_eq!((open.polled_at, open.next_at), (Some(now()), next_at));
}

/// Takes a case with this reason into correction and answers with its form.
fn correct(stage: Stage, reason: &str) -> Window {
    let mut row = row(life(stage));
    reason.clone_into(&mut row.reason);
    let mut window = Window::new(Lang::En, row.clone(), None);
    let case = window.case;
    window.take_work();
    window.ask(Action::CorrectCase(case));
    let work = window.take_work();
    let is_step = |effect: &Effect| {
        matches!(
            effect,
            Effect::Case(CaseTask::Step(_, LifeStep::Correct, _))
        )
    };
    assert!(work.iter().any(is_step), "{work:?}");
    let request = load_request(&work);
    answer_draft(&mut window, row, request);
    window
}

fn load_request(work: &[Effect]) -> RequestId {
    let request = work.iter().find_map(|effect| match effect {
        Effect::LoadDraft { request, .. } => Some(*request),
        _ => None,
    });
    request.unwrap()
}

fn answer_draft(window: &mut Window, mut row: CaseRow, request: RequestId) {
    row.life.stage = Stage::Correction;
    let draft = LoadedDraft {
        version: row.version + 1,
        row,
        content: DraftContent {
            section: 5,
            ..detail(window.case).content
        },
        documents: std::collections::BTreeMap::new(),
        thumbnails: std::collections::BTreeMap::new(),
        submission: None,
    };
    let result = Ok(Box::new(draft));
    update(&mut window.desk, Event::DraftLoaded { request, result });
}

#[test]
fn a_refused_case_opens_at_the_field_that_the_server_blamed() {
    let window = correct(Stage::Refused, "email: already registered");
    let onboard = &window.desk.state.onboard;
    assert_eq!(onboard.step, Step::Form(Section::Contact));
    assert_eq!(onboard.focus, Some(Field::Email));
    let said: Vec<Field> = onboard.server_problems.iter().map(|p| p.field).collect();
    assert_eq!(said, [Field::Email]);
}

#[test]
fn a_rejected_case_opens_where_the_reason_leads() {
    let window = correct(Stage::Rejected, "Selfie blurred");
    let onboard = &window.desk.state.onboard;
    assert_eq!(onboard.step, Step::Form(Section::Documents));
    assert_eq!(onboard.focus, Some(Field::Picture(Slot::Selfie)));
    assert!(onboard.server_problems.is_empty());
    let window = correct(Stage::Rejected, "Failed verification");
    let step = window.desk.state.onboard.step;
    assert_eq!(step, Step::Form(Section::Identity), "nothing is recognised");
}

#[test]
fn a_correction_gone_on_with_later_stays_where_it_was_left() {
    let mut row = row(life(Stage::Correction));
    "email: already registered".clone_into(&mut row.reason);
    let mut window = Window::new(Lang::En, row.clone(), None);
    window.take_work();
    let case = window.case;
    window.ask(Action::ContinueDraft(case));
    let request = load_request(&window.take_work());
    answer_draft(&mut window, row, request);
    let onboard = &window.desk.state.onboard;
    assert_eq!(onboard.step, Step::Form(Section::Review));
    assert_eq!(
        onboard.server_problems.len(),
        1,
        "and still says what was blamed"
    );
}
