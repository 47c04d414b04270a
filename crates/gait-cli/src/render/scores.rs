//! The numbers behind the interference scores, as `check --explain-score` prints them.

use gait_core::{KeyRun, Scores, WeekOfScores};

use super::counts::counted;
use crate::output::{BOLD, DIM, NAME, painted};

/// The scores of one plan.
pub(crate) fn render(name: &str, scores: &Scores) -> String {
    let about = format!("0 to 100; a planning aid and never an injury risk; model {}", scores.model);
    let mut out = format!("{}: {}\n", painted(format!("interference in {name}"), BOLD), painted(about, DIM));
    if scores.runs.is_empty() {
        out.push_str("  no key run has lifting before it\n");
    }
    for runs in scores.runs.chunk_by(|run, next| run.week == next.week) {
        out.extend(runs.iter().map(one));
        let week = runs.first().and_then(|run| scores.weeks.iter().find(|week| week.week == run.week));
        out.extend(week.map(one_week));
    }
    out.push('\n');
    out
}

/// `week 3: 7.5 in the mean of 3 key runs, 17.8 at worst`
fn one_week(week: &WeekOfScores) -> String {
    let runs = counted(week.runs, "key run", "key runs");
    let text = format!("week {}: {} in the mean of {runs}, {} at worst", week.week, week.mean, week.worst);
    format!("  {}\n", painted(text, DIM))
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
    if !muscles.is_empty() {
        out.push_str(&format!("      {}\n", painted(muscles.join(", "), DIM)));
    }
    out
}
