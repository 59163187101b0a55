//! A directory's logo, from its own host.

use crate::site::Site;
use actix_web::{HttpRequest, HttpResponse};
use ui::assets;

/// `/logo/{sha256}.png`: the logo of this very directory and no other's. Its address is the hash of its bytes, so that it
/// may be kept for ever.
pub(crate) fn show(site: &Site, request: &HttpRequest) -> HttpResponse {
    let asked = request.match_info().get("sha256").unwrap_or_default();
    let logo = site.directory.content.brand.logo.as_ref().filter(|logo| logo.as_str() == asked);
    match logo.and_then(|logo| site.shelf.logo(logo)) {
        Some(bytes) => HttpResponse::Ok()
            .content_type("image/png")
            .insert_header(("Cache-Control", assets::CACHE_CONTROL))
            .insert_header(("Content-Security-Policy", "default-src 'none'; sandbox"))
            .insert_header(("X-Content-Type-Options", "nosniff"))
            .body(bytes.to_vec()),
        None => HttpResponse::NotFound().insert_header(("Cache-Control", "no-store")).finish(),
    }
}
