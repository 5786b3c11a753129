//! What a screen is given: the state to read, the draft to edit, and a place for what the person asks.

use crate::desk::{Action, Draft, State};
use crate::text::{Arg, Texts};

use super::textures::Textures;

/// Given to every screen, modal and section.
pub struct Cx<'a> {
    /// What the program knows; read only.
    pub state: &'a State,
    /// What is being typed; edited in place.
    pub draft: &'a mut Draft,
    /// The texts of the language in use.
    pub tr: &'static Texts,
    /// Pictures on the graphics card.
    pub textures: &'a mut Textures,
    /// What the person asked for in this frame.
    pub actions: Vec<Action>,
}

impl Cx<'_> {
    /// Asks for something.
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// The text with this id.
    pub fn t(&self, id: &'static str) -> String {
        self.tr.get(id).into_owned()
    }

    /// The text with this id and values put in.
    pub fn tf(&self, id: &'static str, args: &[(&str, Arg)]) -> String {
        self.tr.with(id, args)
    }
}
