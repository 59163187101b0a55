//! What a provider is written about its placement.

use crate::Work;
use domain::organisations::Organisation;
use domain::placements::Placement;
use domain::{PlacementId, Refused};
use store::outbox::Letter;

/// Writes to the provider. `says` follows the name of the lot in the subject: `Your place on lot 1 is …`.
pub(super) fn write_to_provider(
    work: &mut Work<'_, '_>,
    placement: &Placement,
    subject: &str,
    paragraphs: &[&str],
) -> Result<(), Refused> {
    let provider: Organisation = work.find(placement.provider)?;
    let (framework, lot) = super::change::applied_to(work, placement)?;
    let subject = subject.replace("{lot}", &format!("lot {}", lot.number));
    let about = format!("{}, lot {}: {}", framework.definition.name, lot.number, lot.title);
    let address = address(work, placement.id);
    let mut body = vec![about.as_str()];
    body.extend(paragraphs.iter().copied().filter(|paragraph| !paragraph.is_empty()));
    body.push(&address);
    let body = body.join("\n\n");
    work.post(&Letter { to: provider.contact_email, subject, body })?;
    Ok(())
}

/// Where people find a placement.
fn address(work: &Work<'_, '_>, placement: PlacementId) -> String {
    format!("{}/placements/{placement}", work.market().settings().base_url)
}
