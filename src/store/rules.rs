//! What a usable profile is.

use std::collections::BTreeSet;

use url::{Host, Url};

use super::error::{BaseUrl, Header, PictureKind, ProfileError, SetProblem, UrlProblem};
use crate::domain::Profile;
use crate::domain::managed::same_name;
use crate::domain::profile::{GestureSet, PictureLimits, Pictures, TRAINING};

const MAX_NAME_CHARS: usize = 64;
const MAX_URL_CHARS: usize = 2048;
const MAX_API_KEY_CHARS: usize = 512;
const MAX_SETS: usize = 32;
const MAX_GESTURES: usize = 16;

/// Header names that HTTP itself, or the client, decides on (RFC 9110).
const FIXED_HEADERS: [&str; 13] = [
    "accept",
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

pub(super) fn check(profile: &Profile) -> Result<(), ProfileError> {
    check_name(profile)?;
    // The sandbox has its own address and key.
    if !profile.is_training() {
        check_server(profile)?;
    }
    check_header(Header::Key, &profile.key_header)?;
    check_header(Header::Signature, &profile.signature_header)?;
    if profile
        .key_header
        .eq_ignore_ascii_case(&profile.signature_header)
    {
        return Err(ProfileError::HeadersAlike);
    }
    if let Some(path) = &profile.extra_ca_file
        && !path.is_absolute()
    {
        return Err(ProfileError::ExtraCa);
    }
    if !(1..=16).contains(&profile.gesture_count) {
        return Err(ProfileError::GestureCount);
    }
    check_sets(&profile.gesture_sets).map_err(ProfileError::GestureSets)?;
    check_pictures(&profile.pictures).map_err(ProfileError::Pictures)
}

fn check_name(profile: &Profile) -> Result<(), ProfileError> {
    let name = &profile.name;
    if name.is_empty() || name.chars().count() > MAX_NAME_CHARS {
        return Err(ProfileError::NameLength);
    }
    if name.chars().any(char::is_control) || name.trim() != name {
        return Err(ProfileError::NameCharacters);
    }
    if !profile.is_training() && same_name(name, TRAINING) {
        return Err(ProfileError::NameReserved);
    }
    Ok(())
}

fn check_server(profile: &Profile) -> Result<(), ProfileError> {
    let bases = [
        (BaseUrl::User, Some(&profile.base_url)),
        (BaseUrl::Transaction, profile.transaction_base_url.as_ref()),
        (BaseUrl::Account, profile.account_base_url.as_ref()),
    ];
    for (which, base) in bases {
        if let Some(base) = base {
            check_url(base).map_err(|problem| ProfileError::Url(which, problem))?;
        }
    }
    let key = &profile.api_key;
    if key.is_empty() || key.len() > MAX_API_KEY_CHARS || !key.bytes().all(|b| b.is_ascii_graphic())
    {
        return Err(ProfileError::ApiKey);
    }
    Ok(())
}

pub(super) fn check_url(base: &str) -> Result<(), UrlProblem> {
    if base.is_empty() {
        return Err(UrlProblem::Missing);
    }
    // The URL reader drops tabs and line breaks in silence; what is stored is what is used.
    if base.chars().count() > MAX_URL_CHARS
        || base.chars().any(|c| c.is_control() || c.is_whitespace())
    {
        return Err(UrlProblem::NotAUrl);
    }
    let url = Url::parse(base).map_err(|_| UrlProblem::NotAUrl)?;
    let host = url.host().ok_or(UrlProblem::NotAUrl)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(UrlProblem::Credentials);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(UrlProblem::Query);
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(&host) => Ok(()),
        _ => Err(UrlProblem::NotHttps),
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => name.eq_ignore_ascii_case("localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// A token of RFC 9110, section 5.6.2.
fn check_header(which: Header, name: &str) -> Result<(), ProfileError> {
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    let fixed = FIXED_HEADERS
        .iter()
        .any(|fixed| name.eq_ignore_ascii_case(fixed));
    if name.is_empty() || name.len() > MAX_NAME_CHARS || !name.bytes().all(token) || fixed {
        return Err(ProfileError::HeaderName(which));
    }
    Ok(())
}

fn check_sets(sets: &[GestureSet]) -> Result<(), SetProblem> {
    if sets.is_empty() {
        return Err(SetProblem::None);
    }
    if sets.len() > MAX_SETS || sets.iter().any(|set| set.gestures.len() > MAX_GESTURES) {
        return Err(SetProblem::TooMany);
    }
    let mut seen = BTreeSet::new();
    for set in sets {
        if !seen.insert(set.id) {
            return Err(SetProblem::Duplicate(set.id));
        }
        if !is_label(&set.name) || !set.gestures.iter().all(|name| is_label(name)) {
            return Err(SetProblem::Name(set.id));
        }
    }
    Ok(())
}

fn is_label(text: &str) -> bool {
    !text.trim().is_empty()
        && text.chars().count() <= MAX_NAME_CHARS
        && !text.chars().any(char::is_control)
}

fn check_pictures(pictures: &Pictures) -> Result<(), PictureKind> {
    if !(100_000..=200_000_000).contains(&pictures.max_file_bytes) {
        return Err(PictureKind::File);
    }
    let slots = [
        (PictureKind::IdPhoto, pictures.id_photo),
        (PictureKind::Selfie, pictures.selfie),
        (PictureKind::ProofOfAddress, pictures.proof_of_address),
        (PictureKind::Gesture, pictures.gesture),
    ];
    slots
        .into_iter()
        .find(|(_, limits)| !are_sane(limits))
        .map_or(Ok(()), |(kind, _)| Err(kind))
}

fn are_sane(limits: &PictureLimits) -> bool {
    (10_000..=20_000_000).contains(&limits.max_bytes)
        && (100..=8000).contains(&limits.max_side_px)
        && limits.min_short_side_px >= 1
        && limits.min_short_side_px <= limits.min_long_side_px
        && limits.min_long_side_px <= limits.max_side_px
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live() -> Profile {
        Profile::live("Cabang", "https://api.example.com", "key")
    }

    fn changed(change: impl FnOnce(&mut Profile)) -> Result<(), ProfileError> {
        let mut profile = live();
        change(&mut profile);
        check(&profile)
    }

    #[test]
    fn the_defaults_are_usable() {
        assert_eq!(check(&live()), Ok(()));
        assert_eq!(check(&Profile::training()), Ok(()));
    }

    #[test]
    fn names() {
        let name = |name: &str| changed(|p| p.name = name.to_owned());
        assert_eq!(name(&"é".repeat(64)), Ok(()));
        assert_eq!(name(&"e".repeat(65)), Err(ProfileError::NameLength));
        assert_eq!(name(""), Err(ProfileError::NameLength));
        for bad in ["a\0b", "a\nb", " a", "a\u{a0}", " "] {
            assert_eq!(name(bad), Err(ProfileError::NameCharacters), "{bad:?}");
        }
        assert_eq!(name("TRAINING"), Err(ProfileError::NameReserved));
    }

    #[test]
    fn base_urls() {
        let url = |url: &str| changed(|p| p.base_url = url.to_owned());
        for good in [
            "https://api.example.com",
            "https://api.example.com:8443/tcdx/",
            "http://127.0.0.1:7979",
            "http://127.9.9.9",
            "http://[::1]:80",
            "http://localhost:7979",
        ] {
            assert_eq!(url(good), Ok(()), "{good}");
        }
        for (bad, why) in [
            ("", UrlProblem::Missing),
            ("api.example.com", UrlProblem::NotAUrl),
            ("https://", UrlProblem::NotAUrl),
            ("https://api.example.com ", UrlProblem::NotAUrl),
            ("https://api.exa\tmple.com", UrlProblem::NotAUrl),
            ("unix:/run/x", UrlProblem::NotAUrl),
            ("http://api.example.com", UrlProblem::NotHttps),
            ("http://localhost.example.com", UrlProblem::NotHttps),
            ("http://127.0.0.1.example.com", UrlProblem::NotHttps),
            ("http://192.168.1.2", UrlProblem::NotHttps),
            ("ftp://127.0.0.1", UrlProblem::NotHttps),
            ("https://me@example.com", UrlProblem::Credentials),
            ("https://:pw@example.com", UrlProblem::Credentials),
            ("http://127.0.0.1@example.com", UrlProblem::Credentials),
            ("https://example.com/?a=b", UrlProblem::Query),
            ("https://example.com/#a", UrlProblem::Query),
        ] {
            assert_eq!(
                url(bad),
                Err(ProfileError::Url(BaseUrl::User, why)),
                "{bad}"
            );
        }
        let long = format!("https://example.com/{}", "a".repeat(2048));
        assert!(url(&long).is_err());
        let other = changed(|p| p.account_base_url = Some("http://example.com".to_owned()));
        let why = ProfileError::Url(BaseUrl::Account, UrlProblem::NotHttps);
        assert_eq!(other, Err(why));
        assert!(changed(|p| p.transaction_base_url = Some(String::new())).is_err());
    }

    #[test]
    fn api_keys_and_headers() {
        for bad in ["", "a b", "a\r\nX: y", "é", &"k".repeat(513)] {
            let key = changed(|p| p.api_key = bad.to_owned());
            assert_eq!(key, Err(ProfileError::ApiKey), "{bad:?}");
        }
        for bad in ["", "X Key", "X:Key", "X\r\nY", "Content-Length", "ключ"] {
            assert_eq!(
                changed(|p| p.key_header = bad.to_owned()),
                Err(ProfileError::HeaderName(Header::Key)),
                "{bad:?}"
            );
            assert_eq!(
                changed(|p| p.signature_header = bad.to_owned()),
                Err(ProfileError::HeaderName(Header::Signature)),
                "{bad:?}"
            );
        }
        assert_eq!(changed(|p| p.key_header = "X-Api-Key".to_owned()), Ok(()));
        let alike = changed(|p| p.key_header = p.signature_header.to_lowercase());
        assert_eq!(alike, Err(ProfileError::HeadersAlike));
    }

    #[test]
    fn gestures() {
        for (count, good) in [(0, false), (1, true), (16, true), (17, false)] {
            assert_eq!(
                changed(|p| p.gesture_count = count).is_ok(),
                good,
                "{count}"
            );
        }
        let sets = |change: fn(&mut Vec<GestureSet>)| changed(|p| change(&mut p.gesture_sets));
        for (result, why) in [
            (sets(Vec::clear), SetProblem::None),
            (sets(|s| s[1].id = 0), SetProblem::Duplicate(0)),
            (sets(|s| s[2].name = " ".to_owned()), SetProblem::Name(2)),
            (sets(|s| s[3].name = "é".repeat(65)), SetProblem::Name(3)),
            (
                sets(|s| s[4].gestures = vec!["a\nb".to_owned()]),
                SetProblem::Name(4),
            ),
            (
                sets(|s| s[0].gestures = vec!["a".to_owned(); 17]),
                SetProblem::TooMany,
            ),
        ] {
            assert_eq!(result, Err(ProfileError::GestureSets(why)));
        }
    }

    #[test]
    fn picture_limits() {
        assert_eq!(
            changed(|p| p.pictures.max_file_bytes = 0),
            Err(ProfileError::Pictures(PictureKind::File))
        );
        let selfie = |change: fn(&mut PictureLimits)| changed(|p| change(&mut p.pictures.selfie));
        for result in [
            selfie(|l| l.max_bytes = 0),
            selfie(|l| l.max_bytes = usize::MAX),
            selfie(|l| l.max_side_px = 100_000),
            selfie(|l| l.min_short_side_px = 0),
            selfie(|l| l.min_short_side_px = l.min_long_side_px + 1),
            selfie(|l| l.min_long_side_px = l.max_side_px + 1),
        ] {
            assert_eq!(result, Err(ProfileError::Pictures(PictureKind::Selfie)));
        }
    }

    #[test]
    fn a_local_certificate_file_is_named_absolutely() {
        let file = |path: &str| changed(|p| p.extra_ca_file = Some(path.into()));
        assert_eq!(file("ca.pem"), Err(ProfileError::ExtraCa));
        assert_eq!(file(""), Err(ProfileError::ExtraCa));
        #[cfg(unix)]
        assert_eq!(file("/etc/ca.pem"), Ok(()));
    }

    #[test]
    fn training_needs_no_server() {
        let mut profile = Profile::training();
        profile.base_url = "nonsense".to_owned();
        assert_eq!(check(&profile), Ok(()));
        profile.gesture_count = 0;
        assert_eq!(check(&profile), Err(ProfileError::GestureCount));
    }
}
