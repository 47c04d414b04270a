//! Completions and the manual, read by the shells and the programs they are for; pipes that close early.

use std::process::Command;

use suite::command::{Folder, GAIT, code, utf8};
use suite::tool::tool;

/// Every command there is.
fn commands() -> Vec<String> {
    let help = Folder::empty().run(&["--help"]);
    let text = utf8(&help.stdout);
    let (_, list) = text.split_once("Commands:\n").expect("a list of commands");
    // A description that is too long goes on in a line that is indented further.
    let lines = list.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  "));
    let names = lines.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

/// A folder with the completions for a shell in the file `gait`.
fn completions(shell: &str) -> Folder {
    let folder = Folder::empty();
    let output = folder.run(&["completions", shell]);
    assert_eq!(code(&output), 0, "{}", utf8(&output.stderr));
    folder.write("gait", &output.stdout);
    folder
}

/// What a script writes in a shell; nothing without the shell.
fn run(shell: &str, package: &str, folder: &Folder, script: &str) -> Option<String> {
    let mut command = Command::new(tool(shell, package)?);
    if shell == "bash" {
        command.args(["--norc", "--noprofile"]);
    }
    let output = command
        .args(["-c", script])
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .output()
        .expect(shell);
    assert!(output.status.success(), "{shell}: {}", utf8(&output.stderr));
    assert_eq!(utf8(&output.stderr), "", "{shell}");
    Some(utf8(&output.stdout).to_owned())
}

/// What bash offers after `words`.
fn bash(folder: &Folder, words: &[&str]) -> Vec<String> {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let last = words.len() - 1;
    let script = format!(
        "source ./gait; set -- $(complete -p gait); while [ $1 != -F ]; do shift; done; COMP_WORDS=({}); \
         COMP_CWORD={last}; $2 gait {} {}; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        quoted.join(" "),
        quoted[last],
        quoted[last - 1]
    );
    let text = run("bash", "bash", folder, &script).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_names() {
    let folder = completions("bash");
    let Some(bash_itself) = tool("bash", "bash") else { return };
    let syntax = Command::new(bash_itself).arg("-n").arg(folder.path().join("gait")).output().expect("bash");
    assert!(syntax.status.success() && syntax.stderr.is_empty(), "{}", utf8(&syntax.stderr));
    let offered = bash(&folder, &["gait", ""]);
    for command in commands() {
        assert!(offered.contains(&command), "{command} among {offered:?}");
    }
    assert_eq!(bash(&folder, &["gait", "chec"]), ["check"]);
    // Where bash finds nothing it offers files.
    assert_eq!(bash(&folder, &["gait", "check", ""]), [""]);
    assert_eq!(bash(&folder, &["gait", "check", "--fixe"]), ["--fixes"]);
    assert_eq!(bash(&folder, &["gait", "check", "--format", "sa"]), ["sarif"]);
    assert_eq!(bash(&folder, &["gait", "explain", "lower-body-b"]), ["lower-body-before-key-run"]);
    assert_eq!(bash(&folder, &["gait", "rules", "--group", "rac"]), ["racing"]);
}

#[test]
fn zsh_and_fish_read_their_completions() {
    let folder = completions("zsh");
    let script = "autoload -U compinit && compinit -u -D && source ./gait && print -r -- ${_comps[gait]}";
    if let Some(text) = run("zsh", "zsh", &folder, script) {
        assert_eq!(text, "_gait\n");
    }
    let folder = completions("fish");
    if let Some(text) = run("fish", "fish", &folder, "source ./gait; complete -C 'gait explain lower-body-b'")
    {
        assert!(text.starts_with("lower-body-before-key-run\t"), "{text}");
    }
    if let Some(text) = run("fish", "fish", &folder, "source ./gait; complete -C 'gait '") {
        for command in commands() {
            assert!(text.lines().any(|line| line.starts_with(&format!("{command}\t"))), "{command}: {text}");
        }
    }
}

#[test]
fn shells_that_are_not_tried_have_completions_too() {
    for shell in ["powershell", "elvish"] {
        let text = completions(shell);
        let text = std::fs::read_to_string(text.path().join("gait")).expect("a script");
        for command in commands() {
            assert!(text.contains(&command), "{shell}: {command}");
        }
    }
}

#[test]
fn every_command_has_a_page_that_renders_without_a_warning() {
    let folder = Folder::empty();
    let output = folder.run(&["man", "--out", "man/man1"]);
    assert_eq!(code(&output), 0, "{}", utf8(&output.stderr));
    let mut names = vec!["gait".to_owned()];
    names.extend(commands().iter().filter(|name| *name != "help").map(|name| format!("gait-{name}")));
    let kept = std::fs::read_dir(folder.path().join("man/man1")).expect("a folder").count();
    assert_eq!(kept, names.len(), "no other pages than {names:?}");
    for name in names {
        let file = folder.path().join(format!("man/man1/{name}.1"));
        let page = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(page.contains(".SH NAME"), "{name}");
        assert!(!page.contains(".SH EXTRA"), "{name}");
        if let Some(command) = name.strip_prefix("gait-") {
            assert_eq!(utf8(&folder.run(&["man", command]).stdout), page, "{name}");
        }
        let Some(groff) = tool("groff", "groff-base") else { continue };
        let output =
            Command::new(groff).args(["-man", "-ww", "-Tutf8", "-z"]).arg(&file).output().expect("groff");
        assert_eq!((output.status.success(), utf8(&output.stderr)), (true, ""), "{name}");
    }
    let other = folder.run(&["man", "chek"]);
    assert_eq!(code(&other), 2);
    assert!(utf8(&other.stderr).contains("help: commands are new, check, "), "{}", utf8(&other.stderr));
}

#[test]
fn colour_follows_the_option_then_the_environment() {
    let folder = Folder::quiet();
    folder.write("a.plan.ron", crate::cli::FLAGGED);
    let coloured = |env: &[(&str, &str)], args: &[&str]| {
        let mut command = folder.command(args);
        command.envs(env.iter().copied());
        command.output().expect("the command runs").stdout.contains(&0x1b)
    };
    for args in [
        &["check"][..],
        &["check", "--format", "concise"],
        &["expand", "a.plan.ron"],
        &["rules"],
        &["explain"],
    ] {
        let with = |choice| [args, &["--color", choice]].concat();
        assert!(!coloured(&[], args), "{args:?}: a pipe is no terminal");
        assert!(coloured(&[("CLICOLOR_FORCE", "1")], args), "{args:?}");
        assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], args), "{args:?}");
        assert!(coloured(&[("NO_COLOR", "1")], &with("always")), "{args:?}: an option is nearer");
        assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &with("never")), "{args:?}");
        assert!(!coloured(&[("NO_COLOR", "")], args), "{args:?}");
    }
}

#[test]
fn a_pipe_that_closes_early_ends_every_command_quietly() {
    let folder = Folder::quiet();
    for number in 0..200 {
        folder.write(&format!("plans/{number}.plan.ron"), crate::cli::FLAGGED);
    }
    let mut lines: Vec<Vec<&str>> = ["human", "concise", "json", "sarif", "github", "junit", "markdown"]
        .map(|format| vec!["check", "plans", "--format", format])
        .to_vec();
    lines.extend([
        vec!["fix", "--diff", "--suggested", "plans/1.plan.ron"],
        vec!["expand", "plans/1.plan.ron"],
        vec!["expand", "--json", "plans/1.plan.ron"],
        vec!["explain"],
        vec!["explain", "format"],
        vec!["rules"],
        vec!["completions", "zsh"],
        vec!["man", "check"],
        vec!["--help"],
        vec!["check", "--help"],
        vec!["--version"],
    ]);
    for args in lines {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = folder.command(&args).stdout(writer).output().expect("the command runs");
        assert_eq!(utf8(&output.stderr), "", "{args:?}");
        assert!(matches!(code(&output), 0 | 141), "{args:?}: exit code {}", code(&output));
    }
    // As it is typed: the reader takes a line and leaves.
    for line in ["check plans/", "rules", "explain", "completions bash", "man", "explain format"] {
        let script = format!("'{}' {line} | head -n 1", GAIT.display());
        let output =
            Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().expect("sh");
        // A summary may be there, if the pipe took all of the output before the reader left.
        let said = utf8(&output.stderr).to_lowercase();
        assert!(
            !said.contains("pipe") && !said.contains("error:") && !said.contains("panic"),
            "{line}: {said}"
        );
        assert!(!output.stdout.is_empty(), "{line}");
    }
}
