//! The hash under which files and documents are kept.

use domain::Refused;
use domain::values::Sha256;
use ring::digest::{Digest, SHA256, digest};

/// The hash of some bytes.
///
/// # Errors
/// Never: 32 bytes are always a hash.
pub(crate) fn of(bytes: &[u8]) -> Result<Sha256, Refused> {
    written(&digest(&SHA256, bytes))
}

/// A hash that was worked out piece by piece.
///
/// # Errors
/// Never, as [`of`].
pub(crate) fn written(digest: &Digest) -> Result<Sha256, Refused> {
    let text: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    text.parse().map_err(Refused::broken)
}
