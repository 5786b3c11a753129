//! The forms of reports as they are typed, those that made room for others, and both as they are kept.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::amount::{Amount, Notation};
use crate::domain::{Lang, ReportField, ReportForm, ReportKind};
use crate::store::cases::JobId;

/// A form as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Typed {
    form: ReportForm,
    /// A refused report that this one corrects.
    corrects: Option<JobId>,
    /// A person cleared it: it is forgotten with the next report.
    is_cleared: bool,
}

impl Typed {
    fn new(form: ReportForm) -> Self {
        Self {
            form,
            corrects: None,
            is_cleared: false,
        }
    }

    fn is_touched(&self) -> bool {
        !self.form.is_untouched()
    }
}

/// Forms of a kind that are aside at most; the oldest goes first.
const MOST_ASIDE: usize = 8;

/// The forms of reports as they are typed, by kind: one does not lose the other.
#[derive(Debug, Default)]
pub struct ReportDrafts {
    forms: BTreeMap<ReportKind, Typed>,
    /// Forms that had to make room for another, or were cleared; the last is brought back first.
    aside: BTreeMap<ReportKind, Vec<Typed>>,
}

impl ReportDrafts {
    /// The form of a kind, with a fresh id if it was not begun.
    pub fn of(&mut self, kind: ReportKind) -> &mut ReportForm {
        let new = || Typed::new(ReportForm::proposed(kind));
        &mut self.forms.entry(kind).or_insert_with(new).form
    }

    /// The refused report that the form of a kind corrects.
    pub fn corrects(&self, kind: ReportKind) -> Option<JobId> {
        self.forms.get(&kind)?.corrects
    }

    /// True if a form of this kind is aside.
    pub fn has_aside(&self, kind: ReportKind) -> bool {
        self.aside.get(&kind).is_some_and(|aside| !aside.is_empty())
    }

    /// Puts the form of a kind aside, if something was typed into it.
    pub fn put_aside(&mut self, kind: ReportKind) {
        if let Some(typed) = self.forms.remove(&kind).filter(Typed::is_touched) {
            self.push(kind, typed);
        }
    }

    /// Puts the form of a kind aside until the next report, if something was typed into it.
    pub fn clear(&mut self, kind: ReportKind) {
        if let Some(typed) = self.forms.get_mut(&kind) {
            typed.is_cleared = true;
        }
        self.put_aside(kind);
    }

    fn push(&mut self, kind: ReportKind, typed: Typed) {
        let aside = self.aside.entry(kind).or_default();
        aside.push(typed);
        let excess = aside.len().saturating_sub(MOST_ASIDE);
        aside.drain(..excess);
    }

    /// Brings the form that was put aside last back; what is there goes behind all that is aside. False if none is.
    pub fn bring_back(&mut self, kind: ReportKind) -> bool {
        let Some(aside) = self.aside.get_mut(&kind) else {
            return false;
        };
        let Some(back) = aside.pop() else {
            return false;
        };
        let back = Typed {
            is_cleared: false,
            ..back
        };
        let before = self.forms.insert(kind, back).filter(Typed::is_touched);
        aside.splice(..0, before);
        true
    }

    /// Forgets the forms that were cleared.
    pub fn forget_cleared(&mut self, kind: ReportKind) {
        if let Some(aside) = self.aside.get_mut(&kind) {
            aside.retain(|typed| !typed.is_cleared);
        }
    }

    /// Writes the amounts that were typed in one notation in another: they stay what they were.
    pub fn rewrite(&mut self, from: Notation, to: Notation) {
        let aside = self.aside.values_mut().flatten();
        for typed in self.forms.values_mut().chain(aside) {
            rewrite(&mut typed.form, from, to);
        }
    }

    /// Puts a form in place of what was typed.
    pub fn put(&mut self, form: ReportForm) {
        self.forms.insert(form.kind, Typed::new(form));
    }

    /// Puts the correction of a refused report in place of what was typed.
    pub fn put_correction(&mut self, form: ReportForm, corrects: JobId) {
        let typed = Typed {
            corrects: Some(corrects),
            ..Typed::new(form)
        };
        self.forms.insert(typed.form.kind, typed);
    }

    /// The forms in which something was typed, as JSON: by kind, then by the API's name of the field; with the language in whose
    /// notation the amounts are, and the refused report that one corrects.
    pub fn to_json(&self, lang: Lang) -> Vec<u8> {
        let forms = self.forms.values().filter(|typed| typed.is_touched());
        let forms = forms.map(|typed| (typed.form.kind.name().to_owned(), values(typed, lang)));
        let aside = self.aside.values();
        let aside = aside.flat_map(|aside| aside.iter().enumerate());
        let aside = aside.map(|(at, typed)| {
            let name = format!("{ASIDE}{at} {}", typed.form.kind.name());
            (name, values(typed, lang))
        });
        let kinds: BTreeMap<String, BTreeMap<&str, String>> = forms.chain(aside).collect();
        serde_json::to_vec(&kinds).unwrap_or_default()
    }

    /// Takes the forms back, the amounts in the notation of this language; what cannot be read is left out. A form that is being
    /// typed stays, and the one that was kept goes aside.
    pub fn take_json(&mut self, json: &[u8], lang: Lang) {
        let kinds: BTreeMap<String, BTreeMap<String, String>> =
            serde_json::from_slice(json).unwrap_or_default();
        for (name, read) in kinds {
            let (is_aside, name) = match name.strip_prefix(ASIDE) {
                // Before it, its place among those aside.
                Some(name) => (true, name.rsplit(' ').next().unwrap_or_default()),
                None => (false, name.as_str()),
            };
            let Some(kind) = ReportKind::from_name(name) else {
                continue;
            };
            let typed = read_values(kind, read, lang);
            let is_free = !self.forms.get(&kind).is_some_and(Typed::is_touched);
            let aside = self.aside.get(&kind).into_iter().flatten();
            let mut known = self.forms.get(&kind).into_iter().chain(aside);
            let taken = values(&typed, lang);
            if known.any(|known| values(known, lang) == taken) {
                continue;
            }
            if is_free && !is_aside {
                self.forms.insert(kind, typed);
            } else {
                self.push(kind, typed);
            }
        }
    }
}

fn read_values(kind: ReportKind, values: BTreeMap<String, String>, lang: Lang) -> Typed {
    let mut typed = Typed::new(ReportForm::new(kind));
    let mut was = lang;
    for (name, value) in values {
        match name.as_str() {
            PREVIOUS => typed.form.previous = Some(value),
            CORRECTS => typed.corrects = Uuid::try_parse(&value).ok().map(JobId),
            CLEARED => typed.is_cleared = true,
            LANG => {
                let is = |known: &Lang| known.code() == value;
                was = [Lang::Id, Lang::En].into_iter().find(is).unwrap_or(lang);
            }
            name => {
                if let Some(field) = ReportField::from_api_name(kind, name) {
                    typed.form.set(field, value);
                }
            }
        }
    }
    rewrite(&mut typed.form, Notation::of(was), Notation::of(lang));
    typed
}

fn rewrite(form: &mut ReportForm, from: Notation, to: Notation) {
    for field in ReportField::of(form.kind) {
        if from != to
            && field.is_amount()
            && let Ok(amount) = Amount::parse(form.get(*field), from)
        {
            form.set(*field, amount.shown(to));
        }
    }
}

/// Before the name of a kind: a form of it that is aside.
const ASIDE: &str = "aside ";
/// The address before, among the values of a form.
const PREVIOUS: &str = "previous";
/// The language in which it was typed, among the values of a form.
const LANG: &str = "lang";
/// The refused report that it corrects, among the values of a form.
const CORRECTS: &str = "corrects";
/// Among the values of a form that was cleared.
const CLEARED: &str = "cleared";

fn values(typed: &Typed, lang: Lang) -> BTreeMap<&'static str, String> {
    let form = &typed.form;
    let fields = ReportField::of(form.kind).iter();
    let mut values: BTreeMap<&str, String> = fields
        .map(|field| (field.api_name(), form.get(*field).to_owned()))
        .collect();
    if let Some(previous) = &form.previous {
        values.insert(PREVIOUS, previous.clone());
    }
    if let Some(JobId(id)) = typed.corrects {
        values.insert(CORRECTS, id.to_string());
    }
    if typed.is_cleared {
        values.insert(CLEARED, "1".to_owned());
    }
    values.insert(LANG, lang.code().to_owned());
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_forms_come_back() {
        let mut drafts = ReportDrafts::default();
        drafts.of(ReportKind::Crypto);
        let fiat = drafts.of(ReportKind::Fiat);
        fiat.set(ReportField::Amount, "1.234,56");
        let fiat = fiat.clone();
        let mut update = ReportForm::new(ReportKind::UpdateAddress);
        update.set(ReportField::Address, "0xabc");
        update.previous = Some("0xdef".to_owned());
        drafts.put(update);
        let kept = drafts.to_json(Lang::Id);

        let mut back = ReportDrafts::default();
        back.take_json(&kept, Lang::Id);
        assert_eq!(back.to_json(Lang::Id), kept);
        let id = ReportField::TransactionId;
        assert_eq!(back.of(ReportKind::Fiat).get(id), fiat.get(id));
        let update = back.of(ReportKind::UpdateAddress);
        assert_eq!(update.get(ReportField::Address), "0xabc");
        assert_eq!(update.previous.as_deref(), Some("0xdef"));
        // Nothing was typed into it: a fresh id is proposed.
        let crypto = drafts.of(ReportKind::Crypto).clone();
        assert_ne!(back.of(ReportKind::Crypto), &crypto);
        // What is being typed is not overwritten, and what cannot be read changes nothing.
        back.of(ReportKind::Fiat).set(ReportField::Amount, "9");
        back.take_json(&kept, Lang::Id);
        back.take_json(b"no json", Lang::Id);
        assert_eq!(back.of(ReportKind::Fiat).get(ReportField::Amount), "9");
        // Meanwhile the language was changed while another profile was in use.
        let mut english = ReportDrafts::default();
        english.take_json(&kept, Lang::En);
        let fiat = english.of(ReportKind::Fiat);
        assert_eq!(fiat.get(ReportField::Amount), "1,234.56");
    }

    /// A form that somebody typed an amount into.
    fn typed(amount: &str) -> ReportForm {
        let mut form = ReportForm::proposed(ReportKind::Fiat);
        form.set(ReportField::Amount, amount);
        form
    }

    #[test]
    fn no_form_is_lost_for_another() {
        let kind = ReportKind::Fiat;
        let mut drafts = ReportDrafts::default();
        for amount in ["1", "2"] {
            drafts.put(typed(amount));
            drafts.put_aside(kind);
        }
        drafts.put_correction(typed("3"), JobId(Uuid::from_u128(9)));
        let amount =
            |drafts: &mut ReportDrafts| drafts.of(kind).get(ReportField::Amount).to_owned();
        // Each comes up in its turn, and takes the place of the one that is there.
        for expected in ["2", "1", "3", "2"] {
            assert!(drafts.bring_back(kind));
            assert_eq!(amount(&mut drafts), expected);
            let corrects = (expected == "3").then_some(JobId(Uuid::from_u128(9)));
            assert_eq!(drafts.corrects(kind), corrects);
        }
        // And outlives the program.
        let mut back = ReportDrafts::default();
        back.take_json(&drafts.to_json(Lang::Id), Lang::Id);
        assert_eq!(back.to_json(Lang::Id), drafts.to_json(Lang::Id));
        back.bring_back(kind);
        back.bring_back(kind);
        assert_eq!(amount(&mut back), "3");
        assert_eq!(back.corrects(kind), Some(JobId(Uuid::from_u128(9))));
    }

    #[test]
    fn a_cleared_form_is_forgotten_with_the_next_report_and_another_is_not() {
        let kind = ReportKind::Fiat;
        let mut drafts = ReportDrafts::default();
        drafts.put(typed("1"));
        drafts.put_aside(kind);
        drafts.put(typed("2"));
        drafts.clear(kind);
        let mut back = ReportDrafts::default();
        back.take_json(&drafts.to_json(Lang::Id), Lang::Id);
        back.forget_cleared(kind);
        assert!(back.bring_back(kind));
        assert_eq!(back.of(kind).get(ReportField::Amount), "1");
        assert!(!back.has_aside(kind));
    }

    #[test]
    fn a_kept_form_that_comes_late_goes_aside() {
        let kind = ReportKind::Fiat;
        let mut before = ReportDrafts::default();
        before.put(typed("1"));
        let mut drafts = ReportDrafts::default();
        drafts.put(typed("2"));
        drafts.take_json(&before.to_json(Lang::Id), Lang::Id);
        assert_eq!(drafts.of(kind).get(ReportField::Amount), "2");
        assert!(drafts.bring_back(kind));
        assert_eq!(drafts.of(kind).get(ReportField::Amount), "1");
    }
}
