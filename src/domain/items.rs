//! The API's item lists: what the dropdowns offer (api.md, "Item lists").

use serde::{Deserialize, Serialize};

/// A country of the API's country list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2, e.g. `ID`.
    pub iso2: String,
    /// ISO 3166-1 alpha-3, e.g. `IDN`; empty if the server does not say.
    pub iso3: String,
    /// Name as the server sends it.
    pub name: String,
    /// Dialling code with `+`, e.g. `+62`; empty if the server does not say.
    pub dial: String,
}

/// The four lists that feed the form's dropdowns, as the server sent them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLists {
    /// Kinds of identity document: id, label.
    pub id_types: Vec<(u8, String)>,
    /// Occupations: id, label.
    pub occupations: Vec<(u8, String)>,
    /// Provinces: ISO 3166-2 code, name.
    pub provinces: Vec<(String, String)>,
    /// Countries.
    pub countries: Vec<Country>,
}

impl ItemLists {
    /// The country with this alpha-2 code.
    pub fn country(&self, iso2: &str) -> Option<&Country> {
        self.countries.iter().find(|country| country.iso2 == iso2)
    }

    /// The name of the province with this code.
    pub fn province(&self, code: &str) -> Option<&str> {
        self.provinces
            .iter()
            .find(|(known, _)| known == code)
            .map(|(_, name)| name.as_str())
    }

    /// The label of the occupation with this id.
    pub fn occupation(&self, id: u8) -> Option<&str> {
        label(&self.occupations, id)
    }

    /// The label of the identity document with this id.
    pub fn id_type(&self, id: u8) -> Option<&str> {
        label(&self.id_types, id)
    }
}

fn label(list: &[(u8, String)], id: u8) -> Option<&str> {
    list.iter()
        .find(|(known, _)| *known == id)
        .map(|(_, label)| label.as_str())
}
