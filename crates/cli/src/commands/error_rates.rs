//! How often our own coder errs, by group: measured on the test splits of the gold, and put into the intervals of the gap.

use detente_relations::{ErrorRates, Group};
use detente_store::Manifest;

const TABLE: &str = include_str!("../../../../data/measures/error_rates.tsv");

/// The rates of the tier that coded a store; of both, where both did, those of the one that errs more. None for a store
/// that was not coded here.
pub(crate) fn of_store(manifest: &Manifest) -> Option<ErrorRates> {
    let tiers = ["fast", "accurate"];
    let used = |tier: &&str| manifest.coders.iter().any(|c| c.tier == *tier);
    tiers.iter().find(|t| used(t)).map(|tier| of_tier(tier))
}

fn of_tier(tier: &str) -> ErrorRates {
    let (mut confusion, mut missed) = ([[0; 7]; 6], [0; 6]);
    for line in TABLE.lines().filter(|l| l.starts_with(tier)) {
        let cells: Vec<&str> = line.split('\t').skip(1).collect();
        let Some((name, numbers)) = cells.split_first() else { continue };
        let Some(group) = Group::from_name(name) else { continue };
        let numbers: Vec<u32> = numbers.iter().filter_map(|n| n.parse().ok()).collect();
        for (truth, n) in numbers.iter().take(7).enumerate() {
            confusion[group as usize][truth] = *n;
        }
        missed[group as usize] = numbers.get(7).copied().unwrap_or(0);
    }
    ErrorRates::from_counts(confusion, missed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_both_tiers_and_all_groups() {
        for tier in ["fast", "accurate"] {
            let rates = of_tier(tier);
            for group in Group::ALL {
                assert!(rates.seen[group as usize] >= 20, "{tier} {}", group.name());
                assert!(rates.right(group) > 0.6, "{tier} {}: {}", group.name(), rates.right(group));
            }
        }
        assert_eq!(TABLE.lines().filter(|l| !l.starts_with('#')).count(), 13);
    }
}
