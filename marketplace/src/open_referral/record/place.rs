//! An offering at a place, and where it is had: in a building, or by telephone or web chat.

use super::Given;
use crate::open_referral::ids::derived;
use crate::open_referral::taxonomy::channel_name;
use domain::OfferingId;
use domain::offerings::{Area, Channel, Place as GivenPlace, PlaceHost, Support};
use domain::values::{AuthorityCode, Nation, PhoneNumber};
use finder::Point;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An offering at a place, or by telephone or web chat: its identifiers.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceAtLocationRow)]
pub struct Place {
    /// Which.
    pub id: Uuid,
    /// The offering.
    pub service_id: OfferingId,
    /// The location.
    pub location_id: Uuid,
    /// Where it is had, in one line.
    #[serde(skip)]
    pub location: LocationRow,
    /// The rest.
    #[serde(skip)]
    pub detail: LocationDetail,
    #[serde(skip)]
    pub(crate) point: Option<Point>,
    #[serde(skip)]
    pub(super) channel: Channel,
}

/// A location in one line.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralLocationRow)]
pub struct LocationRow {
    id: Uuid,
    /// `physical`; `virtual` for telephone and web chat.
    location_type: &'static str,
    /// What it is called.
    name: String,
    /// The same in Welsh.
    #[serde(skip_serializing_if = "Option::is_none")]
    alternate_name: Option<String>,
    /// Whose building it is in, and how to find it once there.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    /// Where a web chat opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Degrees north (WGS 84).
    #[serde(skip_serializing_if = "Option::is_none")]
    latitude: Option<f64>,
    /// Degrees east (WGS 84).
    #[serde(skip_serializing_if = "Option::is_none")]
    longitude: Option<f64>,
}

/// What else is known of a location.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = OpenReferralLocationDetail)]
pub struct LocationDetail {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<PostalAddress>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accessibility: Vec<Accessibility>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phones: Vec<Phone>,
}

/// A postal address.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralAddress)]
pub struct PostalAddress {
    id: Uuid,
    location_id: Uuid,
    /// Building and street.
    address_1: String,
    city: String,
    /// The local authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    /// The nation.
    state_province: &'static str,
    postal_code: String,
    /// `GB`
    country: &'static str,
    /// `physical`
    address_type: &'static str,
}

/// What makes a place easier to use.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralAccessibility)]
pub struct Accessibility {
    id: Uuid,
    location_id: Uuid,
    description: String,
}

/// A number to call.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralPhone)]
pub struct Phone {
    id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_id: Option<OfferingId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location_id: Option<Uuid>,
    number: String,
    /// `voice`, or `textphone` for text relay.
    #[serde(rename = "type")]
    kind: &'static str,
}

/// An area whose people are served where they are.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenReferralServiceArea)]
pub struct ServiceArea {
    id: Uuid,
    service_id: OfferingId,
    /// What it is called.
    name: String,
    /// Its name as the National Statistics know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
}

const fn nation(of: Nation) -> &'static str {
    match of {
        Nation::England => "England",
        Nation::Wales => "Wales",
        Nation::Scotland => "Scotland",
        Nation::NorthernIreland => "Northern Ireland",
    }
}

const fn host(of: PlaceHost) -> Option<&'static str> {
    Some(match of {
        PlaceHost::OwnPremises => "The provider's own premises",
        PlaceHost::ShopCounter => "A counter in a shop",
        PlaceHost::Library => "A public library",
        PlaceHost::SocialLandlord => "A building of a social landlord",
        PlaceHost::CommunityCentre => "A community or faith centre",
        PlaceHost::PublicBuilding => "A public building",
        PlaceHost::PlaceOfLearning => "A school, college or university",
        PlaceHost::PlaceOfCare => "A hospital, surgery or care home",
        PlaceHost::Other => return None,
    })
}

/// The numbers of an offering, as they belong to it or to one of its locations.
pub(super) fn phones(offering: OfferingId, support: &Support, location: Option<Uuid>) -> Vec<Phone> {
    let owner = location.unwrap_or(offering.uuid());
    let numbers = [(&support.phone, "voice"), (&support.text_relay, "textphone")];
    let phone = |(number, kind): (&Option<PhoneNumber>, &'static str)| {
        number.as_ref().map(|number| Phone {
            id: derived(owner, &format!("phone/{kind}")),
            service_id: location.is_none().then_some(offering),
            location_id: location,
            number: number.printed(),
            kind,
        })
    };
    numbers.into_iter().filter_map(phone).collect()
}

/// The places of a record: one for each channel that has a location.
pub(super) fn places(given: &Given<'_>, channels: impl Iterator<Item = Channel>) -> Vec<Place> {
    channels.filter_map(|channel| place(given, channel)).collect()
}

fn place(given: &Given<'_>, channel: Channel) -> Option<Place> {
    let (offering, support) = (given.offering, &given.offering.support);
    let location_id = derived(offering.id.uuid(), &format!("location/{channel}"));
    let (mut location, mut detail) = (virtual_location(location_id, channel), LocationDetail::default());
    let mut point = None;
    match channel {
        // Who comes to people has no location, but an area.
        Channel::Outreach => return None,
        Channel::Telephone => detail.phones = phones(offering.id, support, Some(location_id)),
        Channel::WebChat => location.url = support.web_chat.as_ref().map(|chat| chat.url.to_string()),
        Channel::InPerson => {
            let place = support.place.as_ref()?;
            location = physical_location(location_id, place);
            point =
                location.latitude.zip(location.longitude).and_then(|(north, east)| Point::new(north, east));
            detail = physical_detail(given, location_id, place);
        }
    }
    let id = derived(offering.id.uuid(), &format!("service_at_location/{channel}"));
    Some(Place { id, service_id: offering.id, location_id, location, detail, point, channel })
}

fn virtual_location(id: Uuid, channel: Channel) -> LocationRow {
    LocationRow {
        id,
        location_type: "virtual",
        name: channel_name(channel).to_owned(),
        alternate_name: None,
        description: None,
        url: None,
        latitude: None,
        longitude: None,
    }
}

fn physical_location(id: Uuid, place: &GivenPlace) -> LocationRow {
    let position = place.location.as_ref().map(|location| location.position);
    let said = [host(place.host).map(str::to_owned), place.directions.as_ref().map(ToString::to_string)];
    let said: Vec<_> = said.into_iter().flatten().collect();
    LocationRow {
        id,
        location_type: "physical",
        name: place.name.to_string(),
        alternate_name: place.name_cy.as_ref().map(ToString::to_string),
        description: (!said.is_empty()).then(|| said.join(". ")),
        url: None,
        latitude: position.map(domain::values::Position::latitude),
        longitude: position.map(domain::values::Position::longitude),
    }
}

fn physical_detail(given: &Given<'_>, location_id: Uuid, place: &GivenPlace) -> LocationDetail {
    let authority = place.location.as_ref().map(|location| &location.authority);
    let address = PostalAddress {
        id: derived(location_id, "address"),
        location_id,
        address_1: place.address.lines.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(", "),
        city: place.address.town.to_string(),
        region: authority.and_then(|code| given.reference.authority(code)).map(str::to_owned),
        state_province: nation(authority.map_or(Nation::England, AuthorityCode::nation)),
        postal_code: place.address.postcode.to_string(),
        country: "GB",
        address_type: "physical",
    };
    let facilities = &given.offering.support.facilities;
    let of_the_place = facilities.iter().filter(|code| given.reference.is_of_a_place(code));
    let accessibility = of_the_place.filter_map(|code| {
        Some(Accessibility {
            id: derived(location_id, &format!("accessibility/{code}")),
            location_id,
            description: given.reference.facility(code)?.name.clone(),
        })
    });
    LocationDetail { addresses: vec![address], accessibility: accessibility.collect(), phones: vec![] }
}

/// The area of an offering that reaches out.
pub(super) fn service_areas(given: &Given<'_>, area: &Area) -> Vec<ServiceArea> {
    let id = given.offering.id;
    let named = |name: String, code: Option<&str>| ServiceArea {
        id: derived(id.uuid(), &format!("area/{}", code.unwrap_or("radius"))),
        service_id: id,
        name,
        uri: code.map(|code| format!("http://statistics.data.gov.uk/id/statistical-geography/{code}")),
    };
    match area {
        Area::Radius { from, km, .. } => vec![named(format!("Within {km} km of {from}"), None)],
        Area::LocalAuthorities { codes } => {
            let name =
                |code: &AuthorityCode| given.reference.authority(code).unwrap_or(code.as_str()).to_owned();
            codes.iter().map(|code| named(name(code), Some(code.as_str()))).collect()
        }
        // K02000001 is the United Kingdom.
        Area::Everywhere {} => vec![named("United Kingdom".to_owned(), Some("K02000001"))],
    }
}
