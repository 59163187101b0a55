//! Identifiers of what has none of its own: derived from what it belongs to, and so the same on every node
//! and after every start.

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use serde::Serialize;
use uuid::{Builder, Uuid};

/// A UUID of version 5 (RFC 9562): the one that belongs to a thing under a name.
pub(super) fn derived(of: Uuid, name: &str) -> Uuid {
    let named = [of.as_bytes().as_slice(), name.as_bytes()].concat();
    let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, &named);
    Builder::from_sha1_bytes(first_bytes(hash.as_ref())).into_uuid()
}

/// A mark of everything that some parts say.
pub(super) fn mark_of(parts: &impl Serialize) -> u128 {
    // Plain structs of text and numbers always have a JSON form.
    let bytes = serde_json::to_vec(parts).unwrap_or_default();
    u128::from_be_bytes(first_bytes(digest(&SHA256, &bytes).as_ref()))
}

fn first_bytes(hash: &[u8]) -> [u8; 16] {
    let mut first = [0; 16];
    first.iter_mut().zip(hash).for_each(|(to, from)| *to = *from);
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_identifiers_are_those_of_the_rfc() {
        // RFC 9562, appendix A.4: the DNS namespace and www.example.com.
        let dns: Uuid = "6ba7b810-9dad-11d1-80b4-00c04fd430c8".parse().unwrap();
        assert_eq!(derived(dns, "www.example.com").to_string(), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }
}
