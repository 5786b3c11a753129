use proptest::prelude::*;

use super::ReportIssue as I;
use super::*;

const USER: &str = "3d956348-2ab0-5328-90f0-44bceab1528c";

fn rules() -> ReportRules {
    ReportRules {
        now: "2026-11-25T07:30:00Z".parse().unwrap(),
        zone: TimeZone::fixed(jiff::tz::offset(7)),
        notation: Notation::Id,
    }
}

fn form(kind: ReportKind) -> ReportForm {
    let mut form = ReportForm::proposed(kind);
    for field in [ReportField::Side, ReportField::Direction] {
        if ReportField::of(kind).contains(&field) {
            form.set(field, "0");
        }
    }
    let values: &[(ReportField, &str)] = match kind {
        ReportKind::Conversion => &[
            (ReportField::BidSymbol, "eth"),
            (ReportField::Quantity, "5"),
            (ReportField::Price, "50.000"),
            (ReportField::Fee, "0"),
        ],
        ReportKind::Crypto => &[
            (ReportField::Symbol, "ETH"),
            (ReportField::Amount, "1,3"),
            (ReportField::Destination, "test2"),
        ],
        ReportKind::Fiat => &[
            (ReportField::Amount, "200.000"),
            (ReportField::OriginBank, "009"),
            (ReportField::OriginAccount, "124-341 241"),
            (ReportField::DestinationBank, "014"),
            (ReportField::DestinationAccount, "2387419419"),
        ],
        ReportKind::CreateAddress | ReportKind::UpdateAddress => &[
            (ReportField::Symbol, "ETH"),
            (ReportField::Address, "test1"),
        ],
    };
    form.set(ReportField::UserId, USER);
    for (field, value) in values {
        form.set(*field, *value);
    }
    form
}

fn issue(form: &ReportForm) -> Vec<(ReportField, I)> {
    let problems = check(form, &rules()).expect_err("a problem");
    let pair = |problem: ReportProblem| (problem.field, problem.issue);
    problems.into_iter().map(pair).collect()
}

#[test]
fn each_kind_is_read() {
    for kind in ReportKind::ALL {
        let report = check(&form(kind), &rules()).unwrap();
        assert_eq!(report.kind(), kind);
        assert_eq!(report.date_time, rules().now);
        assert_eq!(report.own_id().is_some(), !kind.is_address());
        let text = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
        assert!(!format!("{report:?}").contains("test"));
        // The form that it came from gives it again.
        let again = ReportForm::of(&report, Notation::En, &rules().zone);
        let english = ReportRules {
            notation: Notation::En,
            ..rules()
        };
        assert_eq!(check(&again, &english).unwrap(), report);
    }
    let Content::Conversion {
        bid_symbol, price, ..
    } = check(&form(ReportKind::Conversion), &rules())
        .unwrap()
        .content
    else {
        panic!("a conversion");
    };
    assert_eq!((bid_symbol.as_str(), price.as_str()), ("ETH", "50000"));
    let Content::Fiat { origin_account, .. } =
        check(&form(ReportKind::Fiat), &rules()).unwrap().content
    else {
        panic!("money");
    };
    assert_eq!(origin_account, "124341241");
}

#[test]
fn every_required_field_is_missed_by_name() {
    for kind in ReportKind::ALL {
        for field in ReportField::of(kind) {
            let mut form = form(kind);
            form.set(*field, " ");
            if field.is_optional() {
                assert!(check(&form, &rules()).is_ok(), "{field:?}");
            } else {
                assert_eq!(issue(&form), [(*field, I::Required)], "{field:?}");
            }
        }
        let empty = ReportForm::new(kind);
        let needed = ReportField::of(kind).iter().filter(|f| !f.is_optional());
        assert_eq!(issue(&empty).len(), needed.count());
    }
}

#[test]
fn each_rule_names_its_field() {
    use ReportField as F;
    let amount = |problem| I::Amount(problem, Notation::Id);
    let long = "x".repeat(MAX_ID_CHARS + 1);
    let too_long = I::TooLong {
        max: MAX_ID_CHARS,
        got: MAX_ID_CHARS + 1,
    };
    let cases: &[(ReportKind, F, &str, I)] = &[
        (ReportKind::Fiat, F::UserId, "budi", I::UserId),
        (
            ReportKind::Fiat,
            F::UserId,
            "3d9563482ab0532890f044bceab1528c",
            I::UserId,
        ),
        (ReportKind::Fiat, F::OriginBank, "14", I::BankCode),
        (ReportKind::Fiat, F::DestinationBank, "0014", I::BankCode),
        (ReportKind::Fiat, F::DestinationBank, "01A", I::BankCode),
        (
            ReportKind::Fiat,
            F::OriginAccount,
            "12A",
            I::AccountNumber(AccountProblem::Characters),
        ),
        (
            ReportKind::Fiat,
            F::OriginAccount,
            "123",
            I::AccountNumber(AccountProblem::Length { got: 3 }),
        ),
        (ReportKind::Fiat, F::Currency, "RP", I::Currency),
        (ReportKind::Fiat, F::Direction, "2", I::Choice),
        (ReportKind::Fiat, F::Amount, "0", I::Zero),
        (
            ReportKind::Fiat,
            F::Amount,
            "1.3",
            amount(AmountProblem::Grouping),
        ),
        (
            ReportKind::Fiat,
            F::Amount,
            "1e5",
            amount(AmountProblem::Exponent),
        ),
        (
            ReportKind::Fiat,
            F::Amount,
            "-1",
            amount(AmountProblem::Negative),
        ),
        (
            ReportKind::Fiat,
            F::Amount,
            "NaN",
            amount(AmountProblem::Characters),
        ),
        (ReportKind::Fiat, F::TransactionId, "a b", I::Characters),
        (ReportKind::Fiat, F::TransactionId, &long, too_long),
        (ReportKind::Conversion, F::BidSymbol, "E TH", I::Symbol),
        (ReportKind::Conversion, F::AskSymbol, "eth", I::SameSymbol),
        (ReportKind::Crypto, F::Destination, "0xé", I::Characters),
        (
            ReportKind::Crypto,
            F::DateTime,
            "yesterday",
            I::MomentFormat,
        ),
    ];
    for (kind, field, value, expected) in cases {
        let mut form = form(*kind);
        form.set(*field, *value);
        assert_eq!(
            issue(&form),
            [(*field, expected.clone())],
            "{field:?} {value}"
        );
    }
    let mut same = form(ReportKind::UpdateAddress);
    same.previous = Some("test1".to_owned());
    assert_eq!(issue(&same), [(F::Address, I::SameAddress)]);
}

#[test]
fn a_time_is_read_in_the_zone_of_the_desk() {
    let read = |typed: &str| moment(typed, &rules()).map(|at| at.to_string());
    for (typed, expected) in [
        ("", "2026-11-25T07:30:00Z"),
        ("2026-11-25 14:00", "2026-11-25T07:00:00Z"),
        ("25/11/2026 14:00:59", "2026-11-25T07:00:59Z"),
        ("25/11/2026 9:05", "2026-11-25T02:05:00Z"),
        ("25-11-2026 9.05", "2026-11-25T02:05:00Z"),
        ("25-11-2026 14.00", "2026-11-25T07:00:00Z"),
        ("2026-11-25T14:00:00", "2026-11-25T07:00:00Z"),
        ("2026-11-25T07:00:00.900Z", "2026-11-25T07:00:00Z"),
        ("2026-11-25T16:00:00+09:00", "2026-11-25T07:00:00Z"),
        ("1583822628", "2020-03-10T06:43:48Z"),
        // A clock that is a minute ahead.
        ("2026-11-25 14:31", "2026-11-25T07:31:00Z"),
    ] {
        assert_eq!(read(typed).as_deref(), Ok(expected), "{typed}");
    }
    for (typed, expected) in [
        ("2026-11-25 14:31:01", I::MomentInFuture),
        ("2008-12-31 10:00", I::MomentTooOld),
        ("2026-02-30 10:00", I::MomentNotReal),
        ("2026-11-25 24:00", I::MomentNotReal),
        ("2026-11-25", I::MomentFormat),
        ("2026-11-25 9:5", I::MomentFormat),
        ("2026-11-25 :30", I::MomentFormat),
        ("2026-11-25 9", I::MomentFormat),
        ("2026-11-25 009:30", I::MomentFormat),
        ("2026-11-25 10:00:00:00", I::MomentFormat),
        ("1583822628000", I::MomentFormat),
        ("now", I::MomentFormat),
    ] {
        assert_eq!(read(typed), Err(expected), "{typed}");
    }
}

proptest! {
    #[test]
    fn any_texts_are_a_report_or_say_why(values in proptest::collection::vec(".{0,30}", 12), at in 0usize..5) {
        let kind = ReportKind::ALL[at];
        let mut form = ReportForm::new(kind);
        for (field, value) in ReportField::of(kind).iter().zip(values) {
            form.set(*field, value);
        }
        if let Err(problems) = check(&form, &rules()) {
            prop_assert!(!problems.is_empty());
        }
    }
}
