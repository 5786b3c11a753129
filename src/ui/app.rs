//! The window: drains the inbox, updates, paints, and hands the work on.

use std::time::Duration;

use egui::{CentralPanel, Context, Panel, ThemePreference, Ui, ViewportCommand};

use super::cx::Cx;
use super::raise::Bell;
use super::textures::Textures;
use super::{modals, screens, shell, theme};
use crate::desk::clock::Clock;
use crate::desk::runtime::{FilePicker, Outlet, Picked, Worker};
use crate::desk::state::Screen;
use crate::desk::update::{Message, next_wake, unsaved, update};
use crate::desk::{Action, Desk, Effect, Event};
use crate::domain::ThemeChoice;
use crate::text::Texts;

/// Events taken from the inbox in one frame; the rest waits for the next.
const EVENTS_A_FRAME: usize = 256;

/// The program in a window.
pub struct App {
    /// State and draft.
    pub desk: Desk,
    worker: Box<dyn Worker>,
    outlet: Outlet,
    clock: Box<dyn Clock>,
    textures: Textures,
    theme: Option<ThemeChoice>,
    waiting: Vec<Effect>,
    bell: Bell,
}

impl App {
    /// The program as it starts; `effects` is its first work.
    pub fn new(
        desk: Desk,
        effects: Vec<Effect>,
        worker: Box<dyn Worker>,
        outlet: Outlet,
        clock: Box<dyn Clock>,
    ) -> Self {
        Self {
            desk,
            worker,
            outlet,
            clock,
            textures: Textures::default(),
            theme: None,
            waiting: effects,
            bell: Bell::default(),
        }
    }

    /// The same, coming to the front when this is rung.
    #[must_use]
    pub fn with_bell(self, bell: Bell) -> Self {
        Self { bell, ..self }
    }

    /// Carries a message into the state; the work it asks for waits for [`Self::hand_on`].
    pub fn tell(&mut self, message: impl Into<Message>) {
        let effects = update(&mut self.desk, message);
        self.waiting.extend(effects);
    }

    /// Everything but painting: events, the clock, closing. Also run while the window is hidden.
    pub fn turn(&mut self, ctx: &Context, picker: &dyn FilePicker) {
        let tick = Event::Tick {
            now: self.clock.now(),
            today: self.clock.today(),
        };
        self.tell(tick);
        for at in 0.. {
            if at == EVENTS_A_FRAME {
                ctx.request_repaint();
                break;
            }
            let Some(event) = self.outlet.take() else {
                break;
            };
            self.tell(event);
        }
        self.bell.answer(ctx);
        self.keep_open(ctx);
        self.follow_theme(ctx);
        self.hand_on(picker);
        if let Some(at) = next_wake(&self.desk.state) {
            let wait = at.duration_since(self.desk.state.now);
            ctx.request_repaint_after(wait.try_into().unwrap_or(Duration::ZERO));
        }
    }

    /// Holds the window open while closing it would lose something.
    fn keep_open(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if is_closing && !self.desk.state.closing && unsaved(&self.desk) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.tell(Action::AskQuit);
        } else if self.desk.state.closing && !is_closing {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    fn follow_theme(&mut self, ctx: &Context) {
        let choice = self.desk.state.settings.theme;
        if self.theme != Some(choice) {
            self.theme = Some(choice);
            ctx.set_theme(match choice {
                ThemeChoice::System => ThemePreference::System,
                ThemeChoice::Light => ThemePreference::Light,
                ThemeChoice::Dark => ThemePreference::Dark,
            });
        }
    }

    /// Gives the waiting work to the workers.
    fn hand_on(&mut self, picker: &dyn FilePicker) {
        for effect in self.waiting.drain(..) {
            self.worker.run(effect, picker);
        }
    }

    /// Paints the window and carries out what was asked for in it.
    pub fn paint(&mut self, ui: &mut Ui, picker: &dyn FilePicker) {
        let mut cx = Cx {
            tr: self.desk.state.texts(),
            state: &self.desk.state,
            draft: &mut self.desk.draft,
            textures: &mut self.textures,
            actions: Vec::new(),
        };
        shell::keys(&mut cx, ui.ctx());
        show(&mut cx, ui);
        let actions = cx.actions;
        self.textures.end_frame();
        if !actions.is_empty() {
            ui.ctx().request_repaint();
        }
        for action in actions {
            self.tell(action);
        }
        self.hand_on(picker);
    }
}

fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let tokens = theme::of(ui);
    shell::band(cx, ui);
    if cx.state.screen == Screen::Welcome {
        CentralPanel::default()
            .frame(egui::Frame::new().fill(tokens.background))
            .show(ui, |ui| screens::welcome::show(cx, ui));
    } else {
        Panel::left("navigation")
            .exact_size(theme::size::NAVIGATION)
            .resizable(false)
            .show_separator_line(false)
            .frame(egui::Frame::new().fill(tokens.panel))
            .show(ui, |ui| shell::navigation(cx, ui));
        CentralPanel::default()
            .frame(egui::Frame::new().fill(tokens.background))
            .show(ui, |ui| {
                shell::notices(cx, ui);
                match cx.state.screen {
                    _ if screens::unlock::stands_in(cx) => screens::unlock::show(cx, ui),
                    Screen::Welcome => {}
                    Screen::Onboard => screens::onboard::show(cx, ui),
                    Screen::Customers => screens::customers::show(cx, ui),
                    Screen::Transactions => screens::transactions::show(cx, ui),
                    Screen::Batches => screens::batches::show(cx, ui),
                    Screen::Queue => screens::queue::show(cx, ui),
                    Screen::Settings => screens::settings::show(cx, ui),
                }
            });
    }
    modals::show(cx, ui.ctx());
    shell::toasts(cx, ui.ctx());
}

/// The system's file dialog, with the window as its parent.
struct Dialog<'a> {
    frame: &'a eframe::Frame,
    texts: &'static Texts,
}

impl<'a> Dialog<'a> {
    fn new(frame: &'a eframe::Frame, desk: &Desk) -> Self {
        Self {
            frame,
            texts: desk.state.texts(),
        }
    }

    /// A dialog with this title; files end in one of these, or the same in capitals.
    fn begin(&self, title: &str, filter: &str, endings: &[&str]) -> rfd::AsyncFileDialog {
        let capitals = endings.iter().map(|ending| ending.to_ascii_uppercase());
        let small = endings.iter().map(|ending| (*ending).to_owned());
        let endings: Vec<String> = small.chain(capitals).collect();
        rfd::AsyncFileDialog::new()
            .set_title(self.texts.get(title))
            .add_filter(self.texts.get(filter), &endings)
            .set_parent(self.frame)
    }
}

/// What was chosen, once it is.
fn picked(asked: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static) -> Picked {
    Box::pin(async move { asked.await.map(|file| file.path().to_owned()) })
}

impl FilePicker for Dialog<'_> {
    fn pick(&self) -> Picked {
        let endings = ["jpg", "jpeg", "png"];
        let dialog = self.begin("dialog-picture", "dialog-picture-filter", &endings);
        picked(dialog.pick_file())
    }

    fn pick_document(&self) -> Picked {
        let endings = ["jpg", "jpeg", "png", "pdf"];
        let dialog = self.begin("level2-dialog", "level2-dialog-filter", &endings);
        picked(dialog.pick_file())
    }

    fn pick_table(&self) -> Picked {
        let dialog = self.begin(
            "batch-dialog",
            "batch-dialog-filter",
            &["csv", "txt", "xlsx"],
        );
        picked(dialog.pick_file())
    }

    fn pick_folder(&self) -> Picked {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title(self.texts.get("batch-folder-dialog"))
            .set_parent(self.frame);
        picked(dialog.pick_folder())
    }

    fn save_as(&self, name: &str) -> Picked {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let dialog = self.begin("case-save-as", "case-save-as-filter", &[ending]);
        picked(dialog.set_file_name(name).save_file())
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        let dialog = Dialog::new(frame, &self.desk);
        self.turn(ctx, &dialog);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let dialog = Dialog::new(frame, &self.desk);
        self.paint(ui, &dialog);
    }
}
