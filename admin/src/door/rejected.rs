//! From refusals to pages: the one catalogue of this door.

use super::parts::{heading, link, text};
use super::{Outcome, Page, Visit};
use actix_web::http::StatusCode;
use domain::kernel::UnknownWord;
use domain::kernel::fields::NO_SUCH_DAY;
use domain::{Denied, FieldError, FieldErrors, RefusalKind, Refused};

/// Why a form was not done.
pub(crate) enum Rejected {
    /// It can be put right on the page it was sent from.
    Mistakes {
        /// What is wrong, field by field; an empty pointer is about the whole.
        mistakes: Vec<FieldError>,
        /// What the page is answered with.
        status: StatusCode,
    },
    /// Someone else has changed the thing.
    Stale,
    /// Nobody has signed in.
    SignIn,
    /// There is nothing to put right.
    Stop(Stop),
}

/// What there is nothing to put right about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Not there, or not theirs to know.
    NotFound,
    /// The address does not take what was sent to it.
    WrongMethod,
    /// The address is not written as addresses are, or asks what the page does not understand.
    Unreadable,
    /// The address is longer than any of ours.
    TooLong,
    /// Theirs to know, not to do.
    WrongRole,
    /// Our fault.
    Broken,
}

impl From<FieldErrors> for Rejected {
    fn from(errors: FieldErrors) -> Self {
        let mistakes = errors.all().iter().cloned().map(without_spellings).collect();
        Self::Mistakes { mistakes, status: StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// A page shows what can be chosen in words, and asks a day in three boxes: how programs spell either is not said there.
fn without_spellings(mistake: FieldError) -> FieldError {
    let said = [UnknownWord::NOTHING, NO_SUCH_DAY].into_iter().find(|said| mistake.message.starts_with(said));
    match said {
        Some(said) => FieldError { message: said.to_owned(), ..mistake },
        None => mistake,
    }
}

impl From<Refused> for Rejected {
    fn from(refused: Refused) -> Self {
        let about = |pointer: String, code, message: String, status| {
            let mistakes = vec![FieldError { pointer, code, message }];
            Self::Mistakes { mistakes, status }
        };
        let sentence = refused.to_string();
        match refused {
            Refused::NotFound(_) | Refused::Denied(Denied::Hidden) => Self::Stop(Stop::NotFound),
            Refused::Denied(Denied::SignIn) => Self::SignIn,
            Refused::Denied(Denied::WrongRole(_) | Denied::MissingScope(_)) => Self::Stop(Stop::WrongRole),
            Refused::Invalid(errors) => errors.into(),
            Refused::Stale { .. } => Self::Stale,
            Refused::Duplicate(_) => {
                let sentence = "This is already there: look at what is there before you add it again";
                about(String::new(), "duplicate", sentence.to_owned(), StatusCode::CONFLICT)
            }
            Refused::Busy => about(String::new(), "busy", sentence, StatusCode::SERVICE_UNAVAILABLE),
            Refused::Rule(refusal) => {
                let status = match refusal.kind() {
                    RefusalKind::Conflict | RefusalKind::NotYet => StatusCode::CONFLICT,
                    RefusalKind::Unacceptable => StatusCode::UNPROCESSABLE_ENTITY,
                    RefusalKind::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
                };
                match refusal.fields() {
                    Some(fields) => Self::Mistakes { mistakes: fields.all().to_vec(), status },
                    None => about(refusal.pointer().unwrap_or_default(), refusal.code(), sentence, status),
                }
            }
            Refused::Broken(cause) => {
                // The log hears everything; the page says nothing but that it is our fault.
                tracing::error!(%cause, "a request failed on our side");
                Self::Stop(Stop::Broken)
            }
        }
    }
}

impl Rejected {
    /// Shows the form again with what is wrong, or the page that says why there is nothing to put right.
    pub(crate) fn on(self, visit: &Visit, form: impl FnOnce(&[FieldError]) -> Page) -> Outcome {
        let (mistakes, status) = match self {
            Self::Mistakes { mistakes, status } => (mistakes, status),
            Self::Stale => {
                let sentence =
                    "Someone else has changed this since you opened the page. Look at it again, then decide";
                let stale =
                    FieldError { pointer: String::new(), code: "stale", message: sentence.to_owned() };
                (vec![stale], StatusCode::CONFLICT)
            }
            Self::SignIn => return Err(visit.refused(Denied::SignIn.into())),
            Self::Stop(stop) => return Err(visit.stop(stop)),
        };
        Err(visit.show(form(&mistakes).mistakes(&mistakes).status(status)))
    }
}

impl Stop {
    /// What the page that says so is answered with.
    pub(super) const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::URI_TOO_LONG,
            Self::WrongRole => StatusCode::FORBIDDEN,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page that says so.
    pub(super) fn page(self, request_id: &str, path: &str) -> Page {
        let says = |title: &str, sentence: &str| {
            let home = text(link("Go to your home page", "/home"));
            Page::new(title, [heading(title), text(sentence), home])
        };
        let page = match self {
            Self::NotFound => says(
                "Page not found",
                "If you typed the address, check that it is right. If you followed a link, the thing may have gone, or it belongs to an organisation that you are not a member of.",
            ),
            Self::WrongMethod => says(
                "Nothing can be sent to this page",
                "Nothing was done. Go back to the page that you came from, and send its form again.",
            ),
            Self::Unreadable | Self::TooLong => says(
                "We could not read the address",
                "It is not written as the addresses of this service are. If you typed or copied it, check that it is whole and right.",
            ),
            Self::WrongRole => says(
                "You cannot do this in your role",
                "Ask an owner or administrator of your organisation to do it, or to give you the role.",
            ),
            Self::Broken => Page::new(
                "Sorry, there is a problem with the service",
                [
                    heading("Sorry, there is a problem with the service"),
                    text("Nothing was changed. Try again in a few minutes."),
                    text(format!("If it happens again, tell support this reference: {request_id}")),
                    text(link("Try again", path)),
                ],
            ),
        };
        page.status(self.status())
    }
}
