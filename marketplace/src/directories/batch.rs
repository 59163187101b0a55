//! Asking a directory for many people at once: one question with many places to be near, each answered or refused
//! by itself.

use super::{BadParameter, Search, Shelf};
use crate::reference::Reference;
use domain::{DirectoryId, FieldErrors, Fields, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// At most so many places in a batch.
const MOST_PLACES: usize = 1_000;
/// At most so many listings for each.
const MOST_EACH: u8 = 20;
/// So many, when nothing is said.
const USUAL_EACH: u8 = 5;

/// The raw fields of a batch: the parameters of the query by the same names, `near` many times over.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BatchDraft {
    /// Postcodes, or what else the query takes as `near`: 1 to 1,000.
    #[schema(min_items = 1, max_items = 1000, example = json!(["LS1 4AP", "CF10 1EP"]))]
    pub near: Vec<String>,
    /// Listings for each: 1 to 20, or 5 when it is left out.
    #[schema(minimum = 1, maximum = 20)]
    pub limit: Option<u32>,
    /// `minimal`, `summary` or `full`.
    pub form: Option<String>,
    /// Only places within so many kilometres.
    pub within_km: Option<f64>,
    /// As in the query.
    pub channel: Vec<String>,
    /// As in the query.
    pub language: Vec<String>,
    /// As in the query.
    pub facility: Vec<String>,
    /// As in the query.
    pub service: Vec<String>,
    /// As in the query.
    pub cluster: Vec<String>,
    /// As in the query.
    pub cost: Vec<String>,
    /// As in the query.
    pub capability: Vec<String>,
    /// As in the query.
    pub eligibility: Vec<String>,
    /// As in the query.
    pub provider: Vec<String>,
    /// As in the query.
    pub lot: Vec<String>,
    /// As in the query.
    pub open_at: Option<String>,
    /// As in the query.
    pub closed_at: Option<String>,
    /// As in the query.
    pub q: Option<String>,
}

/// Many questions that differ only in where the person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    near: Vec<String>,
    /// The parameters that all share, and at the end the place of the one that is read.
    parameters: Vec<(String, String)>,
}

impl BatchDraft {
    fn shared(&self) -> Vec<(String, String)> {
        let kinds = [
            ("channel", &self.channel),
            ("language", &self.language),
            ("facility", &self.facility),
            ("service", &self.service),
            ("cluster", &self.cluster),
            ("cost", &self.cost),
            ("capability", &self.capability),
            ("eligibility", &self.eligibility),
            ("provider", &self.provider),
            ("lot", &self.lot),
        ];
        let each = kinds.into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
        let once = [("open_at", &self.open_at), ("closed_at", &self.closed_at), ("q", &self.q)];
        let once = once.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        let mut shared: Vec<_> =
            each.chain(once).map(|(name, value)| (name.to_owned(), value.clone())).collect();
        shared.extend(self.within_km.map(|km| ("within_km".to_owned(), km.to_string())));
        shared
    }

    /// The questions, when what they share is understood. Whether each place is, only its own answer says.
    ///
    /// # Errors
    /// Every field that is missing or wrong, but for single places.
    pub fn read(
        self,
        directory: DirectoryId,
        shelf: &Shelf,
        reference: &Reference,
        now: Timestamp,
    ) -> Result<Batch, FieldErrors> {
        let mut fields = Fields::new();
        match self.near.len() {
            0 => fields.refuse("/near", "required", "Give at least one postcode"),
            1..=MOST_PLACES => {}
            _ => fields.refuse("/near", "too_many", "Give at most 1,000 postcodes at a time"),
        }
        let limit = self.limit.unwrap_or(USUAL_EACH.into());
        if !(1..=MOST_EACH.into()).contains(&limit) {
            fields.refuse("/limit", "invalid_limit", "Ask for 1 to 20 listings for each postcode");
        }
        let mut parameters = self.shared();
        parameters.push(("limit".to_owned(), limit.clamp(1, MOST_EACH.into()).to_string()));
        parameters.push(("near".to_owned(), self.near.first().cloned().unwrap_or_default()));
        // The place is read too, for a distance needs one, and forgiven: it is refused by itself.
        let wrong = Search::read(&parameters, directory, shelf, reference, now).err().unwrap_or_default();
        let nowhere = parameters.last().is_some_and(|(_, near)| near.trim().is_empty());
        let is_shared = |it: &BadParameter| it.name != "near" && !(nowhere && it.code == "needs_near");
        for BadParameter { name, code, detail, .. } in wrong.into_iter().filter(is_shared) {
            fields.refuse(&format!("/{name}"), code, detail);
        }
        fields.finish(|| Some(Batch { near: self.near, parameters }))
    }
}

impl Batch {
    /// How many questions these are.
    #[must_use]
    pub fn questions(&self) -> u32 {
        u32::try_from(self.near.len()).unwrap_or(u32::MAX)
    }

    /// The places from a position on, as they were written.
    #[must_use]
    pub fn places_from(&self, position: usize) -> &[String] {
        self.near.get(position..).unwrap_or_default()
    }

    /// The question for one place.
    ///
    /// # Errors
    /// Why this place cannot be asked near to.
    pub fn question(
        &mut self,
        place: &str,
        directory: DirectoryId,
        shelf: &Shelf,
        reference: &Reference,
        now: Timestamp,
    ) -> Result<Search, BadParameter> {
        let not_understood = |detail: &str| BadParameter {
            name: "near".into(),
            code: "invalid_near",
            detail: detail.into(),
            choices: vec![],
            given: place.into(),
        };
        if place.trim().is_empty() {
            return Err(not_understood("Give a postcode of the United Kingdom, such as LS1 4AP"));
        }
        if let Some((_, near)) = self.parameters.last_mut() {
            place.clone_into(near);
        }
        let read = Search::read(&self.parameters, directory, shelf, reference, now);
        let mut search = read.map_err(|wrong| {
            wrong.into_iter().next().unwrap_or_else(|| not_understood("This is not understood"))
        })?;
        search.query.count.clear();
        Ok(search)
    }
}
