//! Whether people found help: answers of whoever looks, figures for who keeps the directory.

use crate::Work;
use crate::reports::Sender;
use domain::directories::{ANSWERS_WITHIN, AnswersCounted, HelpAnswer, allow_answer};
use domain::kernel::time::day_of;
use domain::values::Slug;
use domain::{Action, Actor, Platform, Refused, Timestamp};

/// Figures go back so many days.
const DAYS: i32 = 90;

/// Counts an answer. Of who gave it nothing is kept but, for an hour, that one came from a network: hashed, apart
/// from the answer.
///
/// # Errors
/// [`Refused::NotFound`] when the directory is not open; a refusal to be tried later when too many came from the
/// sender.
pub fn answer(
    work: &mut Work<'_, '_>,
    by: &Actor,
    directory: &Slug,
    answer: HelpAnswer,
    sender: &Sender,
) -> Result<(), Refused> {
    let permit = by.may(Action::AnswerAboutHelp, &Platform)?;
    let shelf = work.market().directories().shelf();
    let open = shelf.open_directory(directory.as_str()).ok_or(Refused::NotFound("directory"))?;
    // Counted beside reports, and swept with them; the two do not count against each other.
    let sender = format!("help {}", sender.as_str());
    let since = work.now().checked_sub(ANSWERS_WITHIN).unwrap_or(Timestamp::MIN);
    allow_answer(work.reports_of_sender(&sender, since)?)?;
    work.count_help_answer(&permit, open.id, answer)?;
    work.count_report_of(&sender)?;
    Ok(())
}

/// How many gave which answer, by day, in the last ninety days.
///
/// # Errors
/// [`Refused::NotFound`] when the directory is not there or the asker may not know of it.
pub fn answers(
    work: &mut Work<'_, '_>,
    by: &Actor,
    directory: &Slug,
) -> Result<Vec<AnswersCounted>, Refused> {
    let directory = super::show(work, by, directory)?;
    let first = day_of(work.now()).saturating_sub(jiff::Span::new().days(DAYS));
    Ok(work.help_answers_since(directory.id, first)?)
}
