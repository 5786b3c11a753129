//! Customers and the polling of their status: every 5 s at first, backing off to 5 min.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::super::action::Action;
use super::super::effect::{Effect, RequestId};
use super::super::event::Retrieved;
use super::super::explain::Told;
use super::super::state::{
    Connection, Customer, Desk, Happened, Poll, Screen, State, TimelineEntry,
};
use crate::domain::KycStatus;

const FIRST: SignedDuration = SignedDuration::from_secs(5);
const LONGEST: SignedDuration = SignedDuration::from_mins(5);
/// Questions asked at the first interval before it grows: the first minute.
const EAGER: u32 = 12;
/// Questions under way at once.
const AT_ONCE: usize = 4;

impl Poll {
    /// Polling that asks at once.
    pub fn starting(now: Timestamp) -> Self {
        Self {
            next_at: Some(now),
            interval: FIRST,
            asking: None,
            answered_at: None,
            error: None,
            eager: EAGER,
            asked: 0,
        }
    }

    fn asked_again(&mut self, now: Timestamp, is_final: bool) {
        self.asked += 1;
        if self.eager > 0 && self.error.is_none() {
            self.eager -= 1;
        } else {
            self.interval = (self.interval * 3 / 2).min(LONGEST);
        }
        self.next_at = (!is_final).then(|| now.checked_add(self.interval).unwrap_or(now));
    }
}

pub(super) fn act(desk: &mut Desk, action: &Action) -> Vec<Effect> {
    let state = &mut desk.state;
    match *action {
        Action::OpenCustomer(user_id) => {
            state.screen = Screen::Customers;
            state.selected = Some(user_id);
        }
        Action::CloseCustomer => state.selected = None,
        Action::SetFilter(filter) => state.filter = filter,
        Action::Refresh(user_id) => {
            let now = state.now;
            if let Some(customer) = customer_mut(state, user_id) {
                ask_now(customer, now);
            }
            return ask_due(state);
        }
        Action::RefreshAll => {
            let now = state.now;
            for customer in customers_mut(state) {
                if !customer.status.as_ref().is_some_and(KycStatus::is_final) {
                    ask_now(customer, now);
                }
            }
            return ask_due(state);
        }
        _ => {}
    }
    Vec::new()
}

fn ask_now(customer: &mut Customer, now: Timestamp) {
    customer.poll.next_at = Some(now);
    customer.poll.interval = FIRST;
    customer.poll.eager = EAGER;
}

fn customers_mut(state: &mut State) -> &mut Vec<Customer> {
    let profile = state.profile().name.clone();
    state.customers.entry(profile).or_default()
}

fn customer_mut(state: &mut State, user_id: Uuid) -> Option<&mut Customer> {
    customers_mut(state)
        .iter_mut()
        .find(|customer| customer.user_id == user_id)
}

/// Asks for the statuses that are due, a few at a time, newest customers first.
pub(super) fn ask_due(state: &mut State) -> Vec<Effect> {
    if !matches!(state.connection, Connection::Ready { .. }) {
        return Vec::new();
    }
    let under_way = state
        .customers()
        .iter()
        .filter(|customer| customer.poll.asking.is_some())
        .count();
    let now = state.now;
    let due: Vec<Uuid> = state
        .customers()
        .iter()
        .filter(|customer| is_due(&customer.poll, now))
        .map(|customer| customer.user_id)
        .take(AT_ONCE.saturating_sub(under_way))
        .collect();
    let mut effects = Vec::with_capacity(due.len());
    for user_id in due {
        let request = state.request();
        if let Some(customer) = customer_mut(state, user_id) {
            customer.poll.asking = Some(request);
            effects.push(Effect::Retrieve { request, user_id });
        }
    }
    effects
}

fn is_due(poll: &Poll, now: Timestamp) -> bool {
    poll.asking.is_none() && poll.next_at.is_some_and(|at| at <= now)
}

/// When the program must look at the clock again, if nothing else happens.
pub fn next_wake(state: &State) -> Option<Timestamp> {
    let toasts = state.toasts.iter().map(|toast| toast.until);
    let is_ready = matches!(state.connection, Connection::Ready { .. });
    let polls = state
        .customers()
        .iter()
        .filter(|customer| is_ready && customer.poll.asking.is_none())
        .filter_map(|customer| customer.poll.next_at);
    toasts.chain(polls).min()
}

pub(super) fn registered_loaded(
    desk: &mut Desk,
    profile: String,
    registered: &[(Uuid, Timestamp)],
) -> Vec<Effect> {
    let now = desk.state.now;
    let listed = desk.state.customers.entry(profile).or_default();
    for (user_id, at) in registered {
        if listed.iter().any(|known| known.user_id == *user_id) {
            continue;
        }
        listed.push(Customer {
            user_id: *user_id,
            name: None,
            email: None,
            id_masked: None,
            staff: None,
            registered_at: *at,
            status: None,
            reject_reason: None,
            since: None,
            poll: Poll::starting(now),
            sent: None,
            timeline: Vec::new(),
        });
    }
    listed.sort_by_key(|customer| std::cmp::Reverse(customer.registered_at));
    ask_due(&mut desk.state)
}

pub(super) fn retrieved(
    desk: &mut Desk,
    request: RequestId,
    user_id: Uuid,
    result: Result<Retrieved, Told>,
) -> Vec<Effect> {
    let now = desk.state.now;
    let Some(customer) = customer_mut(&mut desk.state, user_id) else {
        return Vec::new();
    };
    if customer.poll.asking != Some(request) {
        return Vec::new();
    }
    customer.poll.asking = None;
    match result {
        Ok(answer) => {
            customer.poll.error = None;
            customer.poll.answered_at = Some(now);
            take(customer, answer, now);
        }
        Err(told) => customer.poll.error = Some(told),
    }
    let is_final = customer.status.as_ref().is_some_and(KycStatus::is_final);
    customer
        .poll
        .asked_again(now, is_final && customer.poll.error.is_none());
    ask_due(&mut desk.state)
}

fn take(customer: &mut Customer, answer: Retrieved, now: Timestamp) {
    if !answer.name.is_empty() {
        customer.name = Some(answer.name);
    }
    if !answer.email.is_empty() {
        customer.email = Some(answer.email);
    }
    let is_new = customer.status.as_ref() != Some(&answer.status);
    if is_new {
        customer.since = Some(answer.since.unwrap_or(now));
        customer.timeline.push(TimelineEntry {
            at: now,
            what: Happened::Status {
                status: answer.status.clone(),
                reason: answer.reject_reason.clone(),
            },
        });
    }
    customer.status = Some(answer.status);
    customer.reject_reason = answer.reject_reason;
}
