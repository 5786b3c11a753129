//! The controls of TCDX Desk, drawn once and used by every screen.
//!
//! All are builders: `X::new(..).option(..).show(ui)`. Every text that a person reads comes in as a parameter.
//! Where a widget takes `.id(Id)`, `ui.memory_mut(|m| m.request_focus(id))` puts the focus on it, and the widget
//! scrolls itself into view.
//!
//! ```text
//! Tone        Success | Danger | Warning | Info | Neutral
//! Message<'a> None | Helper(&str) | Error(&str) | Warning { text: &str, actions: &[&str] }   // the line below a field
//! Image       from a &TextureHandle: Image::of(&handle)
//!
//! Button::primary(text) ::secondary(text) ::ghost(text) ::danger(text)
//!     .icon(Icon) .icon_right(Icon) .shortcut("F5") .small() .full_width()
//!     .disabled(Option<&str /*reason, also the tooltip*/>) .name(&str /*accessible*/) .id(Id)
//!     .show(ui) -> Response
//! IconButton::new(Icon, name).small() .disabled(Option<&str>) .shortcut("Esc") .id(Id) .show(ui) -> Response
//! Link::new(text).small() .show(ui) -> Response
//! TextField::new(label, &mut String)
//!     .id(Id) .message(Message) .placeholder(&str) .password(bool) .rows(usize) .leading(Icon) .trailing(Icon)
//!     .trailing_button(Icon, name) .suggestions(&[&str]) .shortcut("Ctrl F") .enabled(bool) .width(f32) .hide_label() .no_message_line()
//!     .show(ui) -> FieldResponse { response, blurred, changed, submitted, action: Option<usize>, trailing_clicked }
//! Segmented::new(label, &[&str], selected: Option<usize>)
//!     .id(Id) .message(Message) .enabled(bool) .width(f32) .hide_label() .no_message_line()
//!     .show(ui) -> PickResponse { response, picked: Option<usize>, blurred, action: Option<usize> }
//! PickerItem { id: &str, text: &str, detail: &str, search: &str }
//! Picker::new(label, &[PickerItem], selected: Option<&str /*id*/>)
//!     .id(Id) .message(Message) .placeholder(&str) .filter_hint(&str) .nothing_found(&str) .enabled(bool) .width(f32)
//!     .hide_label() .no_message_line() .free(fn(&str) -> bool)
//!     .show(ui) -> PickResponse                       // picked: index into the items; typed: what .free allowed
//! Checkbox::new(&mut bool, text).id(Id) .error(Option<&str>) .enabled(bool) .show(ui) -> Response
//! Pill::new(Tone, text).icon(Icon) .show(ui) -> Response
//! Chip::new(text).selected(bool) .show(ui) -> Response              // a filter above a list
//! Card::new().title(&str) .subtitle(&str) .pill(Pill) .pill_right(Pill) .aside(&str) .error(bool) .show(ui, |ui| R) -> InnerResponse<R>
//! InfoBox::new(Icon, title).detail(&str) .pill(Pill) .show(ui) -> Response          // "Jawa Timur · Sukodono"
//! Fact::new(label, value).label_width(f32) .copyable(name) .show(ui) -> Response                      // label and value in a row
//! NavItem::new(Icon, text).selected(bool) .count(&str) .detail(&str) .trailing(Icon) .show(ui) -> Response
//! RailItem::new(RailState, text).selected(bool) .state_name(&str) .tone(Tone) .show(ui) -> Response
//!     RailState: Done | Problems(usize) | Incomplete | Empty
//! ProgressBar::new(fraction, name).left(&str) .right(&str) .tone(Tone) .show(ui) -> Response
//! TimelineRow::new(Icon, title).detail(&str) .hover(&str) .tone(Tone) .last(bool) .show(ui) -> Response
//! Banner::new(Tone, text).title(&str) .actions(&[&str]) .show(ui) -> Option<usize /*action*/>
//! LoadingRow::new(text).show(ui) -> Response
//! EmptyState::new(Icon, title, text).button(&str) .show(ui) -> bool /*button clicked*/
//! Modal::new(name, title, close_name).width(f32) .focus(Id) .keep() .show(ctx, |ui| R) -> ModalAnswer<R> { inner, close }
//!     modal_footer(ui, |ui| R) -> R                   // right to left: first the primary button
//! Toast { tone, text, action: Option<&str> }
//!     toasts(ctx, close_name, &[Toast]) -> Option<(usize, ToastAnswer::{Action, Dismissed})>
//! key_hint(ui, "F8") -> Response
//! CopyText::new(text, copy_name).show(ui) -> Response               // an id with a copy button
//! training_band(ui, text)
//! PageHeader::new(title).subtitle(Option<Icon>, &str) .show(ui, |ui| L, |ui| R) -> (L, R)      // R is right to left
//! page_column(ui, salt, |ui| R) -> R                                  // the cards of a page, scrolled
//! above_footer(ui, |ui| R) -> R                                       // what stands before the footer that follows
//! page_footer(ui, |ui| L, |ui| R) -> (L, R)                                                   // R is right to left
//! text::{big, page_title, card_title, strong, value, body, subdued, helper, column_head}(ui, text) -> Response
//!     text::toned(ui, Tone, text) -> Response
//! PictureSlot::new(title)
//!     .id(Id) .image(Option<Image>) .pill(Pill) .message(Tone, &str) .size(&str) .busy(Option<&str>)
//!     .empty(hint, choose) .buttons(&[SlotButton { icon, text, name }]) .drop_hover(bool) .view_name(&str)
//!     .show(ui) -> PictureSlotResponse { response, view: bool, choose: bool, button: Option<usize> }
//! GestureTile::new(number, name).image(Option<Image>) .tone(Option<Tone>) .busy(bool) .drop_hover(bool) .accessible(&str) .id(Id)
//!     .show(ui) -> Response
//! ```

mod banner;
mod button;
mod card;
mod checkbox;
mod copy_text;
mod focus;
mod gesture;
mod hint;
mod image;
mod labelled;
mod link;
mod message;
mod modal;
mod nav;
mod page;
pub mod paint;
mod picker;
mod picker_filter;
mod picker_list;
mod picture;
mod pill;
mod progress;
mod segmented;
pub mod text;
mod text_field;

pub use super::theme::Tone;
pub use banner::{Banner, EmptyState, Toast, ToastAnswer, toasts};
pub use button::{Button, IconButton};
pub use card::{Card, Fact, InfoBox};
pub use checkbox::Checkbox;
pub use copy_text::CopyText;
pub use focus::{FocusKeeper, focus_arrives, list_step, scroll_to_row, send_focus};
pub use gesture::GestureTile;
pub use hint::key_hint;
pub use image::Image;
pub use link::Link;
pub use message::{Message, lock_line};
pub use modal::{Modal, ModalAnswer, modal_footer};
pub use nav::{NavItem, RailItem, RailState};
pub use page::{PageHeader, above_footer, page_column, page_footer, training_band};
pub use picker::{Picker, PickerItem};
pub use picture::{PictureSlot, PictureSlotResponse, SlotButton};
pub use pill::{Chip, Pill};
pub use progress::{LoadingRow, ProgressBar, TimelineRow};
pub use segmented::{PickResponse, Segmented};
pub use text_field::{FieldResponse, TextField, forget_typed};
