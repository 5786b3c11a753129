//! The HTML of the trainer's page. Everything from outside goes through [`escape`].

use std::fmt::Write as _;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::faults;
use super::hub::Received;
use super::screening::{Customer, Stage, Status};
use super::state::State;
use super::tags::REASONS;
use crate::text::{Arg, Texts};

/// Rows shown of each table; the counts above tell the rest.
const MAX_ROWS: usize = 200;
const MAX_REQUEST_ROWS: usize = 60;
/// Digits of an identity number that are shown, at its end.
const SHOWN_DIGITS: usize = 4;

const STYLE: &str = include_str!("../../assets/data/sandbox.css");

static STYLE_HASH: LazyLock<String> =
    LazyLock::new(|| STANDARD.encode(Sha256::digest(STYLE.as_bytes())));

/// What the tags do: the tag, and the id of its text.
const TAGS: [(&str, &str); 15] = [
    ("+pending", "sandbox-tag-pending"),
    ("+fast", "sandbox-tag-fast"),
    ("+slow30", "sandbox-tag-slow"),
    ("+rejectonce.blurry", "sandbox-tag-rejectonce"),
    ("+l2reject", "sandbox-tag-l2reject"),
    ("+l2pending", "sandbox-tag-l2pending"),
    ("+unknownstatus", "sandbox-tag-unknownstatus"),
    ("+maintenance2", "sandbox-tag-maintenance"),
    ("+http429", "sandbox-tag-http429"),
    ("+http500", "sandbox-tag-http500"),
    ("+html", "sandbox-tag-html"),
    ("+dropbefore", "sandbox-tag-dropbefore"),
    ("+drop", "sandbox-tag-drop"),
    ("+cut", "sandbox-tag-cut"),
    ("+slowanswer10", "sandbox-tag-slowanswer"),
];

/// The page's content security policy: its own style by hash, its own form, nothing else.
pub(super) fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        *STYLE_HASH
    )
}

/// Text as HTML content or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Also what turns the direction of text: a name must not rearrange the row.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => safe.push('\u{fffd}'),
            control if control.is_control() => safe.push('\u{fffd}'),
            plain => safe.push(plain),
        }
    }
    safe
}

/// An identity number with all but its last digits hidden.
fn masked(id_number: &str) -> String {
    let length = id_number.chars().count();
    let shown = if length > 2 * SHOWN_DIGITS {
        SHOWN_DIGITS
    } else {
        0
    };
    let tail: String = id_number.chars().skip(length - shown).collect();
    format!("••••{}", escape(&tail))
}

/// The whole page.
pub(super) fn page(texts: &Texts, state: &State, received: &[Received]) -> String {
    let t = |id: &'static str| escape(&texts.get(id));
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{}</title><style>{STYLE}</style></head><body>\
         <p class=\"band\">{}</p><main><header><h1>{}</h1><a class=\"button\" href=\"/\">{}</a></header><p class=\"lead\">{}</p>",
        t("sandbox-html-lang"),
        t("sandbox-title"),
        t("sandbox-band"),
        t("sandbox-title"),
        t("sandbox-refresh"),
        t("sandbox-lead"),
    );
    customers(&mut html, texts, state);
    requests(&mut html, texts, received);
    tags(&mut html, texts);
    html.push_str("</main></body></html>\n");
    html
}

fn customers(html: &mut String, texts: &Texts, state: &State) {
    let t = |id: &'static str| escape(&texts.get(id));
    let count = state.customers().count();
    let summary = texts.with(
        "sandbox-customers-count",
        &[
            ("count", Arg::from(count)),
            ("reports", Arg::from(state.report_count())),
        ],
    );
    let _ = write!(
        html,
        "<section><h2>{}</h2><p class=\"count\">{}</p>",
        t("sandbox-customers"),
        escape(&summary)
    );
    if count == 0 {
        let _ = write!(
            html,
            "<p class=\"empty\">{}</p></section>",
            t("sandbox-customers-empty")
        );
        return;
    }
    let _ = write!(
        html,
        "<table><thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>",
        t("sandbox-column-customer"),
        t("sandbox-column-id-number"),
        t("sandbox-column-level-1"),
        t("sandbox-column-level-2"),
    );
    for customer in state.customers().rev().take(MAX_ROWS) {
        let _ = write!(
            html,
            "<tr><td><b>{}</b><br><span class=\"minor\">{}<br>{}</span></td>\
             <td class=\"number\">{}<br><span class=\"minor\">{}</span></td><td>",
            escape(&customer.name),
            escape(&customer.email),
            customer.user_id,
            masked(&customer.id_number),
            escape(&texts.with(
                "sandbox-documents",
                &[("count", Arg::from(customer.documents.len()))]
            )),
        );
        stage(html, texts, customer, 1, Some(&customer.level1));
        html.push_str("</td><td>");
        stage(html, texts, customer, 2, customer.level2.as_ref());
        html.push_str("</td></tr>");
    }
    html.push_str("</tbody></table></section>");
}

/// The state of one level, with the form to decide it while it is pending.
fn stage(html: &mut String, texts: &Texts, customer: &Customer, level: u8, stage: Option<&Stage>) {
    let t = |id: &'static str| escape(&texts.get(id));
    let Some(stage) = stage else {
        html.push('–');
        return;
    };
    let label = match stage.status {
        Status::Pending => t("sandbox-status-pending"),
        Status::Approved => t("sandbox-status-approved"),
        Status::Rejected => t("sandbox-status-rejected"),
    };
    let _ = write!(
        html,
        "<span class=\"pill {}\">{label}</span><br><span class=\"minor\">{}</span>",
        stage.status.word(),
        time(stage.decided_ms.unwrap_or(customer.updated_ms)),
    );
    if let Some(reason) = &stage.reason {
        let _ = write!(html, "<br>{}", escape(reason));
    }
    if stage.status != Status::Pending {
        return;
    }
    let mut options = String::new();
    for (place, (_, reason)) in REASONS.iter().enumerate() {
        let _ = write!(
            options,
            "<option value=\"{place}\">{}</option>",
            escape(reason)
        );
    }
    let _ = write!(
        html,
        "<form method=\"post\" action=\"/decide\"><input type=\"hidden\" name=\"user_id\" value=\"{}\">\
         <input type=\"hidden\" name=\"level\" value=\"{level}\">\
         <button name=\"decision\" value=\"approve\">{}</button>\
         <select name=\"listed\" aria-label=\"{}\">{options}</select>\
         <input name=\"typed\" maxlength=\"200\" placeholder=\"{}\" aria-label=\"{}\">\
         <button class=\"danger\" name=\"decision\" value=\"reject\">{}</button></form>",
        customer.user_id,
        t("sandbox-approve"),
        t("sandbox-reason"),
        t("sandbox-reason-typed"),
        t("sandbox-reason-typed"),
        t("sandbox-reject"),
    );
}

fn requests(html: &mut String, texts: &Texts, received: &[Received]) {
    let t = |id: &'static str| escape(&texts.get(id));
    let _ = write!(html, "<section><h2>{}</h2>", t("sandbox-requests"));
    if received.is_empty() {
        let _ = write!(
            html,
            "<p class=\"empty\">{}</p></section>",
            t("sandbox-requests-empty")
        );
        return;
    }
    let _ = write!(
        html,
        "<table><thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>",
        t("sandbox-column-time"),
        t("sandbox-column-request"),
        t("sandbox-column-answer"),
        t("sandbox-column-found"),
    );
    for request in received.iter().rev().take(MAX_REQUEST_ROWS) {
        let answer = match request.status {
            0 => t("sandbox-no-answer"),
            status => status.to_string(),
        };
        let found = match faults::staged_text(&request.note) {
            Some(id) => t(id),
            None if request.note.is_empty() => t("sandbox-found-nothing"),
            None => escape(&request.note),
        };
        let _ = write!(
            html,
            "<tr><td class=\"number\">{}</td><td>{} {}</td><td class=\"number\">{answer}</td><td>{found}</td></tr>",
            time(request.at.as_millisecond()),
            escape(&request.method),
            escape(&request.path),
        );
    }
    html.push_str("</tbody></table></section>");
}

fn tags(html: &mut String, texts: &Texts) {
    let t = |id: &'static str| escape(&texts.get(id));
    let _ = write!(
        html,
        "<section><h2>{}</h2><p class=\"lead\">{}</p><table><tbody>",
        t("sandbox-tags"),
        t("sandbox-tags-lead"),
    );
    for (tag, reason) in REASONS {
        let what = texts.with("sandbox-tag-reject", &[("reason", Arg::from(reason))]);
        let _ = write!(
            html,
            "<tr><td><code>+{tag}</code></td><td>{}</td></tr>",
            escape(&what)
        );
    }
    for (tag, id) in TAGS {
        let _ = write!(
            html,
            "<tr><td><code>{tag}</code></td><td>{}</td></tr>",
            t(id)
        );
    }
    html.push_str("</tbody></table></section>");
}

/// The time on this machine's clock, where the reader is too, and UTC when the mouse rests on it.
fn time(at_ms: i64) -> String {
    let Ok(at) = Timestamp::from_millisecond(at_ms) else {
        return String::new();
    };
    format!(
        "<time title=\"{}\">{}</time>",
        at.strftime("%Y-%m-%d %H:%M:%S UTC"),
        at.to_zoned(TimeZone::system())
            .strftime("%Y-%m-%d %H:%M:%S"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_name_stays_text() {
        assert_eq!(
            escape("<script>alert(\"1\")</script> & 'x'"),
            "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;"
        );
        assert_eq!(escape("a\u{202e}b\0"), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn identity_numbers_are_masked() {
        assert_eq!(masked("3515144508680002"), "••••0002");
        assert_eq!(masked("12345678"), "••••");
    }
}
