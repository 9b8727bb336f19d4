//! The lexicon's files, compiled in.

/// Name and text of each rule file.
pub(super) const RULES: [(&str, &str); 16] = [
    ("accuse.toml", include_str!("../../../../data/lexicon/accuse.toml")),
    ("agree.toml", include_str!("../../../../data/lexicon/agree.toml")),
    ("aid.toml", include_str!("../../../../data/lexicon/aid.toml")),
    ("assault.toml", include_str!("../../../../data/lexicon/assault.toml")),
    ("coerce.toml", include_str!("../../../../data/lexicon/coerce.toml")),
    ("concede.toml", include_str!("../../../../data/lexicon/concede.toml")),
    ("consult.toml", include_str!("../../../../data/lexicon/consult.toml")),
    ("cooperate.toml", include_str!("../../../../data/lexicon/cooperate.toml")),
    ("mobilize.toml", include_str!("../../../../data/lexicon/mobilize.toml")),
    ("protest.toml", include_str!("../../../../data/lexicon/protest.toml")),
    ("reject.toml", include_str!("../../../../data/lexicon/reject.toml")),
    ("request.toml", include_str!("../../../../data/lexicon/request.toml")),
    ("retreat.toml", include_str!("../../../../data/lexicon/retreat.toml")),
    ("sanction.toml", include_str!("../../../../data/lexicon/sanction.toml")),
    ("support.toml", include_str!("../../../../data/lexicon/support.toml")),
    ("threaten.toml", include_str!("../../../../data/lexicon/threaten.toml")),
];

pub(super) const OPERATORS: &str = include_str!("../../../../data/lexicon/operators.toml");
pub(super) const CLASSES: &str = include_str!("../../../../data/lexicon/classes.toml");
pub(super) const GRAMMAR: &str = include_str!("../../../../data/lexicon/grammar.toml");
pub(super) const LINKS: &str = include_str!("../../../../data/lexicon/links.toml");
pub(super) const COUNTS: &str = include_str!("../../../../data/lexicon/counts.toml");
pub(super) const CONTEXTS: &str = include_str!("../../../../data/lexicon/contexts.toml");
pub(super) const FORMS: &str = include_str!("../../../../data/lexicon/forms.tsv");
