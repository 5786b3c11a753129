//! Bad forms: each problem on a line of its own, by field, and nothing sent.

use std::fs;

use serde_json::json;

use super::kit::{Desk, Form, Ran, write};

/// The fields of the complaint, in its order; every line has one.
fn fields(ran: &Ran) -> Vec<&str> {
    ran.complaints()
        .into_iter()
        .map(|line| line.split_once(": ").unwrap_or_else(|| panic!("{line}")).0)
        .collect()
}

/// What is said of one field.
fn said<'a>(ran: &'a Ran, field: &str) -> &'a str {
    let start = format!("{field}: ");
    let lines = ran.complaints();
    let mut found = lines.iter().filter_map(|line| line.strip_prefix(&start));
    let said = found
        .next()
        .unwrap_or_else(|| panic!("no {field} in {}", ran.stderr));
    assert_eq!(found.next(), None, "{}", ran.stderr);
    said
}

fn submitted(desk: &Desk, form: &str) -> Ran {
    desk.run(&["submit", form])
}

fn refused(desk: &Desk, form: &str) -> Ran {
    submitted(desk, form).ended(2).without_result()
}

/// A PNG of which only the header is there.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut chunk = b"IHDR".to_vec();
    chunk.extend(width.to_be_bytes());
    chunk.extend(height.to_be_bytes());
    chunk.extend([8, 2, 0, 0, 0]);
    let mut sum = u32::MAX;
    for byte in &chunk {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
    bytes.extend(chunk);
    bytes.extend((!sum).to_be_bytes());
    bytes
}

#[test]
fn every_missing_field_is_named_in_the_order_of_the_form() {
    let desk = Desk::new();
    let ran = refused(&desk, &write(&desk, "{}"));
    let mut expected = vec![
        "id_type",
        "id_number",
        "name",
        "gender",
        "date_of_birth",
        "place_of_birth",
        "nationality",
        "email",
        "phone_country_code",
        "mobile_no",
        "country",
        "address",
        "zip_code",
        "occupation",
        "id_photo",
        "selfie_photo",
    ];
    let gestures: Vec<String> = (0..8).map(|at| format!("gestures_photos[{at}]")).collect();
    expected.push("gestures_set");
    expected.extend(gestures.iter().map(String::as_str));
    let mut told = fields(&ran);
    // Nobody lives outside Indonesia without having said so.
    told.retain(|field| *field != "proof_of_address");
    assert_eq!(told, expected);
    assert_eq!(said(&ran, "name"), "Fill this in");
    assert_eq!(said(&ran, "gestures_photos[7]"), "Add this picture");
}

#[test]
fn bad_values_and_bad_pictures_are_told_once_each() {
    let desk = Desk::new();
    let gestures: Vec<String> = (1..=8).map(|at| format!("gesture-{at}.jpg")).collect();
    let form = Form::of("siti.contoh", 2)
        .with("name", "n".repeat(256))
        .with("place_of_birth", "Sido\0arjo")
        .with("date_of_birth", "2023-02-29")
        .with("gender", 2)
        .with("nationality", "Indonesia")
        .with("province", "ID-XX")
        .with("occupation", 99)
        .with("mobile_no", "0712 345")
        .with("zip_code", "6125")
        .with("id_photo", "text.jpg")
        .with("selfie_photo", "empty.jpg")
        .with("proof_of_address", "folder.jpg")
        .with(
            "gestures_photos",
            [
                &["huge.png".to_owned(), "none.jpg".to_owned()],
                &gestures[2..],
            ]
            .concat(),
        );
    let path = form.write(&desk);
    fs::write(desk.file("text.jpg"), "not a picture").unwrap();
    fs::write(desk.file("empty.jpg"), "").unwrap();
    fs::create_dir(desk.file("folder.jpg")).unwrap();
    fs::write(desk.file("huge.png"), png_header(60_000, 60_000)).unwrap();
    let ran = refused(&desk, &path);
    let expected = [
        ("name", "At most 255 characters, this has 256"),
        ("gender", "Use one of 0, 1"),
        ("date_of_birth", "no such date"),
        ("place_of_birth", "invisible character"),
        ("nationality", "two capital letters"),
        ("email", "e-mail address"),
        ("mobile_no", ""),
        ("province", "Use one of ID-"),
        ("zip_code", "5 digits"),
        ("occupation", "Use one of 0, 1, 2,"),
        ("id_photo", "not a picture"),
        ("selfie_photo", "empty"),
        ("proof_of_address", "folder"),
        ("gestures_photos[0]", "60000 × 60000"),
        ("gestures_photos[1]", "no such file"),
    ];
    assert_eq!(
        fields(&ran),
        expected.map(|(field, _)| field),
        "{}",
        ran.stderr
    );
    for (field, word) in expected {
        assert!(
            said(&ran, field).contains(word),
            "{field}: {}",
            said(&ran, field)
        );
    }
}

#[test]
fn the_profile_decides_about_gestures_and_the_nik_about_warnings() {
    let desk = Desk::new();
    let gestures: Vec<String> = (0..9)
        .map(|at| format!("gesture-{}.jpg", at % 8 + 1))
        .collect();
    let form = Form::of("siti.contoh@example.com", 2)
        .with("gestures_photos", gestures)
        .with("gestures_set", 6);
    let ran = refused(&desk, &form.write(&desk));
    assert_eq!(fields(&ran).len(), 2, "{}", ran.stderr);
    assert_eq!(said(&ran, "gestures_photos[8]"), "At most 8 pictures");
    assert_eq!(said(&ran, "gestures_set"), "Use one of 0, 1, 2, 3, 4, 5");

    let form = Form::of("siti.contoh@example.com", 2)
        .with("gender", 1)
        .with("date_of_birth", "2999-01-01");
    let ran = refused(&desk, &form.write(&desk));
    assert!(said(&ran, "date_of_birth").contains("still to come"));
    let gender = said(&ran, "gender");
    assert!(gender.contains("The NIK says female"), "{gender}");
    assert!(gender.contains("kept_warnings.nik_gender"), "{gender}");

    // Kept with a reason; and 255 characters are counted as such, whatever their bytes; and paths may be absolute.
    let card = desk.file("id-card.jpg");
    let form = Form::of("siti.contoh+fast@example.com", 2)
        .with("gender", 1)
        .with(
            "kept_warnings",
            json!({"nik_gender": "the card was corrected"}),
        )
        .with("name", "🙂".repeat(255))
        .with("id_photo", card.to_str().unwrap());
    let ran = submitted(&desk, &form.write(&desk)).ended(0);
    assert_eq!(ran.json()["kyc_status"], "approved");
    assert_eq!(ran.complaints(), [""; 0]);
}

#[test]
fn what_is_no_form_is_told_by_field_in_the_persons_language() {
    let desk = Desk::new();
    let text = r#"{"id_type": 1e400, "nama": "x", "name": "a", "name": "b", "gestures_photos": "1.jpg",
        "id_photo": ["card.jpg"], "selfie_photo": "", "zip_code": 1.5,
        "kept_warnings": {"weather": "x", "age": " "}}"#;
    let path = write(&desk, text);
    let ran = refused(&desk, &path);
    let expected = [
        ("id_type", "whole number"),
        ("nama", "no field of this name"),
        ("name", "more than once"),
        ("gestures_photos", "list of paths"),
        ("id_photo", "quotation marks"),
        ("selfie_photo", "path of a picture"),
        ("zip_code", "whole number"),
        ("kept_warnings.weather", "no field of this name"),
        ("kept_warnings.age", "reason"),
    ];
    assert_eq!(
        fields(&ran),
        expected.map(|(field, _)| field),
        "{}",
        ran.stderr
    );
    for (field, word) in expected {
        assert!(
            said(&ran, field).contains(word),
            "{field}: {}",
            said(&ran, field)
        );
    }
    let mut indonesian = desk.command(&["submit", &path]);
    indonesian.env("LANG", "id_ID.UTF-8");
    let ran = desk.ran(indonesian.output().unwrap()).ended(2);
    assert!(!said(&ran, "name").contains("once"), "{}", ran.stderr);

    let folder = desk.file("folder");
    fs::create_dir(&folder).unwrap();
    let folder = folder.to_str().unwrap();
    assert!(said(&refused(&desk, folder), folder).contains("not an ordinary file"));
    for (bytes, word) in [
        (&b"{\"name\": "[..], "not JSON from line 1"),
        (b"", "not JSON"),
        (b"[]", "JSON object"),
        (b"{\"name\": \"\xff\"}", "UTF-8"),
        (&vec![b' '; 1 << 20 | 1], "larger than 1024 KiB"),
    ] {
        fs::write(&path, bytes).unwrap();
        let ran = refused(&desk, &path);
        assert!(said(&ran, &path).contains(word), "{}", ran.stderr);
    }
}
