//! What a person may set: `initializationOptions`, or the section `gaitkeeper` of the editor's settings.

use serde::Deserialize;
use serde_json::Value;

/// The section of the editor's settings.
pub(crate) const SECTION: &str = "gaitkeeper";

/// What a person may set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Options {
    /// Whether plans that are not open are checked as well.
    pub(crate) workspace_diagnostics: bool,
    /// Whether a client that can ask for diagnostics has to; otherwise they are sent to it.
    pub(crate) pull_diagnostics: bool,
    /// Whether dates, durations and distances are shown in the text.
    pub(crate) inlay_hints: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { workspace_diagnostics: true, pull_diagnostics: true, inlay_hints: true }
    }
}

impl Options {
    /// Reads options, alone or in their section; nothing if there is none.
    ///
    /// # Errors
    /// If a value is of the wrong type; the text says which.
    pub(crate) fn read(value: &Value) -> Result<Option<Self>, String> {
        let value = value.get(SECTION).unwrap_or(value);
        if value.is_null() {
            return Ok(None);
        }
        Self::deserialize(value)
            .map(Some)
            .map_err(|error| format!("the settings are left as they were: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn options_stand_alone_or_in_their_section() {
        let off = Options { inlay_hints: false, ..Options::default() };
        assert_eq!(Options::read(&json!({"inlayHints": false})), Ok(Some(off)));
        assert_eq!(
            Options::read(&json!({"gaitkeeper": {"inlayHints": false, "path": "gait"}})),
            Ok(Some(off))
        );
        assert_eq!(Options::read(&Value::Null), Ok(None));
        assert_eq!(Options::read(&json!({"gaitkeeper": null})), Ok(None));
        assert!(Options::read(&json!({"inlayHints": 3})).is_err());
    }
}
