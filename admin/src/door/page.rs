//! A page of the app, before it is dressed for whoever looks at it.

use super::summary::{Elsewhere, summary};
use actix_web::http::StatusCode;
use domain::FieldError;
use ui::components::{BackLink, Breadcrumbs, NotificationBanner};
use ui::page::AppPage;
use ui::{Content, Markup};

/// What a page says.
pub(crate) struct Page {
    title: String,
    content: Markup,
    status: StatusCode,
    back: Option<String>,
    crumbs: Vec<(String, String)>,
    wide: bool,
    mistakes: Vec<FieldError>,
    elsewhere: Vec<Elsewhere>,
    banner: Option<Content>,
    head: Option<Markup>,
    is_told_once: bool,
}

impl Page {
    /// A page of these parts under this title.
    pub(crate) fn new<P: Into<Markup>>(title: impl Into<String>, parts: impl IntoIterator<Item = P>) -> Self {
        Self {
            title: title.into(),
            content: Markup::joined(parts),
            status: StatusCode::OK,
            back: None,
            crumbs: vec![],
            wide: false,
            mistakes: vec![],
            elsewhere: vec![],
            banner: None,
            head: None,
            is_told_once: false,
        }
    }

    /// With a link back, at the top.
    pub(crate) fn back(mut self, to: impl Into<String>) -> Self {
        self.back = Some(to.into());
        self
    }

    /// As wide as the window, for tables.
    pub(crate) fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// With another status than 200.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// With what is wrong, at the top.
    pub(crate) fn mistakes(mut self, mistakes: &[FieldError]) -> Self {
        self.mistakes = mistakes.to_vec();
        self
    }

    /// Where mistakes are put right that are not about fields of this page.
    pub(crate) fn elsewhere(mut self, places: impl IntoIterator<Item = Elsewhere>) -> Self {
        self.elsewhere = places.into_iter().collect();
        self
    }

    /// With something important to know, at the top.
    pub(crate) fn important(mut self, content: impl Into<Content>) -> Self {
        self.banner = Some(content.into());
        self
    }

    /// Told this once: it has a secret in it, and is kept nowhere to be shown again.
    pub(crate) fn told_once(mut self) -> Self {
        self.is_told_once = true;
        self
    }

    pub(super) const fn is_told_once(&self) -> bool {
        self.is_told_once
    }

    /// Shown anew every few seconds where no script looks after it: for what goes on without the page. With script,
    /// nobody is interrupted while they read.
    pub(crate) fn shown_anew(mut self) -> Self {
        self.head = Some(Markup::trusted("<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>"));
        self
    }

    /// Its status and its layout, without what depends on who looks at it.
    pub(super) fn laid_out(self) -> (StatusCode, AppPage) {
        let summary = summary(self.content.asks(), &self.mistakes, &self.elsewhere);
        let mut page = AppPage::new(self.title, self.content).wide(self.wide).errors(summary);
        if let Some(back) = self.back {
            page = page.back_link(BackLink::to(back));
        }
        if !self.crumbs.is_empty() {
            page = page.breadcrumbs(Breadcrumbs::new(self.crumbs));
        }
        if let Some(head) = self.head {
            page = page.head(head);
        }
        if let Some(content) = self.banner {
            page = page.banner(NotificationBanner::new(content));
        }
        (self.status, page)
    }
}
