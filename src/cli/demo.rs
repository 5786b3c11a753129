//! `demo`: the main job against the built-in sandbox, step by step.

use std::time::Duration;

use super::session::{Connected, Session, run as run_async};
use super::{Exit, form, submit, terminal};
use crate::desk::runtime::fetch_items;
use crate::domain::{KycStatus, Profile};
use crate::tcdx::Upload;
use crate::text::Arg;

/// Longest that the demo waits for the approval.
const PATIENCE: Duration = Duration::from_mins(1);
/// The sandbox is not troubled by many questions.
const ASK_EVERY: Duration = Duration::from_millis(500);

/// Registers the sample customer and waits until it is approved.
pub fn run(session: &Session) -> Exit {
    let profile = Profile::training();
    run_async(async {
        let connected = session
            .connect(&profile)
            .await
            .map_err(|told| session.refuse(&told))?;
        steps(session, &profile, &connected).await
    })
}

async fn steps(session: &Session, profile: &Profile, connected: &Connected) -> Result<(), Exit> {
    let say = |id, args: &[(&str, Arg)]| terminal::say(&session.texts().with(id, args));
    let Connected {
        client, sandbox, ..
    } = connected;
    if let Some(sandbox) = sandbox {
        say("demo-sandbox", &[("address", sandbox.base_url().into())]);
    }
    let items = fetch_items(client, session.lang())
        .await
        .map_err(|error| session.failed(&error, false))?;
    say(
        "demo-items",
        &[
            ("occupations", items.occupations.len().into()),
            ("provinces", items.provinces.len().into()),
            ("countries", items.countries.len().into()),
        ],
    );
    let application = form::sample(session, profile)?;
    let pictures =
        2 + application.gestures().len() + usize::from(application.proof_of_address().is_some());
    say("demo-form", &[("pictures", pictures.into())]);
    let upload = Upload::silent();
    let user_id = submit::send(session, client, &application, &upload).await?;
    let kilobytes = i64::try_from(upload.total() / 1_000).unwrap_or(i64::MAX);
    say("demo-sent", &[("kilobytes", kilobytes.into())]);
    say("demo-accepted", &[("user", user_id.to_string().into())]);
    let followed = submit::follow(client, user_id, PATIENCE, ASK_EVERY).await;
    if let Some(error) = &followed.error {
        return Err(session.failed(error, false));
    }
    let status = followed.customer.map(|customer| customer.kyc_status);
    let status = status.unwrap_or_default();
    say("demo-status", &[("status", status.clone().into())]);
    let mut is_good = KycStatus::parse(&status) == KycStatus::Approved;
    if let Some(sandbox) = sandbox {
        let received = sandbox.received();
        let faults = received
            .iter()
            .filter(|request| request.status >= 400 || !request.note.is_empty())
            .count();
        say(
            "demo-check",
            &[
                ("requests", received.len().into()),
                ("faults", faults.into()),
            ],
        );
        is_good &= faults == 0;
    }
    if is_good { Ok(()) } else { Err(Exit::Refused) }
}
