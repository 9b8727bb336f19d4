//! Whether a confidence of .8 is right eight times in ten: the expected calibration error of Naeini, Cooper and
//! Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning" (AAAI 2015), over ten bins of equal
//! width.

/// How many bins.
pub const BINS: usize = 10;

/// Coded events by their confidence. Bin `i` holds those from `i`/10 up to, not including, (`i`+1)/10; the last one
/// holds 1, too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// The bins, least confident first.
    pub bins: [Bin; BINS],
}

/// The coded events of a range of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// Events.
    pub count: usize,
    /// Those of them that are right.
    pub right: usize,
    /// Sum of their confidences.
    pub confidence: f64,
}

impl Bin {
    /// Mean confidence, 0 to 1; none of an empty bin.
    pub fn mean_confidence(&self) -> Option<f64> {
        (self.count > 0).then(|| self.confidence / self.count as f64)
    }

    /// Share of its events that are right, 0 to 1; none of an empty bin.
    pub fn share_right(&self) -> Option<f64> {
        (self.count > 0).then(|| self.right as f64 / self.count as f64)
    }

    /// |mean confidence − share right|; 0 of an empty bin.
    fn error(&self) -> f64 {
        self.mean_confidence().zip(self.share_right()).map_or(0.0, |(mean, right)| (mean - right).abs())
    }
}

impl Calibration {
    /// Events in all bins.
    pub fn count(&self) -> usize {
        self.bins.iter().map(|bin| bin.count).sum()
    }

    /// Expected calibration error, 0 to 1: Σ of the bins' |mean confidence − share right|, weighted by their events.
    /// None when no event has a confidence.
    pub fn ece(&self) -> Option<f64> {
        let all = self.count() as f64;
        let weighted = |bin: &Bin| bin.count as f64 / all * bin.error();
        (all > 0.0).then(|| self.bins.iter().map(weighted).sum())
    }

    /// The bins that have events, with their lower and upper bound.
    pub fn filled(&self) -> impl Iterator<Item = (f64, f64, &Bin)> {
        let bound = |i: usize| i as f64 / BINS as f64;
        let bounded = move |(i, bin)| (bound(i), bound(i + 1), bin);
        self.bins.iter().enumerate().map(bounded).filter(|(_, _, bin)| bin.count > 0)
    }

    pub(crate) fn add(&mut self, confidence: f32, right: bool) {
        // Confidences have three digits: counted in thousandths, .7 is not the .6999… of its float.
        let thousandths = (f64::from(confidence) * 1000.0).round();
        let bin = &mut self.bins[(thousandths as usize * BINS / 1000).min(BINS - 1)];
        bin.count += 1;
        bin.right += usize::from(right);
        bin.confidence += thousandths / 1000.0;
    }
}
