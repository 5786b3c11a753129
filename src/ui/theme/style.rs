//! egui's own style, made from the tokens, for what egui draws itself: scroll bars, tooltips, tables, the caret.

use egui::epaint::{FontColorTransferFunction, text::TextOptions};
use egui::style::{
    ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets,
};
use egui::{CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Visuals, vec2};

use super::fonts::Type;
use super::tokens::{Tokens, radius};

/// A little more coverage for light text on dark; egui's own curve fills the marks inside small icons.
const DARK_GAMMA: f32 = 0.8;

/// Seconds that a change of state takes to fade.
const ANIMATION_SECS: f32 = 0.1;

pub(super) fn style(tokens: &Tokens, dark: bool) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Small, Type::Helper.font()),
            (TextStyle::Body, Type::Body.font()),
            (TextStyle::Button, Type::BodyStrong.font()),
            (TextStyle::Heading, Type::PageTitle.font()),
            (
                TextStyle::Monospace,
                FontId::new(13.0, FontFamily::Monospace),
            ),
        ]
        .into(),
        visuals: visuals(tokens, dark),
        animation_time: ANIMATION_SECS,
        scroll_animation: ScrollAnimation::duration(ANIMATION_SECS),
        url_in_tooltip: true,
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(12.0, 8.0);
    spacing.interact_size = vec2(20.0, 20.0);
    spacing.window_margin = Margin::same(24);
    spacing.menu_margin = Margin::same(6);
    spacing.icon_width = 16.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        floating_allocated_width: 0.0,
        ..ScrollStyle::floating()
    };
    let interaction = &mut style.interaction;
    interaction.selectable_labels = false;
    interaction.tooltip_delay = 0.4;
    style
}

fn visuals(tokens: &Tokens, dark: bool) -> Visuals {
    let base = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let corner_radius = CornerRadius::same(radius::M);
    let widget = |fill, edge, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Visuals {
        dark_mode: dark,
        text_options: TextOptions {
            color_transfer_function: FontColorTransferFunction::Gamma(if dark {
                DARK_GAMMA
            } else {
                1.0
            }),
            ..TextOptions::default()
        },
        weak_text_color: Some(tokens.subdued),
        widgets: Widgets {
            noninteractive: widget(tokens.panel, tokens.line, tokens.text),
            inactive: widget(tokens.raised, tokens.line_strong, tokens.text_strong),
            hovered: widget(tokens.background, tokens.line_strong, tokens.text_strong),
            active: widget(tokens.accent_soft, tokens.accent, tokens.text_strong),
            open: widget(tokens.raised, tokens.accent, tokens.text_strong),
        },
        selection: Selection {
            bg_fill: if dark {
                tokens.accent.gamma_multiply(0.4)
            } else {
                tokens.accent.gamma_multiply(0.25)
            },
            stroke: Stroke::new(1.0, tokens.accent),
        },
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.background,
        extreme_bg_color: tokens.raised,
        text_edit_bg_color: Some(tokens.raised),
        code_bg_color: tokens.background,
        warn_fg_color: tokens.warning,
        error_fg_color: tokens.danger,
        window_corner_radius: CornerRadius::same(radius::L),
        window_shadow: tokens.shadow_high,
        window_fill: tokens.raised,
        window_stroke: Stroke::new(1.0, tokens.line),
        menu_corner_radius: CornerRadius::same(radius::M),
        panel_fill: tokens.panel,
        popup_shadow: tokens.shadow_high,
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(1.5, tokens.accent),
            ..TextCursorStyle::default()
        },
        button_frame: true,
        striped: false,
        ..base
    }
}
