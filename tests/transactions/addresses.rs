//! Coin addresses: those in use, a new one, another in place of one, QR codes.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::Event;
use tcdx_desk::desk::Told;
use tcdx_desk::desk::effect::{PictureSource, ReportTask};
use tcdx_desk::desk::state::{Modal, ReportTab};
use tcdx_desk::domain::report::Content;
use tcdx_desk::domain::{Lang, ReportField as F, ReportKind};

use super::kit::*;
use crate::queue::bench::Window;

fn addresses() -> Window {
    let mut window = window(Lang::En, ReportTab::Addresses, lines());
    window.type_into(FIELD, "Customer", "budi");
    window.click(Role::Button, "Budi Santoso");
    window.effects();
    window
}

/// True if the dialog itself says this, not the screen behind it: the dialog comes after it.
fn is_named(window: &Window, text: &str) -> bool {
    let dialog = window.harness.get_by_role(Role::Dialog);
    let found = dialog.query_all_by_label(text).count();
    found > 0
}

#[test]
fn those_in_use_and_what_was_sent_are_shown() {
    let window = addresses();
    // The one that took the place of another is in use; both were sent.
    window.see(OTHER);
    window.see("Changed address · ETH · Reported");
    window.see("New address · ETH · Reported");
    // The whole of each can be taken from here.
    for address in [ADDRESS, OTHER] {
        let mut window = addresses();
        let name = format!("Copy {address}");
        let button = window.harness.get_by_role_and_label(Role::Button, &name);
        button.click();
        window.harness.step();
        let copied = window.harness.output().platform_output.commands.iter().any(
            |command| matches!(command, egui::OutputCommand::CopyText(text) if text == address),
        );
        assert!(copied, "{address}");
    }
}

#[test]
fn another_address_shows_both_and_asks_once_more() {
    let mut window = addresses();
    window.click(Role::Button, "Change the address for ETH");
    assert_eq!(
        window.desk().state.modal,
        Some(Modal::Address(ReportKind::UpdateAddress))
    );
    window.type_into(FIELD, "Address", ADDRESS);
    window.click(Role::Button, "Compare…");
    assert!(
        reported(&window).is_none(),
        "nothing goes out before it was compared"
    );
    window.see("Address before");
    window.see("Address from now on");
    window.see("Compare every character of the new address");
    for named in ["Budi Santoso", "ETH"] {
        assert!(is_named(&window, named), "{named}");
    }
    window.see(OTHER);
    window.see(ADDRESS);
    window.click(Role::Button, "Replace the address");
    let (_, report, _) = reported(&window).expect("a report");
    assert_eq!(report.user_id, user());
    assert_eq!(report.content, address("ETH", ADDRESS, Some(OTHER)));
}

#[test]
fn back_from_comparing_keeps_what_was_typed() {
    let mut window = addresses();
    window.click(Role::Button, "Change the address for ETH");
    window.type_into(FIELD, "Address", ADDRESS);
    window.click(Role::Button, "Compare…");
    window.click(Role::Button, "Back");
    assert!(reported(&window).is_none());
    assert_eq!(
        value(&mut window, ReportKind::UpdateAddress, F::Address),
        ADDRESS
    );
    window
        .harness
        .get_by_role_and_label(Role::Button, "Compare…");
}

#[test]
fn the_address_before_is_no_new_one() {
    let mut window = addresses();
    window.click(Role::Button, "Change the address for ETH");
    window.type_into(FIELD, "Address", OTHER);
    window.click(Role::Button, "Compare…");
    window.click(Role::Button, "Replace the address");
    assert!(reported(&window).is_none());
    window.see("This is the address before");
}

#[test]
fn a_new_one_with_a_flipped_character_is_doubted() {
    let mut window = addresses();
    window.click(Role::Button, "New address…");
    window.type_into(FIELD, "Coin symbol", "eth");
    window.type_into(FIELD, "Address", FLIPPED);
    leave(&mut window);
    window.see("The checksum is wrong");
    let button = window.harness.get_by_role_and_label(Role::Button, "Send");
    assert!(button.accesskit_node().is_disabled());
    window.click(Role::CheckBox, "I have compared it, it is right");
    window.click(Role::Button, "Send");
    let (_, report, _) = reported(&window).expect("a report");
    let Content::CreateAddress { symbol, address } = report.content else {
        panic!("another kind");
    };
    assert_eq!((symbol.as_str(), address.as_str()), ("ETH", FLIPPED));
}

#[test]
fn a_code_is_read_from_a_picture_and_what_is_none_is_told() {
    let mut window = addresses();
    window.click(Role::Button, "New address…");
    window.click(Role::Button, "Paste a QR code");
    let asked = |window: &Window| {
        tasks(window).into_iter().find_map(|task| match task {
            ReportTask::ReadQr {
                request,
                kind: ReportKind::CreateAddress,
                source,
            } => Some((request, source)),
            _ => None,
        })
    };
    let (request, source) = asked(&window).expect("a code is read");
    assert!(matches!(source, PictureSource::Clipboard));
    let kind = ReportKind::CreateAddress;
    let told = Told::new("qr-none").hint("qr-none-hint");
    window.tell(Event::QrRead {
        request,
        kind,
        result: Err(told),
    });
    window.see("No QR code was found");
    // The question grew: only now it is in the middle again.
    window.harness.run();
    window.click(Role::Button, "QR code from a file…");
    let (request, source) = asked(&window).expect("a code is read");
    assert!(matches!(source, PictureSource::Dialog));
    window.tell(Event::QrRead {
        request,
        kind,
        result: Ok(Some(ADDRESS.to_owned())),
    });
    assert_eq!(value(&mut window, kind, F::Address), ADDRESS);
    assert!(!window.sees("No QR code was found"));
}

#[test]
fn an_address_is_shown_as_a_code() {
    let mut window = addresses();
    window.click(Role::Button, "QR code of the address for ETH");
    window.see("QR code of the address");
    for named in ["Budi Santoso", "ETH"] {
        assert!(is_named(&window, named), "{named}");
    }
    assert_eq!(window.desk().state.modal, Some(Modal::Qr(OTHER.to_owned())));
    window.press(egui::Key::Escape);
    assert_eq!(window.desk().state.modal, None);
}
