//! What the controls do, found as a screen reader finds them.

use super::harness;
use egui::accesskit::{Invalid, Role, Toggled};
use egui::{Id, Key, Modifiers, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::ui::icons::Icon;
use tcdx_desk::ui::theme;
use tcdx_desk::ui::widgets::{
    Button, Checkbox, CopyText, EmptyState, GestureTile, IconButton, Link, Message, Modal, NavItem,
    Pill, ProgressBar, RailItem, RailState, Segmented, TextField, Toast, ToastAnswer, forget_typed,
    modal_footer, toasts,
};

/// Whether the control of this name is marked as wrong for a screen reader.
fn invalid<S>(harness: &Harness<'_, S>, name: &str) -> bool {
    let node = harness.get_by_label(name).accesskit_node();
    node.data().invalid() == Some(Invalid::True)
}

#[derive(Default)]
struct Typed {
    name: String,
    place: String,
    blurred: Vec<&'static str>,
    submitted: usize,
    action: Option<usize>,
    error: bool,
}

fn form(ui: &mut Ui, state: &mut Typed) {
    let message = if state.error {
        Message::Error("Full name is missing")
    } else {
        Message::Helper("As on the card")
    };
    let name = TextField::new("Full name", &mut state.name)
        .id(Id::unique("name"))
        .message(message)
        .show(ui);
    let place = TextField::new("Place of birth", &mut state.place)
        .message(Message::Warning {
            text: "The card says Sidoarjo",
            actions: &["Use it", "Keep…"],
        })
        .show(ui);
    for (field, answer) in [("name", name), ("place", place)] {
        if answer.blurred {
            state.blurred.push(field);
        }
        state.submitted += usize::from(answer.submitted);
        state.action = answer.action.or(state.action);
    }
}

#[test]
fn a_text_field_is_named_by_its_label_and_tells_once_that_it_was_left() {
    let mut harness = harness(Typed::default(), form);
    harness
        .get_by_role_and_label(Role::TextInput, "Full name")
        .focus();
    harness.run();
    harness.get_by_label("Full name").type_text(" siti  ");
    harness.run();
    assert_eq!(harness.state().name, " siti  ", "the text stays as typed");
    assert!(harness.state().blurred.is_empty());
    harness.key_press(Key::Tab);
    harness.run();
    harness.run();
    assert_eq!(harness.state().blurred, ["name"]);
    assert!(
        harness
            .get_by_role_and_label(Role::TextInput, "Place of birth")
            .is_focused()
    );
    harness.get_by_label("Place of birth").type_text("Sidoarjo");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().submitted, 1);
    assert_eq!(harness.state().blurred, ["name", "place"]);
}

#[test]
fn a_focus_requested_after_drawing_still_reaches_the_field() {
    let mut harness = harness(Typed::default(), form);
    harness
        .ctx
        .memory_mut(|memory| memory.request_focus(Id::unique("name")));
    harness.run();
    harness.event(egui::Event::Text("Budi".to_owned()));
    harness.run();
    assert_eq!(harness.state().name, "Budi");
}

#[test]
fn a_message_takes_its_reserved_line_and_marks_the_field() {
    let mut harness = harness(Typed::default(), form);
    let below = harness
        .get_by_role_and_label(Role::TextInput, "Place of birth")
        .rect();
    assert!(!invalid(&harness, "Full name"));
    harness.state_mut().error = true;
    harness.run();
    harness.get_by_label("Full name is missing");
    assert!(invalid(&harness, "Full name"));
    assert_eq!(
        harness
            .get_by_role_and_label(Role::TextInput, "Place of birth")
            .rect(),
        below,
        "nothing jumps"
    );
    harness.get_by_role_and_label(Role::Link, "Keep…").click();
    harness.run();
    assert_eq!(harness.state().action, Some(1));
}

#[test]
fn a_secret_is_shown_as_dots_and_forgotten() {
    let id = Id::unique("secret");
    let mut harness = harness(
        (String::new(), 0),
        move |ui: &mut Ui, state: &mut (String, usize)| {
            let answer = TextField::new("API secret", &mut state.0)
                .id(id)
                .password(true)
                .trailing_button(Icon::EYE, "Show the secret")
                .show(ui);
            state.1 += usize::from(answer.trailing_clicked);
        },
    );
    harness.get_by_label("API secret").focus();
    harness.run();
    harness.get_by_label("API secret").type_text("hunter2");
    harness.run();
    assert_eq!(harness.state().0, "hunter2");
    let shown = harness
        .get_by_label("API secret")
        .value()
        .unwrap_or_default();
    assert!(!shown.contains("hunter2"), "{shown}");
    harness.get_by_label("Show the secret").click();
    harness.run();
    assert_eq!(harness.state().1, 1);
    harness.state_mut().0.clear();
    forget_typed(&harness.ctx, id);
    harness.get_by_label("API secret").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(harness.state().0, "", "undo brings nothing back");
}

#[test]
fn buttons_are_clicked_by_pointer_and_keys_unless_disabled() {
    #[derive(Default)]
    struct Clicks {
        send: usize,
        continued: usize,
        close: usize,
        reason: Option<&'static str>,
    }
    let mut harness = harness(Clicks::default(), |ui: &mut Ui, state: &mut Clicks| {
        state.send += usize::from(
            Button::primary("Send")
                .shortcut("Ctrl Enter")
                .show(ui)
                .clicked(),
        );
        let button = Button::secondary("Continue")
            .icon_right(Icon::ARROW_RIGHT)
            .disabled(state.reason);
        state.continued += usize::from(button.show(ui).clicked());
        state.close += usize::from(IconButton::new(Icon::X, "Close").show(ui).clicked());
    });
    harness.get_by_role_and_label(Role::Button, "Send").click();
    harness.run();
    harness.get_by_label("Send").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().send, 3);
    harness.get_by_label("Continue").click();
    harness.get_by_label("Close").click();
    harness.run();
    assert_eq!((harness.state().continued, harness.state().close), (1, 1));

    harness.state_mut().reason = Some("2 problems are open");
    harness.run();
    assert!(
        harness
            .get_by_label("Continue")
            .accesskit_node()
            .is_disabled()
    );
    harness.get_by_label("Continue").click();
    harness.run();
    assert_eq!(harness.state().continued, 1);
    harness.get_by_label("Continue").hover();
    harness.run();
    harness.run();
    assert!(
        harness.query_by_label("2 problems are open").is_some(),
        "the tooltip says why"
    );
}

#[test]
fn segments_are_radio_buttons_moved_by_arrows_in_one_tab_stop() {
    #[derive(Default)]
    struct State {
        gender: Option<usize>,
        after: String,
    }
    let mut harness = harness(State::default(), |ui: &mut Ui, state: &mut State| {
        let answer = Segmented::new("Gender", &["Female", "Male"], state.gender).show(ui);
        state.gender = answer.picked.or(state.gender);
        TextField::new("After", &mut state.after).show(ui);
    });
    harness
        .get_by_role_and_label(Role::RadioGroup, "Gender")
        .focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().gender, Some(0));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().gender, Some(1));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().gender, Some(1), "it stops at the end");
    let male = harness.get_by_role_and_label(Role::RadioButton, "Male");
    assert_eq!(male.accesskit_node().toggled(), Some(Toggled::True));
    harness
        .get_by_role_and_label(Role::RadioButton, "Female")
        .click();
    harness.run();
    assert_eq!(harness.state().gender, Some(0));
    harness.key_press(Key::Tab);
    harness.run();
    assert!(
        harness
            .get_by_role_and_label(Role::TextInput, "After")
            .is_focused()
    );
}

#[test]
fn a_checkbox_is_ticked_by_its_words_and_by_space() {
    let mut harness = harness(false, |ui: &mut Ui, state: &mut bool| {
        Checkbox::new(state, "The customer agrees")
            .error(Some("The consent is missing"))
            .show(ui);
    });
    harness
        .get_by_role_and_label(Role::CheckBox, "The customer agrees")
        .click();
    harness.run();
    assert!(*harness.state());
    harness.get_by_label("The customer agrees").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert!(!*harness.state());
    assert!(invalid(&harness, "The customer agrees"));
}

#[derive(Default)]
struct Dialog {
    open: bool,
    reason: String,
    opener_clicks: usize,
    kept: bool,
}

fn dialog(ui: &mut Ui, state: &mut Dialog) {
    if Button::secondary("Keep…").show(ui).clicked() {
        state.open = true;
        state.opener_clicks += 1;
    }
    if state.open {
        let answer = Modal::new("keep", "Keep the birth date", "Close").show(ui.ctx(), |ui| {
            TextField::new("Reason", &mut state.reason).show(ui);
            modal_footer(ui, |ui| {
                let keep = Button::primary("Keep it").show(ui).clicked();
                let cancel = Button::secondary("Cancel").show(ui).clicked();
                (keep, cancel)
            })
        });
        let (keep, cancel) = answer.inner;
        state.kept |= keep;
        if answer.close || keep || cancel {
            state.open = false;
        }
    }
}

#[test]
fn a_modal_takes_the_focus_once_and_gives_it_back() {
    let mut harness = harness(Dialog::default(), dialog);
    harness.get_by_label("Keep…").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().open);
    harness.get_by_role_and_label(Role::Dialog, "Keep the birth date");
    assert!(
        harness
            .get_by_role_and_label(Role::TextInput, "Reason")
            .is_focused()
    );
    harness.event(egui::Event::Text("court order".to_owned()));
    harness.run();
    assert_eq!(
        harness.state().reason,
        "court order",
        "the focus is asked for once, typing works"
    );
    harness.get_by_label("Keep…").click();
    harness.run();
    assert_eq!(
        harness.state().opener_clicks,
        1,
        "what is behind cannot be clicked"
    );
    harness.state_mut().open = true;
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    harness.run();
    assert!(!harness.state().open && !harness.state().kept);
    assert!(
        harness.get_by_label("Keep…").is_focused(),
        "the focus goes back"
    );
}

#[test]
fn the_rest_has_names_roles_and_values() {
    #[derive(Default)]
    struct State {
        toast: Option<(usize, ToastAnswer)>,
        nav: bool,
        rail: bool,
        empty: bool,
        tile: bool,
        link: bool,
    }
    let mut harness = harness(State::default(), |ui: &mut Ui, state: &mut State| {
        state.nav |= NavItem::new(Icon::USERS, "Customers")
            .count("1,284")
            .selected(true)
            .show(ui)
            .clicked();
        state.rail |= RailItem::new(RailState::Problems(2), "Contact")
            .state_name("2 problems")
            .show(ui)
            .clicked();
        Pill::new(theme::Tone::Success, "Approved").show(ui);
        ProgressBar::new(0.62, "Sending")
            .left("2.9 of 4.6 MB")
            .show(ui);
        state.tile |= GestureTile::new(6, "Open mouth").show(ui).clicked();
        state.link |= Link::new("More").show(ui).clicked();
        CopyText::new("ace50048", "Copy the id").show(ui);
        state.empty |= EmptyState::new(Icon::USERS, "No customers yet", "They appear here")
            .button("New customer")
            .show(ui);
        let list = [Toast {
            tone: theme::Tone::Success,
            text: "Draft saved",
            action: Some("Undo"),
        }];
        state.toast = toasts(ui.ctx(), "Close", &list).or(state.toast);
    });
    harness.run();
    let nav = harness.get_by_role_and_label(Role::Button, "Customers");
    assert_eq!(nav.accesskit_node().toggled(), Some(Toggled::True));
    nav.click();
    harness
        .get_by_role_and_label(Role::Button, "Contact")
        .click();
    harness
        .get_by_role_and_label(Role::Button, "6 Open mouth")
        .click();
    harness.get_by_role_and_label(Role::Link, "More").click();
    harness
        .get_by_role_and_label(Role::Button, "New customer")
        .click();
    let bar = harness.get_by_role_and_label(Role::ProgressIndicator, "Sending");
    assert_eq!(bar.accesskit_node().numeric_value(), Some(62.0));
    harness.get_by_label("Approved");
    harness.run();
    harness.get_by_role_and_label(Role::Link, "Undo").click();
    harness.run();
    assert_eq!(harness.state().toast, Some((0, ToastAnswer::Action)));
    let state = harness.state();
    assert!(state.nav && state.rail && state.tile && state.link && state.empty);
    harness.get_by_label("Copy the id").click();
    harness.step();
    let copied = harness.output().platform_output.commands.iter().any(
        |command| matches!(command, egui::OutputCommand::CopyText(text) if text == "ace50048"),
    );
    assert!(copied);
}
