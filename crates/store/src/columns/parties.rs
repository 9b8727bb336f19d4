//! Columns of lists of parties: `actors`, `recipients`, `tied`.

use super::{length, lists};
use crate::schema;
use arrow::array::{ArrayRef, StringBuilder, StructArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Fields};
use arrow::error::ArrowError;
use detente_coding::Party;
use detente_resolve::Country;
use std::sync::Arc;

/// The lists of parties of some events.
pub(super) fn parties<'a>(rows: impl Iterator<Item = &'a [Party]>) -> Result<ArrayRef, ArrowError> {
    let (mut columns, mut ends, mut end) = (Columns::default(), Vec::new(), 0);
    for row in rows {
        for party in row {
            columns.push(party);
        }
        end += length(row.len());
        ends.push(end);
    }
    lists(columns.finish()?, ends, DataType::Struct(fields()))
}

fn fields() -> Fields {
    Fields::from(schema::who())
}

#[derive(Default)]
struct Columns {
    country: StringBuilder,
    sectors: StringBuilder,
    sector_ends: Vec<i32>,
    role: StringBuilder,
    known: Vec<bool>,
    id: StringBuilder,
    name: StringBuilder,
}

impl Columns {
    fn push(&mut self, party: &Party) {
        self.country.append_option(party.country.as_ref().map(Country::code));
        party.sectors.iter().for_each(|s| self.sectors.append_value(s.code()));
        let end = self.sector_ends.last().copied().unwrap_or(0) + length(party.sectors.len());
        self.sector_ends.push(end);
        self.role.append_option(party.role.as_deref());
        let known = party.entity_id.is_some() || party.entity_name.is_some();
        self.known.push(known);
        self.id.append_option(party.entity_id.as_deref());
        self.name.append_option(party.entity_name.as_deref());
    }

    fn finish(mut self) -> Result<ArrayRef, ArrowError> {
        let fields = fields();
        let [_, _, _, entity] = &fields[..] else {
            return Err(ArrowError::SchemaError("a party has four columns".to_owned()));
        };
        let DataType::Struct(of_entity) = entity.data_type() else {
            return Err(ArrowError::SchemaError("an entity is a struct".to_owned()));
        };
        let ids: Vec<ArrayRef> = vec![Arc::new(self.id.finish()), Arc::new(self.name.finish())];
        let nulls = Some(NullBuffer::from(self.known));
        let entities: ArrayRef = Arc::new(StructArray::try_new(of_entity.clone(), ids, nulls)?);
        let sectors = lists(Arc::new(self.sectors.finish()), self.sector_ends, DataType::Utf8)?;
        let columns = vec![
            Arc::new(self.country.finish()) as ArrayRef,
            sectors,
            Arc::new(self.role.finish()),
            entities,
        ];
        Ok(Arc::new(StructArray::try_new(fields, columns, None)?))
    }
}
