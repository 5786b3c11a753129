//! The arguments of the commands that work on the store: `queue`, `cases`, `history`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use uuid::Uuid;

use crate::domain::{CaseId, Stage};

/// The send queue.
#[derive(Subcommand)]
pub enum QueueCommand {
    /// Make a case of each form file and put it into the queue; prints one JSON array of `case_id` and `file`
    ///
    /// The files are as for `submit`. One that is wrong does not keep the others out: the exit code is 2 then. A form
    /// whose identity number, e-mail address or mobile number another case of this store has is refused.
    Add {
        /// The forms; their pictures as paths from their own folders, or absolute
        #[arg(value_name = "FORM.json", required = true)]
        forms: Vec<PathBuf>,
        /// Take forms of customers whom this store seems to know already
        #[arg(long)]
        allow_duplicates: bool,
        /// Keep them as drafts that can be gone on with in the window; they may be incomplete
        #[arg(long)]
        draft: bool,
    },
    /// Send what is due; prints one JSON object of what became of it
    ///
    /// Ends when nothing more can be done now without a person. Exit codes: 0 all that was tried is with the server,
    /// 2 the queue is paused or another process sends, 3 the server refused some, 4 some could not be sent, 5 some were
    /// sent and got no answer.
    Run {
        /// Wait for the next try of what could not be sent, until all is sent or needs a person
        #[arg(long)]
        until_empty: bool,
    },
    /// List what is not done, in its order
    List {
        /// As one JSON array
        #[arg(long)]
        json: bool,
    },
    /// Let nothing more be sent, by any process; what is under way ends
    Pause,
    /// Go on sending
    Resume,
    /// Try again now what could not be sent
    Retry {
        /// A job, or its case
        #[arg(value_name = "JOB|CASE")]
        id: Uuid,
    },
    /// Take a case out of the queue; it can be edited again
    Cancel {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
    },
    /// Send again what was sent and got no answer: it could register the customer twice
    SendAgain {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
        /// You have asked the vendor, or take the risk
        #[arg(long)]
        yes: bool,
    },
}

/// Cases.
#[derive(Subcommand)]
pub enum CasesCommand {
    /// List cases, newest first
    List {
        /// As one JSON array
        #[arg(long)]
        json: bool,
        /// Those alone that stand here
        #[arg(long, value_name = "STATE")]
        status: Option<State>,
    },
    /// Show all that is known of a case but its pictures; prints one JSON object
    Show {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
        /// On one line
        #[arg(long)]
        json: bool,
    },
    /// Write a case with its pictures into a ZIP file; the history tells of it
    Export {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
        /// The file; it must not be there yet
        #[arg(value_name = "FILE.zip")]
        file: PathBuf,
    },
    /// Write the list into a CSV file; the history tells of it
    ExportList {
        /// The file; it must not be there yet
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// With whole identity numbers, addresses and telephone numbers
        #[arg(long)]
        unmasked: bool,
    },
    /// Erase a customer's data and pictures; a stub with hashes stays
    Erase {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
        /// Why, for the history
        #[arg(long, value_name = "REASON")]
        reason: String,
        /// It cannot be undone
        #[arg(long)]
        yes: bool,
    },
    /// Put a case on hold: nothing of it is sent or removed
    Hold {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
        /// Why, for the history
        #[arg(long, value_name = "REASON", default_value = "")]
        reason: String,
    },
    /// Take a case off hold
    Release {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
    },
    /// Correct a rejected, refused or unconfirmed case with a form file, and put it into the queue
    ///
    /// The values of the file stand in the place of the old ones; pictures that it does not name are kept.
    Correct {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
        /// The form
        #[arg(value_name = "FORM.json")]
        form: PathBuf,
    },
    /// Record that a case that was sent and got no answer is with the server
    Arrived {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
        /// TCDX identifier, if the vendor told it
        #[arg(long, value_name = "USER_ID")]
        user_id: Option<Uuid>,
    },
    /// Add a customer who was registered elsewhere
    AddUserId {
        /// TCDX identifier
        #[arg(value_name = "USER_ID")]
        user_id: Uuid,
    },
    /// Put the documents of KYC level 2 of an approved case into the queue
    Level2 {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
        /// Bank statement: a picture or a PDF
        #[arg(long, value_name = "FILE")]
        bank_statement: Option<PathBuf>,
        /// Source of wealth: a picture or a PDF
        #[arg(long, value_name = "FILE")]
        source_of_wealth: Option<PathBuf>,
    },
    /// Ask for the statuses that are open; prints one JSON array of the cases whose status changed
    Poll {
        /// Ask for each once; else until none is open
        #[arg(long)]
        once: bool,
    },
}

/// The history.
#[derive(Subcommand)]
pub enum HistoryCommand {
    /// Find any change, gap or truncation; the exit code is 2 if there is one
    Verify {
        /// As one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Print the history of a case as one JSON array, oldest first
    Show {
        /// The case
        #[arg(value_name = "CASE", value_parser = case_id)]
        case: CaseId,
    },
}

/// Where a case stands: the name in `cases list`.
#[derive(Clone, Copy)]
pub struct State(pub Stage);

impl ValueEnum for State {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [State; Stage::ALL.len()] = {
            let mut all = [State(Stage::Draft); Stage::ALL.len()];
            let mut at = 0;
            while at < all.len() {
                all[at] = State(Stage::ALL[at]);
                at += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.name()))
    }
}

fn case_id(text: &str) -> Result<CaseId, uuid::Error> {
    text.parse().map(CaseId)
}
