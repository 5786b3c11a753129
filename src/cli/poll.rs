//! `cases poll`: asks for the statuses that are open.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};
use uuid::Uuid;

use super::kept::{self, Kept};
use super::session::{Session, explained, interrupted, run as run_async};
use super::{Exit, terminal};
use crate::domain::{CaseId, KycStatus, Profile};
use crate::store::cases::StatusNews;
use crate::tcdx::{self, Client, Customer, UserId};

/// Questions under way at once.
const AT_ONCE: usize = 4;
/// Between two rounds.
const ROUND_EVERY: Duration = Duration::from_secs(30);

/// Asks, and prints one JSON array of the cases whose status changed.
pub fn run(session: &Session, profile: &Profile, kept: &Kept, once: bool) -> Result<(), Exit> {
    let ended = run_async(async {
        let connected = session
            .connect(profile)
            .await
            .map_err(|told| session.refuse(&told))?;
        let mut changed = Vec::new();
        let result = tokio::select! {
            result = rounds(session, kept, &connected.client, once, &mut changed) => result,
            () = interrupted() => Ok(()),
        };
        terminal::say(&Value::from(changed).to_string());
        result
    });
    if ended == Exit::Done {
        Ok(())
    } else {
        Err(ended)
    }
}

async fn rounds(
    session: &Session,
    kept: &Kept,
    client: &Client,
    once: bool,
    changed: &mut Vec<Value>,
) -> Result<(), Exit> {
    loop {
        let open = tokio::task::block_in_place(|| kept.opened.store.polled());
        let open = open.map_err(|error| kept::refuse(session, &error))?;
        if open.is_empty() {
            return Ok(());
        }
        round(session, kept, client, &open, changed).await?;
        if once {
            return Ok(());
        }
        sleep(ROUND_EVERY).await;
    }
}

/// Asks for each once, within the budget of the settings.
async fn round(
    session: &Session,
    kept: &Kept,
    client: &Client,
    open: &[(CaseId, Uuid, Timestamp)],
    changed: &mut Vec<Value>,
) -> Result<(), Exit> {
    let budget = session.settings.polls_per_minute.max(1);
    let pause = Duration::from_mins(1) / budget;
    let begun = Instant::now();
    let mut asked = 0_u32;
    let mut waiting = open.iter();
    let mut under_way = JoinSet::new();
    let mut exit = Ok(());
    loop {
        while under_way.len() < AT_ONCE
            && exit.is_ok()
            && let Some((case, user_id, _)) = waiting.next()
        {
            // A minute's worth may go at once; what is beyond it is spread evenly.
            sleep_until(begun + pause * asked.saturating_sub(budget)).await;
            asked = asked.saturating_add(1);
            let (client, case, user_id) = (client.clone(), *case, UserId::from(*user_id));
            under_way.spawn(async move { (case, client.retrieve(user_id).await) });
        }
        let Some(answer) = under_way.join_next().await else {
            return exit;
        };
        // A question that stopped unexpectedly is reported by the hook.
        let Ok((case, answer)) = answer else { continue };
        match answer {
            Ok(customer) => {
                let news = news(case, &customer);
                let row =
                    tokio::task::block_in_place(|| kept.opened.store.status(&news, &kept.actor));
                match row {
                    Ok(Some(row)) => changed.push(kept::row(&row)),
                    Ok(None) => {}
                    Err(error) => exit = Err(kept::refuse(session, &error)),
                }
            }
            Err(error) if concerns_one(&error) => {
                session.complain_at(&case.to_string(), &explained(&error));
            }
            // It would be the same with the next one.
            Err(error) if exit.is_ok() => exit = Err(session.failed(&error, false)),
            Err(_) => {}
        }
    }
}

/// True if the server works, and refused this question alone.
fn concerns_one(error: &tcdx::Error) -> bool {
    matches!(error, tcdx::Error::Refused(refusal)
        if (400..500).contains(&refusal.status) && !matches!(refusal.status, 408 | 429))
}

/// What Retrieve told of a case.
pub fn news(case: CaseId, customer: &Customer) -> StatusNews {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let status = KycStatus::parse(&customer.kyc_status);
    let since = match status {
        KycStatus::Approved => customer.accepted_at,
        KycStatus::Rejected => customer.rejected_at,
        KycStatus::Pending | KycStatus::Other(_) => None,
    };
    StatusNews {
        id: case,
        level: 1,
        status,
        reason: customer.reject_reason.clone(),
        since,
        name: filled(&customer.name),
        email: filled(&customer.email),
        at: Timestamp::now(),
        source: "retrieve",
    }
}
