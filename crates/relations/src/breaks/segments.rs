//! What the methods share: means, a common scale, and the squares that a level leaves of a stretch, from running sums.

/// The mean; 0 of nothing. Safe where the sum itself would be out of range.
pub(super) fn mean(values: &[f64]) -> f64 {
    let n = values.len().max(1) as f64;
    let sum: f64 = values.iter().sum();
    if sum.is_finite() { sum / n } else { values.iter().map(|x| x / n).sum() }
}

/// The series with mean 0 and sample standard deviation 1 (divisor n − 1); none where it is too short, does not vary,
/// or is out of range.
pub(super) fn standardised(values: &[f64]) -> Option<Vec<f64>> {
    if values.len() < 2 || values.iter().any(|x| !x.is_finite()) {
        return None;
    }
    let largest = values.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    // Brought to 1 first, so that no square is out of range.
    let small: Vec<f64> = values.iter().map(|x| x / largest).collect();
    let centre = mean(&small);
    let squares: f64 = small.iter().map(|x| (x - centre).powi(2)).sum();
    let deviation = (squares / (values.len() - 1) as f64).sqrt();
    // Below this the differences are rounding.
    let varies = deviation.is_finite() && deviation > 1e-12;
    varies.then(|| small.iter().map(|x| (x - centre) / deviation).collect())
}

/// How alike neighbours are: the first autocorrelation under a model of one lag, at least 0 and at most 0.9.
///
/// From differences of periods one and two apart, of which the sizes stand as 1 to √(1 + ρ). Breaks of level touch only
/// a few of them, so they do not pass for likeness (after Chakar et al. 2017). Where they take medians, here it is the
/// mean of all but the largest tenth, since series with many zeros have median 0.
pub(super) fn likeness(values: &[f64]) -> f64 {
    let apart = |k: usize| {
        let mut sizes: Vec<f64> = values.windows(k + 1).map(|w| (w[k] - w[0]).abs()).collect();
        sizes.sort_by(f64::total_cmp);
        sizes.truncate(sizes.len() - sizes.len().div_ceil(10));
        mean(&sizes)
    };
    let (one, two) = (apart(1), apart(2));
    if one > 0.0 { ((two / one).powi(2) - 1.0).clamp(0.0, 0.9) } else { 0.0 }
}

/// How many times the variance of a mean exceeds that of independent periods, in the long run: `(1 + ρ) / (1 − ρ)`.
pub(super) fn inflation(values: &[f64]) -> f64 {
    let likeness = likeness(values);
    (1.0 + likeness) / (1.0 - likeness)
}

/// Running sums of a series and of its squares.
pub(super) struct Sums(Vec<(f64, f64)>);

impl Sums {
    /// Sums of the series less its mean, which keeps their digits.
    pub(super) fn new(values: &[f64]) -> Self {
        let centre = mean(values);
        let mut sums = Vec::with_capacity(values.len() + 1);
        let (mut sum, mut squares) = (0.0, 0.0);
        sums.push((sum, squares));
        for x in values {
            sum += x - centre;
            squares += (x - centre) * (x - centre);
            sums.push((sum, squares));
        }
        Self(sums)
    }

    /// Sum of squares around the mean of the rows `from..to`.
    pub(super) fn cost(&self, from: usize, to: usize) -> f64 {
        let ((sum, squares), (past, past_squares)) = (self.0[to], self.0[from]);
        let sum = sum - past;
        (squares - past_squares - sum * sum / (to - from).max(1) as f64).max(0.0)
    }
}
