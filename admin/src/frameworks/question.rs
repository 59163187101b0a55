//! A question of a lot or of the declaration, or one that follows another, each on a page of its own. Its place is written `2`, or `2.0` for
//! the first that follows the third.

use super::asks::Asks;
use super::draft::{load, remove_form, save, save_buttons, saved_or_again, step_form};
use crate::door::parts::{form, heading_of, hidden, link_line, section, text};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Sure, Typed, VERSION, Visit, draft};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::questions::{OptionDraft, QuestionDraft};
use domain::frameworks::{FrameworkDraft, Revision};
use domain::{FieldError, FrameworkRevisionId};
use marketplace::At;
use ui::Markup;
use ui::components::{Checkbox, Checkboxes, Radio};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(keep).service(remove).service(earlier).service(follow);
}

/// Where a question stands: its place in the lot or section, and in what follows what.
type Place = Vec<usize>;

fn place_of(text: &str) -> Option<Place> {
    let place: Option<Place> = text.split('.').map(|part| part.parse().ok()).collect();
    place.filter(|place| !place.is_empty() && place.len() <= 4)
}

fn spelt(place: &[usize]) -> String {
    place.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

/// The list in which a question stands.
fn list_of<'a>(
    content: &'a mut FrameworkDraft,
    asks: Asks,
    place: &[usize],
) -> Option<&'a mut Vec<QuestionDraft>> {
    let mut list = asks.questions(content)?;
    for at in &place[..place.len() - 1] {
        list = &mut list.get_mut(*at)?.follow_ups;
    }
    Some(list)
}

fn question_at(content: &FrameworkDraft, asks: Asks, place: &[usize]) -> Option<QuestionDraft> {
    let last = *place.last()?;
    list_of(&mut content.clone(), asks, place)?.get(last).cloned()
}

fn pointer(asks: Asks, place: &[usize]) -> String {
    let within = place.iter().map(ToString::to_string).collect::<Vec<_>>().join("/follow_ups/");
    format!("{}/questions/{within}", asks.pointer())
}

/// What a page shows, and where.
struct Asked {
    revision: Revision,
    asks: Asks,
    place: Place,
    question: QuestionDraft,
}

impl Asked {
    fn path(&self) -> String {
        format!("{}/questions/{}", self.asks.path(self.revision.id), spelt(&self.place))
    }

    /// The page of what it follows, or of the lot or section.
    fn above(&self) -> String {
        let whole = self.asks.path(self.revision.id);
        match self.place.split_last() {
            Some((_, above)) if !above.is_empty() => format!("{whole}/questions/{}", spelt(above)),
            _ => whole,
        }
    }
}

/// A draft, `lots` or `sections`, the place there, and that of the question.
type AskedAt = (FrameworkRevisionId, String, usize, String);

async fn asked(visit: &Visit, (id, list, at, place): AskedAt) -> Result<Asked, Answer> {
    let revision = load(visit, id).await?;
    let found = Asks::of(&list, at).zip(place_of(&place)).and_then(|(asks, place)| {
        let question = question_at(&revision.content, asks, &place)?;
        Some((asks, place, question))
    });
    let (asks, place, question) = found.ok_or_else(|| visit.stop(Stop::NotFound))?;
    Ok(Asked { revision, asks, place, question })
}

/// The kinds of answer, as they are said.
const KINDS: [(&str, &str, &str); 8] = [
    ("text", "Text", "Of at most so many words"),
    ("choice", "One of some options", ""),
    ("choices", "Several of some options", ""),
    ("number", "A whole number", "Between the least and the most"),
    ("money", "An amount", "Between the least and the most, in pence"),
    ("file", "A file", ""),
    (
        "until",
        "A day until which something lasts",
        "Such as an insurance: whoever answers is reminded before it runs out",
    ),
    ("yes_no", "Yes or no", "What follows is asked after the one or the other"),
];

fn typed_of(question: &QuestionDraft) -> Typed {
    let plain = QuestionDraft { follow_ups: vec![], options: vec![], accepts: vec![], ..question.clone() };
    let mut typed = Typed::of(&plain);
    let options = question.options.iter().map(|option| format!("{} | {}", option.value, option.label));
    typed.set("options", options.collect::<Vec<_>>().join("\n"));
    typed.set("accepts", question.accepts.join(", "));
    typed
}

fn fields(asked: &Asked, asking: &Asking<'_>) -> Vec<Markup> {
    let kinds = KINDS.iter().map(|(word, words, hint)| {
        let radio = Radio::new(*word, *words);
        if hint.is_empty() { radio } else { radio.hint(*hint) }
    });
    let required = Checkbox::new("yes", "An application is incomplete without an answer");
    let required = required.checked(asking.value("required") == "yes");
    let mut fields = vec![
        asking.ask("question", "What is asked?").input().into(),
        asking.ask("hint", "What helps to answer it? (optional)").input().into(),
        asking
            .ask("id", "Its key")
            .hint("Small letters, digits and underscores, such as day_rate. Exports name the answer by it")
            .input()
            .width(20)
            .into(),
        Checkboxes::single("required", required).into(),
    ];
    if asked.place.len() > 1 {
        let after = [Radio::new("yes", "Yes"), Radio::new("no", "No")];
        fields.push(asking.ask("when", "After which answer is it asked?").radios(after).into());
    }
    let only = [Radio::new("", "Either").checked(asking.value("must_be").is_empty())].into_iter();
    let only = only.chain([Radio::new("yes", "Only yes"), Radio::new("no", "Only no")]);
    fields.extend([
        asking.ask("kind", "What kind of answer does it take?").radios(kinds.collect::<Vec<_>>()).into(),
        section("Limits of the answer"),
        text("Fill in what belongs to the kind, and leave the rest empty."),
        asking.ask("max_words", "Text: the most words").input().width(4).numeric().into(),
        asking
            .ask("options", "Options: one a line")
            .hint("The key, a line upright and what is shown: library | A library")
            .textarea()
            .into(),
        asking
            .ask("min", "The least: number, amount in pence, or options to choose")
            .input()
            .width(10)
            .into(),
        asking.ask("max", "The most: number, amount in pence, or options to choose").input().width(10).into(),
        asking
            .ask("unit", "Number or amount: of what? (optional)")
            .hint("For example, places or session")
            .input()
            .width(10)
            .into(),
        asking
            .ask("accepts", "File: endings, with commas between")
            .hint("For example, pdf, odt")
            .input()
            .width(20)
            .into(),
        asking.ask("max_megabytes", "File: the most megabytes").input().width(3).numeric().into(),
        asking
            .ask("must_be", "Yes or no: with which answer can a provider go on?")
            .hint("To let it explain the other answer, choose either and add a question that follows")
            .radios(only.collect::<Vec<_>>())
            .into(),
    ]);
    fields
}

fn page(visit: &Visit, asked: &Asked, revision: &Revision, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let mut inside = vec![hidden(VERSION, &revision.version.to_string())];
    inside.extend(fields(asked, &asking));
    inside.push(save_buttons(&asked.above()));
    let mut parts = vec![
        heading_of(&asked.asks.title(&asked.revision.content), "Question"),
        form(visit, &asked.path(), inside),
    ];
    if asked.question.kind == "yes_no" && asked.place.len() <= 3 {
        parts.push(section("What follows"));
        for (at, further) in asked.question.follow_ups.iter().enumerate() {
            let words =
                if further.question.is_empty() { "Not written yet" } else { further.question.as_str() };
            let after = further.when.as_deref().unwrap_or("yes or no");
            parts.push(link_line(&format!("After {after}: {words}"), &format!("{}.{at}", asked.path())));
        }
        parts.push(step_form(
            visit,
            revision,
            &format!("{}/follow", asked.path()),
            "Add a question that follows",
        ));
    }
    parts.push(section("Order"));
    if asked.place.last().is_some_and(|last| *last > 0) {
        parts.push(step_form(visit, revision, &format!("{}/earlier", asked.path()), "Ask it earlier"));
    }
    parts.push(remove_form(visit, revision, &format!("{}/remove", asked.path()), "Remove the question"));
    Page::new("Question", parts).mistakes(mistakes).back(asked.above())
}

#[get("/authority/framework-drafts/{id}/{list:lots|sections}/{at}/questions/{place}")]
async fn show(visit: SignedIn, at: Path<AskedAt>) -> Outcome {
    let asked = asked(&visit, at.into_inner()).await?;
    let typed = typed_of(&asked.question);
    Ok(visit.show(page(&visit, &asked, &asked.revision, &typed, &[])))
}

/// The question that a form spells, with what follows it as it was.
fn read(sent: &Sent, before: &QuestionDraft) -> Result<QuestionDraft, domain::FieldErrors> {
    let mut typed = sent.typed.clone();
    let options = typed.take("options").unwrap_or_default();
    let accepts = typed.take("accepts").unwrap_or_default();
    let question: QuestionDraft = draft(typed.tree())?;
    let options = options.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let (value, label) = line.split_once('|').unwrap_or((line, ""));
        OptionDraft { value: value.trim().to_owned(), label: label.trim().to_owned() }
    });
    let accepts = accepts.split(',').map(str::trim).filter(|ending| !ending.is_empty());
    let follow_ups = if question.kind == "yes_no" { before.follow_ups.clone() } else { vec![] };
    Ok(QuestionDraft {
        options: options.collect(),
        accepts: accepts.map(ToOwned::to_owned).collect(),
        follow_ups,
        ..question
    })
}

#[post("/authority/framework-drafts/{id}/{list:lots|sections}/{at}/questions/{place}")]
async fn keep(sent: Sent, at: Path<AskedAt>) -> Outcome {
    let asked = asked(&sent.visit, at.into_inner()).await?;
    let id = asked.revision.id;
    let done = match read(&sent, &asked.question) {
        Ok(question) => {
            let mut content = asked.revision.content.clone();
            if let (Some(list), Some(last)) =
                (list_of(&mut content, asked.asks, &asked.place), asked.place.last())
            {
                list[*last] = question;
            }
            save(&sent.visit, At { id, version: sent.version }, content).await
        }
        Err(errors) => Err(errors.into()),
    };
    let within = pointer(asked.asks, &asked.place);
    saved_or_again(&sent, done, &asked.revision, &within, asked.above(), |revision, typed, mistakes| {
        page(&sent.visit, &asked, revision, typed, mistakes)
    })
}

/// Changes the list in which the question stands.
async fn rearranged(
    sent: &Sent,
    asked: &Asked,
    change: impl FnOnce(&mut Vec<QuestionDraft>, usize),
    next: String,
) -> Outcome {
    let mut content = asked.revision.content.clone();
    if let (Some(list), Some(last)) = (list_of(&mut content, asked.asks, &asked.place), asked.place.last()) {
        change(list, *last);
    }
    let at = At { id: asked.revision.id, version: sent.version };
    match save(&sent.visit, at, content).await {
        Ok(_) => Ok(sent.visit.go(next, "")),
        Err(rejected) => {
            let typed = typed_of(&asked.question);
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, asked, &asked.revision, &typed, mistakes))
        }
    }
}

#[post("/authority/framework-drafts/{id}/{list:lots|sections}/{at}/questions/{place}/remove")]
async fn remove(sent: Sent, at: Path<AskedAt>) -> Outcome {
    let asked = asked(&sent.visit, at.into_inner()).await?;
    sent.sure(&Sure {
        of: &asked.question.question,
        title: "Remove this question from the draft",
        points: &["What follows it goes with it. Nothing of it can be brought back."],
        does: "Remove the question",
        back: asked.path(),
    })?;
    let remove = |list: &mut Vec<QuestionDraft>, at: usize| drop(list.remove(at));
    rearranged(&sent, &asked, remove, asked.above()).await
}

#[post("/authority/framework-drafts/{id}/{list:lots|sections}/{at}/questions/{place}/earlier")]
async fn earlier(sent: Sent, at: Path<AskedAt>) -> Outcome {
    let asked = asked(&sent.visit, at.into_inner()).await?;
    let swap = |list: &mut Vec<QuestionDraft>, at: usize| {
        if at > 0 {
            list.swap(at, at - 1);
        }
    };
    rearranged(&sent, &asked, swap, asked.above()).await
}

#[post("/authority/framework-drafts/{id}/{list:lots|sections}/{at}/questions/{place}/follow")]
async fn follow(sent: Sent, at: Path<AskedAt>) -> Outcome {
    let asked = asked(&sent.visit, at.into_inner()).await?;
    let next = format!("{}.{}", asked.path(), asked.question.follow_ups.len());
    let add = |list: &mut Vec<QuestionDraft>, at: usize| {
        let further = QuestionDraft {
            kind: "text".into(),
            max_words: Some(300),
            when: Some("yes".into()),
            ..QuestionDraft::default()
        };
        list[at].follow_ups.push(further);
    };
    rearranged(&sent, &asked, add, next).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_spelt() {
        for place in ["0", "2.0", "1.0.3"] {
            assert_eq!(spelt(&place_of(place).unwrap()), place);
        }
        for wrong in ["", "x", "1.", ".1", "-1", "0.0.0.0.0"] {
            assert_eq!(place_of(wrong), None, "{wrong}");
        }
        assert_eq!(pointer(Asks::Lot(1), &[2, 0]), "/lot/1/questions/2/follow_ups/0");
    }
}
