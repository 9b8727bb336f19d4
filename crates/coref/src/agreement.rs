//! Which pronouns may stand for something: number, gender and animacy in one set.

/// A set of pronouns: what may stand for a mention, or what a pronoun may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Agreement(u8);

impl Agreement {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const HE: Self = Self(1);
    pub(crate) const SHE: Self = Self(2);
    pub(crate) const IT: Self = Self(4);
    pub(crate) const THEY: Self = Self(8);
    /// One person, man or woman.
    pub(crate) const PERSON: Self = Self(1 | 2);
    /// People who act as one.
    pub(crate) const BODY: Self = Self(4 | 8);
    /// One of whom nothing is known.
    pub(crate) const ANY_ONE: Self = Self(1 | 2 | 4);

    /// What both allow.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether both allow something.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What both allow; this one where they contradict each other.
    pub(crate) fn narrowed(self, other: Self) -> Self {
        if self.meets(other) { self.and(other) } else { self }
    }
}
