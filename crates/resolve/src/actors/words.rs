//! The word lists of `words.tsv` as flags of a word.

/// A set of word lists that a word is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordFlags(u32);

/// The lists, in the order of their bits.
const LISTS: [&str; 19] = [
    "article",
    "break",
    "cancel_prefix",
    "cancel_suffix",
    "conjunction",
    "day",
    "direction",
    "first_name",
    "former",
    "light_modifier",
    "link",
    "none",
    "organisation_word",
    "other_preposition",
    "pronoun",
    "quantity",
    "surname",
    "weak_suffix",
    "cancel_before",
];

macro_rules! flag {
    ($($name:ident = $bit:expr),* $(,)?) => {
        impl WordFlags {
            $(#[doc = concat!("Bit ", stringify!($bit), " of the lists.")]
            pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

flag!(
    ARTICLE = 0,
    BREAK = 1,
    CANCEL_PREFIX = 2,
    CANCEL_SUFFIX = 3,
    CONJUNCTION = 4,
    DAY = 5,
    DIRECTION = 6,
    FIRST_NAME = 7,
    FORMER = 8,
    LIGHT_MODIFIER = 9,
    LINK = 10,
    NONE = 11,
    ORGANISATION_WORD = 12,
    OTHER_PREPOSITION = 13,
    PRONOUN = 14,
    QUANTITY = 15,
    SURNAME = 16,
    WEAK_SUFFIX = 17,
    CANCEL_BEFORE = 18,
);

impl WordFlags {
    /// The flag of a list, by its name in `words.tsv`.
    pub fn of_list(name: &str) -> Option<Self> {
        LISTS.iter().position(|list| *list == name).map(|bit| Self(1 << bit))
    }

    /// Whether it is in any of `lists`.
    pub fn is(self, lists: Self) -> bool {
        self.0 & lists.0 != 0
    }

    /// Whether it is in no list.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// In both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
