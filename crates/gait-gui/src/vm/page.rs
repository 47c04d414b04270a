//! The page of a rule, a mistake or a topic, with links to others.

use gait_core::Subject;

/// What links to other pages begin with.
const SCHEME: &str = "gait:";

/// A page, ready to be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// What it is about.
    pub name: String,
    /// Markdown.
    pub markdown: String,
    /// The links to other pages that stand in it, each once.
    pub links: Vec<String>,
}

impl Page {
    /// The page of a name; nothing if it means nothing.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let mut page = Self { name: name.to_owned(), markdown: String::new(), links: Vec::new() };
        let mut in_code = false;
        for line in Subject::find(name)?.page().lines() {
            let is_fence = line.trim_start().starts_with("```");
            in_code ^= is_fence;
            if in_code || is_fence {
                page.markdown.push_str(line);
            } else {
                page.line(line);
            }
            page.markdown.push('\n');
        }
        Some(page)
    }

    /// The name that a link leads to.
    #[must_use]
    pub fn target(link: &str) -> Option<&str> {
        link.strip_prefix(SCHEME)
    }

    /// Adds a line of text. Names in code that have a page, and addresses, become links.
    fn line(&mut self, line: &str) {
        for (i, part) in line.split('`').enumerate() {
            let is_closed = line.matches('`').count() > i;
            if i % 2 == 1 && is_closed {
                self.code(part);
            } else {
                self.words(part);
            }
        }
    }

    fn code(&mut self, code: &str) {
        let name = code.strip_prefix("gait explain ").unwrap_or(code);
        // Single words of the format would turn half of the text into links.
        let is_name = name.contains('-') || code != name;
        let subject = Subject::find(name).filter(|subject| is_name && subject.name() != self.name);
        let Some(subject) = subject else {
            self.markdown.push_str(&format!("`{code}`"));
            return;
        };
        let link = format!("{SCHEME}{}", subject.name());
        self.markdown.push_str(&format!("[{code}]({link})"));
        if !self.links.contains(&link) {
            self.links.push(link);
        }
    }

    fn words(&mut self, words: &str) {
        for (i, word) in words.split(' ').enumerate() {
            if i > 0 {
                self.markdown.push(' ');
            }
            let bare = word.trim_end_matches([',', '.', ';', ')']);
            if bare.starts_with("https://") {
                self.markdown.push_str(&format!("<{bare}>{}", &word[bare.len()..]));
            } else {
                self.markdown.push_str(word);
            }
        }
    }
}
