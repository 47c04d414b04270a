//! Versions of files that git keeps, read with the user's own `git`.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::discover::shown;
use crate::error::FileError;
use crate::read::{LIMIT, decode};

/// A file in a revision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GitFile {
    /// The folder git is asked in.
    folder: PathBuf,
    /// What git calls the revision; empty for what is staged.
    revision: String,
    /// The path in it: from the root of the repository, or from `folder` if it begins with `./` or `../`.
    path: String,
}

/// A version of a file.
#[derive(Debug)]
pub struct GitText {
    /// The text.
    pub text: String,
    /// Where the file is in the working tree, or would be.
    pub in_tree: PathBuf,
}

/// Why git has no such file.
#[derive(Debug)]
pub enum GitError {
    /// The program cannot be started.
    NoGit(io::Error),
    /// The folder is in no repository.
    NoRepository(PathBuf),
    /// There is no revision at all.
    NoCommit,
    /// There is no such revision.
    NoRevision {
        /// What was asked for.
        revision: String,
        /// The clone has only the last commits of some branches.
        shallow: bool,
    },
    /// The revision has no such file.
    NoFile {
        /// What was asked for.
        file: GitFile,
        /// What it was called there, from the root of the repository.
        was: Option<String>,
    },
    /// Something else that git says.
    Other(String),
    /// It is no text of a plan's size.
    Text(FileError),
}

impl GitFile {
    /// Reads `REV:path` as git means it: a path is one from the root of the repository, or from this folder if it
    /// begins with `./`. Nothing if the text has another form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (revision, path) = text.split_once(':')?;
        // `C:\plans` is no revision.
        let plain = !revision.starts_with('-') && !path.is_empty() && !path.starts_with(['\\', '/']);
        plain.then(|| Self {
            folder: PathBuf::from("."),
            revision: revision.to_owned(),
            path: path.to_owned(),
        })
    }

    /// A file of the working tree as it is in a revision; nothing if the path has no name.
    #[must_use]
    pub fn of(revision: &str, file: &Path) -> Option<Self> {
        let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let path = format!("./{}", file.file_name()?.to_str()?);
        Some(Self { folder: folder.to_owned(), revision: revision.to_owned(), path })
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Without git, outside a repository, if there is no such revision or file in it, and as [`crate::read`].
    pub fn read(&self) -> Result<GitText, GitError> {
        let root = self.asked(["rev-parse", "--show-toplevel"]).map_err(GitError::NoGit)?;
        if !root.status.success() {
            return Err(self.no_repository(&root));
        }
        let root = PathBuf::from(String::from_utf8_lossy(&root.stdout).trim_end_matches(['\n', '\r']));
        // From this folder if the root has no such file: that is where people are.
        for path in self.readings() {
            let blob = format!("{}:{path}", self.revision);
            let found = self.asked(["cat-file", "blob", &blob]).map_err(GitError::NoGit)?;
            if found.status.success() {
                let in_tree = match is_from_folder(&path) {
                    true => self.folder.join(&path),
                    false => root.join(&path),
                };
                return Ok(GitText { text: self.text(found.stdout)?, in_tree });
            }
        }
        Err(self.why_not())
    }

    fn readings(&self) -> Vec<String> {
        let mut readings = vec![self.path.clone()];
        if !is_from_folder(&self.path) {
            readings.push(format!("./{}", self.path));
        }
        readings
    }

    fn text(&self, bytes: Vec<u8>) -> Result<String, GitError> {
        let name = PathBuf::from(self.to_string());
        if bytes.len() as u64 > LIMIT {
            return Err(GitError::Text(FileError::TooLarge { path: name, size: Some(bytes.len() as u64) }));
        }
        decode(&name, bytes).map_err(GitError::Text)
    }

    fn no_repository(&self, said: &Output) -> GitError {
        let said = String::from_utf8_lossy(&said.stderr);
        match said.contains("not a git repository") {
            true => GitError::NoRepository(self.folder.clone()),
            false => GitError::Other(said.trim().to_owned()),
        }
    }

    /// Whether the revision or the file is not there.
    fn why_not(&self) -> GitError {
        let tree = format!("{}^{{tree}}", self.revision);
        let there = self.revision.is_empty()
            || self
                .asked(["rev-parse", "--verify", "--quiet", &tree])
                .is_ok_and(|said| said.status.success());
        if there {
            return GitError::NoFile { file: self.clone(), was: self.name_before() };
        }
        let said = |args: &[&str]| self.said(args).unwrap_or_default();
        if said(&["rev-parse", "--verify", "--quiet", "HEAD"]).is_empty()
            && said(&["for-each-ref", "--count=1"]).is_empty()
        {
            return GitError::NoCommit;
        }
        let shallow = said(&["rev-parse", "--is-shallow-repository"]) == "true";
        GitError::NoRevision { revision: self.revision.clone(), shallow }
    }

    /// What a file of the working tree was called in the revision, if git knows that it was renamed since.
    fn name_before(&self) -> Option<String> {
        let name = self.path.strip_prefix("./").filter(|_| !self.revision.is_empty())?;
        let name = format!("{}{name}", self.said(&["rev-parse", "--show-prefix"])?);
        let renamed =
            self.said(&["diff", "--name-status", "--find-renames", "--diff-filter=R", "-z", &self.revision])?;
        // `R100`, the old name, the new one, and so on.
        let parts: Vec<&str> = renamed.split('\0').collect();
        parts.chunks_exact(3).find(|parts| parts[2] == name).map(|parts| parts[1].to_owned())
    }

    /// What git answers, if it does.
    fn said(&self, args: &[&str]) -> Option<String> {
        let output = self.asked(args.iter().copied()).ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim_end_matches(['\n', '\r']).to_owned())
    }

    fn asked<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> io::Result<Output> {
        let mut git = Command::new("git");
        // Its messages are read here, so they must be in one language.
        git.env("LC_ALL", "C").arg("-C").arg(&self.folder).args(args);
        git.stdin(std::process::Stdio::null()).output()
    }
}

/// Whether a path is one from the folder git is asked in, as git tells them apart: `.hidden` is not.
fn is_from_folder(path: &str) -> bool {
    path.starts_with("./") || path.starts_with("../")
}

impl fmt::Display for GitFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file of the working tree is called as the user called it.
        match (self.path.strip_prefix("./"), self.folder.as_path()) {
            (Some(name), folder) if folder != Path::new(".") => {
                write!(f, "{}:{}", self.revision, shown(&folder.join(name)))
            }
            _ => write!(f, "{}:{}", self.revision, self.path),
        }
    }
}

impl GitError {
    /// What to try.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoGit(_) => Some("versions are read with `git`; compare two files instead".to_owned()),
            Self::NoRepository(_) => Some("name two files to compare: `gait diff OLD NEW`".to_owned()),
            Self::NoCommit => Some("name two files to compare, or commit the plan first".to_owned()),
            Self::NoRevision { shallow: true, .. } => Some(
                "this clone is shallow: `git fetch --unshallow` gets the rest of it, and so does `fetch-depth: 0` in a \
                 workflow"
                    .to_owned(),
            ),
            Self::NoRevision { .. } => {
                Some("a revision is a commit, a branch or a tag: `HEAD~3`, `main`, `v2`".to_owned())
            }
            Self::NoFile { file, .. } if file.revision.is_empty() => {
                Some("`git add` stages a file".to_owned())
            }
            Self::NoFile { file, was: Some(was) } => {
                Some(format!("it was renamed; compare with `{}:{was}`", file.revision))
            }
            Self::NoFile { file, .. } => {
                Some(format!("`git ls-tree -r --name-only {}` lists what is there", file.revision))
            }
            Self::Other(_) => None,
            Self::Text(error) => error.hint(),
        }
    }
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("there is no program `git` on this machine's path")
            }
            Self::NoGit(error) => write!(f, "`git` cannot be started: {error}"),
            Self::NoRepository(folder) if folder == Path::new(".") => {
                f.write_str("this folder is in no git repository")
            }
            Self::NoRepository(folder) => write!(f, "`{}` is in no git repository", shown(folder)),
            Self::NoCommit => f.write_str("nothing is committed yet"),
            Self::NoRevision { revision, .. } => write!(f, "git knows no revision `{revision}`"),
            Self::NoFile { file, .. } if file.revision.is_empty() => {
                write!(f, "no file `{}` is staged", file.path)
            }
            Self::NoFile { file, .. } => write!(f, "`{file}` is not there: that revision has no such file"),
            Self::Other(said) => write!(f, "git says: {said}"),
            Self::Text(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for GitError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_and_paths_are_told_from_other_texts() {
        let read = |text| GitFile::parse(text).map(|file| (file.revision, file.path));
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(read("HEAD~2:plans/a.plan.ron"), pair("HEAD~2", "plans/a.plan.ron"));
        assert_eq!(read("main:./a.plan.ron"), pair("main", "./a.plan.ron"));
        assert_eq!(read(":a.plan.ron"), pair("", "a.plan.ron"));
        assert_eq!(read("a.plan.ron"), None);
        assert_eq!(read("HEAD:"), None);
        assert_eq!(read(r"C:\plans\a.plan.ron"), None);
        assert_eq!(read("--help:x"), None);
    }

    #[test]
    fn a_hidden_folder_is_one_of_the_repository() {
        assert!(is_from_folder("./a.plan.ron") && is_from_folder("../a.plan.ron"));
        assert!(!is_from_folder(".plans/a.plan.ron") && !is_from_folder("..a.plan.ron"));
    }

    #[test]
    fn a_file_is_called_as_its_user_calls_it() {
        let name = |path: &str| GitFile::of("HEAD", Path::new(path)).map(|file| file.to_string());
        assert_eq!(name("plans/a.plan.ron").as_deref(), Some("HEAD:plans/a.plan.ron"));
        assert_eq!(name("a.plan.ron").as_deref(), Some("HEAD:./a.plan.ron"));
    }
}
