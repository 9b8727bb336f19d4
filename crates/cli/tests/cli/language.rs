//! The commands that answer about language: parse, resolve, dates, classify.

use crate::support::{EXPULSION, detente, detente_on, file, folder, news};
use serde_json::{Value, json};

/// The columns of the word lines of CoNLL-U.
fn words(conllu: &str) -> Vec<Vec<&str>> {
    let lines = conllu.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect()).collect()
}

fn range(misc: &str) -> (usize, usize) {
    let range = misc.split('|').find_map(|pair| pair.strip_prefix("TokenRange=")).unwrap();
    let (start, end) = range.split_once(':').unwrap();
    (start.parse().unwrap(), end.parse().unwrap())
}

#[test]
fn offsets_of_a_parse_slice_the_text() {
    let text = format!("\u{201c}Caf\u{e9}s\u{a0}in N\u{ee}mes won't open,\u{201d} he said.\n\n{EXPULSION}\n");
    let folder = folder();
    let path = file(folder.path(), "news.txt", &text);
    let run = detente(&["parse".as_ref(), path.as_os_str()]).ended(0);
    let words = words(&run.out);
    assert!(words.len() > 20);
    for word in &words {
        let (start, end) = range(word[9]);
        assert_eq!(&text[start..end], word[1]);
    }
}

#[test]
fn each_sentence_of_a_parse_is_a_tree() {
    let run = detente(&["parse", news().to_str().unwrap()]).ended(0);
    let mut sentences = 0;
    for block in run.out.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let words = words(block);
        let heads: Vec<usize> = words.iter().map(|word| word[6].parse().unwrap()).collect();
        assert_eq!(heads.iter().filter(|head| **head == 0).count(), 1, "one root: {block}");
        for start in 1..=heads.len() {
            let (mut at, mut steps) = (start, 0);
            while at != 0 {
                at = heads[at - 1];
                steps += 1;
                assert!(steps <= heads.len(), "a circle: {block}");
            }
        }
        assert!(words.iter().all(|word| word.len() == 10));
        sentences += 1;
    }
    assert!(sentences > 50);
}

#[test]
fn mentions_are_resolved_at_their_date() {
    let lines = [
        json!({"id": "a", "text": "Tehran"}),
        json!({"id": "b", "text": "the French foreign minister", "date": "2012-03-15"}),
        json!({"id": 3, "text": "the moon"}),
    ];
    let input = lines.map(|line| line.to_string()).join("\n");
    let answers = detente_on(input.as_bytes(), &["resolve"]).ended(0).json_lines();
    assert_eq!(answers[0]["country"], "IRN");
    assert_eq!((&answers[1]["country"], &answers[1]["sectors"][0]), (&json!("FRA"), &json!("GOV")));
    assert_eq!((&answers[2]["id"], &answers[2]["country"]), (&json!(3), &Value::Null));
    for answer in &answers {
        let why = answer["why"].as_str().unwrap();
        assert!(!why.is_empty(), "nothing is guessed in silence");
    }
}

#[test]
fn dates_are_resolved_and_sliced() {
    let text = "The pact was signed on March 3 and annulled last week.";
    let line = json!({"id": "a", "text": text, "date": "2012-03-15"}).to_string();
    let answers = detente_on(line.as_bytes(), &["dates"]).ended(0).json_lines();
    let dates = answers[0]["dates"].as_array().unwrap();
    assert_eq!(dates.len(), 2, "{dates:?}");
    for date in dates {
        let at = |key: &str| date[key].as_u64().unwrap() as usize;
        assert_eq!(&text[at("start")..at("end")], date["text"]);
    }
    assert_eq!((&dates[0]["from"], &dates[0]["granularity"]), (&json!("2012-03-03"), &json!("day")));
    assert_eq!((&dates[1]["from"], &dates[1]["to"]), (&json!("2012-03-05"), &json!("2012-03-11")));
    let undated = json!({"id": "b", "text": text}).to_string();
    let answers = detente_on(undated.as_bytes(), &["dates"]).ended(0).json_lines();
    assert_eq!(answers[0]["dates"][1]["from"], Value::Null, "never guessed");
}

#[test]
fn an_act_between_two_mentions_is_typed() {
    let line = json!({"id": "a", "text": EXPULSION, "actor": [0, 6], "recipient": [20, 37]}).to_string();
    let answers = detente_on(line.as_bytes(), &["classify"]).ended(0).json_lines();
    assert_eq!((&answers[0]["type"], &answers[0]["quad"]), (&json!("SANCTION"), &json!(4)));
    let scores = answers[0]["scores"].as_object().unwrap();
    assert_eq!(scores.len(), 16);
    let sum: f64 = scores.values().map(|score| score.as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 0.02, "{sum}");
}
