//! The list of commands. Menus, the palette and the keys are loops over it, so that what one of them can do all can.

use egui::{Key, KeyboardShortcut, Modifiers};

/// Something a person can ask for without saying more.
#[expect(missing_docs, reason = "`title` and `help` say what each does")]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    Format,
    Find,
    AddSession,
    Duplicate,
    Delete,
    MakeRest,
    ClearDay,
    MoveLeft,
    MoveRight,
    MoveUp,
    MoveDown,
    MoveWeekUp,
    MoveWeekDown,
    SwapBefore,
    SwapAfter,
    LayerDate,
    LayerPattern,
    InsertWeek,
    DuplicateWeek,
    RemoveWeek,
    NextProblem,
    PreviousProblem,
    ShowFixes,
    FixSafe,
    FilterProblems,
    Palette,
    Inspect,
    InspectPlan,
    ToggleInspector,
    ToggleProblems,
    ToggleSource,
    ShowBoard,
    ShowCharts,
    LightTheme,
    DarkTheme,
    SystemTheme,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    UnitsAsWritten,
    Kilometres,
    Miles,
    ReduceMotion,
}

/// Where a command stands in the menu bar.
#[expect(missing_docs, reason = "the titles of the menus")]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Menu {
    File,
    Edit,
    Session,
    Week,
    Problems,
    View,
}

impl Menu {
    /// The menus from left to right.
    pub const ALL: [Self; 6] =
        [Self::File, Self::Edit, Self::Session, Self::Week, Self::Problems, Self::View];

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Session => "Session",
            Self::Week => "Week",
            Self::Problems => "Problems",
            Self::View => "View",
        }
    }

    /// Its commands, in order.
    pub fn commands(self) -> impl Iterator<Item = Command> {
        Command::ALL.iter().copied().filter(move |command| command.menu() == self)
    }
}

/// What decides which commands can be used now.
#[derive(Clone, Copy, Default, Debug)]
pub struct Env {
    /// The text is not what stands on the disk.
    pub dirty: bool,
    /// There is a step to undo.
    pub can_undo: bool,
    /// There is a step to redo.
    pub can_redo: bool,
    /// A session is selected.
    pub session: bool,
    /// A day is selected, or a session on it.
    pub day: bool,
    /// A week is selected, or something in it.
    pub week: bool,
    /// There are problems.
    pub problems: bool,
    /// There are fixes that leave the training as it is.
    pub safe_fixes: bool,
    /// A field of text has the keyboard: keys that edit text belong to it.
    pub typing: bool,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

const fn key(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

impl Command {
    /// All commands, in the order of the menus.
    pub const ALL: &[Self] = &[
        Self::New,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Cut,
        Self::Copy,
        Self::Paste,
        Self::Format,
        Self::Find,
        Self::Palette,
        Self::Inspect,
        Self::InspectPlan,
        Self::AddSession,
        Self::Duplicate,
        Self::Delete,
        Self::MakeRest,
        Self::ClearDay,
        Self::MoveLeft,
        Self::MoveRight,
        Self::MoveUp,
        Self::MoveDown,
        Self::MoveWeekUp,
        Self::MoveWeekDown,
        Self::SwapBefore,
        Self::SwapAfter,
        Self::LayerDate,
        Self::LayerPattern,
        Self::InsertWeek,
        Self::DuplicateWeek,
        Self::RemoveWeek,
        Self::NextProblem,
        Self::PreviousProblem,
        Self::ShowFixes,
        Self::FixSafe,
        Self::FilterProblems,
        Self::ShowBoard,
        Self::ShowCharts,
        Self::ToggleInspector,
        Self::ToggleProblems,
        Self::ToggleSource,
        Self::LightTheme,
        Self::DarkTheme,
        Self::SystemTheme,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::UnitsAsWritten,
        Self::Kilometres,
        Self::Miles,
        Self::ReduceMotion,
    ];

    /// Its name in menus and the palette. One that asks for more ends in `…`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::New => "New plan…",
            Self::Open => "Open…",
            Self::Save => "Save",
            Self::SaveAs => "Save as…",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Cut => "Cut",
            Self::Copy => "Copy",
            Self::Paste => "Paste",
            Self::Format => "Format the text",
            Self::Find => "Find in the text…",
            Self::AddSession => "Add session",
            Self::Duplicate => "Duplicate session",
            Self::Delete => "Remove session",
            Self::MakeRest => "Make the day rest",
            Self::ClearDay => "Clear the day",
            Self::MoveLeft => "Move a day earlier",
            Self::MoveRight => "Move a day later",
            Self::MoveUp => "Move up in the day",
            Self::MoveDown => "Move down in the day",
            Self::MoveWeekUp => "Move a week earlier",
            Self::MoveWeekDown => "Move a week later",
            Self::SwapBefore => "Swap with the day before",
            Self::SwapAfter => "Swap with the day after",
            Self::LayerDate => "Change this date only",
            Self::LayerPattern => "Change the pattern",
            Self::InsertWeek => "Insert a week before",
            Self::DuplicateWeek => "Duplicate week",
            Self::RemoveWeek => "Remove week",
            Self::NextProblem => "Next problem",
            Self::PreviousProblem => "Previous problem",
            Self::ShowFixes => "Show fixes…",
            Self::FixSafe => "Apply all safe fixes",
            Self::FilterProblems => "Filter problems…",
            Self::Palette => "Command palette…",
            Self::Inspect => "Inspect selection",
            Self::InspectPlan => "Inspect the plan",
            Self::ToggleInspector => "Inspector",
            Self::ToggleProblems => "Problems",
            Self::ToggleSource => "Source",
            Self::ShowBoard => "Board",
            Self::ShowCharts => "Charts",
            Self::LightTheme => "Light theme",
            Self::DarkTheme => "Dark theme",
            Self::SystemTheme => "Theme of the system",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomReset => "Actual size",
            Self::UnitsAsWritten => "Units as written",
            Self::Kilometres => "Kilometres",
            Self::Miles => "Miles",
            Self::ReduceMotion => "Reduce motion",
        }
    }

    /// What it does, for who has not met it yet.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::New => "Begin a plan from one of the templates",
            Self::Open => "Open a plan of this folder, or any file",
            Self::Save => "Write the text to its file",
            Self::SaveAs => "Write the text to another file and go on with that one",
            Self::Quit => "Close the editor; unsaved changes are asked about",
            Self::Undo => "Take the last step back, wherever it was made",
            Self::Redo => "Make the step again that was taken back",
            Self::Cut => "Take the session out and keep it as RON text",
            Self::Copy => "Keep the session as RON text",
            Self::Paste => "Put sessions from RON text or notation after the selected one",
            Self::Format => "Indent and line up the text; no word of it changes",
            Self::Find => "Look for words in the text; a capital letter is looked for as it is typed",
            Self::AddSession => "Put an easy run on the day; the form makes another session of it",
            Self::Duplicate => "Put a second one of the session behind it",
            Self::Delete => "Take the session out of the plan",
            Self::MakeRest => "Put a rest day in the place of the sessions",
            Self::ClearDay => "Take all sessions of the day out",
            Self::MoveLeft | Self::MoveRight | Self::MoveUp | Self::MoveDown => {
                "Move the session; fixed races stay where they are"
            }
            Self::MoveWeekUp => "Move the session to the same day of the week before",
            Self::MoveWeekDown => "Move the session to the same day of the week after",
            Self::SwapBefore | Self::SwapAfter => {
                "All of the day changes places with all of the other, on these dates only"
            }
            Self::LayerDate => "What is moved or removed changes on its date only, as an entry of `days`",
            Self::LayerPattern => "What is moved or removed changes in every week of its phase",
            Self::InsertWeek => {
                "One more week of the phase, empty where each is written; later `days` and blocked days move along"
            }
            Self::DuplicateWeek => "The week once more; later entries of `days` and blocked days move along",
            Self::RemoveWeek => "Take the week out; later entries of `days` and blocked days move along",
            Self::NextProblem | Self::PreviousProblem => {
                "Select what the problem is about, on the board and in the text"
            }
            Self::ShowFixes => "The fixes of the problem that are known to help, with a preview",
            Self::FixSafe => "Fixes that leave every session's work as it is",
            Self::FilterProblems => "Show problems that contain a word",
            Self::Palette => "Find any command by its name",
            Self::Inspect => "Edit the selection as a form",
            Self::InspectPlan => "The form of the plan as a whole; Escape on the board leads there as well",
            Self::ToggleInspector => "Show or hide the form of the selection",
            Self::ToggleProblems => "Show or hide the list of problems",
            Self::ToggleSource => "Show or hide the text",
            Self::ShowBoard => "The plan week by week",
            Self::ShowCharts => "Load, distance, fatigue and interference over the weeks",
            Self::LightTheme | Self::DarkTheme => "Use this theme always",
            Self::SystemTheme => "Follow the system",
            Self::ZoomIn | Self::ZoomOut | Self::ZoomReset => "The size of everything",
            Self::UnitsAsWritten => "Show distances in the unit the plan mostly uses",
            Self::Kilometres | Self::Miles => "Show distances in this unit; the text stays as it is",
            Self::ReduceMotion => "Nothing slides or fades",
        }
    }

    /// The menu it stands in.
    #[must_use]
    pub const fn menu(self) -> Menu {
        match self {
            Self::New | Self::Open | Self::Save | Self::SaveAs | Self::Quit => Menu::File,
            Self::Undo
            | Self::Redo
            | Self::Cut
            | Self::Copy
            | Self::Paste
            | Self::Format
            | Self::Find
            | Self::Palette => Menu::Edit,
            Self::Inspect
            | Self::InspectPlan
            | Self::AddSession
            | Self::Duplicate
            | Self::Delete
            | Self::MakeRest
            | Self::ClearDay
            | Self::MoveLeft
            | Self::MoveRight
            | Self::MoveUp
            | Self::MoveDown
            | Self::MoveWeekUp
            | Self::MoveWeekDown
            | Self::SwapBefore
            | Self::SwapAfter
            | Self::LayerDate
            | Self::LayerPattern => Menu::Session,
            Self::InsertWeek | Self::DuplicateWeek | Self::RemoveWeek => Menu::Week,
            Self::NextProblem
            | Self::PreviousProblem
            | Self::ShowFixes
            | Self::FixSafe
            | Self::FilterProblems => Menu::Problems,
            _ => Menu::View,
        }
    }

    /// Its keys. Cut, copy and paste come from the window system as events of their own, so these are only shown.
    #[must_use]
    pub const fn shortcut(self) -> Option<KeyboardShortcut> {
        match self {
            Self::New => key(CTRL, Key::N),
            Self::Open => key(CTRL, Key::O),
            Self::Save => key(CTRL, Key::S),
            Self::SaveAs => key(CTRL_SHIFT, Key::S),
            Self::Quit => key(CTRL, Key::Q),
            Self::Undo => key(CTRL, Key::Z),
            Self::Redo => key(CTRL_SHIFT, Key::Z),
            Self::Cut => key(CTRL, Key::X),
            Self::Copy => key(CTRL, Key::C),
            Self::Paste => key(CTRL, Key::V),
            Self::Format => key(CTRL_SHIFT, Key::F),
            Self::Find => key(CTRL, Key::F),
            Self::AddSession => key(CTRL_SHIFT, Key::A),
            Self::Duplicate => key(CTRL, Key::D),
            Self::Delete => key(Modifiers::NONE, Key::Delete),
            Self::MakeRest => key(CTRL_SHIFT, Key::R),
            Self::ClearDay => key(CTRL, Key::Delete),
            Self::MoveLeft => key(Modifiers::ALT, Key::ArrowLeft),
            Self::MoveRight => key(Modifiers::ALT, Key::ArrowRight),
            Self::MoveUp => key(Modifiers::ALT, Key::ArrowUp),
            Self::MoveDown => key(Modifiers::ALT, Key::ArrowDown),
            Self::MoveWeekUp => key(Modifiers::ALT, Key::PageUp),
            Self::MoveWeekDown => key(Modifiers::ALT, Key::PageDown),
            Self::SwapBefore => key(ALT_SHIFT, Key::ArrowLeft),
            Self::SwapAfter => key(ALT_SHIFT, Key::ArrowRight),
            Self::LayerDate => key(Modifiers::ALT, Key::Num1),
            Self::LayerPattern => key(Modifiers::ALT, Key::Num2),
            Self::InsertWeek => key(CTRL_SHIFT, Key::I),
            Self::DuplicateWeek => key(CTRL_SHIFT, Key::D),
            Self::RemoveWeek => key(CTRL_SHIFT, Key::Delete),
            Self::NextProblem => key(Modifiers::NONE, Key::F8),
            Self::PreviousProblem => key(Modifiers::SHIFT, Key::F8),
            Self::ShowFixes => key(CTRL, Key::Period),
            Self::FixSafe => key(CTRL_SHIFT, Key::Period),
            Self::FilterProblems => key(CTRL_SHIFT, Key::M),
            Self::Palette => key(CTRL, Key::K),
            Self::Inspect => key(Modifiers::NONE, Key::Enter),
            Self::ToggleInspector => key(CTRL, Key::I),
            Self::ToggleProblems => key(CTRL, Key::M),
            Self::ToggleSource => key(CTRL, Key::E),
            Self::ShowBoard => key(CTRL, Key::Num1),
            Self::ShowCharts => key(CTRL, Key::Num2),
            Self::ZoomIn => key(CTRL, Key::Plus),
            Self::ZoomOut => key(CTRL, Key::Minus),
            Self::ZoomReset => key(CTRL, Key::Num0),
            _ => None,
        }
    }

    /// Other keys that do the same.
    #[must_use]
    pub const fn other_shortcut(self) -> Option<KeyboardShortcut> {
        match self {
            Self::Redo => key(CTRL, Key::Y),
            Self::ZoomIn => key(CTRL, Key::Equals),
            Self::Palette => key(CTRL_SHIFT, Key::P),
            _ => None,
        }
    }

    /// Whether it can be used now.
    #[must_use]
    pub const fn is_enabled(self, env: &Env) -> bool {
        match self {
            Self::Save => env.dirty,
            Self::Undo => env.can_undo,
            Self::Redo => env.can_redo,
            Self::Cut
            | Self::Copy
            | Self::Duplicate
            | Self::Delete
            | Self::MoveLeft
            | Self::MoveRight
            | Self::MoveUp
            | Self::MoveDown
            | Self::MoveWeekUp
            | Self::MoveWeekDown => env.session,
            Self::Paste
            | Self::AddSession
            | Self::MakeRest
            | Self::ClearDay
            | Self::SwapBefore
            | Self::SwapAfter => env.day,
            Self::InsertWeek | Self::DuplicateWeek | Self::RemoveWeek => env.week,
            Self::NextProblem | Self::PreviousProblem | Self::ShowFixes => env.problems,
            Self::FixSafe => env.safe_fixes,
            _ => true,
        }
    }

    /// Whether it goes on from what the form shows, so that what is typed there is taken over before.
    #[must_use]
    pub const fn leaves_the_form(self) -> bool {
        match self.menu() {
            Menu::View => matches!(self, Self::ToggleInspector),
            Menu::Edit => !matches!(self, Self::Palette | Self::Copy | Self::Find),
            Menu::Session => !matches!(self, Self::Inspect | Self::LayerDate | Self::LayerPattern),
            Menu::Problems => !matches!(self, Self::FilterProblems),
            Menu::File | Menu::Week => true,
        }
    }

    /// Whether its keys mean something else while text is typed.
    #[must_use]
    pub const fn yields_to_typing(self) -> bool {
        matches!(
            self,
            Self::Cut
                | Self::Copy
                | Self::Paste
                | Self::Delete
                | Self::ClearDay
                | Self::Inspect
                | Self::Duplicate
                | Self::MoveLeft
                | Self::MoveRight
                | Self::MoveUp
                | Self::MoveDown
                | Self::MoveWeekUp
                | Self::MoveWeekDown
                | Self::SwapBefore
                | Self::SwapAfter
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_command_is_listed_once_and_its_keys_are_its_own() {
        let commands: HashSet<Command> = Command::ALL.iter().copied().collect();
        assert_eq!(commands.len(), Command::ALL.len());
        // The last one of the enum: whoever adds one behind it sees this fail until it is listed.
        assert_eq!(Command::ALL.len(), Command::ReduceMotion as usize + 1);
        let mut keys = HashSet::new();
        for command in Command::ALL {
            for shortcut in [command.shortcut(), command.other_shortcut()].into_iter().flatten() {
                assert!(keys.insert(shortcut), "{} shares its keys with another", command.title());
            }
        }
    }
}
