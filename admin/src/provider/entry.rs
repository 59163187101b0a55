//! What is asked about an organisation: the same fields when it registers and when it changes its entry.

use crate::door::parts::{group, text};
use crate::door::{Asking, Rows, Typed};
use crate::words::said;
use domain::organisations::{
    EditOrganisationDraft, IdentifierDraft, Organisation, Scheme, Sector, Sort, VoluntaryForm,
};
use domain::values::AddressDraft;
use ui::Markup;
use ui::components::{Radio, SummaryList, SummaryRow};

/// The last part of an organisation's entry that is asked on a page.
pub(super) const FIRST: &[&str] = &["/name", "/sector", "/form"];
pub(super) const SECOND: &[&str] = &["/contact_email", "/contact_phone", "/website", "/address", "/about"];

/// What a sector is called.
pub(crate) fn sector_said(sector: Sector) -> &'static str {
    match sector {
        Sector::Private => "Private company or sole trader",
        Sector::Voluntary => "Voluntary organisation",
        Sector::PublicUndertaking => "Public undertaking",
        Sector::PublicBody => "Public body",
    }
}

fn form_said(form: VoluntaryForm) -> String {
    said(form.word())
}

/// Name and sort.
pub(super) fn identity_fields(asking: &Asking<'_>) -> Vec<Markup> {
    let forms = VoluntaryForm::ALL.iter().map(|form| Radio::new(form.word(), form_said(*form)));
    let form =
        asking.ask("form", "What form of voluntary organisation is it?").radios(forms.collect::<Vec<_>>());
    let hint = |sector| match sector {
        Sector::Private => "",
        Sector::Voluntary => {
            "Charities, community groups, social enterprises. A small group without a register number can register too"
        }
        Sector::PublicUndertaking => "Owned by the state and run as a business",
        Sector::PublicBody => {
            "Cannot hold a place on a lot, but its buildings can be places where a provider helps"
        }
    };
    let sectors = Sector::ALL.iter().map(|sector| {
        let mut radio = Radio::new(sector.word(), sector_said(*sector));
        if !hint(*sector).is_empty() {
            radio = radio.hint(hint(*sector));
        }
        if *sector == Sector::Voluntary { radio.conditional(form.clone()) } else { radio }
    });
    vec![
        asking
            .ask("name", "Name of the organisation")
            .hint("As people know it")
            .input()
            .autocomplete("organization")
            .into(),
        asking.ask("sector", "What is it?").radios(sectors.collect::<Vec<_>>()).into(),
    ]
}

/// How it is reached.
pub(super) fn contact_fields(asking: &Asking<'_>) -> Vec<Markup> {
    let lines = (0..asking.lines("address[lines]").max(2)).map(|line| {
        let optional = if line == 0 { "" } else { " (optional)" };
        let number = line + 1;
        let field = asking.ask_line("address[lines]", line, &format!("Address line {number}{optional}"));
        let input = field.input();
        Markup::from(if number <= 3 { input.autocomplete(format!("address-line{number}")) } else { input })
    });
    let mut address: Vec<Markup> = lines.collect();
    address.extend([
        asking.ask("address[town]", "Town or city").input().width(20).autocomplete("address-level2").into(),
        Markup::from(
            asking.ask("address[postcode]", "Postcode").input().width(10).autocomplete("postal-code"),
        ),
    ]);
    vec![
        asking
            .ask("contact_email", "Contact email address")
            .hint("We write to it about applications and decisions")
            .input()
            .kind("email")
            .spellcheck(false)
            .into(),
        asking.ask("contact_phone", "Telephone number (optional)").input().kind("tel").width(20).into(),
        asking
            .ask("website", "Website (optional)")
            .hint("For example, https://www.example.org")
            .input()
            .into(),
        group("Address of its seat (optional)", address),
        asking
            .ask("about", "What does it do? (optional)")
            .hint("In a few sentences, for departments and the public")
            .up_to_characters(5000)
            .into(),
    ]
}

/// Its register numbers.
const NUMBERS: Rows<'_> = Rows { list: "identifiers", one: "Register number", most: 8 };

pub(super) fn number_fields(asking: &Asking<'_>) -> Vec<Markup> {
    let rows = NUMBERS.asked(asking, |row| {
        let choices = [(String::new(), "None".to_owned())]
            .into_iter()
            .chain(Scheme::ALL.iter().map(|it| (it.word().to_owned(), said(it.register()))));
        let number = asking.ask(&format!("{row}[number]"), "Number").input().width(10).spellcheck(false);
        [
            Markup::from(asking.ask(&format!("{row}[scheme]"), "Register").select(choices)),
            number.hint("As the register shows it, such as 01234567 or SC012345").into(),
        ]
    });
    vec![
        text(
            "We ask the registers whether the numbers are right. An organisation without one stays unverified until someone has checked it by other means.",
        ),
        rows,
    ]
}

/// Everything that was answered, with a way to change each part.
pub(super) fn answers(typed: &Typed, change: impl Fn(SummaryRow, &str, &str) -> SummaryRow) -> Markup {
    let given = |name: &str| typed.get(name).to_owned();
    let word = |name: &str| if typed.get(name).is_empty() { "Not given".to_owned() } else { given(name) };
    let sector =
        typed.get("sector").parse().map_or_else(|_| "Not given".to_owned(), |it| sector_said(it).to_owned());
    let form = typed.get("form");
    let sort = if form.is_empty() { sector } else { format!("{sector}: {}", said(form)) };
    let mut address: Vec<&str> = typed.all("address[lines][]").collect();
    address.extend([typed.get("address[town]"), typed.get("address[postcode]")]);
    address.retain(|line| !line.is_empty());
    let address = if address.is_empty() { "Not given".to_owned() } else { address.join("\n") };
    let numbers = (0..typed.rows("identifiers")).map(|row| {
        let scheme = typed.get(&format!("identifiers[{row}][scheme]")).parse().map_or("", Scheme::register);
        format!("{}: {}", said(scheme), typed.get(&format!("identifiers[{row}][number]")))
    });
    let numbers = numbers.collect::<Vec<_>>().join("\n");
    let numbers = if numbers.is_empty() { "None".to_owned() } else { numbers };
    let rows = [
        change(SummaryRow::new("Name", word("name")), "details", "name"),
        change(SummaryRow::new("What it is", sort), "details", "what it is"),
        change(SummaryRow::new("Contact email", word("contact_email")), "contact", "contact email"),
        change(SummaryRow::new("Telephone", word("contact_phone")), "contact", "telephone"),
        change(SummaryRow::new("Website", word("website")), "contact", "website"),
        change(SummaryRow::new("Address", crate::door::parts::written(&address)), "contact", "address"),
        change(
            SummaryRow::new("What it does", crate::door::parts::written(&word("about"))),
            "contact",
            "what it does",
        ),
        change(
            SummaryRow::new("Register numbers", crate::door::parts::written(&numbers)),
            "numbers",
            "register numbers",
        ),
    ];
    SummaryList::new(rows).into()
}

/// An organisation's entry, to be changed.
pub(crate) fn draft_of(organisation: &Organisation) -> EditOrganisationDraft {
    let (sector, form) = match organisation.sort {
        None => (None, None),
        Some(sort) => (
            Some(sort.sector().word().to_owned()),
            match sort {
                Sort::Voluntary { form } => Some(form.word().to_owned()),
                _ => None,
            },
        ),
    };
    EditOrganisationDraft {
        name: organisation.name.to_string(),
        sector,
        form,
        identifiers: organisation
            .identifiers
            .iter()
            .map(|it| IdentifierDraft {
                scheme: it.scheme().word().to_owned(),
                number: it.number.as_str().to_owned(),
            })
            .collect(),
        contact_email: organisation.contact_email.to_string(),
        contact_phone: organisation.contact_phone.as_ref().map(ToString::to_string),
        website: organisation.website.as_ref().map(ToString::to_string),
        address: organisation.address.as_ref().map(|address| AddressDraft {
            lines: address.lines.iter().map(ToString::to_string).collect(),
            town: address.town.to_string(),
            postcode: address.postcode.to_string(),
        }),
        about: organisation.about.as_ref().map(ToString::to_string),
    }
}
