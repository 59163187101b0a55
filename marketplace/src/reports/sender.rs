//! Whence a report comes, as far as it must be known to stop floods.

use crate::Market;
use ring::hmac::{self, HMAC_SHA256};
use std::net::{IpAddr, SocketAddr};
use uuid::Uuid;

/// The key under which network addresses are hashed: another at each start, never written down, so that no
/// hash can be led back by trying all addresses.
#[derive(Clone)]
pub struct SenderKey(hmac::Key);

impl Default for SenderKey {
    fn default() -> Self {
        let chance: Vec<u8> = (0..4).flat_map(|_| Uuid::now_v7().into_bytes()).collect();
        Self(hmac::Key::new(HMAC_SHA256, &chance))
    }
}

/// Whence a report comes: a keyed hash of the network address, or of the network of an IPv6 address, of which
/// one line has very many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(String);

impl Sender {
    /// The sender of a request that came from an address, with its headers: where a proxy stands in front, the
    /// settings name the header in which it says who asked.
    #[must_use]
    pub fn of<'h>(
        market: &Market,
        peer: Option<IpAddr>,
        header: impl FnOnce(&str) -> Option<&'h str>,
    ) -> Self {
        let named = market.settings().address_header.as_deref();
        let said = named.and_then(header).and_then(last_address);
        Self::hashed(market.sender_key(), said.or(peer))
    }

    fn hashed(key: &SenderKey, address: Option<IpAddr>) -> Self {
        let bytes = match address.map(|address| address.to_canonical()) {
            Some(IpAddr::V4(address)) => address.octets().to_vec(),
            Some(IpAddr::V6(address)) => address.octets()[..8].to_vec(),
            None => vec![],
        };
        Self(hex(hmac::sign(&key.0, &bytes).as_ref()))
    }

    /// The hash of where something goes, under the same key.
    pub(crate) fn hash_of(market: &Market, address: &str) -> String {
        hex(hmac::sign(&market.sender_key().0, address.as_bytes()).as_ref())
    }

    /// The hash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The last address of a list: the one that the proxy nearest to us saw. Those before it anyone can make up.
fn last_address(list: &str) -> Option<IpAddr> {
    let last = list.rsplit(',').next()?.trim();
    last.parse().ok().or_else(|| last.parse::<SocketAddr>().ok().map(|at| at.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_known_again_and_only_by_the_same_key() {
        let (key, other) = (SenderKey::default(), SenderKey::default());
        let of = |key: &SenderKey, address: &str| Sender::hashed(key, Some(address.parse().unwrap()));
        assert_eq!(of(&key, "192.0.2.7"), of(&key, "::ffff:192.0.2.7"));
        assert_ne!(of(&key, "192.0.2.7"), of(&key, "192.0.2.8"));
        assert_ne!(of(&key, "192.0.2.7"), of(&other, "192.0.2.7"));
        assert_eq!(of(&key, "2001:db8::1"), of(&key, "2001:db8::ffff"), "one line");
        assert_ne!(of(&key, "2001:db8::1"), of(&key, "2001:db8:0:1::1"));
    }

    #[test]
    fn what_the_nearest_proxy_saw_counts() {
        let last = |list| last_address(list).map(|address| address.to_string());
        assert_eq!(last("203.0.113.1, 192.0.2.7").as_deref(), Some("192.0.2.7"));
        assert_eq!(last("192.0.2.7:4711").as_deref(), Some("192.0.2.7"));
        assert_eq!(last("192.0.2.7, unknown"), None);
    }
}
