//! The searchable list, by keyboard and pointer.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tcdx_desk::ui::widgets::{Modal, Picker, PickerItem, TextField};

use super::harness;

fn countries() -> Vec<PickerItem<'static>> {
    vec![
        item("AF", "Afghanistan", "AFG +93"),
        item("AX", "Åland Islands", "ALA +358"),
        item("BR", "Brazil", "BRA +55"),
        item("CI", "Côte d’Ivoire", "CIV +225"),
        item("FR", "France", "FRA +33"),
        item("IN", "India", "IND +91"),
        item("ID", "Indonesia", "IDN +62"),
        item("JP", "Japan", "JPN +81"),
        item("MY", "Malaysia", "MYS +60"),
        item("SG", "Singapore", "SGP +65"),
        item("TH", "Thailand", "THA +66"),
        item("VN", "Viet Nam", "VNM +84"),
    ]
}

const fn item(id: &'static str, text: &'static str, search: &'static str) -> PickerItem<'static> {
    PickerItem {
        id,
        text,
        detail: id,
        search,
    }
}

#[derive(Default)]
struct Chosen {
    country: Option<&'static str>,
    before: String,
    after: String,
    blurred: usize,
}

fn pick(ui: &mut Ui, state: &mut Chosen) {
    let items = countries();
    TextField::new("Before", &mut state.before).show(ui);
    let answer = Picker::new("Nationality", &items, state.country)
        .placeholder("Choose")
        .filter_hint("Name or code")
        .nothing_found("Nothing fits")
        .show(ui);
    if let Some(index) = answer.picked {
        state.country = Some(items[index].id);
    }
    state.blurred += usize::from(answer.blurred);
    TextField::new("After", &mut state.after).show(ui);
}

fn opened(harness: &Harness<'_, Chosen>) -> usize {
    harness.query_all_by_role(Role::ListBoxOption).count()
}

#[test]
fn a_picker_opens_at_a_typed_letter_and_enter_picks_the_best() {
    let mut harness = harness(Chosen::default(), pick);
    harness
        .get_by_role_and_label(Role::ComboBox, "Nationality")
        .focus();
    harness.run();
    assert_eq!(opened(&harness), 0);
    harness.event(egui::Event::Text("i".to_owned()));
    harness.run();
    assert!(opened(&harness) > 0);
    harness.event(egui::Event::Text("ndo".to_owned()));
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, "Indonesia");
    assert!(
        harness
            .query_by_role_and_label(Role::ListBoxOption, "Japan")
            .is_none()
    );
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().country, Some("ID"));
    assert_eq!(opened(&harness), 0);
    let field = harness.get_by_role_and_label(Role::ComboBox, "Nationality");
    assert!(field.is_focused(), "the focus comes back");
    assert_eq!(field.value().as_deref(), Some("Indonesia"));
    assert_eq!(harness.state().blurred, 0, "the list belongs to the field");
}

#[test]
fn a_picker_is_moved_by_arrows_and_closed_by_escape() {
    let mut harness = harness(
        Chosen {
            country: Some("JP"),
            ..Chosen::default()
        },
        pick,
    );
    harness
        .get_by_role_and_label(Role::ComboBox, "Nationality")
        .focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert!(opened(&harness) > 0, "Down opens");
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!((opened(&harness), harness.state().country), (0, Some("JP")));
    assert!(
        harness
            .get_by_role_and_label(Role::ComboBox, "Nationality")
            .is_focused()
    );

    harness.key_press(Key::Space);
    harness.run();
    assert!(opened(&harness) > 0, "Space opens");
    harness.key_press(Key::End);
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, "Viet Nam");
    harness.key_press(Key::Home);
    harness.run();
    harness.key_press(Key::PageDown);
    harness.run();
    harness.key_press(Key::ArrowUp);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().country, Some("ID"), "0 + 7 - 1");
}

#[test]
fn tab_in_a_picker_picks_and_goes_on() {
    let mut harness = harness(Chosen::default(), pick);
    harness
        .get_by_role_and_label(Role::ComboBox, "Nationality")
        .focus();
    harness.run();
    harness.event(egui::Event::Text("sg".to_owned()));
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().country, Some("SG"));
    assert!(
        harness
            .get_by_role_and_label(Role::TextInput, "After")
            .is_focused()
    );
    assert_eq!(harness.state().blurred, 1);

    harness
        .get_by_role_and_label(Role::ComboBox, "Nationality")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(opened(&harness) > 0, "Enter opens");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    harness.run();
    assert_eq!(
        harness.state().country,
        Some("SG"),
        "Tab without a look changes nothing"
    );
    assert!(
        harness
            .get_by_role_and_label(Role::TextInput, "Before")
            .is_focused()
    );
}

#[test]
fn a_picker_is_used_with_the_pointer() {
    let mut harness = harness(Chosen::default(), pick);
    harness
        .get_by_role_and_label(Role::ComboBox, "Nationality")
        .click();
    harness.run();
    harness.event(egui::Event::Text("zzz".to_owned()));
    harness.run();
    harness.get_by_label("Nothing fits");
    for _ in 0..3 {
        harness.key_press(Key::Backspace);
    }
    harness.run();
    harness.event(egui::Event::Text("cote".to_owned()));
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, "Côte d’Ivoire")
        .click();
    harness.run();
    assert_eq!(harness.state().country, Some("CI"));
    harness
        .get_by_role_and_label(Role::ComboBox, "Nationality")
        .click();
    harness.run();
    assert!(opened(&harness) > 0);
    harness
        .get_by_role_and_label(Role::TextInput, "Before")
        .click();
    harness.run();
    assert_eq!(opened(&harness), 0, "a click beside it closes");
}

#[test]
fn a_long_list_draws_only_the_rows_in_view() {
    let names: Vec<(String, String)> = (0..250)
        .map(|n| (format!("{n}"), format!("Country {n:03}")))
        .collect();
    let mut harness = harness(None, move |ui: &mut Ui, state: &mut Option<usize>| {
        let items: Vec<PickerItem<'_>> = names
            .iter()
            .map(|(id, text)| PickerItem {
                id,
                text,
                detail: "",
                search: "",
            })
            .collect();
        let selected = state.map(|index: usize| items[index].id);
        *state = Picker::new("Country", &items, selected)
            .show(ui)
            .picked
            .or(*state);
    });
    harness
        .get_by_role_and_label(Role::ComboBox, "Country")
        .click();
    harness.run();
    let rows = harness.query_all_by_role(Role::ListBoxOption).count();
    assert!((8..=10).contains(&rows), "{rows} rows");
    harness.key_press(Key::End);
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, "Country 249")
        .click();
    harness.run();
    assert_eq!(*harness.state(), Some(249));
    harness
        .get_by_role_and_label(Role::ComboBox, "Country")
        .click();
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, "Country 249");
}

#[test]
fn a_picker_in_a_modal_closes_before_the_modal() {
    #[derive(Default)]
    struct State {
        closed: bool,
        country: Option<&'static str>,
    }
    let mut harness = harness(State::default(), |ui: &mut Ui, state: &mut State| {
        if state.closed {
            return;
        }
        let answer = Modal::new("country", "Country", "Close").show(ui.ctx(), |ui| {
            let items = countries();
            let picked = Picker::new("Nationality", &items, state.country)
                .show(ui)
                .picked;
            if let Some(index) = picked {
                state.country = Some(items[index].id);
            }
        });
        state.closed = answer.close;
    });
    harness.run();
    harness
        .get_by_role_and_label(Role::ComboBox, "Nationality")
        .click();
    harness.run();
    assert!(harness.query_all_by_role(Role::ListBoxOption).count() > 0);
    harness.event(egui::Event::Text("bra".to_owned()));
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.query_all_by_role(Role::ListBoxOption).count(), 0);
    assert!(!harness.state().closed, "Escape closes the list first");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().closed);
}
