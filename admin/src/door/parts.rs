//! The plain parts of pages: headings, paragraphs, lists, links, forms.

use super::Visit;
use ui::components::Button;
use ui::{Asked, Content, Markup};

pub(crate) fn element(name: &str, class: &str, content: impl Into<Content>) -> Markup {
    Markup::from(content.into())
        .between(format_args!("<{name} class=\"{class}\">"), format_args!("</{name}>"))
}

/// Parts of a form that what is wrong can be about as a whole: it is told under this name, and leads here. Without a
/// name it is told alone, where its sentence says what it is about.
pub(crate) fn place<P: Into<Markup>>(id: &str, name: &str, parts: impl IntoIterator<Item = P>) -> Markup {
    let whole = Markup::default().asking([Asked::new(id, name)]);
    let parts = Markup::joined(parts).between(format_args!("<div id=\"{id}\">"), "</div>");
    Markup::joined([whole, parts])
}

/// The page's heading.
pub(crate) fn heading(text: &str) -> Markup {
    element("h1", "govuk-heading-l", text)
}

/// The page's heading, under what it belongs to.
pub(crate) fn heading_of(whose: &str, text: &str) -> Markup {
    Markup::joined([element("span", "govuk-caption-l", whose), heading(text)])
}

/// The heading of a part of the page.
pub(crate) fn section(text: &str) -> Markup {
    element("h2", "govuk-heading-m", text)
}

/// A heading within a part.
pub(crate) fn subsection(text: &str) -> Markup {
    element("h3", "govuk-heading-s", text)
}

/// A paragraph.
pub(crate) fn text(content: impl Into<Content>) -> Markup {
    element("p", "govuk-body", content)
}

/// A paragraph in small type.
pub(crate) fn small(content: impl Into<Content>) -> Markup {
    element("p", "govuk-body-s", content)
}

/// What someone wrote, with its line breaks.
pub(crate) fn written(prose: &str) -> Markup {
    let paragraphs = prose.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    Markup::joined(paragraphs.map(|paragraph| {
        let lines = paragraph.lines().map(|line| Content::from(line).to_string()).collect::<Vec<_>>();
        element("p", "govuk-body", Markup::trusted(lines.join("<br>")))
    }))
}

/// A list of points.
pub(crate) fn bullets<C: Into<Content>>(points: impl IntoIterator<Item = C>) -> Markup {
    let points: String = points.into_iter().map(|point| format!("<li>{}</li>", point.into())).collect();
    Markup::trusted(format!("<ul class=\"govuk-list govuk-list--bullet\">{points}</ul>"))
}

/// A link.
pub(crate) fn link(words: impl Into<Content>, path: &str) -> Markup {
    Markup::trusted(format!("<a class=\"govuk-link\" href=\"{}\">{}</a>", Content::from(path), words.into()))
}

/// What a link to the whole of a list as a file says.
pub(crate) const TAKE_AWAY: &str = "Take all of these away as CSV";

/// A paragraph that is a link.
pub(crate) fn link_line(words: &str, path: &str) -> Markup {
    text(link(words, path))
}

/// Words, and after them what only a screen reader tells: of which row, say, a link or a button is.
pub(crate) fn about(words: &str, unseen: &str) -> Markup {
    let unseen = element("span", "govuk-visually-hidden", format!(" {unseen}"));
    Markup::trusted(format!("{}{unseen}", Content::from(words)))
}

/// Something that a form sends unseen.
pub(crate) fn hidden(name: &str, value: &str) -> Markup {
    Markup::trusted(format!(
        "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
        Content::from(name),
        Content::from(value)
    ))
}

/// A form of this app: it carries the proof that we made it.
pub(crate) fn form<P: Into<Markup>>(
    visit: &Visit,
    action: &str,
    parts: impl IntoIterator<Item = P>,
) -> Markup {
    form_with("", visit, action, parts)
}

/// A form of this app with a file in it.
pub(crate) fn file_form<P: Into<Markup>>(
    visit: &Visit,
    action: &str,
    parts: impl IntoIterator<Item = P>,
) -> Markup {
    form_with("enctype=\"multipart/form-data\" ", visit, action, parts)
}

fn form_with<P: Into<Markup>>(
    attributes: &str,
    visit: &Visit,
    action: &str,
    parts: impl IntoIterator<Item = P>,
) -> Markup {
    let proof = hidden(super::CSRF, visit.csrf());
    let action = Content::from(action);
    Markup::joined(parts).between(
        format_args!("<form {attributes}action=\"{action}\" method=\"post\" novalidate>{proof}"),
        "</form>",
    )
}

/// A form that the page's script saves while it is being written, at another address than the one that it is sent to.
pub(crate) fn autosaving(form: &Markup, at: &str) -> Markup {
    let says = [
        ("autosave", at),
        ("saved", "Saved at {time}."),
        ("changed", "Not saved: this was changed on another page. Send it by its button to compare both."),
        ("signed-out", "Not saved: you were signed out. Send it by its button, and what you typed is kept."),
        ("not-saved", "Not saved. It is tried again when you type on."),
    ];
    let says: String =
        says.iter().map(|(name, value)| format!(" data-{name}=\"{}\"", Content::from(*value))).collect();
    let with = form.as_str().replacen("<form", &format!("<form{says}"), 1);
    Markup::trusted(with).asking(form.asks().iter().cloned())
}

/// A form with a button alone.
pub(crate) fn button_form(visit: &Visit, action: &str, button: Button) -> Markup {
    form(visit, action, [button])
}

/// A button that sends its form once.
pub(crate) fn send(words: &str) -> Button {
    Button::new(words).prevent_double_click(true)
}

/// Buttons beside each other.
pub(crate) fn buttons<B: Into<Markup>>(buttons: impl IntoIterator<Item = B>) -> Markup {
    Markup::joined(buttons).between("<div class=\"govuk-button-group\">", "</div>")
}

/// Fields that belong together, under a heading.
pub(crate) fn group<P: Into<Markup>>(legend: &str, parts: impl IntoIterator<Item = P>) -> Markup {
    use ui::components::{Fieldset, Legend};
    Fieldset::asking(Legend::new(legend).size("m")).content(Markup::joined(parts)).into()
}

/// Fields that choose which part of a list is shown: its address says what was chosen.
pub(crate) fn chooser<P: Into<Markup>>(path: &str, fields: impl IntoIterator<Item = P>) -> Markup {
    let action = Content::from(path);
    Markup::joined(fields).between(
        format_args!(
            "<form action=\"{action}\" method=\"get\" class=\"app-search app-queue\" role=\"search\" aria-label=\"Which are shown\">"
        ),
        "</form>",
    )
}
