//! What is wrong, at the top of a page: each mistake under the name of its field, leading to where it is put right.

use domain::FieldError;
use ui::components::{ErrorLink, ErrorSummary, field_id};
use ui::{Asked, Content, Markup};

/// Something that is put right on another page than the one that says so.
pub(crate) struct Elsewhere {
    /// The pointer of what is wrong with it.
    pub(crate) pointer: String,
    /// What it is called. Empty where the mistake names it.
    pub(crate) name: String,
    /// Where it is put right.
    pub(crate) path: String,
}

/// Every mistake, leading to its field where the page asks it, or to the page that does.
pub(super) fn summary(
    asks: &[Asked],
    mistakes: &[FieldError],
    elsewhere: &[Elsewhere],
) -> Option<ErrorSummary> {
    let mut summary = ErrorSummary::of(mistakes)?;
    summary.error_list.clear();
    let links = mistakes.iter().map(|mistake| {
        let says = Content::from(mistake.message.as_str()).to_string();
        if let Some(other) = elsewhere.iter().find(|other| other.pointer == mistake.pointer) {
            let name = Content::from(other.name.as_str()).to_string();
            return ErrorLink::to("", named(&name, &says)).href(other.path.clone());
        }
        let Some(field) = nearest(asks, &mistake.pointer) else {
            return ErrorLink::to("", mistake.message.as_str());
        };
        let name = if is_general(mistake) { field.name.to_string() } else { String::new() };
        ErrorLink::to(&field.id, in_group(asks, field, named(&name, &says)))
    });
    Some(summary.error_list(links.collect::<Vec<_>>()))
}

/// Whether other fields are told the same. What has a code of its own has a sentence of its own.
fn is_general(mistake: &FieldError) -> bool {
    ["required", "invalid", "too_long"].contains(&mistake.code)
}

/// A name without what is said after it.
fn plain(name: &str) -> &str {
    name.trim().trim_end_matches("(optional)").trim_end()
}

/// A message of many fields, "Enter something here", under the name of its own: "Full name: enter something here".
/// One that names its field stands alone.
fn named(name: &str, says: &str) -> Markup {
    let plain = plain(name);
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

/// Where a form asks the same several times, what is wrong says of which of them it is: "Document 2: Last day: enter a
/// date that exists".
fn in_group(asks: &[Asked], field: &Asked, says: Markup) -> Markup {
    let is_alone = asks.iter().filter(|other| other.name == field.name).count() < 2;
    if is_alone || field.name.is_empty() {
        return says;
    }
    let groups = field.within.iter().map(|group| format!("{}: ", plain(&group.to_string())));
    says.between(groups.collect::<String>(), "")
}

/// The field at a pointer, the first of several there, or the nearest around it that the page asks.
fn nearest<'a>(asks: &'a [Asked], pointer: &str) -> Option<&'a Asked> {
    let mut pointer = pointer;
    while !pointer.is_empty() {
        let id = field_id(pointer);
        let own = [id.clone(), format!("{id}-0")];
        if let Some(field) = own.iter().find_map(|id| asks.iter().find(|field| field.id == *id)) {
            return Some(field);
        }
        pointer = pointer.rsplit_once('/')?.0;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use ui::components::{Field, Radio};

    fn said(content: &Markup, pointer: &str, message: &str) -> String {
        let mistakes = domain::FieldErrors::one(pointer, "required", message);
        summary(content.asks(), mistakes.all(), &[]).unwrap().to_string()
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
        let said = summary(form.asks(), own.all(), &[]).unwrap().to_string();
        assert!(said.contains("#name\">Somebody is called that<"), "{said}");
    }

    #[test]
    fn a_page_that_asks_one_thing_does_not_say_it_again() {
        let form = Markup::from(Field::new("many", "How many?").as_page_heading().input());
        assert!(said(&form, "/many", "Enter a number").contains("#many\">Enter a number<"));
    }

    #[test]
    fn of_what_is_asked_several_times_it_is_said_which_one_is_meant() {
        let document = |row: usize| {
            let fields = [
                Markup::from(Field::new(format!("documents[{row}][name]"), "Name").input()),
                Field::new(format!("documents[{row}][ends]"), "Last day").date("", "", "").into(),
            ];
            crate::door::parts::group(&format!("Document {} (optional)", row + 1), fields)
        };
        let seat = crate::door::parts::group("Seat", [Field::new("postcode", "Postcode").input()]);
        let form = Markup::joined([document(0), document(1), seat]);
        let says = |pointer: &str, expected: &str| {
            let said = said(&form, pointer, "Enter a date that exists");
            assert!(said.contains(expected), "{said}");
        };
        says("/documents/1/ends", "#documents-1-ends\">Document 2: Last day: enter a date that exists<");
        says("/documents/0/name", "#documents-0-name\">Document 1: Name: enter a date that exists<");
        says("/postcode", "#postcode\">Postcode: enter a date that exists<");
        let own = domain::FieldErrors::one("/documents/1/ends", "document_too_old", "It has ended");
        let said = summary(form.asks(), own.all(), &[]).unwrap().to_string();
        assert!(said.contains("#documents-1-ends\">Document 2: It has ended<"), "{said}");
    }

    #[test]
    fn what_a_choice_reveals_and_what_is_a_whole_are_found_too() {
        let inside = [Field::new("route[who]", "Who?").input()];
        let revealed = crate::door::parts::place("route", "The other route", inside);
        let choice = Radio::new("yes", "Yes").conditional(revealed);
        let form = Markup::from(Field::new("check", "Is it checked?").radios([choice]));
        for (pointer, expected) in [
            ("/route/who", "#route-who\">Who? Enter it<"),
            ("/route", "#route\">The other route: enter it<"),
            ("/check", "#check\">Is it checked? Enter it<"),
        ] {
            let said = said(&form, pointer, "Enter it");
            assert!(said.contains(expected), "{said}");
        }
    }

    #[test]
    fn what_is_put_right_on_another_page_leads_there() {
        let mistakes = domain::FieldErrors::one("/answers/nations", "required", "Answer this question");
        let pointer = "/answers/nations".to_owned();
        let other = Elsewhere { pointer, name: "Which nations?".to_owned(), path: "/q/nations".to_owned() };
        let said = summary(&[], mistakes.all(), &[other]).unwrap().to_string();
        assert!(said.contains("href=\"/q/nations\">Which nations? Answer this question<"), "{said}");
    }
}
