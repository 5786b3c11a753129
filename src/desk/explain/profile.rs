//! From a profile that cannot be used to what a person reads.

use super::Told;
use crate::store::{BaseUrl, Header, ProfileError, UrlProblem};
use crate::text::Arg;

/// The argument that names the field to blame, where several can have the problem.
const FIELD: &str = "field";

/// The field that a problem of a profile is about, by its key in the profiles' file; `None` if it is about no one field.
pub fn blamed(told: &Told) -> Option<&str> {
    Some(match told.id {
        "profile-name-length"
        | "profile-name-characters"
        | "profile-name-taken"
        | "profile-name-reserved" => "name",
        "profile-api-key" => "api_key",
        "profile-headers-alike" => "signature_header",
        "profile-extra-ca" => "extra_ca_file",
        "profile-gesture-count" => "gesture_count",
        "profile-gesture-set" | "profile-gesture-sets" => "gesture_sets",
        _ => {
            return told.args.iter().find_map(|(name, value)| match value {
                Arg::Text(field) if *name == FIELD => Some(field.as_str()),
                _ => None,
            });
        }
    })
}

/// What makes a profile unusable; where one of several fields is to blame, with [`FIELD`].
pub fn profile(error: &ProfileError) -> Told {
    match error {
        ProfileError::NameLength => Told::new("profile-name-length"),
        ProfileError::NameCharacters => Told::new("profile-name-characters"),
        ProfileError::NameTaken => Told::new("profile-name-taken"),
        ProfileError::NameReserved => Told::new("profile-name-reserved"),
        ProfileError::Url(which, problem) => Told::new(match problem {
            UrlProblem::Missing => "profile-url-missing",
            UrlProblem::NotAUrl => "profile-url-malformed",
            UrlProblem::NotHttps => "profile-url-insecure",
            UrlProblem::Credentials => "profile-url-credentials",
            UrlProblem::Query => "profile-url-query",
        })
        .arg(
            FIELD,
            match which {
                BaseUrl::User => "base_url",
                BaseUrl::Transaction => "transaction_base_url",
                BaseUrl::Account => "account_base_url",
            },
        ),
        ProfileError::ApiKey => Told::new("profile-api-key"),
        ProfileError::HeaderName(which) => Told::new("profile-header").arg(
            FIELD,
            match which {
                Header::Key => "key_header",
                Header::Signature => "signature_header",
            },
        ),
        ProfileError::HeadersAlike => Told::new("profile-headers-alike"),
        ProfileError::ExtraCa => Told::new("profile-extra-ca"),
        ProfileError::GestureCount => Told::new("profile-gesture-count"),
        ProfileError::GestureSets(_) => Told::new("profile-gesture-sets"),
        ProfileError::Pictures(_) => Told::new("profile-pictures"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_its_field() {
        for (error, field) in [
            (ProfileError::NameTaken, Some("name")),
            (ProfileError::ApiKey, Some("api_key")),
            (
                ProfileError::Url(BaseUrl::User, UrlProblem::NotHttps),
                Some("base_url"),
            ),
            (
                ProfileError::Url(BaseUrl::Account, UrlProblem::NotAUrl),
                Some("account_base_url"),
            ),
            (ProfileError::HeaderName(Header::Key), Some("key_header")),
        ] {
            assert_eq!(blamed(&profile(&error)), field, "{error}");
        }
        assert_eq!(blamed(&Told::new("profile-pictures")), None);
    }
}
