//! Days and intervals named in a text: `lexer` turns it into words that matter for dates, `grammar` (with `absolute` and
//! `relative`) reads expressions off them, `resolve` sets these against the reference date with `calendar`.

mod absolute;
mod calendar;
mod expression;
mod grammar;
mod holidays;
mod lexer;
mod relative;
mod resolve;
mod tense;
mod vocabulary;
mod years;

#[cfg(test)]
mod tests;

use detente_text::Span;
use jiff::civil::Date;

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Granularity {
    /// One day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// Any other interval.
    Span,
    /// No words in the text: the article's date.
    Report,
    /// Unresolved.
    None,
}

impl Granularity {
    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Span => "span",
            Self::Report => "report",
            Self::None => "none",
        }
    }
}

/// Which way a bare month or weekday points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tense {
    /// The latest one not after the reference date.
    #[default]
    Past,
    /// The first one not before it.
    Future,
}

/// Words that name a day or an interval, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Bytes in the text given, with a leading "on", "in", "since" … included.
    pub span: Span,
    /// First day; none when it cannot be resolved (relative words without a reference date).
    pub from: Option<Date>,
    /// Last day, inclusive. None too when an interval is open: "since 2003" without a reference date.
    pub to: Option<Date>,
    /// How fine.
    pub granularity: Granularity,
}

/// All expressions in `text` that name a day or an interval, in order, not overlapping. Linear in the text.
///
/// Relative words ("yesterday", a bare "March 3") need the `reference` date: without it they are found and unresolved.
/// `tense` says which way a bare month, day or weekday points.
pub fn find_dates(text: &str, reference: Option<Date>, tense: Tense) -> Vec<DateMention> {
    let tokens = lexer::tokens(text);
    let parser = grammar::Parser::new(text, &tokens, tense);
    parser
        .expressions()
        .map(|(span, expression)| resolve::mention(span, &expression, reference, tense))
        .collect()
}

/// The same for a text without a parse: the words before each expression say which way it points.
pub fn read_dates(text: &str, reference: Option<Date>) -> Vec<DateMention> {
    let ahead = find_dates(text, reference, Tense::Future);
    let mut found = find_dates(text, reference, Tense::Past);
    for mention in &mut found {
        let range = mention.span.range();
        if tense::tense(&text[..range.start], &text[range.end..]) == Tense::Future
            && let Ok(at) = ahead.binary_search_by_key(&mention.span.start, |other| other.span.start)
        {
            mention.clone_from(&ahead[at]);
        }
    }
    found
}
