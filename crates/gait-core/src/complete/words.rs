//! Words that are known where any text may stand.

use gait_model::exercise::{Breathing, Library, Pattern};

use super::{CompletionKind, Item};

/// The words known in a field of free text.
pub(super) fn known(owner: &str, field: &str) -> Vec<Item> {
    match (owner, field) {
        ("Exercise", "pattern") => {
            Pattern::ALL.iter().map(|pattern| word(pattern.key(), pattern.name())).collect()
        }
        ("Exercise", "breath") => Breathing::ALL.iter().map(|way| word(way.key(), way.name())).collect(),
        ("Exercise" | "Athlete", "equipment") => equipment(),
        _ => Vec::new(),
    }
}

fn word(word: &str, detail: &str) -> Item {
    let item = Item::new(CompletionKind::Word, word);
    if word == detail { item } else { item.detail(detail) }
}

/// What the exercises of the library need, and how many need it.
fn equipment() -> Vec<Item> {
    let all = Library::builtin().iter().flat_map(|exercise| &exercise.equipment);
    let mut words: Vec<(&str, u32)> = Vec::new();
    for one in all.flat_map(|need| need.split(" or ")) {
        match words.iter_mut().find(|(known, _)| *known == one) {
            Some((_, count)) => *count += 1,
            None => words.push((one, 1)),
        }
    }
    words.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    let many = |count| if count == 1 { "1 exercise".to_owned() } else { format!("{count} exercises") };
    words.into_iter().map(|(name, count)| word(name, &format!("for {}", many(count)))).collect()
}
