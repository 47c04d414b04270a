//! Where output goes: colour where the reader wants it, lines as wide as the terminal.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use gait_core::Severity;
use gait_files::SaveError;
use terminal_size::{Height, Width, terminal_size};

use crate::args::Color;
use crate::failure::Failure;

/// The columns of output that goes to a file or another program.
const WIDTH: usize = 110;
/// Source lines are cut there in output that goes to a file or another program; plans are seldom wider.
const SOURCE_WIDTH: usize = 160;
/// The least and the most that tables and pages make of a terminal.
const NARROWEST: usize = 40;

/// The two streams of the command.
pub(crate) struct Output {
    out: AutoStream<io::StdoutLock<'static>>,
    err: AutoStream<io::StderrLock<'static>>,
    /// What takes the place of standard output.
    file: Option<BufWriter<File>>,
    terminal: Option<usize>,
    styled: bool,
    /// Files are being written: what cannot be told must not end that.
    goes_on: bool,
    /// Why something could not be told meanwhile.
    lost: Option<io::Error>,
}

impl Output {
    pub(crate) fn new(color: Color) -> Self {
        let out = AutoStream::new(io::stdout().lock(), choice(color, &io::stdout()));
        let styled = out.current_choice() != ColorChoice::Never;
        let terminal = io::stdout()
            .is_terminal()
            .then(terminal_size)
            .flatten()
            .map(|(Width(columns), _)| usize::from(columns).max(NARROWEST));
        let err = AutoStream::new(io::stderr().lock(), choice(color, &io::stderr()));
        Self { out, err, file: None, terminal, styled, goes_on: false, lost: None }
    }

    /// Sends what is written from now on to a file instead of standard output, without colour.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(crate) fn redirect(&mut self, path: &Path) -> Result<(), Failure> {
        let file =
            File::create(path).map_err(|error| Failure::Save(SaveError { path: path.to_owned(), error }))?;
        self.file = Some(BufWriter::new(file));
        self.terminal = None;
        self.styled = false;
        Ok(())
    }

    /// Whether output goes to a file that was named.
    pub(crate) const fn is_redirected(&self) -> bool {
        self.file.is_some()
    }

    /// From now on a reader who stops does not end the work: `gait fmt | head` lays out all plans. What could not be
    /// told is an error of [`Self::finish`].
    pub(crate) const fn go_on(&mut self) {
        self.goes_on = true;
    }

    /// Writes what is held back, so that a full disk is noticed.
    ///
    /// # Errors
    /// If that, or anything since [`Self::go_on`], cannot be written.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        if let Some(error) = self.lost.take() {
            return Err(error);
        }
        match &mut self.file {
            Some(file) => file.flush(),
            None => self.out.flush(),
        }
    }

    /// Writes to standard output, or to what takes its place; styles are taken out where they are not wanted.
    pub(crate) fn write(&mut self, text: &str) -> io::Result<()> {
        if self.lost.is_some() {
            return Ok(());
        }
        let written = match &mut self.file {
            Some(file) if is_plain(text) => file.write_all(text.as_bytes()),
            Some(file) => write!(file, "{}", strip_str(text)),
            // The same stream without the search for styles, which is slow and holds up the cores.
            None if !self.styled && is_plain(text) => io::stdout().write_all(text.as_bytes()),
            None => self.out.write_all(text.as_bytes()),
        };
        self.or_lost(written)
    }

    /// Writes text of a plan as it is, for another program to read or keep: an escape that somebody pasted into a comment
    /// is none of our styles. A terminal is only shown it.
    pub(crate) fn verbatim(&mut self, text: &str) -> io::Result<()> {
        if self.lost.is_some() || io::stdout().is_terminal() {
            return self.write(text);
        }
        let written = match &mut self.file {
            Some(file) => file.write_all(text.as_bytes()),
            None => io::stdout().write_all(text.as_bytes()),
        };
        self.or_lost(written)
    }

    fn or_lost(&mut self, written: io::Result<()>) -> io::Result<()> {
        match written {
            Err(error) if self.goes_on => {
                self.lost = Some(error);
                Ok(())
            }
            other => other,
        }
    }

    /// Writes all of it at once, and lets it be seen.
    pub(crate) fn show(&mut self, text: &str) -> io::Result<()> {
        self.write(text)?;
        self.out.flush()
    }

    /// Writes to standard error, after all that was written to standard output.
    pub(crate) fn note(&mut self, text: &str) -> io::Result<()> {
        if self.lost.is_some() {
            return Ok(());
        }
        let written = self.out.flush().and_then(|()| writeln!(self.err, "{text}"));
        self.or_lost(written)
    }

    /// Tells on standard error why something could not be done.
    pub(crate) fn failure(&mut self, failure: &Failure) -> io::Result<()> {
        let mut text =
            format!("{} {}", painted("error:", severity_style(Severity::Error)), one_line(failure));
        if let Some(hint) = failure.hint() {
            text.push_str(&format!("\n  {} {}", painted("help:", HELP), one_line(&hint)));
        }
        self.note(&text)
    }

    /// Whether standard output shows colour.
    pub(crate) const fn is_styled(&self) -> bool {
        self.styled
    }

    /// The lines of the terminal as it is now; nothing if standard output is no terminal.
    pub(crate) fn rows(&self) -> Option<usize> {
        self.terminal?;
        terminal_size().map(|(_, Height(rows))| usize::from(rows))
    }

    /// The columns of tables and pages.
    pub(crate) fn width(&self) -> usize {
        self.terminal.unwrap_or(WIDTH)
    }

    /// The columns of source lines.
    pub(crate) fn source_width(&self) -> usize {
        self.terminal.unwrap_or(SOURCE_WIDTH)
    }
}

/// Whether a stream shows colour, as far as that is for us to decide.
pub(crate) fn choice(color: Color, stream: &impl IsTerminal) -> ColorChoice {
    let is = |name: &str, value: &str| std::env::var_os(name).is_some_and(|there| there == value);
    match color {
        // For the stream any value of it is a yes.
        Color::Auto if is("CLICOLOR_FORCE", "0") => {
            let shows = stream.is_terminal() && !is("CLICOLOR", "0") && !is("TERM", "dumb");
            if shows { ColorChoice::Auto } else { ColorChoice::Never }
        }
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// Whether a text holds no control characters but line ends, so that there is no style in it.
fn is_plain(text: &str) -> bool {
    // Without a way out early, so that many bytes are looked at in one step.
    text.bytes().fold(true, |plain, byte| plain & ((byte >= b' ') & (byte != 0x7f) | (byte == b'\n')))
}

/// Names of files may hold anything; a message is one line.
pub(crate) fn one_line(text: &dyn Display) -> String {
    text.to_string().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
/// What is new, and what is gone.
pub(crate) const ADDED: Style = AnsiColor::Green.on_default();
pub(crate) const REMOVED: Style = AnsiColor::Red.on_default();
/// Names that can be typed: commands, rules, fields.
pub(crate) const NAME: Style = AnsiColor::Cyan.on_default();
pub(crate) const HELP: Style = AnsiColor::BrightCyan.on_default().bold();

/// The colour of a severity.
pub(crate) const fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::BrightRed.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Advice => AnsiColor::BrightBlue.on_default().bold(),
    }
}

/// Text between the escapes of a style.
pub(crate) fn painted(text: impl Display, style: Style) -> String {
    format!("{style}{text}{style:#}")
}
