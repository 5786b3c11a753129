//! The check for a newer version, off the frame.

use jiff::Zoned;

use super::Runtime;
use crate::desk::effect::RequestId;
use crate::desk::event::Event;
use crate::desk::explain;
use crate::desk::release;

/// Begins it.
pub(super) fn check(runtime: &Runtime, request: RequestId, address: String, key: String) {
    let inbox = runtime.shared.inbox.clone();
    runtime.spawn(async move {
        let result = release::check(&address, &key, Zoned::now().date()).await;
        if let Err(fault) = result {
            crate::logs::warn!("the newest version is not known", why = fault);
        }
        let result = result.map_err(explain::release);
        inbox.send(Event::ReleaseChecked { request, result }).await;
    });
}
