//! Asks for the status of one customer, and keeps what was told.

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::base::Base;
use crate::domain::case::Step;
use crate::domain::{CaseId, KycStatus};
use crate::store::cases::{Actor, CaseError, CaseStore, DuplicateKind, StatusNews};
use crate::tcdx::{Client, Customer, Error, UserId, WebhookCall};

/// How a question ended.
#[derive(Debug)]
pub(super) struct Asked {
    pub case: CaseId,
    pub is_awaited: bool,
    pub answer: Result<(), Error>,
    /// What was told was kept, or why not.
    pub kept: Result<(), CaseError>,
}

/// Asks about a customer.
pub(super) async fn ask(
    base: Arc<Base>,
    client: Client,
    (case, user_id): (CaseId, Uuid),
    is_awaited: bool,
) -> Asked {
    let (answer, kept) = match client.retrieve(UserId::from(user_id)).await {
        Ok(customer) => {
            let now = base.now();
            let kept = base.on_store(move |store, by| told(store, by, case, &customer, now));
            (Ok(()), kept.await)
        }
        Err(error) => (Err(error), Ok(())),
    };
    Asked {
        case,
        is_awaited,
        answer,
        kept,
    }
}

/// Keeps what Retrieve told of the customer of a case, which is level 1.
pub(in crate::desk) fn told(
    store: &dyn CaseStore,
    by: &Actor,
    case: CaseId,
    customer: &Customer,
    now: Timestamp,
) -> Result<(), CaseError> {
    keep(store, by, &level1(case, customer, now))
}

/// Keeps what a webhook told of level 2. Retrieve tells level 1 only: it can be confirmed no further than that the customer
/// is there.
pub(in crate::desk) fn told_level2(
    store: &dyn CaseStore,
    by: &Actor,
    case: CaseId,
    call: &WebhookCall,
    now: Timestamp,
) -> Result<(), CaseError> {
    keep(store, by, &level2(case, call, now))
}

/// A customer whom no case has. It may be one whose registration got no answer: then the e-mail address leads to the case,
/// which is given.
pub(in crate::desk) fn arrived(
    store: &dyn CaseStore,
    by: &Actor,
    customer: &Customer,
    now: Timestamp,
) -> Result<Option<CaseId>, CaseError> {
    let alike = store.duplicates("", &customer.email, "", None)?;
    let user_id = Uuid::from(customer.user_id);
    let arrived = Step::Arrived(Some(user_id));
    let mut waiting = Vec::new();
    for other in &alike {
        let is_same = other.alike.contains(&DuplicateKind::Email);
        if let Some(row) = store.row(other.id)?.filter(|_| is_same)
            && row.life.user_id.is_none()
            && row.life.allows(&arrived)
        {
            waiting.push(row);
        }
    }
    // Two of them are for a person to tell apart.
    let [found] = waiting.as_slice() else {
        return Ok(None);
    };
    if customer.email.is_empty() || store.by_user_id(user_id)?.is_some() {
        return Ok(None);
    }
    store.step(found.id, &arrived, "webhook", by, now)?;
    told(store, by, found.id, customer, now)?;
    Ok(Some(found.id))
}

/// Keeps a status; one that makes no sense where the case stands (it is being corrected) is no news.
fn keep(store: &dyn CaseStore, by: &Actor, news: &StatusNews) -> Result<(), CaseError> {
    match store.status(news, by) {
        Ok(_) | Err(CaseError::Illegal(_) | CaseError::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}

fn level1(case: CaseId, customer: &Customer, now: Timestamp) -> StatusNews {
    let status = KycStatus::parse(&customer.kyc_status);
    let since = match status {
        KycStatus::Approved => customer.accepted_at,
        KycStatus::Rejected => customer.rejected_at,
        KycStatus::Pending | KycStatus::Other(_) => None,
    };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    StatusNews {
        id: case,
        level: 1,
        reason: customer
            .reject_reason
            .clone()
            .filter(|_| status == KycStatus::Rejected),
        status,
        since,
        name: some(&customer.name),
        email: some(&customer.email),
        at: now,
        source: "retrieve",
    }
}

fn level2(case: CaseId, call: &WebhookCall, now: Timestamp) -> StatusNews {
    let status = KycStatus::parse(&call.status);
    let is_reason = status == KycStatus::Rejected && !call.message.is_empty();
    StatusNews {
        id: case,
        level: 2,
        reason: is_reason.then(|| call.message.clone()),
        status,
        since: None,
        name: None,
        email: None,
        at: now,
        source: "webhook",
    }
}
