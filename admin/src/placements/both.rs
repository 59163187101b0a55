//! Two people answer the same questions: what one typed beside what the other saved, in the words of the questions.

use super::question::{answer_said, answers_from, typed_of};
use crate::door::Typed;
use crate::door::parts::text;
use domain::Day;
use domain::frameworks::questions::{Answer, Answers, Kind, Question, YesOrNo};
use ui::Markup;
use ui::components::{Cell, Table};

/// What was typed, as far as it can be read: a form sends text, right or wrong.
fn typed_said(question: &Question, answer: &Answer) -> Markup {
    match (&question.kind, answer) {
        (_, answer) if answer.is_blank() => text("Nothing"),
        (Kind::YesNo { .. }, Answer::Text(word)) => {
            let yes = word.parse::<YesOrNo>().map(|word| Answer::YesNo(word == YesOrNo::Yes));
            yes.map_or_else(|_| text(word.as_str()), |yes| answer_said(question, &yes))
        }
        (Kind::Until, Answer::Text(written)) => {
            let day = written.parse::<Day>().map(crate::words::day);
            text(day.unwrap_or_else(|_| written.clone()))
        }
        (Kind::Money { .. }, Answer::Text(amount)) => text(format!("£{}", amount.trim_start_matches('£'))),
        (_, answer) => answer_said(question, answer),
    }
}

/// What differs between what was typed and what is there now.
pub(super) fn both(questions: &[&Question], typed: &Typed, theirs: &Answers) -> Markup {
    let now = typed_of(theirs);
    let head = ["Question", "You typed", "It is now"].map(Cell::new);
    let table = Table::new("What differs").caption_size("m").first_cell_is_header(true).head(head);
    let asked = questions.iter().flat_map(|question| question.with_follow_ups());
    let rows = asked.filter_map(|question| {
        let given = |typed: &Typed| answers_from(typed, question).get(&question.id).cloned();
        let (mine, there) = (given(typed)?, given(&now)?);
        let blank = || text("Nothing");
        let is_now = theirs.get(&question.id).map_or_else(blank, |answer| answer_said(question, answer));
        let row = [
            Cell::new(question.question.to_string()),
            Cell::new(typed_said(question, &mine)),
            Cell::new(is_now),
        ];
        (mine != there).then_some(row)
    });
    rows.fold(table, Table::row).scrolling()
}
