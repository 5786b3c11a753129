use super::*;

#[test]
fn columns_are_found_by_the_names_that_people_give_them() {
    let named = |kind, headers: &[&str]| {
        let headers: Vec<String> = headers.iter().map(|name| (*name).to_owned()).collect();
        propose(kind, &headers).places().to_vec()
    };
    for kind in BatchKind::ALL {
        let all: Vec<_> = columns(kind).into_iter().map(Some).collect();
        assert_eq!(named(kind, &headers(kind)), all, "{kind:?}: a template");
    }
    assert_eq!(
        named(
            BatchKind::Fiat,
            &[
                "No",
                "ID Pengguna",
                "Jenis Transaksi",
                "Mata Uang",
                "Nominal (Rp)",
                "Kode Bank Asal",
                "No. Rekening Asal",
                "Bank Tujuan",
                "Rekening Tujuan",
                "No Referensi",
                "Tanggal",
            ]
        ),
        [
            None,
            Some(Rep(R::UserId)),
            Some(Rep(R::Direction)),
            Some(Rep(R::Currency)),
            Some(Rep(R::Amount)),
            Some(Rep(R::OriginBank)),
            Some(Rep(R::OriginAccount)),
            Some(Rep(R::DestinationBank)),
            Some(Rep(R::DestinationAccount)),
            Some(Rep(R::TransactionId)),
            Some(Rep(R::DateTime)),
        ]
    );
    assert_eq!(
        named(
            BatchKind::Crypto,
            &["to", "Coin", "Jumlah", "amount", "TxID"]
        ),
        [
            Some(Rep(R::Destination)),
            Some(Rep(R::Symbol)),
            None,
            Some(Rep(R::Amount)),
            Some(Rep(R::TransactionId)),
        ],
        "the vendor's own name goes first"
    );
    assert_eq!(
        named(
            BatchKind::Register,
            &["Nama Lengkap", "NIK", "No. HP", "Tgl Lahir", "Alamat", "JK"]
        ),
        [
            C::Name,
            C::IdNumber,
            C::MobileNo,
            C::DateOfBirth,
            C::Address,
            C::Gender
        ]
        .map(|field| Some(Customer(field)))
    );
}

#[test]
fn the_price_of_one_is_not_proposed_as_the_total() {
    let price = |headers: &[&str]| {
        let headers: Vec<String> = headers.iter().map(|name| (*name).to_owned()).collect();
        propose(BatchKind::Conversion, &headers).place(Rep(R::Price))
    };
    for header in [
        "Harga",
        "harga",
        "Price",
        "PRICE",
        "Unit price",
        "Harga satuan",
    ] {
        assert_eq!(price(&["Koin Bid", header]), None, "{header}");
    }
    for header in [
        "price",
        "Total price",
        "Harga Total (Rp)",
        "total_harga",
        "Nilai Transaksi",
        "Total",
    ] {
        assert_eq!(price(&["Koin Bid", header]), Some(1), "{header}");
        assert_eq!(price(&["Harga", header]), Some(1), "{header}");
    }
    // Beside a total, what is called a price is that of one.
    assert_eq!(price(&["price", "total"]), Some(1));
}

#[test]
fn a_column_holds_one_thing_and_what_is_missing_is_told() {
    let mut mapping = propose(BatchKind::Crypto, &["amount".to_owned(), "x".to_owned()]);
    mapping.set(1, Some(Rep(R::Amount)));
    assert_eq!(mapping.places(), [None, Some(Rep(R::Amount))]);
    mapping.set(0, Some(Rep(R::Price)));
    mapping.set(9, Some(Rep(R::Symbol)));
    assert_eq!(
        mapping.places(),
        [None, Some(Rep(R::Amount))],
        "not of a crypto batch"
    );
    mapping.set(0, Some(Rep(R::Destination)));
    let mut defaults = Defaults::new();
    defaults.insert(Rep(R::Symbol), "USDT".to_owned());
    defaults.insert(Rep(R::UserId), " ".to_owned());
    let missing = [R::UserId, R::Direction, R::TransactionId].map(Rep);
    assert_eq!(
        mapping.missing(&defaults),
        missing,
        "origin and time need not be there"
    );
}
