//! `sandbox`: the sandbox server alone.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::session::{Session, interrupted, run as run_async};
use super::{Exit, terminal};
use crate::desk::explain::Told;
use crate::sandbox::{self, Options};
use crate::text::Arg;

/// Serves until it is interrupted.
pub fn run(
    session: &Session,
    listen: SocketAddr,
    key: Option<String>,
    secret: Option<String>,
    state_file: Option<PathBuf>,
) -> Exit {
    let random = Options::with_random_credentials();
    let is_random = (key.is_none(), secret.is_none());
    let key = key.unwrap_or(random.key);
    let secret = secret.unwrap_or(random.secret);
    let options = Options {
        state_file,
        texts: session.texts(),
        ..Options::new(key.clone(), secret.clone())
    };
    let say = |id, args: &[(&str, Arg)]| terminal::say(&session.texts().with(id, args));
    run_async(async {
        let running = sandbox::start(options, listen).await.map_err(|error| {
            session.refuse(&Told::new("cli-sandbox-failed").arg("why", error.to_string()))
        })?;
        say(
            "sandbox-listening",
            &[("address", running.base_url().into())],
        );
        if is_random.0 {
            say("sandbox-key", &[("key", key.into())]);
        }
        if is_random.1 {
            say("sandbox-secret", &[("secret", secret.into())]);
        }
        interrupted().await;
        running.stop().await;
        Ok(())
    })
}
