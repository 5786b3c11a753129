//! Which cases a view holds, and what narrows it down.

use jiff::{SignedDuration, Timestamp};

use super::{Narrow, View};
use crate::domain::{CaseRow, Level2, Stage};

/// After this, a case has been pending for long.
const LONG: SignedDuration = SignedDuration::from_hours(24);
/// Set if the case is among those that the view is narrowed to.
pub(super) const NARROWED: u16 = 1 << 14;
/// Set if the search finds the case.
pub(super) const FOUND: u16 = 1 << 15;

impl View {
    /// All views, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::All,
        Self::Pending,
        Self::Rejected,
        Self::Approved,
        Self::NeedsMe,
        Self::Drafts,
        Self::PendingLong,
        Self::RejectedUntouched,
        Self::OnHold,
        Self::Level2,
        Self::Erased,
    ];

    /// The bit of the view among those of a case.
    pub(super) fn bit(self) -> u16 {
        1 << self as u16
    }

    /// True if the view holds this case now.
    pub fn holds(self, row: &CaseRow, now: Timestamp) -> bool {
        let life = &row.life;
        let stage = life.stage;
        let is_there = stage != Stage::Erased;
        match self {
            Self::All => is_there && stage != Stage::Draft,
            Self::Drafts => stage.is_editable(),
            Self::Pending => stage == Stage::Pending,
            Self::Approved => stage == Stage::Approved,
            Self::Rejected => stage == Stage::Rejected,
            Self::NeedsMe => {
                let at_level1 =
                    matches!(stage, Stage::Unconfirmed | Stage::Refused | Stage::Rejected);
                let at_level2 = matches!(
                    life.level2,
                    Level2::Unconfirmed | Level2::Refused | Level2::Rejected
                );
                // Settled without its id: nobody can ask for its status.
                let has_no_id = stage == Stage::Pending && life.user_id.is_none();
                is_there && !life.on_hold && (at_level1 || at_level2 || has_no_id)
            }
            Self::PendingLong => {
                stage == Stage::Pending && now.duration_since(pending_since(row)) > LONG
            }
            Self::RejectedUntouched => stage == Stage::Rejected && row.is_unread,
            Self::OnHold => is_there && life.on_hold,
            Self::Level2 => is_there && life.level2 != Level2::None,
            Self::Erased => !is_there,
        }
    }
}

/// Since when a case has been pending.
fn pending_since(row: &CaseRow) -> Timestamp {
    row.status_at
        .or(row.registered_at)
        .unwrap_or(row.created_at)
}

/// The bits of all views that hold a case.
pub(super) fn bits(row: &CaseRow, now: Timestamp) -> u16 {
    let views = View::ALL.into_iter();
    let held = views.filter(|view| view.holds(row, now));
    held.fold(0, |bits, view| bits | view.bit())
}

impl Narrow {
    /// True if it leaves everything in.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many filters are set.
    pub fn len(&self) -> usize {
        [
            self.staff.is_some(),
            self.level.is_some(),
            self.days.is_some(),
            self.on.is_some(),
        ]
        .into_iter()
        .filter(|is_set| *is_set)
        .count()
    }
}

/// A [`Narrow`] with its days turned into points in time.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    from: Option<Timestamp>,
    day: Option<(Timestamp, Timestamp)>,
}

impl Bounds {
    pub(super) fn new(narrow: &Narrow, now: Timestamp) -> Self {
        let from = narrow.days.map(|days| {
            let length = SignedDuration::from_hours(24 * i64::from(days));
            now.checked_sub(length).unwrap_or(Timestamp::MIN)
        });
        let zone = jiff::tz::TimeZone::system();
        let midnight = |day: jiff::civil::Date| {
            let at = day.to_zoned(zone.clone());
            at.map_or(Timestamp::MAX, |at| at.timestamp())
        };
        let day = narrow.on.map(|day| {
            let next = day.tomorrow().map_or(Timestamp::MAX, midnight);
            (midnight(day), next)
        });
        Self { from, day }
    }

    /// True if the case is among those that are wanted.
    pub(super) fn hold(&self, narrow: &Narrow, row: &CaseRow) -> bool {
        let level = if row.life.level2 == Level2::None {
            1
        } else {
            2
        };
        let at = row.created_at;
        narrow
            .staff
            .as_ref()
            .is_none_or(|staff| *staff == row.staff)
            && narrow.level.is_none_or(|wanted| wanted == level)
            && self.from.is_none_or(|from| at >= from)
            && self.day.is_none_or(|(from, to)| at >= from && at < to)
    }
}
