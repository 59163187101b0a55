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

/// What the next page says of the step before it: that it was done, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Notice {
    /// It was done.
    Done(String),
    /// It was not done, and nothing on this page is wrong: something has to come first, or has come between.
    NotDone(String),
}

impl Notice {
    /// Why something was not done.
    pub(crate) fn not_done(why: impl Into<String>) -> Self {
        Self::NotDone(why.into())
    }

    const fn parts(&self) -> (&'static str, &String) {
        match self {
            Self::Done(sentence) => ("done", sentence),
            Self::NotDone(sentence) => ("not_done", sentence),
        }
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts().1.is_empty()
    }

    fn spelt(&self) -> String {
        let (kind, sentence) = self.parts();
        format!("{kind} {sentence}")
    }

    fn read(text: &str) -> Option<Self> {
        let (kind, sentence) = text.split_once(' ')?;
        let sentence = Some(sentence.to_owned()).filter(|said| !said.is_empty() && said.len() <= 500)?;
        match kind {
            "done" => Some(Self::Done(sentence)),
            "not_done" => Some(Self::NotDone(sentence)),
            _ => None,
        }
    }
}

impl<T: Into<String>> From<T> for Notice {
    fn from(done: T) -> Self {
        Self::Done(done.into())
    }
}

/// Tells the next page what came of this step.
pub(crate) fn notice(notice: &Notice) -> Cookie<'static> {
    let mut notice = cookie(NOTICE, URL_SAFE_NO_PAD.encode(notice.spelt()));
    notice.set_max_age(Duration::minutes(2));
    notice
}

/// Takes the notice away once it was shown.
pub(crate) fn notice_shown() -> Cookie<'static> {
    without(NOTICE)
}

/// What came of the step before.
pub(crate) fn notice_in(request: &HttpRequest) -> Option<Notice> {
    let bytes = URL_SAFE_NO_PAD.decode(value_in(request, NOTICE)?).ok()?;
    Notice::read(&String::from_utf8(bytes).ok()?)
}

/// The value of a cookie.
pub(crate) fn value_in(request: &HttpRequest, name: &str) -> Option<String> {
    let value = request.cookie(name)?.value().to_owned();
    (!value.is_empty() && value.len() <= 2_000).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_arrives_as_what_it_was() {
        for notice in [Notice::from("It is saved."), Notice::not_done("It cannot be looked at yet.")] {
            assert_eq!(Notice::read(&notice.spelt()), Some(notice));
        }
        for strange in ["", "done", "done ", "Success It is saved.", &format!("done {}", "x".repeat(501))] {
            assert_eq!(Notice::read(strange), None, "{strange}");
        }
    }
}
