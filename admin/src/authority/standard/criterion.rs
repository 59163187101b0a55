//! A criterion of a version, on a page of its own.

use super::{Shown, faults_in, load, path, save, saved_or_again};
use crate::door::parts::{buttons, form, heading_of, hidden, link, section, send};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Sure, Typed, VERSION, Visit, draft};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::{CriterionDraft, Direction, Measure, Proposal};
use domain::{FieldError, FieldErrors, Fields, StandardProposalId};
use serde::Deserialize;
use ui::Markup;
use ui::components::Radio;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(keep).service(remove);
}

fn criterion_at(visit: &Visit, proposal: &Proposal, place: usize) -> Result<CriterionDraft, Answer> {
    let found = proposal.content.criteria.get(place).cloned();
    found.ok_or_else(|| visit.stop(Stop::NotFound))
}

fn typed_of(criterion: &CriterionDraft) -> Typed {
    let mut typed = Typed::of(criterion);
    typed.0.retain(|(name, _)| !name.starts_with("evidence"));
    typed.set("evidence", criterion.evidence.join("\n"));
    typed
}

fn page(visit: &Visit, proposal: &Proposal, place: usize, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let back = path(proposal.id);
    let here = format!("{back}/criteria/{place}");
    let groups = proposal.content.groups.iter();
    let groups = groups.map(|group| (group.id.to_string(), format!("{}. {}", group.id, group.title)));
    let weight =
        [Radio::new("yes", "Essential: the mark cannot be had without it"), Radio::new("no", "Desirable")];
    let version = || hidden(VERSION, &proposal.version.to_string());
    let inside = [
        version(),
        asking.ask("id", "Number").hint("Its group and its place in it, such as 4.3").input().width(5).into(),
        asking.ask("group", "Group").select(groups.collect::<Vec<_>>()).into(),
        asking.ask("title", "Title").input().into(),
        asking.ask("statement", "What must be so?").up_to_characters(5000).into(),
        asking.ask("essential", "What does it weigh?").radios(weight).into(),
        asking.ask("evidence", "Which evidence does it want?").hint("One a line").textarea().into(),
        asking.ask("judged_by", "How is it judged?").up_to_characters(5000).into(),
        section("Measure (optional)"),
        asking.ask("measure[name]", "What is measured?").input().into(),
        asking
            .ask("measure[unit]", "In which unit?")
            .hint("For example, percent or working_days")
            .input()
            .width(20)
            .into(),
        asking.ask("measure[threshold]", "Threshold").input().width(10).into(),
        asking
            .ask("measure[direction]", "On which side of it?")
            .radios([Radio::new("at_least", "It or more"), Radio::new("at_most", "It or less")])
            .into(),
        buttons([Markup::from(send("Save")), link("Go back without saving", &back)]),
    ];
    let parts = [
        heading_of(&format!("Version {} of the Standard", proposal.content.version), "Criterion"),
        form(visit, &here, inside),
        form(visit, &format!("{here}/remove"), [version(), send("Remove the criterion").warning().into()]),
    ];
    Page::new("Criterion", parts).mistakes(mistakes).back(back)
}

#[get("/authority/standard/{id}/criteria/{place}")]
async fn show(visit: SignedIn, at: Path<(StandardProposalId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let Shown { proposal, .. } = load(&visit, id).await?;
    let typed = typed_of(&criterion_at(&visit, &proposal, place)?);
    Ok(visit.show(page(&visit, &proposal, place, &typed, &[])))
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MeasureTyped {
    name: String,
    unit: String,
    threshold: String,
    direction: String,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CriterionTyped {
    id: String,
    group: u32,
    title: String,
    statement: String,
    essential: String,
    evidence: String,
    judged_by: String,
    measure: Option<MeasureTyped>,
}

impl MeasureTyped {
    fn parse(&self, fields: &mut Fields) -> Option<Measure> {
        let name = fields.parse("/measure/name", &self.name);
        let unit = fields.parse("/measure/unit", &self.unit);
        let threshold = fields.parse("/measure/threshold", &self.threshold);
        let direction: Option<Direction> = fields.parse("/measure/direction", &self.direction);
        Some(Measure { name: name?, unit: unit?, threshold: threshold?, direction: direction? })
    }
}

impl CriterionTyped {
    /// As a draft; a measure is whole, or there is none.
    fn parse(self) -> Result<CriterionDraft, FieldErrors> {
        let mut fields = Fields::new();
        let measure = match &self.measure {
            Some(measure) => measure.parse(&mut fields).map(Some),
            None => Some(None),
        };
        let lines = self.evidence.lines().map(str::trim).filter(|line| !line.is_empty());
        let evidence = lines.map(ToOwned::to_owned).collect();
        fields.finish(|| {
            Some(CriterionDraft {
                id: self.id,
                group: self.group,
                title: self.title,
                statement: self.statement,
                essential: self.essential == "yes",
                evidence,
                judged_by: self.judged_by,
                measure: measure?,
            })
        })
    }
}

#[post("/authority/standard/{id}/criteria/{place}")]
async fn keep(sent: Sent, at: Path<(StandardProposalId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let Shown { proposal: before, now, .. } = load(&sent.visit, id).await?;
    criterion_at(&sent.visit, &before, place)?;
    let typed = draft::<CriterionTyped>(sent.typed.tree()).and_then(CriterionTyped::parse);
    let done = match typed {
        Ok(criterion) => {
            let mut content = before.content.clone();
            content.criteria[place] = criterion;
            save(&sent, id, content).await
        }
        Err(errors) => Err(errors.into()),
    };
    let within = format!("/criteria/{place}");
    let own = |proposal: &Proposal| faults_in(proposal, now, &within);
    saved_or_again(&sent, done, &before, own, |proposal, typed, mistakes| {
        page(&sent.visit, proposal, place, typed, mistakes)
    })
}

#[post("/authority/standard/{id}/criteria/{place}/remove")]
async fn remove(sent: Sent, at: Path<(StandardProposalId, usize)>) -> Outcome {
    let (id, place) = at.into_inner();
    let Shown { proposal: before, .. } = load(&sent.visit, id).await?;
    let criterion = criterion_at(&sent.visit, &before, place)?;
    sent.sure(&Sure {
        of: &criterion.title,
        title: "Remove this criterion from the draft",
        points: &["What was written of it cannot be brought back."],
        does: "Remove the criterion",
        back: format!("{}/criteria/{place}", path(id)),
    })?;
    let mut content = before.content.clone();
    content.criteria.remove(place);
    match save(&sent, id, content).await {
        Ok(_) => Ok(sent.visit.go(path(id), "The criterion is removed from the draft.")),
        Err(rejected) => {
            let typed = typed_of(&criterion);
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &before, place, &typed, mistakes))
        }
    }
}
