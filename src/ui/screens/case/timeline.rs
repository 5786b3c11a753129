//! Everything that happened to a case, in words, newest first.

use egui::{Id, Ui};

use super::attempts;
use crate::desk::state::{CaseDetail, Deed, HistoryEntry};
use crate::domain::{CaseId, Doc, Field, KycStatus, ReportKind, WarningKey};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::report_words;
use crate::ui::screens::onboard::fields;
use crate::ui::widgets::{Link, TimelineRow, Tone, text};

/// So many entries are shown at first.
const FIRST: usize = 30;

/// Shows it.
pub(super) fn show(cx: &Cx<'_>, ui: &mut Ui, detail: &CaseDetail) {
    let all = detail.history.len();
    if all == 0 {
        text::subdued(ui, &cx.t("case-nothing-happened"));
        return;
    }
    let key = Id::unique("whole timeline of");
    let is_whole = ui.data(|data| data.get_temp::<CaseId>(key)) == Some(detail.id);
    let shown = if is_whole { all } else { all.min(FIRST) };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, entry) in detail.history.iter().rev().take(shown).enumerate() {
            row(cx, ui, entry, at + 1 == shown);
        }
    });
    if shown < all {
        let more = cx.tf("case-timeline-all", &[("count", all.into())]);
        if Link::new(&more).small().show(ui).clicked() {
            ui.data_mut(|data| data.insert_temp(key, detail.id));
        }
    }
}

fn row(cx: &Cx<'_>, ui: &mut Ui, entry: &HistoryEntry, is_last: bool) {
    let said = said(cx, &entry.deed);
    let by = &entry.by;
    let who = [by.staff.trim(), by.user.trim()];
    let who = who.into_iter().find(|who| !who.is_empty());
    let mut detail = format::short(entry.at, cx.state.now);
    for part in said.detail.iter().map(String::as_str).chain(who) {
        detail = format!("{detail} · {part}");
    }
    let hover = [format::utc(entry.at), by.user.clone(), by.machine.clone()];
    let hover = hover.iter().filter(|part| !part.is_empty());
    let hover: Vec<&str> = hover.map(String::as_str).collect();
    TimelineRow::new(said.icon, &said.title)
        .detail(&detail)
        .hover(&hover.join(" · "))
        .tone(said.tone)
        .last(is_last)
        .show(ui);
}

/// A deed in words.
struct Said {
    icon: Icon,
    tone: Tone,
    title: String,
    detail: Option<String>,
}

impl Said {
    fn new(icon: Icon, title: String) -> Self {
        Self {
            icon,
            tone: Tone::Neutral,
            title,
            detail: None,
        }
    }

    fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    fn detail(mut self, detail: String) -> Self {
        self.detail = Some(detail).filter(|detail| !detail.is_empty());
        self
    }

    /// With the reason that a person gave, in quotes.
    fn because(self, cx: &Cx<'_>, reason: &str) -> Self {
        let reason = reason.trim();
        if reason.is_empty() {
            return self;
        }
        let quoted = cx.tf("case-because", &[("reason", reason.into())]);
        self.detail(quoted)
    }
}

fn said(cx: &Cx<'_>, deed: &Deed) -> Said {
    let plain = |icon, id: &'static str| Said::new(icon, cx.t(id));
    match deed {
        Deed::Created => plain(Icon::FILE_PLUS, "case-did-created"),
        Deed::AddedElsewhere => plain(Icon::USER_PLUS, "case-did-added-elsewhere"),
        Deed::Edited { fields } => {
            let names = named(cx, fields);
            Said::new(
                Icon::PENCIL_SIMPLE,
                cx.tf("case-did-edited", &[("fields", names.into())]),
            )
        }
        Deed::Document { doc, sha256 } => {
            let (icon, id) = match sha256 {
                Some(_) => (Icon::IMAGE, "case-did-document-in"),
                None => (Icon::TRASH, "case-did-document-out"),
            };
            Said::new(icon, cx.tf(id, &[("name", name(cx, doc).into())]))
        }
        Deed::WarningKept { key, reason } => {
            let id = match WarningKey::from_name(key) {
                Some(WarningKey::Age) => "case-did-kept-age",
                Some(WarningKey::NikBirthDate) => "case-did-kept-birth-date",
                Some(WarningKey::NikGender) => "case-did-kept-gender",
                Some(WarningKey::NikProvince) => "case-did-kept-province",
                Some(WarningKey::Picture(..)) => "case-did-kept-picture",
                None => "case-did-kept",
            };
            plain(Icon::WARNING, id).because(cx, reason)
        }
        Deed::Consent { version, .. } => {
            let version = i64::from(*version);
            let detail = cx.tf("case-did-consent-version", &[("version", version.into())]);
            plain(Icon::HANDSHAKE, "case-did-consent").detail(detail)
        }
        Deed::Queued { kind, number } => {
            let args = [
                ("kind", cx.t(attempts::kind(*kind)).into()),
                ("number", i64::from(*number).into()),
            ];
            Said::new(Icon::HOURGLASS, cx.tf("case-did-queued", &args))
        }
        Deed::Cancelled { kind } => {
            let kind = cx.t(attempts::kind(*kind));
            let title = cx.tf("case-did-cancelled", &[("kind", kind.into())]);
            Said::new(Icon::X_CIRCLE, title)
        }
        Deed::Sent { kind, attempt } => {
            let args = [
                ("kind", cx.t(attempts::kind(*kind)).into()),
                ("number", i64::from(*attempt).into()),
            ];
            Said::new(Icon::PAPER_PLANE_TILT, cx.tf("case-did-sent", &args))
        }
        Deed::Answered {
            outcome,
            sent_bytes,
            ..
        } => answered(cx, outcome, *sent_bytes),
        Deed::Status {
            level,
            status,
            reason,
            source,
        } => told(cx, *level, status, reason, source),
        Deed::Decided { what, reason } => decided(cx, what).because(cx, reason),
        Deed::Viewed { docs } => {
            let names = named(cx, docs);
            Said::new(
                Icon::EYE,
                cx.tf("case-did-viewed", &[("names", names.into())]),
            )
        }
        Deed::Noted => plain(Icon::CLIPBOARD_TEXT, "case-did-noted"),
        Deed::Exported => plain(Icon::EXPORT, "case-did-exported"),
        Deed::ListExported { count, masked } => {
            let id = if *masked {
                "case-did-list-exported-masked"
            } else {
                "case-did-list-exported"
            };
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            Said::new(Icon::EXPORT, cx.tf(id, &[("count", count.into())]))
        }
        Deed::Erased { reason } => plain(Icon::TRASH, "case-did-erased").because(cx, reason),
        Deed::Purged => plain(Icon::TRASH, "case-did-purged"),
        Deed::Discarded => plain(Icon::TRASH, "case-did-discarded"),
        Deed::QueuePaused { paused: true } => plain(Icon::PAUSE, "case-did-queue-paused"),
        Deed::QueuePaused { paused: false } => {
            plain(Icon::PAPER_PLANE_TILT, "case-did-queue-resumed")
        }
        Deed::Report { kind, what, .. } => reported(cx, *kind, what),
        Deed::Batch { what, rows, .. } => {
            let id = match what.as_str() {
                "cancelled" => "case-did-batch-cancelled",
                "results" => "case-did-batch-results",
                _ => "case-did-batch-queued",
            };
            let count = i64::try_from(*rows).unwrap_or(i64::MAX);
            Said::new(Icon::TABLE, cx.tf(id, &[("count", count.into())]))
        }
        Deed::LedgerExported { count } => {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            let title = cx.tf("case-did-ledger-exported", &[("count", count.into())]);
            Said::new(Icon::EXPORT, title)
        }
        Deed::WebhookRegistered => plain(Icon::LINK, "case-did-webhook"),
        Deed::BackedUp => plain(Icon::DOWNLOAD_SIMPLE, "case-did-backed-up"),
        Deed::Restored => plain(Icon::UPLOAD_SIMPLE, "case-did-restored"),
    }
}

fn answered(cx: &Cx<'_>, outcome: &str, sent_bytes: u64) -> Said {
    let (icon, tone, id) = match outcome {
        "accepted" => (Icon::CHECK, Tone::Success, "case-did-accepted"),
        "not_sent" => (Icon::CLOUD_SLASH, Tone::Neutral, "case-did-not-sent"),
        "refused" => (Icon::PROHIBIT, Tone::Danger, "case-did-refused"),
        _ => (Icon::QUESTION, Tone::Warning, "case-did-no-answer"),
    };
    let bytes = format::bytes(sent_bytes, cx.tr.lang());
    let detail = cx.tf("case-did-bytes", &[("bytes", bytes.into())]);
    Said::new(icon, cx.t(id)).tone(tone).detail(detail)
}

/// What was done with a report.
fn reported(cx: &Cx<'_>, kind: ReportKind, what: &str) -> Said {
    let (icon, tone, id) = match what {
        "queued" => (Icon::HOURGLASS, Tone::Neutral, "case-did-report-queued"),
        "sent" => (
            Icon::PAPER_PLANE_TILT,
            Tone::Neutral,
            "case-did-report-sent",
        ),
        "accepted" => (Icon::CHECK, Tone::Success, "case-did-report-accepted"),
        "refused" => (Icon::PROHIBIT, Tone::Danger, "case-did-report-refused"),
        "unknown" => (Icon::QUESTION, Tone::Warning, "case-did-report-unknown"),
        "not_sent" => (Icon::CLOUD_SLASH, Tone::Neutral, "case-did-report-not-sent"),
        "send_again" => (
            Icon::PAPER_PLANE_TILT,
            Tone::Neutral,
            "case-did-report-again",
        ),
        "arrived" => (Icon::CHECK, Tone::Success, "case-did-report-arrived"),
        "not_arrived" => (Icon::X_CIRCLE, Tone::Neutral, "case-did-report-not-arrived"),
        "replaced" => (
            Icon::PENCIL_SIMPLE,
            Tone::Neutral,
            "case-did-report-replaced",
        ),
        _ => (Icon::X_CIRCLE, Tone::Neutral, "case-did-report-cancelled"),
    };
    let kind = cx.t(report_words::kind(kind));
    Said::new(icon, cx.tf(id, &[("kind", kind.into())])).tone(tone)
}

fn told(cx: &Cx<'_>, level: u8, status: &str, reason: &str, source: &str) -> Said {
    let is_first = level == 1;
    let (icon, tone, id) = match KycStatus::parse(status) {
        KycStatus::Pending if is_first => (Icon::CLOCK, Tone::Info, "case-did-pending"),
        KycStatus::Pending => (Icon::CLOCK, Tone::Info, "case-did-level2-pending"),
        KycStatus::Approved if is_first => (Icon::CHECK_CIRCLE, Tone::Success, "case-did-approved"),
        KycStatus::Approved => (
            Icon::CHECK_CIRCLE,
            Tone::Success,
            "case-did-level2-approved",
        ),
        KycStatus::Rejected if is_first => (Icon::X_CIRCLE, Tone::Danger, "case-did-rejected"),
        KycStatus::Rejected => (Icon::X_CIRCLE, Tone::Danger, "case-did-level2-rejected"),
        KycStatus::Other(_) => (Icon::BELL, Tone::Neutral, "case-did-other-status"),
    };
    let mut title = cx.tf(id, &[("status", status.into())]);
    if !reason.trim().is_empty() {
        title = format!("{title}: {}", reason.trim());
    }
    let source = match source {
        "retrieve" => cx.t("case-by-retrieve"),
        "webhook" => cx.t("case-by-webhook"),
        "person" => cx.t("case-by-person"),
        other => other.to_owned(),
    };
    Said::new(icon, title).tone(tone).detail(source)
}

fn decided(cx: &Cx<'_>, what: &str) -> Said {
    let (icon, id) = match what {
        "send_again" => (Icon::PAPER_PLANE_TILT, "case-did-send-again"),
        "arrived" => (Icon::CHECK, "case-did-arrived"),
        "correct" => (Icon::PENCIL_SIMPLE, "case-did-correct"),
        "correct_level2" => (Icon::PENCIL_SIMPLE, "case-did-correct-level2"),
        "hold" => (Icon::PAUSE, "case-did-hold"),
        "release" => (Icon::ARROW_RIGHT, "case-did-release"),
        _ => (Icon::USER, "case-did-decided"),
    };
    Said::new(icon, cx.tf(id, &[("what", what.into())]))
}

/// Names of fields and documents, in words.
fn named(cx: &Cx<'_>, names: &[String]) -> String {
    let words: Vec<String> = names.iter().map(|known| name(cx, known)).collect();
    words.join(", ")
}

fn name(cx: &Cx<'_>, known: &str) -> String {
    if let Some(doc) = Doc::from_name(known) {
        return super::doc_name(cx, doc);
    }
    Field::from_api_name(known).map_or_else(|| known.to_owned(), |field| fields::label(cx, field))
}
