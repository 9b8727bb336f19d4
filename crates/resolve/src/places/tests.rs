//! Places: what is found, which is chosen, and the lint of the tables.

use super::*;
use proptest::prelude::*;

/// The places found, as `name country precision`, one after the other.
fn found(text: &str, context: Option<&str>) -> String {
    let places = find_places(text, context);
    let parts = places.iter().map(|place| {
        let country = place.country.map_or_else(|| "-".to_owned(), |country| country.to_string());
        format!("{} {} {}", place.name, country, place.precision.name())
    });
    parts.collect::<Vec<_>>().join("; ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(found(text, None), expected, "{text}");
}

#[test]
fn finds_places_by_their_longest_name() {
    check("Gunmen killed two men in Basra on Monday.", "Basra IRQ city");
    check("Shells fell on Gaza City.", "Gaza City PSE city");
    check("Shells fell on the Gaza Strip.", "Gaza PSE province");
    check("Clashes in Kandahar province left five dead.", "Kandahar Province AFG province");
    check("A convoy left Kandahar.", "Kandahar AFG city");
    check("The army moved into South Ossetia.", "South Ossetia GEO province");
    check("The army moved into North Ossetia.", "North Ossetia RUS province");
    check("Talks on Nagorno-Karabakh resumed.", "Nagorno-Karabakh AZE province");
    check("He flew to Rio de Janeiro.", "Rio de Janeiro BRA city");
    check("Police in Dar es Salaam fired tear gas.", "Dar es Salaam TZA city");
    check("The strike hit Khan Younis and Rafah.", "Khan Younis PSE city; Rafah PSE city");
    check("They met in Addis Ababa.", "Addis Ababa ETH city");
    check("Rebels hold Mindanao's hills.", "Mindanao PHL province");
    check("the Donetsk-based council", "Donetsk UKR city");
}

#[test]
fn finds_countries_without_a_point() {
    check("Iran and Iraq signed an accord.", "Iran IRN country; Iraq IRQ country");
    check("South Sudan accused Sudan.", "South Sudan SSD country; Sudan SDN country");
    let place = lookup("Iran", None).unwrap();
    assert_eq!((place.lat, place.lon, place.precision), (None, None, Precision::Country));
}

#[test]
fn reads_other_spellings_and_capitals() {
    check("KIEV, Ukraine - Crowds gathered.", "Kyiv UKR city; Ukraine UKR country");
    check("MOSUL, March 14 - A bomb exploded.", "Mosul IRQ city");
    check("He was held in Sana’a.", "Sanaa YEM city");
    check("A blast in Falluja killed six.", "Fallujah IRQ city");
    check("Protests in São Paulo grew.", "Sao Paulo BRA city");
    check("a camp near Deir\nel-Zour", "Deir ez-Zor SYR city".replace("ez-Zor", "el-Zour").as_str());
}

#[test]
fn leaves_what_is_no_place() {
    check("Iranian and Afghan envoys met.", "");
    check("The New York Times wrote of it.", "");
    check("The Warsaw Pact was dissolved.", "");
    check("The Geneva Conventions forbid it.", "");
    check("Former player Michael Jordan spoke.", "");
    check("Deputy chair Florence Novak spoke.", "");
    check("On Monday Jordan closed its border.", "Jordan JOR country");
    check("Talks opened in Jordan Monday.", "Jordan JOR country");
    check("The minister said nothing could be split or be nice.", "");
    check("basra and mosul", "");
    check("Basran traders", "");
    check("the van was hit", "");
    check("", "");
}

#[test]
fn knows_waters_and_disputed_lands() {
    check("Pirates took a ship in the Gulf of Aden.", "Gulf of Aden - point");
    check("Tankers pass the Strait of Hormuz.", "Strait of Hormuz - point");
    check("Soldiers entered Crimea.", "Crimea UKR province");
    check("The line in Kashmir was quiet.", "Kashmir IND province");
    check("Troops shelled Abkhazia.", "Abkhazia GEO province");
    check("Settlers in the West Bank protested.", "West Bank PSE province");
}

#[test]
fn chooses_among_places_of_one_name() {
    check("Fighting broke out in Tripoli.", "Tripoli LBY city");
    check("Fighting broke out in Tripoli, Lebanon.", "Tripoli LBN city; Lebanon LBN country");
    check("Lebanese soldiers patrolled Tripoli.", "Tripoli LBN city");
    check("Police raided a house in Hyderabad.", "Hyderabad IND city");
    check("Pakistani police raided a house in Hyderabad.", "Hyderabad PAK city");
    check("Opposition marchers filled Valencia.", "Valencia ESP city");
    check("Venezuelan marchers filled Valencia.", "Valencia VEN city");
    check("A court in San Jose heard the case.", "San Jose CRI city");
    check("A court in San Jose, California heard it.", "San Jose USA city; California USA province");
    check("American envoys praised Georgia.", "Georgia GEO country");
    check("Voters in Atlanta and all of Georgia waited.", "Atlanta USA city; Georgia USA province");
    check("Students in Cambridge protested.", "Cambridge GBR city");
    check("Students in Boston and Cambridge protested.", "Boston USA city; Cambridge USA city");
    check("The minister met students in Santiago.", "Santiago CHL city");
    check("Cuban police searched homes in Santiago.", "Santiago CUB city");
    check("King Abdullah of Jordan arrived.", "Jordan JOR country");
    check(
        "Indian and Pakistani officers met in Punjab, Pakistan.",
        "Punjab PAK province; Pakistan PAK country",
    );
}

#[test]
fn takes_the_context_where_the_text_is_silent() {
    assert_eq!(found("A bomb in Tripoli", Some("Lebanon's army")), "Tripoli LBN city");
    assert_eq!(found("A bomb in Tripoli", Some("Libya's army")), "Tripoli LBY city");
    assert_eq!(found("A bomb in Hyderabad", Some("Karachi police")), "Hyderabad PAK city");
    assert_eq!(found("Libyan Tripoli", Some("Lebanon")), "Tripoli LBY city");
    assert_eq!(lookup("Valencia", Some("Venezuela")).unwrap().country, Country::new("VEN"));
    assert_eq!(lookup("the Valencia", None).unwrap().country, Country::new("ESP"));
    assert_eq!(lookup("Georgia", Some("Alabama and Texas")).unwrap().country, Country::new("USA"));
}

#[test]
fn looks_up_exact_names_only() {
    assert_eq!(lookup("the Gaza Strip", None).unwrap().name, "Gaza");
    assert_eq!(lookup(" Basra ", None).unwrap().span, Span::new(0, 7));
    assert!(lookup("Basra province police", None).is_none());
    assert!(lookup("Iranian", None).is_none());
    assert!(lookup("", None).is_none());
}

#[test]
fn gives_spans_of_the_text() {
    let text = "“Peace,” she said in Côte d’Azur and Grozny’s ruins.";
    let places = find_places(text, None);
    let words: Vec<&str> = places.iter().map(|place| place.span.of(text)).collect();
    assert_eq!(words, ["Côte d’Azur", "Grozny"]);
    let (lat, lon) = places[1].lat.zip(places[1].lon).unwrap();
    assert!((lat - 43.31).abs() < 0.1 && (lon - 45.69).abs() < 0.1, "{lat} {lon}");
    assert_eq!(places[1].admin1.as_deref(), Some("Chechnya"));
}

#[test]
fn our_tables_are_clean() {
    assert_eq!(lint_places(), [""; 0]);
}

#[test]
fn the_gazetteer_holds_the_world() {
    let (packed, own) = gazetteer_size();
    assert!(packed > 200_000 && own > 1_000, "{packed} {own}");
    for capital in ["Kabul", "Tirana", "Kinshasa", "Ouagadougou", "Suva", "Canberra", "Dushanbe", "Kyiv"] {
        assert!(
            lookup(capital, None).is_some_and(|place| place.lat.is_some() && place.geonameid.is_some()),
            "{capital}"
        );
    }
    assert_eq!(place_of_geonameid(587_084).map(|place| place.name).as_deref(), Some("Baku"));
    assert_eq!(nearest_place(40.4, 49.9).map(|place| place.country), Some(Country::new("AZE")));
}

#[test]
fn a_pack_is_read_as_it_was_written_and_a_broken_one_is_not() {
    let table =
        "7\tBaku\t40.37767\t49.89201\tC\tAZE\tBaki\t1116513\tBakou\n0\tBaku\t-1.5\t-120.25\tP\t\t\t0\t\n";
    let bytes = pack_gazetteer(table).unwrap();
    let pack = pack::Pack::open(&bytes).unwrap();
    assert_eq!(
        (pack.len(), pack.find("baku"), pack.find("bakou"), pack.find("bak")),
        (2, vec![0, 1], vec![0], vec![])
    );
    let (first, second) = (pack.get(0).unwrap(), pack.get(1).unwrap());
    assert_eq!(
        (pack.name(&first), pack.division(first.division), first.geonameid),
        ("Baku", Some("Baki"), Some(7))
    );
    assert!((first.point.0 - 40.37767).abs() < 2e-5 && (second.point.1 + 120.25).abs() < 2e-5);
    assert_eq!((second.country, second.geonameid, pack.get(2)), (None, None, None));
    for length in 0..bytes.len() {
        if let Some(cut) = pack::Pack::open(&bytes[..length]) {
            cut.find("baku");
        }
    }
    assert!(pack::Pack::open(b"not a pack").is_none());
    assert!(pack_gazetteer("7\tBaku").unwrap_err().contains("row 1"));
}

#[test]
fn locates_words_among_the_names_of_their_text() {
    let at = |text: &str, words: &str| {
        let start = text.find(words).unwrap();
        locate(text, Span::new(start, start + words.len()))
    };
    let place = |text: &str, words: &str| {
        at(text, words)
            .map_or_else(String::new, |found| format!("{:?} {:?}", found.place.name, found.place.admin1))
    };
    assert_eq!(place("Police in Paris, Texas, said so.", "Paris"), r#""Paris" Some("Texas")"#);
    assert_eq!(place("Dublin, Ga., is small.", "Dublin"), r#""Dublin" Some("Georgia")"#);
    assert_eq!(
        place("Shots were heard in Dallas and Fort Worth. Paris was calm.", "Dallas"),
        r#""Dallas" Some("Texas")"#
    );
    assert_eq!(
        place("Police from Bangor and Augusta went to Portland.", "Portland"),
        r#""Portland" Some("Maine")"#
    );
    assert_eq!(place("Scottish ministers", "Scottish"), place("Scotland", "Scotland"));
    assert!(at("He sat on the sofa.", "sofa").is_none());
    assert!(at("The Qwxzk of it", "Qwxzk").is_none());
    let shares: f32 =
        at("Fire in Springfield", "Springfield").unwrap().candidates.iter().map(|(_, share)| share).sum();
    assert!((shares - 1.0).abs() < 1e-3, "{shares}");
    assert!(locate("São Paulo", Span::new(0, 2)).is_none());
}

proptest! {
    #[test]
    fn any_text_gives_spans_in_order(text in "\\PC{0,60}", context in proptest::option::of("\\PC{0,20}")) {
        spans_hold(&text, context.as_deref())?;
    }

    #[test]
    fn texts_of_names_give_spans_in_order(words in proptest::collection::vec(
        proptest::sample::select(vec!["Tripoli", "Georgia", "Jordan", "the", "Lebanese", ",", "’s", "New York", "TRIPOLI", "é"]), 0..20)) {
        spans_hold(&words.join(" "), None)?;
    }
}

fn spans_hold(text: &str, context: Option<&str>) -> Result<(), TestCaseError> {
    let mut end = 0;
    for place in find_places(text, context) {
        let range = place.span.range();
        prop_assert!(range.start >= end && range.end > range.start && range.end <= text.len());
        prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        end = range.end;
    }
    lookup(text, context);
    Ok(())
}
