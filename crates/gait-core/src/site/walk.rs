//! The way down from the whole text to an offset.

use std::borrow::Cow;

use gait_model::shape::{EnumShape, Key, Kind, StructShape, VariantShape};
use gait_syntax::{Node, NodeKind, Span, TokenKind};

use super::{Part, Place, Says, Site, Step, is_text};

/// Goes down to the offset of a site and writes down the way.
pub(super) struct Walk<'s, 't> {
    site: &'s mut Site<'t>,
    /// The tokens that are no white space and no comments.
    tokens: Vec<(TokenKind, Span)>,
}

/// What of a group the offset belongs to.
enum Spot<'t> {
    /// A child and its number.
    Child(Node<'t>, usize),
    /// An empty place where another child may stand.
    Fresh,
    /// Right after a child, where only a comma may stand.
    Taken,
}

/// What the parentheses of a node mean.
enum Meaning {
    Struct(&'static StructShape),
    Variant(&'static EnumShape, &'static VariantShape),
}

impl<'s, 't> Walk<'s, 't> {
    pub(super) fn new(site: &'s mut Site<'t>) -> Self {
        let tokens = site.tree.tokens().filter(|(kind, _)| !kind.is_trivia()).collect();
        Self { site, tokens }
    }

    /// Begins with the whole text, which is of the kind `root`.
    pub(super) fn document(&mut self, root: Kind) {
        let Some(value) = self.site.tree.value().filter(|value| !value.span().is_empty()) else {
            return self.value_place(root, Span::empty(self.site.offset), false);
        };
        if self.reaches(value) {
            return self.value(value, root);
        }
        // What follows the value has lost its way out of it.
        let rest = self.site.tree.root().children().filter(|node| node.kind() == NodeKind::Error);
        let groups: Vec<Node<'t>> = rest.flat_map(Node::children).collect();
        if let Some(group) = groups.into_iter().find(|group| self.reaches(*group)) {
            self.value(group, root);
        }
    }

    /// A node that the offset belongs to, where a value of the kind `kind` is expected.
    fn value(&mut self, node: Node<'t>, kind: Kind) {
        self.site.node = node;
        match node.kind() {
            NodeKind::Struct | NodeKind::Tuple => self.parens(node, kind),
            NodeKind::List => self.list(node, kind),
            NodeKind::Map => self.map(node, kind),
            _ if is_text(node) => self.text(node, says(kind), false),
            _ => self.value_place(kind, self.word(node.span()), false),
        }
    }

    fn value_place(&mut self, kind: Kind, word: Span, has_parens: bool) {
        self.site.place = Place::Value { kinds: kind.alternatives(), word, has_parens, or_fields_of: None };
    }

    /// The word at the offset within a leaf.
    fn word(&self, leaf: Span) -> Span {
        let at = self.site.offset;
        let touches = |span: &Span| span.start <= at && at <= span.end;
        let words = self.tokens.iter().filter(|(kind, _)| is_word(*kind)).map(|(_, span)| *span);
        words.filter(|span| leaf.contains(*span)).find(touches).unwrap_or(Span::empty(at))
    }

    /// `Name(…)` or `(…)`
    fn parens(&mut self, node: Node<'t>, kind: Kind) {
        let at = self.site.offset;
        let name = node.name().filter(|(_, span)| span.start == node.span().start && at >= span.start);
        if let Some((_, span)) = node.name().filter(|(_, span)| name.is_some() && at <= span.end) {
            return self.value_place(kind, span, true);
        }
        if !self.is_inside(node) {
            return;
        }
        match meaning(node, kind) {
            Some(Meaning::Struct(shape)) => self.fields(node, shape),
            Some(Meaning::Variant(shape, variant)) => {
                self.step(node, Part::Variant(shape, variant));
                if let Some(payload) = variant.payload {
                    self.payload(node, payload);
                }
            }
            None => {}
        }
    }

    /// The content of a variant: a value, or the fields of a struct without parentheses of its own.
    fn payload(&mut self, node: Node<'t>, payload: Kind) {
        let fields = payload.long_form();
        if let (NodeKind::Struct, Some(shape)) = (node.kind(), fields) {
            return self.fields(node, shape);
        }
        let depth = self.site.path.len();
        match self.spot(node) {
            Spot::Child(child, _) => self.value(child, payload),
            Spot::Fresh if node.children().all(|child| child.span().is_empty()) => {
                self.value_place(payload, Span::empty(self.site.offset), false);
            }
            _ => {}
        }
        if let Place::Value { or_fields_of, has_parens: false, .. } = &mut self.site.place
            && self.site.path.len() == depth
        {
            *or_fields_of = fields;
        }
    }

    fn fields(&mut self, node: Node<'t>, shape: &'static StructShape) {
        let at = self.site.offset;
        let name = |word, has_colon| Place::Name { shape, word, has_colon };
        let child = match self.spot(node) {
            Spot::Child(child, _) => child,
            Spot::Fresh => {
                self.site.place = name(Span::empty(at), false);
                return;
            }
            Spot::Taken => return,
        };
        self.site.node = child;
        let Some((written, span)) = child.name().filter(|_| child.kind() == NodeKind::Field) else {
            // A bare word in the parentheses of a struct is the beginning of a name.
            let word = self.word(child.span());
            if !is_text(child) && !matches!(child.kind(), NodeKind::List | NodeKind::Map | NodeKind::Number) {
                self.site.place = name(word, false);
            }
            return;
        };
        let colon = self.colon(child, span.end);
        if at <= span.end {
            self.site.place = name(span, colon.is_some());
            return;
        }
        let (Some(colon), Some(field)) = (colon, shape.fields.iter().find(|f| f.name == written)) else {
            return;
        };
        if at >= colon.end {
            self.step(node, Part::Field(shape, field));
            self.after_colon(child, field.kind);
        }
    }

    /// The value of a field or an entry, or the empty place for one.
    fn after_colon(&mut self, holder: Node<'t>, kind: Kind) {
        match holder.value().filter(|value| !value.span().is_empty()) {
            Some(value) if self.reaches(value) => self.value(value, kind),
            Some(_) => {}
            None => self.value_place(kind, Span::empty(self.site.offset), false),
        }
    }

    fn list(&mut self, node: Node<'t>, kind: Kind) {
        let Some(inner) = kind.alternatives().into_iter().find_map(|kind| match kind {
            Kind::List(inner) => Some(*inner),
            _ => None,
        }) else {
            return;
        };
        if !self.is_inside(node) {
            return;
        }
        match self.spot(node) {
            Spot::Child(child, index) => {
                self.step(node, Part::Element(index));
                self.value(child, inner);
            }
            Spot::Fresh => {
                let index = node.children().take_while(|child| child.span().start < self.site.offset).count();
                self.step(node, Part::Element(index));
                self.value_place(inner, Span::empty(self.site.offset), false);
            }
            Spot::Taken => {}
        }
    }

    fn map(&mut self, node: Node<'t>, kind: Kind) {
        let Some((key, inner)) = kind.alternatives().into_iter().find_map(|kind| match kind {
            Kind::Map(key, inner) => Some((key, *inner)),
            _ => None,
        }) else {
            return;
        };
        if !self.is_inside(node) {
            return;
        }
        match self.spot(node) {
            Spot::Child(entry, _) => self.entry(node, entry, key, inner),
            Spot::Fresh => self.site.place = unquoted(key, Span::empty(self.site.offset), false),
            Spot::Taken => {}
        }
    }

    fn entry(&mut self, map: Node<'t>, entry: Node<'t>, key: Key, inner: Kind) {
        self.site.node = entry;
        let Some(name) = entry.key() else {
            let word = self.word(entry.span());
            self.site.place = unquoted(key, word, false);
            return;
        };
        let colon = self.colon(entry, name.span().end);
        if self.reaches(name) {
            self.site.node = name;
            if is_text(name) {
                return self.text(name, Says::Key(key), colon.is_some());
            }
            let word = self.word(name.span());
            self.site.place = unquoted(key, word, colon.is_some());
            return;
        }
        if colon.is_some_and(|colon| self.site.offset >= colon.end) {
            let text = name.str_value().unwrap_or(Cow::Borrowed(name.text()));
            self.step(map, Part::Entry(key, text));
            self.after_colon(entry, inner);
        }
    }

    fn text(&mut self, node: Node<'t>, says: Says, has_colon: bool) {
        let literal = node.span();
        let text = node.text();
        let opener = text.find('"').map_or(0, |quote| quote + 1);
        let hashes = if text.starts_with('r') { opener.saturating_sub(2) } else { 0 };
        let closer = if is_closed(node) { 1 + hashes } else { 0 };
        let start = literal.start + u32::try_from(opener).unwrap_or(0);
        let end = literal.end.saturating_sub(u32::try_from(closer).unwrap_or(0)).max(start);
        let body = Span::new(start, end);
        if (start..=end).contains(&self.site.offset) {
            self.site.place = Place::Text { says, literal, body, quoted: true, has_colon };
        }
    }

    fn step(&mut self, node: Node<'t>, part: Part<'t>) {
        self.site.path.push(Step { node, part });
    }

    /// Whether the offset is between the brackets of a group.
    fn is_inside(&self, node: Node<'t>) -> bool {
        let at = self.site.offset;
        node.brackets()
            .is_none_or(|(open, close)| at >= open.end && close.is_none_or(|close| at <= close.start))
    }

    fn spot(&self, group: Node<'t>) -> Spot<'t> {
        let at = self.site.offset;
        let solid = |node: &Node<'t>| !node.span().is_empty() && node.span().start <= at;
        let Some((index, child)) = group.children().enumerate().filter(|(_, node)| solid(node)).last() else {
            return Spot::Fresh;
        };
        let before = index.checked_sub(1).and_then(|before| group.children().nth(before));
        // Words that follow a value without a comma are part of no other.
        if child.kind() == NodeKind::Error
            && before.is_some_and(|before| self.is_taken(before.span().end, child.span().start))
        {
            return Spot::Taken;
        }
        if self.reaches(child) {
            return Spot::Child(child, index);
        }
        if self.is_taken(child.span().end, at) { Spot::Taken } else { Spot::Fresh }
    }

    /// Whether neither a comma nor a line end stands between two offsets.
    fn is_taken(&self, end: u32, at: u32) -> bool {
        let comma = self.between(end, at).iter().any(|(kind, _)| *kind == TokenKind::Comma);
        !comma && !self.site.tree.slice(Span::new(end.min(at), at)).contains('\n')
    }

    /// Whether the offset belongs to a node: it is in it, or writing there would go on with it.
    fn reaches(&self, node: Node<'t>) -> bool {
        let (span, at) = (node.span(), self.site.offset);
        if at < span.end || at < span.start {
            return span.start <= at;
        }
        if at > span.end && !self.between(span.end, at).is_empty() {
            return false;
        }
        match node.kind() {
            NodeKind::Field | NodeKind::Entry => self.goes_on(node),
            NodeKind::Struct | NodeKind::Tuple | NodeKind::List | NodeKind::Map => {
                node.brackets().is_none_or(|(_, close)| close.is_none())
            }
            _ if is_text(node) => at == span.end && !is_closed(node),
            _ => at == span.end,
        }
    }

    /// Whether a field or an entry that ends before the offset still waits for something.
    fn goes_on(&self, node: Node<'t>) -> bool {
        let ends_in_colon = self
            .between(node.span().start, node.span().end)
            .last()
            .is_some_and(|(kind, _)| *kind == TokenKind::Colon);
        let part = node.value().filter(|value| !value.span().is_empty());
        let part = part.or_else(|| node.key());
        ends_in_colon || part.map_or(self.site.offset == node.span().end, |part| self.reaches(part))
    }

    /// The colon of a field or an entry whose name ends at `end`.
    fn colon(&self, holder: Node<'t>, end: u32) -> Option<Span> {
        let next = self.between(end, holder.span().end);
        next.first().filter(|(kind, _)| *kind == TokenKind::Colon).map(|(_, span)| *span)
    }

    /// The tokens that begin at `from` or later, before `to`.
    fn between(&self, from: u32, to: u32) -> &[(TokenKind, Span)] {
        let first = self.tokens.partition_point(|(_, span)| span.start < from);
        let last = self.tokens.partition_point(|(_, span)| span.start < to);
        &self.tokens[first..last.max(first)]
    }
}

const fn is_word(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Ident | TokenKind::RawIdent | TokenKind::Number | TokenKind::Bad)
}

fn is_closed(text: Node<'_>) -> bool {
    // A text with a faulty escape is an error, and closed all the same.
    let (_, body) = text.text().split_once('"').unwrap_or_default();
    text.kind() == NodeKind::String || (body.ends_with('"') && !body.ends_with("\\\""))
}

const fn unquoted(key: Key, word: Span, has_colon: bool) -> Place {
    Place::Text { says: Says::Key(key), literal: word, body: word, quoted: false, has_colon }
}

/// What a text says where a value of some kind is expected.
fn says(kind: Kind) -> Says {
    let notation = kind.alternatives().into_iter().find_map(|kind| match kind {
        Kind::Notation(notation) => Some(Says::Notation(notation)),
        _ => None,
    });
    notation.unwrap_or(Says::Free)
}

/// What a struct or tuple means where a value of the kind `kind` is expected.
fn meaning(node: Node<'_>, kind: Kind) -> Option<Meaning> {
    let name = node.name().filter(|(_, span)| span.start == node.span().start).map(|(name, _)| name);
    let bracket_first = node.brackets().is_some_and(|(open, _)| open.start == node.span().start);
    let name = name.filter(|_| !bracket_first);
    let kinds = kind.alternatives();
    let variant = kinds.iter().find_map(|kind| match kind {
        Kind::Variants(shape) => {
            let variant = shape.variants.iter().find(|variant| Some(variant.name) == name)?;
            Some(Meaning::Variant(shape, variant))
        }
        _ => None,
    });
    // A struct under a wrong name is reported, and read as what belongs there.
    variant.or_else(|| kind.long_form().map(Meaning::Struct))
}
