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

    /// Who set a setting that cannot be changed here, by its key in the settings file; `None` for one that is free.
    pub fn locked(&self, key: &str) -> Option<String> {
        self.state.managed.is_locked(key).then(|| self.set_by())
    }

    /// Who decides on this computer.
    pub fn set_by(&self) -> String {
        self.tf(
            "managed-by",
            &[("by", self.state.managed.by.as_str().into())],
        )
    }

    /// The text with this id and values put in.
    pub fn tf(&self, id: &'static str, args: &[(&str, Arg)]) -> String {
        self.tr.with(id, args)
    }
}
