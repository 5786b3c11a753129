//! How much is in a store, for support: numbers, and no content.

use super::SqliteStore;
use crate::store::cases::CaseError;

/// The tables that are counted.
const TABLES: [&str; 11] = [
    "cases",
    "drafts",
    "documents",
    "submissions",
    "jobs",
    "attempts",
    "history",
    "originals",
    "arrivals",
    "reports",
    "batches",
];

impl SqliteStore {
    /// The version of the layout, the bytes of the pages, and the rows of each table.
    pub(super) fn count_all(&self) -> Result<Vec<(&'static str, u64)>, CaseError> {
        self.read(|sql| {
            let pragma =
                |name: &str| sql.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
            let bytes = u64::from(pragma("page_count")?) * u64::from(pragma("page_size")?);
            let layout = u64::from(pragma("user_version")?);
            let mut figures = vec![("layout", layout), ("bytes", bytes)];
            for table in TABLES {
                let rows = format!("SELECT count(*) FROM {table}");
                let rows: u32 = sql.query_row(&rows, [], |row| row.get(0))?;
                figures.push((table, u64::from(rows)));
            }
            Ok(figures)
        })
    }
}
