//! The registration was sent, and no answer came: the facts, and what a person can do. Nothing here sends by itself.

use egui::{Id, Ui};

use super::sending::{form_name, page_body};
use super::{Arrival, arrive};
use crate::desk::Action;
use crate::desk::state::{Step, Unconfirmed};
use crate::domain::{Field, mask};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::status;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Banner, Button, Card, Fact, PageHeader, page_footer, text};

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let Step::Unconfirmed(unconfirmed) = &state.onboard.step else {
        return;
    };
    let name = form_name(cx);
    let subtitle = cx.t("unconfirmed-subtitle");
    PageHeader::new(&name)
        .subtitle(None, &subtitle)
        .show(ui, |_| {}, |_| {});
    let words = [
        cx.t("unconfirmed-next"),
        cx.t("unconfirmed-back"),
        cx.t("unconfirmed-again"),
    ];
    let (next, (back, again)) = page_footer(
        ui,
        |ui| Button::ghost(&words[0]).show(ui).clicked(),
        |ui| {
            let id = Id::unique("unconfirmed-back");
            arrive(cx, ui, Arrival::Unconfirmed(unconfirmed.sent_at), id);
            let back = Button::primary(&words[1]).id(id).show(ui).clicked();
            (back, Button::secondary(&words[2]).show(ui).clicked())
        },
    );
    let asked = [
        (next, Action::NextCustomer),
        (back, Action::BackToForm),
        (again, Action::AskSendAgain),
    ];
    for (is_asked, action) in asked {
        if is_asked {
            cx.act(action);
        }
    }
    page_body(ui, "unconfirmed", |ui| {
        let (title, meaning) = (cx.t("unconfirmed-title"), cx.t("unconfirmed-meaning"));
        Banner::new(Tone::Warning, &meaning).title(&title).show(ui);
        let title = cx.t("unconfirmed-facts");
        Card::new().title(&title).show(ui, |ui| {
            ui.add_space(space::S);
            ui.spacing_mut().item_spacing.y = space::XS;
            facts(cx, ui, unconfirmed);
        });
        let title = cx.t("unconfirmed-next-steps");
        Card::new().title(&title).show(ui, |ui| {
            ui.add_space(space::S);
            ui.spacing_mut().item_spacing.y = space::S;
            let steps = [
                cx.t("unconfirmed-step-ask"),
                cx.t("unconfirmed-step-not"),
                cx.t("unconfirmed-step-yes"),
            ];
            for (at, step) in steps.iter().enumerate() {
                text::body(ui, &format!("{}. {step}", at + 1));
            }
        });
    });
}

fn facts(cx: &Cx<'_>, ui: &mut Ui, unconfirmed: &Unconfirmed) {
    let now = cx.state.now;
    let at = unconfirmed.sent_at;
    let ago = format::duration(now.duration_since(at), cx.tr);
    let sent = cx.tf(
        "unconfirmed-when",
        &[("time", format::short(at, now).into()), ("ago", ago.into())],
    );
    Fact::new(&cx.t("unconfirmed-at"), &sent)
        .show(ui)
        .on_hover_text(format::utc(at));
    let bytes = status::amount(unconfirmed.sent_bytes, unconfirmed.total_bytes, cx.tr);
    Fact::new(&cx.t("unconfirmed-bytes"), &bytes).show(ui);
    // Without its hint: that may say to try again, which is not for this case to say lightly.
    let told = unconfirmed.told.text(cx.tr);
    Fact::new(&cx.t("unconfirmed-came-back"), &told).show(ui);
    let form = &cx.draft.form;
    let identity = form.get(Field::IdNumber);
    if !identity.is_empty() {
        Fact::new(&cx.t("unconfirmed-identity"), &mask::id_number(identity)).show(ui);
    }
    let email = form.get(Field::Email);
    if !email.is_empty() {
        Fact::new(&cx.t("unconfirmed-email"), email)
            .copyable(&cx.t("unconfirmed-copy-email"))
            .show(ui);
    }
}
