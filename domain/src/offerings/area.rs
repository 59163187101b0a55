//! Where support is given: at a place, and to an area.

use crate::kernel::fields::Fields;
use crate::values::{Address, AddressDraft, AuthorityCode, Line, Name, Nation, Position, Postcode};
use crate::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a postcode is: looked up in the gazetteer by the use case, never typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// Its middle.
    pub position: Position,
    /// The local authority it lies in.
    pub authority: AuthorityCode,
}

words! {
    /// Whose building a place is in (rule 5: a public body may not hold a place on a lot, but its
    /// buildings may be where a provider helps).
    pub enum PlaceHost {
        /// The provider's own.
        OwnPremises = "own_premises",
        /// A counter in a shop.
        ShopCounter = "shop_counter",
        /// A public library.
        Library = "library",
        /// A social landlord's.
        SocialLandlord = "social_landlord",
        /// A community or faith centre.
        CommunityCentre = "community_centre",
        /// A council's or another public body's.
        PublicBuilding = "public_building",
        /// A school, college or university.
        PlaceOfLearning = "place_of_learning",
        /// A hospital, surgery or care home.
        PlaceOfCare = "place_of_care",
        /// Somewhere else.
        Other = "other",
    }
}

/// A place that people come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// What the place is called.
    pub name: Name,
    /// The same in Welsh, where it has a Welsh name.
    pub name_cy: Option<Name>,
    /// Its address.
    pub address: Address,
    /// Whose building it is in.
    pub host: PlaceHost,
    /// How to find it once there.
    pub directions: Option<Line>,
    /// Where it is. `None` until the postcode has been looked up.
    pub location: Option<Location>,
}

/// The raw fields of a [`Place`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceDraft {
    /// What the place is called.
    #[serde(default)]
    pub name: String,
    /// The same in Welsh.
    #[serde(default)]
    pub name_cy: Option<String>,
    /// Its address.
    #[serde(default)]
    pub address: AddressDraft,
    /// Whose building it is in; `own_premises` when left out.
    #[serde(default)]
    pub host: Option<String>,
    /// How to find it once there.
    #[serde(default)]
    pub directions: Option<String>,
}

impl PlaceDraft {
    pub(super) fn read(self, fields: &mut Fields) -> Option<Place> {
        let name = fields.parse("/name", &self.name);
        let name_cy = fields.optional("/name_cy", self.name_cy.as_deref());
        let address = fields.inside("/address", |fields| self.address.read(fields));
        let host = fields.parse("/host", self.host.as_deref().unwrap_or(PlaceHost::OwnPremises.word()));
        let directions = fields.optional("/directions", self.directions.as_deref());
        Some(Place {
            name: name?,
            name_cy: name_cy?,
            address: address?,
            host: host?,
            directions: directions?,
            location: None,
        })
    }
}

/// The area whose people are served where they are: by visit, by telephone or by web chat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Area {
    /// Within so many kilometres, as the crow flies, of a postcode.
    Radius {
        /// The middle of the circle.
        from: Postcode,
        /// Kilometres, 1 to 200.
        km: u16,
        /// Where the middle is. `None` until the postcode has been looked up.
        location: Option<Location>,
    },
    /// In these local authorities.
    LocalAuthorities {
        /// Their codes: at least one.
        codes: BTreeSet<AuthorityCode>,
    },
    /// Everywhere in the United Kingdom, and its citizens overseas.
    Everywhere {},
}

impl Area {
    /// The widest circle, in kilometres.
    pub const WIDEST_KM: u16 = 200;

    /// The nations in which it may serve people. A circle counts for the nation of its middle.
    #[must_use]
    pub fn nations(&self) -> BTreeSet<Nation> {
        match self {
            Self::Radius { location, .. } => location.iter().map(|at| at.authority.nation()).collect(),
            Self::LocalAuthorities { codes } => codes.iter().map(AuthorityCode::nation).collect(),
            Self::Everywhere {} => Nation::ALL.iter().copied().collect(),
        }
    }

    /// Whether it serves people of one of these authorities. A circle counts for the authority of
    /// its middle.
    #[must_use]
    pub fn touches(&self, authorities: &BTreeSet<AuthorityCode>) -> bool {
        match self {
            Self::Radius { location, .. } => {
                location.as_ref().is_some_and(|at| authorities.contains(&at.authority))
            }
            Self::LocalAuthorities { codes } => !codes.is_disjoint(authorities),
            Self::Everywhere {} => true,
        }
    }
}

/// The raw fields of an [`Area`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaDraft {
    /// `radius`, `local_authorities` or `everywhere`.
    #[serde(default)]
    pub kind: String,
    /// Of a radius: the postcode in the middle. The place's own when left out.
    #[serde(default)]
    pub from: Option<String>,
    /// Of a radius: kilometres, 1 to 200.
    #[serde(default)]
    pub km: Option<u16>,
    /// Of local authorities: their ONS codes.
    #[serde(default)]
    pub codes: Vec<String>,
}

words! {
    /// The kinds of area.
    pub enum AreaKind {
        /// Round a postcode.
        Radius = "radius",
        /// Named local authorities.
        LocalAuthorities = "local_authorities",
        /// The whole country.
        Everywhere = "everywhere",
    }
}

impl AreaDraft {
    /// The most authorities that one offering may name: more than the country has.
    const MOST_AUTHORITIES: usize = 400;

    pub(super) fn read(self, fields: &mut Fields, place: Option<&Postcode>) -> Option<Area> {
        match fields.parse("/kind", &self.kind)? {
            AreaKind::Everywhere => Some(Area::Everywhere {}),
            AreaKind::Radius => {
                let own = fields.optional::<Postcode>("/from", self.from.as_deref())?;
                let Some(from) = own.or_else(|| place.cloned()) else {
                    fields.refuse("/from", "required", "Enter the postcode in the middle of the circle");
                    return None;
                };
                let km = self.km.filter(|km| (1..=Area::WIDEST_KM).contains(km));
                if km.is_none() {
                    let most = Area::WIDEST_KM;
                    fields.refuse("/km", "invalid", format!("Enter a distance from 1 to {most} kilometres"));
                }
                Some(Area::Radius { from, km: km?, location: None })
            }
            AreaKind::LocalAuthorities => {
                if self.codes.is_empty() || self.codes.len() > Self::MOST_AUTHORITIES {
                    fields.refuse("/codes", "required", "Choose at least one local authority");
                    return None;
                }
                let codes = fields.each("/codes", self.codes, |fields, code| fields.parse("", &code))?;
                Some(Area::LocalAuthorities { codes: codes.into_iter().collect() })
            }
        }
    }
}
