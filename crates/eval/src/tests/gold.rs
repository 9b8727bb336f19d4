//! Reading gold.

use crate::gold::sha256;
use crate::{Event, GoldArticle, read_gold};
use detente_text::Span;
use serde_json::{Value, json};

const TEXT: &str = "Tonga sent rice to Samoa.";

fn report() -> Value {
    json!({"type": "AID", "trigger": {"start": 6, "end": 10}})
}

fn one(article: &Value) -> GoldArticle {
    read_gold(&article.to_string(), |_| None).unwrap().remove(0)
}

fn one_event(report: &Value) -> Event {
    one(&json!({"id": "a", "text": TEXT, "reports": [report]})).events.remove(0)
}

/// The line and the message of the error that the gold gives.
#[track_caller]
fn check_error(gold: &str, texts: Option<&str>, line: usize, says: &str) {
    let error = read_gold(gold, |_| texts.map(str::to_owned)).unwrap_err();
    assert_eq!(error.line(), line);
    let message = error.to_string();
    assert!(message.starts_with(&format!("line {line}: ")) && message.contains(says), "{message}");
}

#[test]
fn empty_gold_and_empty_lines() {
    assert!(read_gold("", |_| None).unwrap().is_empty());
    let line = json!({"id": "a", "text": TEXT}).to_string();
    let articles = read_gold(&format!("\n{line}\n  \n{line}\n"), |_| None).unwrap();
    assert_eq!(articles.len(), 2);
    assert!(articles[0].events.is_empty() && articles[0].date.is_none());
}

#[test]
fn what_is_left_out_has_its_default() {
    let event = one_event(&report());
    assert_eq!(event.sentence, Span::new(0, TEXT.len()));
    assert_eq!(event.trigger.of(TEXT), "sent");
    assert_eq!((event.status.as_str(), event.firm), ("asserted", true));
    assert!(event.actors.is_empty() && event.place.is_none() && event.date.is_none());
    assert!(event.contexts.is_none() && event.confidence.is_none());
}

#[test]
fn every_scored_field_is_read() {
    let event = one_event(&json!({
        "type": "AID", "modes": ["food"], "contexts": ["disaster"], "trigger": {"start": 6, "end": 10}, "status": "planned", "firm": false,
        "sentence": {"start": 0, "end": 25, "index": 0},
        "actors": [{"start": 0, "end": 5, "country": "TON", "sectors": ["GOV", "AGR"],
                    "links": [{"relation": "ally_of", "country": "WSM"}, {"relation": "led_by"}]}],
        "recipients": [{"start": 19, "end": 24, "country": "WSM", "sectors": []}],
        "attribution": [{"start": 0, "end": 5, "country": "TON"}],
        "date": {"from": "2030-05-01", "to": "2030-05-02", "start": null},
        "place": {"start": 19, "end": 24, "text": "Samoa"},
        "counts": [{"what": "killed", "min": 3, "max": null}],
    }));
    assert_eq!((event.actors[0].span.of(TEXT), event.actors[0].country.as_deref()), ("Tonga", Some("TON")));
    assert_eq!(
        (event.actors[0].sector.as_deref(), event.recipients[0].sector.as_deref()),
        (Some("GOV"), None)
    );
    assert_eq!(
        (event.status.as_str(), event.firm, &event.modes[..]),
        ("planned", false, &["food".to_owned()][..])
    );
    assert_eq!(event.contexts, Some(vec!["disaster".to_owned()]));
    assert_eq!(event.date, Some(("2030-05-01".into(), "2030-05-02".into())));
    assert_eq!(event.place.map(|p| p.of(TEXT)), Some("Samoa"));
    assert_eq!(event.counts.iter().collect::<Vec<_>>(), ["killed 3 -"]);
    assert_eq!(event.links.iter().collect::<Vec<_>>(), ["ally_of WSM", "led_by -"]);
    assert_eq!(event.sources[0].span.of(TEXT), "Tonga");
}

#[test]
fn a_date_without_days_is_no_date() {
    let with = |date: Value| {
        one_event(&json!({"type": "AID", "trigger": {"start": 6, "end": 10}, "date": date})).date
    };
    assert_eq!(with(json!({"start": 0, "end": 5})), None);
    assert_eq!(with(json!({"from": "2030-05-01"})), None);
    assert_eq!(with(Value::Null), None);
}

#[test]
fn a_carried_source_has_no_words() {
    for source in [
        json!({"country": "TON"}),
        json!({"start": null, "end": null, "country": "TON"}),
        json!({"start": 0, "end": 5, "country": "TON", "carried": true}),
    ] {
        let event =
            one_event(&json!({"type": "AID", "trigger": {"start": 6, "end": 10}, "attribution": [source]}));
        assert!(event.sources[0].span.is_empty());
        assert_eq!(event.sources[0].country.as_deref(), Some("TON"));
    }
}

#[test]
fn stand_off_gold_is_joined_by_id() {
    let line = json!({"id": "b", "text_sha256": sha256(TEXT), "reports": [report()]}).to_string();
    let articles = read_gold(&line, |id| (id == "b").then(|| TEXT.to_owned())).unwrap();
    assert_eq!((articles[0].text.as_str(), articles[0].events.len()), (TEXT, 1));
}

#[test]
fn the_hash_is_sha_256_in_hex() {
    assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn another_text_is_an_error() {
    let first = json!({"id": "a", "text": TEXT}).to_string();
    let stand_off = json!({"id": "b", "text_sha256": sha256(TEXT)}).to_string();
    let gold = format!("{first}\n\n{stand_off}");
    check_error(&gold, Some("Tonga sent rice."), 3, "the text of b is not the one annotated");
    let own = json!({"id": "c", "text": TEXT, "text_sha256": sha256("other")}).to_string();
    check_error(&own, None, 1, "the text of c is not the one annotated");
}

#[test]
fn a_missing_text_is_an_error() {
    check_error(&json!({"id": "b", "text_sha256": "00"}).to_string(), None, 1, "no text for id b");
}

#[test]
fn a_broken_line_is_an_error() {
    let good = json!({"id": "a", "text": TEXT}).to_string();
    check_error(&format!("{good}\n{{\"id\":"), None, 2, "EOF");
    check_error(&json!({"text": TEXT}).to_string(), None, 1, "missing field `id`");
    let no_trigger = json!({"id": "a", "text": TEXT, "reports": [{"type": "AID"}]});
    check_error(&no_trigger.to_string(), None, 1, "missing field `trigger`");
}

#[test]
fn offsets_that_are_not_in_the_text_are_an_error() {
    let with = |start: u32, end: u32| json!({"type": "AID", "trigger": {"start": start, "end": end}});
    let gold = |text: &str, report: Value| json!({"id": "a", "text": text, "reports": [report]}).to_string();
    check_error(&gold(TEXT, with(6, 26)), None, 1, "the bytes 6 to 26");
    check_error(&gold(TEXT, with(10, 6)), None, 1, "the bytes 10 to 6");
    check_error(&gold("é!", with(1, 2)), None, 1, "the bytes 1 to 2");
    let actor =
        json!({"type": "AID", "trigger": {"start": 6, "end": 10}, "actors": [{"start": 20, "end": 90}]});
    check_error(&gold(TEXT, actor), None, 1, "the bytes 20 to 90");
}
