//! Transactions and accounts (the vendor's API page, "Transaction API" and "Account API").

use axum::body::Bytes;
use axum::extract::{Path, State};
use uuid::Uuid;

use super::faults;
use super::fields::Fields;
use super::hub::Sandbox;
use super::reply::{self, Refusal};
use super::routes::{Answered, noted, user_id};
use super::rules::{self, Fault};
use super::state::ReportKind;
use super::tags::Tags;

/// Epoch seconds beyond this (the year 2286) are milliseconds by mistake.
const MAX_EPOCH_SECS: u64 = 9_999_999_999;
/// Longest id, address and account number, in characters.
const MAX_ID: usize = 255;

type Rule = fn(&str) -> Result<(), Fault>;

/// A report's body with its names checked.
struct Report<'a> {
    fields: Fields<'a>,
    finding: Option<String>,
}

impl<'a> Report<'a> {
    fn parse(sandbox: &Sandbox, body: &'a [u8], documented: &[&str]) -> Result<Self, Refusal> {
        let fields = Fields::parse(body)?;
        let finding = fields.check_names(documented, sandbox.0.options.strict_order)?;
        Ok(Self { fields, finding })
    }

    fn text(&self, name: &str, rule: Rule) -> Result<String, Refusal> {
        let text = self.fields.text(name)?;
        rule(&text).map_err(|what| Refusal::field(name, what))?;
        Ok(text.into_owned())
    }

    fn user_id(&self) -> Result<Uuid, Refusal> {
        user_id(&self.fields.text("user_id")?)
    }

    fn amounts(&self, names: &[&str]) -> Result<(), Refusal> {
        for name in names {
            self.fields.amount(name)?;
        }
        Ok(())
    }

    fn flags(&self, names: &[&str]) -> Result<(), Refusal> {
        for name in names {
            self.fields.integer(name, 0..=1)?;
        }
        Ok(())
    }

    fn date_time(&self) -> Result<(), Refusal> {
        self.fields.integer("dateTime", 1..=MAX_EPOCH_SECS)?;
        Ok(())
    }
}

fn id(text: &str) -> Result<(), Fault> {
    rules::line(text, MAX_ID)
}

async fn keep(
    sandbox: &Sandbox,
    report: Report<'_>,
    kind: ReportKind,
    id_field: &str,
    user: Uuid,
) -> Answered {
    let id = report.text(id_field, id)?;
    // Staged as a registration is, by the tags of its e-mail address: `T1+drop`.
    let staged = format!("{id}@report");
    let faults = Tags::of(&staged, 1).faults;
    if let Some(response) = faults::before(sandbox, &faults, id_field, &staged) {
        return Ok(response);
    }
    sandbox.state().report(kind, id_field, id, user)?;
    sandbox.save().await;
    let response = noted(reply::done(""), report.finding);
    Ok(faults::after(&faults, response).await)
}

/// `POST /transaction/v1/:user_id/conversion`
pub(super) async fn conversion(
    State(sandbox): State<Sandbox>,
    Path(path_id): Path<String>,
    body: Bytes,
) -> Answered {
    const FIELDS: [&str; 11] = [
        "user_id",
        "bid_symbol",
        "ask_symbol",
        "order_id",
        "bid_ask",
        "price",
        "exec_quantity",
        "fee",
        "maker_or_taker",
        "status",
        "dateTime",
    ];
    let path_id = user_id(&path_id)?;
    let report = Report::parse(&sandbox, &body, &FIELDS)?;
    let user = report.user_id()?;
    if user != path_id {
        return Err(Refusal::field("user_id", "is not the one in the path"));
    }
    report.text("bid_symbol", rules::symbol)?;
    report.text("ask_symbol", rules::symbol)?;
    report.text("order_id", id)?;
    report.flags(&["bid_ask", "maker_or_taker", "status"])?;
    report.amounts(&["price", "exec_quantity", "fee"])?;
    report.date_time()?;
    keep(&sandbox, report, ReportKind::Conversion, "order_id", user).await
}

/// `POST /transaction/v1/cryptoTransaction`
pub(super) async fn crypto(State(sandbox): State<Sandbox>, body: Bytes) -> Answered {
    const FIELDS: [&str; 8] = [
        "user_id",
        "symbol",
        "transaction_id",
        "action",
        "origin",
        "destination",
        "amount",
        "dateTime",
    ];
    let report = Report::parse(&sandbox, &body, &FIELDS)?;
    let user = report.user_id()?;
    report.text("symbol", rules::symbol)?;
    report.text("transaction_id", id)?;
    report.flags(&["action"])?;
    if report.fields.has("origin") {
        report.text("origin", id)?;
    }
    report.text("destination", id)?;
    report.amounts(&["amount"])?;
    report.date_time()?;
    keep(&sandbox, report, ReportKind::Crypto, "transaction_id", user).await
}

/// `POST /transaction/v1/fiatTransaction`
pub(super) async fn fiat(State(sandbox): State<Sandbox>, body: Bytes) -> Answered {
    const FIELDS: [&str; 10] = [
        "user_id",
        "currency",
        "transaction_id",
        "action",
        "origin_bank_code",
        "origin_account_no",
        "destination_bank_code",
        "destination_account_no",
        "amount",
        "dateTime",
    ];
    let report = Report::parse(&sandbox, &body, &FIELDS)?;
    let user = report.user_id()?;
    report.text("currency", rules::symbol)?;
    report.text("transaction_id", id)?;
    report.flags(&["action"])?;
    report.text("origin_bank_code", rules::bank_code)?;
    report.text("origin_account_no", id)?;
    report.text("destination_bank_code", rules::bank_code)?;
    report.text("destination_account_no", id)?;
    report.amounts(&["amount"])?;
    report.date_time()?;
    keep(&sandbox, report, ReportKind::Fiat, "transaction_id", user).await
}

/// `POST /account/v1/:user_id/create-crypto-address`
pub(super) async fn create_address(
    State(sandbox): State<Sandbox>,
    Path(path_id): Path<String>,
    body: Bytes,
) -> Answered {
    let user = user_id(&path_id)?;
    let report = Report::parse(&sandbox, &body, &["symbol", "address", "dateTime"])?;
    address(&sandbox, report, user, false).await
}

/// `PATCH /account/v1/update-crypto-address`
pub(super) async fn update_address(State(sandbox): State<Sandbox>, body: Bytes) -> Answered {
    let report = Report::parse(
        &sandbox,
        &body,
        &["user_id", "symbol", "address", "dateTime"],
    )?;
    let user = report.user_id()?;
    address(&sandbox, report, user, true).await
}

async fn address(sandbox: &Sandbox, report: Report<'_>, user: Uuid, existing: bool) -> Answered {
    let symbol = report.text("symbol", rules::symbol)?;
    let address = report.text("address", id)?;
    report.date_time()?;
    sandbox
        .state()
        .set_address(user, symbol, address, existing)?;
    sandbox.save().await;
    Ok(noted(reply::done_for(user), report.finding))
}
