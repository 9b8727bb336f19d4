//! The lint: our tables are clean, and each fault is found in tables made for it.

use crate::{ActorSources, Resolver};

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
    let spy = Resolver::new(&sources).resolve(&crate::Query { text: "the spy", ..crate::Query::default() });
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
