//! The steps of a case, and which of them make sense where it stands.

use uuid::Uuid;

use super::{JobKind, Level2, Stage};
use crate::domain::kyc::KycStatus;

/// All that decides which step may come next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// Level 1.
    pub stage: Stage,
    /// Level 2.
    pub level2: Level2,
    /// Put on hold: nothing is sent and nothing is purged.
    pub on_hold: bool,
    /// TCDX identifier, once the server gave it.
    pub user_id: Option<Uuid>,
    /// Times the form was frozen for sending: the number of the submission.
    pub submissions: u32,
    /// True once a request that could have registered the customer got no answer, until it is settled.
    pub maybe_registered: bool,
    /// A status that this program does not know, as the server sent it.
    pub other_status: Option<String>,
}

impl Default for Life {
    fn default() -> Self {
        Self {
            stage: Stage::Draft,
            level2: Level2::None,
            on_hold: false,
            user_id: None,
            submissions: 0,
            maybe_registered: false,
            other_status: None,
        }
    }
}

/// Something that moves a case on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The form is frozen and put into the queue.
    Freeze,
    /// It is taken out of the queue before it left, to be edited again.
    Thaw,
    /// A request begins.
    Start(JobKind),
    /// It never arrived: back into the queue.
    NotSent(JobKind),
    /// The server took it; Register gives the id.
    Accepted(JobKind, Option<Uuid>),
    /// The server refused it. `duplicate` if because it knows the customer.
    Refused {
        /// Which request.
        kind: JobKind,
        /// The server says that it knows such a customer.
        duplicate: bool,
    },
    /// It was sent and no answer came.
    NoAnswer(JobKind),
    /// A person decides to send again after no answer.
    SendAgain(JobKind),
    /// A person, or a webhook, says that an unconfirmed registration arrived; with the id if it is known.
    Arrived(Option<Uuid>),
    /// A person decides to correct a refused, rejected or unconfirmed case.
    Correct,
    /// Retrieve, or a webhook, told the status of a level.
    Status {
        /// 1 or 2.
        level: u8,
        /// What it told.
        status: KycStatus,
    },
    /// The level 2 documents are frozen and put into the queue.
    FreezeLevel2,
    /// They are taken out of the queue.
    ThawLevel2,
    /// Put on hold.
    Hold,
    /// No longer on hold.
    Release,
    /// Erase the customer's data.
    Erase,
}

/// A step that makes no sense where the case stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a case that is {stage:?} (level 2 {level2:?}) cannot do this: {step:?}")]
pub struct Illegal {
    /// Where it stands.
    pub stage: Stage,
    /// Where it stands at level 2.
    pub level2: Level2,
    /// What was asked.
    pub step: Step,
}

impl Life {
    /// The life of a customer who was registered elsewhere.
    pub fn registered_elsewhere(user_id: Uuid) -> Self {
        Self {
            stage: Stage::Pending,
            user_id: Some(user_id),
            ..Self::default()
        }
    }

    /// What the next submission of the form asks of the server.
    pub fn job_kind(&self) -> JobKind {
        if self.user_id.is_some() {
            JobKind::Update
        } else {
            JobKind::Register
        }
    }

    /// True while a request of this case is under way.
    pub fn is_sending(&self) -> bool {
        self.stage == Stage::Sending || self.level2 == Level2::Sending
    }

    /// True if the server is to be asked for the status: it knows the customer, and a decision is open.
    pub fn is_polled(&self) -> bool {
        let open = matches!(self.stage, Stage::Pending)
            || (self.stage == Stage::Unconfirmed && self.user_id.is_some());
        !self.on_hold && self.user_id.is_some() && open
    }

    /// The life after a step, or that it makes no sense.
    pub fn after(&self, step: &Step) -> Result<Self, Illegal> {
        let mut next = self.clone();
        if next.take(step) {
            Ok(next)
        } else {
            Err(Illegal {
                stage: self.stage,
                level2: self.level2,
                step: step.clone(),
            })
        }
    }

    /// True if the step makes sense here.
    pub fn allows(&self, step: &Step) -> bool {
        self.clone().take(step)
    }

    fn take(&mut self, step: &Step) -> bool {
        // Nothing follows an erasure, whatever level 2 was at.
        if self.stage == Stage::Erased {
            return false;
        }
        match *step {
            Step::Start(kind) | Step::SendAgain(kind)
                if self.on_hold || kind_is_wrong(self, kind) =>
            {
                false
            }
            Step::Start(JobKind::Level2) => self.level2_from(&[Level2::Ready], Level2::Sending),
            Step::NotSent(JobKind::Level2) => self.level2_from(&[Level2::Sending], Level2::Ready),
            Step::Accepted(JobKind::Level2, _) => {
                self.level2_from(&[Level2::Sending], Level2::Pending)
            }
            Step::Refused {
                kind: JobKind::Level2,
                ..
            } => self.level2_from(&[Level2::Sending], Level2::Refused),
            Step::NoAnswer(JobKind::Level2) => {
                self.level2_from(&[Level2::Sending], Level2::Unconfirmed)
            }
            Step::SendAgain(JobKind::Level2) => {
                self.level2_from(&[Level2::Unconfirmed], Level2::Ready)
            }
            Step::FreezeLevel2 => {
                !self.on_hold
                    && self.user_id.is_some()
                    && self.stage == Stage::Approved
                    && self.level2_from(
                        &[Level2::None, Level2::Refused, Level2::Rejected],
                        Level2::Ready,
                    )
            }
            Step::ThawLevel2 => {
                self.level2_from(&[Level2::Ready, Level2::Unconfirmed], Level2::None)
            }

            Step::Freeze => {
                let done = !self.on_hold
                    && self.stage_from(&[Stage::Draft, Stage::Correction], Stage::Ready);
                self.submissions += u32::from(done);
                done
            }
            Step::Thaw => {
                let back =
                    if self.submissions <= 1 && self.user_id.is_none() && !self.maybe_registered {
                        Stage::Draft
                    } else {
                        Stage::Correction
                    };
                self.stage_from(&[Stage::Ready], back)
            }
            Step::Start(_) => self.stage_from(&[Stage::Ready], Stage::Sending),
            Step::NotSent(_) => self.stage_from(&[Stage::Sending], Stage::Ready),
            Step::Accepted(_, user_id) => {
                let known = user_id.or(self.user_id);
                known.is_some() && self.stage_from(&[Stage::Sending], Stage::Pending) && {
                    self.registered(known)
                }
            }
            Step::Refused { duplicate, .. } => {
                // After a sending without an answer, the customer whom the server knows is this one.
                if duplicate && self.maybe_registered && self.user_id.is_none() {
                    self.stage_from(&[Stage::Sending], Stage::Pending) && self.registered(None)
                } else {
                    self.stage_from(&[Stage::Sending], Stage::Refused)
                }
            }
            Step::NoAnswer(_) => {
                let done = self.stage_from(&[Stage::Sending], Stage::Unconfirmed);
                self.maybe_registered |= done;
                done
            }
            Step::SendAgain(_) => self.stage_from(&[Stage::Unconfirmed], Stage::Ready),
            Step::Arrived(user_id) => {
                let known = user_id.or(self.user_id);
                if self.stage == Stage::Correction {
                    // It stays in correction: what is sent next is an update.
                    return self.maybe_registered && known.is_some() && self.registered(known);
                }
                // The very form waits to be sent once more, or a later try was refused: with an id there is nothing to doubt.
                let once_more = match self.stage {
                    Stage::Ready => self.submissions <= 1,
                    Stage::Refused => true,
                    _ => false,
                };
                if once_more && !(self.maybe_registered && known.is_some()) {
                    return false;
                }
                let from = [
                    Stage::Unconfirmed,
                    Stage::Pending,
                    Stage::Ready,
                    Stage::Refused,
                ];
                let is_news = once_more
                    || self.stage == Stage::Unconfirmed
                    || (self.stage == Stage::Pending && self.user_id.is_none() && known.is_some());
                is_news && self.stage_from(&from, Stage::Pending) && self.registered(known)
            }
            Step::Correct => self.stage_from(
                &[Stage::Rejected, Stage::Refused, Stage::Unconfirmed],
                Stage::Correction,
            ),
            Step::Status {
                level: 1,
                ref status,
            } => self.told(status),
            Step::Status { ref status, .. } => self.told_level2(status),
            Step::Hold => {
                !self.on_hold && !self.is_sending() && {
                    self.on_hold = true;
                    true
                }
            }
            Step::Release => std::mem::take(&mut self.on_hold),
            Step::Erase => {
                let may = !self.is_sending() && !self.on_hold;
                if may {
                    self.stage = Stage::Erased;
                }
                may
            }
        }
    }

    fn stage_from(&mut self, from: &[Stage], to: Stage) -> bool {
        let may = from.contains(&self.stage);
        if may {
            self.stage = to;
        }
        may
    }

    fn level2_from(&mut self, from: &[Level2], to: Level2) -> bool {
        let may = from.contains(&self.level2);
        if may {
            self.level2 = to;
        }
        may
    }

    fn registered(&mut self, user_id: Option<Uuid>) -> bool {
        self.user_id = user_id;
        self.maybe_registered = false;
        self.other_status = None;
        true
    }

    fn told(&mut self, status: &KycStatus) -> bool {
        let known = [Stage::Pending, Stage::Approved, Stage::Rejected];
        let to = match status {
            // The server's word on the submission before: an update without an answer may still have been lost.
            KycStatus::Rejected if self.stage == Stage::Unconfirmed => return false,
            KycStatus::Approved => Stage::Approved,
            KycStatus::Rejected => Stage::Rejected,
            KycStatus::Pending | KycStatus::Other(_) => Stage::Pending,
        };
        let settles = self.stage == Stage::Unconfirmed && self.user_id.is_some();
        if !settles && !known.contains(&self.stage) {
            return false;
        }
        self.stage = to;
        self.maybe_registered = false;
        self.other_status = match status {
            KycStatus::Other(sent) => Some(sent.clone()),
            _ => None,
        };
        true
    }

    fn told_level2(&mut self, status: &KycStatus) -> bool {
        let to = match status {
            KycStatus::Approved => Level2::Approved,
            KycStatus::Rejected => Level2::Rejected,
            KycStatus::Pending | KycStatus::Other(_) => Level2::Pending,
        };
        // That it is pending is no news of what was decided: it is a word of before, told once more.
        let from: &[Level2] = match to {
            Level2::Pending => &[Level2::Pending, Level2::Unconfirmed],
            _ => &[
                Level2::Pending,
                Level2::Unconfirmed,
                Level2::Approved,
                Level2::Rejected,
            ],
        };
        self.level2_from(from, to)
    }
}

/// An update needs an id, a registration none, and level 2 an id; a report moves no case.
fn kind_is_wrong(life: &Life, kind: JobKind) -> bool {
    match kind {
        JobKind::Register => life.user_id.is_some(),
        JobKind::Update | JobKind::Level2 => life.user_id.is_none(),
        JobKind::Report(_) => true,
    }
}

#[cfg(test)]
mod tests;
