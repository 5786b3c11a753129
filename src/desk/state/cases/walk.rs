//! From case to case through the list, even when the open one has left it.

use super::Cases;
use crate::domain::CaseId;

/// The case that was opened last, and where it stood in the list then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visit {
    id: CaseId,
    at: usize,
    above: Option<CaseId>,
    below: Option<CaseId>,
}

impl Cases {
    /// A case is opened: from here, [`Cases::step`] goes on even if it leaves the list.
    pub fn visited(&mut self, id: CaseId) {
        let Some(at) = self.position_of(id) else {
            return;
        };
        let near = |line: Option<usize>| Some(self.row_at(line?)?.id);
        self.visit = Some(Visit {
            id,
            at,
            above: near(at.checked_sub(1)),
            below: near(at.checked_add(1)),
        });
    }

    /// The line in which a case is, or in which the one is that took its place since it was opened.
    pub fn line_of(&self, id: CaseId) -> Option<usize> {
        if let Some(at) = self.position_of(id) {
            return Some(at);
        }
        let visit = self.visit.filter(|visit| visit.id == id)?;
        let below = visit.below.and_then(|id| self.position_of(id));
        let above = || Some(self.position_of(visit.above?)? + 1);
        Some(below.or_else(above).unwrap_or(visit.at))
    }

    /// The case that many lines below this one (above it, if negative); from none, the first or the last one. `None` if the
    /// list ends there.
    pub fn step(&self, from: Option<CaseId>, by: isize) -> Option<CaseId> {
        let last = self.shown_len().checked_sub(1)?;
        let line = match from.and_then(|id| Some((id, self.line_of(id)?))) {
            None if by < 0 => last,
            None => 0,
            Some((id, at)) if self.position_of(id).is_some() => {
                at.saturating_add_signed(by).min(last)
            }
            // It left: the line is that of the case that was below it.
            Some((_, at)) if by < 0 => at.checked_add_signed(by)?.min(last),
            Some((_, at)) => {
                let line = at.saturating_add_signed(by - 1);
                (line <= last).then_some(line)?
            }
        };
        let next = self.row_at(line)?.id;
        (Some(next) != from).then_some(next)
    }
}
