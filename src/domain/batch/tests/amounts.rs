use super::*;
use crate::domain::amount::AmountProblem;

#[test]
fn amounts_are_read_in_the_notation_of_the_batch() {
    use AmountProblem as P;
    let forty = "1".repeat(40);
    for (text, id, en) in [
        ("1,3", Ok("1.3"), Err(P::Grouping)),
        ("1.3", Err(P::Grouping), Ok("1.3")),
        ("1.234", Ok("1234"), Ok("1.234")),
        ("1e5", Err(P::Exponent), Err(P::Exponent)),
        ("-1", Err(P::Negative), Err(P::Negative)),
        ("NaN", Err(P::Characters), Err(P::Characters)),
        (&forty, Err(P::TooLong), Err(P::TooLong)),
    ] {
        for (notation, expected) in [(Notation::Id, id), (Notation::En, en)] {
            let judged = Kit::new(notation).fiat(&[fiat(2, 3, text)]);
            match expected {
                Ok(plain) => assert_eq!(amount_of(&judged.rows[0]), plain, "{text}"),
                Err(problem) => {
                    let issue = RowIssue::Report(ReportIssue::Amount(problem, notation));
                    assert_eq!(only_problem(&judged.rows[0]), (Some(3), issue), "{text}");
                }
            }
        }
    }
    let zero = Kit::new(Notation::En).fiat(&[fiat(2, 3, "0")]);
    assert_eq!(
        only_problem(&zero.rows[0]).1,
        RowIssue::Report(ReportIssue::Zero)
    );
}

#[test]
fn how_many_amounts_would_read_otherwise_is_counted() {
    let texts = ["1.234", "50000", "1.234,5", "1.5", "x"];
    let rows: Vec<Row> = texts
        .iter()
        .zip(2..)
        .map(|(text, at)| fiat(at, 3, text))
        .collect();
    let readings = Kit::new(Notation::Id).fiat(&rows).readings;
    let expected = Readings {
        first: readings.first,
        amounts: 5,
        otherwise: 1,
        only_otherwise: 1,
    };
    assert_eq!(readings, expected);
    let readings = Kit::new(Notation::En).fiat(&rows).readings;
    assert_eq!((readings.otherwise, readings.only_otherwise), (1, 1));
}

#[test]
fn a_workbooks_number_is_plain_whatever_the_notation() {
    for notation in [Notation::Id, Notation::En, Notation::Plain] {
        for text in ["1.234", "0.1", "50000", "1234567.89"] {
            let mut row = fiat(2, 3, text);
            row.cells[3].is_number = true;
            let judged = Kit::new(notation).fiat(&[row]);
            assert_eq!(amount_of(&judged.rows[0]), text, "{notation:?}");
            assert_eq!(
                judged.readings,
                Readings::default(),
                "it reads in one way only"
            );
        }
    }
}

#[test]
fn coins_are_not_doubted_in_the_notation_that_was_chosen_but_thousandths_of_a_rupiah_are() {
    let headers = [
        "user_id",
        "symbol",
        "action",
        "destination",
        "amount",
        "transaction_id",
    ];
    let kit = Kit::new(Notation::En);
    let coins = row(2, &[USER, "ETH", "0", ETH, "50.000", "A"]);
    let judged = kit.judge(BatchKind::Crypto, &headers, &[coins]);
    assert_eq!((judged.good, judged.readings.otherwise), (1, 1));
    assert_eq!(judged.rows[0].doubts, []);
    let rupiah = kit.fiat(&[fiat(2, 3, "50.000")]);
    let doubt = (Rep(R::Amount), Doubt::Thousandths(Notation::En));
    assert_eq!(rupiah.rows[0].doubts, [doubt]);
}
