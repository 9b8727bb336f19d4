//! What is checked of imports and measures against `../shared`: reference values of other programs, and real files of other
//! datasets.

use crate::steps::{cargo, output, say};
use crate::summary::Summary;
use anyhow::Result;
use std::path::Path;

/// Files by format: fewer than 99 of 100 of their rows imported fails.
const FILES: [(&str, &[&str]); 5] = [
    (
        "keds",
        &["keds/levant.cameo.csv", "keds/balkans.weis.csv", "keds/casia.weis.csv", "keds/turkey.cameo.csv"],
    ),
    ("icews", &["icews/icews14_full.csv", "icews/events.2018.sample.tab"]),
    (
        "gdelt",
        &[
            "gdelt/20191024143000.export.CSV",
            "gdelt/nk2020/20201113.csv",
            "gdelt/nk2020/20201114.csv",
            "gdelt/nk2020/20201115.csv",
        ],
    ),
    ("gdelt1", &["gdelt/gdelt1_20160728.csv", "gdelt/dinulsyah_gdelt.csv"]),
    ("acled", &["acled_old_dummy.csv"]),
];

/// Measures against the reference values, and imports of the real files.
///
/// # Errors
///
/// When cargo cannot be started.
pub(crate) fn check(shared: &Path, summary: &mut Summary) -> Result<()> {
    let events = shared.join("data/events");
    let run = |package: &str, example: &str, arguments: &[&str]| -> Result<bool> {
        let mut command = cargo(&["run", "--release", "--quiet", "-p", package, "--example", example, "--"]);
        command.args(arguments);
        let (text, passed) = output(&mut command)?;
        say(text.trim_end());
        Ok(passed)
    };
    let golden = run("detente-relations", "golden", &[&events.to_string_lossy()])?;
    summary.check("measures: all reference values of data/events/golden", golden);
    for (format, files) in FILES {
        let paths: Vec<String> =
            files.iter().map(|f| events.join(f).to_string_lossy().into_owned()).collect();
        let arguments: Vec<&str> = std::iter::once(format).chain(paths.iter().map(String::as_str)).collect();
        let imported = run("detente-exchange", "import_tally", &arguments)?;
        summary.check(&format!("import {format}: 99 of 100 rows"), imported);
    }
    Ok(())
}
