//! Files that hold many cases: `tests/rules/<rule>.ron` and the pages of rules.

use std::ops::Range;
use std::path::PathBuf;

use crate::{blessing, case, repo};

/// What a case is there to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shows {
    /// That the rule speaks.
    Flagged,
    /// That it is silent.
    Fine,
    /// Either.
    Anything,
}

/// A case in a file.
#[derive(Debug)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// Its text, in bytes of the file.
    pub range: Range<usize>,
    /// What it is there to show.
    pub shows: Shows,
}

/// A file of cases.
#[derive(Debug)]
pub struct File {
    /// The path from the root of the repository.
    pub path: String,
    /// The text.
    pub text: String,
    /// The cases in it, in order.
    pub cases: Vec<Place>,
}

/// The line that begins a case.
const SEPARATOR: &str = "// -- ";

impl File {
    /// A file in which each case stands below `// -- name`.
    ///
    /// # Panics
    /// If something other than comments stands above the first, where it would never be run.
    #[must_use]
    pub fn cases(path: String, text: String) -> Self {
        let mut cases: Vec<Place> = Vec::new();
        for (start, line) in lines(&text) {
            let Some(name) = line.strip_prefix(SEPARATOR) else { continue };
            close(&mut cases, start);
            let from = (start + line.len() + 1).min(text.len());
            cases.push(Place { name: name.trim().to_owned(), range: from..from, shows: Shows::Anything });
        }
        close(&mut cases, text.len());
        let header = &text[..cases.first().map_or(0, |case| case.range.start)];
        let idle = header.lines().find(|line| !line.is_empty() && !line.starts_with("//"));
        assert!(idle.is_none(), "{path}: above the first `{SEPARATOR}` nothing is run: {idle:?}");
        Self { path, text, cases }
    }

    /// A rule's page: the `ron` blocks under *Flagged* and *Fine*.
    ///
    /// # Panics
    /// If a block does not end.
    #[must_use]
    pub fn page(path: String, text: String) -> Self {
        let mut cases: Vec<Place> = Vec::new();
        let mut shows = Shows::Anything;
        let mut open = None;
        for (start, line) in lines(&text) {
            match (open, line.trim_end()) {
                (None, "## Flagged") => shows = Shows::Flagged,
                (None, "## Fine") => shows = Shows::Fine,
                (None, heading) if heading.starts_with("## ") => shows = Shows::Anything,
                (None, "```ron") if shows != Shows::Anything => open = Some(start + line.len() + 1),
                (Some(from), "```") => {
                    let name =
                        format!("{shows:?} block {}", 1 + cases.iter().filter(|c| c.shows == shows).count());
                    cases.push(Place { name, range: from..start, shows });
                    open = None;
                }
                _ => {}
            }
        }
        assert!(open.is_none(), "{path}: a block does not end");
        Self { path, text, cases }
    }

    /// Judges every case and returns what is wrong, one text per case. When blessing, rewrites the file where only
    /// what is expected is wrong.
    #[must_use]
    pub fn check(&self, judge: &dyn Fn(&str, Shows) -> Result<(), Fault>) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut text = self.text.clone();
        // From the end, so that ranges before a rewritten case stay true.
        for place in self.cases.iter().rev() {
            let Err(fault) = judge(&self.text[place.range.clone()], place.shows) else { continue };
            let line = 1 + self.text[..place.range.start].matches('\n').count();
            match fault {
                Fault::Golden { blessed, .. } if blessing() => {
                    text.replace_range(place.range.clone(), &blessed)
                }
                Fault::Golden { diff: fault, .. } | Fault::Text(fault) => {
                    wrong.push(format!("{}:{line}: {}\n{fault}", self.path, place.name));
                }
            }
        }
        if text != self.text {
            std::fs::write(self.file(), text).unwrap_or_else(|e| panic!("{}: {e}", self.path));
        }
        wrong.reverse();
        wrong
    }

    fn file(&self) -> PathBuf {
        repo(&self.path)
    }
}

/// Why a case fails.
#[derive(Debug)]
pub enum Fault {
    /// Only a person can mend it.
    Text(String),
    /// What is expected is not what comes out.
    Golden {
        /// The case as it should look, with signs.
        diff: String,
        /// The case as it should look.
        blessed: String,
    },
}

/// Judges a case of a rule.
///
/// # Errors
/// If the text has mistakes, the carets are wrong, or the case does not show what it is there to show.
pub fn judge_rule(case: &str, shows: Shows, rule: &str) -> Result<(), Fault> {
    let outcome = case::run(case, rule).map_err(Fault::Text)?;
    match (shows, outcome.said.is_empty()) {
        (Shows::Fine, false) => {
            return Err(Fault::Text(format!("a text under `Fine` is flagged\n{}", outcome.blessed())));
        }
        (Shows::Flagged, true) => {
            return Err(Fault::Text("a text under `Flagged` is not flagged\n".to_owned()));
        }
        _ => {}
    }
    outcome.diff().map_or(Ok(()), |diff| Err(Fault::Golden { diff, blessed: outcome.blessed() }))
}

/// Judges a case of mistakes in the text.
///
/// # Errors
/// If the carets are wrong.
pub fn judge_mistakes(case: &str) -> Result<(), Fault> {
    let outcome = case::run_mistakes(case).map_err(Fault::Text)?;
    outcome.diff().map_or(Ok(()), |diff| Err(Fault::Golden { diff, blessed: outcome.blessed() }))
}

/// Fails a test if anything is wrong.
///
/// # Panics
/// If anything is.
pub fn fail_with(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} wrong; `-` was expected, `+` comes out; `just bless` rewrites what is expected\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn close(cases: &mut [Place], end: usize) {
    if let Some(last) = cases.last_mut() {
        last.range.end = end;
    }
}

/// The lines of a text without their ends, with where they start.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some((start, line))
    })
}
