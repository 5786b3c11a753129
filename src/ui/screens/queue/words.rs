//! What is said of a job: its group, its state, why it stands where it stands.

use crate::desk::explain::Told;
use crate::desk::state::{Job, JobState, QueueNews, ReportState};
use crate::domain::JobKind;
use crate::text::Arg;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::report_words;
use crate::ui::widgets::{Pill, Tone};

/// Jobs that are listed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Sending,
    Waiting,
    Person,
    OnHold,
    Done,
}

impl Group {
    /// In the order of the list.
    pub(super) const ALL: [Self; 5] = [
        Self::Sending,
        Self::Waiting,
        Self::Person,
        Self::OnHold,
        Self::Done,
    ];

    pub(super) fn of(job: &Job) -> Self {
        match job.state {
            JobState::Sending => Self::Sending,
            JobState::Done => Self::Done,
            JobState::Unconfirmed | JobState::Refused => Self::Person,
            JobState::Waiting if job.on_hold => Self::OnHold,
            JobState::Waiting => Self::Waiting,
        }
    }

    /// How many there are, also beyond those that the list holds.
    pub(super) fn count(self, news: &QueueNews) -> usize {
        let listed = news.jobs.iter().filter(|job| Self::of(job) == self).count();
        let counts = news.counts;
        let all = match self {
            Self::Sending => counts.sending,
            Self::Waiting => counts.waiting.saturating_sub(Self::OnHold.count(news)),
            Self::Person => counts.unconfirmed + counts.refused,
            Self::OnHold | Self::Done => listed,
        };
        all.max(listed)
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Sending => "queue-sending",
            Self::Waiting => "queue-waiting",
            Self::Person => "queue-person",
            Self::OnHold => "queue-on-hold",
            Self::Done => "queue-done",
        }
    }
}

/// A job and its place in its group, from 1.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) job: &'a Job,
    pub(super) place: usize,
}

/// What became of a report; nothing for a request about a case.
fn fate(cx: &Cx<'_>, job: &Job) -> Option<ReportState> {
    job.report.as_ref()?;
    cx.state.reports.ledger.get(job.id).map(|row| row.state)
}

/// True if a person took it back: it is done, but nothing was taken by the server.
fn is_taken_back(cx: &Cx<'_>, job: &Job) -> bool {
    job.state == JobState::Done && fate(cx, job) == Some(ReportState::Dropped)
}

pub(super) fn state(cx: &Cx<'_>, job: &Job) -> (&'static str, Tone, Icon) {
    match (job.state, job.on_hold) {
        (JobState::Sending, _) => (
            "queue-state-sending",
            Tone::Neutral,
            Icon::ARROW_FAT_UP_FILL,
        ),
        (JobState::Unconfirmed, _) => (
            "queue-state-unconfirmed",
            Tone::Warning,
            Icon::QUESTION_FILL,
        ),
        (JobState::Refused, _) => ("queue-state-refused", Tone::Danger, Icon::X_CIRCLE_FILL),
        (JobState::Done, _) if is_taken_back(cx, job) => {
            ("report-state-dropped", Tone::Neutral, Icon::X)
        }
        (JobState::Done, _) if job.told.is_some() && fate(cx, job).is_none() => {
            ("queue-state-settled", Tone::Neutral, Icon::CHECK)
        }
        (JobState::Done, _) => ("queue-state-done", Tone::Success, Icon::CHECK_CIRCLE_FILL),
        (JobState::Waiting, true) => ("queue-state-on-hold", Tone::Neutral, Icon::PAUSE_FILL),
        (JobState::Waiting, false) => ("queue-state-waiting", Tone::Info, Icon::HOURGLASS_FILL),
    }
}

pub(super) fn pill<'a>(cx: &Cx<'_>, job: &Job, text: &'a str) -> Pill<'a> {
    let (_, tone, icon) = state(cx, job);
    Pill::new(tone, text).icon(icon)
}

pub(super) fn name(cx: &Cx<'_>, job: &Job) -> String {
    let name = job.name.trim();
    if name.is_empty() {
        cx.t("queue-no-name")
    } else {
        name.to_owned()
    }
}

pub(super) fn kind(job: &Job) -> &'static str {
    match job.kind {
        JobKind::Register => "queue-kind-register",
        JobKind::Update => "queue-kind-update",
        JobKind::Level2 => "queue-kind-level2",
        JobKind::Report(kind) => report_words::kind(kind),
    }
}

/// What was told when the last try ended.
pub(super) fn told(job: &Job) -> Option<Told> {
    Told::from_json(job.told.as_deref()?)
}

/// Bytes that left and bytes in all, of the request under way or of the last one.
pub(super) fn bytes(cx: &Cx<'_>, job: &Job) -> (u64, u64) {
    let live = cx.state.queue.progress.get(&job.id).copied();
    let (sent, total) = live.unwrap_or((job.sent_bytes, job.total_bytes));
    (sent.min(total), total)
}

pub(super) fn amount(cx: &Cx<'_>, (sent, total): (u64, u64)) -> String {
    let lang = cx.state.lang();
    let args = [
        ("sent", Arg::from(format::bytes(sent, lang))),
        ("total", Arg::from(format::bytes(total, lang))),
    ];
    cx.tf("queue-amount", &args)
}

/// Why a job stands where it stands.
pub(super) fn reason(cx: &Cx<'_>, job: &Job) -> String {
    let news = &cx.state.queue.news;
    match job.state {
        JobState::Sending => return cx.t(sending(bytes(cx, job))),
        JobState::Done if is_taken_back(cx, job) => return cx.t("queue-cancelled"),
        JobState::Done if job.told.is_some() => return settled(cx, job),
        JobState::Done => return cx.t("queue-done-text"),
        JobState::Waiting if job.on_hold => return cx.t("queue-hold-text"),
        _ => {}
    }
    if let Some(told) = told(job) {
        return told.text(cx.tr);
    }
    cx.t(match job.state {
        JobState::Unconfirmed => "queue-unconfirmed",
        JobState::Refused => "queue-refused",
        _ if news.is_paused => "queue-because-paused",
        _ if news.breaker.is_some() => "queue-because-fault",
        _ => "queue-turn",
    })
}

/// How a job without an answer came to its end.
fn settled(cx: &Cx<'_>, job: &Job) -> String {
    if fate(cx, job).is_none() {
        return cx.t("queue-settled-text");
    }
    // The server's refusal of a duplicate says itself that the first one arrived.
    match told(job).filter(|told| told.id == "error-report-own") {
        Some(told) => told.text(cx.tr),
        None => cx.t("report-decided-arrived"),
    }
}

/// How far a request under way is.
pub(super) fn sending((sent, total): (u64, u64)) -> &'static str {
    if total == 0 {
        "queue-preparing"
    } else if sent < total {
        "queue-uploading"
    } else {
        "queue-answer"
    }
}

/// What else is known of it: tries, times, its place, what to do.
pub(super) fn detail(cx: &Cx<'_>, placed: Placed<'_>) -> String {
    let job = placed.job;
    let at = |time| Arg::from(format::short(time, cx.state.now));
    let count = i64::from(job.tries);
    let tries = || cx.tf("queue-tries", &[("count", count.into())]);
    let since = || cx.tf("queue-since", &[("time", at(job.queued_at))]);
    match Group::of(job) {
        Group::Sending => amount(cx, bytes(cx, job)),
        Group::Waiting => {
            let first = if job.tries == 0 { since() } else { tries() };
            joined(cx, first, schedule(cx, placed))
        }
        Group::OnHold => since(),
        Group::Done if is_taken_back(cx, job) => since(),
        Group::Done => joined(
            cx,
            tries(),
            cx.tf("queue-refused-at", &[("time", at(job.changed_at))]),
        ),
        Group::Person if job.state == JobState::Unconfirmed => {
            let amount = amount(cx, (job.sent_bytes, job.total_bytes));
            let sent_at = job.sent_at.unwrap_or(job.changed_at);
            let args = [("time", at(sent_at)), ("amount", amount.into())];
            joined(cx, tries(), cx.tf("queue-sent-bytes", &args))
        }
        Group::Person => told(job)
            .and_then(|told| told.hint_text(cx.tr))
            .unwrap_or_else(|| {
                let answered = cx.tf("queue-refused-at", &[("time", at(job.changed_at))]);
                joined(cx, tries(), answered)
            }),
    }
}

fn joined(cx: &Cx<'_>, first: String, second: String) -> String {
    let args = [("first", first.into()), ("second", second.into())];
    cx.tf("queue-facts", &args)
}

/// When a waiting job is sent.
fn schedule(cx: &Cx<'_>, placed: Placed<'_>) -> String {
    let news = &cx.state.queue.news;
    if news.is_paused {
        return cx.t("queue-after-resume");
    }
    if news.breaker.is_some() {
        return cx.t("queue-after-fault");
    }
    let now = cx.state.now;
    match placed.job.next_at.filter(|at| *at > now) {
        Some(at) => {
            let left = at.duration_since(now);
            if left.as_secs() < 1 {
                return cx.t("queue-next-soon");
            }
            let args = [
                ("time", Arg::from(format::time(at))),
                ("wait", Arg::from(format::duration(left, cx.tr))),
            ];
            cx.tf("queue-next-try", &args)
        }
        None => cx.tf("queue-place", &[("place", placed.place.into())]),
    }
}

/// The row in words, for a screen reader.
pub(super) fn row(cx: &Cx<'_>, placed: Placed<'_>) -> String {
    let job = placed.job;
    let reason = joined(cx, reason(cx, job), detail(cx, placed));
    let args = [
        ("name", Arg::from(name(cx, job))),
        ("kind", Arg::from(cx.t(kind(job)))),
        ("state", Arg::from(cx.t(state(cx, job).0))),
        ("reason", Arg::from(reason)),
    ];
    cx.tf("queue-row", &args)
}
