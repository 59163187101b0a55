//! A provider as an organization.

use crate::open_referral::ids::{derived, mark_of};
use domain::organisations::{Check, Organisation, Scheme, Sort, VoluntaryForm};
use domain::{OrganisationId, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is said of an organization in one line.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralOrganizationRow)]
pub struct OrganizationRow {
    /// The provider.
    pub id: OrganisationId,
    /// What it is called.
    pub name: String,
    /// What it does, in its own words where it gave some.
    pub description: String,
    /// Its web site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}

/// The number by which a public register knows an organization, confirmed by that register.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralOrganizationIdentifier)]
pub struct OrganizationIdentifier {
    id: Uuid,
    organization_id: OrganisationId,
    /// The register by its code on org-id.guide.
    #[schema(value_type = String, example = "GB-COH")]
    identifier_scheme: Scheme,
    /// The register's name.
    identifier_type: &'static str,
    /// The number as the register writes it.
    identifier: String,
}

/// A provider, as all of its records show it.
#[derive(Debug)]
pub struct Publisher {
    /// In one line.
    pub row: OrganizationRow,
    /// By what the registers know it.
    pub identifiers: Vec<OrganizationIdentifier>,
    pub(crate) changed: Timestamp,
    pub(crate) mark: u128,
}

impl Publisher {
    /// `changed`: when anything about the provider last changed that its records rest on.
    pub(crate) fn of(organisation: &Organisation, changed: Timestamp) -> Self {
        let id = organisation.id;
        // A number that its register has not confirmed may be somebody else's: it names nobody here.
        let confirmed = organisation
            .identifiers
            .iter()
            .filter(|identifier| matches!(identifier.check, Check::Verified { .. }));
        let identifiers: Vec<_> = confirmed
            .map(|identifier| OrganizationIdentifier {
                id: derived(id.uuid(), &format!("identifier/{}", identifier.number)),
                organization_id: id,
                identifier_scheme: identifier.scheme(),
                identifier_type: identifier.scheme().register(),
                identifier: identifier.number.as_str().to_owned(),
            })
            .collect();
        let row = OrganizationRow {
            id,
            name: organisation.name.to_string(),
            description: organisation
                .about
                .as_ref()
                .map_or_else(|| described(organisation.sort).to_owned(), ToString::to_string),
            website: organisation.website.as_ref().map(ToString::to_string),
        };
        let mark = mark_of(&(&row, &identifiers));
        Self { row, identifiers, changed, mark }
    }
}

/// The standard wants a description of everyone.
const fn described(sort: Option<Sort>) -> &'static str {
    match sort {
        Some(Sort::Voluntary { form: VoluntaryForm::Charity }) => {
            "A charity that helps people to use online services"
        }
        Some(Sort::Voluntary { form: VoluntaryForm::CommunityGroup }) => {
            "A community group that helps people to use online services"
        }
        Some(Sort::Voluntary { form: VoluntaryForm::SocialEnterprise }) => {
            "A social enterprise that helps people to use online services"
        }
        Some(Sort::Voluntary { form: VoluntaryForm::Other }) => {
            "A voluntary organisation that helps people to use online services"
        }
        Some(Sort::Private) => "A private organisation that helps people to use online services",
        Some(Sort::PublicUndertaking | Sort::PublicBody) | None => {
            "A public organisation that helps people to use online services"
        }
    }
}
