//! A decoder from elsewhere that panics on a bad file: the picture is damaged.

use super::PhotoError;
use crate::guard;

pub(super) use crate::guard::mark;

/// Runs a decoder; a panic in it is a damaged picture.
pub(super) fn guarded<T>(decode: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    guard::caught(decode).unwrap_or(Err(PhotoError::Damaged))
}
