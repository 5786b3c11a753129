//! Texts of a server without what tells of a customer, whatever it repeats and in whatever form.

use serde_json::{Map, Value};

/// JSON in a string in JSON is looked into so often.
const MAX_NESTED: usize = 3;
/// In place of what is hidden.
const HIDDEN: &str = "•••";
/// So many letters and digits in a row are a document, an address or a secret.
const LONG: usize = 24;
/// So many are, if letters and digits are mixed: the shortest coin addresses have 25.
const LONG_MIXED: usize = 20;
/// So many digits in a row tell something: the shortest is a postal code.
const DIGITS: usize = 5;
/// So many do if they are written in groups: a telephone number, a date of birth.
const GROUPED_DIGITS: usize = 7;
/// What is in the name of a member whose value is a customer's or a secret, whatever it looks like and however the name is
/// spelled (the vendor's page, "User API", "Transaction API", and what servers call such things).
const PERSONAL: [&str; 27] = [
    "name",
    "mail",
    "address",
    "birth",
    "idnumber",
    "idno",
    "nik",
    "npwp",
    "phone",
    "mobile",
    "zip",
    "postal",
    "photo",
    "selfie",
    "account",
    "origin",
    "destination",
    "amount",
    "price",
    "quantity",
    "fee",
    "wealth",
    "statement",
    "secret",
    "apikey",
    "signature",
    "token",
];
/// Other ways in which `@` is written.
const AT: [&str; 8] = [
    "%40", "&#64;", "&#x40;", "&#X40;", "&commat;", "\\u0040", "\\x40", "＠",
];

/// An answer, in lines if it is JSON.
pub(super) fn shown(text: &str) -> String {
    match serde_json::from_str::<Value>(text) {
        Ok(json) => serde_json::to_string_pretty(&hidden(json, false, 0)).unwrap_or_default(),
        Err(_) => masked(&without_members(text)),
    }
}

/// JSON with the values hidden that are a customer's. A name may be a customer's too: `{"budi@mail.com": "taken"}`.
fn hidden(json: Value, is_personal: bool, nested: usize) -> Value {
    match json {
        Value::String(text) if text.is_empty() => Value::String(text),
        Value::String(_) | Value::Number(_) if is_personal => Value::String(HIDDEN.to_owned()),
        Value::String(text) => Value::String(of_string(&text, nested)),
        Value::Number(number) => {
            let text = masked(&number.to_string());
            if text.contains(HIDDEN) {
                Value::String(text)
            } else {
                Value::Number(number)
            }
        }
        Value::Array(items) => {
            let items = items.into_iter();
            items
                .map(|item| hidden(item, is_personal, nested))
                .collect()
        }
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| {
                let is_personal = is_personal || tells(&name);
                (masked(&name), hidden(value, is_personal, nested))
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Null | Value::Bool(_) => json,
    }
}

/// A string of JSON, which may be JSON again.
fn of_string(text: &str, nested: usize) -> String {
    match serde_json::from_str::<Value>(text) {
        Ok(_) if nested >= MAX_NESTED => HIDDEN.to_owned(),
        Ok(json @ (Value::Object(_) | Value::Array(_))) => {
            hidden(json, false, nested + 1).to_string()
        }
        _ => masked(&without_members(text)),
    }
}

/// True if a member of this name is a customer's.
fn tells(name: &str) -> bool {
    let name: String = name.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let name = name.to_lowercase();
    PERSONAL.iter().any(|part| name.contains(part))
}

/// A text that is not JSON, or not all of it: without the values of `"name": …` (quoted in whatever way) and of `name=…`.
fn without_members(text: &str) -> String {
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for (at, sign) in text.match_indices([':', '=']) {
        if at < from || !tells(name_before(&text[..at], sign)) {
            continue;
        }
        let value = at + sign.len();
        out.push_str(&text[from..value]);
        out.push_str(HIDDEN);
        from = value + length_of_value(&text[value..]);
    }
    out.push_str(&text[from..]);
    out
}

fn name_before<'a>(before: &'a str, sign: &str) -> &'a str {
    let before = before.trim_end();
    let name = before.trim_end_matches(['"', '\'', '\\']);
    // `email: is taken` are words to be read.
    if sign == ":" && name.len() == before.len() {
        return "";
    }
    let is_in_name = |sign: char| sign.is_alphanumeric() || "_- ".contains(sign);
    &name[name.trim_end_matches(is_in_name).len()..]
}

fn length_of_value(text: &str) -> usize {
    let value = text.trim_start();
    let unescaped = value.trim_start_matches('\\');
    let slashes = value.len() - unescaped.len();
    let start = text.len() - unescaped.len();
    let Some(first) = unescaped.chars().next() else {
        return text.len();
    };
    let end = match first {
        '"' | '\'' => unescaped[1..].match_indices(first).find_map(|(at, _)| {
            let inside = &unescaped[1..=at];
            // A quote behind more of them is one of the value's own.
            let more = inside.len() - inside.trim_end_matches('\\').len();
            (more <= slashes).then_some(at + 2)
        }),
        // Where it ends is not sure in what is no JSON.
        '{' | '[' => None,
        _ => unescaped.find(|sign| is_edge(sign) || "&'".contains(sign)),
    };
    end.map_or(text.len(), |end| start + end)
}

/// What no e-mail address, number or identifier goes across.
pub(super) fn is_edge(sign: char) -> bool {
    sign.is_whitespace() || "\"<>(){}[],;".contains(sign)
}

/// A text without e-mail addresses, identifiers, long numbers, documents and coin addresses. Control characters are spaces.
pub(super) fn masked(text: &str) -> String {
    let mut text: String = text
        .chars()
        .filter(|sign| !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'))
        .map(|sign| if sign.is_control() && sign != '\n' { ' ' } else { sign })
        .collect();
    for at in AT {
        text = text.replace(at, "@");
    }
    let text = without(&text, |sign| !is_edge(sign), of_chunk);
    let text = without_ids(&text);
    let is_of_document = |sign: char| sign.is_alphanumeric() || "+/=_-".contains(sign);
    let text = without(&text, is_of_document, of_document);
    without_numbers(&text)
}

/// Puts each run of signs that are `in_run` through `mask`.
fn without(text: &str, in_run: impl Fn(char) -> bool, mask: fn(&str) -> String) -> String {
    let (mut out, mut run) = (String::with_capacity(text.len()), String::new());
    for sign in text.chars() {
        if in_run(sign) {
            run.push(sign);
            continue;
        }
        out.push_str(&mask(&run));
        run.clear();
        out.push(sign);
    }
    out.push_str(&mask(&run));
    out
}

/// Hides an e-mail address, but not `mailto:` or `user=` before it.
fn of_chunk(chunk: &str) -> String {
    let Some(at) = chunk.find('@') else {
        return chunk.to_owned();
    };
    let start = chunk[..at].rfind([':', '=']).map_or(0, |before| before + 1);
    format!("{}{HIDDEN}@{HIDDEN}", &chunk[..start])
}

/// Of an identifier its beginning is kept, by which it is recognised.
fn without_ids(text: &str) -> String {
    const ID: usize = 36;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if rest.as_bytes().get(..ID).is_some_and(is_id) {
            out.push_str(&without_numbers(&rest[..8]));
            out.push('-');
            out.push_str(HIDDEN);
            rest = &rest[ID..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

fn is_id(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

/// Hides base64, hex, coin addresses and secrets.
fn of_document(run: &str) -> String {
    let has = |is: fn(char) -> bool| run.chars().any(is);
    let is_long = run.split(|sign: char| !sign.is_alphanumeric()).any(|part| {
        let length = part.chars().count();
        let is_mixed = part.chars().any(char::is_numeric) && part.chars().any(char::is_alphabetic);
        length >= LONG || (length >= LONG_MIXED && is_mixed)
    });
    // Base64 may have a sign everywhere; words and paths have no such capitals.
    let signs: Vec<char> = run.chars().collect();
    let humps = signs
        .windows(2)
        .filter(|two| two[0].is_lowercase() && two[1].is_uppercase());
    let is_base64 = signs.len() >= LONG
        && has(char::is_uppercase)
        && has(char::is_lowercase)
        && (has(char::is_numeric) || humps.count() >= 6);
    if is_long || is_base64 {
        HIDDEN.to_owned()
    } else {
        run.to_owned()
    }
}

/// Hides digits in a row, and in groups with one sign between them.
fn without_numbers(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    while let Some(sign) = signs.get(at) {
        if !sign.is_numeric() {
            out.push(*sign);
            at += 1;
            continue;
        }
        let end = end_of_number(&signs, at);
        let number = signs.get(at..end).unwrap_or_default();
        let digits = number.iter().filter(|sign| sign.is_numeric()).count();
        let mut runs = number.split(|sign| !sign.is_numeric());
        if digits >= GROUPED_DIGITS || runs.any(|run| run.len() >= DIGITS) {
            out.push_str(HIDDEN);
        } else {
            out.extend(number);
        }
        at = end;
    }
    out
}

fn end_of_number(signs: &[char], mut at: usize) -> usize {
    let is_digit = |at: usize| signs.get(at).is_some_and(|sign| sign.is_numeric());
    let is_between = |at: usize| {
        signs
            .get(at)
            .is_some_and(|sign| " .-,/_\u{a0}".contains(*sign))
    };
    while is_digit(at) || (is_between(at) && is_digit(at + 1)) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_tells_of_a_customer_is_hidden() {
        for (text, expected) in [
            ("email: budi@mail.com is taken", "email: •••@••• is taken"),
            ("write to mailto:budi@mail.com", "write to mailto:•••@•••"),
            ("id_number 3515144508680002", "id_number •••"),
            ("id 3515 1445 0868 0002 is known", "id ••• is known"),
            ("call 0812-3456-7890 now", "call ••• now"),
            ("born 1968-08-05 in Malang", "born ••• in Malang"),
            (
                "user a1b2c3d4-2ab0-5328-90f0-44bceab1528c.",
                "user a1b2c3d4-•••.",
            ),
            (
                "/item/a1b2c3d4-2ab0-5328-90f0-44bceab1528c/detail",
                "/item/a1b2c3d4-•••/detail",
            ),
            ("12345678-2ab0-5328-90f0-44bceab1528c", "•••-•••"),
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "•••"),
            ("ref-12345x", "ref-•••x"),
            (
                "/9j/4AAQSkZJRgABAQAAAQABAAD/ is no picture",
                "••• is no picture",
            ),
            ("a/Bc+dEfGhIjKlMnOpQr/sTuV+wXyZaBcD=", "•••"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn what_helps_to_find_the_fault_is_kept() {
        for text in [
            "status 422, line 12",
            "name: too long (the address too)",
            "\"gestures_photos[3]\" is not base64",
            "Cannot POST /users/v1/item/detail",
            "nginx/1.25.3",
            "application/json; charset=utf-8",
            "Wed, 25 Nov 2026 16:15:29 GMT",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn an_address_is_hidden_however_its_sign_is_written() {
        for at in AT.into_iter().chain(["@"]) {
            let text = shown(&format!("<p>budi{at}mail.com</p>"));
            assert!(!text.contains("budi") && !text.contains("mail"), "{text}");
        }
    }

    #[test]
    fn members_of_a_customer_are_hidden_in_what_is_no_json_too() {
        let long = "a b ".repeat(600);
        for text in [
            r#"{"data":{"name":"Siti Nurhaliza","address":""}}"#.to_owned(),
            format!(r#"{{"data":{{"name":"Siti Nurhaliza","x":"{long}"}}}}"#),
            r#"{"name":"Siti Nurhaliza"} trailing"#.to_owned(),
            r#"{"name":"Siti Nurhaliza"#.to_owned(),
            r#"{"name": ["Siti Nurhaliza"#.to_owned(),
            r#"{"fullName":"Siti \"Nur\" Nurhaliza","Name":"Siti"}"#.to_owned(),
            r#"{"fullName":"Siti \"Nur\" Nurhaliza"#.to_owned(),
            r#"{"message":"{\"name\":\"Siti Nurhaliza\"}"}"#.to_owned(),
            r#"{"message":"{\"name\":\"Siti Nurhaliza\""#.to_owned(),
            "{'name': 'Siti Nurhaliza'}".to_owned(),
            "full_name=Siti+Nurhaliza&x=1".to_owned(),
        ] {
            let text = shown(&text);
            assert!(!text.contains("Siti") && !text.contains("Nur"), "{text}");
        }
        let text = shown(r#"{"zip_code":4012,"errors":{"budi@mail.com":1,"3515144508680002":2}}"#);
        assert!(!text.contains("4012") && !text.contains("budi"), "{text}");
        assert!(!text.contains("3515"), "{text}");
    }

    /// The ways in which a server may repeat something.
    fn repeated(value: &str, before: &str, after: &str, way: usize) -> String {
        match way {
            0 => format!("{before} {value} {after}"),
            1 => format!("{before}({value}).{after}"),
            2 => format!("/users/v1/item/{value}/detail {after}"),
            3 => format!("{before} id={value}&x=1"),
            4 => serde_json::json!({ "message": format!("{before} {value}.") }).to_string(),
            5 => serde_json::json!({ "errors": { value: [before, after] } }).to_string(),
            6 => serde_json::json!({ "message": serde_json::json!({ "x": value }).to_string() })
                .to_string(),
            _ => format!("{{\"message\":\"{value}\",\"x\":\"{}", "a b ".repeat(600)),
        }
    }

    proptest! {
        #[test]
        fn no_address_survives(
            before in ".{0,20}", after in ".{0,20}", way in 0usize..8,
            local in "[a-z][a-z0-9.+_'-]{2,12}[a-z]", host in "[a-z]{4,9}",
        ) {
            let address = format!("{local}@{host}.com");
            let text = shown(&repeated(&address, &before, &after, way));
            prop_assert!(!text.contains(&address), "{}", text);
            prop_assert!(before.contains('@') || after.contains('@') || !text.contains(&format!("@{host}")), "{}", text);
        }

        #[test]
        fn no_long_number_survives(
            before in ".{0,20}", after in ".{0,20}", way in 0usize..8, digits in "[0-9]{5,20}",
        ) {
            let text = shown(&repeated(&digits, &before, &after, way));
            let runs = text.split(|sign: char| !sign.is_numeric());
            let longest = runs.map(|run| run.chars().count()).max();
            prop_assert!(longest.unwrap_or(0) < DIGITS, "{}", text);
        }

        #[test]
        fn of_an_identifier_only_the_beginning_survives(
            before in "[^0-9a-f-]{0,20}", after in "[^0-9a-f-]{0,20}", way in 0usize..8, id in any::<u128>(),
        ) {
            let id = uuid::Uuid::from_u128(id).to_string();
            let text = shown(&repeated(&id, &before, &after, way));
            prop_assert!(!text.contains(&id[8..]) && !text.contains(&id[24..]), "{}", text);
        }

        #[test]
        fn no_document_survives(way in 0usize..8, bytes in proptest::collection::vec(any::<u8>(), 48..200)) {
            let document = base64_simd::STANDARD.encode_to_string(&bytes);
            let text = shown(&repeated(&document, "", "", way));
            let kept = document.as_bytes().windows(12).any(|part| {
                std::str::from_utf8(part).is_ok_and(|part| text.contains(part))
            });
            prop_assert!(!kept, "{}", text);
        }

    }
}
