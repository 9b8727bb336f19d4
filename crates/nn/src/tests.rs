//! All kinds of processor give the same bits; products and operations are what they should be.

use crate::kernels::{self, COLUMNS, Processor, ROWS, STEP};
use crate::*;
use bytes::Bytes;
use proptest::prelude::*;

fn rows(values: &[f32], width: usize) -> Rows {
    let mut rows = Rows::default();
    rows.reset(values.len() / width, width);
    rows.values_mut().copy_from_slice(&values[..values.len() / width * width]);
    rows
}

fn layer(weights: &[f32], bias: &[f32], inputs: usize) -> Linear {
    let mut bytes = Bytes::from(Linear::encode(weights, bias, inputs));
    let layer = Linear::read(&mut bytes).expect("a layer");
    assert!(bytes.is_empty());
    layer
}

fn product(processor: Processor, layer: &Linear, x: &Rows) -> Vec<f32> {
    let (mut q, mut out) = (Quantised::default(), Rows::default());
    q.take(processor, x);
    layer.apply(processor, &q, &mut out);
    out.values_mut().to_vec()
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

proptest! {
    #[test]
    fn tiles_are_the_same_everywhere(
        bytes in prop::collection::vec(any::<u8>(), ROWS * 12),
        weights in prop::collection::vec(-63i8..=63, 3 * STEP),
        count in 1..=ROWS,
    ) {
        let rows: Vec<&[u8]> = bytes.chunks_exact(12).take(count).collect();
        let panel: Vec<u8> = weights.iter().map(|w| w.cast_unsigned()).collect();
        let sums = |processor| {
            let mut tile = [[0; COLUMNS]; ROWS];
            kernels::tile(processor, &rows, &panel, &mut tile);
            tile[..count].to_vec()
        };
        for processor in Processor::all() {
            prop_assert_eq!(sums(processor), sums(Processor::Plain));
        }
    }

    #[test]
    fn layers_are_the_same_everywhere_and_nearly_exact(
        x in prop::collection::vec(-3.0f32..3.0, 5 * 24),
        weights in prop::collection::vec(-1.0f32..1.0, 24 * 37),
        bias in prop::collection::vec(-1.0f32..1.0, 37),
    ) {
        let layer = layer(&weights, &bias, 24);
        let x = rows(&x, 24);
        let plain = product(Processor::Plain, &layer, &x);
        for processor in Processor::all() {
            prop_assert_eq!(bits(&product(processor, &layer, &x)), bits(&plain));
        }
        for i in 0..5 {
            for j in 0..37 {
                let row = &weights[j * 24..(j + 1) * 24];
                let exact = x.row(i).iter().zip(row).map(|(a, b)| a * b).sum::<f32>() + bias[j];
                prop_assert!((exact - plain[i * 37 + j]).abs() < 0.5);
            }
        }
    }

    #[test]
    fn operations_are_the_same_everywhere(values in prop::collection::vec(-4.0f32..4.0, 6 * 96)) {
        let run = |processor| {
            let mut x = rows(&values, 96);
            let mut bytes = Bytes::from(Norm::encode(&[0.5; 96], &[0.25; 96]));
            Norm::read(&mut bytes, 96, 1e-6).expect("a norm").apply(processor, &mut x);
            sigmoid_gelu(processor, &mut x);
            let (mut out, mut scratch) = (Rows::default(), Vec::new());
            attend(processor, &x, 2, &[0.5; 10], &mut out, &mut scratch);
            let mut half = Rows::default();
            max_of_pairs(processor, &out, &mut half);
            multiply(processor, &half, &half, &mut out, &mut scratch);
            bits(out.values_mut())
        };
        for processor in Processor::all() {
            prop_assert_eq!(run(processor), run(Processor::Plain));
        }
    }

    #[test]
    fn a_row_does_not_depend_on_its_company(values in prop::collection::vec(-4.0f32..4.0, 9 * 24)) {
        let weights: Vec<f32> = (0..24 * 33).map(|i| (i % 17) as f32 - 8.0).collect();
        let layer = layer(&weights, &[0.0; 33], 24);
        let all = product(Processor::detect(), &layer, &rows(&values, 24));
        for i in 0..9 {
            let alone = product(Processor::detect(), &layer, &rows(&values[i * 24..(i + 1) * 24], 24));
            prop_assert_eq!(bits(&alone), bits(&all[i * 33..(i + 1) * 33]));
        }
    }

    #[test]
    fn any_bytes_are_a_layer_or_none(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut bytes = Bytes::from(bytes);
        let before = bytes.len();
        if let Some(layer) = Linear::read(&mut bytes) {
            prop_assert!(layer.outputs() * 8 < before);
        }
    }

    #[test]
    fn sigmoids_are_right(x in -30.0f32..30.0) {
        let mut one = rows(&[x], 1);
        sigmoid_gelu(Processor::Plain, &mut one);
        let exact = f64::from(x) / (1.0 + (-1.702 * f64::from(x)).exp());
        prop_assert!((f64::from(one.row(0)[0]) - exact).abs() < 1e-5);
    }
}

#[test]
fn attention_of_one_is_its_value() {
    let values: Vec<f32> = (0..48u8).map(f32::from).collect();
    let (mut out, mut scratch) = (Rows::default(), Vec::new());
    attend(Processor::detect(), &rows(&values, 48), 1, &[], &mut out, &mut scratch);
    assert_eq!(out.row(0), &values[32..]);
}

#[test]
fn rows_of_no_number_are_zero() {
    let layer = layer(&[1.0; 8], &[0.5, -0.5], 4);
    let x = rows(&[f32::NAN, 1.0, f32::INFINITY, 0.0, 0.0, 0.0, 0.0, 0.0], 4);
    let out = product(Processor::detect(), &layer, &x);
    assert_eq!(out[2..], [0.5, -0.5]);
}

#[test]
fn the_largest_of_none_is_the_first() {
    assert_eq!([arg_max(&[]), arg_max(&[1.0, 3.0, 3.0])], [0, 1]);
}
