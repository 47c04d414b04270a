//! Where findings are, for programs that look for files below the folder they run in.

use std::path::Path;

use gait_core::{Diagnostic, Place};
use gait_files::shown;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All that may not stand in a path of a URI as it is, and more: nobody is helped by rare characters. The language server
/// keeps the same; front ends share nothing.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The name of a source from the current folder, with `/`; a file outside it keeps its whole path.
pub(crate) fn relative(source: &str) -> String {
    let path = Path::new(source);
    let inside = path.is_absolute().then(|| std::env::current_dir().ok()).flatten();
    let inside = inside.and_then(|here| path.strip_prefix(here).ok().map(shown));
    let name = inside.unwrap_or_else(|| source.to_owned());
    name.strip_prefix("./").map_or(name.clone(), str::to_owned)
}

/// The same as a URI, relative if it can be.
pub(crate) fn uri(source: &str) -> String {
    let name = relative(source);
    let encoded = utf8_percent_encode(&name, ENCODED).to_string();
    match Path::new(&name).is_absolute() {
        true if name.starts_with('/') => format!("file://{encoded}"),
        true => format!("file:///{encoded}"),
        false => encoded,
    }
}

/// A finding in a few lines, as a log shows it: place, fact, when, help.
pub(crate) fn in_words(source: &str, diagnostic: &Diagnostic) -> String {
    let Place { line, column, .. } = diagnostic.place;
    let kind = format!("{}[{}]", diagnostic.severity.name(), diagnostic.code);
    let mut text = format!("{source}:{line}:{column}: {kind}: {}", diagnostic.message);
    for note in &diagnostic.notes {
        text.push_str(&format!("\nnote: {note}"));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_hold_no_character_that_means_something_else() {
        assert_eq!(uri("plans/a b#1?%.plan.ron"), "plans/a%20b%231%3F%25.plan.ron");
        assert_eq!(uri("c:é.plan.ron"), "c%3A%C3%A9.plan.ron");
        assert_eq!(uri("./a.plan.ron"), "a.plan.ron");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }

    #[cfg(unix)]
    #[test]
    fn files_elsewhere_keep_their_whole_path() {
        assert_eq!(uri("/no such/a.plan.ron"), "file:///no%20such/a.plan.ron");
        let here = std::env::current_dir().expect("a folder").join("in/a.plan.ron");
        assert_eq!(uri(&shown(&here)), "in/a.plan.ron");
    }
}
