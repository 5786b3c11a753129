//! What a trainer stages: tags behind `+` in the local part of the customer's e-mail address.
//!
//! `budi+reject.blurry+slow30@example.com` is rejected for a blurred selfie after 30 seconds.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The reasons a rejection can carry, by tag, in the words a vendor would send.
pub(super) const REASONS: [(&str, &str); 7] = [
    ("reject", "Failed verification"),
    ("reject.blurry", "Selfie blurred"),
    (
        "reject.nik",
        "Identity number not found in the population register",
    ),
    ("reject.name", "Name does not match the identity card"),
    ("reject.selfie", "Selfie does not match the identity card"),
    ("reject.address", "Proof of address not accepted"),
    ("reject.expired", "Identity document expired"),
];

/// The reason at this place of the table.
pub(super) fn reason(place: usize) -> Option<&'static str> {
    REASONS.get(place).map(|(_, reason)| *reason)
}

/// The reason for a rejected level 2.
pub(super) const LEVEL_2_REASON: &str = "Source of wealth not sufficient";

/// Longest staged screening and longest staged answer, in seconds.
const MAX_SCREENING_SECS: u64 = 86_400;
const MAX_ANSWER_SECS: u64 = 600;
const MAX_MAINTENANCE: u32 = 20;

/// How a screening is to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    /// Approved.
    Approve,
    /// Rejected with this reason.
    Reject(String),
    /// Left to a trainer.
    Wait,
}

/// What goes wrong on the way, staged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Stored, then the connection is reset without an answer.
    Drop,
    /// The connection is reset before anything is stored.
    DropBefore,
    /// 500, nothing stored.
    Http500,
    /// 429 with `Retry-After` once, nothing stored.
    Http429,
    /// A proxy's page, nothing stored.
    Html,
    /// Stored, then half the answer.
    Cut,
    /// Stored, the answer comes after this time.
    SlowAnswer(Duration),
    /// 503 for the first calls, nothing stored.
    Maintenance(u32),
}

/// The tags of one e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tags {
    pub(super) level1: Verdict,
    pub(super) level2: Verdict,
    /// Staged length of the screening.
    pub(super) delay: Option<Duration>,
    pub(super) faults: Vec<Fault>,
    /// Retrieve tells a status that no client knows.
    pub(super) unknown_status: bool,
}

impl Tags {
    /// Reads the tags; `submissions` counts this one too. Unknown tags mean nothing.
    pub(super) fn of(email: &str, submissions: u32) -> Self {
        let mut tags = Self {
            level1: Verdict::Approve,
            level2: Verdict::Approve,
            delay: None,
            faults: Vec::new(),
            unknown_status: false,
        };
        let local = email.rsplit_once('@').map_or(email, |(local, _)| local);
        for tag in local.to_ascii_lowercase().split('+').skip(1) {
            tags.read(tag, submissions);
        }
        tags
    }

    fn read(&mut self, tag: &str, submissions: u32) {
        let seconds = |prefix: &str, most: u64| {
            tag.strip_prefix(prefix)
                .and_then(|digits| digits.parse::<u64>().ok())
                .map(|secs| Duration::from_secs(secs.min(most)))
        };
        match tag {
            "pending" => self.level1 = Verdict::Wait,
            "fast" => self.delay = Some(Duration::ZERO),
            "l2reject" => self.level2 = Verdict::Reject(LEVEL_2_REASON.to_owned()),
            "l2pending" => self.level2 = Verdict::Wait,
            "drop" => self.faults.push(Fault::Drop),
            "dropbefore" => self.faults.push(Fault::DropBefore),
            "http500" => self.faults.push(Fault::Http500),
            "http429" => self.faults.push(Fault::Http429),
            "html" => self.faults.push(Fault::Html),
            "cut" => self.faults.push(Fault::Cut),
            "unknownstatus" => self.unknown_status = true,
            _ => {
                if let Some(wait) = seconds("slowanswer", MAX_ANSWER_SECS) {
                    self.faults.push(Fault::SlowAnswer(wait));
                } else if let Some(wait) = seconds("slow", MAX_SCREENING_SECS) {
                    self.delay = Some(wait);
                } else if let Some(digits) = tag.strip_prefix("maintenance") {
                    if let Ok(calls) = digits.parse::<u32>() {
                        self.faults
                            .push(Fault::Maintenance(calls.min(MAX_MAINTENANCE)));
                    }
                } else if let Some(reason) = rejection(tag, submissions) {
                    self.level1 = Verdict::Reject(reason);
                }
            }
        }
    }
}

/// The reason of a `reject…` tag; of a `rejectonce…` tag at the first submission alone.
fn rejection(tag: &str, submissions: u32) -> Option<String> {
    let plain = match tag.strip_prefix("rejectonce") {
        Some(_) if submissions > 1 => return None,
        Some(rest) => format!("reject{rest}"),
        None => tag.to_owned(),
    };
    REASONS
        .iter()
        .find(|(known, _)| *known == plain)
        .map(|(_, reason)| (*reason).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_tags_everything_is_approved() {
        let tags = Tags::of("budi@example.com", 1);
        assert_eq!(tags.level1, Verdict::Approve);
        assert_eq!(tags.level2, Verdict::Approve);
        assert_eq!(
            (tags.delay, tags.faults.len(), tags.unknown_status),
            (None, 0, false)
        );
        assert_eq!(Tags::of("budi+friend+slow+reject.foo@example.com", 1), tags);
    }

    #[test]
    fn tags_add_up() {
        let tags = Tags::of("budi+Reject.Blurry+slow30+l2reject+drop@example.com", 1);
        assert_eq!(tags.level1, Verdict::Reject("Selfie blurred".into()));
        assert_eq!(tags.level2, Verdict::Reject(LEVEL_2_REASON.into()));
        assert_eq!(tags.delay, Some(Duration::from_secs(30)));
        assert_eq!(tags.faults, [Fault::Drop]);
        let tags = Tags::of("a+slowanswer10+maintenance2+fast+pending@b.co", 1);
        assert_eq!(
            tags.faults,
            [
                Fault::SlowAnswer(Duration::from_secs(10)),
                Fault::Maintenance(2)
            ]
        );
        assert_eq!(
            (tags.delay, tags.level1),
            (Some(Duration::ZERO), Verdict::Wait)
        );
    }

    #[test]
    fn every_reason_has_its_tag() {
        for (tag, reason) in REASONS {
            let tags = Tags::of(&format!("a+{tag}@b.co"), 2);
            assert_eq!(tags.level1, Verdict::Reject(reason.into()));
        }
    }

    #[test]
    fn rejectonce_approves_the_resubmission() {
        let email = "a+rejectonce.blurry@b.co";
        assert_eq!(
            Tags::of(email, 1).level1,
            Verdict::Reject("Selfie blurred".into())
        );
        assert_eq!(Tags::of(email, 2).level1, Verdict::Approve);
        assert_eq!(
            Tags::of("a+rejectonce@b.co", 1).level1,
            Verdict::Reject("Failed verification".into())
        );
    }
}
