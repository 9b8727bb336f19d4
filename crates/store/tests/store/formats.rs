//! The output formats: names and order of fields, and that they read back.

use crate::{any, make};
use detente_coding::Report;
use detente_store::ReportJson;
use detente_store::formats::{EventWriter, Format, ReportWriter};
use proptest::prelude::*;
use serde_json::Value;

fn reports(format: Format, reports: &[Report]) -> String {
    let mut out = Vec::new();
    let mut writer = ReportWriter::new(format, &mut out).unwrap();
    for report in reports {
        writer.write(report).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

fn events(format: Format, reports: &[Report]) -> String {
    let mut out = Vec::new();
    let mut writer = EventWriter::new(format, &mut out).unwrap();
    for event in detente_stories::events(reports) {
        writer.write(&event).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

fn full() -> Report {
    make::full_report(&make::meta("a", Some("2021-02-03")))
}

#[test]
fn a_report_is_written_as_the_interface_has_it() {
    let id = full().id;
    let expect = format!(
        concat!(
            r#"{{"schema":1,"id":"{}","article":{{"id":"a","url":null,"title":"Title of a","#,
            r#""publisher":"Wire 1","published":"2021-02-03","language":"en"}},"#,
            r#""part":{{"index":0,"kind":"body","start":0,"end":2000}},"#,
            r#""sentence":{{"index":1,"start":100,"end":155,"#,
            r#""text":"Sentence 1: Chad's police detained \"couriers\", it said."}},"#,
            r#""type":"COERCE","modes":["arrest"],"contexts":["crime"],"cameo":"173","quad":4,"score":SCORE,"#,
            r#""reciprocal":false,"trigger":{{"start":128,"end":136,"text":"detained"}},"#,
            r#""actors":[{{"start":10,"end":23,"text":"Chad's police","country":"TCD","sectors":["COP","GOV"],"#,
            r#""role":"police chief","entity":{{"id":"org:tcd-police","name":"Police of Chad"}},"links":[],"#,
            r#""why":"made"}}],"recipients":[{{"start":10,"end":20,"text":"\"couriers\"","country":"SDN","#,
            r#""sectors":["REB"],"role":null,"entity":null,"links":[{{"relation":"agent_of","start":40,"end":48,"#,
            r#""text":"Khartoum","country":"SDN","sectors":["GOV"],"entity":null,"status":"alleged","#,
            r#""attribution":[SOURCE]}}],"why":"made"}}],"status":"asserted","attribution":[SOURCE],"#,
            r#""date":{{"from":"2021-02-03","to":"2021-02-03","granularity":"day","start":80,"end":89,"#,
            r#""text":"on Monday"}},"place":{{"start":90,"end":98,"text":"Abéché","geonameid":2436400,"#,
            r#""name":"Abéché","admin1":"Ouaddaï","country":"TCD","lat":13.82916,"lon":20.8324,"#,
            r#""precision":"city"}},"counts":[{{"what":"arrested","min":20,"max":null,"start":30,"end":41,"#,
            r#""text":"at least 20"}}],"confidence":0.875,"why":["rule detain-1"],"#,
            r#""coder":{{"version":"0.1.0","tier":"fast","model":"en.bin 0123"}}}}"#,
            "\n"
        ),
        id
    );
    let source = concat!(
        r#"{"start":60,"end":62,"text":"it","cue":{"start":63,"end":67,"text":"said"},"country":"TCD","#,
        r#""sectors":["COP","GOV"],"entity":{"id":"org:tcd-police","name":"Police of Chad"},"#,
        r#""party":true,"carried":true}"#
    );
    let written = reports(Format::Jsonl, &[full()]);
    let score = serde_json::from_str::<ReportJson>(&written).unwrap().score;
    assert!(score < 0.0);
    assert_eq!(written, expect.replace("SOURCE", source).replace("SCORE", &format!("{score:?}")));
}

#[test]
fn null_place_and_unresolved_date_are_null() {
    let written = reports(Format::Jsonl, &[make::report(&make::meta("a", None), 0)]);
    assert!(written.contains(r#""place":null"#), "{written}");
    let date = r#""date":{"from":null,"to":null,"granularity":"none","start":null,"end":null,"text":null}"#;
    assert!(written.contains(date), "{written}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_report_is_one_line_of_json_that_reads_back(made in any::report()) {
        let written = reports(Format::Jsonl, std::slice::from_ref(&made));
        prop_assert_eq!(written.lines().count(), 1);
        let json: ReportJson = serde_json::from_str(&written).unwrap();
        let mut back = Report::try_from(json).unwrap();
        // What the interface has no field for.
        let mut expect = made;
        for entity in expect.actors.iter_mut().chain(&mut expect.recipients) {
            for link in &mut entity.links {
                link.party.role = None;
                link.attribution.iter_mut().for_each(|a| a.party.role = None);
            }
        }
        expect.attribution.iter_mut().for_each(|a| a.party.role = None);
        back.confidence = expect.confidence;
        prop_assert_eq!(back, expect);
    }

    #[test]
    fn any_report_and_event_is_whole_rows_of_csv(made in prop::collection::vec(any::report(), 0..4)) {
        for text in [reports(Format::Csv, &made), events(Format::Csv, &made)] {
            let rows = parse_csv(&text);
            let width = rows[0].len();
            prop_assert!(rows.iter().all(|r| r.len() == width), "{:?}", rows);
            prop_assert!(rows.len() > made.len().min(1));
        }
        for text in [reports(Format::Plover, &made), events(Format::Plover, &made), events(Format::Jsonl, &made)] {
            prop_assert_eq!(text.lines().filter(|l| serde_json::from_str::<Value>(l).is_ok()).count(), made.len());
        }
    }
}

/// RFC 4180, as a reader would.
fn parse_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows
}

#[test]
fn csv_has_a_row_for_each_directed_dyad() {
    let meta = make::meta("a", Some("2021-02-03"));
    let two =
        vec![make::entity("Chad", "TCD", &["GOV"]), make::entity("Niger, \"its\" ally", "NER", &["GOV"])];
    let together = Report { actors: two.clone(), ..make::report(&meta, 0) };
    let alone = Report { actors: two.clone(), recipients: vec![], ..make::report(&meta, 1) };
    let each_other = Report { actors: two, recipients: vec![], reciprocal: true, ..make::report(&meta, 2) };
    let nobody = Report { actors: vec![], ..make::report(&meta, 3) };
    let text = reports(Format::Csv, &[together, alone, each_other, nobody]);
    let rows = parse_csv(&text);
    assert_eq!(rows.len(), 1 + 2 + 2 + 2 + 1);
    let column = |name: &str| rows[0].iter().position(|c| c == name).unwrap();
    let pairs: Vec<String> = rows[1..]
        .iter()
        .map(|r| format!("{}>{}", r[column("actor_country")], r[column("recipient_country")]))
        .collect();
    assert_eq!(pairs, ["TCD>SDN", "NER>SDN", "TCD>", "NER>", "TCD>NER", "NER>TCD", ">SDN"]);
    assert_eq!(rows[2][column("actor")], "Niger, \"its\" ally");
}

#[test]
fn plover_has_the_manuals_names() {
    let record: Value = serde_json::from_str(&reports(Format::Plover, &[full()])).unwrap();
    assert_eq!(record["event"], serde_json::json!(["COERCE"]));
    assert_eq!(record["mode"], serde_json::json!(["arrest"]));
    assert_eq!((record["date"].as_str(), record["quad_code"].as_u64()), (Some("2021-02-03"), Some(4)));
    assert_eq!(record["actor"][0]["code"], "TCD");
    assert_eq!(record["actor"][0]["identifier_text"], "Police of Chad");
    assert_eq!(record["size"]["arrested"], serde_json::json!({"min": 20, "max": null}));
    assert_eq!(
        (record["event_loc"]["geonameid"].as_u64(), record["event_loc"]["resolution"].as_u64()),
        (Some(2_436_400), Some(4))
    );
    let event: Value = serde_json::from_str(&events(Format::Plover, &[full()])).unwrap();
    assert!(event["id"].as_str().unwrap().starts_with("e_"));
}

#[test]
fn an_event_lists_its_reports() {
    let event: Value = serde_json::from_str(&events(Format::Jsonl, &[full()])).unwrap();
    assert_eq!(event["reports"], serde_json::json!([full().id.to_string()]));
    assert_eq!(event["id"].as_str().map(|i| &i[2..]), Some(&full().id.to_string()[2..]));
    assert_eq!((event["group"].as_str(), event["n_articles"].as_u64()), (Some("deeds_against"), Some(1)));
    assert_eq!(event["date"]["granularity"], "day");
}

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse::<Format>().unwrap(), format);
    }
    assert!("xml".parse::<Format>().unwrap_err().to_string().contains("jsonl, csv or plover"));
}
