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
use ui::chart::bars;
use ui::components::{Cell, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(overview).service(of_framework);
}

const HERE: &str = "/authority/statistics";

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
    let counts: Vec<u64> = marks.iter().map(|row| row.count).collect();
    let covered = offerings.authorities.iter().filter(|it| it.by_channel.iter().any(|(_, count)| *count > 0));
    parts.extend([
        section("Quality marks"),
        bars("Applications for the quality mark, and marks, by state: the table below has the figures", &counts),
        table.scrolling(),
        link_line("Take these figures away as CSV", "/take-away/statistics/marks/export"),
        section("Offerings"),
        text(format!("{} offerings are live.", grouped(offerings.live))),
        bars(
            "Live offerings by channel: the table below has the figures",
            &offerings.by_channel.iter().map(|(_, count)| *count).collect::<Vec<_>>(),
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

/// A row a state, a column a lot: there are more states than lots, and a screen is taller than wide.
fn lots_table(lots: &[LotFigures]) -> Markup {
    let name = |lot: &LotFigures| lot.title.clone().unwrap_or_else(|| lot.lot.clone());
    let heads = std::iter::once(Cell::new("State")).chain(lots.iter().map(|lot| Cell::number(name(lot))));
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
    let submitted: Vec<u64> = months.iter().map(|month| month.submitted).collect();
    let mut parts = vec![
        heading_of(framework.definition.name.as_str(), "Figures"),
        section("Lots"),
        lots_table(&lots),
        link_line("Take the lots' figures away as CSV", &format!("{export}/lots")),
        section("Over time"),
    ];
    if months.is_empty() {
        parts.push(text("Nothing has happened on it yet."));
    } else {
        parts
            .push(bars("Applications submitted, a month a bar: the table below has the figures", &submitted));
        parts.push(months_table(&months));
        parts.push(link_line("Take the months' figures away as CSV", &format!("{export}/months")));
    }
    Ok(visit.show(Page::new(format!("{}: figures", framework.definition.name), parts).wide().back(HERE)))
}
