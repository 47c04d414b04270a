//! The page of a rule, a mistake or a topic, with links to others.

use gait_core::Subject;

/// What links to other pages begin with.
const SCHEME: &str = "gait:";

/// A page, ready to be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// What it is about.
    pub name: String,
    /// From top to bottom.
    pub parts: Vec<Part>,
    /// The links to other pages that stand in it, each once.
    pub links: Vec<String>,
}

/// A part of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// Markdown.
    Text(String),
    /// An example: part of a plan, line by line.
    Code(String),
}

impl Page {
    /// The page of a name; nothing if it means nothing.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let subject = Subject::find(name)?;
        let mut page = Self { name: name.to_owned(), parts: Vec::new(), links: Vec::new() };
        let mut in_code = false;
        for line in subject.page().lines() {
            if line.trim_start().starts_with("```") {
                in_code = !in_code;
                page.parts.push(if in_code { Part::Code(String::new()) } else { Part::Text(String::new()) });
                continue;
            }
            let shown = if in_code { line.to_owned() } else { page.line(line) };
            if page.parts.is_empty() {
                page.parts.push(Part::Text(String::new()));
            }
            if let Some(Part::Text(text) | Part::Code(text)) = page.parts.last_mut() {
                text.push_str(&shown);
                text.push('\n');
            }
        }
        Some(page)
    }

    /// The name that a link leads to.
    #[must_use]
    pub fn target(link: &str) -> Option<&str> {
        link.strip_prefix(SCHEME)
    }

    /// A line of text. Names in code that have a page, and addresses, become links.
    fn line(&mut self, line: &str) -> String {
        let last = line.matches('`').count();
        let mut out = String::new();
        for (i, part) in line.split('`').enumerate() {
            match (i % 2 == 1, i < last) {
                (true, true) => out.push_str(&self.code(part)),
                // What is opened here and closed on the next line.
                (true, false) => out.push_str(&format!("`{part}")),
                (false, _) => out.push_str(&words(part)),
            }
        }
        out
    }

    fn code(&mut self, code: &str) -> String {
        let name = code.strip_prefix("gait explain ").unwrap_or(code);
        // Single words of the format would turn half of the text into links.
        let is_name = name.contains('-') || code != name;
        let subject = Subject::find(name).filter(|subject| is_name && subject.name() != self.name);
        let Some(subject) = subject else { return format!("`{code}`") };
        let link = format!("{SCHEME}{}", subject.name());
        let shown = format!("[{code}]({link})");
        if !self.links.contains(&link) {
            self.links.push(link);
        }
        shown
    }
}

fn words(words: &str) -> String {
    let linked = words.split(' ').map(|word| {
        let bare = word.trim_end_matches([',', '.', ';', ')']);
        let address = if let Some(doi) = bare.strip_prefix("doi:") {
            format!("https://doi.org/{doi}")
        } else if let Some(number) = bare.strip_prefix("pmid:") {
            format!("https://pubmed.ncbi.nlm.nih.gov/{number}/")
        } else if bare.starts_with("https://") {
            bare.to_owned()
        } else {
            return word.to_owned();
        };
        format!("[{bare}](<{address}>){}", &word[bare.len()..])
    });
    linked.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &Page) -> String {
        let texts = page.parts.iter().filter_map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            Part::Code(_) => None,
        });
        texts.collect()
    }

    #[test]
    fn names_and_addresses_are_links() {
        let page = Page::of("lower-body-before-key-run").expect("it is a rule");
        assert!(page.links.contains(&"gait:evidence".to_owned()), "{:?}", page.links);
        let text = text(&page);
        assert!(text.contains("[gait explain evidence](gait:evidence)"), "{text}");
        assert!(text.contains("(<https://doi.org/10.1007/s40279-017-0758-3>)"), "{text}");
        assert!(text.contains("`min_gap_heavy`"), "a parameter has no page: {text}");
        assert!(page.parts.iter().any(|part| matches!(part, Part::Code(code) if code.contains("mon: ["))));
    }

    #[test]
    fn all_links_of_all_pages_lead_to_a_page() {
        for subject in Subject::all() {
            let page = Page::of(subject.name()).expect("it has a page");
            for link in &page.links {
                assert!(Page::target(link).and_then(Page::of).is_some(), "{}: {link}", page.name);
            }
        }
        assert_eq!(Page::of("no-such-thing"), None);
    }
}
