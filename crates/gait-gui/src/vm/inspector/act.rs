//! What is done in a form, turned into requests: read first, and refused with the reason if it does not read.

use gait_core::{
    Edit, Field, FieldError, FormPath, Gesture, Join, Layer, Notation, NotationTable, Part, SessionKey,
};

use super::SlotVm;
use crate::document::Document;
use crate::request::Request;
use crate::selection::Selection;

/// Something done in a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// A value was typed or chosen.
    Set {
        /// Where.
        path: FormPath,
        /// What.
        typed: String,
    },
    /// A value was taken out.
    Clear(FormPath),
    /// Something was put at the end of a list; an example if nothing is said.
    Add {
        /// The list.
        list: FormPath,
        /// What.
        typed: Option<String>,
    },
    /// An entry was put into a map, with an example to change.
    AddEntry {
        /// The map.
        map: FormPath,
        /// Its key.
        key: String,
    },
    /// An entry got another key.
    Rename {
        /// The entry.
        entry: FormPath,
        /// The key.
        to: String,
    },
    /// An element was moved within its list.
    Move {
        /// The element.
        item: FormPath,
        /// Before which other, counted without itself.
        to: usize,
    },
    /// A value became a list of one.
    AsList(FormPath),
    /// A list of one became its element.
    AsSingle(FormPath),
}

impl Act {
    /// Where it was done; a reason why not is shown there.
    #[must_use]
    pub const fn path(&self) -> &FormPath {
        match self {
            Self::Set { path, .. } | Self::Clear(path) | Self::AsList(path) | Self::AsSingle(path) => path,
            Self::Add { list, .. } => list,
            Self::AddEntry { map, .. } => map,
            Self::Rename { entry, .. } => entry,
            Self::Move { item, .. } => item,
        }
    }

    /// What is to be asked for; nothing if everything stays as it is.
    ///
    /// # Errors
    /// If what was typed does not read where it is to stand.
    pub fn request(&self, document: &Document, slot: Option<&SlotVm>) -> Result<Option<Request>, FieldError> {
        if let Some(slot) = slot.filter(|slot| slot.path == *self.path()) {
            return self.on_date(document, slot);
        }
        let edits = self.edits(document)?;
        if edits.is_empty() {
            return Ok(None);
        }
        let join = match self {
            Self::Set { path, .. } => Join::Typing(format!("form {path}")),
            _ => Join::Never,
        };
        Ok(Some(Request::Edit {
            version: document.version(),
            name: self.name(),
            edits,
            join,
            selection: self.selection(document),
        }))
    }

    /// What it does to the text of the document.
    ///
    /// # Errors
    /// If what was typed does not read where it is to stand.
    pub fn edits_in(&self, document: &Document, slot: Option<&SlotVm>) -> Result<Vec<Edit>, FieldError> {
        match self.request(document, slot)? {
            Some(Request::Edit { edits, .. }) => Ok(edits),
            Some(Request::Gesture(gesture)) => {
                Ok(document.attempt(&gesture).map_or_else(|_| Vec::new(), |a| a.edits))
            }
            _ => Ok(Vec::new()),
        }
    }

    fn edits(&self, document: &Document) -> Result<Vec<Edit>, FieldError> {
        let snapshot = document.snapshot();
        match self {
            Self::Set { path, typed } => snapshot.set_value(path, typed),
            Self::Clear(path) => snapshot.clear_value(path),
            Self::Add { list, typed } => snapshot.add_item(list, usize::MAX, typed.as_deref()),
            Self::AddEntry { map, key } => snapshot.add_entry(map, key, None),
            Self::Rename { entry, to } => snapshot.rename_entry(entry, to),
            Self::Move { item, to } => snapshot.move_item(item, *to),
            Self::AsList(path) => snapshot.as_list(path),
            Self::AsSingle(path) => snapshot.as_single(path),
        }
    }

    /// Writes a slot of the pattern for one date.
    fn on_date(&self, document: &Document, slot: &SlotVm) -> Result<Option<Request>, FieldError> {
        let Self::Set { typed, .. } = self else { return Ok(None) };
        if typed.trim() == slot.text {
            return Ok(None);
        }
        let (session, text) = (slot.session.clone(), typed.trim().to_owned());
        let gesture = Gesture::Write { session, text, layer: Layer::Date };
        match document.attempt(&gesture) {
            Ok(_) => Ok(Some(Request::Gesture(gesture))),
            Err(refusal) => Err(FieldError { message: refusal.reason, help: None, at: None }),
        }
    }

    /// What it is called, as in “Undo set run of tempo”.
    fn name(&self) -> String {
        let (verb, path) = match self {
            Self::Set { path, .. } => ("Set", path),
            Self::Clear(path) => ("Clear", path),
            Self::Add { list: path, .. } | Self::AddEntry { map: path, .. } => ("Add", path),
            Self::Rename { entry, .. } => ("Rename", entry),
            Self::Move { item, .. } => ("Move in", item),
            Self::AsList(path) => ("Group in", path),
            Self::AsSingle(path) => ("Ungroup in", path),
        };
        let field = path.0.iter().rev().find_map(|part| match part {
            Part::Field(name) => Some(words(name)),
            _ => None,
        });
        // What is added has no name yet: `Add race`.
        if let Self::Add { .. } | Self::AddEntry { .. } = self {
            let one = field.map_or_else(|| "entry".to_owned(), |list| one_of(&list));
            return format!("Add {one}");
        }
        let owner = path.0.iter().find_map(|part| match part {
            Part::Key(key) => Some(key.as_str()),
            _ => None,
        });
        let field = match (self, path.0.last()) {
            (Self::Rename { .. }, Some(Part::Key(_))) => None,
            (_, Some(Part::Key(_))) => Some("kind".to_owned()),
            _ => field,
        };
        match (field, owner) {
            (Some(field), Some(owner)) => format!("{verb} {field} of {owner}"),
            (Some(one), None) => format!("{verb} {one}"),
            (None, Some(one)) => format!("{verb} {one}"),
            (None, None) => verb.to_owned(),
        }
    }

    /// What is selected afterwards: what was added to the plan, or what is selected under its new name.
    fn selection(&self, document: &Document) -> Option<Selection> {
        let of_plan = |field| FormPath::default().field(field);
        let plan = &document.snapshot().plan;
        match (self, document.selection()) {
            (Self::Add { list, .. }, _) if *list == of_plan("goals") => {
                Some(Selection::Goal(plan.goals.len()))
            }
            (Self::Add { list, .. }, _) if *list == of_plan("phases") => {
                Some(Selection::Phase(plan.phases.len()))
            }
            (Self::AddEntry { map, key }, _) if *map == of_plan("sessions") => {
                Some(Selection::Template(key.clone()))
            }
            (Self::Rename { entry, to }, Selection::Template(name)) => {
                let is_it = *entry == FormPath::default().field("sessions").key(name);
                is_it.then(|| Selection::Template(to.trim().to_owned()))
            }
            (Self::Rename { entry, to }, Selection::Session(key)) => {
                let is_it = *entry == FormPath::default().field("sessions").key(&key.name);
                is_it.then(|| Selection::Session(SessionKey { name: to.trim().into(), ..key.clone() }))
            }
            // A slot that names another session is another session on the board.
            (Self::Set { path, typed }, Selection::Session(key)) => {
                let is_slot = path.0.last() == Some(&Part::Field("use"));
                let Some(NotationTable::Slot(slot)) = NotationTable::read(Notation::Slot, typed) else {
                    return None;
                };
                let first = slot.choices.into_iter().next().filter(|_| is_slot)?;
                let is_other = first.session != *key.name;
                let name = first.session.as_str().into();
                is_other.then(|| Selection::Session(SessionKey { name, ordinal: 1, ..key.clone() }))
            }
            _ => None,
        }
    }
}

/// The name of a field above what stands in it; what a plan aims at are races in all of the editor.
pub(crate) fn title(field: &Field) -> String {
    if field.name == "goals" { "Races".to_owned() } else { field.label() }
}

/// A field as the form calls it.
fn words(field: &str) -> String {
    match field {
        "use" => "slot".to_owned(),
        "at" => "start".to_owned(),
        "rpe" => "RPE".to_owned(),
        "rom" => "range".to_owned(),
        "ecc" => "eccentric".to_owned(),
        "goals" => "races".to_owned(),
        name => name.replace('_', " "),
    }
}

/// What one element of a list is called.
pub(crate) fn one_of(list: &str) -> String {
    match list {
        "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun" | "days" => "session".to_owned(),
        "week" | "volume" => "week".to_owned(),
        "goals" => "race".to_owned(),
        "blocked" => "blocked days".to_owned(),
        "warm up" => "lift".to_owned(),
        "familiar" => "exercise".to_owned(),
        "ramp" => "step".to_owned(),
        "health" => "condition".to_owned(),
        name => name.strip_suffix('s').unwrap_or(name).to_owned(),
    }
}
