//! The few values that templates are made of: text that is escaped, markup that is trusted,
//! classes and attributes that print themselves with the space they need.

use std::fmt::{self, Display, Formatter, Write as _};

use askama::filters::{Escaper as _, Html, HtmlSafe};

/// HTML that is printed as it is. Make it from a rendered component or a template, or from HTML
/// that this house wrote; never from what someone typed.
///
/// It knows which fields it asks, so that what is wrong can be told by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    html: String,
    asks: Vec<Asked>,
}

/// A field that some markup asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The id of its box, or of the first of its boxes: where an error leads.
    pub id: String,
    /// What it is called. Empty where it has no name of its own, or where the page's heading is its name.
    pub name: Content,
    /// The groups that it stands in, the outermost first.
    pub within: Vec<Content>,
}

impl Asked {
    /// A field of this id, called this.
    pub fn new(id: impl Into<String>, name: impl Into<Content>) -> Self {
        Self { id: id.into(), name: name.into(), within: vec![] }
    }

    /// The same in a group that is called this.
    #[must_use]
    pub fn in_group(mut self, name: &Content) -> Self {
        self.within.insert(0, name.clone());
        self
    }
}

impl Markup {
    /// Trusts a string to be HTML.
    pub fn trusted(html: impl Into<String>) -> Self {
        Self { html: html.into(), asks: vec![] }
    }

    /// The same, asking these fields too.
    #[must_use]
    pub fn asking(mut self, asks: impl IntoIterator<Item = Asked>) -> Self {
        self.asks.extend(asks);
        self
    }

    /// The same with HTML of this house around it.
    #[must_use]
    pub fn between(self, before: impl Display, after: impl Display) -> Self {
        Self { html: format!("{before}{}{after}", self.html), asks: self.asks }
    }

    /// The fields that it asks, in their order.
    pub fn asks(&self) -> &[Asked] {
        &self.asks
    }

    /// Renders a template that is safe already. What it asks is for whoever renders it to add: components become markup
    /// by `From`, which does.
    pub(crate) fn of(part: &impl HtmlSafe) -> Self {
        let mut html = String::new();
        // Writing to a string fails only where a part refuses to print, and ours do not.
        let _ = write!(html, "{part}");
        Self::trusted(html)
    }

    /// Renders a template of another crate, to stand in a page.
    ///
    /// # Errors
    /// What the template says.
    pub fn rendered(template: &impl askama::Template) -> askama::Result<Self> {
        template.render().map(Self::trusted)
    }

    /// Several parts, one after the other.
    pub fn joined<P: Into<Self>>(parts: impl IntoIterator<Item = P>) -> Self {
        parts.into_iter().map(Into::into).fold(Self::default(), |mut whole, part| {
            whole.html.push_str(&part.html);
            whole.asking(part.asks)
        })
    }

    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    pub fn as_str(&self) -> &str {
        &self.html
    }
}

impl Display for Markup {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.html)
    }
}

impl HtmlSafe for Markup {}

impl From<Markup> for String {
    fn from(markup: Markup) -> Self {
        markup.html
    }
}

/// What stands inside an element: text, which is escaped, or markup, which is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Text(String),
    Markup(Markup),
}

impl Content {
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Markup(markup) => markup.is_empty(),
        }
    }

    /// Whether it is markup, for the few components that wrap plain text and markup differently.
    pub fn is_markup(&self) -> bool {
        matches!(self, Self::Markup(_))
    }

    /// The fields that it asks.
    pub fn asks(&self) -> &[Asked] {
        match self {
            Self::Text(_) => &[],
            Self::Markup(markup) => markup.asks(),
        }
    }

    /// This, or `other` where there is nothing.
    pub fn or(&self, other: &str) -> Self {
        if self.is_empty() { other.into() } else { self.clone() }
    }
}

impl From<Content> for Markup {
    fn from(content: Content) -> Self {
        match content {
            Content::Text(_) => Self::of(&content),
            Content::Markup(markup) => markup,
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Display for Content {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => escape(out, text),
            Self::Markup(markup) => markup.fmt(out),
        }
    }
}

impl HtmlSafe for Content {}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Content {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Markup> for Content {
    fn from(markup: Markup) -> Self {
        Self::Markup(markup)
    }
}

/// More classes beside a component's own. Prints a space before them when there are any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Classes(String);

impl Classes {
    pub fn add(&mut self, more: &str) {
        if !self.0.is_empty() && !more.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(more);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, class: &str) -> bool {
        self.0.contains(class)
    }

    /// `first`, then these.
    pub fn after(&self, first: &str) -> Self {
        let mut all = Self(first.to_owned());
        all.add(&self.0);
        all
    }
}

impl Display for Classes {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        out.write_char(' ')?;
        escape(out, &self.0)
    }
}

impl HtmlSafe for Classes {}

impl<T: Into<String>> From<T> for Classes {
    fn from(classes: T) -> Self {
        Self(classes.into())
    }
}

/// Attributes beside a component's own, in their order; a value of `None` prints the name alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Vec<(String, Option<String>)>);

impl Attributes {
    pub fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), Some(value.into())));
    }

    /// An attribute without a value, such as `hidden`.
    pub fn push_bare(&mut self, name: &str) {
        self.0.push((name.to_owned(), None));
    }

    /// Pushes only when there is a value.
    pub fn push_some(&mut self, name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.push(name, value.to_string());
        }
    }

    /// A message in each plural category, as govuk-frontend's script reads them.
    pub(crate) fn push_plurals(
        &mut self,
        key: &str,
        messages: Option<&std::collections::BTreeMap<String, String>>,
    ) {
        for (category, message) in messages.into_iter().flatten() {
            self.push(&format!("data-i18n.{key}.{category}"), message);
        }
    }

    pub fn extend(&mut self, others: &Self) {
        self.0.extend_from_slice(&others.0);
    }
}

impl Display for Attributes {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.0 {
            out.write_char(' ')?;
            escape(out, name)?;
            if let Some(value) = value {
                out.write_str("=\"")?;
                escape(out, value)?;
                out.write_char('"')?;
            }
        }
        Ok(())
    }
}

impl HtmlSafe for Attributes {}

impl<N: Into<String>, V: Into<String>, const COUNT: usize> From<[(N, V); COUNT]> for Attributes {
    fn from(pairs: [(N, V); COUNT]) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), Some(value.into()))).collect())
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), Some(value.into()))).collect())
    }
}

/// ` name="value"` for templates, or nothing when the value is empty.
pub(crate) fn optional(name: &str, value: impl Display) -> Attributes {
    let value = value.to_string();
    let mut one = Attributes::default();
    if !value.is_empty() {
        one.push(name, value);
    }
    one
}

/// ` name="value"` for templates when there is a value, be it empty.
pub(crate) fn given<V: Display>(name: &str, value: &Option<V>) -> Attributes {
    let mut one = Attributes::default();
    one.push_some(name, value.as_ref());
    one
}

fn escape(out: &mut Formatter<'_>, text: &str) -> fmt::Result {
    Html.write_escaped_str(out, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_markup_is_not() {
        assert_eq!(Content::from("a < b & \"c\"").to_string(), "a &#60; b &#38; &#34;c&#34;");
        assert_eq!(Content::from(Markup::trusted("<b>a</b>")).to_string(), "<b>a</b>");
    }

    #[test]
    fn an_attribute_cannot_be_left_through_its_value() {
        let hostile = Attributes::from([("title", "\" onclick=\"alert(1)")]);
        assert_eq!(hostile.to_string(), " title=\"&#34; onclick=&#34;alert(1)\"");
        assert_eq!(Classes::from("a\"b").to_string(), " a&#34;b");
    }

    #[test]
    fn markup_knows_what_it_asks_wherever_it_stands() {
        let field = |id: &str| Markup::trusted("<input>").asking([Asked::new(id, "Name")]);
        let all = Markup::joined([field("a"), Markup::trusted("<hr>"), field("b")]).between("<p>", "</p>");
        assert_eq!(all.as_str(), "<p><input><hr><input></p>");
        assert_eq!(all.asks(), [Asked::new("a", "Name"), Asked::new("b", "Name")]);
        assert_eq!(Content::from(all).asks().len(), 2);
        assert_eq!(Content::from("text").asks(), []);
    }

    #[test]
    fn nothing_prints_nothing() {
        assert_eq!(optional("id", "").to_string(), "");
        assert_eq!(given::<String>("value", &None).to_string(), "");
        assert_eq!(given("value", &Some("")).to_string(), " value=\"\"");
    }
}
