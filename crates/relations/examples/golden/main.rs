//! Holds the time-series measures against fixed reference values: statsmodels' vector autoregressions, ruptures' PELT,
//! Bai and Perron's breaks as in R's strucchange, and event counts of the KEDS Levant data.
//!
//! `cargo run --release -p detente-relations --example golden -- FOLDER`, where FOLDER holds `golden/` and `keds/`.
//! Prints a line for each group of values, with the worst relative error; exits with 1 when any is off.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program")]

mod levant;
mod nile;
mod table;
mod weekly;

use std::{path::Path, process::ExitCode};
use table::Table;

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: golden FOLDER\nhint: the folder with golden/reference_values.json and keds/");
        return ExitCode::FAILURE;
    };
    match compare(Path::new(&folder)) {
        Ok(table) => table.print(),
        Err(failure) => {
            eprintln!("cannot compare with {folder}: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn compare(folder: &Path) -> Result<Table, Failure> {
    let values: serde_json::Value =
        serde_json::from_str(&text(&folder.join("golden/reference_values.json"))?)?;
    let mut table = Table::default();
    weekly::compare(folder, &values["msbvar_weekly"], &mut table)?;
    nile::compare(folder, &values["nile"]["baiperron_h15"], &mut table)?;
    levant::compare(folder, &values["levant_cameo"]["dyads"], &mut table)?;
    table.covers(&values);
    Ok(table)
}

fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()).into())
}

/// The columns of numbers of a file with a heading.
fn columns(path: &Path) -> Result<Vec<Vec<f64>>, Failure> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for line in text(path)?.lines().skip(1) {
        for (at, number) in line.split(',').enumerate() {
            if columns.len() <= at {
                columns.push(Vec::new());
            }
            columns[at].push(number.trim().parse()?);
        }
    }
    Ok(columns)
}
