//! A customer's coin addresses: those in use, a new one, another in place of one, and what was sent before.

use egui::Ui;
use uuid::Uuid;

use super::{customer, fields};
use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::state::{LedgerRow, ReportState};
use crate::domain::report::Content;
use crate::domain::{ReportField, ReportKind};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::report_words;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, Card, CopyText, EmptyState, IconButton, TimelineRow, page_column, text,
};

/// An address that was sent begins where the words above it do.
const INDENT: f32 = 28.0;

/// An address in use, as far as it is known here.
pub struct InUse<'a> {
    /// Coin symbol.
    pub symbol: &'a str,
    /// The address.
    pub address: &'a str,
    /// The report with which it was sent.
    pub row: &'a LedgerRow,
}

/// Symbol and address of a report about an address.
fn address(row: &LedgerRow) -> Option<(&str, &str)> {
    match &row.report.content {
        Content::CreateAddress { symbol, address }
        | Content::UpdateAddress {
            symbol, address, ..
        } => Some((symbol, address)),
        _ => None,
    }
}

/// The reports about the addresses of a customer, newest first.
pub fn history<'a>(cx: &Cx<'a>, user_id: Uuid) -> Vec<&'a LedgerRow> {
    let all = cx.state.reports.ledger.all();
    all.filter(|row| row.report.user_id == user_id && row.report.kind().is_address())
        .collect()
}

/// The newest address of each coin that the server has, or may have.
pub fn in_use<'a>(history: &[&'a LedgerRow]) -> Vec<InUse<'a>> {
    let mut found: Vec<InUse<'_>> = Vec::new();
    for row in history {
        let is_out = matches!(row.state, ReportState::Refused | ReportState::Dropped);
        if let Some((symbol, address)) = address(row)
            && !is_out
            && !found.iter().any(|known| known.symbol == symbol)
        {
            found.push(InUse {
                symbol,
                address,
                row,
            });
        }
    }
    found.sort_by_key(|known| known.symbol);
    found
}

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    page_column(ui, "addresses", |ui| content(cx, ui));
}

fn content(cx: &mut Cx<'_>, ui: &mut Ui) {
    let kind = ReportKind::CreateAddress;
    let title = cx.t("address-card-customer");
    Card::new()
        .title(&title)
        .show(ui, |ui| customer::show(cx, ui, kind));
    let chosen = cx.draft.reports.of(kind).get(ReportField::UserId);
    let Ok(user_id) = Uuid::try_parse(chosen) else {
        let (title, words) = (cx.t("address-nobody"), cx.t("address-nobody-text"));
        EmptyState::new(Icon::WALLET, &title, &words).show(ui);
        return;
    };
    let history = history(cx, user_id);
    current(cx, ui, user_id, &in_use(&history));
    if !history.is_empty() {
        sent_before(cx, ui, &history);
    }
}

fn current(cx: &mut Cx<'_>, ui: &mut Ui, user_id: Uuid, known: &[InUse<'_>]) {
    let title = cx.t("address-card-known");
    Card::new().title(&title).show(ui, |ui| {
        if known.is_empty() {
            text::subdued(ui, &cx.t("address-none"));
        }
        for entry in known {
            one(cx, ui, user_id, entry);
            ui.add_space(space::S);
        }
        ui.add_space(space::S);
        let add = cx.t("address-add");
        let button = Button::primary(&add).icon(Icon::PLUS);
        if button.show(ui).clicked() {
            cx.act(Action::Report(ReportAction::NewAddress(user_id)));
        }
    });
}

fn one(cx: &mut Cx<'_>, ui: &mut Ui, user_id: Uuid, entry: &InUse<'_>) {
    let state = cx.t(report_words::state(entry.row.state));
    ui.horizontal(|ui| {
        text::card_title(ui, entry.symbol);
        report_words::pill(entry.row.state, &state).show(ui);
    });
    let named = |id| cx.tf(id, &[("symbol", entry.symbol.into())]);
    let (copy, show, change) = (
        named("address-copy"),
        named("address-qr-show"),
        named("address-change-name"),
    );
    CopyText::new(entry.address, &copy).show(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let words = cx.t("address-change");
        let button = Button::secondary(&words).small().name(&change);
        if button.show(ui).clicked() {
            let symbol = entry.symbol.to_owned();
            let previous = entry.address.to_owned();
            cx.act(Action::Report(ReportAction::ChangeAddress(
                user_id, symbol, previous,
            )));
        }
        if IconButton::new(Icon::QR_CODE, &show)
            .small()
            .show(ui)
            .clicked()
        {
            let address = entry.address.to_owned();
            cx.act(Action::Report(ReportAction::ShowQr(address)));
        }
    });
}

fn sent_before(cx: &mut Cx<'_>, ui: &mut Ui, history: &[&LedgerRow]) {
    let title = cx.t("address-card-history");
    Card::new().title(&title).show(ui, |ui| {
        for (at, row) in history.iter().enumerate() {
            let Some((symbol, address)) = address(row) else {
                continue;
            };
            let kind = cx.t(report_words::kind(row.report.kind()));
            let state = cx.t(report_words::state(row.state));
            let title = format!("{kind} · {symbol} · {state}");
            let before = match &row.report.content {
                Content::UpdateAddress {
                    previous: Some(previous),
                    ..
                } => {
                    let args = [("address", report_words::short_address(previous).into())];
                    format!("{} · ", cx.tf("address-instead-of", &args))
                }
                _ => String::new(),
            };
            let when = format::short(row.queued_at, cx.state.now);
            let detail = format!("{before}{when} · {}", row.staff);
            TimelineRow::new(Icon::WALLET, &title)
                .detail(&detail)
                .last(true)
                .show(ui);
            let name = cx.tf("address-copy-sent", &[("address", address.into())]);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(INDENT);
                CopyText::new(address, &name).show(ui);
            });
            if at + 1 < history.len() {
                ui.add_space(space::S);
            }
        }
    });
}

/// The label of the field of an address, for the question that asks for one.
pub fn address_label(cx: &Cx<'_>) -> String {
    cx.t(fields::label(ReportField::Address))
}
