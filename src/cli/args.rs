//! The arguments.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use super::args_cases::{CasesCommand, HistoryCommand, QueueCommand};
pub use super::args_update::UpdateCommand;
pub use super::args_webhook::{ListenArgs, WebhookCommand};

// No `Debug` here: the arguments of `sandbox` hold a secret.

/// Onboard customers to the TCDX API and follow their KYC status.
#[derive(Parser)]
#[command(
    name = "tcdx-desk",
    version = crate::version::full(),
    after_help = "Without a command the window opens.\n\
    Exit codes: 0 done, 2 bad usage or bad form, 3 refused by the server, 4 not sent, 5 outcome unknown.\n\
    Results go to standard output, everything else to standard error; TCDX_DESK_LOG=info logs more."
)]
pub struct Args {
    /// Folder for settings, profiles and caches (else `TCDX_DESK_HOME`, else the system's place)
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// Read the passphrase of the store from the first line of standard input (where there is no keyring)
    #[arg(long, global = true)]
    pub passphrase_stdin: bool,
    /// A form file, opened in the window as a draft to be reviewed
    #[arg(value_name = "FORM")]
    pub form: Option<PathBuf>,
    /// Draw the window without the graphics driver's OpenGL: slower, for a driver that fails
    #[arg(long)]
    pub software_rendering: bool,
    /// What to do without a window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do without a window.
#[derive(Subcommand)]
pub enum Command {
    /// Register the sample customer at the built-in sandbox and wait for the approval
    Demo,
    /// Register the customer of a form file; prints one JSON object
    ///
    /// The file is one JSON object with the fields named as the API names them, and a path for each picture: a relative
    /// one starts at the folder of the form file, an absolute one is taken as it is. Each problem is told on a line of
    /// its own, by field. A value that differs from the NIK is kept with a reason in
    /// `"kept_warnings": {"nik_province": "moved in 2019"}`. After exit code 5 nobody knows whether the customer is
    /// registered: ask the vendor before sending again.
    Submit {
        /// The form; its pictures as paths from its own folder, or absolute
        #[arg(value_name = "FORM.json")]
        form: PathBuf,
        /// Profile to use (else the one chosen in the window)
        #[arg(long, value_name = "NAME")]
        profile: Option<String>,
        /// Seconds to wait for the end of the screening, at most a day
        #[arg(long, value_name = "SECS", default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=86_400))]
        wait: u64,
    },
    /// Ask for the KYC status of a customer; prints one JSON object
    Status {
        /// TCDX identifier
        #[arg(value_name = "USER_ID")]
        user_id: String,
        /// Profile to use (else the one chosen in the window)
        #[arg(long, value_name = "NAME")]
        profile: Option<String>,
    },
    /// Put customers into the send queue, send what is due, see to what needs a person
    ///
    /// The queue lives in the profile's store, and so does all that is put into it. One process at a time sends; all
    /// others can add to the queue and look at it meanwhile.
    Queue {
        /// Profile to use (else the one chosen in the window)
        #[arg(long, global = true, value_name = "NAME")]
        profile: Option<String>,
        /// What to do
        #[command(subcommand)]
        command: QueueCommand,
    },
    /// List, show, correct, export and erase cases
    Cases {
        /// Profile to use (else the one chosen in the window)
        #[arg(long, global = true, value_name = "NAME")]
        profile: Option<String>,
        /// What to do
        #[command(subcommand)]
        command: CasesCommand,
    },
    /// Check and show what was done, by whom and when
    History {
        /// Profile to use (else the one chosen in the window)
        #[arg(long, global = true, value_name = "NAME")]
        profile: Option<String>,
        /// What to do
        #[command(subcommand)]
        command: HistoryCommand,
    },
    /// Receive the vendor's calls when a screening ends, and register where they go
    Webhook {
        /// Profile to use (else the one chosen in the window)
        #[arg(long, global = true, value_name = "NAME")]
        profile: Option<String>,
        /// What to do
        #[command(subcommand)]
        command: WebhookCommand,
    },
    /// Write the store of a profile into one encrypted file
    ///
    /// The passphrase of the backup is a line of standard input: the first one, or with --passphrase-stdin the second,
    /// after the passphrase of the store. On a terminal it is asked for twice, and shown while you type.
    Backup {
        /// The file; it must not be there yet
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Profile to use (else the one chosen in the window)
        #[arg(long, value_name = "NAME")]
        profile: Option<String>,
    },
    /// Put the store of a profile back as it was in a backup; what is there now is put aside
    ///
    /// The passphrase of the backup is the first line of standard input. Where there is no keyring the restored store
    /// has a passphrase of its own: with --passphrase-stdin it is the first line, and the backup's the second.
    Restore {
        /// The backup
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Profile to use (else the one chosen in the window)
        #[arg(long, value_name = "NAME")]
        profile: Option<String>,
    },
    /// Ask whether there is a newer version
    #[command(subcommand)]
    Update(UpdateCommand),
    /// Print what others wrote and this program holds, with every licence text
    Licences,
    /// Add, list and remove profiles, and set their secrets
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Check display, OpenGL, keyring, folder, store, clock, connection and signature
    Doctor {
        /// Profile to check (else the one chosen in the window)
        #[arg(long, value_name = "NAME")]
        profile: Option<String>,
        /// Write what support needs into this new ZIP file: the report, versions, logs, crash reports, settings without names and keys
        #[arg(long, value_name = "FILE.zip")]
        bundle: Option<PathBuf>,
    },
    /// Run the sandbox server alone
    Sandbox {
        /// Address to listen on; with port 0 a free one is chosen, and printed
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7979")]
        listen: SocketAddr,
        /// API key that it accepts (else a random one, printed)
        #[arg(long, value_name = "K")]
        key: Option<String>,
        /// API secret that it accepts (else a random one, printed). For training only: arguments are visible to others
        #[arg(long, value_name = "S")]
        secret: Option<String>,
        /// File that keeps what arrived over a restart (pictures are not kept)
        #[arg(long, value_name = "FILE")]
        state: Option<PathBuf>,
    },
    /// Decode what comes on standard input, for the window: bytes that are not trusted
    #[command(hide = true)]
    Decode,
    /// Tell that the window stopped
    #[command(hide = true)]
    CrashNotice {
        /// The report
        report: PathBuf,
        /// Language of the notice
        #[arg(long, default_value = "id")]
        lang: String,
    },
}

/// Profiles.
#[derive(Subcommand)]
pub enum ProfileCommand {
    /// Add a profile; the API secret is the first line of standard input, never an argument
    Add {
        /// Unique name
        name: String,
        /// Base URL of the API, https (http to this computer only)
        #[arg(long, value_name = "URL")]
        base_url: String,
        /// API key
        #[arg(long, value_name = "KEY")]
        api_key: String,
    },
    /// List the profiles, one a line: `*` before the one chosen in the window, the name, a tab, the base URL
    List,
    /// Put the API secret of a profile into the keyring, in place of an older one; it is the first line of standard input
    SetSecret {
        /// Name of the profile
        name: String,
    },
    /// Remove a profile and its secret
    Remove {
        /// Its name
        name: String,
    },
}
