//! The vocabulary of actors: countries, sectors, and what a mention resolves to.

use detente_text::Span;
use jiff::civil::Date;
use std::fmt;

/// A three-letter code: ISO 3166-1 alpha-3, ISO 3166-3 for states that are gone (SUN, YUG, SCG, CSK, DDR), XKX, PSE,
/// TWN, or PLOVER's seven for bodies of no one country (UNO EUR IGO NGO ISM IMG MNC).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 3]);

impl Country {
    /// From three ASCII capitals; none for anything else. Does not check that the country exists.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Whether it is one of PLOVER's codes for bodies of no one country.
    pub fn is_supranational(self) -> bool {
        matches!(&self.0, b"UNO" | b"EUR" | b"IGO" | b"NGO" | b"ISM" | b"IMG" | b"MNC")
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One of the manual's 25 sector codes (`GOV`, `MIL`, …), as three ASCII capitals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sector([u8; 3]);

impl Sector {
    /// From three ASCII capitals; none for anything else.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl fmt::Debug for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What to resolve.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// The mention as written ("six Ugandan traders held for working for Rwanda").
    pub text: &'a str,
    /// Byte span in `text` of the mention's syntactic head ("traders"), where the caller has a parse. Without it
    /// the resolver finds the head from the words.
    pub head: Option<Span>,
    /// The sentence or more, to decide between readings of one name.
    pub context: Option<&'a str>,
    /// The day of the act or of publication: roles are dated.
    pub date: Option<Date>,
}

/// What sort of thing a mention is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A state, by its name, capital or demonym used as a noun ("Iran", "Tehran", "the Iranians").
    Country,
    /// A body: ministry, party, armed group, company, international organisation.
    Organisation,
    /// A person, by name or by a single office ("the foreign minister").
    Person,
    /// People by role ("rebels", "six Ugandan traders", "police").
    Group,
    /// A pronoun or other word that only the document can resolve.
    Pronoun,
    /// A place that is not standing for its government ("the border", "Basra").
    Place,
    /// Not a political actor, or not known ("the report", "trade", "Tuesday").
    #[default]
    Unknown,
}

/// Who a mention is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// What sort of thing.
    pub kind: ActorKind,
    /// Country code, null if none.
    pub country: Option<Country>,
    /// Sector codes, primary first.
    pub sectors: Vec<Sector>,
    /// Canonical name, where the entity is known.
    pub name: Option<String>,
    /// Stable id, where the entity is known (`country:AZE`, `org:hezbollah`, `person:hassan-rouhani`).
    pub entity: Option<String>,
    /// The office or role in plain words ("defence minister").
    pub role: Option<String>,
    /// How it was decided, for `explain`.
    pub why: String,
}

impl Resolution {
    /// Whether it may act or be acted on in an event: something political was recognised.
    pub fn is_actor(&self) -> bool {
        matches!(
            self.kind,
            ActorKind::Country | ActorKind::Organisation | ActorKind::Person | ActorKind::Group
        )
    }
}
