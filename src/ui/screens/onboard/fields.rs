//! One field of the form: its label, what is said below it, its focus, and what the person did to it.

use egui::{Align, Id, Layout, Ui, vec2};

use super::changes;
use crate::desk::Action;
use crate::desk::explain::{self, Told};
use crate::domain::normalise::{KTP, PASSPORT};
use crate::domain::reason::blamed;
use crate::domain::{Field, Problem, Severity, Slot, WarningKey};
use crate::text::Arg;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::space;
use crate::ui::widgets::{Message, Picker, PickerItem, Segmented, TextField};

/// The id of a field's control, by which it takes the focus.
pub fn id(field: Field) -> Id {
    Id::unique(("onboard", field))
}

/// The name of a field, as its label says it.
pub fn label(cx: &Cx<'_>, field: Field) -> String {
    let id = match field {
        Field::IdType => "field-id-type",
        Field::IdNumber => match cx.draft.form.get(Field::IdType) {
            KTP => "field-id-number-ktp",
            PASSPORT => "field-id-number-passport",
            _ => "field-id-number",
        },
        Field::Name => "field-name",
        Field::Gender => "field-gender",
        Field::DateOfBirth => "field-date-of-birth",
        Field::PlaceOfBirth => "field-place-of-birth",
        Field::Nationality => "field-nationality",
        Field::Email => "field-email",
        Field::PhoneCountryCode => "field-phone-country-code",
        Field::MobileNo => "field-mobile-no",
        Field::PhoneNo => "field-phone-no",
        Field::Country => "field-country",
        Field::Address => "field-address",
        Field::Province => "field-province",
        Field::ZipCode => "field-zip-code",
        Field::Occupation => "field-occupation",
        Field::GesturesSet => "field-gestures-set",
        Field::Picture(Slot::IdPhoto) => "field-id-photo",
        Field::Picture(Slot::Selfie) => "field-selfie",
        Field::Picture(Slot::ProofOfAddress) => "field-proof-of-address",
        Field::Picture(Slot::Gesture(at)) => {
            let number = Arg::Count(i64::from(at) + 1);
            return cx.tf("field-gesture", &[("number", number)]);
        }
    };
    cx.t(id)
}

/// What is wrong, as a person reads it.
pub fn problem_text(cx: &Cx<'_>, problem: &Problem) -> String {
    Told::from(explain::problem(&problem.issue)).text(cx.tr)
}

/// The vendor's words, with the field that they blame by its label instead of its name in the API.
pub fn reason_text(cx: &Cx<'_>, reason: &str) -> String {
    match blamed(reason) {
        Some((field, message)) => format!("{}: {message}", label(cx, field)),
        None => reason.trim().to_owned(),
    }
}

/// The field at which a warning stands.
pub fn field_of(key: WarningKey) -> Field {
    match key {
        WarningKey::Age | WarningKey::NikBirthDate => Field::DateOfBirth,
        WarningKey::NikGender => Field::Gender,
        WarningKey::NikProvince => Field::Province,
        WarningKey::Picture(slot, _) => Field::Picture(slot),
    }
}

/// How a text field looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Id of the text below it while nothing is wrong.
    pub helper: Option<&'static str>,
    /// Rows of text.
    pub rows: usize,
    /// An icon at its right end.
    pub trailing: Option<Icon>,
}

impl Look {
    /// One row and nothing else.
    pub const PLAIN: Self = Self {
        helper: None,
        rows: 1,
        trailing: None,
    };

    /// One row with a helper text.
    pub const fn helped(helper: &'static str) -> Self {
        Self {
            helper: Some(helper),
            ..Self::PLAIN
        }
    }
}

/// A field to type in.
pub fn text(cx: &mut Cx<'_>, ui: &mut Ui, field: Field, look: Look) {
    let label = label(cx, field);
    let below = Below::of(cx, field, look.helper);
    let links = below.links();
    take_focus(cx, ui, field);
    let mut input = TextField::new(&label, cx.draft.form.get_mut(field))
        .id(id(field))
        .message(below.message(&links))
        .rows(look.rows);
    if let Some(icon) = look.trailing {
        input = input.trailing(icon);
    }
    let answer = input.show(ui);
    if answer.changed {
        cx.act(Action::Edited(field));
    }
    if answer.blurred && look.rows > 1 {
        let typed = cx.draft.form.get_mut(field);
        if typed.contains('\n') {
            *typed = one_line(typed);
        }
    }
    after(cx, ui, field, answer.blurred, answer.action, below);
}

/// A choice of two or three; `options` are codes and names.
pub fn segmented(cx: &mut Cx<'_>, ui: &mut Ui, field: Field, options: &[(&str, &str)]) {
    let label = label(cx, field);
    let below = Below::of(cx, field, None);
    let links = below.links();
    let chosen = cx.draft.form.get(field);
    let selected = options.iter().position(|(code, _)| *code == chosen);
    let names: Vec<&str> = options.iter().map(|(_, name)| *name).collect();
    take_focus(cx, ui, field);
    let answer = Segmented::new(&label, &names, selected)
        .id(id(field))
        .message(below.message(&links))
        .show(ui);
    if let Some((code, _)) = answer.picked.and_then(|at| options.get(at)) {
        cx.act(Action::Choose(field, (*code).to_owned()));
    }
    after(cx, ui, field, answer.blurred, answer.action, below);
}

/// A choice from a long list whose entries are known by the codes that are sent.
pub fn picker(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    field: Field,
    items: &[PickerItem<'_>],
    helper: Option<&'static str>,
) {
    let code = cx.draft.form.get(field).to_owned();
    if let Some(item) = pick(cx, ui, field, items, &code, helper) {
        cx.act(Action::Choose(field, item.id.to_owned()));
    }
}

/// A choice from a long list; gives the entry that was picked in this frame.
pub fn pick<'a>(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    field: Field,
    items: &'a [PickerItem<'a>],
    selected: &str,
    helper: Option<&'static str>,
) -> Option<&'a PickerItem<'a>> {
    let label = label(cx, field);
    let below = Below::of(cx, field, helper);
    let links = below.links();
    let placeholder = cx.t("onboard-choose");
    let filter_hint = cx.t("onboard-search");
    let nothing_found = cx.t("onboard-nothing-found");
    take_focus(cx, ui, field);
    let answer = Picker::new(&label, items, (!selected.is_empty()).then_some(selected))
        .id(id(field))
        .message(below.message(&links))
        .placeholder(&placeholder)
        .filter_hint(&filter_hint)
        .nothing_found(&nothing_found)
        .show(ui);
    after(cx, ui, field, answer.blurred, answer.action, below);
    answer.picked.and_then(|at| items.get(at))
}

/// Two fields side by side, each half as wide; their order is the order of focus.
pub fn pair(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    left: impl FnOnce(&mut Cx<'_>, &mut Ui),
    right: impl FnOnce(&mut Cx<'_>, &mut Ui),
) {
    let width = ((ui.available_width() - space::L) / 2.0).floor();
    let half = |ui: &mut Ui, cx: &mut Cx<'_>, add: &mut dyn FnMut(&mut Cx<'_>, &mut Ui)| {
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            add(cx, ui);
        });
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let (mut left, mut right) = (Some(left), Some(right));
        half(ui, cx, &mut |cx, ui| {
            if let Some(add) = left.take() {
                add(cx, ui);
            }
        });
        half(ui, cx, &mut |cx, ui| {
            if let Some(add) = right.take() {
                add(cx, ui);
            }
        });
    });
}

/// Gives the focus to the field that it was asked for; the control scrolls itself into view.
fn take_focus(cx: &mut Cx<'_>, ui: &Ui, field: Field) {
    if cx.state.onboard.focus == Some(field) {
        ui.memory_mut(|memory| memory.request_focus(id(field)));
        cx.act(Action::Focused);
    }
}

/// Passes on that the field was left, and what a link below it asks for.
fn after(
    cx: &mut Cx<'_>,
    ui: &Ui,
    field: Field,
    blurred: bool,
    link: Option<usize>,
    mut below: Below,
) {
    if blurred {
        cx.act(Action::Blurred(field));
    }
    entered(cx, ui, field);
    if let Some(at) = link.filter(|at| *at < below.links.len()) {
        let action = below.links.swap_remove(at).1;
        if matches!(action, Action::UseNik(_)) {
            // The link is gone once it is used.
            ui.memory_mut(|memory| memory.request_focus(id(field)));
        }
        cx.act(action);
    }
}

/// Tells which field the person is in: a draft is gone on with there.
pub(super) fn entered(cx: &mut Cx<'_>, ui: &Ui, field: Field) {
    let is_news = cx.state.onboard.last_field != Some(field);
    if is_news && ui.memory(|memory| memory.has_focus(id(field))) {
        cx.act(Action::Entered(field));
    }
}

/// An address that was pasted in lines, in one line.
fn one_line(typed: &str) -> String {
    typed
        .lines()
        .map(|line| line.trim().trim_end_matches(',').trim_end())
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is said below a field, and what its links ask for.
struct Below {
    severity: Option<Severity>,
    text: String,
    links: Vec<(String, Action)>,
}

impl Below {
    fn of(cx: &Cx<'_>, field: Field, helper: Option<&'static str>) -> Self {
        let Some(problem) = cx.state.onboard.problem_at(field) else {
            let helper = || helper.map(|id| cx.t(id));
            let said = [changes::was(cx, field), kept(cx, field)];
            let said: Vec<String> = said.into_iter().flatten().collect();
            let said = (!said.is_empty()).then(|| said.join(" · "));
            return Self {
                severity: None,
                text: said.or_else(helper).unwrap_or_default(),
                links: Vec::new(),
            };
        };
        let mut links = Vec::new();
        if let Some(key) = problem.issue.warning_key() {
            if matches!(key, WarningKey::NikBirthDate | WarningKey::NikGender) {
                links.push((cx.t("onboard-use-nik"), Action::UseNik(key)));
            }
            links.push((cx.t("onboard-keep"), Action::AskKeep(key)));
        }
        Self {
            severity: Some(problem.issue.severity()),
            text: problem_text(cx, problem),
            links,
        }
    }

    fn links(&self) -> Vec<&str> {
        self.links.iter().map(|(text, _)| text.as_str()).collect()
    }

    fn message<'a>(&'a self, links: &'a [&'a str]) -> Message<'a> {
        match self.severity {
            None if self.text.is_empty() => Message::None,
            None => Message::Helper(&self.text),
            Some(Severity::Error) => Message::Error(&self.text),
            Some(Severity::Warning) => Message::Warning {
                text: &self.text,
                actions: links,
            },
        }
    }
}

/// Says that a warning of this field was kept, and why.
fn kept(cx: &Cx<'_>, field: Field) -> Option<String> {
    let kept = &cx.draft.form.kept;
    let (_, reason) = kept.iter().find(|(key, _)| field_of(**key) == field)?;
    Some(cx.tf("onboard-kept", &[("reason", reason.as_str().into())]))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn pasted_lines_become_one() {
        assert_eq!(
            one_line("Jl. Melati 5,\n RT 003/RW 002\n\nSukodono"),
            "Jl. Melati 5, RT 003/RW 002, Sukodono"
        );
    }

    #[test]
    fn each_field_has_an_id_of_its_own() {
        let gestures = (0..16).map(|at| Field::Picture(Slot::Gesture(at)));
        let fields: Vec<Field> = Field::VALUES.into_iter().chain(gestures).collect();
        let ids: HashSet<Id> = fields.iter().copied().map(id).collect();
        assert_eq!(ids.len(), fields.len());
    }
}
