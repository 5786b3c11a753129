//! Cards and pages, set in real letters: a PDF, drawn by its renderer.

#![allow(
    clippy::format_push_string,
    reason = "a PDF is lines of text, and this is a test"
)]

use image::RgbImage;

use crate::photo::judge::tests::draw::Dice;
use crate::photo::pdf;

const NAMES: [&str; 6] = [
    "SITI CONTOH",
    "BUDI SAMPEL",
    "AGUS PERCOBAAN",
    "DEWI MISAL",
    "RINI UJI",
    "JOKO LATIHAN",
];
const STREETS: [&str; 4] = [
    "JL MAWAR 12",
    "JL KENANGA 7A",
    "GG MELATI 3",
    "JL PAHLAWAN 101",
];
const WORDS: [&str; 16] = [
    "tagihan",
    "listrik",
    "bulan",
    "November",
    "jumlah",
    "bayar",
    "meter",
    "daya",
    "pelanggan",
    "alamat",
    "jatuh",
    "tempo",
    "biaya",
    "admin",
    "total",
    "rupiah",
];

/// One page of a PDF, `width` by `height` points, with these operators on it.
fn document(width: u32, height: u32, operators: &str) -> Vec<u8> {
    let fonts = "<< /H << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> \
        /B << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> \
        /C << /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >> >>";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Resources << /Font {fonts} >> /Contents 4 0 R >>"
        ),
        format!(
            "<< /Length {} >>\nstream\n{operators}\nendstream",
            operators.len()
        ),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = file.len();
    file += "xref\n0 5\n0000000000 65535 f \n";
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!("trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.into_bytes()
}

fn text(font: char, size: f32, x: f32, y: f32, words: &str) -> String {
    format!("BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n")
}

fn filled([r, g, b]: [f32; 3], x: f32, y: f32, w: f32, h: f32) -> String {
    format!("{r} {g} {b} rg {x} {y} {w} {h} re f\n")
}

/// A head and shoulders in a box, as on a card.
fn passport_photo(x: f32, y: f32, w: f32, h: f32, red: bool) -> String {
    let back = if red {
        [0.75, 0.12, 0.14]
    } else {
        [0.12, 0.3, 0.7]
    };
    let mut out = filled(back, x, y, w, h);
    out += "0.16 0.18 0.24 rg\n";
    out += &format!(
        "{} {y} m {} {} {} {} {} {y} c f\n",
        x + w * 0.08,
        x + w * 0.2,
        y + h * 0.42,
        x + w * 0.8,
        y + h * 0.42,
        x + w * 0.92
    );
    for (colour, grow) in [("0.1 0.08 0.08", 1.16), ("0.76 0.57 0.45", 1.0)] {
        let (cx, cy, rx, ry) = (x + w * 0.5, y + h * 0.56, w * 0.23 * grow, h * 0.24 * grow);
        let (kx, ky) = (rx * 0.552, ry * 0.552);
        out += &format!(
            "{colour} rg {} {cy} m {} {} {} {} {cx} {} c {} {} {} {} {} {cy} c {} {} {} {} {cx} {} c {} {} {} {} {} {cy} c f\n",
            cx - rx,
            cx - rx,
            cy + ky,
            cx - kx,
            cy + ry,
            cy + ry,
            cx + kx,
            cy + ry,
            cx + rx,
            cy + ky,
            cx + rx,
            cx + rx,
            cy - ky,
            cx + kx,
            cy - ry,
            cy - ry,
            cx - kx,
            cy - ry,
            cx - rx,
            cy - ky,
            cx - rx
        );
    }
    out + "0 0 0 rg\n"
}

/// An identity card (ID-1) or the data page of a passport (ID-3), `width` pixels wide.
pub fn card(seed: u64, is_passport: bool, width: u32) -> RgbImage {
    let mut dice = Dice::new(seed + 404);
    let mut pick = |list: &[&'static str]| list[dice.next() as usize % list.len()];
    let (name, street) = (pick(&NAMES), pick(&STREETS));
    let number: String = (0..16)
        .map(|_| char::from(b'0' + (dice.next() % 10) as u8))
        .collect();
    let tint = [
        0.72 + dice.part() * 0.1,
        0.83 + dice.part() * 0.06,
        0.88 + dice.part() * 0.08,
    ];
    let (w, h) = if is_passport {
        (354.0, 249.0)
    } else {
        (243.0, 153.0)
    };
    let mut page = filled(tint, 0.0, 0.0, w, h);
    // Guilloche.
    page += &format!(
        "{} {} {} RG 0.4 w\n",
        tint[0] - 0.1,
        tint[1] - 0.08,
        tint[2] - 0.03
    );
    for line in 0..40 {
        let y = line as f32 * h / 36.0 - 4.0;
        page += &format!(
            "0 {y} m {} {} {} {} {w} {y} c S\n",
            w * 0.3,
            y + 26.0,
            w * 0.7,
            y - 26.0
        );
    }
    page += "0.1 0.1 0.14 rg\n";
    if is_passport {
        page += &text('B', 11.0, 20.0, h - 22.0, "REPUBLIK INDONESIA");
        page += &text('H', 8.0, 200.0, h - 22.0, "PASPOR / PASSPORT");
        page += &passport_photo(20.0, 78.0, 84.0, 116.0, false);
        for (at, words) in [
            name,
            "INDONESIA",
            "05 AUG 1968",
            "SURABAYA",
            "12 JAN 2021",
            street,
        ]
        .into_iter()
        .enumerate()
        {
            let y = h - 52.0 - at as f32 * 22.0;
            page += &text('H', 5.0, 122.0, y + 9.0, "Nama / Name");
            page += &text('B', 9.0, 122.0, y, words);
        }
        page += &text(
            'C',
            9.6,
            16.0,
            40.0,
            "P<IDNCONTOH<<SITI<<<<<<<<<<<<<<<<<<<<<<<<<<<",
        );
        page += &text(
            'C',
            9.6,
            16.0,
            24.0,
            &format!("X{}<1IDN6808057F2601122<<<<<<<<<<<04", &number[..7]),
        );
    } else {
        page += &text('B', 8.0, 84.0, h - 14.0, "PROVINSI CONTOH");
        page += &text('B', 7.0, 88.0, h - 22.0, "KOTA CONTOH");
        page += &text('B', 8.0, 10.0, h - 36.0, "NIK");
        page += &text('C', 10.0, 52.0, h - 36.0, &number);
        let rows = [
            "Nama",
            "Tempat/Tgl Lahir",
            "Jenis Kelamin",
            "Alamat",
            "RT/RW",
            "Kel/Desa",
            "Kecamatan",
            "Agama",
            "Pekerjaan",
            "Kewarganegaraan",
        ];
        for (at, row) in rows.into_iter().enumerate() {
            let y = h - 48.0 - at as f32 * 9.4;
            page += &text('H', 5.8, 10.0, y, row);
            let value = [
                name,
                "SURABAYA, 05-08-1968",
                "PEREMPUAN",
                street,
                "003/004",
                "KETINTANG",
                "GAYUNGAN",
                "ISLAM",
                "KARYAWAN SWASTA",
                "WNI",
            ][at];
            page += &text('B', 5.8, 62.0, y, &format!(": {value}"));
        }
        page += &passport_photo(172.0, 44.0, 58.0, 76.0, seed.is_multiple_of(2));
        page += &text('H', 5.0, 184.0, 34.0, "SURABAYA");
        page += "0.1 0.1 0.3 RG 0.8 w 182 18 m 190 34 196 8 204 22 c 210 30 214 12 222 20 c S\n";
    }
    let bytes = document(w as u32, h as u32, &page);
    pdf::render_first_page(&bytes, width).unwrap().image
}

/// A bill or an account statement, A4, `height` pixels high.
pub fn page(seed: u64, height: u32) -> RgbImage {
    let mut dice = Dice::new(seed + 818);
    let (w, h) = (595.0, 842.0);
    let mut page = filled([0.97, 0.96, 0.94], 0.0, 0.0, w, h);
    page += &filled(
        [0.1 + dice.part() * 0.6, 0.3, 0.55],
        40.0,
        h - 90.0,
        110.0,
        46.0,
    );
    page += "0.12 0.12 0.16 rg\n";
    page += &text('B', 18.0, 330.0, h - 70.0, "TAGIHAN LISTRIK");
    let name = NAMES[dice.next() as usize % NAMES.len()];
    let street = STREETS[dice.next() as usize % STREETS.len()];
    page += &text('B', 10.0, 40.0, h - 120.0, name);
    page += &text('H', 10.0, 40.0, h - 134.0, street);
    let is_table = seed.is_multiple_of(2);
    for line in 0..42 {
        let y = h - 170.0 - line as f32 * 14.4;
        let count = 3 + dice.next() % 6;
        let words: Vec<&str> = (0..count)
            .map(|_| WORDS[dice.next() as usize % WORDS.len()])
            .collect();
        if !is_table && line % 8 == 7 {
            continue;
        }
        page += &text('H', 9.5, 44.0, y, &words.join(" "));
        page += &text(
            'C',
            9.0,
            470.0,
            y,
            &format!("{}.{:03},00", dice.next() % 900, dice.next() % 1000),
        );
        if is_table {
            page += &format!(
                "0.6 0.6 0.6 RG 0.5 w 40 {} m 556 {} l S\n",
                y - 4.0,
                y - 4.0
            );
        }
    }
    let bytes = document(w as u32, h as u32, &page);
    pdf::render_first_page(&bytes, height).unwrap().image
}
