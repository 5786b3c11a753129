//! The marks, and the search for them in any form in which a value may be written down.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Values that stand nowhere else. The identity number and the telephone number are of the right form.
pub const MARKS: [&str; 9] = [
    "Zulfikar Penanda Xylo",
    "penanda.xylo@example.com",
    "3515144508687771",
    "Jalan Xylofon Penanda 77",
    "Xylopenandaria",
    "81298877665",
    "Xylo Berkas KTP Penanda",
    "rahasia-xylo-penanda-0123456789",
    "XYLO-EXIF-PENANDA",
];

/// Which of them is the secret.
pub const SECRET: usize = 7;

/// A picture that holds a mark where a camera writes.
pub fn picture() -> Vec<u8> {
    let sample = tcdx_desk::samples::picture("id-card.jpg").unwrap();
    let mark = MARKS[8].as_bytes();
    let length = u16::try_from(mark.len() + 2).unwrap().to_be_bytes();
    // A comment right behind the first marker.
    [&sample[..2], &[0xff, 0xfe], &length, mark, &sample[2..]].concat()
}

/// Every form of a mark.
fn forms(mark: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = mark.as_bytes();
    let wide = |units: fn(u16) -> [u8; 2]| mark.encode_utf16().flat_map(units).collect::<Vec<u8>>();
    let percent = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            (*byte as char).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    let percent: String = bytes.iter().map(percent).collect();
    let mut forms = vec![
        ("plain", bytes.to_vec()),
        ("UTF-16 LE", wide(u16::to_le_bytes)),
        ("UTF-16 BE", wide(u16::to_be_bytes)),
        ("hex", hex::encode(bytes).into_bytes()),
        ("HEX", hex::encode_upper(bytes).into_bytes()),
        ("percent", percent.clone().into_bytes()),
        ("plus", percent.replace("%20", "+").into_bytes()),
    ];
    // Where it stands in what was encoded shifts the digits; those at both ends hold neighbours, too.
    for before in 0..3 {
        let padded = [&b"xx"[..before], bytes].concat();
        for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            let encoded = engine.encode(&padded);
            let from = (before * 8).div_ceil(6);
            let to = padded.len() * 8 / 6;
            forms.push(("base64", encoded.as_bytes()[from..to].to_vec()));
        }
    }
    forms
}

/// Every mark that is in `bytes`, told with where and how it was written.
pub fn find(place: &str, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for mark in MARKS {
        for (form, needle) in forms(mark) {
            if memchr::memmem::find(bytes, &needle).is_some() {
                found.push(format!("{mark} ({form}) in {place}"));
            }
        }
    }
    found.dedup();
    found
}

#[test]
fn a_planted_mark_is_found_in_every_form() {
    for mark in MARKS {
        for (form, _) in forms(mark) {
            let whole = format!("before {mark} after");
            let planted = match form {
                "plain" => whole.into_bytes(),
                "UTF-16 LE" => whole.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                "UTF-16 BE" => whole.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                "hex" => hex::encode(whole).into_bytes(),
                "HEX" => hex::encode_upper(whole).into_bytes(),
                "percent" => whole.replace(' ', "%20").replace('@', "%40").into_bytes(),
                "plus" => whole.replace(' ', "+").replace('@', "%40").into_bytes(),
                _ => continue,
            };
            assert!(!find("here", &planted).is_empty(), "{mark} as {form}");
        }
        for before in 0..6 {
            let whole = format!("{}{mark} after", &"before"[..before]);
            let planted = STANDARD_NO_PAD.encode(whole);
            assert!(
                !find("here", planted.as_bytes()).is_empty(),
                "{mark} after {before}"
            );
        }
    }
    assert!(find("here", b"nothing of it").is_empty());
}
