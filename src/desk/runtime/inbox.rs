//! The way of events to the window: a bounded channel whose every send wakes the window.

use std::sync::Arc;

use tokio::sync::mpsc;

use crate::desk::effect::RequestId;
use crate::desk::event::Event;

/// Events that may wait for the next frame.
const CAPACITY: usize = 1024;

/// Where workers put their answers.
#[derive(Clone)]
pub struct Inbox {
    sender: mpsc::Sender<Event>,
    /// What is put in is news from the store that this request opened.
    store: Option<RequestId>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

/// Where the window takes them out.
pub struct Outlet {
    receiver: mpsc::Receiver<Event>,
}

/// A new inbox; `wake` asks the window for a frame, from any thread.
pub fn inbox(wake: impl Fn() + Send + Sync + 'static) -> (Inbox, Outlet) {
    let (sender, receiver) = mpsc::channel(CAPACITY);
    let inbox = Inbox {
        sender,
        store: None,
        wake: Arc::new(wake),
    };
    (inbox, Outlet { receiver })
}

impl Inbox {
    /// The same inbox for news from the store that this request opened.
    #[must_use]
    pub fn of_store(&self, request: RequestId) -> Self {
        Self {
            store: Some(request),
            ..self.clone()
        }
    }

    fn marked(&self, event: Event) -> Event {
        match self.store {
            Some(request) => Event::OfStore(request, Box::new(event)),
            None => event,
        }
    }

    /// Puts an answer in, waiting for room if there is none. A closed window is no error.
    pub async fn send(&self, event: Event) {
        if self.sender.send(self.marked(event)).await.is_ok() {
            (self.wake)();
        }
    }

    /// Puts in what the next message will say again (progress); dropped when there is no room.
    pub fn offer(&self, event: Event) {
        if self.sender.try_send(self.marked(event)).is_ok() {
            (self.wake)();
        }
    }
}

impl Outlet {
    /// The next answer, if one is waiting.
    pub fn take(&mut self) -> Option<Event> {
        self.receiver.try_recv().ok()
    }

    /// The next answer; `None` once every worker is gone.
    pub async fn wait(&mut self) -> Option<Event> {
        self.receiver.recv().await
    }
}
