//! Pictures for the large view.

use std::sync::Arc;

use super::{Runtime, Shared, blocking, pictures};
use crate::desk::event::Event;
use crate::desk::state::{EditorNews, EditorTask};
use crate::domain::edit::Point;
use crate::photo::{Rgba, judge};

/// Longest side of what is decoded for the large view: every pixel of what is sent, and most of an original's.
const VIEW_PX: u32 = 4096;

pub(super) fn run(runtime: &Runtime, task: EditorTask) {
    let shared: Arc<Shared> = Arc::clone(&runtime.shared);
    let EditorTask::Open {
        request,
        sent,
        original,
    } = task;
    runtime.spawn(async move {
        let result = pictures::decoded(&shared, sent, VIEW_PX).await;
        let news = EditorNews::Sent { request, result };
        shared.inbox.send(Event::Editor(news)).await;
        let Some(original) = original else {
            return;
        };
        let bytes = pictures::original(&shared, original).await;
        let result = pictures::decoded(&shared, bytes, VIEW_PX).await;
        let corners = match &result {
            Ok(picture) => found(Arc::clone(picture)).await,
            Err(_) => None,
        };
        let news = EditorNews::Original {
            request,
            result,
            corners,
        };
        shared.inbox.send(Event::Editor(news)).await;
    });
}

/// The corners of a card or page, looked for off the frame.
async fn found(picture: Arc<Rgba>) -> Option<[Point; 4]> {
    blocking(move || judge::corners_of(&picture)).await
}
