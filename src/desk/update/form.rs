//! The form: edits, choices, warnings kept, going from problem to problem.

use super::super::action::Action;
use super::super::effect::{Effect, PictureSource};
use super::super::state::{Desk, Draft, Modal, Onboard, Screen, Step};
use crate::domain::application::Application;
use crate::domain::check::{Rules, check, present_warnings};
use crate::domain::problem::WarningKey;
use crate::domain::{Field, Form, Problem, Section, Slot, form_file, normalise};
use crate::samples;

pub(super) fn act(desk: &mut Desk, action: Action) -> Vec<Effect> {
    let is_allowed = match desk.state.onboard.step {
        Step::Form(_) => true,
        Step::Start => matches!(action, Action::FillSample),
        Step::Following(_) | Step::Level2(_) => false,
    };
    if !is_allowed {
        return Vec::new();
    }
    match action {
        Action::ShowSection(section) => show(desk, section),
        Action::NextSection => step_by(desk, 1),
        Action::PreviousSection => step_by(desk, -1),
        Action::Edited(field) => edited(desk, field),
        Action::Blurred(field) => blurred(desk, field),
        Action::Choose(field, value) => choose(desk, field, &value),
        Action::AskKeep(key) => {
            desk.draft.reason = desk.draft.form.kept.get(&key).cloned().unwrap_or_default();
            desk.state.modal = Some(Modal::KeepWarning { key });
        }
        Action::Keep(key) => {
            let reason = desk.draft.reason.trim();
            if !reason.is_empty() {
                desk.draft.form.kept.insert(key, reason.to_owned());
                desk.draft.reason.clear();
                desk.state.modal = None;
                recheck(desk);
                super::drafts::touched(desk);
            }
        }
        Action::UseNik(key) => {
            let rules = rules(&desk.state);
            normalise::use_nik_fact(&mut desk.draft.form, key, &rules);
            changed(desk);
            super::drafts::touched(desk);
            recheck(desk);
        }
        Action::NextProblem => next_problem(desk),
        Action::JumpTo(field) => jump(desk, field),
        Action::Focused => desk.state.onboard.focus = None,
        Action::Entered(field) if desk.state.onboard.last_field != Some(field) => {
            desk.state.onboard.last_field = Some(field);
            super::drafts::moved(desk);
        }
        Action::FillSample if desk.draft.form.is_empty() || desk.state.onboard.is_sample => {
            return fill_sample(desk);
        }
        Action::FillSample => desk.state.modal = Some(Modal::FillSample),
        Action::FillSampleAnyway => return fill_sample(desk),
        _ => {}
    }
    Vec::new()
}

/// Judges the form anew.
pub(super) fn recheck(desk: &mut Desk) {
    let rules = rules(&desk.state);
    let problems = check(&desk.draft.form, &rules);
    desk.state.onboard.problems = problems;
}

/// Drops the reasons with which findings of the former picture of a slot were kept, and those of pictures that were like
/// it. Reasons of other fields stay: one of those may just be half typed.
pub(super) fn forget_kept(desk: &mut Desk, slot: Slot) {
    let mut form = std::mem::take(&mut desk.draft.form);
    let rules = rules(&desk.state);
    let present = present_warnings(&form, &rules);
    form.kept.retain(|key, _| match key {
        WarningKey::Picture(of, _) => *of != slot && present.contains(key),
        _ => true,
    });
    desk.draft.form = form;
}

/// The form as types that hold no wrong value, or all that is wrong with it.
pub(super) fn parse(desk: &Desk) -> Result<Application, Vec<Problem>> {
    Application::parse(&desk.draft.form, &rules(&desk.state))
}

pub(super) fn rules(state: &super::super::state::State) -> Rules<'_> {
    Rules {
        today: state.today,
        gesture_count: state.profile().gesture_count,
        items: &state.items.lists,
    }
}

fn section(desk: &Desk) -> Section {
    match desk.state.onboard.step {
        Step::Form(section) => section,
        _ => Section::Review,
    }
}

/// Every field that the form can have, in its order.
fn all_fields(desk: &Desk) -> impl Iterator<Item = Field> + use<> {
    let pictures = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress]
        .into_iter()
        .chain((0..desk.state.profile().gesture_count).map(Slot::Gesture));
    Field::VALUES
        .into_iter()
        .chain(pictures.map(Field::Picture))
}

/// Shows what is wrong in a section from now on.
fn reveal(desk: &mut Desk, section: Section) {
    let fields: Vec<Field> = all_fields(desk)
        .filter(|field| section == Section::Review || field.section() == section)
        .collect();
    let before = desk.state.onboard.shown.len();
    desk.state.onboard.shown.extend(fields);
    if desk.state.onboard.shown.len() != before {
        super::drafts::moved(desk);
    }
    recheck(desk);
}

/// Shows all that is wrong.
pub(super) fn reveal_all(desk: &mut Desk) {
    reveal(desk, Section::Review);
}

fn show(desk: &mut Desk, section: Section) {
    if section == Section::Review {
        reveal_all(desk);
    }
    desk.state.onboard.step = Step::Form(section);
    desk.state.onboard.focus = first_field(section);
    super::drafts::moved(desk);
}

/// The field that takes the focus when a section opens.
pub(super) fn first_field(section: Section) -> Option<Field> {
    match section {
        Section::Identity => Some(Field::IdNumber),
        Section::Contact => Some(Field::Email),
        Section::Occupation => Some(Field::Occupation),
        Section::Documents => Some(Field::Picture(Slot::IdPhoto)),
        Section::Liveness => Some(Field::Picture(Slot::Gesture(0))),
        Section::Review => None,
    }
}

fn step_by(desk: &mut Desk, by: isize) {
    let here = section(desk);
    if by > 0 {
        reveal(desk, here);
    }
    let at = Section::ALL.iter().position(|section| *section == here);
    let target = at
        .and_then(|at| at.checked_add_signed(by))
        .and_then(|at| Section::ALL.get(at));
    if let Some(section) = target {
        show(desk, *section);
    }
}

/// A new error is not shown while its field is being typed in; one that was shown goes as soon as it is mended.
///
/// F8 goes on from here. Not from a field that is left: a jump leaves one too, one frame later.
fn edited(desk: &mut Desk, field: Field) {
    desk.state.onboard.is_sample = false;
    changed(desk);
    super::drafts::touched(desk);
    desk.state.onboard.last_field = Some(field);
    forget_server_problem(desk, field);
    let kind = |desk: &Desk| {
        let problem = desk.state.onboard.problem_at(field);
        problem.map(|problem| std::mem::discriminant(&problem.issue))
    };
    let before = kind(desk);
    desk.state.onboard.last_jump = Some(field);
    recheck(desk);
    let after = kind(desk);
    if after.is_none() || after != before || desk.draft.form.get(field).is_empty() {
        desk.state.onboard.shown.remove(&field);
    }
}

fn blurred(desk: &mut Desk, field: Field) {
    let rules = rules(&desk.state);
    let before = desk.draft.form.get(field).to_owned();
    normalise::normalise(&mut desk.draft.form, field, &rules);
    if desk.draft.form.get(field) != before {
        super::drafts::touched(desk);
    }
    if desk.state.onboard.shown.insert(field) {
        super::drafts::moved(desk);
    }
    recheck(desk);
}

fn choose(desk: &mut Desk, field: Field, value: &str) {
    let items = std::sync::Arc::clone(&desk.state.items.lists);
    desk.state.onboard.is_sample = false;
    let form = &mut desk.draft.form;
    match field {
        Field::Country => normalise::choose_country(form, value, &items),
        Field::Nationality => normalise::choose_nationality(form, value, &items),
        Field::IdType => choose_document(&mut desk.draft, value),
        _ => form.set(field, value),
    }
    changed(desk);
    super::drafts::touched(desk);
    desk.state.onboard.last_field = Some(field);
    forget_server_problem(desk, field);
    desk.state.onboard.shown.insert(field);
    desk.state.onboard.last_jump = Some(field);
    recheck(desk);
}

/// A NIK is no passport number: each kind of document keeps the number that was typed for it.
fn choose_document(draft: &mut Draft, code: &str) {
    let former = draft.form.get(Field::IdType).to_owned();
    if former == code {
        return;
    }
    draft.form.set(Field::IdType, code);
    let number = std::mem::take(draft.form.get_mut(Field::IdNumber));
    draft.other_numbers.insert(former, number);
    let known = draft.other_numbers.remove(code).unwrap_or_default();
    draft.form.set(Field::IdNumber, known);
}

/// What the customer agreed to is no longer what the form says.
pub(super) fn changed(desk: &mut Desk) {
    desk.draft.consent = false;
    desk.state.onboard.consent_at = None;
}

fn forget_server_problem(desk: &mut Desk, field: Field) {
    let onboard = &mut desk.state.onboard;
    onboard
        .server_problems
        .retain(|problem| problem.field != field);
    onboard.banner = None;
}

fn next_problem(desk: &mut Desk) {
    if desk.state.onboard.visible_problems().next().is_none() {
        reveal_all(desk);
    }
    let mut fields: Vec<Field> = desk
        .state
        .onboard
        .visible_problems()
        .map(|problem| problem.field)
        .collect();
    let order: Vec<Field> = all_fields(desk).collect();
    let place = |field: &Field| order.iter().position(|known| known == field);
    fields.sort_by_key(place);
    let here = desk.state.onboard.last_jump.as_ref().and_then(place);
    let next = fields
        .iter()
        .find(|field| place(field) > here)
        .or(fields.first());
    if let Some(field) = next.copied() {
        jump(desk, field);
    }
}

fn jump(desk: &mut Desk, field: Field) {
    desk.state.screen = Screen::Onboard;
    desk.state.onboard.step = Step::Form(field.section());
    desk.state.onboard.focus = Some(field);
    desk.state.onboard.last_jump = Some(field);
    desk.state.onboard.last_field = Some(field);
    desk.state.modal = None;
    super::drafts::moved(desk);
}

/// An empty form, ready for the next customer; the staff name stays.
pub(super) fn clear(desk: &mut Desk) {
    desk.draft.form = Form::prefilled();
    desk.draft.paths.clear();
    desk.draft.other_numbers.clear();
    desk.draft.consent = false;
    desk.draft.staff.clone_from(&desk.state.settings.staff_name);
    desk.state.onboard = Onboard {
        focus: first_field(Section::Identity),
        ..Onboard::default()
    };
    desk.state.modal = None;
    recheck(desk);
}

fn fill_sample(desk: &mut Desk) -> Vec<Effect> {
    if !desk.state.profile().is_training() {
        return Vec::new();
    }
    let Ok(sample) = form_file::read(samples::customer_json()) else {
        return Vec::new();
    };
    let here = match desk.state.onboard.step {
        Step::Form(section) => section,
        _ => Section::Identity,
    };
    desk.draft.paths.clear();
    desk.draft.other_numbers.clear();
    changed(desk);
    // A draft that is filled with the sample stays the same draft.
    let onboard = &mut desk.state.onboard;
    onboard.shown.clear();
    onboard.server_problems.clear();
    onboard.banner = None;
    onboard.slots.clear();
    onboard.last_field = None;
    onboard.last_jump = None;
    onboard.focus = first_field(here);
    desk.state.modal = None;
    desk.draft.form = sample.form;
    vary(&mut desk.draft.form, desk.state.samples);
    desk.state.samples = desk.state.samples.wrapping_add(1);
    desk.state.onboard.is_sample = true;
    desk.state.onboard.step = Step::Form(here);
    super::drafts::touched(desk);
    let gestures = desk.state.profile().gesture_count;
    let fits = |slot: &Slot| !matches!(slot, Slot::Gesture(at) if *at >= gestures);
    let mut effects = Vec::new();
    for (slot, file) in sample.pictures {
        if fits(&slot) {
            effects.extend(super::pictures::load(
                desk,
                slot,
                PictureSource::Sample(file),
            ));
        }
    }
    recheck(desk);
    effects
}

/// Another customer each time: the server takes an identity number and an address only once. The first is the sample as it
/// is; `+` is not used in the address, where it would begin a tag of the sandbox.
fn vary(form: &mut Form, earlier: u32) {
    if earlier == 0 {
        return;
    }
    let number = earlier.saturating_add(1);
    let digits = form.get(Field::IdNumber);
    if let Some((place_and_birth, _)) = digits.split_at_checked(12) {
        let id_number = format!("{place_and_birth}{:04}", number % 9998 + 1);
        form.set(Field::IdNumber, &id_number);
    }
    form.set(Field::Email, format!("siti.contoh{number}@example.com"));
    form.set(
        Field::MobileNo,
        format!("81234{:05}", number.wrapping_add(56_788) % 100_000),
    );
}
