//! Local authorities, typed by their names, one a line; drafts have their codes.

use crate::door::parts::bullets;
use crate::door::{Asking, Typed};
use domain::values::AuthorityCode;
use domain::{FieldErrors, Fields};
use marketplace::reference::Reference;
use std::collections::BTreeSet;
use ui::Markup;
use ui::components::Details;

/// A field for them, with all of their names to look up.
pub(crate) fn asked(asking: &Asking<'_>, name: &str, label: &str, reference: &Reference) -> Markup {
    let field = asking.ask(name, label).hint("One a line, as they call themselves: for example, Leeds");
    let names: BTreeSet<&str> = reference.authorities().map(|(_, name)| name).collect();
    let all = Details::new("Names of all local authorities", bullets(names));
    Markup::joined([Markup::from(field.textarea()), all.into()])
}

/// Codes as names, to be shown.
pub(crate) fn by_name(typed: &mut Typed, name: &str, reference: &Reference) {
    let codes = format!("{name}[]");
    let named = |code: &str| {
        let known = code.parse().ok().and_then(|code| reference.authority(&code));
        known.unwrap_or(code).to_owned()
    };
    let names: Vec<String> = typed.all(&codes).map(named).collect();
    typed.0.retain(|(field, _)| *field != codes);
    if !names.is_empty() {
        typed.set(name, names.join("\n"));
    }
}

/// Names as codes, to be read.
///
/// # Errors
/// Each line that names none.
pub(crate) fn by_code(typed: &mut Typed, name: &str, reference: &Reference) -> Result<(), FieldErrors> {
    let Some(text) = typed.take(name) else { return Ok(()) };
    let pointer = format!("/{}", name.replace('[', "/").replace(']', ""));
    let mut fields = Fields::new();
    for line in text.split(['\n', ',']).map(str::trim).filter(|line| !line.is_empty()) {
        let of_that_name = |(code, name): &(&AuthorityCode, &str)| {
            name.eq_ignore_ascii_case(line) || code.as_str().eq_ignore_ascii_case(line)
        };
        match reference.authorities().find(of_that_name) {
            Some((code, _)) => typed.0.push((format!("{name}[]"), code.to_string())),
            None => {
                let message =
                    format!("“{line}” is not the name of a local authority. Choose from the list below");
                fields.refuse(&pointer, "unknown", message);
            }
        }
    }
    fields.finish(|| Some(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_codes_and_back_and_every_unknown_one_is_told() {
        let reference = Reference::built_in().unwrap();
        let mut typed = Typed::read("area[codes]=leeds%0A%0ABradford".as_bytes()).unwrap();
        by_code(&mut typed, "area[codes]", &reference).unwrap();
        assert_eq!(typed.all("area[codes][]").collect::<Vec<_>>(), ["E08000035", "E08000032"]);
        by_name(&mut typed, "area[codes]", &reference);
        assert_eq!(typed.get("area[codes]"), "Leeds\nBradford");
        typed.set("area[codes]", "Leads\nLeeds\nBradfort");
        let wrong = by_code(&mut typed, "area[codes]", &reference).unwrap_err();
        assert_eq!(wrong.all().len(), 2);
        assert!(wrong.all().iter().all(|error| error.pointer == "/area/codes"));
    }
}
