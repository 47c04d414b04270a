//! Mistakes in a text: what `design` says is wrong is found, with a position and a hint.

use suite::files;
use suite::golden::{File, fail_with, judge_mistakes};

const CASES: &str = "tests/mistakes";

#[test]
fn mistakes_are_found() {
    let mut wrong = Vec::new();
    for (name, text) in files(CASES, ".ron") {
        let file = File::cases(format!("{CASES}/{name}.ron"), text);
        assert!(!file.cases.is_empty(), "{}: cases stand below `// -- name`", file.path);
        wrong.extend(file.check(&|case, _| judge_mistakes(case)));
    }
    fail_with(&wrong);
}
