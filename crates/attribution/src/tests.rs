//! Tests with the embedded parser on sentences of our own.
