//! What a file of offerings would do.

use super::super::content::Surroundings;
use super::file;
use crate::{Work, sha256};
use domain::offerings::sheet::{Difference, Wanted, differences};
use domain::offerings::{Offering, Tally};
use domain::values::Sha256;
use domain::{Changed, FieldErrors, Fields, OfferingId, OrganisationId, Refused, words};
use ring::digest::{Context, SHA256};

words! {
    /// What a row does.
    pub enum Outcome {
        /// It begins an offering, as a draft.
        Begins = "begins",
        /// It changes one.
        Changes = "changes",
        /// It changes one, of which a part waits for a reviewer.
        ToReview = "to_review",
        /// It leaves one as it is.
        Same = "same",
    }
}

/// What a row would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The line of the file on which it begins.
    pub line: u64,
    /// What it does.
    pub outcome: Outcome,
    /// To which offering; `None` when it begins one.
    pub offering: Option<OfferingId>,
    /// What the offering is called.
    pub name: String,
    /// What it would change, field by field; empty for a new one.
    pub changes: Vec<Difference>,
}

/// What a file would do: row by row, and as changes that can be saved.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Row by row.
    pub rows: Vec<Planned>,
    /// How many rows do what.
    pub tally: Tally,
    pub(super) steps: Vec<Changed<Offering>>,
    pub(super) seen: Sha256,
}

/// Puts what is wrong with a row to its line and columns.
fn tell(fields: &mut Fields, line: u64, refused: Refused) -> Result<(), Refused> {
    let mut at = |pointer: &str, code, message: &str| {
        let column = pointer.trim_start_matches('/').replace('/', ".");
        let below = if column.is_empty() { column } else { format!("/{column}") };
        fields.refuse(&format!("/{line}{below}"), code, message);
    };
    let every = |errors: &FieldErrors, at: &mut dyn FnMut(&str, &'static str, &str)| {
        errors.all().iter().for_each(|error| at(&error.pointer, error.code, &error.message));
    };
    match refused {
        Refused::Invalid(errors) => every(&errors, &mut at),
        Refused::Rule(rule) => match rule.fields() {
            Some(errors) => every(errors, &mut at),
            None => at(&rule.pointer().unwrap_or_default(), rule.code(), &rule.to_string()),
        },
        other => return Err(other),
    }
    Ok(())
}

impl Plan {
    /// What a file would do to the offerings of a provider.
    ///
    /// # Errors
    /// Everything that is wrong in it, with its line and column.
    pub(super) fn of(
        work: &mut Work<'_, '_>,
        provider: OrganisationId,
        bytes: &[u8],
    ) -> Result<Self, Refused> {
        let sheet = file::read(bytes)?;
        let kept = work.offerings_of(provider, None, i64::MAX)?;
        let around = Surroundings::of(work, provider)?;
        let wanted = sheet.wanted(&kept, work.now())?;
        let (mut fields, mut hash) = (Fields::new(), Context::new(&SHA256));
        let mut plan = (vec![], Tally::default(), vec![]);
        for Wanted { line, offering, support } in wanted {
            let step = around.check(support).and_then(|support| match offering {
                None => Ok((None, Offering::drafted(work.fresh_id(), provider, support, work.now()))),
                Some(offering) => {
                    let is = differences(&offering.support, &support);
                    let waits = offering.as_proposed().map(|is| differences(&is, &support));
                    // What waits already is not proposed anew by a row that says it again.
                    let is = if waits.is_some_and(|waits| waits.is_empty()) { vec![] } else { is };
                    let was = offering.clone();
                    let changed = offering.revise(support, around.was_assessed, work.now())?;
                    Ok((Some((was, is)), changed))
                }
            });
            match step {
                Ok((was, changed)) => plan.add(line, was, changed, &mut hash),
                Err(refused) => tell(&mut fields, line, refused)?,
            }
        }
        let (rows, tally, steps) = plan;
        let seen = sha256::written(&hash.finish())?;
        Ok(fields.finish(|| Some(Self { rows, tally, steps, seen }))?)
    }
}

/// Rows, their tally, and their changes.
trait Planning {
    fn add(
        &mut self,
        line: u64,
        was: Option<(Offering, Vec<Difference>)>,
        changed: Changed<Offering>,
        hash: &mut Context,
    );
}

impl Planning for (Vec<Planned>, Tally, Vec<Changed<Offering>>) {
    fn add(
        &mut self,
        line: u64,
        was: Option<(Offering, Vec<Difference>)>,
        changed: Changed<Offering>,
        hash: &mut Context,
    ) {
        let (rows, tally, steps) = self;
        let (outcome, count) = match &was {
            None => (Outcome::Begins, &mut tally.begun),
            Some((_, changes)) if changes.is_empty() => (Outcome::Same, &mut tally.same),
            Some((was, _)) if changed.next.proposed != was.proposed => {
                (Outcome::ToReview, &mut tally.to_review)
            }
            Some(_) => (Outcome::Changes, &mut tally.changed),
        };
        *count += 1;
        let (offering, changes) =
            was.map_or((None, vec![]), |(was, changes)| (Some((was.id, was.version)), changes));
        if outcome != Outcome::Same {
            let is = serde_json::to_string(&changed.next.support).unwrap_or_default();
            let waits = changed.next.proposed.as_ref().map(|it| (&it.touches, &it.support));
            let waits = serde_json::to_string(&waits).unwrap_or_default();
            hash.update(format!("{line} {outcome} {offering:?} {is} {waits}\n").as_bytes());
        }
        let name = changed.next.support.name.to_string();
        rows.push(Planned { line, outcome, offering: offering.map(|(id, _)| id), name, changes });
        if outcome != Outcome::Same {
            steps.push(changed);
        }
    }
}
