//! How things look: one table of colours for each theme, and nothing else names a colour.

mod tokens;

use std::sync::Arc;

use egui::epaint::text::{FallbackRequest, FontInsert};
use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle, Theme};

use crate::desk::SystemFont;

pub use tokens::{DARK, KindColor, LIGHT, Tokens};

impl Tokens {
    /// The colours of a theme.
    #[must_use]
    pub const fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Dark => &DARK,
            Theme::Light => &LIGHT,
        }
    }
}

/// Gives both themes of egui our colours, sizes and corners.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for theme in [Theme::Dark, Theme::Light] {
        ctx.style_mut_of(theme, |style| {
            let tokens = Tokens::of(theme);
            let visuals = &mut style.visuals;
            visuals.panel_fill = tokens.panel;
            visuals.window_fill = tokens.raised;
            visuals.extreme_bg_color = tokens.field;
            visuals.faint_bg_color = tokens.stripe;
            visuals.window_stroke = Stroke::new(1.0, tokens.line);
            visuals.hyperlink_color = tokens.accent;
            visuals.selection.bg_fill = tokens.selection;
            visuals.selection.stroke = Stroke::new(1.5, tokens.accent);
            visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, tokens.line);
            visuals.widgets.noninteractive.fg_stroke.color = tokens.text;
            visuals.widgets.inactive.fg_stroke.color = tokens.text;
            visuals.widgets.hovered.fg_stroke.color = tokens.text;
            visuals.widgets.active.fg_stroke.color = tokens.text;
            visuals.widgets.inactive.bg_fill = tokens.button;
            visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, tokens.line);
            visuals.widgets.inactive.weak_bg_fill = tokens.button;
            visuals.widgets.hovered.weak_bg_fill = tokens.hovered;
            visuals.weak_text_color = Some(tokens.weak);
            for widget in [
                &mut visuals.widgets.noninteractive,
                &mut visuals.widgets.inactive,
                &mut visuals.widgets.hovered,
                &mut visuals.widgets.active,
                &mut visuals.widgets.open,
            ] {
                widget.corner_radius = CornerRadius::same(4);
            }
            style.spacing.item_spacing = egui::vec2(6.0, 4.0);
            style.spacing.button_padding = egui::vec2(8.0, 3.0);
            for (text, size) in [
                (TextStyle::Small, 11.0),
                (TextStyle::Body, 13.0),
                (TextStyle::Button, 13.0),
                (TextStyle::Heading, 17.0),
            ] {
                style.text_styles.insert(text, FontId::new(size, FontFamily::Proportional));
            }
            style.text_styles.insert(TextStyle::Monospace, FontId::new(12.5, FontFamily::Monospace));
        });
    }
}

/// The fonts of egui; what the one for words lacks (arrows, `≥`) is taken from the one for code, and emoji come last, as theirs
/// have arrows too.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let code = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    let words = fonts.families.entry(FontFamily::Proportional).or_default();
    for font in code {
        if !words.contains(&font) {
            words.insert(words.len().min(1), font);
        }
    }
    fonts
}

/// Gives a context more fonts, one of which is asked for when a letter that ours lack is to be drawn.
pub fn fall_back(ctx: &egui::Context, more: Vec<SystemFont>) {
    for font in more {
        ctx.add_font_provider(Arc::new(move |_: &FallbackRequest<'_>| {
            Some(FontInsert::new(font.path, FontData::from_static(font.bytes()?), Vec::new()))
        }));
    }
}

/// The share of the way from one colour to another, 0 to 1, without gamma: for shades of large areas.
#[must_use]
pub fn between(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sessions_can_be_written_in_many_alphabets() {
        let ctx = egui::Context::default();
        install(&ctx);
        let mut drawn = ctx.run_ui(egui::RawInput::default(), |ui| {
            for font in [FontId::proportional(13.0), FontId::monospace(12.5)] {
                for name in [
                    "легко, їжа",
                    "Ελαφρύ τρέξιμο",
                    "lätt čtvrť łatwo ırmak ñandú",
                    "🏃 🏋 💪 💤 🚴 🏊 🔥 ❤ ⭐",
                    "≥ → ′ − …",
                ] {
                    let lacking: String = name
                        .chars()
                        .filter(|letter| !ui.fonts_mut(|f| f.has_glyph(&font, *letter)))
                        .collect();
                    assert_eq!(lacking, "", "{name} in {font:?}");
                }
            }
        });
        drawn.textures_delta.clear();
    }

    #[test]
    fn a_letter_that_ours_lack_is_drawn_with_a_font_of_the_system() {
        let has = |more: Vec<SystemFont>| {
            let ctx = egui::Context::default();
            install(&ctx);
            fall_back(&ctx, more);
            let mut has = false;
            let mut drawn = ctx.run_ui(egui::RawInput::default(), |ui| {
                has = ui.fonts_mut(|fonts| fonts.has_glyph(&FontId::proportional(13.0), 'א'));
            });
            drawn.textures_delta.clear();
            has
        };
        assert!(!has(Vec::new()), "it would be a box");
        let system = crate::desk::system_fonts();
        // A machine without any of them draws boxes.
        if system.iter().any(|font| font.path.ends_with("DejaVuSans.ttf")) {
            assert!(has(system));
        }
    }
}
