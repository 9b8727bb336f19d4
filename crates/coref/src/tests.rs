//! Links of small documents with trees given by hand, so that no parser has a say.

mod any;
mod data;
mod document;
mod kinds;
mod limits;
