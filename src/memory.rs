//! What is in the memory of this program stays there: it holds identity cards and secrets.

/// Forbids the system to write the memory of this process to the disk when it crashes. Call it first of all.
///
/// On Unix a core file may have one byte. That is less than any core file, and the one limit at which Linux also passes
/// nothing to a program that collects cores: with 0 such a program would be given all of the memory, and trusted to throw it
/// away. The limit holds for the processes that this one starts, too, and cannot be taken back.
///
/// Linux could hide the memory from other programs of the same user as well (`PR_SET_DUMPABLE`). Then the desktop could not
/// see who asks for a file dialog, and would refuse it; and who has the rights of the user can read the keyring anyhow.
/// Windows has no such limit that can be set without unsafe code: there the error reporting's own settings decide, which the
/// IT department sets for all programs.
pub fn no_dumps() {
    #[cfg(unix)]
    {
        // A system that refuses even this keeps what it had.
        let _ = rlimit::Resource::CORE.set(CORE_BYTES, CORE_BYTES);
    }
}

#[cfg(unix)]
const CORE_BYTES: u64 = 1;
