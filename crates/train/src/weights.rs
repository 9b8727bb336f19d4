//! Learnt weights, as safetensors of 32-bit floats.

use anyhow::{Context, Result, ensure};
use safetensors::{Dtype, SafeTensors};
use std::path::Path;

/// The bytes of a file of tensors.
pub struct Weights {
    bytes: Vec<u8>,
}

/// A tensor of one or two dimensions.
#[derive(Clone, Debug)]
pub struct Tensor {
    /// The numbers, row by row.
    pub values: Vec<f32>,
    /// Numbers a row.
    pub width: usize,
}

impl Weights {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        Ok(Self { bytes })
    }

    /// Whether there is a tensor of this name.
    pub fn has(&self, name: &str) -> bool {
        SafeTensors::deserialize(&self.bytes).is_ok_and(|tensors| tensors.tensor(name).is_ok())
    }

    /// A tensor.
    ///
    /// # Errors
    ///
    /// When there is none of this name, or it is not of 32-bit floats.
    pub fn get(&self, name: &str) -> Result<Tensor> {
        let tensors = SafeTensors::deserialize(&self.bytes)?;
        let tensor = tensors.tensor(name).with_context(|| format!("looking for {name}"))?;
        ensure!(tensor.dtype() == Dtype::F32, "{name} is not of 32-bit floats");
        let four = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let values = tensor.data().chunks_exact(4).map(four).collect();
        Ok(Tensor { values, width: tensor.shape().last().copied().unwrap_or(1) })
    }

    /// Weights and bias of a layer.
    ///
    /// # Errors
    ///
    /// When one is not there.
    pub fn pair(&self, name: &str) -> Result<(Tensor, Tensor)> {
        Ok((self.get(&format!("{name}.weight"))?, self.get(&format!("{name}.bias"))?))
    }
}
