use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const NAMES: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The file of a workbook with these sheets (name, attributes, what stands in its `worksheet`) and shared texts.
fn book(sheets: &[(&str, &str, &str)], shared: &str) -> Vec<u8> {
    let list: Vec<String> = sheets
        .iter()
        .zip(1..)
        .map(|((name, attributes, _), at)| {
            format!("<sheet name=\"{name}\" sheetId=\"{at}\" {attributes} r:id=\"r{at}\"/>")
        })
        .collect();
    let relations: Vec<String> = (1..=sheets.len())
        .map(|at| {
            format!(
                "<Relationship Id=\"r{at}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
            )
        })
        .collect();
    let (list, relations) = (list.concat(), relations.concat());
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook {NAMES} xmlns:r=\"{RELATIONS}\"><sheets>{list}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{package}\">{relations}</Relationships>"),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "<styleSheet {NAMES}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>"
            ),
        ),
    ];
    if !shared.is_empty() {
        parts.push(("xl/sharedStrings.xml".to_owned(), shared.to_owned()));
    }
    for (at, (_, _, content)) in sheets.iter().enumerate() {
        let sheet = format!("<worksheet {NAMES}>{content}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{}.xml", at + 1), sheet));
    }
    zipped(
        &parts
            .iter()
            .map(|(name, part)| (name.as_str(), part.as_bytes()))
            .collect::<Vec<_>>(),
    )
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, part) in parts {
        out.start_file(*name, options).unwrap();
        out.write_all(part).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn text(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A sheet whose second row has these cells under the headers `a`, `b` …
fn one_row(cells: &[String]) -> Vec<u8> {
    let headers: String = (0..cells.len())
        .map(|at| char::from(b'a' + at as u8))
        .map(|name| {
            text(
                &format!("{}1", name.to_ascii_uppercase()),
                &name.to_string(),
            )
        })
        .collect();
    let content = format!(
        "<sheetData><row r=\"1\">{headers}</row><row r=\"2\">{}</row></sheetData>",
        cells.concat()
    );
    book(&[("Data", "", &content)], "")
}

fn cells(file: &[u8]) -> Vec<(String, Option<Mark>)> {
    let table = csv_of(file).unwrap();
    let cells = table.rows[0].cells.iter();
    cells.map(|cell| (cell.text.clone(), cell.mark)).collect()
}

#[test]
fn cells_as_a_person_typed_them() {
    let file = one_row(&[
        text("A2", " 0001 &amp; more "),
        "<c r=\"B2\"><v>0.1</v></c>".to_owned(),
        "<c r=\"C2\"><v>1.1000000000000001</v></c>".to_owned(),
        "<c r=\"D2\"><v>50000</v></c>".to_owned(),
        "<c r=\"E2\"><v>1E+21</v></c>".to_owned(),
        "<c r=\"F2\"><v>1234567890123450</v></c>".to_owned(),
        "<c r=\"G2\" t=\"b\"><v>1</v></c>".to_owned(),
        "<c r=\"H2\" t=\"e\"><v>#REF!</v></c>".to_owned(),
        "<c r=\"I2\" s=\"1\"><v>45943.604166666664</v></c>".to_owned(),
        "<c r=\"J2\" s=\"2\"><v>45943</v></c>".to_owned(),
        "<c r=\"K2\" s=\"3\"><v>1.5</v></c>".to_owned(),
        "<c r=\"L2\" t=\"d\"><v>2026-11-25T14:30:00</v></c>".to_owned(),
    ]);
    let table = csv_of(&file).unwrap();
    let numbers = table.rows[0].cells.iter().map(|cell| cell.is_number);
    let numbers: Vec<bool> = numbers.collect();
    let expected: Vec<bool> = (0..12).map(|at| (1..=5).contains(&at)).collect();
    assert_eq!(numbers, expected, "texts and dates are none");
    let plain = |text: &str| (text.to_owned(), None);
    assert_eq!(
        cells(&file),
        [
            plain("0001 & more"),
            plain("0.1"),
            plain("1.1"),
            plain("50000"),
            ("1000000000000000000000".to_owned(), Some(Mark::LongNumber)),
            ("1234567890123450".to_owned(), Some(Mark::LongNumber)),
            plain("TRUE"),
            ("#REF!".to_owned(), Some(Mark::Error)),
            plain("2025-10-13T14:30:00"),
            plain("2025-10-13"),
            plain("36:00:00"),
            plain("2026-11-25T14:30:00"),
        ]
    );
}

#[test]
fn a_formula_is_never_worked_out() {
    let file = one_row(&[
        "<c r=\"A2\"><f>1+1</f><v>3</v></c>".to_owned(),
        "<c r=\"B2\"><f>1+1</f></c>".to_owned(),
        "<c r=\"C2\" t=\"str\"><f>WEBSERVICE(\"http://x\")</f><v>kept</v></c>".to_owned(),
        "<c r=\"D2\"><f t=\"shared\" ref=\"D2:D3\" si=\"4000000000\">A2</f><v>5</v></c>".to_owned(),
        "<c r=\"E2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>".to_owned(),
    ]);
    assert_eq!(
        cells(&file),
        [
            ("3".to_owned(), Some(Mark::Formula)),
            (String::new(), Some(Mark::NoValue)),
            ("kept".to_owned(), Some(Mark::Formula)),
            ("5".to_owned(), Some(Mark::Formula)),
            ("#DIV/0!".to_owned(), Some(Mark::Error)),
        ]
    );
}

#[test]
fn rows_keep_excels_numbers_and_hidden_ones_are_read() {
    let content = format!(
        "<sheetData><row r=\"3\">{}{}</row><row r=\"5\" hidden=\"1\">{}</row><row r=\"6\"><c r=\"A6\"/></row><row r=\"9\">{}</row></sheetData><autoFilter ref=\"A3:B9\"/>",
        text("A3", "name"),
        text("B3", "amount"),
        text("B5", "5"),
        text("A9", "Siti")
    );
    let table = csv_of(book(&[("Data", "", &content)], "")).unwrap();
    assert_eq!(table.headers, ["name", "amount"]);
    assert_eq!(texts(&table), [["", "5"], ["Siti", ""]]);
    let numbers: Vec<_> = table
        .rows
        .iter()
        .map(|row| (row.number, row.uneven))
        .collect();
    assert_eq!(numbers, [(5, None), (9, None)]);
}

#[test]
fn a_merged_header_is_told_with_its_range() {
    let data = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"2\">{}</row></sheetData>",
        text("A1", "amount"),
        text("A2", "1")
    );
    let merged = |range: &str| {
        let content =
            format!("{data}<mergeCells count=\"1\"><mergeCell ref=\"{range}\"/></mergeCells>");
        csv_of(book(&[("Data", "", &content)], "")).map(|table| table.rows.len())
    };
    let range = "A1:C1".to_owned();
    assert_eq!(merged("A1:C1"), Err(E::MergedHeader { range }));
    assert_eq!(
        merged("A2:A3"),
        Ok(1),
        "below the header it is read as Excel shows it"
    );
}

#[test]
fn the_first_sheet_that_is_shown_or_the_one_that_is_named() {
    let sheet = |name: &str| {
        format!(
            "<sheetData><row r=\"1\">{}</row></sheetData>",
            text("A1", name)
        )
    };
    let (one, two, three) = (sheet("one"), sheet("two"), sheet("three"));
    let file = book(
        &[
            ("Old", "state=\"hidden\"", &one),
            ("Data", "", &two),
            ("More", "", &three),
        ],
        "",
    );
    let first = csv_of(&file).unwrap();
    assert_eq!(first.headers, ["two"]);
    let Origin::Xlsx { sheet, sheets } = &first.origin else {
        panic!("not a workbook");
    };
    assert_eq!((sheet.as_str(), sheets.len()), ("Data", 3));
    let named = |name: &str| Options {
        sheet: Some(name.to_owned()),
    };
    assert_eq!(
        read(file.as_slice(), &named("More")).unwrap().headers,
        ["three"]
    );
    assert_eq!(
        read(file.as_slice(), &named("Nothing")),
        Err(E::NoSuchSheet)
    );
}

#[test]
fn shared_texts_are_read_whatever_the_file_promises() {
    let content = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c></row></sheetData>";
    // Memory for so many texts would end the program.
    let shared = format!(
        "<sst {NAMES} count=\"9\" uniqueCount=\"1000000000000\"><si><t>uniqueCount</t></si><si><r><t>am</t></r><r><t>ount</t></r></si></sst>"
    );
    let table = csv_of(book(&[("Data", "", content)], &shared)).unwrap();
    assert_eq!(table.headers, ["amount"]);
    let lost = content.replace("<v>1</v>", "<v>7</v>");
    assert_eq!(
        csv_of(book(&[("Data", "", &lost)], &shared)),
        Err(E::Damaged)
    );
}

#[test]
fn a_file_that_unpacks_to_gigabytes_is_refused() {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    out.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let piece = vec![b' '; 1 << 20];
    for _ in 0..=(package::MAX_UNPACKED_BYTES >> 20) {
        out.write_all(&piece).unwrap();
    }
    let bomb = out.finish().unwrap().into_inner();
    assert!(bomb.len() < 2_000_000, "it is small as a file");
    assert_eq!(csv_of(bomb), Err(E::UnpacksTooLarge));
}

#[test]
fn one_text_in_very_many_cells_is_refused_before_it_fills_the_memory() {
    let shared = format!(
        "<sst {NAMES}><si><t>{}</t></si></sst>",
        "x".repeat(MAX_CELL_BYTES)
    );
    let rows = |count: usize| {
        let cell = "<c t=\"s\"><v>0</v></c>".repeat(MAX_COLUMNS);
        let rows = format!("<row>{cell}</row>").repeat(count);
        book(
            &[("Data", "", &format!("<sheetData>{rows}</sheetData>"))],
            &shared,
        )
    };
    // 64 columns of 4 KiB: 256 KiB a row, and 64 MiB in 256 of them.
    let file = rows(257);
    assert!(file.len() < 100_000, "it is small as a file");
    assert_eq!(csv_of(file), Err(E::UnpacksTooLarge));
    // With the same name in every column it is no table, but it is read.
    assert!(matches!(csv_of(rows(256)), Err(E::SameHeader { .. })));
}

#[test]
fn texts_that_were_guarded_against_formulas_come_back() {
    let file = one_row(&[text("A2", "'+62812"), text("B2", "'Aisyah")]);
    let plain = |text: &str| (text.to_owned(), None);
    assert_eq!(cells(&file), [plain("+62812"), plain("'Aisyah")]);
}

#[test]
fn a_large_picture_in_a_workbook_does_not_count() {
    let mut out = ZipWriter::new_append(Cursor::new(one_row(&[text("A2", "x")]))).unwrap();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    out.start_file("xl/media/image1.png", options).unwrap();
    out.write_all(&[0; 4096]).unwrap();
    let file = out.finish().unwrap().into_inner();
    assert_eq!(csv_of(file).unwrap().rows.len(), 1);
}

#[test]
fn what_is_no_workbook_is_told() {
    let whole = one_row(&[text("A2", "x")]);
    assert_eq!(csv_of(&whole[..whole.len() / 2]), Err(E::Damaged));
    assert_eq!(
        csv_of(zipped(&[("content.xml", b"<office/>")])),
        Err(E::OtherWorkbook)
    );
    assert_eq!(csv_of(zipped(&[])), Err(E::OtherWorkbook));
    assert_eq!(
        csv_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 of 1997"),
        Err(E::OtherWorkbook)
    );
    let locked: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let locked = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &locked].concat();
    assert_eq!(csv_of(locked), Err(E::Locked));
    assert_eq!(
        csv_of(book(&[("Data", "", "<sheetData></sheetData>")], "")),
        Err(E::Empty)
    );
}

#[test]
fn too_much_in_a_workbook_is_refused() {
    let at = |place: &str, more: &str| {
        let content = format!(
            "<sheetData><row r=\"1\">{}{more}</row></sheetData>",
            text(place, "x")
        );
        csv_of(book(&[("Data", "", &content)], ""))
    };
    assert_eq!(at("BM1", ""), Err(E::TooManyColumns { row: 1 }));
    assert!(at("BL1", "").is_ok(), "column 64");
    let long = text("B1", &"x".repeat(MAX_CELL_BYTES + 1));
    assert_eq!(at("A1", &long), Err(E::CellTooLong { row: 1, column: 2 }));
    let rows = |count: usize| {
        let rows: Vec<String> = (1..=count)
            .map(|row| format!("<row r=\"{row}\">{}</row>", text(&format!("A{row}"), "x")))
            .collect();
        csv_of(book(
            &[(
                "Data",
                "",
                &format!("<sheetData>{}</sheetData>", rows.concat()),
            )],
            "",
        ))
    };
    assert_eq!(rows(MAX_ROWS + 1).unwrap().rows.len(), MAX_ROWS);
    assert_eq!(rows(MAX_ROWS + 2), Err(E::TooManyRows));
}

proptest! {
    #[test]
    fn a_damaged_workbook_is_read_or_refused(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut file = one_row(&[text("A2", "x"), "<c r=\"B2\"><v>1</v></c>".to_owned()]);
        let at = at.index(file.len());
        file[at] = byte;
        let _ = csv_of(file);
    }

    #[test]
    fn any_sheet_is_read_or_refused(content in "(<row>|</row>|<c r=\"A1\">|<c>|</c>|<v>|</v>|1|<f>|</f>|x|<sheetData>|&amp;|r=\"){0,30}") {
        let content = format!("<sheetData><row r=\"1\">{content}");
        let _ = csv_of(book(&[("Data", "", &content)], ""));
    }
}
