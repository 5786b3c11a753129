//! Sending a registration: encode, sign, upload with progress, and tell how it ended.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Shared, not_connected};
use crate::desk::effect::RequestId;
use crate::desk::event::{Event, RegisterEnd};
use crate::desk::explain;
use crate::domain::Picture;
use crate::domain::application::Application;
use crate::tcdx::{self, Client, Outcome, Registration, Upload};

/// The wire form of an application, stamped with the time of this request. The pictures are shared, not copied.
pub fn registration(application: &Application, now: Timestamp) -> Registration {
    let bytes = |picture: &Picture| Arc::clone(&picture.bytes);
    Registration {
        email: application.email().to_owned(),
        id_number: application.id_number().to_owned(),
        id_type: application.id_type(),
        name: application.name().to_owned(),
        gender: application.gender(),
        nationality: application.nationality().to_owned(),
        country: application.country().to_owned(),
        date_of_birth: application.date_of_birth().to_string(),
        place_of_birth: application.place_of_birth().to_owned(),
        phone_country_code: application.phone_country_code().to_owned(),
        phone_no: application.phone_no().map(str::to_owned),
        mobile_no: application.mobile_no().to_owned(),
        zip_code: application.zip_code().to_owned(),
        address: application.address().to_owned(),
        province: application.province().map(str::to_owned),
        occupation: application.occupation(),
        proof_of_address: application.proof_of_address().map(bytes),
        id_photo: bytes(application.id_photo()),
        selfie_photo: bytes(application.selfie_photo()),
        gestures_photos: application.gestures().iter().map(bytes).collect(),
        gestures_set: application.gestures_set(),
        update_at: now,
    }
}

pub(super) async fn register(
    shared: &Arc<Shared>,
    client: Option<Client>,
    request: RequestId,
    application: &Application,
) -> RegisterEnd {
    let Some(client) = client else {
        return RegisterEnd::NotDone {
            told: not_connected(),
            field: None,
            message: String::new(),
        };
    };
    let inbox = shared.inbox.clone();
    let upload = Upload::new(move |sent_bytes, total_bytes| {
        inbox.offer(Event::SendProgress {
            request,
            sent_bytes,
            total_bytes,
        });
    });
    if let Ok(mut uploads) = shared.uploads.lock() {
        uploads.insert(request, upload.clone());
    }
    let registration = registration(application, Timestamp::now());
    let result = client.register(&registration, &upload).await;
    if let Ok(mut uploads) = shared.uploads.lock() {
        uploads.remove(&request);
    }
    match result {
        Ok(user_id) => RegisterEnd::Accepted(user_id.into()),
        Err(error) => ended(&error),
    }
}

fn ended(error: &tcdx::Error) -> RegisterEnd {
    let told = explain::network(error);
    if error.outcome(true) == Outcome::Unknown {
        return RegisterEnd::Unknown(told);
    }
    let (field, message) = match error {
        tcdx::Error::Refused(refusal) => (refusal.field, explain::said(refusal)),
        _ => (None, String::new()),
    };
    RegisterEnd::NotDone {
        told,
        field,
        message,
    }
}
