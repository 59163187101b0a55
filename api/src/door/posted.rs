//! A question that is too long for an address: sent as a body, it writes nothing.

use super::Problem;
use super::asked::read_body;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;

/// A JSON body read as a draft, whoever sent it.
pub(crate) struct Posted<Draft>(pub Draft);

impl<Draft: DeserializeOwned + 'static> FromRequest for Posted<Draft> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move { read_body(&request, &mut payload).await.map(|(_, draft)| Self(draft)) })
    }
}
