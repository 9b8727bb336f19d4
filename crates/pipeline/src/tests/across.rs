//! What one sentence leaves to another: who is meant, who did it, who contradicts whom.

use super::{check_spans, code};
use crate::CodedArticle;
use detente_coding::{EventType, Report, Side, Status};
use detente_parse::Tier;

fn coded(tier: Tier, text: &str) -> CodedArticle {
    let coded = code(tier, text);
    check_spans(&coded);
    coded
}

#[track_caller]
fn of<'a>(coded: &'a CodedArticle, event_type: EventType, trigger: &str) -> &'a Report {
    let found = coded.reports.iter().find(|r| r.event_type == event_type && r.trigger.text.contains(trigger));
    found.unwrap_or_else(|| panic!("no {event_type:?} at {trigger:?} in {:#?}", coded.reports))
}

fn countries(parties: &[detente_coding::Entity]) -> Vec<String> {
    parties.iter().filter_map(|e| e.party.country.map(|c| c.to_string())).collect()
}

fn implied(report: &Report) -> Vec<(Side, String)> {
    let code = |e: &detente_coding::Entity| e.party.country.map(|c| c.to_string()).unwrap_or_default();
    report.implied.iter().map(|i| (i.side, code(&i.entity))).collect()
}

#[test]
fn the_attack_is_by_whom_the_sentence_before_names() {
    let coded = coded(
        Tier::Accurate,
        "Ethiopian jets bombed a market in Mekelle on Monday. The air strike killed sixty civilians.",
    );
    let killed = of(&coded, EventType::Assault, "killed");
    assert!(countries(&killed.actors).is_empty(), "its own sentence names nobody: {killed:#?}");
    assert_eq!(implied(killed), [(Side::Actor, "ETH".to_owned())]);
    assert!(killed.implied[0].confidence < killed.confidence);
}

#[test]
fn an_answer_is_to_whoever_acted() {
    for text in [
        "Chad expelled three French diplomats. In response, France cut aid to the army.",
        "Chad expelled three French diplomats. France retaliated by cutting aid to the army.",
    ] {
        let coded = coded(Tier::Accurate, text);
        let cut = coded.reports.last().expect("two acts");
        assert_eq!(cut.event_type, EventType::Sanction);
        assert_eq!(implied(cut), [(Side::Recipient, "TCD".to_owned())], "{text}");
    }
}

#[test]
fn another_act_implies_nobody() {
    let coded = coded(
        Tier::Accurate,
        "Ethiopian jets bombed a market in Mekelle. A bomb killed four soldiers in Mogadishu.",
    );
    assert!(coded.reports.len() > 1);
    assert!(coded.reports.iter().all(|r| r.implied.is_empty()), "{:#?}", coded.reports);
}

#[test]
fn pronouns_stand_for_people_of_earlier_sentences() {
    let coded = coded(
        Tier::Accurate,
        "Malawi's police arrested a Zambian editor. She was beaten in custody. The ministry in Lilongwe apologised to her.",
    );
    assert_eq!(countries(&of(&coded, EventType::Assault, "beaten").recipients), ["ZMB"]);
    assert_eq!(countries(&of(&coded, EventType::Concede, "apologised").recipients), ["ZMB"]);
}

#[test]
fn a_known_village_is_still_the_other_sides() {
    let coded = coded(
        Tier::Accurate,
        "Sudan accused Ethiopia of shelling a border village. Ethiopia denied that it had shelled the village.",
    );
    assert_eq!(countries(&of(&coded, EventType::Assault, "shelled").recipients), ["SDN"]);
}

#[track_caller]
fn assert_counter(a: &Report, b: &Report) {
    assert_eq!(a.counters, [b.id], "{a:#?}");
    assert_eq!(b.counters, [a.id], "{b:#?}");
}

#[test]
fn a_claim_and_its_denial_are_counters() {
    let coded = coded(
        Tier::Accurate,
        "Sudan accused Ethiopia of shelling a border village. Ethiopia denied that it had shelled the village.",
    );
    let claim = of(&coded, EventType::Assault, "shelling");
    let denial = of(&coded, EventType::Assault, "shelled");
    assert_eq!((claim.status, denial.status), (Status::Alleged, Status::Denied));
    assert_counter(claim, denial);
    assert!(of(&coded, EventType::Accuse, "accused").counters.is_empty());
}

#[test]
fn two_who_blame_each_other_are_counters() {
    let coded = coded(
        Tier::Accurate,
        "Armenia said Azerbaijani troops had attacked a post near Goris. Azerbaijan said Armenian forces attacked first.",
    );
    let [first, second] = coded.reports.as_slice() else { panic!("{:#?}", coded.reports) };
    assert_counter(first, second);
}

#[test]
fn a_denial_of_another_act_counters_nothing() {
    let coded = coded(
        Tier::Accurate,
        "Sudan accused Ethiopia of shelling a border village. Peru denied that its police had beaten a Chilean reporter.",
    );
    assert!(coded.reports.iter().any(|r| r.status == Status::Denied));
    assert!(coded.reports.iter().all(|r| r.counters.is_empty()), "{:#?}", coded.reports);
}
