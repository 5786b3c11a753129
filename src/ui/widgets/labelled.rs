//! What every control with a label above and a message below is told in the same words.

/// The options of a labelled control, and its `show` around `show_inner`.
///
/// The type has the fields `id`, `message`, `width`, `enabled`, `show_label` and `message_line`.
macro_rules! labelled_control {
    ($name:ident, $response:ty) => {
        impl<'a> $name<'a> {
            /// An id of the caller's, to put the focus here.
            pub const fn id(mut self, id: egui::Id) -> Self {
                self.id = Some(id);
                self
            }

            /// The line below.
            pub const fn message(mut self, message: $crate::ui::widgets::Message<'a>) -> Self {
                self.message = message;
                self
            }

            /// Width in points instead of all there is.
            pub const fn width(mut self, width: f32) -> Self {
                self.width = Some(width);
                self
            }

            /// A disabled one shows what it holds.
            pub const fn enabled(mut self, enabled: bool) -> Self {
                self.enabled = enabled;
                self
            }

            /// The label only names the control for a screen reader.
            pub const fn hide_label(mut self) -> Self {
                self.show_label = false;
                self
            }

            /// No room below, for controls that never have a message.
            pub const fn no_message_line(mut self) -> Self {
                self.message_line = false;
                self
            }

            /// Draws it.
            pub fn show(self, ui: &mut egui::Ui) -> $response {
                ui.scope(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    self.show_inner(ui)
                })
                .inner
            }
        }
    };
}

pub(super) use labelled_control;
