//! How much of each listing is told: for a pin on a map its name will do, for a leaflet nothing may be missing.

use crate::door::{Problem, ProblemField};
use crate::listing_bytes::write_answered;
use crate::listings::ListingView;
use actix_web::http::StatusCode;
use finder::Hit;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use utoipa::openapi::schema::AnyOfBuilder;
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

/// How much of each listing is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// `id`, `name` and `distance_km`; nothing is counted.
    Minimal,
    /// What a list shows.
    #[default]
    Summary,
    /// Everything of the support that is public, as an entry's own address gives it.
    Full,
}

impl Form {
    /// What is to be given for it.
    const CHOICE: &str = "Give one form: minimal, summary or full";

    /// The form of a word.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "minimal" => Self::Minimal,
            "summary" => Self::Summary,
            "full" => Self::Full,
            _ => return None,
        })
    }

    /// Takes the form out of the parameters of a query.
    ///
    /// # Errors
    /// When it is given twice, or is none.
    pub(crate) fn taken_from(parameters: &mut Vec<(String, String)>) -> Result<Self, Problem> {
        let mut given = parameters.extract_if(.., |(name, _)| name == "form").map(|(_, word)| word);
        match (given.next(), given.next()) {
            (None, _) => Ok(Self::default()),
            (Some(word), None) if word.trim().is_empty() => Ok(Self::default()),
            (Some(word), None) => Self::parse(word.trim()).ok_or_else(|| Self::refused("unknown_value")),
            (Some(_), Some(_)) => Err(Self::refused("given_twice")),
        }
    }

    fn refused(code: &str) -> Problem {
        Self::refused_because(code, Self::CHOICE)
    }

    /// A query whose form cannot be had.
    pub(crate) fn refused_because(code: &str, detail: &str) -> Problem {
        let mut problem = Problem::new(StatusCode::BAD_REQUEST, "invalid_query", detail);
        let field = ProblemField { pointer: "?form".into(), code: code.into(), detail: detail.into() };
        problem.errors.push(field);
        problem
    }

    /// A form that a body asks for.
    pub(crate) fn of_body(word: Option<&str>) -> Result<Self, Problem> {
        let Some(word) = word else { return Ok(Self::default()) };
        Self::parse(word).ok_or_else(|| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "unknown_value", Self::CHOICE).at("/form")
        })
    }

    /// One listing in this form. What is ready made is copied.
    pub(crate) fn write(self, to: &mut Vec<u8>, hit: &Hit<'_>) {
        match self {
            Self::Minimal => {
                to.extend_from_slice(b"{\"id\":\"");
                to.extend_from_slice(hit.id.hyphenated().encode_lower(&mut Uuid::encode_buffer()).as_bytes());
                to.extend_from_slice(b"\",\"name\":");
                // Writing text to a vector cannot fail.
                let _ = serde_json::to_writer(&mut *to, hit.name);
            }
            Self::Summary => {
                to.push(b'{');
                to.extend_from_slice(hit.body);
            }
            // The detail is a whole object: what is about this answer goes before its end.
            Self::Full => to.extend_from_slice(hit.detail.strip_suffix(b"}").unwrap_or(hit.detail)),
        }
        write_answered(to, hit);
        to.push(b'}');
    }
}

/// A listing in one of its forms, for the contract: its bytes are written ready made. The larger have what the
/// smaller have, so that more than one describes them.
#[derive(Debug, Serialize)]
pub enum ListingInForm {}

impl PartialSchema for ListingInForm {
    fn schema() -> RefOr<Schema> {
        let named = |name: Cow<'static, str>| Ref::from_schema_name(name);
        AnyOfBuilder::new()
            .item(named(MinimalListing::name()))
            .item(named(ListingView::name()))
            .item(named(FullListing::name()))
            .into()
    }
}

impl ToSchema for ListingInForm {
    fn name() -> Cow<'static, str> {
        "ListingInForm".into()
    }

    fn schemas(all: &mut Vec<(String, RefOr<Schema>)>) {
        MinimalListing::schemas(all);
        ListingView::schemas(all);
        FullListing::schemas(all);
        all.push((MinimalListing::name().into(), MinimalListing::schema()));
        all.push((ListingView::name().into(), ListingView::schema()));
        all.push((FullListing::name().into(), FullListing::schema()));
    }
}

/// A listing by its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinimalListing {
    /// The offering.
    pub id: domain::OfferingId,
    /// What it is called.
    pub name: String,
    /// Kilometres to the place; null where it comes or speaks to the person.
    pub distance_km: Option<f64>,
}

/// Everything of the support that is public, and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct FullListing {
    /// The support.
    #[serde(flatten)]
    pub support: marketplace::directories::ListedSupport,
    /// Kilometres to the place; null where it comes or speaks to the person.
    pub distance_km: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(form: Form, distance_km: Option<f64>) -> serde_json::Value {
        let hit = Hit {
            id: uuid::Uuid::from_u128(7),
            name: "Help “here” \"now\"\n",
            body: b"\"id\":\"7\",\"town\":\"Leeds\"",
            detail: b"{\"id\":\"7\",\"place\":{\"town\":\"Leeds\"}}",
            place: None,
            distance_km,
            opens_at: None,
        };
        let mut bytes = vec![];
        form.write(&mut bytes, &hit);
        serde_json::from_slice(&bytes).unwrap()
    }

    #[test]
    fn every_form_is_whole_and_says_how_far_it_is() {
        let minimal = written(Form::Minimal, Some(1.5));
        assert_eq!(minimal["name"], "Help “here” \"now\"\n");
        assert_eq!(minimal.as_object().unwrap().len(), 3);
        assert_eq!(written(Form::Summary, Some(1.5))["town"], "Leeds");
        let full = written(Form::Full, None);
        assert_eq!((&full["place"]["town"], full["distance_km"].is_null()), (&"Leeds".into(), true));
    }

    #[test]
    fn a_form_is_given_once_or_not_at_all() {
        let taken = |query: &[(&str, &str)]| {
            let mut parameters: Vec<_> = query.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
            let form = Form::taken_from(&mut parameters).map_err(|problem| problem.errors[0].code.clone());
            (form, parameters.len())
        };
        assert_eq!(taken(&[("near", "LS1")]), (Ok(Form::Summary), 1));
        assert_eq!(taken(&[("form", "full"), ("near", "LS1")]), (Ok(Form::Full), 1));
        assert_eq!(taken(&[("form", "whole")]).0, Err("unknown_value".into()));
        assert_eq!(taken(&[("form", "full"), ("form", "full")]).0, Err("given_twice".into()));
    }
}
