//! Development: prints the reports of a text, one line each, with the tree when asked (`-t`).
use detente_parse::{ParsedSentence, Parser};
use detente_pipeline::ArticleCoder;
use detente_text::{Article, Doc};
use std::io::Read;

fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).expect("stdin");
    let date = Some("2012-03-15".parse().expect("date"));
    let article = Article { id: "x".into(), text, date, ..Article::default() };
    if std::env::args().any(|a| a == "-t") {
        let doc = Doc::new(article.clone());
        for sentence in &doc.sentences {
            let syntax = Parser::embedded().parse(&doc, sentence);
            let p = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
            for i in 0..p.len() {
                println!(
                    "{}\t{}\t{}\t{}\t{}\t{}\t{}",
                    i,
                    p.form(i),
                    p.lemma(i),
                    p.upos(i).name(),
                    p.xpos(i).name(),
                    p.head(i).map_or(-1, |h| h as i64),
                    p.deprel(i).name()
                );
            }
            println!("names {:?}", syntax.names);
        }
    }
    for r in ArticleCoder::new().code(article).reports {
        let list = |es: &[detente_coding::Entity]| {
            es.iter()
                .map(|e| {
                    let links: Vec<String> = e.links.iter().map(|l| format!("{}→{} {:?} {}", l.relation.name(), l.mention.text, l.party.country, l.status.name())).collect();
                    format!("{} [{:?} {:?}] {}", e.mention.text, e.party.country, e.party.sectors, links.join(","))
                })
                .collect::<Vec<_>>()
                .join(" + ")
        };
        println!("# {} {}", r.part_kind.name(), r.sentence_words.text);
        println!(
            "  {} {:?} {} «{}»: {} > {} | by {:?} | {:?} {:?} | {:?} | {:?} {}",
            r.event_type.name(), r.modes, r.status.name(), r.trigger.text, list(&r.actors), list(&r.recipients),
            r.attribution.iter().map(|a| format!("{}/{}{}", a.mention.text, a.cue.as_ref().map_or("", |c| &c.text), if a.carried {" carried"} else {""})).collect::<Vec<_>>(),
            r.date.from, r.date.words.as_ref().map(|w| &w.text), r.place.as_ref().map(|p| &p.name), r.why, r.counts.iter().map(|c| format!("{}={:?}", c.what, c.min)).collect::<Vec<_>>().join(","),
        );
    }
}
