//! What to check: paths become plans, each with the settings that hold for it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gait_core::{Inputs, SettingsFile, Source};
use gait_files::{FileError, Patterns, PlanFile, SettingsLookup, Without, shown};

use crate::args::SettingsArgs;
use crate::failure::Failure;

/// What standard input is called in messages.
const STDIN: &str = "<stdin>";

/// A plan that is not read yet.
#[derive(Debug)]
pub(crate) struct Job {
    plan: Where,
    settings: Option<Arc<SettingsFile>>,
}

#[derive(Debug)]
enum Where {
    File(PathBuf),
    Stdin(PathBuf),
}

impl Job {
    /// The file the plan is in; nothing for standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.plan {
            Where::File(path) => Some(path),
            Where::Stdin(_) => None,
        }
    }

    /// The settings that hold for the plan.
    pub(crate) const fn settings(&self) -> Option<&Arc<SettingsFile>> {
        self.settings.as_ref()
    }

    /// Whether the settings have mistakes, and may mean other than what was understood of them.
    pub(crate) fn has_spoilt_settings(&self) -> bool {
        self.settings.as_ref().is_some_and(|settings| !settings.problems.is_empty())
    }

    /// Takes the plan for these bytes.
    pub(crate) fn with_bytes(&self, path: &Path, bytes: Vec<u8>) -> Result<Inputs, FileError> {
        let text = gait_files::decode(path, bytes)?;
        Ok(Inputs { plan: Source::new(shown(path), text), settings: self.settings.clone() })
    }

    /// Reads the plan.
    pub(crate) fn read(&self) -> Result<Inputs, FileError> {
        let (name, text) = match &self.plan {
            Where::File(path) => (path, gait_files::read(path)?),
            Where::Stdin(name) => (name, gait_files::read_stdin(name)?),
        };
        Ok(Inputs { plan: Source::new(shown(name), text), settings: self.settings.clone() })
    }
}

/// All there is to check.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// The plans by path, with what is wrong with a path in its place.
    pub(crate) jobs: Vec<Result<Job, FileError>>,
    /// Every file with settings that holds for one of them.
    pub(crate) settings: Vec<Arc<SettingsFile>>,
    /// Files with settings that cannot be read.
    pub(crate) failures: Vec<FileError>,
}

/// Finds the plans and their settings.
///
/// A plan whose settings cannot be read is not checked: it would be held to others than its author's. If the command line
/// names those settings, that holds for all, and no plan is looked for.
///
/// # Errors
/// If standard input has a name and is not among the paths.
pub(crate) fn gather(paths: &[PathBuf], args: &SettingsArgs) -> Result<Gathered, Failure> {
    named_stdin_is_read(paths.iter().any(|path| path.as_os_str() == "-"), args)?;
    let mut finder = Finder::new(args);
    let mut jobs = Vec::new();
    if !matches!(finder.fixed, Some(Err(_))) {
        let (stdin, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
            paths.iter().partition(|path| path.as_os_str() == "-");
        if !stdin.is_empty() {
            jobs.push(finder.stdin(args));
        }
        let found = gait_files::discover(&files);
        jobs.extend(finder.plans(found));
    }
    Ok(Gathered { jobs, settings: finder.files, failures: finder.failures })
}

/// A name for standard input would be for nothing where that is not read.
pub(crate) fn named_stdin_is_read(is_read: bool, args: &SettingsArgs) -> Result<(), Failure> {
    match args.stdin_filename {
        Some(_) if !is_read => Err(Failure::Unknown {
            message: "`--stdin-filename` is the name of standard input, which is not read".to_owned(),
            hint: Some("`-` in the place of a file reads it".to_owned()),
        }),
        _ => Ok(()),
    }
}

/// One plan with the settings that hold for it.
pub(crate) fn with_settings(path: &Path, args: &SettingsArgs) -> Result<Inputs, Failure> {
    let gathered = gather(&[path.to_owned()], args)?;
    if let Some(failure) = gathered.failures.into_iter().next() {
        return Err(failure.into());
    }
    let count = gathered.jobs.len();
    match gathered.jobs.into_iter().next() {
        Some(job) if count == 1 => Ok(job?.read()?),
        _ => Err(Failure::Unknown {
            message: format!("{} holds {count} plans, and one is asked for", shown(path)),
            hint: Some("name the file".to_owned()),
        }),
    }
}

/// The settings that hold for a file of this name, whether it is there or not.
pub(crate) fn settings_for(path: &Path, args: &SettingsArgs) -> Result<Option<Arc<SettingsFile>>, Failure> {
    let mut finder = Finder::new(args);
    let settings = finder.in_force(path);
    match finder.failures.into_iter().next() {
        Some(failure) => Err(failure.into()),
        None => Ok(settings.ok().flatten().map(|(file, _)| file)),
    }
}

/// One plan, without settings.
pub(crate) fn single(path: &Path) -> Result<Inputs, FileError> {
    let plan = match path.as_os_str() == "-" {
        true => Where::Stdin(PathBuf::from(STDIN)),
        false => Where::File(path.to_owned()),
    };
    Job { plan, settings: None }.read()
}

/// Settings and the patterns in them, or the file that cannot be read.
type InForce = Result<Option<(Arc<SettingsFile>, Arc<Patterns>)>, PathBuf>;

struct Finder {
    /// The settings for every plan, if the command line says so.
    fixed: Option<InForce>,
    lookup: SettingsLookup,
    known: HashMap<PathBuf, InForce>,
    files: Vec<Arc<SettingsFile>>,
    failures: Vec<FileError>,
}

impl Finder {
    fn new(args: &SettingsArgs) -> Self {
        let mut finder = Self {
            fixed: args.isolated.then_some(Ok(None)),
            lookup: SettingsLookup::default(),
            known: HashMap::new(),
            files: Vec::new(),
            failures: Vec::new(),
        };
        if let Some(path) = &args.config {
            finder.fixed = Some(finder.load(path));
        }
        finder
    }

    fn stdin(&mut self, args: &SettingsArgs) -> Result<Job, FileError> {
        let name = args.stdin_filename.clone().unwrap_or_else(|| PathBuf::from(STDIN));
        match self.in_force(&name) {
            Ok(in_force) => Ok(Job { plan: Where::Stdin(name), settings: in_force.map(|(file, _)| file) }),
            Err(settings) => Err(FileError::NoSettings { path: name, settings }),
        }
    }

    /// Leaves out the plans that settings leave out.
    fn plans(&mut self, found: Vec<Result<PlanFile, FileError>>) -> Vec<Result<Job, FileError>> {
        let mut kept: HashMap<PathBuf, (usize, usize)> = HashMap::new();
        let mut jobs = Vec::new();
        for plan in found {
            let plan = match plan {
                Ok(plan) => plan,
                Err(error) => {
                    jobs.push(Err(error));
                    continue;
                }
            };
            let in_force = match self.in_force(&plan.path) {
                Ok(in_force) => in_force,
                Err(settings) => {
                    // The folder is not without plans.
                    kept.entry(plan.from).or_default().1 += 1;
                    jobs.push(Err(FileError::NoSettings { path: plan.path, settings }));
                    continue;
                }
            };
            let covered =
                plan.is_named() || in_force.as_ref().is_none_or(|(_, patterns)| patterns.cover(&plan.path));
            let (left_out, checked) = kept.entry(plan.from).or_default();
            if covered {
                *checked += 1;
                jobs.push(Ok(Job { plan: Where::File(plan.path), settings: in_force.map(|(file, _)| file) }));
            } else {
                *left_out += 1;
            }
        }
        let mut empty: Vec<(PathBuf, (usize, usize))> =
            kept.into_iter().filter(|(_, (_, checked))| *checked == 0).collect();
        empty.sort();
        jobs.extend(empty.into_iter().map(|(path, (left_out, _))| {
            Err(FileError::NoPlans { path, without: Without::Excluded(left_out) })
        }));
        jobs
    }

    fn in_force(&mut self, plan: &Path) -> InForce {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        let Some(path) = self.lookup.find(plan) else { return Ok(None) };
        if let Some(known) = self.known.get(&path) {
            return known.clone();
        }
        let loaded = self.load(&path);
        self.known.insert(path, loaded.clone());
        loaded
    }

    fn load(&mut self, path: &Path) -> InForce {
        let near = near_here(path);
        let text = match gait_files::read(&near) {
            Ok(text) => text,
            Err(error) => {
                self.failures.push(error);
                return Err(near);
            }
        };
        let mut file = SettingsFile::read(Source::new(shown(&near), text));
        let folder = path.parent().unwrap_or(Path::new(""));
        let (patterns, bad) = Patterns::new(
            folder,
            file.settings.include.iter().map(|pattern| pattern.value.as_str()),
            file.settings.exclude.iter().map(|pattern| pattern.value.as_str()),
        );
        for pattern in bad {
            file.report_pattern(pattern.index, &pattern.reason);
        }
        let file = Arc::new(file);
        self.files.push(Arc::clone(&file));
        Ok(Some((file, Arc::new(patterns))))
    }
}

/// A path as a reader in the current folder would write it, if the folder is in the same branch of the tree.
pub(crate) fn near_here(path: &Path) -> PathBuf {
    let Ok(here) = std::env::current_dir() else { return path.to_owned() };
    let Some(common) = path.ancestors().skip(1).find(|folder| here.starts_with(folder)) else {
        return path.to_owned();
    };
    let up = here.strip_prefix(common).map_or(0, |rest| rest.components().count());
    let down = path.strip_prefix(common).unwrap_or(path);
    // Up to the root and down again says less than the path itself.
    if common.parent().is_none() {
        path.to_owned()
    } else {
        std::iter::repeat_n("..", up).collect::<PathBuf>().join(down)
    }
}
