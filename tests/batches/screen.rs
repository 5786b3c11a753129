//! The screen of batches: what is asked of the workers, and what is said of rows.

use std::sync::Arc;

use egui::Theme;
use egui::accesskit::Role;
use tcdx_desk::desk::runtime::batches::judged;
use tcdx_desk::desk::state::{BatchNews, BatchTask, Screen, TableSource};
use tcdx_desk::desk::{Effect, Event, Told};
use tcdx_desk::domain::batch::{BatchKind, Column};
use tcdx_desk::domain::{Lang, ThemeChoice};
use tcdx_desk::sheet::Table;
use tcdx_desk::store::cases::BatchId;
use uuid::Uuid;

use super::kit::{customers, money, table};
use crate::queue::bench::{Window, desk};

pub fn window(lang: Lang) -> Window {
    // High enough that nothing has to be scrolled to.
    sized(lang, [1280.0, 2400.0], Theme::Light)
}

fn sized(lang: Lang, size: [f32; 2], theme: Theme) -> Window {
    let mut desk = desk(lang);
    desk.state.screen = Screen::Batches;
    desk.state.settings.theme = match theme {
        Theme::Light => ThemeChoice::Light,
        Theme::Dark => ThemeChoice::Dark,
    };
    let mut window = Window::sized(desk, size, theme);
    answer(&mut window);
    window
}

/// Carries out what was asked for as the workers would, until nothing more is; gives what was put into the queue.
pub fn answer(window: &mut Window) -> Vec<(BatchKind, usize)> {
    let mut queued = Vec::new();
    loop {
        let tasks: Vec<BatchTask> = window
            .effects()
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Batch(task) => Some(task),
                _ => None,
            })
            .collect();
        if tasks.is_empty() {
            return queued;
        }
        for task in tasks {
            let news = match task {
                BatchTask::List(request) => BatchNews::List(request, Vec::new()),
                BatchTask::Judge(request, what) => {
                    BatchNews::Judged(request, Arc::new(judged(&what)))
                }
                BatchTask::Queue(request, what) => {
                    queued.push((what.kind, what.verdict.good));
                    BatchNews::Queued(request, Ok(BatchId(Uuid::from_u128(1))))
                }
                _ => continue,
            };
            window.tell(Event::Batch(news));
        }
    }
}

/// Types the path of a file, which turns out to hold this.
pub fn open(window: &mut Window, lang: Lang, result: Result<Arc<Table>, Told>) {
    let label = match lang {
        Lang::En => "Path of a CSV or XLSX file",
        Lang::Id => "Lokasi berkas CSV atau XLSX",
    };
    window.type_into(Role::TextInput, label, "/tmp/rows.csv");
    window.press(egui::Key::Enter);
    let read = window
        .effects()
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Batch(BatchTask::Read(request, TableSource::File(path))) => {
                assert_eq!(path.to_str(), Some("/tmp/rows.csv"));
                Some(request)
            }
            _ => None,
        });
    let result = result.map(|table| Some(("rows.csv".to_owned(), table)));
    let news = BatchNews::Read(read.expect("a file to read"), result);
    window.tell(Event::Batch(news));
}

#[test]
fn a_file_of_money_is_recognised_judged_and_queued() {
    for (lang, summary, cell, queue) in [
        (
            Lang::En,
            "0 of 3 rows can be sent, 3 cannot",
            "Row 4, destination_bank_code: Three digits, for example 014",
            "Put 0 rows into the queue",
        ),
        (
            Lang::Id,
            "2 dari 3 baris dapat dikirim, 1 tidak",
            "Baris 4, destination_bank_code: Tiga digit, misalnya 014",
            "Masukkan 2 baris ke antrean",
        ),
    ] {
        let mut window = window(lang);
        let csv = money(3)
            .replacen(";014;", ";014_;", 2)
            .replace(";014;", ";14;");
        let csv = csv.replace(";014_;", ";014;");
        open(&mut window, lang, Ok(table(&csv)));
        assert!(answer(&mut window).is_empty());
        // Amounts are in Indonesian notation: in English they are none, and that is told.
        window.see(summary);
        window.see(cell);
        let batch = window.desk().state.batches.open.as_ref().unwrap();
        assert_eq!(batch.kind, BatchKind::Fiat);
        if lang == Lang::En {
            window.see("3 amounts mean something else in another notation");
            window.click(Role::RadioButton, "1.234,56");
            answer(&mut window);
            window.see("2 of 3 rows can be sent, 1 cannot");
            window.click(Role::Button, "Put 2 rows into the queue");
        } else {
            window.click(Role::Button, queue);
        }
        assert_eq!(answer(&mut window), [(BatchKind::Fiat, 2)]);
        assert!(window.desk().state.batches.open.is_none());
    }
}

#[test]
fn a_column_that_was_taken_wrongly_is_changed() {
    let mut window = window(Lang::Id);
    let csv = money(2).replace("amount\n", "nilai_x\n");
    open(&mut window, Lang::Id, Ok(table(&csv)));
    answer(&mut window);
    window.see("Tidak ada kolom untuk Nominal");
    let place = 8;
    let column = Column::Report(tcdx_desk::domain::ReportField::Amount);
    window.tell_action(tcdx_desk::desk::Action::Batch(
        tcdx_desk::desk::state::BatchAction::SetColumn(place, Some(column)),
    ));
    answer(&mut window);
    window.see("2 dari 2 baris dapat dikirim, 0 tidak");
    assert!(!window.sees("Tidak ada kolom untuk Nominal"));
}

#[test]
fn customers_need_their_pictures_and_their_consent() {
    let mut window = window(Lang::En);
    let folder = tempfile::tempdir().unwrap();
    let numbers = ["3515140508680001", "3515140508680002"];
    super::kit::pictures(folder.path(), &numbers);
    for number in numbers {
        for gesture in 3..=8 {
            let from = folder.path().join(format!("{number}_gesture-1.jpg"));
            let to = folder
                .path()
                .join(format!("{number}_gesture-{gesture}.jpg"));
            std::fs::copy(from, to).unwrap();
        }
    }
    open(&mut window, Lang::En, Ok(table(&customers(&numbers))));
    answer(&mut window);
    window.see("0 of 2 rows can be sent, 2 cannot");
    window.see("No picture for Identity card, Selfie with card, Gesture 1");
    let path = folder.path().display().to_string();
    window.type_into(Role::TextInput, "Folder with the pictures", &path);
    window.press(egui::Key::Enter);
    answer(&mut window);
    window.see("2 of 2 rows can be sent, 0 cannot");
    // Nothing goes without the consent of the customers.
    window.see("Confirm the consent of the customers");
    window.click(Role::Button, "Put 2 rows into the queue");
    assert!(answer(&mut window).is_empty());
    let consent =
        "Every customer of this file has agreed to the consent text, and the agreement is kept";
    window.click(Role::CheckBox, consent);
    window.click(Role::Button, "Put 2 rows into the queue");
    assert_eq!(answer(&mut window), [(BatchKind::Register, 2)]);
    // Then they are made.
    let run = window.desk().state.batches.run.unwrap();
    assert_eq!(run.id, BatchId(Uuid::from_u128(1)));
}

#[test]
fn amounts_that_may_be_two_things_are_not_queued_before_a_person_says_which() {
    let mut window = window(Lang::En);
    let csv = "user_id;currency;transaction_id;action;origin_bank_code;origin_account_no;\
               destination_bank_code;destination_account_no;amount;transaction_time;note\n\
               3d956348-2ab0-5328-90f0-44bceab1528c;IDR;T1;deposit;014;12345678;009;87654321;\
               50.000;2026-11-23 06:00;rent\n";
    open(&mut window, Lang::En, Ok(table(csv)));
    answer(&mut window);
    for text in [
        "Row 2 has 50.000: written in the Indonesian way it is 50,000, in the English way 50",
        "Say how the amounts are written",
        "Row 2, amount: Thousandths of a rupiah",
        "One row is about a customer whom this computer does not know",
        "Not sent, though something stands there: note",
    ] {
        window.see(text);
    }
    window.click(Role::Button, "Put one row into the queue");
    assert!(answer(&mut window).is_empty(), "nobody said which it is");
    window.click(Role::RadioButton, "1.234,56");
    answer(&mut window);
    assert!(!window.sees("Thousandths of a rupiah"));
    // The time of the file goes out, not that of the queue.
    let open = window.desk().state.batches.open.as_ref().unwrap();
    let judged = &open.verdict.as_ref().unwrap().judged;
    let Ok(tcdx_desk::domain::batch::Content::Report(report)) = &judged.rows[0].result else {
        panic!("the row cannot be sent");
    };
    assert_ne!(report.date_time, crate::queue::bench::now());
    window.click(Role::Button, "Put one row into the queue");
    assert_eq!(answer(&mut window), [(BatchKind::Fiat, 1)]);
}

#[test]
fn a_batch_without_times_says_whose_time_is_reported() {
    let mut window = window(Lang::En);
    open(&mut window, Lang::En, Ok(table(&money(2))));
    answer(&mut window);
    window.see("No column gives the date and time");
}

#[test]
fn a_file_that_is_no_table_says_what_to_do() {
    let mut window = window(Lang::En);
    let error = tcdx_desk::sheet::SheetError::MergedHeader {
        range: "B1:C1".to_owned(),
    };
    let told = tcdx_desk::desk::explain::sheet(&error);
    open(&mut window, Lang::En, Err(told));
    window.see("The header is merged at B1:C1. Unmerge it. Save it again as CSV (UTF-8) or .xlsx");
    assert!(window.desk().state.batches.open.is_none());
}

/// With `LOOKS_DIR` set, kept to be looked at.
#[test]
fn the_screen_paints_in_both_themes_languages_and_sizes() {
    let csv = "user_id;currency;transaction_id;action;origin_bank_code;origin_account_no;\
               destination_bank_code;destination_account_no;amount;note\n\
               3d956348-2ab0-5328-90f0-44bceab1528c;IDR;T1;deposit;014;12345678;14;87654321;\
               50.000;rent\n\
               3d956348-2ab0-5328-90f0-44bceab1528c;IDR;T1;deposit;999;12345678;009;87654321;\
               1e5;rent\n";
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (lang, theme, size) in [
        (Lang::En, Theme::Light, [1280.0, 800.0]),
        (Lang::Id, Theme::Dark, [1024.0, 700.0]),
        (Lang::Id, Theme::Light, [2560.0, 1440.0]),
    ] {
        let mut window = sized(lang, size, theme);
        let look = |window: &mut Window, name: &str| {
            if let Some(folder) = &keep {
                let image = window.harness.render().unwrap();
                let file = format!("batch-{name}-{}.png", size[0]);
                image.save(folder.join(file)).unwrap();
            }
        };
        look(&mut window, "list");
        open(&mut window, lang, Ok(table(csv)));
        answer(&mut window);
        look(&mut window, "money");
        open_customers(&mut window, lang);
        look(&mut window, "customers");
        assert!(window.desk().state.batches.open.is_some());
    }
}

fn open_customers(window: &mut Window, lang: Lang) {
    let action = tcdx_desk::desk::state::BatchAction::Close;
    window.tell_action(tcdx_desk::desk::Action::Batch(action));
    open(window, lang, Ok(table(&customers(&["3515140508680001"]))));
    answer(window);
}
