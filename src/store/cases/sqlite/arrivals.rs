//! The calls of the webhook: kept, settled, listed, forgotten.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::super::CaseError;
use super::super::arrivals::{ArrivalStore, Arrived, Settled, Unclaimed};
use super::super::deeds::Deed;
use super::super::types::Actor;
use super::values::{At, Count, Id, Json, Name};
use super::{SqliteStore, Tx};
use crate::domain::arrival::{RegisteredHook, Said};
use crate::domain::{Arrival, ArrivalReason, ArrivalState, CaseId};

/// So long after it was confirmed the same call is counted and nothing more, in microseconds.
const QUIET_MICROS: i64 = 10_000_000;
/// Where it lies what was last registered.
const REGISTERED: &str = "webhook_registered";
/// Rows that are forgotten in one transaction: others wait to write meanwhile.
const PURGED_AT_ONCE: u64 = 5000;

const SELECT: &str = "SELECT arrivals.id, first_at, last_at, repeats, signature, arrivals.user_id, \
    level, status, state, settled_at, arrivals.reason, case_id, coalesce(name, '') \
    FROM arrivals LEFT JOIN cases ON cases.id = case_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Arrival> {
    let said = match row.get::<_, Option<Id>>(5)? {
        Some(user_id) => Some(Said {
            user_id: user_id.0,
            level: row.get(6)?,
            status: row.get(7)?,
        }),
        None => None,
    };
    Ok(Arrival {
        id: row.get::<_, Count>(0)?.0,
        first_at: row.get::<_, At>(1)?.0,
        last_at: row.get::<_, At>(2)?.0,
        repeats: row.get::<_, Count>(3)?.0,
        signature: row.get::<_, Name<_>>(4)?.0,
        said,
        state: row.get::<_, Name<_>>(8)?.0,
        settled_at: row.get::<_, Option<At>>(9)?.map(|at| at.0),
        reason: row.get::<_, Option<Name<_>>>(10)?.map(|name| name.0),
        case: row.get::<_, Option<Id>>(11)?.map(|id| CaseId(id.0)),
        name: row.get(12)?,
    })
}

fn several(
    sql: &Connection,
    rest: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<Arrival>, CaseError> {
    let mut statement = sql.prepare(&format!("{SELECT} {rest}"))?;
    let found = statement.query_map(values, read)?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn keep(tx: &Tx<'_>, arrived: &[Arrived]) -> Result<(), CaseError> {
    // A word of the vendor that was not confirmed may have come too early: it is asked about again.
    let mut statement = tx.sql.prepare(
        "INSERT INTO arrivals (hash, signature, first_at, last_at, repeats, user_id, level,
             status, state, settled_at, reason, body)
         VALUES (?1, ?2, ?3, ?3, 0, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (hash, signature) DO UPDATE SET
             repeats = repeats + 1,
             last_at = max(last_at, excluded.last_at),
             (state, settled_at, reason) = (
                 SELECT iif(again, 'new', state), iif(again, NULL, settled_at),
                     iif(again, NULL, reason)
                 FROM (SELECT excluded.state = 'new' AND (state = 'unconfirmed' OR
                     (state = 'confirmed' AND abs(excluded.last_at - settled_at) >= ?11)) AS again)
             )",
    )?;
    for one in arrived {
        let state = if one.refused.is_some() {
            ArrivalState::Refused
        } else {
            ArrivalState::New
        };
        let settled_at = one.refused.is_some().then_some(At(one.at));
        let said = one.said.as_ref();
        statement.execute(params![
            one.hash,
            Name(one.signature),
            At(one.at),
            said.map(|said| Id(said.user_id)),
            said.map(|said| said.level),
            said.map(|said| said.status.as_str()),
            Name(state),
            settled_at,
            one.refused.map(Name),
            one.body,
            QUIET_MICROS,
        ])?;
    }
    changed(tx)
}

fn changed(tx: &Tx<'_>) -> Result<(), CaseError> {
    tx.sql
        .prepare("UPDATE meta SET value = value + 1 WHERE name = 'arrivals'")?
        .execute([])?;
    Ok(())
}

fn settle(tx: &Tx<'_>, settled: &[Settled], at: Timestamp) -> Result<(), CaseError> {
    let mut statement = tx.sql.prepare(
        "UPDATE arrivals SET state = ?3, reason = ?4, settled_at = ?5, case_id = ?6
         WHERE id = ?1 AND state = 'new' AND (repeats = ?2 OR ?3 = 'confirmed')",
    )?;
    for one in settled {
        statement.execute(params![
            Count(one.id),
            Count(one.repeats),
            Name(one.state),
            one.reason.map(Name),
            At(at),
            one.case.map(Id::from),
        ])?;
    }
    changed(tx)
}

/// Forgets some; gives how many, and whether there may be more.
fn purge(tx: &Tx<'_>, before: Timestamp, keep: u64) -> Result<(usize, bool), CaseError> {
    let old = tx.sql.execute(
        "DELETE FROM arrivals WHERE id IN (SELECT id FROM arrivals
             WHERE state <> 'new' AND last_at < ?1 LIMIT ?2)",
        params![At(before), Count(PURGED_AT_ONCE)],
    )?;
    let count = tx
        .sql
        .query_row("SELECT count(*) FROM arrivals", [], |row| {
            row.get::<_, Count>(0)
        })?;
    let beyond = count.0.saturating_sub(keep).min(PURGED_AT_ONCE);
    let many = if beyond == 0 {
        0
    } else {
        tx.sql.execute(
            "DELETE FROM arrivals WHERE id IN (SELECT id FROM arrivals
                 WHERE state <> 'new' ORDER BY id LIMIT ?1)",
            [Count(beyond)],
        )?
    };
    let gone = old + many;
    if gone > 0 {
        changed(tx)?;
    }
    let is_full = |gone: usize| gone as u64 >= PURGED_AT_ONCE;
    Ok((gone, is_full(old) || is_full(many)))
}

/// What a customer's calls told goes with the customer's data.
pub(super) fn erase(tx: &Tx<'_>, case: CaseId, user_id: Option<Uuid>) -> Result<(), CaseError> {
    let gone = tx.sql.execute(
        "DELETE FROM arrivals WHERE case_id = ?1 OR user_id = ?2",
        params![Id::from(case), user_id.map(Id)],
    )?;
    if gone > 0 {
        changed(tx)?;
    }
    Ok(())
}

/// Customers who belonged to nobody since then may belong to a registration whose end was lost: they are asked about again.
pub(super) fn look_again(tx: &Tx<'_>, since: Timestamp) -> Result<(), CaseError> {
    let again = tx.sql.execute(
        "UPDATE arrivals SET state = 'new', reason = NULL, settled_at = NULL
         WHERE state = 'unconfirmed' AND reason = ?1 AND last_at >= ?2",
        params![Name(ArrivalReason::UnknownCustomer), At(since)],
    )?;
    if again > 0 {
        changed(tx)?;
    }
    Ok(())
}

fn unclaimed(sql: &Connection) -> Result<Unclaimed, CaseError> {
    // As `Life::allows` says of `Arrived`, in words that an index answers. What waits to be sent once more may still be answered.
    let mut statement = sql.prepare(
        "SELECT EXISTS (SELECT 1 FROM cases WHERE user_id IS NULL AND (stage IN ('unconfirmed', 'pending') OR
             (stage IN ('correction', 'ready', 'refused') AND maybe_registered = 1))),
         EXISTS (SELECT 1 FROM cases WHERE user_id IS NULL AND
             (stage = 'sending' OR (stage = 'ready' AND maybe_registered = 1)))",
    )?;
    Ok(statement.query_row([], |row| {
        Ok(Unclaimed {
            unconfirmed: row.get(0)?,
            sending: row.get(1)?,
        })
    })?)
}

impl ArrivalStore for SqliteStore {
    fn arrive(&self, arrived: &[Arrived]) -> Result<(), CaseError> {
        self.write(|tx| keep(tx, arrived))
    }

    fn arrivals_revision(&self) -> Result<u64, CaseError> {
        self.read(|sql| {
            let revision = sql
                .prepare("SELECT value FROM meta WHERE name = 'arrivals'")?
                .query_row([], |row| row.get::<_, Count>(0))?;
            Ok(revision.0)
        })
    }

    fn arrivals(
        &self,
        state: Option<ArrivalState>,
        limit: usize,
    ) -> Result<Vec<Arrival>, CaseError> {
        let limit = Count(limit as u64);
        self.read(|sql| match state {
            None => several(sql, "ORDER BY arrivals.id DESC LIMIT ?1", [limit]),
            Some(state) => several(
                sql,
                "WHERE state = ?2 ORDER BY arrivals.id DESC LIMIT ?1",
                params![limit, Name(state)],
            ),
        })
    }

    fn new_arrivals(&self) -> Result<u64, CaseError> {
        self.read(|sql| {
            let count = sql
                .prepare("SELECT count(*) FROM arrivals WHERE state = 'new'")?
                .query_row([], |row| row.get::<_, Count>(0))?;
            Ok(count.0)
        })
    }

    fn arrived_customers(&self, after: Option<Uuid>, limit: usize) -> Result<Vec<Uuid>, CaseError> {
        self.read(|sql| {
            let mut statement = sql.prepare(
                "SELECT DISTINCT user_id FROM arrivals WHERE state = 'new' AND user_id > ?1
                 ORDER BY user_id LIMIT ?2",
            )?;
            // An empty value comes before every id.
            let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
            let found = statement.query_map(params![after, Count(limit as u64)], |row| {
                Ok(row.get::<_, Id>(0)?.0)
            })?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    fn arrivals_of(&self, user_id: Uuid, limit: usize) -> Result<Vec<Arrival>, CaseError> {
        self.read(|sql| {
            several(
                sql,
                "WHERE state = 'new' AND arrivals.user_id = ?1 ORDER BY arrivals.id LIMIT ?2",
                params![Id(user_id), Count(limit as u64)],
            )
        })
    }

    fn arrival_body(&self, id: u64) -> Result<Vec<u8>, CaseError> {
        self.read(|sql| {
            let body = sql
                .prepare("SELECT body FROM arrivals WHERE id = ?1")?
                .query_row([Count(id)], |row| row.get(0));
            Ok(body?)
        })
    }

    fn settle_arrivals(&self, settled: &[Settled], at: Timestamp) -> Result<(), CaseError> {
        self.write(|tx| settle(tx, settled, at))
    }

    fn purge_arrivals(&self, before: Timestamp, keep: u64) -> Result<usize, CaseError> {
        let mut all = 0;
        loop {
            let (gone, is_more) = self.write(|tx| purge(tx, before, keep))?;
            all += gone;
            if !is_more {
                return Ok(all);
            }
        }
    }

    fn unclaimed(&self) -> Result<Unclaimed, CaseError> {
        self.read(unclaimed)
    }

    fn registered_hook(&self) -> Result<Option<RegisteredHook>, CaseError> {
        self.read(|sql| {
            let found = sql.query_row(
                "SELECT CAST(value AS TEXT) FROM kept WHERE name = ?1",
                [REGISTERED],
                |row| row.get::<_, Json<_>>(0),
            );
            Ok(found.optional()?.map(|found| found.0))
        })
    }

    fn hook_registered(&self, hook: &RegisteredHook, by: &Actor) -> Result<(), CaseError> {
        self.write(|tx| {
            tx.sql.execute(
                "INSERT INTO kept (name, value) VALUES (?1, CAST(?2 AS BLOB))
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![REGISTERED, Json(hook)],
            )?;
            changed(tx)?;
            tx.note(None, &Deed::WebhookRegistered, by, hook.at)
        })
    }
}
