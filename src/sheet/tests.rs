use proptest::prelude::*;

use super::SheetError as E;
use super::*;
use crate::domain::Lang;

mod workbook;

fn csv_of(bytes: impl AsRef<[u8]>) -> Result<Table, SheetError> {
    read(bytes.as_ref(), &Options::default())
}

fn texts(table: &Table) -> Vec<Vec<&str>> {
    let rows = table.rows.iter();
    rows.map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
        .collect()
}

fn delimiter(table: &Table) -> char {
    match table.origin {
        Origin::Csv { delimiter, .. } => delimiter,
        Origin::Xlsx { .. } => 'x',
    }
}

fn encoding(table: &Table) -> Option<Encoding> {
    match table.origin {
        Origin::Csv { encoding, .. } => Some(encoding),
        Origin::Xlsx { .. } => None,
    }
}

#[test]
fn delimiters_line_ends_and_the_mark_of_utf_8() {
    for (bytes, sign) in [
        ("a,b\n1,2\n", ','),
        ("a;b\r\n1;2\r\n", ';'),
        ("a\tb\r1\t2", '\t'),
        ("a|b\n1|2", '|'),
        ("\u{feff}a;b\r\n1;2", ';'),
        ("sep=;\r\na;b\r\n1;2", ';'),
        ("SEP=|\na|b\n1|2\n", '|'),
        ("\n\r\n;;\na;b\n\n1;2\n;\n", ';'),
        ("\"a\";\"b\"\n\"1\";\"2\"", ';'),
        (" a ; b \n 1 ; 2 ", ';'),
    ] {
        let table = csv_of(bytes).unwrap();
        assert_eq!(table.headers, ["a", "b"], "{bytes:?}");
        assert_eq!(texts(&table), [["1", "2"]], "{bytes:?}");
        assert_eq!(delimiter(&table), sign, "{bytes:?}");
        assert_eq!(encoding(&table), Some(Encoding::Utf8), "{bytes:?}");
    }
}

#[test]
fn decimal_commas_are_not_taken_for_delimiters() {
    let table = csv_of("amount;fee\n1,5;0,1\n2,5;0,2\n").unwrap();
    assert_eq!(texts(&table), [["1,5", "0,1"], ["2,5", "0,2"]]);
    let table = csv_of("name,note\nSiti,\"a;b;c\"\nBudi,\"d;e\"\n").unwrap();
    assert_eq!(texts(&table), [["Siti", "a;b;c"], ["Budi", "d;e"]]);
    let one = csv_of("user_id\nabc\n").unwrap();
    assert_eq!((one.headers.len(), one.rows.len()), (1, 1));
}

#[test]
fn encodings_are_told() {
    let wide = |text: &str, is_little: bool| {
        let units = std::iter::once('\u{feff}').chain(text.chars());
        let units: Vec<u16> = units.collect::<String>().encode_utf16().collect();
        let bytes = |unit: u16| {
            if is_little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        };
        units.into_iter().flat_map(bytes).collect::<Vec<u8>>()
    };
    let text = "name;amount\r\nÉlise;1,5\r\n";
    for (bytes, name) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (wide(text, true), Encoding::Utf16Le),
        (wide(text, false), Encoding::Utf16Be),
        (
            b"name;amount\r\n\xc9lise;1,5\r\n".to_vec(),
            Encoding::Windows1252,
        ),
    ] {
        let table = csv_of(&bytes).unwrap();
        assert_eq!(encoding(&table), Some(name));
        assert_eq!(texts(&table), [["Élise", "1,5"]], "{name:?}");
    }
    assert_eq!(csv_of(b"\xef\xbb\xbfa;\xff\n1;2"), Err(E::Encoding));
    assert_eq!(csv_of(b"\xff\xfea\0\x00\xd8b\0"), Err(E::Encoding));
}

#[test]
fn quotes_hold_delimiters_line_ends_and_quotes() {
    let table = csv_of("a,b\n\"x, \"\"y\"\"\r\nz\",1\n2,3\" pipe\n").unwrap();
    assert_eq!(texts(&table), [["x, \"y\"\r\nz", "1"], ["2", "3\" pipe"]]);
    assert_eq!(table.rows[0].number, 2);
    assert_eq!(table.rows[1].number, 4, "the row before has two lines");
    assert_eq!(
        csv_of("a,b\n1,2\n3,\"4\n5,6\n"),
        Err(E::UnclosedQuote { line: 3 })
    );
    assert_eq!(csv_of("a,b\n1,\"2\"3\n"), Err(E::StrayQuote { line: 2 }));
    assert_eq!(
        csv_of("a,b\n\"1\r\n\",\"2\" ,\n"),
        Err(E::StrayQuote { line: 3 })
    );
}

#[test]
fn what_is_no_table_is_told() {
    assert_eq!(csv_of(""), Err(E::Empty));
    assert_eq!(csv_of("\u{feff}\r\n ; \r\n"), Err(E::Empty));
    assert_eq!(csv_of("a,b\r\n1,2\r\n3,\0\r\n"), Err(E::Nul { line: 3 }));
    assert_eq!(csv_of("a\rb\r\0"), Err(E::Nul { line: 3 }));
    let same = E::SameHeader {
        first: 1,
        second: 3,
    };
    assert_eq!(csv_of("amount,b,Amount\n1,2,3"), Err(same));
    let unnamed = csv_of("a,,b,\n1,2,3,\n").unwrap();
    assert_eq!(unnamed.headers, ["a", "", "b"]);
    assert_eq!(
        unnamed.rows[0].uneven, None,
        "a delimiter at the end is no cell"
    );
}

#[test]
fn rows_that_are_longer_or_shorter_are_told_by_number() {
    let table = csv_of("a,b,c\n1,2,3\n1,2\n\n1,2,3,4\n1,2,3,\n").unwrap();
    let uneven: Vec<_> = table
        .rows
        .iter()
        .map(|row| (row.number, row.uneven))
        .collect();
    assert_eq!(uneven, [(2, None), (3, Some(2)), (5, Some(4)), (6, None)]);
    assert!(table.rows.iter().all(|row| row.cells.len() == 3));
}

#[test]
fn too_much_of_anything_is_refused() {
    let wide = vec!["x"; MAX_COLUMNS + 1].join(",");
    assert_eq!(csv_of(&wide), Err(E::TooManyColumns { row: 1 }));
    let headers: Vec<String> = (0..MAX_COLUMNS).map(|at| at.to_string()).collect();
    assert!(csv_of(headers.join(",")).is_ok());
    let long = format!("a,b\n1,{}\n", "x".repeat(MAX_CELL_BYTES + 1));
    assert_eq!(csv_of(long), Err(E::CellTooLong { row: 2, column: 2 }));
    let rows = |count: usize| format!("a,b\n{}", "1,2\n".repeat(count));
    assert_eq!(csv_of(rows(MAX_ROWS)).unwrap().rows.len(), MAX_ROWS);
    assert_eq!(csv_of(rows(MAX_ROWS + 1)), Err(E::TooManyRows));
}

/// Gives the same bytes again and again, and counts what was taken.
struct Endless<'a> {
    piece: &'a [u8],
    left: u64,
    taken: u64,
}

impl Read for &mut Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.piece.len().min(buffer.len()).min(self.left as usize);
        buffer[..count].copy_from_slice(&self.piece[..count]);
        self.left -= count as u64;
        self.taken += count as u64;
        Ok(count)
    }
}

#[test]
fn a_line_of_two_gigabytes_is_refused_before_it_is_in_memory() {
    let mut line = Endless {
        piece: &[b'x'; 8192],
        left: 2_000_000_000,
        taken: 0,
    };
    let refused = read(&mut line, &Options::default());
    assert_eq!(refused, Err(E::LineTooLong { line: 1 }));
    assert!(
        line.taken < 2 * MAX_LINE_BYTES as u64,
        "{} bytes were read",
        line.taken
    );
    for piece in [&b"1;2\r\n"[..], b"PK\x03\x04"] {
        let mut file = Endless {
            piece,
            left: 2_000_000_000,
            taken: 0,
        };
        assert_eq!(read(&mut file, &Options::default()), Err(E::FileTooLarge));
        assert!(file.taken < MAX_FILE_BYTES + 100_000);
    }
}

#[test]
fn cells_never_print() {
    let table = csv_of("name,account\nSiti,1234567890\n").unwrap();
    let printed = format!("{table:?} {:?} {:?}", table.rows, table.rows[0].cells);
    assert!(
        !printed.contains("Siti") && !printed.contains("1234567890"),
        "{printed}"
    );
}

#[test]
fn templates_and_results_open_in_columns_and_carry_no_formula() {
    for (lang, sign) in [(Lang::Id, ';'), (Lang::En, ',')] {
        let bytes = template(&["user_id", "jumlah, bersih"], lang).unwrap();
        assert!(bytes.starts_with("\u{feff}user_id".as_bytes()));
        let table = csv_of(&bytes).unwrap();
        assert_eq!(table.headers, ["user_id", "jumlah, bersih"]);
        assert_eq!(delimiter(&table), sign);
    }
    let table = csv_of("name,=x\n=HYPERLINK(1),\"\t@a\"\nSiti,\"-1;2\"\n").unwrap();
    let mut headers = table.headers.clone();
    headers.push("result".to_owned());
    let ends = ["+ok", "sent"].into_iter();
    let rows = table.rows.iter().zip(ends).map(|(row, end)| {
        let own = row.cells.iter().map(|cell| cell.text.clone());
        own.chain([end.to_owned()]).collect()
    });
    let bytes = lines(&headers, rows, Lang::Id).unwrap();
    let again = csv_of(&bytes).unwrap();
    let written = String::from_utf8(bytes).unwrap();
    for guarded in ["'=x", "'=HYPERLINK(1)", "'@a", "'+ok", "\"'-1;2\""] {
        assert!(written.contains(guarded), "{guarded} in {written}");
    }
    assert_eq!(again.headers, ["name", "=x", "result"], "as they were");
    assert_eq!(
        texts(&again),
        [["=HYPERLINK(1)", "@a", "+ok"], ["Siti", "-1;2", "sent"]]
    );
}

#[test]
fn only_the_mark_against_formulas_falls_away() {
    let table = csv_of("a;b;c;d\n'+62812;'-ID1;'Aisyah;''=1\n'; '@x ;O'Neil;'\t=1\n").unwrap();
    assert_eq!(
        texts(&table),
        [
            ["+62812", "-ID1", "'Aisyah", "''=1"],
            ["'", "@x", "O'Neil", "=1"]
        ]
    );
}

proptest! {
    #[test]
    fn what_another_writer_writes_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("[a-z0-9 \",;|\t\r\n=é]{0,12}", 3), 1..12),
        sign in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        always in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        let style = if always { ::csv::QuoteStyle::Always } else { ::csv::QuoteStyle::Necessary };
        let ends = if crlf { ::csv::Terminator::CRLF } else { ::csv::Terminator::Any(b'\n') };
        let mut out = ::csv::WriterBuilder::new()
            .delimiter(sign)
            .quote_style(style)
            .terminator(ends)
            .from_writer(Vec::new());
        out.write_record(["one", "two", "three"]).unwrap();
        for row in &rows {
            out.write_record(row).unwrap();
        }
        let mut bytes = format!("sep={}\n", char::from(sign)).into_bytes();
        bytes.extend(out.into_inner().unwrap());
        let table = csv_of(&bytes).unwrap();
        let trimmed: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.trim()).collect::<Vec<_>>())
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        prop_assert_eq!(texts(&table), trimmed);
        prop_assert!(table.rows.iter().all(|row| row.uneven.is_none()));
    }

    #[test]
    fn any_bytes_are_a_table_or_not(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = csv_of(&bytes);
        let _ = csv_of([b"PK\x03\x04".as_slice(), &bytes].concat());
    }

    #[test]
    fn any_text_is_a_bounded_table_or_not(text in "(\"|;|,|\r|\n|a|sep=|\t| |1){0,80}") {
        if let Ok(table) = csv_of(&text) {
            prop_assert!(table.rows.iter().all(|row| row.cells.len() == table.headers.len()));
            let lines = text.lines().count() + text.matches('\r').count() + 1;
            prop_assert!(table.rows.iter().all(|row| row.number <= lines));
        }
    }
}
