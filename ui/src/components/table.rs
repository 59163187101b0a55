use crate::component::{component, from_content};
use crate::html::{Attributes, Content, Markup};

component! {
    /// Figures and facts in rows and columns.
    pub struct Table in "components/table.html" {
        caption: text,
        caption_classes: classes,
        head: many Cell,
        rows: many Row,
        /// Whether the first cell of each row names it.
        first_cell_is_header: flag,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// A cell, of the head or of a row.
    pub struct Cell {
        content: content,
        /// `numeric` for figures, which stand right.
        format: text,
        colspan: maybe u32,
        rowspan: maybe u32,
        classes: classes,
        attributes: attributes,
    }
}

from_content!(Cell);

/// The cells of one row.
#[derive(Clone, Debug, Default)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Row(Vec<Cell>);

impl Table {
    pub fn new(caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), ..Self::default() }
    }

    /// The caption in one of the heading sizes: `xl`, `l`, `m` or `s`.
    #[must_use]
    pub fn caption_size(mut self, size: &str) -> Self {
        self.caption_classes.add(&format!("govuk-table__caption--{size}"));
        self
    }

    /// The table in a frame that scrolls sideways by itself where the screen is narrow.
    pub fn scrolling(self) -> Markup {
        Markup::trusted(format!(
            "<div class=\"app-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">{self}</div>",
            Content::from(self.caption.as_str()),
        ))
    }

    /// One more row.
    #[must_use]
    pub fn row(mut self, row: impl Into<Row>) -> Self {
        self.rows.push(row.into());
        self
    }
}

impl Cell {
    /// A figure.
    pub fn number(content: impl Into<Content>) -> Self {
        Self::new(content).format("numeric")
    }

    fn spans(&self) -> Attributes {
        let mut spans = Attributes::default();
        spans.push_some("colspan", self.colspan);
        spans.push_some("rowspan", self.rowspan);
        spans
    }
}

impl Row {
    fn cells(&self) -> &[Cell] {
        &self.0
    }
}

impl<C: Into<Cell>> FromIterator<C> for Row {
    fn from_iter<I: IntoIterator<Item = C>>(cells: I) -> Self {
        Self(cells.into_iter().map(Into::into).collect())
    }
}

impl<C: Into<Cell>, const COUNT: usize> From<[C; COUNT]> for Row {
    fn from(cells: [C; COUNT]) -> Self {
        cells.into_iter().collect()
    }
}

impl<C: Into<Cell>> From<Vec<C>> for Row {
    fn from(cells: Vec<C>) -> Self {
        cells.into_iter().collect()
    }
}
