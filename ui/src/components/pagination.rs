use crate::component::component;
use crate::html::Content;

component! {
    /// The way through a list of several pages.
    pub struct Pagination in "components/pagination.html" {
        previous: maybe Turn,
        next: maybe Turn,
        items: many PageNumber,
        /// "Pagination" when empty.
        landmark_label: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// To the previous or the next page.
    pub struct Turn {
        /// "Previous page" or "Next page" when empty.
        content: content,
        href: text,
        /// What is on that page.
        label_text: text,
        attributes: attributes,
    }
}

component! {
    /// A page by its number, or the dots between two.
    pub struct PageNumber {
        number: text,
        href: text,
        current: flag,
        ellipsis: flag,
        /// "Page" and the number when not given.
        visually_hidden_text: maybe String,
        attributes: attributes,
    }
}

impl Pagination {
    fn is_block(&self) -> bool {
        self.items.is_empty() && (self.previous.is_some() || self.next.is_some())
    }
}

impl Turn {
    pub fn to(href: impl Into<String>) -> Self {
        Self { href: href.into(), ..Self::default() }
    }

    /// With words of its own, in another language for instance.
    pub fn saying(href: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { href: href.into(), content: content.into(), ..Self::default() }
    }

    fn shown(turn: &Option<Self>) -> Option<&Self> {
        turn.as_ref().filter(|turn| !turn.href.is_empty())
    }
}

impl PageNumber {
    pub fn new(number: u32, href: impl Into<String>) -> Self {
        Self { number: number.to_string(), href: href.into(), ..Self::default() }
    }

    /// Pages that are left out.
    pub fn dots() -> Self {
        Self { ellipsis: true, ..Self::default() }
    }

    fn label(&self) -> String {
        self.visually_hidden_text.clone().unwrap_or_else(|| format!("Page {}", self.number))
    }
}
