//! What the list shows, and what its controls do.

use egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::Event;
use tcdx_desk::desk::effect::CaseTask;
use tcdx_desk::desk::state::{Column, Modal, Screen, View};
use tcdx_desk::domain::Stage;

use super::kit::{
    Window, changed, click, desk, id, list, listed, open, row, rows, tasks, user_id, window,
};

fn search(window: &mut Window, text: &str) {
    window.get_by_label("Search the customers").focus();
    window.run();
    window.get_by_label("Search the customers").type_text(text);
    window.run();
}

#[test]
fn the_search_finds_every_spelling() {
    for (typed, found) in [
        ("sITI", "Siti Nurhaliza"),
        ("nurhaliza siti", "Siti Nurhaliza"),
        ("jonathan.lim@", "Jonathan Lim"),
        ("3515 1445 0868 0007", "Maria Goretti"),
        ("3515••••••••0007", "Maria Goretti"),
        ("0812-34500005", "Jonathan Lim"),
        ("64E6000a", "Lestari Ningsih"),
        ("ace50048-759a-5de5-8e7a-3f7c64e60002", "Siti Nurhaliza"),
    ] {
        let mut window = list();
        search(&mut window, typed);
        assert_eq!(listed(&window), [found], "{typed}");
    }
}

#[test]
fn a_search_that_finds_nothing_says_so_and_can_be_undone() {
    let mut window = list();
    click(&mut window, "Pending 4");
    search(&mut window, "nobody");
    window.get_by_label("No customer matches");
    click(&mut window, "Show all");
    window.get_by_label("Budi Santoso, Approved, 2 min");
    assert!(window.state().app.desk.draft.search.is_empty());
    assert_eq!(listed(&window).len(), 12);
}

#[test]
fn the_views_count_and_choose() {
    let mut window = list();
    for chip in [
        "All 12",
        "Pending 4",
        "Rejected 2",
        "Approved 4",
        "Needs me 3",
    ] {
        window.get_by_label(chip);
    }
    click(&mut window, "Needs me 3");
    assert_eq!(
        listed(&window),
        ["Siti Nurhaliza", "Made Wirawan", "Tono Wijaya"]
    );
    click(&mut window, "More");
    for entry in ["Drafts 1", "On hold 1", "At level 2 1", "Erased 0"] {
        window.get_by_label(entry);
    }
    click(&mut window, "Pending over 24 h 1");
    assert_eq!(listed(&window), ["Grace Tambunan"]);
    window.get_by_label("Pending over 24 h 1");
    // A change counts at once.
    let mut mended = row(12, "Grace Tambunan", Stage::Approved, 0);
    mended.is_unread = true;
    changed(&mut window, mended);
    window.get_by_label("Approved 5");
    window.get_by_label("Nobody is in this view");
}

#[test]
fn the_view_stays_when_another_screen_was_shown() {
    let mut window = list();
    click(&mut window, "Rejected 2");
    click(&mut window, "Sort by Customer");
    click(&mut window, "Settings");
    click(&mut window, "Customers");
    assert_eq!(listed(&window), ["Siti Nurhaliza", "Tono Wijaya"]);
    let cases = &window.state().app.desk.state.cases;
    assert_eq!(cases.view(), View::Rejected);
    assert_eq!(cases.sort().column, Column::Name);
}

#[test]
fn a_head_sorts_and_tells_its_direction() {
    let mut window = list();
    click(&mut window, "Sort by Customer");
    assert_eq!(listed(&window)[..2], ["Ahmad Fauzi", "Budi Santoso"]);
    let node = window.get_by_label("Sort by Customer");
    assert_eq!(
        node.accesskit_node().data().sort_direction(),
        Some(egui::accesskit::SortDirection::Ascending)
    );
    click(&mut window, "Sort by Customer");
    assert_eq!(listed(&window)[..2], ["Yusuf Maulana", "Tono Wijaya"]);
    click(&mut window, "Order: Customer");
    click(&mut window, "Reason");
    assert_eq!(listed(&window)[..2], ["Tono Wijaya", "Siti Nurhaliza"]);
}

#[test]
fn filters_narrow_the_view() {
    let mut window = list();
    click(&mut window, "Filter");
    // The rows name her as well.
    let dewi = window.get_by_role_and_label(egui::Role::Button, "Dewi K.");
    dewi.click();
    window.run();
    assert_eq!(
        listed(&window),
        [
            "Budi Santoso",
            "Made Wirawan",
            "Maria Goretti",
            "Lestari Ningsih"
        ]
    );
    click(&mut window, "Level 2");
    assert!(listed(&window).is_empty());
    click(&mut window, "Everyone");
    assert_eq!(listed(&window), ["Hendra Gunawan"]);
    window.get_by_label("Filters 1");
    click(&mut window, "Clear the filters");
    click(&mut window, "1 day");
    assert_eq!(listed(&window).len(), 8);
    click(&mut window, "Clear the filters");
    assert_eq!(listed(&window).len(), 12);
}

#[test]
fn a_day_is_typed_and_a_wrong_one_is_told() {
    let mut window = list();
    click(&mut window, "Filter");
    window.get_by_label("Begun on").focus();
    window.run();
    window.get_by_label("Begun on").type_text("2026-13-99");
    window.key_press(Key::Tab);
    window.run();
    window.get_by_label("This is not a date: write it as 2026-11-23");
    assert_eq!(listed(&window).len(), 12);
}

#[test]
fn a_click_opens_the_case_and_it_counts_as_read() {
    let mut window = list();
    click(
        &mut window,
        "Siti Nurhaliza, Rejected, 4 min, not looked at yet",
    );
    assert_eq!(open(&window), Some(2));
    assert!(matches!(tasks(&window)[..], [CaseTask::MarkRead(case)] if case == id(2)));
    click(&mut window, "Ahmad Fauzi, Pending, 11 min");
    assert_eq!(open(&window), Some(3));
    assert!(tasks(&window).is_empty(), "it was read already");
}

#[test]
fn numbers_are_masked_and_reasons_are_told() {
    let window = list();
    window.get_by_label("3515••••••••0002");
    assert!(window.query_by_label_contains("351514450868").is_none());
    window.get_by_label("Selfie blurred");
    window.get_by_label("No answer after sending");
    window.get_by_label("siti.nurhaliza@mail.com");
    window.get_by_label("Level 2 pending");
    window.get_by_label("On hold");
}

#[test]
fn the_export_is_masked_unless_asked_otherwise() {
    let mut window = list();
    click(&mut window, "Rejected 2");
    window.state().notes.take();
    click(&mut window, "Export…");
    window.get_by_label("2 customers, as the list shows them, are written to a CSV file");
    click(&mut window, "Export");
    let asked = tasks(&window);
    let [CaseTask::ExportList { cases, masked }] = &asked[..] else {
        panic!("{asked:?}");
    };
    assert_eq!(cases[..], [id(2), id(11)]);
    assert!(*masked);

    let whole = "With whole identity numbers, e-mail addresses and phone numbers";
    click(&mut window, "Export…");
    click(&mut window, whole);
    click(&mut window, "Cancel");
    assert!(tasks(&window).is_empty());
    click(&mut window, "Export…");
    window.get_by_label("Identity numbers, e-mail addresses and phone numbers are masked");
    click(&mut window, whole);
    click(&mut window, "Export");
    assert!(matches!(
        tasks(&window)[..],
        [CaseTask::ExportList { masked: false, .. }]
    ));
}

#[test]
fn a_customer_is_added_by_user_id() {
    let mut window = list();
    let add = |window: &mut Window, typed: &str| {
        if window.state().app.desk.state.modal != Some(Modal::AddCustomer) {
            click(window, "More to do with the list");
            click(window, "Add by user id…");
        }
        window.get_by_label("User id").focus();
        window.run();
        window.get_by_label("User id").type_text(typed);
        window.run();
        click(window, "Add");
    };
    window.state().notes.take();
    add(&mut window, "ace50048");
    window.get_by_label(
        "This is not a user id: it has 32 digits and letters from a to f, in five groups",
    );
    assert!(tasks(&window).is_empty());
    add(&mut window, "-759a-5de5-8e7a-3f7c64e6fb48");
    let asked = tasks(&window);
    let [CaseTask::AddElsewhere(added)] = asked[..] else {
        panic!("{asked:?}");
    };
    assert_eq!(added.to_string(), "ace50048-759a-5de5-8e7a-3f7c64e6fb48");
    assert_eq!(window.state().app.desk.state.modal, None);

    // One who is listed is opened.
    add(&mut window, &user_id(3).to_string());
    assert_eq!(open(&window), Some(3));
}

#[test]
fn an_empty_list_leads_to_the_form() {
    let mut window = window(desk(Vec::new()));
    window.get_by_label("No customers yet");
    let mut buttons = window.query_all_by_label("New customer");
    buttons.next().unwrap().click();
    drop(buttons);
    window.run();
    assert_eq!(window.state().app.desk.state.screen, Screen::Onboard);
}

#[test]
fn a_list_that_is_being_read_says_how_far_it_is() {
    let mut desk = desk(rows());
    desk.state.cases.is_complete = false;
    let mut reading = super::kit::unsettled(desk);
    reading.get_by_label("Reading the customers, 13 so far");
    reading.get_by_label("Budi Santoso, Approved, 2 min");
    let request = tcdx_desk::desk::effect::RequestId(7_000);
    reading.state_mut().app.desk.state.store_request = Some(request);
    reading.state_mut().app.tell(Event::CasesLoaded {
        request,
        rows: vec![row(14, "Komang Ayu", Stage::Approved, 60)],
        is_complete: true,
    });
    reading.run();
    assert!(
        reading
            .query_by_label_contains("Reading the customers")
            .is_none()
    );
    reading.get_by_label("Komang Ayu, Approved, 1 min");
}

#[test]
fn a_customer_that_the_server_has_not_told_of_yet_is_listed() {
    let mut unknown = row(1, "", Stage::Pending, 120);
    unknown.email.clear();
    unknown.id_number.clear();
    let window = window(desk(vec![unknown]));
    window.get_by_label("Customer ace50048, Pending, 2 min");
}
