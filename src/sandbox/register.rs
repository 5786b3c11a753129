//! The body of Register and Update, field by field (the vendor's API page, "Register").

use jiff::Timestamp;
use jiff::tz::Offset;

use super::documents::{self, Allowed, Document};
use super::fields::Fields;
use super::reply::Refusal;
use super::rules;

/// The documented fields in their documented order.
const FIELDS: [&str; 22] = [
    "email",
    "id_number",
    "id_type",
    "name",
    "gender",
    "nationality",
    "country",
    "date_of_birth",
    "place_of_birth",
    "phone_country_code",
    "phone_no",
    "mobile_no",
    "zip_code",
    "address",
    "province",
    "occupation",
    "proof_of_address",
    "id_photo",
    "selfie_photo",
    "gestures_photos",
    "gestures_set",
    "update_at",
];

/// What is kept of an application that was found in order.
#[derive(Debug, Clone)]
pub(super) struct Application {
    pub(super) email: String,
    pub(super) id_number: String,
    pub(super) name: String,
    pub(super) documents: Vec<Document>,
    /// Something a strict server would have refused.
    pub(super) finding: Option<String>,
}

/// Judges the whole body. Decodes every picture: not for an async thread.
pub(super) fn judge(
    body: &[u8],
    now: Timestamp,
    strict_order: bool,
) -> Result<Application, Refusal> {
    let fields = Fields::parse(body)?;
    let finding = fields.check_names(&FIELDS, strict_order)?;
    let text = |name: &str, rule: &dyn Fn(&str) -> Result<(), rules::Fault>| {
        let text = fields.text(name)?;
        rule(&text).map_err(|what| Refusal::field(name, what))?;
        Ok::<String, Refusal>(text.into_owned())
    };
    // Indonesia's easternmost zone: nobody is refused for being born today.
    let today = Offset::constant(9).to_datetime(now).date();

    let email = text("email", &rules::email)?;
    let id_number = text("id_number", &|sent| rules::line(sent, 64))?;
    fields.integer("id_type", 0..=1)?;
    let name = text("name", &|sent| rules::line(sent, rules::MAX_LINE))?;
    fields.integer("gender", 0..=1)?;
    let nationality = text("nationality", &rules::country)?;
    let country = text("country", &rules::country)?;
    text("date_of_birth", &|sent| rules::birth_date(sent, today))?;
    text("place_of_birth", &|sent| rules::line(sent, rules::MAX_LINE))?;
    text("phone_country_code", &rules::dial_code)?;
    if fields.has("phone_no") {
        text("phone_no", &rules::phone)?;
    }
    text("mobile_no", &rules::mobile)?;
    text("zip_code", &|sent| rules::line(sent, 20))?;
    text("address", &|sent| rules::line(sent, rules::MAX_LINE))?;
    if country == "ID" {
        text("province", &rules::province)?;
    } else if fields.has("province") {
        return Err(Refusal::field(
            "province",
            "must be left out when the country is not ID",
        ));
    }
    fields.integer("occupation", 0..=15)?;

    let mut documents = Vec::new();
    match fields.optional_text("proof_of_address")? {
        Some(sent) => documents.push(documents::judge(
            "proof_of_address",
            &sent,
            Allowed::PictureOrPdf,
        )?),
        None if nationality != "ID" => {
            return Err(Refusal::field(
                "proof_of_address",
                "is required when the nationality is not ID",
            ));
        }
        None => {}
    }
    for field in ["id_photo", "selfie_photo"] {
        documents.push(documents::judge(
            field,
            &fields.text(field)?,
            Allowed::Picture,
        )?);
    }
    let gestures = fields.texts("gestures_photos", 1..=16)?;
    for (at, sent) in gestures.iter().enumerate() {
        let field = format!("gestures_photos: number {}", at + 1);
        documents.push(documents::judge(&field, sent, Allowed::Picture)?);
    }
    fields.integer("gestures_set", 0..=255)?;
    text("update_at", &rules::timestamp)?;
    Ok(Application {
        email,
        id_number,
        name,
        documents,
        finding,
    })
}

/// Judges the body of KYC level 2: one document at least, each a picture or a PDF.
pub(super) fn judge_premium(
    body: &[u8],
    strict_order: bool,
) -> Result<(Vec<Document>, Option<String>), Refusal> {
    const FIELDS: [&str; 2] = ["bank_statement", "source_of_wealth"];
    let fields = Fields::parse(body)?;
    let finding = fields.check_names(&FIELDS, strict_order)?;
    let mut documents = Vec::new();
    for field in FIELDS {
        if let Some(sent) = fields.optional_text(field)? {
            documents.push(documents::judge(field, &sent, Allowed::PictureOrPdf)?);
        }
    }
    if documents.is_empty() {
        return Err(Refusal::field(
            "bank_statement",
            "or source_of_wealth is required",
        ));
    }
    Ok((documents, finding))
}
