//! Makes the language models of `detente-parse`, but for the learning itself, which is in `train/` (Python):
//! prepares its material from treebanks, sets of names and open news, turns learnt weights into a model's
//! file, and scores models.

pub mod acts;
pub mod assemble;
pub mod augment;
pub mod calibrate;
pub mod gate;
pub mod graded;
pub mod happened;
pub mod lemmas;
pub mod marked;
pub mod name_data;
pub mod names;
pub mod prepare;
pub mod raw;
pub mod score;
pub mod silver;
pub mod tags;

#[cfg(test)]
mod tests;
pub mod treebank;
pub mod weights;
