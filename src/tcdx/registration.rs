//! The bodies with pictures: a registration and the documents of KYC level 2.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use super::json::{self, Body, Object};
use super::secret::ApiSecret;
use super::signed::{self, Signed};

/// The body of Register and of Update (vendor's page, "Register"): fields in the documented order. Nothing is judged here.
///
/// Pictures and documents are the raw bytes of the file; they travel as base64. `None` leaves the field out.
#[derive(Clone, PartialEq)]
pub struct Registration {
    /// E-mail address.
    pub email: String,
    /// Number on the identity card or passport.
    pub id_number: String,
    /// An id of the `id_type` list.
    pub id_type: u8,
    /// Full name, at most 255 characters.
    pub name: String,
    /// 0 female, 1 male.
    pub gender: u8,
    /// ISO 3166-1 alpha-2.
    pub nationality: String,
    /// Country of residence, ISO 3166-1 alpha-2.
    pub country: String,
    /// `YYYY-MM-DD`.
    pub date_of_birth: String,
    /// Place of birth.
    pub place_of_birth: String,
    /// ITU dialling code with `+`.
    pub phone_country_code: String,
    /// House phone, national digits.
    pub phone_no: Option<String>,
    /// Mobile phone, national digits without the leading 0.
    pub mobile_no: String,
    /// Postal code.
    pub zip_code: String,
    /// Address, at most 255 characters.
    pub address: String,
    /// A code of the province list; only for country `ID`.
    pub province: Option<String>,
    /// An id of the occupation list.
    pub occupation: u8,
    /// Document; needed when the nationality is not `ID`.
    pub proof_of_address: Option<Arc<[u8]>>,
    /// Image of the identity card.
    pub id_photo: Arc<[u8]>,
    /// Selfie holding the identity card.
    pub selfie_photo: Arc<[u8]>,
    /// Liveness pictures in the order of the gestures.
    pub gestures_photos: Vec<Arc<[u8]>>,
    /// Which set of gestures the liveness check used.
    pub gestures_set: u8,
    /// Time of this request, sent in UTC with milliseconds.
    pub update_at: Timestamp,
}

impl Registration {
    /// The JSON that is signed and sent, in one allocation of exactly its length.
    pub fn encode(&self) -> Vec<u8> {
        json::encode(self)
    }

    /// The same, signed while it is written, in memory that goes back to the system when it is dropped.
    pub fn encode_signed(&self, secret: &ApiSecret) -> Signed {
        signed::encode(self, secret)
    }
}

impl Body for Registration {
    fn write(&self, object: &mut Object<'_>) {
        object.text("email", &self.email);
        object.text("id_number", &self.id_number);
        object.integer("id_type", self.id_type.into());
        object.text("name", &self.name);
        object.integer("gender", self.gender.into());
        object.text("nationality", &self.nationality);
        object.text("country", &self.country);
        object.text("date_of_birth", &self.date_of_birth);
        object.text("place_of_birth", &self.place_of_birth);
        object.text("phone_country_code", &self.phone_country_code);
        object.optional_text("phone_no", self.phone_no.as_deref());
        object.text("mobile_no", &self.mobile_no);
        object.text("zip_code", &self.zip_code);
        object.text("address", &self.address);
        object.optional_text("province", self.province.as_deref());
        object.integer("occupation", self.occupation.into());
        object.optional_base64("proof_of_address", self.proof_of_address.as_ref());
        object.base64("id_photo", &self.id_photo);
        object.base64("selfie_photo", &self.selfie_photo);
        object.base64_array("gestures_photos", &self.gestures_photos);
        object.integer("gestures_set", self.gestures_set.into());
        object.text("update_at", &utc_millis(self.update_at));
    }
}

/// Masked: everything in it is personal data.
impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Registration(***)")
    }
}

/// ISO 8601 in UTC with milliseconds, e.g. `2020-03-04T03:37:11.000Z` (vendor's page, "Conventions").
fn utc_millis(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The body of KYC level 2 (vendor's page, "premium-document"): each document an image or a PDF.
///
/// Ruled: the page marks neither as required, so at least one must be given.
#[derive(Clone)]
pub struct PremiumDocument {
    bank_statement: Option<Arc<[u8]>>,
    source_of_wealth: Option<Arc<[u8]>>,
}

/// Neither of the two documents was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("at least one of the two documents is needed")]
pub struct NoDocument;

impl PremiumDocument {
    /// The raw bytes of one or both documents.
    pub fn new(
        bank_statement: Option<Arc<[u8]>>,
        source_of_wealth: Option<Arc<[u8]>>,
    ) -> Result<Self, NoDocument> {
        if bank_statement.is_none() && source_of_wealth.is_none() {
            return Err(NoDocument);
        }
        Ok(Self {
            bank_statement,
            source_of_wealth,
        })
    }

    /// The JSON that is signed and sent, in one allocation of exactly its length.
    pub fn encode(&self) -> Vec<u8> {
        json::encode(self)
    }
}

impl Body for PremiumDocument {
    fn write(&self, object: &mut Object<'_>) {
        object.optional_base64("bank_statement", self.bank_statement.as_ref());
        object.optional_base64("source_of_wealth", self.source_of_wealth.as_ref());
    }
}

/// Masked: bank papers.
impl fmt::Debug for PremiumDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PremiumDocument(***)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn bytes(data: &[u8]) -> Arc<[u8]> {
        Arc::from(data)
    }

    fn sample() -> Registration {
        Registration {
            email: "name@mail.com".into(),
            id_number: "1231231232323123123".into(),
            id_type: 0,
            name: "user name".into(),
            gender: 1,
            nationality: "ID".into(),
            country: "ID".into(),
            date_of_birth: "1999-12-31".into(),
            place_of_birth: "jakarta".into(),
            phone_country_code: "+62".into(),
            phone_no: Some("341567890".into()),
            mobile_no: "8123456789".into(),
            zip_code: "68322".into(),
            address: "Jalan no 28".into(),
            province: Some("ID-JI".into()),
            occupation: 4,
            proof_of_address: Some(bytes(b"\x89PNG")),
            id_photo: bytes(b"\xff\xd8\xff\xe0"),
            selfie_photo: bytes(b"\xff\xd8\xff\xe1\x00"),
            gestures_photos: vec![bytes(b"a"), bytes(b"ab"), bytes(b"abc")],
            gestures_set: 5,
            update_at: "2020-03-04T03:37:11Z".parse().unwrap(),
        }
    }

    #[test]
    fn the_body_is_the_documented_one_in_the_documented_order() {
        // The vendor's example of Register, with small pictures.
        let expected = concat!(
            r#"{"email":"name@mail.com","id_number":"1231231232323123123","id_type":0,"name":"user name","gender":1,"#,
            r#""nationality":"ID","country":"ID","date_of_birth":"1999-12-31","place_of_birth":"jakarta","#,
            r#""phone_country_code":"+62","phone_no":"341567890","mobile_no":"8123456789","zip_code":"68322","#,
            r#""address":"Jalan no 28","province":"ID-JI","occupation":4,"proof_of_address":"iVBORw==","#,
            r#""id_photo":"/9j/4A==","selfie_photo":"/9j/4QA=","gestures_photos":["YQ==","YWI=","YWJj"],"#,
            r#""gestures_set":5,"update_at":"2020-03-04T03:37:11.000Z"}"#
        );
        assert_eq!(String::from_utf8(sample().encode()).unwrap(), expected);
    }

    #[test]
    fn what_is_not_given_is_left_out() {
        // The vendor's example of Update: a Singaporean without a province.
        let registration = Registration {
            phone_no: None,
            province: None,
            proof_of_address: None,
            gestures_photos: Vec::new(),
            ..sample()
        };
        let body: Value = serde_json::from_slice(&registration.encode()).unwrap();
        let body = body.as_object().unwrap();
        for name in ["phone_no", "province", "proof_of_address"] {
            assert!(!body.contains_key(name), "{name}");
        }
        assert_eq!(body["gestures_photos"], json!([]));
        assert_eq!(body.len(), 19);
    }

    #[test]
    fn the_time_is_cut_to_milliseconds() {
        for (time, expected) in [
            ("2020-03-04T03:37:11.5Z", "2020-03-04T03:37:11.500Z"),
            ("2020-03-04T03:37:11.123999999Z", "2020-03-04T03:37:11.123Z"),
            ("2020-03-04T10:37:11+07:00", "2020-03-04T03:37:11.000Z"),
        ] {
            assert_eq!(utc_millis(time.parse().unwrap()), expected);
        }
    }

    #[test]
    fn level_two_needs_a_document_and_sends_what_there_is() {
        assert_eq!(PremiumDocument::new(None, None).unwrap_err(), NoDocument);
        let both = PremiumDocument::new(Some(bytes(b"\x89PNG")), Some(bytes(b"%PDF-1"))).unwrap();
        assert_eq!(
            both.encode(),
            br#"{"bank_statement":"iVBORw==","source_of_wealth":"JVBERi0x"}"#
        );
        let one = PremiumDocument::new(None, Some(bytes(b"%PDF-1"))).unwrap();
        assert_eq!(one.encode(), br#"{"source_of_wealth":"JVBERi0x"}"#);
    }

    #[test]
    fn nothing_personal_prints() {
        assert_eq!(format!("{:?}", sample()), "Registration(***)");
    }

    prop_compose! {
        fn registrations()(
            texts in prop::collection::vec(any::<String>(), 11),
            numbers in any::<[u8; 4]>(),
            phone_no in any::<Option<String>>(),
            province in any::<Option<String>>(),
            proof in any::<Option<Vec<u8>>>(),
            pictures in prop::collection::vec(any::<Vec<u8>>(), 2..10),
            millis in 0_i64..4_000_000_000_000,
        ) -> Registration {
            let mut texts = texts.into_iter();
            let mut text = || texts.next().unwrap();
            Registration {
                email: text(), id_number: text(), id_type: numbers[0], name: text(), gender: numbers[1],
                nationality: text(), country: text(), date_of_birth: text(), place_of_birth: text(),
                phone_country_code: text(), phone_no, mobile_no: text(), zip_code: text(), address: text(),
                province, occupation: numbers[2], proof_of_address: proof.map(Arc::from),
                id_photo: bytes(&pictures[0]), selfie_photo: bytes(&pictures[1]),
                gestures_photos: pictures[2..].iter().map(|picture| bytes(picture)).collect(),
                gestures_set: numbers[3], update_at: Timestamp::from_millisecond(millis).unwrap(),
            }
        }
    }

    /// The same body by other means: `serde_json` and the `base64` crate.
    fn by_other_means(r: &Registration) -> Value {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let mut body = json!({
            "email": r.email, "id_number": r.id_number, "id_type": r.id_type, "name": r.name, "gender": r.gender,
            "nationality": r.nationality, "country": r.country, "date_of_birth": r.date_of_birth,
            "place_of_birth": r.place_of_birth, "phone_country_code": r.phone_country_code, "mobile_no": r.mobile_no,
            "zip_code": r.zip_code, "address": r.address, "occupation": r.occupation,
            "id_photo": STANDARD.encode(&r.id_photo), "selfie_photo": STANDARD.encode(&r.selfie_photo),
            "gestures_photos": r.gestures_photos.iter().map(|p| STANDARD.encode(p)).collect::<Vec<_>>(),
            "gestures_set": r.gestures_set, "update_at": utc_millis(r.update_at),
        });
        if let Some(phone_no) = &r.phone_no {
            body["phone_no"] = json!(phone_no);
        }
        if let Some(province) = &r.province {
            body["province"] = json!(province);
        }
        if let Some(proof) = &r.proof_of_address {
            body["proof_of_address"] = json!(STANDARD.encode(proof));
        }
        body
    }

    proptest! {
        #[test]
        fn any_registration_becomes_valid_json_of_exactly_the_counted_length(r in registrations()) {
            let encoded = r.encode();
            prop_assert_eq!(encoded.len(), encoded.capacity());
            let body: Value = serde_json::from_slice(&encoded).unwrap();
            prop_assert_eq!(body, by_other_means(&r));
        }
    }
}
