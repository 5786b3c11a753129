//! The list by keyboard.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use tcdx_desk::desk::effect::CaseTask;
use tcdx_desk::desk::state::{Screen, View};
use tcdx_desk::desk::{Action, Effect};
use tcdx_desk::domain::Stage;

use super::kit::{Window, changed, click, desk, id, list, listed, open, row, rows, tasks, window};

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

fn search(window: &mut Window, text: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    window.get_by_label("Search the customers").type_text(text);
    window.run();
}

#[test]
fn j_and_k_walk_the_list_and_read_each_case() {
    let mut window = list();
    press(&mut window, Key::J);
    assert_eq!(open(&window), Some(1));
    press(&mut window, Key::J);
    assert_eq!(open(&window), Some(2));
    let asked = window.state().notes.take();
    let loads = asked.iter().filter(|effect| match effect {
        Effect::LoadCase { case, .. } => *case == id(1) || *case == id(2),
        _ => false,
    });
    assert_eq!(loads.count(), 2, "{asked:?}");
    press(&mut window, Key::K);
    assert_eq!(open(&window), Some(1));
    press(&mut window, Key::K);
    assert_eq!(open(&window), Some(1), "the list begins there");
    press(&mut window, Key::ArrowDown);
    assert_eq!(open(&window), Some(2), "arrows do the same");
    press(&mut window, Key::Escape);
    assert_eq!(open(&window), None);
}

#[test]
fn letters_are_text_while_something_is_typed() {
    let mut window = list();
    search(&mut window, "jk");
    press(&mut window, Key::J);
    press(&mut window, Key::R);
    assert_eq!(open(&window), None);
    assert_eq!(window.state().app.desk.state.screen, Screen::Customers);
}

#[test]
fn r_corrects_what_can_be_corrected_and_nothing_else() {
    let mut window = list();
    press(&mut window, Key::J);
    window.state().notes.take();
    press(&mut window, Key::R);
    assert_eq!(
        window.state().app.desk.state.screen,
        Screen::Customers,
        "approved"
    );
    assert!(tasks(&window).is_empty());
    press(&mut window, Key::J);
    press(&mut window, Key::R);
    let steps = tasks(&window);
    assert!(
        steps
            .iter()
            .any(|task| matches!(task, CaseTask::Step(case, ..) if *case == id(2))),
        "{steps:?}"
    );
}

#[test]
fn the_list_works_by_keyboard_alone() {
    let mut window = list();
    search(&mut window, "");
    press(&mut window, Key::ArrowDown);
    let focused = |window: &Window, label: &str| window.get_by_label(label).is_focused();
    assert!(focused(&window, "Budi Santoso, Approved, 2 min"));
    press(&mut window, Key::ArrowDown);
    let siti = "Siti Nurhaliza, Rejected, 4 min, not looked at yet";
    assert!(focused(&window, siti));
    assert_eq!(open(&window), None, "moving opens nothing");
    press(&mut window, Key::Enter);
    assert_eq!(open(&window), Some(2));
    press(&mut window, Key::ArrowUp);
    assert_eq!(open(&window), Some(1), "an open panel follows");
    assert!(focused(&window, "Budi Santoso, Approved, 2 min"));
    press(&mut window, Key::J);
    assert!(focused(&window, siti), "and the focus follows J");
    press(&mut window, Key::Escape);
    assert_eq!(open(&window), None);
}

#[test]
fn enter_on_a_draft_goes_on_with_it() {
    let mut desk = desk(rows());
    desk.state.cases.set_view(View::Drafts);
    let mut window = window(desk);
    search(&mut window, "");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!(window.state().app.desk.state.screen, Screen::Onboard);
    let asked = window.state().notes.take();
    let is_load =
        |effect: &Effect| matches!(effect, Effect::LoadDraft { case, .. } if *case == id(13));
    assert!(asked.iter().any(is_load), "{asked:?}");
}

#[test]
fn escape_clears_the_search_and_then_leaves_it() {
    let mut window = list();
    search(&mut window, "siti");
    assert_eq!(listed(&window), ["Siti Nurhaliza"]);
    press(&mut window, Key::Escape);
    assert!(window.state().app.desk.draft.search.is_empty());
    assert_eq!(listed(&window).len(), 12);
    assert!(window.get_by_label("Search the customers").is_focused());
    press(&mut window, Key::Escape);
    assert!(!window.get_by_label("Search the customers").is_focused());
}

#[test]
fn end_goes_to_a_row_that_was_not_drawn() {
    let many = (1..=300).map(|number| {
        let secs = i64::try_from(number).unwrap();
        row(
            number,
            &format!("Nasabah {number:03}"),
            Stage::Approved,
            7_200 + secs,
        )
    });
    let mut window = window(desk(many.collect()));
    assert!(
        window
            .query_by_label("Nasabah 300, Approved, 2 h")
            .is_none()
    );
    search(&mut window, "");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::End);
    assert!(
        window
            .get_by_label("Nasabah 300, Approved, 2 h")
            .is_focused()
    );
    press(&mut window, Key::Home);
    assert!(
        window
            .get_by_label("Nasabah 001, Approved, 2 h")
            .is_focused()
    );
}

#[test]
fn the_open_case_is_brought_into_view() {
    let many = (1..=300).map(|number| {
        let secs = i64::try_from(number).unwrap();
        row(
            number,
            &format!("Nasabah {number:03}"),
            Stage::Approved,
            7_200 + secs,
        )
    });
    let mut window = window(desk(many.collect()));
    window.state_mut().app.tell(Action::OpenCase(id(200)));
    window.run();
    window.get_by_label("Nasabah 200, Approved, 2 h");
    for _ in 0..30 {
        press(&mut window, Key::J);
    }
    assert_eq!(open(&window), Some(230));
    window.get_by_label("Nasabah 230, Approved, 2 h");
}

#[test]
fn the_next_case_is_the_one_below_even_if_this_one_left_the_view() {
    let mut window = list();
    click(&mut window, "Pending 4");
    assert_eq!(
        listed(&window),
        [
            "Ahmad Fauzi",
            "Jonathan Lim",
            "Yusuf Maulana",
            "Grace Tambunan"
        ]
    );
    press(&mut window, Key::J);
    press(&mut window, Key::J);
    assert_eq!(open(&window), Some(5));
    changed(&mut window, row(5, "Jonathan Lim", Stage::Approved, 0));
    assert_eq!(listed(&window).len(), 3);
    press(&mut window, Key::J);
    assert_eq!(open(&window), Some(9));
    press(&mut window, Key::K);
    assert_eq!(open(&window), Some(3));
}

#[test]
fn tab_leads_from_the_search_over_views_and_list() {
    let mut window = list();
    search(&mut window, "");
    let stops = [
        "Search the customers",
        "Rejected 2",
        "Filter",
        "Order: Newest change",
        "Sort by Status",
        "Budi Santoso, Approved, 2 min",
    ];
    let mut seen = Vec::new();
    for _ in 0..30 {
        let at = stops
            .iter()
            .find(|stop| window.get_by_label(stop).is_focused());
        if let Some(stop) = at
            && !seen.contains(stop)
        {
            seen.push(*stop);
        }
        press(&mut window, Key::Tab);
    }
    assert_eq!(seen, stops);
}
