//! A made-up service's own site beside the demo, on another port and so of another origin: its page shows a
//! directory by one script, by an element and in a frame. Its styles are as loud and its policy as strict as any
//! that an embedded directory meets.

use super::Opening;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use actix_web::{App, HttpResponse, HttpServer, web};
use std::io;
use std::net::TcpListener;

const PAGE: &str = include_str!("foreign/page.html");
const STYLES: &str = include_str!("foreign/site.css");

/// The site of a service that shows a directory.
pub struct ForeignSite {
    listener: TcpListener,
    origin: String,
}

impl ForeignSite {
    /// A site on a free port of this machine. Nobody is served yet.
    ///
    /// # Errors
    /// When no port is free.
    pub fn bound() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let origin = format!("http://{}", listener.local_addr()?);
        Ok(Self { listener, origin })
    }

    /// Its origin, as browsers say it.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Serves it until the program ends.
    ///
    /// # Errors
    /// When the port or a thread cannot be had.
    pub fn serve(self, opening: &Opening, base_url: &str) -> io::Result<()> {
        let open = opening.directories.iter().find(|directory| directory.state == "live");
        let slug = open.map_or("", |directory| directory.slug.as_str());
        let page = PAGE.replace("{signpost}", base_url).replace("{directory}", slug);
        let policy = format!(
            "default-src 'none'; style-src 'self'; img-src data:; script-src {base_url}; connect-src {base_url}; \
             frame-src {base_url}; base-uri 'none'; form-action 'none'"
        );
        let listener = self.listener;
        let served = move || {
            let (page, policy) = (page.clone(), policy.clone());
            let show = move || {
                let (page, policy) = (page.clone(), policy.clone());
                async move {
                    HttpResponse::Ok()
                        .content_type("text/html; charset=utf-8")
                        .insert_header((CONTENT_SECURITY_POLICY, policy))
                        .insert_header((CACHE_CONTROL, "no-store"))
                        .body(page)
                }
            };
            let styles = || async { HttpResponse::Ok().content_type("text/css; charset=utf-8").body(STYLES) };
            App::new().route("/", web::get().to(show)).route("/site.css", web::get().to(styles))
        };
        let run = move || {
            actix_web::rt::System::new().block_on(async move {
                // The demo's own server hears the signals, and the program ends with it.
                HttpServer::new(served).workers(1).disable_signals().listen(listener)?.run().await
            })
        };
        std::thread::Builder::new().name("elsewhere".into()).spawn(run)?;
        Ok(())
    }
}
