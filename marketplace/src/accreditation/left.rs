//! What has left the scope of a provider's mark since it was given last: said while an application is open.

use super::show;
use crate::Work;
use domain::accreditation::{Accreditation, LeftScope, QualityMark};
use domain::organisations::Organisation;
use domain::values::Name;
use domain::{AccreditationId, Actor, OrganisationId, Refused};
use std::collections::BTreeMap;
use store::accreditation::WantedAccreditations;

/// So many applications of a provider, and so many of its offerings, are looked through: more than there will be.
const MANY: i64 = 10_000;

/// What has left the scope since a mark was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftSince {
    /// The mark that was given last.
    pub mark: QualityMark,
    /// What it was given for and is there no more.
    pub left: LeftScope,
    /// What the partners among it are called.
    pub partners: BTreeMap<OrganisationId, Name>,
}

/// What the mark that the provider was given last was given for, and is asked for or given no more. `None`: the
/// application is decided, so that what is asked for is past; or no mark was given before it.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not read the application.
pub fn left_since_last_mark(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: AccreditationId,
) -> Result<Option<LeftSince>, Refused> {
    let case = show(work, by, id)?;
    if !case.state.is_open() {
        return Ok(None);
    }
    let Some(mark) = last_mark_before(work, &case)? else { return Ok(None) };
    let provider: Organisation = work.find(case.provider)?;
    let offerings = work.offerings_of(case.provider, None, MANY)?;
    let left = LeftScope::since(&mark, &case.scope, &provider, &offerings);
    let partners = work.organisation_names(left.partners.iter().map(|it| it.what))?;
    Ok(Some(LeftSince { mark, left, partners }))
}

fn last_mark_before(work: &mut Work<'_, '_>, case: &Accreditation) -> Result<Option<QualityMark>, Refused> {
    let of_provider = WantedAccreditations { provider: Some(case.provider), ..Default::default() };
    let earlier = work.accreditations_in_order(&of_provider, None, MANY)?;
    let marks = earlier.into_iter().filter(|it| it.id != case.id).filter_map(|it| it.mark);
    Ok(marks.max_by_key(|mark| mark.starts))
}
