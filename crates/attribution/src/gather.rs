//! The cues of a sentence together: which are one, and which quotation is whose.

use crate::draft::Draft;
use crate::quotes::{Quote, Quoted};
use crate::tree::Tree;
use crate::{Kind, Mention, nouns, phrases, predicates};
use detente_parse::{NameKind, Upos};

pub(crate) fn drafts(tree: &Tree<'_>, quoted: &Quoted) -> Vec<Draft> {
    let each = |token| {
        let draft = predicates::find(tree, quoted, token).or_else(|| nouns::find(tree, quoted, token));
        draft.or_else(|| phrases::find(tree, quoted, token))
    };
    let mut all: Vec<Draft> = (0..tree.len()).filter_map(each).collect();
    // "refused to confirm that": one cue, of the verb that says it, and a denial where the first is one.
    let heads: Vec<(usize, Kind)> = all.iter().map(|d| (d.head, d.kind)).collect();
    let mut within = vec![false; tree.len()];
    for draft in all.iter_mut().filter(|d| !d.content.is_empty() || d.quotes) {
        let opens = |&&(h, _): &&(usize, Kind)| draft.cue.0 <= h && h < draft.head;
        for &(head, kind) in heads.iter().filter(opens) {
            within[head] = true;
            if kind == Kind::Denial {
                draft.kind = kind;
            }
        }
    }
    all.retain(|d| !within[d.head]);
    all
}

/// Gives each quotation to a cue outside it, and says which got it: the head of the cue.
pub(crate) fn give_quotes(tree: &Tree<'_>, quoted: &Quoted, drafts: &mut [Draft]) -> Vec<Option<usize>> {
    let mut taken = Vec::with_capacity(quoted.all.len());
    for (number, quote) in quoted.all.iter().enumerate() {
        let outside = |d: &Draft| quoted.at(d.head) != Some(number);
        let inside = |t: &usize| quote.tokens().contains(t);
        // A cue whose content reaches into it, the widest first.
        let reaching = drafts.iter().enumerate().filter(|(_, d)| outside(d) && d.content.iter().any(inside));
        let reaching = reaching.max_by_key(|(_, d)| (d.quotes, d.content.len())).map(|(i, _)| i);
        let owner = reaching.or_else(|| {
            let near = drafts
                .iter()
                .enumerate()
                .filter(|(_, d)| d.quotes && outside(d) && is_beside(tree, d, quote));
            // One that has other content already, such as "referring to a friend", comes last.
            let distance = |d: &Draft| d.cue.0.abs_diff(quote.last).min(d.cue.1.abs_diff(quote.first));
            near.min_by_key(|(_, d)| (!d.content.is_empty(), distance(d))).map(|(i, _)| i)
        });
        if let Some(owner) = owner {
            let begins = drafts[owner].content.iter().any(inside);
            if drafts[owner].quotes || begins {
                let own = drafts[owner].cue;
                let sources = drafts[owner].sources.clone();
                drafts[owner]
                    .add(quote.tokens().filter(|t| !(own.0..=own.1).contains(t) && !sources.contains(t)));
            }
            taken.push(Some(drafts[owner].head));
        } else {
            taken.push(None);
        }
    }
    taken
}

/// Whether a quotation of three words or more stands next to a cue: nothing else than its source and marks between, or the whole
/// quotation at an end of the sentence.
fn is_beside(tree: &Tree<'_>, draft: &Draft, quote: &Quote) -> bool {
    if quote.last - quote.first < 3 {
        return false;
    }
    let (from, to) =
        if quote.last < draft.cue.0 { (quote.last + 1, draft.cue.0) } else { (draft.cue.1 + 1, quote.first) };
    let loose = (from..to).filter(|&t| !tree.is_punct(t) && !draft.content.contains(&t)).count();
    let first_or_last = quote.first == 0 || quote.last + 2 >= tree.len();
    first_or_last && (draft.content.is_empty() || loose < 8) || loose < 4
}

/// "Haro: “…”": a short nominal before a colon.
pub(crate) fn colon_source(tree: &Tree<'_>, number: usize, quote: Quote) -> Option<Mention> {
    let colon = quote.first.checked_sub(1).filter(|&c| tree.form(c) == ":" && (1..9).contains(&c))?;
    let head = (0..colon).find(|&t| tree.head(t).is_none_or(|h| h >= colon))?;
    tree.is_nominal(head).then(|| {
        let span = tree.sentence.cover(0..colon);
        Mention { span, sentence: number, head, antecedent: None }
    })
}

/// "Haro: Wheat Will Be Sold": a name, a colon, and a clause, as in headlines.
pub(crate) fn headline(tree: &Tree<'_>, quoted: &Quoted) -> Option<Draft> {
    let colon = (1..tree.len().min(6)).find(|&t| tree.form(t) == ":")?;
    let names = &tree.sentence.syntax.names;
    let name = names.iter().find(|n| n.tokens.start == 0 && n.tokens.end == colon)?;
    let speaks = matches!(name.kind, NameKind::Per | NameKind::Org | NameKind::Norp | NameKind::Loc);
    let head = (0..colon).find(|&t| tree.head(t).is_none_or(|h| h >= colon))?;
    let verb = (colon + 1..tree.len()).any(|t| tree.upos(t) == Upos::Verb);
    if !speaks || !verb || quoted.at(colon).is_some() || quoted.all.iter().any(|q| q.first == colon + 1) {
        return None;
    }
    let mut draft = Draft {
        kind: Kind::Speech,
        head: colon,
        cue: (colon, colon),
        sources: vec![head],
        content: (colon + 1..tree.len()).collect(),
        quotes: false,
    };
    draft.settle(tree, quoted);
    (!draft.content.is_empty()).then_some(draft)
}
