//! Keys of a directory: the list, issuing one, and each with what was asked by it.

mod issue;
mod list;
mod one;
mod steps;

use crate::door::parts::{element, heading_of, link_line, text};
use crate::door::{Answer, Page, Visit};
use actix_web::web::ServiceConfig;
use domain::directories::keys::DirectoryKey;
use domain::kernel::time::printed;
use domain::{Action, DirectoryKeyId, Timestamp};
use marketplace::directories::keys::{self, Asked, NewKey};
use ui::Markup;

pub(super) use list::path as list_path;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.configure(list::routes).configure(issue::routes).configure(steps::routes).configure(one::routes);
}

/// Days of use that are shown.
const DAYS: u16 = 30;

/// A key with what stands around it.
struct KeyCase {
    key: DirectoryKey,
    /// The short name of its directory.
    slug: String,
    usage: Vec<(domain::Day, Asked)>,
    may_keep: bool,
    now: Timestamp,
}

impl KeyCase {
    fn path(&self) -> String {
        format!("/directory-keys/{}", self.key.id)
    }

    fn headed(&self, title: &str) -> Markup {
        heading_of(self.key.name.as_str(), title)
    }
}

async fn case(visit: &Visit, id: DirectoryKeyId) -> Result<KeyCase, Answer> {
    visit
        .read(move |work, by| {
            let key = keys::show(work, by, id)?;
            let directory: domain::directories::Directory = work.find(key.directory)?;
            Ok(KeyCase {
                usage: keys::usage(work, by, id, DAYS)?,
                may_keep: by.may(Action::KeepDirectories, &key).is_ok(),
                slug: directory.content.slug.to_string(),
                now: work.now(),
                key,
            })
        })
        .await
}

/// Whether anyone may ask by a key, in words.
fn state(key: &DirectoryKey, now: Timestamp) -> &'static str {
    if key.works(now) {
        "Works"
    } else if key.revoked_at.is_some() {
        "Revoked"
    } else {
        "Over"
    }
}

/// The page that shows a secret, once.
fn secret_page(new: &NewKey, title: &str) -> Page {
    let key = &new.key;
    let mut parts = vec![
        heading_of(key.name.as_str(), title),
        text(
            "Copy it now and keep it where the service keeps its secrets. It is not shown again: nobody has it, Signpost keeps only its hash.",
        ),
        element("code", "app-secret govuk-!-margin-bottom-6", new.secret.as_str()),
        text(
            "Programs send it with each request as “Authorization: Bearer” and the key. Never put it into an address.",
        ),
    ];
    if !key.allowed_origins.is_empty() {
        parts.push(text(
            "Pages of the sites that it names may hold it in the open, as the “key” of the element: it works from their pages only.",
        ));
    }
    if let Some(former) = &key.former {
        parts.push(text(format!("The key before works until {}.", printed(former.works_until))));
    }
    parts.push(link_line("Continue", &format!("/directory-keys/{}", key.id)));
    Page::new(title, parts).told_once()
}
