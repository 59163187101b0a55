//! How the feed answers: one record, a page of records, or all of them line by line.

use super::view::PageFrame;
use crate::door::Problem;
use crate::listings::{CACHE_CONTROL, WORTH_SAYING_SECONDS, already_has, not_understood, unready};
use actix_web::body::{BodySize, MessageBody};
use actix_web::http::{StatusCode, header};
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use domain::{Refused, Timestamp};
use marketplace::Market;
use marketplace::open_referral::{Page, Publication, Question, Taxonomies};
use serde::Serialize;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

const JSON: &str = "application/json";
/// Records written into one chunk of a long answer.
const AT_ONCE: usize = 50;

/// A request to the feed, understood.
pub(super) struct Asked {
    market: web::Data<Market>,
    request: HttpRequest,
    question: Question,
    now: Timestamp,
}

/// How a record is written down, at the end of some bytes.
type Write<T> = fn(&mut Vec<u8>, &T, &Question, &Taxonomies);

/// Writes a view as JSON.
pub(super) fn json(to: &mut Vec<u8>, view: &impl Serialize) {
    // Writing to a vector cannot fail, and plain structs of text, numbers and lists have a JSON form.
    let _ = serde_json::to_writer(to, view);
}

/// What was found for a list, and what the answer says of it.
struct Answered<T> {
    page: Page<T>,
    taxonomies: Arc<Taxonomies>,
    tag: String,
    as_of: Timestamp,
}

impl Asked {
    /// Reads the query.
    ///
    /// # Errors
    /// Every parameter that is not taken here, or not what it must be.
    pub(super) fn of(
        request: HttpRequest,
        market: web::Data<Market>,
        takes: &'static [&'static str],
    ) -> Result<Self, Problem> {
        let parameters = web::Query::<Vec<(String, String)>>::from_query(request.query_string())
            .map_err(|error| Problem::of_query(&error))?;
        let question = Question::read(&parameters, takes, market.reference()).map_err(not_understood)?;
        let now = market.clock().now();
        Ok(Self { market, request, question, now })
    }

    fn publication(&self) -> Result<(Publication<'_>, Timestamp), Problem> {
        self.market.directories().publication(self.now).map_err(unready)
    }

    /// The beginning of an answer: 304 when the asker has it already, else 200.
    fn begin(&self, tag: &str, as_of: Timestamp) -> HttpResponseBuilder {
        let has_it = already_has(&self.request, tag);
        let mut response = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((header::CACHE_CONTROL, CACHE_CONTROL)).insert_header((header::ETAG, tag));
        if self.now.as_second() - as_of.as_second() > WORTH_SAYING_SECONDS {
            response.insert_header(("Signpost-As-Of", as_of.to_string()));
        }
        response
    }

    /// Answers with one record, or that there is none with this identifier.
    pub(super) fn one<T>(
        &self,
        find: impl FnOnce(&Publication<'_>) -> Option<T>,
        mark: impl FnOnce(&T) -> u128,
        write: Write<T>,
    ) -> Result<HttpResponse, Problem> {
        let (publication, as_of) = self.publication()?;
        let found = find(&publication).ok_or_else(|| {
            let detail = "Nothing with this identifier is published: it may have been, and have ended";
            Problem::new(StatusCode::NOT_FOUND, "not_found", detail)
        })?;
        let taxonomies = Arc::clone(publication.taxonomies());
        drop(publication);
        let tag = tag(mark(&found) ^ taxonomies.mark());
        let mut response = self.begin(&tag, as_of);
        if already_has(&self.request, &tag) {
            return Ok(response.finish());
        }
        let mut body = vec![];
        write(&mut body, &found, &self.question, &taxonomies);
        Ok(response.content_type(JSON).body(body))
    }

    /// Answers with a page of a list, or with all of it line by line. Looking through many records takes its
    /// time: it is not done on the web's own threads.
    pub(super) async fn list<T: Send + Unpin + 'static>(
        self,
        find: fn(&Question, &Publication<'_>) -> Page<T>,
        write: Write<T>,
    ) -> Result<HttpResponse, Problem> {
        let (mark, as_of) = {
            let (publication, as_of) = self.publication()?;
            (publication.mark(), as_of)
        };
        if already_has(&self.request, &tag(mark)) {
            return Ok(self.begin(&tag(mark), as_of).finish());
        }
        let (market, question, now) = (self.market.clone(), self.question.clone(), self.now);
        let look = move || {
            let (publication, as_of) = market.directories().publication(now).map_err(unready)?;
            let page = find(&question, &publication);
            let (taxonomies, tag) = (Arc::clone(publication.taxonomies()), tag(publication.mark()));
            drop(publication);
            let answered = Answered { page, taxonomies, tag, as_of };
            let body = (!question.as_lines).then(|| page_of(&answered, &question, write));
            Ok::<_, Problem>((answered, body))
        };
        let (answered, body) =
            web::block(look).await.map_err(|gone| Problem::from(Refused::broken(gone)))??;
        let mut response = self.begin(&answered.tag, answered.as_of);
        Ok(match body {
            Some(body) => response.content_type(JSON).body(body),
            None => response.content_type("application/x-ndjson").body(Lines {
                left: answered.page.items.into_iter(),
                taxonomies: answered.taxonomies,
                question: self.question,
                write,
            }),
        })
    }
}

/// A page with its frame.
fn page_of<T>(answered: &Answered<T>, question: &Question, write: Write<T>) -> Vec<u8> {
    let Page { total, items } = &answered.page;
    let total_pages =
        question.per_page.map_or(usize::from(*total > 0), |per_page| total.div_ceil(per_page.get()));
    let frame = PageFrame {
        total_items: *total,
        total_pages,
        page_number: question.page,
        size: items.len(),
        first_page: question.page == 1,
        last_page: question.page >= total_pages,
        empty: items.is_empty(),
    };
    let mut body = Vec::with_capacity(256 + items.len() * 1_024);
    json(&mut body, &frame);
    // The frame is an object: its last byte closes it.
    body.pop();
    body.extend_from_slice(b",\"contents\":[");
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            body.push(b',');
        }
        write(&mut body, item, question, &answered.taxonomies);
    }
    body.extend_from_slice(b"]}");
    body
}

/// Everything that was found, one record a line, written as it is sent.
struct Lines<T> {
    left: std::vec::IntoIter<T>,
    taxonomies: Arc<Taxonomies>,
    question: Question,
    write: Write<T>,
}

impl<T: Unpin> MessageBody for Lines<T> {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        if self.left.len() == 0 { BodySize::Sized(0) } else { BodySize::Stream }
    }

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let lines = &mut *self;
        let mut chunk = vec![];
        for item in lines.left.by_ref().take(AT_ONCE) {
            (lines.write)(&mut chunk, &item, &lines.question, &lines.taxonomies);
            chunk.push(b'\n');
        }
        Poll::Ready((!chunk.is_empty()).then(|| Ok(chunk.into())))
    }
}

/// A mark as an entity tag.
fn tag(mark: u128) -> String {
    format!("\"{mark:032x}\"")
}
