//! What is said of reports wherever they are listed.

use crate::desk::state::{LedgerRow, ReportState};
use crate::domain::amount::{self, Amount, Notation};
use crate::domain::report::{Content, Direction, Side};
use crate::domain::{Report, ReportKind};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::widgets::{Pill, Tone};

/// Id of the name of a kind.
pub fn kind(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Conversion => "report-kind-conversion",
        ReportKind::Crypto => "report-kind-crypto",
        ReportKind::Fiat => "report-kind-fiat",
        ReportKind::CreateAddress => "report-kind-create-address",
        ReportKind::UpdateAddress => "report-kind-update-address",
    }
}

/// Whom it is about.
pub fn customer(cx: &Cx<'_>, row: &LedgerRow) -> String {
    if row.name.trim().is_empty() {
        cx.t("ledger-no-name")
    } else {
        row.name.clone()
    }
}

/// What moved which way, in one line: `Deposit · IDR 200.000`.
pub fn what(cx: &Cx<'_>, report: &Report) -> String {
    let notation = Notation::of(cx.state.lang());
    // As sent they are in the report itself; in a list noughts at the end look like thousands.
    let shown = |amount: &Amount| amount::shown_decimal(&amount.decimal(), notation);
    let way = |direction: Direction| {
        cx.t(match direction {
            Direction::Deposit => "report-deposit",
            Direction::Withdraw => "report-withdraw",
        })
    };
    match &report.content {
        Content::Conversion {
            bid_symbol,
            ask_symbol,
            side,
            quantity,
            price,
            ..
        } => {
            let side = cx.t(match side {
                Side::Bid => "report-bid",
                Side::Ask => "report-ask",
            });
            let (quantity, price) = (shown(quantity), shown(price));
            format!("{side} · {bid_symbol} {quantity} / {ask_symbol} {price}")
        }
        Content::Crypto {
            symbol,
            direction,
            amount,
            ..
        } => format!("{} · {symbol} {}", way(*direction), shown(amount)),
        Content::Fiat {
            currency,
            direction,
            amount,
            ..
        } => format!("{} · {currency} {}", way(*direction), shown(amount)),
        Content::CreateAddress { symbol, address }
        | Content::UpdateAddress {
            symbol, address, ..
        } => format!("{symbol} · {}", short_address(address)),
    }
}

/// An address by its two ends: `0x5aAe…BeAed`. Enough to know it again, not to compare it.
pub fn short_address(address: &str) -> String {
    let count = address.chars().count();
    if count <= 16 {
        return address.to_owned();
    }
    let head: String = address.chars().take(8).collect();
    let tail: String = address.chars().skip(count - 6).collect();
    format!("{head}…{tail}")
}

/// Id of the name of a state.
pub fn state(state: ReportState) -> &'static str {
    match state {
        ReportState::Waiting => "report-state-waiting",
        ReportState::Sending => "report-state-sending",
        ReportState::Unconfirmed => "report-state-unconfirmed",
        ReportState::Refused => "report-state-refused",
        ReportState::Reported => "report-state-reported",
        ReportState::Dropped => "report-state-dropped",
    }
}

/// The pill of a state.
pub fn pill(state: ReportState, text: &str) -> Pill<'_> {
    let (tone, icon) = match state {
        ReportState::Waiting => (Tone::Info, Icon::HOURGLASS_FILL),
        ReportState::Sending => (Tone::Neutral, Icon::ARROW_FAT_UP_FILL),
        ReportState::Unconfirmed => (Tone::Warning, Icon::QUESTION_FILL),
        ReportState::Refused => (Tone::Danger, Icon::X_CIRCLE_FILL),
        ReportState::Reported => (Tone::Success, Icon::CHECK_CIRCLE_FILL),
        ReportState::Dropped => (Tone::Neutral, Icon::X),
    };
    Pill::new(tone, text).icon(icon)
}
