//! How many: the numbers of killed, arrested, released … that a sentence gives for an act (codebook §6, docs/counts.md).
//! A predicate says what is counted; its patient, or the number beside it, how many.

use crate::draft::Draft;
use crate::frame::{Frame, Kind, frame};
use crate::lexicon::{CountFile, Lexicon, WordLists};
use crate::mention::Mentions;
use crate::number::{Number, is_number, number_at};
use crate::quantity::numbers_of;
use crate::report::Count;
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, Upos, Xpos};

/// What a draft counts. `all` are the drafts of the sentence: what another one tells is not counted here.
pub(crate) fn counts(mentions: &Mentions, lexicon: &Lexicon, draft: &Draft, all: &[Draft]) -> Vec<Count> {
    let tree = mentions.tree;
    let finder = Finder { tree, words: &lexicon.counts, draft };
    let mut found: Vec<Found> = Vec::new();
    for token in finder.own() {
        finder.of_predicate(token, &mut found);
    }
    if found.is_empty() {
        finder.of_sides(&mut found);
    }
    for token in finder.beside(all) {
        finder.of_result(token, &mut found);
    }
    found.sort_by_key(|f| f.number.tokens.start);
    found.into_iter().map(|f| f.count(mentions)).collect()
}

/// A number and what it counts.
struct Found<'a> {
    what: &'a str,
    number: Number,
}

impl Found<'_> {
    fn count(self, mentions: &Mentions) -> Count {
        let Number { tokens, min, max, .. } = self.number;
        let span = mentions.tree.sentence().cover(tokens);
        Count { what: self.what.to_owned(), min, max, words: mentions.quote(span) }
    }
}

struct Finder<'a> {
    tree: &'a Tree<'a>,
    words: &'a CountFile,
    draft: &'a Draft,
}

impl<'a> Finder<'a> {
    /// The predicates of the draft.
    fn own(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.draft.token).chain(self.draft.also.iter().copied())
    }

    /// What a predicate counts, by its lemma.
    fn what(&self, token: usize) -> Option<&'a str> {
        let within = self.words.within.get(self.draft.event_type.name());
        within.and_then(|lists| self.listed(lists, token)).or_else(|| self.listed(&self.words.counts, token))
    }

    fn listed(&self, lists: &'a WordLists, token: usize) -> Option<&'a str> {
        let tree = self.tree;
        let is_meant = |word: &String| match word.split_once(' ') {
            Some((lemma, part)) => lemma == tree.lemma(token) && tree.has_part(token, part),
            None => word == tree.lemma(token),
        };
        lists.iter().find(|(_, words)| words.iter().any(is_meant)).map(|(what, _)| what.as_str())
    }

    fn of_predicate(&self, token: usize, found: &mut Vec<Found<'a>>) {
        let Some(what) = self.what(token) else { return };
        let frame = self.frame(token);
        let before = found.len();
        for target in self.counted(&frame) {
            self.add(what, target, token, found);
        }
        if frame.kind == Kind::Noun {
            // "five arrests", "17 executions".
            self.add_own_number(what, token, found);
        } else if found.len() == before {
            self.add_next_number(what, token, found);
        }
    }

    /// "wounded at least 7 others": the number right after a verb, where the parse hangs it elsewhere.
    fn add_next_number(&self, what: &'a str, verb: usize, found: &mut Vec<Found<'a>>) {
        let next = (verb + 1..self.tree.len().min(verb + 4)).find(|&i| is_number(self.tree, self.words, i));
        if let Some(number) = next.and_then(|n| number_at(self.tree, self.words, n))
            && number.tokens.start == verb + 1
        {
            self.push(what, number, verb, found);
        }
    }

    fn frame(&self, token: usize) -> Frame {
        // The frame may be that of another of its predicates.
        if token == self.draft.frame.head {
            self.draft.frame.clone()
        } else {
            frame(self.tree, self.tree.grammar(), token)
        }
    }

    /// The nominals that a predicate counts.
    fn counted(&self, frame: &Frame) -> Vec<usize> {
        match frame.kind {
            Kind::Noun => frame.preps.iter().filter(|(p, _)| p == "of").map(|&(_, t)| t).collect(),
            _ if frame.passive => self.passive_subjects(frame),
            _ if frame.patient.is_empty() && self.is_intransitive(frame.head) => frame.agent.clone(),
            _ => frame.patient.iter().copied().chain(self.added(frame)).collect(),
        }
    }

    /// "detained a leader along with three others": who else is acted on.
    fn added(&self, frame: &Frame) -> Vec<usize> {
        let tree = self.tree;
        let below = |&t: &usize| {
            let cases = tree.children(t).filter(|&c| matches!(tree.deprel(c), Deprel::Nmod | Deprel::Obl));
            cases.collect::<Vec<_>>()
        };
        let told = frame.patient.iter().flat_map(below).chain(frame.preps.iter().map(|&(_, t)| t));
        let fits = |&t: &usize| tree.case(t).is_some_and(|case| is_listed(&self.words.words.together, &case));
        told.filter(fits).collect()
    }

    fn is_intransitive(&self, verb: usize) -> bool {
        is_listed(&self.words.words.intransitive, self.tree.lemma(verb))
    }

    /// The subjects before a passive, where parsers give it several ("were hurt when a mine …").
    fn passive_subjects(&self, frame: &Frame) -> Vec<usize> {
        let tree = self.tree;
        let subjects = tree.children(frame.head).filter(|&c| {
            c < frame.head
                && matches!(tree.deprel(c), Deprel::Nsubj | Deprel::NsubjPass)
                && !tree.names_a_day(c)
        });
        let own: Vec<usize> =
            subjects.filter(|&c| !tree.is_relative_pronoun(c)).flat_map(|c| tree.conjuncts(c)).collect();
        if own.is_empty() { frame.patient.clone() } else { own }
    }

    /// The people on the sides of the report, where its predicate says nothing of them by itself.
    fn of_sides(&self, found: &mut Vec<Found<'a>>) {
        let draft = self.draft;
        let kind = draft.event_type.name();
        let mode = draft.mode.as_ref().map(|mode| format!("{kind} {mode}"));
        let by = |side: &'a std::collections::BTreeMap<String, String>| {
            mode.as_ref().and_then(|mode| side.get(mode)).or_else(|| side.get(kind)).map(String::as_str)
        };
        let frame = &draft.frame;
        if let Some(what) = by(&self.words.sides.recipients) {
            let of = frame.preps.iter().filter(|(p, _)| p == "of" || p == "with").map(|&(_, t)| t);
            let patients: Vec<usize> = frame.patient.iter().copied().chain(of).collect();
            for target in patients {
                self.add(what, target, draft.token, found);
            }
            if found.is_empty() {
                draft.recipients.iter().for_each(|&target| self.add(what, target, draft.token, found));
            }
        }
        if let Some(what) = by(&self.words.sides.actors).filter(|_| found.is_empty()) {
            for &target in draft.actors.iter().chain(&frame.agent) {
                self.add(what, target, draft.token, found);
            }
        }
    }

    /// Other words of the sentence that may tell of the same act, and are no predicate of another report of its kind.
    fn beside(&self, all: &[Draft]) -> Vec<usize> {
        let Some(results) = self.words.results.get(self.draft.event_type.name()) else { return vec![] };
        let own: Vec<usize> = self.own().collect();
        let others: Vec<usize> =
            all.iter().flat_map(|d| std::iter::once(d.token).chain(d.also.iter().copied())).collect();
        let fits = |&token: &usize| {
            let what = self.what(token).or_else(|| self.listed(&self.words.states, token));
            what.is_some_and(|what| is_listed(results, what))
                && !others.contains(&token)
                && !self.is_negated(token)
                && own.iter().any(|&o| self.is_near(token, o, &others))
        };
        (0..self.tree.len()).filter(fits).collect()
    }

    fn is_negated(&self, token: usize) -> bool {
        self.tree.children(token).any(|c| matches!(self.tree.lemma(c), "not" | "never" | "n't" | "no"))
    }

    /// Whether one word hangs on the other within few steps, and no other act stands between.
    fn is_near(&self, one: usize, other: usize, taken: &[usize]) -> bool {
        let climbs = |low: usize, high: usize| {
            let mut at = low;
            for _ in 0..5 {
                let Some(head) = self.tree.head(at).filter(|_| !self.is_apart(at)) else { return false };
                if head == high {
                    return true;
                }
                if taken.contains(&head) {
                    return false;
                }
                at = head;
            }
            false
        };
        climbs(one, other) || climbs(other, one)
    }

    /// "… while two others died elsewhere": a clause that tells of another act.
    fn is_apart(&self, token: usize) -> bool {
        let clause = self.tree.deprel(token) == Deprel::Advcl;
        clause && self.tree.mark(token).is_some_and(|mark| is_listed(&self.words.words.apart, mark))
    }

    fn of_result(&self, token: usize, found: &mut Vec<Found<'a>>) {
        match self.listed(&self.words.states, token) {
            Some(what) if self.tree.upos(token) != Upos::Verb => self.of_state(what, token, found),
            _ => self.of_predicate(token, found),
        }
    }

    /// "left five dead", "26 dead", "two were hurt".
    fn of_state(&self, what: &'a str, token: usize, found: &mut Vec<Found<'a>>) {
        let tree = self.tree;
        self.add_own_number(what, token, found);
        let mut targets: Vec<usize> =
            tree.child(token, Deprel::Nsubj).map(|subject| tree.conjuncts(subject)).unwrap_or_default();
        if let Some(head) = tree.head(token) {
            if is_listed(&self.words.words.leave, tree.lemma(head)) {
                targets.extend(tree.child(head, Deprel::Obj).map(|o| tree.conjuncts(o)).unwrap_or_default());
            } else if matches!(tree.deprel(token), Deprel::Amod | Deprel::Acl) {
                targets.push(head);
            } else if tree.deprel(token) == Deprel::Compound
                && is_listed(&self.words.words.toll, tree.lemma(head))
            {
                targets.extend(self.toll(head));
            }
        }
        for target in targets {
            self.add(what, target, token, found);
        }
    }

    /// "the death toll rose to 40", "… has reached 26".
    fn toll(&self, toll: usize) -> Vec<usize> {
        let Some(verb) = self.tree.head(toll) else { return vec![] };
        let holds = |&c: &usize| matches!(self.tree.deprel(c), Deprel::Obj | Deprel::Obl | Deprel::Xcomp);
        self.tree.children(verb).filter(holds).collect()
    }

    /// A number right before a word, or one that it has as a child.
    fn add_own_number(&self, what: &'a str, token: usize, found: &mut Vec<Found<'a>>) {
        let child = self.tree.child(token, Deprel::Nummod).filter(|&n| n < token && !self.is_year(n));
        let right_before =
            token.checked_sub(1).filter(|&b| is_number(self.tree, self.words, b) && !self.is_year(b));
        if let Some(number) = child.or(right_before).and_then(|n| number_at(self.tree, self.words, n)) {
            self.push(what, number, token, found);
        }
    }

    /// "the 1987 strikes".
    fn is_year(&self, token: usize) -> bool {
        let form = self.tree.sentence().form(token);
        form.len() == 4
            && matches!(form.as_bytes()[0], b'1' | b'2')
            && form.bytes().all(|b| b.is_ascii_digit())
    }

    fn add(&self, what: &'a str, target: usize, predicate: usize, found: &mut Vec<Found<'a>>) {
        for number in numbers_of(self.tree, self.words, target, 0) {
            self.push(what, number, predicate, found);
        }
    }

    fn push(&self, what: &'a str, number: Number, predicate: usize, found: &mut Vec<Found<'a>>) {
        let overlaps = |f: &Found| {
            f.number.tokens.start < number.tokens.end && number.tokens.start < f.number.tokens.end
        };
        let own = self.own().any(|o| o == predicate);
        let taken = found.iter().any(|f| overlaps(f) && (f.what == what || !own));
        // "were killed and nine injured": the number is of the word that it stands before.
        let next = number.tokens.end;
        let of_next = next < self.tree.len()
            && next != predicate
            && self.tree.xpos(next) == Xpos::Vbn
            && self.what(next).is_some_and(|other| other != what);
        let crowd = number.article && what == "participants";
        if !taken && !of_next && !crowd {
            found.push(Found { what, number });
        }
    }
}
