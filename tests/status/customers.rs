//! The customers' list: search, filters, keyboard, panel.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::state::{Filter, Screen};
use tcdx_desk::domain::{Field, KycStatus};

use super::bench::{Bench, customer, customers, id, window, with_customers};

fn list() -> Harness<'static, Bench> {
    window(with_customers(customers()))
}

fn selected(window: &Harness<'_, Bench>) -> Option<uuid::Uuid> {
    window.state().app.desk.state.selected
}

fn search(window: &mut Harness<'_, Bench>, text: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    window.get_by_label("Search the customers").type_text(text);
    window.run();
}

#[test]
fn the_search_finds_names_addresses_identities_and_ids_without_case() {
    for (typed, found) in [
        ("sITI", "Siti Nurhaliza, Rejected, 4 min"),
        ("jonathan.lim@", "Jonathan Lim, Pending, 1 h"),
        ("••0006", "Maria Goretti, Approved, 3 h"),
        ("64E60009", "Lestari Ningsih, Approved, 1 d"),
    ] {
        let mut window = list();
        search(&mut window, typed);
        window.get_by_label(found);
        let rows = window.query_all_by_label_contains(", Approved, ");
        let others = rows.filter(|row| row.accesskit_node().label().as_deref() != Some(found));
        assert_eq!(others.count(), 0, "{typed}");
    }
}

#[test]
fn a_search_that_finds_nothing_says_so_and_can_be_undone() {
    let mut window = list();
    search(&mut window, "nobody");
    window.get_by_label("No customer matches");
    window.get_by_label("Show all").click();
    window.run();
    window.get_by_label("Budi Santoso, Approved, 2 min");
    assert!(window.state().app.desk.draft.search.is_empty());
}

#[test]
fn the_filters_count_and_choose() {
    let mut window = list();
    window.get_by_label("All 12");
    window.get_by_label("Approved 6");
    window.get_by_label("Pending 3");
    window.get_by_label("Rejected 3").click();
    window.run();
    assert_eq!(window.state().app.desk.state.filter, Filter::Rejected);
    window.get_by_label("Yusuf Maulana, Rejected, 1 d");
    assert!(
        window
            .query_by_label("Budi Santoso, Approved, 2 min")
            .is_none()
    );
}

#[test]
fn the_list_works_by_keyboard_alone() {
    let mut window = list();
    search(&mut window, "");
    window.key_press(Key::ArrowDown);
    window.run();
    assert!(
        window
            .get_by_label("Budi Santoso, Approved, 2 min")
            .is_focused()
    );
    window.key_press(Key::ArrowDown);
    window.run();
    assert!(
        window
            .get_by_label("Siti Nurhaliza, Rejected, 4 min")
            .is_focused()
    );
    assert_eq!(selected(&window), None, "moving opens nothing");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(selected(&window), Some(id(2)));
    window.get_by_label("Rejected Selfie blurred");
    window.key_press(Key::ArrowUp);
    window.run();
    assert_eq!(selected(&window), Some(id(1)), "an open panel follows");
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(selected(&window), None);
    window.key_press(Key::ArrowUp);
    window.run();
}

#[test]
fn escape_clears_the_search_and_then_leaves_it() {
    let mut window = list();
    search(&mut window, "siti");
    assert_eq!(window.state().app.desk.draft.search, "siti");
    window.key_press(Key::Escape);
    window.run();
    assert!(window.state().app.desk.draft.search.is_empty());
    assert!(window.get_by_label("Search the customers").is_focused());
    window.key_press(Key::Escape);
    window.run();
    assert!(!window.get_by_label("Search the customers").is_focused());
}

#[test]
fn tab_leads_from_the_search_over_filters_and_list_to_the_panel() {
    let mut window = list();
    window.get_by_label("Budi Santoso, Approved, 2 min").click();
    window.run();
    search(&mut window, "");
    let stops = [
        "Search the customers",
        "Rejected 3",
        "Budi Santoso, Approved, 2 min",
        "Close the panel",
    ];
    let mut seen = Vec::new();
    for _ in 0..16 {
        let at = stops
            .iter()
            .find(|stop| window.get_by_label(stop).is_focused());
        if let Some(stop) = at
            && !seen.contains(stop)
        {
            seen.push(*stop);
        }
        window.key_press(Key::Tab);
        window.run();
    }
    assert_eq!(seen, stops);
}

#[test]
fn end_goes_to_a_row_that_was_not_drawn() {
    let many = (1..=300)
        .map(|number| {
            customer(
                number,
                &format!("Nasabah {number:03}"),
                KycStatus::Approved,
                120,
            )
        })
        .collect();
    let mut window = window(with_customers(many));
    assert!(
        window
            .query_by_label("Nasabah 300, Approved, 2 min")
            .is_none()
    );
    search(&mut window, "");
    window.key_press(Key::ArrowDown);
    window.run();
    window.key_press(Key::End);
    window.run();
    assert!(
        window
            .get_by_label("Nasabah 300, Approved, 2 min")
            .is_focused()
    );
    window.key_press(Key::Home);
    window.run();
    assert!(
        window
            .get_by_label("Nasabah 001, Approved, 2 min")
            .is_focused()
    );
}

#[test]
fn a_click_opens_the_panel_and_the_cross_closes_it() {
    let mut window = list();
    window.get_by_label("Ahmad Fauzi, Pending, 11 min").click();
    window.run();
    assert_eq!(selected(&window), Some(id(3)));
    window.get_by_label("ace50048-759a-5de5-8e7a-3f7c64e60003");
    window.get_by_label("Asked 4 s ago, again in 11 s");
    window.get_by_label("Close the panel").click();
    window.run();
    assert_eq!(selected(&window), None);
}

#[test]
fn an_empty_list_leads_to_the_form() {
    let mut window = window(with_customers(Vec::new()));
    window.get_by_label("No customers yet");
    let mut buttons = window.query_all_by_label("New customer");
    buttons.next().unwrap().click();
    drop(buttons);
    window.run();
    assert_eq!(window.state().app.desk.state.screen, Screen::Onboard);
}

#[test]
fn a_form_that_was_begun_is_kept() {
    let mut desk = with_customers(customers());
    desk.draft.form.set(Field::Name, "Putri Ayu");
    let mut window = window(desk);
    window.get_by_label("Back to the form").click();
    window.run();
    assert_eq!(
        window.state().app.desk.draft.form.get(Field::Name),
        "Putri Ayu"
    );
}

#[test]
fn a_customer_that_the_server_has_not_told_of_yet_is_listed() {
    let mut unknown = customer(1, "", KycStatus::Pending, 120);
    unknown.name = None;
    unknown.id_masked = None;
    unknown.status = None;
    unknown.since = None;
    let window = window(with_customers(vec![unknown]));
    window.get_by_label("Customer ace50048, Not known yet, 2 min");
}
