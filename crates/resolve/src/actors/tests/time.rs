//! Roles in time, and readings that the context decides.

use super::{resolve, resolve_on, shown};
use crate::{Query, Resolver};

#[track_caller]
fn check(text: &str, day: &str, expected: &str) {
    assert_eq!(shown(&resolve_on(text, day)), expected, "{text} on {day}");
}

#[test]
fn office_is_looked_up_at_the_date() {
    check("president Ahmadinejad", "2012-03-15", "Person IRN GOV");
    check("president Ahmadinejad", "2016-03-15", "Person IRN ELI");
    check("Joe Biden", "2005-05-01", "Person USA LEG");
    check("Joe Biden", "2022-05-01", "Person USA GOV");
    check("Shevardnadze", "1989-01-01", "Person SUN GOV");
    check("Shevardnadze", "1999-01-01", "Person GEO GOV");
    check("Pervez Musharraf", "2012-01-01", "Person PAK ELI");
}

#[test]
fn organisations_change_sides() {
    check("Taliban fighters", "2005-01-01", "Group AFG REB");
    check("the Taliban", "2022-01-01", "Organisation AFG GOV,REB");
    check("the ANC", "1989-01-01", "Organisation ZAF PTY,OPP");
    check("the ANC", "1999-01-01", "Organisation ZAF PTY,GOV");
}

#[test]
fn title_and_surname_find_the_holder_of_the_day() {
    assert_eq!(resolve_on("President Bush", "1991-01-20").entity.as_deref(), Some("person:george-h-w-bush"));
    assert_eq!(resolve_on("President Bush", "2003-03-20").entity.as_deref(), Some("person:george-w-bush"));
    let undated = resolve("President Bush");
    assert_eq!((undated.entity, shown(&resolve("President Bush")).as_str()), (None, "Person USA GOV"));
    assert_eq!(resolve("King Abdullah").country, None);
    assert_eq!(resolve_on("King Abdullah", "2017-05-01").entity.as_deref(), Some("person:king-abdullah-ii"));
}

#[test]
fn surname_alone_needs_the_document() {
    let in_context = |context| {
        let query = Query { text: "Blair", context: Some(context), ..Query::default() };
        Resolver::embedded().resolve(&query).entity
    };
    assert_eq!(in_context("Blair smiled."), None);
    assert_eq!(in_context("Tony Blair flew home. Blair smiled.").as_deref(), Some("person:tony-blair"));
    assert_eq!(in_context("Prime Minister Blair flew home.").as_deref(), Some("person:tony-blair"));
}

#[test]
fn context_decides_between_readings() {
    let georgia = |context| {
        let query = Query { text: "Georgia", context: Some(context), ..Query::default() };
        shown(&Resolver::embedded().resolve(&query))
    };
    assert_eq!(georgia("Georgia recalled its envoy from Moscow."), "Country GEO GOV");
    assert_eq!(georgia("Voters in Georgia queued in Atlanta and Savannah."), "Place USA -");
}
