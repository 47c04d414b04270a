//! Words of the glossary, each with a page of its own.

/// The page that all words stand on.
const PAGE: &str = include_str!("../topics/glossary.md");

/// A row of the glossary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// The word, or several with one meaning: `week, row`, `reserve (RIR)`.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

impl Word {
    /// All words, in the order of the page.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let rows =
            PAGE.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
        rows.filter(|(name, _)| *name != "word").map(|(name, meaning)| Self { name, meaning })
    }

    /// The word of this name, in any letter case and with blanks or hyphens.
    pub(super) fn find(name: &str) -> Option<Self> {
        let wanted = name.replace('-', " ");
        Self::all().find(|word| word.names().any(|name| name.eq_ignore_ascii_case(&wanted)))
    }

    /// Its names, one by one.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        self.name.split([',', '(', ')']).map(str::trim).filter(|name| !name.is_empty())
    }

    /// The page, Markdown.
    pub(super) fn page(self) -> String {
        format!("# {}\n\n{}.\n\nA word of `gait explain glossary`.\n", self.name, self.meaning)
    }
}

#[cfg(test)]
mod tests {
    use gait_model::notation::{ZONES, Zone};
    use gait_model::pace::{Paces, speed_at};

    use super::*;
    use crate::Subject;

    #[test]
    fn every_word_leads_to_a_page_by_each_of_its_names() {
        assert!(Word::all().count() > 60);
        for word in Word::all() {
            for name in word.names() {
                assert!(Subject::find(&name.replace(' ', "-")).is_some(), "{name}");
            }
        }
        for (name, begins) in [
            ("taper", "# taper\n\nthe last weeks"),
            ("RIR", "# reserve (RIR)\n\nrep"),
            ("key-run", "# key run\n"),
        ] {
            let page = Subject::find(name).expect(name).page();
            assert!(page.starts_with(begins), "{page}");
        }
        assert_eq!(Subject::nearest("thresold"), Some("threshold"));
    }

    #[test]
    fn every_zone_is_a_word_with_the_number_that_is_used() {
        let paces = Paces::from_results(&[]);
        for (name, zone) in ZONES {
            let word = Word::find(name).unwrap_or_else(|| panic!("{name} is not in the glossary"));
            // A marathon is a prediction, and what it is of VDOT depends on how long it takes.
            let before = word.meaning.split_once(" % of VDOT").filter(|_| zone != Zone::Marathon);
            let Some((before, _)) = before else { continue };
            let share: f64 = before.rsplit(' ').next().and_then(|n| n.parse().ok()).expect("a number");
            assert!(
                (speed_at(paces.vdot, share / 100.0) - paces.speed(zone)).abs() < 1e-9,
                "{name}: {share} %"
            );
        }
    }
}
