use super::*;

const SET: [&str; 8] = [
    "Look left",
    "Look right",
    "Nod",
    "Smile",
    "Blink",
    "Open mouth",
    "Thumb up",
    "Two fingers",
];

fn names() -> Vec<String> {
    SET.map(str::to_owned).to_vec()
}

fn slots(names: &[String]) -> Slots<'_> {
    Slots {
        gestures: 8,
        names,
        ..Slots::default()
    }
}

fn item(name: &str) -> Item<'_> {
    Item {
        name,
        content: None,
        taken: None,
    }
}

fn at(second: i8) -> DateTime {
    jiff::civil::date(2026, 11, 23).at(9, 0, second, 0)
}

#[test]
fn names_say_where_files_go() {
    use Slot::{Gesture, IdPhoto, ProofOfAddress, Selfie};
    let names = names();
    for (name, slot) in [
        ("KTP.jpg", Some(IdPhoto)),
        ("foto_ktp_siti.jpeg", Some(IdPhoto)),
        ("id.png", Some(IdPhoto)),
        ("kartu identitas 2024.jpg", Some(IdPhoto)),
        ("Paspor.JPG", Some(IdPhoto)),
        ("passport-scan.tiff", Some(IdPhoto)),
        ("kartu keluarga.jpg", None),
        ("selfie.jpg", Some(Selfie)),
        ("selfie dengan ktp.jpg", Some(Selfie)),
        ("Swafoto.heic", Some(Selfie)),
        ("proof-of-address.jpg", Some(ProofOfAddress)),
        ("tagihan listrik.pdf", Some(ProofOfAddress)),
        ("PDAM_nov.jpg", Some(ProofOfAddress)),
        ("bukti alamat ktp.jpg", Some(ProofOfAddress)),
        ("rekening.jpg", Some(ProofOfAddress)),
        ("gesture-3.jpg", Some(Gesture(2))),
        ("Gerakan08.jpg", Some(Gesture(7))),
        ("liveness 1 siti.jpg", Some(Gesture(0))),
        ("gerakan.jpg", Some(Gesture(0))),
        ("gesture-9.jpg", Some(Gesture(0))),
        ("senyum.jpg", Some(Gesture(3))),
        ("mengangguk.jpg", Some(Gesture(2))),
        ("tengok kiri.jpg", Some(Gesture(0))),
        ("tengok ke kanan.jpg", Some(Gesture(1))),
        ("look_right.png", Some(Gesture(1))),
        ("2.jpg", Some(Gesture(1))),
        ("08.jpg", Some(Gesture(7))),
        ("9.jpg", None),
        ("IMG_0002.jpg", None),
        ("20261123_090000.jpg", None),
        ("idris.jpg", None),
        ("", None),
        (".", None),
    ] {
        let found = propose(&[item(name)], &slots(&names));
        assert_eq!(found[0].map(|(slot, _)| slot), slot, "{name}");
    }
}

#[test]
fn files_sort_as_people_sort_them() {
    let mut files = ["g10.jpg", "g2.jpg", "a.jpg", "G1.jpg", "2.jpg"];
    files.sort_by(|one, other| natural(one, other));
    assert_eq!(files, ["2.jpg", "a.jpg", "G1.jpg", "g2.jpg", "g10.jpg"]);
}

#[test]
fn without_names_the_content_and_the_time_decide() {
    let names = names();
    let mut files = vec![
        Item {
            name: "IMG_1.jpg",
            content: Some(Content::Page),
            taken: Some(at(50)),
        },
        Item {
            name: "IMG_2.jpg",
            content: Some(Content::Card),
            taken: Some(at(1)),
        },
    ];
    let faces: Vec<String> = (0..9).map(|at| format!("DSC_{}.jpg", 90 - at)).collect();
    for (second, name) in (0..).zip(&faces) {
        files.push(Item {
            name,
            content: Some(Content::Portrait),
            taken: Some(at(10 + second)),
        });
    }
    let found = propose(&files, &slots(&names));
    assert_eq!(found[0], Some((Slot::ProofOfAddress, Why::Page)));
    assert_eq!(found[1], Some((Slot::IdPhoto, Why::Card)));
    assert_eq!(found[2], Some((Slot::Selfie, Why::Portrait)));
    for index in 0..8 {
        let wanted = Some((Slot::Gesture(index), Why::Time));
        assert_eq!(found[3 + usize::from(index)], wanted);
    }
    // Eight portraits are the eight gestures.
    let eight = propose(&files[3..], &slots(&names));
    assert_eq!(eight[0], Some((Slot::Gesture(0), Why::Time)));
    assert_eq!(eight[7], Some((Slot::Gesture(7), Why::Time)));
    let one = propose(&files[3..4], &slots(&names));
    assert_eq!(one[0], Some((Slot::Selfie, Why::Portrait)));
}

#[test]
fn a_taken_slot_is_proposed_only_when_nothing_is_free() {
    let mut slots = Slots {
        gestures: 1,
        taken: BTreeSet::from([Slot::IdPhoto]),
        ..Slots::default()
    };
    assert_eq!(propose(&[item("ktp.jpg")], &slots), [None]);
    slots.taken = slots.all().into_iter().collect();
    assert_eq!(
        propose(&[item("ktp.jpg")], &slots),
        [Some((Slot::IdPhoto, Why::Name))]
    );
    slots.closed = slots.taken.clone();
    assert_eq!(propose(&[item("ktp.jpg")], &slots), [None]);
}

#[test]
fn the_second_of_two_with_one_name_goes_by_its_content() {
    let names = names();
    let files = [
        Item {
            name: "a/ktp.jpg",
            content: Some(Content::Card),
            taken: None,
        },
        Item {
            name: "b/ktp.jpg",
            content: Some(Content::Card),
            taken: None,
        },
    ];
    let found = propose(&files, &slots(&names));
    assert_eq!(found, [Some((Slot::IdPhoto, Why::Name)), None]);
}

/// A small generator of our own: the same numbers in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn no_slot_twice_none_that_is_not_there_and_the_same_in_any_order() {
    let names = names();
    let pool = [
        "ktp.jpg",
        "selfie.jpg",
        "1.jpg",
        "gesture 1.jpg",
        "gerakan.jpg",
        "senyum.jpg",
        "IMG_1.jpg",
        "listrik.pdf",
        "99.jpg",
        "é漢字.jpg",
        "-.-",
        "look left up 7.png",
    ];
    let mut dice = Dice(7);
    for _ in 0..3000 {
        let gestures = u8::try_from(dice.roll(17)).unwrap();
        let mut slots = Slots {
            gestures,
            names: &names,
            ..Slots::default()
        };
        for slot in slots.all() {
            match dice.roll(4) {
                0 => {
                    slots.taken.insert(slot);
                }
                1 => {
                    slots.closed.insert(slot);
                }
                _ => {}
            }
        }
        let count = dice.roll(30);
        let files: Vec<(String, Option<Content>, Option<DateTime>)> = (0..count)
            .map(|number| {
                let name = pool[usize::try_from(dice.roll(12)).unwrap()];
                let content = [
                    None,
                    Some(Content::Card),
                    Some(Content::Portrait),
                    Some(Content::Page),
                ][usize::try_from(dice.roll(4)).unwrap()];
                let taken = (dice.roll(3) > 0).then(|| at(i8::try_from(dice.roll(60)).unwrap()));
                (format!("{number}/{name}"), content, taken)
            })
            .collect();
        let items: Vec<Item<'_>> = files
            .iter()
            .map(|(name, content, taken)| Item {
                name,
                content: *content,
                taken: *taken,
            })
            .collect();
        let found = propose(&items, &slots);
        let given: Vec<Slot> = found.iter().flatten().map(|(slot, _)| *slot).collect();
        let distinct: BTreeSet<Slot> = given.iter().copied().collect();
        assert_eq!(given.len(), distinct.len());
        let all: BTreeSet<Slot> = slots.all().into_iter().collect();
        assert!(distinct.is_subset(&all) && distinct.is_disjoint(&slots.closed));
        let free: BTreeSet<Slot> = &(&all - &slots.taken) - &slots.closed;
        assert!(distinct.is_disjoint(&slots.taken) || free.is_subset(&distinct));
        let mut back = items.clone();
        back.reverse();
        let mut again = propose(&back, &slots);
        again.reverse();
        assert_eq!(found, again);
    }
}
