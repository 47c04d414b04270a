//! Fonts of the system, for letters that ours lack: egui asks for one when such a letter is to be drawn, so that nothing is
//! read before. Ours have Latin, Greek, Cyrillic and emoji; what a system calls its fonts for other scripts is known by path,
//! as searching them would need a library.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use egui::epaint::text::{FallbackRequest, FontInsert};
use egui::{Context, FontData};

/// Fonts with many scripts, those of one system after the other; the first that has a letter draws it.
const KNOWN: &[&str] = &[
    // Linux: Chinese, Japanese and Korean on Debian, Arch and Fedora; then whatever DejaVu and the Noto family have.
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    // macOS
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "/System/Library/Fonts/AppleSDGothicNeo.ttc",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    // Windows
    "C:\\Windows\\Fonts\\msyh.ttc",
    "C:\\Windows\\Fonts\\msgothic.ttc",
    "C:\\Windows\\Fonts\\malgun.ttf",
    "C:\\Windows\\Fonts\\segoeui.ttf",
    "C:\\Windows\\Fonts\\seguisym.ttf",
];

/// Lets a context draw letters with the fonts of the system that ours lack.
pub fn offer(ctx: &Context) {
    for path in KNOWN.iter().copied().filter(|path| Path::new(path).is_file()) {
        let file = File::new(path);
        ctx.add_font_provider(Arc::new(move |_: &FallbackRequest<'_>| file.font()));
    }
}

/// A font that is read when a letter is first looked for in it.
struct File {
    path: &'static str,
    bytes: OnceLock<Option<&'static [u8]>>,
}

impl File {
    const fn new(path: &'static str) -> Self {
        Self { path, bytes: OnceLock::new() }
    }

    fn font(&self) -> Option<FontInsert> {
        // A font in use stays until the program ends, and each answer would copy what is owned.
        let read = || std::fs::read(self.path).ok().map(|bytes| &*bytes.leak());
        let bytes = (*self.bytes.get_or_init(read))?;
        Some(FontInsert::new(self.path, FontData::from_static(bytes), Vec::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_that_cannot_be_read_is_none() {
        assert!(File::new("/nowhere/at-all.ttf").font().is_none());
    }

    #[test]
    fn a_letter_that_ours_lack_is_drawn_with_a_font_of_the_system() {
        let file = Path::new("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
        if !file.is_file() {
            return;
        }
        let has = |offers: bool| {
            let ctx = Context::default();
            crate::theme::install(&ctx);
            if offers {
                offer(&ctx);
            }
            let mut has = false;
            let mut drawn = ctx.run_ui(egui::RawInput::default(), |ui| {
                has = ui.fonts_mut(|fonts| fonts.has_glyph(&egui::FontId::proportional(13.0), 'א'));
            });
            drawn.textures_delta.clear();
            has
        };
        assert!(!has(false), "it would be a box");
        assert!(has(true));
    }
}
