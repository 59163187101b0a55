//! What is wrong, at the top of a page: each mistake under the name of its field, leading to where it is put right.

use domain::FieldError;
use ui::components::{ErrorLink, ErrorSummary, field_id};
use ui::{Content, Markup};

/// Something that is put right on another page than the one that says so.
pub(crate) struct Elsewhere {
    /// The pointer of what is wrong with it.
    pub(crate) pointer: String,
    /// What it is called. Empty where the mistake names it.
    pub(crate) name: String,
    /// Where it is put right.
    pub(crate) path: String,
}

/// Every mistake, leading to its field where the page has it, or to the page that has it.
pub(super) fn summary(
    content: &Markup,
    mistakes: &[FieldError],
    elsewhere: &[Elsewhere],
) -> Option<ErrorSummary> {
    let mut summary = ErrorSummary::of(mistakes)?;
    summary.error_list.clear();
    let links = mistakes.iter().map(|mistake| {
        let says = Content::from(mistake.message.as_str());
        if let Some(other) = elsewhere.iter().find(|other| other.pointer == mistake.pointer) {
            let name = Content::from(other.name.as_str()).to_string();
            return ErrorLink::to("", named(&name, &says.to_string())).href(other.path.clone());
        }
        match nearest_field(content.as_str(), &mistake.pointer) {
            Some(id) if is_general(mistake) => {
                let name = name_of(content.as_str(), &id).unwrap_or_default();
                ErrorLink::to(&id, named(&name, &says.to_string()))
            }
            Some(id) => ErrorLink::to(&id, says),
            None => ErrorLink::to("", says),
        }
    });
    Some(summary.error_list(links.collect::<Vec<_>>()))
}

/// Whether other fields are told the same. What has a code of its own has a sentence of its own.
fn is_general(mistake: &FieldError) -> bool {
    ["required", "invalid", "too_long"].contains(&mistake.code)
}

/// A message of many fields, "Enter something here", under the name of its own: "Full name: enter something here".
/// One that names its field stands alone.
fn named(name: &str, says: &str) -> Markup {
    let plain = name.trim().trim_end_matches("(optional)").trim_end();
    // A short name may stand in any sentence by chance: "From".
    let names_it = plain.chars().count() > 6 && says.to_lowercase().contains(&plain.to_lowercase());
    if plain.is_empty() || names_it {
        return Markup::trusted(says.to_owned());
    }
    if plain.ends_with(['?', '.', '!']) {
        return Markup::trusted(format!("{plain} {says}"));
    }
    let mut letters = says.chars();
    let first = letters.next();
    // A word that is all capitals, and a quotation, stay as they are.
    let is_word = letters.clone().next().is_some_and(|second| second.is_lowercase() || second == ' ');
    let first = first.map(|c| if is_word { c.to_lowercase().to_string() } else { c.to_string() });
    Markup::trusted(format!("{plain}: {}{}", first.unwrap_or_default(), letters.as_str()))
}

/// The id of the field at a pointer, of the first of several there, or of the nearest around it that the page has.
fn nearest_field(content: &str, pointer: &str) -> Option<String> {
    let mut pointer = pointer;
    while !pointer.is_empty() {
        let id = field_id(pointer);
        let own = [id.clone(), format!("{id}-0")];
        if let Some(id) = own.into_iter().find(|id| content.contains(&format!("id=\"{id}\""))) {
            return Some(id);
        }
        pointer = pointer.rsplit_once('/')?.0;
    }
    None
}

/// What the page calls the field of this id: its label, or what is asked above a choice and above a date. `None`: the
/// page asks nothing else, so that its heading says it already.
fn name_of(content: &str, id: &str) -> Option<String> {
    let at = content.find(&format!("id=\"{id}\""))?;
    let (before, after) = content.split_at(at);
    let opening = before.rfind('<').map_or("", |start| &before[start..]).to_owned()
        + after.split_once('>').map_or("", |(rest, _)| rest);
    let is_one_of_several = ["type=\"radio\"", "type=\"checkbox\"", "govuk-date-input__input"]
        .iter()
        .any(|mark| opening.contains(mark));
    let (from, end) = if is_one_of_several {
        (&content[before.rfind("<legend")?..], "</legend>")
    } else {
        let (above, label) = content.split_once(&format!("for=\"{id}\""))?;
        if above.rfind("<h1") > above.rfind("</h1>") {
            return None;
        }
        (label, "</label>")
    };
    let inside = from.split_once('>')?.1.split_once(end)?.0;
    (!inside.contains("<h1")).then(|| without_tags(inside))
}

fn without_tags(html: &str) -> String {
    let pieces = html.split('<').enumerate();
    let text =
        pieces.map(
            |(place, piece)| {
                if place == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) }
            },
        );
    text.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ui::components::{Field, Radio};

    fn said(content: &Markup, pointer: &str, message: &str) -> String {
        let mistakes = domain::FieldErrors::one(pointer, "required", message);
        summary(content, mistakes.all(), &[]).unwrap().to_string()
    }

    #[test]
    fn a_mistake_is_said_under_the_name_of_its_field() {
        let form = Markup::joined([
            Markup::from(Field::new("name", "Full name & title").input()),
            Field::new("sector", "What is it?").radios([Radio::new("a", "A charity")]).into(),
            Field::new("ends", "Last day (optional)").date("", "", "").into(),
            Field::new("lines[0]", "Address line 1").input().into(),
        ]);
        let says = |pointer: &str, message: &str, expected: &str| {
            let said = said(&form, pointer, message);
            assert!(said.contains(expected), "{said}");
        };
        says("/name", "Enter something here", "#name\">Full name &#38; title: enter something here<");
        says("/sector", "Choose one of these", "#sector\">What is it? Choose one of these<");
        says("/ends", "Enter a date that exists", "#ends\">Last day: enter a date that exists<");
        says("/lines", "UK addresses have lines", "#lines-0\">Address line 1: UK addresses have lines<");
        says("/name", "Enter a full name & title", "#name\">Enter a full name");
        says("/gone", "Enter it", "<li>\nEnter it");
        let own = domain::FieldErrors::one("/name", "name_taken", "Somebody is called that");
        let said = summary(&form, own.all(), &[]).unwrap().to_string();
        assert!(said.contains("#name\">Somebody is called that<"), "{said}");
    }

    #[test]
    fn a_page_that_asks_one_thing_does_not_say_it_again() {
        let form = Markup::from(Field::new("many", "How many?").as_page_heading().input());
        assert!(said(&form, "/many", "Enter a number").contains("#many\">Enter a number<"));
    }

    #[test]
    fn what_is_put_right_on_another_page_leads_there() {
        let mistakes = domain::FieldErrors::one("/answers/nations", "required", "Answer this question");
        let pointer = "/answers/nations".to_owned();
        let other = Elsewhere { pointer, name: "Which nations?".to_owned(), path: "/q/nations".to_owned() };
        let said = summary(&Markup::default(), mistakes.all(), &[other]).unwrap().to_string();
        assert!(said.contains("href=\"/q/nations\">Which nations? Answer this question<"), "{said}");
    }
}
