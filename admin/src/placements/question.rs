//! The questions of a lot, rendered and read from their one definition.

use super::case::{Case, case};
use crate::door::parts::{file_form, form, heading_of, link, send, text};
use crate::door::{Asking, Outcome, Page, Rejected, Sent, SignedIn, Typed, Visit, basis};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get, post};
use domain::frameworks::questions::{Answer, Answers, Kind, Question, YesOrNo};
use domain::placements::Fill;
use domain::values::{FileName, Key};
use domain::{FieldError, FieldErrors, Fields, PlacementId};
use marketplace::{At, placements};
use ui::Markup;
use ui::components::{Checkbox, Radio};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(save).service(hand_in).service(read_file);
}

fn name_of(question: &Question) -> String {
    format!("answers[{}]", question.id)
}

/// One question as a field, its follow-ups within.
pub(super) fn field(asking: &Asking<'_>, question: &Question, whole_page: bool) -> Markup {
    let name = match question.kind {
        Kind::Choices { .. } => format!("{}[]", name_of(question)),
        _ => name_of(question),
    };
    let mut field = asking.ask(&name, question.question.as_str());
    if let Some(hint) = &question.hint {
        field = field.hint(hint.as_str());
    }
    if whole_page {
        field = field.as_page_heading();
    }
    match &question.kind {
        Kind::Text { max_words } => field.up_to_words(*max_words).into(),
        Kind::Choice { options } => {
            let radios =
                options.iter().map(|option| Radio::new(option.value.as_str(), option.label.as_str()));
            field.radios(radios.collect::<Vec<_>>()).into()
        }
        Kind::Choices { options, .. } => {
            let boxes =
                options.iter().map(|option| Checkbox::new(option.value.as_str(), option.label.as_str()));
            field.checkboxes(boxes.collect::<Vec<_>>()).into()
        }
        Kind::Number { unit, .. } => {
            let input = field.input().width(10).numeric();
            match unit {
                Some(unit) => input.suffix(crate::words::said_within(unit.as_str())).into(),
                None => input.into(),
            }
        }
        Kind::Money { unit, .. } => {
            let input = field.input().prefix("£").width(10);
            match unit {
                Some(unit) => input.suffix(format!("a {}", crate::words::said_within(unit.as_str()))).into(),
                None => input.into(),
            }
        }
        Kind::Until => {
            let [day, month, year] = asking.day_parts(&name);
            field.date(day, month, year).into()
        }
        Kind::YesNo { .. } => {
            let answer = |answer: YesOrNo, words: &str| {
                let further = question.asked_after(answer).map(|further| match further.kind {
                    Kind::File { .. } => {
                        text(format!("{} You hand this in on its own page.", further.question))
                    }
                    _ => self::field(asking, further, false),
                });
                let further = Markup::joined(further);
                let radio = Radio::new(answer.word(), words);
                if further.is_empty() { radio } else { radio.conditional(further) }
            };
            field.radios([answer(YesOrNo::Yes, "Yes"), answer(YesOrNo::No, "No")]).into()
        }
        Kind::File { accepts, max_megabytes } => {
            let endings: Vec<_> = accepts.iter().map(|ending| format!(".{ending}")).collect();
            let hint = format!(
                "{} At most {max_megabytes} MB; {}",
                question.hint.as_ref().map_or("", |it| it.as_str()),
                endings.join(", ")
            );
            let attributes = [("accept", endings.join(","))];
            field.hint(hint).file().attributes(attributes).into()
        }
    }
}

/// The answers so far, as a form shows them.
pub(super) fn typed_of(answers: &Answers) -> Typed {
    let mut typed = Typed::default();
    for (question, answer) in &answers.0 {
        let name = format!("answers[{question}]");
        match answer {
            Answer::YesNo(yes) => typed.set(&name, YesOrNo::from(*yes).word()),
            Answer::Number(number) => typed.set(&name, number.to_string()),
            Answer::Text(text) => typed.set(&name, text.as_str()),
            Answer::Choices(chosen) => {
                typed.0.extend(chosen.iter().map(|value| (format!("{name}[]"), value.clone())));
            }
            Answer::Money(amount) => typed.set(&name, pounds(amount.pence)),
            Answer::Until(lasts) => typed.set(&name, lasts.until.to_string()),
            Answer::File(file) => typed.set(&name, file.name.to_string()),
        }
    }
    typed
}

fn pounds(pence: i64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}

/// How an answer reads on a page.
pub(super) fn said_answer(case: &Case, question: &Question) -> Markup {
    match case.placement.answers.get(&question.id) {
        None => text("Not answered"),
        Some(Answer::File(file)) => {
            let path = format!("/placements/{}/files/{}", case.placement.id, question.id);
            text(link(file.name.as_str(), &path))
        }
        Some(answer) => answer_said(question, answer),
    }
}

/// How an answer to a question reads on a page, wherever it was given.
pub(super) fn answer_said(question: &Question, answer: &Answer) -> Markup {
    let label = |options: &[domain::frameworks::questions::Choice], value: &str| {
        let known = options.iter().find(|option| option.value.as_str() == value);
        known.map_or_else(|| value.to_owned(), |option| option.label.to_string())
    };
    match (answer, &question.kind) {
        (Answer::YesNo(yes), _) => text(if *yes { "Yes" } else { "No" }),
        (Answer::Number(number), _) => text(number.to_string()),
        (Answer::Text(value), Kind::Choice { options }) => text(label(options, value)),
        (Answer::Text(value), _) => crate::door::parts::written(value),
        (Answer::Choices(values), Kind::Choices { options, .. }) => {
            crate::door::parts::bullets(values.iter().map(|value| label(options, value)))
        }
        (Answer::Choices(values), _) => crate::door::parts::bullets(values.iter().map(String::as_str)),
        (Answer::Money(amount), _) => text(format!("£{}", pounds(amount.pence))),
        (Answer::Until(lasts), _) => text(crate::words::day(lasts.until)),
        (Answer::File(file), _) => text(file.name.to_string()),
    }
}

/// The answers that a form gives to a question and what follows it. An empty field takes an answer away.
pub(super) fn answers_from(typed: &Typed, question: &Question) -> Answers {
    let several =
        |question: &Question| typed.all(&format!("{}[]", name_of(question))).map(ToOwned::to_owned).collect();
    let answers = question.with_follow_ups().into_iter().filter_map(|question| {
        let answer = match question.kind {
            Kind::File { .. } => return None,
            Kind::Choices { .. } => Answer::Choices(several(question)),
            _ => Answer::Text(typed.get(&name_of(question)).to_owned()),
        };
        Some((question.id.clone(), answer))
    });
    answers.collect()
}

/// Questions and the follow-ups that are files, each on a page of its own.
pub(super) fn pages_of(case: &Case) -> Vec<&Question> {
    let mut pages = vec![];
    for question in &case.lot.questions {
        pages.push(question);
        let answer = match case.placement.answers.get(&question.id) {
            Some(Answer::YesNo(yes)) => Some(YesOrNo::from(*yes)),
            _ => None,
        };
        let further = answer.into_iter().flat_map(|answer| question.asked_after(answer));
        pages.extend(further.filter(|further| matches!(further.kind, Kind::File { .. })));
    }
    pages
}

/// What of an application a page about a question shows.
fn shown(case: &Case, question: &Question) -> Answers {
    let own = question.with_follow_ups().into_iter().filter_map(|question| {
        Some((question.id.clone(), case.placement.answers.get(&question.id)?.clone()))
    });
    own.collect()
}

fn filled_from(case: &Case, question: &Question) -> Markup {
    basis(case.placement.version, &shown(case, question))
}

fn page(
    visit: &Visit,
    case: &Case,
    question: &Question,
    typed: &Typed,
    (basis, mistakes, both): (Markup, &[FieldError], Option<Markup>),
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let path = format!("/placements/{}/questions/{}", case.placement.id, question.id);
    let fields = [
        basis,
        Markup::trusted(format!(
            "<span class=\"govuk-caption-l\">Lot {}: {}</span>",
            case.lot.number,
            ui::Content::from(case.lot.title.as_str())
        )),
        field(&asking, question, true),
        send(if case.is_to_review(question) { "Confirm and continue" } else { "Save and continue" }).into(),
    ];
    let form = match question.kind {
        Kind::File { .. } => {
            let given = match case.placement.answers.get(&question.id) {
                Some(Answer::File(_)) => {
                    Markup::joined([text("You have handed in:"), said_answer(case, question)])
                }
                _ => Markup::default(),
            };
            Markup::joined([file_form(visit, &format!("{path}/file"), fields), given])
        }
        _ => form(visit, &path, fields),
    };
    let parts = both.into_iter().chain([form]);
    Page::new(question.question.to_string(), parts).back(format!("/placements/{}", case.placement.id))
}

fn asked<'a>(visit: &Visit, case: &'a Case, key: &str) -> Result<&'a Question, crate::door::Answer> {
    let all = case.lot.questions.iter().flat_map(Question::with_follow_ups);
    all.into_iter()
        .find(|question| question.id.as_str() == key)
        .ok_or_else(|| visit.stop(crate::door::Stop::NotFound))
}

#[get("/placements/{id}/questions/{key}")]
async fn show(visit: SignedIn, path: Path<(PlacementId, String)>) -> Outcome {
    let (id, key) = path.into_inner();
    let case = case(&visit, id).await?;
    let question = asked(&visit, &case, &key)?;
    if !case.may_fill {
        return Err(crate::door::Answer::see(format!("/placements/{id}")));
    }
    let typed = typed_of(&case.placement.answers);
    Ok(visit.show(page(&visit, &case, question, &typed, (filled_from(&case, question), &[], None))))
}

/// The page after this one that still wants an answer, or the application.
fn next_after(case: &Case, question: &Key) -> String {
    let pages = pages_of(case);
    let here = pages.iter().position(|page| page.id == *question).unwrap_or_default();
    let next =
        pages.iter().skip(here + 1).find(|page| case.missing.contains(&page.id) || case.is_to_review(page));
    match next {
        Some(next) => format!("/placements/{}/questions/{}", case.placement.id, next.id),
        None => format!("/placements/{}", case.placement.id),
    }
}

async fn saved(
    sent: &Sent,
    id: PlacementId,
    key: &str,
    done: Result<domain::placements::Placement, Rejected>,
) -> Outcome {
    let case = case(&sent.visit, id).await?;
    let question = asked(&sent.visit, &case, key)?;
    match done {
        Ok(_) => Ok(sent.visit.go(next_after(&case, &question.id), "")),
        Err(rejected) => {
            let both = super::both::both(&[question], &sent.typed, &case.placement.answers);
            sent.again_beside(rejected, Some((both, case.placement.version)), |typed, _, mistakes, both| {
                let basis = if both.is_some() { filled_from(&case, question) } else { sent.basis() };
                page(&sent.visit, &case, question, typed, (basis, mistakes, both))
            })
        }
    }
}

/// The version that a form is about: what someone answered to another question meanwhile is nothing to it.
fn as_seen(sent: &Sent, now: &Case, question: &Question) -> i64 {
    if sent.has_seen(&shown(now, question)) { now.placement.version } else { sent.version }
}

#[post("/placements/{id}/questions/{key}")]
async fn save(sent: Sent, path: Path<(PlacementId, String)>) -> Outcome {
    let (id, key) = path.into_inner();
    let before = case(&sent.visit, id).await?;
    let question = asked(&sent.visit, &before, &key)?;
    let fill = Fill { answers: answers_from(&sent.typed, question), partners: None };
    let at = At { id, version: as_seen(&sent, &before, question) };
    let done = sent.visit.write(move |work, by| placements::fill(work, by, at, fill.clone())).await;
    saved(&sent, id, &key, done).await
}

#[post("/placements/{id}/questions/{key}/file")]
async fn hand_in(mut sent: Sent, path: Path<(PlacementId, String)>) -> Outcome {
    let (id, key) = path.into_inner();
    let before = case(&sent.visit, id).await?;
    let at = At { id, version: as_seen(&sent, &before, asked(&sent.visit, &before, &key)?) };
    let pointer = format!("/answers/{key}");
    let done = match (sent.file.take(), key.parse::<Key>()) {
        (Some(file), Ok(question)) => {
            let mut fields = Fields::new();
            let name: Option<FileName> = fields.parse(&pointer, &file.name);
            match fields.finish(|| name) {
                Ok(name) => {
                    let attach = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| {
                        placements::attach(work, by, at, &question, &name, &file.bytes)
                    };
                    sent.visit.write(attach).await
                }
                Err(errors) => Err(errors.into()),
            }
        }
        _ => Err(FieldErrors::one(pointer, "required", "Choose a file").into()),
    };
    saved(&sent, id, &key, done).await
}

#[get("/placements/{id}/files/{key}")]
async fn read_file(
    visit: SignedIn,
    path: Path<(PlacementId, Key)>,
) -> Result<HttpResponse, crate::door::Answer> {
    let (id, key) = path.into_inner();
    let (file, bytes) = visit.read(move |work, by| placements::attachment(work, by, id, &key)).await?;
    Ok(crate::door::download(file.name.as_str(), bytes))
}

/// The heading above everything about a lot.
pub(super) fn headed(case: &Case, text: &str) -> Markup {
    heading_of(
        &format!("{}, lot {}: {}", case.framework.definition.name, case.lot.number, case.lot.title),
        text,
    )
}
