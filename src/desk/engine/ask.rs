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

/// Asks about a customer. `level2` is what a webhook said of level 2: Retrieve tells level 1 only, so it can be confirmed no
/// further than that the customer is there.
pub(super) async fn ask(
    base: Arc<Base>,
    client: Client,
    (case, user_id): (CaseId, Uuid),
    is_awaited: bool,
    level2: Option<WebhookCall>,
) -> Asked {
    let (answer, kept) = match client.retrieve(UserId::from(user_id)).await {
        Ok(customer) => {
            let now = base.now();
            let kept = base.on_store(move |store, by| {
                keep(store, by, &level1(case, &customer, now))?;
                match level2 {
                    Some(call) => keep(store, by, &of_webhook(case, &call, now)),
                    None => Ok(()),
                }
            });
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

/// A webhook names a customer whom no case has. It may be one whose registration got no answer: then Retrieve tells the e-mail
/// address, which leads to the case.
pub(super) async fn settle(base: Arc<Base>, client: Client, call: WebhookCall) {
    let Ok(customer) = client.retrieve(call.user_id).await else {
        return;
    };
    let now = base.now();
    let settled = base.on_store(move |store, by| {
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
            return Ok(());
        };
        if customer.email.is_empty() || store.by_user_id(user_id)?.is_some() {
            return Ok(());
        }
        store.step(found.id, &arrived, "webhook", by, now)?;
        keep(store, by, &level1(found.id, &customer, now))
    });
    if let Err(error) = settled.await {
        tracing::warn!(%error, "what a webhook told could not be kept");
    }
    base.changed.notify_one();
}

/// Keeps a status; one that makes no sense where the case stands (it is being corrected) is no news.
fn keep(store: &dyn CaseStore, by: &Actor, news: &StatusNews) -> Result<(), CaseError> {
    match store.status(news, by) {
        Ok(_) | Err(CaseError::Illegal(_) | CaseError::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}

/// What Retrieve tells, which is level 1.
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

/// What a webhook tells of level 2.
fn of_webhook(case: CaseId, call: &WebhookCall, now: Timestamp) -> StatusNews {
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
