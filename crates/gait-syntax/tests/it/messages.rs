//! What is said about texts as people type them: once, where it is, and with a hint where there is a good one.

use gait_syntax::parse;

/// A text, and each of its problems as `text at fault: message (hint)`.
const CASES: &[(&str, &[&str])] = &[
    ("(week: (tue: [\"tempo\", thu: [\"easy\"]))", &["thu: expected `]`, found `thu`"]),
    ("(week: (tue: \"tempo\", \"legs\"], thu: []))", &["\"tempo\": expected `[`, found `\"tempo\"`"]),
    ("(week: tue: [\"tempo\"], thu: []))", &["tue: expected `(`, found `tue`"]),
    ("(weeks: , name: \"a\")", &[",: expected a value, found `,`"]),
    ("(weeks 10, name: \"a\")", &["10: expected `:`, found `10`"]),
    ("(weeks: 10 name: \"a\")", &["name: expected `,`, found `name`"]),
    ("(\n  weeks:\n  name: \"a\",\n)", &["name: expected a value, found `name`"]),
    ("(\n  na\n  weeks: 3,\n)", &["weeks: expected `:`, found `weeks`"]),
    (
        "(\n  name: \"a\n  weeks: 3,\n)",
        &[
            "\"a: this text is never closed (end it with `\"`, or see whether the quotes on this line pair up)",
        ],
    ),
    (
        "(tue: [\"tempo, \"legs\"],\n thu: [\"easy\"])",
        &[
            "\"tempo: this text is never closed (end it with `\"`, or see whether the quotes on this line pair up)",
        ],
    ),
    (
        "(date: 2027-01-04, at: 07:00)",
        &[
            "2027-01-04: `2027-01-04` is not a number (text needs quotes: `\"2027-01-04\"`)",
            ":: expected `,`, found `:` (text needs quotes: `\"07:00\"`)",
        ],
    ),
    ("(run: 45 km, b: 1)", &["km: expected `,`, found `km` (text needs quotes: `\"45 km\"`)"]),
    ("[easy 5 km, b]", &["5: expected `,`, found `5` (text needs quotes: `\"easy 5 km\"`)"]),
    ("{\"a\": 1 \"b\": 2}", &["\"b\": expected `,`, found `\"b\"`"]),
    ("(\"a\": 1, \"b\": 2)", &["\"a\": field names stand without quotes, found `\"a\"` (write `a:`)"]),
    ("[a: 1, b: 2]", &["a: a list has no named fields, but `a:` is one"]),
    ("(a: 1; b: 2)", &[";: expected `,`, found `;`"]),
    ("(a = 1)", &["=: expected `:`, found `=`"]),
    ("(a: <b>, c: 1)", &["<: expected a value, found `<`"]),
    ("(a: 1, b)", &["): expected `:` and a value, found `)`"]),
    ("Plan(phases: [Phase(week: (tue: [\"x\"", &[": expected `]`, found the end of the file"]),
    ("Plan(name: \"x\"))", &["): `)` closes nothing"]),
    ("f([\n  \"a\",\n  [\"b\",\n])", &["]: a `]` is missing before this one"]),
    ("f([1], 2])", &["[: a `[` is missing before this one"]),
    (
        "(\n<<<<<<< HEAD\n  a: 1,\n=======\n  a: 2,\n>>>>>>> other\n  b: 3,\n)",
        &[
            "<<<<<<< HEAD: a merge left both versions here (keep one, and take out the lines of marks; the first is read meanwhile)",
        ],
    ),
    ("Plan(name: \"x\") extra", &["extra: expected the end of the file, found `extra`"]),
    ("name: \"x\", weeks: 3", &["name: expected `(` before the first field, found `name`"]),
    ("", &[": expected a value, found the end of the file"]),
    (
        "#![enable(implicit_sme)] 1",
        &["implicit_sme: RON has no extension `implicit_sme` (did you mean `implicit_some`?)"],
    ),
    ("(a: [1, 2)", &["): expected `]`, found `)`"]),
    ("(a: \"b\\q\")", &[r#"\q: unknown escape; known are \n \r \t \0 \" \' \\ \x41 and \u{1F3C3}"#]),
    ("(a: 'long')", &["'long': text stands between double quotes, `\"…\"` (write `\"long\"`)"]),
    ("(name: Half in May, b: 1)", &["in: expected `,`, found `in` (text needs quotes: `\"Half in May\"`)"]),
    (
        "(a: \"x\", # soft ground, really\n # and (another\n b: 2)",
        &["#: comments begin with `//`", "#: comments begin with `//`"],
    ),
    (
        "# spring\n(\n  # a plan\n  a: 1, # one\n)",
        &["#: comments begin with `//`", "#: comments begin with `//`", "#: comments begin with `//`"],
    ),
    // An opener of the wrong kind, where the closer is right.
    ("(a: [b: 1, c: [2]), d: 3)", &["[: expected `(`, found `[`"]),
    ("(a: {b: 1, c: [2]), d: 3)", &["{: expected `(`, found `{`"]),
    ("(a: {(b: 1), (b: 2)], d: 3)", &["{: expected `[`, found `{`"]),
    ("(a: [\"x\": 1, \"y\": 2}, d: 3)", &["[: expected `{`, found `[`"]),
    ("(a: (\"x\": 1, \"y\": 2}, d: 3)", &["(: expected `{`, found `(`"]),
    ("Plan{a: 1, b: 2)", &["{: expected `(`, found `{`"]),
    // A closer of the wrong kind.
    ("(a: {\"x\": Long(\"14 km\"], \"y\": 2}, d: 3)", &["]: expected `)`, found `]`"]),
    // A closer and the comma after it.
    ("({\n  \"x\": Long(\"14 km\"\n  \"y\": Long(\"15 km\"),\n})", &["\"y\": expected `)`, found `\"y\"`"]),
    ("(a: {\"x\": 1, \"y\": }, b: 2)", &["}: expected a value, found `}`"]),
    (
        "(a: [“easy: 5 km”, „X“, «X», `X`, 1], ‘b’: 2)",
        &[
            "“easy: 5 km”: text stands between `\"` and `\"`, not between `“` and `”` (write `\"easy: 5 km\"`)",
            "„X“: text stands between `\"` and `\"`, not between `„` and `“` (write `\"X\"`)",
            "«X»: text stands between `\"` and `\"`, not between `«` and `»` (write `\"X\"`)",
            "`X`: text stands between `\"` and `\"`, not between ``` and ``` (write `\"X\"`)",
            "‘b’: text stands between `\"` and `\"`, not between `‘` and `’` (write `\"b\"`)",
        ],
    ),
    ("(a: “never\n, b: 1)", &["“: expected a value, found `“`"]),
    (
        "(a:\u{a0}1,\u{200b}\u{200b} b: 2)\u{feff}",
        &[
            "\u{a0}: a no-break space (U+00A0) stands here (write a plain space, or remove it)",
            "\u{200b}\u{200b}: a zero-width space (U+200B) stands here (write a plain space, or remove it)",
            "\u{feff}: a byte order mark (U+FEFF) stands here (write a plain space, or remove it)",
        ],
    ),
    ("(a: {\"x\", \"y\": 3}, b: 2)", &[",: expected `:` and a value, found `,`"]),
];

#[test]
fn each_mistake_is_told_once() {
    for (text, expected) in CASES {
        let parse = parse(text);
        let told: Vec<String> = parse
            .problems
            .iter()
            .map(|problem| {
                let help = problem.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
                format!("{}: {}{help}", parse.tree.slice(problem.span), problem.message)
            })
            .collect();
        assert_eq!(told, *expected, "{text}");
        assert!(parse.problems.iter().all(|problem| problem.code == "syntax"));
    }
}

#[test]
fn what_is_never_closed_points_at_its_opener() {
    let parse = parse("Plan(\n  week: (tue: [\"x\",\n");
    assert_eq!(parse.problems.len(), 1);
    let openers: Vec<u32> = parse.problems[0].related.iter().map(|(span, _)| span.start).collect();
    assert_eq!(openers, [20, 14, 4]);
}
