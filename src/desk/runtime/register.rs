//! The wire form of what was frozen.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::application::Application;
use crate::domain::{Doc, Frozen, Picture, Slot};
use crate::store::cases::DocContent;
use crate::tcdx::Registration;

/// The pictures that go out: their bytes are shared, not copied.
pub struct SentPictures {
    id_photo: Arc<[u8]>,
    selfie: Arc<[u8]>,
    proof_of_address: Option<Arc<[u8]>>,
    gestures: Vec<Arc<[u8]>>,
}

impl SentPictures {
    /// Those of an application.
    pub fn of(application: &Application) -> Self {
        let bytes = |picture: &Picture| Arc::clone(&picture.bytes);
        Self {
            id_photo: bytes(application.id_photo()),
            selfie: bytes(application.selfie_photo()),
            proof_of_address: application.proof_of_address().map(bytes),
            gestures: application.gestures().iter().map(bytes).collect(),
        }
    }

    /// Those of a frozen case; `None` if one that must go out is not there.
    pub fn kept(documents: &BTreeMap<Doc, DocContent>) -> Option<Self> {
        let bytes = |slot| {
            let document = documents.get(&Doc::Picture(slot))?;
            Some(Arc::clone(&document.bytes))
        };
        let gestures = (0..=u8::MAX).map_while(|index| bytes(Slot::Gesture(index)));
        Some(Self {
            id_photo: bytes(Slot::IdPhoto)?,
            selfie: bytes(Slot::Selfie)?,
            proof_of_address: bytes(Slot::ProofOfAddress),
            gestures: gestures.collect(),
        })
    }
}

/// The wire form of a submission, stamped with the time of this request.
pub fn registration(frozen: &Frozen, pictures: SentPictures, now: Timestamp) -> Registration {
    Registration {
        email: frozen.email.clone(),
        id_number: frozen.id_number.clone(),
        id_type: frozen.id_type,
        name: frozen.name.clone(),
        gender: frozen.gender,
        nationality: frozen.nationality.clone(),
        country: frozen.country.clone(),
        date_of_birth: frozen.date_of_birth.clone(),
        place_of_birth: frozen.place_of_birth.clone(),
        phone_country_code: frozen.phone_country_code.clone(),
        phone_no: frozen.phone_no.clone(),
        mobile_no: frozen.mobile_no.clone(),
        zip_code: frozen.zip_code.clone(),
        address: frozen.address.clone(),
        province: frozen.province.clone(),
        occupation: frozen.occupation,
        proof_of_address: pictures.proof_of_address,
        id_photo: pictures.id_photo,
        selfie_photo: pictures.selfie,
        gestures_photos: pictures.gestures,
        gestures_set: frozen.gestures_set,
        update_at: now,
    }
}
