//! How far a request body has gone, and the way to stop it.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::sync::watch;
use tokio::time::Instant;

/// Bytes of a body that are handed over at once: the grain of the progress.
const SLICE: usize = 64 * 1024;

/// Watches and stops the sending of one call. Clones are the same upload; use a fresh one for each call.
///
/// "Sent" means handed to the connection: the operating system may still hold the last bytes, so it is never too low.
#[derive(Clone)]
pub struct Upload(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    cancelled: watch::Sender<bool>,
    on_progress: Box<dyn Fn(u64, u64) + Send + Sync>,
}

struct State {
    /// Counts the calls, so that a body left over from an earlier one cannot go on.
    call: u64,
    sent: u64,
    total: u64,
    /// No further byte may leave: what is known about the outcome must stay true.
    stopped: bool,
    last_activity: Instant,
}

impl Upload {
    /// Calls `on_progress(sent, total)` in bytes, at the start and whenever more has gone. It runs on the network's task:
    /// it must be quick and must not block.
    pub fn new(on_progress: impl Fn(u64, u64) + Send + Sync + 'static) -> Self {
        Self(Arc::new(Inner {
            state: Mutex::new(State {
                call: 0,
                sent: 0,
                total: 0,
                stopped: false,
                last_activity: Instant::now(),
            }),
            cancelled: watch::Sender::new(false),
            on_progress: Box::new(on_progress),
        }))
    }

    /// An upload that nobody watches.
    pub fn silent() -> Self {
        Self::new(|_, _| {})
    }

    /// Bytes of the body handed to the connection so far.
    pub fn sent(&self) -> u64 {
        self.state().sent
    }

    /// Bytes of the body; 0 before the body was made.
    pub fn total(&self) -> u64 {
        self.state().total
    }

    /// Stops the call, whether it is sending or waiting for the answer. It stays stopped.
    pub fn cancel(&self) {
        self.0.cancelled.send_replace(true);
    }

    /// True after [`Upload::cancel`].
    pub fn is_cancelled(&self) -> bool {
        *self.0.cancelled.borrow()
    }

    /// Waits until somebody cancels.
    pub(super) async fn cancelled(&self) {
        // An error would mean that the sender is gone, but `self` holds it.
        let _ = self.0.cancelled.subscribe().wait_for(|yes| *yes).await;
    }

    /// Starts over with `body`, and gives it back in a form that counts.
    pub(super) fn begin(&self, body: Bytes) -> Metered {
        let total = body.len() as u64;
        let call = {
            let mut state = self.state();
            state.call += 1;
            state.sent = 0;
            state.total = total;
            state.stopped = false;
            state.last_activity = Instant::now();
            state.call
        };
        (self.0.on_progress)(0, total);
        Metered {
            rest: body,
            upload: self.clone(),
            call,
        }
    }

    /// Notes that something moved.
    pub(super) fn touch(&self) {
        self.state().last_activity = Instant::now();
    }

    /// When something last moved.
    pub(super) fn last_activity(&self) -> Instant {
        self.state().last_activity
    }

    /// Lets no further byte leave, and tells how many had left and whether that was all of them.
    pub(super) fn stop(&self) -> (u64, bool) {
        let mut state = self.state();
        state.stopped = true;
        (state.sent, state.sent == state.total)
    }

    /// Counts `bytes` as sent, unless the call was stopped.
    fn advance(&self, call: u64, bytes: u64) -> Result<(), Stopped> {
        let (sent, total) = {
            let mut state = self.state();
            if state.stopped || state.call != call {
                return Err(Stopped);
            }
            state.sent += bytes;
            state.last_activity = Instant::now();
            (state.sent, state.total)
        };
        (self.0.on_progress)(sent, total);
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("sent", &self.sent())
            .field("total", &self.total())
            .field("cancelled", &self.is_cancelled())
            .finish_non_exhaustive()
    }
}

/// The call was stopped: the connection must break off.
#[derive(Debug, thiserror::Error)]
#[error("the upload was stopped")]
pub(super) struct Stopped;

/// A body of known length that counts what leaves.
pub(super) struct Metered {
    rest: Bytes,
    upload: Upload,
    call: u64,
}

impl http_body::Body for Metered {
    type Data = Bytes;
    type Error = Stopped;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Stopped>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let length = self.rest.len().min(SLICE);
        if let Err(stopped) = self.upload.advance(self.call, length as u64) {
            return Poll::Ready(Some(Err(stopped)));
        }
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use http_body::Body as _;

    use super::*;

    fn poll(body: &mut Metered) -> Option<Result<usize, Stopped>> {
        let mut context = Context::from_waker(std::task::Waker::noop());
        match Pin::new(body).poll_frame(&mut context) {
            Poll::Ready(frame) => frame.map(|f| f.map(|f| f.into_data().unwrap().len())),
            Poll::Pending => panic!("the body is all there"),
        }
    }

    #[test]
    fn the_body_counts_slice_by_slice_and_stops_for_good() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let upload = Upload::new(move |sent, total| log.lock().unwrap().push((sent, total)));
        let size = SLICE * 2 + 5;
        let mut body = upload.begin(Bytes::from(vec![0; size]));
        assert_eq!(body.size_hint().exact(), Some(size as u64));
        assert_eq!(poll(&mut body).unwrap().unwrap(), SLICE);
        assert_eq!(poll(&mut body).unwrap().unwrap(), SLICE);
        assert_eq!(upload.stop(), (SLICE as u64 * 2, false));
        assert!(poll(&mut body).unwrap().is_err());
        assert_eq!(upload.sent(), SLICE as u64 * 2);
        let total = size as u64;
        let slice = SLICE as u64;
        assert_eq!(
            *seen.lock().unwrap(),
            [(0, total), (slice, total), (slice * 2, total)]
        );
    }

    #[test]
    fn the_last_slice_completes_it() {
        let upload = Upload::silent();
        let mut left_over = upload.begin(Bytes::from_static(b"older"));
        let mut body = upload.begin(Bytes::from_static(b"abc"));
        assert!(poll(&mut left_over).unwrap().is_err());
        assert!(!body.is_end_stream());
        assert_eq!(poll(&mut body).unwrap().unwrap(), 3);
        assert!(body.is_end_stream());
        assert!(poll(&mut body).is_none());
        assert_eq!(upload.stop(), (3, true));
    }
}
