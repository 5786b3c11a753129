//! The rows of the queue. Only those on the screen are drawn.

use egui::{
    Align, CursorIcon, Id, Label, Layout, Popup, Rect, Response, RichText, Role, ScrollArea, Sense,
    Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::words::{self, Group, Placed};
use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::state::{Job, JobId, JobState, QueueNews};
use crate::domain::{JobKind, mask};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::report_words;
use crate::ui::theme::{self, Type, size, space};
use crate::ui::widgets::{
    Button, IconButton, NavItem, ProgressBar, focus_arrives, list_step, paint, scroll_to_row,
    send_focus,
};

/// Above this width the columns stay together, so that the eye finds its row.
const WIDEST: f32 = 1200.0;
const STATE: f32 = 142.0;
const BUTTONS: f32 = 190.0;
/// Of what is left, the customer's part; the rest is the reason's.
const CUSTOMER: f32 = 0.42;

/// A line of the list: the head of a group, or a job.
#[derive(Clone, Copy)]
pub(super) enum Line<'a> {
    Head(Group, usize),
    /// So many more, that are listed once these are done.
    More(usize),
    Job(Placed<'a>),
}

impl Line<'_> {
    fn is(&self, id: JobId) -> bool {
        matches!(self, Self::Job(placed) if placed.job.id == id)
    }
}

/// The lines of all groups, or of one.
pub(super) fn lines(news: &QueueNews, only: Option<Group>) -> Vec<Line<'_>> {
    let jobs = &news.jobs;
    let mut lines = Vec::with_capacity(jobs.len() + Group::ALL.len());
    for group in Group::ALL {
        if only.is_some_and(|only| only != group) {
            continue;
        }
        let head = lines.len();
        let members = jobs.iter().filter(|job| Group::of(job) == group);
        lines.extend(
            (1..)
                .zip(members)
                .map(|(place, job)| Line::Job(Placed { job, place })),
        );
        let listed = lines.len() - head;
        if listed > 0 {
            let count = group.count(news);
            lines.insert(head, Line::Head(group, count));
            if count > listed {
                lines.push(Line::More(count - listed));
            }
        }
    }
    lines
}

/// The job to which the keyboard has gone.
fn cursor_id() -> Id {
    Id::unique("cursor of the queue")
}

fn row_id(job: JobId) -> Id {
    Id::unique(("queue row", job.0))
}

/// Moves the cursor by so many jobs, and the focus to it.
pub(super) fn step(ui: &Ui, lines: &[Line<'_>], by: isize) {
    let jobs: Vec<JobId> = lines
        .iter()
        .filter_map(|line| match line {
            Line::Job(placed) => Some(placed.job.id),
            Line::Head(..) | Line::More(_) => None,
        })
        .collect();
    let cursor: Option<JobId> = ui.data(|data| data.get_temp(cursor_id()));
    let at = cursor.and_then(|cursor| jobs.iter().position(|job| *job == cursor));
    let has_focus = cursor.is_some_and(|job| ui.memory(|memory| memory.has_focus(row_id(job))));
    let next = match at {
        Some(at) if has_focus => at.saturating_add_signed(by),
        // The first key only shows where it is.
        Some(at) => at,
        None => 0,
    };
    if let Some(job) = jobs.get(next.min(jobs.len().saturating_sub(1))) {
        ui.data_mut(|data| data.insert_temp(cursor_id(), *job));
        send_focus(ui, cursor_id());
    }
}

/// Shows the list.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, lines: &[Line<'_>]) {
    let cursor: Option<JobId> = ui.data(|data| data.get_temp(cursor_id()));
    let known = cursor.and_then(|cursor| lines.iter().position(|line| line.is(cursor)));
    let first = || lines.iter().position(|line| matches!(line, Line::Job(_)));
    let list = List {
        lines,
        cursor: known.or_else(first).unwrap_or(0),
        is_going: focus_arrives(ui, cursor_id()),
        page: (ui.available_height() / size::ROW).max(2.0) as isize - 1,
    };
    ScrollArea::vertical()
        .id_salt("queue")
        .auto_shrink([false, false])
        .show_rows(ui, size::ROW, lines.len(), |ui, shown| {
            if list.is_going {
                scroll_to_row(ui, cursor_id(), list.cursor, shown.start);
            }
            for index in shown {
                match lines.get(index) {
                    Some(Line::Head(group, count)) => head(cx, ui, *group, *count),
                    Some(Line::More(count)) => more_rows(cx, ui, *count),
                    Some(Line::Job(placed)) => list.row(cx, ui, index, *placed),
                    None => {}
                }
            }
        });
}

/// The name of a group and how many are in it.
fn head(cx: &Cx<'_>, ui: &mut Ui, group: Group, count: usize) {
    let tokens = theme::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let args = [
        ("group", cx.t(group.title()).into()),
        ("count", format::count(count, cx.state.lang()).into()),
    ];
    let text = cx.tf("queue-chip", &args);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &text));
    let words = paint::line(ui, &text, Type::HelperStrong, tokens.subdued, rect.width());
    let at = pos2(rect.left() + space::M, rect.bottom() - space::L);
    paint::galley_left(ui.painter(), at, &words, tokens.subdued);
    let line = Stroke::new(1.0, tokens.line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
}

/// That there are more than the list holds.
fn more_rows(cx: &Cx<'_>, ui: &mut Ui, count: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let count = format::count(count, cx.state.lang());
    let text = cx.tf("queue-more-rows", &[("count", count.into())]);
    let colour = theme::of(ui).subdued;
    let words = paint::line(ui, &text, Type::Helper, colour, rect.width());
    let at = pos2(rect.left() + space::M, rect.center().y);
    paint::galley_left(ui.painter(), at, &words, colour);
}

struct List<'a> {
    lines: &'a [Line<'a>],
    /// The line that Tab leads to; the arrows go on from there.
    cursor: usize,
    /// It takes the focus now.
    is_going: bool,
    /// Rows that `PageUp` and `PageDown` skip.
    page: isize,
}

impl List<'_> {
    fn row(&self, cx: &mut Cx<'_>, ui: &mut Ui, index: usize, placed: Placed<'_>) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::ROW));
        let response = self.ground(cx, ui, rect, index, placed);
        ui.push_id(placed.job.id.0, |ui| cells(cx, ui, rect, placed));
        self.answer(cx, ui, placed.job, &response);
    }

    /// Ground, edge and focus of a row.
    fn ground(
        &self,
        cx: &Cx<'_>,
        ui: &Ui,
        rect: Rect,
        index: usize,
        placed: Placed<'_>,
    ) -> Response {
        let tokens = theme::of(ui);
        let is_cursor = index == self.cursor;
        let id = row_id(placed.job.id);
        if self.is_going && is_cursor {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        // One stop for Tab in the whole list, but for the buttons.
        let sense = if is_cursor {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, id, sense);
        let has_focus = response.has_focus();
        let words = words::row(cx, placed);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, has_focus, &words));
        let fill = response.hovered().then_some(tokens.background);
        paint::row(ui, rect, fill, has_focus);
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// Click, Enter and the arrows.
    fn answer(&self, cx: &mut Cx<'_>, ui: &Ui, job: &Job, response: &Response) {
        if response.clicked() {
            ui.data_mut(|data| data.insert_temp(cursor_id(), job.id));
            cx.act(open(job));
        }
        if !response.has_focus() {
            return;
        }
        ui.data_mut(|data| data.insert_temp(cursor_id(), job.id));
        if let Some(by) = list_step(ui, response.id, self.page) {
            step(ui, self.lines, by);
        }
    }
}

/// State, customer, reason, and what can be done.
fn cells(cx: &mut Cx<'_>, ui: &mut Ui, row: Rect, placed: Placed<'_>) {
    let job = placed.job;
    let width = row.width().min(WIDEST);
    let free = (width - STATE - BUTTONS - space::M).max(0.0);
    let widths = [STATE, free * CUSTOMER, free * (1.0 - CUSTOMER)];
    let mut left = row.left() + space::M;
    let mut next = |width: f32| {
        let from = pos2(left, row.top());
        left += width;
        Rect::from_min_size(from, vec2((width - space::M).max(0.0), row.height()))
    };
    let [state, customer, reason] = widths.map(&mut next);
    let mut cell = child(ui, "state", state, Layout::left_to_right(Align::Center));
    let text = cx.t(words::state(cx, job).0);
    words::pill(cx, job, &text).show(&mut cell);

    let tokens = theme::of(ui);
    let name = words::name(cx, job);
    let mut cell = child(ui, "customer", customer, Layout::top_down(Align::Min));
    two_lines(
        &mut cell,
        (&name, Type::BodyStrong, tokens.text_strong),
        &what(cx, job),
    );

    let mut cell = child(ui, "reason", reason, Layout::top_down(Align::Min));
    if job.state == JobState::Sending {
        progress(cx, &mut cell, job, &name);
    } else {
        let why = words::reason(cx, job);
        let detail = words::detail(cx, placed);
        two_lines(&mut cell, (&why, Type::Body, tokens.text), &detail);
    }

    let from = pos2(row.left() + width - BUTTONS, row.top());
    let rect = Rect::from_min_size(from, vec2(BUTTONS - space::M, row.height()));
    let mut cell = child(ui, "buttons", rect, Layout::right_to_left(Align::Center));
    cell.spacing_mut().item_spacing.x = space::S;
    more(cx, &mut cell, placed, &name);
    mend(cx, &mut cell, job, &name);
}

/// Shows what a job is about: a case, or a report.
fn open(job: &Job) -> Action {
    match job.case {
        Some(case) => Action::OpenCase(case),
        None => Action::Report(ReportAction::Open(job.id)),
    }
}

fn child(ui: &mut Ui, salt: &str, rect: Rect, layout: Layout) -> Ui {
    let mut cell = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout));
    cell.shrink_clip_rect(rect.expand2(vec2(space::XS, 0.0)));
    cell
}

/// What it asks, and of whom: names alone do not tell customers apart.
fn what(cx: &Cx<'_>, job: &Job) -> String {
    let kind = cx.t(words::kind(job));
    if let Some(report) = &job.report {
        let what = report_words::what(cx, report);
        let id = report.own_id().map(|id| format!(" · {id}"));
        return format!("{kind} · {what}{}", id.unwrap_or_default());
    }
    let number = job.case.and_then(|case| cx.state.cases.get(case));
    match number.map(|row| row.id_number.as_str()) {
        // The number first: its last digits tell, and the end is what is cut off.
        Some(number) if !number.is_empty() => format!("{} · {kind}", mask::id_number(number)),
        _ => kind,
    }
}

fn two_lines(ui: &mut Ui, (first, kind, colour): (&str, Type, egui::Color32), second: &str) {
    let subdued = theme::of(ui).subdued;
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.add_space(space::XS + 1.0);
    for (text, kind, colour) in [(first, kind, colour), (second, Type::Helper, subdued)] {
        let words = RichText::new(text).font(kind.font()).color(colour);
        ui.add(Label::new(words).truncate().selectable(false));
    }
}

fn progress(cx: &Cx<'_>, ui: &mut Ui, job: &Job, name: &str) {
    let (sent, total) = words::bytes(cx, job);
    let left = cx.t(words::sending((sent, total)));
    let fraction = if total == 0 {
        0.0
    } else {
        sent as f32 / total as f32
    };
    let percent = (fraction * 100.0).floor() as i64;
    let right = if total == 0 {
        String::new()
    } else {
        let percent = cx.tf("queue-percent", &[("percent", percent.into())]);
        let amount = words::amount(cx, (sent, total));
        let args = [("first", amount.into()), ("second", percent.into())];
        cx.tf("queue-facts", &args)
    };
    let spoken = cx.tf("queue-progress-name", &[("name", name.into())]);
    ui.add_space(space::S);
    ProgressBar::new(fraction, &spoken)
        .left(&left)
        .right(&right)
        .show(ui);
}

/// The button that mends what keeps the job where it is.
fn mend(cx: &mut Cx<'_>, ui: &mut Ui, job: &Job, name: &str) {
    let now = cx.state.now;
    let news = &cx.state.queue.news;
    let stands = news.is_paused || news.breaker.is_some();
    let (text, spoken, action) = match job.state {
        JobState::Unconfirmed => ("queue-decide", "queue-decide-name", open(job)),
        JobState::Refused => (
            "queue-correct",
            "queue-correct-name",
            match (job.kind, job.case) {
                (JobKind::Level2, Some(case)) => Action::OpenLevel2(case),
                (JobKind::Register | JobKind::Update, Some(case)) => Action::CorrectCase(case),
                _ => Action::Report(ReportAction::Correct(job.id)),
            },
        ),
        JobState::Waiting if job.on_hold => match job.case {
            Some(case) => ("queue-release", "queue-release-name", Action::Release(case)),
            None => return,
        },
        JobState::Waiting if !stands && job.next_at.is_some_and(|at| at > now) => {
            ("queue-retry", "queue-retry-name", Action::RetryJob(job.id))
        }
        JobState::Waiting | JobState::Sending | JobState::Done => return,
    };
    let spoken = cx.tf(spoken, &[("name", name.into())]);
    let text = cx.t(text);
    let button = Button::secondary(&text).small().name(&spoken);
    if button.show(ui).clicked() {
        cx.act(action);
    }
}

/// The menu with all that can be done with a job.
fn more(cx: &mut Cx<'_>, ui: &mut Ui, placed: Placed<'_>, name: &str) {
    let job = placed.job;
    let is_elsewhere = cx.state.queue.news.held_by.is_some();
    let mut entries = Vec::new();
    match job.state {
        JobState::Waiting => {
            if !job.on_hold && job.next_at.is_some_and(|at| at > cx.state.now) {
                let retry = Action::RetryJob(job.id);
                entries.push((Icon::ARROW_CLOCKWISE, "queue-retry", retry));
            }
            if placed.place > 1 && !job.on_hold {
                let up = Action::MoveJobUp(job.id);
                entries.push((Icon::ARROW_UP, "queue-move-up", up));
            }
            let cancel = Action::CancelJob(job.id);
            let text = if job.report.is_some() {
                "report-take-back"
            } else {
                "queue-cancel-waiting"
            };
            entries.push((Icon::X, text, cancel));
        }
        // Only the process that sends can stop it.
        JobState::Sending if !is_elsewhere => {
            let cancel = Action::CancelJob(job.id);
            entries.push((Icon::X, "queue-cancel-sending", cancel));
        }
        _ => {}
    }
    let text = if job.report.is_some() {
        "queue-open-report"
    } else {
        "queue-open"
    };
    entries.push((Icon::ARROW_SQUARE_OUT, text, open(job)));
    if let (Some(_), Some(customer)) = (&job.report, job.customer) {
        let customer = Action::OpenCase(customer);
        entries.push((Icon::USER, "queue-open-customer", customer));
    }
    let spoken = cx.tf("queue-more-name", &[("name", name.into())]);
    let button = IconButton::new(Icon::DOTS_THREE, &spoken).small().show(ui);
    Popup::menu(&button)
        .width(theme::size::NAVIGATION)
        .show(|ui| {
            for (icon, text, action) in entries {
                if NavItem::new(icon, &cx.t(text)).show(ui).clicked() {
                    cx.actions.push(action);
                    ui.close();
                }
            }
        });
}
