//! The shapes of the standard, put together from the parts of records.

use domain::{OfferingId, OrganisationId};
use marketplace::open_referral::{
    Attribute, Found, Listed, LocationDetail, LocationRow, OrganizationIdentifier, OrganizationRow, Place,
    Publisher, Record, ServiceDetail, ServiceRow, Taxonomies, Taxonomy, TaxonomyTerm,
};
use serde::Serialize;
use utoipa::ToSchema;

/// About this feed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralDetails)]
pub(super) struct DetailsView {
    /// `HSDS-UK-3.0`
    #[schema(example = "HSDS-UK-3.0")]
    pub version: &'static str,
    /// Where the profile is described.
    pub profile: &'static str,
    /// Where this feed is described.
    pub openapi_url: String,
}

/// A service in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceInList)]
pub(super) struct ServiceInList<'a> {
    #[serde(flatten)]
    row: &'a ServiceRow,
    organization: &'a OrganizationRow,
}

/// A service of which only its change is asked for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceMinimal)]
pub(super) struct ServiceMinimal<'a> {
    id: OfferingId,
    /// As the description of the standard's parameter has it.
    modified_date: &'a str,
    /// As its schemas have it.
    last_modified: &'a str,
}

/// An organization with the numbers by which registers know it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralOrganizationOfService)]
pub(super) struct OrganizationOfService<'a> {
    #[serde(flatten)]
    row: &'a OrganizationRow,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    organization_identifiers: &'a [OrganizationIdentifier],
}

/// A location with everything that is known of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralLocation)]
pub(super) struct LocationView<'a> {
    #[serde(flatten)]
    row: &'a LocationRow,
    #[serde(flatten)]
    detail: &'a LocationDetail,
}

/// Where a service is had, within the service.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceAtLocationOfService)]
pub(super) struct PlaceOfService<'a> {
    #[serde(flatten)]
    place: &'a Place,
    location: LocationView<'a>,
}

/// A service with everything that is known of it but where it is had.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceOfPlace)]
pub(super) struct ServiceOfPlace<'a> {
    #[serde(flatten)]
    row: &'a ServiceRow,
    organization: OrganizationOfService<'a>,
    #[serde(flatten)]
    detail: &'a ServiceDetail,
    attributes: Vec<Attribute<'a>>,
}

/// A service with everything that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralService)]
pub(super) struct ServiceView<'a> {
    #[serde(flatten)]
    service: ServiceOfPlace<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    service_at_locations: Vec<PlaceOfService<'a>>,
}

/// A service at a location, in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceAtLocationInList)]
pub(super) struct PlaceInList<'a> {
    #[serde(flatten)]
    place: &'a Place,
    location: &'a LocationRow,
    service: ServiceInList<'a>,
}

/// A service at a location with everything that belongs to both.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceAtLocation)]
pub(super) struct PlaceView<'a> {
    #[serde(flatten)]
    place: PlaceOfService<'a>,
    service: ServiceOfPlace<'a>,
}

/// A service by name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceByName)]
pub(super) struct ServiceByName<'a> {
    id: OfferingId,
    organization_id: OrganisationId,
    name: &'a str,
    status: &'static str,
}

/// An organization with its services by name, or in full when they are asked for so.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralOrganization)]
pub(super) struct OrganizationView<'a> {
    #[serde(flatten)]
    organization: OrganizationOfService<'a>,
    #[schema(value_type = Vec<ServiceByName<'a>>)]
    services: ServicesView<'a>,
}

/// Services by name or in full.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ServicesView<'a> {
    ByName(Vec<ServiceByName<'a>>),
    Full(Vec<ServiceView<'a>>),
}

/// A taxonomy with its terms.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralTaxonomyWithTerms)]
pub(super) struct TaxonomyView<'a> {
    #[serde(flatten)]
    taxonomy: &'a Taxonomy,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    taxonomy_terms: Vec<&'a TaxonomyTerm>,
}

impl<'a> ServiceInList<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        Self { row: &record.service, organization: &record.publisher.row }
    }
}

impl<'a> ServiceMinimal<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        let changed = record.service.last_modified.as_str();
        Self { id: record.service.id, modified_date: changed, last_modified: changed }
    }
}

impl<'a> OrganizationOfService<'a> {
    fn of(publisher: &'a Publisher) -> Self {
        Self { row: &publisher.row, organization_identifiers: &publisher.identifiers }
    }
}

impl<'a> PlaceOfService<'a> {
    fn of(place: &'a Place) -> Self {
        Self { place, location: LocationView { row: &place.location, detail: &place.detail } }
    }
}

impl<'a> ServiceOfPlace<'a> {
    fn of(record: &'a Record, taxonomies: &'a Taxonomies) -> Self {
        Self {
            row: &record.service,
            organization: OrganizationOfService::of(&record.publisher),
            detail: &record.detail,
            attributes: record.attributes(taxonomies).collect(),
        }
    }
}

impl<'a> ServiceView<'a> {
    pub(super) fn of(record: &'a Record, taxonomies: &'a Taxonomies) -> Self {
        let service_at_locations = record.places.iter().map(PlaceOfService::of).collect();
        Self { service: ServiceOfPlace::of(record, taxonomies), service_at_locations }
    }
}

impl<'a> PlaceInList<'a> {
    pub(super) fn of(found: &'a Found) -> Self {
        let place = found.place();
        Self { place, location: &place.location, service: ServiceInList::of(found.record()) }
    }
}

impl<'a> PlaceView<'a> {
    pub(super) fn of(found: &'a Found, taxonomies: &'a Taxonomies) -> Self {
        let service = ServiceOfPlace::of(found.record(), taxonomies);
        Self { place: PlaceOfService::of(found.place()), service }
    }
}

impl<'a> OrganizationView<'a> {
    pub(super) fn of(listed: &'a Listed, taxonomies: &'a Taxonomies, full_service: bool) -> Self {
        let records = listed.services.iter();
        let services = if full_service {
            ServicesView::Full(records.map(|record| ServiceView::of(record, taxonomies)).collect())
        } else {
            ServicesView::ByName(records.map(|record| ServiceByName::of(record)).collect())
        };
        Self { organization: OrganizationOfService::of(&listed.publisher), services }
    }
}

impl<'a> ServiceByName<'a> {
    fn of(record: &'a Record) -> Self {
        let row = &record.service;
        Self { id: row.id, organization_id: row.organization_id, name: &row.name, status: row.status }
    }
}

impl<'a> TaxonomyView<'a> {
    pub(super) fn of(taxonomy: &'a Taxonomy, taxonomies: &'a Taxonomies) -> Self {
        let of_it = |term: &&TaxonomyTerm| term.taxonomy_id == taxonomy.id;
        Self { taxonomy, taxonomy_terms: taxonomies.terms().filter(of_it).collect() }
    }
}

/// The frame of every list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenReferralPageFrame)]
pub(super) struct PageFrame {
    /// Records on all pages.
    #[schema(minimum = 0)]
    pub total_items: usize,
    /// Pages.
    #[schema(minimum = 0)]
    pub total_pages: usize,
    /// This page, from 1.
    #[schema(minimum = 1)]
    pub page_number: usize,
    /// Records on this page.
    #[schema(minimum = 0)]
    pub size: usize,
    /// Whether this is the first page.
    pub first_page: bool,
    /// Whether there is no page after this.
    pub last_page: bool,
    /// Whether this page has no records.
    pub empty: bool,
}

/// A page of a list, for the contract: the frame is written before the contents.
#[derive(ToSchema)]
#[schema(as = OpenReferralPage)]
#[expect(dead_code, reason = "the contract shows it; pages are put together from bytes")]
pub(super) struct PageView<T: ToSchema> {
    #[serde(flatten)]
    frame: PageFrame,
    contents: Vec<T>,
}
