//! Who asks.

use super::{Answer, Problem};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use domain::{Actor, Refused};
use marketplace::{Market, Work};
use std::future::Future;
use std::pin::Pin;

/// Who asks, and the market they ask: what a handler that only reads takes.
pub struct Caller {
    /// Who.
    pub by: Actor,
    /// Where.
    pub market: web::Data<Market>,
    /// The token they sent, which nothing keeps.
    pub(crate) token: Option<String>,
}

pub(super) fn bearer(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(header) = request.headers().get(header::AUTHORIZATION) else { return Ok(None) };
    let token = header
        .to_str()
        .ok()
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned());
    token.map(Some).ok_or_else(|| {
        let sentence = "Send the token as “Authorization: Bearer …”";
        Problem::new(StatusCode::UNAUTHORIZED, "invalid_token", sentence)
    })
}

impl Caller {
    pub(crate) async fn of(request: &HttpRequest) -> Result<Self, Problem> {
        if request.query_string().contains("%00") {
            let sentence = "Remove the null characters (%00) from the query: no text has them";
            return Err(Problem::new(StatusCode::BAD_REQUEST, "invalid_query", sentence));
        }
        if request.uri().path().contains("%00") {
            return Err(Problem::no_such_address());
        }
        let market = request
            .app_data::<web::Data<Market>>()
            .cloned()
            .ok_or_else(|| Problem::from(Refused::broken("no market in this app")))?;
        let sent = bearer(request)?;
        let by = match sent.clone() {
            None => Actor::Visitor,
            Some(token) => {
                let here = market.clone();
                let found = in_background(move || marketplace::people::whoever_has(&here, &token));
                found.await?.ok_or_else(|| {
                    let sentence = "This token is unknown or has ended: sign in or ask for another";
                    Problem::new(StatusCode::UNAUTHORIZED, "invalid_token", sentence)
                })?
            }
        };
        Ok(Self { by, market, token: sent })
    }

    /// Runs a use case that reads, off the web's threads.
    ///
    /// # Errors
    /// The refusal, as a problem.
    pub async fn read<T: Send + 'static>(
        self,
        unit: impl FnOnce(&mut Work<'_, '_>, &Actor) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Problem> {
        in_background(move || self.market.read(|work| unit(work, &self.by))).await
    }

    /// Runs what takes several transactions, off the web's threads.
    ///
    /// # Errors
    /// The refusal, as a problem.
    pub async fn run<T: Send + 'static>(
        self,
        unit: impl FnOnce(&Market, &Actor) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Problem> {
        in_background(move || unit(&self.market, &self.by)).await
    }

    /// The same as [`Caller::read`], answered in one go.
    ///
    /// # Errors
    /// The refusal, as a problem.
    pub async fn show<T: Send + 'static>(
        self,
        unit: impl FnOnce(&mut Work<'_, '_>, &Actor) -> Result<T, Refused> + Send + 'static,
        answer: impl FnOnce(&T) -> Answer,
    ) -> Result<HttpResponse, Problem> {
        self.read(unit).await.map(|shown| answer(&shown).into())
    }
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Self::of(&request).await })
    }
}

/// Runs what blocks on a thread of its own kind, its tracing span with it.
pub(crate) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
) -> Result<T, Problem> {
    let span = tracing::Span::current();
    match web::block(move || span.in_scope(work)).await {
        Ok(answer) => Ok(answer?),
        Err(gone) => Err(Refused::broken(gone).into()),
    }
}
