//! One page of customers with new arrivals, and one question about one of them.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use uuid::Uuid;

use super::super::super::engine::ask;
use super::super::super::runtime::blocking;
use super::super::judge;
use super::ConfirmSetup;
use crate::domain::{Arrival, ArrivalReason, ArrivalState, CaseId, CaseRow, KycStatus, Level2};
use crate::store::cases::{CaseError, CaseStore, Settled};
use crate::tcdx::{Client, Customer, Error, UserId};

/// Customers that are looked at at once.
const PAGE: usize = 256;
/// Arrivals of a customer that one answer settles; more wait for the next.
const ROWS: usize = 1000;
/// So long an arrival waits for the end of a registration under way, which may be that of its customer.
const WAIT_FOR_SENDING: SignedDuration = SignedDuration::from_mins(5);

/// How a question ended.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// What was asked about is settled.
    Settled,
    /// The registration of this customer may be under way: it stays new.
    Later,
    /// No answer, or it could not be kept: everything stays new. With how long to wait, if the server said so.
    Failed(Option<Duration>),
}

/// Some customers with new arrivals.
pub(super) struct Page {
    /// Those to ask about, with their cases where one names them.
    pub(super) known: Vec<(Uuid, Option<CaseId>)>,
    /// Where the next page begins; `None` after the last.
    pub(super) next: Option<Uuid>,
    /// Some may be customers whose registration is under way.
    pub(super) is_sending: bool,
    /// Some were settled.
    pub(super) has_settled: bool,
}

impl Page {
    /// Reads one. Customers who cannot be of this store are settled: nobody is asked about them.
    pub(super) fn read(setup: &ConfirmSetup, after: Option<Uuid>) -> Result<Self, CaseError> {
        let store = &*setup.store;
        let customers = store.arrived_customers(after, PAGE)?;
        let next = customers
            .last()
            .copied()
            .filter(|_| customers.len() == PAGE);
        // Before the cases are looked for: a registration that ends meanwhile has its case by then.
        let unclaimed = store.unclaimed()?;
        let now = (setup.clock)();
        let mut page = Self {
            known: Vec::new(),
            next,
            is_sending: false,
            has_settled: false,
        };
        let mut settled = Vec::new();
        for user_id in customers {
            if let Some(row) = store.by_user_id(user_id)? {
                if is_under_way(&row) && store.arrivals_of(user_id, ROWS)?.iter().all(is_level2) {
                    page.is_sending = true;
                } else {
                    page.known.push((user_id, Some(row.id)));
                }
                continue;
            }
            if unclaimed.unconfirmed {
                page.known.push((user_id, None));
                continue;
            }
            let arrivals = store.arrivals_of(user_id, ROWS)?;
            let is_fresh =
                |arrival: &Arrival| now.duration_since(arrival.last_at) < WAIT_FOR_SENDING;
            if unclaimed.sending && arrivals.iter().any(is_fresh) {
                page.is_sending = true;
                continue;
            }
            settled.extend(
                arrivals
                    .iter()
                    .map(|arrival| unconfirmed(arrival, ArrivalReason::UnknownCustomer, None)),
            );
        }
        if !settled.is_empty() {
            store.settle_arrivals(&settled, now)?;
            page.has_settled = true;
        }
        Ok(page)
    }
}

/// A word on level 2, which Retrieve does not tell.
fn is_level2(arrival: &Arrival) -> bool {
    arrival.said.as_ref().is_some_and(|said| said.level != 1)
}

/// True while documents of level 2 are on their way: a decision may overtake the answer, and waits for it.
fn is_under_way(row: &CaseRow) -> bool {
    matches!(row.life.level2, Level2::Ready | Level2::Sending)
}

fn unconfirmed(arrival: &Arrival, reason: ArrivalReason, case: Option<CaseId>) -> Settled {
    Settled {
        id: arrival.id,
        repeats: arrival.repeats,
        state: ArrivalState::Unconfirmed,
        reason: Some(reason),
        case,
    }
}

/// Asks about a customer, and settles what had arrived before the question was asked.
pub(super) async fn ask(
    setup: Arc<ConfirmSetup>,
    client: Client,
    user_id: Uuid,
    case: Option<CaseId>,
) -> End {
    let of = Arc::clone(&setup);
    let arrivals = blocking(move || of.store.arrivals_of(user_id, ROWS)).await;
    let arrivals = match arrivals {
        Ok(arrivals) if arrivals.is_empty() => return End::Settled,
        Ok(arrivals) => arrivals,
        Err(error) => return not_kept(&error),
    };
    let answer = client.retrieve(UserId::from(user_id)).await;
    let told = match answer {
        Ok(customer) => Ok(customer),
        Err(error) => {
            let Some(reason) = of_one(&error) else {
                crate::logs::warn!("a webhook could not be confirmed yet", error = error);
                return End::Failed(error.retry_after());
            };
            Err(reason)
        }
    };
    let kept = blocking(move || match told {
        Ok(customer) => keep(&setup, &arrivals, &customer, case),
        Err(reason) => {
            let all = arrivals.iter().map(|one| unconfirmed(one, reason, case));
            let all: Vec<Settled> = all.collect();
            setup.store.settle_arrivals(&all, (setup.clock)())?;
            Ok(End::Settled)
        }
    });
    match kept.await {
        Ok(end) => end,
        Err(error) => not_kept(&error),
    }
}

fn not_kept(error: &CaseError) -> End {
    crate::logs::warn!("what a webhook told could not be kept", error = error);
    End::Failed(None)
}

/// Why this customer alone cannot be confirmed; `None` if it would be the same with any other, or another time.
fn of_one(error: &Error) -> Option<ArrivalReason> {
    match error {
        Error::Refused(refusal) if refusal.status == 404 => Some(ArrivalReason::UnknownCustomer),
        Error::Refused(refusal)
            if refusal.status < 500 && !matches!(refusal.status, 401 | 403 | 408 | 429) =>
        {
            Some(ArrivalReason::NotAnswered)
        }
        _ => None,
    }
}

/// Keeps what Retrieve told, then compares it with what arrived.
fn keep(
    setup: &ConfirmSetup,
    arrivals: &[Arrival],
    customer: &Customer,
    case: Option<CaseId>,
) -> Result<End, CaseError> {
    let (store, by, now) = (&*setup.store, &setup.actor, (setup.clock)());
    let unclaimed = store.unclaimed()?;
    let case = match case {
        Some(case) => Some(case),
        // Its registration may have been answered since.
        None => store.by_user_id(customer.user_id.into())?.map(|row| row.id),
    };
    let case = match case {
        Some(case) => {
            ask::told(store, by, case, customer, now)?;
            Some(case)
        }
        None => ask::arrived(store, by, customer, now)?,
    };
    let mut settled = Vec::with_capacity(arrivals.len());
    let Some(case) = case else {
        let is_fresh = |one: &Arrival| now.duration_since(one.last_at) < WAIT_FOR_SENDING;
        if unclaimed.sending && arrivals.iter().any(is_fresh) {
            return Ok(End::Later);
        }
        let unknown = |one| unconfirmed(one, ArrivalReason::UnknownCustomer, None);
        settled.extend(arrivals.iter().map(unknown));
        store.settle_arrivals(&settled, now)?;
        return Ok(End::Settled);
    };
    let truth = KycStatus::parse(&customer.kyc_status);
    let mut in_order: Vec<&Arrival> = arrivals.iter().collect();
    in_order.sort_by_key(|arrival| arrival.last_at);
    let row = store.row(case)?.ok_or(CaseError::NotFound)?;
    for arrival in in_order {
        if is_level2(arrival) && is_under_way(&row) {
            continue;
        }
        let reason = compare(setup, arrival, &truth, case)?;
        settled.push(match reason {
            Some(reason) => unconfirmed(arrival, reason, Some(case)),
            None => Settled {
                id: arrival.id,
                repeats: arrival.repeats,
                state: ArrivalState::Confirmed,
                reason: None,
                case: Some(case),
            },
        });
    }
    store.settle_arrivals(&settled, now)?;
    Ok(End::Settled)
}

/// Why an arrival is not confirmed; `None` if it is.
fn compare(
    setup: &ConfirmSetup,
    arrival: &Arrival,
    truth: &KycStatus,
    case: CaseId,
) -> Result<Option<ArrivalReason>, CaseError> {
    let Some(said) = &arrival.said else {
        return Ok(Some(ArrivalReason::WrongFields));
    };
    let hint = KycStatus::parse(&said.status);
    if matches!(hint, KycStatus::Other(_)) {
        return Ok(Some(ArrivalReason::UnknownStatus));
    }
    if said.level == 1 {
        return Ok((hint != *truth).then_some(ArrivalReason::Differs));
    }
    let is_taken = level2(setup, arrival.id, &hint, case)?;
    Ok((!is_taken).then_some(ArrivalReason::NotAwaited))
}

/// Takes a word on level 2; false if none is awaited.
fn level2(
    setup: &ConfirmSetup,
    arrival: u64,
    hint: &KycStatus,
    case: CaseId,
) -> Result<bool, CaseError> {
    let store: &dyn CaseStore = &*setup.store;
    // The reason of a rejection is in the body alone.
    let Ok(call) = judge::call(&store.arrival_body(arrival)?) else {
        return Ok(false);
    };
    ask::told_level2(store, &setup.actor, case, &call, (setup.clock)())?;
    let expected = match hint {
        KycStatus::Approved => Level2::Approved,
        KycStatus::Rejected => Level2::Rejected,
        KycStatus::Pending | KycStatus::Other(_) => Level2::Pending,
    };
    let row = store.row(case)?.ok_or(CaseError::NotFound)?;
    Ok(row.life.level2 == expected)
}
