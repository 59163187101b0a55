//! The web app, put together.

use actix_web::{App, HttpServer, dev::Server, web};
use marketplace::Market;
use std::net::TcpListener;
use utoipa_actix_web::AppExt;

/// Serves a market on a listener that is already bound. The server runs when it is awaited.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(market: &Market, listener: TcpListener, threads: usize) -> std::io::Result<Server> {
    let market = web::Data::new(market.clone());
    let server = HttpServer::new(move || {
        let app = App::new().app_data(market.clone()).configure(api::configure);
        let api = utoipa_actix_web::scope("/api/v1").configure(api::routes);
        app.into_utoipa_app().service(api).into_app()
    });
    Ok(server.workers(threads).shutdown_timeout(5).listen(listener)?.run())
}
