use proptest::prelude::*;

use super::*;

fn wrong(json: &str) -> Vec<(Option<String>, FormFileIssue)> {
    read(json)
        .unwrap_err()
        .into_iter()
        .map(|error| (error.field, error.issue))
        .collect()
}

fn at(field: &str, issue: FormFileIssue) -> (Option<String>, FormFileIssue) {
    (Some(field.to_owned()), issue)
}

#[test]
fn a_whole_file() {
    let file = read(
        "\u{feff}{\"email\": \"siti@mail.com\", \"id_number\": 3515144508680002, \"id_type\": 0, \"gender\": \"0\",
          \"na\\u006de\": \"Siti \\ud83d\\ude00\", \"zip_code\": \"01234\", \"update_at\": [null],
          \"id_photo\": \"card.jpg\", \"selfie_photo\": \"in/selfie.png\", \"proof_of_address\": \"bill.jpg\",
          \"gestures_photos\": [\"1.jpg\", \"2.jpg\"], \"kept_warnings\": {\"age\": \"seen\", \"nik_birth_date\": \"b\"}}",
    )
    .unwrap();
    assert_eq!(file.form.get(Field::Email), "siti@mail.com");
    assert_eq!(file.form.get(Field::IdNumber), "3515144508680002");
    assert_eq!(file.form.get(Field::IdType), "0");
    assert_eq!(file.form.get(Field::Gender), "0");
    assert_eq!(file.form.get(Field::Name), "Siti 😀");
    assert_eq!(file.form.get(Field::ZipCode), "01234");
    assert_eq!(file.form.kept[&WarningKey::Age], "seen");
    assert_eq!(file.form.kept.len(), 2);
    let pictures: Vec<_> = file
        .pictures
        .iter()
        .map(|(slot, path)| (*slot, path.as_str()))
        .collect();
    assert_eq!(
        pictures,
        [
            (Slot::IdPhoto, "card.jpg"),
            (Slot::Selfie, "in/selfie.png"),
            (Slot::ProofOfAddress, "bill.jpg"),
            (Slot::Gesture(0), "1.jpg"),
            (Slot::Gesture(1), "2.jpg"),
        ]
    );
    assert!(!format!("{file:?}").contains("Siti") && !format!("{file:?}").contains("card"));
}

#[test]
fn an_empty_object_is_an_empty_form() {
    let file = read("{}").unwrap();
    assert!(file.form.is_empty() && file.pictures.is_empty());
}

#[test]
fn values_of_the_wrong_kind_name_their_field() {
    for value in [
        "1e400",
        "1E2",
        "1.0",
        "-0.5",
        "null",
        "true",
        "[\"x\"]",
        "{\"a\": 1}",
        &"9".repeat(33),
    ] {
        let json = format!("{{\"name\": \"x\", \"occupation\": {value}}}");
        assert_eq!(
            wrong(&json),
            [at("occupation", FormFileIssue::NotAValue)],
            "{value}"
        );
    }
    assert_eq!(
        wrong("{\"name\": \"\\ud800\"}"),
        [at("name", FormFileIssue::NotText)]
    );
    assert_eq!(
        read("{\"gender\": -1}").unwrap().form.get(Field::Gender),
        "-1",
        "the rules will refuse it"
    );
}

#[test]
fn unknown_and_double_names() {
    assert_eq!(
        wrong("{\"nmae\": \"x\"}"),
        [at("nmae", FormFileIssue::Unknown)]
    );
    assert_eq!(
        wrong("{\"name\": \"x\", \"n\\u0061me\": \"y\"}"),
        [at("name", FormFileIssue::Duplicate)]
    );
    assert_eq!(
        wrong("{\"x\\n\\u001b[31m\": 1}"),
        [at("x[31m", FormFileIssue::Unknown)],
        "no control characters"
    );
    let long = format!("{{\"{}\": 1}}", "k".repeat(1000));
    assert_eq!(wrong(&long), [at(&"k".repeat(64), FormFileIssue::Unknown)]);
    let doubles = "{\"kept_warnings\": {\"age\": \"a\", \"age\": \"b\"}}";
    assert_eq!(
        wrong(doubles),
        [at("kept_warnings.age", FormFileIssue::Duplicate)]
    );
}

#[test]
fn several_errors_at_once_but_not_without_end() {
    let errors = wrong("{\"a\": 1, \"name\": [], \"id_photo\": 5}");
    assert_eq!(
        errors,
        [
            at("a", FormFileIssue::Unknown),
            at("name", FormFileIssue::NotAValue),
            at("id_photo", FormFileIssue::NotText),
        ]
    );
    let many: Vec<String> = (0..5000).map(|index| format!("\"x{index}\": 1")).collect();
    assert_eq!(wrong(&format!("{{{}}}", many.join(","))).len(), MAX_ERRORS);
    let kept = format!("{{\"kept_warnings\": {{{}}}}}", many.join(","));
    assert_eq!(wrong(&kept).len(), MAX_ERRORS);
}

#[test]
fn pictures() {
    for path in ["\"\"", "\" \"", "\"a\\u0000.jpg\""] {
        assert_eq!(
            wrong(&format!("{{\"id_photo\": {path}}}")),
            [at("id_photo", FormFileIssue::NotAPath)]
        );
    }
    let base64 = format!("{{\"id_photo\": \"{}\"}}", "A".repeat(MAX_PATH_BYTES + 1));
    assert_eq!(wrong(&base64), [at("id_photo", FormFileIssue::NotAPath)]);
    assert_eq!(
        wrong("{\"gestures_photos\": [\"1.jpg\", 2]}"),
        [at("gestures_photos[1]", FormFileIssue::NotText)]
    );
    for value in ["\"1.jpg\"", "{}", "null", "3"] {
        let json = format!("{{\"gestures_photos\": {value}}}");
        assert_eq!(
            wrong(&json),
            [at("gestures_photos", FormFileIssue::NotAList)]
        );
    }
    let paths = |count| {
        format!(
            "{{\"gestures_photos\": [{}]}}",
            vec!["\"1.jpg\""; count].join(",")
        )
    };
    assert_eq!(read(&paths(16)).unwrap().pictures.len(), 16);
    assert_eq!(
        wrong(&paths(17)),
        [at("gestures_photos", FormFileIssue::TooMany { max: 16 })]
    );
}

#[test]
fn reasons() {
    let kept = |inner: &str| wrong(&format!("{{\"kept_warnings\": {inner}}}"));
    assert_eq!(
        kept("[]"),
        [at("kept_warnings", FormFileIssue::NotAnObject)]
    );
    assert_eq!(
        kept("{\"height\": \"x\"}"),
        [at("kept_warnings.height", FormFileIssue::Unknown)]
    );
    assert_eq!(
        kept("{\"age\": \" \"}"),
        [at("kept_warnings.age", FormFileIssue::BlankReason)]
    );
    assert_eq!(
        kept("{\"age\": 1}"),
        [at("kept_warnings.age", FormFileIssue::NotText)]
    );
    let long = format!("{{\"age\": \"{}\"}}", "x".repeat(501));
    assert_eq!(
        kept(&long),
        [at(
            "kept_warnings.age",
            FormFileIssue::ReasonTooLong { max: 500 }
        )]
    );
}

#[test]
fn not_a_form_at_all() {
    for json in ["[]", "3", "\"x\"", "null"] {
        assert_eq!(wrong(json), [(None, FormFileIssue::NotAnObject)], "{json}");
    }
    for json in [
        "",
        "{",
        "{\"name\": }",
        "{\"name\": \"x\"} x",
        "{'name': 'x'}",
        "{\"zip_code\": 01234}",
    ] {
        assert!(
            matches!(wrong(json)[..], [(None, FormFileIssue::NotJson { .. })]),
            "{json}"
        );
    }
    assert_eq!(
        wrong("{\n  \"name\" 3}"),
        [(
            None,
            FormFileIssue::NotJson {
                line: 2,
                column: 10
            }
        )]
    );
    let large = format!("{{\"name\": \"{}\"}}", "x".repeat(MAX_BYTES));
    assert_eq!(
        wrong(&large),
        [(None, FormFileIssue::TooLarge { max: MAX_BYTES })]
    );
}

#[test]
fn deep_nesting_does_not_overflow() {
    let deep = format!(
        "{{\"name\": {}{}}}",
        "[".repeat(400_000),
        "]".repeat(400_000)
    );
    assert_eq!(wrong(&deep), [at("name", FormFileIssue::NotAValue)]);
    let list = format!(
        "{{\"gestures_photos\": {}{}}}",
        "[".repeat(400_000),
        "]".repeat(400_000)
    );
    assert_eq!(
        wrong(&list),
        [at("gestures_photos[0]", FormFileIssue::NotText)]
    );
}

#[test]
fn an_error_shows_its_field() {
    let error = &read("{\"name\": []}").unwrap_err()[0];
    assert_eq!(error.to_string(), "name: neither a text nor a whole number");
}

proptest! {
    #[test]
    fn never_panics(json in ".*") {
        let _ = read(&json);
    }

    #[test]
    fn nearly_json_never_panics(json in "[{}\\[\\]\",:0-9eE.+-]{0,40}") {
        let _ = read(&json);
    }

    #[test]
    fn any_text_is_kept(text in ".*") {
        let json = serde_json::json!({ "name": text.clone() }).to_string();
        let file = read(&json).unwrap();
        prop_assert_eq!(file.form.get(Field::Name), text);
    }
}
