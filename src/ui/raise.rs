//! Bringing the window to the front when it is asked for from elsewhere: a second start of the program.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use egui::{Context, UserAttentionType, ViewportCommand};

/// Rung on any thread; the window comes to the front, and tells that it has heard.
#[derive(Debug, Clone, Default)]
pub struct Bell(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    rung: AtomicU64,
    heard: AtomicU64,
    window: OnceLock<Context>,
}

impl Bell {
    /// Asks for the window; gives the number of this ring.
    pub fn ring(&self) -> u64 {
        let ring = self.0.rung.fetch_add(1, Ordering::AcqRel) + 1;
        if let Some(window) = self.0.window.get() {
            window.request_repaint();
        }
        ring
    }

    /// True once the window has come, or was asked to come, for this ring.
    pub fn is_heard(&self, ring: u64) -> bool {
        self.0.heard.load(Ordering::Acquire) >= ring
    }

    /// Which window to wake.
    pub fn hang(&self, window: &Context) {
        let _ = self.0.window.set(window.clone());
    }

    /// The window's turn: comes to the front if it was rung for. The system may not let a program take the front; then
    /// its button in the bar asks for attention.
    pub fn answer(&self, window: &Context) {
        let rung = self.0.rung.load(Ordering::Acquire);
        if self.0.heard.swap(rung, Ordering::AcqRel) == rung {
            return;
        }
        window.send_viewport_cmd(ViewportCommand::Minimized(false));
        window.send_viewport_cmd(ViewportCommand::Focus);
        if window.input(|input| input.viewport().focused) != Some(true) {
            let attention = UserAttentionType::Informational;
            window.send_viewport_cmd(ViewportCommand::RequestUserAttention(attention));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What one frame of the window asks of the system.
    fn turn(bell: &Bell, window: &Context) -> Vec<ViewportCommand> {
        let mut output = window.run_ui(egui::RawInput::default(), |_| bell.answer(window));
        output.textures_delta.clear();
        let viewport = &output.viewport_output[&egui::ViewportId::ROOT];
        viewport.commands.clone()
    }

    #[test]
    fn a_ring_is_heard_once_and_brings_the_window_to_the_front() {
        let (bell, window) = (Bell::default(), Context::default());
        // The first frame asks for things of its own.
        turn(&bell, &window);
        assert_eq!(turn(&bell, &window), []);
        let ring = bell.ring();
        assert!(!bell.is_heard(ring));
        let asked = turn(&bell, &window);
        assert!(
            asked.contains(&ViewportCommand::Minimized(false)),
            "{asked:?}"
        );
        assert!(asked.contains(&ViewportCommand::Focus), "{asked:?}");
        assert!(bell.is_heard(ring));
        assert!(!bell.is_heard(ring + 1));
        assert_eq!(turn(&bell, &window), []);
    }
}
