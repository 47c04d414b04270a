//! What an editor asks about a plan, and the answers.

use serde_json::{Value, json};
use suite::client::{Client, apply, offset, position, uri};
use suite::command::Folder;

use super::snapshot;

/// A plan in which everything has a name.
const PLAN: &str = r#"// Two weeks.
// Not more.
Plan(
    format: 1,
    name: "Zwei Wochen 🏃",
    start: "2027-03-01",
    sessions: {
        "tempo": Tempo("2 km easy + 20 min threshold"), "lower": Strength(["mine 3x8/side", "hip-thrust 3x10 rir 2"]),
        "long": Long("12 km"),
    },
    exercises: { "mine": Exercise(like: "split-squat") },
    phases: [
        Phase(name: "All", weeks: 2, week: (
            mon: ["easy: 40 min",   "lower @ 18:00"],
            /* 日 😀 */ tue: ["tempo @ 07:00"],
            sat: ["long"],
        ), ramp: { "long": Grow(by: "1 km", to: "14 km") }),
    ],
)
"#;

/// A client that can do much.
pub(super) fn able() -> Value {
    json!({
        "textDocument": {
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "definition": { "linkSupport": true },
            "rename": { "prepareSupport": true },
            "completion": { "completionItem": { "snippetSupport": true } },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    })
}

/// An able client with the plan open.
fn ready(folder: &Folder) -> (Client, String) {
    let plan = uri(folder, "a.plan.ron");
    let mut client = Client::start(folder);
    client.initialize(&able(), &json!({ "workspaceDiagnostics": false }));
    client.open(&plan, PLAN);
    client.forget();
    (client, plan)
}

/// A place in the plan: in the first `needle`, at its mark `|`.
fn at(plan: &str, needle: &str) -> Value {
    let before = needle.find('|').expect("the needle has a mark");
    let start = PLAN.find(&needle.replace('|', "")).unwrap_or_else(|| panic!("`{needle}` is in the plan"));
    let position = suite::client::position_at(PLAN, start + before);
    json!({ "textDocument": { "uri": plan }, "position": position })
}

/// The plan after the edits of an answer that are meant for its first version.
fn edited(answer: &Value) -> String {
    let change = &answer["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1, "{answer}");
    apply(PLAN, &change["edits"])
}

#[test]
fn the_structure_of_a_plan() {
    let folder = Folder::quiet();
    let (mut client, plan) = ready(&folder);
    let document = json!({ "textDocument": { "uri": plan } });
    client.request("textDocument/documentSymbol", document.clone());
    client.request("textDocument/foldingRange", document.clone());
    let inside = at(&plan, "20 min thre|shold")["position"].clone();
    let nowhere = json!({ "line": 99, "character": 0 });
    client.request(
        "textDocument/selectionRange",
        json!({ "textDocument": { "uri": plan }, "positions": [inside, nowhere] }),
    );
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    client.request("textDocument/inlayHint", json!({ "textDocument": { "uri": plan }, "range": range }));
    snapshot("structure", client.transcript());
    client.finish();
}

#[test]
fn a_client_that_can_do_little_gets_flat_symbols_and_whole_lines() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let mut client = Client::start(&folder);
    let lines = json!({ "textDocument": { "foldingRange": { "lineFoldingOnly": true } } });
    client.initialize(&lines, &json!({ "workspaceDiagnostics": false }));
    client.open(&plan, PLAN);
    client.forget();
    let document = json!({ "textDocument": { "uri": plan } });
    let symbols = client.request("textDocument/documentSymbol", document.clone());
    let long = symbols.as_array().expect("a list").iter().find(|it| it["name"] == "long").expect("a session");
    assert_eq!(
        (&long["containerName"], &long["location"]["range"]["start"]["line"]),
        (&json!("sessions"), &json!(8))
    );
    client.request("textDocument/foldingRange", document);
    client.request("textDocument/definition", at(&plan, "\"te|mpo @ 07"));
    let mut rename = at(&plan, "\"te|mpo @ 07");
    rename["newName"] = json!("threshold");
    client.request("textDocument/rename", rename);
    let text = client.transcript().to_owned();
    snapshot("plain", &text[text.find("→ textDocument/foldingRange").expect("it was asked")..]);
    client.finish();
}

#[test]
fn names_lead_to_what_they_name() {
    let folder = Folder::quiet();
    let (mut client, plan) = ready(&folder);
    client.request("textDocument/definition", at(&plan, "\"te|mpo @ 07"));
    client.request("textDocument/definition", at(&plan, "\"mi|ne 3x8"));
    client.request("textDocument/definition", at(&plan, "\"ea|sy: 40"));
    let mut references = at(&plan, "\"lo|ng\": Long");
    references["context"] = json!({ "includeDeclaration": false });
    client.request("textDocument/references", references.clone());
    references["context"] = json!({ "includeDeclaration": true });
    client.request("textDocument/references", references);
    client.request("textDocument/documentHighlight", at(&plan, "\"mi|ne 3x8"));
    snapshot("names", client.transcript());
    client.finish();
}

#[test]
fn names_change_wherever_they_stand() {
    let folder = Folder::quiet();
    let (mut client, plan) = ready(&folder);
    let can = client.request("textDocument/prepareRename", at(&plan, "\"te|mpo @ 07"));
    assert_eq!(can["placeholder"], "tempo");
    assert_eq!(client.request("textDocument/prepareRename", at(&plan, "Zwei Wo|chen")), Value::Null);
    let mut rename = at(&plan, "\"lo|ng\": Grow");
    rename["newName"] = json!("long-run");
    let after = edited(&client.request("textDocument/rename", rename.clone()));
    assert_eq!(after, PLAN.replace("\"long\"", "\"long-run\""));
    rename["newName"] = json!("tempo");
    client.request("textDocument/rename", rename.clone());
    rename["newName"] = json!("Long Run!");
    client.request("textDocument/rename", rename);
    snapshot("rename", client.transcript());
    client.finish();
}

#[test]
fn plans_are_formatted_whole_or_in_part() {
    let folder = Folder::quiet();
    let (mut client, plan) = ready(&folder);
    let options = json!({ "tabSize": 8, "insertSpaces": false });
    let whole = client
        .request("textDocument/formatting", json!({ "textDocument": { "uri": plan }, "options": options }));
    let formatted = apply(PLAN, &whole);
    assert!(formatted.contains(r#"mon: ["easy: 40 min", "lower @ 18:00"],"#), "{formatted}");
    let line = position(PLAN, "mon: [");
    let range = json!({ "start": line, "end": line });
    let part = client.request(
        "textDocument/rangeFormatting",
        json!({ "textDocument": { "uri": plan }, "range": range, "options": options }),
    );
    let part = apply(PLAN, &part);
    assert!(part.contains(r#"mon: ["easy: 40 min", "lower @ 18:00"],"#), "{part}");
    client.change(&plan, 2, json!([{ "text": formatted }]));
    let again = client
        .request("textDocument/formatting", json!({ "textDocument": { "uri": plan }, "options": options }));
    assert_eq!(again, json!([]), "what is formatted stays as it is");
    client.finish();
}

/// The words of semantic tokens with their kinds, and the numbers checked on the way.
fn words(text: &str, legend: &Value, data: &Value) -> Vec<String> {
    let numbers: Vec<u64> =
        data.as_array().expect("a list").iter().map(|n| n.as_u64().expect("a number")).collect();
    let (mut line, mut column) = (0, 0);
    let word = |token: &[u64]| {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        let start = offset(text, &json!({ "line": line, "character": column }));
        let end = offset(text, &json!({ "line": line, "character": column + token[2] }));
        let mut kind = legend["tokenTypes"][usize::try_from(token[3]).expect("small")]
            .as_str()
            .expect("a name")
            .to_owned();
        for (bit, mark) in [(1, "!"), (2, "°")] {
            kind.push_str(if token[4] & bit == 0 { "" } else { mark });
        }
        format!("{}={kind}", &text[start..end])
    };
    numbers.chunks(5).map(word).collect()
}

#[test]
fn words_have_colours() {
    let folder = Folder::quiet();
    let plan = uri(&folder, "a.plan.ron");
    let mut client = Client::start(&folder);
    let can = client.initialize(&able(), &json!({ "workspaceDiagnostics": false }));
    let legend = can["capabilities"]["semanticTokensProvider"]["legend"].clone();
    client.open(&plan, PLAN);
    let document = json!({ "textDocument": { "uri": plan } });
    let full = client.request("textDocument/semanticTokens/full", document.clone());
    let all = words(PLAN, &legend, &full["data"]);
    snapshot("colours", &all.join("\n"));
    let line = |needle: &str| json!({ "line": position(PLAN, needle)["line"], "character": 0 });
    let range = json!({ "start": line("tue:"), "end": line("sat:") });
    let part = client.request(
        "textDocument/semanticTokens/range",
        json!({ "textDocument": { "uri": plan }, "range": range }),
    );
    let part = words(PLAN, &legend, &part["data"]);
    assert!(part.len() > 5 && all.windows(part.len()).any(|window| window == part), "{part:?}");

    // What is different, taken over by hand, is what a new question gives.
    let changed = PLAN.replace("tempo @ 07:00", "tempo @ 07:00\", \"easy: 3 km");
    client.change(&plan, 2, json!([{ "text": changed }]));
    let delta = client.request(
        "textDocument/semanticTokens/full/delta",
        json!({ "textDocument": { "uri": plan }, "previousResultId": full["resultId"] }),
    );
    let mut data = full["data"].as_array().expect("a list").clone();
    let edit = &delta["edits"][0];
    let number = |name: &str| usize::try_from(edit[name].as_u64().expect("a number")).expect("small");
    let start = number("start");
    assert!(number("deleteCount") < 20, "an edit is small: {delta}");
    data.splice(
        start..start + number("deleteCount"),
        edit["data"].as_array().expect("a list").iter().cloned(),
    );
    let fresh = client.request("textDocument/semanticTokens/full", document);
    assert_eq!(json!(data), fresh["data"]);
    let unknown = json!({ "textDocument": { "uri": plan }, "previousResultId": "from another life" });
    let all = client.request("textDocument/semanticTokens/full/delta", unknown);
    assert_eq!(all["data"], fresh["data"], "a client that has something else gets everything");
    client.finish();
}
