//! The columns of a batch, and which column of a file is which.

use super::{BatchKind, Column, Defaults};
use crate::domain::field::Field;
use crate::domain::report::ReportField;
use crate::domain::table::Row;

use Field as C;
use ReportField as R;

/// Which column of a table holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    kind: BatchKind,
    /// For each column of the table what it holds; `None` if it is not read.
    places: Vec<Option<Column>>,
}

/// The columns of a kind, in the order in which a person meets them.
pub fn columns(kind: BatchKind) -> Vec<Column> {
    match kind.report() {
        Some(report) => R::of(report).iter().copied().map(Column::Report).collect(),
        None => C::VALUES.into_iter().map(Column::Customer).collect(),
    }
}

/// The header of a template: the names on the vendor's page, which are the same in both languages.
pub fn headers(kind: BatchKind) -> Vec<&'static str> {
    columns(kind).into_iter().map(Column::api_name).collect()
}

/// What each column of a file seems to hold, by its name in English, Indonesian or the vendor's. No column is proposed twice.
pub fn propose(kind: BatchKind, headers: &[String]) -> Mapping {
    let mut mapping = Mapping {
        kind,
        places: vec![None; headers.len()],
    };
    let named: Vec<String> = headers.iter().map(|name| folded(name)).collect();
    let is_other = |column: Column, place: usize| aliases(column).contains(&named[place].as_str());
    let price = Column::Report(R::Price);
    let has_total = (0..named.len()).any(|place| is_other(price, place));
    let is_vendors = |column: Column, place: usize| {
        // The vendor's `price` is a total; what people call a price is mostly that of one.
        let is_unit = column == price && (has_total || headers[place].trim() != price.api_name());
        !is_unit && folded(column.api_name()) == named[place]
    };
    // The vendor's names first: another column must not take the place of one.
    mapping.fill(is_vendors);
    mapping.fill(is_other);
    mapping
}

impl Mapping {
    /// What the batch is.
    pub fn kind(&self) -> BatchKind {
        self.kind
    }

    /// For each column of the table what it holds.
    pub fn places(&self) -> &[Option<Column>] {
        &self.places
    }

    /// The place of the column that holds this.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places.iter().position(|held| *held == Some(column))
    }

    /// Says what a column of the table holds; the one that held it before holds nothing. What is not of the kind is not set.
    pub fn set(&mut self, place: usize, column: Option<Column>) {
        if column.is_some_and(|column| !columns(self.kind).contains(&column)) {
            return;
        }
        if let Some(before) = column.and_then(|column| self.place(column)) {
            self.places[before] = None;
        }
        if let Some(held) = self.places.get_mut(place) {
            *held = column;
        }
    }

    /// The places that hold something, and of which nothing is read.
    pub fn unread(&self, rows: &[Row]) -> Vec<usize> {
        let is_read = |place: &usize| self.places.get(*place).is_some_and(Option::is_some);
        let is_filled = |place: &usize| {
            let mut cells = rows.iter().filter_map(|row| row.cells.get(*place));
            cells.any(|cell| !cell.text.trim().is_empty())
        };
        let places = 0..self.places.len();
        places
            .filter(|place| !is_read(place) && is_filled(place))
            .collect()
    }

    /// What every row needs, and neither a column nor a default gives.
    pub fn missing(&self, defaults: &Defaults) -> Vec<Column> {
        let given = |column: &Column| {
            self.place(*column).is_some()
                || defaults
                    .get(column)
                    .is_some_and(|value| !value.trim().is_empty())
        };
        let mut needed = columns(self.kind);
        needed.retain(|column| !column.is_optional() && !given(column));
        needed
    }

    fn fill(&mut self, fits: impl Fn(Column, usize) -> bool) {
        for column in columns(self.kind) {
            if self.place(column).is_some() {
                continue;
            }
            let is_free = |place: &usize| self.places.get(*place) == Some(&None);
            let found = (0..self.places.len())
                .filter(is_free)
                .find(|place| fits(column, *place));
            if let Some(place) = found {
                self.places[place] = Some(column);
            }
        }
    }
}

/// A name in small letters, its words parted by single spaces, without what stands in brackets.
fn folded(name: &str) -> String {
    let name = name.split(['(', '[']).next().unwrap_or_default();
    let mut folded = String::with_capacity(name.len());
    let mut before = ' ';
    for letter in name.chars() {
        // `dateTime` has two words.
        let is_border =
            !letter.is_alphanumeric() || (letter.is_uppercase() && before.is_lowercase());
        if is_border && !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
        if letter.is_alphanumeric() {
            folded.extend(letter.to_lowercase());
        }
        before = letter;
    }
    folded.trim_end().to_owned()
}

/// What else people call a column, folded.
fn aliases(column: Column) -> &'static [&'static str] {
    match column {
        Column::Report(field) => of_report(field),
        Column::Customer(field) => of_customer(field),
    }
}

fn of_report(field: ReportField) -> &'static [&'static str] {
    match field {
        R::UserId => &[
            "user",
            "userid",
            "customer id",
            "tcdx id",
            "id pengguna",
            "id nasabah",
            "id tcdx",
        ],
        R::BidSymbol => &["bid", "bid coin", "simbol bid", "koin bid", "simbol beli"],
        R::AskSymbol => &["ask", "ask coin", "simbol ask", "koin ask", "simbol jual"],
        R::Side => &[
            "side",
            "sisi",
            "buy sell",
            "beli jual",
            "bid or ask",
            "bid atau ask",
        ],
        R::Price => &[
            "total price",
            "total",
            "total value",
            "harga total",
            "total harga",
            "nilai",
            "nilai total",
            "total nilai",
            "nilai transaksi",
        ],
        R::Quantity => &[
            "quantity",
            "qty",
            "exec qty",
            "jumlah",
            "kuantitas",
            "volume",
        ],
        R::Fee => &["fees", "biaya", "komisi", "commission"],
        R::Liquidity => &["maker taker", "liquidity", "likuiditas", "maker atau taker"],
        R::Fill => &[
            "fill",
            "filled",
            "terisi",
            "keterisian",
            "partial or full",
            "partial full",
        ],
        R::OrderId => &[
            "order",
            "orderid",
            "order no",
            "order number",
            "id order",
            "id pesanan",
            "nomor order",
            "no order",
        ],
        R::Symbol => &["coin", "koin", "simbol", "aset", "asset", "token"],
        R::Currency => &["mata uang", "ccy", "valuta"],
        R::Direction => &[
            "direction",
            "type",
            "jenis",
            "arah",
            "transaksi",
            "jenis transaksi",
            "deposit withdraw",
            "deposit or withdrawal",
        ],
        R::Amount => &["jumlah", "nominal", "nilai", "value", "quantity", "qty"],
        R::Origin => &[
            "from",
            "from address",
            "origin address",
            "dari",
            "alamat asal",
            "asal",
            "sender address",
        ],
        R::Destination => &[
            "to",
            "to address",
            "destination address",
            "ke",
            "alamat tujuan",
            "tujuan",
            "receiver address",
        ],
        R::OriginBank => &[
            "origin bank",
            "from bank",
            "bank asal",
            "kode bank asal",
            "bank pengirim",
            "kode bank pengirim",
        ],
        R::OriginAccount => &[
            "origin account",
            "origin account number",
            "from account",
            "rekening asal",
            "no rekening asal",
            "nomor rekening asal",
            "rekening pengirim",
            "no rekening pengirim",
        ],
        R::DestinationBank => &[
            "destination bank",
            "to bank",
            "bank tujuan",
            "kode bank tujuan",
            "bank penerima",
            "kode bank penerima",
        ],
        R::DestinationAccount => &[
            "destination account",
            "destination account number",
            "to account",
            "rekening tujuan",
            "no rekening tujuan",
            "nomor rekening tujuan",
            "rekening penerima",
            "no rekening penerima",
        ],
        R::TransactionId => &[
            "transaction",
            "transactionid",
            "trx id",
            "tx id",
            "txid",
            "reference",
            "id transaksi",
            "no transaksi",
            "nomor transaksi",
            "no referensi",
            "referensi",
        ],
        R::Address => &["alamat", "wallet address", "alamat dompet"],
        R::DateTime => &[
            "datetime",
            "date",
            "time",
            "timestamp",
            "date and time",
            "transaction time",
            "transaction date",
            "trx date",
            "trx time",
            "created",
            "created at",
            "tanggal transaksi",
            "waktu transaksi",
            "tgl transaksi",
            "jam transaksi",
            "tanggal",
            "waktu",
            "tanggal waktu",
            "tanggal dan waktu",
            "tgl",
        ],
    }
}

fn of_customer(field: Field) -> &'static [&'static str] {
    match field {
        C::IdType => &[
            "document type",
            "identity type",
            "jenis identitas",
            "tipe identitas",
            "jenis id",
        ],
        C::IdNumber => &[
            "nik",
            "no ktp",
            "nomor ktp",
            "id no",
            "document number",
            "nomor identitas",
            "no identitas",
            "no paspor",
            "passport number",
        ],
        C::Name => &[
            "full name",
            "customer name",
            "nama",
            "nama lengkap",
            "nama nasabah",
        ],
        C::Gender => &["sex", "jenis kelamin", "kelamin", "jk"],
        C::DateOfBirth => &[
            "birth date",
            "birthdate",
            "dob",
            "tanggal lahir",
            "tgl lahir",
        ],
        C::PlaceOfBirth => &["birthplace", "birth place", "tempat lahir"],
        C::Nationality => &["citizenship", "kewarganegaraan", "warga negara"],
        C::Email => &["e mail", "mail", "surel", "alamat email"],
        C::PhoneCountryCode => &[
            "dial code",
            "dialling code",
            "country code",
            "kode negara",
            "kode telepon",
        ],
        C::MobileNo => &[
            "mobile",
            "mobile number",
            "cell",
            "hp",
            "no hp",
            "nomor hp",
            "no handphone",
            "ponsel",
            "nomor ponsel",
            "no ponsel",
        ],
        C::PhoneNo => &[
            "phone",
            "home phone",
            "house phone",
            "telepon",
            "no telepon",
            "nomor telepon",
            "telepon rumah",
        ],
        C::Country => &[
            "country of residence",
            "negara",
            "negara tempat tinggal",
            "negara domisili",
        ],
        C::Address => &[
            "home address",
            "alamat",
            "alamat rumah",
            "alamat domisili",
            "alamat lengkap",
        ],
        C::Province => &["provinsi", "propinsi", "state"],
        C::ZipCode => &["zip", "postcode", "postal code", "kode pos"],
        C::Occupation => &["job", "pekerjaan", "profesi"],
        C::GesturesSet => &["gesture set", "set gerakan", "set gestur"],
        C::Picture(_) => &[],
    }
}
