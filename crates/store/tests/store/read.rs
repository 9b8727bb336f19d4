//! Reading: filters, pairs, sums.

use crate::make;
use detente_coding::{EventType, Group, Report, Status};
use detente_store::{CodedArticle, Filter, Store};
use detente_stories::{Level, Side};

fn side(text: &str) -> Side {
    text.parse().unwrap()
}

/// Chad: one arrest a month from 2019-11 to 2020-04, of Sudan's rebels; in March they fight, and Libya is accused.
fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut articles: Vec<CodedArticle> =
        ["2019-11-05", "2019-12-05", "2020-01-05", "2020-02-05", "2020-03-05", "2020-04-05"]
            .map(|day| make::coded(day, day, 1))
            .to_vec();
    let meta = articles[4].meta.clone();
    let clash = Report {
        event_type: EventType::Assault,
        modes: vec![],
        reciprocal: true,
        actors: vec![make::entity("army", "TCD", &["MIL"]), make::entity("rebels", "SDN", &["REB"])],
        recipients: vec![],
        ..make::report(&meta, 7)
    };
    let accuse = Report {
        event_type: EventType::Accuse,
        modes: vec![],
        status: Status::Alleged,
        recipients: vec![make::entity("Libya", "LBY", &["GOV"])],
        ..make::report(&meta, 8)
    };
    articles[4].reports.extend([clash, accuse]);
    let undated = make::meta("undated", None);
    articles.push(make::article(&undated, vec![make::report(&undated, 0)]));
    let mut writer = Store::create_or_open(folder.path()).unwrap();
    for batch in articles.chunks(2) {
        writer.append(batch).unwrap();
    }
    drop(writer);
    let store = Store::open(folder.path()).unwrap();
    (folder, store)
}

#[track_caller]
fn check(filter: &Filter, expect: usize) {
    let (_folder, store) = store();
    let found: Vec<_> = store.events(filter).unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(found.len(), expect, "{filter:?}");
    assert!(found.is_sorted_by_key(|e| (e.date.from.is_none(), e.date.from, e.id)));
}

#[test]
fn filters_choose_events() {
    let all = Filter::default;
    check(&all(), 9);
    check(&Filter { actor: Some(side("TCD")), ..all() }, 9);
    check(&Filter { actor: Some(side("SDN")), ..all() }, 1);
    check(&Filter { actor: Some(side("SDN.GOV")), ..all() }, 0);
    check(&Filter { recipient: Some(side("SDN.REB")), ..all() }, 8);
    check(&Filter { actor: Some(side("TCD.MIL")), recipient: Some(side("SDN")), ..all() }, 1);
    check(&Filter { types: vec![EventType::Accuse, EventType::Assault], ..all() }, 2);
    check(&Filter { statuses: vec![Status::Alleged], ..all() }, 1);
    check(&Filter { from: "2020-01-05".parse().ok(), ..all() }, 6);
    check(&Filter { to: "2020-01-05".parse().ok(), ..all() }, 3);
    check(&Filter { from: "2019-12-06".parse().ok(), to: "2020-01-04".parse().ok(), ..all() }, 0);
}

#[test]
fn pairs_are_read_by_side_and_day() {
    let (_folder, store) = store();
    let rows = |a, b, from: &str| store.dyad_rows(side(a), side(b), from.parse().ok(), None).unwrap();
    assert_eq!(rows("TCD", "SDN", "").len(), 8);
    assert_eq!(rows("TCD", "SDN", "2020-01-01").len(), 5);
    assert_eq!(rows("SDN", "TCD", "").len(), 1);
    let fight = rows("SDN.REB", "TCD", "");
    assert_eq!((fight.len(), fight[0].dyad.level, fight[0].reciprocal), (1, Level::Mixed, true));
    assert!((fight[0].score + 9.0).abs() < 1e-6);
    assert!(rows("SDN", "LBY", "").is_empty());
}

#[test]
fn months_are_summed() {
    let (_folder, store) = store();
    let sums = store.rollup(side("TCD"), side("SDN")).unwrap();
    assert_eq!(sums.len(), 7);
    let march = &sums[4];
    assert_eq!(march.month.map(|m| m.to_string()).as_deref(), Some("2020-03-01"));
    assert_eq!((march.group, march.status, march.events), (Some(Group::DeedsAgainst), Status::Asserted, 2));
    let arrest =
        store.events(&Filter { types: vec![EventType::Coerce], ..Filter::default() }).unwrap().next();
    let arrested = f64::from(arrest.unwrap().unwrap().score);
    assert!((march.score_sum - (arrested - 9.0)).abs() < 1e-9);
    assert_eq!(sums[6].month, None);
    let volume = store.volume().unwrap();
    assert_eq!(volume.len(), 7);
    assert_eq!((volume[4].articles, volume[4].sentences, volume[4].events), (1, 9, 3));
}
