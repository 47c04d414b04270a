//! A check as one document of a format: what stands before, between and after the reports of single files.

use std::collections::BTreeSet;

use gait_files::FileError;
use serde::Serialize;

use super::comment::Comment;
use super::json::Failed;
use super::{github, json, junit, sarif};
use crate::args::Format;
use crate::totals::Totals;

/// The report of one file, rendered.
pub(crate) struct Part {
    /// The name of the file.
    pub(crate) source: String,
    pub(crate) text: String,
    /// Advice, warnings, errors.
    pub(crate) counts: [usize; 3],
    /// The rules and kinds of mistakes in it.
    pub(crate) codes: Vec<&'static str>,
}

/// A document that is written piece by piece, so that memory stays flat however many files there are.
pub(crate) struct Document {
    format: Format,
    /// So many parts with a text have been written.
    parts: usize,
    codes: BTreeSet<&'static str>,
    failures: Vec<Failed>,
    comment: Comment,
}

impl Document {
    pub(crate) fn new(format: Format) -> Self {
        Self { format, parts: 0, codes: BTreeSet::new(), failures: Vec::new(), comment: Comment::default() }
    }

    /// What is written first.
    pub(crate) const fn begin(&self) -> &'static str {
        match self.format {
            Format::Json => json::BEGIN,
            Format::Sarif => sarif::BEGIN,
            Format::Junit => junit::BEGIN,
            Format::Human | Format::Concise | Format::Github | Format::Markdown => "",
        }
    }

    /// What is written for a part: what parts it from the one before, then its text.
    pub(crate) fn part<'p>(&mut self, part: &'p Part) -> [&'p str; 2] {
        let between = match self.format {
            Format::Json => json::BETWEEN,
            Format::Sarif => {
                self.codes.extend(&part.codes);
                sarif::BETWEEN
            }
            Format::Markdown => {
                self.comment.add(&part.source, part.counts, &part.text);
                return ["", ""];
            }
            Format::Human | Format::Concise | Format::Github | Format::Junit => "",
        };
        if part.text.is_empty() {
            return ["", ""];
        }
        self.parts += 1;
        [if self.parts > 1 { between } else { "" }, &part.text]
    }

    /// What is written for an input that could not be checked; nothing if the document has no place for it.
    pub(crate) fn failure(&mut self, error: &FileError) -> Option<String> {
        match self.format {
            Format::Human | Format::Concise => None,
            Format::Github => Some(github::failure(error)),
            Format::Junit => Some(junit::failure(error)),
            Format::Json | Format::Sarif | Format::Markdown => {
                self.failures.push(Failed::new(error));
                Some(String::new())
            }
        }
    }

    /// What is written last; `words` are what a person reads of the totals.
    pub(crate) fn end(&self, totals: &Totals, words: &str, baseline: Option<&impl Serialize>) -> String {
        match self.format {
            Format::Human | Format::Concise | Format::Github => String::new(),
            Format::Json => json::end(&self.failures, totals, baseline),
            Format::Sarif => sarif::end(&self.failures, &self.codes),
            Format::Junit => junit::END.to_owned(),
            Format::Markdown => {
                self.comment.end(&anstream::adapter::strip_str(words).to_string(), &self.failures)
            }
        }
    }
}
