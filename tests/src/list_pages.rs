//! The list pages of the app, each as people ask for it: from its beginning, filtered, in another order, and far on.

use crate::filled::{Filled, numbered};
use crate::{Browser, World};
use domain::Role;

/// A way to ask for a list page.
#[derive(Debug, Clone)]
pub struct ListPage {
    /// What it is.
    pub name: String,
    /// Its address.
    pub path: String,
    /// Who reads it.
    reader: Reader,
}

/// Who reads a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Administrator,
    CategoryManager,
    DecisionMaker,
    Owner,
    Manager,
}

/// Browsers of those who read lists.
pub struct Readers(Vec<(Reader, Browser)>);

impl Readers {
    /// The browser of whoever reads a page.
    #[must_use]
    pub fn of(&self, page: &ListPage) -> &Browser {
        let found = self.0.iter().find(|(reader, _)| *reader == page.reader);
        &found.expect("every reader has a browser").1
    }

    /// The same readers at another server over the same database.
    #[must_use]
    pub fn asking(self, base: &str) -> Self {
        Self(self.0.into_iter().map(|(reader, browser)| (reader, browser.asking(base))).collect())
    }
}

/// An identifier that no row has, before all of them: a page that begins after it has every row of the same key.
const FIRST: &str = "00000000-0000-0000-0000-000000000000";

/// A list: its name, who reads it, its address, and the questions of its filters, each with a name.
type List = (&'static str, Reader, String, Vec<(&'static str, String)>);

impl World {
    /// Those who read the lists.
    #[must_use]
    pub fn readers(&self, filled: &Filled) -> Readers {
        let of_the_authority = [
            (Reader::Administrator, Role::Administrator),
            (Reader::CategoryManager, Role::CategoryManager),
            (Reader::DecisionMaker, Role::DecisionMaker),
        ];
        let mut all: Vec<_> = of_the_authority
            .into_iter()
            .map(|(reader, role)| (reader, self.browser_of(&self.of_the_authority(role))))
            .collect();
        all.push((Reader::Owner, self.browser_of(&filled.owner)));
        all.push((Reader::Manager, self.browser_of(&filled.manager)));
        Readers(all)
    }

    /// The list pages, each in some ways to ask for it. Far on is nine tenths of the way.
    #[must_use]
    pub fn list_pages(&self, filled: &Filled) -> Vec<ListPage> {
        use Reader::{Administrator, CategoryManager, DecisionMaker, Manager, Owner};
        let Filled { provider, department, rows, .. } = filled;
        let far = rows * 9 / 10;
        let micros = |number| filled.at(number).as_microsecond();
        // What is sorted with the oldest first has its far end at the newest.
        let (late, early) = (micros(rows - far), micros(far));
        let name = |word| numbered(word, far).replace(' ', "+");
        let last_entry =
            self.market.read(|work| Ok(work.head()?)).expect("the log").map_or(0, |(last, _)| last);
        let actor = "worker:seed";
        let lists: Vec<List> = vec![
            (
                "Places on lots",
                CategoryManager,
                "/authority/placements".into(),
                vec![
                    ("", String::new()),
                    ("one lot and state", "framework=focs&lot=in-person&state=submitted".into()),
                    ("by provider", "state=all&sort=provider".into()),
                    ("of a provider", "state=all&text=der+09".into()),
                    ("far on", format!("state=all&sort=oldest&after={late}~x~{FIRST}")),
                    (
                        "far on by provider",
                        format!("state=all&sort=provider&after=0~{}~{FIRST}", name("provider")),
                    ),
                ],
            ),
            (
                "Changed agreements",
                CategoryManager,
                "/authority/variations".into(),
                vec![
                    ("", String::new()),
                    ("not signed yet", "waits_for=provider&framework=focs".into()),
                    ("of a provider", "text=der+09".into()),
                    ("far on", format!("after={late}~{FIRST}")),
                ],
            ),
            (
                "Changed registrations",
                CategoryManager,
                "/authority/registrations".into(),
                vec![
                    ("", String::new()),
                    ("of a provider", "text=der+09".into()),
                    ("far on", format!("after={late}~{FIRST}")),
                ],
            ),
            (
                "Quality marks",
                CategoryManager,
                "/authority/marks".into(),
                vec![
                    ("", String::new()),
                    ("all that are open", "state=open".into()),
                    ("late, of high risk", "state=open&risk=high&only=late&order=risk".into()),
                    ("by deadline", "state=open&order=deadline".into()),
                    ("of a provider", "state=open&text=der+09".into()),
                    ("far on", format!("state=open&after={late}~{FIRST}")),
                    ("all, far on", format!("state=all&after={late}~{FIRST}")),
                ],
            ),
            (
                "Conditions",
                DecisionMaker,
                "/authority/conditions".into(),
                vec![
                    ("", String::new()),
                    ("said to be met", "why=shown".into()),
                    ("of a provider", "why=overdue&text=der+09".into()),
                    ("far on", format!("after=2000-01-01~{FIRST}")),
                ],
            ),
            (
                "Concerns and checks",
                CategoryManager,
                "/authority/reviews".into(),
                vec![
                    ("", String::new()),
                    ("all that are open", "which=open".into()),
                    ("concerns", "which=concern".into()),
                    ("of a provider", "which=open&text=der+09".into()),
                    (
                        "far on",
                        format!("which=open&after={}~{FIRST}", filled.newest.as_microsecond() + 80 * DAY),
                    ),
                ],
            ),
            (
                "Changes",
                CategoryManager,
                "/authority/changes".into(),
                vec![
                    ("", String::new()),
                    ("that touch one thing", "touches=home_visits".into()),
                    ("of nobody", "text=nobody+at+all".into()),
                    ("far on", format!("after={late}~{FIRST}")),
                ],
            ),
            (
                "Organisations",
                Administrator,
                "/authority/providers".into(),
                vec![
                    ("", String::new()),
                    ("departments", "kind=department".into()),
                    ("by part of a name", "text=der+09".into()),
                    ("of failed checks", "trust=failed".into()),
                    ("of old checks", "trust=stale&sort=newest".into()),
                    ("the newest", "sort=newest".into()),
                    ("far on", format!("kind=provider&after=0~{FIRST}~{}", name("provider"))),
                    ("the newest, far on", format!("sort=newest&after={early}~{FIRST}~x")),
                ],
            ),
            (
                "People",
                Administrator,
                "/authority/people".into(),
                vec![
                    ("", String::new()),
                    ("by part of an address", "text=9%40example".into()),
                    ("that nobody is called", "text=nobody+at+all".into()),
                    ("owners", "role=owner".into()),
                    ("of one organisation", format!("organisation={department}")),
                    ("by sign-in", "sort=signed_in".into()),
                    ("far on", format!("after=0~0~{FIRST}~{}", name("person"))),
                    ("the newest, far on", format!("sort=newest&after={early}~0~{FIRST}~x")),
                ],
            ),
            (
                "Problems reported",
                Administrator,
                "/authority/reports".into(),
                vec![("", String::new()), ("far on", format!("state=open&after={early}~{FIRST}"))],
            ),
            (
                "Running it",
                Administrator,
                "/authority/running".into(),
                vec![
                    ("", String::new()),
                    ("sent", "mails=sent".into()),
                    ("to one address", "mails=all&recipient=person.7%40example.org".into()),
                    ("to one organisation", format!("mails=all&organisation={department}")),
                ],
            ),
            (
                "The log",
                Administrator,
                "/authority/log".into(),
                vec![
                    ("", String::new()),
                    ("of one organisation", format!("organisation={provider}")),
                    ("by one actor", format!("actor={actor}")),
                    ("on one framework", "framework=focs".into()),
                    ("of an organisation by its name", "organisation=Provider+00009".into()),
                    ("by an email address", "actor=person.9%40example.org".into()),
                    ("about what is called so", "subject=Service+00009".into()),
                    ("far on", format!("before={}", last_entry / 10)),
                ],
            ),
            (
                "Services",
                Administrator,
                "/authority/services".into(),
                vec![
                    ("", String::new()),
                    ("by part of a name", "text=ice+09".into()),
                    ("of one cluster", "cluster=driving".into()),
                    ("far on", format!("after=0~{FIRST}~{}", name("service"))),
                    ("last changed, far on", format!("sort=changed&after={}~{FIRST}~x", early + DAY)),
                ],
            ),
            (
                "Services of a department",
                Manager,
                format!("/department/{department}/services"),
                vec![
                    ("", String::new()),
                    ("all", "show=all".into()),
                    ("last changed", "sort=changed".into()),
                ],
            ),
            ("Clusters", Administrator, "/authority/clusters".into(), vec![("", String::new())]),
            (
                "Directories",
                Manager,
                format!("/department/{department}/directories"),
                vec![
                    ("", String::new()),
                    ("live ones", "state=live".into()),
                    ("far on", format!("after={FIRST}~{}", name("directory"))),
                ],
            ),
            (
                "Team",
                Manager,
                format!("/organisation/{department}/team"),
                vec![
                    ("", String::new()),
                    ("by part of a name", "text=son+09&in_role=buyer".into()),
                    ("far on", format!("after={late}~{FIRST}")),
                ],
            ),
            (
                "Offerings",
                Owner,
                format!("/provider/{provider}/offerings"),
                vec![
                    ("", String::new()),
                    ("live, by part of a name", "state=live&text=elp+09".into()),
                    ("by state", "sort=state".into()),
                    ("last changed", "sort=changed".into()),
                    ("far on", format!("after=0~{FIRST}~x~{}", name("help"))),
                    ("by state, far on", format!("sort=state&after=0~{FIRST}~live~{}", name("help"))),
                ],
            ),
            (
                "Providers to be concerned about",
                CategoryManager,
                "/concerns".into(),
                vec![("", "name=Provider+05".into())],
            ),
            ("The Standard", CategoryManager, "/authority/standard".into(), vec![("", String::new())]),
            (
                "Frameworks",
                CategoryManager,
                "/authority/frameworks".into(),
                vec![
                    ("", String::new()),
                    ("by part of a name", "text=ork+009".into()),
                    ("open ones under one law", "state=open&instrument=framework&regime=PA2023".into()),
                    ("the newest", "sort=newest".into()),
                    ("far on", format!("after={FIRST}~{}", name("framework"))),
                ],
            ),
            (
                "Concerns raised",
                Manager,
                "/concerns/raised".into(),
                vec![
                    ("", String::new()),
                    ("far on", format!("after={}~{FIRST}", filled.newest.as_microsecond() + 80 * DAY)),
                ],
            ),
            (
                "Rules of mail domains",
                Administrator,
                "/authority/mail-domains".into(),
                vec![("", String::new())],
            ),
            ("Keys of a directory", Manager, "/directories/carers/keys".into(), vec![("", String::new())]),
            ("A provider", Owner, format!("/provider/{provider}"), vec![("", String::new())]),
            ("A department", Manager, format!("/department/{department}"), vec![("", String::new())]),
        ];
        let pages = lists.into_iter().flat_map(|(list, reader, path, ways)| {
            ways.into_iter().map(move |(way, query)| ListPage {
                name: if way.is_empty() { list.to_owned() } else { format!("{list}, {way}") },
                path: if query.is_empty() { path.clone() } else { format!("{path}?{query}") },
                reader,
            })
        });
        pages.collect()
    }
}

/// Microseconds of a day.
const DAY: i64 = 24 * 3_600 * 1_000_000;
