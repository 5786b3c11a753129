//! `status`: asks for the KYC status of a customer.

use super::session::{Session, run as run_async};
use super::submit::answer;
use super::{Exit, terminal};
use crate::desk::explain::Told;
use crate::tcdx::UserId;

/// Prints one JSON object.
pub fn run(session: &Session, user_id: &str, profile: Option<&str>) -> Exit {
    let Ok(user_id) = user_id.parse::<UserId>() else {
        return session.refuse(&Told::new("cli-bad-user-id"));
    };
    let profile = match session.profile(profile) {
        Ok(profile) => profile,
        Err(exit) => return exit,
    };
    if profile.is_training() {
        // Its sandbox would start with nobody in it.
        return session.refuse(&Told::new("cli-training-empty").hint("cli-training-empty-hint"));
    }
    run_async(async {
        let connected = session
            .connect(profile)
            .await
            .map_err(|told| session.refuse(&told))?;
        let customer = connected
            .client
            .retrieve(user_id)
            .await
            .map_err(|error| session.failed(&error, false))?;
        terminal::say(&answer(user_id, Some(&customer)).to_string());
        Ok(())
    })
}
