//! An application: a form without a problem, read into values that cannot be wrong.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use super::check::{self, Rules, check, values};
use super::field::{Field, Slot};
use super::form::{Form, Picture};
use super::problem::{Issue, Problem, WarningKey};

/// Everything the API's "Register" takes, checked; it is made by [`Application::parse`] alone and never changes.
#[derive(Clone, PartialEq, Eq)]
pub struct Application {
    email: String,
    id_number: String,
    id_type: u8,
    name: String,
    gender: u8,
    nationality: String,
    country: String,
    date_of_birth: Date,
    place_of_birth: String,
    phone_country_code: String,
    phone_no: Option<String>,
    mobile_no: String,
    zip_code: String,
    address: String,
    province: Option<String>,
    occupation: u8,
    proof_of_address: Option<Picture>,
    id_photo: Picture,
    selfie_photo: Picture,
    gestures: Vec<Picture>,
    gestures_set: u8,
    kept: BTreeMap<WarningKey, String>,
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Application(***)")
    }
}

impl Application {
    /// Reads a form. Errors: its problems in form order, among them warnings that nobody has kept.
    pub fn parse(form: &Form, rules: &Rules<'_>) -> Result<Self, Vec<Problem>> {
        let problems = check(form, rules);
        if problems.is_empty() {
            Self::read(form, rules).map_err(|problem| vec![problem])
        } else {
            Err(problems)
        }
    }

    fn read(form: &Form, rules: &Rules<'_>) -> Result<Self, Problem> {
        let at = |field: Field| move |issue: Issue| Problem::new(field, issue);
        let text = |field| values::text(form, field).map_err(at(field));
        let country = |field| values::country(form, rules, field).map_err(at(field));
        let picture = |slot| values::picture(form, slot).map_err(at(Field::Picture(slot)));
        let present = check::present_warnings(form, rules);
        Ok(Self {
            email: values::email(form).map_err(at(Field::Email))?,
            id_number: values::id_number(form).map_err(at(Field::IdNumber))?,
            id_type: values::id_type(form, rules).map_err(at(Field::IdType))?,
            name: text(Field::Name)?,
            gender: values::gender(form).map_err(at(Field::Gender))?,
            nationality: country(Field::Nationality)?,
            country: country(Field::Country)?,
            date_of_birth: values::birth_date(form, rules).map_err(at(Field::DateOfBirth))?,
            place_of_birth: text(Field::PlaceOfBirth)?,
            phone_country_code: values::dial_code(form).map_err(at(Field::PhoneCountryCode))?,
            phone_no: values::phone_no(form).map_err(at(Field::PhoneNo))?,
            mobile_no: values::mobile_no(form).map_err(at(Field::MobileNo))?,
            zip_code: values::zip_code(form).map_err(at(Field::ZipCode))?,
            address: text(Field::Address)?,
            province: values::province(form, rules).map_err(at(Field::Province))?,
            occupation: values::occupation(form, rules).map_err(at(Field::Occupation))?,
            proof_of_address: values::proof_of_address(form)
                .map_err(at(Field::Picture(Slot::ProofOfAddress)))?,
            id_photo: picture(Slot::IdPhoto)?,
            selfie_photo: picture(Slot::Selfie)?,
            gestures: (0..rules.gesture_count)
                .map(|index| picture(Slot::Gesture(index)))
                .collect::<Result<_, _>>()?,
            gestures_set: values::gestures_set(form).map_err(at(Field::GesturesSet))?,
            kept: form
                .kept
                .iter()
                .filter(|(key, _)| present.contains(key))
                .map(|(key, reason)| (*key, reason.trim().to_owned()))
                .collect(),
        })
    }

    /// `email`: an address, its domain in lower case.
    pub fn email(&self) -> &str {
        &self.email
    }

    /// `id_number`: sixteen digits for a KTP, upper-case letters and digits for a passport.
    pub fn id_number(&self) -> &str {
        &self.id_number
    }

    /// `id_type`: an id of the list of identity documents.
    pub fn id_type(&self) -> u8 {
        self.id_type
    }

    /// `name`: 1 to 255 characters.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `gender`: 0 female, 1 male.
    pub fn gender(&self) -> u8 {
        self.gender
    }

    /// `nationality`: ISO 3166-1 alpha-2.
    pub fn nationality(&self) -> &str {
        &self.nationality
    }

    /// `country` of residence: ISO 3166-1 alpha-2.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// `date_of_birth`; it displays as `YYYY-MM-DD`.
    pub fn date_of_birth(&self) -> Date {
        self.date_of_birth
    }

    /// `place_of_birth`: 1 to 255 characters.
    pub fn place_of_birth(&self) -> &str {
        &self.place_of_birth
    }

    /// `phone_country_code`: `+` and 1 to 4 digits.
    pub fn phone_country_code(&self) -> &str {
        &self.phone_country_code
    }

    /// `phone_no`: national digits of the house phone, without the leading 0.
    pub fn phone_no(&self) -> Option<&str> {
        self.phone_no.as_deref()
    }

    /// `mobile_no`: national digits without the leading 0.
    pub fn mobile_no(&self) -> &str {
        &self.mobile_no
    }

    /// `zip_code`: 5 digits in Indonesia, else up to 20 letters, digits, spaces and dashes.
    pub fn zip_code(&self) -> &str {
        &self.zip_code
    }

    /// `address`: 1 to 255 characters.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// `province`: ISO 3166-2, there exactly if the country is Indonesia.
    pub fn province(&self) -> Option<&str> {
        self.province.as_deref()
    }

    /// `occupation`: an id of the list of occupations.
    pub fn occupation(&self) -> u8 {
        self.occupation
    }

    /// `proof_of_address`: there at least if the nationality is not Indonesian.
    pub fn proof_of_address(&self) -> Option<&Picture> {
        self.proof_of_address.as_ref()
    }

    /// `id_photo`
    pub fn id_photo(&self) -> &Picture {
        &self.id_photo
    }

    /// `selfie_photo`
    pub fn selfie_photo(&self) -> &Picture {
        &self.selfie_photo
    }

    /// `gestures_photos`: as many as the profile asks for, in order.
    pub fn gestures(&self) -> &[Picture] {
        &self.gestures
    }

    /// `gestures_set`
    pub fn gestures_set(&self) -> u8 {
        self.gestures_set
    }

    /// The picture of a slot that goes out.
    pub fn picture(&self, slot: Slot) -> Option<&Picture> {
        match slot {
            Slot::IdPhoto => Some(&self.id_photo),
            Slot::Selfie => Some(&self.selfie_photo),
            Slot::ProofOfAddress => self.proof_of_address.as_ref(),
            Slot::Gesture(index) => self.gestures.get(usize::from(index)),
        }
    }

    /// The slots whose pictures go out, in the order of the form.
    pub fn pictures(&self) -> impl Iterator<Item = Slot> + use<> {
        let proof = self.proof_of_address.as_ref().map(|_| Slot::ProofOfAddress);
        let gestures = u8::try_from(self.gestures.len()).unwrap_or(u8::MAX);
        [Slot::IdPhoto, Slot::Selfie]
            .into_iter()
            .chain(proof)
            .chain((0..gestures).map(Slot::Gesture))
    }

    /// The warnings that a person kept, each with the reason; for the case's record, never sent.
    pub fn kept(&self) -> &BTreeMap<WarningKey, String> {
        &self.kept
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::sample;

    #[test]
    fn a_good_form_is_read_whole() {
        let items = sample::items();
        let mut form = sample::form();
        form.set(Field::IdNumber, "3515 1445 0868 0002");
        form.set(Field::MobileNo, "0812-3456-789");
        form.set(Field::PhoneNo, "031 567890");
        form.pictures.insert(Slot::Gesture(8), sample::picture());
        let application = Application::parse(&form, &sample::rules(&items)).unwrap();
        assert_eq!(application.email(), "siti@mail.com");
        assert_eq!(application.id_number(), "3515144508680002");
        assert_eq!((application.id_type(), application.gender()), (0, 0));
        assert_eq!(application.name(), "Siti Nurhaliza");
        assert_eq!(
            (application.nationality(), application.country()),
            ("ID", "ID")
        );
        assert_eq!(application.date_of_birth(), date(1968, 8, 5));
        assert_eq!(application.date_of_birth().to_string(), "1968-08-05");
        assert_eq!(application.place_of_birth(), "Sidoarjo");
        assert_eq!(application.phone_country_code(), "+62");
        assert_eq!(application.mobile_no(), "8123456789");
        assert_eq!(application.phone_no(), Some("31567890"));
        assert_eq!(
            (application.zip_code(), application.address()),
            ("61258", "Jalan Melati 28")
        );
        assert_eq!(application.province(), Some("ID-JI"));
        assert_eq!(
            (application.occupation(), application.gestures_set()),
            (4, 5)
        );
        assert!(application.proof_of_address().is_none());
        assert_eq!(
            application.gestures().len(),
            8,
            "the ninth is not asked for"
        );
        assert_eq!(application.id_photo(), &sample::picture());
        assert_eq!(application.selfie_photo(), &sample::picture());
        assert_eq!(format!("{application:?}"), "Application(***)");
    }

    #[test]
    fn abroad_the_province_is_left_out() {
        let items = sample::items();
        let mut form = sample::form();
        form.set(Field::Country, "SG");
        form.set(Field::ZipCode, "SW1A 1AA");
        let application = Application::parse(&form, &sample::rules(&items)).unwrap();
        assert_eq!(application.province(), None);
        assert_eq!(application.zip_code(), "SW1A 1AA");
    }

    #[test]
    fn a_warning_must_be_kept() {
        let items = sample::items();
        let rules = sample::rules(&items);
        let mut form = sample::form();
        form.set(Field::Gender, "1");
        let problems = Application::parse(&form, &rules).unwrap_err();
        assert_eq!(
            problems,
            [Problem::new(
                Field::Gender,
                Issue::NikGenderDiffers { female: true }
            )]
        );
        form.kept
            .insert(WarningKey::NikGender, " as on the card ".to_owned());
        form.kept
            .insert(WarningKey::Age, "no such warning".to_owned());
        let application = Application::parse(&form, &rules).unwrap();
        let kept: Vec<_> = application
            .kept()
            .iter()
            .map(|(key, reason)| (*key, reason.as_str()))
            .collect();
        assert_eq!(kept, [(WarningKey::NikGender, "as on the card")]);
    }

    proptest! {
        #[test]
        fn read_exactly_if_nothing_is_wrong(at in 0..Field::VALUES.len(), typed in prop_oneof![".*", "[0-9A-Z@.+ -]{0,20}", "[0-9]{1,2}"]) {
            let items = sample::items();
            let rules = sample::rules(&items);
            let mut form = sample::form();
            form.set(Field::VALUES[at], typed);
            let problems = check(&form, &rules);
            match Application::parse(&form, &rules) {
                Ok(application) => {
                    prop_assert_eq!(problems, []);
                    prop_assert!(application.name().chars().count() <= 255);
                    prop_assert!(!application.name().chars().any(char::is_control));
                    prop_assert_eq!(application.id_number().len(), 16);
                }
                Err(found) => {
                    prop_assert!(!found.is_empty());
                    prop_assert_eq!(found, problems);
                }
            }
        }
    }
}
