//! The forms of attribution inside one sentence.

use super::{read, says};
use crate::{Kind, Style};

#[test]
fn a_clause() {
    let found = says("The mayor said the bridge was safe.", "The mayor", "said", "the bridge was safe");
    assert_eq!((found.kind, found.style, found.carried), (Kind::Speech, Style::Indirect, false));
}

#[test]
fn a_clause_with_that() {
    says("Fishermen claim that the river is dead.", "Fishermen", "claim", "that the river is dead");
}

#[test]
fn a_denial() {
    let found =
        says("The company denied that it had dumped oil.", "The company", "denied", "that it had dumped oil");
    assert_eq!(found.kind, Kind::Denial);
}

#[test]
fn a_denied_thing() {
    says("Oslo denied the report.", "Oslo", "denied", "the report");
}

#[test]
fn an_accusation() {
    let found = says(
        "Farmers accused the ministry of hiding the figures.",
        "Farmers",
        "accused",
        "the ministry of hiding the figures",
    );
    assert_eq!(found.kind, Kind::Accusation);
}

#[test]
fn a_belief() {
    let found = says("Villagers believe the well is haunted.", "Villagers", "believe", "the well is haunted");
    assert_eq!(found.kind, Kind::Belief);
}

#[test]
fn a_wish() {
    let found = says("Nurses want to end the strike.", "Nurses", "want", "to end the strike");
    assert_eq!(found.kind, Kind::Desire);
}

#[test]
fn knowledge() {
    let found =
        says("The crew knew that the engine had failed.", "The crew", "knew", "that the engine had failed");
    assert_eq!(found.kind, Kind::Knowledge);
}

#[test]
fn a_document() {
    let found =
        says("The census shows that towns are shrinking.", "The census", "shows", "that towns are shrinking");
    assert_eq!(found.kind, Kind::Document);
}

#[test]
fn who_is_told_is_not_what_is_said() {
    let read = read("The pilot told investigators that the radio was dead.");
    let told = read.text(read.by_cue("told"));
    assert_eq!(told.2, "that the radio was dead");
}

#[test]
fn who_shall_act_is_what_is_asked() {
    says("The union urged members to reject the offer.", "The union", "urged", "members to reject the offer");
}

#[test]
fn inserted() {
    says("The road, he said, will reopen on Monday.", "he", "said", "The road | will reopen on Monday");
}

#[test]
fn at_the_end() {
    says(
        "The road will reopen on Monday, officials said.",
        "officials",
        "said",
        "The road will reopen on Monday",
    );
}

#[test]
fn as_somebody_said() {
    let read = read("As the minister said, prices will fall in spring.");
    let said = read.text(read.by_cue("said"));
    assert_eq!((said.0.as_str(), said.2.as_str()), ("the minister", "prices will fall in spring"));
}

#[test]
fn passive_with_agent() {
    says("The plan was criticised by two bishops.", "two bishops", "was criticised", "The plan");
}

#[test]
fn passive_without_agent() {
    says("The smuggler is believed to live in Malta.", "", "is believed", "The smuggler | to live in Malta");
}

#[test]
fn passive_with_it() {
    let read = read("It is believed that the painting was stolen.");
    let believed = read.text(read.by_cue("believed"));
    assert_eq!((believed.0.as_str(), believed.2.as_str()), ("", "that the painting was stolen"));
}

#[test]
fn quoted_as_saying() {
    let read = read("The general was quoted as saying the truce would hold.");
    let saying = read.text(read.by_cue("saying"));
    assert_eq!((saying.0.as_str(), saying.2.as_str()), ("The general", "the truce would hold"));
}

#[test]
fn a_noun_with_its_owner() {
    let read = read("The mayor's claim that the bridge was safe surprised divers.");
    let claim = read.text(read.by_cue("claim"));
    assert_eq!((claim.0.as_str(), claim.2.as_str()), ("The mayor's", "that the bridge was safe"));
}

#[test]
fn a_noun_with_by() {
    let read = read("The claim by the mayor that the bridge was safe surprised divers.");
    let claim = read.text(read.by_cue("claim"));
    assert_eq!((claim.0.as_str(), claim.2.as_str()), ("the mayor", "that the bridge was safe"));
}

#[test]
fn a_noun_without_source() {
    let read = read("There were reports that the dam had burst.");
    let reports = read.text(read.by_cue("reports"));
    assert_eq!((reports.0.as_str(), reports.2.as_str()), ("", "that the dam had burst"));
}

#[test]
fn a_noun_that_a_verb_carries() {
    let read = read("The chairman issued a warning that funds were low.");
    let warning = read.text(read.by_cue("warning"));
    assert_eq!((warning.0.as_str(), warning.2.as_str()), ("The chairman", "that funds were low"));
}

#[test]
fn a_noun_with_a_preposition() {
    let read = read("Her support for the ban never wavered.");
    let support = read.text(read.by_cue("support for"));
    assert_eq!((support.0.as_str(), support.2.as_str()), ("Her", "the ban"));
}

#[test]
fn in_a_statement() {
    let read = read("The bank said in a statement that it would close two branches.");
    let said = read.text(read.by_cue("said in a statement"));
    assert_eq!((said.0.as_str(), said.2.as_str()), ("The bank", "that it would close two branches"));
}

#[test]
fn according_to() {
    says(
        "The ferry sank within minutes, according to two survivors.",
        "two survivors",
        "according to",
        "The ferry sank within minutes",
    );
}

#[test]
fn according_to_in_front() {
    says(
        "According to the coast guard, the ferry sank within minutes.",
        "the coast guard",
        "According to",
        "the ferry sank within minutes",
    );
}

#[test]
fn in_their_view() {
    let read = read("In the bishop's view, the law is unjust.");
    let view = read.text(read.by_cue("view"));
    assert_eq!((view.0.as_str(), view.2.as_str()), ("the bishop's", "the law is unjust"));
}

#[test]
fn allegedly() {
    let read = read("The clerk allegedly burned the files.");
    let found = read.by_cue("allegedly");
    assert_eq!(found.kind, Kind::Accusation);
    assert!(found.sources.is_empty() && read.text(found).2.contains("burned the files"));
}

#[test]
fn several_sources() {
    says("Chile and Peru said the border would reopen.", "Chile | Peru", "said", "the border would reopen");
}

#[test]
fn who_stands_for_a_noun() {
    let read = read("The sailor, who said the storm was near, left the harbour.");
    let said = read.by_cue("said");
    assert_eq!(read.text(said).0, "who");
    assert_eq!(said.sources[0].antecedent, Some(1));
}

#[test]
fn refusing_to_say_is_one_cue() {
    let found = says(
        "The ministry refused to confirm that the envoy had left.",
        "The ministry",
        "refused to confirm",
        "that the envoy had left",
    );
    assert_eq!(found.kind, Kind::Denial);
}

#[test]
fn an_adjective() {
    let read = read("Shopkeepers are confident that tourists will return.");
    let found = read.by_cue("confident");
    assert_eq!(read.text(found).1, "are confident");
    assert_eq!((found.kind, read.text(found).2.as_str()), (Kind::Belief, "that tourists will return"));
}

#[test]
fn two_verbs_with_one_subject() {
    let read = read("The judge said the law was clear and added that the trial would go on.");
    assert_eq!(read.text(read.by_cue("said")).2, "the law was clear");
    assert_eq!(read.text(read.by_cue("added")).0, "The judge");
}

#[test]
fn an_act_is_no_attribution() {
    assert_eq!(read("The army shelled the port and took two villages.").shown(), []);
}

#[test]
fn a_call_on_somebody_to_act() {
    let read = read("The minister called on Egypt to release the journalist.");
    let found = read.text(read.by_cue("called on"));
    assert_eq!((found.0.as_str(), found.2.as_str()), ("The minister", "Egypt to release the journalist"));
}

#[test]
fn deeds_are_not_words() {
    assert_eq!(read("Gunmen attacked the base, and Kenya recalled its ambassador.").shown(), []);
}

#[test]
fn asked_before_an_answer() {
    let read = read("Asked about the raid, the general said his men had left.");
    assert!(read.by_cue("Asked about").sources.is_empty());
    assert_eq!(read.text(read.by_cue("said")).0, "the general");
}
