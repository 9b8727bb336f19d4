//! The tables of a store, and where their files lie.

use crate::schema;
use arrow::datatypes::SchemaRef;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A table: a folder of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// What was read.
    Articles,
    /// What was coded.
    Reports,
    /// The acts.
    Events,
    /// Which reports an event holds.
    EventReports,
    /// Directed pairs of sides.
    Dyads,
    /// Dyads by month.
    Rollups,
    /// What was read and found by month.
    Volume,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Articles,
        Self::Reports,
        Self::Events,
        Self::EventReports,
        Self::Dyads,
        Self::Rollups,
        Self::Volume,
    ];

    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Reports => "reports",
            Self::Events => "events",
            Self::EventReports => "event_reports",
            Self::Dyads => "dyads",
            Self::Rollups => "rollups",
            Self::Volume => "volume",
        }
    }

    pub(crate) fn schema(self) -> SchemaRef {
        match self {
            Self::Articles => schema::articles(),
            Self::Reports => schema::reports(),
            Self::Events => schema::events(),
            Self::EventReports => schema::event_reports(),
            Self::Dyads => schema::dyads(),
            Self::Rollups => schema::rollups(),
            Self::Volume => schema::volume(),
        }
    }

    /// The column that rows are looked up by: it gets a bloom filter.
    pub(crate) fn id_column(self) -> Option<&'static str> {
        match self {
            Self::Articles | Self::Reports => Some("id"),
            Self::Events | Self::EventReports => Some("event_id"),
            Self::Dyads | Self::Rollups | Self::Volume => None,
        }
    }
}

/// The year whose partition a row is in; none for rows without a date.
pub(crate) type Year = Option<i16>;

pub(crate) fn year_of(date: Option<Date>) -> Year {
    date.map(Date::year).filter(|y| *y > 0)
}

/// The folder of a partition, relative to the store.
pub(crate) fn partition(table: Table, year: Year) -> String {
    match year {
        Some(year) => format!("{}/year={year}", table.name()),
        None => format!("{}/year=__HIVE_DEFAULT_PARTITION__", table.name()),
    }
}
