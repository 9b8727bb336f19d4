//! Reports that were read off a copy of a text quote the text itself.

use crate::report::{Attribution, Entity, Quote, Report};

impl Report {
    /// Takes the words of every span from `text`, in which the spans are those of the text that was read.
    pub fn quote_from(&mut self, text: &str) {
        let quote =
            |quote: &mut Quote| text.get(quote.span.range()).unwrap_or("").clone_into(&mut quote.text);
        quote(&mut self.sentence_words);
        quote(&mut self.trigger);
        self.actors.iter_mut().chain(&mut self.recipients).for_each(|e| quote_entity(e, &quote));
        self.implied.iter_mut().for_each(|i| quote_entity(&mut i.entity, &quote));
        self.attribution.iter_mut().for_each(|a| quote_source(a, &quote));
        self.date.words.iter_mut().for_each(quote);
        self.place.iter_mut().for_each(|place| quote(&mut place.mention));
        self.counts.iter_mut().for_each(|count| quote(&mut count.words));
    }
}

fn quote_entity(entity: &mut Entity, quote: &impl Fn(&mut Quote)) {
    quote(&mut entity.mention);
    for link in &mut entity.links {
        quote(&mut link.mention);
        link.attribution.iter_mut().for_each(|a| quote_source(a, quote));
    }
}

fn quote_source(source: &mut Attribution, quote: &impl Fn(&mut Quote)) {
    quote(&mut source.mention);
    source.cue.iter_mut().for_each(quote);
}
