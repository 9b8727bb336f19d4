//! The arithmetic of the language models: products with 8-bit weights, and the few operations on rows of
//! numbers that a small encoder needs.
//!
//! **Invariant**: the same input gives the same bits on every processor. Products are sums of integers, which
//! no order changes; operations on floats are written out in lanes of sixteen with a fixed order, and use
//! addition, multiplication, division and square root alone, which IEEE 754 defines to the bit. Rust neither
//! reorders them nor fuses them, so wider registers make them faster and nothing else.
//!
//! Each row of activations (a token) has a scale of its own, so a token's result does not depend on what it is
//! computed together with.
//!
//! `unsafe` is allowed in [`kernels`] alone, for the processor's own instructions.

#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the processor that was chosen"
)]

mod kernels;
mod linear;
mod rows;
#[cfg(test)]
mod tests;

pub use kernels::Processor;
pub use linear::{Linear, Quantised, Rows, read_floats, read_u32};
pub use rows::{
    Norm, add, add_scaled_bytes, arg_max, attend, exp, ln, max_of_pairs, multiply, relu, sigmoid_gelu,
};
