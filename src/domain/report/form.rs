//! A report as a person fills it: raw strings.

use std::collections::BTreeMap;
use std::fmt;

use jiff::tz::TimeZone;
use uuid::Uuid;

use super::{Content, Report, ReportField, ReportKind};
use crate::domain::amount::Notation;

/// A raw string for each field. Choices are kept as the API's numbers: `0`, `1`.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportForm {
    /// Which call it is.
    pub kind: ReportKind,
    values: BTreeMap<ReportField, String>,
    /// For another address in place of one: the one before, as far as it is known here.
    pub previous: Option<String>,
}

impl fmt::Debug for ReportForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReportForm({} ***)", self.kind.name())
    }
}

impl ReportForm {
    /// An empty form.
    pub fn new(kind: ReportKind) -> Self {
        Self {
            kind,
            values: BTreeMap::new(),
            previous: None,
        }
    }

    /// A form with a fresh id (UUID version 7) and what is so for most reports: rupiah, filled in full, by a taker. Which way it
    /// went is chosen for each: a withdrawal must not go out as a deposit because nobody looked.
    pub fn proposed(kind: ReportKind) -> Self {
        let mut form = Self::new(kind);
        for field in ReportField::of(kind) {
            let value = match field {
                ReportField::OrderId | ReportField::TransactionId => Uuid::now_v7().to_string(),
                ReportField::Currency | ReportField::AskSymbol => "IDR".to_owned(),
                ReportField::Liquidity | ReportField::Fill => "1".to_owned(),
                _ => continue,
            };
            form.set(*field, value);
        }
        form
    }

    /// The form that a report came from, in a notation and a time zone: to correct what the server refused.
    pub fn of(report: &Report, notation: Notation, zone: &TimeZone) -> Self {
        use ReportField as F;
        let mut form = Self::new(report.kind());
        let shown = |amount: &crate::domain::Amount| amount.shown(notation);
        let mut set = |field, value: &str| form.set(field, value);
        let at = report.date_time.to_zoned(zone.clone());
        set(F::UserId, &report.user_id.to_string());
        set(F::DateTime, &at.strftime("%Y-%m-%d %H:%M:%S").to_string());
        match &report.content {
            Content::Conversion {
                bid_symbol,
                ask_symbol,
                order_id,
                side,
                price,
                quantity,
                fee,
                liquidity,
                fill,
            } => {
                set(F::BidSymbol, bid_symbol);
                set(F::AskSymbol, ask_symbol);
                set(F::OrderId, order_id);
                set(F::Side, number(*side as u8));
                set(F::Price, &shown(price));
                set(F::Quantity, &shown(quantity));
                set(F::Fee, &shown(fee));
                set(F::Liquidity, number(*liquidity as u8));
                set(F::Fill, number(*fill as u8));
            }
            Content::Crypto {
                symbol,
                transaction_id,
                direction,
                origin,
                destination,
                amount,
            } => {
                set(F::Symbol, symbol);
                set(F::TransactionId, transaction_id);
                set(F::Direction, number(*direction as u8));
                set(F::Origin, origin.as_deref().unwrap_or_default());
                set(F::Destination, destination);
                set(F::Amount, &shown(amount));
            }
            Content::Fiat {
                currency,
                transaction_id,
                direction,
                origin_bank,
                origin_account,
                destination_bank,
                destination_account,
                amount,
            } => {
                set(F::Currency, currency);
                set(F::TransactionId, transaction_id);
                set(F::Direction, number(*direction as u8));
                set(F::OriginBank, origin_bank);
                set(F::OriginAccount, origin_account);
                set(F::DestinationBank, destination_bank);
                set(F::DestinationAccount, destination_account);
                set(F::Amount, &shown(amount));
            }
            Content::CreateAddress { symbol, address } => {
                set(F::Symbol, symbol);
                set(F::Address, address);
            }
            Content::UpdateAddress {
                symbol,
                address,
                previous,
            } => {
                set(F::Symbol, symbol);
                set(F::Address, address);
                form.previous.clone_from(previous);
            }
        }
        form
    }

    /// The raw text of a field; empty if nothing was given.
    pub fn get(&self, field: ReportField) -> &str {
        self.values.get(&field).map_or("", String::as_str)
    }

    /// The text of a field, to edit in place.
    pub fn value_mut(&mut self, field: ReportField) -> &mut String {
        self.values.entry(field).or_default()
    }

    /// Sets a field.
    pub fn set(&mut self, field: ReportField, value: impl Into<String>) {
        self.values.insert(field, value.into());
    }

    /// True if nothing was typed beyond what was proposed: no symbol, amount, account or address.
    pub fn is_untouched(&self) -> bool {
        use ReportField as F;
        let proposed = [
            F::UserId,
            F::OrderId,
            F::TransactionId,
            F::Currency,
            F::AskSymbol,
            F::Side,
            F::Direction,
            F::Liquidity,
            F::Fill,
        ];
        self.values
            .iter()
            .all(|(field, value)| value.trim().is_empty() || proposed.contains(field))
    }
}

fn number(choice: u8) -> &'static str {
    if choice == 0 { "0" } else { "1" }
}
