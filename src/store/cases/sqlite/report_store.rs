//! The store of reports, in the same file as the cases.

use jiff::Timestamp;

use super::super::CaseError;
use super::super::reports::{BatchId, LedgerRow, NewReport, ReportStore};
use super::super::types::{Actor, Attempt, JobId};
use super::{SqliteStore, reports, sending};
use crate::domain::Report;

impl ReportStore for SqliteStore {
    fn report_attempts(&self, id: JobId) -> Result<Vec<Attempt>, CaseError> {
        self.read(|sql| sending::attempts(sql, "job_id", id.0))
    }

    fn add_reports(
        &self,
        reports: &[NewReport],
        replaced: Option<JobId>,
        by: &Actor,
        at: Timestamp,
    ) -> Result<Vec<JobId>, CaseError> {
        self.write(|tx| reports::add(tx, reports, replaced, by, at))
    }

    fn report(&self, id: JobId) -> Result<Option<LedgerRow>, CaseError> {
        self.read(|sql| reports::find(sql, id))
    }

    fn newest_reports(
        &self,
        before: Option<JobId>,
        limit: usize,
    ) -> Result<Vec<LedgerRow>, CaseError> {
        self.read(|sql| reports::newest(sql, before, limit))
    }

    fn reports_since(&self, revision: u64, limit: usize) -> Result<Vec<LedgerRow>, CaseError> {
        self.read(|sql| reports::since(sql, revision, limit))
    }

    fn reports_of_batch(&self, batch: BatchId) -> Result<Vec<LedgerRow>, CaseError> {
        self.read(|sql| reports::of_batch(sql, batch))
    }

    fn known_reports(&self, reports: &[Report]) -> Result<Vec<usize>, CaseError> {
        self.read(|sql| reports::known(sql, reports))
    }

    fn settle_report(
        &self,
        id: JobId,
        arrived: bool,
        by: &Actor,
        at: Timestamp,
    ) -> Result<(), CaseError> {
        self.write(|tx| reports::settle(tx, id, arrived, by, at))
    }

    fn drop_batch(&self, batch: BatchId, by: &Actor, at: Timestamp) -> Result<usize, CaseError> {
        self.write(|tx| reports::drop_batch(tx, batch, by, at))
    }

    fn symbols(&self) -> Result<Vec<String>, CaseError> {
        self.read(reports::symbols)
    }
}
