//! Asks why a value is kept although it looks odd.

use egui::{Context, Id};

use crate::desk::Action;
use crate::desk::state::Step;
use crate::domain::check::{NikFacts, nik_hint, twin};
use crate::domain::problem::WarningKey;
use crate::domain::{Field, Issue, Problem};
use crate::ui::cx::Cx;
use crate::ui::screens::onboard::{fields, rules, slots};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, Fact, FocusKeeper, Message, Modal, TextField, modal_footer, text,
};

/// Most characters of a reason.
const MAX_REASON_CHARS: usize = 200;

/// Shows the question for this warning.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, key: WarningKey) {
    let id = Id::unique("keep-reason");
    let (title, close) = (cx.t(title(key)), cx.t("modal-close"));
    let written = cx.draft.reason.trim().chars().count();
    let is_too_long = written > MAX_REASON_CHARS;
    let answer = Modal::new("keep-warning", &title, &close)
        .focus(id)
        .keep()
        .show(ctx, |ui| {
            text::body(ui, &cx.t(explanation(key)));
            ui.add_space(space::XS);
            for (label, value) in compared(cx, key) {
                Fact::new(&label, &value).show(ui);
            }
            ui.add_space(space::S);
            let label = cx.t("keep-reason");
            let limit = [("max", MAX_REASON_CHARS.into()), ("got", written.into())];
            let helper = cx.tf("keep-reason-helper", &limit);
            let too_long = cx.tf("keep-reason-too-long", &limit);
            let message = if is_too_long {
                Message::Error(&too_long)
            } else {
                Message::Helper(&helper)
            };
            let field = TextField::new(&label, &mut cx.draft.reason)
                .id(id)
                .message(message)
                .show(ui);
            let missing = (written == 0).then(|| cx.t("keep-blocked"));
            let reason = missing.or_else(|| is_too_long.then(|| too_long.clone()));
            let (keep, cancel) = modal_footer(ui, |ui| {
                let keep = Button::primary(&cx.t("keep-yes"))
                    .disabled(reason.as_deref())
                    .show(ui)
                    .clicked();
                let cancel = Button::secondary(&cx.t("modal-cancel")).show(ui).clicked();
                (keep, cancel)
            });
            (keep || (field.submitted && reason.is_none()), cancel)
        });
    let (keep, cancel) = answer.inner;
    if keep {
        // The link that asked is gone once the value is kept.
        let field = fields::field_of(key);
        if cx.state.onboard.step == Step::Form(field.section()) {
            FocusKeeper::give_to(ctx, fields::id(field));
        }
        cx.act(Action::Keep(key));
    } else if cancel || answer.close {
        cx.act(Action::CloseModal);
    }
}

fn title(key: WarningKey) -> &'static str {
    match key {
        WarningKey::Age => "keep-age-title",
        WarningKey::NikBirthDate => "keep-birth-date-title",
        WarningKey::NikGender => "keep-gender-title",
        WarningKey::NikProvince => "keep-province-title",
        WarningKey::Picture(..) => "keep-picture-title",
    }
}

fn explanation(key: WarningKey) -> &'static str {
    match key {
        WarningKey::Age => "keep-age",
        WarningKey::NikBirthDate => "keep-birth-date",
        WarningKey::NikGender => "keep-gender",
        WarningKey::NikProvince => "keep-province",
        WarningKey::Picture(..) => "keep-picture",
    }
}

/// What the form says, and what the NIK says beside it.
fn compared(cx: &Cx<'_>, key: WarningKey) -> Vec<(String, String)> {
    if let WarningKey::Picture(slot, kind) = key {
        let problem = Issue::Picture {
            slot,
            kind,
            other: twin(&cx.draft.form, slot),
        };
        let told = fields::problem_text(cx, &Problem::new(Field::Picture(slot), problem));
        return vec![(slots::name(cx, slot), told)];
    }
    let form = &cx.draft.form;
    let typed = form.get(fields::field_of(key));
    let facts = nik_hint(form, &rules(cx.state));
    let gender = |female: bool| {
        cx.t(if female {
            "gender-female"
        } else {
            "gender-male"
        })
    };
    let province = |code: &str| {
        let listed = cx.state.items.lists.province(code);
        let known = listed.or_else(|| crate::domain::region::province_name(code));
        known.unwrap_or(code).to_owned()
    };
    let in_form = match key {
        WarningKey::Age | WarningKey::NikBirthDate => form.get(Field::DateOfBirth).to_owned(),
        WarningKey::NikGender => gender(typed == "0"),
        WarningKey::NikProvince => province(typed),
        WarningKey::Picture(..) => String::new(),
    };
    let in_nik = |facts: &NikFacts| match key {
        WarningKey::Age | WarningKey::Picture(..) => None,
        WarningKey::NikBirthDate => {
            let dates: Vec<String> = facts.birth_dates.iter().map(ToString::to_string).collect();
            (!dates.is_empty()).then(|| dates.join(" · "))
        }
        WarningKey::NikGender => Some(gender(facts.female)),
        WarningKey::NikProvince => Some(province(facts.province_iso)),
    };
    let mut rows = vec![(cx.t("keep-in-form"), in_form)];
    if let Some(value) = facts.as_ref().and_then(in_nik) {
        rows.push((cx.t("keep-in-nik"), value));
    }
    rows
}
