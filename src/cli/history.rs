//! `history`: checks and shows what was done.

use serde_json::{Value, json};

use super::args::HistoryCommand;
use super::kept::{self, Kept};
use super::session::Session;
use super::{Exit, cases, terminal};
use crate::desk::explain::Told;
use crate::domain::CaseId;
use crate::store::cases::HistoryFault;

/// Checks or shows.
pub fn run(session: &Session, profile: Option<&str>, command: &HistoryCommand) -> Exit {
    let result = kept::of(session, profile).and_then(|(_, kept)| match *command {
        HistoryCommand::Verify { json } => verify(session, &kept, json),
        HistoryCommand::Show { case } => show(session, &kept, case),
    });
    result.err().unwrap_or(Exit::Done)
}

fn verify(session: &Session, kept: &Kept, as_json: bool) -> Result<(), Exit> {
    let (entries, faults) = kept
        .opened
        .store
        .verify_history()
        .map_err(|error| kept::refuse(session, &error))?;
    if as_json {
        let faults: Vec<Value> = faults.iter().map(fault).collect();
        terminal::say(&json!({"entries": entries, "faults": faults}).to_string());
    } else if faults.is_empty() {
        let count = i64::try_from(entries).unwrap_or(i64::MAX);
        let told = Told::new("cli-history-good").arg("count", count);
        terminal::say(&told.full(session.texts()));
    }
    for found in &faults {
        session.complain(&told(found));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        session.complain(&Told::new("cli-history-bad").hint("cli-history-bad-hint"));
        Err(Exit::Usage)
    }
}

fn fault(fault: &HistoryFault) -> Value {
    match *fault {
        HistoryFault::Altered(seq) => json!({"fault": "altered", "seq": seq}),
        HistoryFault::Missing(first, last) => {
            json!({"fault": "missing", "first": first, "last": last})
        }
        HistoryFault::CutShort { last, expected } => {
            json!({"fault": "cut_short", "last": last, "expected": expected})
        }
        HistoryFault::HeadAltered => json!({"fault": "head_altered"}),
    }
}

/// What is wrong with the history, in words.
pub fn told(fault: &HistoryFault) -> Told {
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    match *fault {
        HistoryFault::Altered(seq) => Told::new("cli-history-altered").arg("seq", number(seq)),
        HistoryFault::Missing(first, last) => Told::new("cli-history-missing")
            .arg("first", number(first))
            .arg("last", number(last)),
        HistoryFault::CutShort { last, expected } => Told::new("cli-history-cut")
            .arg("last", number(last))
            .arg("expected", number(expected)),
        HistoryFault::HeadAltered => Told::new("cli-history-head"),
    }
}

fn show(session: &Session, kept: &Kept, case: CaseId) -> Result<(), Exit> {
    cases::find(session, kept, case)?;
    let history = kept
        .opened
        .store
        .history(case)
        .map_err(|error| kept::refuse(session, &error))?;
    let history: Vec<Value> = history.iter().map(kept::entry).collect();
    terminal::say(&Value::from(history).to_string());
    Ok(())
}
