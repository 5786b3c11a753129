//! The files in `tests/data/release` were signed with `minisign` by keys that are gone.

use super::*;

macro_rules! data {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/data/release/", $name)).as_slice()
    };
}

const KEY: &str = include_str!("../../../tests/data/release/key.txt");
const NEWER: &[u8] = data!("newer.toml");
const SIGNATURE: &[u8] = data!("newer.toml.minisig");

fn judged(file: &[u8], signature: &[u8], running: &str) -> Result<Verdict, Fault> {
    let today = "2026-12-24".parse().unwrap();
    let running = Version::parse(running).unwrap();
    judge(&check_key(KEY).unwrap(), file, signature, &running, today)
}

#[test]
fn a_newer_version_is_told_with_all_that_is_known_of_it() {
    let Ok(Verdict::Newer(found)) = judged(NEWER, SIGNATURE, "0.1.0") else {
        panic!("no offer");
    };
    assert_eq!(found.version.to_string(), "999.1.0");
    assert_eq!(found.date.to_string(), "2026-12-01");
    assert_eq!(found.download, "https://example.com/tcdx-desk");
    assert_eq!(found.notes.of(Lang::En), "Faster lists.");
    assert_eq!(found.notes.of(Lang::Id), "Daftar lebih cepat.");
    assert_eq!(found.minimum_system["linux"], "Debian 12");
}

#[test]
fn only_a_later_version_is_an_offer() {
    let (older, older_signature) = (data!("older.toml"), data!("older.toml.minisig"));
    let (early, early_signature) = (data!("prerelease.toml"), data!("prerelease.toml.minisig"));
    for (file, signature, running, is_offer) in [
        (NEWER, SIGNATURE, "999.0.9", true),
        (NEWER, SIGNATURE, "999.1.0-rc.1", true),
        (NEWER, SIGNATURE, "999.1.0", false),
        // Build metadata says nothing of the order.
        (NEWER, SIGNATURE, "999.1.0+build.1", false),
        (NEWER, SIGNATURE, "999.1.1", false),
        (NEWER, SIGNATURE, "1000.0.0-rc.1", false),
        (early, early_signature, "999.0.9", true),
        (early, early_signature, "999.1.0-beta", true),
        (early, early_signature, "999.1.0-rc.2", false),
        (early, early_signature, "999.1.0", false),
        (older, older_signature, "0.1.0", false),
    ] {
        let verdict = judged(file, signature, running).unwrap();
        let told = matches!(verdict, Verdict::Newer(_));
        assert_eq!(told, is_offer, "{running}: {verdict:?}");
        assert!(told || matches!(verdict, Verdict::Newest(_)), "{verdict:?}");
    }
}

#[test]
fn a_file_past_its_last_day_is_told_as_such_whatever_it_offers() {
    let verdict = judged(
        data!("expired.toml"),
        data!("expired.toml.minisig"),
        "0.1.0",
    );
    assert_eq!(verdict, Ok(Verdict::Expired("2020-01-31".parse().unwrap())));
    let key = check_key(KEY).unwrap();
    let on = |day: &str| {
        let (file, signature) = (data!("expired.toml"), data!("expired.toml.minisig"));
        judge(
            &key,
            file,
            signature,
            &Version::new(0, 1, 0),
            day.parse().unwrap(),
        )
        .unwrap()
    };
    assert!(matches!(on("2020-01-31"), Verdict::Newer(_)));
    assert!(matches!(on("2020-02-01"), Verdict::Expired(_)));
}

#[test]
fn what_was_not_signed_so_is_not_read() {
    assert_eq!(
        judged(NEWER, data!("newer.legacy.minisig"), "0.1.0"),
        Err(Fault::Legacy)
    );
    assert_eq!(
        judged(NEWER, data!("newer.other-key.minisig"), "0.1.0"),
        Err(Fault::OtherKey)
    );
    for other in [
        data!("newer.other-product.minisig"),
        data!("newer.other-version.minisig"),
    ] {
        assert_eq!(judged(NEWER, other, "0.1.0"), Err(Fault::OtherProduct));
    }
    // A good signature over another file.
    assert_eq!(
        judged(NEWER, data!("older.toml.minisig"), "0.1.0"),
        Err(Fault::Changed)
    );
    // Each byte of the file counts.
    for at in 0..NEWER.len() {
        let mut changed = NEWER.to_vec();
        changed[at] ^= 1;
        assert_eq!(
            judged(&changed, SIGNATURE, "0.1.0"),
            Err(Fault::Changed),
            "byte {at}"
        );
    }
    for cut in [0, 1, NEWER.len() - 1] {
        assert_eq!(
            judged(&NEWER[..cut], SIGNATURE, "0.1.0"),
            Err(Fault::Changed)
        );
    }
    let text = std::str::from_utf8(SIGNATURE).unwrap();
    let comment = text.replace("release 999.1.0", "release 999.1.1");
    assert_eq!(
        judged(NEWER, comment.as_bytes(), "0.1.0"),
        Err(Fault::Changed)
    );
    let without = text.replace("tcdx-desk release", "other-desk release");
    assert_eq!(
        judged(NEWER, without.as_bytes(), "0.1.0"),
        Err(Fault::Changed)
    );
}

#[test]
fn a_changed_or_damaged_signature_never_passes() {
    let first_line = SIGNATURE.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for at in first_line..SIGNATURE.len() {
        let mut changed = SIGNATURE.to_vec();
        changed[at] ^= 1;
        // The last line break is no part of it.
        if at + 1 < SIGNATURE.len() {
            assert!(judged(NEWER, &changed, "0.1.0").is_err(), "byte {at}");
        }
        let _ = judged(NEWER, &SIGNATURE[..at], "0.1.0");
    }
    for none in [
        &b""[..],
        b"<!doctype html>\n<p>Not found</p>\n",
        b"\xff\xfe",
        b"\n\n\n\n",
    ] {
        assert_eq!(judged(NEWER, none, "0.1.0"), Err(Fault::NoSignature));
    }
    let large = vec![b'a'; MAX_SIGNATURE_BYTES + 1];
    assert_eq!(judged(NEWER, &large, "0.1.0"), Err(Fault::TooLarge));
    let large = vec![b'a'; MAX_FILE_BYTES + 1];
    assert_eq!(judged(&large, SIGNATURE, "0.1.0"), Err(Fault::TooLarge));
}

#[test]
fn a_signed_file_must_make_sense() {
    let verdict = judged(data!("absurd.toml"), data!("absurd.toml.minisig"), "0.1.0");
    assert_eq!(verdict, Err(Fault::Unreadable));
    let good = std::str::from_utf8(NEWER).unwrap();
    assert!(read(NEWER).is_some());
    let changed = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        read(good.replacen(from, to, 1).as_bytes())
    };
    for (from, to) in [
        ("tcdx-desk", "other-desk"),
        ("999.1.0", "999.1"),
        ("999.1.0", "999.65536.0"),
        ("999.1.0", "99999999999999999999999.0.0"),
        ("999.1.0", "-1.0.0"),
        ("999.1.0", ""),
        ("2026-12-01", "2026-13-01"),
        ("9999-12-31", "soon"),
        ("https://example.com", "http://example.com"),
        ("https://example.com", "https://user:pass@example.com"),
        ("https://example.com/tcdx-desk", "file:///etc/passwd"),
        ("https://example.com/tcdx-desk", "javascript:alert(1)"),
        ("Faster lists.", "Faster\\u0007lists."),
        ("valid_until", "valid_til"),
    ] {
        assert_eq!(changed(from, to), None, "{to}");
    }
    let long = "é".repeat(MAX_NOTES_CHARS);
    assert!(changed("Faster lists.", &long).is_some());
    assert_eq!(changed("Faster lists.", &(long + "é")), None);
    let systems: Vec<String> = (0..9).map(|number| format!("s{number} = \"1\"")).collect();
    let systems = systems.join("\n") + "\n";
    assert_eq!(changed("linux = \"Debian 12\"\n", &systems), None);
    // Nested beyond reason.
    let deep = format!(
        "deep = {}{}\n[notes]",
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    assert_eq!(changed("[notes]", &deep), None);
    // Notes and oldest systems may be left out.
    let (short, _) = good.split_once("[notes]").unwrap();
    assert!(read(short.as_bytes()).is_some());
    assert_eq!(read(b"\xff"), None);
}

#[test]
fn addresses_and_keys_that_cannot_be_used_are_told() {
    for good in [
        "https://example.com/r.toml",
        "http://127.0.0.1:8/r",
        "http://localhost/r",
    ] {
        assert!(check_address(good).is_ok(), "{good}");
    }
    for bad in [
        "http://example.com/r",
        "https://user@example.com/r",
        "https://example.com/r?x=1",
        "https://example.com/r#x",
        "ftp://example.com/r",
        "example.com",
        "https://",
    ] {
        assert!(
            matches!(check_address(bad), Err(Fault::Address(_))),
            "{bad}"
        );
    }
    assert!(check_key(&format!(" {KEY}\n")).is_ok());
    for bad in [
        "",
        "x",
        "RWQ",
        &KEY[1..],
        "untrusted comment: minisign public key",
    ] {
        assert_eq!(check_key(bad).err(), Some(Fault::Key), "{bad}");
    }
}
