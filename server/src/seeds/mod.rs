//! The reference data that comes with the program: what `seeds/*.toml` say, and its loading.

mod files;
mod load;
#[cfg(test)]
mod test;

pub use files::{
    Body, Reference, cluster_drafts, frameworks, mail_domain_rules, reference, service_drafts, standard,
};

pub use load::{NotLoaded, Tally, count, load};

use domain::OrganisationId;
use ring::digest::{SHA256, digest};
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::str::FromStr;
use uuid::{Builder, Uuid};

/// A seed file that this program was built with is broken.
#[derive(Debug, thiserror::Error)]
#[error("seeds/{file}: {cause}")]
pub struct BadSeed {
    file: &'static str,
    cause: String,
}

impl BadSeed {
    /// What is wrong with a file.
    pub fn of(file: &'static str, cause: impl Display) -> Self {
        Self { file, cause: cause.to_string() }
    }
}

/// Reads a file of seeds.
///
/// # Errors
/// When it says something that is not understood.
pub fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, BadSeed> {
    toml::from_str(text).map_err(|cause| BadSeed::of(file, cause))
}

/// Reads a word, a day or another value that a file holds as text.
///
/// # Errors
/// When it is not one.
pub fn word<T>(file: &'static str, text: &str) -> Result<T, BadSeed>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse().map_err(|cause| BadSeed::of(file, format!("“{text}”: {cause}")))
}

/// The identifier of something that has a slug in the seeds: always the same, so that loading twice changes
/// nothing. Made as RFC 9562 makes version 8 from a hash: SHA-256 of a namespace of ours and the slug.
fn id_of(kind: &str, slug: &str) -> Uuid {
    let hash = digest(&SHA256, format!("signpost/seeds/{kind}/{slug}").as_bytes());
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(hash.as_ref()) {
        *byte = *hashed;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// The identifier of a department or authority of the seeds.
#[must_use]
pub fn organisation_id(slug: &str) -> OrganisationId {
    id_of("organisation", slug).into()
}

/// A number that belongs to a name.
#[must_use]
pub fn number_of(name: &str) -> u64 {
    id_of("number", name).as_u64_pair().1
}
