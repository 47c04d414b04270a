//! JUnit XML for the test reports of CI services: a suite for each file, a case for each finding.
//!
//! A finding that does not make the check fail is a skipped case: it is shown, and the report stays green. A case is named
//! by what identifies its finding, so that services which compare runs see what is new.

use std::collections::HashMap;

use gait_core::{Diagnostic, Report};
use gait_files::{FileError, shown};
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::place::{in_words, relative};
use super::text::plain;
use crate::args::FailOn;

/// What comes before the first suite.
pub(crate) const BEGIN: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gait check\">\n";
/// What comes after the last.
pub(crate) const END: &str = "</testsuites>\n";

/// The suite of a file.
pub(crate) fn render(report: &Report, fail_on: FailOn) -> String {
    let file = plain(&relative(&report.source));
    let mut suite = TestSuite::new(file.as_str());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for diagnostic in &report.diagnostics {
        let name = diagnostic.identity();
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        // Two mistakes may be the same in words.
        let name = if *times > 1 { format!("{name} ({times})") } else { name };
        suite.add_test_case(case(&file, &name, diagnostic, fail_on));
    }
    if report.diagnostics.is_empty() {
        suite.add_test_case(named(&file, "nothing to report", TestCaseStatus::success()));
    }
    written(suite)
}

/// The suite of an input that could not be checked.
pub(crate) fn failure(error: &FileError) -> String {
    let file = plain(&relative(&shown(error.path())));
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("not-checked").set_message(error.to_string());
    if let Some(hint) = error.hint() {
        status.set_description(format!("help: {hint}"));
    }
    let mut suite = TestSuite::new(file.as_str());
    suite.add_test_case(named(&file, "can be checked", status));
    written(suite)
}

fn case(file: &str, name: &str, diagnostic: &Diagnostic, fail_on: FailOn) -> TestCase {
    let mut status = match fail_on.fails(diagnostic.severity) {
        true => TestCaseStatus::non_success(NonSuccessKind::Failure),
        false => TestCaseStatus::skipped(),
    };
    status
        .set_type(diagnostic.code)
        .set_message(diagnostic.message.as_str())
        .set_description(in_words(file, diagnostic));
    named(file, name, status)
}

fn named(file: &str, name: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(file);
    case
}

/// The suite as XML, without the document around it: documents of many plans are written piece by piece.
fn written(suite: TestSuite) -> String {
    let mut document = quick_junit::Report::new("");
    document.add_test_suite(suite);
    let text = document.to_string().unwrap_or_else(|error| unreachable!("memory can be written: {error}"));
    let from = text.find("<testsuite ").unwrap_or(0);
    let to = text.rfind("</testsuites>").unwrap_or(text.len());
    format!("    {}", &text[from..to])
}
