//! A form that was sent: by whom, from a page of ours, and what was typed.

use super::multipart::ChosenFile;
use super::parts::{buttons, form, heading, hidden, send, text};
use super::{Answer, Outcome, Page, Rejected, Typed, Visit, cookies};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Actor, FieldErrors, Refused};
use marketplace::Work;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use ui::Markup;
use ui::components::{SummaryList, SummaryRow};

/// The field that proves that a form is ours.
pub(crate) const CSRF: &str = "_csrf";
/// The field that says which version of a thing was read.
pub(crate) const VERSION: &str = "_version";
/// The field that says what a form was filled from.
const SEEN: &str = "_seen";
/// The field in which a form that came too late is kept while its sender signs in again.
pub(crate) const KEPT: &str = "_kept";

/// A form is at most so long, in bytes.
const LONGEST: usize = 1024 * 1024;
/// With a file in it, it is at most so long, in bytes.
const LONGEST_WITH_FILE: usize = 21_000_000;

/// A form that someone who has signed in sent.
pub(crate) struct Sent {
    /// Who sent it.
    pub(crate) visit: Visit,
    /// What was typed.
    pub(crate) typed: Typed,
    /// The version that the sender read; 0 when the form does not say.
    pub(crate) version: i64,
    /// What the form sent beside the draft: names that begin with an underscore.
    pub(crate) aside: Typed,
    /// The file that was chosen.
    pub(crate) file: Option<ChosenFile>,
    /// Whether a button asked for a row more or less.
    wants_rows: bool,
}

/// A form that anyone may send.
pub(crate) struct SentByAnyone(pub(crate) Sent);

impl Deref for SentByAnyone {
    type Target = Sent;

    fn deref(&self) -> &Sent {
        &self.0
    }
}

impl DerefMut for SentByAnyone {
    fn deref_mut(&mut self) -> &mut Sent {
        &mut self.0
    }
}

impl Sent {
    async fn of(request: &HttpRequest, mut payload: Payload, anyone: bool) -> Result<Self, Answer> {
        let visit = Visit::of(request).await?;
        if !comes_from_here(request, &visit) {
            return Err(visit.show(foreign()));
        }
        let refuse = |status| visit.show(unreadable(status));
        let body = web::Payload::from_request(request, &mut payload).await;
        let body =
            body.map_err(|_| refuse(StatusCode::BAD_REQUEST))?.to_bytes_limited(LONGEST_WITH_FILE).await;
        let bytes = body.map_err(|_| refuse(StatusCode::PAYLOAD_TOO_LARGE))?;
        let bytes = bytes.map_err(|_| refuse(StatusCode::BAD_REQUEST))?;
        let (typed, file) = match request.content_type() {
            "multipart/form-data" => {
                let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
                let parts = super::multipart::read(kind.unwrap_or_default(), &bytes);
                parts.ok_or_else(|| refuse(StatusCode::BAD_REQUEST))?
            }
            "application/x-www-form-urlencoded" | "" if bytes.len() <= LONGEST => {
                (Typed::read(&bytes).ok_or_else(|| refuse(StatusCode::BAD_REQUEST))?, None)
            }
            "application/x-www-form-urlencoded" => return Err(refuse(StatusCode::PAYLOAD_TOO_LARGE)),
            _ => return Err(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE)),
        };
        let mut typed = typed;
        let proof = typed.take(CSRF).unwrap_or_default();
        if !visit.is_signed_in() && !anyone {
            return Err(timed_out(&visit, request.path(), &typed));
        }
        if !is_same(&proof, visit.csrf()) {
            return Err(visit.show(send_again(&visit, request.path(), &typed).status(StatusCode::FORBIDDEN)));
        }
        let version = typed.take(VERSION).and_then(|version| version.parse().ok()).unwrap_or_default();
        typed.join_dates();
        let (aside, typed) = typed.0.into_iter().partition(|(name, _)| name.starts_with('_'));
        let (aside, typed) = (Typed(aside), Typed(typed));
        let changed = super::rows::changed(&aside, &typed);
        let wants_rows = changed.is_some();
        let typed = changed.unwrap_or_else(|| typed.closed_up());
        Ok(Self { visit, typed, version, aside, file, wants_rows })
    }

    /// Nothing, where the form was sent to be kept.
    ///
    /// # Errors
    /// When a button asked for a row more or less: then the form is shown again, and nothing is wrong with it.
    pub(crate) fn is_to_be_kept(&self) -> Result<(), Rejected> {
        if self.wants_rows {
            return Err(Rejected::Mistakes { mistakes: vec![], status: StatusCode::OK });
        }
        Ok(())
    }

    /// What was typed, as a draft.
    ///
    /// # Errors
    /// The field that cannot be what was typed, and as [`Sent::is_to_be_kept`].
    pub(crate) fn draft<Draft: DeserializeOwned>(&self) -> Result<Draft, Rejected> {
        self.is_to_be_kept()?;
        Ok(super::draft(self.typed.tree())?)
    }

    /// Parses what was typed and does it.
    ///
    /// # Errors
    /// Why it was not done.
    pub(crate) async fn act<Draft: DeserializeOwned, C: Clone + Send + 'static, T: Send + 'static>(
        &self,
        parse: impl FnOnce(Draft) -> Result<C, FieldErrors>,
        unit: impl Fn(&mut Work<'_, '_>, &Actor, C) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Rejected> {
        let command = parse(self.draft()?)?;
        self.visit.write(move |work, by| unit(work, by, command.clone())).await
    }
}

impl FromRequest for Sent {
    type Error = Answer;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Answer>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move { Self::of(&request, payload, false).await })
    }
}

impl FromRequest for SentByAnyone {
    type Error = Answer;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Answer>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move { Sent::of(&request, payload, true).await.map(Self) })
    }
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
fn is_same(given: &str, wanted: &str) -> bool {
    let differ = given.bytes().zip(wanted.bytes()).fold(0, |differ, (one, two)| differ | (one ^ two));
    !wanted.is_empty() && given.len() == wanted.len() && differ == 0
}

/// Whether a page of this host sent the form, as far as the browser says.
fn comes_from_here(request: &HttpRequest, visit: &Visit) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("Sec-Fetch-Site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = header(header::ORIGIN.as_str()) else { return true };
    let own = visit.market().settings().base_url.clone();
    let host = header(header::HOST.as_str()).unwrap_or_default();
    origin == own || origin.split_once("://").is_some_and(|(_, at)| !at.is_empty() && at == host)
}

fn foreign() -> Page {
    let says = "This form was sent from another web site, so nothing was done. If that was you, open the page here and send it again.";
    Page::new("This form was not sent from here", [heading("This form was not sent from here"), text(says)])
        .status(StatusCode::FORBIDDEN)
}

fn unreadable(status: StatusCode) -> Page {
    let says = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "It is too long. Go back, shorten your answers and send it again.",
        _ => "It did not arrive as a form of this service sends it. Go back and send it again.",
    };
    Page::new("We could not read the form", [heading("We could not read the form"), text(says)])
        .status(status)
}

/// The session ended while its sender typed: what was typed travels with the sign-in form.
fn timed_out(visit: &Visit, path: &str, typed: &Typed) -> Answer {
    let mut page = crate::account::sign_in_page(visit, path, &keep(typed), &Typed::default(), &[]);
    page = page.important(super::parts::text(
        "You were signed out because you did nothing here for a while. Sign in again: what you typed is kept.",
    ));
    visit.show(page.status(StatusCode::UNAUTHORIZED))
}

/// What was typed, as one field. Passwords are never sent back.
fn keep(typed: &Typed) -> String {
    let kept = typed.0.iter().filter(|(name, _)| !name.contains("password") && name != "current");
    URL_SAFE_NO_PAD.encode(Typed(kept.cloned().collect()).encoded())
}

/// What was kept while its sender signed in.
pub(crate) fn kept(field: &str) -> Option<Typed> {
    Typed::read(&URL_SAFE_NO_PAD.decode(field).ok()?).filter(|typed| !typed.0.is_empty())
}

/// Shows what was typed and asks whether to send it (again).
pub(crate) fn send_again(visit: &Visit, path: &str, typed: &Typed) -> Page {
    let shown = typed.0.iter().filter(|(name, value)| !name.starts_with('_') && !value.is_empty());
    let rows = shown.map(|(name, value)| SummaryRow::new(words_of(name), super::parts::written(value)));
    let fields = typed.0.iter().map(|(name, value)| hidden(name, value));
    let buttons =
        buttons([Markup::from(send("Send it")), super::parts::link("Go back without sending", path)]);
    let parts = [
        heading("Check what you typed, then send it"),
        text("The page on which you typed this was opened in an earlier session. Nothing has been sent yet."),
        SummaryList::new(rows).into(),
        form(visit, path, fields.chain([buttons])),
    ];
    Page::new("Check what you typed, then send it", parts)
}

/// The name of a field as words: `identifiers[0][number]` is "Identifiers 1 number".
pub(crate) fn words_of(name: &str) -> String {
    let parts = name.split(['[', ']', '_', '-', '/']).filter(|part| !part.is_empty());
    let words =
        parts.map(|part| part.parse::<usize>().map_or_else(|_| part.to_owned(), |row| (row + 1).to_string()));
    let words = words.collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Only paths of this very app are followed after signing in.
pub(crate) fn local_path(next: &str) -> Option<&str> {
    let is_local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && next.len() <= 2_000
        && next.chars().all(|c| c.is_ascii_graphic());
    is_local.then_some(next)
}

impl Sent {
    /// Shows the form again with what is wrong. When someone else changed the thing meanwhile, shows both.
    pub(crate) fn again(
        &self,
        rejected: Rejected,
        now: Option<(&Typed, i64)>,
        show: impl FnOnce(&Typed, i64, &[domain::FieldError], Option<Markup>) -> Page,
    ) -> Outcome {
        let beside = |(theirs, version)| (compared(&self.typed, theirs), version);
        self.again_beside(rejected, now.map(beside), show)
    }

    /// The same, with what differs already laid beside each other.
    pub(crate) fn again_beside(
        &self,
        rejected: Rejected,
        now: Option<(Markup, i64)>,
        show: impl FnOnce(&Typed, i64, &[domain::FieldError], Option<Markup>) -> Page,
    ) -> Outcome {
        match (rejected, now) {
            (Rejected::Stale, Some((both, version))) => {
                let says = "Someone else has changed this while you typed. Compare both below: what you typed is still in the form, and saving it replaces theirs";
                let mistake = domain::FieldErrors::one("", "stale", says);
                let page = show(&self.typed, version, mistake.all(), Some(both));
                Err(self.visit.show(page.mistakes(mistake.all()).status(StatusCode::CONFLICT)))
            }
            (other, _) => other.on(&self.visit, |mistakes| show(&self.typed, self.version, mistakes, None)),
        }
    }

    /// Whether what the form was filled from is so still: then a change elsewhere in the same thing is no reason to
    /// refuse it.
    pub(crate) fn has_seen(&self, thing: &impl Serialize) -> bool {
        serde_json::to_string(thing).is_ok_and(|now| now == self.aside.get(SEEN))
    }

    /// What the form was filled from, as it said it: for the same form shown again.
    pub(crate) fn basis(&self) -> Markup {
        Markup::joined([hidden(VERSION, &self.version.to_string()), hidden(SEEN, self.aside.get(SEEN))])
    }
}

/// What a form is filled from, unseen in it: the version of the whole, and the part that it shows.
pub(crate) fn basis(version: i64, part: &impl Serialize) -> Markup {
    let part = serde_json::to_string(part).unwrap_or_default();
    Markup::joined([hidden(VERSION, &version.to_string()), hidden(SEEN, &part)])
}

/// What differs between what was typed and what is there now.
fn compared(mine: &Typed, theirs: &Typed) -> Markup {
    use ui::components::{Cell, Table};
    let mut names: Vec<&str> = theirs.0.iter().chain(&mine.0).map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let value = |typed: &Typed, name: &str| typed.all(name).collect::<Vec<_>>().join(", ");
    let differing = names.into_iter().filter(|name| value(mine, name) != value(theirs, name));
    let table = Table::new("What differs").caption_size("m").first_cell_is_header(true).head([
        Cell::new("Field"),
        Cell::new("You typed"),
        Cell::new("It is now"),
    ]);
    differing
        .fold(table, |table, name| {
            table.row([words_of(name), value(mine, name), value(theirs, name)].map(Cell::new))
        })
        .scrolling()
}

/// Forgets the visitor's cookie once a session takes its place.
pub(crate) fn forget_visitor(answer: Answer) -> Answer {
    answer.with(cookies::without(cookies::VISITOR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_app_are_followed() {
        for path in ["/home", "/provider/1?tab=2"] {
            assert_eq!(local_path(path), Some(path));
        }
        for foreign in
            ["https://evil.example", "//evil.example", "/\\evil.example", "home", "", "/a\r\nb", "/\tx", "/ä"]
        {
            assert_eq!(local_path(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn what_was_typed_is_kept_but_never_a_password() {
        let typed = Typed::read("a=1&b[]=ü&password=secret&current=x".as_bytes()).unwrap();
        let back = kept(&keep(&typed)).unwrap();
        assert_eq!(back.0, [("a".to_owned(), "1".to_owned()), ("b[]".to_owned(), "ü".to_owned())]);
        assert!(kept("%%%").is_none() && kept("").is_none());
    }

    #[test]
    fn names_read_as_words() {
        assert_eq!(words_of("identifiers[0][number]"), "Identifiers 1 number");
        assert_eq!(words_of("contact_email"), "Contact email");
    }
}
