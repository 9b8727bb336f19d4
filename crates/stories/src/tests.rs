//! One act or two, ids, order, pairs.

mod make;

use crate::{Dyad, Event, EventId, Level, Side, dyads, events, merge, succeed, tellings};
use detente_coding::{EventType, Report, Status};
use make::{article, count, date, party, place, report};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Two reports in different sentences of one article: as many events as said.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "the callers make them for it")]
fn check(a: Report, b: Report, expect: usize) {
    let b = Report { sentence: 7, id: make::id("same article", 7), ..b };
    let found = events([&a, &b]);
    assert_eq!(found.len(), expect, "{found:#?}");
}

/// The army arrests citizens: what the tests change in one point.
fn arrest() -> Report {
    report("a1", "2020-05-04", 0)
}

#[test]
fn same_act_in_two_sentences_is_one_event() {
    check(arrest(), arrest(), 1);
}

#[test]
fn other_type_parties_status_or_mode_are_two_events() {
    check(arrest(), Report { event_type: EventType::Assault, modes: vec![], ..arrest() }, 2);
    check(arrest(), Report { recipients: vec![party("NER", &["CVL"])], ..arrest() }, 2);
    check(arrest(), Report { actors: vec![party("MLI", &["COP"])], ..arrest() }, 2);
    check(arrest(), Report { status: Status::Planned, ..arrest() }, 2);
    check(arrest(), Report { status: Status::Denied, ..arrest() }, 2);
    check(arrest(), Report { modes: vec!["seize".to_owned()], ..arrest() }, 2);
    check(arrest(), Report { reciprocal: true, ..arrest() }, 2);
}

#[test]
fn counts_that_exclude_each_other_are_two_events() {
    let with = |min, max| Report { counts: vec![count("arrested", min, max)], ..arrest() };
    check(with(Some(22), Some(22)), with(Some(5), Some(5)), 2);
    check(with(Some(22), Some(22)), with(Some(20), None), 1);
    check(with(Some(22), Some(22)), with(None, None), 1);
    check(with(Some(22), Some(22)), arrest(), 1);
}

#[test]
fn an_unknown_actor_agrees_with_a_known_one_in_deeds_only() {
    check(arrest(), Report { actors: vec![], ..arrest() }, 1);
    let accuse = || Report { event_type: EventType::Accuse, modes: vec![], ..arrest() };
    check(accuse(), Report { actors: vec![], ..accuse() }, 2);
    let nobody = || Report { actors: vec![], recipients: vec![make::unknown()], ..arrest() };
    check(nobody(), nobody(), 2);
}

#[test]
fn two_names_are_two_acts() {
    let of = |id: &str| {
        let mut who = party("MLI", &["CVL"]);
        who.party.entity_id = Some(id.to_owned());
        Report { recipients: vec![who], ..arrest() }
    };
    check(of("person:a"), of("person:b"), 2);
    check(of("person:a"), of("person:a"), 1);
    check(of("person:a"), of("country:MLI"), 1);
    let called = |name: &str| {
        let mut who = party("MLI", &["CVL"]);
        who.mention.text = name.to_owned();
        Report { recipients: vec![who], ..arrest() }
    };
    check(called("the journalist Awa Keita"), called("Moussa Traore"), 2);
    check(called("the journalist Awa Keita"), called("Ms Keita"), 1);
    check(called("the journalist Awa Keita"), called("a journalist"), 1);
}

#[test]
fn days_must_agree() {
    let on = |from, to, fine| Report { date: date(from, to, fine), ..arrest() };
    check(on("2020-05-02", "2020-05-02", "day"), on("2020-05-03", "2020-05-03", "day"), 2);
    check(on("2020-05-02", "2020-05-02", "day"), on("2020-05-01", "2020-05-31", "month"), 1);
    check(on("2020-05-02", "2020-05-02", "day"), arrest(), 1);
    check(on("2019-05-02", "2019-05-02", "day"), arrest(), 2);
    check(on("2020-01-01", "2020-12-31", "year"), arrest(), 2);
    check(on("", "", "none"), arrest(), 2);
    check(on("", "", "none"), on("", "", "none"), 1);
}

#[test]
fn places_must_agree() {
    let at = |name, precision| Report { place: Some(place(name, precision)), ..arrest() };
    check(at("Gao", "city"), at("Mopti", "city"), 2);
    check(at("Gao", "city"), at("gao", "city"), 1);
    check(at("Gao", "city"), at("Mali", "country"), 1);
    check(at("Gao", "city"), arrest(), 1);
}

#[test]
fn two_triggers_of_one_sentence_stay_two() {
    let (a, b) = (arrest(), Report { id: make::id("a1", 99), ..arrest() });
    assert_eq!(events([&a, &b]).len(), 2);
}

#[test]
fn the_event_has_what_its_reports_have() {
    let mut first = Report { status: Status::Alleged, confidence: 0.4, ..arrest() };
    first.counts = vec![count("arrested", Some(22), Some(22))];
    let mut second = report("a1", "2020-05-04", 3);
    second.contexts = vec!["crime".to_owned()];
    second.counts = vec![count("arrested", Some(20), Some(25))];
    second.place = Some(place("Gao", "city"));
    second.date = date("2020-05-03", "2020-05-03", "day");
    let found = events([&second, &first]);
    let [event] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(event.status, Status::Asserted);
    assert_eq!(event.counts[0].min.zip(event.counts[0].max), Some((20, 25)));
    assert_eq!(event.date.from.map(|d| d.to_string()).as_deref(), Some("2020-05-03"));
    assert_eq!(event.place.as_ref().map(|p| p.name.as_str()), Some("Gao"));
    assert_eq!(event.contexts, ["crime", "military"]);
    assert_eq!((event.n_reports(), event.n_articles), (2, 1));
    assert!((event.confidence - 0.9).abs() < 1e-6 && event.score < 0.0);
    assert_eq!(event.publishers, ["Wire of a1"]);
}

#[test]
fn a_ministry_stands_for_its_state_and_gives_the_event_its_name() {
    let mut state = party("MLI", &["GOV"]);
    state.party.entity_id = Some("country:MLI".to_owned());
    let mut ministry = party("MLI", &["SPY", "GOV"]);
    ministry.party.entity_id = Some("org:mli-security".to_owned());
    let a = Report { actors: vec![state], ..arrest() };
    let b = Report { actors: vec![ministry], sentence: 2, id: make::id("a1", 2), ..arrest() };
    let found = events([&a, &b]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].actors.len(), 1);
    assert_eq!(found[0].actors[0].entity_id.as_deref(), Some("org:mli-security"));
}

#[test]
fn articles_share_an_event_when_all_is_equal() {
    let (a, b) = (report("a1", "2020-05-04", 0), report("b1", "2020-05-04", 5));
    let found = events([&a, &b]);
    assert_eq!((found.len(), found[0].n_articles, found[0].publishers.len()), (1, 2, 2));
    let other_day = report("c1", "2020-05-05", 0);
    assert_eq!(events([&a, &other_day]).len(), 2);
    let other_count =
        Report { counts: vec![count("arrested", Some(3), Some(3))], ..report("d1", "2020-05-04", 0) };
    let this_count = Report { counts: vec![count("arrested", Some(9), Some(9))], ..a.clone() };
    assert_eq!(events([&this_count, &other_count]).len(), 2);
    assert_eq!(events([&a, &other_count]).len(), 1);
}

#[test]
fn undated_acts_never_leave_their_article() {
    let undated =
        |id| Report { article: article(id, None), date: date("", "", "none"), ..report(id, "2020-05-04", 0) };
    let (a, b) = (undated("a1"), undated("b1"));
    assert_eq!(events([&a, &b]).len(), 2);
    assert!(tellings([&a]).iter().all(|t| t.key().is_none()));
}

#[test]
fn an_earlier_report_that_comes_later_makes_the_old_id_an_alias() {
    let mut late = report("late", "2020-05-06", 0);
    late.date = date("2020-05-04", "2020-05-04", "day");
    let mut early = report("early", "2020-05-05", 0);
    early.date = late.date.clone();
    let old = events([&late]);
    let mut new = events([&late, &early]);
    succeed(&old, &mut new);
    assert_eq!(new.len(), 1);
    assert_eq!(new[0].id, EventId::from(early.id));
    assert_eq!(new[0].aliases, [EventId::from(late.id)]);
    // The earlier article is withdrawn: its id stays good.
    let mut again = events([&late]);
    succeed(&new, &mut again);
    assert_eq!(again[0].id, EventId::from(late.id));
    assert_eq!(again[0].aliases, [EventId::from(early.id)]);
    succeed(&again, &mut []);
}

#[test]
fn ids_and_sides_read_back() {
    let id = EventId(0xabc);
    assert_eq!(EventId::parse(&id.to_string()), Some(id));
    for bad in ["", "e_", "r_00000000000000000000000000000abc", "e_+0000000000000000000000000000abc", "e_zz"]
    {
        assert_eq!(EventId::parse(bad), None, "{bad}");
    }
    for good in ["SDN", "SDN.REB"] {
        assert_eq!(good.parse::<Side>().map(|s| s.to_string()).as_deref(), Ok(good));
    }
    for bad in ["", "sdn", "SDN.", "SDN.REB.X", "Sudan", ".REB"] {
        assert!(bad.parse::<Side>().is_err(), "{bad}");
    }
}

fn pairs(event: &Event, level: Level) -> Vec<String> {
    let of_level = |d: &Dyad| d.level == level;
    dyads(event).into_iter().filter(of_level).map(|d| format!("{}>{}", d.actor, d.recipient)).collect()
}

#[test]
fn dyads_are_actors_by_recipients() {
    let two = Report { actors: vec![party("FRA", &["GOV"]), party("GBR", &["GOV"])], ..arrest() };
    let event = &events([&two])[0];
    assert_eq!(pairs(event, Level::Country), ["FRA>MLI", "GBR>MLI"]);
    assert_eq!(pairs(event, Level::Sector), ["FRA.GOV>MLI.CVL", "GBR.GOV>MLI.CVL"]);
    assert_eq!(pairs(event, Level::Mixed).len(), 4);
    let alone = Report { recipients: vec![], ..two };
    assert!(dyads(&events([&alone])[0]).is_empty(), "two who act together form no pair");
}

#[test]
fn reciprocal_acts_pair_the_actors_both_ways() {
    let sides = vec![party("SDN", &["GOV"]), party("SDN", &["REB"])];
    let clash = Report {
        event_type: EventType::Assault,
        reciprocal: true,
        actors: sides,
        recipients: vec![],
        ..arrest()
    };
    let event = &events([&clash])[0];
    assert_eq!(pairs(event, Level::Sector), ["SDN.GOV>SDN.REB", "SDN.REB>SDN.GOV"]);
    assert_eq!(pairs(event, Level::Country), ["SDN>SDN"]);
    assert!(dyads(event).iter().all(Dyad::domestic));
}

#[test]
fn an_article_of_any_length_takes_linear_time() {
    let reports: Vec<Report> = (0..20_000).map(|i| report("a1", "2020-05-04", i)).collect();
    let found = tellings(&reports);
    assert_eq!(found.iter().map(|t| t.reports().len()).sum::<usize>(), reports.len());
}

fn any_report() -> impl Strategy<Value = Report> {
    let article = (0_u8..5, 1_u8..4);
    let what = (0_usize..3, 0_usize..3, 0_u64..3, 0_usize..3);
    (article, 0_usize..4, what).prop_map(|((a, day), sentence, (kind, recipient, n, status))| {
        let mut r = report(&format!("a{a}"), &format!("2020-05-0{}", 1 + a % day), sentence);
        r.article = article_of(a);
        r.date = date("2020-05-01", "2020-05-01", "day");
        r.event_type = [EventType::Coerce, EventType::Assault, EventType::Accuse][kind];
        r.modes = vec![];
        r.recipients =
            [vec![], vec![party("MLI", &["CVL"])], vec![party("NER", &["REB"])]][recipient].clone();
        r.counts = (n > 0).then(|| count("killed", Some(n), Some(n))).into_iter().collect();
        r.status = [Status::Asserted, Status::Alleged, Status::Planned][status];
        r.id = make::id(&r.article.id, sentence * 27 + kind * 9 + recipient * 3 + status);
        r
    })
}

/// One article, one day of publication.
fn article_of(a: u8) -> std::sync::Arc<detente_coding::ArticleMeta> {
    article(&format!("a{a}"), Some(&format!("2020-05-0{}", 1 + a % 4)))
}

proptest! {
    #[test]
    fn order_changes_nothing(reports in prop::collection::vec(any_report(), 0..40), cut in 0_usize..5) {
        let mut unique: Vec<Report> = Vec::new();
        for r in reports {
            if unique.iter().all(|u| u.id != r.id) { unique.push(r); }
        }
        let whole = events(&unique);
        let mut turned: Vec<&Report> = unique.iter().rev().collect();
        let middle = cut.min(turned.len());
        turned.rotate_left(middle);
        prop_assert_eq!(&events(turned), &whole);
        // Every report is in one event, and ids are unique.
        let held: BTreeSet<_> = whole.iter().flat_map(|e| &e.reports).collect();
        prop_assert_eq!(held.len(), unique.len());
        prop_assert_eq!(whole.iter().map(Event::n_reports).sum::<usize>(), unique.len());
        prop_assert_eq!(whole.iter().map(|e| e.id).collect::<BTreeSet<_>>().len(), whole.len());
    }

    #[test]
    fn keys_can_be_merged_apart(reports in prop::collection::vec(any_report(), 0..40)) {
        let mut unique: Vec<Report> = Vec::new();
        for r in reports {
            if unique.iter().all(|u| u.id != r.id) { unique.push(r); }
        }
        let whole = events(&unique);
        let articles: BTreeSet<&str> = unique.iter().map(|r| r.article.id.as_str()).collect();
        let all: Vec<_> =
            articles.iter().flat_map(|a| tellings(unique.iter().filter(|r| r.article.id == *a))).collect();
        let keys: BTreeSet<_> = all.iter().map(crate::Telling::key).collect();
        let mut parts: Vec<Event> = keys
            .iter()
            .flat_map(|k| merge(all.iter().filter(|t| t.key() == *k).cloned().collect()))
            .collect();
        parts.sort_by_key(|e| (e.date.from, e.id));
        prop_assert_eq!(parts, whole);
    }
}
