//! Where a sentence words a tie between two of its noun phrases, as tokens: "rebels *backed* by Chad" (docs/links.md). Who
//! they are and whether the tie holds is for `links`.

use crate::frame::{frame, is_passive, surface_subject};
use crate::lexicon::{Lexicon, LinkEntry, Way};
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, Upos};

/// A tie as the words have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
pub(crate) struct Tie<'a> {
    /// Name of the relation in the lexicon.
    pub relation: &'a str,
    /// Heads the mention that has it; of an apposition the first noun.
    pub from: usize,
    /// Heads the other.
    pub to: usize,
    /// The word of the lexicon.
    pub word: usize,
    /// Whether the word is said of the mention, so that negation and sources bear on it.
    pub said: bool,
    /// The verb that the tie is the object of ended it ("cut ties").
    pub ended: bool,
    /// Both ends must be fit for it.
    pub body: bool,
    /// The other names the mention by a compound and must not be a country ("an Iran official").
    pub compound: bool,
}

/// The ties that a sentence words, in text order.
pub(crate) fn ties<'a>(tree: &Tree, lexicon: &'a Lexicon) -> Vec<Tie<'a>> {
    let mut out = Vec::new();
    for word in 0..tree.len() {
        for entry in lexicon.links.link.iter().filter(|e| is_listed(&e.word, tree.lemma(word))) {
            match entry.way {
                Way::Predicate => predicate(tree, entry, word, &mut out),
                Way::Active | Way::Does => transitive(tree, entry, word, &mut out),
                Way::Noun => noun(tree, entry, word, &mut out),
                Way::Tie => tie(tree, lexicon, entry, word, &mut out),
            }
        }
    }
    out.retain(|t| t.from != t.to);
    out
}

/// The first noun of an apposition or the subject of "is": who the noun phrase is.
pub(crate) fn canonical(tree: &Tree, token: usize) -> usize {
    let mut at = token;
    for _ in 0..8 {
        let Some(head) = tree.head(at) else { break };
        match tree.deprel(at) {
            Deprel::Appos | Deprel::Flat | Deprel::NmodDesc if tree.is_nominal(head) => at = head,
            // "commander Omar Khan"
            Deprel::Compound if tree.upos(head) == Upos::Propn && tree.upos(at) == Upos::Noun => at = head,
            // "a smuggler and member of X" in an apposition
            Deprel::Conj if tree.deprel(tree.conj_head(at)) == Deprel::Appos => at = tree.conj_head(at),
            _ => break,
        }
    }
    at
}

fn is_predicate_word(tree: &Tree, word: usize) -> bool {
    matches!(tree.upos(word), Upos::Verb | Upos::Adj)
}

fn predicate<'a>(tree: &Tree, entry: &'a LinkEntry, word: usize, out: &mut Vec<Tie<'a>>) {
    if !is_predicate_word(tree, word) {
        return;
    }
    let mut others = obliques(tree, word, &entry.prep);
    // "held for working for Rwanda": the parser may hang the other on the verb above.
    if let Some(above) = tree.head(word).filter(|_| others.is_empty() && tree.deprel(word) == Deprel::Advcl) {
        others = obliques(tree, above, &entry.prep).into_iter().filter(|&c| c > word).collect();
    }
    if others.is_empty() && entry.hyphen {
        others = before_hyphen(tree, word);
    }
    if others.is_empty() {
        return;
    }
    let said = tree.deprel(word) != Deprel::Amod || others.iter().all(|&o| o > word);
    push(out, entry, &holders(tree, word), &others, Tie { said, ..blank(entry, word) });
}

/// Whom a predicate is said of.
fn holders(tree: &Tree, word: usize) -> Vec<usize> {
    let first = tree.conj_head(word);
    if let (Deprel::Amod, Some(noun)) = (tree.deprel(first), tree.head(first)) {
        return vec![noun];
    }
    // "linked the men to"
    if let Some(object) = tree.child(word, Deprel::Obj).filter(|_| !is_passive(tree, word, 0)) {
        return tree.conjuncts(object);
    }
    match tree.head(word) {
        Some(noun)
            if tree.deprel(word) == Deprel::Acl && tree.is_nominal(noun) && tree.mark(word).is_none() =>
        {
            vec![noun]
        }
        _ => surface_subject(tree, word, 0),
    }
}

fn transitive<'a>(tree: &Tree, entry: &'a LinkEntry, word: usize, out: &mut Vec<Tie<'a>>) {
    if tree.upos(word) != Upos::Verb || is_passive(tree, word, 0) {
        return;
    }
    let frame = frame(tree, tree.grammar(), word);
    let (from, to) = match entry.way {
        Way::Does => (frame.agent, frame.patient),
        _ => (frame.patient, frame.agent),
    };
    push(out, entry, &from, &to, Tie { said: true, ..blank(entry, word) });
}

fn noun<'a>(tree: &Tree, entry: &'a LinkEntry, word: usize, out: &mut Vec<Tie<'a>>) {
    if !matches!(tree.upos(word), Upos::Noun | Upos::Propn) {
        return;
    }
    let copular = tree.child(word, Deprel::Cop).is_some();
    let from = if copular { surface_subject(tree, word, 0) } else { vec![canonical(tree, word)] };
    let named = tree.child(word, Deprel::Appos).is_some_and(|a| tree.upos(a) == Upos::Propn);
    if entry.office && !copular && !named && from == [word] {
        return;
    }
    let of = obliques(tree, word, &entry.prep);
    let owners = children(tree, word, |c| entry.owner && tree.deprel(c) == Deprel::NmodPoss);
    let parts = children(tree, word, |c| {
        entry.compound
            && c < word
            && tree.upos(c) == Upos::Propn
            && matches!(tree.deprel(c), Deprel::Compound | Deprel::Amod | Deprel::NmodDesc)
    });
    for (others, compound) in [(of, false), (owners, false), (parts, true)] {
        let whole = Tie { said: copular, compound, ..blank(entry, word) };
        push(out, entry, &from, &others, whole);
    }
}

fn tie<'a>(tree: &Tree, lexicon: &Lexicon, entry: &'a LinkEntry, word: usize, out: &mut Vec<Tie<'a>>) {
    if tree.upos(word) != Upos::Noun {
        return;
    }
    let between = obliques(tree, word, &["between".to_owned()]);
    if let Some((first, rest)) = between.split_first().filter(|(_, rest)| !rest.is_empty()) {
        push(out, entry, &[*first], rest, Tie { said: true, ..blank(entry, word) });
    }
    let mut others = obliques(tree, word, &entry.prep);
    // "cut ties with Iran": the parser may hang the other on the verb.
    if let Some(verb) = tree.head(word).filter(|_| others.is_empty() && tree.deprel(word) == Deprel::Obj) {
        others = obliques(tree, verb, &entry.prep).into_iter().filter(|&c| c > word).collect();
    }
    if others.is_empty() {
        return;
    }
    let (from, ended) = owners_of_tie(tree, lexicon, word);
    push(out, entry, &from, &others, Tie { said: true, ended, ..blank(entry, word) });
}

/// Who has the tie that a noun names, and whether the verb ends it.
fn owners_of_tie(tree: &Tree, lexicon: &Lexicon, word: usize) -> (Vec<usize>, bool) {
    let words = &lexicon.links;
    let owner = tree.child(word, Deprel::NmodPoss).filter(|&o| tree.upos(o) != Upos::Pron);
    if let Some(owner) = owner {
        return (tree.conjuncts(owner), false);
    }
    let mut at = tree.conj_head(word);
    for _ in 0..4 {
        let Some(head) = tree.head(at) else { break };
        let case = tree.case(at);
        match tree.deprel(at) {
            // "on suspicion of links to"
            Deprel::Nmod if is_listed(&words.suspicion, tree.lemma(head)) => at = head,
            Deprel::Nmod if case.as_deref() == Some("with") => return (vec![canonical(tree, head)], false),
            Deprel::Obj if is_listed(&words.has, tree.lemma(head)) => {
                return (surface_subject(tree, head, 0), false);
            }
            Deprel::Obj if is_listed(&words.ends, tree.lemma(head)) => {
                return (surface_subject(tree, head, 0), true);
            }
            // "arrested a cleric with ties to": the parser may hang it on the verb.
            Deprel::Obl if case.as_deref() == Some("with") => {
                let beside = tree.child(head, Deprel::Obj).filter(|&o| o < at);
                return (beside.into_iter().collect(), false);
            }
            Deprel::Obl | Deprel::Nmod
                if !tree.is_nominal(head)
                    && matches!(case.as_deref(), Some("of" | "for" | "over" | "on" | "because of")) =>
            {
                return (frame(tree, tree.grammar(), head).patient, false);
            }
            _ => break,
        }
    }
    (vec![], false)
}

fn blank(entry: &LinkEntry, word: usize) -> Tie<'_> {
    Tie {
        relation: &entry.relation,
        from: word,
        to: word,
        word,
        said: false,
        ended: false,
        body: entry.body,
        compound: false,
    }
}

fn push<'a>(out: &mut Vec<Tie<'a>>, entry: &'a LinkEntry, from: &[usize], to: &[usize], whole: Tie<'a>) {
    for &from in from {
        for &to in to {
            let tie = Tie { from, to, ..whole };
            // "the leader of X": X has the tie back, and its name may stand in the mention.
            if let Some(back) = &entry.back {
                out.push(Tie { relation: back, from: to, to: from, ..tie });
            }
            out.push(tie);
        }
    }
}

fn children(tree: &Tree, word: usize, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    let found = tree.children(word).filter(|&c| tree.upos(c) != Upos::Pron && wanted(c));
    found.flat_map(|c| tree.conjuncts(c)).collect()
}

/// What hangs on a word by one of these prepositions.
fn obliques(tree: &Tree, word: usize, preps: &[String]) -> Vec<usize> {
    let direct: Vec<usize> = tree
        .children(word)
        .filter(|&c| matches!(tree.deprel(c), Deprel::Obl | Deprel::OblAgent | Deprel::Nmod))
        .filter(|&c| tree.case(c).is_some_and(|case| preps.contains(&case)))
        .collect();
    let mut out: Vec<usize> = direct.into_iter().flat_map(|c| tree.conjuncts(c)).collect();
    out.extend(far(tree, word, preps));
    // "led by an officer called Ali and the smuggler Omar": the second hangs on the name of the first.
    let named: Vec<usize> = out.iter().flat_map(|&o| namesakes(tree, o)).collect();
    out.extend(named);
    out
}

/// "on behalf of X", "in the pay of X": the parser takes the preposition for a noun with its own.
fn far(tree: &Tree, word: usize, preps: &[String]) -> Vec<usize> {
    let mut out = Vec::new();
    for prep in preps.iter().filter(|p| p.contains(' ')) {
        let words: Vec<&str> = prep.split(' ').collect();
        let [first, .., noun, last] = words[..] else { continue };
        let carriers =
            tree.children(word).filter(|&c| tree.lemma(c) == noun && tree.case(c).as_deref() == Some(first));
        let below = carriers.flat_map(|c| tree.children(c).collect::<Vec<_>>());
        let fitting =
            below.filter(|&k| tree.deprel(k) == Deprel::Nmod && tree.case(k).as_deref() == Some(last));
        out.extend(fitting.flat_map(|k| tree.conjuncts(k)));
    }
    out
}

/// "Iran-backed": the other stands before the word.
fn before_hyphen(tree: &Tree, word: usize) -> Vec<usize> {
    let hyphened = |c: usize| {
        let joined = word
            .checked_sub(1)
            .is_some_and(|h| matches!(tree.sentence().form(h), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}"));
        joined && c < word && matches!(tree.upos(c), Upos::Propn | Upos::Noun | Upos::Adj)
    };
    let before: Vec<usize> = tree
        .children(word)
        .filter(|&c| hyphened(c) && !matches!(tree.deprel(c), Deprel::Advmod | Deprel::Punct))
        .collect();
    before.into_iter().flat_map(|c| tree.conjuncts(c)).collect()
}

/// What is coordinated with the name that a mention is called by.
fn namesakes(tree: &Tree, mention: usize) -> Vec<usize> {
    let called = tree
        .children(mention)
        .filter(|&c| tree.deprel(c) == Deprel::Acl && is_listed(&tree.grammar().naming, tree.lemma(c)));
    let names = called.flat_map(|c| {
        tree.children(c)
            .filter(|&k| matches!(tree.deprel(k), Deprel::Xcomp | Deprel::Obj | Deprel::Obl))
            .collect::<Vec<_>>()
    });
    names.flat_map(|n| tree.conjuncts(n).into_iter().skip(1)).collect()
}
