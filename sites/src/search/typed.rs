//! What was typed: parameters that the search knows, in order, without empty ones.

use actix_web::{HttpRequest, web};
use marketplace::directories::Search;

/// A question as it stands in the address of a page.
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    /// What a request asks. The form asks for a time by three fields of its own, which become the one that
    /// directories are asked by; addresses are shared with marks of where they were shared, and what is not
    /// ours is ignored.
    pub fn of(request: &HttpRequest) -> Self {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let mut pairs = pairs.map(web::Query::into_inner).unwrap_or_default();
        if let Some(when) = when(&pairs) {
            pairs.retain(|(name, _)| !matches!(name.as_str(), "open_at" | "closed_at"));
            pairs.extend(when);
        }
        Self(pairs.into_iter().filter(|(name, _)| Search::PARAMETERS.contains(&name.as_str())).collect())
    }

    /// The parameters.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Was nothing asked at all?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first value of a parameter, or nothing.
    pub fn first(&self, name: &str) -> &str {
        self.0.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value.trim())
    }

    /// Every value of a parameter.
    pub fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> {
        let of_name = self.0.iter().filter(move |(given, value)| given == name && !value.trim().is_empty());
        of_name.map(|(_, value)| value.as_str())
    }

    /// The same question as a query string.
    pub fn query(&self) -> String {
        self.without(|_, _| false)
    }

    /// The same question without some of its parts, as a query string.
    pub fn without(&self, drop: impl Fn(&str, &str) -> bool) -> String {
        let kept = self.0.iter().filter(|(name, value)| !value.trim().is_empty() && !drop(name, value));
        kept.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
    }

    /// The same question asked near somewhere else, as a query string. A distance goes with the place that it
    /// was meant from.
    pub fn near(&self, place: &str) -> String {
        let rest = self.without(|name, _| matches!(name, "near" | "within_km" | "after"));
        let near = format!("near={}", encoded(place));
        if rest.is_empty() { near } else { format!("{near}&{rest}") }
    }
}

/// The time that the form asks for. `None`: it was not asked by the form.
fn when(pairs: &[(String, String)]) -> Option<Option<(String, String)>> {
    let field = |name: &str| pairs.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
    let asked = |name: &str, value: &str| Some((name.to_owned(), value.to_owned()));
    Some(match field("when")? {
        "now" => asked("open_at", "now"),
        "closed" => asked("closed_at", "now"),
        "at" => asked("open_at", &format!("{}T{}", field("day")?, field("time")?)),
        _ => None,
    })
}

/// A value as it stands in a query string.
pub(crate) fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                text.push(char::from(byte));
            }
            b' ' => text.push('+'),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

/// A query string as an address below a base.
pub(crate) fn address(home: &str, query: &str) -> String {
    if query.is_empty() { home.to_owned() } else { format!("{home}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn typed(query: &str) -> String {
        Typed::of(&TestRequest::with_uri(&format!("/d/carers?{query}")).to_http_request()).query()
    }

    #[test]
    fn the_fields_of_the_form_become_one_question_about_time() {
        for (query, expected) in [
            ("near=LS1+4AP&when=&day=2026-11-27&time=10:30", "near=LS1+4AP"),
            ("near=LS1+4AP&when=now&day=2026-11-27&time=10:30", "near=LS1+4AP&open_at=now"),
            ("when=closed", "closed_at=now"),
            ("when=at&day=2026-11-27&time=10:30", "open_at=2026-11-27T10%3A30"),
            ("when=&open_at=now", ""),
            ("open_at=now&utm_source=letter", "open_at=now"),
        ] {
            assert_eq!(typed(query), expected, "{query}");
        }
    }

    #[test]
    fn another_place_takes_its_distance_with_it() {
        let request =
            TestRequest::with_uri("/?near=Newport&within_km=3.2&channel=telephone").to_http_request();
        assert_eq!(Typed::of(&request).near("Newport, Gwent"), "near=Newport%2C+Gwent&channel=telephone");
    }
}
