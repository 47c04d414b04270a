//! Fonts of the system, for letters that ours lack. Ours have Latin, Greek, Cyrillic and emoji; what a system calls its
//! fonts for other scripts is known by path, as searching them would need a library.

use std::path::Path;
use std::sync::OnceLock;

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
];

/// A font that is read when a letter is first looked for in it.
#[derive(Debug)]
pub struct SystemFont {
    /// Its file.
    pub path: &'static str,
    bytes: OnceLock<Option<&'static [u8]>>,
}

impl SystemFont {
    const fn new(path: &'static str) -> Self {
        Self { path, bytes: OnceLock::new() }
    }

    /// The font; nothing if it cannot be read.
    #[must_use]
    pub fn bytes(&self) -> Option<&'static [u8]> {
        // A font in use stays until the program ends, and is large: it is kept once.
        let read = || std::fs::read(self.path).ok().map(|bytes| &*bytes.leak());
        *self.bytes.get_or_init(read)
    }
}

/// The fonts that this system has, in the order in which they are asked.
#[must_use]
pub fn system_fonts() -> Vec<SystemFont> {
    KNOWN.iter().copied().filter(|path| Path::new(path).is_file()).map(SystemFont::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_that_cannot_be_read_is_none() {
        assert!(SystemFont::new("/nowhere/at-all.ttf").bytes().is_none());
    }

    #[test]
    fn fonts_are_there_and_read_once() {
        for font in system_fonts() {
            let bytes = font.bytes().expect("it is there");
            assert!(std::ptr::eq(bytes, font.bytes().expect("it is kept")), "{}", font.path);
        }
    }
}
