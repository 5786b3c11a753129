//! The parts of the gallery's page.

use egui::{Id, TextureHandle, Ui};
use tcdx_desk::ui::icons::Icon;
use tcdx_desk::ui::theme::{Tone, space};
use tcdx_desk::ui::widgets::{
    Banner, Button, Card, Checkbox, Chip, CopyText, EmptyState, Fact, GestureTile, IconButton,
    Image, InfoBox, Link, LoadingRow, Message, Picker, PickerItem, PictureSlot, Pill, ProgressBar,
    RailItem, RailState, Segmented, SlotButton, TextField, TimelineRow,
};

use super::gallery::State;

pub const COUNTRIES: [PickerItem<'static>; 4] = [
    item("IN", "India"),
    item("ID", "Indonesia"),
    item("IQ", "Iraq"),
    item("IE", "Ireland"),
];

const fn item(id: &'static str, text: &'static str) -> PickerItem<'static> {
    PickerItem {
        id,
        text,
        detail: id,
        search: "",
    }
}

pub fn rail(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for (state, name, selected) in [
        (RailState::Done, "Identity", true),
        (RailState::Problems(2), "Contact and address", false),
        (RailState::Incomplete, "Occupation", false),
        (RailState::Empty, "Documents", false),
    ] {
        RailItem::new(state, name).selected(selected).show(ui);
    }
}

pub fn form(ui: &mut Ui, state: &mut State) {
    Card::new()
        .title("Identity")
        .subtitle("As printed on the identity card")
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::FIELDS;
            ui.add_space(2.0);
            pair(
                ui,
                |ui| {
                    Segmented::new("Identity document", &["KTP", "Passport"], Some(0)).show(ui);
                },
                |ui| {
                    TextField::new("NIK", &mut state.nik)
                        .id(Id::unique("nik"))
                        .message(Message::Helper("16 digits"))
                        .trailing(Icon::CHECK_CIRCLE_FILL)
                        .show(ui);
                },
            );
            InfoBox::new(
                Icon::IDENTIFICATION_CARD,
                "Jawa Timur · Kabupaten Sidoarjo · Sukodono",
            )
            .detail("Woman, born 5 August 1968, number 0002 of that day")
            .pill(Pill::new(Tone::Warning, "Birth date differs"))
            .show(ui);
            TextField::new("Full name", &mut state.name)
                .message(Message::Helper("As on the card, at most 255 characters"))
                .show(ui);
            pair(
                ui,
                |ui| {
                    Segmented::new("Gender", &["Female", "Male"], Some(0)).show(ui);
                },
                |ui| {
                    TextField::new("Date of birth", &mut state.birth)
                        .trailing(Icon::CALENDAR_BLANK)
                        .message(Message::Warning {
                            text: "The NIK says 1968-08-05.",
                            actions: &["Use it", "Keep…"],
                        })
                        .show(ui);
                },
            );
            pair(
                ui,
                |ui| {
                    TextField::new("Place of birth", &mut state.place).show(ui);
                },
                |ui| {
                    Picker::new("Nationality", &COUNTRIES, Some("ID")).show(ui);
                },
            );
        });
}

fn pair(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        ui.columns_const(|[first, second]| {
            left(first);
            right(second);
        });
    });
}

pub fn documents(ui: &mut Ui, photo: &TextureHandle) {
    let buttons = |name: &'static str| {
        [
            SlotButton {
                icon: Icon::ARROWS_OUT,
                text: "View",
                name,
            },
            SlotButton {
                icon: Icon::CAMERA,
                text: "Retake",
                name: "Retake",
            },
        ]
    };
    pair(
        ui,
        |ui| {
            PictureSlot::new("Identity card")
                .image(Some(Image::of(photo)))
                .pill(Pill::new(Tone::Success, "Good"))
                .message(Tone::Success, "Sharp, evenly lit, four corners in view")
                .size("3.4 MB → 412 KB")
                .buttons(&buttons("View identity card"))
                .show(ui);
        },
        |ui| {
            PictureSlot::new("Selfie with card")
                .image(Some(Image::of(photo)))
                .pill(Pill::new(Tone::Danger, "Retake"))
                .message(
                    Tone::Danger,
                    "Glare covers the card, upper right. Tilt it away from the lamp.",
                )
                .size("2.9 MB → 388 KB")
                .buttons(&buttons("View selfie"))
                .show(ui);
        },
    );
    pair(
        ui,
        |ui| {
            PictureSlot::new("Proof of address")
                .empty("Drop a picture here, paste it or", "Choose…")
                .message(Tone::Neutral, "JPEG or PNG; not older than 3 months")
                .show(ui);
        },
        |ui| {
            PictureSlot::new("Card again")
                .empty("Drop a picture here, paste it or", "Choose…")
                .drop_hover(true)
                .show(ui);
        },
    );
    Card::new()
        .title("Liveness gestures")
        .pill(Pill::new(Tone::Neutral, "Set 5"))
        .aside("5 of 8")
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                for (index, name) in [
                    "Look left",
                    "Look right",
                    "Nod",
                    "Smile",
                    "Blink",
                    "Open mouth",
                    "Thumb up",
                ]
                .into_iter()
                .enumerate()
                {
                    let image = (index < 5).then(|| Image::of(photo));
                    GestureTile::new(index + 1, name)
                        .image(image)
                        .tone((index == 3).then_some(Tone::Danger))
                        .show(ui);
                }
            });
        });
}

pub fn more(ui: &mut Ui, state: &mut State) {
    Card::new().title("Buttons").show(ui, |ui| {
        ui.horizontal(|ui| {
            Button::primary("Send")
                .icon(Icon::PAPER_PLANE_TILT)
                .shortcut("R")
                .show(ui);
            Button::danger("Delete").icon(Icon::TRASH).show(ui);
            Button::primary("Correct")
                .disabled(Some("2 problems are open"))
                .show(ui);
            Button::ghost("Export…")
                .icon(Icon::EXPORT)
                .disabled(Some("Nothing to export"))
                .show(ui);
            Button::secondary("Focused")
                .id(Id::unique("focused"))
                .show(ui);
            IconButton::new(Icon::COPY, "Copy").show(ui);
            IconButton::new(Icon::X, "Close").small().show(ui);
            Link::new("What is this?").show(ui);
        });
        ui.horizontal(|ui| {
            Chip::new("All 1,284").selected(true).show(ui);
            Chip::new("Pending 212").show(ui);
            for (tone, icon, name) in [
                (Tone::Success, Icon::CHECK_CIRCLE_FILL, "Approved"),
                (Tone::Danger, Icon::X_CIRCLE_FILL, "Rejected"),
                (Tone::Info, Icon::CLOCK_FILL, "Pending"),
                (Tone::Warning, Icon::QUESTION_FILL, "Unconfirmed"),
                (Tone::Neutral, Icon::PAUSE_FILL, "On hold"),
            ] {
                Pill::new(tone, name).icon(icon).show(ui);
            }
        });
        Checkbox::new(
            &mut state.consent,
            "The customer has read the conditions and agrees; I have seen the original card",
        )
        .show(ui);
        Checkbox::new(&mut state.agreed, "The customer agrees to the screening")
            .error(Some("Without it nothing can be sent"))
            .show(ui);
    });
}

pub fn aside(ui: &mut Ui, state: &mut State) {
    Card::new()
        .title("Sent")
        .subtitle("11 pictures, 4.6 MB, in 6.2 s")
        .pill_right(Pill::new(Tone::Success, "Accepted").icon(Icon::CHECK))
        .show(ui, |ui| {
            ui.add_space(2.0);
            ProgressBar::new(0.62, "Sending")
                .left("2.9 of 4.6 MB")
                .right("740 KB/s")
                .show(ui);
            LoadingRow::new("Reading the item lists…").show(ui);
            Fact::new("Customer id", "ace50048").show(ui);
            CopyText::new("ace50048-759a-5de5-8e7a-3f7c64e6fb48", "Copy the id").show(ui);
        });
    Card::new().title("What happened").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(8.0);
        TimelineRow::new(Icon::X_CIRCLE, "Rejected: selfie blurred")
            .detail("14:31 · confirmed by status request")
            .tone(Tone::Danger)
            .show(ui);
        TimelineRow::new(Icon::PAPER_PLANE_TILT, "Sent, 4.6 MB in 6 s")
            .detail("14:09 · Rina W.")
            .show(ui);
        TimelineRow::new(Icon::HANDSHAKE, "Consent given")
            .detail("13:58 · version 3")
            .last(true)
            .show(ui);
    });
    Banner::new(Tone::Danger, "Concerns: Selfie with card")
        .title("Selfie blurred")
        .show(ui);
    Banner::new(
        Tone::Warning,
        "The clock of this computer is 4 minutes ahead; the server may refuse",
    )
    .actions(&["Check again"])
    .show(ui);
    Banner::new(Tone::Info, "The lists are from 3 days ago").show(ui);
    Card::new().title("More fields").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add_space(4.0);
        TextField::new("Search", &mut state.search)
            .hide_label()
            .leading(Icon::MAGNIFYING_GLASS)
            .placeholder("Name, NIK, e-mail, phone, id")
            .shortcut("Ctrl F")
            .no_message_line()
            .show(ui);
        ui.add_space(12.0);
        TextField::new("API secret", &mut state.secret)
            .password(true)
            .trailing_button(Icon::EYE, "Show the secret")
            .message(Message::Error("The server refused it: paste it again"))
            .show(ui);
        TextField::new("Reason", &mut state.note).rows(3).show(ui);
        TextField::new("Read only", &mut state.place)
            .enabled(false)
            .show(ui);
        Picker::new("Province", &COUNTRIES, None)
            .placeholder("Choose a province")
            .message(Message::Error("A province is needed for ID"))
            .show(ui);
    });
    Card::new().show(ui, |ui| {
        EmptyState::new(
            Icon::USERS,
            "No customers yet",
            "Whom you register appears here, with the status of the screening",
        )
        .button("New customer")
        .show(ui);
    });
}
