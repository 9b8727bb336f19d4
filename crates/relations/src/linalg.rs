//! Small dense matrices by columns: least squares by Householder reflections, and what follows from Cholesky factors.
//! As much as vector autoregressions and logits of a few coefficients need; a library would weigh more than this.

/// A dense matrix, stored by columns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Matrix {
    rows: usize,
    columns: usize,
    data: Vec<f64>,
}

impl Matrix {
    pub(crate) fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, data: vec![0.0; rows * columns] }
    }

    pub(crate) fn from_fn(rows: usize, columns: usize, value: impl Fn(usize, usize) -> f64) -> Self {
        let data =
            (0..columns).flat_map(|j| (0..rows).map(move |i| (i, j))).map(|(i, j)| value(i, j)).collect();
        Self { rows, columns, data }
    }

    pub(crate) fn identity(n: usize) -> Self {
        Self::from_fn(n, n, |i, j| f64::from(u8::from(i == j)))
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    pub(crate) fn column(&self, j: usize) -> &[f64] {
        &self.data[j * self.rows..(j + 1) * self.rows]
    }

    pub(crate) fn is_finite(&self) -> bool {
        self.data.iter().all(|x| x.is_finite())
    }

    /// Rows and columns by their numbers.
    pub(crate) fn part(&self, rows: &[usize], columns: &[usize]) -> Self {
        Self::from_fn(rows.len(), columns.len(), |i, j| self[(rows[i], columns[j])])
    }

    /// The product with another matrix.
    pub(crate) fn times(&self, other: &Self) -> Self {
        let mut product = Self::zeros(self.rows, other.columns);
        for j in 0..other.columns {
            for (k, factor) in other.column(j).iter().enumerate() {
                let sums = &mut product.data[j * self.rows..(j + 1) * self.rows];
                add_scaled(sums, self.column(k), *factor);
            }
        }
        product
    }

    /// The product of the transpose with itself.
    pub(crate) fn gram(&self) -> Self {
        Self::from_fn(self.columns, self.columns, |i, j| dot(self.column(i), self.column(j)))
    }

    /// All numbers times one.
    pub(crate) fn scaled(mut self, factor: f64) -> Self {
        self.data.iter_mut().for_each(|x| *x *= factor);
        self
    }
}

impl std::ops::Index<(usize, usize)> for Matrix {
    type Output = f64;

    fn index(&self, (i, j): (usize, usize)) -> &f64 {
        &self.data[j * self.rows + i]
    }
}

impl std::ops::IndexMut<(usize, usize)> for Matrix {
    fn index_mut(&mut self, (i, j): (usize, usize)) -> &mut f64 {
        &mut self.data[j * self.rows + i]
    }
}

/// The sum of products, in four strands that the processor can work on side by side.
pub(crate) fn dot(x: &[f64], y: &[f64]) -> f64 {
    let (xs, ys) = (x.chunks_exact(4), y.chunks_exact(4));
    let rest: f64 = xs.remainder().iter().zip(ys.remainder()).map(|(x, y)| x * y).sum();
    let mut sums = [0.0; 4];
    for (x, y) in xs.zip(ys) {
        for (sum, (x, y)) in sums.iter_mut().zip(x.iter().zip(y)) {
            *sum += x * y;
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

fn add_scaled(to: &mut [f64], x: &[f64], factor: f64) {
    for (to, x) in to.iter_mut().zip(x) {
        *to += factor * x;
    }
}

/// Share of a column's length that must be its own; below, it counts as a sum of the columns before it.
const INDEPENDENT: f64 = 1e-9;

/// Makes the first `steps` columns upper triangular by Householder reflections of all columns (Golub and Van Loan,
/// *Matrix Computations*, §5.2), and says how many of them are independent; it stops at the first that is not.
///
/// Afterwards the leading block is R, and each later column y holds Qᵀy: its rows from `p` on are what the first `p`
/// columns leave of it.
pub(crate) fn triangularize(matrix: &mut Matrix, steps: usize) -> usize {
    let rows = matrix.rows;
    for step in 0..steps {
        let (done, rest) = matrix.data.split_at_mut((step + 1) * rows);
        let column = &mut done[step * rows..];
        let whole = dot(column, column).sqrt();
        let length = dot(&column[step.min(rows)..], &column[step.min(rows)..]).sqrt();
        let independent = step < rows && length.is_finite() && length > INDEPENDENT * whole;
        if !independent {
            return step;
        }
        let diagonal = if column[step] > 0.0 { -length } else { length };
        column[step] -= diagonal;
        let reflector = &column[step..];
        let half = dot(reflector, reflector) / 2.0;
        for other in rest.chunks_exact_mut(rows) {
            let factor = dot(reflector, &other[step..]) / half;
            add_scaled(&mut other[step..], reflector, -factor);
        }
        column[step..].fill(0.0);
        column[step] = diagonal;
    }
    steps
}

/// Least squares of several columns on the same regressors.
#[derive(Clone, Debug)]
pub(crate) struct LeastSquares {
    /// One column a left-hand side.
    pub(crate) coefficients: Matrix,
    /// The inverse of `XᵀX`.
    pub(crate) inverse: Matrix,
}

/// Regresses the columns of `y` on those of `x`; none where the latter are not independent.
pub(crate) fn least_squares(x: &Matrix, y: &Matrix) -> Option<LeastSquares> {
    let p = x.columns;
    let data = [x.data.as_slice(), &y.data].concat();
    let mut both = Matrix { rows: x.rows, columns: p + y.columns, data };
    if triangularize(&mut both, p) < p {
        return None;
    }
    let upper = Matrix::from_fn(p, p, |i, j| both[(i, j)]);
    let right = Matrix::from_fn(p, y.columns, |i, j| both[(i, p + j)]);
    let inverse = solve_upper(&upper, &Matrix::identity(p));
    let inverse =
        Matrix::from_fn(p, p, |i, j| (i.max(j)..p).map(|k| inverse[(i, k)] * inverse[(j, k)]).sum());
    let coefficients = solve_upper(&upper, &right);
    (coefficients.is_finite() && inverse.is_finite()).then_some(LeastSquares { coefficients, inverse })
}

/// Solves U·x = b for an upper triangular U, column by column.
fn solve_upper(upper: &Matrix, right: &Matrix) -> Matrix {
    let mut x = right.clone();
    for j in 0..x.columns {
        for i in (0..upper.rows).rev() {
            let known: f64 = (i + 1..upper.rows).map(|k| upper[(i, k)] * x[(k, j)]).sum();
            x[(i, j)] = (x[(i, j)] - known) / upper[(i, i)];
        }
    }
    x
}

/// The lower triangular L with L·Lᵀ = `matrix`; none where the matrix is not positive definite, to rounding.
pub(crate) fn cholesky(matrix: &Matrix) -> Option<Matrix> {
    let n = matrix.rows;
    let mut lower = Matrix::zeros(n, n);
    for j in 0..n {
        let rest = matrix[(j, j)] - (0..j).map(|k| lower[(j, k)].powi(2)).sum::<f64>();
        let positive = rest.is_finite() && rest > 1e-13 * matrix[(j, j)] && rest.sqrt() > 0.0;
        if !positive {
            return None;
        }
        lower[(j, j)] = rest.sqrt();
        for i in j + 1..n {
            let known: f64 = (0..j).map(|k| lower[(i, k)] * lower[(j, k)]).sum();
            lower[(i, j)] = (matrix[(i, j)] - known) / lower[(j, j)];
        }
    }
    lower.is_finite().then_some(lower)
}

/// Solves `matrix`·x = `right` for a positive definite matrix with its Cholesky factor `lower`.
pub(crate) fn solve_cholesky(lower: &Matrix, right: &Matrix) -> Matrix {
    let mut x = right.clone();
    for j in 0..x.columns {
        for i in 0..lower.rows {
            let known: f64 = (0..i).map(|k| lower[(i, k)] * x[(k, j)]).sum();
            x[(i, j)] = (x[(i, j)] - known) / lower[(i, i)];
        }
        for i in (0..lower.rows).rev() {
            let known: f64 = (i + 1..lower.rows).map(|k| lower[(k, i)] * x[(k, j)]).sum();
            x[(i, j)] = (x[(i, j)] - known) / lower[(i, i)];
        }
    }
    x
}

/// The logarithm of the determinant of a positive definite matrix; none where it is not.
pub(crate) fn ln_determinant(matrix: &Matrix) -> Option<f64> {
    let lower = cholesky(matrix)?;
    let sum: f64 = (0..lower.rows).map(|i| 2.0 * lower[(i, i)].ln()).sum();
    sum.is_finite().then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Matrix {
        Matrix::from_fn(9, 3, |i, j| ((i * i + 3 * j * i + 7 * j) % 11) as f64 - 0.1 * i as f64)
    }

    fn near(x: &Matrix, y: &Matrix) {
        for (x, y) in x.data.iter().zip(&y.data) {
            assert!((x - y).abs() < 1e-10, "{x} is not {y}");
        }
        assert_eq!((x.rows, x.columns), (y.rows, y.columns));
    }

    #[test]
    fn least_squares_finds_the_coefficients_of_an_exact_relation() {
        let x = sample();
        let truth = Matrix::from_fn(3, 2, |i, j| i as f64 - 2.5 * j as f64 + 0.5);
        let fit = least_squares(&x, &x.times(&truth)).unwrap();
        near(&fit.coefficients, &truth);
        near(&fit.inverse.times(&x.gram()), &Matrix::identity(3));
    }

    #[test]
    fn residuals_are_orthogonal_to_the_regressors() {
        let x = sample();
        let y = Matrix::from_fn(9, 1, |i, _| (i as f64).sin());
        let fitted = x.times(&least_squares(&x, &y).unwrap().coefficients);
        for j in 0..3 {
            let residuals: Vec<f64> = y.column(0).iter().zip(fitted.column(0)).map(|(y, f)| y - f).collect();
            assert!(dot(x.column(j), &residuals).abs() < 1e-10);
        }
    }

    #[test]
    fn dependent_columns_are_told() {
        let mut x = Matrix::from_fn(9, 3, |i, j| [1.0, i as f64, 2.0 * i as f64 + 3.0][j]);
        assert!(least_squares(&x, &Matrix::zeros(9, 1)).is_none());
        assert_eq!(triangularize(&mut x, 3), 2);
        assert_eq!(triangularize(&mut Matrix::zeros(4, 2), 2), 0);
        assert_eq!(
            triangularize(&mut Matrix::from_fn(2, 3, |i, j| ((i + 1) * (j + 2) + i * j * j) as f64), 3),
            2
        );
    }

    #[test]
    fn cholesky_and_what_follows_from_it() {
        let gram = sample().gram();
        let lower = cholesky(&gram).unwrap();
        let back = Matrix::from_fn(3, 3, |i, j| (0..3).map(|k| lower[(i, k)] * lower[(j, k)]).sum());
        near(&back, &gram);
        near(&gram.times(&solve_cholesky(&lower, &Matrix::identity(3))), &Matrix::identity(3));
        let two = Matrix::from_fn(2, 2, |i, j| if i == j { 2.0 } else { 1.0 });
        assert!((ln_determinant(&two).unwrap() - 3.0f64.ln()).abs() < 1e-14);
        assert!(cholesky(&Matrix::from_fn(2, 2, |_, _| 1.0)).is_none());
        assert!(cholesky(&Matrix::zeros(1, 1)).is_none());
    }
}
