//! The form of a transaction: three kinds, one at a time, with what goes out beside it.

use egui::{Align, Layout, Ui, vec2};

use super::{customer, fields};
use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::explain::Told;
use crate::desk::state::{Connection, ReportState, ReportTab};
use crate::domain::amount::{self, Amount, Notation};
use crate::domain::{ReportField as F, ReportKind};
use crate::ui::answer;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::report_words;
use crate::ui::screens::onboard::fields::pair;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{
    Banner, Button, Card, Fact, Link, Segmented, above_footer, page_column, page_footer, text,
};

/// The kinds whose form is here, in their order.
const KINDS: [ReportKind; 3] = [ReportKind::Fiat, ReportKind::Crypto, ReportKind::Conversion];

/// Shows the form with its footer.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let kind = cx.state.reports.kind;
    above_footer(ui, |ui| {
        page_column(ui, kind, |ui| {
            said(cx, ui, kind);
            kinds(cx, ui, kind);
            who_and_what(cx, ui, kind);
            identity(cx, ui, kind);
            doubts(cx, ui, kind);
        });
    });
    footer(cx, ui, kind);
}

/// What became of the last one, what is corrected, or why it could not be put into the queue.
fn said(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let form = cx.state.reports.form(kind);
    if let Some(told) = &form.error {
        let title = if cx.draft.reports.corrects(kind).is_some() {
            cx.t("report-refused-title")
        } else {
            cx.t("report-not-queued")
        };
        Banner::new(Tone::Danger, &told.full(cx.tr))
            .title(&title)
            .show(ui);
        answer::show(cx, ui, told);
    }
    if cx.draft.reports.has_aside(kind) {
        let (words, back) = (cx.t("report-aside"), cx.t("report-bring-back"));
        let actions = [back.as_str()];
        let banner = Banner::new(Tone::Info, &words).actions(&actions);
        if banner.show(ui).is_some() {
            cx.act(Action::Report(ReportAction::BringBack(kind)));
        }
    }
    let last = form.last.and_then(|last| cx.state.reports.ledger.get(last));
    if let Some(row) = last {
        let state = cx.t(report_words::state(row.state));
        let what = report_words::what(cx, &row.report);
        let (show, correct) = (cx.t("report-last-show"), cx.t("queue-correct"));
        let is_refused = row.state == ReportState::Refused;
        let actions = [show.as_str(), correct.as_str()];
        let actions = if is_refused {
            &actions[..]
        } else {
            &actions[..1]
        };
        let mut words = cx.tf(
            "report-last",
            &[
                ("name", report_words::customer(cx, row).into()),
                ("what", what.into()),
                ("state", state.into()),
            ],
        );
        let told = row.told.as_deref().and_then(Told::from_json);
        let told = match row.state {
            ReportState::Reported | ReportState::Dropped => None,
            // What the network's words advise would report it twice.
            ReportState::Unconfirmed => Some(cx.t("report-last-unconfirmed")),
            _ => told.map(|told| told.full(cx.tr)),
        };
        if let Some(told) = told {
            words = format!("{words}. {told}");
        }
        let tone = match row.state {
            ReportState::Reported => Tone::Success,
            ReportState::Refused => Tone::Danger,
            ReportState::Unconfirmed => Tone::Warning,
            _ => Tone::Info,
        };
        match Banner::new(tone, &words).actions(actions).show(ui) {
            Some(0) => cx.act(Action::Report(ReportAction::Open(row.id))),
            Some(_) => cx.act(Action::Report(ReportAction::Correct(row.id))),
            None => {}
        }
    }
}

fn kinds(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let names = KINDS.map(|kind| cx.t(report_words::kind(kind)));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let selected = KINDS.iter().position(|known| *known == kind);
    let label = cx.t("report-kind");
    let answer = Segmented::new(&label, &names, selected)
        .hide_label()
        .no_message_line()
        .show(ui);
    if let Some(kind) = answer.picked.and_then(|at| KINDS.get(at)) {
        cx.act(Action::Report(ReportAction::SetKind(*kind)));
    }
}

fn who_and_what(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let title = cx.t("report-card-what");
    Card::new().title(&title).show(ui, |ui| {
        customer::show(cx, ui, kind);
        match kind {
            ReportKind::Conversion => conversion(cx, ui),
            ReportKind::Crypto => crypto(cx, ui),
            _ => fiat(cx, ui),
        }
    });
}

const DIRECTIONS: [&str; 2] = ["report-deposit", "report-withdraw"];

/// Two fields of text side by side.
fn texts(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind, [left, right]: [F; 2]) {
    pair(
        cx,
        ui,
        |cx, ui| fields::text(cx, ui, kind, left),
        |cx, ui| fields::text(cx, ui, kind, right),
    );
}

fn conversion(cx: &mut Cx<'_>, ui: &mut Ui) {
    let kind = ReportKind::Conversion;
    fields::choice(cx, ui, kind, F::Side, ["report-bid", "report-ask"]);
    texts(cx, ui, kind, [F::BidSymbol, F::AskSymbol]);
    texts(cx, ui, kind, [F::Quantity, F::Price]);
    unit_price(cx, ui);
    pair(
        cx,
        ui,
        |cx, ui| fields::text(cx, ui, kind, F::Fee),
        |cx, ui| {
            let names = ["report-maker", "report-taker"];
            fields::choice(cx, ui, kind, F::Liquidity, names);
        },
    );
    fields::choice(cx, ui, kind, F::Fill, ["report-partial", "report-full"]);
}

/// What one of the bid side costs: for the eye alone, nothing of it is sent.
fn unit_price(cx: &mut Cx<'_>, ui: &mut Ui) {
    let notation = Notation::of(cx.state.lang());
    let form = cx.draft.reports.of(ReportKind::Conversion);
    let read = |field| Amount::parse(form.get(field), notation).ok();
    let price = read(F::Price)
        .zip(read(F::Quantity))
        .and_then(|(price, quantity)| amount::unit_price(&price, &quantity));
    let (bid, ask) = (form.get(F::BidSymbol).trim(), form.get(F::AskSymbol).trim());
    let words = match price {
        Some(price) if !bid.is_empty() && !ask.is_empty() => {
            let args = [
                ("bid", bid.to_uppercase().into()),
                ("ask", ask.to_uppercase().into()),
                ("price", amount::shown_decimal(&price, notation).into()),
            ];
            cx.tf("report-unit-price", &args)
        }
        _ => cx.t("report-unit-price-none"),
    };
    text::subdued(ui, &words);
    ui.add_space(space::M);
}

fn crypto(cx: &mut Cx<'_>, ui: &mut Ui) {
    let kind = ReportKind::Crypto;
    fields::choice(cx, ui, kind, F::Direction, DIRECTIONS);
    texts(cx, ui, kind, [F::Symbol, F::Amount]);
    fields::text(cx, ui, kind, F::Origin);
    fields::text(cx, ui, kind, F::Destination);
}

/// A bank, and the account there.
fn account(cx: &mut Cx<'_>, ui: &mut Ui, [bank, number]: [F; 2]) {
    let kind = ReportKind::Fiat;
    pair(
        cx,
        ui,
        |cx, ui| fields::bank(cx, ui, kind, bank),
        |cx, ui| fields::text(cx, ui, kind, number),
    );
}

fn fiat(cx: &mut Cx<'_>, ui: &mut Ui) {
    let kind = ReportKind::Fiat;
    fields::choice(cx, ui, kind, F::Direction, DIRECTIONS);
    texts(cx, ui, kind, [F::Currency, F::Amount]);
    account(cx, ui, [F::OriginBank, F::OriginAccount]);
    account(cx, ui, [F::DestinationBank, F::DestinationAccount]);
}

/// The id by which it is unique, and when it happened.
fn identity(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let title = cx.t("report-card-identity");
    Card::new().title(&title).show(ui, |ui| {
        let own_id = if kind == ReportKind::Conversion {
            F::OrderId
        } else {
            F::TransactionId
        };
        texts(cx, ui, kind, [own_id, F::DateTime]);
    });
}

/// True if nothing but that tick is missing.
fn waits_for_tick(cx: &mut Cx<'_>, kind: ReportKind) -> bool {
    let form = cx.state.reports.form(kind);
    let corrects = cx.draft.reports.corrects(kind);
    form.sending.is_none()
        && form.problems.is_empty()
        && cx.state.is_doubtful(cx.draft.reports.of(kind), corrects)
}

/// What looks doubtful is kept by a tick, before it goes out.
fn doubts(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let form = cx.draft.reports.of(kind).clone();
    let doubts = cx.state.doubts(&form, cx.draft.reports.corrects(kind));
    if doubts.is_empty() {
        return;
    }
    let twin = doubts.twin.and_then(|id| cx.state.reports.ledger.get(id));
    let title = cx.t("report-doubts-title");
    Card::new().title(&title).show(ui, |ui| {
        for (field, doubt) in &doubts.fields {
            let label = cx.t(fields::label(*field));
            let words = fields::doubt_text(cx, doubt);
            Fact::new(&label, &words).show(ui);
        }
        if let Some(row) = twin {
            let args = [
                ("time", format::short(row.queued_at, cx.state.now).into()),
                ("staff", row.staff.as_str().into()),
                ("id", row.report.own_id().unwrap_or_default().into()),
            ];
            let label = cx.t("report-doubt-twin");
            Fact::new(&label, &cx.tf("report-doubt-twin-text", &args)).show(ui);
        }
        if doubts.is_of_another {
            let label = cx.t("report-doubt-customer");
            Fact::new(&label, &cx.t("report-doubt-customer-text")).show(ui);
        }
        ui.add_space(space::S);
        fields::tick(cx, ui, &form, &doubts);
    });
}

/// What stands in the way of sending, in words.
pub(super) fn blocked(cx: &mut Cx<'_>, kind: ReportKind) -> Option<String> {
    let form = cx.state.reports.form(kind);
    if form.sending.is_some() {
        return Some(cx.t("report-queueing"));
    }
    if !form.problems.is_empty() {
        let count = form.problems.len();
        return Some(cx.tf("report-problems", &[("count", count.into())]));
    }
    waits_for_tick(cx, kind).then(|| cx.t("report-doubts-open"))
}

/// Why it cannot be sent, or the way to the ledger; an empty form, and sending.
fn footer(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind) {
    let blocked = blocked(cx, kind);
    let waits_for_tick = waits_for_tick(cx, kind);
    let (send, clear) = (cx.t("report-send"), cx.t("report-clear"));
    let send = Button::primary(&send)
        .icon(Icon::PAPER_PLANE_TILT)
        .shortcut("Ctrl Enter")
        .disabled(blocked.as_deref());
    let clear = Button::secondary(&clear);
    let is_failed = matches!(cx.state.connection, Connection::Failed(_));
    let (is_ledger, (is_clear, is_send)) = page_footer(
        ui,
        |ui| match &blocked {
            // The tick may be out of sight: the focus scrolls there.
            Some(words) if waits_for_tick => {
                let room = ui.available_width();
                if Link::new(words).small().max_width(room).show(ui).clicked() {
                    ui.memory_mut(|memory| memory.request_focus(fields::tick_id(kind)));
                }
                false
            }
            Some(words) => {
                text::helper(ui, words);
                false
            }
            None if is_failed => {
                text::helper(ui, &cx.t("review-queued-only"));
                false
            }
            None => Link::new(&cx.t("report-footer-ledger"))
                .small()
                .show(ui)
                .clicked(),
        },
        |ui| {
            let room = vec2(
                clear.width(ui) + space::M + send.width(ui),
                theme::size::FIELD,
            );
            // As it is read, which is the order of Tab.
            let layout = Layout::left_to_right(Align::Center);
            let buttons = ui.allocate_ui_with_layout(room, layout, |ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                (clear.show(ui).clicked(), send.show(ui).clicked())
            });
            buttons.inner
        },
    );
    let action = if is_send {
        ReportAction::Send(kind)
    } else if is_clear {
        ReportAction::Clear(kind)
    } else if is_ledger {
        ReportAction::ShowTab(ReportTab::Ledger)
    } else {
        return;
    };
    cx.act(Action::Report(action));
}
