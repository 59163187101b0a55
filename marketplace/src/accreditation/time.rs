//! What time alone does to marks.

use super::letters::write_to_provider;
use crate::Work;
use domain::accreditation::{Accreditation, State};
use domain::{Action, Actor, Refused};

/// Writes down one mark that lapsed, or whose suspension is over. `None`: there is none.
pub(crate) fn write_time_down(work: &mut Work<'_, '_>, by: &Actor) -> Result<Option<Accreditation>, Refused> {
    let Some(case) = work.accreditation_due()? else { return Ok(None) };
    let permit = by.may(Action::SuspendMark, &case)?;
    let Some(changed) = case.caught_up(work.now()) else { return Ok(None) };
    let case = work.save(&permit, changed)?;
    if case.state == State::Lapsed {
        let says = "It has ended, and your offerings are in no directory. You can apply again at any time.";
        write_to_provider(work, &case, "Your quality mark has ended", &[says])?;
    } else {
        write_to_provider(work, &case, "Your quality mark counts again", &["Its suspension is over."])?;
    }
    Ok(Some(case))
}
