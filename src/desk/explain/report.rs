//! The words for what is wrong with a report.

use super::Told;
use crate::domain::address::AddressDoubt;
use crate::domain::amount::{AmountProblem, MAX_FRACTION_DIGITS, MAX_WHOLE_DIGITS, Notation};
use crate::domain::bank::{AccountProblem, MAX_ACCOUNT_DIGITS, MIN_ACCOUNT_DIGITS};
use crate::domain::report::{Doubt, MAX_SYMBOL_CHARS, ReportIssue};

/// What is wrong with a field of a report, and how it is written rightly.
pub fn report(issue: &ReportIssue) -> Told {
    match issue {
        ReportIssue::Required => Told::new("problem-required"),
        ReportIssue::TooLong { max, got } => Told::new("problem-too-long")
            .arg("max", *max)
            .arg("got", *got),
        ReportIssue::UserId => Told::new("report-user-id"),
        ReportIssue::Symbol => Told::new("report-symbol").arg("max", MAX_SYMBOL_CHARS),
        ReportIssue::SameSymbol => Told::new("report-same-symbol"),
        ReportIssue::Currency => Told::new("report-currency"),
        ReportIssue::Choice => Told::new("report-choice"),
        ReportIssue::Amount(problem, notation) => amount(*problem, *notation),
        ReportIssue::Zero => Told::new("report-zero"),
        ReportIssue::Characters => Told::new("report-characters"),
        ReportIssue::BankCode => Told::new("report-bank-code"),
        ReportIssue::AccountNumber(AccountProblem::Characters) => {
            Told::new("report-account-number")
        }
        ReportIssue::AccountNumber(AccountProblem::Decimal) => Told::new("report-account-decimal"),
        ReportIssue::AccountNumber(AccountProblem::Length { got }) => {
            Told::new("report-account-length")
                .arg("min", MIN_ACCOUNT_DIGITS)
                .arg("max", MAX_ACCOUNT_DIGITS)
                .arg("got", *got)
        }
        ReportIssue::SameAddress => Told::new("report-same-address"),
        ReportIssue::MomentFormat => Told::new("report-moment-format"),
        ReportIssue::MomentNotReal => Told::new("report-moment-not-real"),
        ReportIssue::MomentInFuture => Told::new("report-moment-in-future"),
        ReportIssue::MomentMissing => Told::new("report-moment-missing"),
        ReportIssue::MomentTooOld => Told::new("report-moment-too-old"),
        ReportIssue::TwiceInBatch(row) => Told::new("report-twice-in-batch").arg("row", *row),
        ReportIssue::KnownId => Told::new("report-known-id"),
        ReportIssue::Server(said) => Told::new("problem-server").arg("message", said.clone()),
    }
}

/// What looks doubtful in a report.
pub fn doubt(doubt: &Doubt) -> Told {
    match doubt {
        Doubt::Bank => Told::new("report-doubt-bank"),
        Doubt::Thousandths(notation) => {
            let (wrong, right) = match notation {
                Notation::Id => (",", "50.000"),
                Notation::En => (".", "50,000"),
                Notation::Plain => (".", "50000"),
            };
            Told::new("report-doubt-thousandths")
                .arg("sign", wrong.to_owned())
                .arg("example", right.to_owned())
        }
        Doubt::OtherNotation {
            notation,
            read,
            otherwise,
        } => Told::new("report-doubt-other-notation")
            .arg("read", read.shown_bare(*notation))
            .arg("otherwise", otherwise.shown_bare(*notation)),
        Doubt::Address(doubt) => match doubt {
            AddressDoubt::Checksum => Told::new("report-doubt-checksum"),
            AddressDoubt::Length => Told::new("report-doubt-length"),
            AddressDoubt::Characters => Told::new("report-doubt-characters"),
            AddressDoubt::Prefix => Told::new("report-doubt-prefix"),
            AddressDoubt::OtherNetwork(network) => {
                Told::new("report-doubt-other-network").arg("network", network.name())
            }
            AddressDoubt::TestNetwork(network) => {
                Told::new("report-doubt-test-network").arg("network", network.name())
            }
            AddressDoubt::Form => Told::new("report-doubt-form"),
            AddressDoubt::NoChecksum => Told::new("report-doubt-no-checksum"),
        },
    }
}

/// What is wrong with an amount, with an example in its notation.
fn amount(problem: AmountProblem, notation: Notation) -> Told {
    let (example, wrong) = match notation {
        Notation::Id => ("1.234,56", "."),
        Notation::En => ("1,234.56", ","),
        Notation::Plain => ("1234.56", ","),
    };
    let told = Told::new(match problem {
        AmountProblem::Characters => "report-amount-characters",
        AmountProblem::Negative => "report-amount-negative",
        AmountProblem::Exponent => "report-amount-exponent",
        AmountProblem::Grouping => "report-amount-grouping",
        AmountProblem::DecimalSign => "report-amount-decimal-sign",
        AmountProblem::LeadingZero => "report-amount-leading-zero",
        AmountProblem::TooLong => "report-amount-too-long",
    });
    told.arg("example", example.to_owned())
        .arg("sign", wrong.to_owned())
        .arg("whole", MAX_WHOLE_DIGITS)
        .arg("fraction", MAX_FRACTION_DIGITS)
}
