//! Countries named inside a text.

use crate::{Country, MentionForm, Resolver};

#[track_caller]
fn check(text: &str, expected: &[(&str, &str, MentionForm)]) {
    let found = Resolver::embedded().countries_in(text);
    let found: Vec<(&str, &str, MentionForm)> =
        found.iter().map(|mention| (mention.span.of(text), mention.country.code(), mention.form)).collect();
    assert_eq!(found, expected);
}

#[test]
fn names_demonyms_capitals_and_actors_are_listed_in_order() {
    use MentionForm::{Actor, Capital, Demonym, Name, People, Seat, Territory};
    check(
        "Fijian officials met Tongans in Suva; Samoa and the Kremlin watched, as did Gazprom and Basra.",
        &[
            ("Fijian", "FJI", Demonym),
            ("Tongans", "TON", People),
            ("Suva", "FJI", Capital),
            ("Samoa", "WSM", Name),
            ("Kremlin", "RUS", Seat),
            ("Gazprom", "RUS", Actor),
            ("Basra", "IRQ", Territory),
        ],
    );
}

#[test]
fn phrases_that_hide_a_name_are_not_listed() {
    check("The Indian Ocean and the South China Sea are wide; us and turkey are words.", &[]);
}

#[test]
fn hyphens_and_possessives_are_noted() {
    let text = "Chad's Libya-backed rebels";
    let found = Resolver::embedded().countries_in(text);
    assert_eq!(found.len(), 2);
    assert!(found[0].possessive && !found[0].cancelled);
    assert!(found[1].cancelled && !found[1].possessive);
}

#[test]
fn country_table_is_open_to_all() {
    let resolver = Resolver::embedded();
    let mongolia = resolver.country(Country::new("MNG").unwrap()).unwrap();
    assert_eq!((mongolia.name.as_str(), mongolia.capital()), ("Mongolia", Some("Ulaanbaatar")));
    assert_eq!(resolver.country_name(Country::new("EUR").unwrap()), Some("European Union"));
    assert!(resolver.is_known_country(Country::new("YUG").unwrap()));
    assert!(!resolver.is_known_country(Country::new("QQQ").unwrap()));
    assert!(resolver.countries().len() >= 205);
    assert!(resolver.countries().iter().any(|entry| entry.until.is_some()));
}
