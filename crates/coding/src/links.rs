//! Ties that come with a mention: "rebels backed by Chad", "traders held for working for Rwanda" (codebook §5).

use crate::lexicon::{Lexicon, OperatorClass};
use crate::mention::Mentions;
use crate::report::{Link, Relation, Status};
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, Upos};

/// The links of the mention headed by a token.
pub(crate) fn links(mentions: &mut Mentions, lexicon: &Lexicon, head: usize) -> Vec<Link> {
    let content = mentions.tree.content(head);
    let mut out = Vec::new();
    for word in words_of(mentions, content) {
        let lemma = mentions.tree.lemma(word).to_owned();
        for entry in lexicon.links.link.iter().filter(|l| l.word.contains(&lemma)) {
            let Some(relation) = Relation::from_name(&entry.relation) else { continue };
            for other in others(mentions, word, content, &entry.prep) {
                let status = link_status(mentions, lexicon, word, content);
                push_link(mentions, &mut out, relation, other, status);
            }
        }
    }
    out
}

/// The head itself and what depends on it up to four levels down, without other coordinates.
fn words_of(mentions: &Mentions, head: usize) -> Vec<usize> {
    let tree = mentions.tree;
    let mut out = vec![head];
    let mut stack: Vec<(usize, u8)> = vec![(head, 0)];
    while let Some((i, depth)) = stack.pop() {
        for child in tree.children(i) {
            let apart = i == head && matches!(tree.deprel(child), Deprel::Conj | Deprel::Parataxis);
            if depth < 4 && !apart {
                out.push(child);
                stack.push((child, depth + 1));
            }
        }
    }
    out.sort_unstable();
    out
}

fn others(mentions: &Mentions, word: usize, head: usize, preps: &[String]) -> Vec<usize> {
    let tree = mentions.tree;
    let by_case = tree.children(word).filter(|&c| {
        matches!(tree.deprel(c), Deprel::Obl | Deprel::OblAgent | Deprel::Nmod)
            && tree.case(c).is_some_and(|case| preps.contains(&case))
    });
    let mut out: Vec<usize> = by_case.flat_map(|c| tree.conjuncts(c)).collect();
    // "led by an officer called Ali and the smuggler Omar": the second hangs on the name of the first.
    let named: Vec<usize> = out.iter().flat_map(|&o| namesakes(tree, o)).collect();
    out.extend(named);
    // "held for working for Rwanda": the parser may hang the other on the word above.
    if let Some(above) = tree.head(word).filter(|_| out.is_empty() && word != head) {
        let beside = tree.children(above).filter(|&c| {
            c > word
                && above != head
                && matches!(tree.deprel(c), Deprel::Obl | Deprel::Nmod)
                && tree.case(c).is_some_and(|case| preps.contains(&case))
        });
        out = beside.flat_map(|c| tree.conjuncts(c)).collect();
    }
    // "Iran-backed rebels": the other stands before the participle.
    if out.is_empty() && word != head && word < head {
        let before = tree.children(word).filter(|&c| {
            c < word
                && matches!(tree.upos(c), Upos::Propn | Upos::Noun)
                && matches!(
                    tree.deprel(c),
                    Deprel::Compound
                        | Deprel::Obl
                        | Deprel::OblUnmarked
                        | Deprel::NmodUnmarked
                        | Deprel::Nmod
                        | Deprel::Nsubj
                        | Deprel::Obj
                )
        });
        out.extend(before);
    }
    out
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

/// Alleged under a word of suspicion between the mention and the tie, else asserted.
fn link_status(mentions: &Mentions, lexicon: &Lexicon, word: usize, head: usize) -> Status {
    let tree = mentions.tree;
    let mut at = word;
    for _ in 0..8 {
        let doubtful = |i: usize| {
            let doubts = [OperatorClass::Accuse, OperatorClass::Claim, OperatorClass::Say];
            is_listed(&lexicon.grammar.alleged, tree.lemma(i))
                || is_listed(&lexicon.grammar.doubt, tree.lemma(i))
                || lexicon.verb_operators(tree.lemma(i)).any(|class| doubts.contains(&class))
        };
        if doubtful(at) && at != head || tree.children(at).any(|c| doubtful(c) && !tree.is_clausal(c)) {
            return Status::Alleged;
        }
        match tree.head(at) {
            Some(h) if at != head => at = h,
            _ => break,
        }
    }
    Status::Asserted
}

fn push_link(mentions: &mut Mentions, out: &mut Vec<Link>, relation: Relation, other: usize, status: Status) {
    let mention = mentions.at(other);
    if !mention.is_actor() && mention.resolution.country.is_none() {
        return;
    }
    let span = name_in(mentions, other).unwrap_or(mention.span);
    out.push(Link {
        relation,
        mention: mentions.quote(span),
        party: mention.party(),
        status,
        attribution: Vec::new(),
    });
}

/// "an officer called Hamid": the name where the phrase holds one of a person.
fn name_in(mentions: &Mentions, head: usize) -> Option<detente_text::Span> {
    let tree = mentions.tree;
    let sentence = tree.sentence();
    let phrase = crate::phrase::phrase(tree, head);
    let names = &sentence.syntax.names;
    let name = names.iter().find(|n| {
        n.kind == detente_parse::NameKind::Per
            && n.tokens.start > head
            && phrase.contains(sentence.cover(n.tokens.clone()))
    })?;
    Some(sentence.cover(name.tokens.clone()))
}
