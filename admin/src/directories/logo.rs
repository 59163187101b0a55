//! The logo of a directory: handed in as a file, with what it says.

use super::case::{Case, case};
use super::revision::may_change;
use crate::door::parts::{file_form, form, hidden, section, send, text};
use crate::door::{Asking, Outcome, Page, Rejected, Sent, SignedIn, Typed, VERSION, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::directories::{DirectoryDraft, KEPT_WITHIN, LONGEST_LOGO};
use domain::values::Slug;
use domain::{Actor, FieldError, FieldErrors, Refused};
use marketplace::{Market, directories};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(save).service(remove);
}

const TEXT: &str = "brand[logo_text]";

/// The picture as it will be, on the page of whoever keeps the directory.
pub(super) fn picture(case: &Case) -> Option<Markup> {
    let brand = &case.working().brand;
    let logo = brand.logo.as_ref()?;
    let says = brand.logo_text.as_ref().map_or("", |text| text.as_str());
    Some(Markup::trusted(format!(
        "<img class=\"app-logo\" src=\"{}/preview/logo/{logo}.png\" alt=\"{}\">",
        case.path(),
        Content::from(says)
    )))
}

fn page(visit: &Visit, case: &Case, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let (width, height) = KEPT_WITHIN;
    let hint = format!(
        "A PNG or a JPEG of at most {} kB. It is drawn again within {width} by {height} pixels. An SVG is not taken, since it can \
         hold scripts",
        LONGEST_LOGO / 1000
    );
    let version = || hidden(VERSION, &case.directory.version.to_string());
    let path = format!("{}/logo", case.path());
    let inside = [
        version(),
        asking
            .ask("brand[logo]", "Choose a picture")
            .hint(hint)
            .file()
            .attributes([("accept", "image/png,image/jpeg".to_owned())])
            .into(),
        asking.ask(TEXT, "What does it say?").hint("For people who do not see it").input().into(),
        send("Save").into(),
    ];
    let mut parts = vec![case.headed("Logo")];
    parts.extend(picture(case));
    parts.push(file_form(visit, &path, inside));
    if case.working().brand.logo.is_some() {
        parts.push(section("Do without a logo"));
        let inside =
            [version(), text("The name stays in the header."), send("Remove the logo").secondary().into()];
        parts.push(form(visit, &format!("{path}/remove"), inside));
    }
    Page::new("Logo", parts).back(case.path())
}

#[get("/directories/{slug}/logo")]
async fn show(visit: SignedIn, slug: Path<Slug>) -> Outcome {
    let case = case(&visit, &slug).await?;
    may_change(&visit, &case)?;
    let mut typed = Typed::default();
    if let Some(says) = &case.working().brand.logo_text {
        typed.set(TEXT, says.to_string());
    }
    Ok(visit.show(page(&visit, &case, &typed, &[])))
}

#[post("/directories/{slug}/logo")]
async fn save(mut sent: Sent, slug: Path<Slug>) -> Outcome {
    let slug = slug.into_inner();
    let before = case(&sent.visit, &slug).await?;
    may_change(&sent.visit, &before)?;
    let mut draft = DirectoryDraft::from(before.working());
    draft.brand.logo_text = Some(sent.typed.get(TEXT).to_owned());
    let (version, named, file) = (sent.version, slug.clone(), sent.file.take());
    let save = move |market: &Market, by: &Actor| {
        match &file {
            Some(file) => {
                let logo = directories::upload_logo(market, by, &named, &file.bytes)?;
                draft.brand.logo = Some(logo.sha256.to_string());
            }
            // What the picture says can be changed without handing it in again.
            None if draft.brand.logo.is_none() => {
                return Err(FieldErrors::one("/brand/logo", "required", "Choose a picture").into());
            }
            None => {}
        }
        let content = draft.parse()?;
        market.write(|work| directories::save_revision(work, by, &named, version, content.clone()))
    };
    finish(&sent, &slug, sent.visit.ask_market(save).await.map(|_| ())).await
}

#[post("/directories/{slug}/logo/remove")]
async fn remove(sent: Sent, slug: Path<Slug>) -> Outcome {
    let slug = slug.into_inner();
    let before = case(&sent.visit, &slug).await?;
    may_change(&sent.visit, &before)?;
    let mut content = before.working().clone();
    (content.brand.logo, content.brand.logo_text) = (None, None);
    let (version, named) = (sent.version, slug.clone());
    let step = move |work: &mut marketplace::Work<'_, '_>, by: &Actor| -> Result<(), Refused> {
        directories::save_revision(work, by, &named, version, content.clone()).map(|_| ())
    };
    let done = sent.visit.write(step).await;
    finish(&sent, &slug, done).await
}

async fn finish(sent: &Sent, slug: &Slug, done: Result<(), Rejected>) -> Outcome {
    match done {
        Ok(()) => Ok(sent.visit.go(format!("/directories/{slug}"), "It is saved.")),
        Err(rejected) => {
            let now = case(&sent.visit, slug).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &now, &sent.typed, mistakes))
        }
    }
}
