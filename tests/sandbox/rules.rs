//! Every rule of Register has a bad case that names its field.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::kit::{Bench, CREATE, Form, JPEG, PNG, quoted};

async fn refused(bench: &Bench, form: &Form) -> (u16, String) {
    let (status, answer) = bench.send("POST", CREATE, &form.json()).await;
    assert_eq!(answer["success"], false, "{answer}");
    (status, answer["message"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn each_broken_rule_is_a_422_that_names_its_field() {
    let bench = Bench::new();
    let long = quoted(&"a".repeat(256));
    let cases: Vec<(&'static str, String)> = [
        ("email", "\"name\""),
        ("email", "5"),
        ("email", "null"),
        ("id_number", "\"\""),
        ("id_number", "1231231232323123123"),
        ("id_type", "2"),
        ("id_type", "\"0\""),
        ("id_type", "0.0"),
        ("id_type", "0e0"),
        ("id_type", "-1"),
        ("id_type", "false"),
        ("name", "\"  \""),
        ("name", "\"a\\u0000b\""),
        ("gender", "2"),
        ("gender", "1.0"),
        ("nationality", "\"IDN\""),
        ("nationality", "\"XX\""),
        ("nationality", "\"id\""),
        ("country", "\"\""),
        ("country", "\"ZZ\""),
        ("date_of_birth", "\"31-12-1999\""),
        ("date_of_birth", "\"2001-02-29\""),
        ("date_of_birth", "\"2026-03-03\""),
        ("place_of_birth", "\"\""),
        ("phone_country_code", "\"62\""),
        ("phone_country_code", "\"+999\""),
        ("phone_no", "\"\""),
        ("phone_no", "\"0341-567890\""),
        ("mobile_no", "\"08123456789\""),
        ("mobile_no", "\"+628123456789\""),
        ("mobile_no", "8123456789"),
        ("zip_code", "\"\""),
        ("zip_code", "68322"),
        ("address", "[]"),
        ("province", "\"JI\""),
        ("province", "\"ID-XX\""),
        ("occupation", "16"),
        ("occupation", "\"4\""),
        ("gestures_photos", "[]"),
        ("gestures_photos", "\"x\""),
        ("gestures_photos", "[1]"),
        ("gestures_photos", "[\"\"]"),
        ("gestures_set", "-1"),
        ("gestures_set", "256"),
        ("gestures_set", "\"5\""),
        ("update_at", "\"2020-03-04T03:37:11Z\""),
        ("update_at", "\"2020-02-30T03:37:11.000Z\""),
        ("update_at", "1583293031"),
    ]
    .map(|(field, raw)| (field, raw.to_owned()))
    .into_iter()
    .chain([("name", long.clone()), ("address", long)])
    .collect();
    for (field, raw) in cases {
        let form = Form::good("name@mail.com").with(field, raw.clone());
        let (status, message) = refused(&bench, &form).await;
        assert_eq!(status, 422, "{field} {raw}");
        assert!(
            message.starts_with(&format!("{field}: ")),
            "{field} {raw}: {message}"
        );
        assert_eq!(bench.last_note(), message);
    }
}

#[tokio::test]
async fn every_required_field_is_asked_for() {
    let bench = Bench::new();
    let optional = ["phone_no", "proof_of_address"];
    let form = Form::good("name@mail.com");
    for (field, _) in form.0.clone() {
        let less = form.clone().without(field);
        if optional.contains(&field) {
            continue;
        }
        let expected = format!("{field}: is required");
        assert_eq!(refused(&bench, &less).await, (422, expected));
    }
    let least = optional
        .iter()
        .fold(form, |form, field| form.without(field));
    let (status, _) = bench.send("POST", CREATE, &least.json()).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn country_and_nationality_decide_what_is_required() {
    let bench = Bench::new();
    let abroad = Form::good("name@mail.com").with("country", "\"SG\"");
    let (status, message) = refused(&bench, &abroad).await;
    assert_eq!(status, 422);
    assert!(
        message.starts_with("province: must be left out"),
        "{message}"
    );

    let foreign = Form::good("name@mail.com")
        .with("nationality", "\"SG\"")
        .without("proof_of_address");
    let (status, message) = refused(&bench, &foreign).await;
    assert_eq!(status, 422);
    assert!(
        message.starts_with("proof_of_address: is required"),
        "{message}"
    );

    let singapore = abroad
        .without("province")
        .with("nationality", "\"SG\"")
        .with("phone_country_code", "\"+65\"");
    let (status, answer) = bench.send("POST", CREATE, &singapore.json()).await;
    assert_eq!(status, 200, "{answer}");
}

#[tokio::test]
async fn pictures_are_looked_at_to_the_last_pixel() {
    let bench = Bench::new();
    let jpeg = STANDARD.decode(JPEG.as_str()).unwrap();
    let mut huge = STANDARD.decode(PNG.as_str()).unwrap();
    huge[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    huge[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let pdf = STANDARD.encode("%PDF-1.7\n1 0 obj\n%%EOF\n");
    let bad = [
        String::new(),
        "iVBORw0KGgoAAAANSUhEUgAAAA".to_owned(),
        format!("data:image/jpeg;base64,{}", *JPEG),
        format!("{}\n", *JPEG),
        JPEG.replace('/', "_"),
        STANDARD.encode("a text file named .jpg"),
        STANDARD.encode(&jpeg[..jpeg.len() / 2]),
        STANDARD.encode(huge),
        pdf.clone(),
    ];
    for field in ["id_photo", "selfie_photo", "gestures_photos"] {
        for text in &bad {
            let raw = match field {
                "gestures_photos" => format!("[{},{}]", quoted(&JPEG), quoted(text)),
                _ => quoted(text),
            };
            let form = Form::good("name@mail.com").with(field, raw);
            let (status, message) = refused(&bench, &form).await;
            assert_eq!(status, 422, "{field}");
            let named = match field {
                "gestures_photos" => "gestures_photos: number 2: ".to_owned(),
                _ => format!("{field}: "),
            };
            assert!(message.starts_with(&named), "{message}");
        }
    }
    let form = Form::good("name@mail.com").with("proof_of_address", quoted(&bad[5]));
    let (status, message) = refused(&bench, &form).await;
    assert_eq!(status, 422);
    assert!(message.starts_with("proof_of_address: "));
    let form = Form::good("name@mail.com").with("proof_of_address", quoted(&pdf));
    let (status, answer) = bench.send("POST", CREATE, &form.json()).await;
    assert_eq!(status, 200, "{answer}");
}

#[tokio::test]
async fn sixteen_gestures_are_taken_and_seventeen_are_not() {
    let bench = Bench::new();
    let gestures = |count| format!("[{}]", vec![quoted(&JPEG); count].join(","));
    let form = Form::good("name@mail.com").with("gestures_photos", gestures(17));
    let (status, message) = refused(&bench, &form).await;
    assert_eq!(
        (status, message.as_str()),
        (422, "gestures_photos: must have 1 to 16 entries")
    );
    let form = form.with("gestures_photos", gestures(16));
    assert_eq!(bench.send("POST", CREATE, &form.json()).await.0, 200);
}

#[tokio::test]
async fn lengths_are_counted_in_characters_and_the_vendors_sample_number_is_taken() {
    let bench = Bench::new();
    let form = Form::good("name@mail.com")
        .with("name", quoted(&"🙂".repeat(255)))
        .with("id_number", "\"1231231232323123123\"");
    let (status, answer) = bench.send("POST", CREATE, &form.json()).await;
    assert_eq!(status, 200, "{answer}");
}

#[tokio::test]
async fn the_documented_order_is_asked_for_or_noted() {
    let mut form = Form::good("name@mail.com");
    form.0.swap(0, 1);
    let strict = Bench::new();
    let (status, message) = refused(&strict, &form).await;
    assert_eq!(
        (status, message.as_str()),
        (422, "email: is not in the documented order")
    );
    let lenient = Bench::told(|options| options.strict_order = false);
    assert_eq!(lenient.send("POST", CREATE, &form.json()).await.0, 200);
    assert_eq!(lenient.last_note(), "email: is not in the documented order");
}

#[tokio::test]
async fn unknown_fields_and_broken_json_are_refused() {
    let bench = Bench::new();
    let form = Form::good("name@mail.com").with("nick", "\"x\"");
    assert_eq!(
        refused(&bench, &form).await,
        (422, "nick: is not a field of this call".to_owned())
    );
    let good = Form::good("name@mail.com").json();
    let twice = [&good[..good.len() - 1], br#","email":"b@c.co"}"#].concat();
    let trailing = [&good[..], b"x"].concat();
    for bad in [
        &good[..good.len() / 2],
        &twice,
        &trailing,
        b"[]",
        b"",
        b"\"x\"",
        b"{\"email\":1e400,}",
    ] {
        let (status, answer) = bench.send("POST", CREATE, bad).await;
        assert_eq!(
            (status, &answer["success"]),
            (400, &false.into()),
            "{answer}"
        );
    }
    assert_eq!(bench.sandbox.received().len(), 8);
}
