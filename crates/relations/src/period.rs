//! Time cut into days, ISO weeks, months, quarters or years.

use jiff::{ToSpan, civil::Date};

/// The length of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// One day.
    Day,
    /// An ISO week, Monday to Sunday.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// All of them, shortest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// From the name in the JSON.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }

    /// First day of the period that holds a day.
    #[must_use]
    pub fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let months = (day.month() - 1) % 3;
                day.first_of_month().saturating_sub(i64::from(months).months())
            }
            Self::Year => day.first_of_year(),
        }
    }

    /// First day of the period after the one that begins on `start`; the calendar's last day at its end.
    #[must_use]
    pub fn next(self, start: Date) -> Date {
        start.saturating_add(match self {
            Self::Day => 1.day(),
            Self::Week => 7.days(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        })
    }

    /// Days in the period that begins on `start`.
    pub fn days(self, start: Date) -> i64 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => i64::from(start.days_in_month()),
            Self::Quarter => day_number(self.next(start)) - day_number(start),
            Self::Year => i64::from(start.days_in_year()),
        }
    }

    /// A number that grows by one from a period to the next.
    pub(crate) fn ordinal(self, day: Date) -> i64 {
        let (year, month) = (i64::from(day.year()), i64::from(day.month()));
        match self {
            Self::Day => day_number(day),
            // Day 0, 1970-01-01, was a Thursday.
            Self::Week => (day_number(day) + 3).div_euclid(7),
            Self::Month => year * 12 + month - 1,
            Self::Quarter => year * 4 + (month - 1) / 3,
            Self::Year => year,
        }
    }

    /// `2012-03-15`, `2012-W11`, `2012-03`, `2012-Q1`, `2012`.
    pub fn label(self, day: Date) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Quarter => format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", day.year()),
        }
    }
}

/// Days since 1970-01-01.
pub(crate) fn day_number(day: Date) -> i64 {
    day.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}
