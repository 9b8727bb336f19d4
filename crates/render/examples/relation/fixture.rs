//! A made-up relation, read from `events.txt` beside it; used by the example and by the tests.

use detente_relations::{Direction, Group, Observation, Settings, Side, measure};
use detente_render::{Article, Counting, EventEvidence, Field, Mark, RelationView, ReportEvidence, Role};
use jiff::civil::Date;

/// The relation of Kestria and Ovland, 2011 to 2012.
pub fn kestria_and_ovland() -> RelationView {
    let events: Vec<EventEvidence> =
        include_str!("events.txt").lines().filter(|l| !l.starts_with('#')).enumerate().map(event).collect();
    view(events)
}

/// A view of any events between the two.
pub fn view(events: Vec<EventEvidence>) -> RelationView {
    let side = |code: &str, name: &str| Side { code: code.to_owned(), name: name.to_owned() };
    let settings = Settings::new(side("KST", "Kestria"), side("OVL", "Ovland"));
    let observations: Vec<Observation> = events.iter().flat_map(observations).collect();
    let measures = measure(&observations, &settings).expect("the window is short");
    RelationView {
        measures,
        counting: Counting::default(),
        events,
        thirds: Vec::new(),
        sources: Vec::new(),
        source_notes: Vec::new(),
        made_by: "detente 0.1.0".to_owned(),
    }
}

fn observations(event: &EventEvidence) -> Vec<Observation> {
    let seen = |direction: &Direction| {
        let (id, from, to, score) = (event.id, event.from, event.to, event.score);
        Some(Observation { id, from, to, direction: *direction, group: event.group, score })
    };
    event.directions.iter().filter_map(seen).collect()
}

fn event((i, line): (usize, &str)) -> EventEvidence {
    let mut parts = line.split(" | ");
    let codes: Vec<&str> = parts.next().expect("codes").split(' ').collect();
    let (sentence, publisher) = (parts.next().expect("sentence"), parts.next().expect("publisher"));
    let day: Date = codes[0].parse().expect("a day");
    let (kind, mode) = codes[3].split_once(':').map_or((codes[3], None), |(kind, mode)| (kind, Some(mode)));
    EventEvidence {
        id: i as u128,
        from: Some(day),
        to: Some(day),
        directions: match codes[1] {
            "ab" => vec![Direction::AToB],
            "ba" => vec![Direction::BToA],
            _ => Direction::ALL.to_vec(),
        },
        group: Group::from_name(codes[2]),
        event_type: kind.to_owned(),
        modes: mode.map(str::to_owned).into_iter().collect(),
        status: "asserted".to_owned(),
        score: score(kind),
        imported: None,
        reports: vec![report(i, day, sentence, publisher)],
    }
}

fn score(kind: &str) -> f64 {
    match kind {
        "AGREE" | "CONSULT" => 2.5,
        "SUPPORT" => 5.0,
        "CONCEDE" => 4.5,
        "COOPERATE" => 9.5,
        "AID" => 10.0,
        "RETREAT" => 6.5,
        "ACCUSE" | "REJECT" => -2.0,
        "THREATEN" => -3.5,
        "SANCTION" => -6.0,
        "MOBILIZE" => -5.5,
        "COERCE" => -7.0,
        "ASSAULT" => -9.0,
        _ => 0.0,
    }
}

fn report(i: usize, day: Date, marked: &str, publisher: &str) -> ReportEvidence {
    let (sentence, marks) = read_marks(marked);
    let words = |m: &Mark| sentence[m.start..m.end].to_owned();
    let fields = marks.iter().map(|m| Field {
        name: m.role.name().to_owned(),
        value: words(m),
        words: Some(words(m)),
        why: None,
    });
    ReportEvidence {
        id: format!("r_{i:032x}"),
        fields: fields.collect(),
        marks,
        sentence,
        why: vec!["a verb of the lexicon with this object".to_owned()],
        confidence: Some(0.9),
        coder: "0.1.0 fast".to_owned(),
        article: Article {
            id: format!("a{i}"),
            title: Some(format!("Between Kestria and Ovland, part {}", i + 1)),
            url: Some(format!("https://news.example/{i}")),
            publisher: Some(publisher.to_owned()),
            published: Some(day),
        },
    }
}

/// `[a:Kestria] [t:accused] [r:Ovland]` as plain words and marks; marks may nest.
fn read_marks(marked: &str) -> (String, Vec<Mark>) {
    let (mut out, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        if c == '[' {
            open.push((out.len(), role(&rest[1..2])));
            rest = &rest[3..];
        } else {
            rest = &rest[c.len_utf8()..];
            match (c, open.last().copied()) {
                (']', Some((start, role))) => {
                    open.pop();
                    marks.push(Mark { start, end: out.len(), role });
                }
                _ => out.push(c),
            }
        }
    }
    (out, marks)
}

fn role(letter: &str) -> Role {
    match letter {
        "t" => Role::Trigger,
        "a" => Role::Actor,
        "r" => Role::Recipient,
        "s" => Role::Attribution,
        "c" => Role::Cue,
        "l" => Role::Link,
        "d" => Role::Date,
        "p" => Role::Place,
        _ => Role::Count,
    }
}
