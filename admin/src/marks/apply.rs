//! A provider's quality marks, and beginning an application for one: what it is to cover.

use super::left::beside_scope;
use crate::door::parts::{form, heading_of, hidden, link, section, send, small, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, Visit, basis};
use crate::words::{day, said, state_tag, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::commands::{FillDraft, StartDraft};
use domain::accreditation::{Accreditation, Places, Scope, Standard};
use domain::kernel::time::day_of;
use domain::offerings::Channel;
use domain::organisations::Organisation;
use domain::{AccreditationId, Action, FieldError, OrganisationId, Timestamp};
use marketplace::accreditation::{self, LeftSince, WantedAccreditations};
use marketplace::{At, organisations};
use ui::Markup;
use ui::components::{Cell, Checkbox, Checkboxes, InsetText, Table, Tag, TagColour};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(start).service(show_scope).service(save_scope);
}

struct Marks {
    provider: Organisation,
    own: Vec<Accreditation>,
    standard: Option<Standard>,
    /// What was granted last, as it can be asked for again.
    granted: Option<Scope>,
    may_apply: bool,
    now: Timestamp,
}

async fn marks(visit: &Visit, id: OrganisationId) -> Result<Marks, crate::door::Answer> {
    visit
        .read(move |work, by| {
            let provider = organisations::show(work, by, id)?;
            let wanted = WantedAccreditations { provider: Some(id), ..WantedAccreditations::default() };
            let own = accreditation::list(work, by, &wanted, None, 100)?;
            let now = work.now();
            let standard =
                accreditation::standards(work)?.into_iter().find(|it| it.definition.is_in_force(now));
            let granted = accreditation::granted_last(work, by, &provider)?;
            let may_apply = by.may(Action::ApplyForMark, &id).is_ok();
            Ok(Marks { provider, own, standard, granted, may_apply, now })
        })
        .await
}

/// What channels are called.
pub(crate) const fn channel_said(channel: Channel) -> &'static str {
    match channel {
        Channel::InPerson => "In person at a place",
        Channel::Outreach => "In person by outreach visit",
        Channel::Telephone => "By telephone",
        Channel::WebChat => "By web chat",
    }
}

/// By which channels people are helped.
pub(crate) fn channels_asked(asking: &Asking<'_>, name: &str, question: &str) -> Markup {
    let channels = Channel::ALL.iter().map(|channel| Checkbox::new(channel.word(), channel_said(*channel)));
    asking.ask(name, question).checkboxes(channels.collect::<Vec<_>>()).into()
}

/// What the mark is to cover. `to_confirm`: each part is as it was granted last, and says so.
fn scope_fields(asking: &Asking<'_>, provider: &Organisation, to_confirm: bool) -> Vec<Markup> {
    let waits = || match to_confirm {
        true => small(Markup::from(Tag::new("To be confirmed").colour(TagColour::Yellow))),
        false => Markup::default(),
    };
    let listed = asking.typed.all("scope[places][]").collect::<Vec<_>>().join("\n");
    let mut fields = vec![
        waits(),
        channels_asked(asking, "scope[channels][]", "How do you help people?"),
        waits(),
        asking
            .ask("scope[places]", "At which places? (optional)")
            .value(listed)
            .hint("One postcode a line. Left empty, the mark is for every place at which you help")
            .textarea()
            .into(),
    ];
    let partners = provider.partners.iter().filter(|partner| partner.confirmed_at.is_some());
    let partners: Vec<_> = partners
        .map(|partner| Checkbox::new(partner.organisation.to_string(), partner.name.to_string()))
        .collect();
    if !partners.is_empty() {
        fields.push(waits());
        fields.push(
            asking.ask("scope[partners][]", "With which partners? (optional)").checkboxes(partners).into(),
        );
    }
    fields
}

/// Makes a list of the postcodes, which are typed one a line.
fn split_places(typed: &mut Typed) {
    let Some(text) = typed.take("scope[places]") else { return };
    let lines = text.split(['\n', ',']).map(str::trim).filter(|line| !line.is_empty());
    typed.0.extend(lines.map(|line| ("scope[places][]".to_owned(), line.to_owned())));
}

/// What a mark covers, in words.
pub(super) fn scope_said(scope: &Scope, provider: &Organisation) -> Markup {
    let channels = scope.channels.iter().map(|channel| channel_said(*channel));
    let places = match &scope.places {
        Places::All => "Every place".to_owned(),
        Places::Listed(listed) => listed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Places::AllBut(listed) => {
            let listed = listed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            format!("Every place but {listed}")
        }
    };
    let name_of = |partner: &OrganisationId| {
        let known = provider.partners.iter().find(|it| it.organisation == *partner);
        known.map_or_else(|| "a partner that is none any more".to_owned(), |it| it.name.to_string())
    };
    let partners: Vec<_> = scope.partners.iter().map(name_of).collect();
    let with_partners = match partners.as_slice() {
        [] => places,
        some => format!("{places}; with {}", some.join(", ")),
    };
    Markup::joined([crate::door::parts::bullets(channels), text(with_partners)])
}

/// Whether to begin from the last application that was sent.
fn earlier(marks: &Marks, asking: &Asking<'_>) -> Option<Markup> {
    let last =
        marks.own.iter().filter(|case| case.submitted_at.is_some()).max_by_key(|case| case.submitted_at)?;
    let words =
        format!("Begin from my application of {}", when(last.submitted_at.unwrap_or(last.started_at)));
    let hint = "Its evidence is copied, beside what was judged. You say of each whether it is still true, or change it";
    let chosen = asking.typed.0.is_empty() || !asking.value("from").is_empty();
    let item = Checkbox::new(last.id.to_string(), words).hint(hint).checked(chosen);
    Some(Checkboxes::single("from", item).into())
}

/// What an application begins with where a mark was granted before.
fn as_granted(granted: &Scope, provider: &Organisation) -> Markup {
    let says = [
        text("It begins with what your mark was given for. You confirm or change that before you submit:"),
        scope_said(granted, provider),
    ];
    InsetText::new(Markup::joined(says)).into()
}

fn page(visit: &Visit, marks: &Marks, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let id = marks.provider.id;
    let mut parts = vec![heading_of(marks.provider.name.as_str(), "Quality mark")];
    if !marks.own.is_empty() {
        let head = [Cell::new("Application"), Cell::new("State"), Cell::new("Mark until")];
        let table = Table::new("Your applications").caption_size("m").head(head);
        let table = marks.own.iter().rev().fold(table, |table, case| {
            let since = case.submitted_at.unwrap_or(case.started_at);
            let until = case.mark.as_ref().map_or_else(
                || "No mark".to_owned(),
                |mark| {
                    format!(
                        "{} ({})",
                        day(day_of(mark.ends)),
                        said(mark.status_at(marks.now).word()).to_lowercase()
                    )
                },
            );
            let words = format!("Application of {}", when(since));
            table.row([
                Cell::new(link(&words, &format!("/marks/{}", case.id))),
                Cell::new(Markup::from(state_tag(case.state.word()))),
                Cell::new(until),
            ])
        });
        parts.push(table.scrolling());
    }
    let has_open = marks.own.iter().any(|case| case.state.is_open());
    match &marks.standard {
        Some(standard) if marks.may_apply && !has_open => {
            let definition = &standard.definition;
            let essential = definition.essential().count();
            parts.push(section(if marks.own.is_empty() {
                "Apply for the quality mark"
            } else {
                "Apply again or renew"
            }));
            parts.push(text(format!(
                "You give evidence against {} version {}: {essential} criteria are essential, {} are desirable. An assessor judges it, and someone else decides. The mark lasts {} months.",
                definition.title,
                definition.number,
                definition.criteria.len() - essential,
                definition.mark.lasts_months
            )));
            parts.push(text(definition.disclaimer.to_string()));
            let asking = Asking::of(typed, mistakes);
            let mut fields = vec![hidden("provider", &id.to_string())];
            fields.extend(earlier(marks, &asking));
            match &marks.granted {
                Some(granted) => fields.push(as_granted(granted, &marks.provider)),
                None => fields.extend(scope_fields(&asking, &marks.provider, false)),
            }
            fields.push(send("Start the application").into());
            parts.push(form(visit, &format!("/provider/{id}/mark"), fields));
        }
        None => parts.push(text("There is no version of the Standard in force yet.")),
        Some(_) => {}
    }
    Page::new("Quality mark", parts).back(format!("/provider/{id}"))
}

#[get("/provider/{id}/mark")]
async fn show(visit: SignedIn, id: Path<OrganisationId>) -> Outcome {
    let marks = marks(&visit, id.into_inner()).await?;
    Ok(visit.show(page(&visit, &marks, &Typed::default(), &[])))
}

#[post("/provider/{id}/mark")]
async fn start(mut sent: Sent, id: Path<OrganisationId>) -> Outcome {
    split_places(&mut sent.typed);
    let done =
        sent.act(StartDraft::parse, |work, by, command| accreditation::start(work, by, &command)).await;
    match done {
        Ok(case) => Ok(sent.visit.go(format!("/marks/{}", case.id), "Your application is started.")),
        Err(rejected) => {
            let marks = marks(&sent.visit, id.into_inner()).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &marks, &sent.typed, mistakes))
        }
    }
}

/// An application whose scope can still be said, with what has left it since the last mark.
struct Drafted {
    case: Accreditation,
    provider: Organisation,
    left: Option<LeftSince>,
}

async fn drafted(visit: &Visit, id: AccreditationId) -> Result<Drafted, crate::door::Answer> {
    visit
        .read(move |work, by| {
            let case = accreditation::show(work, by, id)?;
            let provider: Organisation = work.find(case.provider)?;
            let left = accreditation::left_since_last_mark(work, by, id)?;
            Ok(Drafted { case, provider, left })
        })
        .await
}

fn filled_from(case: &Accreditation) -> Markup {
    basis(case.version, &case.scope)
}

fn scope_page(
    visit: &Visit,
    Drafted { case, provider, left }: &Drafted,
    typed: &Typed,
    (basis, mistakes, both): (Markup, &[FieldError], Option<Markup>),
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let mut fields = vec![basis];
    let to_confirm = case.papers.scope_to_confirm;
    fields.extend(scope_fields(&asking, provider, to_confirm));
    fields.push(send(if to_confirm { "Confirm" } else { "Save" }).into());
    let says = if to_confirm {
        text("It is filled in as your last mark was given. Change what is no longer so.")
    } else {
        Markup::default()
    };
    let parts = [
        heading_of(provider.name.as_str(), "What the mark covers"),
        says,
        both.unwrap_or_default(),
        left.as_ref().map(beside_scope).unwrap_or_default(),
        form(visit, &format!("/marks/{}/scope", case.id), fields),
    ];
    Page::new("What the mark covers", parts).back(format!("/marks/{}", case.id))
}

#[get("/marks/{id}/scope")]
async fn show_scope(visit: SignedIn, id: Path<AccreditationId>) -> Outcome {
    let drafted = drafted(&visit, id.into_inner()).await?;
    let case = &drafted.case;
    Ok(visit.show(scope_page(&visit, &drafted, &scope_typed(case), (filled_from(case), &[], None))))
}

/// What the mark is to cover, as the form shows it.
fn scope_typed(case: &Accreditation) -> Typed {
    let mut typed = Typed::default();
    let mut add = |name: &str, value: String| typed.0.push((name.to_owned(), value));
    case.scope.channels.iter().for_each(|channel| add("scope[channels][]", channel.word().to_owned()));
    case.scope.partners.iter().for_each(|partner| add("scope[partners][]", partner.to_string()));
    if let Places::Listed(listed) = &case.scope.places {
        listed.iter().for_each(|postcode| add("scope[places][]", postcode.to_string()));
    }
    typed
}

#[post("/marks/{id}/scope")]
async fn save_scope(mut sent: Sent, id: Path<AccreditationId>) -> Outcome {
    let id = id.into_inner();
    split_places(&mut sent.typed);
    let before = drafted(&sent.visit, id).await?.case;
    // What someone wrote as evidence meanwhile is nothing to this.
    let version = if sent.has_seen(&before.scope) { before.version } else { sent.version };
    let at = At { id, version };
    let whole = |mut draft: FillDraft| {
        draft.scope.get_or_insert_default();
        draft.parse()
    };
    match sent.act(whole, move |work, by, fill| accreditation::fill(work, by, at, fill)).await {
        Ok(_) => Ok(sent.visit.go(format!("/marks/{id}"), "What the mark covers is saved.")),
        Err(rejected) => {
            let drafted = drafted(&sent.visit, id).await?;
            let case = &drafted.case;
            let theirs = scope_typed(case).closed_up();
            sent.again(rejected, Some((&theirs, case.version)), |typed, _, mistakes, both| {
                let basis = if both.is_some() { filled_from(case) } else { sent.basis() };
                scope_page(&sent.visit, &drafted, typed, (basis, mistakes, both))
            })
        }
    }
}
