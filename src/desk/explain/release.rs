//! Why nothing is known of a newer version.

use super::{Told, profile};
use crate::desk::release::Fault;
use crate::store::error::{BaseUrl, ProfileError};

/// What a failed check means, and what to do.
pub fn release(fault: Fault) -> Told {
    match fault {
        Fault::Address(problem) => {
            let what = profile(&ProfileError::Url(BaseUrl::User, problem));
            Told::new(what.id).hint("update-hint-set")
        }
        Fault::Key => Told::new("update-bad-key").hint("update-hint-set"),
        Fault::NoTrust => Told::new("update-no-trust").hint("update-hint-it"),
        Fault::NotReached => Told::new("update-not-reached").hint("update-hint-later"),
        Fault::TooSlow => Told::new("update-too-slow").hint("update-hint-later"),
        Fault::Status(status) => Told::new("update-status")
            .arg("status", status.to_string())
            .hint("update-hint-set"),
        Fault::TooLarge => Told::new("update-too-large").hint("update-hint-it"),
        Fault::NoSignature => Told::new("update-no-signature").hint("update-hint-it"),
        Fault::Legacy => Told::new("update-legacy").hint("update-hint-it"),
        Fault::OtherKey => Told::new("update-other-key").hint("update-hint-it"),
        Fault::Changed => Told::new("update-changed").hint("update-hint-it"),
        Fault::OtherProduct => Told::new("update-other-product").hint("update-hint-it"),
        Fault::Unreadable => Told::new("update-unreadable").hint("update-hint-it"),
    }
}
