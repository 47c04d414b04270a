//! What is written when something is filled in: changes of the plan, tried on a copy before they are offered.
//!
//! A value is read where it would stand by the same readers as everything else; if they hold something against it, the
//! text stays as it is.

use gait_model::change::{self, Change};
use gait_model::lower;
use gait_model::shape::{EnumShape, Kind};
use gait_syntax::edit::{apply, quote};
use gait_syntax::{Edit, Node, NodeKind, Problem, Span, Tree};

use super::new::{new_value, wrapped};
use super::path::{Holder, Spot, main_field};
use super::{FieldError, FormPath, Part};
use crate::snapshot::{Snapshot, read_plan};

/// The edits that take over what was typed, or why it is not taken over.
type Outcome = Result<Vec<Edit>, FieldError>;

impl Snapshot {
    /// The edits that write a value as it was typed: without quotes, or the name of a variant. Nothing typed clears it.
    ///
    /// # Errors
    /// If the value does not read, or there is no place for it.
    pub fn set_value(&self, path: &FormPath, typed: &str) -> Outcome {
        let spot = self.spot(path)?;
        if typed.trim().is_empty() {
            return self.clear_value(path);
        }
        if let Kind::Variants(of) = spot.kind {
            return self.set_variant(path, spot, of, typed.trim());
        }
        let value = literal(spot.kind, typed)?;
        let Some(node) = spot.node else { return self.write(path, &value, Some(typed)) };
        let leaf = leaf_of(spot).unwrap_or(node);
        if says(leaf, &value) {
            return Ok(Vec::new());
        }
        self.tried(&[Change::SetValue { item: leaf.span(), value }], path, Some(typed))
    }

    /// The edits that take a value out: a field then has its default, an element or an entry is gone.
    ///
    /// # Errors
    /// If it must be written.
    pub fn clear_value(&self, path: &FormPath) -> Outcome {
        let spot = self.spot(path)?;
        let Some(node) = spot.node else { return Ok(Vec::new()) };
        match path.0.last() {
            None => return Err(FieldError::new("the plan itself cannot be taken out")),
            Some(Part::Inside) => return Err(FieldError::new("a value must stand here")),
            Some(Part::Field(name)) => {
                let owner = self.spot(&path.parent().unwrap_or_default())?;
                let field = owner.fields().and_then(|shape| shape.fields.iter().find(|f| f.name == *name));
                if field.is_some_and(|field| field.required) {
                    return Err(FieldError::new(format!("`{name}` must be written")));
                }
            }
            Some(Part::Item(_) | Part::Key(_)) => {}
        }
        let node = self.husk(path, node);
        self.edits(&Change::Remove { item: node.span() })
    }

    /// The edits that put a new value into a list, before the element with this index or last. Nothing typed puts an
    /// example there to change.
    ///
    /// # Errors
    /// If the value does not read, or there is no list.
    pub fn add_item(&self, list: &FormPath, index: usize, typed: Option<&str>) -> Outcome {
        let spot = self.spot(list)?;
        let of = *spot.element().ok_or_else(no_place)?;
        let count = spot.node.map_or(0, |node| node.elements().count());
        let index = index.min(count);
        let value = |of| typed.map_or_else(|| Ok(new_value(self, of)), |typed| Ok(vec![literal(of, typed)?]));
        let place = list.item(index);
        self.first_that_reads(value(of)?, |value| {
            let Some(group) = spot.node else { return self.write(&place, &value, typed) };
            let text = value.clone();
            self.tried(&[Change::InsertItem { group: group.span(), index, text }], &place, typed)
        })
    }

    /// The edits that put a new entry into a map. Nothing typed puts an example there to change.
    ///
    /// # Errors
    /// If the key is there already, or key or value do not read.
    pub fn add_entry(&self, map: &FormPath, key: &str, typed: Option<&str>) -> Outcome {
        let spot = self.spot(map)?;
        let Kind::Map(_, of) = spot.kind else { return Err(no_place()) };
        let key = key.trim();
        if key.is_empty() {
            return Err(FieldError::new("a name is missing"));
        }
        if spot.node.is_some_and(|node| node.entry(key).is_some()) {
            return Err(FieldError::new(format!("there is an entry for `{key}` already")));
        }
        let place = map.key(key);
        let values = match typed {
            Some(typed) => vec![literal(*of, typed)?],
            None => new_value(self, *of),
        };
        self.first_that_reads(values, |value| self.write(&place, &value, typed))
    }

    /// The edits that give an entry of a map another key; a session is renamed wherever it is named.
    ///
    /// # Errors
    /// If the key is there already, or does not read.
    pub fn rename_entry(&self, path: &FormPath, to: &str) -> Outcome {
        let (Some(Part::Key(from)), Some(map)) = (path.0.last(), path.parent()) else {
            return Err(no_place());
        };
        let (to, node) = (to.trim(), self.spot(&map)?.node.ok_or_else(no_place)?);
        if to == from {
            return Ok(Vec::new());
        }
        if to.is_empty() {
            return Err(FieldError::new("a name is missing"));
        }
        if node.entry(to).is_some() {
            return Err(FieldError::new(format!("there is an entry for `{to}` already")));
        }
        let named = |entry: &Node<'_>| entry.key().and_then(Node::str_value).is_some_and(|key| key == *from);
        let key = node.entries().find(named).and_then(Node::key).ok_or_else(no_place)?;
        let change = if map == FormPath::default().field("sessions") {
            Change::RenameTemplate { from: from.clone(), to: to.to_owned() }
        } else {
            Change::Respell { name: key.span(), with: quote(to) }
        };
        self.tried(&[change], &map.key(to), Some(to))
    }

    /// The edits that move an element of a list, or an entry of a map, before another, counted without itself.
    ///
    /// # Errors
    /// If there is none.
    pub fn move_item(&self, path: &FormPath, to: usize) -> Outcome {
        let node = self.spot(path)?.node.ok_or_else(no_place)?;
        if !matches!(path.0.last(), Some(Part::Item(_) | Part::Key(_))) {
            return Err(no_place());
        }
        self.edits(&Change::MoveItem { item: node.span(), index: to })
    }

    /// The edits that make a list of one of what stands there, where a list may stand: a superset of a lift, a share for
    /// each week.
    ///
    /// # Errors
    /// If a list makes no sense there.
    pub fn as_list(&self, path: &FormPath) -> Outcome {
        let spot = self.spot(path)?;
        let node = spot.node.filter(|node| node.kind() != NodeKind::List).ok_or_else(no_place)?;
        spot.element().ok_or_else(no_place)?;
        let value = format!("[{}]", node.text());
        self.tried(&[Change::SetValue { item: node.span(), value }], path, None)
    }

    /// The edits that write the only element of a list without the list.
    ///
    /// # Errors
    /// If the list has none or several, or a list must stand there.
    pub fn as_single(&self, path: &FormPath) -> Outcome {
        let spot = self.spot(path)?;
        let node = spot.node.filter(|node| node.kind() == NodeKind::List).ok_or_else(no_place)?;
        let has_others = matches!(spot.kind, Kind::OneOf(_));
        let mut elements = node.elements();
        let (Some(one), None, true) = (elements.next(), elements.next(), has_others) else {
            return Err(FieldError::new("only a list of one can be written without it"));
        };
        self.tried(&[Change::SetValue { item: node.span(), value: one.text().to_owned() }], path, None)
    }

    fn spot(&self, path: &FormPath) -> Result<Spot<'_>, FieldError> {
        Spot::find(&self.tree, path).ok_or_else(no_place)
    }

    fn edits(&self, change: &Change) -> Outcome {
        change.edits(&self.tree, &self.plan).ok_or_else(around_is_broken)
    }

    /// Another variant: with what it holds if that is of the same kind, else with an example.
    fn set_variant(&self, path: &FormPath, spot: Spot<'_>, of: &'static EnumShape, name: &str) -> Outcome {
        let Some(variant) = of.variants.iter().find(|variant| variant.name == name) else {
            let names: Vec<&str> = of.variants.iter().map(|variant| variant.name).collect();
            return Err(FieldError::new(format!("`{name}` is none of {}", names.join(", "))));
        };
        let written = spot.node.and_then(|node| Some((node, node.name()?)));
        if let Some((node, (old, at))) = written {
            if old == name {
                return Ok(Vec::new());
            }
            let is_alike = same_kind(spot.payload(), variant.payload);
            if is_alike {
                let change = Change::Respell { name: at, with: name.to_owned() };
                return self.tried(&[change], path, None);
            }
            if has_content(spot, node) {
                let (fact, help) = (format!("{old} and {name} hold different things"), "empty it first");
                return Err(FieldError::new(fact).help(help));
            }
        }
        let values = match variant.payload {
            None => vec![name.to_owned()],
            Some(payload) => {
                let inside = new_value(self, payload);
                let bare = |text: &str| match payload {
                    // The fields of a struct need no parentheses of their own.
                    Kind::Struct(_) => text.trim_start_matches('(').trim_end_matches(')').to_owned(),
                    _ => text.to_owned(),
                };
                inside.iter().map(|text| format!("{name}({})", bare(text))).collect()
            }
        };
        self.first_that_reads(values, |value| match spot.node {
            Some(node) => self.tried(&[Change::SetValue { item: node.span(), value }], path, None),
            None => self.write(path, &value, None),
        })
    }

    /// The first of some values with which the plan has no new mistake.
    fn first_that_reads(&self, values: Vec<String>, edits: impl Fn(String) -> Outcome) -> Outcome {
        let mut last = Err(no_place());
        for value in values {
            last = edits(value);
            if last.is_ok() {
                break;
            }
        }
        last
    }

    /// Writes a value in RON where nothing stands, with all that must be written around it.
    fn write(&self, path: &FormPath, value: &str, typed: Option<&str>) -> Outcome {
        let mut owner = path.clone();
        let mut missing: Vec<Part> = Vec::new();
        let spot = loop {
            let Some(part) = owner.0.pop() else { return Err(around_is_broken()) };
            missing.insert(0, part);
            let spot = self.spot(&owner)?;
            if spot.node.is_some() {
                break spot;
            }
        };
        let inner = spot.step(&missing[0]).ok_or_else(no_place)?;
        let value = wrapped(inner.kind, &missing[1..], value).ok_or_else(no_place)?;
        let change = insertion(spot, &missing[0], value).ok_or_else(around_is_broken)?;
        self.tried(&[change], path, typed)
    }

    /// The edits of some changes, if what stands at `path` then reads.
    fn tried(&self, changes: &[Change], path: &FormPath, typed: Option<&str>) -> Outcome {
        let edits = change::edits(changes, &self.tree, &self.plan).ok_or_else(around_is_broken)?;
        let text = apply(self.tree.text(), &edits).map_err(|_| around_is_broken())?;
        let (tree, problems) = problems_of(&text);
        let node = Spot::find(&tree, path).and_then(|spot| spot.node).ok_or_else(around_is_broken)?;
        // The key of an entry belongs to what was typed, too.
        let node = node.parent().filter(|parent| parent.kind() == NodeKind::Entry).unwrap_or(node);
        let count = |problems: &[Problem], found: &Problem| {
            problems.iter().filter(|other| other.code == found.code && other.message == found.message).count()
        };
        let is_new = |found: &&Problem| {
            // What was typed must be right; what was there before only if it was right before.
            let inside = node.span().contains(found.span);
            let about = inside || found.span.contains(node.span()) || found.code == "syntax";
            typed.is_some() && inside || about && count(&problems, found) > count(&self.problems, found)
        };
        match problems.iter().find(is_new) {
            None => Ok(edits),
            Some(problem) => {
                let at = typed.and_then(|typed| place_in(&tree, problem.span, typed));
                Err(FieldError { message: problem.message.clone(), help: problem.help.clone(), at })
            }
        }
    }

    /// The outermost value that holds nothing but what is taken out, so that no empty parentheses are left behind.
    fn husk<'t>(&'t self, path: &FormPath, node: Node<'t>) -> Node<'t> {
        let (mut node, mut path) = (node, path.clone());
        while let (Some(part), Some(outer)) = (path.0.last(), path.parent()) {
            // What holds a field or an element may go with it; an entry may say something by being empty.
            let Some(Part::Field(name)) = outer.0.last() else { break };
            let Some(spot) = Spot::find(&self.tree, &outer) else { break };
            let (Some(group), Some(owner)) = (spot.node, outer.parent()) else { break };
            let optional = Spot::find(&self.tree, &owner)
                .and_then(Spot::fields)
                .is_some_and(|shape| shape.fields.iter().any(|field| field.name == *name && !field.required));
            let is_variant = matches!(spot.kind, Kind::Variants(_));
            let has_comment = self.tree.comments().any(|comment| group.span().contains(comment.span));
            let is_part = !matches!(part, Part::Inside) && group != node;
            if !optional || is_variant || has_comment || !is_part || group.children().count() != 1 {
                break;
            }
            (node, path) = (group, outer);
        }
        node
    }
}

/// The mistakes of a text, read as a plan.
fn problems_of(text: &str) -> (Tree, Vec<Problem>) {
    let (tree, raw, mut problems) = read_plan(text);
    if let Some(raw) = raw {
        let lowered = lower(&raw, &tree);
        problems.extend(lowered.problems);
        problems.extend(gait_rules::settings::check_lint(&lowered.plan.lint));
        for phase in &lowered.plan.phases {
            problems.extend(gait_rules::settings::check_lint(&phase.lint));
        }
    }
    (tree, problems)
}

/// What puts a part into a value that is written.
fn insertion(spot: Spot<'_>, part: &Part, value: String) -> Option<Change> {
    let node = spot.node?;
    match part {
        Part::Field(field) => match spot.holder() {
            Holder::Long(owner) => Some(Change::SetField { owner: owner.span(), field, value }),
            // Parentheses around nothing.
            Holder::Empty if node.kind() == NodeKind::Tuple => {
                Some(Change::InsertItem { group: node.span(), index: 0, text: format!("{field}: {value}") })
            }
            Holder::Empty => None,
            Holder::Short(_) => {
                let main = spot.fields().and_then(main_field)?;
                Some(Change::Widen { item: node.span(), main, field, value })
            }
        },
        Part::Item(index) => Some(Change::InsertItem { group: node.span(), index: *index, text: value }),
        Part::Key(key) => {
            let text = format!("{}: {value}", quote(key));
            Some(Change::InsertItem { group: node.span(), index: usize::MAX, text })
        }
        Part::Inside => None,
    }
}

/// What was typed, as it stands in the text.
fn literal(kind: Kind, typed: &str) -> Result<String, FieldError> {
    let word = typed.trim();
    let number = |what: &str| FieldError::new(format!("`{word}` is not {what}"));
    match kind {
        Kind::Text => Ok(quote(typed.trim_end_matches(['\n', '\r']))),
        Kind::Notation(_) => Ok(quote(word)),
        Kind::Bool if matches!(word, "true" | "false") => Ok(word.to_owned()),
        Kind::Bool => Err(number("`true` or `false`")),
        Kind::Count => word.parse::<u32>().map(|n| n.to_string()).map_err(|_| number("a whole number")),
        Kind::Number => match word.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(word.to_owned()),
            _ => Err(number("a number")),
        },
        Kind::Scalar if matches!(word, "true" | "false") => Ok(word.to_owned()),
        Kind::Scalar => {
            Ok(if word.parse::<f64>().is_ok_and(f64::is_finite) { word.to_owned() } else { quote(word) })
        }
        Kind::OneOf(_) => {
            let short = kind.alternatives().into_iter().find(|form| matches!(form, Kind::Notation(_)));
            short.map_or_else(|| Err(no_place()), |form| literal(form, typed))
        }
        Kind::Variants(of) => {
            let known = of.variants.iter().find(|variant| variant.name == word && variant.payload.is_none());
            known.map(|variant| variant.name.to_owned()).ok_or_else(|| number(&format!("a {}", of.name)))
        }
        Kind::Struct(_) | Kind::List(_) | Kind::Map(..) => Err(no_place()),
    }
}

/// Where the one line of a value is written: in the main field, if it has a long form.
fn leaf_of(spot: Spot<'_>) -> Option<Node<'_>> {
    let shape = spot.fields()?;
    spot.step(&Part::Field(main_field(shape)?))?.node
}

/// Whether a value says already what is to be written, in whatever spelling.
fn says(node: Node<'_>, value: &str) -> bool {
    match node.str_value() {
        Some(text) => quote(&text) == value,
        None => node.text() == value,
    }
}

/// Whether two variants hold the same kind of thing.
fn same_kind(one: Option<Kind>, other: Option<Kind>) -> bool {
    // Descriptions are constants without an equality of their own; what they print tells them apart.
    matches!((one, other), (Some(one), Some(other)) if format!("{one:?}") == format!("{other:?}"))
}

/// Whether a variant holds anything that would be lost.
fn has_content(spot: Spot<'_>, node: Node<'_>) -> bool {
    let is_session = matches!(spot.kind, Kind::Variants(of) if of.name == "Session" || of.name == "Ramp");
    is_session
        && node.children().any(|child| child.kind() != NodeKind::List || child.children().next().is_some())
}

/// The bytes of what was typed that a span of the new text covers.
fn place_in(tree: &Tree, span: Span, typed: &str) -> Option<std::ops::Range<usize>> {
    let node = tree.covering(span);
    let text = node.str_value()?;
    // Escapes would shift the bytes.
    let is_plain = node.text().starts_with('"') && !node.text().contains('\\') && text == typed.trim();
    let begin = node.span().start as usize + 1;
    let blank = typed.len() - typed.trim_start().len();
    let start = (span.start as usize).checked_sub(begin)? + blank;
    let end = (span.end as usize).checked_sub(begin)? + blank;
    (is_plain && start <= typed.len()).then(|| start..end.min(typed.len()))
}

fn no_place() -> FieldError {
    FieldError::new("nothing can be written here")
}

fn around_is_broken() -> FieldError {
    FieldError::new("the text around this cannot be read").help("mend it in the text first")
}
