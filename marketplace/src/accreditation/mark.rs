//! The public entry of a quality mark.

use crate::Work;
use domain::accreditation::{CannotAccredit, QualityMark, StandardDefinition};
use domain::organisations::Organisation;
use domain::values::Name;
use domain::{QualityMarkId, Refused};

/// What everyone may know of a quality mark.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicMark {
    /// The mark.
    pub mark: QualityMark,
    /// Who holds it.
    pub provider: Organisation,
    /// What the partners are called who help under it.
    pub partners: Vec<Name>,
    /// Against which version of the Standard it was earned.
    pub standard: StandardDefinition,
}

/// A quality mark. It is public.
///
/// # Errors
/// [`Refused::NotFound`].
pub fn quality_mark(work: &mut Work<'_, '_>, id: QualityMarkId) -> Result<PublicMark, Refused> {
    let case = work.accreditation_of_mark(id)?.ok_or(Refused::NotFound("quality mark"))?;
    let standard = work.standard(case.standard)?.ok_or(CannotAccredit::NoSuchStandard(case.standard))?;
    let provider = work.find(case.provider)?;
    let mark = case.mark.ok_or(Refused::NotFound("quality mark"))?;
    let names = work.organisation_names(mark.scope.partners.iter().copied())?;
    let partners = mark.scope.partners.iter().filter_map(|partner| names.get(partner).cloned()).collect();
    Ok(PublicMark { mark, provider, partners, standard: standard.definition })
}
