//! The queue's screen, by the names of what is on it, in both languages.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use jiff::SignedDuration;
use tcdx_desk::desk::state::{HeldBy, QueueNews, Screen};
use tcdx_desk::desk::{Event, Told};
use tcdx_desk::domain::{Lang, Level2, Stage};
use tcdx_desk::store::cases::{Job, JobState};

use super::bench::{Window, ago, case_id, every_state, job, job_id, news, now, row, with_queue};

#[test]
fn each_state_says_where_it_stands_and_why() {
    let words: [(Lang, [&str; 13]); 2] = [
        (
            Lang::En,
            [
                "Sending 1 of at most 2 at once",
                "Running",
                "Being sent 1",
                "Needs a person 2",
                "Putri Ayu, Registration, Sending",
                "number 1 in line",
                "The server cannot be reached · 2 tries · next try at",
                "in 42 s",
                "4.6 MB of 4.6 MB sent",
                "The server refused it: email is not valid",
                "Siti Nurhaliza, Correction, Refused",
                "Yusuf Maulana, Registration, On hold",
                "Hendra Gunawan, Level 2 documents, Accepted",
            ],
        ),
        (
            Lang::Id,
            [
                "Mengirim 1 dari paling banyak 2 sekaligus",
                "Berjalan",
                "Sedang dikirim 1",
                "Perlu tindakan 2",
                "Putri Ayu, Pendaftaran, Dikirim",
                "urutan 1",
                "2 kali dicoba · dicoba lagi pukul",
                "42 dtk lagi",
                "4,6 MB dari 4,6 MB terkirim",
                "email is not valid",
                "Siti Nurhaliza, Perbaikan, Tidak diterima",
                "Yusuf Maulana, Pendaftaran, Ditahan",
                "Hendra Gunawan, Dokumen level 2, Diterima",
            ],
        ),
    ];
    for (lang, words) in words {
        let window = Window::open(with_queue(lang, news(every_state())));
        for text in words {
            window.see(text);
        }
        let tree = format!("{:?}", window.harness.root());
        for prefix in ["\"queue-", "\"nav-"] {
            assert!(!tree.contains(prefix), "{lang:?} shows a bare id {prefix}");
        }
    }
}

#[test]
fn progress_shows_bytes_and_percent() {
    let mut window = Window::open(with_queue(Lang::En, news(every_state())));
    let value = |window: &Window| {
        let bar = window
            .harness
            .get_by_role_and_label(Role::ProgressIndicator, "Data sent of Putri Ayu");
        bar.accesskit_node().value().unwrap_or_default()
    };
    assert!(
        value(&window).contains("0 B of 4.6 MB · 0 %"),
        "{}",
        value(&window)
    );
    for (sent, said) in [
        (1_200_000, "Uploading 1.2 MB of 4.6 MB · 26 %"),
        (
            4_600_000,
            "Everything is sent, waiting for the answer 4.6 MB of 4.6 MB · 100 %",
        ),
    ] {
        window.tell(Event::SendProgress {
            case: Some(case_id(1)),
            job: job_id(1),
            sent_bytes: sent,
            total_bytes: 4_600_000,
        });
        assert_eq!(value(&window), said);
    }
}

#[test]
fn the_buttons_ask_for_what_mends_each_job() {
    for (lang, retry, more, open) in [
        (
            Lang::En,
            "Try Ahmad Fauzi now",
            "More for Budi Santoso",
            "Take out of the queue",
        ),
        (
            Lang::Id,
            "Coba Ahmad Fauzi sekarang",
            "Pilihan lain untuk Budi Santoso",
            "Keluarkan dari antrean",
        ),
    ] {
        let mut window = Window::open(with_queue(lang, news(every_state())));
        window.click(Role::Button, retry);
        assert_eq!(window.asked(), ["retry 3"]);
        window.click(Role::Button, more);
        window.click(Role::Button, open);
        assert_eq!(window.asked(), ["cancel 2"]);
    }
    let mut window = Window::open(with_queue(Lang::En, news(every_state())));
    for (name, entry, asked) in [
        ("More for Putri Ayu", "Stop sending", "stop 1"),
        ("More for Ahmad Fauzi", "Move to the front", "up 3"),
        ("More for Ahmad Fauzi", "Try now", "retry 3"),
    ] {
        window.click(Role::Button, name);
        // The row's own button is named after its customer, so this is the menu's.
        window.click(Role::Button, entry);
        assert_eq!(window.asked(), [asked]);
    }
    // The first in line is not moved up.
    window.click(Role::Button, "More for Budi Santoso");
    assert!(!window.sees("Move to the front"));
    window.press(Key::Escape);
    window.click(Role::Button, "Decide about Made Wirawan…");
    assert_eq!(window.asked(), ["watch 4"]);
    let state = &window.desk().state;
    assert_eq!(state.screen, Screen::Customers);
    assert_eq!(
        state.open_case.as_ref().map(|open| open.id),
        Some(case_id(4))
    );
    let window = Window::open(with_queue(Lang::En, news(every_state())));
    window.see("Correct Siti Nurhaliza…");
    window.see("Release the hold of Yusuf Maulana");
}

#[test]
fn the_identity_number_stands_first_where_the_end_is_cut_off() {
    let mut window = Window::open(with_queue(Lang::En, news(every_state())));
    let known = row(2, 1, Stage::Ready, Level2::None);
    window.tell(Event::CasesChanged(vec![known]));
    window.see("3515••••••••0002 · Registration");
}

#[test]
fn a_paused_queue_says_so_and_is_resumed() {
    for (lang, pill, pause, resume, why) in [
        (
            Lang::En,
            "Paused",
            "Pause the queue",
            "Resume the queue",
            "goes on when the queue is resumed",
        ),
        (
            Lang::Id,
            "Dijeda",
            "Jeda antrean",
            "Lanjutkan antrean",
            "lanjut setelah antrean dilanjutkan",
        ),
    ] {
        let mut window = Window::open(with_queue(lang, news(every_state())));
        window.click(Role::Button, pause);
        assert_eq!(window.asked(), ["paused true"]);
        let paused = QueueNews {
            is_paused: true,
            ..news(every_state())
        };
        window.tell(Event::QueueChanged(Box::new(paused)));
        window.see(pill);
        window.see(why);
        window.click(Role::Button, resume);
        assert_eq!(window.asked(), ["paused false"]);
        window.press(Key::P);
        assert_eq!(window.asked(), ["paused false"]);
    }
}

#[test]
fn a_fault_that_stopped_everything_is_said_once_with_what_mends_it() {
    for (lang, title, what, settings, again) in [
        (
            Lang::En,
            "A fault stopped all sending",
            "The server did not accept the API key",
            "Open Settings",
            "Try again",
        ),
        (
            Lang::Id,
            "Gangguan menghentikan semua pengiriman",
            "",
            "Buka Pengaturan",
            "Coba lagi",
        ),
    ] {
        let stopped = |told| QueueNews {
            breaker: Some(told),
            ..news(every_state())
        };
        let credentials = Told::new("error-credentials").hint("error-credentials-hint");
        let mut window = Window::open(with_queue(lang, stopped(credentials)));
        window.see(title);
        window.see(what);
        window.click(Role::Link, again);
        assert_eq!(window.asked(), ["close the breaker"]);
        window.click(Role::Link, settings);
        assert_eq!(window.desk().state.screen, Screen::Settings);
        // What Settings cannot mend does not lead there.
        let network = Told::new("error-connect").hint("error-network-hint");
        let window = Window::open(with_queue(lang, stopped(network)));
        assert!(!window.sees(settings));
        window.see(again);
    }
}

#[test]
fn a_queue_that_another_process_sends_says_whose_it_is() {
    for (lang, held, pill, stop) in [
        (
            Lang::En,
            "Another TCDX Desk (process 4123) sends from this store since",
            "Sent from elsewhere",
            "Stop sending",
        ),
        (
            Lang::Id,
            "TCDX Desk lain (proses 4123) mengirim dari penyimpanan ini sejak",
            "Dikirim dari tempat lain",
            "Hentikan pengiriman",
        ),
    ] {
        let elsewhere = QueueNews {
            held_by: Some(HeldBy {
                pid: 4_123,
                since: Some(ago(60)),
            }),
            ..news(every_state())
        };
        let mut window = Window::open(with_queue(lang, elsewhere));
        window.see(held);
        window.see(pill);
        let more = match lang {
            Lang::En => "More for Putri Ayu",
            Lang::Id => "Pilihan lain untuk Putri Ayu",
        };
        window.click(Role::Button, more);
        assert!(
            !window.sees(stop),
            "only the process that sends can stop it"
        );
    }
}

#[test]
fn an_empty_queue_says_what_would_be_in_it() {
    for (lang, text) in [
        (Lang::En, "Nothing in the queue"),
        (Lang::Id, "Antrean kosong"),
    ] {
        Window::open(with_queue(lang, QueueNews::default())).see(text);
    }
}

#[test]
fn the_navigation_counts_what_needs_a_person() {
    for (lang, name) in [(Lang::En, "Queue"), (Lang::Id, "Antrean")] {
        let window = Window::open(with_queue(lang, news(every_state())));
        let node = window.harness.get_by_role_and_label(Role::Button, name);
        let node = node.accesskit_node();
        assert_eq!(node.description().as_deref(), Some("2"));
    }
}

#[test]
fn groups_can_be_shown_alone() {
    let mut window = Window::open(with_queue(Lang::En, news(every_state())));
    window.click(Role::Button, "Needs a person 2");
    window.see("Made Wirawan, Registration");
    assert!(!window.sees("Budi Santoso, Registration"));
    // Its last member goes while it is shown.
    let rest = every_state().into_iter().take(2).collect();
    window.tell(Event::QueueChanged(Box::new(news(rest))));
    window.see("Nothing of this kind");
    window.click(Role::Button, "Show all");
    window.see("Budi Santoso, Registration");
}

#[test]
fn the_keyboard_walks_the_rows_and_enter_opens_the_case() {
    let mut window = Window::open(with_queue(Lang::En, news(every_state())));
    let focused = |window: &Window, name: &str| {
        let mut rows = window.harness.query_all_by_label_contains(name);
        rows.any(|row| row.accesskit_node().role() == Role::ListBoxOption && row.is_focused())
    };
    window.press(Key::J);
    assert!(focused(&window, "Putri Ayu"));
    window.press(Key::J);
    assert!(focused(&window, "Budi Santoso"));
    window.press(Key::ArrowDown);
    assert!(focused(&window, "Ahmad Fauzi"));
    window.press(Key::K);
    assert!(focused(&window, "Budi Santoso"));
    window.press(Key::End);
    assert!(focused(&window, "Hendra Gunawan"));
    window.press(Key::Home);
    window.press(Key::Enter);
    assert_eq!(window.asked(), ["watch 1"]);
    assert_eq!(window.desk().state.screen, Screen::Customers);
}

#[test]
fn of_five_hundred_jobs_only_those_on_the_screen_are_drawn() {
    let jobs: Vec<Job> = (1..=500)
        .map(|number| job(number, &format!("Nasabah {number:03}"), JobState::Waiting))
        .collect();
    let mut window = Window::open(with_queue(Lang::En, news(jobs)));
    let drawn = |window: &Window| {
        let rows = window.harness.query_all_by_label_contains("Nasabah ");
        rows.filter(|row| row.accesskit_node().role() == Role::ListBoxOption)
            .count()
    };
    assert!(drawn(&window) < 25, "{}", drawn(&window));
    window.see("Waiting 500");
    window.press(Key::J);
    window.press(Key::End);
    window.see("Nasabah 500");
    assert!(drawn(&window) < 25, "{}", drawn(&window));
}

#[test]
fn a_countdown_counts_down() {
    let mut window = Window::open(with_queue(Lang::En, news(every_state())));
    window.see("in 42 s");
    window.wait(SignedDuration::from_secs(2));
    window.see("in 40 s");
    let waits = Job {
        next_at: Some(now() + SignedDuration::from_secs(242)),
        ..job(3, "Ahmad Fauzi", JobState::Waiting)
    };
    window.tell(Event::QueueChanged(Box::new(news(vec![waits]))));
    window.see("in 4 min");
}
