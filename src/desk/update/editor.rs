//! The large view of a picture: opened, edited, compared.

use std::sync::Arc;

use super::super::effect::{Effect, OriginalAt, RequestId};
use super::super::state::{Desk, Editor, EditorAction, EditorNews, EditorTask, Modal, Steps};
use crate::domain::{Edit, Slot};

/// Opens the picture of a slot.
pub(super) fn open(desk: &mut Desk, slot: Slot) -> Vec<Effect> {
    let (Some(original), Some(edit)) = (original(desk, slot), made(desk, slot)) else {
        return Vec::new();
    };
    let request = desk.state.request();
    desk.state.modal = Some(Modal::Picture(Editor {
        slot,
        sent: None,
        original: None,
        corners: None,
        request,
        error: None,
        no_original: None,
        steps: Steps::new(edit),
        is_editing: false,
        making: None,
        asks_to_close: false,
    }));
    vec![Effect::Editor(EditorTask::Open {
        request,
        sent: Arc::clone(&original.picture),
        original: Some(original),
    })]
}

/// Where the original of a picture is.
pub(super) fn original(desk: &Desk, slot: Slot) -> Option<OriginalAt> {
    let picture = desk.draft.form.pictures.get(&slot)?;
    let view = desk.state.onboard.slots.get(&slot);
    Some(OriginalAt {
        bytes: view.and_then(|view| view.original.clone()),
        // What the store has is of a former picture until it was told that this one was taken as it came.
        kept: (desk.state.onboard.case)
            .filter(|_| view.is_none_or(|view| !view.is_as_it_came))
            .map(|case| (case, slot)),
        picture: Arc::clone(&picture.bytes),
    })
}

/// What was done to the picture that is sent.
fn made(desk: &Desk, slot: Slot) -> Option<Edit> {
    let picture = desk.draft.form.pictures.get(&slot)?;
    Some(picture.made.edit.simplified())
}

pub(super) fn act(desk: &mut Desk, action: &EditorAction) -> Vec<Effect> {
    if let EditorAction::Apply(slot, edit) = action {
        return apply(desk, *slot, edit.simplified());
    }
    let Some(Modal::Picture(editor)) = &mut desk.state.modal else {
        return Vec::new();
    };
    match action {
        EditorAction::Begin => editor.is_editing = editor.original.is_some(),
        EditorAction::End => editor.is_editing = false,
        EditorAction::Try(edit) => editor.steps.try_on(*edit),
        EditorAction::Set(edit) => editor.steps.set(*edit),
        EditorAction::Undo => editor.steps.go(false),
        EditorAction::Redo => editor.steps.go(true),
        EditorAction::AskClose => {
            let (slot, live) = (editor.slot, editor.steps.live().simplified());
            let is_used = editor.making.is_some();
            // A second time is an answer: nobody is held.
            let is_asked = editor.asks_to_close;
            if is_asked || is_used || made(desk, slot).is_none_or(|made| made == live) {
                desk.state.modal = None;
            } else if let Some(Modal::Picture(editor)) = &mut desk.state.modal {
                editor.asks_to_close = true;
            }
        }
        EditorAction::Stay => editor.asks_to_close = false,
        EditorAction::Apply(..) => {}
    }
    Vec::new()
}

/// Makes the picture anew, if the edit is another one than that it was made with.
fn apply(desk: &mut Desk, slot: Slot, edit: Edit) -> Vec<Effect> {
    let effects = match made(desk, slot) {
        Some(made) if made != edit => super::pictures::make(desk, slot, slot, edit),
        _ => Vec::new(),
    };
    let loading = desk.state.onboard.slots.get(&slot);
    let loading = loading.and_then(|view| view.loading);
    if let Some(Modal::Picture(editor)) = &mut desk.state.modal
        && editor.slot == slot
    {
        editor.is_editing = false;
        editor.asks_to_close = false;
        editor.making = loading.filter(|_| !effects.is_empty());
    }
    effects
}

/// No other picture came: what is sent stays as it was.
pub(super) fn refused(desk: &mut Desk, slot: Slot) -> Vec<Effect> {
    if let Some(Modal::Picture(editor)) = &mut desk.state.modal
        && editor.slot == slot
    {
        editor.making = None;
    }
    Vec::new()
}

/// The picture of a slot came anew, or another one did: what is open shows what is sent now.
pub(super) fn refreshed(desk: &mut Desk, request: RequestId, slot: Slot) -> Vec<Effect> {
    let Some(Modal::Picture(editor)) = &desk.state.modal else {
        return Vec::new();
    };
    if editor.slot != slot {
        return Vec::new();
    }
    let is_same_original = editor.making == Some(request) && editor.original.is_some();
    let (Some(original), Some(edit)) = (original(desk, slot), made(desk, slot)) else {
        return Vec::new();
    };
    let request = desk.state.request();
    let Some(Modal::Picture(editor)) = &mut desk.state.modal else {
        return Vec::new();
    };
    editor.making = None;
    editor.request = request;
    editor.error = None;
    if !is_same_original {
        editor.original = None;
        editor.corners = None;
        editor.no_original = None;
        editor.steps = Steps::new(edit);
        editor.is_editing = false;
        editor.asks_to_close = false;
    }
    vec![Effect::Editor(EditorTask::Open {
        request,
        sent: Arc::clone(&original.picture),
        original: Some(original).filter(|_| !is_same_original),
    })]
}

pub(super) fn hear(desk: &mut Desk, news: EditorNews) -> Vec<Effect> {
    let Some(Modal::Picture(editor)) = &mut desk.state.modal else {
        return Vec::new();
    };
    match news {
        EditorNews::Sent { request, result } if request == editor.request => match result {
            Ok(picture) => editor.sent = Some(picture),
            Err(told) => editor.error = Some(told),
        },
        EditorNews::Original {
            request,
            result,
            corners,
        } if request == editor.request => match result {
            Ok(picture) => {
                editor.original = Some(picture);
                editor.corners = corners;
            }
            Err(told) => editor.no_original = Some(told),
        },
        _ => {}
    }
    Vec::new()
}
