//! What others coded: imported, measured, tabled, watched. The rows are made up here.

use crate::support::{command, detente, folder};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use tempfile::TempDir;

/// Ten years of two quarrelsome neighbours in the KEDS format: warm words and cold deeds by the month, and a storm in the
/// last month of 2009.
fn rows() -> String {
    let mut text = "date,source,target,code\n".to_owned();
    for year in 2000..2010 {
        for month in 1..13 {
            for day in [3, 9, 17] {
                let _ = writeln!(text, "{year}-{month:02}-{day:02},ECUGOV,PERGOV,05{}", month % 3 + 1);
            }
            if month % 2 == 0 {
                let _ = writeln!(text, "{year}-{month:02}-20,ECUMIL,PERMIL,190");
                let _ = writeln!(text, "{year}-{month:02}-21,PERMIL,ECUMIL,173");
            }
            let _ = writeln!(text, "{year}-{month:02}-25,PERGOV,ECUGOV,112");
            let _ = writeln!(text, "{year}-{month:02}-26,PERGOV,ECUGOV,010");
        }
    }
    for day in 1..29 {
        let _ = writeln!(text, "2009-12-{day:02},ECUMIL,PERMIL,193");
    }
    text
}

fn store() -> (TempDir, String) {
    let folder = folder();
    let file = folder.path().join("border.csv");
    std::fs::write(&file, rows()).unwrap();
    let store = folder.path().join("store").to_str().unwrap().to_owned();
    detente(&["import", "keds", file.to_str().unwrap(), "-o", &store])
        .ended(0)
        .says("rows in")
        .says("KEDS CAMEO scale");
    (folder, store)
}

fn report(store: &str, options: &[&str]) -> Value {
    let arguments: Vec<&str> =
        ["report", store, "ECU", "PER", "--format", "json"].iter().chain(options).copied().collect();
    serde_json::from_str(&detente(&arguments).ended(0).out).unwrap()
}

#[test]
fn an_import_is_measured() {
    let (_folder, store) = store();
    let relation = report(&store, &[]);
    let series = relation["dyads"]["ECU>PER"]["series"].as_array().unwrap();
    assert_eq!(series.len(), 120);
    let sum = |name: &str| series.iter().map(|row| row[name].as_i64().unwrap()).sum::<i64>();
    assert_eq!((sum("vows"), sum("deeds_against")), (360, 88));
    let periods: Vec<&str> =
        relation["reciprocity"].as_array().unwrap().iter().map(|r| r["period"].as_str().unwrap()).collect();
    assert_eq!(periods, ["day", "week", "month", "quarter"]);
    assert_eq!(relation["fencing"][0]["verdict"], "fencing", "warm words, cold deeds");
    assert_eq!(relation["fencing"][1]["verdict"], "openly hostile");
    assert!(
        relation["summary"]
            .as_array()
            .unwrap()
            .iter()
            .any(|s| s.as_str().unwrap().contains("warm words, cold deeds"))
    );
    // Code 010 is in no group: its score counts, and no group has it.
    let back = &relation["dyads"]["PER>ECU"]["series"][0];
    assert_eq!((back["words_against"].as_i64(), back["vows"].as_i64()), (Some(1), Some(0)));
}

#[test]
fn switches_change_what_counts() {
    let (_folder, store) = store();
    let deeds = |options: &[&str]| {
        let relation = report(&store, options);
        let series = relation["dyads"]["ECU>PER"]["series"].as_array().unwrap().clone();
        series.iter().map(|row| row["deeds_against"].as_i64().unwrap()).sum::<i64>()
    };
    assert_eq!(deeds(&[]), 88);
    assert_eq!(deeds(&["--from", "2009-12"]), 29);
    assert_eq!(deeds(&["--status", "alleged"]), 0);
    assert_eq!(deeds(&["--one-a-day"]), 88, "no two of a day have one code");
    let yearly = report(&store, &["--period", "year"]);
    assert_eq!(yearly["dyads"]["ECU>PER"]["series"].as_array().unwrap().len(), 10);
    let sector = detente(&["report", &store, "ECU.MIL", "PER.MIL", "--format", "json"]).ended(0);
    let sector: Value = serde_json::from_str(&sector.out).unwrap();
    assert_eq!(sector["dyads"]["ECU.MIL>PER.MIL"]["series"][118]["vows"], 0);
}

#[test]
fn every_form_of_a_report_is_written() {
    let (folder, store) = store();
    for (ending, starts) in
        [("html", "<!DOCTYPE html>"), ("md", "# "), ("json", "{"), ("txt", "Ecuador and Peru")]
    {
        let file = folder.path().join(format!("report.{ending}"));
        detente(&["report", &store, "ECU", "PER", "-o", file.to_str().unwrap()]).ended(0);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with(starts), "{ending}: {text:.60}");
        assert!(text.len() > 2000);
    }
    for (ending, starts) in [("pdf", &b"%PDF-"[..]), ("png", &b"\x89PNG"[..])] {
        let file = folder.path().join(format!("report.{ending}"));
        detente(&["report", &store, "ECU", "PER", "-o", file.to_str().unwrap()]).ended(0);
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes.starts_with(starts) && bytes.len() > 20_000, "{ending}: {} bytes", bytes.len());
    }
}

#[test]
fn an_import_twice_changes_nothing() {
    let (folder, store) = store();
    let manifest = || std::fs::read_to_string(Path::new(&store).join("manifest.json")).unwrap();
    let before = manifest();
    let file = folder.path().join("border.csv");
    detente(&["import", "keds", file.to_str().unwrap(), "-o", &store]).ended(0).says("known already");
    assert_eq!(manifest(), before);
}

#[test]
fn broken_rows_are_named_and_the_rest_is_imported() {
    let folder = folder();
    let file = folder.path().join("broken.csv");
    let text = "date,source,target,code\n2001-01-05,ECUGOV,PERGOV,050\nnonsense\n2001-13-45,ECUGOV,PERGOV,050\n2001-01-07,PERGOV,ECUGOV,112\n";
    std::fs::write(&file, text).unwrap();
    let store = folder.path().join("store");
    let run = detente(&["import", "keds", file.to_str().unwrap(), "-o", store.to_str().unwrap()]).ended(2);
    run.says("4 rows in, 2 events out").says("refused");
    let events = detente(&["events", store.to_str().unwrap(), "--format", "jsonl"]).ended(0).json_lines();
    assert_eq!(events.len(), 2);
    assert_eq!(events[0]["imported"]["dataset"], "keds");
    let missing = detente(&["import", "keds", "no-such-file", "-o", store.to_str().unwrap()]).ended(2);
    missing.says("no-such-file");
    detente(&["import", "excel", "x", "-o", store.to_str().unwrap()]).ended(2).says("gdelt, gdelt1, icews");
    let empty = folder.path().join("empty.csv");
    std::fs::write(&empty, "").unwrap();
    detente(&["import", "keds", empty.to_str().unwrap(), "-o", store.to_str().unwrap()])
        .ended(0)
        .says("0 rows in");
}

#[test]
fn the_panel_is_balanced_and_zero_filled() {
    let (folder, store) = store();
    let run = detente(&["panel", &store]).ended(0).says("240 rows: 2 dyads");
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 241);
    let column = |name: &str| lines[0].split(',').position(|n| n == name).unwrap();
    let (vows, events, store_events) = (column("vows"), column("events"), column("store_events"));
    let cells: Vec<Vec<&str>> = lines[1..].iter().map(|line| line.split(',').collect()).collect();
    let sum = |i: usize| cells.iter().map(|row| row[i].parse::<i64>().unwrap()).sum::<i64>();
    assert_eq!((sum(vows), sum(events)), (360, i64::try_from(rows().lines().count() - 1).unwrap()));
    assert_eq!(sum(store_events), 2 * sum(events), "each row has the whole store's");
    assert_eq!(cells[0][column("actor_cow")], "130");
    let weeks = detente(&["panel", &store, "--period", "week", "--from", "2001", "--to", "2002"]).ended(0);
    let vows_of_weeks: i64 = weeks
        .out
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(vows).unwrap().parse::<i64>().unwrap())
        .sum();
    assert_eq!(vows_of_weeks, 72, "a week in two years is one");
    let parquet = folder.path().join("panel.parquet");
    detente(&["panel", &store, "-o", parquet.to_str().unwrap()]).ended(0);
    assert!(std::fs::read(&parquet).unwrap().starts_with(b"PAR1"));
}

#[test]
fn watch_tells_of_the_storm_and_of_nothing_else() {
    let (_folder, store) = store();
    let run = detente(&["watch", &store, "--format", "jsonl"]).ended(1);
    let found = run.json_lines();
    assert_eq!((found[0]["actor"].as_str(), found[0]["period"].as_str()), (Some("ECU"), Some("2009-12")));
    assert_eq!(found[0]["reasons"][0]["kind"], "deeds_against");
    assert!(found[0]["reasons"][0]["now"].as_f64() > found[0]["reasons"][0]["expected"].as_f64());
    let quiet = detente(&["watch", &store, "--until", "2009-10"]).ended(0);
    assert_eq!(quiet.out, "");
    detente(&["watch", &store, "--period", "day"]).ended(2).says("hint");
}

#[test]
fn the_network_has_foes() {
    let (_folder, store) = store();
    let network = detente(&["network", &store, "--format", "jsonl"]).ended(0).json_lines().remove(0);
    let years = network["periods"].as_array().unwrap();
    assert_eq!(years.len(), 10);
    assert_eq!(years[0]["ties"].as_array().unwrap().len(), 1);
    assert!(detente(&["network", &store]).ended(0).out.contains("2005"));
}

#[test]
fn a_store_is_compacted_and_stays_the_same() {
    let (folder, store) = store();
    for n in 0..4 {
        let file = folder.path().join(format!("more-{n}.csv"));
        std::fs::write(&file, format!("date,source,target,code\n2005-03-1{n},ECUGOV,PERGOV,03{n}\n"))
            .unwrap();
        detente(&["import", "keds", file.to_str().unwrap(), "-o", &store]).ended(0);
    }
    let before = report(&store, &[]);
    detente(&["compact", &store]).ended(0).says("files joined into");
    assert_eq!(report(&store, &[]), before);
    let none = folder.path().join("none");
    detente(&["compact", none.to_str().unwrap()]).ended(2);
    assert!(!none.exists(), "looking makes no store");
}

#[test]
fn events_go_out_as_gdelt_and_come_back() {
    let (folder, store) = store();
    let file = folder.path().join("events.gdelt");
    let out = std::fs::File::create(&file).unwrap();
    assert!(command(&["events", &store, "--format", "gdelt"]).stdout(out).status().unwrap().success());
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.lines().all(|line| line.split('\t').count() == 61));
    let again = folder.path().join("again").to_str().unwrap().to_owned();
    detente(&["import", "gdelt", file.to_str().unwrap(), "-o", &again]).ended(0);
    let groups = |store: &str| {
        let series = report(store, &[])["dyads"]["ECU>PER"]["series"].as_array().unwrap().clone();
        series.iter().map(|row| (row["vows"].clone(), row["deeds_against"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(groups(&again), groups(&store));
    for format in ["icews", "plover", "csv", "parquet"] {
        let out = std::fs::File::create(&file).unwrap();
        assert!(command(&["events", &store, "--format", format]).stdout(out).status().unwrap().success());
        assert!(std::fs::metadata(&file).unwrap().len() > 1000, "{format}");
    }
}
