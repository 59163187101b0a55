//! Quality marks as others can check them without asking us: Open Badges 3.0 on Verifiable Credentials 2.0 (W3C), signed
//! as VC-JOSE-COSE wants it, with status lists for what becomes of a mark after its credential was given.

mod badge;
mod issuer;
mod signed_lists;
mod status_list;

pub use badge::credential;
pub use issuer::{did_document, issuer_document, issuer_key, issuer_keys};
pub(crate) use signed_lists::SignedLists;
pub use status_list::status_list;

use crate::{Market, Work};
use domain::accreditation::Accreditation;
use domain::{Refused, Timestamp};
use serde_json::Value;

/// The context of every credential (W3C).
const CREDENTIALS: &str = "https://www.w3.org/ns/credentials/v2";
/// The context of badges (1EdTech).
const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/// Gives the mark of a case its place in the status lists, with the mark.
pub(super) fn take_status_place(work: &mut Work<'_, '_>, case: &Accreditation) -> Result<(), Refused> {
    let Some(mark) = &case.mark else { return Ok(()) };
    let given = work.give_status_place(mark.id);
    // A rival took the place that was next: run again, with the one after.
    given.map_err(Refused::from).map_err(|refused| match refused {
        Refused::Duplicate(_) => Refused::Busy,
        other => other,
    })
}

/// Signs a credential. What a credential says and a token's own claims say the same, as Open Badges wants.
fn signed(
    market: &Market,
    mut credential: Value,
    times: (Timestamp, Option<Timestamp>),
) -> Result<String, Refused> {
    let (from, until) = times;
    let issuer = issuer_address(market);
    credential["iss"] = issuer.clone().into();
    credential["jti"] = credential["id"].clone();
    if let Some(subject) = credential.pointer("/credentialSubject/id").cloned() {
        credential["sub"] = subject;
    }
    credential["nbf"] = from.as_second().into();
    credential["validFrom"] = from.to_string().into();
    if let Some(until) = until {
        credential["exp"] = until.as_second().into();
        credential["validUntil"] = until.to_string().into();
    }
    crate::people::sign_credential(market, &credential, |key| issuer::key_address(&issuer, key))
}

/// The address that stands for whoever gives marks here.
fn issuer_address(market: &Market) -> String {
    format!("{}/issuer", market.settings().base_url)
}
