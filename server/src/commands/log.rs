//! `audit verify` and `export events`.

use super::{market, progress};
use crate::cli::Outcome;
use crate::settings::Settings;
use std::io::{BufWriter, Write};
use store::events::Verdict;

/// Follows the whole chain.
pub(crate) fn verify(settings: &Settings) -> Outcome {
    let market = market(settings)?;
    let sealed = market.read(|work| Ok(work.head()?))?.map_or(0, |(number, _)| number);
    let bar = progress("following the log", sealed.unsigned_abs());
    let verdict =
        market.read(|work| Ok(work.verify_chain(|number| bar.set_position(number.unsigned_abs()))?));
    bar.finish_and_clear();
    match verdict? {
        Verdict::Whole { entries, head } => {
            println!("The log is whole: {entries} entries, head {head}");
            Ok(())
        }
        Verdict::Broken { number, why } => Err(format!("the log is broken at {number}: {why}").into()),
    }
}

/// Writes the whole log, one JSON object a line, oldest first.
pub(crate) fn export(settings: &Settings) -> Outcome {
    let market = market(settings)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut after = 0;
    loop {
        let batch = market.read(|work| Ok(work.entries_after(after, 500)?))?;
        let Some(last) = batch.last() else { break };
        after = last.number;
        for sealed in &batch {
            let mut line = serde_json::to_value(&sealed.entry)?;
            line["number"] = sealed.number.into();
            line["hash"] = sealed.hash.clone().into();
            line["body"] = serde_json::from_str(&sealed.entry.body)?;
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    Ok(())
}
