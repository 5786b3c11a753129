//! The rules of a report. Sources: the vendor's API page, "Transaction API" and "Account API", and its rulings 4, 11 and 12.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    Content, Direction, Fill, Liquidity, Report, ReportField, ReportForm, ReportKind, Side,
};
use crate::domain::amount::{Amount, AmountProblem, Notation};
use crate::domain::bank::{self, AccountProblem, BankCode};
use crate::domain::date;

/// Most characters of an order or transaction id, and of an address.
pub const MAX_ID_CHARS: usize = 128;
/// Most characters of a symbol.
pub const MAX_SYMBOL_CHARS: usize = 16;
/// So many seconds a report's time may be ahead of this computer's clock.
pub const MAX_AHEAD_SECS: i64 = 60;
/// Nothing that is reported happened before this second of the epoch: 2009-01-01, when there were no coins yet.
const FIRST_SECOND: i64 = 1_230_768_000;

/// What the rules depend on besides the form.
#[derive(Debug, Clone)]
pub struct ReportRules {
    /// The time.
    pub now: Timestamp,
    /// Where times without a zone were read off the clock.
    pub zone: TimeZone,
    /// How amounts are written.
    pub notation: Notation,
}

/// What is wrong with a field of a report. The text a person reads is `report-…` in assets/text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportIssue {
    /// Nothing was given.
    Required,
    /// More characters than can be sent.
    TooLong {
        /// Most characters allowed.
        max: usize,
        /// Characters given.
        got: usize,
    },
    /// Not a TCDX identifier.
    UserId,
    /// A symbol has 1 to 16 letters and digits.
    Symbol,
    /// Both sides of a conversion are the same.
    SameSymbol,
    /// A currency has three letters (ISO 4217).
    Currency,
    /// None of the choices.
    Choice,
    /// Not an amount in this notation.
    Amount(AmountProblem, Notation),
    /// Nothing at all, where something moved.
    Zero,
    /// A space, a control character, or one beyond ASCII, in an id or an address.
    Characters,
    /// A bank code has three digits.
    BankCode,
    /// Not an account number.
    AccountNumber(AccountProblem),
    /// The new address is the one before.
    SameAddress,
    /// Not a date with a time.
    MomentFormat,
    /// A date or a time that the calendar or the clock does not have.
    MomentNotReal,
    /// After now by more than a minute.
    MomentInFuture,
    /// Nothing stands in the column of the time, in a batch that has one.
    MomentMissing,
    /// Before there were coins.
    MomentTooOld,
    /// The id stands in an earlier row of the batch, by its number in the file.
    TwiceInBatch(usize),
    /// The id was reported before.
    KnownId,
    /// What the server said of this field, as sent.
    Server(String),
}

/// Something wrong with one field of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportProblem {
    /// Where.
    pub field: ReportField,
    /// What.
    pub issue: ReportIssue,
}

type Found<T> = Result<T, ReportIssue>;

/// Reads a form: the report, or everything that is wrong with it in the order of the fields.
pub fn check(form: &ReportForm, rules: &ReportRules) -> Result<Report, Vec<ReportProblem>> {
    match read(form, rules) {
        Ok(report) => Ok(report),
        Err(_) => Err(ReportField::of(form.kind)
            .iter()
            .filter_map(|field| check_field(form, rules, *field))
            .collect()),
    }
}

/// What is wrong with one field, if something is.
pub fn check_field(
    form: &ReportForm,
    rules: &ReportRules,
    field: ReportField,
) -> Option<ReportProblem> {
    use ReportField as F;
    let issue = match field {
        F::UserId => user_id(form).err(),
        F::BidSymbol | F::Symbol => symbol(form, field).err(),
        F::AskSymbol => ask_symbol(form).err(),
        F::Currency => currency(form).err(),
        F::Side | F::Liquidity | F::Fill | F::Direction => choice(form, field).err(),
        F::Price | F::Quantity | F::Fee | F::Amount => amount(form, rules, field).err(),
        F::Origin => origin(form).err(),
        F::OrderId | F::TransactionId | F::Destination => token(form, field).err(),
        F::Address => address(form).err(),
        F::OriginBank | F::DestinationBank => bank(form, field).err(),
        F::OriginAccount | F::DestinationAccount => account(form, field).err(),
        F::DateTime => moment(form.get(field), rules).err(),
    };
    issue.map(|issue| ReportProblem { field, issue })
}

/// The text of a field as it is kept once it was left: without spaces around it, symbols in capitals, accounts without the
/// spaces and dashes with which they are printed. What cannot be read stays as it was typed.
pub fn tidy(field: ReportField, typed: &str) -> String {
    use ReportField as F;
    let typed = typed.trim();
    match field {
        F::BidSymbol | F::AskSymbol | F::Symbol | F::Currency => typed.to_ascii_uppercase(),
        F::OriginAccount | F::DestinationAccount => {
            bank::account_number(typed).unwrap_or_else(|_| typed.to_owned())
        }
        F::UserId => typed.to_ascii_lowercase(),
        _ => typed.to_owned(),
    }
}

/// True for 1 to 16 letters and digits.
pub fn is_symbol(text: &str) -> bool {
    (1..=MAX_SYMBOL_CHARS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn read(form: &ReportForm, rules: &ReportRules) -> Found<Report> {
    use ReportField as F;
    let content = match form.kind {
        ReportKind::Conversion => Content::Conversion {
            side: [Side::Bid, Side::Ask][choice(form, F::Side)?],
            bid_symbol: symbol(form, F::BidSymbol)?,
            ask_symbol: ask_symbol(form)?,
            order_id: token(form, F::OrderId)?,
            price: amount(form, rules, F::Price)?,
            quantity: amount(form, rules, F::Quantity)?,
            fee: amount(form, rules, F::Fee)?,
            liquidity: [Liquidity::Maker, Liquidity::Taker][choice(form, F::Liquidity)?],
            fill: [Fill::Partial, Fill::Full][choice(form, F::Fill)?],
        },
        ReportKind::Crypto => Content::Crypto {
            symbol: symbol(form, F::Symbol)?,
            transaction_id: token(form, F::TransactionId)?,
            direction: direction(form)?,
            origin: origin(form)?,
            destination: token(form, F::Destination)?,
            amount: amount(form, rules, F::Amount)?,
        },
        ReportKind::Fiat => Content::Fiat {
            currency: currency(form)?,
            transaction_id: token(form, F::TransactionId)?,
            direction: direction(form)?,
            origin_bank: bank(form, F::OriginBank)?,
            origin_account: account(form, F::OriginAccount)?,
            destination_bank: bank(form, F::DestinationBank)?,
            destination_account: account(form, F::DestinationAccount)?,
            amount: amount(form, rules, F::Amount)?,
        },
        ReportKind::CreateAddress => Content::CreateAddress {
            symbol: symbol(form, F::Symbol)?,
            address: address(form)?,
        },
        ReportKind::UpdateAddress => Content::UpdateAddress {
            symbol: symbol(form, F::Symbol)?,
            address: address(form)?,
            previous: form.previous.clone(),
        },
    };
    Ok(Report {
        user_id: user_id(form)?,
        date_time: moment(form.get(F::DateTime), rules)?,
        content,
    })
}

fn required(form: &ReportForm, field: ReportField) -> Found<&str> {
    let value = form.get(field).trim();
    if value.is_empty() {
        return Err(ReportIssue::Required);
    }
    Ok(value)
}

fn user_id(form: &ReportForm) -> Found<Uuid> {
    let typed = required(form, ReportField::UserId)?;
    // Only the spelling with dashes: the others that a reader of UUIDs takes are not what the vendor shows.
    Uuid::try_parse(typed)
        .ok()
        .filter(|_| typed.len() == 36)
        .ok_or(ReportIssue::UserId)
}

fn symbol(form: &ReportForm, field: ReportField) -> Found<String> {
    let symbol = tidy(field, required(form, field)?);
    is_symbol(&symbol)
        .then_some(symbol)
        .ok_or(ReportIssue::Symbol)
}

fn ask_symbol(form: &ReportForm) -> Found<String> {
    let ask = symbol(form, ReportField::AskSymbol)?;
    if tidy(ReportField::BidSymbol, form.get(ReportField::BidSymbol)) == ask {
        return Err(ReportIssue::SameSymbol);
    }
    Ok(ask)
}

fn currency(form: &ReportForm) -> Found<String> {
    let currency = tidy(
        ReportField::Currency,
        required(form, ReportField::Currency)?,
    );
    let fits = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
    fits.then_some(currency).ok_or(ReportIssue::Currency)
}

fn choice(form: &ReportForm, field: ReportField) -> Found<usize> {
    match required(form, field)? {
        "0" => Ok(0),
        "1" => Ok(1),
        _ => Err(ReportIssue::Choice),
    }
}

fn direction(form: &ReportForm) -> Found<Direction> {
    Ok([Direction::Deposit, Direction::Withdraw][choice(form, ReportField::Direction)?])
}

fn amount(form: &ReportForm, rules: &ReportRules, field: ReportField) -> Found<Amount> {
    let amount = Amount::parse(required(form, field)?, rules.notation)
        .map_err(|problem| ReportIssue::Amount(problem, rules.notation))?;
    if amount.is_zero() && field != ReportField::Fee {
        return Err(ReportIssue::Zero);
    }
    Ok(amount)
}

/// An id or an address: printable ASCII without spaces.
fn token(form: &ReportForm, field: ReportField) -> Found<String> {
    let value = required(form, field)?;
    let got = value.chars().count();
    if got > MAX_ID_CHARS {
        return Err(ReportIssue::TooLong {
            max: MAX_ID_CHARS,
            got,
        });
    }
    if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ReportIssue::Characters);
    }
    Ok(value.to_owned())
}

fn origin(form: &ReportForm) -> Found<Option<String>> {
    if form.get(ReportField::Origin).trim().is_empty() {
        return Ok(None);
    }
    token(form, ReportField::Origin).map(Some)
}

fn address(form: &ReportForm) -> Found<String> {
    let address = token(form, ReportField::Address)?;
    if form.previous.as_deref() == Some(address.as_str()) {
        return Err(ReportIssue::SameAddress);
    }
    Ok(address)
}

fn bank(form: &ReportForm, field: ReportField) -> Found<String> {
    let code = required(form, field)?;
    let known = code.parse::<BankCode>();
    known
        .map(|code| code.as_str().to_owned())
        .map_err(|_| ReportIssue::BankCode)
}

fn account(form: &ReportForm, field: ReportField) -> Found<String> {
    let number = bank::account_number(required(form, field)?);
    number.map_err(ReportIssue::AccountNumber)
}

/// Reads a time: nothing is now; `2026-11-25 14:30`, with or without seconds, `25/11/2026 9:05`, in the zone of the rules;
/// ISO 8601 with a zone; or ten digits, seconds of the epoch. Fractions of a second are dropped.
pub fn moment(typed: &str, rules: &ReportRules) -> Found<Timestamp> {
    let typed = typed.trim();
    let second = if typed.is_empty() {
        rules.now.as_second()
    } else if typed.len() > 40 {
        return Err(ReportIssue::MomentFormat);
    } else if typed.len() == 10 && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        typed.parse().map_err(|_| ReportIssue::MomentFormat)?
    } else if let Ok(at) = typed.parse::<Timestamp>() {
        at.as_second()
    } else {
        local(typed, &rules.zone)?
    };
    let at = Timestamp::from_second(second).map_err(|_| ReportIssue::MomentNotReal)?;
    if at.duration_since(rules.now) > SignedDuration::from_secs(MAX_AHEAD_SECS) {
        return Err(ReportIssue::MomentInFuture);
    }
    if second < FIRST_SECOND {
        return Err(ReportIssue::MomentTooOld);
    }
    Ok(at)
}

fn local(typed: &str, zone: &TimeZone) -> Found<i64> {
    let (day, clock) = typed
        .rsplit_once([' ', 'T'])
        .ok_or(ReportIssue::MomentFormat)?;
    let date = date::parse(day).map_err(|issue| match issue {
        crate::domain::Issue::DateNotReal => ReportIssue::MomentNotReal,
        _ => ReportIssue::MomentFormat,
    })?;
    let mut parts = clock.split([':', '.']);
    // `9:05` is as clear as `09:05`; `9:5` is not.
    let mut next = |fewest_digits: usize| {
        let number = |part: &str| {
            let fits = (fewest_digits..=2).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_digit());
            let number = fits.then(|| part.parse::<i8>().ok()).flatten();
            number.ok_or(ReportIssue::MomentFormat)
        };
        parts.next().map(number)
    };
    let hour = next(1).ok_or(ReportIssue::MomentFormat)??;
    let minute = next(2).ok_or(ReportIssue::MomentFormat)??;
    let second = next(2).transpose()?.unwrap_or(0);
    if parts.next().is_some() {
        return Err(ReportIssue::MomentFormat);
    }
    let time = Time::new(hour, minute, second, 0).map_err(|_| ReportIssue::MomentNotReal)?;
    let at = zone
        .to_ambiguous_zoned(date.to_datetime(time))
        .compatible()
        .map_err(|_| ReportIssue::MomentNotReal)?;
    Ok(at.timestamp().as_second())
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
