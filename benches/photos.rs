//! Eleven photos of 12 MP (some turned by EXIF) to the signed body of a registration on two threads, beside other programs that do
//! the same work on the same pictures in the same run (`benches/peers/README.md` says how to install them).
//!
//! `cargo bench --bench photos` makes the pictures, runs all and prints one table. `-- --make DIR` only makes the pictures;
//! `-- --ours-only DIR` runs ours once on a folder, for `/usr/bin/time -v`.

#![allow(clippy::print_stdout, reason = "a benchmark reports on the terminal")]

#[path = "photos/scene.rs"]
mod scene;

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use tcdx_desk::domain::profile::PictureLimits;
use tcdx_desk::domain::{Edit, Slot};
use tcdx_desk::photo;
use tcdx_desk::tcdx::{ApiSecret, Registration};

const PICTURES: usize = 11;
/// As told by EXIF.
const ORIENTATIONS: [u8; PICTURES] = [1, 6, 1, 8, 1, 3, 1, 6, 1, 1, 1];
/// Of the pictures that come, as cameras have it.
const SOURCE_QUALITY: u8 = 93;
/// Of what is sent: the best that ours tries. All get the same.
const QUALITY: u8 = 90;
const LIMITS: PictureLimits = PictureLimits {
    max_bytes: 4_000_000,
    max_side_px: 2000,
    min_short_side_px: 300,
    min_long_side_px: 400,
};
const MAX_FILE_BYTES: u64 = 20_000_000;
/// The best of so many runs counts.
const ROUNDS: u32 = 7;
/// Where the pictures go: the judge looks at each.
const SLOT: Option<Slot> = Some(Slot::Gesture(0));

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Fallible<()> {
    let arguments: Vec<_> = std::env::args().collect();
    let folder_after = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(PathBuf::from)
    };
    if let Some(folder) = folder_after("--make") {
        return make(&folder);
    }
    if let Some(folder) = folder_after("--ours-only") {
        let start = Instant::now();
        let (body, pictures) = ours(&files(&folder)?, SLOT)?;
        let ms = start.elapsed().as_secs_f64() * 1e3;
        println!(
            "{} pictures, body of {body} bytes, {ms:.0} ms, once",
            pictures.len()
        );
        return Ok(());
    }
    let scratch = tempfile::tempdir()?;
    let photos = scratch.path().join("photos");
    make(&photos)?;
    compare(&photos, scratch.path())
}

/// Makes the pictures: 4000 x 3000 and 4032 x 3024 in turn, 4:2:0 but for two of 4:2:2.
fn make(folder: &Path) -> Fallible<()> {
    fs::create_dir_all(folder)?;
    let mut bytes = 0;
    for (index, orientation) in ORIENTATIONS.into_iter().enumerate() {
        let (width, height) = if index % 2 == 0 {
            (4000, 3000)
        } else {
            (4032, 3024)
        };
        let rgb = scene::scene(width, height, index as u64, 5.3 + (index % 3) as f32);
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, SOURCE_QUALITY);
        encoder.set_sampling_factor(if index % 5 == 4 {
            SamplingFactor::F_2_1
        } else {
            SamplingFactor::F_2_2
        });
        encoder.encode(&rgb, width as u16, height as u16, ColorType::Rgb)?;
        let jpeg = if orientation == 1 {
            jpeg
        } else {
            scene::with_orientation(&jpeg, orientation)
        };
        bytes += jpeg.len();
        fs::write(folder.join(format!("photo-{index:02}.jpg")), jpeg)?;
    }
    let mean = bytes as f64 / PICTURES as f64 / 1e6;
    println!("{PICTURES} photos of 12 MP, {mean:.2} MB each");
    Ok(())
}

fn files(folder: &Path) -> Fallible<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.sort();
    Ok(files)
}

/// Runs `work` on each index below `count`, on two threads.
fn on_two_threads<T: Send>(
    count: usize,
    work: impl Fn(usize) -> Fallible<T> + Sync,
) -> Fallible<Vec<T>> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= count {
                        return;
                    }
                    let result = work(at);
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|one| one.0);
    done.into_iter().map(|one| one.1).collect()
}

/// Our way, as the program goes it: thumbnails are made too, and a picture with a slot is judged. The length of the body, and the pictures in it.
fn ours(files: &[PathBuf], slot: Option<Slot>) -> Fallible<(usize, Vec<Arc<[u8]>>)> {
    let pictures = on_two_threads(files.len(), |at| {
        let path = files.get(at).ok_or("no such picture")?;
        let bytes = photo::read_file(path, MAX_FILE_BYTES)?;
        let order = photo::Order {
            bytes: &bytes,
            slot,
            limits: &LIMITS,
            max_file_bytes: MAX_FILE_BYTES,
            edit: &Edit::default(),
        };
        Ok(photo::fit(&order, &mut |_| {})?.picture.bytes)
    })?;
    let signed = registration(&pictures).encode_signed(&ApiSecret::from("secret".to_owned()));
    std::hint::black_box(&signed.signature);
    Ok((signed.bytes.len(), pictures))
}

fn registration(pictures: &[Arc<[u8]>]) -> Registration {
    let one = |at: usize| pictures.get(at).map_or_else(|| Arc::from([]), Arc::clone);
    Registration {
        email: "name@mail.com".into(),
        id_number: "1231231232323123123".into(),
        id_type: 0,
        name: "user name".into(),
        gender: 1,
        nationality: "ID".into(),
        country: "ID".into(),
        date_of_birth: "1999-12-31".into(),
        place_of_birth: "jakarta".into(),
        phone_country_code: "+62".into(),
        phone_no: None,
        mobile_no: "8123456789".into(),
        zip_code: "68322".into(),
        address: "Jalan no 28".into(),
        province: Some("ID-JI".into()),
        occupation: 4,
        proof_of_address: Some(one(2)),
        id_photo: one(0),
        selfie_photo: one(1),
        gestures_photos: pictures.iter().skip(3).map(Arc::clone).collect(),
        gestures_set: 5,
        update_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

/// One line of the table.
struct Row {
    name: &'static str,
    /// Milliseconds and the folder with the results, or why there are none.
    result: Result<(f64, PathBuf), String>,
}

fn compare(photos: &Path, scratch: &Path) -> Fallible<()> {
    let references = scratch.join("references");
    fs::create_dir(&references)?;
    make_references(photos, &references)?;
    let mut rows = vec![run_ours(photos, scratch)?];
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers");
    let built = |name: &str, package: &str| build(&peers.join(name), scratch, package);
    let python = Path::new("python3").to_owned();
    let node = Path::new("node").to_owned();
    for (name, program, script) in [
        ("libjpeg-turbo", built("turbojpeg.c", "libturbojpeg"), None),
        ("libvips", built("vips.c", "vips"), None),
        ("Pillow, draft", Ok(python), Some("pillow.py")),
        ("sharp", Ok(node), Some("sharp.mjs")),
    ] {
        let target = scratch.join(name);
        fs::create_dir(&target)?;
        let result = program.and_then(|program| {
            let script = script.map(|script| peers.join(script));
            peer(&program, script.as_deref(), photos, &target)
        });
        rows.push(Row {
            name,
            result: result.map(|ms| (ms, target)),
        });
    }
    print_table(&rows, &references)
}

fn run_ours(photos: &Path, scratch: &Path) -> Fallible<Row> {
    let target = scratch.join("ours");
    fs::create_dir(&target)?;
    let files = files(photos)?;
    let (mut best, mut unjudged) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let (_, pictures) = ours(&files, SLOT)?;
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
        let start = Instant::now();
        ours(&files, None)?;
        unjudged = unjudged.min(start.elapsed().as_secs_f64() * 1e3);
        for (file, picture) in files.iter().zip(&pictures) {
            fs::write(target.join(file.file_name().unwrap_or_default()), picture)?;
        }
    }
    println!(
        "ours without the judge {unjudged:.0} ms, with it {best:.0} ms: {:.1} % of it is the judge",
        (1.0 - unjudged / best) * 100.0
    );
    Ok(Row {
        name: "ours",
        result: Ok((best, target)),
    })
}

/// Builds a peer in C; an error says what is missing.
fn build(source: &Path, scratch: &Path, package: &str) -> Result<PathBuf, String> {
    let flags = Command::new("pkg-config")
        .args(["--cflags", "--libs", package, "libcrypto"])
        .output()
        .map_err(|error| format!("pkg-config: {error}"))?;
    if !flags.status.success() {
        return Err(format!("{package} or libssl is not installed"));
    }
    let program = scratch.join(source.file_stem().unwrap_or_default());
    let flags = String::from_utf8_lossy(&flags.stdout).into_owned();
    let built = Command::new("gcc")
        .args([
            OsStr::new("-O3"),
            OsStr::new("-o"),
            program.as_os_str(),
            source.as_os_str(),
        ])
        .args(flags.split_whitespace())
        .arg("-lpthread")
        .output()
        .map_err(|error| format!("gcc: {error}"))?;
    if built.status.success() {
        Ok(program)
    } else {
        Err("does not compile".to_owned())
    }
}

/// Runs a peer, which prints its milliseconds.
fn peer(
    program: &Path,
    script: Option<&Path>,
    photos: &Path,
    target: &Path,
) -> Result<f64, String> {
    let output = Command::new(program)
        .args(script)
        .args([photos, target])
        .args([u32::from(QUALITY), LIMITS.max_side_px, ROUNDS].map(|number| number.to_string()))
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        let last = told.trim().lines().last().unwrap_or("failed");
        return Err(last.to_owned());
    }
    let told = String::from_utf8_lossy(&output.stdout);
    told.trim().parse().map_err(|_| format!("printed {told:?}"))
}

/// What is compared with: everything decoded at full size by another decoder, turned, scaled by Lanczos with three lobes; as PNG.
fn make_references(photos: &Path, target: &Path) -> Fallible<()> {
    let files = files(photos)?;
    on_two_threads(files.len(), |at| {
        let file = files.get(at).ok_or("no such picture")?;
        let mut image = image::open(file)?;
        let orientation = ORIENTATIONS.get(at).copied().unwrap_or(1);
        let orientation = image::metadata::Orientation::from_exif(orientation);
        image.apply_orientation(orientation.unwrap_or(image::metadata::Orientation::NoTransforms));
        let side = f64::from(LIMITS.max_side_px) / f64::from(image.width().max(image.height()));
        let scaled = |length: u32| (f64::from(length) * side).round() as u32;
        let (width, height) = (scaled(image.width()), scaled(image.height()));
        let full = image.into_rgb8();
        let source = ImageRef::new(full.width(), full.height(), full.as_raw(), PixelType::U8x3)?;
        let mut small = Image::new(width, height, PixelType::U8x3);
        let lanczos = ResizeAlg::Convolution(FilterType::Lanczos3);
        Resizer::new().resize(
            &source,
            &mut small,
            &ResizeOptions::new().resize_alg(lanczos),
        )?;
        let small = RgbImage::from_raw(width, height, small.into_vec()).ok_or("size")?;
        let name = file.file_name().unwrap_or_default();
        DynamicImage::from(small).save(target.join(name).with_extension("png"))?;
        Ok(())
    })?;
    Ok(())
}

fn print_table(rows: &[Row], references: &Path) -> Fallible<()> {
    println!(
        "quality {QUALITY}, 4:2:0, at most {} px; best of {ROUNDS} runs; two threads\n",
        LIMITS.max_side_px
    );
    println!("| | ms | × ours | bytes each | PSNR of lightness, dB | PSNR of RGB, dB |");
    println!("|---|---|---|---|---|---|");
    let ours = rows
        .first()
        .and_then(|row| row.result.as_ref().ok())
        .map_or(f64::NAN, |ours| ours.0);
    for Row { name, result } in rows {
        match result {
            Err(missing) => println!("| {name} | not run: {missing} | | | | |"),
            Ok((ms, folder)) => {
                let files = files(folder)?;
                let judged = on_two_threads(files.len(), |at| {
                    let file = files.get(at).ok_or("no such picture")?;
                    let name = file.file_name().unwrap_or_default();
                    let wanted =
                        image::open(references.join(name).with_extension("png"))?.into_rgb8();
                    let got = image::open(file)?.into_rgb8();
                    if got.dimensions() != wanted.dimensions() {
                        return Err("a result of another size".into());
                    }
                    Ok((fs::metadata(file)?.len(), squares(&got, &wanted)))
                });
                let judged = match judged {
                    Ok(judged) => judged,
                    Err(error) => {
                        println!("| {name} | {ms:.0} | not comparable: {error} | | | |");
                        continue;
                    }
                };
                let count = judged.len() as f64;
                let bytes = judged.iter().map(|one| one.0).sum::<u64>() as f64 / count;
                let psnr = |square: f64| 10.0 * (255.0 * 255.0 / square).log10();
                let lightness = psnr(judged.iter().map(|one| one.1.0).sum::<f64>() / count);
                let rgb = psnr(judged.iter().map(|one| one.1.1).sum::<f64>() / count);
                println!(
                    "| {name} | {ms:.0} | {:.2} | {bytes:.0} | {lightness:.2} | {rgb:.2} |",
                    ms / ours
                );
            }
        }
    }
    Ok(())
}

/// Mean square of the difference, of lightness and of all three channels.
fn squares(one: &RgbImage, other: &RgbImage) -> (f64, f64) {
    let (mut lightness, mut all) = (0.0, 0.0);
    for (a, b) in one.pixels().zip(other.pixels()) {
        let off = [0, 1, 2].map(|at| f64::from(a.0[at]) - f64::from(b.0[at]));
        let light = 0.299 * off[0] + 0.587 * off[1] + 0.114 * off[2];
        lightness += light * light;
        all += off.iter().map(|off| off * off).sum::<f64>() / 3.0;
    }
    let count = f64::from(one.width()) * f64::from(one.height());
    (lightness / count, all / count)
}
