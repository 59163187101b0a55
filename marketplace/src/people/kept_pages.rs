//! Pages that forms were answered with, kept for the browser that sent the form, so that it can go back to them.
//!
//! What someone typed may stand in them. Each is sealed under a secret that only its address has, and shown only to
//! the session (or to the visitor) that it was made for: whoever has the database reads none, and neither does who
//! finds an address in the history of a browser after its person has signed out.

use super::seal::Wax;
use super::{fresh_secret, secret_hash};
use crate::Market;
use domain::Refused;
use domain::people::SessionLimits;
use jiff::SignedDuration;

/// For a visitor, a page is kept so long.
const FOR_A_VISITOR: SignedDuration = SignedDuration::from_hours(1);
/// More than this many of one browser are not kept: the oldest goes.
const MOST: i64 = 40;
/// A longer page, in bytes, is not kept.
const LONGEST: usize = 2 * 1024 * 1024;
/// Nor is one this long for a visitor: anyone may be one, as often as they like.
const LONGEST_FOR_A_VISITOR: usize = 64 * 1024;

/// Whose a page is: known by what their forms send back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOwner {
    /// What the forms of the session, or of the visitor, carry.
    pub csrf: String,
    /// Whether someone has signed in.
    pub is_signed_in: bool,
}

/// A page and the status that it was answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPage {
    /// The status.
    pub status: u16,
    /// The document.
    pub html: String,
}

fn wax(secret: &str) -> Result<Wax, Refused> {
    Wax::of(secret, b"signpost kept pages, 1")
}

/// Keeps a page. Gives the secret by which its owner is shown it again; `None` where it is too long to be kept.
///
/// # Errors
/// When the database fails, or there is no randomness.
pub fn keep_page(
    market: &Market,
    owner: &PageOwner,
    status: u16,
    html: &str,
) -> Result<Option<String>, Refused> {
    let (longest, kept_for) = if owner.is_signed_in {
        (LONGEST, SessionLimits::default().absolute)
    } else {
        (LONGEST_FOR_A_VISITOR, FOR_A_VISITOR)
    };
    if html.len() > longest {
        return Ok(None);
    }
    let (secret, whose) = (fresh_secret()?, secret_hash(&owner.csrf));
    let sealed = wax(&secret)?.seal(whose.as_str(), &format!("{status} {html}"))?;
    market.write(|work| {
        let until = work.now() + kept_for;
        Ok(work.keep_page(&secret_hash(&secret), &whose, &sealed, until, MOST)?)
    })?;
    Ok(Some(secret))
}

/// A page that was kept for this owner. `None`: none, or not any more.
///
/// # Errors
/// When the database fails.
pub fn kept_page(market: &Market, owner: &PageOwner, secret: &str) -> Result<Option<KeptPage>, Refused> {
    let whose = secret_hash(&owner.csrf);
    let sealed = market.read(|work| Ok(work.kept_page(&secret_hash(secret), &whose)?))?;
    let Some(sealed) = sealed else { return Ok(None) };
    let open = wax(secret)?.open(whose.as_str(), &sealed);
    Ok(open.and_then(|open| {
        let (status, html) = open.split_once(' ')?;
        Some(KeptPage { status: status.parse().ok()?, html: html.to_owned() })
    }))
}
