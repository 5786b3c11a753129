use super::*;
use crate::domain::field::Slot;
use crate::domain::propose::Slots;

#[test]
fn customers_are_judged_without_their_pictures() {
    let mut kit = Kit::new(Notation::Id);
    kit.items.provinces = vec![("ID-JI".to_owned(), "Jawa Timur".to_owned())];
    kit.items.occupations = vec![(4, "Karyawan swasta".to_owned())];
    kit.items.id_types = vec![(0, "KTP".to_owned())];
    kit.known.insert("3515144508680009".to_owned());
    let headers = [
        "NIK",
        "Nama",
        "JK",
        "Tgl Lahir",
        "Tempat Lahir",
        "Email",
        "No HP",
        "Alamat",
        "Provinsi",
        "Kode Pos",
        "Pekerjaan",
        "gestures_set",
    ];
    let siti = |number: usize, nik: &str, birth: &str| {
        row(
            number,
            &[
                nik,
                "Siti Contoh",
                "P",
                birth,
                "Sidoarjo",
                "siti@mail.com",
                "0812 3456 789",
                "Jl. Contoh 1",
                "jawa timur",
                "61258",
                "karyawan swasta",
                "0",
            ],
        )
    };
    let judged = kit.judge(
        BatchKind::Register,
        &headers,
        &[
            siti(2, "3515144508680002", "05/08/1968"),
            siti(3, "3515 1445 0868 0002", "05/08/1968"),
            siti(4, "3515144508680009", "05/08/1968"),
            siti(5, "3515144508680003", "31/02/1968"),
        ],
    );
    let Ok(Content::Customer(form)) = &judged.rows[0].result else {
        panic!("{:?}", judged.rows[0]);
    };
    assert_eq!(form.get(C::Province), "ID-JI");
    assert_eq!(form.get(C::Gender), "0");
    assert_eq!(form.get(C::Occupation), "4");
    assert_eq!(form.get(C::MobileNo), "8123456789");
    assert_eq!(
        only_problem(&judged.rows[1]),
        (Some(0), RowIssue::TwiceInBatch(2))
    );
    assert_eq!(
        only_problem(&judged.rows[2]),
        (Some(0), RowIssue::KnownCustomer)
    );
    let (place, issue) = only_problem(&judged.rows[3]);
    assert_eq!(
        (place, issue),
        (Some(3), RowIssue::Customer(Issue::DateNotReal))
    );
}

#[test]
fn pictures_are_found_by_the_number_in_their_names() {
    let files = [
        "3515144508680002_ktp.jpg",
        "3515144508680002-selfie.JPG",
        "other/3201010101900001/gesture 2.jpg",
        "other/3201010101900001/gesture 1.jpg",
        "13515144508680002_ktp.jpg",
        "3515144508680002_3201010101900001.jpg",
        "3515144508680002_holiday.jpg",
        "ktp.jpg",
    ];
    let slots = Slots {
        gestures: 8,
        ..Slots::default()
    };
    let ids = ["3515144508680002", "3201010101900001", "A1"];
    let matched = match_pictures(&files, &ids, &slots);
    assert_eq!(matched[0].slots, [(Slot::IdPhoto, 0), (Slot::Selfie, 1)]);
    assert_eq!(matched[0].unplaced, [6]);
    assert_eq!(
        matched[1].slots,
        [(Slot::Gesture(0), 3), (Slot::Gesture(1), 2)]
    );
    assert_eq!(matched[2], Matched::default());
}
