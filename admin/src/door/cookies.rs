//! The cookies of the app. All are bound to this very host, unreadable by script, and sent over TLS only
//! (browsers take `localhost` and `127.0.0.1` for that).

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Holds the token of a session.
pub(crate) const SESSION: &str = marketplace::people::SESSION_COOKIE;
/// Holds what the forms of someone who has not signed in send back.
pub(crate) const VISITOR: &str = "__Host-signpost-visitor";
/// Holds a sentence for the next page.
const NOTICE: &str = "__Host-signpost-notice";

/// A cookie that lasts as long as the browser's own session.
pub(crate) fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value).path("/").secure(true).http_only(true).same_site(SameSite::Lax).finish()
}

/// Takes a cookie away.
pub(crate) fn without(name: &'static str) -> Cookie<'static> {
    let mut gone = cookie(name, String::new());
    gone.set_max_age(Duration::ZERO);
    gone
}

/// Tells the next page what was done.
pub(crate) fn notice(sentence: &str) -> Cookie<'static> {
    let mut notice = cookie(NOTICE, URL_SAFE_NO_PAD.encode(sentence));
    notice.set_max_age(Duration::minutes(2));
    notice
}

/// Takes the notice away once it was shown.
pub(crate) fn notice_shown() -> Cookie<'static> {
    without(NOTICE)
}

/// What the page before had done.
pub(crate) fn notice_in(request: &HttpRequest) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(value_in(request, NOTICE)?).ok()?;
    String::from_utf8(bytes).ok().filter(|sentence| !sentence.is_empty() && sentence.len() <= 500)
}

/// The value of a cookie.
pub(crate) fn value_in(request: &HttpRequest, name: &str) -> Option<String> {
    let value = request.cookie(name)?.value().to_owned();
    (!value.is_empty() && value.len() <= 2_000).then_some(value)
}
