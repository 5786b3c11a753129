//! A small window that says why the program does not start, and what to do.

use std::cell::Cell;
use std::rc::Rc;

use egui::{CentralPanel, Key, Modifiers, ScrollArea, Ui, ViewportCommand, vec2};

use super::icons::Icon;
use super::run::{NoWindow, run_app};
use super::theme;
use super::widgets::{Button, modal_footer, text};
use crate::desk::explain::Told;
use crate::domain::Lang;

/// What a person chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing.
    #[default]
    Close,
    /// Put the file aside, and start.
    PutAside,
}

/// Why the program does not start.
pub struct Trouble {
    told: Told,
    lang: Lang,
    can_put_aside: bool,
    copied: bool,
    is_new: bool,
}

impl Trouble {
    /// `can_put_aside`: a file is in the way that can be put aside without losing anything.
    pub fn new(told: Told, lang: Lang, can_put_aside: bool) -> Self {
        Self {
            told,
            lang,
            can_put_aside,
            copied: false,
            is_new: true,
        }
    }

    /// Paints it; gives what was chosen.
    pub fn paint(&mut self, ui: &mut Ui) -> Option<Answer> {
        let texts = crate::text::of(self.lang);
        let tokens = theme::of(ui);
        let frame = egui::Frame::new().fill(tokens.background).inner_margin(24);
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let mut answer = escape.then_some(Answer::Close);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            text::card_title(ui, &texts.get("trouble-title"));
            ui.add_space(theme::space::S);
            let words = ui.available_height() - theme::size::FIELD - 2.0 * theme::space::L;
            ScrollArea::vertical()
                .max_height(words)
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    text::body(ui, &sentence(&self.told.text(texts)));
                    if let Some(hint) = self.told.hint_text(texts) {
                        ui.add_space(theme::space::S);
                        text::body(ui, &sentence(&hint));
                    }
                    if self.can_put_aside {
                        ui.add_space(theme::space::S);
                        text::subdued(ui, &sentence(&texts.get("start-aside-note")));
                    }
                });
            modal_footer(ui, |ui| {
                let close = Button::primary(&texts.get("modal-close")).show(ui);
                if std::mem::take(&mut self.is_new) {
                    close.request_focus();
                }
                if close.clicked() {
                    answer = Some(Answer::Close);
                }
                if self.can_put_aside {
                    let name = texts.get("start-aside");
                    if Button::secondary(&name).show(ui).clicked() {
                        answer = Some(Answer::PutAside);
                    }
                }
                let copy = texts.get(if self.copied {
                    "start-copied"
                } else {
                    "start-copy"
                });
                if Button::ghost(&copy).icon(Icon::COPY).show(ui).clicked() {
                    ui.ctx().copy_text(self.told.full(texts));
                    self.copied = true;
                }
            });
        });
        answer
    }
}

fn sentence(text: &str) -> String {
    format!("{text}.")
}

/// Shows it until it is closed; gives what was chosen.
pub fn run(trouble: Trouble) -> Result<Answer, NoWindow> {
    let size = vec2(600.0, 320.0);
    let title = crate::text::of(trouble.lang).get("app-name").into_owned();
    let options = super::run::options(size, vec2(480.0, 240.0), &title);
    let chosen = Rc::new(Cell::new(Answer::default()));
    let window = Window {
        trouble,
        chosen: Rc::clone(&chosen),
    };
    run_app(options, move |creation| {
        theme::apply(&creation.egui_ctx);
        Ok(Box::new(window))
    })?;
    Ok(chosen.get())
}

struct Window {
    trouble: Trouble,
    chosen: Rc<Cell<Answer>>,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        if let Some(answer) = self.trouble.paint(ui) {
            self.chosen.set(answer);
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
    }
}
