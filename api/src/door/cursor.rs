//! Keyset pages: a list, and the address of the next page.

use super::Problem;
use actix_web::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// How lists are asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// At most so many items, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<i64>,
    /// The `next` of the page before.
    pub after: Option<String>,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Listed<View> {
    /// The items of this page.
    pub items: Vec<View>,
    /// What to send as `after` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl PageQuery {
    /// How many items are wanted.
    ///
    /// # Errors
    /// 400 when outside 1 to 200.
    pub fn limit(&self) -> Result<i64, Problem> {
        let limit = self.limit.unwrap_or(50);
        if (1..=200).contains(&limit) {
            return Ok(limit);
        }
        let sentence = "Ask for 1 to 200 items at a time";
        Err(Problem::new(StatusCode::BAD_REQUEST, "invalid_query", sentence).at("?limit"))
    }

    /// The key after which the page begins.
    ///
    /// # Errors
    /// 400 when it is not one that a page gave.
    pub fn key<Key: DeserializeOwned>(&self) -> Result<Option<Key>, Problem> {
        let Some(after) = &self.after else { return Ok(None) };
        let bytes = URL_SAFE_NO_PAD.decode(after).unwrap_or_default();
        serde_json::from_slice(&bytes).map(Some).map_err(|_| {
            let sentence = "Send as “after” the “next” of the page before, unchanged";
            Problem::new(StatusCode::BAD_REQUEST, "invalid_cursor", sentence).at("?after")
        })
    }
}

impl<View> Listed<View> {
    /// A page from one item more than was wanted: the surplus one says that there is a next page.
    pub fn of<Item, Key: Serialize>(
        mut found: Vec<Item>,
        limit: i64,
        key: impl Fn(&Item) -> Key,
        view: impl Fn(&Item) -> View,
    ) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found
            .last()
            .filter(|_| more)
            .map(|last| URL_SAFE_NO_PAD.encode(serde_json::to_vec(&key(last)).unwrap_or_default()));
        Self { items: found.iter().map(view).collect(), next }
    }
}
