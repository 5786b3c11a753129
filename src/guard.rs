//! A reader of files from elsewhere that panics on a bad one: the file is damaged, the program goes on.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// True while a panic on this thread is caught here and told as a damaged file: no report is to be written.
pub fn is_guarded() -> bool {
    GUARDED.try_with(Cell::get).unwrap_or(false)
}

/// Marks a thread that does nothing but decode, and whose panics are handed on to a guarded one.
pub fn mark() {
    GUARDED.set(true);
}

/// Runs a reader; `None` if it panicked.
pub fn caught<T>(read: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    // What the closure touched is dropped with it: nothing half done can be seen afterwards.
    let done = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(before);
    done.ok()
}
