//! The authority's queue of applications to lots: filtered, sorted, page by page; many decided at once.

use crate::door::parts::{TAKE_AWAY, form, heading, link, link_line, text};
use crate::door::{Outcome, Page, SignedIn, Visit, encode, sought};
use crate::words::{said, state_tag, when};
use actix_web::get;
use actix_web::web::{Query, ServiceConfig};
use domain::frameworks::Framework;
use domain::placements::{Placement, State, StepForMany};
use domain::values::Slug;
use domain::{PlacementId, Timestamp};
use marketplace::frameworks::{self, LotNames};
use marketplace::placements::{self, PlacementKey, PlacementSort, Queued, WantedPlacements};
use serde::Deserialize;
use ui::components::{Button, Cell, Field, Table};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// How many are on a page.
const ON_A_PAGE: usize = 50;
pub(super) const HERE: &str = "/authority/placements";

#[derive(Default, Deserialize)]
struct Wanted {
    framework: Option<String>,
    lot: Option<String>,
    state: Option<String>,
    text: Option<String>,
    sort: Option<String>,
    after: Option<String>,
}

/// The states that wait for the authority.
pub(crate) fn waiting() -> Vec<State> {
    State::ALL.iter().copied().filter(|state| state.waits_for_the_authority()).collect()
}

fn key(text: &str) -> Option<PlacementKey> {
    let (since, rest) = text.split_once('~')?;
    let (provider, id) = rest.rsplit_once('~')?;
    Some(PlacementKey { since: since.parse().ok()?, provider: provider.to_owned(), id: id.parse().ok()? })
}

fn spelt(key: &PlacementKey) -> String {
    format!("{}~{}~{}", key.since, key.provider, key.id)
}

const fn sort_said(sort: PlacementSort) -> &'static str {
    match sort {
        PlacementSort::Oldest => "Oldest first",
        PlacementSort::Newest => "Newest first",
        PlacementSort::Provider => "By provider",
    }
}

/// What is chosen. A word that is none of the choices chooses nothing.
struct Chosen {
    framework: Option<Slug>,
    lot: Option<Slug>,
    text: Option<String>,
    /// As the form says it: empty for what waits, `all`, or a state.
    state: String,
    states: Vec<State>,
    sort: PlacementSort,
}

impl Chosen {
    fn of(query: &Wanted) -> Self {
        let word = query.state.as_deref().unwrap_or_default();
        let state = word.parse::<State>().ok();
        let (state, states) = match (state, word) {
            (Some(state), _) => (state.word(), vec![state]),
            (None, "all") => ("all", vec![]),
            (None, _) => ("", waiting()),
        };
        let slug = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Slug>().ok());
        let framework = slug(&query.framework);
        Self {
            lot: slug(&query.lot).filter(|_| framework.is_some()),
            framework,
            text: query.text.as_deref().and_then(sought),
            state: state.to_owned(),
            states,
            sort: query.sort.as_deref().and_then(|word| word.parse().ok()).unwrap_or(PlacementSort::Oldest),
        }
    }

    fn query(&self) -> String {
        let slug = |slug: &Option<Slug>| slug.as_ref().map(ToString::to_string).unwrap_or_default();
        let (framework, lot) = (slug(&self.framework), slug(&self.lot));
        let text = self.text.as_deref().map(encode).unwrap_or_default();
        format!("framework={framework}&lot={lot}&text={text}&state={}&sort={}", self.state, self.sort)
    }

    /// The address of the same as a file.
    fn export(&self) -> String {
        let states = self.states.iter().map(|state| state.word()).collect::<Vec<_>>().join(",");
        let mut path = format!("/take-away/placements/export?sort={}", self.sort);
        for (name, slug) in [("framework", &self.framework), ("lot", &self.lot)] {
            path.extend(slug.iter().map(|slug| format!("&{name}={slug}")));
        }
        path.extend(self.text.iter().map(|text| format!("&text={}", encode(text))));
        if !states.is_empty() {
            path.push_str(&format!("&state={states}"));
        }
        path
    }

    /// What can be done to many of what is shown.
    fn steps(&self) -> Vec<StepForMany> {
        let lawful = |step: &&StepForMany| match self.states.as_slice() {
            [state] => state.after(step.step()).is_some() && *state != State::Clarification,
            _ => false,
        };
        StepForMany::ALL.iter().filter(lawful).copied().collect()
    }
}

/// What can be chosen: any framework by its name, and the lots of the one that is chosen.
struct Frameworks {
    names: Vec<(Slug, String)>,
    chosen: Option<Framework>,
}

fn choices(chosen: &Chosen, frameworks: &Frameworks) -> Markup {
    let slug = |slug: &Option<Slug>| slug.as_ref().map(ToString::to_string).unwrap_or_default();
    let any = |words: &str| (String::new(), words.to_owned());
    let all = frameworks.names.iter().map(|(slug, name)| (slug.to_string(), name.clone()));
    let select = |name: &str, words: &str, value: &str, choices: Vec<(String, String)>| -> Markup {
        Field::new(name, words).value(value).select(choices).into()
    };
    let mut fields = vec![select(
        "framework",
        "Framework",
        &slug(&chosen.framework),
        std::iter::once(any("All frameworks")).chain(all).collect(),
    )];
    if let Some(framework) = &frameworks.chosen {
        let lots = framework.definition.lots.iter();
        let lots = lots.map(|lot| (lot.slug.to_string(), format!("{}. {}", lot.number, lot.title)));
        let lots = std::iter::once(any("All lots")).chain(lots).collect();
        fields.push(select("lot", "Lot", &slug(&chosen.lot), lots));
    }
    let states = [any("Waiting for us"), ("all".to_owned(), "All".to_owned())].into_iter();
    let states = states.chain(State::ALL.iter().map(|it| (it.word().to_owned(), said(it.word()))));
    fields.push(select("state", "State", &chosen.state, states.collect()));
    let text = chosen.text.as_deref().unwrap_or_default();
    fields.push(Field::new("text", "Provider's name, or a part of it").value(text).input().into());
    let sorts = PlacementSort::ALL.iter().map(|it| (it.word().to_owned(), sort_said(*it).to_owned()));
    fields.push(select("sort", "Order", chosen.sort.word(), sorts.collect()));
    fields.push(Button::new("Show").secondary().into());
    crate::door::parts::chooser(HERE, fields)
}

/// A box to choose a row by, with its label in words that only a screen reader tells.
fn box_of(place: usize, placement: &Placement, provider: &str, lot: &str) -> Markup {
    let id = format!("chosen-{place}");
    Markup::trusted(format!(
        "<div class=\"govuk-checkboxes govuk-checkboxes--small\"><div class=\"govuk-checkboxes__item\">\
         <input class=\"govuk-checkboxes__input\" type=\"checkbox\" id=\"{id}\" name=\"_chosen[]\" value=\"{}~{}\">\
         <label class=\"govuk-label govuk-checkboxes__label\" for=\"{id}\">\
         <span class=\"govuk-visually-hidden\">Choose {}, {}</span></label></div></div>",
        placement.id,
        placement.version,
        Content::from(provider),
        Content::from(lot),
    ))
}

fn table(rows: &[Queued], lots: &LotNames, now: Timestamp, choosing: bool) -> Table {
    let heads = ["Provider", "Framework and lot", "State", "Sent, or begun"].map(Cell::new);
    let first = choosing.then(|| Cell::new("Choose"));
    let mut table = Table::new("Applications").caption_size("m").head(first.into_iter().chain(heads));
    for (place, Queued { placement, provider: name, .. }) in rows.iter().enumerate() {
        let since = placement.submitted_at.unwrap_or(placement.started_at);
        let lot = lots.of(&placement.framework, &placement.lot);
        let first = choosing.then(|| Cell::new(box_of(place, placement, name, &lot)));
        let cells = [
            Cell::new(link(name, &format!("/placements/{}", placement.id))),
            Cell::new(lot),
            Cell::new(Markup::from(state_tag(placement.state_at(now).word()))),
            Cell::new(when(since)),
        ];
        table = table.row(first.into_iter().chain(cells).collect::<Vec<_>>());
    }
    table
}

fn with_steps(visit: &Visit, chosen: &Chosen, table: Markup) -> Markup {
    let buttons = chosen.steps().into_iter().map(|step| {
        let button = Button::new(super::many::words(step)).name("_step").value(step.word());
        if matches!(step, StepForMany::Reject) { button.secondary() } else { button }
    });
    let back = crate::door::parts::hidden("_back", &format!("{HERE}?{}", chosen.query()));
    let parts = [back, table, crate::door::parts::buttons(buttons)];
    form(visit, &format!("{HERE}/choose"), parts)
}

#[get("/authority/placements")]
async fn show(visit: SignedIn, query: Query<Wanted>) -> Outcome {
    let chosen = Chosen::of(&query);
    let after = query.after.as_deref().and_then(key);
    let wanted = WantedPlacements {
        provider: None,
        text: chosen.text.clone(),
        framework: chosen.framework.clone(),
        lot: chosen.lot.clone(),
        states: chosen.states.clone(),
    };
    let sort = chosen.sort;
    let limit = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    let (mut rows, frameworks, lots, now, may_decide) = visit
        .read(move |work, by| {
            let found = placements::queue(work, by, &wanted, sort, after.as_ref(), limit)?;
            let may_decide = by.may(domain::Action::DecidePlacement, &domain::Platform).is_ok();
            let chosen = match &wanted.framework {
                Some(slug) => work.framework(slug)?,
                None => None,
            };
            let frameworks = Frameworks { names: frameworks::names(work)?, chosen };
            let of_rows = found.iter().map(|it| it.placement.framework.clone());
            let lots = frameworks::lot_names(work, of_rows)?;
            Ok((found, frameworks, lots, work.now(), may_decide))
        })
        .await?;
    let more = rows.len() > ON_A_PAGE;
    rows.truncate(ON_A_PAGE);
    let choosing = may_decide && !chosen.steps().is_empty();
    let changed = link_line("Changed agreements to countersign", "/authority/variations");
    let mut parts = vec![heading("Places on lots"), changed, choices(&chosen, &frameworks)];
    if rows.is_empty() {
        parts.push(text("No applications here."));
    } else {
        let table = table(&rows, &lots, now, choosing).scrolling();
        parts.push(if choosing { with_steps(&visit, &chosen, table) } else { table });
        parts.push(link_line(TAKE_AWAY, &chosen.export()));
    }
    if let Some(last) = rows.last().filter(|_| more) {
        let after = encode(&spelt(&last.key));
        parts.push(link_line("Next page", &format!("{HERE}?{}&after={after}", chosen.query())));
    }
    Ok(visit.show(Page::new("Places on lots", parts).wide()))
}

/// What was chosen in the queue: identifiers with the versions that were read.
pub(super) fn chosen_rows<'a>(values: impl Iterator<Item = &'a str>) -> Vec<(PlacementId, i64)> {
    let row = |text: &str| {
        let (id, version) = text.split_once('~')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    };
    values.filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_spelt_whatever_the_provider_is_called() {
        let id = "0190163d-8694-739b-aea5-966c26f8ad91".parse().unwrap();
        let written = PlacementKey { since: 7, provider: "A ~ B".into(), id };
        assert_eq!(key(&spelt(&written)), Some(written));
        assert_eq!(key("x~y~z"), None);
    }
}
