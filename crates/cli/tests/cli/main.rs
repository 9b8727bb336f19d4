//! The program as users meet it: arguments and files in, stdout, stderr, exit status and stores out.

#![expect(clippy::unwrap_used, reason = "tests may unwrap, and so may what helps them")]

mod bad_input;
mod determinism;
mod flow;
mod help;
mod language;
mod relations;
mod scoring;
mod support;
