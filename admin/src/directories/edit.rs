//! Changing one page of a directory.

use super::case::{Case, case};
use super::fields::{self, AUTHORITIES, Known};
use super::part::Part;
use super::revision::may_change;
use crate::door::parts::{form, hidden, send};
use crate::door::{Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::local_authorities;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::FieldError;
use domain::directories::{DirectoryContent, DirectoryDraft};
use domain::values::Slug;
use marketplace::directories;
use marketplace::reference::Reference;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(save);
}

/// What is kept, as the page shows it.
fn shown(part: Part, case: &Case, reference: &Reference) -> Typed {
    let mut typed = part.kept(case.working());
    match part {
        Part::Words => fields::in_lines(&mut typed),
        Part::Rule => local_authorities::by_name(&mut typed, AUTHORITIES, reference),
        Part::Look | Part::Links => {}
    }
    typed
}

/// The directory with a page of it as it was typed, or what is wrong with it.
fn said(part: Part, case: &Case, typed: &Typed, reference: &Reference) -> Result<DirectoryContent, Rejected> {
    let mut given = typed.clone();
    match part {
        // Its short name is not asked again: it never changes.
        Part::Words => {
            fields::from_lines(&mut given);
            given.set("slug", case.directory.content.slug.to_string());
        }
        Part::Rule => local_authorities::by_code(&mut given, AUTHORITIES, reference)?,
        Part::Look | Part::Links => {}
    }
    let tree = part.over(case.working(), given).tree();
    Ok(crate::door::draft::<DirectoryDraft>(tree)?.parse()?)
}

fn page(
    visit: &Visit,
    case: &Case,
    part: Part,
    (typed, version, mistakes): (&Typed, i64, &[FieldError]),
    both: Option<Markup>,
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let market = visit.market();
    let known = Known { services: &case.services, clusters: &case.clusters, reference: market.reference() };
    let mut inside = vec![hidden(VERSION, &version.to_string())];
    inside.extend(match part {
        Part::Words => fields::words(&asking),
        Part::Look => fields::look(&asking),
        Part::Links => fields::links(&asking),
        Part::Rule => fields::rule(&asking, &known),
    });
    inside.push(send("Save").into());
    let mut parts = vec![case.headed(part.title())];
    parts.extend(both);
    parts.push(form(visit, &format!("{}/edit/{}", case.path(), part.word()), inside));
    Page::new(part.title(), parts).back(case.path())
}

/// The directory and the page that is asked for, when this person may change it.
async fn opened(visit: &Visit, slug: &Slug, word: &str) -> Result<(Case, Part), Answer> {
    let case = case(visit, slug).await?;
    may_change(visit, &case)?;
    match Part::of(word) {
        Some(part) => Ok((case, part)),
        None => Err(visit.stop(Stop::NotFound)),
    }
}

#[get("/directories/{slug}/edit/{part}")]
async fn show(visit: SignedIn, path: Path<(Slug, String)>) -> Outcome {
    let (slug, word) = path.into_inner();
    let (case, part) = opened(&visit, &slug, &word).await?;
    let market = visit.market();
    let typed = shown(part, &case, market.reference());
    Ok(visit.show(page(&visit, &case, part, (&typed, case.directory.version, &[]), None)))
}

#[post("/directories/{slug}/edit/{part}")]
async fn save(sent: Sent, path: Path<(Slug, String)>) -> Outcome {
    let (slug, word) = path.into_inner();
    let (before, part) = opened(&sent.visit, &slug, &word).await?;
    let (version, market, named) = (sent.version, sent.visit.market(), slug.clone());
    let to_be_kept = sent.is_to_be_kept();
    let done = match to_be_kept.and_then(|()| said(part, &before, &sent.typed, market.reference())) {
        Ok(content) => {
            let save = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
                directories::save_revision(work, by, &named, version, content.clone())
            };
            sent.visit.write(save).await
        }
        Err(rejected) => Err(rejected),
    };
    match done {
        Ok(_) => Ok(sent.visit.go(before.path(), "It is saved.")),
        Err(rejected) => {
            let now = case(&sent.visit, &slug).await?;
            let theirs = shown(part, &now, market.reference()).closed_up();
            sent.again(rejected, Some((&theirs, now.directory.version)), |typed, version, mistakes, both| {
                page(&sent.visit, &now, part, (typed, version, mistakes), both)
            })
        }
    }
}
