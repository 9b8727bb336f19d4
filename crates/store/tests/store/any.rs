//! Any report at all, for round trips.

use crate::make::id;
use detente_coding::{
    ArticleMeta, Attribution, Coder, Count, Entity, EventType, Implied, Link, Party, PlaceRef, Quote,
    Relation, Report, ReportDate, ReportId, Side, Status,
};
use detente_resolve::{Country, Granularity, Precision, Sector};
use detente_text::{PartKind, Span};
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Arc;

pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-z ]{1,12}",
        Just("\"a\",\u{0}\n\t\u{2019}\u{1F600}\\ {}[]\u{FEFF}null".to_owned()),
    ]
}

fn span() -> impl Strategy<Value = Span> {
    (any::<u32>(), any::<u32>()).prop_map(|(a, b)| Span { start: a.min(b), end: a.max(b) })
}

fn quote() -> impl Strategy<Value = Quote> {
    (span(), text()).prop_map(|(span, text)| Quote { span, text })
}

fn day() -> impl Strategy<Value = Date> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn country() -> impl Strategy<Value = Option<Country>> {
    of("[A-Z]{3}".prop_map(|c| Country::new(&c).unwrap()))
}

fn party() -> impl Strategy<Value = Party> {
    let sectors = vec("[A-Z]{3}".prop_map(|s| Sector::new(&s).unwrap()), 0..3);
    (country(), sectors, of(text()), of(text()), of(text())).prop_map(
        |(country, sectors, role, entity_id, entity_name)| Party {
            country,
            sectors,
            role,
            entity_id,
            entity_name,
        },
    )
}

fn status() -> impl Strategy<Value = Status> {
    select(Status::ALL.to_vec())
}

fn attribution() -> impl Strategy<Value = Attribution> {
    (quote(), of(quote()), party(), any::<bool>(), any::<bool>()).prop_map(
        |(mention, cue, party, is_party, carried)| Attribution { mention, cue, party, is_party, carried },
    )
}

fn link() -> impl Strategy<Value = Link> {
    (select(Relation::ALL.to_vec()), quote(), party(), status(), vec(attribution(), 0..2)).prop_map(
        |(relation, mention, party, status, attribution)| Link {
            relation,
            mention,
            party,
            status,
            attribution,
        },
    )
}

fn entities() -> impl Strategy<Value = Vec<Entity>> {
    let one = (quote(), party(), vec(link(), 0..2), text()).prop_map(|(mention, party, links, why)| Entity {
        mention,
        party,
        links,
        why,
    });
    vec(one, 0..3)
}

fn implied() -> impl Strategy<Value = Vec<Implied>> {
    let one = (select(vec![Side::Actor, Side::Recipient]), entities(), 0_u16..=1000);
    one.prop_map(|(side, entities, share)| {
        let confidence = (f64::from(share) / 1000.0) as f32;
        entities.into_iter().map(|entity| Implied { side, entity, confidence }).collect()
    })
}

fn date() -> impl Strategy<Value = ReportDate> {
    use Granularity as G;
    let fine = select(vec![G::Day, G::Week, G::Month, G::Quarter, G::Year, G::Span, G::Report, G::None]);
    (of(day()), of(day()), fine, of(quote())).prop_map(|(a, b, granularity, words)| ReportDate {
        from: a.zip(b).map(|(a, b)| a.min(b)).or(a),
        to: a.zip(b).map(|(a, b)| a.max(b)),
        granularity,
        words,
    })
}

fn place() -> impl Strategy<Value = PlaceRef> {
    use Precision as P;
    let fine = select(vec![P::Point, P::City, P::District, P::Province, P::Country]);
    let degrees = || of(-180.0_f32..180.0);
    (quote(), of(any::<u32>()), text(), of(text()), country(), degrees(), degrees(), fine).prop_map(
        |(mention, geonameid, name, admin1, country, lat, lon, precision)| PlaceRef {
            mention,
            geonameid,
            name,
            admin1,
            country,
            lat,
            lon,
            precision,
        },
    )
}

fn count() -> impl Strategy<Value = Count> {
    let number = || of(0..=i64::MAX as u64);
    (text(), number(), number(), quote()).prop_map(|(what, min, max, words)| Count { what, min, max, words })
}

pub fn meta() -> impl Strategy<Value = ArticleMeta> {
    ("[a-z]{1,8}", of(text()), of(text()), of(text()), of(day()), of(text())).prop_map(
        |(id, url, title, publisher, published, language)| ArticleMeta {
            id,
            url,
            title,
            publisher,
            published,
            language,
        },
    )
}

pub fn report() -> impl Strategy<Value = Report> {
    let part =
        (0_usize..9, select(vec![PartKind::Body, PartKind::Teaser, PartKind::Caption]), span(), 0_usize..99);
    let what =
        (select(EventType::ALL.to_vec()), vec(text(), 0..3), vec(text(), 0..3), of(text()), any::<bool>());
    let who = (quote(), entities(), entities(), status(), vec(attribution(), 0..2));
    let rest = (
        date(),
        of(place()),
        vec(count(), 0..3),
        0_u16..=1000,
        vec(text(), 0..3),
        implied(),
        vec(any::<u128>().prop_map(ReportId), 0..2),
    );
    (meta(), part, quote(), what, who, rest, (text(), text(), text())).prop_map(
        |(meta, part, sentence_words, what, who, rest, coder)| Report {
            id: id(&format!("{} {:?} {:?}", meta.id, who.0, what.0)),
            article: Arc::new(meta),
            part: part.0,
            part_kind: part.1,
            part_span: part.2,
            sentence: part.3,
            sentence_words,
            event_type: what.0,
            modes: what.1,
            contexts: what.2,
            cameo: what.3,
            reciprocal: what.4,
            trigger: who.0,
            actors: who.1,
            recipients: who.2,
            status: who.3,
            attribution: who.4,
            date: rest.0,
            place: rest.1,
            counts: rest.2,
            implied: rest.5,
            counters: rest.6,
            confidence: (f64::from(rest.3) / 1000.0) as f32,
            why: rest.4,
            coder: Arc::new(Coder { version: coder.0, tier: coder.1, model: coder.2 }),
        },
    )
}
