//! What a body says, and whether it can be what the vendor sends.

use serde_json::error::Category;
use subtle::ConstantTimeEq;

use crate::domain::arrival::Said;
use crate::domain::{ArrivalReason, ArrivalSignature};
use crate::tcdx::{ApiSecret, WebhookCall, sign};

/// Longest status that is kept beside the body, in characters: the documented ones have eight.
const MAX_STATUS_CHARS: usize = 40;
/// Deepest nesting that is read: the documented body has one level.
const MAX_DEPTH: usize = 16;

/// Whether the signatures fit the body. None is documented, but one that is there must fit (api.md, ruling 10).
pub(super) fn signature<'a>(
    secret: &ApiSecret,
    body: &[u8],
    signatures: impl Iterator<Item = &'a [u8]>,
) -> ArrivalSignature {
    let mut signatures = signatures.peekable();
    if signatures.peek().is_none() {
        return ArrivalSignature::None;
    }
    let expected = sign(secret, body);
    let fits = signatures.all(|one| bool::from(expected.as_bytes().ct_eq(one)));
    if fits {
        ArrivalSignature::Fits
    } else {
        ArrivalSignature::Forged
    }
}

/// Reads a body as the vendor's call.
pub(super) fn call(body: &[u8]) -> Result<WebhookCall, ArrivalReason> {
    if is_too_deep(body) {
        return Err(ArrivalReason::WrongFields);
    }
    // A list of values in the right order is none of the vendor's.
    if body
        .trim_ascii_start()
        .first()
        .is_some_and(|first| *first == b'[')
    {
        return Err(ArrivalReason::WrongFields);
    }
    serde_json::from_slice(body).map_err(|error| match error.classify() {
        Category::Data => ArrivalReason::WrongFields,
        Category::Io | Category::Syntax | Category::Eof => ArrivalReason::NotJson,
    })
}

/// What a body said, or why it is refused, with what it said if that could be read.
pub(super) fn judge(
    body: &[u8],
    signature: ArrivalSignature,
) -> Result<Said, (ArrivalReason, Option<Said>)> {
    let call = call(body);
    let said = call.as_ref().ok().and_then(said);
    if signature == ArrivalSignature::Forged {
        return Err((ArrivalReason::Forged, said));
    }
    match call {
        Err(reason) => Err((reason, None)),
        Ok(_) => said.ok_or((ArrivalReason::WrongLevel, None)),
    }
}

/// `None` if the level is none.
fn said(call: &WebhookCall) -> Option<Said> {
    let level = match call.level.as_str() {
        "1" => 1,
        "2" => 2,
        _ => return None,
    };
    Some(Said {
        user_id: call.user_id.into(),
        level,
        status: call.status.chars().take(MAX_STATUS_CHARS).collect(),
    })
}

/// Counts brackets outside of strings: the reader itself would go 128 deep.
fn is_too_deep(body: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ID: &str = "ace50048-759a-5de5-8e7a-3f7c64e6fb48";

    fn body(status: &str, level: &str) -> String {
        format!(r#"{{"user_id":"{ID}","status":{status},"level":{level},"message":""}}"#)
    }

    fn of(body: &str) -> Result<Said, ArrivalReason> {
        judge(body.as_bytes(), ArrivalSignature::None).map_err(|(reason, _)| reason)
    }

    #[test]
    fn what_the_vendor_sends_is_read() {
        for (status, level) in [
            ("Approved", 1),
            ("APPROVED", 1),
            ("Rejected", 2),
            ("On hold", 1),
        ] {
            let said = of(&body(&format!("\"{status}\""), &format!("\"{level}\""))).unwrap();
            assert_eq!((said.status.as_str(), said.level), (status, level));
            assert_eq!(said.user_id.to_string(), ID);
        }
        // A number for the level, and members that are not documented, do no harm.
        let more =
            format!(r#" {{"level":2,"user_id":"{ID}","status":"Pending","at":{{"a":[1]}}}} "#);
        assert_eq!(of(&more).unwrap().level, 2);
        let long = of(&body(&format!("\"{}\"", "é".repeat(300)), "\"1\"")).unwrap();
        assert_eq!(long.status.chars().count(), MAX_STATUS_CHARS);
    }

    #[test]
    fn anything_else_is_refused() {
        use ArrivalReason as R;
        let deep = format!("{}1{}", "[".repeat(60_000), "]".repeat(60_000));
        let deep_member = format!(
            r#"{{"user_id":"{ID}","status":"Approved","level":"1","x":{}1{}}}"#,
            "[".repeat(20),
            "]".repeat(20)
        );
        for (bad, why) in [
            (String::new(), R::NotJson),
            ("approved".to_owned(), R::NotJson),
            ("{".to_owned(), R::NotJson),
            ("\u{feff}{}".to_owned(), R::NotJson),
            (format!("{} x", body("\"Approved\"", "\"1\"")), R::NotJson),
            ("{}".to_owned(), R::WrongFields),
            ("7".to_owned(), R::WrongFields),
            (format!(r#"["{ID}","Approved","1",""]"#), R::WrongFields),
            (
                r#"{"user_id":"1","status":"Approved","level":"1"}"#.to_owned(),
                R::WrongFields,
            ),
            (body("null", "\"1\""), R::WrongFields),
            (body("\"\"", "\"1\""), R::WrongFields),
            (body("\"Approved\"", "null"), R::WrongFields),
            (body("\"Approved\"", "\"3\""), R::WrongLevel),
            (body("\"Approved\"", "0"), R::WrongLevel),
            (body("\"Approved\"", "\"01\""), R::WrongLevel),
            (body("\"Approved\"", "true"), R::WrongLevel),
            (deep, R::WrongFields),
            (deep_member, R::WrongFields),
        ] {
            let shown: String = bad.chars().take(60).collect();
            assert_eq!(of(&bad), Err(why), "{shown}");
        }
        let twice =
            format!(r#"{{"user_id":"{ID}","status":"Approved","status":"Rejected","level":"1"}}"#);
        assert_eq!(of(&twice), Err(R::WrongFields));
    }

    #[test]
    fn a_signature_that_is_there_must_fit() {
        let secret = ApiSecret::from("secret".to_owned());
        let body = body("\"Approved\"", "\"1\"");
        let judged = |signatures: &[&str]| {
            signature(
                &secret,
                body.as_bytes(),
                signatures.iter().map(|one| one.as_bytes()),
            )
        };
        let fits = sign(&secret, body.as_bytes());
        assert_eq!(judged(&[]), ArrivalSignature::None);
        assert_eq!(judged(&[&fits]), ArrivalSignature::Fits);
        let other = sign(&ApiSecret::from("other".to_owned()), body.as_bytes());
        for bad in [&[other.as_str()][..], &[""], &[&fits[..63]], &[&fits, "00"]] {
            assert_eq!(judged(bad), ArrivalSignature::Forged);
        }
        let (reason, said) = judge(body.as_bytes(), ArrivalSignature::Forged).unwrap_err();
        assert_eq!(reason, ArrivalReason::Forged);
        assert_eq!(said.unwrap().level, 1);
    }

    proptest! {
        #[test]
        fn any_body_is_judged(body in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = judge(&body, ArrivalSignature::None);
        }

        #[test]
        fn any_json_is_judged(body in r#"[{}\[\]":,a-z0-9\\ ]{0,200}"#) {
            let _ = judge(body.as_bytes(), ArrivalSignature::None);
        }
    }
}
