//! The names of colours and measures. Screens use these and have no numbers or colours of their own.

#![expect(
    clippy::disallowed_methods,
    reason = "this file is where colours are named"
)]

use egui::{Color32, Shadow};

/// What a coloured thing says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// It went well.
    Success,
    /// It failed or was rejected.
    Danger,
    /// It needs a look.
    Warning,
    /// It is under way.
    Info,
    /// Nothing to say.
    Neutral,
}

/// The colours of one theme.
///
/// `subdued` has 4.5 : 1 on `background`, `panel` and `raised` only: on a soft fill use `text` (a test keeps this).
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// The page behind cards.
    pub background: Color32,
    /// Navigation, header, footer, cards.
    pub panel: Color32,
    /// Fields, menus and buttons on a panel.
    pub raised: Color32,
    /// Hairlines between and around things.
    pub line: Color32,
    /// The edge of a control.
    pub line_strong: Color32,
    /// Titles, labels, typed text.
    pub text_strong: Color32,
    /// Running text.
    pub text: Color32,
    /// Helper lines, placeholders, icons at rest.
    pub subdued: Color32,
    /// The one accent.
    pub accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// Selected things, and the ring of the focus.
    pub accent_soft: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Done, approved.
    pub success: Color32,
    /// Its fill.
    pub success_soft: Color32,
    /// Look at this.
    pub warning: Color32,
    /// Its fill.
    pub warning_soft: Color32,
    /// Wrong, rejected.
    pub danger: Color32,
    /// A danger button under the pointer.
    pub danger_hover: Color32,
    /// Its fill.
    pub danger_soft: Color32,
    /// Text on `danger`.
    pub on_danger: Color32,
    /// The band that says that this is training.
    pub band: Color32,
    /// Its text.
    pub band_text: Color32,
    /// What lies over the window behind a modal.
    pub scrim: Color32,
    /// Under the name on a picture.
    pub picture_shade: Color32,
    /// Text on `picture_shade`.
    pub on_picture: Color32,
    /// Under cards and buttons.
    pub shadow_low: Shadow,
    /// Under menus, toasts and modals.
    pub shadow_high: Shadow,
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

const fn shadow(y: i8, blur: u8, alpha: u8) -> Shadow {
    Shadow {
        offset: [0, y],
        blur,
        spread: 0,
        color: Color32::from_black_alpha(alpha),
    }
}

/// The light theme.
pub static LIGHT: Tokens = Tokens {
    background: hex(0x00F6_F7F9),
    panel: hex(0x00FF_FFFF),
    raised: hex(0x00FF_FFFF),
    line: hex(0x00E3_E6EB),
    line_strong: hex(0x00CD_D2DA),
    text_strong: hex(0x0012_161C),
    text: hex(0x004A_5361),
    subdued: hex(0x0066_7080),
    accent: hex(0x0033_55D1),
    accent_hover: hex(0x002A_47B3),
    accent_soft: hex(0x00EA_EEFC),
    on_accent: hex(0x00FF_FFFF),
    success: hex(0x0018_7842),
    success_soft: hex(0x00E4_F5EB),
    warning: hex(0x00A1_5C00),
    warning_soft: hex(0x00FD_F1DC),
    danger: hex(0x00C0_2B2B),
    danger_hover: hex(0x00A3_2222),
    danger_soft: hex(0x00FC_E8E8),
    on_danger: hex(0x00FF_FFFF),
    band: hex(0x00F2_A900),
    band_text: hex(0x003D_2B00),
    scrim: Color32::from_black_alpha(96),
    picture_shade: Color32::from_black_alpha(150),
    on_picture: hex(0x00FF_FFFF),
    shadow_low: shadow(1, 3, 16),
    shadow_high: shadow(8, 28, 40),
};

/// The dark theme.
pub static DARK: Tokens = Tokens {
    background: hex(0x000F_1216),
    panel: hex(0x0016_1A20),
    raised: hex(0x001C_2129),
    line: hex(0x0027_2D37),
    line_strong: hex(0x0039_414E),
    text_strong: hex(0x00ED_F0F4),
    text: hex(0x00B1_BAC7),
    subdued: hex(0x008A_94A3),
    accent: hex(0x006F_8CFF),
    accent_hover: hex(0x008A_A2FF),
    accent_soft: hex(0x001E_2748),
    on_accent: hex(0x000F_1216),
    success: hex(0x004C_C38A),
    success_soft: hex(0x0012_301F),
    warning: hex(0x00F0_B429),
    warning_soft: hex(0x0037_290B),
    danger: hex(0x00FF_7B7B),
    danger_hover: hex(0x00FF_9696),
    danger_soft: hex(0x003A_1719),
    on_danger: hex(0x000F_1216),
    band: hex(0x008A_6100),
    band_text: hex(0x00FF_E9B8),
    scrim: Color32::from_black_alpha(150),
    picture_shade: Color32::from_black_alpha(150),
    on_picture: hex(0x00FF_FFFF),
    shadow_low: shadow(1, 3, 60),
    shadow_high: shadow(8, 28, 130),
};

impl Tokens {
    /// The colour of text and icons of this tone; on `panel`, `raised`, `background` and on [`Tokens::soft`].
    pub const fn tone(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Success => self.success,
            Tone::Danger => self.danger,
            Tone::Warning => self.warning,
            Tone::Info => self.accent,
            Tone::Neutral => self.text,
        }
    }

    /// The soft fill of this tone.
    pub const fn soft(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Success => self.success_soft,
            Tone::Danger => self.danger_soft,
            Tone::Warning => self.warning_soft,
            Tone::Info => self.accent_soft,
            Tone::Neutral => self.background,
        }
    }
}

/// Lengths, in points.
pub mod size {
    /// Width of the navigation on the left.
    pub const NAVIGATION: f32 = 208.0;
    /// Height of a page's header.
    pub const HEADER: f32 = 64.0;
    /// Height of a page's footer.
    pub const FOOTER: f32 = 60.0;
    /// Width of the sections' rail.
    pub const RAIL: f32 = 232.0;
    /// The form's card is at most this wide.
    pub const FORM_MAX: f32 = 720.0;
    /// Width of the panel of one case.
    pub const CASE_PANEL: f32 = 340.0;
    /// Height of the band that says that this is training.
    pub const BAND: f32 = 24.0;
    /// Height of fields and buttons.
    pub const FIELD: f32 = 36.0;
    /// Height of small buttons.
    pub const BUTTON_SMALL: f32 = 28.0;
    /// Height of the label above a field, with its gap.
    pub const LABEL: f32 = 20.0;
    /// Height kept free below a field.
    pub const MESSAGE_LINE: f32 = 20.0;
    /// Height of pills.
    pub const PILL: f32 = 22.0;
    /// Height of rows in lists.
    pub const ROW: f32 = 44.0;
    /// Height of entries in the navigation and the rail.
    pub const NAV_ITEM: f32 = 36.0;
    /// Height of rows in an opened picker.
    pub const PICKER_ROW: f32 = 32.0;
    /// Width of the ring around what has the focus.
    pub const FOCUS_RING: f32 = 3.0;
    /// Side of an icon in a line of text.
    pub const ICON: f32 = 16.0;
}

/// Distances, in points.
pub mod space {
    /// 4: between a control and what belongs to it.
    pub const XS: f32 = 4.0;
    /// 6: between rows of a form, each of which keeps a line free for messages.
    pub const FIELDS: f32 = 6.0;
    /// 8: between buttons.
    pub const S: f32 = 8.0;
    /// 12: inside small frames.
    pub const M: f32 = 12.0;
    /// 16: between fields and between cards.
    pub const L: f32 = 16.0;
    /// 20: around a page's content.
    pub const XL: f32 = 20.0;
    /// 24: inside cards, header and footer.
    pub const XXL: f32 = 24.0;
}

/// Radii of corners, in points.
pub mod radius {
    /// 6: small buttons, key hints, rows of menus.
    pub const S: u8 = 6;
    /// 8: fields, buttons, entries.
    pub const M: u8 = 8;
    /// 12: cards and modals.
    pub const L: u8 = 12;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f32 {
        let channel = |byte: u8| {
            let c = f32::from(byte) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    /// WCAG 2.2, 1.4.3.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_pair_of_text_and_ground_that_is_used_can_be_read() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        for (theme, t) in [("light", &LIGHT), ("dark", &DARK)] {
            let grounds = [
                ("background", t.background),
                ("panel", t.panel),
                ("raised", t.raised),
            ];
            let softs = [
                ("accent soft", t.accent_soft),
                ("success soft", t.success_soft),
                ("warning soft", t.warning_soft),
                ("danger soft", t.danger_soft),
            ];
            let mut pairs = Vec::new();
            for (name, ground) in grounds.into_iter().chain(softs) {
                pairs.push(("strong", t.text_strong, name, ground));
                pairs.push(("text", t.text, name, ground));
            }
            for (name, ground) in grounds {
                for (text, colour) in [
                    ("subdued", t.subdued),
                    ("accent", t.accent),
                    ("accent hover", t.accent_hover),
                    ("success", t.success),
                    ("warning", t.warning),
                    ("danger", t.danger),
                ] {
                    pairs.push((text, colour, name, ground));
                }
            }
            for tone in [
                Tone::Success,
                Tone::Danger,
                Tone::Warning,
                Tone::Info,
                Tone::Neutral,
            ] {
                pairs.push(("tone", t.tone(tone), "its soft fill", t.soft(tone)));
            }
            pairs.push(("on accent", t.on_accent, "accent", t.accent));
            pairs.push(("on accent", t.on_accent, "accent hover", t.accent_hover));
            pairs.push(("on danger", t.on_danger, "danger", t.danger));
            pairs.push(("on danger", t.on_danger, "danger hover", t.danger_hover));
            pairs.push(("band text", t.band_text, "band", t.band));
            for (text, colour, name, ground) in pairs {
                let found = contrast(colour, ground);
                assert!(found >= 4.5, "{theme}: {text} on {name} has {found:.2} : 1");
            }
        }
    }
}
