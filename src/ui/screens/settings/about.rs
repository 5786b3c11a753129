//! About: which version this is, whether there is a newer one, and what others wrote.

use egui::{OpenUrl, Ui};

use crate::desk::Action;
use crate::desk::release::{Release, Verdict};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Banner, Button, Card, Fact, text};
use crate::version;

/// Shows the card.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let title = cx.t("settings-about");
    Card::new().title(&title).show(ui, |ui| {
        Fact::new(&cx.t("settings-version"), version::NUMBER).show(ui);
        let commit = format!("{} · {}", version::COMMIT, version::COMMIT_DATE);
        Fact::new(&cx.t("about-commit"), &commit)
            .copyable(&cx.t("about-copy"))
            .show(ui);
        Fact::new(&cx.t("about-system"), &version::system()).show(ui);
        Fact::new(&cx.t("about-licence"), version::LICENCE).show(ui);
        Fact::new(&cx.t("update-title"), &state(cx)).show(ui);
        if let Some(offer) = cx.state.release.offer.clone() {
            ui.add_space(space::S);
            show_offer(cx, ui, &offer);
        } else if let Some((_, Err(told))) = &cx.state.release.last {
            ui.add_space(space::S);
            Banner::new(Tone::Warning, &told.full(cx.tr)).show(ui);
        }
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            let off = cx.t("update-off");
            let asking = cx.t("update-asking");
            let is_off = cx.state.settings.update_address.is_empty();
            let running = cx.state.release.running.map(|_| asking.as_str());
            let why_not = if is_off { Some(off.as_str()) } else { running };
            let check = Button::secondary(&cx.t("update-check"))
                .icon(Icon::ARROWS_CLOCKWISE)
                .disabled(why_not)
                .show(ui);
            if check.clicked() {
                cx.act(Action::CheckRelease);
            }
            let licences = Button::secondary(&cx.t("licences-title")).show(ui);
            if licences.clicked() {
                cx.act(Action::ShowLicences);
            }
        });
        text::helper(ui, &cx.t("about-text"));
    });
}

/// What is known, in a line.
fn state(cx: &Cx<'_>) -> String {
    let release = &cx.state.release;
    if cx.state.settings.update_address.is_empty() {
        return cx.t("update-off");
    }
    if release.running.is_some() {
        return cx.t("update-asking");
    }
    let Some((at, result)) = &release.last else {
        return cx.t("update-not-yet");
    };
    let when = format::short(*at, cx.state.now);
    let said = match result {
        Ok(Verdict::Newer(found)) => {
            let version = found.version.to_string();
            cx.tf("update-newer", &[("version", version.into())])
        }
        Ok(Verdict::Newest(_)) => cx.t("update-newest"),
        Ok(Verdict::Expired(until)) => {
            cx.tf("update-expired", &[("day", until.to_string().into())])
        }
        Err(_) => cx.t("update-failed"),
    };
    format!("{said} · {when}")
}

/// The newer version, what is new, and the page where it is. Installing it is left to whoever looks after the computer.
fn show_offer(cx: &Cx<'_>, ui: &mut Ui, offer: &Release) {
    let args = [
        ("version", offer.version.to_string().into()),
        ("day", offer.date.to_string().into()),
    ];
    let title = cx.tf("update-offer", &args);
    let mut words = offer.notes.of(cx.state.lang()).trim().to_owned();
    if let Some(oldest) = offer.minimum_system.get(std::env::consts::OS) {
        let needs = cx.tf("update-needs", &[("system", oldest.as_str().into())]);
        words = format!("{words}\n{needs}");
    }
    let words = words.trim();
    let advice = cx.t("update-advice");
    let words = if words.is_empty() {
        advice
    } else {
        format!("{words}\n{advice}")
    };
    let open = cx.t("update-open");
    let picked = Banner::new(Tone::Info, &words)
        .title(&title)
        .actions(&[&open])
        .show(ui);
    if picked.is_some() {
        ui.ctx().open_url(OpenUrl::new_tab(&offer.download));
    }
}
