//! What `seeds/demo/*.toml` say, as they say it. `seeds/README.md` describes every key.

use crate::seeds::BadSeed;
use domain::organisations::IdentifierDraft;
use domain::values::AddressDraft;
use domain::values::hours::HoursDraft;
use serde::Deserialize;

/// A sign-in of the demo.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFacts {
    /// Its name among the sign-ins.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Where they sign in with.
    pub email: String,
    /// Published: for the demo alone.
    pub password: String,
    /// A slug of a department, the authority or a provider.
    pub organisation: String,
    /// Their role there.
    pub role: String,
    /// The language they read.
    pub language: String,
}

/// A directory of the demo.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are those of `DirectoryDraft`, which says what each is")]
pub struct DirectoryFacts {
    pub slug: String,
    pub owner: String,
    pub state: String,
    pub name: String,
    pub name_cy: String,
    pub intro: String,
    pub intro_cy: String,
    pub hosts: Vec<String>,
    pub contact_email: String,
    #[serde(default)]
    pub guidance: Option<String>,
    #[serde(default)]
    pub guidance_cy: Option<String>,
    /// What it will be called once that is published: it waits.
    #[serde(default)]
    pub next_name: Option<String>,
    /// The colour in which a logo is drawn for it.
    #[serde(default)]
    pub logo: Option<String>,
    pub brand: domain::directories::BrandDraft,
    pub admits: domain::directories::AdmissionDraft,
}

/// A provider of the demo, in full.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct ProviderFacts {
    pub slug: String,
    pub name: String,
    pub name_cy: Option<String>,
    pub sector: String,
    pub form: Option<String>,
    pub nations: Vec<String>,
    pub about: String,
    pub about_cy: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub website: String,
    pub address: AddressDraft,
    pub identifiers: Vec<IdentifierFacts>,
    pub partners: Vec<PartnerFacts>,
    pub quality_mark: Option<MarkFacts>,
    pub accreditation: Option<ApplicationFacts>,
    pub placements: Vec<PlacementFacts>,
    #[serde(default)]
    pub generated_places: usize,
    pub safeguarding: SafeguardingFacts,
    pub offerings: Vec<OfferingFacts>,
}

/// A register number, and what the demo's register answers about it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct IdentifierFacts {
    pub scheme: String,
    pub number: String,
    pub check: String,
    pub demo: bool,
}

impl IdentifierFacts {
    /// The number as an organisation gives it.
    #[must_use]
    pub fn draft(&self) -> IdentifierDraft {
        IdentifierDraft { scheme: self.scheme.clone(), number: self.number.clone() }
    }
}

/// A partner of a lead.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct PartnerFacts {
    pub name: String,
    pub sector: String,
    pub contact_email: String,
    pub part: String,
}

/// A quality mark.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct MarkFacts {
    pub state: String,
    pub channels: Vec<String>,
    pub starts: String,
    pub ends: String,
    pub conditions: Vec<String>,
}

/// An application for the mark that is still on its way.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct ApplicationFacts {
    pub state: String,
    pub channels: Vec<String>,
    pub submitted_on: String,
}

/// An application to a lot, or a place on it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct PlacementFacts {
    pub framework: String,
    pub lot: u32,
    pub state: String,
}

/// Who keeps people safe.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct SafeguardingFacts {
    pub lead: String,
    pub policy_reviewed_on: String,
    pub background_checks_on_record: bool,
}

/// Support, at every place where it is given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct OfferingFacts {
    pub id: String,
    pub name: String,
    pub name_cy: String,
    pub summary: String,
    pub summary_cy: String,
    pub state: String,
    pub channels: Vec<String>,
    pub clusters: Vec<String>,
    pub services: Vec<String>,
    pub languages: Vec<String>,
    pub languages_on_request: Vec<String>,
    pub facilities: Vec<String>,
    pub booking: String,
    pub who_types: String,
    pub supports_identity_check: bool,
    pub user_is_present: bool,
    pub user_sees_screen: bool,
    #[serde(default)]
    pub visits_homes: bool,
    pub eligibility: Option<String>,
    pub eligibility_cy: Option<String>,
    pub bring: Option<String>,
    pub bring_cy: Option<String>,
    pub area: Option<AreaFacts>,
    pub phone: Option<String>,
    pub text_relay: Option<String>,
    pub chat_url: Option<String>,
    pub capacity: domain::offerings::Capacity,
    pub costs: Vec<domain::offerings::CostDraft>,
    pub declines: Vec<domain::offerings::DeclineDraft>,
    pub last_checked_on: String,
    pub hours: HoursDraft,
    #[serde(default)]
    pub places: Vec<PlaceFacts>,
}

/// Whom an offering without places serves.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub enum AreaFacts {
    LocalAuthorities { codes: Vec<String> },
    Radius { from: String, km: u16 },
    Nations { nations: Vec<String> },
    UnitedKingdom,
}

/// A place at which an offering is given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct PlaceFacts {
    pub id: String,
    pub name: String,
    pub name_cy: Option<String>,
    pub address: AddressDraft,
    pub host: String,
    pub languages: Option<Vec<String>>,
    pub facilities: Vec<String>,
    pub hours: Option<HoursDraft>,
}

/// A provider of the demo that is there for its case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct CaseFacts {
    pub slug: String,
    pub name: String,
    pub sector: String,
    pub form: Option<String>,
    pub contact_email: String,
    pub stage: Stage,
}

/// Where such a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// One of two assessors has locked.
    OneLocked,
    /// Both have; nothing is proposed yet.
    BothLocked,
    /// One of them proposes how to settle what differs.
    Proposed,
    /// They were left to disagree, and a third person settles it.
    WithModerator,
    /// They have settled it, and a visit is on record.
    Settled,
    /// They recommend the mark in part, with conditions.
    Recommended,
    /// It was decided otherwise than recommended.
    Departed,
    /// It was refused, and the appeal against that is running.
    Appealed,
    /// The appeal was dismissed.
    Dismissed,
    /// The appeal was upheld.
    Upheld,
    /// The mark ends soon: its renewal can be sent.
    Renewable,
    /// The renewal is being written.
    Renewing,
    /// Its holder is heard before a suspension.
    Heard,
}

#[derive(Deserialize)]
struct CasesFile {
    cases: Vec<CaseFacts>,
}

#[derive(Deserialize)]
struct PeopleFile {
    people: Vec<PersonFacts>,
}

#[derive(Deserialize)]
struct DirectoriesFile {
    directories: Vec<DirectoryFacts>,
}

#[derive(Deserialize)]
struct ProvidersFile {
    providers: Vec<ProviderFacts>,
}

/// The sign-ins.
///
/// # Errors
/// When the file that this program was built with is broken.
pub fn people() -> Result<Vec<PersonFacts>, BadSeed> {
    let file: PeopleFile =
        crate::seeds::read("demo/people", include_str!("../../../seeds/demo/people.toml"))?;
    Ok(file.people)
}

/// The directories.
///
/// # Errors
/// When the file that this program was built with is broken.
pub fn directories() -> Result<Vec<DirectoryFacts>, BadSeed> {
    let text = include_str!("../../../seeds/demo/directories.toml");
    let file: DirectoriesFile = crate::seeds::read("demo/directories", text)?;
    Ok(file.directories)
}

/// The providers that are written out in full.
///
/// # Errors
/// When the file that this program was built with is broken.
pub fn providers() -> Result<Vec<ProviderFacts>, BadSeed> {
    let text = include_str!("../../../seeds/demo/providers.toml");
    let file: ProvidersFile = crate::seeds::read("demo/providers", text)?;
    Ok(file.providers)
}

/// The providers that are there for their cases.
///
/// # Errors
/// When the file that this program was built with is broken.
pub fn cases() -> Result<Vec<CaseFacts>, BadSeed> {
    let file: CasesFile = crate::seeds::read("demo/cases", include_str!("../../../seeds/demo/cases.toml"))?;
    Ok(file.cases)
}

/// What generated providers are made of.
///
/// # Errors
/// When the file that this program was built with is broken.
pub fn generated() -> Result<super::mix::GeneratedFacts, BadSeed> {
    crate::seeds::read("demo/generated", include_str!("../../../seeds/demo/generated.toml"))
}
