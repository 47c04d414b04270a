//! The works that pages name as evidence: read from `references.ron`, found by the keys that stand in a page.

use std::fmt;
use std::sync::LazyLock;

use gait_syntax::{Map, Problem};

/// What may be written in `references.ron`.
mod raw {
    use gait_model::shape::kinds::{Count, Text};
    use gait_model::{shape, variants};

    shape! {
        /// A work.
        struct Work {
            /// Family names with initials.
            required authors: Text,
            /// The title, without accents.
            required title: Text,
            /// Where it was published, as indexes shorten it.
            required journal: Text,
            /// The year; left out where there is none.
            optional year: Count,
            /// Volume, issue and pages.
            optional pages: Text,
            /// The identifier without `https://doi.org/`.
            optional doi: Text,
            /// The number in PubMed, where there is no `doi`.
            optional pmid: Count,
            /// How far the work itself was looked at.
            required status: Status,
            /// What is known less well than `status` says.
            optional note: Text,
        }
    }

    variants! {
        /// How far a work itself was looked at.
        enum Status {
            /// Its text or its abstract.
            Read,
            /// What others cite of it, with its identifier.
            Seen,
            /// From memory.
            Memory,
        }
    }
}

/// How far a work itself was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Its text or its abstract was read.
    Read,
    /// It was seen cited, with its identifier, and not opened.
    Seen,
    /// It is named from memory.
    Memory,
}

impl Status {
    /// How it is written behind a citation.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Seen => "seen",
            Self::Memory => "from memory",
        }
    }
}

/// A work that pages name.
#[derive(Clone, Debug)]
pub struct Work {
    /// What pages call it: `Doma2017`.
    pub key: String,
    /// Family names with initials.
    pub authors: String,
    /// The title.
    pub title: String,
    /// Where it was published.
    pub journal: String,
    /// The year.
    pub year: Option<u32>,
    /// Volume, issue and pages.
    pub pages: Option<String>,
    /// `doi:10.…` or `PMID …`.
    pub identifier: Option<String>,
    /// How far it was looked at.
    pub status: Status,
    /// What is known less well than the status says.
    pub note: Option<String>,
}

impl fmt::Display for Work {
    /// Authors, title, place, identifier, status: one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stop = |text: &str| if text.ends_with(['.', '?', '!']) { "" } else { "." };
        write!(f, "{}{} {}{} ", self.authors, stop(&self.authors), self.title, stop(&self.title))?;
        f.write_str(&self.journal)?;
        self.year.map_or(Ok(()), |year| write!(f, " {year}"))?;
        self.pages.as_ref().map_or(Ok(()), |pages| write!(f, ";{pages}"))?;
        self.identifier.as_ref().map_or(Ok(()), |identifier| write!(f, ". {identifier}"))?;
        write!(f, " ({}", self.status.name())?;
        self.note.as_ref().map_or(Ok(()), |note| write!(f, "; {note}"))?;
        f.write_str(")")
    }
}

/// The file, which is part of the program.
const TEXT: &str = include_str!("../references.ron");

static WORKS: LazyLock<Vec<Work>> = LazyLock::new(|| read_all(TEXT).0);

/// Every work, by key.
#[must_use]
pub fn works() -> &'static [Work] {
    &WORKS
}

/// The works that a page names, each once, by key.
#[must_use]
pub fn cited(page: &str) -> Vec<&'static Work> {
    works().iter().filter(|work| words(page).any(|word| word == work.key)).collect()
}

/// The words of a page that look like the key of a work: a name with a year, `Doma2017`, `DomaDeakin2013a`.
pub fn keys(page: &str) -> impl Iterator<Item = &str> {
    words(page).filter(|word| {
        let stem = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let name = stem.trim_end_matches(|c: char| c.is_ascii_digit());
        word.len() - stem.len() <= 1
            && stem.len() - name.len() == 4
            && name.starts_with(|c: char| c.is_alphabetic())
            && name.chars().all(char::is_alphabetic)
    })
}

fn words(page: &str) -> impl Iterator<Item = &str> {
    page.split(|c: char| !c.is_alphanumeric())
}

/// Reads the file; what is wrong in it is left out, and a test says that nothing is.
fn read_all(text: &str) -> (Vec<Work>, Vec<Problem>) {
    let parse = gait_syntax::parse(text);
    let read = gait_syntax::read::<Map<raw::Work>>(&parse.tree);
    let mut problems = parse.problems;
    problems.extend(read.problems);
    let entries = read.value.map_or(Vec::new(), |map| map.0);
    (entries.iter().filter_map(|(key, raw)| work(&key.value, &raw.value)).collect(), problems)
}

fn work(key: &str, raw: &raw::Work) -> Option<Work> {
    let doi = raw.doi.get().map(|doi| format!("doi:{doi}"));
    Some(Work {
        key: key.to_owned(),
        authors: raw.authors.get()?.clone(),
        title: raw.title.get()?.clone(),
        journal: raw.journal.get()?.clone(),
        year: raw.year.get().copied(),
        pages: raw.pages.get().cloned(),
        identifier: doi.or_else(|| raw.pmid.get().map(|pmid| format!("PMID {pmid}"))),
        status: match raw.status.get()? {
            raw::Status::Read => Status::Read,
            raw::Status::Seen => Status::Seen,
            raw::Status::Memory => Status::Memory,
        },
        note: raw.note.get().cloned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_without_mistakes_and_in_order() {
        assert_eq!(read_all(TEXT).1, []);
        let keys: Vec<String> = works().iter().map(|work| work.key.to_lowercase()).collect();
        assert!(keys.len() > 20 && keys.is_sorted(), "{keys:?}");
        assert_eq!(keys.len(), TEXT.matches("authors:").count(), "every entry is complete");
    }

    #[test]
    fn the_year_of_a_work_is_that_of_its_key() {
        for work in works() {
            let digits: String = work.key.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(work.year.map_or(String::new(), |year| year.to_string()), digits, "{}", work.key);
        }
    }

    #[test]
    fn keys_are_told_from_words() {
        let page = "worse (Doma2017, DomaDeakin2013a); from 2017 to 2018, A2017ab, sub-5k, Plan2027-05";
        assert_eq!(keys(page).collect::<Vec<_>>(), ["Doma2017", "DomaDeakin2013a", "Plan2027"]);
        let cited: Vec<&str> = cited(page).iter().map(|work| work.key.as_str()).collect();
        assert_eq!(cited, ["Doma2017", "DomaDeakin2013a"]);
    }

    #[test]
    fn a_citation_is_one_line() {
        let cited = cited("Seiler2010");
        let shown = "Seiler S. What is best practice for training intensity and duration distribution in endurance \
                     athletes? Int J Sports Physiol Perform 2010;5(3):276-291. doi:10.1123/ijspp.5.3.276 (seen)";
        assert_eq!(cited.first().map(|work| work.to_string()), Some(shown.to_owned()));
    }
}
