//! How ids, times, names and JSON lie in the database, and what the engine's errors mean.

use jiff::Timestamp;
use rusqlite::ErrorCode;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::super::types::JobState;
use super::super::{CaseError, CaseId};
use crate::domain::{ArrivalReason, ArrivalSignature, ArrivalState, Doc, JobKind, Level2, Stage};

/// A UUID: its 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Id(pub(super) Uuid);

impl From<CaseId> for Id {
    fn from(id: CaseId) -> Self {
        Self(id.0)
    }
}

impl ToSql for Id {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
    }
}

impl FromSql for Id {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Uuid::from_slice(value.as_blob()?)
            .map(Self)
            .map_err(|_| FromSqlError::InvalidType)
    }
}

/// A time: microseconds since 1970, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At(pub(super) Timestamp);

impl ToSql for At {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(Value::Integer(self.0.as_microsecond())))
    }
}

impl FromSql for At {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Timestamp::from_microsecond(value.as_i64()?)
            .map(Self)
            .map_err(|_| FromSqlError::InvalidType)
    }
}

/// A count: the database has signed numbers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count(pub(super) u64);

impl ToSql for Count {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let number = i64::try_from(self.0).unwrap_or(i64::MAX);
        Ok(ToSqlOutput::Owned(Value::Integer(number)))
    }
}

impl FromSql for Count {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        u64::try_from(number)
            .map(Self)
            .map_err(|_| FromSqlError::OutOfRange(number))
    }
}

/// Anything that lies there as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Json<T>(pub(super) T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(&self.0)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        Ok(ToSqlOutput::Owned(Value::Text(text)))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?)
            .map(Self)
            // The words of the reader may quote what it read.
            .map_err(|_| FromSqlError::InvalidType)
    }
}

/// Something that lies there by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name<T>(pub(super) T);

macro_rules! by_name {
    ($($kind:ty),*) => { $(
        impl ToSql for Name<$kind> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0.name().as_bytes())))
            }
        }

        impl FromSql for Name<$kind> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <$kind>::from_name(value.as_str()?).map(Self).ok_or(FromSqlError::InvalidType)
            }
        }
    )* };
}

by_name!(
    Stage,
    Level2,
    JobKind,
    JobState,
    ArrivalState,
    ArrivalSignature,
    ArrivalReason
);

impl ToSql for Name<Doc> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(Value::Text(self.0.name())))
    }
}

impl FromSql for Name<Doc> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Doc::from_name(value.as_str()?)
            .map(Self)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// The engine's error without its words: they may quote a statement.
impl From<rusqlite::Error> for CaseError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::Damaged,
            rusqlite::Error::SqliteFailure(failure, _) => of_code(failure),
            _ => Self::Failed("SQLite".to_owned()),
        }
    }
}

fn of_code(failure: rusqlite::ffi::Error) -> CaseError {
    use rusqlite::ffi::{
        SQLITE_IOERR_ACCESS, SQLITE_IOERR_LOCK, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE,
        SQLITE_IOERR_SHORT_READ, code_to_str,
    };
    match (failure.code, failure.extended_code) {
        // The index of the log could not be made large enough.
        (ErrorCode::DiskFull, _) | (_, SQLITE_IOERR_SHMSIZE) => CaseError::DiskFull,
        (ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied, _)
        | (_, SQLITE_IOERR_ACCESS | SQLITE_IOERR_SHMOPEN) => CaseError::ReadOnly,
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) | (_, SQLITE_IOERR_LOCK) => {
            CaseError::Busy
        }
        (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _)
        | (_, SQLITE_IOERR_SHORT_READ) => CaseError::Damaged,
        (_, extended) => CaseError::Failed(code_to_str(extended).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(extended: i32) -> CaseError {
        let failure = rusqlite::ffi::Error::new(extended);
        rusqlite::Error::SqliteFailure(failure, Some("SELECT 'Siti'".to_owned())).into()
    }

    #[test]
    fn the_engines_errors_are_told_apart_and_quote_nothing() {
        assert!(matches!(failed(13), CaseError::DiskFull));
        assert!(matches!(failed(8), CaseError::ReadOnly));
        assert!(matches!(failed(14), CaseError::ReadOnly));
        assert!(matches!(failed(5), CaseError::Busy));
        assert!(matches!(failed(6), CaseError::Busy));
        assert!(matches!(failed(11), CaseError::Damaged));
        assert!(matches!(failed(26), CaseError::Damaged));
        let other = failed(1).to_string();
        assert!(!other.contains("Siti"), "{other}");
    }

    #[test]
    fn values_come_back_as_they_went_in() {
        let sql = rusqlite::Connection::open_in_memory().unwrap();
        let at = At("2026-11-23T10:11:12.123456Z".parse().unwrap());
        let id = Id(Uuid::now_v7());
        let back: (At, Id, Name<Doc>, Json<Vec<u8>>) = sql
            .query_row(
                "SELECT ?1, ?2, ?3, ?4",
                rusqlite::params![at, id, Name(Doc::BankStatement), Json(vec![1, 2])],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .unwrap();
        assert_eq!(back, (at, id, Name(Doc::BankStatement), Json(vec![1, 2])));
    }
}
