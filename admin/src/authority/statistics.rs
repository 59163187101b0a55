//! Figures, exact at the moment they are looked at: charts over tables, and each table as a file.

use crate::door::parts::{heading, heading_of, link_line, section, text};
use crate::door::{Outcome, Page, SignedIn};
use crate::marks::channel_said;
use crate::words::{grouped, month, said};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::offerings::Channel;
use domain::placements::State;
use domain::values::Slug;
use marketplace::frameworks;
use marketplace::statistics::{self, LotFigures, MonthFigures, OfferingFigures};
use ui::Markup;
use ui::chart::rows;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(overview).service(of_framework);
}

const HERE: &str = "/authority/statistics";

/// How many months are drawn: two years.
const MONTHS_DRAWN: usize = 24;
const LAST_YEARS: &str = " in the last two years";

fn figure(number: u64) -> Cell {
    Cell::number(grouped(number))
}

fn channels(figures: &OfferingFigures) -> Markup {
    let mut table = Table::new("Live offerings by channel")
        .caption_size("s")
        .first_cell_is_header(true)
        .head([Cell::new("Channel"), Cell::number("Live offerings"), Cell::number("Of them, everywhere")]);
    for ((channel, all), (_, everywhere)) in figures.by_channel.iter().zip(&figures.everywhere) {
        table = table.row([Cell::new(channel_said(*channel)), figure(*all), figure(*everywhere)]);
    }
    table.scrolling()
}

/// The authorities in which people can have something in the authority itself; the others are in the file.
fn authorities(figures: &OfferingFigures) -> Markup {
    let heads = std::iter::once(Cell::new("Local authority"))
        .chain(Channel::ALL.iter().map(|channel| Cell::number(channel_said(*channel))));
    let mut table = Table::new("By local authority").caption_size("s").first_cell_is_header(true).head(heads);
    for authority in &figures.authorities {
        if authority.by_channel.iter().any(|(_, count)| *count > 0) {
            let cells = authority.by_channel.iter().map(|(_, count)| figure(*count));
            let row = std::iter::once(Cell::new(authority.name.as_str())).chain(cells);
            table = table.row(row.collect::<Vec<_>>());
        }
    }
    table.scrolling()
}

#[get("/authority/statistics")]
async fn overview(visit: SignedIn) -> Outcome {
    let (all, marks, offerings) = visit
        .read(|work, by| {
            let marks = statistics::marks(work, by)?;
            Ok((frameworks::list(work)?, marks, statistics::offerings(work, by)?))
        })
        .await?;
    let mut parts = vec![heading("Figures"), section("Frameworks")];
    parts.extend(
        all.iter().map(|it| link_line(it.definition.name.as_str(), &format!("{HERE}/{}", it.slug()))),
    );
    let mut table =
        Table::new("Applications and marks by state").caption_size("s").first_cell_is_header(true);
    table = table.head([Cell::new("State"), Cell::number("How many")]);
    for row in &marks {
        table = table.row([Cell::new(said(row.state.word())), figure(row.count)]);
    }
    let covered = offerings.authorities.iter().filter(|it| it.by_channel.iter().any(|(_, count)| *count > 0));
    parts.extend([
        section("Quality marks"),
        rows("How many are in each state", marks.iter().map(|row| (said(row.state.word()), row.count))),
        table.scrolling(),
        link_line("Take these figures away as CSV", "/take-away/statistics/marks/export"),
        section("Offerings"),
        text(format!("{} offerings are live.", grouped(offerings.live))),
        rows(
            "Live offerings, by how they help",
            offerings.by_channel.iter().map(|(channel, count)| (channel_said(*channel), *count)),
        ),
        channels(&offerings),
        text(format!(
            "{} of {} local authorities have an offering that lies in them or names them. A circle counts for the authority of its middle.",
            covered.count(),
            offerings.authorities.len()
        )),
        authorities(&offerings),
        link_line("Take every local authority's figures away as CSV", "/take-away/statistics/offerings"),
    ]);
    Ok(visit.show(Page::new("Figures", parts).wide()))
}

/// What a lot is called: by its title, where the newest version still has it.
fn lot_said(lot: &LotFigures) -> String {
    lot.title.clone().unwrap_or_else(|| lot.lot.clone())
}

/// A row a state, a column a lot: there are more states than lots, and a screen is taller than wide.
fn lots_table(lots: &[LotFigures]) -> Markup {
    let heads = std::iter::once(Cell::new("State")).chain(lots.iter().map(|lot| Cell::number(lot_said(lot))));
    let mut table = Table::new("Applications and places now").caption_size("s").first_cell_is_header(true);
    table = table.head(heads.chain([Cell::number("All lots")]));
    for state in State::ALL {
        let all = lots.iter().map(|lot| lot.in_state(*state)).sum();
        let cells = lots.iter().map(|lot| figure(lot.in_state(*state)));
        let row = std::iter::once(Cell::new(said(state.word()))).chain(cells).chain([figure(all)]);
        table = table.row(row.collect::<Vec<_>>());
    }
    let sums = lots.iter().map(|lot| figure(lot.all()));
    let whole = figure(lots.iter().map(LotFigures::all).sum());
    let row = std::iter::once(Cell::new("All states")).chain(sums).chain([whole]);
    table.row(row.collect::<Vec<_>>()).scrolling()
}

fn months_table(months: &[MonthFigures]) -> Markup {
    let heads = [
        "Started",
        "Submitted",
        "Accepted",
        "Rejected",
        "Withdrawn",
        "Signed",
        "Countersigned",
        "Suspended",
        "Removed",
    ];
    let heads = std::iter::once(Cell::new("Month")).chain(heads.map(Cell::number));
    let mut table = Table::new("What happened, month by month").caption_size("s").first_cell_is_header(true);
    table = table.head(heads);
    for it in months {
        let figures = [
            it.started,
            it.submitted,
            it.accepted,
            it.rejected,
            it.withdrawn,
            it.signed,
            it.countersigned,
            it.suspended,
            it.removed,
        ];
        let row = std::iter::once(Cell::new(month(&it.month))).chain(figures.map(figure));
        table = table.row(row.collect::<Vec<_>>());
    }
    table.scrolling()
}

#[get("/authority/statistics/{slug}")]
async fn of_framework(visit: SignedIn, slug: Path<Slug>) -> Outcome {
    let slug = slug.into_inner();
    let export = format!("/take-away/statistics/frameworks/{slug}");
    let (framework, lots, months) =
        visit.read(move |work, by| statistics::framework(work, by, &slug)).await?;
    let mut parts = vec![
        heading_of(framework.definition.name.as_str(), "Figures"),
        section("Lots"),
        rows("Applications and places, by lot", lots.iter().map(|lot| (lot_said(lot), lot.all()))),
        lots_table(&lots),
        link_line("Take the lots' figures away as CSV", &format!("{export}/lots")),
        section("Over time"),
    ];
    if months.is_empty() {
        parts.push(text("Nothing has happened on it yet."));
    } else {
        // The newest of them: a screen of bars is looked at, and the table below has all.
        let shown = months.len().saturating_sub(MONTHS_DRAWN);
        let bars = months.iter().skip(shown).map(|it| (month(&it.month), it.submitted));
        parts.push(rows(&format!("Applications submitted{}", if shown > 0 { LAST_YEARS } else { "" }), bars));
        parts.push(months_table(&months));
        parts.push(link_line("Take the months' figures away as CSV", &format!("{export}/months")));
    }
    Ok(visit.show(Page::new(format!("{}: figures", framework.definition.name), parts).wide().back(HERE)))
}
