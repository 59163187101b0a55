//! A look at the app: who looks, at what, and what they may be shown on every page.

use super::cookies::{self, Notice, cookie};
use super::{Answer, Page, Rejected, Stop};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use domain::{Action, Actor, OrganisationKind, Platform, Refused, Role};
use marketplace::people::PageOwner;
use marketplace::{Market, Work};
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use tracing_actix_web::RequestId;
use ui::components::{FooterLink, NavigationItem, NotificationBanner};
use ui::page::SignOut;

/// So many pages of the authority stand in the navigation: more would not be taken in at a glance.
const MAIN: usize = 5;

/// A look at the app by anyone.
pub(crate) struct Visit {
    /// Who looks.
    pub(crate) by: Actor,
    market: web::Data<Market>,
    token: Option<String>,
    csrf: String,
    /// Whether the visitor's cookie is still to be set.
    is_new: bool,
    path: String,
    notice: Option<Notice>,
    request_id: String,
}

/// A look by someone who has signed in.
pub(crate) struct SignedIn(pub(crate) Visit);

impl Deref for SignedIn {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.0
    }
}

impl Visit {
    pub(crate) async fn of(request: &HttpRequest) -> Result<Self, Answer> {
        let market = request.app_data::<web::Data<Market>>().cloned();
        let Some(market) = market else {
            return Err(Answer::html(StatusCode::INTERNAL_SERVER_ERROR, "no market in this app".to_owned()));
        };
        let request_id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
        let kept = cookies::value_in(request, cookies::VISITOR);
        let (is_new, csrf) = match kept {
            Some(csrf) => (false, csrf),
            None => (true, marketplace::people::fresh_secret().unwrap_or_default()),
        };
        let mut visit = Self {
            by: Actor::Visitor,
            market,
            token: None,
            csrf,
            is_new,
            path: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
            notice: cookies::notice_in(request),
            request_id,
        };
        if let Some(token) = cookies::value_in(request, cookies::SESSION) {
            visit.recognise(token).await?;
        }
        Ok(visit)
    }

    async fn recognise(&mut self, token: String) -> Result<(), Answer> {
        let (market, asked) = (self.market.clone(), token.clone());
        let found = in_background(move || marketplace::people::session(&market, &asked)).await;
        if let Some(signed_in) = found.map_err(|refused| self.refused(refused))? {
            self.by = signed_in.actor;
            self.csrf = signed_in.session.csrf;
            self.token = Some(token);
            self.is_new = false;
        }
        Ok(())
    }

    /// The rest of this very answer is for a session that has just begun.
    pub(crate) fn now_signed_in(&mut self, csrf: String) {
        self.csrf = csrf;
        self.is_new = false;
    }

    /// Whether someone has signed in.
    pub(crate) const fn is_signed_in(&self) -> bool {
        self.token.is_some()
    }

    /// The token of the session.
    pub(crate) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// What every form of this visit sends back.
    pub(crate) fn csrf(&self) -> &str {
        &self.csrf
    }

    /// What was asked for, or what was sent to.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Whose the pages of this visit are.
    pub(crate) fn owner(&self) -> PageOwner {
        PageOwner { csrf: self.csrf.clone(), is_signed_in: self.by.person().is_some() }
    }

    /// The market, for the few use cases that take it whole.
    pub(crate) fn market(&self) -> web::Data<Market> {
        self.market.clone()
    }

    /// Whether this person has a role somewhere.
    pub(crate) fn has_role(&self, role: Role) -> bool {
        self.by.memberships().iter().any(|at| at.role == role)
    }

    /// Runs a use case that reads.
    ///
    /// # Errors
    /// The refusal, as a page.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        unit: impl FnOnce(&mut Work<'_, '_>, &Actor) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Answer> {
        let (market, by) = (self.market.clone(), self.by.clone());
        let read = in_background(move || market.read(|work| unit(work, &by))).await;
        read.map_err(|refused| self.refused(refused))
    }

    /// Runs a use case that writes.
    ///
    /// # Errors
    /// Why it was not done.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        unit: impl Fn(&mut Work<'_, '_>, &Actor) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Rejected> {
        let (market, by) = (self.market.clone(), self.by.clone());
        Ok(in_background(move || market.write(|work| unit(work, &by))).await?)
    }

    /// Runs a use case that takes the market whole.
    ///
    /// # Errors
    /// Why it was not done.
    pub(crate) async fn ask_market<T: Send + 'static>(
        &self,
        unit: impl FnOnce(&Market, &Actor) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Rejected> {
        let (market, by) = (self.market.clone(), self.by.clone());
        Ok(in_background(move || unit(&market, &by)).await?)
    }

    /// Shows a page, with what every page has around it.
    pub(crate) fn show(&self, page: Page) -> Answer {
        let is_told_once = page.is_told_once();
        let (status, mut page) = page.laid_out();
        if self.is_signed_in() {
            let token = super::parts::hidden(super::CSRF, &self.csrf);
            page = page
                .home("/home")
                .navigation(self.navigation())
                .sign_out(SignOut::default().action("/sign-out").token(token));
        } else {
            page = page
                .navigation([self.item("Sign in", "/sign-in"), self.item("Create an account", "/register")]);
        }
        let has_mistakes = page.error_summary.is_some();
        if let Some(notice) = self.notice.as_ref().filter(|_| !has_mistakes) {
            page = page.banner(banner(notice));
        }
        let page = page.footer_links([
            FooterLink::new("Accessibility", "/accessibility"),
            FooterLink::new("Cookies", "/cookies"),
            FooterLink::new("Privacy", "/privacy"),
        ]);
        let mut answer = Answer::html(status, page.html()).shown_to(self.owner(), is_told_once);
        if self.notice.is_some() {
            answer = answer.with(cookies::notice_shown());
        }
        if self.is_new {
            answer = answer.with(cookie(cookies::VISITOR, self.csrf.clone()));
        }
        answer
    }

    /// Leads on to another page, and lets it say what came of this step: words alone say that it was done.
    pub(crate) fn go(&self, path: impl Into<String>, notice: impl Into<Notice>) -> Answer {
        let (answer, notice) = (Answer::see(path), notice.into());
        if notice.is_empty() { answer } else { answer.with(cookies::notice(&notice)) }
    }

    /// Why there is nothing to be done here.
    pub(crate) fn stop(&self, stop: Stop) -> Answer {
        self.show(stop.page(&self.request_id, &self.path))
    }

    /// What is shown when a page itself is refused.
    pub(crate) fn refused(&self, refused: Refused) -> Answer {
        match Rejected::from(refused) {
            Rejected::Stop(stop) => self.stop(stop),
            Rejected::SignIn => Answer::see(format!("/sign-in?next={}", super::encode(&self.path))),
            Rejected::Mistakes { mistakes, status } => {
                let says = mistakes.iter().map(|mistake| super::parts::text(mistake.message.as_str()));
                let parts = std::iter::once(super::parts::heading("This cannot be done now")).chain(says);
                self.show(Page::new("This cannot be done now", parts).status(status).back("/home"))
            }
            Rejected::Stale => {
                let parts = [
                    super::parts::heading("Someone else has changed this"),
                    super::parts::text("Go back, reload the page and decide again."),
                ];
                self.show(Page::new("Someone else has changed this", parts).status(StatusCode::CONFLICT))
            }
        }
    }

    fn item(&self, words: &str, path: &str) -> NavigationItem {
        let here = self.path.split('?').next().unwrap_or_default();
        let is_here = here == path;
        let is_within = here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        NavigationItem::new(words, path).current(is_here).active(is_within)
    }

    /// Whether whoever looks may do something, here and everywhere: pages lead nobody where they would be refused.
    pub(crate) fn may(&self, action: Action) -> bool {
        self.by.may(action, &Platform).is_ok()
    }

    /// The pages of the authority that whoever looks may open.
    pub(crate) fn authority_pages(&self) -> Vec<(&'static str, &'static str)> {
        let all = [
            (Action::ReadPlacement, "Places on lots", "/authority/placements"),
            (Action::LoadReference, "Frameworks", "/authority/frameworks"),
            (Action::ReadAccreditation, "Quality marks", "/authority/marks"),
            (Action::ReadReviews, "Concerns and checks", "/authority/reviews"),
            (Action::ReviewOfferings, "Changes", "/authority/changes"),
            (Action::DecideAccreditation, "Conditions", "/authority/conditions"),
            (Action::ReadOrganisation, "Organisations", "/authority/providers"),
            (Action::VouchForOrganisation, "Changed registrations", "/authority/registrations"),
            (Action::ReadReports, "Problems reported", "/authority/reports"),
            (Action::ProposeStandard, "The Standard", "/authority/standard"),
            (Action::ApproveStandard, "The Standard", "/authority/standard"),
            (Action::ReadPlacement, "Figures", "/authority/statistics"),
            (Action::ReadPeople, "People", "/authority/people"),
            (Action::KeepMailDomains, "Mail domains", "/authority/mail-domains"),
            (Action::ReadAudit, "The log", "/authority/log"),
            (Action::TendOutbox, "Running it", "/authority/running"),
        ];
        let theirs = all.into_iter().filter(|(action, ..)| self.may(*action));
        theirs.map(|(_, words, path)| (words, path)).collect()
    }

    /// The main pages of whoever has signed in, by role.
    fn navigation(&self) -> Vec<NavigationItem> {
        let mut items = vec![self.item("Home", "/home")];
        for at in self.by.memberships() {
            match at.kind {
                OrganisationKind::Provider | OrganisationKind::Partner => {
                    items.push(self.item("Your organisation", &format!("/provider/{}", at.organisation)));
                }
                OrganisationKind::Department => {
                    items.push(self.item("Your department", &format!("/department/{}", at.organisation)));
                }
                OrganisationKind::Authority => {
                    // The first few: the home page has them all.
                    let theirs = self.authority_pages().into_iter().take(MAIN);
                    items.extend(theirs.map(|(words, path)| self.item(words, path)));
                }
            }
            if items.len() > 1 && self.by.memberships().len() > 1 {
                // Someone of several organisations chooses on the home page.
                items.truncate(1);
                break;
            }
        }
        items.push(self.item("Your account", "/account"));
        items
    }
}

impl FromRequest for Visit {
    type Error = Answer;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Answer>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Self::of(&request).await })
    }
}

impl FromRequest for SignedIn {
    type Error = Answer;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Answer>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let visit = Visit::of(&request).await?;
            if visit.is_signed_in() {
                return Ok(Self(visit));
            }
            Err(Answer::see(format!("/sign-in?next={}", super::encode(&visit.path))))
        })
    }
}

/// What came of the step before, at the top. What was not done is important, and no success.
fn banner(notice: &Notice) -> NotificationBanner {
    let heading = |sentence: &str| super::parts::element("p", "govuk-notification-banner__heading", sentence);
    match notice {
        Notice::Done(sentence) => NotificationBanner::success(heading(sentence)),
        Notice::NotDone(why) => NotificationBanner::new(heading(why)).role("alert"),
    }
}

/// Runs what blocks on a thread of its own kind, its tracing span with it.
pub(super) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    let span = tracing::Span::current();
    web::block(move || span.in_scope(work)).await.map_err(Refused::broken)?
}
