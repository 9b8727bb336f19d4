//! Whom a pronoun stands for: a noun before it in its sentence, else somebody of an earlier one.

use crate::frame::surface_subject;
use crate::mention::{Mention, Mentions, adopt};
use detente_parse::{Deprel, Upos};
use detente_resolve::{ActorKind, Resolution};
use detente_text::Span;

impl Mentions<'_> {
    pub(crate) fn pronoun(&mut self, token: usize, span: Span) -> Mention {
        let mut resolution =
            Resolution { kind: ActorKind::Pronoun, why: "pronoun".to_owned(), ..Resolution::default() };
        let wanted = Wanted::of(self.tree.lemma(token), self.tree.sentence().form(token));
        let Some(wanted) = wanted else {
            let people = matches!(
                self.tree.lemma(token),
                "anybody" | "anyone" | "everybody" | "everyone" | "nobody" | "somebody" | "someone" | "other"
            );
            resolution.kind = if people { ActorKind::Group } else { ActorKind::Unknown };
            return Mention { span, resolution, carried: None, told: false };
        };
        if let Some(antecedent) = self.antecedent(token, wanted) {
            let found = self.at(antecedent);
            let text = found.span.of(self.text()).to_owned();
            resolution = Resolution { why: format!("pronoun for \"{text}\""), ..found.resolution };
            return Mention { span, resolution, carried: found.carried, told: false };
        }
        if let Some(mention) = self.linked(token, span) {
            return mention;
        }
        let found = self.memory.latest(|r| wanted.fits(r.kind, r.plural));
        if let Some(found) = found {
            adopt(&mut resolution, found, "pronoun");
        }
        Mention { span, resolution, carried: found.cloned(), told: false }
    }

    /// What the links of the document say that a pronoun stands for.
    fn linked(&mut self, token: usize, span: Span) -> Option<Mention> {
        for beside in self.memory.beside(self.index, token) {
            let found = self.at(beside);
            if found.resolution.is_actor() {
                let text = found.span.of(self.text()).to_owned();
                let resolution = Resolution { why: format!("pronoun for \"{text}\""), ..found.resolution };
                return Some(Mention { span, resolution, carried: found.carried, told: false });
            }
        }
        let found = self.memory.earlier(self.index, token)?;
        let mut resolution = Resolution { kind: ActorKind::Pronoun, ..Resolution::default() };
        adopt(&mut resolution, found, "pronoun");
        Some(Mention { span, resolution, carried: Some(found.clone()), told: false })
    }

    /// The nominal before a pronoun, in its sentence, that it stands for: subjects of the clauses above first.
    fn antecedent(&mut self, token: usize, wanted: Wanted) -> Option<usize> {
        let tree = self.tree;
        let own_clause = tree.head(token);
        // "arrested four men and deported them": who does it is not whom it is done to.
        let doers = match own_clause {
            Some(c) if tree.upos(c) == Upos::Verb => surface_subject(tree, c, 0),
            _ => vec![],
        };
        let possessive = tree.deprel(token) == Deprel::NmodPoss;
        let mut candidates = Vec::new();
        let mut clause = tree.head(token);
        for _ in 0..12 {
            let Some(c) = clause else { break };
            let subjects = tree.children(c).filter(|&s| {
                s < token && matches!(tree.deprel(s), Deprel::Nsubj | Deprel::NsubjPass) && s != token
            });
            if possessive || own_clause != Some(c) {
                candidates.extend(subjects);
            }
            clause = tree.head(c);
        }
        let others = (0..token).rev().filter(|&i| {
            tree.is_nominal(i)
                && matches!(
                    tree.deprel(i),
                    Deprel::Nsubj
                        | Deprel::NsubjPass
                        | Deprel::Obj
                        | Deprel::Obl
                        | Deprel::Nmod
                        | Deprel::NmodPoss
                )
                && (possessive || tree.head(i) != own_clause)
        });
        candidates.extend(others.take(8));
        candidates.into_iter().find(|&c| {
            if tree.upos(c) == Upos::Pron || doers.contains(&c) {
                return false;
            }
            let found = self.at(c);
            let plural = self.is_plural(c);
            found.resolution.is_actor() && wanted.fits(found.resolution.kind, plural)
        })
    }
}

/// What a pronoun may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Person,
    Thing,
    Several,
}

impl Wanted {
    fn of(lemma: &str, form: &str) -> Option<Self> {
        let form = form.to_lowercase();
        match form.as_str() {
            "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => Some(Self::Person),
            "it" | "its" | "itself" => Some(Self::Thing),
            "they" | "them" | "their" | "theirs" | "themselves" => Some(Self::Several),
            _ if lemma == "they" => Some(Self::Several),
            _ => None,
        }
    }

    fn fits(self, kind: ActorKind, plural: bool) -> bool {
        match self {
            Self::Person => kind == ActorKind::Person && !plural,
            Self::Thing => {
                matches!(kind, ActorKind::Country | ActorKind::Organisation)
                    || (kind == ActorKind::Group && !plural)
            }
            Self::Several => plural || kind == ActorKind::Group,
        }
    }
}
