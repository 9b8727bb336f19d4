//! The lint: our tables are clean, and each fault is found in tables made for it.

use crate::{ActorSources, Query, Resolver};

/// Clean tables of a few rows; a test breaks one of them.
const SMALL: ActorSources<'static> = ActorSources {
    countries: "AAA\tAA\tAland\t\tAlandian\tAtown\t1\t2\t\nBBB\tBB\tBland\t\tBlandian\tBtown\t1\t2\t\n",
    territories: "Acity\t\tcity\tAAA\t\n",
    seats: "Ahouse\t\tAAA\tGOV\n",
    phrases: "Aland Sea\tplace\t\t\t\t\n",
    roles: "rebel\t\tgroup\t\tREB\n",
    words: "article\ta|the\n",
    organisations: "front\tAland Front\tAF\tAAA REB ..1999; AAA PTY 2000..\n",
    people: "ann-bo\tAnn Bo\tBo\tBBB GOV president 2001-02-03..2005\n",
};

#[track_caller]
fn check(sources: ActorSources<'_>, expected: &str) {
    let problems = Resolver::new(&sources).lint_sources(&sources);
    let found = problems.iter().any(|problem| problem.to_string().contains(expected));
    assert!(found, "no '{expected}' in {problems:?}");
}

#[test]
fn our_tables_are_clean() {
    let problems = Resolver::embedded().lint();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn small_tables_are_clean() {
    let problems = Resolver::new(&SMALL).lint_sources(&SMALL);
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn bad_codes_are_found() {
    check(ActorSources { roles: "rebel\t\tgroup\t\tXYZ\n", ..SMALL }, "roles.tsv:1: 'rebel': XYZ is none");
    check(ActorSources { roles: "rebel\t\tgroup\t\tRebel\n", ..SMALL }, "'Rebel' is no sector code");
    check(ActorSources { seats: "Ahouse\t\tCCC\tGOV\n", ..SMALL }, "seats.tsv:1: 'CCC' is no known country");
    check(
        ActorSources { people: "ann-bo\tAnn Bo\t\tCCC GOV\n", ..SMALL },
        "people.tsv:1: 'ann-bo': CCC is no known country",
    );
    check(ActorSources { people: "Ann Bo\tAnn Bo\t\tAAA GOV\n", ..SMALL }, "is no id");
}

#[test]
fn bad_rows_are_found_and_left_out() {
    let sources = ActorSources { roles: "rebel\tgroup\tREB\nspy\t\tperson\t\tSPY\n", ..SMALL };
    check(sources, "roles.tsv:1: 3 columns instead of 5");
    let spy = Resolver::new(&sources).resolve(&Query { text: "the spy", ..Query::default() });
    assert_eq!(super::shown(&spy), "Person - SPY");
    check(ActorSources { roles: "rebel\t\tcrowd\t\tREB\n", ..SMALL }, "no such kind: 'crowd'");
    check(ActorSources { words: "colour\tred\n", ..SMALL }, "no such list: 'colour'");
    check(ActorSources { people: "ann-bo\tAnn Bo\t\t\n", ..SMALL }, "no country and sectors");
}

#[test]
fn bad_dates_are_found() {
    check(ActorSources { people: "ann-bo\tAnn Bo\t\tAAA GOV 2001-13..\n", ..SMALL }, "'2001-13' is no date");
    check(
        ActorSources { people: "ann-bo\tAnn Bo\t\tAAA GOV 2005..2001\n", ..SMALL },
        "ends before it begins",
    );
    let overlapping = "ann-bo\tAnn Bo\t\tAAA GOV 2001..2005; AAA LEG 2005..\n";
    check(ActorSources { people: overlapping, ..SMALL }, "two terms overlap");
    let backwards = "ann-bo\tAnn Bo\t\tAAA GOV 2005..2006; AAA LEG 2001..2002\n";
    check(ActorSources { people: backwards, ..SMALL }, "wrong order");
}

#[test]
fn order_and_duplicates_are_found() {
    let roles = "spy\t\tperson\t\tSPY\nrebel\t\tgroup\t\tREB\n";
    check(ActorSources { roles, ..SMALL }, "roles.tsv:2: not sorted: 'rebel' stands after 'spy'");
    let seats = "Ahouse\t\tAAA\tGOV\nAhouse\t\tAAA\tGOV\n";
    check(ActorSources { seats, ..SMALL }, "seats.tsv:2: 'Ahouse' stands twice");
}

#[test]
fn names_of_two_things_are_found() {
    check(ActorSources { territories: "Aland\t\tcity\tBBB\t\n", ..SMALL }, "is also one of 'Aland'");
    let organisations = "afc\tAtown Club\tAF\tAAA SOC\nfront\tAland Front\tAF\tAAA REB\n";
    check(
        ActorSources { organisations, ..SMALL },
        "organisations.tsv:2: a name of 'Aland Front' is also one of 'Atown Club'",
    );
    let roles = "rebel\t\tgroup\t\tREB\nrioter\trebel\tgroup\t\tCVL\n";
    check(ActorSources { roles, ..SMALL }, "is also one of 'rebel'");
}

#[test]
fn a_context_rule_settles_a_name_of_two_things() {
    let phrases = "Aland\tplace\tBBB\t\t\tBtown\n";
    let sources = ActorSources { phrases, ..SMALL };
    assert_eq!(Resolver::new(&sources).lint_sources(&sources), Vec::new());
}

/// What is wrong with a user's file, and how it resolves a mention.
fn with_own(text: &str, mention: &str) -> (Vec<String>, String) {
    let (resolver, problems) = Resolver::with_actors(&[("own.tsv", text)]);
    let found = resolver.resolve(&Query {
        text: mention,
        head: None,
        context: None,
        date: "2012-03-15".parse().ok(),
    });
    (problems, format!("{:?} {:?} {}", found.entity, found.sectors, found.why))
}

#[test]
fn own_actors_come_first() {
    let (problems, found) =
        with_own("person:zed-quux\tZed Quux\tQuux\tNOR GOV harbour master 2001..\n", "Quux");
    assert!(
        problems.is_empty() && found.starts_with("Some(\"person:zed-quux\") [GOV]"),
        "{problems:?} {found}"
    );
    // A name of ours, of a country even, means the user's actor alone.
    let (problems, found) = with_own("org:norway-band\tNorway\t\tNOR CVL\n", "Norway");
    assert!(
        problems.is_empty() && found.starts_with("Some(\"org:norway-band\") [CVL]"),
        "{problems:?} {found}"
    );
    // The same id: ours is gone, with its names.
    let (_, found) = with_own("org:hezbollah\tHezbollah of Mars\t\tLBN PTY\n", "Hezbollah of Mars");
    assert!(found.starts_with("Some(\"org:hezbollah\") [PTY]"), "{found}");
    let two = [("a.tsv", "org:x\tXyzzy Front\t\tNOR REB\n"), ("b.tsv", "org:x\tXyzzy Front\t\tNOR PTY\n")];
    let (resolver, problems) = Resolver::with_actors(&two);
    let found = resolver.resolve(&Query { text: "Xyzzy Front", head: None, context: None, date: None });
    assert_eq!((problems.len(), found.sectors[0].code()), (0, "PTY"), "the later file holds");
}

#[test]
fn faults_of_own_actors_are_told_with_their_line() {
    let faults = [
        ("zed\tZed\t\tNOR GOV\n", "own.tsv:1: the id wants person: or org: before it"),
        ("group:zed\tZed\t\tNOR GOV\n", "own.tsv:1: 'group:' is neither"),
        ("# a comment\n\nperson:zed\tZed\tNOR GOV\n", "own.tsv:3: 3 columns instead of 4"),
        ("person:zed\t\t\tNOR GOV\n", "own.tsv:1: no name"),
        ("person:zed\tZed\t\tQQQ GOV\n", "QQQ is no known country"),
        ("person:zed\tZed\t\tNOR XYZ\n", "XYZ is none of the manual's sectors"),
        ("person:zed\tZed\t\tNOR GOV king 2005..2001\n", "ends before it begins"),
        ("person:zed\tZed\t\tNOR GOV king 2001..2005; NOR GOV king 2004..\n", "two terms overlap"),
        ("person:zed\tZed\t\tNOR GOV king 2001-13..\n", "own.tsv:1"),
    ];
    for (text, expected) in faults {
        let good = "person:good-one\tGoodone Kvist\t\tNOR GOV mayor\n";
        let (problems, found) = with_own(&format!("{text}{good}"), "Goodone Kvist");
        assert!(problems.iter().any(|problem| problem.contains(expected)), "no '{expected}' in {problems:?}");
        assert!(found.starts_with("Some(\"person:good-one\")"), "the rest is used: {found}");
    }
}
