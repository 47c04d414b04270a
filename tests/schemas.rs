//! The schemas: fresh, and true of what the program reads and prints.

use gait_core::{Inputs, Report, Snapshot, Source, check, diff, schema, scores};
use gait_model::raw;
use gait_model::shape::{Kind, Value as _};
use gait_syntax::{parse, read};
use jsonschema::Validator;
use serde_json::{Value, json};
use suite::shapes::{twin, walk};
use suite::sketch::snapshot;
use suite::{blessing, plans, repo};

const EVERYTHING: &str = include_str!("ron/everything.plan.ron");
const PLAN: Kind = raw::Plan::KIND;

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).unwrap_or_else(|error| panic!("{error}"))
}

/// What a schema holds against a value.
fn complaints(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Asserts that some JSON is what `gait check --format json` prints by its schema.
pub(crate) fn assert_is_a_check(document: &Value) {
    assert_eq!(complaints(&validator(&schema::report()), document), [] as [&str; 0], "{document:#}");
}

/// Asserts that some JSON is a line that `gait watch --format json` prints by its schema.
pub(crate) fn assert_is_a_run(document: &Value) {
    assert_eq!(complaints(&validator(&schema::watch()), document), [] as [&str; 0], "{document:#}");
}

/// The JSON twin of a text.
fn twin_of(text: &str, kind: Kind) -> String {
    twin(parse(text).tree.value().expect("a text with a value"), kind)
}

fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

#[test]
fn schemas_are_fresh() {
    for (name, schema) in [
        ("plan", schema::plan()),
        ("settings", schema::settings()),
        ("report", schema::report()),
        ("diff", schema::difference()),
        ("watch", schema::watch()),
    ] {
        assert!(jsonschema::meta::is_valid(&schema), "{name}.schema.json is a schema");
        let path = repo(&format!("schemas/{name}.schema.json"));
        let fresh = format!("{schema:#}\n");
        if blessing() {
            std::fs::write(&path, &fresh).expect("schemas can be written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == fresh, "schemas/{name}.schema.json is stale; `just bless` writes it anew");
    }
}

#[test]
fn plans_satisfy_their_schema() {
    let validator = validator(&schema::plan());
    let everything = [("everything".to_owned(), EVERYTHING.to_owned())];
    for (name, text) in plans().into_iter().chain(everything) {
        let twin = twin_of(&text, PLAN);
        assert_eq!(complaints(&validator, &value(&twin)), [] as [&str; 0], "{name}");
        let ours = read::<raw::Plan>(&parse(&text).tree).value;
        let theirs: raw::Plan = serde_json::from_str(&twin).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(ours.as_ref() == Some(&theirs), "{name}: the twin says the same");
    }
}

#[test]
fn the_plan_schema_refuses_what_we_refuse() {
    let validator = validator(&schema::plan());
    let refused = |spoil: &dyn Fn(&mut Value)| {
        let mut twin = value(&twin_of(EVERYTHING, PLAN));
        spoil(&mut twin);
        !validator.is_valid(&twin)
    };
    assert!(refused(&|plan| plan["nmae"] = "x".into()), "an unknown field");
    assert!(refused(&|plan| plan["phases"][0]["focus"] = "Bse".into()), "an unknown variant");
    assert!(refused(&|plan| plan["sessions"]["long"] = json!({ "Lnog": "12 km" })), "an unknown kind");
    assert!(
        refused(&|plan| plan["sessions"]["long"] = json!({ "Easy": "1 km", "Long": "1 km" })),
        "two kinds"
    );
    assert!(refused(&|plan| plan["start"] = "04.01.2027".into()), "a date of another form");
    assert!(refused(&|plan| plan["format"] = (-1).into()), "a negative count");
    assert!(refused(&|plan| plan["lint"]["levels"]["no-such-rule"] = "Off".into()), "an unknown rule");
    assert!(
        refused(&|plan| plan["lint"]["params"]["lower-body-before-key-run"]["min_gap_heavy"] = 1000.into()),
        "a parameter outside its range"
    );
    for field in ["format", "name", "phases"] {
        let without = |plan: &mut Value| drop(plan.as_object_mut().and_then(|plan| plan.remove(field)));
        assert!(refused(&without), "{field} is required");
    }
}

#[test]
fn the_schema_speaks_of_the_whole_table() {
    let schema = schema::plan();
    let tree = parse(EVERYTHING).tree;
    let mut seen = 0;
    walk(tree.value().expect("a plan"), PLAN, &mut |used| {
        if let suite::shapes::Use::Field(owner, field, _) = used {
            let described = &schema["$defs"][owner.name]["properties"][field.name]["description"];
            assert_eq!(described.as_str(), Some(field.doc.trim()), "{}", used.label());
            seen += 1;
        }
    });
    assert!(seen > 150, "only {seen} fields seen");
}

#[test]
fn settings_satisfy_their_schema() {
    let validator = validator(&schema::settings());
    let settings = r#"Settings(
        profile: Strict,
        include: ["plans/**"],
        exclude: ["plans/old"],
        levels: { "lower-body-before-key-run": Off, "interference": Advice },
        params: { "lower-body-before-key-run": { "min_gap_heavy": "30 h", "min_gap_moderate": 20.5 } },
    )"#;
    let (_, problems) = gait_rules::settings::read(settings);
    assert_eq!(problems, []);
    let mut twin = value(&twin_of(settings, gait_rules::settings::raw::Settings::KIND));
    assert_eq!(complaints(&validator, &twin), [] as [&str; 0]);
    twin["levels"]["interferences"] = "Off".into();
    assert!(!validator.is_valid(&twin), "an unknown group");
}

#[test]
fn reports_satisfy_their_schema() {
    let validator = validator(&schema::report());
    let half_typed = ("half typed".to_owned(), "Plan(format: 1, name: \"x\", pha".to_owned());
    let empty = ("empty".to_owned(), String::new());
    for (name, text) in plans().into_iter().chain([half_typed, empty]) {
        let inputs = Inputs::plan(Source::new(name.as_str(), text));
        assert_eq!(complaints(&validator, &document(&check(&inputs))), [] as [&str; 0], "{name}");
    }
    assert_eq!(complaints(&validator, &document(&with_fixes())), [] as [&str; 0], "with fixes");
}

#[test]
fn the_report_schema_knows_every_member() {
    let schema = schema::report();
    let members = |value: &Value| value.as_object().map(|o| o.keys().cloned().collect::<Vec<_>>());
    let known = |name: &str| members(&schema["$defs"][name]["properties"]);
    let report = &document(&with_fixes())["reports"][0];
    assert_eq!(members(report), known("Report"));
    let diagnostics = report["diagnostics"].as_array().expect("diagnostics");
    let fixed = diagnostics.iter().find(|d| d["fixes"][0].is_object()).expect("a finding with a fix");
    for (name, value) in [
        ("Diagnostic", fixed),
        ("Place", &fixed["place"]),
        ("Scores", &report["scores"]),
        ("KeyRun", &report["scores"]["runs"][0]),
        ("WeekOfScores", &report["scores"]["weeks"][0]),
        ("Occurrence", &fixed["occurrences"][0]),
        ("Fix", &fixed["fixes"][0]),
        ("Edit", &fixed["fixes"][0]["edits"][0]),
    ] {
        assert_eq!(members(value), known(name), "{name}");
    }
}

#[test]
fn differences_satisfy_their_schema() {
    let validator = validator(&schema::difference());
    let plans: Vec<Snapshot> = plans().iter().map(|(_, text)| snapshot(text)).collect();
    let nothing = snapshot("");
    let pairs = plans.windows(2).map(|pair| (&pair[0], &pair[1]));
    let mut seen = 0;
    for (before, after) in pairs.chain([(&nothing, &plans[0]), (&plans[0], &nothing)]) {
        let document = serde_json::to_value(diff(before, after)).expect("a difference is JSON");
        assert_eq!(complaints(&validator, &document), [] as [&str; 0]);
        seen += document["sessions"].as_array().map_or(0, Vec::len);
    }
    assert!(seen > 50, "only {seen} changes seen");
}

/// The report of a plan whose findings have fixes.
fn with_fixes() -> Report {
    let (name, text) = plans().into_iter().find(|(name, _)| name == "sample-week").expect("a worked plan");
    let inputs = Inputs::plan(Source::new(name, text));
    let snapshot = Snapshot::new(&inputs);
    Report { scores: Some(scores(&snapshot)), ..snapshot.report_with_fixes(&inputs) }
}

/// A report as the command prints it.
fn document(report: &Report) -> Value {
    let counts = json!({ "plans": 1, "errors": 0, "warnings": 0, "advice": 0, "failures": 0 });
    let report = serde_json::to_value(report).expect("a report is JSON");
    json!({ "reports": [report], "failures": [], "summary": counts })
}
