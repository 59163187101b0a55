//! Writing one page of an offering, again and again.

use super::case::{Case, case, is_asked};
use super::part::Part;
use super::{fields, groups, hours, terms};
use crate::door::parts::{form, hidden, link_line, send, small};
use crate::door::{Asking, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::local_authorities;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::offerings::{OfferingDraft, State, Support};
use domain::{FieldError, OfferingId};
use marketplace::offerings;
use marketplace::reference::Reference;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(save);
}

fn asked(visit: &Visit, case: &Case, part: Part, asking: &Asking<'_>) -> Vec<Markup> {
    let market = visit.market();
    let reference = market.reference();
    match part {
        Part::About => fields::about(asking),
        Part::Channels => fields::channels(asking),
        Part::Services => groups::services(asking, case),
        Part::Place => fields::place(asking),
        Part::Area => fields::area(asking, reference),
        Part::Contact => fields::contact(asking),
        Part::Hours => hours::fields(asking),
        Part::Languages => groups::languages(asking, reference),
        Part::Facilities => groups::facilities(asking, reference),
        Part::Typing => terms::typing(asking),
        Part::Identity => terms::identity(asking),
        Part::Declines => terms::declines(asking),
        Part::Costs => terms::costs(asking),
        Part::Safety => terms::safety(asking),
        Part::Capacity => terms::capacity(asking),
        Part::Price => terms::price(asking),
        Part::Partner => groups::partner(asking, case),
    }
}

/// What is kept, as the page shows it.
fn shown(part: Part, case: &Case, reference: &Reference) -> Typed {
    let mut typed = part.kept(&case.offering.support);
    match part {
        Part::Area => local_authorities::by_name(&mut typed, fields::AUTHORITIES, reference),
        Part::Costs | Part::Price => terms::in_pounds(&mut typed),
        _ => {}
    }
    typed
}

/// Takes out of what was typed what a form sends though nobody typed it, so that an empty row is no row.
fn tidied(part: Part, typed: &mut Typed) {
    match part {
        Part::Place => fields::without_empty_place(typed),
        Part::Area => fields::of_one_kind(typed),
        Part::Hours => hours::without_empty_rows(typed),
        Part::Identity => terms::with_every_answer(typed),
        Part::Price => terms::without_empty_price(typed),
        Part::Safety => terms::without_record_where_none_is_needed(typed),
        _ => {}
    }
}

/// The support with a page of it as it was typed, or what is wrong with it.
fn supported(part: Part, case: &Case, typed: &Typed, reference: &Reference) -> Result<Support, Rejected> {
    let mut given = typed.clone();
    match part {
        Part::Area => local_authorities::by_code(&mut given, fields::AUTHORITIES, reference)?,
        Part::Costs | Part::Price => terms::in_pence(&mut given)?,
        _ => {}
    }
    let tree = part.over(&case.offering.support, given).tree();
    Ok(crate::door::draft::<OfferingDraft>(tree)?.parse()?)
}

/// A mistake that another page has to mend leads there.
fn elsewhere(case: &Case, part: Part, mistakes: &[FieldError]) -> Markup {
    let others = mistakes.iter().filter(|mistake| !part.owns(&mistake.pointer));
    let mut pages: Vec<Part> = others.filter_map(|mistake| Part::asking(&mistake.pointer)).collect();
    pages.dedup();
    Markup::joined(pages.into_iter().map(|page| {
        let path = format!("/offerings/{}/edit/{}", case.offering.id, page.word());
        link_line(&format!("Answer this first: {}", page.title()), &path)
    }))
}

fn page(
    visit: &Visit,
    case: &Case,
    part: Part,
    typed: &Typed,
    version: i64,
    mistakes: &[FieldError],
    both: Option<Markup>,
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let mut inside = vec![hidden(VERSION, &version.to_string())];
    inside.extend(asked(visit, case, part, &asking));
    inside.push(send(if case.state() == State::Draft { "Save and continue" } else { "Save" }).into());
    let mut parts = vec![case.headed(part.title()), elsewhere(case, part, mistakes)];
    if case.state() == State::Live {
        parts.push(small("People can have this now: directories show what you change within a second."));
    }
    parts.extend(both);
    let path = format!("/offerings/{}/edit/{}", case.offering.id, part.word());
    parts.push(form(visit, &path, inside));
    Page::new(part.title(), parts).back(format!("/offerings/{}", case.offering.id))
}

/// The offering and the page that is asked for, when this person may write it.
async fn opened(visit: &Visit, id: OfferingId, word: &str) -> Result<(Case, Part), crate::door::Answer> {
    let case = case(visit, id).await?;
    if !case.may_keep {
        return Err(visit.stop(Stop::WrongRole));
    }
    match Part::of(word).filter(|part| is_asked(&case, *part)) {
        Some(part) => Ok((case, part)),
        None => Err(visit.stop(Stop::NotFound)),
    }
}

#[get("/offerings/{id}/edit/{part}")]
async fn show(visit: SignedIn, path: Path<(OfferingId, String)>) -> Outcome {
    let (id, word) = path.into_inner();
    let (case, part) = opened(&visit, id, &word).await?;
    if case.state() == State::Ended {
        return Ok(visit.go(format!("/offerings/{id}"), ""));
    }
    let market = visit.market();
    let typed = shown(part, &case, market.reference());
    Ok(visit.show(page(&visit, &case, part, &typed, case.offering.version, &[], None)))
}

/// Where to go once a page of a draft is saved: the next page that still has something to ask.
fn next_after(case: &Case, part: Part) -> String {
    let missing = case.missing();
    let id = case.offering.id;
    let next = Part::all().skip_while(|it| *it != part).skip(1).find(|it| it.missing(&missing).count() > 0);
    match next.filter(|_| case.state() == State::Draft) {
        Some(next) => format!("/offerings/{id}/edit/{}", next.word()),
        None => format!("/offerings/{id}"),
    }
}

#[post("/offerings/{id}/edit/{part}")]
async fn save(mut sent: Sent, path: Path<(OfferingId, String)>) -> Outcome {
    let (id, word) = path.into_inner();
    let (before, part) = opened(&sent.visit, id, &word).await?;
    let before_proposed = before.offering.proposed.clone();
    let (version, market) = (sent.version, sent.visit.market());
    let to_be_kept = sent.is_to_be_kept();
    if to_be_kept.is_ok() {
        tidied(part, &mut sent.typed);
    }
    let done = match to_be_kept.and_then(|()| supported(part, &before, &sent.typed, market.reference())) {
        Ok(support) => {
            let revise = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
                offerings::revise(work, by, id, version, support.clone())
            };
            sent.visit.write(revise).await
        }
        Err(rejected) => Err(rejected),
    };
    match done {
        Ok(offering) => {
            let case = Case { offering, ..before };
            let said = match &case.offering.proposed {
                Some(now) if before_proposed.as_ref() != Some(now) => {
                    "It is sent for review. Until someone has looked at it, people have it as it is."
                }
                _ if case.state() == State::Draft => "",
                _ => "It is saved.",
            };
            Ok(sent.visit.go(next_after(&case, part), said))
        }
        Err(rejected) => {
            let now = case(&sent.visit, id).await?;
            let theirs = shown(part, &now, market.reference()).closed_up();
            sent.again(rejected, Some((&theirs, now.offering.version)), |typed, version, mistakes, both| {
                page(&sent.visit, &now, part, typed, version, mistakes, both)
            })
        }
    }
}
