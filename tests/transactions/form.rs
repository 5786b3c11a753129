//! The form: the customer, the amounts in both notations, what is wrong or doubtful, ids, and what is kept.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::effect::ReportTask;
use tcdx_desk::desk::state::{ReportFault, ReportTab, StoreState};
use tcdx_desk::desk::{Action, Effect, Event, Told};
use tcdx_desk::domain::report::{Content, Direction};
use tcdx_desk::domain::{Lang, Profile, ReportField as F, ReportKind};
use tcdx_desk::store::cases::ReportState;
use uuid::Uuid;

use super::kit::*;
use crate::queue::bench::{Window, job_id, now};

const COMPARED: &str = "I have compared it, it is right";

fn form(lang: Lang) -> Window {
    window(lang, ReportTab::Form, Vec::new())
}

/// Everything but the amount.
fn filled(lang: Lang) -> Window {
    let mut desk = desk(lang, ReportTab::Form, Vec::new());
    let values = [
        (F::OriginBank, "014"),
        (F::OriginAccount, "9988776655"),
        (F::DestinationBank, "009"),
        (F::DestinationAccount, "1122334455"),
    ];
    fill(&mut desk, ReportKind::Fiat, &values.into());
    let window = tall(desk);
    window.effects();
    window
}

fn cabang() -> Profile {
    Profile::live("Cabang", "https://tcdx.example", "key")
}

/// The store tells of the forms that were kept.
fn tell_drafts(window: &mut Window, json: Vec<u8>) {
    let request = window.desk().state.store_request.expect("a store");
    window.tell(Event::ReportDrafts { request, json });
}

/// Types into whatever has the focus.
fn type_text(window: &mut Window, text: &str) {
    window.harness.event(egui::Event::Text(text.to_owned()));
    window.harness.run();
}

fn send(window: &mut Window) {
    window.click(Role::Button, "Report");
}

#[test]
fn a_customer_is_found_by_name_and_what_is_typed_goes_out_digit_for_digit() {
    let mut window = form(Lang::En);
    window.type_into(FIELD, "Customer", "bud");
    window.click(Role::Button, "Budi Santoso");
    assert_eq!(
        value(&mut window, ReportKind::Fiat, F::UserId),
        user().to_string()
    );
    window.see("••••");
    window.click(Role::RadioButton, "Deposit");
    window.type_into(FIELD, "Amount", "1,234,567.891234567891");
    window.see("Read as 1,234,567.891234567891");
    window.type_into(FIELD, "From account", " 99-8877 6655 ");
    window.type_into(FIELD, "To account", "1122334455");
    for (label, typed, bank) in [("From bank", "bca", "014"), ("To bank", "009", "009")] {
        window.click(Role::ComboBox, label);
        type_text(&mut window, typed);
        window.press(egui::Key::Enter);
        let field = if label == "From bank" {
            F::OriginBank
        } else {
            F::DestinationBank
        };
        assert_eq!(value(&mut window, ReportKind::Fiat, field), bank);
    }
    let id = value(&mut window, ReportKind::Fiat, F::TransactionId);
    assert_eq!(Uuid::try_parse(&id).unwrap().get_version_num(), 7);
    // So many digits of a rupiah are looked at twice.
    send(&mut window);
    assert!(reported(&window).is_none());
    window.click(Role::CheckBox, COMPARED);
    send(&mut window);
    let (_, report, replaced) = reported(&window).expect("a report");
    assert_eq!(report.user_id, user());
    assert_eq!(report.date_time, now());
    assert_eq!(replaced, None);
    assert_eq!(
        report.content,
        Content::Fiat {
            currency: "IDR".to_owned(),
            transaction_id: id,
            direction: Direction::Deposit,
            origin_bank: "014".to_owned(),
            origin_account: "9988776655".to_owned(),
            destination_bank: "009".to_owned(),
            destination_account: "1122334455".to_owned(),
            amount: "1234567.891234567891".parse().unwrap(),
        }
    );
}

#[test]
fn amounts_are_read_in_the_notation_of_the_language_or_told_wrong() {
    let forty = "1".repeat(40);
    let cases = [
        (Lang::En, "1,3", "groups thousands here"),
        (Lang::En, "1.3", "Read as 1.3"),
        (Lang::En, "1.234", "Thousandths of a rupiah"),
        (Lang::En, "50000", "Read as 50,000"),
        (Lang::En, "1e5", "Write it out in digits"),
        (Lang::En, "-1", "Without a minus sign"),
        (Lang::En, "0", "More than zero"),
        (Lang::En, &forty, "At most"),
        (Lang::En, "NaN", "Digits only, for example"),
        (Lang::Id, "1,3", "Dibaca 1,3"),
        (Lang::Id, "1.3", "memisahkan ribuan"),
        (Lang::Id, "1.234", "Dibaca 1.234"),
        (Lang::Id, "1e5", "Tulis lengkap dengan angka"),
        (Lang::Id, "-1", "Tanpa tanda minus"),
        (Lang::Id, "0", "Harus lebih dari nol"),
        (Lang::Id, &forty, "Paling banyak"),
        (Lang::Id, "NaN", "Hanya angka, misalnya"),
    ];
    for (lang, typed, said) in cases {
        let mut window = filled(lang);
        let (label, send) = match lang {
            Lang::En => ("Amount", "Report"),
            Lang::Id => ("Nominal", "Laporkan"),
        };
        window.type_into(FIELD, label, typed);
        leave(&mut window);
        assert!(window.sees(said), "{lang:?} {typed}: {said}");
        // Nothing that was typed is lost, and nothing wrong is put into the queue.
        assert!(!value(&mut window, ReportKind::Fiat, F::Amount).is_empty());
        let is_doubted = said.starts_with("Thousandths");
        if is_doubted {
            window.click(Role::CheckBox, COMPARED);
        }
        let is_right = is_doubted || said.starts_with("Read") || said.starts_with("Dibaca");
        let button = window.harness.get_by_role_and_label(Role::Button, send);
        assert_eq!(
            button.accesskit_node().is_disabled(),
            !is_right,
            "{lang:?} {typed}"
        );
        if is_right {
            window.click(Role::Button, send);
            let (_, report, _) = reported(&window).expect("a report");
            let Content::Fiat { amount, .. } = report.content else {
                panic!("another kind");
            };
            let expected = match (lang, typed) {
                (Lang::Id, "1,3") => "1.3",
                (Lang::Id, "1.234") => "1234",
                _ => typed,
            };
            assert_eq!(amount.as_str(), expected);
        }
    }
}

#[test]
fn an_amount_of_coins_that_others_read_otherwise_is_shown_as_it_is_read() {
    for (lang, labels, typed, said, sent) in [
        (
            Lang::En,
            ["Amount", "Report", COMPARED],
            "50.000",
            "Read as 50. If 50000 is meant, write it so",
            "50.000",
        ),
        (
            Lang::Id,
            ["Nominal", "Laporkan", "Sudah saya bandingkan dan benar"],
            "1.500",
            "Dibaca 1500. Bila maksudnya 1,5, tulis seperti itu",
            "1500",
        ),
    ] {
        let mut desk = desk(lang, ReportTab::Form, Vec::new());
        let values = [(F::Symbol, "ETH"), (F::Destination, ADDRESS)];
        fill(&mut desk, ReportKind::Crypto, &values.into());
        let mut window = tall(desk);
        let [amount, report, compared] = labels;
        window.type_into(FIELD, amount, typed);
        leave(&mut window);
        window.see(said);
        window.click(Role::Button, report);
        assert!(reported(&window).is_none(), "a doubt was not kept");
        window.click(Role::CheckBox, compared);
        window.click(Role::Button, report);
        let (_, report, _) = reported(&window).expect("a report");
        let Content::Crypto { amount, .. } = report.content else {
            panic!("another kind");
        };
        assert_eq!(amount.as_str(), sent);
    }
}

#[test]
fn an_empty_form_says_at_each_field_what_is_missing() {
    let mut window = form(Lang::En);
    send(&mut window);
    assert!(reported(&window).is_none());
    for text in ["Fill this in", "fields need to be corrected"] {
        window.see(text);
    }
    // The first of them has the focus: what is typed arrives there.
    let field = window.harness.get_by_role_and_label(FIELD, "Customer");
    assert!(field.is_focused());
}

#[test]
fn a_bank_code_of_two_digits_is_not_taken_and_one_that_is_not_known_is_doubted() {
    let mut window = filled(Lang::En);
    window.type_into(FIELD, "Amount", "5");
    for (typed, taken) in [("14", false), ("999", true)] {
        window.click(Role::ComboBox, "From bank");
        type_text(&mut window, typed);
        if taken {
            window.press(egui::Key::Enter);
        } else {
            window.press(egui::Key::Escape);
        }
        let now = value(&mut window, ReportKind::Fiat, F::OriginBank);
        assert_eq!(now, if taken { "999" } else { "014" });
    }
    window.see("No known bank has this code");
    send(&mut window);
    assert!(reported(&window).is_none(), "a doubt was not kept");
    window.click(Role::CheckBox, COMPARED);
    send(&mut window);
    assert!(reported(&window).is_some());
}

#[test]
fn a_flipped_character_is_doubted_and_an_edit_takes_the_tick_back() {
    let mut desk = desk(Lang::En, ReportTab::Form, Vec::new());
    let values = [(F::Symbol, "ETH"), (F::Amount, "0.1")];
    fill(&mut desk, ReportKind::Crypto, &values.into());
    let mut window = tall(desk);
    window.type_into(FIELD, "To address", FLIPPED);
    leave(&mut window);
    window.see("The checksum is wrong");
    window.click(Role::CheckBox, COMPARED);
    window.type_into(FIELD, "To address", "c");
    leave(&mut window);
    send(&mut window);
    assert!(
        reported(&window).is_none(),
        "the tick was for another address"
    );
}

#[test]
fn the_unit_price_is_shown_and_not_sent() {
    let mut desk = desk(Lang::En, ReportTab::Form, Vec::new());
    let values = [
        (F::BidSymbol, "ETH"),
        (F::Quantity, "4"),
        (F::Price, "50,000"),
        (F::Fee, "0"),
    ];
    fill(&mut desk, ReportKind::Conversion, &values.into());
    let mut window = tall(desk);
    window.see("One ETH at 12,500 IDR");
    send(&mut window);
    let (_, report, _) = reported(&window).expect("a report");
    let Content::Conversion {
        price, quantity, ..
    } = report.content
    else {
        panic!("another kind");
    };
    assert_eq!((price.as_str(), quantity.as_str()), ("50000", "4"));
}

#[test]
fn an_id_that_was_reported_before_is_told_at_its_field_and_nothing_is_lost() {
    let mut window = filled(Lang::En);
    window.type_into(FIELD, "Amount", "5");
    send(&mut window);
    let (request, ..) = reported(&window).unwrap();
    let kind = ReportKind::Fiat;
    window.tell(Event::Reported {
        request,
        kind,
        result: Err(ReportFault::KnownId),
    });
    window.see("This id was reported before");
    assert_eq!(value(&mut window, kind, F::Amount), "5");
    let field = window
        .harness
        .get_by_role_and_label(FIELD, "Transaction id");
    assert!(field.is_focused());
    // Another id: what was said of the one before goes.
    field.type_text("x");
    window.harness.run();
    assert!(!window.sees("This id was reported before"));
    send(&mut window);
    let (request, report, _) = reported(&window).unwrap();
    // Taken: a fresh form for the same customer, with a fresh id, and word of the last one.
    let before = report.own_id().unwrap().to_owned();
    window.tell(Event::ReportsChanged(vec![line(
        1,
        report.content,
        ReportState::Waiting,
    )]));
    window.tell(Event::Reported {
        request,
        kind,
        result: Ok(job_id(1)),
    });
    window.see("Waiting");
    assert_eq!(value(&mut window, kind, F::Amount), "");
    assert_eq!(value(&mut window, kind, F::UserId), user().to_string());
    assert_ne!(value(&mut window, kind, F::TransactionId), before);
}

#[test]
fn a_store_that_fails_is_told_and_nothing_is_lost() {
    let mut window = filled(Lang::En);
    window.type_into(FIELD, "Amount", "5");
    send(&mut window);
    let (request, ..) = reported(&window).unwrap();
    // Asked twice, it is sent once.
    window.tell_action(Action::Report(tcdx_desk::desk::action::ReportAction::Send(
        ReportKind::Fiat,
    )));
    assert!(reported(&window).is_none());
    let told = tcdx_desk::desk::Told::new("error-store-full");
    window.tell(Event::Reported {
        request,
        kind: ReportKind::Fiat,
        result: Err(ReportFault::Store(told)),
    });
    window.see("Not put into the queue");
    assert_eq!(value(&mut window, ReportKind::Fiat, F::Amount), "5");
}

#[test]
fn a_time_in_the_future_is_refused_and_now_is_not() {
    for (typed, said) in [
        ("2026-11-23 07:00:30", None),
        ("2026-11-23 07:02", Some("In the future")),
        ("2026-02-30 07:02", Some("There is no such date or time")),
        ("yesterday", Some("Write date and time as")),
        ("1999-01-01 10:00", Some("Before 2009")),
    ] {
        let mut window = filled(Lang::En);
        window.type_into(FIELD, "Amount", "5");
        window.type_into(FIELD, "Date and time", typed);
        leave(&mut window);
        send(&mut window);
        match said {
            Some(said) => {
                assert!(reported(&window).is_none(), "{typed}");
                window.see(said);
            }
            None => assert!(reported(&window).is_some(), "{typed}"),
        }
    }
}

#[test]
fn what_is_typed_is_kept_and_kinds_do_not_disturb_each_other() {
    let mut window = filled(Lang::En);
    window.type_into(FIELD, "Amount", "5");
    leave(&mut window);
    let kept = tasks(&window)
        .into_iter()
        .rev()
        .find_map(|task| match task {
            ReportTask::KeepDrafts(json) => Some(json),
            _ => None,
        });
    let kept = kept.expect("the forms are kept when a field is left");
    window.click(Role::RadioButton, "Crypto");
    assert_eq!(value(&mut window, ReportKind::Crypto, F::Amount), "");
    window.click(Role::RadioButton, "Fiat");
    assert_eq!(value(&mut window, ReportKind::Fiat, F::Amount), "5");
    // Another start.
    let mut window = form(Lang::En);
    tell_drafts(&mut window, kept);
    assert_eq!(value(&mut window, ReportKind::Fiat, F::Amount), "5");
    assert_eq!(value(&mut window, ReportKind::Fiat, F::OriginBank), "014");
}

#[test]
fn the_same_again_is_doubted() {
    let content = fiat("T-1", Direction::Deposit, "5000");
    let mut desk = desk(
        Lang::En,
        ReportTab::Form,
        vec![line(99, content, ReportState::Reported)],
    );
    let values = [
        (F::Amount, "5,000.00"),
        (F::OriginBank, "014"),
        (F::OriginAccount, "9988776655"),
        (F::DestinationBank, "009"),
        (F::DestinationAccount, "1122334455"),
    ];
    fill(&mut desk, ReportKind::Fiat, &values.into());
    let mut window = tall(desk);
    window.see("The same again");
    window.see("(id T-1) in its id alone");
    send(&mut window);
    assert!(reported(&window).is_none());
    window.click(Role::CheckBox, COMPARED);
    send(&mut window);
    assert!(reported(&window).is_some());
    // Another amount is another transaction.
    window.type_into(FIELD, "Amount", "1");
    assert!(!window.sees("The same again"));
}

#[test]
fn a_form_that_makes_room_or_is_cleared_can_be_brought_back() {
    let mut window = filled(Lang::En);
    window.type_into(FIELD, "Amount", "5");
    window.click(Role::Button, "Clear");
    assert_eq!(value(&mut window, ReportKind::Fiat, F::Amount), "");
    assert_eq!(value(&mut window, ReportKind::Fiat, F::UserId), "");
    window
        .harness
        .get_by_role_and_label(Role::Link, "Bring it back")
        .click();
    window.harness.run();
    assert_eq!(value(&mut window, ReportKind::Fiat, F::Amount), "5");
    assert!(!window.sees("Bring it back"));
    // A correction takes the form, and gives it back when it is sent.
    let refused = line(
        1,
        fiat("T-1", Direction::Deposit, "7"),
        ReportState::Refused,
    );
    window.tell(Event::ReportsChanged(vec![refused]));
    window.tell_action(Action::Report(
        tcdx_desk::desk::action::ReportAction::Correct(job_id(1)),
    ));
    assert_eq!(value(&mut window, ReportKind::Fiat, F::Amount), "7");
    // Both outlive a crash.
    let kept = tasks(&window)
        .into_iter()
        .rev()
        .find_map(|task| match task {
            ReportTask::KeepDrafts(json) => Some(json),
            _ => None,
        });
    let mut other = form(Lang::En);
    tell_drafts(&mut other, kept.unwrap());
    assert_eq!(value(&mut other, ReportKind::Fiat, F::Amount), "7");
    other.see("Bring it back");
    send(&mut window);
    let (request, ..) = reported(&window).unwrap();
    window.tell(Event::Reported {
        request,
        kind: ReportKind::Fiat,
        result: Ok(job_id(2)),
    });
    assert_eq!(value(&mut window, ReportKind::Fiat, F::Amount), "5");
}

#[test]
fn what_is_typed_is_kept_though_nothing_else_happens() {
    let mut window = filled(Lang::En);
    window.type_into(FIELD, "Amount", "5");
    window.effects();
    window.wait(jiff::SignedDuration::from_millis(500));
    let is_kept = |task: &ReportTask| matches!(task, ReportTask::KeepDrafts(json) if String::from_utf8_lossy(json).contains("\"amount\":\"5\""));
    assert!(tasks(&window).iter().any(is_kept));
    // Once.
    window.wait(jiff::SignedDuration::from_secs(5));
    assert!(!tasks(&window).iter().any(is_kept));
}

#[test]
fn another_language_writes_the_amounts_anew() {
    let mut window = filled(Lang::Id);
    window.type_into(FIELD, "Nominal", "5.000");
    window.tell_action(Action::SetLanguage(Lang::En));
    assert_eq!(value(&mut window, ReportKind::Fiat, F::Amount), "5,000");
    window.see("Read as 5,000");
}

#[test]
fn ctrl_enter_reports_and_presses_nothing_else() {
    let mut window = filled(Lang::En);
    window.type_into(FIELD, "Amount", "5");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Onboard")
        .focus();
    window.harness.run();
    let keys = egui::Modifiers::COMMAND;
    window.harness.key_press_modifiers(keys, egui::Key::Enter);
    window.harness.run();
    assert_eq!(
        window.desk().state.screen,
        tcdx_desk::desk::state::Screen::Transactions
    );
    assert!(reported(&window).is_some());
}

#[test]
fn the_customer_stays_when_the_kind_changes() {
    let mut window = filled(Lang::En);
    window.click(Role::RadioButton, "Conversion");
    assert_eq!(
        value(&mut window, ReportKind::Conversion, F::UserId),
        user().to_string()
    );
}

#[test]
fn somebody_who_is_not_registered_is_not_found() {
    let mut window = form(Lang::En);
    window.type_into(FIELD, "Customer", "zzz");
    window.see("No registered customer is found by this");
}

#[test]
fn a_customer_is_found_by_mail_and_taken_by_enter() {
    let mut window = form(Lang::En);
    window.type_into(FIELD, "Customer", "budi@mail");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Budi Santoso");
    window.press(egui::Key::Enter);
    let id = value(&mut window, ReportKind::Fiat, F::UserId);
    assert_eq!(id, user().to_string());
}

#[test]
fn forms_of_a_store_that_was_left_are_not_taken() {
    let mut window = filled(Lang::En);
    window.type_into(FIELD, "Amount", "5");
    leave(&mut window);
    let json = window.desk().draft.reports.to_json(Lang::En);
    let mut desk = desk(Lang::En, ReportTab::Form, Vec::new());
    let request = desk.state.store_request.expect("a store");
    desk.state.profiles.push(cabang());
    let mut other = tall(desk);
    other.tell_action(Action::SwitchProfile("Cabang".to_owned()));
    other.tell(Event::ReportDrafts { request, json });
    assert_eq!(value(&mut other, ReportKind::Fiat, F::Amount), "");
}

#[test]
fn symbols_that_were_used_are_offered() {
    let mut desk = desk(Lang::En, ReportTab::Form, Vec::new());
    fill(&mut desk, ReportKind::Crypto, &[].into());
    desk.state.reports.symbols = vec!["MATIC".to_owned(), "MANA".to_owned()];
    let mut window = tall(desk);
    window.type_into(FIELD, "Coin symbol", "MA");
    window.press(egui::Key::ArrowDown);
    window.press(egui::Key::Enter);
    let taken = value(&mut window, ReportKind::Crypto, F::Symbol);
    assert!(["MATIC", "MANA"].contains(&taken.as_str()), "{taken}");
}

#[test]
fn another_profile_starts_anew_and_keeps_what_was_typed() {
    let mut desk = desk(Lang::En, ReportTab::Form, lines());
    desk.state.profiles.push(cabang());
    let mut window = tall(desk);
    window.type_into(FIELD, "Amount", "5");
    window.effects();
    window.harness.state_mut().desk.state.reports.unkept = Some(now());
    window.tell_action(Action::SwitchProfile("Cabang".to_owned()));
    let effects = window.effects();
    let kept = effects.iter().position(|effect| match effect {
        Effect::Report(ReportTask::KeepDrafts(json)) => {
            String::from_utf8_lossy(json).contains("\"amount\":\"5\"")
        }
        _ => false,
    });
    let opened = effects
        .iter()
        .position(|effect| matches!(effect, Effect::OpenStore { .. }));
    assert!(kept.is_some() && kept < opened, "{effects:?}");
    assert_eq!(value(&mut window, ReportKind::Fiat, F::Amount), "");
    assert!(window.desk().state.reports.ledger.all().next().is_none());
}

#[test]
fn one_without_an_answer_is_not_to_be_reported_again() {
    for (lang, words, name) in [
        (
            Lang::En,
            "Do not report it again",
            "Budi Santoso · Withdrawal",
        ),
        (Lang::Id, "Jangan laporkan lagi", "Budi Santoso · Penarikan"),
    ] {
        let mut window = filled(lang);
        let mut row = line(3, crypto("T-3", "0.1"), ReportState::Unconfirmed);
        let told = Told::new("error-html").hint("error-html-hint");
        row.told = Some(told.retryable().to_json());
        window.tell(Event::ReportsChanged(vec![row]));
        let forms = &mut window.harness.state_mut().desk.state.reports.forms;
        forms.entry(ReportKind::Fiat).or_default().last = Some(job_id(3));
        window.harness.run();
        window.see(words);
        window.see(name);
        // What the network's words advise would report it twice.
        let advice = window.desk().state.settings.language.map(|lang| {
            tcdx_desk::text::of(lang)
                .get("error-html-hint")
                .into_owned()
        });
        assert!(!window.sees(&advice.expect("a language")));
    }
}

#[test]
fn the_amounts_of_a_conversion_name_their_coin() {
    let mut desk = desk(Lang::En, ReportTab::Form, Vec::new());
    let values = [(F::BidSymbol, "btc"), (F::AskSymbol, "IDR")];
    fill(&mut desk, ReportKind::Conversion, &values.into());
    let window = tall(desk);
    window.see("Amount executed, BTC");
    window.see("Total price, IDR");
    window.see("Buy (bid)");
    window.see("Sell (ask)");
}

#[test]
fn the_way_to_the_tick_is_a_link_where_it_is_out_of_sight() {
    let mut desk = desk(Lang::En, ReportTab::Form, Vec::new());
    let values = [
        (F::Amount, "50000"),
        (F::OriginBank, "999"),
        (F::OriginAccount, "9988776655"),
        (F::DestinationBank, "009"),
        (F::DestinationAccount, "1122334455"),
    ];
    fill(&mut desk, ReportKind::Fiat, &values.into());
    let mut window = Window::sized(desk, [1280.0, 800.0], egui::Theme::Light);
    let tick = |window: &Window| {
        let tick = window
            .harness
            .get_by_role_and_label(Role::CheckBox, COMPARED);
        (tick.rect().bottom(), tick.is_focused())
    };
    let footer = 800.0 - tcdx_desk::ui::theme::size::FOOTER;
    assert!(tick(&window).0 > footer, "it is below the fold");
    let words = "Compare what looks doubtful, then tick the box";
    window.click(Role::Link, words);
    window.harness.run();
    let (bottom, is_focused) = tick(&window);
    assert!(is_focused && bottom < footer, "{bottom}");
    window.press(egui::Key::Space);
    assert!(!window.sees(words));
}

#[test]
fn nothing_takes_the_place_of_forms_that_are_not_read_yet() {
    let mut desk = desk(Lang::En, ReportTab::Form, Vec::new());
    let store = desk.state.store.clone();
    let request = desk.state.store_request.expect("a store");
    desk.state.store = StoreState::Opening(request);
    fill(&mut desk, ReportKind::Fiat, &[(F::Amount, "5")].into());
    // A language that was changed meanwhile has written it anew.
    desk.state.reports.unkept = Some(now());
    let mut window = tall(desk);
    window.wait(jiff::SignedDuration::from_secs(5));
    let keeps = |window: &Window| {
        let is_kept = |task: &ReportTask| matches!(task, ReportTask::KeepDrafts(_));
        tasks(window).iter().any(is_kept)
    };
    assert!(!keeps(&window));
    let StoreState::Open(kind) = store else {
        panic!("the desk of the tests has a store");
    };
    let result = Ok(kind);
    window.tell(Event::StoreOpened { request, result });
    window.wait(jiff::SignedDuration::from_secs(1));
    assert!(keeps(&window));
}
