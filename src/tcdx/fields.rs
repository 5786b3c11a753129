//! The names of the fields of each request, as the vendor's page writes them: what the message of a refusal may name.

/// Of Register and Update.
pub(super) const REGISTRATION: &[&str] = &[
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
/// Of KYC level 2.
pub(super) const PREMIUM: &[&str] = &["bank_statement", "source_of_wealth"];
/// Of the webhook configuration.
pub(super) const WEBHOOK: &[&str] = &["new_webhook_url"];
/// Of Conversion.
pub(super) const CONVERSION: &[&str] = &[
    "user_id",
    "bid_symbol",
    "ask_symbol",
    "order_id",
    "bid_ask",
    "price",
    "exec_quantity",
    "fee",
    "maker_or_taker",
    "status",
    "dateTime",
];
/// Of Crypto transaction.
pub(super) const CRYPTO: &[&str] = &[
    "user_id",
    "symbol",
    "transaction_id",
    "action",
    "origin",
    "destination",
    "amount",
    "dateTime",
];
/// Of Fiat transaction.
pub(super) const FIAT: &[&str] = &[
    "user_id",
    "currency",
    "transaction_id",
    "action",
    "origin_bank_code",
    "origin_account_no",
    "destination_bank_code",
    "destination_account_no",
    "amount",
    "dateTime",
];
/// Of the two calls about crypto addresses.
pub(super) const ADDRESS: &[&str] = &["user_id", "symbol", "address", "dateTime"];
