//! The columns of each table, as Arrow fields. Nested columns have the names of the JSON.

use arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef};
use std::sync::Arc;

fn field(name: &str, of: DataType) -> Field {
    Field::new(name, of, true)
}

fn text(name: &str) -> Field {
    field(name, DataType::Utf8)
}

fn required(name: &str) -> Field {
    Field::new(name, DataType::Utf8, false)
}

fn int(name: &str) -> Field {
    field(name, DataType::Int64)
}

fn small(name: &str) -> Field {
    field(name, DataType::Int32)
}

fn real(name: &str) -> Field {
    field(name, DataType::Float32)
}

fn flag(name: &str) -> Field {
    field(name, DataType::Boolean)
}

fn day(name: &str) -> Field {
    field(name, DataType::Date32)
}

fn list(name: &str, of: DataType) -> Field {
    field(name, DataType::List(Arc::new(field("element", of))))
}

fn texts(name: &str) -> Field {
    list(name, DataType::Utf8)
}

fn nested(fields: Vec<Field>) -> DataType {
    DataType::Struct(Fields::from(fields))
}

fn schema(fields: Vec<Field>) -> SchemaRef {
    Arc::new(Schema::new(fields))
}

fn words() -> Vec<Field> {
    vec![int("start"), int("end"), text("text")]
}

pub(crate) fn who() -> Vec<Field> {
    let entity = nested(vec![text("id"), text("name")]);
    vec![text("country"), texts("sectors"), text("role"), field("entity", entity)]
}

pub(crate) fn where_() -> Vec<Field> {
    vec![
        int("geonameid"),
        text("name"),
        text("admin1"),
        text("country"),
        real("lat"),
        real("lon"),
        text("precision"),
    ]
}

fn article_meta() -> Vec<Field> {
    vec![required("id"), text("url"), text("title"), text("publisher"), day("published"), text("language")]
}

fn attribution() -> DataType {
    let rest = vec![field("cue", nested(words())), flag("party"), flag("carried")];
    nested([words(), who(), rest].concat())
}

fn link() -> DataType {
    let rest = vec![text("relation"), text("status"), list("attribution", attribution())];
    nested([words(), who(), rest].concat())
}

fn entity() -> DataType {
    nested([words(), who(), vec![list("links", link()), text("why")]].concat())
}

fn implied() -> DataType {
    let own = vec![text("side"), real("confidence")];
    nested([own, words(), who(), vec![list("links", link()), text("why")]].concat())
}

pub(crate) fn articles() -> SchemaRef {
    let own = vec![int("n_sentences"), int("n_reports"), required("text_sha256"), required("content_sha256")];
    schema([article_meta(), own].concat())
}

pub(crate) fn reports() -> SchemaRef {
    let part = nested(vec![int("index"), text("kind"), int("start"), int("end")]);
    let sentence = nested([vec![int("index")], words()].concat());
    let date = nested([vec![day("from"), day("to"), text("granularity")], words()].concat());
    let count = nested([vec![text("what"), int("min"), int("max")], words()].concat());
    schema(vec![
        small("schema"),
        required("id"),
        Field::new("article", nested(article_meta()), false),
        field("part", part),
        field("sentence", sentence),
        required("type"),
        texts("modes"),
        texts("contexts"),
        text("cameo"),
        small("quad"),
        real("score"),
        flag("reciprocal"),
        field("trigger", nested(words())),
        list("actors", entity()),
        list("recipients", entity()),
        required("status"),
        list("attribution", attribution()),
        field("date", date),
        field("place", nested([words(), where_()].concat())),
        list("counts", count),
        list("implied", implied()),
        texts("counters"),
        real("confidence"),
        texts("why"),
        field("coder", nested(vec![text("version"), text("tier"), text("model")])),
    ])
}

/// A count of an event, without its place in a text.
pub(crate) fn count() -> Vec<Field> {
    vec![text("what"), int("min"), int("max"), text("text")]
}

/// Where an imported event is from.
pub(crate) fn imported() -> Vec<Field> {
    vec![text("dataset"), text("source_id"), text("code"), int("mentions"), text("url")]
}

pub(crate) fn events() -> SchemaRef {
    schema(vec![
        required("event_id"),
        texts("aliases"),
        text("key"),
        text("type"),
        texts("modes"),
        texts("contexts"),
        text("cameo"),
        small("quad"),
        text("group"),
        real("score"),
        flag("reciprocal"),
        list("actors", nested(who())),
        list("recipients", nested(who())),
        list("tied", nested(who())),
        required("status"),
        day("from"),
        day("to"),
        text("granularity"),
        field("place", nested(where_())),
        list("counts", nested(count())),
        int("n_reports"),
        int("n_articles"),
        int("n_publishers"),
        texts("publishers"),
        flag("parties_only"),
        real("confidence"),
        texts("reports"),
        field("imported", nested(imported())),
    ])
}

pub(crate) fn event_reports() -> SchemaRef {
    schema(vec![
        required("event_id"),
        required("report_id"),
        required("article_id"),
        text("publisher"),
        day("published"),
    ])
}

pub(crate) fn dyads() -> SchemaRef {
    schema(vec![
        required("event_id"),
        required("level"),
        required("actor"),
        required("recipient"),
        text("actor_country"),
        text("actor_sector"),
        small("actor_cow"),
        small("actor_gw"),
        text("recipient_country"),
        text("recipient_sector"),
        small("recipient_cow"),
        small("recipient_gw"),
        flag("domestic"),
        flag("reciprocal"),
        day("from"),
        day("to"),
        text("granularity"),
        text("type"),
        text("group"),
        small("quad"),
        texts("modes"),
        texts("contexts"),
        text("cameo"),
        required("status"),
        real("score"),
        int("n_reports"),
        int("n_articles"),
        int("n_publishers"),
        flag("parties_only"),
        real("confidence"),
        text("dataset"),
    ])
}

pub(crate) fn rollups() -> SchemaRef {
    schema(vec![
        required("level"),
        required("actor"),
        required("recipient"),
        day("month"),
        required("status"),
        required("group"),
        int("events"),
        field("score_sum", DataType::Float64),
    ])
}

pub(crate) fn volume() -> SchemaRef {
    schema(vec![day("month"), int("articles"), int("sentences"), int("reports"), int("events")])
}
