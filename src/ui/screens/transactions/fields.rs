//! One field of a report's form: its label, what is said below it, its focus, and what the person did to it.

use std::sync::LazyLock;

use egui::{Id, Ui};

use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::explain;
use crate::desk::state::Doubts;
use crate::domain::amount::{Amount, Notation};
use crate::domain::report::Doubt;
use crate::domain::{ReportField, ReportForm, ReportKind};
use crate::domain::{address, bank};
use crate::ui::cx::Cx;
use crate::ui::widgets::{Checkbox, Message, Picker, PickerItem, Segmented, TextField};

/// The id of a field's control, by which it takes the focus.
pub fn id(kind: ReportKind, field: ReportField) -> Id {
    Id::unique(("report", kind, field))
}

/// Id of the name of a field, as its label says it.
pub fn label(field: ReportField) -> &'static str {
    match field {
        ReportField::UserId => "report-field-customer",
        ReportField::BidSymbol => "report-field-bid-symbol",
        ReportField::AskSymbol => "report-field-ask-symbol",
        ReportField::Side => "report-field-side",
        ReportField::Price => "report-field-price",
        ReportField::Quantity => "report-field-quantity",
        ReportField::Fee => "report-field-fee",
        ReportField::Liquidity => "report-field-liquidity",
        ReportField::Fill => "report-field-fill",
        ReportField::OrderId => "report-field-order-id",
        ReportField::Symbol => "report-field-symbol",
        ReportField::Currency => "report-field-currency",
        ReportField::Direction => "report-field-direction",
        ReportField::Amount => "report-field-amount",
        ReportField::Origin => "report-field-origin",
        ReportField::Destination => "report-field-destination",
        ReportField::OriginBank => "report-field-origin-bank",
        ReportField::OriginAccount => "report-field-origin-account",
        ReportField::DestinationBank => "report-field-destination-bank",
        ReportField::DestinationAccount => "report-field-destination-account",
        ReportField::TransactionId => "report-field-transaction-id",
        ReportField::Address => "report-field-address",
        ReportField::DateTime => "report-field-date-time",
    }
}

/// What is said below a field: what is wrong, what looks doubtful, or how it is read.
enum Below {
    Nothing,
    Wrong(String),
    Doubtful(String),
    Helper(String),
}

impl Below {
    fn of(cx: &mut Cx<'_>, ui: &Ui, kind: ReportKind, field: ReportField) -> Self {
        let form = cx.state.reports.forms.get(&kind);
        if let Some(issue) = form.and_then(|form| form.problem(field)) {
            return Self::Wrong(explain::report(issue).text(cx.tr));
        }
        // Half an address is doubtful to nobody.
        let is_typing = ui.memory(|memory| memory.has_focus(id(kind, field)));
        let notation = Notation::of(cx.state.lang());
        let doubt = cx.draft.reports.of(kind).doubt(field, notation);
        if let Some(doubt) = doubt.filter(|_| !is_typing) {
            return Self::Doubtful(doubt_text(cx, &doubt));
        }
        match helper(cx, kind, field) {
            Some(text) => Self::Helper(text),
            None => Self::Nothing,
        }
    }

    fn message(&self) -> Message<'_> {
        match self {
            Self::Nothing => Message::None,
            Self::Wrong(text) => Message::Error(text),
            Self::Doubtful(text) => Message::Warning { text, actions: &[] },
            Self::Helper(text) => Message::Helper(text),
        }
    }
}

/// What looks doubtful, as a person reads it.
pub fn doubt_text(cx: &Cx<'_>, doubt: &Doubt) -> String {
    explain::doubt(doubt).text(cx.tr)
}

fn helper(cx: &mut Cx<'_>, kind: ReportKind, field: ReportField) -> Option<String> {
    let notation = Notation::of(cx.state.lang());
    let typed = cx.draft.reports.of(kind).get(field).to_owned();
    if field.is_amount() {
        // Shown back in groups.
        return Some(match Amount::parse(&typed, notation) {
            Ok(amount) => read_back(cx, &amount, notation),
            Err(_) => cx.t("report-amount-helper"),
        });
    }
    if matches!(
        field,
        ReportField::Origin | ReportField::Destination | ReportField::Address
    ) {
        let symbol = cx
            .draft
            .reports
            .of(kind)
            .get(ReportField::Symbol)
            .trim()
            .to_uppercase();
        if !typed.trim().is_empty() && !symbol.is_empty() && !address::is_known(&symbol) {
            let args = [("symbol", symbol.into())];
            return Some(cx.tf("report-address-not-checked", &args));
        }
    }
    Some(cx.t(match field {
        ReportField::AskSymbol => "report-helper-ask-symbol",
        ReportField::Side => "report-helper-side",
        ReportField::Liquidity => "report-helper-liquidity",
        ReportField::DateTime => "report-helper-date-time",
        ReportField::OrderId | ReportField::TransactionId => "report-helper-own-id",
        ReportField::Origin => "report-helper-origin",
        ReportField::BidSymbol | ReportField::Symbol => "report-helper-symbol",
        ReportField::OriginAccount | ReportField::DestinationAccount => "report-helper-account",
        _ => return None,
    }))
}

/// An amount as it was understood. Three digits after the decimal sign look like thousands: then it says in words that they are none.
fn read_back(cx: &Cx<'_>, amount: &Amount, notation: Notation) -> String {
    let args = [
        ("shown", amount.shown(notation).into()),
        ("whole", amount.whole_shown(notation).into()),
    ];
    let id = match (amount.fraction_digits(), amount.is_whole()) {
        (3, true) => "report-amount-read-whole",
        (3, false) => "report-amount-read-fraction",
        _ => "report-amount-read",
    };
    cx.tf(id, &args)
}

/// The label of a field, with the coin in which a conversion counts it once that is typed. The fee's is not known.
fn label_with_symbol(cx: &mut Cx<'_>, kind: ReportKind, field: ReportField) -> String {
    let name = cx.t(label(field));
    let side = match field {
        ReportField::Quantity => ReportField::BidSymbol,
        ReportField::Price => ReportField::AskSymbol,
        _ => return name,
    };
    let symbol = cx.draft.reports.of(kind).get(side).trim().to_uppercase();
    if symbol.is_empty() {
        return name;
    }
    let args = [("field", name.into()), ("symbol", symbol.into())];
    cx.tf("report-field-in", &args)
}

/// Id of the tick that keeps what looks doubtful.
pub fn tick_id(kind: ReportKind) -> Id {
    Id::unique(("doubts of a report", kind))
}

/// The tick that keeps these doubts of a form.
pub fn tick(cx: &mut Cx<'_>, ui: &mut Ui, form: &ReportForm, doubts: &Doubts) {
    let mut kept = cx.state.is_kept(form, doubts);
    if Checkbox::new(&mut kept, &cx.t("report-doubts-keep"))
        .id(tick_id(form.kind))
        .show(ui)
        .changed()
    {
        cx.act(Action::Report(ReportAction::KeepDoubts(form.kind, kept)));
    }
}

/// A field to type in.
pub fn text(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind, field: ReportField) {
    let label = label_with_symbol(cx, kind, field);
    let below = Below::of(cx, ui, kind, field);
    take_focus(cx, ui, kind, field);
    let is_symbol = matches!(
        field,
        ReportField::BidSymbol | ReportField::AskSymbol | ReportField::Symbol
    );
    let symbols: Vec<&str> = if is_symbol {
        cx.state
            .reports
            .symbols
            .iter()
            .map(String::as_str)
            .collect()
    } else {
        Vec::new()
    };
    let now = cx.t("report-now");
    let answer = TextField::new(&label, cx.draft.reports.of(kind).value_mut(field))
        .id(id(kind, field))
        .message(below.message())
        .suggestions(&symbols)
        .placeholder(if field == ReportField::DateTime {
            &now
        } else {
            ""
        })
        .show(ui);
    if answer.changed {
        cx.act(Action::Report(ReportAction::Edited(kind, field)));
    }
    if answer.blurred {
        cx.act(Action::Report(ReportAction::Blurred(kind, field)));
    }
}

/// A choice of two: the API's `0` and `1`.
pub fn choice(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    kind: ReportKind,
    field: ReportField,
    names: [&'static str; 2],
) {
    let label = cx.t(label(field));
    let below = Below::of(cx, ui, kind, field);
    take_focus(cx, ui, kind, field);
    let selected = match cx.draft.reports.of(kind).get(field) {
        "0" => Some(0),
        "1" => Some(1),
        _ => None,
    };
    let names = names.map(|name| cx.t(name));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let answer = Segmented::new(&label, &names, selected)
        .id(id(kind, field))
        .message(below.message())
        .show(ui);
    if let Some(at) = answer.picked {
        let value = if at == 0 { "0" } else { "1" };
        let set = ReportAction::Set(kind, field, value.to_owned());
        cx.act(Action::Report(set));
    }
}

/// A bank by its name or code. A code that is not in the list is typed into the filter and taken as it is.
pub fn bank(cx: &mut Cx<'_>, ui: &mut Ui, kind: ReportKind, field: ReportField) {
    let label = cx.t(label(field));
    let below = Below::of(cx, ui, kind, field);
    take_focus(cx, ui, kind, field);
    let code = cx.draft.reports.of(kind).get(field).to_owned();
    let items = bank_items();
    let unknown = PickerItem {
        id: &code,
        text: &code,
        detail: "",
        search: "",
    };
    let is_known = code.is_empty() || bank::by_code(&code).is_some();
    let with_unknown: Vec<PickerItem<'_>>;
    let shown = if is_known {
        items
    } else {
        with_unknown = std::iter::once(unknown)
            .chain(items.iter().copied())
            .collect();
        &with_unknown
    };
    let (placeholder, hint) = (cx.t("report-bank-choose"), cx.t("report-bank-search"));
    let nothing = cx.t("report-bank-nothing");
    let answer = Picker::new(&label, shown, (!code.is_empty()).then_some(code.as_str()))
        .id(id(kind, field))
        .message(below.message())
        .placeholder(&placeholder)
        .filter_hint(&hint)
        .nothing_found(&nothing)
        .free(|typed| typed.parse::<bank::BankCode>().is_ok())
        .show(ui);
    let picked = answer.picked.and_then(|at| shown.get(at));
    let picked = picked.map(|item| item.id.to_owned()).or(answer.typed);
    if let Some(code) = picked {
        cx.act(Action::Report(ReportAction::Set(kind, field, code)));
    }
    if answer.blurred {
        cx.act(Action::Report(ReportAction::Blurred(kind, field)));
    }
}

/// The banks as the list shows them, made once.
fn bank_items() -> &'static [PickerItem<'static>] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let names = |bank: &bank::Bank| {
            let names = std::iter::once(bank.short).chain(bank.also());
            names.collect::<Vec<_>>().join(" ")
        };
        bank::all().iter().map(names).collect()
    });
    static ITEMS: LazyLock<Vec<PickerItem<'static>>> = LazyLock::new(|| {
        let item = |(bank, names): (&'static bank::Bank, &'static String)| PickerItem {
            id: bank.code,
            text: bank.name,
            detail: bank.code,
            search: names,
        };
        bank::all().iter().zip(NAMES.iter()).map(item).collect()
    });
    &ITEMS
}

/// Gives the focus to the field that it was asked for; the control scrolls itself into view.
pub fn take_focus(cx: &mut Cx<'_>, ui: &Ui, kind: ReportKind, field: ReportField) {
    let form = cx.state.reports.forms.get(&kind);
    if form.is_some_and(|form| form.focus == Some(field)) {
        ui.memory_mut(|memory| memory.request_focus(id(kind, field)));
        cx.act(Action::Report(ReportAction::Focused(kind)));
    }
}
