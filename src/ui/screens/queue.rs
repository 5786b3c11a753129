//! The send queue: what waits, what is being sent, what needs a person.

mod rows;
mod words;

use egui::{CentralPanel, Frame, Id, Key, Margin, Modifiers, Popup, Stroke, Ui, Vec2};

use self::rows::Line;
use self::words::Group;
use crate::desk::Action;
use crate::desk::explain::Told;
use crate::desk::state::{HeldBy, Job, Screen};
use crate::text::Arg;
use crate::ui::answer;
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Banner, Button, Chip, EmptyState, PageHeader, Pill, Tone};

/// Height of the row of filters.
const FILTERS: f32 = 43.0;

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let jobs: &[Job] = &state.queue.news.jobs;
    header(cx, ui);
    banners(cx, ui);
    let tokens = theme::of(ui);
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.panel))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            if jobs.is_empty() {
                empty(cx, ui);
                return;
            }
            let only = filters(cx, ui);
            let lines = rows::lines(&state.queue.news, only);
            keys(cx, ui, &lines);
            if lines.is_empty() {
                let (title, text) = (cx.t("queue-none"), cx.t("queue-none-text"));
                let all = cx.t("queue-show-all");
                let none = EmptyState::new(Icon::MAGNIFYING_GLASS, &title, &text).button(&all);
                if none.show(ui) {
                    ui.data_mut(|data| data.remove::<Group>(filter_id()));
                }
                return;
            }
            rows::show(cx, ui, &lines);
        });
}

fn empty(cx: &Cx<'_>, ui: &mut Ui) {
    let (title, text) = (cx.t("queue-empty"), cx.t("queue-empty-text"));
    ui.add_space(space::XXL);
    EmptyState::new(Icon::PAPER_PLANE_TILT, &title, &text).show(ui);
}

/// Keys of this screen; none of them acts behind an open question or menu, or on what lies under this screen.
fn keys(cx: &mut Cx<'_>, ui: &Ui, lines: &[Line<'_>]) {
    if cx.state.modal.is_some() || Popup::is_any_open(ui.ctx()) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, by) in [(Key::J, 1), (Key::K, -1)] {
        if pressed(key) {
            rows::step(ui, lines, by);
        }
    }
    // An arrow goes into the list from wherever nothing else wants it.
    if ui.memory(|memory| memory.focused().is_none()) {
        for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1)] {
            if pressed(key) {
                rows::step(ui, lines, by);
            }
        }
    }
}

fn header(cx: &mut Cx<'_>, ui: &mut Ui) {
    let news = &cx.state.queue.news;
    let count = Group::Sending.count(news);
    let subtitle = if count == 0 {
        cx.t("queue-idle")
    } else {
        let most = usize::try_from(cx.state.settings.sends_at_once).unwrap_or(usize::MAX);
        let args = [("count", count.into()), ("most", most.max(count).into())];
        cx.tf("queue-running", &args)
    };
    let (state, tone, icon) = if news.held_by.is_some() {
        ("queue-pill-elsewhere", Tone::Neutral, Icon::INFO_FILL)
    } else if news.breaker.is_some() {
        ("queue-pill-stopped", Tone::Danger, Icon::WARNING_FILL)
    } else if news.is_paused {
        ("queue-pill-paused", Tone::Warning, Icon::PAUSE_FILL)
    } else {
        ("queue-pill-running", Tone::Success, Icon::CHECK_CIRCLE_FILL)
    };
    let (text, spoken, icon_of, action) = if news.is_paused {
        let icon = Icon::PAPER_PLANE_TILT;
        (
            "queue-resume",
            "queue-resume-name",
            icon,
            Action::ResumeQueue,
        )
    } else {
        let icon = Icon::PAUSE;
        ("queue-pause", "queue-pause-name", icon, Action::PauseQueue)
    };
    let [title, state, text, spoken] = ["queue-title", state, text, spoken].map(|id| cx.t(id));
    let (_, clicked) = PageHeader::new(&title).subtitle(None, &subtitle).show(
        ui,
        |ui| Pill::new(tone, &state).icon(icon).show(ui),
        |ui| {
            let button = Button::secondary(&text).name(&spoken).icon(icon_of);
            button.shortcut("P").show(ui).clicked()
        },
    );
    let is_free = cx.state.modal.is_none() && !Popup::is_any_open(ui.ctx());
    let by_key = is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::P));
    if clicked || by_key {
        cx.act(action);
    }
}

/// What keeps the whole queue from being sent, and what mends it.
fn banners(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let news = &state.queue.news;
    if news.breaker.is_none() && news.held_by.is_none() && !news.is_paused {
        return;
    }
    egui::Panel::top("banners of the queue")
        .show_separator_line(false)
        .frame(Frame::new().inner_margin(Margin::symmetric(24, 8)))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(held) = &news.held_by {
                Banner::new(Tone::Info, &held_text(cx, held)).show(ui);
            }
            if let Some(told) = &news.breaker {
                breaker(cx, ui, told);
            }
            if news.is_paused {
                let (text, resume) = (cx.t("queue-paused-text"), cx.t("queue-resume-name"));
                let actions = [resume.as_str()];
                let banner = Banner::new(Tone::Warning, &text).actions(&actions);
                if banner.show(ui).is_some() {
                    cx.act(Action::ResumeQueue);
                }
            }
        });
}

fn held_text(cx: &Cx<'_>, held: &HeldBy) -> String {
    let pid = Arg::from(held.pid.to_string());
    match held.since {
        Some(since) => {
            let time = format::short(since, cx.state.now);
            let args = [("pid", pid), ("time", time.into())];
            cx.tf("queue-held-since", &args)
        }
        None => cx.tf("queue-held", &[("pid", pid)]),
    }
}

/// Hints that lead to Settings: a key, an address or a certificate is to be mended there.
const IN_SETTINGS: [&str; 7] = [
    "error-html-hint",
    "error-credentials-hint",
    "error-address-hint",
    "error-tls-issuer-hint",
    "error-not-connected-hint",
    "error-no-secret-hint",
    "vault-locked-hint",
];

fn breaker(cx: &mut Cx<'_>, ui: &mut Ui, told: &Told) {
    let title = cx.t("queue-stopped-title");
    let text = told.full(cx.tr);
    let (settings, again) = (cx.t("queue-settings"), cx.t("queue-again"));
    let mut actions = Vec::with_capacity(2);
    if told.hint.is_some_and(|hint| IN_SETTINGS.contains(&hint)) {
        actions.push((settings.as_str(), Action::Go(Screen::Settings)));
    }
    actions.push((again.as_str(), Action::CloseBreaker));
    let names: Vec<&str> = actions.iter().map(|(name, _)| *name).collect();
    let clicked = Banner::new(Tone::Danger, &text)
        .title(&title)
        .actions(&names)
        .show(ui);
    if let Some(at) = clicked {
        cx.act(actions.swap_remove(at).1);
    }
    answer::show(cx, ui, told);
}

fn filter_id() -> Id {
    Id::unique("filter of the queue")
}

/// The groups and how many are in each. Gives the one that alone is shown.
fn filters(cx: &Cx<'_>, ui: &mut Ui) -> Option<Group> {
    let news = &cx.state.queue.news;
    let tokens = theme::of(ui);
    let mut chosen: Option<Group> = ui.data(|data| data.get_temp(filter_id()));
    let (rect, _) = ui.allocate_exact_size(
        egui::vec2(ui.available_width(), FILTERS),
        egui::Sense::hover(),
    );
    let line = Stroke::new(1.0, tokens.line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .id_salt("filters")
            .max_rect(rect.shrink2(egui::vec2(space::M, 0.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = space::S;
    let before = chosen;
    for group in std::iter::once(None).chain(Group::ALL.map(Some)) {
        let count = match group {
            Some(group) => group.count(news),
            None => Group::ALL.iter().map(|group| group.count(news)).sum(),
        };
        // An empty group is not offered, but stays while it is the one that is shown.
        if count == 0 && group != chosen {
            continue;
        }
        let args = [
            (
                "group",
                cx.t(group.map_or("queue-all", Group::title)).into(),
            ),
            ("count", format::count(count, cx.state.lang()).into()),
        ];
        let text = cx.tf("queue-chip", &args);
        let chip = Chip::new(&text).selected(group == before);
        if chip.show(&mut row).clicked() {
            chosen = group;
        }
    }
    if chosen != before {
        ui.data_mut(|data| match chosen {
            Some(group) => {
                data.insert_temp(filter_id(), group);
            }
            None => data.remove::<Group>(filter_id()),
        });
        ui.ctx().request_repaint();
    }
    chosen
}
