//! Numbers of states in the Correlates of War and in Gleditsch and Ward's list (`data/countries/cow_gw.tsv`).

use detente_resolve::Country;
use std::{collections::BTreeMap, sync::LazyLock};

/// A state's numbers; none where a list has no such state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Correlates of War.
    pub cow: Option<u16>,
    /// Gleditsch and Ward.
    pub gw: Option<u16>,
}

static NUMBERS: LazyLock<BTreeMap<Country, Numbers>> =
    LazyLock::new(|| rows().map(|(country, numbers, _)| (country, numbers)).collect());

/// The numbers of a state; none for bodies of no one country.
pub fn numbers(country: Country) -> Numbers {
    NUMBERS.get(&country).copied().unwrap_or_default()
}

/// The name of a state in that list.
pub fn state_name(country: Country) -> Option<&'static str> {
    static NAMES: LazyLock<BTreeMap<Country, &'static str>> = LazyLock::new(|| {
        rows().filter(|r| !r.2.contains('(')).map(|(country, _, name)| (country, name)).collect()
    });
    NAMES.get(&country).copied()
}

/// Country, numbers and name; a test checks that every line is one.
fn rows() -> impl Iterator<Item = (Country, Numbers, &'static str)> {
    let lines = include_str!("../../../data/countries/cow_gw.tsv").lines();
    lines.filter(|l| !l.starts_with('#')).skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        let country = Country::new(columns.next()?)?;
        let (cow, gw) = (columns.next()?.parse().ok(), columns.next()?.parse().ok());
        Some((country, Numbers { cow, gw }, columns.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_states_have_their_numbers() {
        let of = |code: &str| numbers(Country::new(code).unwrap());
        assert_eq!(of("USA"), Numbers { cow: Some(2), gw: Some(2) });
        assert_eq!(of("DEU"), Numbers { cow: Some(255), gw: Some(260) });
        assert_eq!(of("YEM"), Numbers { cow: Some(679), gw: Some(678) });
        assert_eq!(of("AZE"), Numbers { cow: Some(373), gw: Some(373) });
        assert_eq!(of("UNO"), Numbers::default());
    }

    #[test]
    fn every_line_is_a_row_and_no_number_is_twice() {
        let lines =
            include_str!("../../../data/countries/cow_gw.tsv").lines().filter(|l| !l.starts_with('#'));
        assert_eq!(lines.count(), rows().count() + 1);
        assert_eq!(rows().count(), NUMBERS.len());
        let codes: Vec<_> = rows().map(|r| r.0).collect();
        assert!(codes.is_sorted());
        let mut cow: Vec<u16> = rows().filter(|r| !r.2.contains("shared")).filter_map(|r| r.1.cow).collect();
        cow.sort_unstable();
        assert!(cow.windows(2).all(|w| w[0] < w[1]), "{cow:?}");
    }
}
