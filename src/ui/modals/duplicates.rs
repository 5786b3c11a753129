//! Before a form is sent: another case looks like the same customer, nothing was changed since the last time, or an earlier
//! sending got no answer. Sent all the same?

use egui::{Align, Context, Id, Layout, ScrollArea, Ui, vec2};

use crate::desk::Action;
use crate::desk::update::drafts::fields_changed;
use crate::domain::{CaseId, Stage};
use crate::ui::cx::Cx;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{Banner, Button, Modal, modal_footer, text};
use crate::ui::{format, status};

use crate::desk::state::{Duplicate, DuplicateKind};

/// Room for those found before they scroll.
const LIST: f32 = 240.0;
const WIDTH: f32 = 560.0;

enum Asked {
    Nothing,
    Send,
    Cancel,
    Open(CaseId),
}

/// Shows the question; `found` may be empty.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, found: &[Duplicate]) {
    // Enter must not send anything: the focus begins on the answer that keeps all.
    let cancel = Id::unique("cancel sending all the same");
    let (title, close) = (cx.t("duplicates-title"), cx.t("modal-close"));
    let answer = Modal::new("duplicates", &title, &close)
        .focus(cancel)
        .width(WIDTH)
        .show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            warnings(cx, ui);
            let opened = list(cx, ui, found);
            let (send, cancelled) = modal_footer(ui, |ui| {
                let send = Button::danger(&cx.t("duplicates-send")).show(ui).clicked();
                let cancel = Button::secondary(&cx.t("modal-cancel"))
                    .id(cancel)
                    .show(ui)
                    .clicked();
                (send, cancel)
            });
            match (opened, send, cancelled) {
                (Some(case), ..) => Asked::Open(case),
                (None, true, _) => Asked::Send,
                (None, false, true) => Asked::Cancel,
                (None, false, false) => Asked::Nothing,
            }
        });
    match answer.inner {
        Asked::Send => cx.act(Action::SendDespiteDuplicates),
        Asked::Open(case) => {
            cx.act(Action::CloseModal);
            cx.act(Action::OpenCase(case));
        }
        Asked::Cancel => cx.act(Action::CloseModal),
        Asked::Nothing if answer.close => cx.act(Action::CloseModal),
        Asked::Nothing => {}
    }
}

/// What speaks against sending besides other cases.
fn warnings(cx: &Cx<'_>, ui: &mut Ui) {
    let onboard = &cx.state.onboard;
    let row = onboard.case.and_then(|case| cx.state.cases.get(case));
    if row.is_some_and(|row| row.life.maybe_registered) {
        let (title, text) = (cx.t("duplicates-maybe"), cx.t("duplicates-maybe-text"));
        Banner::new(Tone::Warning, &text).title(&title).show(ui);
    }
    let is_correction = onboard.sent_before.is_some();
    if is_correction && fields_changed(cx.state, &cx.draft.form).is_empty() {
        let title = cx.t("duplicates-unchanged");
        let text = cx.t("duplicates-unchanged-text");
        Banner::new(Tone::Warning, &text).title(&title).show(ui);
    }
}

/// The cases found, each with what is alike; gives the one that is to be opened.
fn list(cx: &Cx<'_>, ui: &mut Ui, found: &[Duplicate]) -> Option<CaseId> {
    if found.is_empty() {
        return None;
    }
    let mut opened = None;
    text::strong(
        ui,
        &cx.tf("duplicates-found", &[("count", found.len().into())]),
    );
    ScrollArea::vertical().max_height(LIST).show(ui, |ui| {
        for other in found {
            if entry(cx, ui, other) {
                opened = Some(other.id);
            }
        }
    });
    opened
}

fn entry(cx: &Cx<'_>, ui: &mut Ui, other: &Duplicate) -> bool {
    let name = match other.name.trim() {
        "" if other.stage == Stage::Erased => cx.t("duplicates-erased"),
        "" => cx.t("stage-no-name"),
        name => name.to_owned(),
    };
    let words = cx.t("duplicates-open");
    let spoken = cx.tf("duplicates-open-name", &[("name", name.as_str().into())]);
    let button = Button::secondary(&words).small().name(&spoken);
    let look = status::of_stage(other.stage, cx.tr);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let room = ui.available_width() - button.width(ui) - space::M - space::S;
        ui.allocate_ui_with_layout(vec2(room, size::ROW), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                text::strong(ui, &name);
                look.pill().show(ui);
            });
            text::helper(ui, &alike(cx, other));
        });
        button.show(ui).clicked()
    })
    .inner
}

/// `Same NIK · same e-mail address · begun 3 d ago`
fn alike(cx: &Cx<'_>, other: &Duplicate) -> String {
    let age = cx.state.now.duration_since(other.created_at);
    let age = format::duration(age, cx.tr);
    let begun = cx.tf("duplicates-begun", &[("ago", age.into())]);
    let kinds = other.alike.iter().map(|kind| {
        cx.t(match kind {
            DuplicateKind::IdNumber => "duplicates-id-number",
            DuplicateKind::Email => "duplicates-email",
            DuplicateKind::Phone => "duplicates-phone",
        })
    });
    kinds.chain([begun]).collect::<Vec<_>>().join(" · ")
}
