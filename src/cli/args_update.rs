//! The arguments of `update`.

use clap::Subcommand;

/// The check for a newer version.
#[derive(Subcommand)]
pub enum UpdateCommand {
    /// Ask the address in the settings whether there is a newer version; prints one JSON object
    ///
    /// `state` is `newer`, `newest` or `expired` (the release file is past its last day: somebody must publish a fresh one).
    /// Nothing is downloaded or installed. Exit codes: 0 for `newer` and `newest`, 2 if no address is set or it cannot be
    /// used, 3 if what came is not to be trusted or past its last day, 4 if nothing came.
    Check,
}
