//! A browser without script: cookies, links, forms as a person fills them in.

use crate::{Session, World};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A browser with its cookies.
pub struct Browser {
    session: Session,
    cookies: RefCell<BTreeMap<String, String>>,
}

/// A page that a browser shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The status it was answered with.
    pub status: u16,
    /// Its address, after redirections.
    pub path: String,
    /// The document.
    pub html: String,
    /// Its headers, names in lower case.
    pub headers: Vec<(String, String)>,
}

/// A form on a page.
#[derive(Debug, Clone)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// What it sends when nothing is typed.
    pub fields: Vec<(String, String)>,
}

const FORM: &str = "application/x-www-form-urlencoded";

impl World {
    /// A browser that nobody has signed in with.
    #[must_use]
    pub fn browser(&self) -> Browser {
        Browser { session: self.visitor(), cookies: RefCell::default() }
    }

    /// The browser of someone who has signed in.
    #[must_use]
    pub fn browser_of(&self, person: &Session) -> Browser {
        let browser = self.browser();
        let token = person.token().expect("signed in").to_owned();
        browser.cookies.borrow_mut().insert("__Host-signpost".to_owned(), token);
        browser
    }
}

impl Browser {
    /// The same person's browser at another server over the same database.
    #[must_use]
    pub fn asking(self, base: &str) -> Self {
        Self { session: self.session.asking(base), ..self }
    }

    /// Follows a link or a typed address, and where that leads.
    #[track_caller]
    pub fn open(&self, path: &str) -> Shown {
        self.follow("GET", path, None, &[])
    }

    /// Fills a form in, over what it holds, and sends it. Of the forms on the page it is the first one whose
    /// action ends so.
    #[track_caller]
    pub fn send(&self, page: &Shown, action: &str, typed: &[(&str, &str)]) -> Shown {
        let form = page.form(action);
        let mut fields = form.fields;
        for (name, _) in typed {
            fields.retain(|(at, _)| at != name);
        }
        fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let from = self.from(page);
        let body = encoded(&fields);
        self.follow("POST", &form.action, Some((FORM, body.as_bytes())), &[("Referer", &from)])
    }

    /// Chooses a file in a form and sends it.
    #[track_caller]
    pub fn hand_in(
        &self,
        page: &Shown,
        action: &str,
        field: &str,
        name: &str,
        file: impl AsRef<[u8]>,
    ) -> Shown {
        self.hand_in_with(page, action, &[], (field, name), file)
    }

    /// Fills a form in, chooses a file in it, and sends both.
    #[track_caller]
    pub fn hand_in_with(
        &self,
        page: &Shown,
        action: &str,
        typed: &[(&str, &str)],
        (field, name): (&str, &str),
        file: impl AsRef<[u8]>,
    ) -> Shown {
        let form = page.form(action);
        let mut body = String::new();
        let is_typed = |at: &str| at == field || typed.iter().any(|(name, _)| *name == at);
        let there = form.fields.iter().filter(|(at, _)| !is_typed(at));
        let there = there.map(|(at, value)| (at.as_str(), value.as_str()));
        for (at, value) in there.chain(typed.iter().copied()) {
            body += &format!("--limit\r\nContent-Disposition: form-data; name=\"{at}\"\r\n\r\n{value}\r\n");
        }
        body += &format!(
            "--limit\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
        );
        let body = [body.as_bytes(), file.as_ref(), b"\r\n--limit--\r\n"].concat();
        let kind = "multipart/form-data; boundary=limit";
        self.follow("POST", &form.action, Some((kind, &body)), &[("Referer", &self.from(page))])
    }

    /// Sends a form as it was written by hand.
    pub fn post(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> Shown {
        self.follow("POST", path, Some((FORM, body.as_bytes())), headers)
    }

    /// Asks something else of an address than to be shown or to take a form.
    #[must_use]
    pub fn asks(&self, method: &str, path: &str) -> Shown {
        self.ask(method, path, None, &[])
    }

    /// A cookie's value.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Loses a cookie, as when a session times out.
    pub fn forget(&self, name: &str) {
        self.cookies.borrow_mut().remove(name);
    }

    /// Where a form stood that is sent, as browsers say it.
    fn from(&self, page: &Shown) -> String {
        format!("{}{}", self.session.base(), page.path)
    }

    fn follow(
        &self,
        method: &str,
        path: &str,
        body: Option<(&str, &[u8])>,
        headers: &[(&str, &str)],
    ) -> Shown {
        let (mut method, mut path, mut body) = (method, path.to_owned(), body);
        for _ in 0..6 {
            let shown = self.ask(method, &path, body, headers);
            let Some(location) = shown.header("location").filter(|_| shown.status == 303) else {
                return shown;
            };
            (method, path, body) = ("GET", location.to_owned(), None);
        }
        panic!("{path}: redirected in a circle");
    }

    fn ask(&self, method: &str, path: &str, body: Option<(&str, &[u8])>, headers: &[(&str, &str)]) -> Shown {
        let cookies =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
        let mut session = self.session.clone();
        if !cookies.is_empty() {
            session = session.with("Cookie", &cookies.join("; "));
        }
        for (name, value) in headers {
            session = session.with(name, value);
        }
        let (kind, bytes) = body.map_or((None, &b""[..]), |(kind, bytes)| (Some(kind), bytes));
        let reply = session.send(method, path, kind, bytes);
        for (_, cookie) in reply.headers.iter().filter(|(name, _)| name == "set-cookie") {
            self.keep(cookie);
        }
        Shown { status: reply.status, path: path.to_owned(), html: reply.text, headers: reply.headers }
    }

    fn keep(&self, cookie: &str) {
        let parts: Vec<&str> = cookie.split("; ").collect();
        let (name, value) = parts[0].split_once('=').expect("a name and a value");
        for wanted in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(parts.contains(&wanted), "{wanted} is missing in {cookie}");
        }
        if parts.contains(&"Max-Age=0") {
            self.cookies.borrow_mut().remove(name);
        } else {
            self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Shown {
    /// Insists on a status.
    #[track_caller]
    #[must_use]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.path, self.words());
        self
    }

    /// Insists on what the page says.
    #[track_caller]
    #[must_use]
    pub fn says(self, words: &str) -> Self {
        assert!(self.words().contains(words), "{}: “{words}” is not in: {}", self.path, self.words());
        self
    }

    /// Insists on what the page does not say.
    #[track_caller]
    #[must_use]
    pub fn does_not_say(self, words: &str) -> Self {
        assert!(!self.words().contains(words), "{}: “{words}” is in: {}", self.path, self.words());
        self
    }

    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(at, _)| at == name).map(|(_, value)| value.as_str())
    }

    /// The text that a person reads, in one line.
    #[must_use]
    pub fn words(&self) -> String {
        let mut out = String::new();
        let mut rest = self.html.split_once("<main").map_or(self.html.as_str(), |(_, main)| main);
        while let Some((before, tag)) = rest.split_once('<') {
            out.push_str(before);
            out.push(' ');
            rest = tag.split_once('>').map_or("", |(_, after)| after);
        }
        let text = unescaped(&(out + rest));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The address of the link with these words.
    #[must_use]
    #[track_caller]
    pub fn link(&self, words: &str) -> String {
        let links = self.html.split("<a ").skip(1);
        let found = links.filter_map(|link| {
            let (tag, rest) = link.split_once('>')?;
            let said = rest.split_once("</a>")?.0;
            (unescaped(&plain(said)).contains(words)).then(|| attribute(tag, "href"))?
        });
        found
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("{}: no link “{words}” in {}", self.path, self.words()))
    }

    /// Whether there is such a form.
    #[must_use]
    pub fn has_form(&self, action: &str) -> bool {
        self.forms().iter().any(|form| form.action.ends_with(action))
    }

    /// The first form whose action ends so.
    #[must_use]
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let forms = self.forms();
        let actions: Vec<String> = forms.iter().map(|form| form.action.clone()).collect();
        let found = forms.into_iter().find(|form| form.action.ends_with(action));
        found.unwrap_or_else(|| {
            panic!("{}: no form to {action} among {actions:?}: {}", self.path, self.words())
        })
    }

    fn forms(&self) -> Vec<Form> {
        let parts = self.html.split("<form ").skip(1).filter_map(|form| form.split_once("</form>"));
        // What chooses a part of a list is an address, and is opened.
        let sent =
            parts.filter(|(form, _)| !form.split('>').take(1).any(|tag| tag.contains("method=\"get\"")));
        sent.map(|(form, _)| Form {
            action: attribute(form, "action").unwrap_or_default(),
            fields: fields(form),
        })
        .collect()
    }
}

/// What a form sends as it stands: hidden and typed text, ticked boxes, chosen options.
fn fields(form: &str) -> Vec<(String, String)> {
    let mut fields = vec![];
    for tag in form.split("<input ").skip(1) {
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        let kind = attribute(tag, "type").unwrap_or_default();
        if matches!(kind.as_str(), "radio" | "checkbox") && !tag.contains(" checked") {
            continue;
        }
        if let Some(name) = attribute(tag, "name") {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        }
    }
    for area in form.split("<textarea ").skip(1) {
        let Some((tag, rest)) = area.split_once('>') else { continue };
        let text = rest.split_once("</textarea>").map_or("", |(text, _)| text);
        if let Some(name) = attribute(tag, "name") {
            fields.push((name, unescaped(text)));
        }
    }
    for select in form.split("<select ").skip(1) {
        let Some((tag, rest)) = select.split_once('>') else { continue };
        let options = rest.split_once("</select>").map_or("", |(options, _)| options);
        let chosen = options.split("<option").find(|option| option.contains(" selected"));
        let chosen =
            chosen.or_else(|| options.split("<option").nth(1)).and_then(|option| attribute(option, "value"));
        if let (Some(name), Some(value)) = (attribute(tag, "name"), chosen) {
            fields.push((name, value));
        }
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = format!(" {tag}").find(&format!(" {name}=\""))?;
    let rest = &tag[start + name.len() + 2..];
    Some(unescaped(&rest[..rest.find('"')?]))
}

fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out + rest
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

fn encoded(fields: &[(String, String)]) -> String {
    let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}
