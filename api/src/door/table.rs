//! Tables taken away whole, as CSV or NDJSON: read a page at a time, so that what is long is never held whole.

use super::caller::in_background;
use super::{Caller, Pieces, Problem, Streamed};
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use domain::{Actor, Refused, Timestamp};
use marketplace::organisations::Page as Keyset;
use marketplace::{Market, Work};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// So many things of a list are read at a time.
pub(crate) const AT_ONCE: i64 = 500;

/// How the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    /// One line a row, with a head. Cells that a spreadsheet would take for a formula begin with an apostrophe.
    #[default]
    Csv,
    /// One JSON object a line.
    NdJson,
}

/// How a table is asked for.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AsTable {
    /// `csv`, or `ndjson`. Left out: `csv`, and of the event log `ndjson`.
    pub(crate) format: Option<TableFormat>,
}

/// What can be a row.
pub(crate) trait Row: Serialize + Send + 'static {
    /// The names of its cells.
    const HEAD: &'static [&'static str];
    /// Its cells, in the order of their names.
    fn cells(&self) -> Vec<String>;
}

/// Cells of things that print.
macro_rules! cells {
    ($($cell:expr),+ $(,)?) => { vec![$($cell.to_string()),+] };
}
pub(crate) use cells;

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

impl TableFormat {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::NdJson => "application/x-ndjson",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::NdJson => "ndjson",
        }
    }

    fn head<R: Row>(self) -> Vec<u8> {
        match self {
            Self::Csv => line_of(R::HEAD.iter().map(|name| (*name).to_owned())),
            Self::NdJson => vec![],
        }
    }

    fn written<R: Row>(self, rows: &[R]) -> Vec<u8> {
        let mut bytes = vec![];
        for row in rows {
            match self {
                Self::Csv => bytes.extend(line_of(row.cells().into_iter().map(harmless))),
                Self::NdJson => {
                    // Rows are flat structs of text and numbers: they always have a JSON form.
                    bytes.extend(serde_json::to_vec(row).unwrap_or_default());
                    bytes.push(b'\n');
                }
            }
        }
        bytes
    }

    /// The last line of an export that could not go on: whoever reads it is not to take it for whole.
    fn broken_off(self) -> Vec<u8> {
        let says = "This export broke off: it is not whole. Ask for it again";
        match self {
            Self::Csv => line_of(std::iter::once(says.to_owned())),
            Self::NdJson => format!("{{\"error\":\"{says}\"}}\n").into_bytes(),
        }
    }
}

fn line_of(cells: impl Iterator<Item = String>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(vec![]);
    // Writing to memory does not fail, nor does a single record of whatever length.
    let _ = writer.write_record(cells.collect::<Vec<_>>());
    writer.into_inner().unwrap_or_default()
}

/// Rows after a key, and the key of the last when there may be more.
type Page<R, K> = (Vec<R>, Option<K>);

struct Export<R, K, P> {
    format: TableFormat,
    market: Arc<Market>,
    by: Actor,
    ready: Option<Vec<u8>>,
    after: Option<K>,
    page: P,
    row: std::marker::PhantomData<fn() -> R>,
}

impl<R, K, P> Pieces for Export<R, K, P>
where
    R: Row,
    K: Clone + Send + 'static,
    P: FnMut(&mut Work<'_, '_>, &Actor, Option<K>) -> Result<Page<R, K>, Refused> + Send + 'static,
{
    fn next(&mut self) -> Option<Vec<u8>> {
        if let Some(ready) = self.ready.take() {
            return Some(ready);
        }
        let after = self.after.take()?;
        let Self { market, by, page, .. } = self;
        match market.read(|work| page(work, by, Some(after))) {
            Ok((rows, next)) => {
                self.after = next;
                Some(self.format.written(&rows))
            }
            Err(refused) => {
                tracing::error!(%refused, "an export broke off");
                Some(self.format.broken_off())
            }
        }
    }
}

impl Caller {
    /// Answers with a whole list, a row a thing: `list` reads a page of it, as it does for the list itself, `key` says where
    /// the next begins, and `row` writes one down as it is now.
    ///
    /// # Errors
    /// The refusal, as a problem.
    pub(crate) async fn export_list<Item, R, K>(
        self,
        name: &str,
        how: AsTable,
        mut list: impl FnMut(&mut Work<'_, '_>, &Actor, &Keyset<K>) -> Result<Vec<Item>, Refused>
        + Send
        + Unpin
        + 'static,
        key: impl Fn(&Item) -> K + Send + Unpin + 'static,
        row: impl Fn(Item, Timestamp) -> R + Send + Unpin + 'static,
    ) -> Result<HttpResponse, Problem>
    where
        R: Row,
        K: Clone + Send + Unpin + 'static,
    {
        let page = move |work: &mut Work<'_, '_>, by: &Actor, after: Option<K>| {
            let found = list(work, by, &Keyset { after, limit: AT_ONCE })?;
            let may_go_on = i64::try_from(found.len()) == Ok(AT_ONCE);
            let (next, now) = (found.last().filter(|_| may_go_on).map(&key), work.now());
            Ok((found.into_iter().map(|it| row(it, now)).collect(), next))
        };
        self.export(name, how, page).await
    }

    /// Answers with a whole table. Its first page is read before anything is sent, so that a refusal is a refusal.
    ///
    /// # Errors
    /// The refusal, as a problem.
    pub(crate) async fn export<R, K, P>(
        self,
        name: &str,
        how: AsTable,
        mut page: P,
    ) -> Result<HttpResponse, Problem>
    where
        R: Row,
        K: Clone + Send + Unpin + 'static,
        P: FnMut(&mut Work<'_, '_>, &Actor, Option<K>) -> Result<Page<R, K>, Refused>
            + Send
            + Unpin
            + 'static,
    {
        let Self { by, market, .. } = self;
        let (market, format) = (market.into_inner(), how.format.unwrap_or_default());
        let pieces = in_background(move || {
            let (rows, after) = market.read(|work| page(work, &by, None))?;
            let ready = [format.head::<R>(), format.written(&rows)].concat();
            Ok(Export { format, market, by, ready: Some(ready), after, page, row: std::marker::PhantomData })
        })
        .await?;
        Ok(HttpResponse::Ok()
            .content_type(format.media_type())
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((
                CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}.{}\"", format.ending()),
            ))
            .body(Streamed::of(pieces)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Named {
        name: &'static str,
        count: u32,
    }

    impl Row for Named {
        const HEAD: &'static [&'static str] = &["name", "count"];
        fn cells(&self) -> Vec<String> {
            cells![self.name, self.count]
        }
    }

    #[test]
    fn rows_are_lines_and_no_cell_is_a_formula() {
        let rows = [Named { name: "=1+1", count: 2 }, Named { name: "Tŷ, \"a\"", count: 0 }];
        let csv = [TableFormat::Csv.head::<Named>(), TableFormat::Csv.written(&rows)].concat();
        assert_eq!(String::from_utf8(csv).unwrap(), "name,count\n'=1+1,2\n\"Tŷ, \"\"a\"\"\",0\n");
        let json = String::from_utf8(TableFormat::NdJson.written(&rows)).unwrap();
        assert_eq!(json.lines().next(), Some("{\"name\":\"=1+1\",\"count\":2}"));
    }
}
