//! Whether this node is alive, and whether it is ready for requests.

use actix_web::{HttpResponse, get, web};
use marketplace::Market;

/// Alive: the process answers.
#[get("/health/live")]
pub async fn live() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .json(serde_json::json!({"status": "alive"}))
}

/// Ready: the database answers.
#[get("/health/ready")]
pub async fn ready(market: web::Data<Market>) -> HttpResponse {
    let answered = web::block(move || market.read(|work| Ok(work.head()?))).await;
    let (mut response, status) = match answered {
        Ok(Ok(_)) => (HttpResponse::Ok(), "ready"),
        _ => (HttpResponse::ServiceUnavailable(), "the database does not answer"),
    };
    response.insert_header(("Cache-Control", "no-store")).json(serde_json::json!({"status": status}))
}
