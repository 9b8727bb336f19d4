//! The flow of the Nile at Aswan, 1871 to 1970.

use crate::{Failure, columns, table::Table};
use detente_relations::breaks::bai_perron;
use serde_json::{Value, json};
use std::path::Path;

pub fn compare(folder: &Path, expected: &Value, table: &mut Table) -> Result<(), Failure> {
    let data = columns(&folder.join("golden/nile.csv"))?;
    let flow = data.get(1).ok_or("two columns expected")?;
    table.group("nile: partitions");
    let partitions = bai_perron::partitions(flow, 15, 5);
    for (m, expected) in expected.as_object().into_iter().flatten() {
        let partition = partitions.get(m.parse::<usize>()?).ok_or("a partition is missing")?;
        table.same(&format!("{m} breaks"), &json!(partition.breaks), &expected["breaks"]);
        table.rounded("rss", partition.rss, &expected["rss"], 4);
        table.rounded("bic", partition.bic, &expected["bic_strucchange"], 4);
    }
    // The file has these in a note of prose, so they are not among its numbers.
    let best = bai_perron::best(&partitions, flow.len(), 1.0).ok_or("no partition")?;
    let interval = bai_perron::interval(flow, &best.breaks, 0, 1.0);
    if best.breaks != [28] || interval != Some((25, 32)) {
        return Err(format!("the chosen break is {:?}, interval {interval:?}", best.breaks).into());
    }
    Ok(())
}
