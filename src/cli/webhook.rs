//! `webhook`: receives the vendor's calls, registers where they go, and lists what arrived.

use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::args::{ListenArgs, WebhookCommand};
use super::kept::{self, Kept};
use super::session::{Session, interrupted, run as run_async};
use super::{Exit, terminal};
use crate::desk::explain::{self, Told};
use crate::desk::hook::confirm::{ConfirmSetup, Confirmer};
use crate::desk::hook::{self, HookLimits, HookPath, HookSetup, TlsKey};
use crate::domain::arrival::{BadHookUrl, RegisteredHook, hook_url};
use crate::domain::{Arrival, ArrivalReason, Profile};

/// Receives, registers or lists.
pub fn run(session: &Session, profile: Option<&str>, command: &WebhookCommand) -> Exit {
    let result = match command {
        WebhookCommand::Listen(args) => listen(session, profile, args),
        WebhookCommand::Register { url } => register(session, profile, url),
        WebhookCommand::List { state, limit } => {
            kept::of(session, profile).and_then(|(_, kept)| {
                let state = state.map(|state| state.0);
                let arrivals = kept.opened.store.arrivals(state, *limit as usize);
                let arrivals = arrivals.map_err(|error| kept::refuse(session, &error))?;
                let arrivals: Vec<Value> = arrivals.iter().map(arrival).collect();
                terminal::say(&Value::from(arrivals).to_string());
                Ok(())
            })
        }
        WebhookCommand::Path { new } => kept::of(session, profile).and_then(|(_, kept)| {
            let store = &*kept.opened.store;
            let path = if *new {
                HookPath::renew(store)
            } else {
                HookPath::kept(store)
            };
            let path = path.map_err(|error| session.refuse(&explain::hook_path(&error)))?;
            terminal::say(path.expose());
            if *new {
                session.complain(&Told::new("cli-webhook-new-path"));
            }
            Ok(())
        }),
    };
    result.err().unwrap_or(Exit::Done)
}

/// An arrival as `webhook list` prints it.
fn arrival(arrival: &Arrival) -> Value {
    let said = arrival.said.as_ref();
    json!({
        "id": arrival.id,
        "state": arrival.state.name(),
        "reason": arrival.reason.map(ArrivalReason::name),
        "level": said.map(|said| said.level),
        "status": said.map(|said| &said.status),
        "user_id": said.map(|said| said.user_id),
        "case_id": arrival.case,
        "name": arrival.name,
        "signature": arrival.signature.name(),
        "repeats": arrival.repeats,
        "first_at": arrival.first_at.to_string(),
        "last_at": arrival.last_at.to_string(),
        "settled_at": kept::time(arrival.settled_at),
    })
}

fn register(session: &Session, profile: Option<&str>, url: &str) -> Result<(), Exit> {
    let url = hook_url(url).map_err(|error| session.refuse(&explain::hook_url(error)))?;
    let (profile, kept) = kept::of(session, profile)?;
    if profile.is_training() {
        return Err(session.refuse(&Told::new("cli-webhook-training")));
    }
    let ended = run_async(async {
        let connected = session
            .connect(profile)
            .await
            .map_err(|told| session.refuse(&told))?;
        let told = connected.client.update_webhook(&url).await;
        told.map_err(|error| session.failed(&error, true))?;
        let hook = RegisteredHook {
            url,
            at: Timestamp::now(),
        };
        tokio::task::block_in_place(|| kept.opened.store.hook_registered(&hook, &kept.actor))
            .map_err(|error| kept::refuse(session, &error))
    });
    if ended == Exit::Done {
        Ok(())
    } else {
        Err(ended)
    }
}

fn is_own(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// The certificate, if one was given.
fn tls(session: &Session, args: &ListenArgs) -> Result<Option<TlsKey>, Exit> {
    let (Some(cert), Some(key)) = (&args.cert, &args.key) else {
        if !args.behind_proxy && !is_own(args.listen.ip()) {
            let told = Told::new("cli-webhook-open").hint("cli-webhook-open-hint");
            return Err(session.refuse(&told));
        }
        return Ok(None);
    };
    let loaded = TlsKey::load(cert, key);
    loaded
        .map(Some)
        .map_err(|error| session.refuse(&explain::hook_tls(&error)))
}

/// A URL that a path can be put after.
fn hook_base(text: &str) -> Result<String, BadHookUrl> {
    hook_url(text).and_then(|url| {
        if url.contains('?') {
            Err(BadHookUrl::NoUrl)
        } else {
            Ok(url)
        }
    })
}

fn listen(session: &Session, profile: Option<&str>, args: &ListenArgs) -> Result<(), Exit> {
    let tls = tls(session, args)?;
    let base = args.public_url.as_deref().map(hook_base).transpose();
    let base = base.map_err(|error| session.refuse(&explain::hook_url(error)))?;
    let (profile, kept) = kept::of(session, profile)?;
    let path = HookPath::kept(&*kept.opened.store)
        .map_err(|error| session.refuse(&explain::hook_path(&error)))?;
    let ended = run_async(receive(session, profile, &kept, args, path, tls, base));
    if ended == Exit::Done {
        Ok(())
    } else {
        Err(ended)
    }
}

async fn receive(
    session: &Session,
    profile: &Profile,
    kept: &Kept,
    args: &ListenArgs,
    path: HookPath,
    tls: Option<TlsKey>,
    base: Option<String>,
) -> Result<(), Exit> {
    let connected = session
        .connect(profile)
        .await
        .map_err(|told| session.refuse(&told))?;
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        let told = Told::new("cli-webhook-failed").arg("why", error.to_string());
        session.refuse(&told.hint("cli-webhook-failed-hint"))
    })?;
    let store = &kept.opened.store;
    let setup = ConfirmSetup {
        store: Arc::clone(store),
        actor: kept.actor.clone(),
        per_minute: session.settings.polls_per_minute,
        changed: Arc::new(|| {}),
        clock: Arc::new(Timestamp::now),
    };
    let confirmer = Arc::new(Confirmer::start(setup, &tokio::runtime::Handle::current()));
    confirmer.set_client(Some(connected.client.clone()));
    let (of_store, of_news) = (Arc::clone(store), Arc::clone(&confirmer));
    let setup = HookSetup {
        path: path.clone(),
        secret: connected.secret.clone(),
        signature_header: profile.signature_header.clone(),
        behind_proxy: args.behind_proxy,
        tls,
        limits: HookLimits {
            per_minute: args.per_minute,
            ..HookLimits::default()
        },
        store: Arc::new(move || Some(Arc::clone(&of_store))),
        kept: Arc::new(move || of_news.wake()),
        clock: Arc::new(Timestamp::now),
    };
    let listening = hook::listen(listener, setup).map_err(|error| {
        session.refuse(&Told::new("cli-webhook-failed").arg("why", error.to_string()))
    })?;
    let url = match base {
        Some(base) => format!("{}{}", base.trim_end_matches('/'), path.expose()),
        None => listening.url(),
    };
    let mut interrupted = pin!(interrupted());
    // From here on an end is an orderly one: it is listened for before anybody is told to call.
    tokio::select! {
        biased;
        () = &mut interrupted => return Ok(()),
        () = std::future::ready(()) => {}
    }
    terminal::say(&url);
    if profile.is_training() {
        // The sandbox of this process calls it for real.
        let told = connected.client.update_webhook(&listening.url()).await;
        told.map_err(|error| session.failed(&error, true))?;
    } else {
        session.complain(&Told::new("cli-webhook-listening"));
    }
    interrupted.await;
    listening.stop().await;
    if let Some(confirmer) = Arc::into_inner(confirmer) {
        confirmer.stop().await;
    }
    Ok(())
}
