//! What lots are called where many are listed.

use crate::Work;
use domain::Refused;
use domain::frameworks::Framework;
use domain::values::Slug;
use std::collections::BTreeMap;

/// What the lots of some frameworks are called: "Front Office Counter Services, lot 3".
#[derive(Debug, Clone, Default)]
pub struct LotNames(BTreeMap<Slug, Framework>);

/// The names of the lots of these frameworks, read at once.
///
/// # Errors
/// When the database fails.
pub fn lot_names(
    work: &mut Work<'_, '_>,
    frameworks: impl IntoIterator<Item = Slug>,
) -> Result<LotNames, Refused> {
    Ok(LotNames(work.frameworks_by_slug(frameworks)?))
}

impl LotNames {
    /// What a lot is called. One that its framework has no longer is called by its own word.
    #[must_use]
    pub fn of(&self, framework: &Slug, lot: &Slug) -> String {
        let Some(found) = self.0.get(framework) else { return format!("{framework}, lot {lot}") };
        let number = found.definition.lot(lot).map(|lot| lot.number.to_string());
        let number = number.unwrap_or_else(|| lot.as_str().replace('-', " "));
        format!("{}, lot {number}", found.definition.name)
    }
}
