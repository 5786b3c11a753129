//! What is known of the picture that is sent: its facts, what was found in it and where, what was measured.

use egui::{Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::stage::on_screen;
use super::{Looks, Part, tools};
use crate::desk::Action;
use crate::desk::explain;
use crate::domain::problem::WarningKey;
use crate::domain::verdict::{Finding, Grade};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::screens::onboard::slots;
use crate::ui::theme::{self, Tone, Type, radius, size, space};
use crate::ui::widgets::{Button, Checkbox, Fact, Link, paint, text};

/// Shows the facts and the findings.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>, looks: &mut Looks) {
    let slot = part.editor.slot;
    tools::refused(cx, ui, part);
    text::strong(ui, &cx.t("editor-facts"));
    text::body(ui, &slots::facts(cx, slot, part.picture));
    let done = tools::done(cx, &part.picture.made.edit);
    if !done.is_empty() {
        text::helper(ui, &done);
    }
    ui.add_space(space::S);
    let verdict = &part.picture.made.verdict;
    looks.pointed = None;
    if verdict.findings.is_empty() {
        text::strong(ui, &cx.t("editor-findings"));
        text::toned(ui, Tone::Success, &cx.t("editor-no-findings"));
    } else {
        let count = verdict.findings.len().into();
        text::strong(ui, &cx.tf("editor-findings-count", &[("count", count)]));
        Checkbox::new(&mut looks.overlay, &cx.t("editor-overlay")).show(ui);
        for (at, finding) in verdict.findings.iter().enumerate() {
            ui.add_space(space::XS);
            one(cx, ui, part, looks, at, finding);
        }
    }
    if !verdict.measures.is_empty() || !verdict.findings.is_empty() {
        ui.add_space(space::S);
        details(cx, ui, part, looks);
    }
}

fn tone(finding: &Finding) -> Tone {
    match finding.grade {
        Grade::Red => Tone::Danger,
        Grade::Amber => Tone::Warning,
    }
}

fn one(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    part: &Part<'_>,
    looks: &mut Looks,
    at: usize,
    finding: &Finding,
) {
    let tokens = theme::of(ui);
    let slot = part.editor.slot;
    let tone = tone(finding);
    let ground = ui.painter().add(egui::Shape::Noop);
    let inner = ui.scope_builder(UiBuilder::new().id_salt(("finding", at)), |ui| {
        let width = ui.available_width();
        egui::Frame::new()
            .inner_margin(egui::Margin::same(space::M as i8))
            .show(ui, |ui| {
                ui.set_width(width - 2.0 * space::M);
                ui.spacing_mut().item_spacing.y = space::XS;
                head(cx, ui, looks, at, finding);
                text::body(ui, &cx.t(explain::finding::advice(finding.kind)));
                if finding.grade == Grade::Red {
                    answers(cx, ui, slot, finding);
                }
            });
    });
    let rect = inner.response.rect;
    let shape = egui::epaint::RectShape::filled(rect, radius::M, tokens.soft(tone));
    ui.painter().set(ground, shape);
    if looks.chosen == Some(at) {
        let edge = Stroke::new(1.0, tokens.tone(tone));
        ui.painter()
            .rect_stroke(rect, radius::M, edge, StrokeKind::Inside);
    }
    if ui.rect_contains_pointer(rect) {
        looks.pointed = Some(at);
    }
}

/// The title, which points out the place on the picture.
fn head(cx: &Cx<'_>, ui: &mut Ui, looks: &mut Looks, at: usize, finding: &Finding) {
    let tokens = theme::of(ui);
    let tone = tone(finding);
    let icon = match finding.grade {
        Grade::Red => Icon::WARNING_CIRCLE_FILL,
        Grade::Amber => Icon::WARNING_FILL,
    };
    let title = cx.t(explain::finding::title(finding.kind));
    let width = ui.available_width();
    let words = paint::paragraph(
        ui,
        &title,
        Type::BodyStrong,
        tokens.text_strong,
        width - size::ICON - space::S,
    );
    let (_, rect) = ui.allocate_space(vec2(width, words.size().y.max(size::ICON)));
    let response = ui.interact(rect, Id::unique(("finding", at)), Sense::click());
    let grade = cx.t(match finding.grade {
        Grade::Red => "editor-grade-red",
        Grade::Amber => "editor-grade-amber",
    });
    let args = [("title", title.into()), ("grade", grade.into())];
    let name = cx.tf("editor-point-out", &args);
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, looks.chosen == Some(at), &name));
    if response.has_focus() {
        ui.painter()
            .add(paint::focus_ring(rect.expand(2.0), radius::S, tokens));
        looks.pointed = Some(at);
    }
    if response.clicked() {
        looks.chosen = (looks.chosen != Some(at)).then_some(at);
        looks.overlay = true;
    }
    let middle = pos2(
        rect.left() + size::ICON / 2.0,
        rect.top() + size::ICON / 2.0 + 1.0,
    );
    paint::icon(ui.painter(), icon, middle, size::ICON, tokens.tone(tone));
    let left = pos2(rect.left() + size::ICON + space::S, rect.center().y);
    paint::galley_left(ui.painter(), left, &words, tokens.text_strong);
    response.on_hover_cursor(egui::CursorIcon::PointingHand);
}

/// What can be done about a red finding: take another one, or keep it and say why.
fn answers(cx: &mut Cx<'_>, ui: &mut Ui, slot: crate::domain::Slot, finding: &Finding) {
    let key = WarningKey::Picture(slot, finding.kind);
    let kept = cx.draft.form.kept.get(&key).cloned();
    if let Some(reason) = &kept {
        text::value(
            ui,
            &cx.tf("editor-kept", &[("reason", reason.as_str().into())]),
        );
    }
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let title = cx.t(explain::finding::title(finding.kind));
        let other = cx.t("editor-take-another");
        let name = cx.tf(
            "editor-take-another-name",
            &[("title", title.as_str().into())],
        );
        if Button::secondary(&other)
            .small()
            .name(&name)
            .show(ui)
            .clicked()
        {
            cx.act(Action::PickPicture(slot));
        }
        let keep = cx.t(if kept.is_some() {
            "editor-keep-change"
        } else {
            "editor-keep"
        });
        let name = cx.tf("editor-keep-name", &[("title", title.as_str().into())]);
        if Button::ghost(&keep).small().name(&name).show(ui).clicked() {
            cx.act(Action::AskKeep(key));
        }
    });
}

fn details(cx: &mut Cx<'_>, ui: &mut Ui, part: &Part<'_>, looks: &mut Looks) {
    let words = cx.t(if looks.details {
        "editor-details-hide"
    } else {
        "editor-details"
    });
    if Link::new(&words).show(ui).clicked() {
        looks.details = !looks.details;
    }
    if !looks.details {
        return;
    }
    let lang = cx.tr.lang();
    let number = |thousandths: i64| format::thousandths(rounded(thousandths), lang);
    let verdict = &part.picture.made.verdict;
    for finding in &verdict.findings {
        if finding.measured == 0 && finding.threshold == 0 {
            continue;
        }
        let title = cx.t(explain::finding::title(finding.kind));
        let args = [
            ("measured", number(finding.measured).into()),
            ("threshold", number(finding.threshold).into()),
        ];
        let value = cx.tf("editor-measured", &args);
        Fact::new(&title, &value).label_width(150.0).show(ui);
    }
    for (name, value) in &verdict.measures {
        let known = explain::finding::measure(name).map(|text| cx.t(text));
        let label = known.as_deref().unwrap_or(name);
        Fact::new(label, &number(*value))
            .label_width(200.0)
            .show(ui);
    }
}

/// Three digits tell enough.
fn rounded(thousandths: i64) -> i64 {
    let step = match thousandths.abs() {
        100_000.. => 1000,
        10_000..100_000 => 100,
        _ => 10,
    };
    (thousandths + step / 2).div_euclid(step) * step
}

/// Draws where the findings are; the one that is pointed out stands out.
pub(super) fn overlay(ui: &Ui, place: Rect, rect: Rect, part: &Part<'_>, looks: &Looks) {
    let tokens = theme::of(ui);
    let painter = ui.painter_at(place);
    let pointed = looks.pointed.or(looks.chosen);
    for (at, finding) in part.picture.made.verdict.findings.iter().enumerate() {
        let colour = tokens.tone(tone(finding));
        let is_pointed = pointed == Some(at);
        let (line, fill) = match (pointed.is_some(), is_pointed) {
            (_, true) => (3.0, 0.24),
            (true, false) => (1.0, 0.0),
            (false, _) => (2.0, 0.12),
        };
        let whole = [crate::domain::edit::Area::WHOLE];
        // What is true of all of it is framed only when it is asked for.
        let areas: &[_] = match (finding.areas.is_empty(), is_pointed) {
            (true, true) => &whole,
            _ => &finding.areas,
        };
        for area in areas {
            let [min, _, max, _] = area.corners().map(|at| on_screen(rect, at.x, at.y));
            let found = Rect::from_min_max(min, max);
            painter.rect(
                found,
                radius::S,
                colour.gamma_multiply(if finding.areas.is_empty() { 0.0 } else { fill }),
                Stroke::new(line, colour),
                StrokeKind::Inside,
            );
        }
    }
}
