//! All controls on one page, in both themes, and what lies over a page.

use egui::{
    CentralPanel, Color32, ColorImage, Frame, Id, Margin, Panel, TextureHandle, Theme, Ui,
    UiBuilder, pos2, vec2,
};
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotResults};
use tcdx_desk::ui::icons::Icon;
use tcdx_desk::ui::theme::{self, Tone, size, space};
use tcdx_desk::ui::widgets::{
    Button, Message, Modal, NavItem, PageHeader, Picker, Pill, TextField, Toast, key_hint,
    modal_footer, page_footer, text, toasts, training_band,
};

use super::parts::{COUNTRIES, aside, documents, form, more, rail};

/// What the controls of the gallery hold.
pub struct State {
    pub nik: String,
    pub name: String,
    pub birth: String,
    pub place: String,
    pub search: String,
    pub secret: String,
    pub note: String,
    pub consent: bool,
    pub agreed: bool,
    pub photo: Option<TextureHandle>,
}

impl State {
    fn new() -> Self {
        Self {
            nik: "3515 1445 0868 0002".to_owned(),
            name: "Siti Nurhaliza".to_owned(),
            birth: "1986-08-05".to_owned(),
            place: "Sidoarjo".to_owned(),
            search: String::new(),
            secret: "hunter2hunter2".to_owned(),
            note: "Corrected by court order\nSee the copy in the file".to_owned(),
            consent: true,
            agreed: false,
            photo: None,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a picture, not the interface")]
fn photo(ui: &Ui) -> TextureHandle {
    let (width, height) = (160, 120);
    let pixels = (0..width * height)
        .map(|at| {
            let (x, y) = (at % width, at / width);
            let shade = (x + y) as f32 / (width + height) as f32;
            let mix = |from: f32, to: f32| (from + (to - from) * shade) as u8;
            Color32::from_rgb(mix(92.0, 46.0), mix(112.0, 60.0), mix(134.0, 76.0))
        })
        .collect();
    ui.ctx().load_texture(
        "photo",
        ColorImage::new([width, height], pixels),
        egui::TextureOptions::LINEAR,
    )
}

/// kittest keeps a margin around; a window has none.
fn window(ui: &mut Ui) -> Ui {
    let whole = ui.ctx().content_rect();
    let mut window = ui.new_child(UiBuilder::new().max_rect(whole));
    window.set_clip_rect(whole);
    window
}

fn gallery(ui: &mut Ui, state: &mut State) {
    let ui = &mut window(ui);
    let photo = state.photo.get_or_insert_with(|| photo(ui)).clone();
    let tokens = theme::of(ui);
    training_band(ui, "Training: nothing leaves this computer");
    Panel::left("navigation")
        .exact_size(size::NAVIGATION)
        .resizable(false)
        .frame(Frame::new().fill(tokens.panel).inner_margin(Margin {
            left: 12,
            right: 12,
            top: 62,
            bottom: 12,
        }))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            NavItem::new(Icon::USER_PLUS, "Onboard")
                .selected(true)
                .show(ui);
            NavItem::new(Icon::USERS, "Customers")
                .count("1,284")
                .show(ui);
            NavItem::new(Icon::PAPER_PLANE_TILT, "Queue")
                .count("3")
                .show(ui);
            NavItem::new(Icon::GEAR, "Settings").show(ui);
            NavItem::new(Icon::USER_CIRCLE, "Rina W.")
                .detail("Training")
                .trailing(Icon::CARET_UP_DOWN)
                .show(ui);
        });
    PageHeader::new("New customer")
        .subtitle(Some(Icon::CHECK), "Saved 14:02:11 · draft 3 of 3")
        .show(
            ui,
            |_| (),
            |ui| {
                Button::secondary("Read from card…")
                    .icon(Icon::SCAN)
                    .show(ui);
                Button::ghost("Fill with sample data")
                    .icon(Icon::MAGIC_WAND)
                    .show(ui);
            },
        );
    page_footer(
        ui,
        |ui| {
            Pill::new(Tone::Danger, "2 problems")
                .icon(Icon::WARNING_CIRCLE_FILL)
                .show(ui);
            key_hint(ui, "F8");
            text::helper(ui, "goes to the next");
        },
        |ui| {
            Button::primary("Continue")
                .icon_right(Icon::ARROW_RIGHT)
                .show(ui);
            Button::secondary("Back").show(ui);
        },
    );
    CentralPanel::default()
        .frame(
            Frame::new()
                .fill(tokens.background)
                .inner_margin(Margin::symmetric(24, 20)),
        )
        .show(ui, |ui| {
            let top = ui.max_rect().min;
            column(ui, top.x, 196.0, rail);
            column(ui, top.x + 240.0, size::FORM_MAX, |ui| form(ui, state));
            column(ui, top.x + 240.0, size::FORM_MAX, |ui| {
                ui.add_space(511.0);
                documents(ui, &photo);
                more(ui, state);
            });
            column(ui, top.x + 240.0 + size::FORM_MAX + 20.0, 340.0, |ui| {
                aside(ui, state);
            });
        });
}

fn column(ui: &mut Ui, left: f32, width: f32, content: impl FnOnce(&mut Ui)) {
    let rect = egui::Rect::from_min_size(
        pos2(left, ui.max_rect().top()),
        vec2(width, ui.max_rect().height()),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("column", left as i32))
            .max_rect(rect),
    );
    child.spacing_mut().item_spacing.y = space::L;
    content(&mut child);
}

fn over(ui: &mut Ui, state: &mut State) {
    gallery(ui, state);
    Modal::new("keep", "Keep the birth date", "Close").keep().show(ui.ctx(), |ui| {
        text::body(ui, "The NIK says 5 August 1968. Say why the other date is right; the reason is kept with the case");
        ui.add_space(4.0);
        TextField::new("Why", &mut state.search).message(Message::Helper("At least 10 characters")).show(ui);
        Picker::new("Issued in", &COUNTRIES, Some("ID")).filter_hint("Name or code").show(ui);
        modal_footer(ui, |ui| {
            Button::primary("Keep it").show(ui);
            Button::secondary("Cancel").show(ui);
        });
    });
    let list = [
        Toast {
            tone: Tone::Success,
            text: "Draft saved",
            action: None,
        },
        Toast {
            tone: Tone::Danger,
            text: "The picture could not be read",
            action: Some("Show"),
        },
    ];
    toasts(ui.ctx(), "Close", &list);
}

fn harness<'a>(
    theme: Theme,
    size: [f32; 2],
    app: impl FnMut(&mut Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    Harness::builder()
        .with_size(size)
        .with_pixels_per_point(1.0)
        .with_theme(theme)
        .with_max_steps(12)
        .with_render_cursor(false)
        .with_options(egui_kittest::SnapshotOptions::default().max_failed_pixels(10_usize))
        .with_context_setup(theme::apply_for_tests)
        .wgpu()
        .build_ui_state(app, State::new())
}

#[test]
fn the_gallery_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut harness = harness(theme, [1600.0, 1740.0], gallery);
        harness
            .ctx
            .memory_mut(|memory| memory.request_focus(Id::unique("nik")));
        harness.run();
        harness.get_by_label("Full name");
        results.add(harness.try_snapshot(format!("gallery-{name}")));

        let mut harness = self::harness(theme, [1280.0, 800.0], over);
        harness.run();
        harness.get_by_label("Issued in").click();
        harness.run();
        harness.get_by_label("Ireland");
        results.add(harness.try_snapshot(format!("over-{name}")));
    }
}
