//! Asks for a coin address of a customer, new or in place of another: typed, pasted, or read from a QR code. Another in place of one
//! shows both and asks once more.

use egui::{Context, Id, ScrollArea, Ui};

use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::domain::{ReportField, ReportKind};
use crate::ui::answer;
use crate::ui::cx::Cx;
use crate::ui::drops;
use crate::ui::icons::Icon;
use crate::ui::screens::transactions::{customer, fields};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Banner, Button, Fact, Modal, modal_footer, text};

const WIDTH: f32 = 620.0;
/// Height that title, a line of words and the buttons need.
const AROUND: f32 = 190.0;

/// What was asked for in this frame.
enum Answer {
    Send,
    Ask,
    Back,
    Close,
}

/// Set while old and new are shown to be compared.
fn compare_id() -> Id {
    Id::unique("compare the addresses")
}

/// Shows it.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, kind: ReportKind) {
    let title = cx.t(if kind == ReportKind::UpdateAddress {
        "address-change-title"
    } else {
        "address-add-title"
    });
    let first = if kind == ReportKind::UpdateAddress {
        ReportField::Address
    } else {
        ReportField::Symbol
    };
    let is_comparing = ctx.data(|data| data.get_temp(compare_id()).unwrap_or(false));
    let back = Id::unique("back from the addresses");
    let focus = if is_comparing {
        back
    } else {
        fields::id(kind, first)
    };
    let answer = Modal::new("coin address", &title, &cx.t("modal-close"))
        .width(WIDTH)
        .focus(focus)
        .keep()
        .show(ctx, |ui| {
            if is_comparing {
                compare(cx, ui, kind, back)
            } else {
                typed(cx, ui, kind)
            }
        });
    let dropped = drops::collect(ctx).into_iter().next();
    if let Some(file) = dropped.filter(|_| !is_comparing) {
        cx.act(Action::Report(ReportAction::DropQr(kind, file)));
    }
    let answer = answer.inner.or(answer.close.then_some(Answer::Close));
    if let Some(answer) = answer {
        let compares = matches!(answer, Answer::Ask);
        ctx.data_mut(|data| data.insert_temp(compare_id(), compares));
        match answer {
            Answer::Send => cx.act(Action::Report(ReportAction::Send(kind))),
            Answer::Ask | Answer::Back => {}
            Answer::Close => cx.act(Action::CloseModal),
        }
    }
}

fn typed(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) -> Option<Answer> {
    // In a small window the fields scroll; the buttons stay in reach.
    let room = (ui.ctx().content_rect().height() - AROUND).max(0.0);
    ScrollArea::vertical()
        .max_height(room)
        .show(ui, |ui| typed_fields(cx, ui, kind));
    let is_update = kind == ReportKind::UpdateAddress;
    let corrects = cx.draft.reports.corrects(kind);
    let is_sending = cx.state.reports.form(kind).sending.is_some();
    let blocked = if is_sending {
        Some(cx.t("report-queueing"))
    } else if cx.state.is_doubtful(cx.draft.reports.of(kind), corrects) {
        Some(cx.t("report-doubts-open"))
    } else {
        None
    };
    if let Some(words) = &blocked {
        text::helper(ui, words);
    }
    let go_on = cx.t(if is_update {
        "address-compare"
    } else {
        "address-send"
    });
    modal_footer(ui, |ui| {
        let go_on = Button::primary(&go_on).disabled(blocked.as_deref());
        let is_on = go_on.show(ui).clicked();
        let cancel = Button::secondary(&cx.t("modal-cancel")).show(ui).clicked();
        let is_new = !cx
            .draft
            .reports
            .of(kind)
            .get(ReportField::Address)
            .trim()
            .is_empty();
        match (is_on, cancel) {
            (true, _) if is_update && is_new => Some(Answer::Ask),
            (true, _) => Some(Answer::Send),
            (_, true) => Some(Answer::Close),
            _ => None,
        }
    })
}

fn typed_fields(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let form = cx.state.reports.form(kind);
    if let Some(told) = &form.error {
        Banner::new(Tone::Danger, &told.full(cx.tr)).show(ui);
        answer::show(cx, ui, told);
        ui.add_space(space::S);
    }
    let is_update = kind == ReportKind::UpdateAddress;
    customer::fact(cx, ui, kind);
    if is_update {
        let (symbol, previous) = {
            let form = cx.draft.reports.of(kind);
            let symbol = form.get(ReportField::Symbol).to_owned();
            (symbol, form.previous.clone().unwrap_or_default())
        };
        Fact::new(&cx.t(fields::label(ReportField::Symbol)), &symbol).show(ui);
        text::subdued(ui, &cx.t("address-before"));
        text::value(ui, &previous);
        ui.add_space(space::M);
    } else {
        fields::text(cx, ui, kind, ReportField::Symbol);
    }
    fields::text(cx, ui, kind, ReportField::Address);
    codes(cx, ui, kind);
    ui.add_space(space::M);
    fields::text(cx, ui, kind, ReportField::DateTime);
    let corrects = cx.draft.reports.corrects(kind);
    let typed = cx.draft.reports.of(kind).clone();
    let doubts = cx.state.doubts(&typed, corrects);
    if !doubts.is_empty() {
        fields::tick(cx, ui, &typed, &doubts);
    }
}

/// The address from a picture: pasted or from a file. A picture that is dropped onto the window is read too.
fn codes(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let (paste, file) = (cx.t("address-qr-paste"), cx.t("address-qr-file"));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let paste = Button::secondary(&paste).small().icon(Icon::QR_CODE);
        if paste.show(ui).clicked() {
            cx.act(Action::Report(ReportAction::PasteQr(kind)));
        }
        let file = Button::secondary(&file).small().icon(Icon::FOLDER_OPEN);
        if file.show(ui).clicked() {
            cx.act(Action::Report(ReportAction::PickQr(kind)));
        }
    });
    text::helper(ui, &cx.t("address-qr-drop"));
}

fn compare(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind, back: Id) -> Option<Answer> {
    let (symbol, previous, new) = {
        let form = cx.draft.reports.of(kind);
        (
            form.get(ReportField::Symbol).to_owned(),
            form.previous.clone().unwrap_or_default(),
            form.get(ReportField::Address).trim().to_owned(),
        )
    };
    customer::fact(cx, ui, kind);
    Fact::new(&cx.t(fields::label(ReportField::Symbol)), &symbol).show(ui);
    ui.add_space(space::S);
    text::body(
        ui,
        &cx.tf("address-compare-text", &[("symbol", symbol.into())]),
    );
    ui.add_space(space::S);
    for (label, address) in [("address-before", &previous), ("address-after", &new)] {
        text::subdued(ui, &cx.t(label));
        text::card_title(ui, address);
        ui.add_space(space::S);
    }
    modal_footer(ui, |ui| {
        let yes = Button::danger(&cx.t("address-replace")).show(ui).clicked();
        let no = Button::secondary(&cx.t("onboard-back"))
            .id(back)
            .show(ui)
            .clicked();
        match (yes, no) {
            (true, _) => Some(Answer::Send),
            (_, true) => Some(Answer::Back),
            _ => None,
        }
    })
}
