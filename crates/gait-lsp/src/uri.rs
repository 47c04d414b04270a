//! File URIs and paths.

use std::path::{Component, Path, PathBuf, Prefix};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands in a path of a URI as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path of a `file:` URI; nothing for other schemes.
pub(crate) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    if !decoded.starts_with('/') {
        return None;
    }
    let bytes = decoded.as_bytes();
    // `/C:/plans` and `/c%3A/plans`, as editors on Windows write it.
    let has_drive = bytes.len() > 2 && bytes[1].is_ascii_alphabetic() && bytes[2] == b':';
    Some(PathBuf::from(if cfg!(windows) && has_drive { &decoded[1..] } else { &decoded }))
}

/// The `file:` URI of an absolute path.
pub(crate) fn from_path(path: &Path) -> Uri {
    let mut uri = String::from("file://");
    for part in path.components() {
        match part {
            Component::Prefix(prefix) => {
                if let Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) = prefix.kind() {
                    uri.push('/');
                    uri.push(char::from(letter).to_ascii_lowercase());
                    uri.push_str("%3A");
                }
            }
            Component::RootDir | Component::CurDir => {}
            Component::ParentDir => uri.push_str("/.."),
            Component::Normal(name) => {
                uri.push('/');
                uri.extend(utf8_percent_encode(&name.to_string_lossy(), PLAIN));
            }
        }
    }
    Uri(uri)
}

/// The last part of a URI, readable.
pub(crate) fn file_name(uri: &Uri) -> String {
    let last = uri.0.rsplit(['/', ':', '\\']).next().unwrap_or("");
    percent_decode_str(last).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_come_back() {
        for path in ["/a/b.plan.ron", "/Läufe & Pläne/100 %/日本 #1?.plan.ron", "/a:b"] {
            assert_eq!(to_path(&from_path(Path::new(path))), Some(PathBuf::from(path)));
        }
        assert_eq!(from_path(Path::new("/a b/ü.ron")).0, "file:///a%20b/%C3%BC.ron");
    }

    #[test]
    fn other_schemes_have_no_path() {
        for uri in ["untitled:Untitled-1", "git:/a/b.plan.ron", "file:", "file://server/share", ""] {
            assert_eq!(to_path(&Uri::from(uri)), None, "{uri}");
        }
    }

    #[test]
    fn names_are_readable() {
        let name = |uri: &str| file_name(&Uri::from(uri));
        assert_eq!(name("file:///a/fr%C3%BChling.plan.ron"), "frühling.plan.ron");
        assert_eq!(name("untitled:Untitled-1"), "Untitled-1");
    }
}
