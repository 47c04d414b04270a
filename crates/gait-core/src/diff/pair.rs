//! Which session before is which after: the same day and name first, then another name, then another day of the week.

use std::hash::Hash;

use super::align::{Entry, Frame};
use super::matching::take_pairs;
use super::parts::{Part, parts};

/// Two sessions that are one, with what differs.
#[derive(Debug)]
pub(super) struct Pair<'e> {
    pub(super) before: Entry<'e>,
    pub(super) after: Entry<'e>,
    pub(super) parts: Vec<Part>,
}

impl Pair<'_> {
    pub(super) const fn moved(&self) -> bool {
        self.before.day != self.after.day
    }

    pub(super) fn renamed(&self) -> bool {
        self.before.session.name != self.after.session.name
    }

    /// Written the same, and yet of another length, distance or dose.
    fn only_estimates(&self) -> bool {
        let (a, b) = (self.before.session, self.after.session);
        let same = a.minutes == b.minutes && a.km == b.km && a.leg_dose == b.leg_dose;
        self.parts.is_empty() && !self.moved() && !same
    }
}

/// All sessions of both plans.
#[derive(Debug, Default)]
pub(super) struct Pairs<'e> {
    pub(super) pairs: Vec<Pair<'e>>,
    pub(super) removed: Vec<Entry<'e>>,
    pub(super) added: Vec<Entry<'e>>,
}

impl Pairs<'_> {
    pub(super) fn estimates(&self) -> usize {
        self.pairs.iter().filter(|pair| pair.only_estimates()).count()
    }
}

/// Finds for each session the one it was. Which of the two plans comes first makes no difference.
pub(super) fn pair<'e>(frame: &Frame<'e>) -> Pairs<'e> {
    let mut out = Pairs { pairs: Vec::new(), removed: frame.before.clone(), added: frame.after.clone() };
    let week = |e: &Entry<'e>| frame.common_week(e.day);
    out.matching(|e| Some((e.day, e.session.name.as_str(), e.session.content.as_str())));
    out.matching(|e| Some((e.day, e.session.name.as_str())));
    // What is done makes it the same, whatever it is called; of rest there is nothing to recognise.
    out.matching(|e| {
        let session = e.session;
        (!session.content.is_empty()).then_some((e.day, session.kind, session.content.as_str()))
    });
    out.matching(|e| Some((week(e), e.session.name.as_str(), e.session.content.as_str())));
    out.matching(|e| Some((week(e), e.session.name.as_str())));
    out.pairs.sort_by_key(|pair| (pair.after.day, pair.before.day));
    out
}

impl<'e> Pairs<'e> {
    /// Pairs what is left and has equal keys, in order.
    fn matching<K: Hash + Eq>(&mut self, key: impl Fn(&Entry<'e>) -> Option<K>) {
        let pairs = take_pairs(&mut self.removed, &mut self.added, key);
        let compared = |(before, after): (Entry<'e>, Entry<'e>)| {
            let parts = parts(before.session, after.session);
            Pair { before, after, parts }
        };
        self.pairs.extend(pairs.into_iter().map(compared));
    }
}
