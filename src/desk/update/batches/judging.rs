//! What the judging of a batch needs of the desk, and what is looked up once its verdict is there.

use std::collections::HashSet;
use std::sync::Arc;

use super::super::super::effect::Effect;
use super::super::super::state::{
    BatchTask, BatchVerdict, Cases, MakingRules, ReportState, State, ToJudge,
};
use crate::domain::batch::{self, BatchKind};
use crate::domain::report::ReportRules;

pub(super) fn making(state: &State) -> MakingRules {
    MakingRules {
        profile: Box::new(state.profile().clone()),
        items: Arc::clone(&state.items.lists),
        today: state.today,
    }
}

/// Rows that can be sent and are about customers whom this computer does not know: the server refuses those it does not know either.
pub(super) fn strangers(cases: &Cases, verdict: &BatchVerdict) -> usize {
    let known = cases.rows().iter().filter_map(|row| row.life.user_id);
    let known: HashSet<uuid::Uuid> = known.collect();
    let rows = verdict.judged.rows.iter();
    let user = |row: &batch::JudgedRow| match &row.result {
        Ok(batch::Content::Report(report)) => Some(report.user_id),
        _ => None,
    };
    rows.filter_map(user)
        .filter(|user| !known.contains(user))
        .count()
}

/// Ids of orders, transactions or customers that are known.
fn known(state: &State, kind: BatchKind) -> HashSet<String> {
    match kind.report() {
        None => {
            let rows = state.cases.rows().iter();
            rows.map(|row| row.id_number.clone())
                .filter(|number| !number.is_empty())
                .collect()
        }
        Some(kind) => {
            let is_there = |state| !matches!(state, ReportState::Refused | ReportState::Dropped);
            state
                .reports
                .ledger
                .all()
                .filter(|row| row.report.kind() == kind && is_there(row.state))
                .filter_map(|row| row.report.own_id().map(str::to_owned))
                .collect()
        }
    }
}

pub(in crate::desk::update) fn judge(state: &mut State) -> Vec<Effect> {
    let request = state.request();
    let making = making(state);
    let rules = state.report_rules();
    let Some(kind) = state.batches.open.as_ref().map(|open| open.kind) else {
        return Vec::new();
    };
    let known = known(state, kind);
    let lately = kind.report().map(|kind| state.lately(kind));
    let Some(open) = &mut state.batches.open else {
        return Vec::new();
    };
    open.judging = Some(request);
    open.verdict = None;
    // What was ticked off was found in the verdict before.
    open.doubts_kept = false;
    open.dry = None;
    open.error = None;
    let report = ReportRules {
        notation: open.notation,
        ..rules
    };
    let to_judge = ToJudge {
        table: Arc::clone(&open.table),
        mapping: open.mapping.clone(),
        defaults: open.defaults.clone(),
        report,
        making,
        known,
        lately: lately.unwrap_or_default(),
        folder: open.folder.clone(),
    };
    vec![Effect::Batch(BatchTask::Judge(request, Box::new(to_judge)))]
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::report::{Content, Report};
    use crate::domain::{CaseId, CaseRow, Life};

    fn case(user: u128) -> CaseRow {
        let life = Life {
            user_id: Some(uuid::Uuid::from_u128(user)),
            ..Life::default()
        };
        CaseRow::new(CaseId::new(), life, Timestamp::UNIX_EPOCH)
    }

    fn row(user: u128) -> batch::JudgedRow {
        let content = Content::CreateAddress {
            symbol: "ETH".to_owned(),
            address: "0x0".to_owned(),
        };
        let report = Report {
            user_id: uuid::Uuid::from_u128(user),
            date_time: Timestamp::UNIX_EPOCH,
            content,
        };
        batch::JudgedRow {
            number: 1,
            result: Ok(batch::Content::Report(Box::new(report))),
            doubts: Vec::new(),
            formulas: Vec::new(),
        }
    }

    #[test]
    fn strangers_of_many_rows_are_counted_at_once() {
        let mut cases = Cases::default();
        cases.take((0..30_000).map(case).collect());
        let rows: Vec<batch::JudgedRow> = (20_000..40_000).map(row).collect();
        let verdict = BatchVerdict {
            judged: batch::Judged {
                good: rows.len(),
                readings: batch::Readings::default(),
                without_noughts: Vec::new(),
                rows,
            },
            pictures: Vec::new(),
            good: 20_000,
            repeats: std::collections::BTreeMap::new(),
            doubtful: 0,
            totals: Vec::new(),
        };
        let begun = std::time::Instant::now();
        assert_eq!(strangers(&cases, &verdict), 10_000);
        // Each row with each case took many times as long.
        assert!(begun.elapsed().as_millis() < 1_000, "{:?}", begun.elapsed());
    }
}
