//! The KYC status of a customer as it is shown everywhere: pill, level, when it is asked for, history, reason.

use std::time::Duration;

use egui::{Align, Align2, Color32, Layout, Response, Sense, Ui, vec2};
use jiff::{SignedDuration, Timestamp};

use super::cx::Cx;
use super::format;
use super::icons::Icon;
use super::theme::{self, Tone, icon_font, size, space};
use super::widgets::{Banner, Button, Pill, TimelineRow, text};
use crate::desk::Action;
use crate::desk::state::{Connection, Customer, Happened, Poll};
use crate::domain::KycStatus;
use crate::domain::problem::WarningKey;
use crate::text::Texts;

/// Most characters of an unknown status in a pill: it is the vendor's text, whatever it is.
const PILL_CHARS: usize = 24;

/// How a status looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Its colour.
    pub tone: Tone,
    /// Its icon.
    pub icon: Icon,
    /// Its name.
    pub text: String,
}

impl Look {
    /// The pill of the status.
    pub fn pill(&self) -> Pill<'_> {
        Pill::new(self.tone, &self.text).icon(self.icon)
    }
}

/// How a status looks; `None` is a status that the server has not told yet.
pub fn look(status: Option<&KycStatus>, texts: &Texts) -> Look {
    let (tone, icon, text) = match status {
        None => (
            Tone::Neutral,
            Icon::HOURGLASS_FILL,
            texts.get("status-unknown").into_owned(),
        ),
        Some(KycStatus::Pending) => (
            Tone::Info,
            Icon::CLOCK_FILL,
            texts.get("status-pending").into_owned(),
        ),
        Some(KycStatus::Approved) => (
            Tone::Success,
            Icon::CHECK_CIRCLE_FILL,
            texts.get("status-approved").into_owned(),
        ),
        Some(KycStatus::Rejected) => (
            Tone::Danger,
            Icon::X_CIRCLE_FILL,
            texts.get("status-rejected").into_owned(),
        ),
        Some(KycStatus::Other(sent)) => (
            Tone::Neutral,
            Icon::QUESTION_FILL,
            sent.chars().take(PILL_CHARS).collect(),
        ),
    };
    Look { tone, icon, text }
}

/// The customer's name, or the beginning of the id while the server has not told it.
pub fn name(customer: &Customer, texts: &Texts) -> String {
    match customer.name.as_deref().map(str::trim) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => {
            let id: String = customer.user_id.to_string().chars().take(8).collect();
            texts.with("status-customer", &[("id", id.into())])
        }
    }
}

/// Why a rejected customer was rejected; `None` for any other.
pub fn rejection(customer: &Customer, texts: &Texts) -> Option<String> {
    if customer.status != Some(KycStatus::Rejected) {
        return None;
    }
    let reason = customer.reject_reason.as_deref().map(str::trim);
    Some(match reason {
        Some(reason) if !reason.is_empty() => reason.to_owned(),
        _ => texts.get("status-no-reason").into_owned(),
    })
}

/// Level and since when: "Level 1 · since 14:09, 3 min".
pub fn level(customer: &Customer, now: Timestamp, texts: &Texts) -> String {
    let Some(since) = customer.since else {
        return texts.get("status-level-open").into_owned();
    };
    let time = format::short(since, now);
    if is_final(customer) {
        return texts.with("status-level-final", &[("time", time.into())]);
    }
    let length = format::duration(now.duration_since(since), texts);
    texts.with(
        "status-level",
        &[("time", time.into()), ("length", length.into())],
    )
}

fn is_final(customer: &Customer) -> bool {
    customer.status.as_ref().is_some_and(KycStatus::is_final)
}

/// When the status was asked for and will be again, and whether that counts seconds.
pub fn asked(
    customer: &Customer,
    now: Timestamp,
    is_connected: bool,
    texts: &Texts,
) -> (String, bool) {
    let poll = &customer.poll;
    let ago = poll.answered_at.map(|at| now.duration_since(at));
    let left = poll.next_at.map(|at| at.duration_since(now));
    let counts = |length: &SignedDuration| length.as_secs() < 60;
    let seconds = ago.as_ref().is_some_and(counts) || left.as_ref().is_some_and(counts);
    let say = |id: &'static str| {
        let mut args = Vec::new();
        if let Some(ago) = ago {
            args.push(("ago", format::duration(ago, texts).into()));
        }
        if let Some(left) = left {
            args.push(("next", format::duration(left, texts).into()));
        }
        if let Some(at) = poll.answered_at {
            args.push(("time", format::short(at, now).into()));
        }
        texts.with(id, &args)
    };
    if poll.next_at.is_none() && poll.answered_at.is_some() {
        return (say("status-asked-final"), false);
    }
    if !is_connected {
        return (say("status-not-connected"), false);
    }
    let is_due = left.is_none_or(|left| left < SignedDuration::from_secs(1));
    let id = match (poll.error.is_some(), ago.is_some()) {
        (false, false) => return (say("status-asking"), false),
        (false, true) if is_due => "status-asked-soon",
        (false, true) => "status-asked",
        (true, true) if is_due => "status-seen-soon",
        (true, true) => "status-seen",
        (true, false) if is_due => "status-never-seen-soon",
        (true, false) => "status-never-seen",
    };
    (say(id), seconds)
}

/// Shows [`asked`], and keeps it counting while the window has the focus.
pub fn asked_line(cx: &Cx<'_>, ui: &mut Ui, customer: &Customer) -> Response {
    let is_connected = matches!(cx.state.connection, Connection::Ready { .. });
    let (line, counts) = asked(customer, cx.state.now, is_connected, cx.tr);
    if counts && ui.input(|input| input.focused) {
        ui.ctx().request_repaint_after(Duration::from_secs(1));
    }
    let icon = if customer.poll.error.is_some() {
        Icon::CLOUD_SLASH
    } else if is_final(customer) && customer.poll.next_at.is_none() {
        Icon::CHECK
    } else {
        Icon::ARROWS_CLOCKWISE
    };
    let tokens = theme::of(ui);
    let response = ui
        .horizontal_top(|ui| {
            glyph(ui, icon, tokens.subdued);
            ui.vertical(|ui| text::helper(ui, &line)).inner
        })
        .inner;
    match &customer.poll.error {
        Some(told) => response.on_hover_text(told.full(cx.tr)),
        None => hover_time(response, &customer.poll),
    }
}

/// When the status was asked for, and the button that asks now.
pub fn refresh_row(cx: &mut Cx<'_>, ui: &mut Ui, customer: &Customer) {
    let words = cx.t("status-refresh");
    let name = cx.t("status-refresh-name");
    let button = Button::secondary(&words).small().shortcut("F5").name(&name);
    let room = ui.available_width() - button.width(ui) - space::S;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(
            vec2(room, size::BUTTON_SMALL),
            Layout::top_down(Align::Min),
            |ui| {
                ui.set_width(room);
                ui.add_space(space::XS);
                asked_line(cx, ui, customer);
            },
        );
        if button.show(ui).clicked() {
            cx.act(Action::Refresh(customer.user_id));
        }
    });
}

fn hover_time(response: Response, poll: &Poll) -> Response {
    match poll.answered_at {
        Some(at) => response.on_hover_text(format::utc(at)),
        None => response,
    }
}

/// Why the customer was rejected; nothing for any other.
pub fn rejection_banner(cx: &Cx<'_>, ui: &mut Ui, customer: &Customer) {
    if let Some(reason) = rejection(customer, cx.tr) {
        Banner::new(Tone::Danger, &reason)
            .title(&cx.t("status-rejected"))
            .show(ui);
    }
}

/// What happened to a customer, newest first; times are local, with UTC under the pointer.
pub fn timeline(cx: &Cx<'_>, ui: &mut Ui, customer: &Customer) {
    if customer.timeline.is_empty() {
        text::subdued(ui, &cx.t("happened-none"));
        return;
    }
    let last = customer.timeline.len() - 1;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (row, entry) in customer.timeline.iter().rev().enumerate() {
            let time = entry_time(entry.at, cx.state.now);
            let asked = (row == 0).then_some(customer.poll.asked);
            let line = happened(&entry.what, time, asked, cx.tr);
            let mut shown = TimelineRow::new(line.icon, &line.title)
                .detail(&line.detail)
                .last(row == last);
            if let Some(tone) = line.tone {
                shown = shown.tone(tone);
            }
            shown.hover(&format::utc(entry.at)).show(ui);
        }
    });
}

/// Seconds matter for what happened today; a day matters for the rest.
fn entry_time(at: Timestamp, now: Timestamp) -> String {
    let short = format::short(at, now);
    if short.len() == "14:09".len() {
        format::time(at)
    } else {
        short
    }
}

struct Line {
    icon: Icon,
    tone: Option<Tone>,
    title: String,
    detail: String,
}

fn happened(what: &Happened, time: String, asked: Option<u32>, texts: &Texts) -> Line {
    let get = |id: &'static str| texts.get(id).into_owned();
    let line = |icon, tone, title: String, detail: String| Line {
        icon,
        tone,
        title,
        detail,
    };
    match what {
        Happened::ConsentGiven { version, staff } => {
            let args = [
                ("time", time.into()),
                ("version", i64::from(*version).into()),
                ("staff", staff.as_str().into()),
            ];
            let detail = texts.with("happened-consent-detail", &args);
            line(Icon::HANDSHAKE, None, get("happened-consent"), detail)
        }
        Happened::WarningKept { key, reason } => {
            let title = get(match key {
                WarningKey::Age => "happened-kept-age",
                WarningKey::NikBirthDate => "happened-kept-birth-date",
                WarningKey::NikGender => "happened-kept-gender",
                WarningKey::NikProvince => "happened-kept-province",
            });
            let args = [("time", time.into()), ("reason", reason.as_str().into())];
            let detail = texts.with("happened-kept-detail", &args);
            line(Icon::WARNING, None, title, detail)
        }
        Happened::Signed => line(Icon::LOCK, None, get("happened-signed"), time),
        Happened::Accepted { attempt, staff } => {
            let args = [
                ("time", time.into()),
                ("attempt", i64::from(*attempt).into()),
                ("staff", staff.as_str().into()),
            ];
            let detail = texts.with("happened-accepted-detail", &args);
            line(
                Icon::PAPER_PLANE_TILT,
                None,
                get("happened-accepted"),
                detail,
            )
        }
        Happened::Status { status, reason } => match status {
            KycStatus::Pending => {
                let detail = match asked {
                    Some(count) => {
                        let args = [("time", time.into()), ("count", i64::from(count).into())];
                        texts.with("happened-screening-detail", &args)
                    }
                    None => time,
                };
                line(Icon::CLOCK, None, get("happened-screening"), detail)
            }
            KycStatus::Approved => line(
                Icon::CHECK_CIRCLE,
                Some(Tone::Success),
                get("happened-approved"),
                time,
            ),
            KycStatus::Rejected => {
                let title = match reason {
                    Some(reason) => texts.with(
                        "happened-rejected-why",
                        &[("reason", reason.as_str().into())],
                    ),
                    None => get("happened-rejected"),
                };
                line(Icon::X_CIRCLE, Some(Tone::Danger), title, time)
            }
            KycStatus::Other(sent) => {
                let title = texts.with("happened-other", &[("status", sent.as_str().into())]);
                line(Icon::QUESTION, None, title, time)
            }
        },
    }
}

/// `1.2 of 4.6 MB`: both in the unit of the whole.
pub fn amount(sent: u64, total: u64, texts: &Texts) -> String {
    let lang = texts.lang();
    let sent = match total {
        0..1_000 => sent.to_string(),
        1_000..1_000_000 => ((sent + 500) / 1_000).to_string(),
        _ => format::one_decimal(sent as f64 / 1e6, lang),
    };
    let total = format::bytes(total, lang);
    texts.with(
        "sending-amount",
        &[("sent", sent.into()), ("total", total.into())],
    )
}

/// `740 KB/s`; empty while there is nothing to tell.
pub fn rate(bytes: u64, secs: f64, texts: &Texts) -> String {
    if bytes == 0 || secs < 0.05 {
        return String::new();
    }
    let rate = format::bytes((bytes as f64 / secs) as u64, texts.lang());
    texts.with("sending-rate", &[("rate", rate.into())])
}

/// An icon in a line of helper text; what it says stands beside it.
pub fn glyph(ui: &mut Ui, icon: Icon, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), Sense::hover());
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        icon.glyph(),
        icon_font(14.0),
        colour,
    );
}
