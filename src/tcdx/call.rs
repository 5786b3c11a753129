//! The calls of the API by name: for the log.

/// A call of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    /// `POST /users/v1/create`
    Register,
    /// `PATCH /users/v1/item/:user_id/detail`
    Update,
    /// `GET /users/v1/item/:user_id`
    Retrieve,
    /// `POST /users/v1/premium-document/:user_id`
    PremiumDocument,
    /// `GET /users/v1/itemList/…`
    List,
    /// `POST /config/update-webhook`
    UpdateWebhook,
    /// `POST /transaction/v1/:user_id/conversion`
    Conversion,
    /// `POST /transaction/v1/cryptoTransaction`
    CryptoTransaction,
    /// `POST /transaction/v1/fiatTransaction`
    FiatTransaction,
    /// `POST /account/v1/:user_id/create-crypto-address`
    CreateCryptoAddress,
    /// `PATCH /account/v1/update-crypto-address`
    UpdateCryptoAddress,
    /// The smallest signed read, which tests a connection.
    Probe,
}

impl Call {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Register,
        Self::Update,
        Self::Retrieve,
        Self::PremiumDocument,
        Self::List,
        Self::UpdateWebhook,
        Self::Conversion,
        Self::CryptoTransaction,
        Self::FiatTransaction,
        Self::CreateCryptoAddress,
        Self::UpdateCryptoAddress,
        Self::Probe,
    ];

    /// The name in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Update => "update",
            Self::Retrieve => "retrieve",
            Self::PremiumDocument => "premium-document",
            Self::List => "list",
            Self::UpdateWebhook => "update-webhook",
            Self::Conversion => "conversion",
            Self::CryptoTransaction => "crypto-transaction",
            Self::FiatTransaction => "fiat-transaction",
            Self::CreateCryptoAddress => "create-crypto-address",
            Self::UpdateCryptoAddress => "update-crypto-address",
            Self::Probe => "probe",
        }
    }
}
