use askama::Template;
use askama::filters::HtmlSafe;

use crate::component::{component, from_content};
use crate::html::{Asked, Content};

component! {
    /// Names and values: what was answered, what a record holds.
    pub struct SummaryList in "components/summary_list.html" asking {
        rows: many SummaryRow,
        card: maybe SummaryCard,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// One name with its value, and what can be done about it.
    pub struct SummaryRow {
        key: one SummaryCell,
        value: one SummaryCell,
        actions: maybe Actions,
        classes: classes,
    }
}

component! {
    /// A name or a value.
    pub struct SummaryCell {
        content: content,
        classes: classes,
    }
}

component! {
    /// A box with a title around the list.
    pub struct SummaryCard {
        title: maybe CardTitle,
        actions: one Actions,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// The title of a card.
    pub struct CardTitle {
        content: content,
        /// 2 unless given.
        heading_level: maybe u8,
        classes: classes,
    }
}

component! {
    /// Links beside a row or a card's title.
    pub struct Actions {
        items: many Action,
        classes: classes,
    }
}

component! {
    /// A link that does something about a row: "Change".
    pub struct Action {
        content: content,
        href: text,
        /// What is changed, for people who hear the link without its row.
        visually_hidden_text: text,
        classes: classes,
        attributes: attributes,
    }
}

from_content!(SummaryCell, CardTitle);

/// An action as it is written, with what screen readers hear behind it.
#[derive(Template)]
#[template(path = "components/summary_action.html")]
struct ActionLink<'a> {
    action: &'a Action,
    card_title: Option<&'a Content>,
}

impl HtmlSafe for ActionLink<'_> {}

impl ActionLink<'_> {
    fn says_more(&self) -> bool {
        !self.action.visually_hidden_text.is_empty() || self.card_title.is_some()
    }
}

impl SummaryList {
    pub fn new(rows: impl IntoIterator<Item = impl Into<SummaryRow>>) -> Self {
        Self::default().rows(rows)
    }

    /// What is asked in its values, each as of the group that its row names.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        let of_row = |row: &SummaryRow| {
            let asked = row.value.content.asks().iter().cloned();
            asked.map(|field| field.in_group(&row.key.content)).collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(of_row).collect()
    }

    fn card_title(&self) -> Option<&Content> {
        self.card.as_ref()?.title.as_ref().map(|title| &title.content)
    }

    fn lacks_actions(&self, row: &SummaryRow) -> bool {
        row.actions.is_none() && self.rows.iter().any(|row| !row.action_list().is_empty())
    }
}

impl SummaryRow {
    pub fn new(key: impl Into<SummaryCell>, value: impl Into<Content>) -> Self {
        Self { key: key.into(), value: SummaryCell::new(value), ..Self::default() }
    }

    /// With a link that does something about it; `what` is heard, not seen.
    #[must_use]
    pub fn action(
        mut self,
        words: impl Into<Content>,
        href: impl Into<String>,
        what: impl Into<String>,
    ) -> Self {
        let actions = self.actions.get_or_insert_default();
        actions.items.push(Action::new(words, href).visually_hidden_text(what));
        self
    }

    fn action_list(&self) -> &[Action] {
        self.actions.as_ref().map_or(&[], |actions| &actions.items)
    }

    fn action_classes(&self) -> crate::html::Classes {
        self.actions.as_ref().map(|actions| actions.classes.clone()).unwrap_or_default()
    }
}

impl<K: Into<SummaryCell>, V: Into<Content>> From<(K, V)> for SummaryRow {
    fn from((key, value): (K, V)) -> Self {
        Self::new(key, value)
    }
}

impl SummaryCard {
    pub fn new(title: impl Into<CardTitle>) -> Self {
        Self { title: Some(title.into()), ..Self::default() }
    }
}

impl Action {
    pub fn new(content: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: content.into(), href: href.into(), ..Self::default() }
    }

    fn link<'a>(&'a self, card_title: Option<&'a Content>) -> ActionLink<'a> {
        ActionLink { action: self, card_title }
    }
}
