//! Every framework, what is being written, and how a new one begins.

use crate::door::parts::{
    TAKE_AWAY, chooser, file_form, form, heading, link, link_line, section, send, text,
};
use crate::door::{Asking, Outcome, Page, Rejected, Sent, SignedIn, Typed, Visit, encode, sought};
use crate::words::{count, regime_said, said, state_tag, when};
use actix_web::web::{Query, ServiceConfig};
use actix_web::{get, post};
use domain::frameworks::{Framework, FrameworkDraft, Instrument, Revision, State};
use domain::{Action, FieldError, FieldErrors, Platform, Timestamp};
use marketplace::frameworks::{self, FrameworkKey, FrameworkSort, WantedFrameworks, revise};
use marketplace::organisations::Page as Slice;
use serde::Deserialize;
use ui::Markup;
use ui::components::{Button, Cell, Field, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(begin).service(upload);
}

pub(super) const HERE: &str = "/authority/frameworks";
/// Where drafts live.
pub(super) const DRAFTS: &str = "/authority/framework-drafts";

/// How many are on a page.
const ON_A_PAGE: usize = 50;

/// Which frameworks are looked at, and from which on.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Which {
    text: String,
    state: String,
    instrument: String,
    regime: String,
    sort: String,
    after: String,
}

fn key(text: &str) -> Option<FrameworkKey> {
    let (id, name) = text.split_once('~')?;
    Some((name.to_owned(), id.parse().ok()?))
}

const fn sort_said(sort: FrameworkSort) -> &'static str {
    match sort {
        FrameworkSort::Name => "By name",
        FrameworkSort::Newest => "Newest first",
    }
}

impl Which {
    /// What is asked for. A word that is none of the choices chooses nothing.
    fn wanted(&self) -> WantedFrameworks {
        WantedFrameworks {
            text: sought(&self.text),
            state: self.state.parse().ok(),
            instrument: self.instrument.parse().ok(),
            regime: sought(&self.regime),
            sort: self.sort.parse().unwrap_or_default(),
        }
    }

    fn query(&self) -> String {
        let WantedFrameworks { text, state, instrument, regime, sort } = self.wanted();
        let mut query = format!("sort={sort}");
        query.extend(text.map(|text| format!("&text={}", encode(&text))));
        query.extend(state.map(|state| format!("&state={state}")));
        query.extend(instrument.map(|instrument| format!("&instrument={instrument}")));
        query.extend(regime.map(|regime| format!("&regime={}", encode(&regime))));
        query
    }

    fn is_all(&self) -> bool {
        self.wanted() == WantedFrameworks { sort: self.wanted().sort, ..WantedFrameworks::default() }
    }

    fn choices(&self, regimes: &[String]) -> Markup {
        let words = |all: Vec<&'static str>| {
            let all = all.into_iter().map(|word| (word.to_owned(), said(word)));
            std::iter::once((String::new(), "Any".to_owned())).chain(all).collect::<Vec<_>>()
        };
        let states = words(State::ALL.iter().map(|it| it.word()).collect());
        let instruments = words(Instrument::ALL.iter().map(|it| it.word()).collect());
        let laws = regimes.iter().map(|law| (law.clone(), regime_said(law).to_owned()));
        let laws = std::iter::once((String::new(), "Any".to_owned())).chain(laws).collect::<Vec<_>>();
        let sorts = FrameworkSort::ALL.iter().map(|it| (it.word(), sort_said(*it))).collect::<Vec<_>>();
        let sort = self.wanted().sort;
        let fields: [Markup; 6] = [
            Field::new("text", "Name, or a part of it").value(&self.text).input().into(),
            Field::new("state", "State").value(&self.state).select(states).into(),
            Field::new("instrument", "Instrument").value(&self.instrument).select(instruments).into(),
            Field::new("regime", "Law").value(&self.regime).select(laws).into(),
            Field::new("sort", "Order").value(sort.word()).select(sorts).into(),
            Button::new("Search").secondary().into(),
        ];
        chooser(HERE, fields)
    }
}

struct Shown {
    which: Which,
    frameworks: Vec<(Framework, FrameworkKey)>,
    regimes: Vec<String>,
    /// Whether there are more than are shown.
    more: bool,
    drafts: Vec<Revision>,
    now: Timestamp,
}

async fn read(visit: &Visit, which: &Which) -> Result<Shown, crate::door::Answer> {
    let (which, limit) = (which.clone(), i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX));
    visit
        .read(move |work, by| {
            let _permit = by.may(Action::LoadReference, &Platform)?;
            let page = Slice { after: key(&which.after), limit };
            let mut frameworks = frameworks::find(work, &which.wanted(), &page)?;
            let (regimes, drafts) = (frameworks::regimes(work)?, revise::drafts(work, by)?);
            let more = frameworks.len() > ON_A_PAGE;
            frameworks.truncate(ON_A_PAGE);
            Ok(Shown { which: which.clone(), frameworks, regimes, more, drafts, now: work.now() })
        })
        .await
}

/// What is shown of the frameworks: which of them, and where the rest is.
fn listed(shown: &Shown) -> Vec<Markup> {
    let which = &shown.which;
    let heads = ["Framework", "State", "Instrument", "Law", "Version", "Lots", "Takes applications"];
    let rows =
        Table::new("Frameworks").caption_size("m").first_cell_is_header(true).head(heads.map(Cell::new));
    let rows = shown.frameworks.iter().fold(rows, |rows, (framework, _)| {
        let definition = &framework.definition;
        rows.row([
            Cell::new(link(definition.name.as_str(), &format!("{HERE}/{}", definition.slug))),
            Cell::new(Markup::from(state_tag(framework.state_at(shown.now).word()))),
            Cell::new(said(definition.instrument.word())),
            Cell::new(regime_said(definition.regime.as_str())),
            Cell::new(definition.version.to_string()),
            Cell::new(count(definition.lots.len(), "lot", "lots")),
            Cell::new(if framework.admits_at(shown.now) { "Yes" } else { "No" }),
        ])
    });
    let mut parts = vec![which.choices(&shown.regimes)];
    if shown.frameworks.is_empty() {
        let none =
            if which.is_all() { "No frameworks here yet." } else { "No frameworks match what you chose." };
        parts.push(text(none));
    } else {
        parts.push(rows.scrolling());
        parts.push(link_line(TAKE_AWAY, &format!("/take-away/frameworks/export?{}", which.query())));
    }
    if let Some((_, (name, id))) = shown.frameworks.last().filter(|_| shown.more) {
        let after = encode(&format!("{id}~{name}"));
        parts.push(link_line("Next page", &format!("{HERE}?{}&after={after}", which.query())));
    }
    parts
}

fn page(visit: &Visit, shown: &Shown, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let mut drafts = Table::new("Being written").caption_size("m").first_cell_is_header(true).head([
        Cell::new("Draft"),
        Cell::new("Version"),
        Cell::new("Last saved"),
        Cell::new("To put right"),
    ]);
    for draft in &shown.drafts {
        let name = if draft.content.name.is_empty() { draft.framework.as_str() } else { &draft.content.name };
        drafts = drafts.row([
            Cell::new(link(name, &format!("{DRAFTS}/{}", draft.id))),
            Cell::new(draft.content.version.to_string()),
            Cell::new(when(draft.saved_at)),
            Cell::new(draft.faults().len().to_string()),
        ]);
    }
    let of_a_new_one: [Markup; 3] = [
        asking
            .ask("id", "Its name in addresses")
            .hint("Small letters, digits and hyphens, such as digital-help-2028. It stays so")
            .input()
            .width(20)
            .into(),
        asking.ask("name", "Its name in English").input().into(),
        send("Begin to write it").secondary().into(),
    ];
    let of_a_file = [
        asking
            .ask("file", "Choose a TOML file")
            .hint(
                "Of a new framework, or of the next version of one. It becomes a draft: nothing is published",
            )
            .file()
            .attributes([("accept", ".toml".to_owned())])
            .into(),
        Markup::from(send("Upload it").secondary()),
    ];
    let mut parts = vec![heading("Frameworks")];
    parts.extend(listed(shown));
    parts.push(if shown.drafts.is_empty() { text("Nothing is being written.") } else { drafts.scrolling() });
    parts.extend([
        section("A new framework"),
        form(visit, HERE, of_a_new_one),
        section("From a file"),
        file_form(visit, &format!("{HERE}/file"), of_a_file),
    ]);
    Page::new("Frameworks", parts).wide().mistakes(mistakes)
}

#[get("/authority/frameworks")]
async fn show(visit: SignedIn, which: Query<Which>) -> Outcome {
    let shown = read(&visit, &which).await?;
    Ok(visit.show(page(&visit, &shown, &Typed::default(), &[])))
}

async fn begun(sent: &Sent, done: Result<Revision, Rejected>) -> Outcome {
    match done {
        Ok(revision) => {
            let path = format!("{DRAFTS}/{}", revision.id);
            Ok(sent.visit.go(path, "The draft is begun. Nothing is published until you say so."))
        }
        Err(rejected) => {
            let shown = read(&sent.visit, &Which::default()).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &shown, &sent.typed, mistakes))
        }
    }
}

#[post("/authority/frameworks")]
async fn begin(sent: Sent) -> Outcome {
    let draft = |typed: FrameworkDraft| {
        let draft =
            FrameworkDraft { version: 1, id: typed.id, name: typed.name, ..FrameworkDraft::default() };
        Ok::<_, FieldErrors>(draft)
    };
    let done = sent.act(draft, revise::start).await;
    begun(&sent, done).await
}

#[post("/authority/frameworks/file")]
async fn upload(mut sent: Sent) -> Outcome {
    let done = match super::file::handed_in(&mut sent) {
        Ok(content) => sent.visit.write(move |work, by| revise::start(work, by, content.clone())).await,
        Err(errors) => Err(errors.into()),
    };
    begun(&sent, done).await
}
