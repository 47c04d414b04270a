//! Where words stand in a text.

use gait_core::Span;

use super::to_u32;

/// All places where `words` stand, from first to last, none within another. Case makes a difference only to words with a
/// capital letter.
pub(crate) fn find(text: &str, words: &str) -> Vec<Span> {
    if words.is_empty() {
        return Vec::new();
    }
    let span = |at: usize, len: usize| Span::new(to_u32(at), to_u32(at + len));
    if words.chars().any(char::is_uppercase) {
        return text.match_indices(words).map(|(at, found)| span(at, found.len())).collect();
    }
    let words = words.to_lowercase();
    let mut end = 0;
    let mut begin = |at: usize| {
        let len = begins_with(text.get(at..)?, &words).filter(|_| at >= end)?;
        end = at + len;
        Some(span(at, len))
    };
    text.char_indices().filter_map(|(at, _)| begin(at)).collect()
}

/// How many bytes of a text are these small letters, in whatever case.
fn begins_with(text: &str, words: &str) -> Option<usize> {
    let mut left = words.chars();
    let mut len = 0;
    for letter in text.chars() {
        if left.as_str().is_empty() {
            break;
        }
        // One letter can be several small ones: `İ`.
        if !letter.to_lowercase().all(|small| left.next() == Some(small)) {
            return None;
        }
        len += letter.len_utf8();
    }
    left.as_str().is_empty().then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str) -> Vec<String> {
        let one = |span: Span| format!("{} {}", span.start, &text[span.range()]);
        find(text, words).into_iter().map(one).collect()
    }

    #[test]
    fn case_counts_only_where_a_capital_is_typed() {
        let text = "Easy easy EASY";
        assert_eq!(found(text, "easy"), ["0 Easy", "5 easy", "10 EASY"]);
        assert_eq!(found(text, "Easy"), ["0 Easy"]);
        assert_eq!(found(text, "ea s"), [""; 0]);
        assert_eq!(found(text, ""), [""; 0]);
    }

    #[test]
    fn letters_of_any_script_are_found_whole() {
        assert_eq!(found("ÉTÉ été Été", "été"), ["0 ÉTÉ", "6 été", "12 Été"]);
        assert_eq!(found("Лёгкий, лёгкий", "лёг"), ["0 Лёг", "14 лёг"]);
        assert_eq!(found("İİ", "i\u{307}"), ["0 İ", "2 İ"]);
        assert_eq!(found("🏃🏃", "🏃"), ["0 🏃", "4 🏃"]);
    }

    #[test]
    fn places_do_not_reach_into_each_other() {
        assert_eq!(found("aaaa", "aa"), ["0 aa", "2 aa"]);
        assert_eq!(found("AAaa", "aa"), ["0 AA", "2 aa"]);
        assert_eq!(found("a", "aa"), [""; 0]);
    }
}
