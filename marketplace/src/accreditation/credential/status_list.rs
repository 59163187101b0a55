//! The status lists: which marks count no more, and which do not count for a time.

use super::{CREDENTIALS, issuer_address, signed};
use crate::Market;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Refused;
use domain::accreditation::{PLACES_IN_A_LIST, StatusPurpose};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::SignedDuration;
use serde_json::json;
use std::io::Write;

/// A list is believed for so long: one that was kept from before a suspension cannot be shown for much longer.
const BELIEVED_FOR: SignedDuration = SignedDuration::from_mins(15);

pub(super) fn address(base: &str, purpose: StatusPurpose, list: u32) -> String {
    format!("{base}/status-lists/{purpose}/{list}")
}

/// A status list, as a signed token: signed anew when a mark has changed, and every minute. The first is there before
/// any mark is; the next when its turn comes.
///
/// # Errors
/// [`Refused::NotFound`] when no mark has a place in it.
pub fn status_list(market: &Market, purpose: StatusPurpose, list: u32) -> Result<String, Refused> {
    let now = market.clock().now();
    market.signed_lists().kept_or((purpose.word(), list), now, || as_it_is(market, purpose, list))
}

/// The list, looked up and signed.
fn as_it_is(market: &Market, purpose: StatusPurpose, list: u32) -> Result<String, Refused> {
    let (now, set) = market.read(|work| {
        let first = i64::from(list.saturating_sub(1)) * i64::from(PLACES_IN_A_LIST);
        if list == 0 || (list > 1 && work.status_places()? <= first) {
            return Err(Refused::NotFound("status list"));
        }
        let marks = work.marks_not_counting(list)?.into_iter();
        let set = marks.filter(|(_, status)| purpose.is_set_for(*status)).map(|(place, _)| place.index());
        Ok((work.now(), set.collect::<Vec<_>>()))
    })?;
    let address = address(&market.settings().base_url, purpose, list);
    let credential = json!({
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_address(market),
        "credentialSubject": {
            "id": format!("{address}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": purpose.word(),
            "encodedList": encoded(&set).map_err(Refused::broken)?,
        },
    });
    let until = now.checked_add(BELIEVED_FOR).map_err(Refused::broken)?;
    signed(market, credential, (now, Some(until)))
}

/// The bits, the first of them leftmost, compressed by GZIP and in Base64url behind the multibase letter for it.
fn encoded(set: &[u32]) -> std::io::Result<String> {
    let mut bits = vec![0_u8; PLACES_IN_A_LIST as usize / 8];
    for index in set {
        if let Some(byte) = bits.get_mut(*index as usize / 8) {
            *byte |= 0x80 >> (index % 8);
        }
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&bits)?;
    Ok(format!("u{}", URL_SAFE_NO_PAD.encode(gzip.finish()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn decoded(list: &str) -> Vec<u8> {
        let gzip = URL_SAFE_NO_PAD.decode(list.strip_prefix('u').unwrap()).unwrap();
        let mut bits = vec![];
        flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut bits).unwrap();
        bits
    }

    #[test]
    fn the_first_place_is_the_leftmost_bit_and_the_last_the_rightmost() {
        let bits = decoded(&encoded(&[0, 9, 131_071]).unwrap());
        assert_eq!(bits.len(), 16_384);
        assert_eq!((bits[0], bits[1], bits[16_383]), (0b1000_0000, 0b0100_0000, 0b0000_0001));
        assert_eq!(bits.iter().map(|byte| byte.count_ones()).sum::<u32>(), 3);
    }
}
