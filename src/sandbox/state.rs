//! What the sandbox remembers: customers, their screening, what was reported of them. Bounded everywhere.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::documents::Document;
use super::register::Application;
use super::reply::Refusal;
use super::screening::{Customer, Notice, Stage, Status};
use super::tags::Tags;

/// Customers kept; the oldest goes first.
pub(super) const MAX_CUSTOMERS: usize = 10_000;
/// Reports kept for the check that their ids are unique.
const MAX_REPORTS: usize = 10_000;
/// Crypto addresses kept of one customer.
const MAX_ADDRESSES: usize = 200;

/// What ids are unique among themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ReportKind {
    Conversion,
    Crypto,
    Fiat,
}

/// A reported transaction.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Report {
    kind: ReportKind,
    id: String,
    user_id: Uuid,
}

/// Everything that survives a restart.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) webhook_url: Option<String>,
    customers: VecDeque<Customer>,
    reports: VecDeque<Report>,
    /// Counts the changes, so that a state is written once.
    #[serde(skip)]
    pub(super) changes: u64,
}

impl State {
    /// Customers, oldest first.
    pub(super) fn customers(&self) -> impl DoubleEndedIterator<Item = &Customer> {
        self.customers.iter()
    }

    /// The number of transactions reported.
    pub(super) fn report_count(&self) -> usize {
        self.reports.len()
    }

    pub(super) fn customer(&self, user_id: Uuid) -> Result<&Customer, Refusal> {
        self.customers
            .iter()
            .find(|customer| customer.user_id == user_id)
            .ok_or_else(Refusal::unknown_user)
    }

    fn customer_mut(&mut self, user_id: Uuid) -> Result<&mut Customer, Refusal> {
        self.customers
            .iter_mut()
            .find(|customer| customer.user_id == user_id)
            .ok_or_else(Refusal::unknown_user)
    }

    /// 409 if another customer, pending or approved, has this identity number or e-mail.
    fn check_unique(&self, own: Option<Uuid>, application: &Application) -> Result<(), Refusal> {
        let others = || {
            self.customers.iter().filter(|customer| {
                Some(customer.user_id) != own && customer.level1.status != Status::Rejected
            })
        };
        if others().any(|other| other.email.eq_ignore_ascii_case(&application.email)) {
            return Err(Refusal::taken("email", "is already registered"));
        }
        if others().any(|other| other.id_number == application.id_number) {
            return Err(Refusal::taken("id_number", "is already registered"));
        }
        Ok(())
    }

    /// Registers a customer, or with `user_id` corrects one; screening begins (anew).
    pub(super) fn submit(
        &mut self,
        user_id: Option<Uuid>,
        application: Application,
        now: Timestamp,
        screening: Duration,
    ) -> Result<Uuid, Refusal> {
        let earlier = match user_id {
            Some(user_id) => self.customer(user_id)?.submissions,
            None => 0,
        };
        self.check_unique(user_id, &application)?;
        let submissions = earlier.saturating_add(1);
        let tags = Tags::of(&application.email, submissions);
        let level1 = Stage::planned(tags.level1, now, tags.delay.unwrap_or(screening));
        self.changes += 1;
        if let Some(user_id) = user_id {
            let customer = self.customer_mut(user_id)?;
            customer.email = application.email;
            customer.id_number = application.id_number;
            customer.name = application.name;
            customer.documents = application.documents;
            customer.updated_ms = now.as_millisecond();
            customer.submissions = submissions;
            customer.level1 = level1;
            return Ok(user_id);
        }
        if self.customers.len() >= MAX_CUSTOMERS {
            self.customers.pop_front();
        }
        let user_id = Uuid::new_v4();
        self.customers.push_back(Customer {
            user_id,
            email: application.email,
            id_number: application.id_number,
            name: application.name,
            updated_ms: now.as_millisecond(),
            submissions,
            level1,
            level2: None,
            documents: application.documents,
            addresses: BTreeMap::new(),
        });
        Ok(user_id)
    }

    /// Begins the screening of level 2.
    pub(super) fn submit_premium(
        &mut self,
        user_id: Uuid,
        documents: Vec<Document>,
        now: Timestamp,
        screening: Duration,
    ) -> Result<(), Refusal> {
        let customer = self.customer_mut(user_id)?;
        let tags = Tags::of(&customer.email, 1);
        let delay = tags.delay.unwrap_or(screening);
        customer.level2 = Some(Stage::planned(tags.level2, now, delay));
        customer.documents.retain(|kept| {
            !documents
                .iter()
                .any(|document| document.field == kept.field)
        });
        customer.documents.extend(documents);
        self.changes += 1;
        Ok(())
    }

    /// Lets every screening that is due come to its end; what to tell the webhook.
    pub(super) fn settle(&mut self, now: Timestamp) -> Vec<Notice> {
        let now_ms = now.as_millisecond();
        let mut notices = Vec::new();
        for customer in &mut self.customers {
            if customer.level1.settle(now_ms) {
                notices.extend(customer.notice(1));
            }
            if customer
                .level2
                .as_mut()
                .is_some_and(|stage| stage.settle(now_ms))
            {
                notices.extend(customer.notice(2));
            }
        }
        if !notices.is_empty() {
            self.changes += 1;
        }
        notices
    }

    /// When the next screening ends, in epoch milliseconds.
    pub(super) fn next_due_ms(&self) -> Option<i64> {
        self.customers
            .iter()
            .flat_map(|customer| std::iter::once(&customer.level1).chain(customer.level2.as_ref()))
            .filter_map(|stage| stage.due_ms)
            .min()
    }

    /// A trainer's decision on a pending level; `None` if nothing of the kind is pending.
    pub(super) fn decide(
        &mut self,
        user_id: Uuid,
        level: u8,
        reason: Option<String>,
        now: Timestamp,
    ) -> Option<Notice> {
        let customer = self.customer_mut(user_id).ok()?;
        let stage = match level {
            1 => &mut customer.level1,
            2 => customer.level2.as_mut()?,
            _ => return None,
        };
        if stage.status != Status::Pending {
            return None;
        }
        stage.decide(now.as_millisecond(), reason);
        let notice = customer.notice(level);
        self.changes += 1;
        notice
    }

    /// Keeps a reported transaction; 404 for an unknown customer, 409 for an id reported before.
    pub(super) fn report(
        &mut self,
        kind: ReportKind,
        id_field: &str,
        id: String,
        user_id: Uuid,
    ) -> Result<(), Refusal> {
        self.customer(user_id)?;
        if self
            .reports
            .iter()
            .any(|report| report.kind == kind && report.id == id)
        {
            return Err(Refusal::taken(id_field, "was reported before"));
        }
        if self.reports.len() >= MAX_REPORTS {
            self.reports.pop_front();
        }
        self.reports.push_back(Report { kind, id, user_id });
        self.changes += 1;
        Ok(())
    }

    /// Sets a customer's crypto address; `existing` asks that there is one for this symbol.
    pub(super) fn set_address(
        &mut self,
        user_id: Uuid,
        symbol: String,
        address: String,
        existing: bool,
    ) -> Result<(), Refusal> {
        let customer = self.customer_mut(user_id)?;
        let known = customer.addresses.contains_key(&symbol);
        if existing && !known {
            return Err(Refusal::new(404, "symbol: has no address to update"));
        }
        if !known && customer.addresses.len() >= MAX_ADDRESSES {
            return Err(Refusal::field("symbol", "is one address too many"));
        }
        customer.addresses.insert(symbol, address);
        self.changes += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn application(number: usize) -> Application {
        Application {
            email: format!("a{number}@b.co"),
            id_number: number.to_string(),
            name: "A".to_owned(),
            documents: Vec::new(),
            finding: None,
        }
    }

    #[test]
    fn customers_and_reports_are_bounded() {
        let mut state = State::default();
        let now = Timestamp::UNIX_EPOCH;
        // Straight into the store: the check of duplicates makes filling it quadratic.
        let first = state
            .submit(None, application(0), now, Duration::ZERO)
            .unwrap();
        let sample = state.customer(first).unwrap().clone();
        while state.customers.len() < MAX_CUSTOMERS {
            let mut more = sample.clone();
            more.user_id = Uuid::new_v4();
            state.customers.push_back(more);
        }
        state.customers[1].level1.decide(0, None);
        let last = state
            .submit(None, application(1), now, Duration::ZERO)
            .unwrap();
        assert_eq!(state.customers.len(), MAX_CUSTOMERS);
        assert!(state.customer(first).is_err());
        for number in 0..=MAX_REPORTS {
            let id = format!("order-{number}");
            if number < 3 || number + 3 > MAX_REPORTS {
                state
                    .report(ReportKind::Fiat, "transaction_id", id, last)
                    .unwrap();
            } else {
                let report = Report {
                    kind: ReportKind::Fiat,
                    id,
                    user_id: last,
                };
                state.reports.push_back(report);
            }
        }
        assert_eq!(state.report_count(), MAX_REPORTS);
    }

    #[test]
    fn an_id_is_unique_within_its_kind() {
        let mut state = State::default();
        let user = state
            .submit(None, application(0), Timestamp::UNIX_EPOCH, Duration::ZERO)
            .unwrap();
        let report = |state: &mut State, kind| state.report(kind, "x", "1".to_owned(), user);
        assert!(report(&mut state, ReportKind::Crypto).is_ok());
        assert!(report(&mut state, ReportKind::Fiat).is_ok());
        assert_eq!(
            report(&mut state, ReportKind::Fiat).unwrap_err().status,
            409
        );
    }

    #[test]
    fn a_screening_settles_once_and_at_its_time() {
        let mut state = State::default();
        let start = Timestamp::UNIX_EPOCH;
        let user = state
            .submit(None, application(0), start, Duration::from_secs(5))
            .unwrap();
        let after = |secs| start + Duration::from_secs(secs);
        assert_eq!(state.next_due_ms(), Some(5000));
        assert!(state.settle(after(4)).is_empty());
        assert_eq!(state.settle(after(60)).len(), 1);
        assert!(state.settle(after(61)).is_empty());
        let level1 = &state.customer(user).unwrap().level1;
        assert_eq!(
            (level1.status, level1.decided_ms),
            (Status::Approved, Some(5000))
        );
        assert!(state.decide(user, 1, None, after(62)).is_none());
        assert_eq!(state.next_due_ms(), None);
    }
}
