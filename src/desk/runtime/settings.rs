//! The settings as the workers know them, and their file.

use std::sync::Mutex;

use super::Shared;
use crate::domain::Settings;
use crate::store::{self as files, StoreError};

/// The settings now, and as they were when the file last held them all.
pub(super) struct Kept {
    now: Mutex<Settings>,
    saved: Mutex<Settings>,
}

impl Kept {
    /// As the program starts with them.
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            now: Mutex::new(settings.clone()),
            saved: Mutex::new(settings),
        }
    }
}

impl Shared {
    pub(super) fn settings(&self) -> Settings {
        let now = self.settings.now.lock();
        now.map(|settings| settings.clone()).unwrap_or_default()
    }

    pub(super) fn change_settings(&self, settings: &Settings) {
        if let Ok(mut now) = self.settings.now.lock() {
            now.clone_from(settings);
        }
    }

    /// Writes what changed since the file was last written. Two that run in the wrong order both write the newest.
    pub(super) fn save_settings(&self) -> Result<(), StoreError> {
        let Ok(mut saved) = self.settings.saved.lock() else {
            return Ok(());
        };
        let now = self.settings();
        files::settings::save(&self.home, &saved, &now)?;
        *saved = now;
        Ok(())
    }
}
