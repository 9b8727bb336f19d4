//! The store and the formats from outside: what is written is read again, in any order, by any reader.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod any;
mod append;
mod broken;
mod compact;
mod formats;
mod import;
mod make;
mod old;
mod read;
