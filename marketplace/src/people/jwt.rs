//! JSON Web Tokens, signed with ES256 through ring.
//!
//! `jsonwebtoken` comes without cryptography of its own and panics when none is installed; [`use_ring`] installs the
//! little below, and everything here calls it first.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::Refused;
use domain::people::{NextKey, SigningKey};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, UnparsedPublicKey,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use signature::{Signer, Verifier};

static RING: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| match algorithm {
        Algorithm::ES256 => {
            Ok(Box::new(RingSigner(pair_from(key.as_bytes()).ok_or(ErrorKind::InvalidEcdsaKey)?)))
        }
        _ => Err(Error::from(ErrorKind::InvalidAlgorithm)),
    },
    verifier_factory: |algorithm, key| match algorithm {
        Algorithm::ES256 => Ok(Box::new(RingVerifier(key.try_get_as_bytes()?.to_vec()))),
        _ => Err(Error::from(ErrorKind::InvalidAlgorithm)),
    },
    // Key sets are written by hand below: none of these is ever called.
    key_utils: KeyUtils::new_unimplemented(),
};

/// Makes ring the cryptography of every token. Calling it again changes nothing.
fn use_ring() {
    let _already_there = RING.install_default();
}

struct RingSigner(EcdsaKeyPair);

impl Signer<Vec<u8>> for RingSigner {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        let signed = self.0.sign(&SystemRandom::new(), message).map_err(|_| signature::Error::new())?;
        Ok(signed.as_ref().to_vec())
    }
}

impl JwtSigner for RingSigner {
    fn algorithm(&self) -> Algorithm {
        Algorithm::ES256
    }
}

struct RingVerifier(Vec<u8>);

impl Verifier<Vec<u8>> for RingVerifier {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.0);
        key.verify(message, signature).map_err(|_| signature::Error::new())
    }
}

impl JwtVerifier for RingVerifier {
    fn algorithm(&self) -> Algorithm {
        Algorithm::ES256
    }
}

fn pair_from(pkcs8: &[u8]) -> Option<EcdsaKeyPair> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &SystemRandom::new()).ok()
}

/// A fresh key pair for a turn. It is named by the hash of its public half.
///
/// # Errors
/// When the machine has no randomness to give.
pub(super) fn fresh_key(turn: NextKey) -> Result<SigningKey, Refused> {
    let broken = || Refused::broken("no signing key could be made");
    let random = SystemRandom::new();
    let pkcs8 =
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).map_err(|_| broken())?;
    let pair = pair_from(pkcs8.as_ref()).ok_or_else(broken)?;
    // An uncompressed point: 4, then x and y of 32 bytes each.
    let public = pair.public_key().as_ref().get(1..65).ok_or_else(broken)?;
    let name = ring::digest::digest(&ring::digest::SHA256, public);
    Ok(SigningKey {
        kid: URL_SAFE_NO_PAD.encode(name.as_ref().get(..12).unwrap_or_default()),
        private: STANDARD.encode(pkcs8.as_ref()),
        public: URL_SAFE_NO_PAD.encode(public),
        signs_from: turn.signs_from,
        signs_until: turn.signs_until,
    })
}

/// The two halves of a key's public point, in Base64url.
fn point(key: &SigningKey) -> Option<(String, String)> {
    let bytes = URL_SAFE_NO_PAD.decode(&key.public).ok()?;
    let (x, y) = bytes.split_at_checked(32).filter(|(_, y)| y.len() == 32)?;
    Some((URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y)))
}

/// A public key as a key set (RFC 7517) has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicKey {
    /// `EC`
    pub kty: &'static str,
    /// `P-256`
    pub crv: &'static str,
    /// `sig`
    #[serde(rename = "use")]
    pub purpose: &'static str,
    /// `ES256`
    pub alg: &'static str,
    /// Its name.
    pub kid: String,
    /// Its point, across.
    pub x: String,
    /// Its point, up.
    pub y: String,
}

pub(super) fn public_key(key: &SigningKey) -> Option<PublicKey> {
    let (x, y) = point(key)?;
    Some(PublicKey { kty: "EC", crv: "P-256", purpose: "sig", alg: "ES256", kid: key.kid.clone(), x, y })
}

/// Signs claims. `kind` is the token's type, such as `at+jwt`.
///
/// # Errors
/// When the key is not one that this module made.
pub(super) fn sign(key: &SigningKey, kind: &str, claims: &impl Serialize) -> Result<String, Refused> {
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some(kind.to_owned());
    header.kid = Some(key.kid.clone());
    signed(key, &header, claims)
}

/// Signs a credential as VC-JOSE-COSE (W3C) wants it. `named` is the address of the key, by which others find it.
///
/// # Errors
/// When the key is not one that this module made.
pub(super) fn sign_credential(
    key: &SigningKey,
    named: String,
    credential: &impl Serialize,
) -> Result<String, Refused> {
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some("vc+jwt".to_owned());
    header.cty = Some("vc".to_owned());
    header.kid = Some(named);
    signed(key, &header, credential)
}

fn signed(key: &SigningKey, header: &Header, claims: &impl Serialize) -> Result<String, Refused> {
    use_ring();
    let pkcs8 = STANDARD.decode(&key.private).map_err(Refused::broken)?;
    jsonwebtoken::encode(header, claims, &EncodingKey::from_ec_der(&pkcs8)).map_err(Refused::broken)
}

/// The name of the key that a token says it was signed with. `None`: it is no token.
pub(super) fn key_name(token: &str) -> Option<String> {
    jsonwebtoken::decode_header(token).ok()?.kid
}

/// The claims of a token of a type that a key signed. Times in it are for the caller to judge, whose clock it is.
pub(super) fn claims<C: DeserializeOwned>(token: &str, kind: &str, key: &SigningKey) -> Option<C> {
    use_ring();
    let (x, y) = point(key)?;
    let decoding = DecodingKey::from_ec_components(&x, &y).ok()?;
    let mut validation = Validation::new(Algorithm::ES256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let decoded = jsonwebtoken::decode::<C>(token, &decoding, &validation).ok()?;
    (decoded.header.typ.as_deref() == Some(kind)).then_some(decoded.claims)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;
    use serde_json::{Value, json};

    fn key() -> SigningKey {
        fresh_key(NextKey { signs_from: Timestamp::UNIX_EPOCH, signs_until: Timestamp::MAX }).unwrap()
    }

    #[test]
    fn what_a_key_signed_is_read_with_it_and_with_no_other() {
        let (own, other) = (key(), key());
        let token = sign(&own, "at+jwt", &json!({"sub": "x"})).unwrap();
        assert_eq!(key_name(&token).unwrap(), own.kid);
        assert_eq!(claims::<Value>(&token, "at+jwt", &own).unwrap()["sub"], "x");
        assert_eq!(claims::<Value>(&token, "at+jwt", &other), None);
        assert_eq!(claims::<Value>(&token, "vc+jwt", &own), None, "a token of another type is not taken");
    }

    #[test]
    fn a_changed_token_and_an_unsigned_one_are_not_taken() {
        let own = key();
        let token = sign(&own, "at+jwt", &json!({"sub": "x"})).unwrap();
        let parts: Vec<_> = token.split('.').collect();
        let swapped = URL_SAFE_NO_PAD.encode(r#"{"sub":"y"}"#);
        let unsigned = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"at+jwt"}"#);
        let symmetric = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"at+jwt"}"#);
        for forged in [
            format!("{}.{swapped}.{}", parts[0], parts[2]),
            format!("{unsigned}.{}.", parts[1]),
            format!("{symmetric}.{}.{}", parts[1], parts[2]),
            "a.b.c".into(),
            String::new(),
        ] {
            assert_eq!(claims::<Value>(&forged, "at+jwt", &own), None, "{forged}");
        }
    }

    #[test]
    fn the_published_half_verifies_by_itself() {
        let own = key();
        let public = public_key(&own).unwrap();
        let json = serde_json::to_value(&public).unwrap();
        assert_eq!((json["kty"].as_str(), json["use"].as_str()), (Some("EC"), Some("sig")));
        assert!(json.get("d").is_none());
        let stripped = SigningKey { private: String::new(), ..own.clone() };
        let token = sign(&own, "at+jwt", &json!({"sub": "x"})).unwrap();
        assert!(claims::<Value>(&token, "at+jwt", &stripped).is_some());
    }
}
