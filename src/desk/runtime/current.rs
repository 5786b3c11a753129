//! The client in use: that of the profile on the screen, and of no other.

use crate::desk::effect::RequestId;
use crate::tcdx::Client;

/// The client of the profile in use, and the request that is to make it. An older request that ends later makes none,
/// so that nothing ever goes to the server of a profile that was left.
#[derive(Default)]
pub(super) struct Connection {
    request: Option<RequestId>,
    pub(super) client: Option<Client>,
}

impl Connection {
    pub(super) fn begin(&mut self, request: RequestId) {
        self.request = Some(request);
        self.client = None;
    }

    pub(super) fn end(&mut self, request: RequestId, client: Client) {
        if self.request == Some(request) {
            self.client = Some(client);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::runtime::make_client;
    use crate::domain::Profile;

    #[test]
    fn a_profile_that_was_left_gets_no_client() {
        let client = || {
            let address = "http://127.0.0.1:1";
            make_client(&Profile::training(), address, "key", "secret", None).unwrap()
        };
        let mut connection = Connection::default();
        connection.begin(RequestId(1));
        connection.begin(RequestId(2));
        connection.end(RequestId(1), client());
        assert!(connection.client.is_none());
        connection.end(RequestId(2), client());
        assert!(connection.client.is_some());
        connection.begin(RequestId(3));
        assert!(connection.client.is_none());
    }
}
