//! Whoever gives marks here, as a verifier finds them: at the address that credentials name, and as did:web.
//!
//! The document is an issuer's profile (Open Badges) and says by which keys it signs (Controlled Identifiers, W3C). A
//! credential names its key by an address that answers with that key alone.

use super::{CREDENTIALS, OPEN_BADGES, issuer_address};
use crate::Market;
use crate::people::{PublicKey, credential_keys};
use domain::Refused;
use domain::accreditation::{CannotAccredit, StandardDefinition};
use serde_json::{Value, json};

pub(super) fn key_address(issuer: &str, key: &str) -> String {
    format!("{issuer}/keys/{key}")
}

/// Who gives marks here, and what that is not.
pub(super) fn profile(address: &str, base: &str, standard: &StandardDefinition) -> Value {
    json!({
        "id": address,
        "type": ["Profile"],
        "name": "Signpost",
        "url": base,
        "description": standard.disclaimer.as_str(),
    })
}

/// The newest version of the Standard that was ever in force says what a mark is not.
fn newest(market: &Market) -> Result<StandardDefinition, Refused> {
    let newest = market.read(|work| {
        let now = work.now();
        let mut versions = work.standards()?.into_iter().map(|standard| standard.definition);
        Ok(versions.find(|version| version.is_in_force(now)))
    });
    newest?.ok_or_else(|| CannotAccredit::NoStandard.into())
}

/// The keys, each under the address by which credentials name it.
///
/// # Errors
/// When the database fails.
pub fn issuer_keys(market: &Market) -> Result<Vec<PublicKey>, Refused> {
    let issuer = issuer_address(market);
    let named = |key: PublicKey| PublicKey { kid: key_address(&issuer, &key.kid), ..key };
    Ok(credential_keys(market)?.into_iter().map(named).collect())
}

/// One key, by its own name. What a verifier of badges takes for a key, and one of credentials for a method of
/// verification: a key may say more of itself than its own standard asks.
///
/// # Errors
/// [`Refused::NotFound`].
pub fn issuer_key(market: &Market, name: &str) -> Result<Value, Refused> {
    let address = key_address(&issuer_address(market), name);
    let keys = issuer_keys(market)?;
    let key = keys.into_iter().find(|key| key.kid == address).ok_or(Refused::NotFound("key"))?;
    let mut document = json!(key);
    if let (Some(document), Value::Object(method)) =
        (document.as_object_mut(), method(&issuer_address(market), &key))
    {
        document.extend(method);
    }
    Ok(document)
}

/// A key as a method of verification.
fn method(controller: &str, key: &PublicKey) -> Value {
    json!({"id": key.kid, "type": "JsonWebKey", "controller": controller, "publicKeyJwk": key})
}

/// The document at the address that credentials name as their issuer.
///
/// # Errors
/// When no version of the Standard is in force.
pub fn issuer_document(market: &Market) -> Result<Value, Refused> {
    let (address, base) = (issuer_address(market), &market.settings().base_url);
    let mut document = profile(&address, base, &newest(market)?);
    let keys = issuer_keys(market)?;
    document["@context"] = json!([CREDENTIALS, OPEN_BADGES]);
    document["alsoKnownAs"] = json!([did(base)]);
    document["verificationMethod"] = keys.iter().map(|key| method(&address, key)).collect();
    document["assertionMethod"] = keys.iter().map(|key| key.kid.clone()).collect();
    Ok(document)
}

/// The same keys where did:web looks for them.
///
/// # Errors
/// When the database fails.
pub fn did_document(market: &Market) -> Result<Value, Refused> {
    let did = did(&market.settings().base_url);
    let methods = credential_keys(market)?.into_iter().map(|key| {
        let id = format!("{did}#{}", key.kid);
        json!({"id": id, "type": "JsonWebKey", "controller": did, "publicKeyJwk": key})
    });
    let methods: Vec<Value> = methods.collect();
    let by: Vec<Value> = methods.iter().map(|method| method["id"].clone()).collect();
    Ok(json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did,
        "alsoKnownAs": [issuer_address(market)],
        "verificationMethod": methods,
        "assertionMethod": by,
    }))
}

/// The name of this host as did:web has it: a colon before the port is written `%3A`.
fn did(base: &str) -> String {
    let host = base.split_once("://").map_or(base, |(_, host)| host);
    format!("did:web:{}", host.replace(':', "%3A").replace('/', ":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_a_name_of_its_own_as_did_web() {
        assert_eq!(did("https://signpost.example"), "did:web:signpost.example");
        assert_eq!(did("http://localhost:8080"), "did:web:localhost%3A8080");
    }
}
