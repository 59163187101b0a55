//! What search engines are told: which pages a directory has, in which languages, and nothing that it does not admit.

use crate::site::Site;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, HttpResponse, web};
use finder::Query;
use marketplace::Market;
use std::fmt::Write;
use ui::{Content, Language};

/// Entries of one file: each has a page in two languages, far below the 50,000 addresses that a file may have.
const ENTRIES: u64 = 2_000;
/// So many are asked for at once.
const AT_ONCE: usize = 1_000;
/// The pages that every directory has.
const PAGES: [&str; 4] = ["", "/accessibility", "/cookies", "/privacy"];

const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

fn xml(text: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/xml; charset=utf-8"))
        .insert_header(("Cache-Control", "public, max-age=30"))
        .body(text)
}

fn plain(text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header(("Cache-Control", "public, max-age=300"))
        .body(text)
}

/// Everything that a directory lists, in order, without counts.
fn everything(site: &Site) -> Query {
    Query { limit: AT_ONCE, ..Query::new(site.directory.id.uuid(), site.now) }
}

/// How many files its entries fill: at least one.
fn files(site: &Site) -> u64 {
    let total = site.listings.search(&everything(site)).map_or(0, |answer| answer.total);
    total.div_ceil(ENTRIES).max(1)
}

/// `/robots.txt` of a directory.
pub(crate) fn robots(site: &Site, _: &HttpRequest) -> HttpResponse {
    let hidden = [&site.base, &format!("{}/cy", site.base)]
        .map(|base| format!("Disallow: {base}/listings/*/report\n"));
    plain(format!("User-agent: *\n{}Sitemap: {}\n", hidden.concat(), site.absolute("/sitemap.xml")))
}

/// `/robots.txt` of Signpost itself leads to every open directory.
pub(crate) async fn robots_of_all(market: web::Data<Market>) -> HttpResponse {
    let base_url = &market.settings().base_url;
    let shelf = market.directories().shelf();
    let open = shelf.directories().filter(|it| shelf.open_directory(it.content.slug.as_str()).is_some());
    let mut text = "User-agent: *\nDisallow: /d/*/listings/*/report\n".to_owned();
    for directory in open {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "Sitemap: {base_url}/d/{}/sitemap.xml", directory.content.slug);
    }
    plain(text)
}

/// `/sitemap.xml`: all pages, or where they are too many for one file, the files that have them.
pub(crate) fn first(site: &Site, _: &HttpRequest) -> HttpResponse {
    match files(site) {
        1 => page(site, 1),
        files => {
            let each = (1..=files).map(|number| {
                let address = site.absolute(&format!("/sitemap/{number}.xml"));
                format!("<sitemap><loc>{}</loc></sitemap>\n", Content::from(address))
            });
            xml(format!(
                "{BEGIN}<sitemapindex xmlns=\"{NAMESPACE}\">\n{}</sitemapindex>\n",
                each.collect::<String>()
            ))
        }
    }
}

/// `/sitemap/{number}.xml`
pub(crate) fn file(site: &Site, request: &HttpRequest) -> HttpResponse {
    let number = request.match_info().get("number").and_then(|number| number.parse().ok());
    match number.filter(|number| (1..=files(site)).contains(number)) {
        Some(number) => page(site, number),
        None => HttpResponse::NotFound().finish(),
    }
}

fn page(site: &Site, number: u64) -> HttpResponse {
    let mut text =
        format!("{BEGIN}<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    if number == 1 {
        PAGES.iter().for_each(|path| write_page(&mut text, site, path));
    }
    let (from, until) = ((number - 1) * ENTRIES, number * ENTRIES);
    let (mut query, mut position) = (everything(site), 0);
    while position < until {
        let Ok(answer) = site.listings.search(&query) else { break };
        for hit in &answer.hits {
            if (from..until).contains(&position) {
                write_page(&mut text, site, &format!("/listings/{}", hit.id));
            }
            position += 1;
        }
        let Some(next) = answer.next else { break };
        query.after = Some(next);
    }
    text.push_str("</urlset>\n");
    xml(text)
}

/// One page in both languages, each naming the other.
fn write_page(text: &mut String, site: &Site, path: &str) {
    let both =
        site.in_each_language(path).map(|(language, address)| (language, Content::from(address).to_string()));
    for (_, address) in &both {
        // Writing to a string cannot fail.
        let _ = write!(text, "<url><loc>{address}</loc>");
        for (language, other) in &both {
            let code = Language::code(*language);
            let _ = write!(text, "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{other}\"/>");
        }
        text.push_str("</url>\n");
    }
}
