//! Development: `gold GOLD [TEXTS]` scores and prints the errors.
use detente_eval::{Event, match_events, read_gold, render_text, score};
use detente_pipeline::ArticleCoder;
use detente_text::Article;
use std::collections::HashMap;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut texts = HashMap::new();
    if let Some(path) = args.get(2) {
        for line in std::fs::read_to_string(path).expect("texts").lines() {
            let v: serde_json::Value = serde_json::from_str(line).expect("json");
            texts.insert(v["id"].as_str().expect("id").to_owned(), v["text"].as_str().expect("text").to_owned());
        }
    }
    let gold = read_gold(&std::fs::read_to_string(&args[1]).expect("gold"), |id| texts.get(id).cloned()).expect("gold");
    let mut coder = ArticleCoder::new();
    let mut pairs = Vec::new();
    for a in &gold {
        let date = a.date.as_deref().and_then(|d| d.parse().ok());
        let coded = coder.code(Article { id: a.id.clone(), text: a.text.clone(), date, ..Article::default() });
        let events: Vec<Event> = coded.reports.iter().map(Event::from).collect();
        let m = match_events(&a.events, &events);
        let show = |e: &Event| {
            let who = |l: &[detente_eval::Mention]| l.iter().map(|m| format!("{} ({})", m.span.of(&a.text), m.country.as_deref().unwrap_or("-"))).collect::<Vec<_>>().join(" + ");
            format!("{} {} «{}» {} > {} {}", e.event_type, e.status, e.trigger.of(&a.text), who(&e.actors), who(&e.recipients), if e.firm {""} else {"(not firm)"})
        };
        for (i, g) in a.events.iter().enumerate() {
            let pair = m.iter().find(|p| p.gold == i);
            match pair {
                None => println!("{} {}\n   MISSED {}", a.id, g.sentence.of(&a.text), show(g)),
                Some(p) => {
                    let c = &events[p.coded];
                    let same = Event::countries(&g.actors) == Event::countries(&c.actors) && Event::countries(&g.recipients) == Event::countries(&c.recipients) && g.status == c.status;
                    println!("{} {} {}\n   GOLD {}\n   GOT  {}", if same { "ok" } else { "DIFF" }, a.id, g.sentence.of(&a.text), show(g), show(c));
                }
            }
        }
        for (j, c) in events.iter().enumerate() {
            if m.iter().all(|p| p.coded != j) {
                println!("{} {}\n   EXTRA {} {:?}", a.id, c.sentence.of(&a.text), show(c), coded.reports[j].why);
            }
        }
        pairs.push((a.events.clone(), events));
    }
    println!("{}", render_text(&score(&pairs, 10)));
}
