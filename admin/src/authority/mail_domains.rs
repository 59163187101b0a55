//! The mail domains of the public sector, from which departments sign up: listed, set and removed, each for a reason.

use crate::door::parts::{TAKE_AWAY, about, form, heading, heading_of, link, link_line, section, send, text};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Typed, Visit};
use crate::words::count;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::organisations::{
    MailDomain, MailDomainRule, MailDomainRuleDraft, MailDomains, RemoveMailDomainDraft,
};
use domain::{FieldError, FieldErrors, Fields};
use marketplace::organisations::{self, MailDomainRemoval};
use serde::Deserialize;
use ui::Markup;
use ui::components::{Cell, Radio, SummaryList, SummaryRow, Table, Tag, TagColour};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(list).service(set).service(ask_to_remove).service(remove);
}

const HERE: &str = "/authority/mail-domains";
const TITLE: &str = "Mail domains of the public sector";

fn admits(rule: &MailDomainRule) -> Markup {
    Markup::from(if rule.admits {
        Tag::new("Admitted").colour(TagColour::Green)
    } else {
        Tag::new("Refused").colour(TagColour::Red)
    })
}

async fn all(visit: &Visit) -> Result<MailDomains, Answer> {
    visit.read(organisations::list_mail_domains).await
}

fn page(visit: &Visit, all: &MailDomains, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let head = ["Domain", "Addresses", "Why", "Remove"].map(Cell::new);
    let table = Table::new("Rules, by domain").caption_size("m").first_cell_is_header(true).head(head);
    let table = all.0.iter().fold(table, |table, rule| {
        let words = about("Remove", &format!("the rule of {}", rule.suffix));
        table.row([
            Cell::new(rule.suffix.as_str()),
            Cell::new(admits(rule)),
            Cell::new(rule.reason.as_str()),
            Cell::new(link(words, &format!("{HERE}/{}/remove", rule.suffix))),
        ])
    });
    let asking = Asking::of(typed, mistakes);
    let verdicts = [
        Radio::new("yes", "Admit addresses of it, and of every domain below it"),
        Radio::new("no", "Refuse them, although a shorter domain would admit them"),
    ];
    let fields: [Markup; 4] = [
        asking
            .ask("suffix", "Domain")
            .hint("The end of an address, such as gov.uk or parish.gov.uk. A rule that it has already is replaced")
            .input()
            .width(20)
            .spellcheck(false)
            .into(),
        asking.ask("admits", "What does the rule say?").radios(verdicts).into(),
        asking.ask("reason", "Why?").hint("The log keeps it").input().into(),
        send("Set the rule").into(),
    ];
    let parts = [
        heading(TITLE),
        text(
            "Who registers a department, or is invited into one, needs an address of the public sector. The longest domain that covers the address decides; what none covers is refused.",
        ),
        if all.0.is_empty() {
            text("There is no rule yet: nobody can register a department.")
        } else {
            Markup::joined([table.scrolling(), link_line(TAKE_AWAY, "/take-away/mail-domains/export")])
        },
        section("Set a rule"),
        form(visit, HERE, fields),
    ];
    Page::new(TITLE, parts).mistakes(mistakes).wide()
}

#[get("/authority/mail-domains")]
async fn list(visit: SignedIn) -> Outcome {
    let all = all(&visit).await?;
    Ok(visit.show(page(&visit, &all, &Typed::default(), &[])))
}

/// A rule, as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RuleTyped {
    suffix: String,
    admits: String,
    reason: String,
}

impl RuleTyped {
    fn parse(self) -> Result<MailDomainRule, FieldErrors> {
        let mut fields = Fields::new();
        let admits = fields.required("/admits", Some(&self.admits), "Choose what the rule says");
        let admits = admits.is_some_and(|word| word == "yes");
        let rule = MailDomainRuleDraft { suffix: self.suffix, admits, reason: self.reason }.parse();
        for mistake in rule.as_ref().err().into_iter().flat_map(FieldErrors::all) {
            fields.refuse(&mistake.pointer, mistake.code, mistake.message.clone());
        }
        fields.finish(|| rule.ok())
    }
}

#[post("/authority/mail-domains")]
async fn set(sent: Sent) -> Outcome {
    match sent.act(RuleTyped::parse, organisations::set_mail_domain).await {
        Ok(rule) => Ok(sent.visit.go(HERE, format!("The rule of {} is set.", rule.suffix))),
        Err(rejected) => {
            let all = all(&sent.visit).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &all, &sent.typed, mistakes))
        }
    }
}

/// What becomes of addresses of the domain.
fn then_said(removal: &MailDomainRemoval) -> String {
    match &removal.then {
        Some(rule) if rule.admits => format!("Admitted, by the rule of {}", rule.suffix),
        Some(rule) => format!("Refused, by the rule of {}", rule.suffix),
        None => "Refused: no other rule covers them".to_owned(),
    }
}

fn removal_page(visit: &Visit, removal: &MailDomainRemoval, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let rule = &removal.rule;
    let asking = Asking::of(typed, mistakes);
    let people = usize::try_from(removal.people).unwrap_or_default();
    let rows = [
        SummaryRow::new("Addresses of it now", admits(rule)),
        SummaryRow::new("Why", rule.reason.to_string()),
        SummaryRow::new("Addresses of it then", then_said(removal)),
        SummaryRow::new("Here with such an address", count(people, "person", "people")),
    ];
    let fields: [Markup; 2] = [
        asking.ask("reason", "Why is it removed?").hint("The log keeps it").input().into(),
        send("Remove the rule").warning().into(),
    ];
    let parts = [
        heading_of("Mail domains", &format!("Remove the rule of {}", rule.suffix)),
        SummaryList::new(rows).into(),
        text(
            "Who is here already stays: accounts, memberships and departments do not change, and invitations that were sent still work. To end someone's membership, or lock their account, go to them.",
        ),
        text(
            "From then on, who registers a department or is newly invited into one is decided on by the rules that are left.",
        ),
        form(visit, &format!("{HERE}/{}/remove", rule.suffix), fields),
        text(link("Go back without removing it", HERE)),
    ];
    Page::new("Remove the rule of a mail domain", parts).mistakes(mistakes).back(HERE)
}

async fn foreseen(visit: &Visit, suffix: MailDomain) -> Result<MailDomainRemoval, Answer> {
    visit.read(move |work, by| organisations::foresee_mail_domain_removal(work, by, &suffix)).await
}

#[get("/authority/mail-domains/{suffix}/remove")]
async fn ask_to_remove(visit: SignedIn, suffix: Path<MailDomain>) -> Outcome {
    let removal = foreseen(&visit, suffix.into_inner()).await?;
    Ok(visit.show(removal_page(&visit, &removal, &Typed::default(), &[])))
}

#[post("/authority/mail-domains/{suffix}/remove")]
async fn remove(sent: Sent, suffix: Path<MailDomain>) -> Outcome {
    let suffix = suffix.into_inner();
    let named = suffix.clone();
    let parse = |draft: RemoveMailDomainDraft| draft.parse();
    let done = sent
        .act(parse, move |work, by, reason| organisations::remove_mail_domain(work, by, &named, reason))
        .await;
    match done {
        Ok(()) => Ok(sent.visit.go(HERE, format!("The rule of {suffix} is removed."))),
        Err(rejected) => {
            let removal = foreseen(&sent.visit, suffix).await?;
            rejected.on(&sent.visit, |mistakes| removal_page(&sent.visit, &removal, &sent.typed, mistakes))
        }
    }
}
