//! The web app, put together.

use crate::{compression, health, telemetry};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::{Compress, DefaultHeaders, Next, from_fn};
use actix_web::web::ServiceConfig;
use actix_web::{App, HttpResponse, HttpServer, dev::Server, web};
use marketplace::Market;
use metrics_exporter_prometheus::PrometheusHandle;
use std::net::TcpListener;
use std::time::Duration;
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::AppExt;

/// So long a request's head may take to come whole. Longer than the usual five seconds: who has a bad line, and a machine
/// that has no time just now, are not turned away.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves a market on a listener that is already bound. The server runs when it is awaited.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(market: &Market, listener: TcpListener, threads: usize) -> std::io::Result<Server> {
    serve_with(market, listener, threads, |_| {})
}

/// The same, with more beside it.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve_with(
    market: &Market,
    listener: TcpListener,
    threads: usize,
    more: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
) -> std::io::Result<Server> {
    let market = web::Data::new(market.clone());
    let answers = web::Data::new(api::Answers::default());
    let server = HttpServer::new(move || {
        let app = App::new()
            .app_data(market.clone())
            .app_data(answers.clone())
            .wrap(from_fn(api::ahead::of_routes))
            .wrap(from_fn(compression::mark))
            .wrap(Compress::default())
            .wrap(from_fn(compression::finish))
            .wrap(from_fn(head_as_get))
            .wrap(from_fn(telemetry::observe))
            .wrap(DefaultHeaders::new().add(("X-Content-Type-Options", "nosniff")))
            .wrap(TracingLogger::<telemetry::WithoutAddress>::new())
            .configure(more.clone())
            .service(health::live)
            .service(health::ready)
            .configure(api::configure);
        // Addresses are tried one after the other: what is asked most often, and must be quick, comes first.
        let api = utoipa_actix_web::scope("/api/v1").configure(api::routes);
        app.into_utoipa_app()
            .service(api)
            .configure(api::open_referral::routes)
            .configure(api::tokens::routes)
            .configure(api::credentials::routes)
            .into_app()
            .route(&format!("{}{{file_name}}", ui::assets::PREFIX), web::get().to(admin::asset))
            .configure(api::tables_for_pages)
            .configure(sites::configure)
            .configure(admin::configure)
    });
    let server = server.workers(threads).shutdown_timeout(5).client_request_timeout(PATIENCE);
    Ok(server.listen(listener)?.run())
}

/// HEAD is answered wherever GET is, and by the same handler: the connection leaves the body out, and its length stays.
async fn head_as_get(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}

/// Serves the figures to Prometheus, on a port of their own.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve_figures(figures: &PrometheusHandle, listener: TcpListener) -> std::io::Result<Server> {
    let figures = web::Data::new(figures.clone());
    let server = HttpServer::new(move || {
        let show = |figures: web::Data<PrometheusHandle>| async move {
            HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(figures.render())
        };
        App::new().app_data(figures.clone()).route("/metrics", web::get().to(show))
    });
    Ok(server.workers(1).disable_signals().listen(listener)?.run())
}
