//! Saves the support bundle where the system's dialog says.

use std::sync::Arc;

use jiff::Timestamp;

use super::{FilePicker, Picked, Shared, blocking};
use crate::desk::event::Event;
use crate::desk::explain::Told;
use crate::desk::support::{Facts, figures, file_name, write};
use crate::domain::Profile;
use crate::text;

/// Begins to ask where.
pub(super) fn ask(picker: &dyn FilePicker) -> Picked {
    picker.save_as(&file_name(Timestamp::now()))
}

/// Waits for the place, writes, and tells how it went.
pub(super) async fn save(shared: Arc<Shared>, profiles: Vec<Profile>, asked: Picked) {
    let Some(path) = asked.await else {
        return;
    };
    let inbox = shared.inbox.clone();
    let written = blocking(move || {
        let settings = shared.settings();
        let store = shared.case_store();
        let facts = Facts {
            home: &shared.home,
            settings: &settings,
            profiles: &profiles,
            texts: text::of(settings.language.unwrap_or_default()),
            notes: store.map(|store| figures(&*store)).unwrap_or_default(),
            doctor: None,
        };
        // The dialog asked whether a file that is there may be replaced.
        write(&facts, &path, true)
    })
    .await;
    let told = match written {
        Ok(_) => Ok(Told::new("support-saved")),
        Err(error) => {
            crate::logs::warn!("the support bundle was not written", error = error);
            Err(Told::new("support-not-saved").hint("support-not-saved-hint"))
        }
    };
    inbox.send(Event::Done(told)).await;
}
