//! What `gait rules` may be asked.

use super::ProfileName;

#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  gait rules                                 all rules
  gait rules --group volume --verbose        one group, with its parameters
  gait rules --profile strict                what a profile makes of them")]
pub(crate) struct RulesArgs {
    /// Only the rules of this group
    #[arg(long, value_name = "GROUP")]
    pub(crate) group: Option<String>,

    /// Parameters as well, with defaults and ranges
    #[arg(long, short)]
    pub(crate) verbose: bool,

    /// The severities of a profile, with what it changes
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub(crate) profile: Option<ProfileName>,
}
