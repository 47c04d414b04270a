//! Pairs what is the same in two lists.

use std::collections::HashMap;
use std::hash::Hash;

/// Takes out of both lists what has equal keys, the first with the first; what has no key stays. In the order of `new`.
pub(crate) fn take_pairs<T, K: Hash + Eq>(
    old: &mut Vec<T>,
    new: &mut Vec<T>,
    key: impl Fn(&T) -> Option<K>,
) -> Vec<(T, T)> {
    let mut there: HashMap<K, Vec<usize>> = HashMap::new();
    for (index, one) in old.iter().enumerate().rev() {
        if let Some(key) = key(one) {
            there.entry(key).or_default().push(index);
        }
    }
    let mut before: Vec<Option<T>> = std::mem::take(old).into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    for one in std::mem::take(new) {
        let index = key(&one).and_then(|key| there.get_mut(&key)?.pop());
        match index.and_then(|index| before[index].take()) {
            Some(before) => pairs.push((before, one)),
            None => new.push(one),
        }
    }
    old.extend(before.into_iter().flatten());
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_are_paired_in_order() {
        let (mut old, mut new) = (vec!["a1", "b1", "a2", "-"], vec!["a3", "c1", "a4", "a5", "-"]);
        let pairs = take_pairs(&mut old, &mut new, |one| one.chars().next().filter(|c| *c != '-'));
        assert_eq!(pairs, [("a1", "a3"), ("a2", "a4")]);
        assert_eq!((old, new), (vec!["b1", "-"], vec!["c1", "a5", "-"]));
    }
}
