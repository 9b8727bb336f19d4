//! Ties that come with a mention, each with its own status and sources: "rebels backed by Chad", "a group that Washington says
//! is backed by Iran" (codebook §5, docs/links.md). `ties` finds the words.

use crate::coder::{EventCoder, sources_of};
use crate::complement::is_negated;
use crate::draft::find_operations;
use crate::lexicon::{Lexicon, OperatorClass};
use crate::memory::Memory;
use crate::mention::{Mention, Mentions};
use crate::report::{Entity, Link, Relation, Status};
use crate::scope::{Operations, Source, scope};
use crate::ties::{Tie, canonical, ties};
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, NameKind, ParsedSentence, Upos};
use detente_resolve::ActorKind;
use detente_text::Span;

/// The links of a sentence, each with the token that heads its mention.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links(Vec<(usize, Link)>);

impl EventCoder {
    /// The mentions of a sentence that come with links, whether or not it tells of an event. The sentence is taken by itself.
    pub fn links(&self, sentence: ParsedSentence<'_>) -> Vec<Entity> {
        let tree = Tree::new(sentence, self.lexicon);
        let memory = Memory::default();
        let mut mentions = Mentions::new(&tree, self.resolver, &memory, 0, None, &self.lexicon.grammar);
        let operations = find_operations(&tree, self.lexicon);
        let found = Links::find(&mut mentions, self.lexicon, &operations);
        let mut heads: Vec<usize> = found.0.iter().map(|&(head, _)| head).collect();
        heads.sort_unstable();
        heads.dedup();
        let entity = |head| Entity { links: found.of(&tree, head), ..mentions.entity(head) };
        heads.into_iter().map(entity).collect()
    }
}

impl Links {
    /// The links of a sentence.
    pub(crate) fn find(mentions: &mut Mentions, lexicon: &Lexicon, operations: &Operations) -> Self {
        let mut out = Vec::new();
        let found = ties(mentions.tree, lexicon);
        for tie in &found {
            let Some(relation) = Relation::from_name(tie.relation) else { continue };
            if fits(mentions, tie) {
                let to = mentions.at(tie.to);
                add(&mut out, tie.from, link(mentions, lexicon, operations, tie, relation, &to));
            }
        }
        prefixed(mentions, lexicon, &mut out);
        Self(out)
    }

    /// Those of the mention that a token heads.
    pub(crate) fn of(&self, tree: &Tree, head: usize) -> Vec<Link> {
        let own = [head, tree.content(head), canonical(tree, head)];
        self.0.iter().filter(|(from, _)| own.contains(from)).map(|(_, link)| link.clone()).collect()
    }
}

/// One tie between two mentions: the first that the sentence words.
fn add(out: &mut Vec<(usize, Link)>, from: usize, link: Link) {
    let same = |(f, l): &(usize, Link)| *f == from && l.mention.span.overlaps(link.mention.span);
    if !out.iter().any(same) {
        out.push((from, link));
    }
}

/// Whether both ends are somebody, and the other somebody that one can be a part of.
fn fits(mentions: &mut Mentions, tie: &Tie) -> bool {
    let tree = mentions.tree;
    let (from, to) = (mentions.at(tie.from), mentions.at(tie.to));
    // Of a tie back the body is at the other end.
    let (body, part) = if tie.relation == "led_by" && tie.body { (&from, &to) } else { (&to, &from) };
    let somebody = |m: &Mention| m.is_actor() || m.resolution.country.is_some();
    let is_body = matches!(body.resolution.kind, ActorKind::Organisation | ActorKind::Group);
    // "an officer of the army", but no more than a place in "an officer from Kabul"; "a Navy official" but no "Iran official".
    let fit = if tie.body { is_body } else { somebody(body) };
    let known = !tie.compound || is_body;
    fit && known && somebody(part) && tree.upos(tie.to) != Upos::Pron && !tree.names_a_day(tie.to)
}

fn link(
    mentions: &mut Mentions,
    lexicon: &Lexicon,
    operations: &Operations,
    tie: &Tie,
    relation: Relation,
    other: &Mention,
) -> Link {
    let tree = mentions.tree;
    let found = scope(tree, &lexicon.grammar, operations, tie.word, None);
    let mut sources = found.sources;
    for source in &mut sources {
        resolve_relatives(tree, source);
    }
    let modified = modifier_status(tree, lexicon, tie.word);
    let mut status = match modified {
        Some(status) => status,
        None if !tie.said => Status::Asserted,
        None if tie.ended || is_negated(tree, &lexicon.grammar, tie.word) => Status::Negated,
        None => found.status,
    };
    if status == Status::Asserted && tie.said && (found.consumed || found.purpose) {
        status = Status::Hypothetical;
    }
    if status == Status::Asserted && is_doubtful(tree, lexicon, operations, tie) {
        status = Status::Alleged;
    }
    let span = name_in(mentions, tie.to).unwrap_or(other.span);
    Link {
        relation,
        mention: mentions.quote(span),
        party: other.party(),
        status,
        attribution: sources_of(mentions, &sources),
    }
}

/// "who denies links": the noun that the pronoun stands for is the source.
fn resolve_relatives(tree: &Tree, source: &mut Source) {
    for head in &mut source.heads {
        let mut at = *head;
        while tree.is_relative_pronoun(*head) {
            let Some(above) = tree.head(at) else { break };
            if matches!(tree.deprel(at), Deprel::AclRelcl | Deprel::Acl) {
                *head = above;
                break;
            }
            at = above;
        }
    }
}

/// "an alleged member", "a former ally", "no links".
fn modifier_status(tree: &Tree, lexicon: &Lexicon, word: usize) -> Option<Status> {
    let wanted = [Deprel::Amod, Deprel::Advmod, Deprel::Compound];
    let modifiers = tree.children(word).filter(|&c| wanted.contains(&tree.deprel(c)));
    let mut form = modifiers.map(|c| (tree.lemma(c), tree.sentence().form(c).to_lowercase()));
    form.find_map(|(lemma, form)| {
        let is = |list: &[String]| is_listed(list, lemma) || is_listed(list, &form);
        let over = is(&lexicon.links.over).then_some(Status::Negated);
        over.or_else(|| is(&lexicon.grammar.alleged).then_some(Status::Alleged))
    })
}

/// Whether a word of suspicion, or somebody's word, stands between the mention and the tie.
fn is_doubtful(tree: &Tree, lexicon: &Lexicon, operations: &Operations, tie: &Tie) -> bool {
    use OperatorClass::{Accuse, Claim, Say};
    // Only what stands within the mention: "officials said the group is backed by Iran" is no doubt of the writer's.
    if !tree.is_under(tie.word, tie.from) {
        return false;
    }
    let mut at = tie.word;
    for _ in 0..8 {
        let Some(head) = tree.head(at).filter(|_| at != tie.from) else { return false };
        let doubtful = at != tie.word
            && (is_listed(&lexicon.grammar.doubt, tree.lemma(at))
                || is_listed(&lexicon.grammar.alleged, tree.lemma(at))
                || is_listed(&lexicon.grammar.alleged, &tree.sentence().form(at).to_lowercase())
                || operations.get(&at).is_some_and(|op| matches!(op.class, Accuse | Claim | Say)));
        let modified = tree.children(at).any(|c| {
            !tree.is_clausal(c)
                && is_listed(&lexicon.grammar.alleged, &tree.sentence().form(c).to_lowercase())
        });
        if doubtful || modified {
            return true;
        }
        at = head;
    }
    false
}

/// "pro-Iranian militia": the other is a part of the word.
fn prefixed(mentions: &Mentions, lexicon: &Lexicon, out: &mut Vec<(usize, Link)>) {
    let tree = mentions.tree;
    for word in 0..tree.len() {
        let Some(noun) = tree.head(word).filter(|_| tree.deprel(word) == Deprel::Amod) else { continue };
        let form = tree.sentence().form(word);
        let Some((prefix, rest)) = form.split_once('-') else { continue };
        let relation = lexicon.links.prefix.get(&prefix.to_lowercase());
        let Some(relation) = relation.and_then(|name| Relation::from_name(name)) else { continue };
        let Some(party) = mentions.named(rest) else { continue };
        let span = tree.sentence().span(word);
        let span = Span { start: span.end - rest.len() as u32, end: span.end };
        let status = Status::Asserted;
        let link = Link { relation, mention: mentions.quote(span), party, status, attribution: vec![] };
        add(out, canonical(tree, noun), link);
    }
}

/// "an officer called Hamid": the name where the phrase holds one of a person.
fn name_in(mentions: &Mentions, head: usize) -> Option<Span> {
    let tree = mentions.tree;
    let sentence = tree.sentence();
    let appos = tree.child(head, Deprel::Appos);
    if let Some(name) = appos.filter(|&a| tree.upos(head) == Upos::Noun && tree.upos(a) == Upos::Propn) {
        return Some(crate::phrase::phrase(tree, name));
    }
    let phrase = crate::phrase::phrase(tree, head);
    let name = sentence.syntax.names.iter().find(|n| {
        n.kind == NameKind::Per && n.tokens.start > head && phrase.contains(sentence.cover(n.tokens.clone()))
    })?;
    Some(sentence.cover(name.tokens.clone()))
}
