//! Reference lists that come with the program: languages, facilities, departments, bank holidays, and
//! where every postcode is. Read once, passed in; facts as files under `seeds/`.

use domain::offerings::Location;
use domain::values::bank_holidays::{BankHolidays, Division, HolidayName, Holidays};
use domain::values::{AuthorityCode, FacilityCode, LanguageCode, Nation, Position, Postcode, Slug};
use finder::Point;
use finder::postcodes::Postcodes;
use places::{NamedPlace, Places};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

pub mod places;

/// Why reference lists cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the reference list {file} cannot be read: {cause}")]
pub struct BadReference {
    file: &'static str,
    cause: String,
}

/// Something with a name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Named {
    /// In English.
    pub name: String,
    /// In Welsh.
    pub name_cy: String,
}

impl Named {
    /// The name in Welsh or in English.
    #[must_use]
    pub fn say(&self, in_welsh: bool) -> &str {
        if in_welsh { &self.name_cy } else { &self.name }
    }
}

/// The reference lists.
#[derive(Debug, Default)]
pub struct Reference {
    languages: BTreeMap<LanguageCode, Named>,
    facilities: BTreeMap<FacilityCode, Named>,
    facilities_of_places: BTreeSet<FacilityCode>,
    departments: BTreeMap<Slug, Named>,
    authorities: BTreeMap<AuthorityCode, String>,
    places: Places,
    bank_holidays: BankHolidays,
    postcodes: Option<Postcodes>,
}

#[derive(Deserialize)]
struct LanguageRow {
    code: LanguageCode,
    #[serde(flatten)]
    named: Named,
}

#[derive(Deserialize)]
struct LanguagesFile {
    languages: Vec<LanguageRow>,
}

/// Whether a building has a facility, or it comes with the help on any channel.
#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum BelongsTo {
    Place,
    Support,
}

#[derive(Deserialize)]
struct FacilityRow {
    slug: FacilityCode,
    belongs_to: BelongsTo,
    #[serde(flatten)]
    named: Named,
}

#[derive(Deserialize)]
struct FacilitiesFile {
    facilities: Vec<FacilityRow>,
}

#[derive(Deserialize)]
struct DepartmentRow {
    slug: Slug,
    #[serde(flatten)]
    named: Named,
}

#[derive(Deserialize)]
struct DepartmentsFile {
    departments: Vec<DepartmentRow>,
}

#[derive(Deserialize)]
struct HolidayRow {
    date: domain::Day,
    name: String,
    name_cy: String,
}

#[derive(Deserialize)]
struct DivisionRow {
    slug: Division,
    days: Vec<HolidayRow>,
}

#[derive(Deserialize)]
struct BankHolidaysFile {
    divisions: Vec<DivisionRow>,
}

#[derive(Deserialize)]
struct AuthorityRow {
    code: AuthorityCode,
    name: String,
    live_postcodes: u32,
    latitude: f64,
    longitude: f64,
}

/// What an authority is called in Welsh, where that is another name.
#[derive(Deserialize)]
struct WelshNameRow {
    code: AuthorityCode,
    name_cy: String,
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, BadReference> {
    toml::from_str(text).map_err(|cause| BadReference { file, cause: cause.to_string() })
}

fn rows<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<Vec<T>, BadReference> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize().collect::<Result<_, _>>();
    rows.map_err(|cause| BadReference { file, cause: cause.to_string() })
}

impl Reference {
    /// The lists that this program was built with.
    ///
    /// # Errors
    /// When one of them is broken.
    pub fn built_in() -> Result<Self, BadReference> {
        let languages: LanguagesFile = read("languages", include_str!("../../seeds/languages.toml"))?;
        let facilities: FacilitiesFile = read("facilities", include_str!("../../seeds/facilities.toml"))?;
        let departments: DepartmentsFile = read("departments", include_str!("../../seeds/departments.toml"))?;
        let holidays: BankHolidaysFile =
            read("bank_holidays", include_str!("../../seeds/bank_holidays.toml"))?;
        let authorities: Vec<AuthorityRow> =
            rows("local_authorities", include_str!("../../seeds/postcodes/local_authorities.csv"))?;
        let welsh_names: Vec<WelshNameRow> =
            rows("welsh_names", include_str!("../../seeds/postcodes/welsh_names.csv"))?;
        let mut welsh_names: BTreeMap<_, _> =
            welsh_names.into_iter().map(|row| (row.code, row.name_cy)).collect();
        let named_places = authorities.iter().filter_map(|row| {
            let name_cy = welsh_names.remove(&row.code).unwrap_or_else(|| row.name.clone());
            let named = Named { name: row.name.clone(), name_cy };
            let point = Point::new(row.latitude, row.longitude)?;
            Some(NamedPlace::authority(row.code.clone(), named, point, row.live_postcodes))
        });
        let places = Places::of_authorities(named_places.collect());
        let of_division = |division: DivisionRow| {
            let days = division.days.into_iter();
            let days = days.map(|day| (day.date, HolidayName { en: day.name, cy: day.name_cy }));
            (division.slug, days.collect::<Holidays>())
        };
        let of_places = facilities.facilities.iter().filter(|row| row.belongs_to == BelongsTo::Place);
        let built_in = Self {
            facilities_of_places: of_places.map(|row| row.slug.clone()).collect(),
            languages: languages.languages.into_iter().map(|row| (row.code, row.named)).collect(),
            facilities: facilities.facilities.into_iter().map(|row| (row.slug, row.named)).collect(),
            departments: departments.departments.into_iter().map(|row| (row.slug, row.named)).collect(),
            authorities: authorities.into_iter().map(|row| (row.code, row.name)).collect(),
            places,
            bank_holidays: holidays.divisions.into_iter().map(of_division).collect(),
            postcodes: None,
        };
        built_in.with_postcodes(include_bytes!("../../seeds/postcodes/postcodes.bin"))
    }

    /// The same with other postcodes: the compact file that the import makes.
    ///
    /// # Errors
    /// When it is no such file.
    pub fn with_postcodes(mut self, file: &[u8]) -> Result<Self, BadReference> {
        let postcodes = Postcodes::read(file);
        let broken = |cause: finder::postcodes::BadPostcodeFile| BadReference {
            file: "postcodes",
            cause: cause.to_string(),
        };
        let postcodes = postcodes.map_err(broken)?;
        let towns = include_str!("../../seeds/postcodes/towns.csv");
        let added = self.places.add_towns(towns, &postcodes);
        added.map_err(|cause| BadReference { file: "towns", cause: cause.to_string() })?;
        self.postcodes = Some(postcodes);
        Ok(self)
    }

    /// What a language is called. `None`: it is not on the list.
    #[must_use]
    pub fn language(&self, code: &LanguageCode) -> Option<&Named> {
        self.languages.get(code)
    }

    /// Every language, by code.
    pub fn languages(&self) -> impl Iterator<Item = (&LanguageCode, &Named)> {
        self.languages.iter()
    }

    /// What a facility is called. `None`: it is not on the list.
    #[must_use]
    pub fn facility(&self, code: &FacilityCode) -> Option<&Named> {
        self.facilities.get(code)
    }

    /// Whether a facility is something that a building has.
    #[must_use]
    pub fn is_of_a_place(&self, code: &FacilityCode) -> bool {
        self.facilities_of_places.contains(code)
    }

    /// Every facility, by code.
    pub fn facilities(&self) -> impl Iterator<Item = (&FacilityCode, &Named)> {
        self.facilities.iter()
    }

    /// What a department is called. `None`: it is not on the list.
    #[must_use]
    pub fn department(&self, slug: &Slug) -> Option<&Named> {
        self.departments.get(slug)
    }

    /// Every department, by short name.
    pub fn departments(&self) -> impl Iterator<Item = (&Slug, &Named)> {
        self.departments.iter()
    }

    /// What a local authority is called. `None`: it is not on the list.
    #[must_use]
    pub fn authority(&self, code: &AuthorityCode) -> Option<&str> {
        self.authorities.get(code).map(String::as_str)
    }

    /// Every local authority, by code.
    pub fn authorities(&self) -> impl Iterator<Item = (&AuthorityCode, &str)> {
        self.authorities.iter().map(|(code, name)| (code, name.as_str()))
    }

    /// Local authorities and towns by their names.
    #[must_use]
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// The bank holidays of all three divisions.
    #[must_use]
    pub const fn bank_holidays(&self) -> &BankHolidays {
        &self.bank_holidays
    }

    /// The same for the search engine.
    #[must_use]
    pub fn bank_holidays_to_search(&self) -> finder::BankHolidays {
        let each = |division: Division| {
            let days = self.bank_holidays.of(division).days();
            days.map(move |day| (division_to_search(division), day))
        };
        Division::ALL.iter().copied().flat_map(each).collect()
    }

    /// Every postcode. `None`: none were loaded.
    #[must_use]
    pub const fn postcodes(&self) -> Option<&Postcodes> {
        self.postcodes.as_ref()
    }

    /// Where a postcode is. `None`: it is not in use.
    #[must_use]
    pub fn locate(&self, postcode: &Postcode) -> Option<Location> {
        let place = self.postcodes.as_ref()?.find(postcode.as_str())?;
        let position = Position::new(place.point.latitude(), place.point.longitude()).ok()?;
        Some(Location { position, authority: place.authority.parse().ok()? })
    }
}

/// A division, as the search engine names it.
#[must_use]
pub const fn division_to_search(division: Division) -> finder::Division {
    match division {
        Division::EnglandAndWales => finder::Division::EnglandAndWales,
        Division::Scotland => finder::Division::Scotland,
        Division::NorthernIreland => finder::Division::NorthernIreland,
    }
}

/// Whose bank holidays count where support is given in several nations: the first of them.
#[must_use]
pub fn division_of(nations: &std::collections::BTreeSet<Nation>) -> Division {
    nations.first().map_or(Division::EnglandAndWales, |nation| nation.division())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_come_with_the_program_are_whole() {
        let reference = Reference::built_in().unwrap();
        assert_eq!(reference.language(&"cy".parse().unwrap()).unwrap().say(true), "Cymraeg");
        assert_eq!(reference.facility(&"step_free".parse().unwrap()).unwrap().name, "Step-free access");
        assert!(reference.department(&"dvla".parse().unwrap()).is_some());
        assert_eq!(reference.authorities().count(), 361);
        let leeds = reference.locate(&"LS1 4AP".parse().unwrap()).unwrap();
        assert_eq!(reference.authority(&leeds.authority), Some("Leeds"));
        let christmas: domain::Day = "2026-12-25".parse().unwrap();
        assert!(
            Division::ALL.iter().all(|division| reference.bank_holidays().of(*division).contains(christmas))
        );
    }
}
