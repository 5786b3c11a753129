//! A decoder from elsewhere that panics on a bad file: the file is damaged, the program goes on.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use super::PhotoError;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// True while a panic on this thread is caught here and told as a damaged picture: no report is to be written.
pub fn is_guarded() -> bool {
    GUARDED.try_with(Cell::get).unwrap_or(false)
}

/// Marks a thread that does nothing but decode, and whose panics are handed on to a guarded one.
pub(super) fn mark() {
    GUARDED.set(true);
}

/// Runs a decoder; a panic in it is a damaged picture.
pub(super) fn guarded<T>(decode: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    let before = GUARDED.replace(true);
    // What the closure touched is dropped with it: nothing half done can be seen afterwards.
    let done = panic::catch_unwind(AssertUnwindSafe(decode));
    GUARDED.set(before);
    done.unwrap_or(Err(PhotoError::Damaged))
}
