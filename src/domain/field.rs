//! The fields of a registration, the sections of the form they stand in, and the slots for pictures.

use serde::{Deserialize, Serialize};

/// A part of the form, in the order of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Who the customer is, as printed on the card.
    Identity,
    /// How the customer is reached and where they live.
    Contact,
    /// What the customer does for a living.
    Occupation,
    /// Identity card, selfie, proof of address.
    Documents,
    /// Liveness gesture photos.
    Liveness,
    /// Everything once more, consent, and sending.
    Review,
}

impl Section {
    /// All sections in the order of the rail.
    pub const ALL: [Self; 6] = [
        Self::Identity,
        Self::Contact,
        Self::Occupation,
        Self::Documents,
        Self::Liveness,
        Self::Review,
    ];
}

/// A place for one picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Slot {
    /// The identity card (`id_photo`).
    IdPhoto,
    /// The selfie holding the identity card (`selfie_photo`).
    Selfie,
    /// The proof of address (`proof_of_address`).
    ProofOfAddress,
    /// The liveness gesture with this index, counted from 0 (`gestures_photos`).
    Gesture(u8),
}

/// A field of the registration: its name in the API and its section in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// `id_type`
    IdType,
    /// `id_number`
    IdNumber,
    /// `name`
    Name,
    /// `gender`
    Gender,
    /// `date_of_birth`
    DateOfBirth,
    /// `place_of_birth`
    PlaceOfBirth,
    /// `nationality`
    Nationality,
    /// `email`
    Email,
    /// `phone_country_code`
    PhoneCountryCode,
    /// `mobile_no`
    MobileNo,
    /// `phone_no`
    PhoneNo,
    /// `country`
    Country,
    /// `address`
    Address,
    /// `province`
    Province,
    /// `zip_code`
    ZipCode,
    /// `occupation`
    Occupation,
    /// `gestures_set`
    GesturesSet,
    /// A picture: `id_photo`, `selfie_photo`, `proof_of_address`, or one of `gestures_photos`.
    Picture(Slot),
}

impl Field {
    /// The fields with a typed or chosen value (all but the pictures), in the order of the form.
    pub const VALUES: [Self; 17] = [
        Self::IdType,
        Self::IdNumber,
        Self::Name,
        Self::Gender,
        Self::DateOfBirth,
        Self::PlaceOfBirth,
        Self::Nationality,
        Self::Email,
        Self::PhoneCountryCode,
        Self::MobileNo,
        Self::PhoneNo,
        Self::Country,
        Self::Address,
        Self::Province,
        Self::ZipCode,
        Self::Occupation,
        Self::GesturesSet,
    ];

    /// The name of the field in the API's body (api.md, "Register").
    pub fn api_name(self) -> &'static str {
        match self {
            Self::IdType => "id_type",
            Self::IdNumber => "id_number",
            Self::Name => "name",
            Self::Gender => "gender",
            Self::DateOfBirth => "date_of_birth",
            Self::PlaceOfBirth => "place_of_birth",
            Self::Nationality => "nationality",
            Self::Email => "email",
            Self::PhoneCountryCode => "phone_country_code",
            Self::MobileNo => "mobile_no",
            Self::PhoneNo => "phone_no",
            Self::Country => "country",
            Self::Address => "address",
            Self::Province => "province",
            Self::ZipCode => "zip_code",
            Self::Occupation => "occupation",
            Self::GesturesSet => "gestures_set",
            Self::Picture(Slot::IdPhoto) => "id_photo",
            Self::Picture(Slot::Selfie) => "selfie_photo",
            Self::Picture(Slot::ProofOfAddress) => "proof_of_address",
            Self::Picture(Slot::Gesture(_)) => "gestures_photos",
        }
    }

    /// The field with this name in the API; `gestures_photos` gives the first gesture.
    pub fn from_api_name(name: &str) -> Option<Self> {
        let pictures = [
            Slot::IdPhoto,
            Slot::Selfie,
            Slot::ProofOfAddress,
            Slot::Gesture(0),
        ];
        Self::VALUES
            .into_iter()
            .chain(pictures.into_iter().map(Self::Picture))
            .find(|field| field.api_name() == name)
    }

    /// The section of the form in which the field stands.
    pub fn section(self) -> Section {
        match self {
            Self::IdType
            | Self::IdNumber
            | Self::Name
            | Self::Gender
            | Self::DateOfBirth
            | Self::PlaceOfBirth
            | Self::Nationality => Section::Identity,
            Self::Email
            | Self::PhoneCountryCode
            | Self::MobileNo
            | Self::PhoneNo
            | Self::Country
            | Self::Address
            | Self::Province
            | Self::ZipCode => Section::Contact,
            Self::Occupation => Section::Occupation,
            Self::Picture(Slot::Gesture(_)) | Self::GesturesSet => Section::Liveness,
            Self::Picture(_) => Section::Documents,
        }
    }
}
