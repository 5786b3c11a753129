//! Several files at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::action::Dropped;
use super::super::effect::{Effect, PictureSource};
use super::super::state::{
    Desk, Import, ImportAction, ImportItem, ImportNews, ImportTask, Modal, Step,
};
use crate::domain::propose::{Item, Slots, propose};
use crate::domain::{Field, Slot};

/// Endings of files that are loaded at once; anything else may be a folder.
const FILES: [&str; 12] = [
    "jpg", "jpeg", "png", "webp", "heic", "heif", "avif", "tif", "tiff", "pdf", "gif", "bmp",
];

/// Begins to look at what was dropped.
pub(super) fn begin(desk: &mut Desk, files: Vec<Dropped>) -> Vec<Effect> {
    let request = desk.state.request();
    let alive = Arc::new(());
    let task = ImportTask::Survey {
        request,
        files,
        max_file_bytes: desk.state.profile().pictures.max_file_bytes,
        alive: Arc::downgrade(&alive),
    };
    desk.state.modal = Some(Modal::Import(Import {
        request,
        items: Arc::default(),
        total: None,
        left_out: 0,
        is_looking: true,
        alive,
    }));
    vec![Effect::Import(task)]
}

/// Loads one file into a slot; first asks whether it is a folder, where its name does not tell.
pub(super) fn one(desk: &mut Desk, slot: Slot, file: Dropped) -> Vec<Effect> {
    let is_plain = match &file {
        Dropped::Bytes(_) => true,
        Dropped::Path(path) => path.extension().is_some_and(|ending| {
            let ending = ending.to_string_lossy().to_lowercase();
            FILES.contains(&ending.as_str())
        }),
    };
    if is_plain {
        return super::pictures::load(desk, slot, PictureSource::Dropped(file));
    }
    vec![Effect::Import(ImportTask::Probe { slot, file })]
}

pub(super) fn act(desk: &mut Desk, action: ImportAction) -> Vec<Effect> {
    match action {
        ImportAction::Assign(number, slot) => {
            let Some(Modal::Import(import)) = &mut desk.state.modal else {
                return Vec::new();
            };
            let items = Arc::make_mut(&mut import.items);
            let found = items.iter_mut().find(|item| item.number == number);
            if let Some(item) = found.filter(|item| item.picture.is_ok()) {
                item.slot = slot;
                item.why = None;
                item.is_chosen = true;
            }
            renew(desk);
            Vec::new()
        }
        ImportAction::Confirm => confirm(desk),
    }
}

fn confirm(desk: &mut Desk) -> Vec<Effect> {
    let Some(Modal::Import(import)) = &desk.state.modal else {
        return Vec::new();
    };
    if import.blocked().is_some() || !matches!(desk.state.onboard.step, Step::Form(_)) {
        return Vec::new();
    }
    let chosen = import.items.iter();
    let mut files: Vec<(Slot, Dropped)> = chosen
        .filter_map(|item| Some((item.slot?, item.file.clone())))
        .collect();
    files.sort_by_key(|(slot, _)| *slot);
    desk.state.modal = None;
    let mut effects = Vec::new();
    for (slot, file) in files {
        effects.extend(super::pictures::load(
            desk,
            slot,
            PictureSource::Dropped(file),
        ));
    }
    effects
}

pub(super) fn hear(desk: &mut Desk, news: ImportNews) -> Vec<Effect> {
    if let ImportNews::Kind {
        slot,
        file,
        is_folder,
    } = news
    {
        if !matches!(desk.state.onboard.step, Step::Form(_)) {
            return Vec::new();
        }
        return match is_folder {
            true if desk.state.modal.is_none() => begin(desk, vec![file]),
            true => Vec::new(),
            false => super::pictures::load(desk, slot, PictureSource::Dropped(file)),
        };
    }
    let Some(Modal::Import(import)) = &mut desk.state.modal else {
        return Vec::new();
    };
    match news {
        ImportNews::Found {
            request,
            total,
            left_out,
        } if request == import.request => {
            import.total = Some(total);
            import.left_out = left_out;
        }
        ImportNews::Seen { request, item } if request == import.request => {
            let items = Arc::make_mut(&mut import.items);
            let at = items.partition_point(|known| known.number < item.number);
            items.insert(at, *item);
            renew(desk);
        }
        ImportNews::Ended { request } if request == import.request => import.is_looking = false,
        _ => {}
    }
    Vec::new()
}

/// Proposes anew what no person chose.
fn renew(desk: &mut Desk) {
    let taken: BTreeSet<Slot> = taken(desk);
    let profile = desk.state.profile();
    let set = desk.draft.form.get(Field::GesturesSet);
    let names = profile.gesture_sets.iter();
    let names = names
        .filter(|known| known.id.to_string() == set)
        .flat_map(|known| known.gestures.iter().cloned())
        .collect::<Vec<_>>();
    let gestures = profile.gesture_count;
    let Some(Modal::Import(import)) = &mut desk.state.modal else {
        return;
    };
    let items = Arc::make_mut(&mut import.items);
    let slots = Slots {
        gestures,
        names: &names,
        taken,
        closed: items
            .iter()
            .filter(|item| item.is_chosen)
            .filter_map(|item| item.slot)
            .collect(),
    };
    let mut open: Vec<&mut ImportItem> = items
        .iter_mut()
        .filter(|item| !item.is_chosen && item.picture.is_ok())
        .collect();
    let known: Vec<Item<'_>> = open
        .iter()
        .map(|item| Item {
            name: &item.name,
            content: item.content,
            taken: item.taken,
        })
        .collect();
    let found = propose(&known, &slots);
    for (item, found) in open.iter_mut().zip(found) {
        item.slot = found.map(|(slot, _)| slot);
        item.why = found.map(|(_, why)| why);
    }
}

/// The slots that hold a picture, or are being filled.
pub fn taken(desk: &Desk) -> BTreeSet<Slot> {
    let filled = desk.draft.form.pictures.keys().copied();
    let views = desk.state.onboard.slots.iter();
    let loading = views.filter(|(_, view)| view.loading.is_some());
    filled.chain(loading.map(|(slot, _)| *slot)).collect()
}
