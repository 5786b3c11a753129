//! The screens painted in both themes, at least without falling over; with `LOOKS_DIR` set, kept to be looked at.

use egui::Theme;
use tcdx_desk::domain::KycStatus;
use tcdx_desk::store::cases::{CaseError, StatusNews};

use super::*;

type Make = fn(&mut Bench);

fn drafts(bench: &mut Bench) {
    bench.act(Action::FillSample);
    bench.act(Action::NewForm);
    bench.wait(7_200_000);
    bench.types(
        Field::Name,
        "Putri Ayu Lestari Kusumawardhani Sastrowidjojo",
    );
    bench.act(Action::NextSection);
    bench.act(Action::NewForm);
    bench.wait(600_000);
    bench.types(Field::Email, "budi@example.com");
    bench.act(Action::ShowUnfinished);
    bench.wait(5_000);
}

fn after(bench: &mut Bench, outcome: AttemptOutcome, reason: &str) -> CaseId {
    let case = bench.send();
    bench.act(Action::Go(tcdx_desk::desk::state::Screen::Customers));
    bench.ends(case, outcome, reason);
    bench.act(Action::Go(tcdx_desk::desk::state::Screen::Onboard));
    bench.wait(180_000);
    case
}

fn accepted(bench: &mut Bench) -> CaseId {
    let id = uuid::Uuid::from_u128(0xace5_0048_759a_5de5_8e7a_3f7c_64e6_0001);
    let case = after(bench, AttemptOutcome::Accepted(Some(id)), "");
    bench.hear(Event::Polled {
        case,
        next_at: Some(bench.desk.state.now + jiff::SignedDuration::from_secs(9)),
    });
    bench.wait(4_000);
    case
}

fn decided(bench: &mut Bench, status: KycStatus, reason: &str) -> CaseId {
    let id = accepted(bench);
    let news = StatusNews {
        id,
        level: 1,
        status,
        reason: Some(reason.to_owned()),
        since: None,
        name: None,
        email: None,
        at: bench.desk.state.now,
        source: "webhook",
    };
    bench.store.status(&news, &actor()).unwrap();
    bench.tell(id);
    bench.settle();
    id
}

fn corrected(bench: &mut Bench) {
    let case = decided(
        bench,
        KycStatus::Rejected,
        "Name does not match the identity card",
    );
    bench.act(Action::CorrectCase(case));
    bench.types(Field::Name, "Siti Contoh Dewi");
    bench.types(Field::PlaceOfBirth, "Surabaya");
    bench.act(Action::Blurred(Field::Name));
    bench.wait(1000);
    bench.settle();
}

fn twice(bench: &mut Bench) {
    let first = bench.send();
    bench.act(Action::NewForm);
    bench.fill();
    let email = bench.kept(first, Field::Email);
    bench.types(Field::Email, &email);
    bench.agree();
    bench.act(Action::Send);
}

fn conflict(bench: &mut Bench) {
    corrected(bench);
    let case = bench.case();
    let mut theirs = bench.another();
    theirs.act(Action::ContinueDraft(case));
    theirs.types(Field::Email, "siti.dewi@example.com");
    theirs.wait(1000);
    theirs.settle();
    bench.types(Field::Name, "Siti Dewi");
    bench.wait(1000);
    bench.settle();
}

fn sending(bench: &mut Bench) {
    let case = bench.send();
    let job = bench.desk.state.queue.job_of(case).unwrap().id;
    let at = bench.desk.state.now;
    bench.store.claim(job, &actor(), at).unwrap();
    bench.tell(case);
    bench.wait(2000);
    bench.hear(Event::SendProgress {
        case: Some(case),
        job,
        sent_bytes: 1_200_000,
        total_bytes: 4_600_000,
    });
}

const SCREENS: [(&str, Make); 15] = [
    ("start", drafts),
    ("waiting", |bench| {
        let next_at = bench.desk.state.now + jiff::SignedDuration::from_secs(222);
        after(bench, AttemptOutcome::NotSent { next_at }, "");
    }),
    ("paused", |bench| {
        bench.send();
        bench.desk.state.queue.news.is_paused = true;
    }),
    ("sending", sending),
    ("unconfirmed", |bench| {
        after(bench, AttemptOutcome::Unknown, "");
    }),
    ("refused", |bench| {
        let refused = AttemptOutcome::Refused { duplicate: true };
        after(bench, refused, "email: is already registered");
    }),
    ("pending", |bench| {
        accepted(bench);
    }),
    ("approved", |bench| {
        decided(bench, KycStatus::Approved, "");
    }),
    ("rejected", |bench| {
        decided(bench, KycStatus::Rejected, "Selfie blurred");
    }),
    ("correction", corrected),
    ("correction-review", |bench| {
        corrected(bench);
        bench.act(Action::ShowSection(Section::Review));
    }),
    ("correction-documents", |bench| {
        corrected(bench);
        bench.act(Action::ShowSection(Section::Documents));
    }),
    ("duplicates", twice),
    ("conflict", conflict),
    ("not-saved", |bench| {
        bench.types(Field::Name, "Siti");
        bench.fault = Some(|| CaseError::DiskFull);
        bench.wait(1000);
        bench.settle();
    }),
];

#[test]
fn the_screens_paint_in_both_themes() {
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (name, make) in SCREENS {
        for (lang, theme, tag) in [
            (Lang::En, Theme::Light, "light"),
            (Lang::Id, Theme::Dark, "dark"),
        ] {
            let mut bench = Bench::speaking(lang, session().unwrap());
            make(&mut bench);
            let mut harness = Harness::builder()
                .with_size([1072.0, 776.0])
                .with_theme(theme)
                .with_context_setup(theme::apply_for_tests)
                .build_ui_state(
                    |ui, window: &mut Window| window.paint(ui),
                    Window::of(bench),
                );
            harness.run_steps(4);
            if let Some(folder) = &keep {
                let file = format!("{name}-{tag}.png");
                harness.render().unwrap().save(folder.join(file)).unwrap();
            }
        }
    }
}
