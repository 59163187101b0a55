//! What a provider is written about its application and its mark.

use crate::Work;
use domain::Refused;
use domain::accreditation::Accreditation;
use domain::organisations::Organisation;
use store::outbox::Letter;

/// Writes to the provider.
pub(super) fn write_to_provider(
    work: &mut Work<'_, '_>,
    case: &Accreditation,
    subject: &str,
    paragraphs: &[&str],
) -> Result<(), Refused> {
    let provider: Organisation = work.find(case.provider)?;
    let address = format!("{}/accreditations/{}", work.market().settings().base_url, case.id);
    let mut body: Vec<_> = paragraphs.iter().copied().filter(|paragraph| !paragraph.is_empty()).collect();
    body.push(&address);
    let letter = Letter { to: provider.contact_email, subject: subject.to_owned(), body: body.join("\n\n") };
    work.post(&letter)?;
    Ok(())
}
