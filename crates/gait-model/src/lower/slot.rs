//! Slots: which session stands there, and with what content.

use std::cell::RefCell;
use std::sync::Arc;

use gait_syntax::{Form, Problem, Span, Spanned};
use rustc_hash::{FxHashMap, FxHashSet};

use super::cx::Cx;
use super::place::Literal;
use super::session::own_content;
use crate::notation::{self, is_name, parse_clock};
use crate::plan::{Choice, Content, Kind, Placed, SessionDef, Slot, Template, TemplateId};
use crate::raw;
use crate::shape::Value;

/// The sessions a slot can name.
pub(super) struct Names<'p> {
    pub(super) templates: &'p [Template],
    /// What is meant by the names of those that no slot can say.
    meant: &'p [Option<String>],
    by_name: FxHashMap<&'p str, TemplateId>,
    /// Names of templates whose content could not be read: using one is no further mistake.
    broken: FxHashSet<String>,
    /// Which templates have been named so far.
    named: RefCell<Vec<bool>>,
}

impl<'p> Names<'p> {
    /// The names of `templates`; what is `meant` by one that no slot can say names it too, as that is said of it already.
    pub(super) fn new(
        templates: &'p [Template],
        meant: &'p [Option<String>],
        broken: FxHashSet<String>,
    ) -> Self {
        let id = |index| u32::try_from(index).ok().map(TemplateId);
        let right = templates.iter().map(|template| &*template.name).enumerate();
        let wrong = meant.iter().enumerate().filter_map(|(index, name)| Some((index, name.as_deref()?)));
        // What is written comes last, as it goes before what is meant.
        let by_name = wrong.chain(right).filter_map(|(index, name)| Some((name, id(index)?))).collect();
        Self { templates, meant, by_name, broken, named: RefCell::new(vec![false; templates.len()]) }
    }

    /// Notes that a template is named, even where what follows the name is faulty.
    pub(super) fn note(&self, id: TemplateId) {
        if let Some(named) = self.named.borrow_mut().get_mut(id.0 as usize) {
            *named = true;
        }
    }

    /// Which templates have been named.
    pub(super) fn into_named(self) -> Vec<bool> {
        self.named.into_inner()
    }

    pub(super) fn find(&self, name: &str) -> Option<TemplateId> {
        self.by_name.get(name).copied()
    }

    pub(super) fn get(&self, id: TemplateId) -> &'p Template {
        &self.templates[id.0 as usize]
    }

    /// Whether `name` is a template whose content could not be read.
    pub(super) fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name)
    }

    /// Reports that `name` is no session, unless its template is broken already.
    pub(super) fn report_unknown(&self, cx: &mut Cx<'_>, name: &str, span: Span) {
        if self.is_broken(name) {
            return;
        }
        let predefined = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Strength);
        let known = self
            .templates
            .iter()
            .zip(self.meant)
            .map(|(template, meant)| meant.as_deref().unwrap_or(&template.name))
            .chain(predefined.map(|kind| kind.name() as &str));
        let problem = Problem::new("unknown-name", span, format!("no session is called `{name}`"));
        let is_rest = matches!(name, "off" | "day-off" | "rest-day" | "free" | "ruhetag" | "repos");
        let near = if is_rest { Some("rest") } else { cx.nearest(name, known) };
        cx.report(match near {
            Some(near) => problem.meant(near),
            None => {
                let help =
                    format!("add `\"{name}\": {}` to `sessions`, with the kind it is", likely_kind(name));
                problem.help(help)
            }
        });
    }
}

/// A session as its name lets one expect.
fn likely_kind(name: &str) -> &'static str {
    let is_any = |words: &[&str]| name.split('-').any(|word| words.contains(&word));
    if is_any(&[
        "swim",
        "swimming",
        "bike",
        "biking",
        "cycling",
        "ride",
        "row",
        "rowing",
        "elliptical",
        "ski",
    ]) {
        "Cross(\"…\")"
    } else if is_any(&["yoga", "stretch", "stretching", "pilates", "mobility", "rolling"]) {
        "Mobility(\"…\")"
    } else if is_any(&[
        "strength", "gym", "legs", "lower", "upper", "core", "weights", "lift", "lifting", "arms",
    ]) {
        "Strength([\"…\"])"
    } else {
        "Easy(\"…\")"
    }
}

type RawSlot = <raw::AnySlot as Value>::Raw;

/// The most slots a day may have: far above any training, so that no work on a day grows out of hand.
const MAX_SLOTS: usize = 24;

/// The slots of a day.
pub(super) fn slots(cx: &mut Cx<'_>, list: &[Spanned<RawSlot>], names: &Names<'_>) -> Vec<Slot> {
    if let Some(first) = list.get(MAX_SLOTS) {
        cx.report(
            Problem::new(
                "structure",
                first.span,
                format!("a day has at most {MAX_SLOTS} slots, found {}", list.len()),
            )
            .help("the slots from here on are left out"),
        );
    }
    // Of their number: a list that grows sets aside room for four, and most days have one.
    let mut out = Vec::with_capacity(list.len().min(MAX_SLOTS));
    out.extend(list.iter().take(MAX_SLOTS).filter_map(|slot| one(cx, slot, names)));
    out
}

fn one(cx: &mut Cx<'_>, raw: &Spanned<RawSlot>, names: &Names<'_>) -> Option<Slot> {
    match &raw.value {
        Form::Text(text) => from_text(cx, text, raw.span, raw.span, names),
        Form::Fields(fields) => {
            cx.check_required(fields.as_ref(), raw.span);
            let text = fields.r#use.spanned()?;
            let slot = from_text(cx, &text.value, text.span, raw.span, names)?;
            let at = cx.read(&fields.at, parse_clock);
            if let (Some(short), Some(long)) = (&slot.at, &at) {
                cx.report(
                    Problem::new("notation", long.span, "the start is written twice")
                        .related(short.span, "here as well")
                        .help("keep one"),
                );
            }
            Some(Slot {
                at: at.or(slot.at),
                note: fields.note.get().cloned(),
                optional: slot.optional || fields.optional.get() == Some(&true),
                ..slot
            })
        }
        Form::List(_) => None,
    }
}

fn from_text(cx: &mut Cx<'_>, text: &str, text_span: Span, span: Span, names: &Names<'_>) -> Option<Slot> {
    let literal = Literal::of(cx.tree.text(), text_span, text);
    if let Some(choice) = name_alone(text, literal, names) {
        return Some(Slot { span, choices: vec![choice], optional: false, at: None, note: None });
    }
    let slot = cx.slot(text, literal)?;
    let mut choices = Vec::with_capacity(slot.choices.len());
    choices.extend(slot.choices.iter().filter_map(|choice| one_choice(cx, &choice.value, literal, names)));
    if choices.is_empty() {
        return None;
    }
    let at = slot.at.as_ref().map(|at| Placed { value: at.value, span: literal.span(&at.at) });
    Some(Slot { span, choices, optional: slot.optional, at, note: None })
}

/// What most slots are: the name of a session and nothing else.
fn name_alone(text: &str, literal: Literal<'_>, names: &Names<'_>) -> Option<Choice> {
    let id = names.find(text).filter(|_| is_name(text))?;
    names.note(id);
    let span = literal.span(&(0..u32::try_from(text.len()).ok()?));
    let name = Placed { value: Arc::clone(&names.get(id).name), span };
    Some(Choice { name, template: Some(id), own: None })
}

fn one_choice(
    cx: &mut Cx<'_>,
    choice: &notation::Choice,
    literal: Literal<'_>,
    names: &Names<'_>,
) -> Option<Choice> {
    let span = literal.span(&choice.name.at);
    let name = &choice.name.value;
    let run = || choice.run.as_ref().map(|run| literal.placed(run));
    let (name, template, own) = if let Some(id) = names.find(name) {
        names.note(id);
        let template = names.get(id);
        let session = &template.session;
        (Arc::clone(&template.name), Some(id), content(cx, session.kind, Some(session), run())?)
    } else if names.is_broken(name) {
        return None;
    } else if let Some(kind) = Kind::predefined(name) {
        if choice.faulty {
            // What is wrong with the content is reported already; without it nothing is left to stand here.
            return None;
        }
        (Arc::clone(name), None, Some(predefined(cx, kind, span, run())?))
    } else {
        if !choice.partial {
            names.report_unknown(cx, name, span);
        }
        return None;
    };
    Some(Choice { name: Placed { value: name, span }, template, own })
}

/// A predefined session: it needs content, unless it is rest.
pub(super) fn predefined(
    cx: &mut Cx<'_>,
    kind: Kind,
    span: Span,
    run: Option<notation::At<notation::Run>>,
) -> Option<Arc<SessionDef>> {
    if kind == Kind::Rest && run.is_none() {
        return Some(Arc::new(SessionDef::bare(span, Kind::Rest, Content::Rest)));
    }
    if run.is_none() {
        let name = kind.name();
        let example = if kind == Kind::Mobility { "15 min" } else { "40 min" };
        cx.report(
            Problem::new("missing-content", span, format!("`{name}` does not say how far or how long"))
                .help(format!("write `{name}: {example}`, or a session called `{name}` in `sessions`")),
        );
        return None;
    }
    content(cx, kind, None, run)?
}

#[expect(
    clippy::option_option,
    reason = "outer: whether the choice stands; inner: whether it has its own content"
)]
fn content(
    cx: &mut Cx<'_>,
    kind: Kind,
    like: Option<&SessionDef>,
    run: Option<notation::At<notation::Run>>,
) -> Option<Option<Arc<SessionDef>>> {
    match run {
        None => Some(None),
        Some(run) => own_content(cx, kind, like, run).map(|def| Some(Arc::new(def))),
    }
}
