//! What is sent, frozen: the values of an application as they go out, apart from its pictures. It can be kept and read back.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::application::Application;
use super::field::Field;

/// The values of one submission, as the API takes them (api.md, "Register"). The pictures are kept beside it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// `email`
    pub email: String,
    /// `id_number`
    pub id_number: String,
    /// `id_type`
    pub id_type: u8,
    /// `name`
    pub name: String,
    /// `gender`
    pub gender: u8,
    /// `nationality`
    pub nationality: String,
    /// `country`
    pub country: String,
    /// `date_of_birth`, `YYYY-MM-DD`
    pub date_of_birth: String,
    /// `place_of_birth`
    pub place_of_birth: String,
    /// `phone_country_code`
    pub phone_country_code: String,
    /// `phone_no`
    pub phone_no: Option<String>,
    /// `mobile_no`
    pub mobile_no: String,
    /// `zip_code`
    pub zip_code: String,
    /// `address`
    pub address: String,
    /// `province`
    pub province: Option<String>,
    /// `occupation`
    pub occupation: u8,
    /// `gestures_set`
    pub gestures_set: u8,
    /// Warnings that were kept, by name, with the reasons.
    #[serde(default)]
    pub kept: BTreeMap<String, String>,
}

impl fmt::Debug for Frozen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Frozen(***)")
    }
}

impl Frozen {
    /// The values that tell who the customer is.
    pub fn personal(&self) -> [&str; 6] {
        [
            &self.name,
            &self.email,
            &self.address,
            &self.place_of_birth,
            &self.id_number,
            &self.date_of_birth,
        ]
    }

    /// The values of an application.
    pub fn of(application: &Application) -> Self {
        Self {
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
            gestures_set: application.gestures_set(),
            kept: application
                .kept()
                .iter()
                .map(|(key, reason)| (key.name(), reason.clone()))
                .collect(),
        }
    }

    /// The value of a field as it goes out; empty for one that is left out, and for pictures.
    pub fn get(&self, field: Field) -> String {
        let number = |value: u8| value.to_string();
        match field {
            Field::Email => self.email.clone(),
            Field::IdNumber => self.id_number.clone(),
            Field::IdType => number(self.id_type),
            Field::Name => self.name.clone(),
            Field::Gender => number(self.gender),
            Field::Nationality => self.nationality.clone(),
            Field::Country => self.country.clone(),
            Field::DateOfBirth => self.date_of_birth.clone(),
            Field::PlaceOfBirth => self.place_of_birth.clone(),
            Field::PhoneCountryCode => self.phone_country_code.clone(),
            Field::PhoneNo => self.phone_no.clone().unwrap_or_default(),
            Field::MobileNo => self.mobile_no.clone(),
            Field::ZipCode => self.zip_code.clone(),
            Field::Address => self.address.clone(),
            Field::Province => self.province.clone().unwrap_or_default(),
            Field::Occupation => number(self.occupation),
            Field::GesturesSet => number(self.gestures_set),
            Field::Picture(_) => String::new(),
        }
    }
}
