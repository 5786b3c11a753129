use super::*;
use crate::domain::Edit;
use crate::domain::profile::Pictures;
use crate::photo::{self, Order};

/// `qpdf --encrypt open-me owner-only 256 -- plain.pdf locked.pdf`, of a page like those of [`pdf`].
const LOCKED: &[u8] = include_bytes!("locked.pdf");

/// A PDF of equal pages: the left half of 595 points is blue.
fn pdf(pages: usize, media_box: &str, more: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|at| format!("{} 0 R", 4 + at)).collect();
    let content = "0 0 1 rg 0 0 297.5 842 re f";
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {pages}/Kids[{}]>>", kids.join(" ")),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    objects.extend((0..pages).map(|_| {
        format!("<</Type/Page/Parent 2 0 R/MediaBox[{media_box}]/Contents 3 0 R{more}>>")
    }));
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = bytes.len();
    let count = objects.len() + 1;
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
    bytes.extend(trailer.bytes());
    bytes
}

const A4: &str = "0 0 595 842";

fn is_blue(image: &RgbImage, x: u32, y: u32) -> bool {
    image.get_pixel(x, y).0 == [0, 0, 255]
}

#[test]
fn the_first_page_is_drawn_on_white_and_the_pages_are_counted() {
    let drawn = render_first_page(&pdf(3, A4, ""), 842).unwrap();
    assert_eq!(drawn.pages, 3);
    assert_eq!(drawn.image.dimensions(), (595, 842));
    assert!(is_blue(&drawn.image, 100, 400));
    assert_eq!(drawn.image.get_pixel(500, 400).0, [255; 3]);
}

#[test]
fn a_turned_page_stands_upright() {
    let drawn = render_first_page(&pdf(1, A4, "/Rotate 90"), 842).unwrap();
    assert_eq!(drawn.image.dimensions(), (842, 595));
    assert!(is_blue(&drawn.image, 400, 100), "left became top");
    assert_eq!(drawn.image.get_pixel(400, 500).0, [255; 3]);
}

#[test]
fn only_the_crop_box_is_shown() {
    let cropped = pdf(1, A4, "/CropBox[300 0 595 842]");
    let image = render_first_page(&cropped, 842).unwrap().image;
    assert_eq!(image.dimensions(), (295, 842));
    assert!(image.pixels().all(|pixel| pixel.0 == [255; 3]));
}

#[test]
fn a_huge_or_senseless_page_takes_no_more_than_is_wanted() {
    let boxes = [
        "0 0 14400 14400",
        "0 0 1000000000 1000000000",
        "0 0 1 1000000",
        "0 0 0 0",
        "-100 -100 -900 -50",
    ];
    for media_box in boxes {
        match render_first_page(&pdf(1, media_box, ""), 600) {
            Ok(drawn) => {
                let (width, height) = drawn.image.dimensions();
                assert!(
                    width.max(height) <= 600 && width.min(height) >= 1,
                    "{media_box}"
                );
            }
            Err(error) => assert_eq!(error, PhotoError::Damaged, "{media_box}"),
        }
    }
    let wished = render_first_page(&pdf(1, A4, ""), u32::MAX).unwrap();
    assert_eq!(wished.image.height(), PAGE_SIDE_PX);
}

#[test]
fn five_hundred_pages_are_counted() {
    assert_eq!(info(&pdf(500, A4, "")), Ok(PdfInfo { pages: 500 }));
}

#[test]
fn what_cannot_be_drawn_says_why() {
    assert_eq!(info(LOCKED), Err(PhotoError::Locked));
    assert_eq!(info(b""), Err(PhotoError::Empty));
    assert_eq!(info(b"%PDF-1.7\n"), Err(PhotoError::Damaged));
    let none = info(&pdf(0, A4, ""));
    assert!(
        matches!(none, Err(PhotoError::NoPages | PhotoError::Damaged)),
        "{none:?}"
    );
}

#[test]
fn cut_anywhere_it_is_drawn_or_refused() {
    let whole = pdf(60, A4, "");
    for length in (0..whole.len()).step_by(1024) {
        if let Ok(drawn) = render_first_page(&whole[..length], 200) {
            assert!((1..=60).contains(&drawn.pages));
        }
    }
}

#[test]
fn in_a_picture_slot_it_becomes_a_picture_of_its_first_page() {
    let bytes = pdf(3, A4, "");
    let limits = Pictures::default().proof_of_address;
    let order = Order {
        bytes: &bytes,
        slot: None,
        limits: &limits,
        max_file_bytes: 1_000_000,
        edit: &Edit::default(),
    };
    let fitted = photo::fit(&order, &mut |_| {}).unwrap();
    assert!(fitted.picture.bytes.starts_with(b"\xFF\xD8\xFF"));
    assert_eq!(fitted.picture.made.pages, 3);
    assert_eq!(fitted.picture.original_bytes, bytes.len() as u64);
    assert!(!fitted.is_original, "the PDF is kept beside it");
}
