//! What a date expression says, before it is set against a reference date.

use jiff::civil::Weekday;

/// Which one of a thing that comes back every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Not said: tense decides.
    Bare,
    /// The latest one that is over ("last March").
    Last,
    /// The first one that has not begun ("next March").
    Next,
    /// The one in the reference year plus so many ("March last year" is −1).
    Shift(i16),
    /// The one in this year.
    Exactly(i16),
}

/// Which one of a thing that comes back every week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Week {
    /// Not said: tense decides.
    Bare,
    /// The latest before the reference day.
    Last,
    /// The first after it.
    Next,
    /// The one in the reference week plus so many.
    Shift(i16),
}

/// A length of time with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// How a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// The same month and day every year.
    Fixed(i8, i8),
    /// So many days after Western Easter.
    Easter(i8),
}

/// A day or an interval as it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// Month and day.
    Day {
        year: Year,
        month: i8,
        day: i8,
    },
    /// "Thursday, March 15".
    DayOnWeekday {
        weekday: Weekday,
        month: i8,
        day: i8,
    },
    /// "the 22nd".
    DayOfMonth(i8),
    Month {
        year: Year,
        month: i8,
    },
    /// Spring is 1, winter 4; of the northern half of the world.
    Season {
        year: Year,
        season: i8,
    },
    Quarter {
        year: Year,
        quarter: i8,
    },
    Half {
        year: Year,
        half: i8,
    },
    Holiday {
        year: Year,
        holiday: Holiday,
    },
    Year(i16),
    /// By its first year.
    Decade(i16),
    /// By its first year, 1900 for the twentieth.
    Century(i16),
    Weekday {
        weekday: Weekday,
        week: Week,
    },
    Weekend(Week),
    /// The unit so many units from the one of the reference day ("last month" is month −1, "two days ago" day −2).
    Offset {
        unit: Unit,
        count: i32,
    },
    /// Between `least` and `most` units from the reference day, back when negative ("a few days ago").
    Around {
        unit: Unit,
        least: i32,
        most: i32,
    },
    /// The stretch of so many units that ends (or, when positive, begins) on the reference day.
    Window {
        unit: Unit,
        count: i32,
    },
    /// The night before the reference day.
    Overnight,
    /// Named by something outside the expression ("two days later"), or in two ways at once (4/5/2010).
    Unknown,
    /// A day that no calendar has (30 February): no date, and nothing in it is one.
    Impossible,
}

/// What part of an interval is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Whole,
    /// The first third.
    Early,
    /// The middle third.
    Mid,
    /// The last third.
    Late,
    /// Up to the reference day.
    Earlier,
    /// From the reference day.
    Later,
}

/// A point and the part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub point: Point,
    pub part: Part,
}

impl From<Point> for Time {
    fn from(point: Point) -> Self {
        Self { point, part: Part::Whole }
    }
}

/// A whole expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// One time.
    One(Time),
    /// From the first day of one to the last day of the other.
    Range(Time, Time),
    /// From the first day of it to the reference day.
    Since(Time),
}

impl Expression {
    /// Whether a day in it is in no calendar.
    pub(super) fn is_impossible(&self) -> bool {
        match self {
            Self::One(time) | Self::Since(time) => time.point == Point::Impossible,
            Self::Range(first, last) => first.point == Point::Impossible || last.point == Point::Impossible,
        }
    }
}
