//! The state of each section, for the rail beside the form.

use std::collections::BTreeSet;

use super::field::{Field, Section};
use super::form::Form;
use super::problem::{Issue, Problem};

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionState {
    /// Nobody was here.
    Untouched,
    /// Something is still to be filled in.
    Incomplete,
    /// Nothing is missing and nothing is wrong.
    Done,
    /// This many problems are shown.
    Problems(usize),
}

/// The state of a section.
///
/// `problems` are those of the whole form; of them only those at a `touched` field (left, or shown after an attempt
/// to send) count as shown, and what the server said is always shown. The review holds no fields: it stays
/// [`SectionState::Untouched`], its state is that of the sending.
pub fn section_state(
    form: &Form,
    problems: &[Problem],
    touched: &BTreeSet<Field>,
    section: Section,
) -> SectionState {
    if section == Section::Review {
        return SectionState::Untouched;
    }
    let mut any = false;
    let mut shown = 0;
    for problem in problems
        .iter()
        .filter(|problem| problem.field.section() == section)
    {
        any = true;
        let is_shown =
            touched.contains(&problem.field) || matches!(problem.issue, Issue::Server(_));
        shown += usize::from(is_shown);
    }
    if shown > 0 {
        SectionState::Problems(shown)
    } else if !any {
        SectionState::Done
    } else if is_begun(form, touched, section) {
        SectionState::Incomplete
    } else {
        SectionState::Untouched
    }
}

/// True if a field of the section was left or filled.
fn is_begun(form: &Form, touched: &BTreeSet<Field>, section: Section) -> bool {
    let pictures = form.pictures.keys().map(|slot| Field::Picture(*slot));
    let filled = Field::VALUES
        .into_iter()
        .filter(|field| !form.is_untouched(*field));
    touched
        .iter()
        .copied()
        .chain(filled)
        .chain(pictures)
        .any(|field| field.section() == section)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::check;
    use crate::domain::field::Slot;
    use crate::domain::sample;

    fn state(form: &Form, touched: &[Field], section: Section) -> SectionState {
        let items = sample::items();
        let problems = check(form, &sample::rules(&items));
        section_state(form, &problems, &touched.iter().copied().collect(), section)
    }

    #[test]
    fn from_untouched_to_done() {
        let mut form = Form::default();
        for section in Section::ALL {
            assert_eq!(state(&form, &[], section), SectionState::Untouched);
        }
        form.set(Field::Name, "Siti");
        assert_eq!(
            state(&form, &[Field::Name], Section::Identity),
            SectionState::Incomplete
        );
        assert_eq!(
            state(&form, &[], Section::Identity),
            SectionState::Incomplete,
            "a draft read back"
        );
        assert_eq!(state(&form, &[], Section::Contact), SectionState::Untouched);
        assert_eq!(
            state(&form, &[Field::Name, Field::Gender], Section::Identity),
            SectionState::Problems(1)
        );
        form.pictures.insert(Slot::Gesture(0), sample::picture());
        assert_eq!(
            state(&form, &[], Section::Liveness),
            SectionState::Incomplete
        );
        assert_eq!(
            state(&form, &[], Section::Documents),
            SectionState::Untouched
        );
        for section in Section::ALL
            .into_iter()
            .filter(|section| *section != Section::Review)
        {
            assert_eq!(state(&sample::form(), &[], section), SectionState::Done);
        }
    }

    #[test]
    fn warnings_and_the_server_count() {
        let mut form = sample::form();
        form.set(Field::Gender, "1");
        assert_eq!(
            state(&form, &[Field::Gender], Section::Identity),
            SectionState::Problems(1)
        );
        let said = [Problem::new(
            Field::Email,
            Issue::Server("taken".to_owned()),
        )];
        assert_eq!(
            section_state(&form, &said, &BTreeSet::new(), Section::Contact),
            SectionState::Problems(1)
        );
    }
}
