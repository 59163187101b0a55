//! What cannot be taken back is asked first: a page says what it does, and sends the same form again.

use super::parts::{bullets, buttons, form, heading_of, hidden, link, send, text};
use super::{Answer, Page, Sent, VERSION};
use ui::Markup;

/// The field that says that its sender was asked.
const SURE: &str = "_sure";

/// What is asked.
pub(crate) struct Sure<'a> {
    /// What it is about.
    pub(crate) of: &'a str,
    /// What is to be done, as a heading: "Discard this draft".
    pub(crate) title: &'a str,
    /// What it does, point by point.
    pub(crate) points: &'a [&'a str],
    /// What its button says.
    pub(crate) does: &'a str,
    /// Where whoever is not sure goes back to.
    pub(crate) back: String,
}

impl Sent {
    /// Goes on when its sender was asked.
    ///
    /// # Errors
    /// The page that asks.
    pub(crate) fn sure(&self, asks: &Sure<'_>) -> Result<(), Answer> {
        if self.aside.get(SURE) == "yes" {
            return Ok(());
        }
        let again = self.typed.0.iter().chain(&self.aside.0).map(|(name, value)| hidden(name, value));
        let row: [Markup; 2] = [send(asks.does).warning().into(), link("Cancel", &asks.back)];
        let unseen = [hidden(VERSION, &self.version.to_string()), hidden(SURE, "yes")];
        let fields = again.chain(unseen).chain([buttons(row)]);
        let parts = [
            heading_of(asks.of, asks.title),
            text("When you go on:"),
            bullets(asks.points.iter().copied()),
            form(&self.visit, self.visit.path(), fields),
        ];
        Err(self.visit.show(Page::new(asks.title, parts).back(asks.back.as_str())))
    }
}
