//! From a managed configuration that is refused to what a person reads.

use super::Told;
use crate::store::{ManagedError, ManagedProblem};

/// True for what [`managed`] tells.
pub fn is_managed(told: &Told) -> bool {
    matches!(
        told.hint,
        Some("managed-hint" | "managed-unprotected-hint" | "managed-secret-hint")
    )
}

/// Why the program does not start with the managed configuration.
pub fn managed(error: &ManagedError) -> Told {
    let (line, column) = error.place.unwrap_or((1, 1));
    let at = |id| {
        Told::new(id)
            .arg("path", error.path.display().to_string())
            .arg("line", line)
            .arg("column", column)
            .hint("managed-hint")
    };
    match &error.problem {
        ManagedProblem::NoPlace => at("managed-no-place"),
        ManagedProblem::File(error) => super::store(error).hint("managed-hint"),
        ManagedProblem::Unprotected(path) => Told::new("managed-unprotected")
            .arg("path", path.display().to_string())
            .hint("managed-unprotected-hint"),
        ManagedProblem::Damaged(message) => at("managed-damaged").arg("message", message.clone()),
        ManagedProblem::Secret(key) => at("managed-secret")
            .arg("key", key.clone())
            .hint("managed-secret-hint"),
        ManagedProblem::Both(key) => at("managed-both").arg("key", key.clone()),
        ManagedProblem::Range { key, min, max } => at("managed-range")
            .arg("key", key.clone())
            .arg("min", i64::from(*min))
            .arg("max", i64::from(*max)),
        ManagedProblem::Text(key) => at("managed-text-wrong").arg("key", key.clone()),
        ManagedProblem::UnknownProfile(name) => {
            at("managed-unknown-profile").arg("name", name.clone())
        }
        ManagedProblem::Profile { name, source } => at("managed-bad-profile")
            .arg("name", name.clone())
            .arg("message", source.to_string()),
        ManagedProblem::TooManyProfiles => {
            at("managed-too-many").arg("max", crate::store::managed::MAX_PROFILES)
        }
    }
}
