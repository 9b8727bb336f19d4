//! Whole sentences through parser and coder: types, parties, status, sources, links, counts, dates, places.

use detente_coding::{ArticleMeta, Entity, EventCoder, Memory, Report};
use detente_parse::{ParsedSentence, Parser, Tier};
use detente_text::{Article, Doc};
use std::sync::Arc;

fn code(text: &str) -> Vec<Report> {
    let date = Some("2014-06-18".parse().expect("a date"));
    let doc = Doc::new(Article { id: "test".into(), text: text.into(), date, ..Article::default() });
    let meta = Arc::new(ArticleMeta { id: "test".into(), published: date, ..ArticleMeta::default() });
    let mut coder = EventCoder::frames(Tier::default(), "test");
    let mut memory = Memory::default();
    let mut out = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let syntax = Parser::of(Tier::default()).parse(&doc, sentence);
        out.extend(coder.code(
            ParsedSentence { doc: &doc, sentence, syntax: &syntax },
            None,
            index,
            &meta,
            &mut memory,
        ));
    }
    out
}

fn codes(entities: &[Entity]) -> String {
    let mut codes: Vec<String> =
        entities.iter().map(|e| e.party.country.map_or_else(|| "-".into(), |c| c.to_string())).collect();
    codes.dedup();
    codes.join("+")
}

/// `TYPE status ACTORS>RECIPIENTS`, with `<>` for acts on each other, and `by SOURCE` where there is one.
fn line(report: &Report) -> String {
    let arrow = if report.reciprocal { "<>" } else { ">" };
    let by: Vec<String> = report.attribution.iter().map(|a| a.mention.text.clone()).collect();
    let by = if by.is_empty() { String::new() } else { format!(" by {}", by.join(", ")) };
    format!(
        "{} {} {}{arrow}{}{by}",
        report.event_type.name(),
        report.status.name(),
        codes(&report.actors),
        codes(&report.recipients)
    )
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let got: Vec<String> = code(text).iter().map(line).collect();
    assert_eq!(got, expected, "{text}");
}

#[test]
fn asserted_acts_and_their_parties() {
    check("Kenya expelled two Somali diplomats on Monday.", &["SANCTION asserted KEN>SOM"]);
    check("Two Nepalese soldiers were killed by rebels.", &["ASSAULT asserted ->NPL"]);
    check("France and Britain condemned Syria.", &["ACCUSE asserted FRA+GBR>SYR"]);
    check("Peru and Chile signed a border treaty.", &["SUPPORT asserted PER+CHL<>"]);
    check("The Swedish prime minister praised Norway.", &["SUPPORT asserted SWE>NOR"]);
    check("Thai and Cambodian troops clashed near the temple.", &["ASSAULT asserted THA+KHM<>"]);
    check("Hundreds of protesters marched in Lima.", &["PROTEST asserted PER>"]);
    check("Portugal sent food to Angola.", &["AID asserted PRT>AGO"]);
}

#[test]
fn a_party_takes_the_country_of_what_it_goes_with() {
    check("Chad denied that its soldiers had attacked Sudan.", &["ASSAULT denied TCD>SDN by Chad"]);
    check("Boko Haram attacked a village in northern Cameroon.", &["ASSAULT asserted NGA>CMR"]);
    check("Rebels attacked Polish and Italian troops.", &["ASSAULT asserted ->POL+ITA"]);
    check("Togo could arrest the opposition leader.", &["COERCE hypothetical TGO>TGO"]);
    check("Protesters chanted slogans against the Syrian president.", &["PROTEST asserted ->SYR"]);
    check("Romania put its air defenses on alert.", &["MOBILIZE asserted ROU>"]);
    check(
        "Kenya arrested three Somali traders and deported them.",
        &["COERCE asserted KEN>SOM", "COERCE asserted KEN>SOM"],
    );
    check(
        "Iran arrested four Kuwaiti drivers. The drivers were released on Monday.",
        &["COERCE asserted IRN>KWT", "RETREAT asserted >KWT"],
    );
}

#[test]
fn what_hangs_a_step_too_high_or_too_low_is_found() {
    check("Vienna welcomed the pardon by Serbia.", &["SUPPORT asserted AUT>SRB"]);
    check("Ethiopia announced the withdrawal of its troops from Somalia.", &["CONCEDE asserted ETH>SOM"]);
    check("Burma's president pardoned two British filmmakers.", &["CONCEDE asserted MMR>GBR"]);
    check("Two Thai soldiers were wounded by shelling near the temple.", &["ASSAULT asserted >THA"]);
    check("Kenyan police foiled a plot to kill a Ugandan diplomat.", &["ASSAULT planned >UGA"]);
}

#[test]
fn what_is_told_by_somebody_names_the_source() {
    check(
        "Kenya arrested five Ugandan fishermen, officials said.",
        &["COERCE asserted KEN>UGA by officials"],
    );
    check("Egypt says that Libya released nine Egyptian drivers.", &["RETREAT asserted LBY>EGY by Egypt"]);
    check(
        "Cuba accused Spain of bombing a Cuban ship.",
        &["ACCUSE asserted CUB>ESP", "ASSAULT alleged ESP>CUB by Cuba"],
    );
    check("Chad denied that it had attacked Sudan.", &["ASSAULT denied TCD>SDN by Chad"]);
}

#[test]
fn plans_fold_and_threats_are_coded_once() {
    check("Ghana will send food to Niger.", &["AGREE asserted GHA>NER"]);
    check("Turkey threatened to attack Syria.", &["THREATEN asserted TUR>SYR"]);
    check("Japan urged Russia to release the fishermen.", &["REQUEST asserted JPN>RUS"]);
    check("Angola refused to meet Zambian officials.", &["REJECT asserted AGO>ZMB"]);
    check("Israel agreed to withdraw its troops from Lebanon.", &["CONCEDE asserted ISR>LBN"]);
    check("The rebels were planning to attack the Kenyan embassy.", &["ASSAULT planned ->KEN"]);
}

#[test]
fn what_did_not_happen_is_told_apart() {
    check("Serbia did not arrest the Croatian general.", &["COERCE negated SRB>HRV"]);
    check("Iran could attack Iraq.", &["ASSAULT hypothetical IRN>IRQ"]);
    check("Did Iran attack Iraq?", &[]);
    check("If Kenya attacks Somalia, the war will go on.", &["ASSAULT hypothetical KEN>SOM"]);
}

#[test]
fn nothing_to_code_gives_nothing() {
    for text in [
        "The storm killed ten people in Haiti.",
        "Ties between Paris and Rome are close.",
        "The minister likes coffee.",
        "Sweden is rich in iron.",
        "The team won the match in Lagos.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_link_comes_with_its_own_status() {
    let reports = code("Uganda arrested six men accused of spying for Rwanda.");
    let link = &reports[0].recipients[0].links[0];
    let got = (link.relation.name(), link.party.country.unwrap().to_string(), link.status.name());
    assert_eq!(got, ("agent_of", "RWA".to_owned(), "alleged"));
}

#[test]
fn numbers_days_and_places_are_read() {
    let reports = code("Police in Cairo arrested at least 20 students on Monday.");
    let report = &reports[0];
    assert_eq!(report.counts[0].what, "arrested");
    assert_eq!((report.counts[0].min, report.counts[0].max), (Some(20), None));
    assert_eq!(report.date.from, Some("2014-06-16".parse().unwrap()));
    assert_eq!(report.place.as_ref().unwrap().name, "Cairo");
}

#[test]
fn an_earlier_sentence_says_who_the_group_is_and_who_told_of_it() {
    let reports = code(
        "Egypt said it had arrested a group of militants. The group was planning to attack the French embassy.",
    );
    let plot = reports.iter().find(|r| r.event_type.name() == "ASSAULT").expect("the plot");
    assert_eq!(plot.status.name(), "planned");
    assert!(plot.attribution.iter().any(|a| a.carried && a.mention.text == "Egypt"));
}

#[test]
fn every_span_is_what_it_says() {
    let text = "\u{201c}We will never yield,\u{201d} the Libyan minister said after Malta seized a Libyan ship on Tuesday.";
    let reports = code(text);
    assert!(!reports.is_empty());
    for report in reports {
        for entity in report.actors.iter().chain(&report.recipients) {
            assert_eq!(entity.mention.span.of(text), entity.mention.text);
            assert!(report.sentence_words.span.contains(entity.mention.span));
        }
        assert_eq!(report.trigger.span.of(text), report.trigger.text);
    }
}
