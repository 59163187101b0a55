//! Compiles a CSV of postcodes (postcode, latitude, longitude, local_authority) into the compact
//! file that `seeds/postcodes/` holds: `cargo run -p finder --example compile_postcodes -- IN.csv OUT`.

use finder::postcodes::{BadRows, Postcodes, read_csv};
use std::{error::Error, fs::File, io::BufReader};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("usage: compile_postcodes IN.csv OUT".into());
    };
    let rows = read_csv(BufReader::new(File::open(from)?)).inspect_err(|bad| {
        if let BadRows::Rows(rows) = bad {
            rows.iter().for_each(|row| eprintln!("{row}"));
        }
    })?;
    let bytes = Postcodes::compile(rows)?;
    let postcodes = Postcodes::read(&bytes)?;
    std::fs::write(to, &bytes)?;
    println!(
        "{} postcodes, {} authorities: {} bytes in the file, {} in memory",
        postcodes.len(),
        postcodes.authorities().count(),
        bytes.len(),
        postcodes.memory_bytes()
    );
    Ok(())
}
