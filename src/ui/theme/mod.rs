//! Colours, sizes and fonts, named once; [`apply`] gives them to egui, [`of`] to widgets and screens.

mod fonts;
mod style;
mod tokens;

use egui::{Context, Theme, Ui};

pub use fonts::{Type, Weight, definitions, icon_font};
pub use tokens::{DARK, LIGHT, Tokens, Tone, radius, size, space};

use crate::ui::widgets;

/// Fonts and both styles. Once, before the first frame.
pub fn apply(ctx: &Context) {
    ctx.set_fonts(definitions());
    // Where the system does not say (X11 without a portal), an office is light.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.set_style_of(Theme::Light, style::style(&LIGHT, false));
    ctx.set_style_of(Theme::Dark, style::style(&DARK, true));
    ctx.add_plugin(widgets::FocusKeeper::default());
}

/// As [`apply`], but nothing moves: for snapshots.
pub fn apply_for_tests(ctx: &Context) {
    apply(ctx);
    ctx.all_styles_mut(|style| {
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.visuals.text_cursor.blink = false;
    });
}

/// The tokens of the theme in which this `Ui` is drawn.
pub fn of(ui: &Ui) -> &'static Tokens {
    if ui.visuals().dark_mode {
        &DARK
    } else {
        &LIGHT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_both_languages_has_a_glyph() {
        let ctx = Context::default();
        apply_for_tests(&ctx);
        let mut missing = Vec::new();
        let mut output =
            ctx.run_ui(egui::RawInput::default(), |ui| {
                for folder in ["id", "en"] {
                    let folder = format!("{}/assets/text/{folder}", env!("CARGO_MANIFEST_DIR"));
                    for entry in std::fs::read_dir(folder).unwrap() {
                        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
                        ui.fonts_mut(|fonts| {
                            for kind in [Type::Body, Type::BodyMedium, Type::BodyStrong] {
                                missing.extend(text.chars().filter(|c| {
                                    !c.is_control() && !fonts.has_glyph(&kind.font(), *c)
                                }));
                            }
                        });
                    }
                }
            });
        output.textures_delta.clear();
        assert!(
            missing.is_empty(),
            "no glyph for {missing:?}: add them to assets/fonts/subset.py"
        );
    }

    #[test]
    fn digits_are_all_as_wide() {
        let ctx = Context::default();
        apply_for_tests(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for kind in [
                Type::Body,
                Type::BodyMedium,
                Type::BodyStrong,
                Type::PageTitle,
            ] {
                let widths: Vec<f32> = ui.fonts_mut(|fonts| {
                    ('0'..='9')
                        .map(|digit| fonts.glyph_width(&kind.font(), digit))
                        .collect()
                });
                assert!(widths[0] > 0.0);
                assert!(
                    widths.iter().all(|width| (width - widths[0]).abs() < 0.01),
                    "{kind:?}: {widths:?}"
                );
            }
        });
        output.textures_delta.clear();
    }
}
