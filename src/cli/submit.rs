//! `submit`: registers the customer of a form file.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;
use tokio::time::Instant;

use super::kept::Kept;
use super::poll::news;
use super::session::{Session, explained, interrupted, run as run_async};
use super::{Exit, form, terminal};
use crate::desk::explain::{self, Told};
use crate::desk::runtime::{SentPictures, registration};
use crate::domain::{Application, CaseId, Frozen, KycStatus, Profile};
use crate::store;
use crate::store::cases::open::KeptBy;
use crate::tcdx::{self, Client, Customer, Upload, UserId};

/// Time between two questions for the status.
const ASK_EVERY: Duration = Duration::from_secs(2);

/// Registers the customer and prints one JSON object.
pub fn run(session: &Session, path: &Path, profile: Option<&str>, wait_secs: u64) -> Exit {
    let profile = match session.profile(profile) {
        Ok(profile) => profile,
        Err(exit) => return exit,
    };
    let application = match form::read(session, profile, path) {
        Ok(application) => application,
        Err(exit) => return exit,
    };
    run_async(async {
        let connected = session
            .connect(profile)
            .await
            .map_err(|told| session.refuse(&told))?;
        let client = &connected.client;
        let user_id = send(session, client, &application, &Upload::silent()).await?;
        let mut noted = None;
        if !profile.is_training() {
            noted = tokio::task::block_in_place(|| note(session, profile, user_id));
        }
        let wait = Duration::from_secs(wait_secs);
        let followed = follow(client, user_id, wait, ASK_EVERY).await;
        if let (Some((kept, case)), Some(customer)) = (&noted, &followed.customer) {
            // What is missed is learnt when the status is asked for the next time.
            let _ = tokio::task::block_in_place(|| {
                kept.opened
                    .store
                    .status(&news(*case, customer), &kept.actor)
            });
        }
        terminal::say(&answer(user_id, followed.customer.as_ref()).to_string());
        if let Some(error) = &followed.error {
            // The registration is done; that its status is not known yet is only told.
            session.complain(&explained(error));
        }
        Ok(())
    })
}

/// The JSON object that is printed: no name and no e-mail address. Members that are not known yet are null.
pub fn answer(user_id: UserId, customer: Option<&Customer>) -> serde_json::Value {
    let time = |at: Option<Timestamp>| at.map(|at| at.to_string());
    json!({
        "user_id": user_id.to_string(),
        "kyc_status": customer.map(|customer| customer.kyc_status.clone()),
        "accepted_at": customer.and_then(|customer| time(customer.accepted_at)),
        "rejected_at": customer.and_then(|customer| time(customer.rejected_at)),
        "reject_reason": customer.and_then(|customer| customer.reject_reason.clone()),
    })
}

/// Registers. An interrupt cancels, and tells all the same whether the server can have acted.
pub async fn send(
    session: &Session,
    client: &Client,
    application: &Application,
    upload: &Upload,
) -> Result<UserId, Exit> {
    let sent_at = Timestamp::now();
    let pictures = SentPictures::of(application);
    let registration = registration(&Frozen::of(application), pictures, sent_at);
    let call = client.register(&registration, upload);
    tokio::pin!(call);
    let ended = tokio::select! {
        ended = &mut call => ended,
        () = interrupted() => {
            upload.cancel();
            call.await
        }
    };
    ended.map_err(|error| {
        let exit = session.failed(&error, true);
        if exit == Exit::Unknown {
            let count = |bytes| i64::try_from(bytes).unwrap_or(i64::MAX);
            let facts = Told::new("cli-unknown")
                .arg("sent", count(upload.sent()))
                .arg("total", count(upload.total()))
                .arg("time", format!("{sent_at:.3}"))
                .hint("cli-unknown-hint");
            session.complain(&facts);
        }
        exit
    })
}

/// Makes a case of the customer, so that the window shows it; keeps the id alone if the store does not open.
fn note(session: &Session, profile: &Profile, user_id: UserId) -> Option<(Kept, CaseId)> {
    let at = Timestamp::now();
    if let Ok(kept) = Kept::try_open(session, profile)
        && kept.opened.kept_by != KeptBy::Session
        && let Ok(case) = kept
            .opened
            .store
            .add_elsewhere(user_id.into(), &kept.actor, at)
    {
        return Some((kept, case));
    }
    let entry = store::ledger::Registered {
        user_id: user_id.into(),
        at,
    };
    if let Err(error) = store::ledger::append(&session.home, &profile.name, &entry) {
        session.complain(&explain::store(&error));
    }
    None
}

/// What was learnt about a customer.
#[derive(Default)]
pub struct Followed {
    /// The last answer.
    pub customer: Option<Customer>,
    /// Why the last question had none.
    pub error: Option<tcdx::Error>,
}

/// Asks for the status until the screening ends, the time is over, or it is interrupted; always at least once. An error
/// that time may mend does not end it.
pub async fn follow(client: &Client, user_id: UserId, wait: Duration, every: Duration) -> Followed {
    let end = Instant::now() + wait;
    let mut followed = Followed::default();
    loop {
        let answer = tokio::select! {
            answer = client.retrieve(user_id) => answer,
            () = interrupted() => return followed,
        };
        let mut pause = every;
        match answer {
            Ok(customer) => {
                let is_final = KycStatus::parse(&customer.kyc_status).is_final();
                followed = Followed {
                    customer: Some(customer),
                    error: None,
                };
                if is_final {
                    return followed;
                }
            }
            Err(error) => {
                let may_mend = error.is_retryable_read();
                pause = error.retry_after().unwrap_or(every).max(every);
                followed.error = Some(error);
                if !may_mend {
                    return followed;
                }
            }
        }
        let left = end.saturating_duration_since(Instant::now());
        // A server that asks for more patience than there is left is not asked again.
        if left.is_zero() || pause > left.max(every) {
            return followed;
        }
        tokio::select! {
            () = tokio::time::sleep(pause.min(left)) => {}
            () = interrupted() => return followed,
        }
    }
}
