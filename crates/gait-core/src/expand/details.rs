//! What a session says beside its content: effort, planned time, warm-up, words; and its lifts with everything they say.

use gait_model::calendar::Session;
use gait_model::plan::{Content, Lift, PartialReason, SessionDef, WarmUp};

use super::content;

/// What the author says beside the content, in a fixed order.
pub(super) fn details(session: &Session) -> Vec<String> {
    let def = &session.def;
    let mut out: Vec<String> = session.alternatives.iter().map(|(name, def)| instead(name, def)).collect();
    out.extend(def.duration.as_ref().map(|time| format!("planned {}", time.value)));
    out.extend(def.focus.as_ref().map(|focus| format!("focus {:?}", focus.value)));
    out.extend(def.warm_up.as_ref().map(|warm_up| match &warm_up.value {
        WarmUp::Time(time) => format!("warm-up {time}"),
        WarmUp::Lifts(lifts) => {
            format!("warm-up {}", lifts.iter().map(in_full).collect::<Vec<_>>().join(", "))
        }
    }));
    out.extend(def.rpe.map(|rpe| format!("rpe {rpe}")));
    out.extend(def.intent.as_ref().map(|intent| format!("intent {intent:?}")));
    out.extend(def.note.as_ref().map(|note| format!("note: {note}")));
    out
}

fn instead(name: &str, def: &SessionDef) -> String {
    match content(&def.content) {
        text if text.is_empty() => format!("or {name}"),
        text => format!("or {name}: {text}"),
    }
}

/// The lifts of a session with everything they say, in order; none for other kinds.
pub(super) fn lifts_in_full(content: &Content) -> Vec<String> {
    match content {
        Content::Strength(lifts) => lifts.iter().map(in_full).collect(),
        _ => Vec::new(),
    }
}

fn in_full(lift: &Lift) -> String {
    let mut out = super::lift(lift);
    let mut add = |text: String| out.push_str(&text);
    if let Some(rest) = &lift.rest {
        add(format!(" rest {}", rest.value));
    }
    if lift.test {
        add(" test".to_owned());
    }
    for (side, sets) in ["left", "right"].into_iter().zip(lift.left_and_right()) {
        if let Some(sets) = sets {
            add(format!(", {side} {}", sets.value));
        }
    }
    if let Some(height) = &lift.box_height {
        add(format!(", box {}", height.value));
    }
    if let Some(rom) = &lift.rom {
        add(format!(", {}", range_of_motion(rom.value.as_ref())));
    }
    if let Some(breath) = &lift.breath {
        add(format!(", breath {:?}", breath.value));
    }
    if let Some(superset) = lift.superset {
        add(format!(", superset {}", superset + 1));
    }
    if let Some(note) = &lift.note {
        add(format!(", note: {note}"));
    }
    out
}

fn range_of_motion(partial: Option<&PartialReason>) -> String {
    partial.map_or_else(|| "full range".to_owned(), |reason| format!("partial range: {reason:?}"))
}
