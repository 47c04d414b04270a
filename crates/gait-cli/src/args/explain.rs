//! What `gait explain` may be asked.

use std::path::PathBuf;

use super::SettingsArgs;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Exit code:
  0  done
  1  the plan of --plan has mistakes, and the answer lacks what could not be understood
  2  there is nothing of this name, or the plan could not be read

Examples:
  gait explain how-many-sessions             a question of training, with what the answer rests on
  gait explain how-many-sessions --plan half.plan.ron
                                             the same, with the numbers of a plan
  gait explain lower-body-before-key-run     a rule: what, why, examples, evidence
  gait explain interference                  the rules of a group
  gait explain format                        how a plan is written
  gait explain notation                      how runs and lifts are written
  gait explain threshold                     a word of the glossary
  gait explain exercise-library              the exercises that are known, each of which has a page
  gait explain unknown-field                 a kind of mistake in the text")]
pub(crate) struct ExplainArgs {
    /// A question, a rule, a group, a kind of mistake, a topic or a word; without it, all there is to explain
    ///
    /// Words of a name may be apart: `gait explain how long`.
    #[arg(value_name = "NAME")]
    pub(crate) name: Vec<String>,

    /// Say what a plan holds of it: its numbers, and what the rules find; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "name")]
    pub(crate) plan: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}
