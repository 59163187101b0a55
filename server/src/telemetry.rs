//! The log and the figures: JSON lines with a request id, and Prometheus on a port of its own.

use crate::settings::Log;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest};
use api::ahead::Pattern;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::borrow::Cow;
use std::time::Instant;
use tracing::Span;
use tracing::field::{Empty, display};
use tracing_actix_web::{RequestId, RootSpanBuilder};
use tracing_subscriber::EnvFilter;

/// Begins to log. A second call changes nothing (tests start many servers).
pub fn start_log(log: &Log) {
    let filter = EnvFilter::try_new(&log.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let _ = if log.format == "json" {
        builder.json().flatten_event(true).with_current_span(true).try_init()
    } else {
        builder.compact().try_init()
    };
}

/// Begins to count. `None` when counting has begun before.
#[must_use]
pub fn start_figures() -> Option<PrometheusHandle> {
    let recorder = PrometheusBuilder::new()
        .set_buckets(&[0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0])
        .ok()?
        .build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).ok()?;
    Some(handle)
}

/// What the log says of a request: by which pattern it was answered, and never its address or whence it came. An
/// address has the postcode of whoever needs help, or names people's things.
#[derive(Debug)]
pub struct WithoutAddress;

impl RootSpanBuilder for WithoutAddress {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let span = tracing::info_span!(
            "request",
            method = %request.method(),
            request_id = Empty,
            route = Empty,
            status = Empty,
            error = Empty,
        );
        if let Some(id) = request.extensions().get::<RequestId>() {
            span.record("request_id", display(id));
        }
        span
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let (status, error) = match outcome {
            Ok(response) => (response.status(), response.response().error()),
            Err(error) => (error.as_response_error().status_code(), Some(error)),
        };
        span.record("status", status.as_u16());
        if let Some(error) = error {
            span.record("error", display(error));
        }
    }
}

/// Gives an answer its request's id, which the log has too, and counts it by the pattern that it matched.
///
/// # Errors
/// Those of the request.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let begun = Instant::now();
    let method = request.method().to_string();
    let id = request.extensions().get::<RequestId>().map(ToString::to_string);
    let mut response = next.call(request).await?;
    if let Some(id) = id.and_then(|id| HeaderValue::from_str(&id).ok()) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    let route = pattern(response.request());
    Span::current().record("route", &*route);
    let status = response.status().as_u16().to_string();
    metrics::counter!("signpost_http_requests_total", "method" => method, "route" => route.clone(), "status" => status)
        .increment(1);
    metrics::histogram!("signpost_http_request_seconds", "route" => route)
        .record(begun.elapsed().as_secs_f64());
    Ok(response)
}

/// By which pattern a request was answered.
fn pattern(request: &HttpRequest) -> Cow<'static, str> {
    if let Some(Pattern(ahead)) = request.extensions().get() {
        return Cow::Borrowed(ahead);
    }
    request.match_pattern().map_or(Cow::Borrowed("none"), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::{App, HttpResponse, middleware::from_fn, test as asking, web};
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};
    use tracing_actix_web::TracingLogger;

    /// A log that is kept.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_log_names_the_pattern_and_nothing_of_who_asked() {
        let kept = Kept::default();
        let writer = kept.clone();
        let log = tracing_subscriber::fmt().json().with_current_span(true);
        let _logging = tracing::subscriber::set_default(log.with_writer(move || writer.clone()).finish());
        actix_web::rt::System::new().block_on(async {
            let handler = || async {
                tracing::warn!("something is odd");
                HttpResponse::Ok().finish()
            };
            let app = App::new()
                .wrap(from_fn(observe))
                .wrap(TracingLogger::<WithoutAddress>::new())
                .route("/d/{slug}", web::get().to(handler));
            let app = asking::init_service(app).await;
            let asked = asking::TestRequest::get()
                .uri("/d/carers?near=LS1+4AP")
                .insert_header(("X-Forwarded-For", "192.0.2.7"))
                .insert_header(("User-Agent", "Somebody's"));
            let answer = asking::call_service(&app, asked.to_request()).await;
            assert!(answer.headers().contains_key("x-request-id"));
        });

        let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();

        assert!(log.contains("something is odd") && log.contains("request_id"), "{log}");
        for secret in ["LS1", "carers", "192.0.2.7", "Somebody"] {
            assert!(!log.contains(secret), "{secret} is in {log}");
        }
    }

    #[test]
    fn what_was_answered_ahead_of_the_routes_has_its_pattern_too() {
        let asked = asking::TestRequest::get().uri("/api/v1/directories/carers/listings").to_http_request();
        assert_eq!(pattern(&asked), "none");
        asked.extensions_mut().insert(Pattern("/api/v1/directories/{slug}/listings"));
        assert_eq!(pattern(&asked), "/api/v1/directories/{slug}/listings");
    }
}
