//! The numbers behind the interference scores, as `check --explain-score` prints them.

use gait_core::{KeyRun, Scores};

use crate::output::{BOLD, DIM, NAME, painted};

/// The scores of one plan.
pub(crate) fn render(name: &str, scores: &Scores) -> String {
    let about = format!("0 to 100, a planning aid and never an injury risk; model {}", scores.model);
    let mut out = format!("{} {}\n", painted(format!("interference in {name}"), BOLD), painted(about, DIM));
    if scores.runs.is_empty() {
        out.push_str("  no key run has lifting before it\n");
    }
    for run in &scores.runs {
        out.push_str(&one(run));
    }
    out.push('\n');
    out
}

fn one(run: &KeyRun) -> String {
    let mut out = format!(
        "  {} {}  {}  {} {}{}\n",
        run.weekday,
        run.date,
        painted(&run.name, NAME),
        run.strength,
        run.band,
        painted(format!(", {} with running", run.all), DIM),
    );
    for source in &run.sessions {
        out.push_str(&format!(
            "      {:>5} from `{}` {} h before\n",
            source.score, source.name, source.hours
        ));
    }
    let muscles: Vec<String> = run.muscles.iter().map(|(name, part)| format!("{name} {part}")).collect();
    out.push_str(&format!("      {}\n", painted(muscles.join(", "), DIM)));
    out
}
