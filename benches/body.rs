//! Building and signing the body of a registration with 11 pictures of 1.5 MB, beside the least that any program must do for it:
//! base64 of the same bytes into one fresh buffer, and HMAC-SHA256 over as many bytes as the body has. The aim is 1.3 × that, and
//! a peak of memory of at most 2.2 × the body, pictures included.

#![allow(clippy::print_stdout, reason = "a benchmark reports on the terminal")]

use std::hint::black_box;
use std::process::Command;
use std::sync::Arc;

use criterion::{Criterion, Throughput};
use tcdx_desk::tcdx::{ApiSecret, Registration, sign};

const PICTURES: usize = 11;
const PICTURE_BYTES: usize = 1_500_000;
/// Set for the child process whose memory is measured.
const CHILD: &str = "TCDX_DESK_BENCH_PEAK";

fn main() {
    if std::env::var_os(CHILD).is_some() {
        peak_of_this_process();
        return;
    }
    let mut criterion = Criterion::default().configure_from_args();
    time(&mut criterion);
    criterion.final_summary();
    memory();
}

fn secret() -> ApiSecret {
    ApiSecret::from("secret".to_owned())
}

/// Bytes that compress like a photo: not at all.
fn picture(seed: u32) -> Arc<[u8]> {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    (0..PICTURE_BYTES)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state as u8
        })
        .collect()
}

fn registration() -> Registration {
    let mut pictures: Vec<_> = (1..=PICTURES as u32).map(picture).collect();
    let gestures_photos = pictures.split_off(3);
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
        phone_no: Some("341567890".into()),
        mobile_no: "8123456789".into(),
        zip_code: "68322".into(),
        address: "Jalan no 28".into(),
        province: Some("ID-JI".into()),
        occupation: 4,
        proof_of_address: Some(Arc::clone(&pictures[2])),
        id_photo: Arc::clone(&pictures[0]),
        selfie_photo: Arc::clone(&pictures[1]),
        gestures_photos,
        gestures_set: 5,
        update_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn time(criterion: &mut Criterion) {
    let registration = registration();
    let secret = secret();
    let body = registration.encode();
    let mut documents: Vec<&[u8]> = vec![&registration.id_photo, &registration.selfie_photo];
    documents.extend(registration.proof_of_address.as_deref());
    documents.extend(registration.gestures_photos.iter().map(AsRef::as_ref));

    let mut group = criterion.benchmark_group("body");
    group.sample_size(30);
    group.throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("base64 and hmac alone", |bencher| {
        bencher.iter(|| {
            let mut buffer = Vec::with_capacity(body.len());
            for document in &documents {
                base64_simd::STANDARD.encode_append(document, &mut buffer);
            }
            black_box(&buffer);
            sign(&secret, black_box(&body))
        });
    });
    group.bench_function("encode and sign", |bencher| {
        bencher.iter(|| {
            let body = registration.encode();
            sign(&secret, black_box(&body))
        });
    });
    group.bench_function("encode, signed on the way", |bencher| {
        bencher.iter(|| registration.encode_signed(black_box(&secret)));
    });
    group.finish();
}

/// Measures in a process of its own, whose peak nothing else has raised.
fn memory() {
    let child =
        std::env::current_exe().and_then(|program| Command::new(program).env(CHILD, "1").status());
    if let Err(error) = child {
        println!("peak memory was not measured: {error}");
    }
}

fn peak_of_this_process() {
    let Some(before) = peak_kib() else {
        println!("peak memory is measured on Linux only");
        return;
    };
    let registration = registration();
    let signed = registration.encode_signed(&secret());
    black_box((&registration, &signed));
    let used = peak_kib().unwrap_or(before) - before;
    let body_kib = signed.bytes.len() as f64 / 1024.0;
    println!(
        "peak memory: {used} KiB for a body of {body_kib:.0} KiB: {:.2} x (aim 2.2)",
        used as f64 / body_kib
    );
    drop(signed);
    let resting = resident_kib().unwrap_or_default();
    for _ in 0..5 {
        black_box(registration.encode_signed(&secret()));
    }
    let after = resident_kib().unwrap_or_default();
    println!("memory after five more bodies: {after} KiB, after the first {resting} KiB");
}

/// The most memory this process has had, in KiB.
fn peak_kib() -> Option<u64> {
    status_kib("VmHWM:")
}

/// The memory this process has now, in KiB.
fn resident_kib() -> Option<u64> {
    status_kib("VmRSS:")
}

fn status_kib(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
