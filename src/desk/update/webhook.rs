//! The webhook in Settings.

use super::super::effect::Effect;
use super::super::explain::{self, Told};
use super::super::state::{
    Connection, Desk, Screen, State, StoreState, WebhookAction, WebhookNews, WebhookTask,
};
use crate::domain::arrival::hook_url;

pub(super) fn act(desk: &mut Desk, action: WebhookAction) -> Vec<Effect> {
    match action {
        WebhookAction::Read => {
            desk.state.webhook.is_stale = true;
            Vec::new()
        }
        WebhookAction::Edited => {
            // What was said was of the URL before.
            desk.state.webhook.problem = None;
            Vec::new()
        }
        WebhookAction::Register => register(desk),
    }
}

fn register(desk: &mut Desk) -> Vec<Effect> {
    let state = &mut desk.state;
    if !may_register(state) {
        return Vec::new();
    }
    match hook_url(&desk.draft.webhook_url) {
        Ok(url) => {
            let request = state.request();
            state.webhook.problem = None;
            state.webhook.registering = Some(request);
            vec![Effect::Webhook(WebhookTask::Register { request, url })]
        }
        Err(error) => {
            state.webhook.problem = Some(explain::hook_url(error));
            Vec::new()
        }
    }
}

/// True if a URL can be registered now: the server can be asked, and the store keeps what was registered.
pub fn may_register(state: &State) -> bool {
    let is_ready = matches!(state.connection, Connection::Ready { .. })
        && matches!(state.store, StoreState::Open(_));
    is_ready && !state.profile().is_training() && state.webhook.registering.is_none()
}

pub(super) fn hear(desk: &mut Desk, news: WebhookNews) -> Vec<Effect> {
    let webhook = &mut desk.state.webhook;
    match news {
        WebhookNews::Changed => webhook.is_stale = true,
        WebhookNews::Receiving(is_receiving) => webhook.is_receiving = Some(is_receiving),
        WebhookNews::Read { request, result } => {
            if webhook.reading == Some(request) {
                webhook.reading = None;
                match result {
                    Ok(kept) => {
                        webhook.kept = Some(*kept);
                        webhook.trouble = None;
                    }
                    Err(told) => webhook.trouble = Some(told),
                }
            }
        }
        WebhookNews::Registered { request, result } => {
            if webhook.registering == Some(request) {
                webhook.registering = None;
                match result {
                    Ok(()) => {
                        webhook.is_stale = true;
                        // The secret path stays nowhere but in the store.
                        desk.draft.webhook_url.clear();
                        let told = Told::new("webhook-registered");
                        super::shell::toast(&mut desk.state, told, false);
                    }
                    Err(told) => webhook.problem = Some(told),
                }
            }
        }
    }
    Vec::new()
}

/// Reads what changed while Settings is on the screen. After each message.
pub(super) fn watch(state: &mut State, effects: &mut Vec<Effect>) {
    let is_open = matches!(state.store, StoreState::Open(_));
    let is_shown = state.screen == Screen::Settings && is_open;
    if is_shown && state.webhook.is_stale && state.webhook.reading.is_none() {
        let request = state.request();
        state.webhook.is_stale = false;
        state.webhook.reading = Some(request);
        effects.push(Effect::Webhook(WebhookTask::Read { request }));
    }
}
