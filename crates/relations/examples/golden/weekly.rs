//! Weekly scores of Israel and the Palestinians, 1979 to 2003 (the example of R's MSBVAR).

use crate::{Failure, columns, table::Table};
use detente_relations::{
    autoregression::{self, Granger, Var},
    breaks::pelt,
};
use serde_json::{Value, json};
use std::path::Path;

const NAMES: [&str; 2] = ["i2p", "p2i"];

pub fn compare(folder: &Path, expected: &Value, table: &mut Table) -> Result<(), Failure> {
    let data = columns(&folder.join("golden/IsraelPalestineConflict_IsraelPalestineConflict.csv"))?;
    let [first, second] = data.as_slice() else { return Err("two columns expected".into()) };
    let both = [first.as_slice(), second];
    moments(both, expected, table);
    table.group("weekly: order of lags");
    let orders = autoregression::order(&both, 12)?;
    let orders = json!({"aic": orders.aic, "bic": orders.bic, "hqic": orders.hqic, "fpe": orders.fpe});
    for (criterion, lags) in expected["lag_order"].as_object().into_iter().flatten() {
        table.same(criterion, &orders[criterion], lags);
    }
    for lags in [1, 6] {
        fit(both, lags, &expected[format!("VAR({lags})")], table)?;
    }
    table.group("weekly: PELT");
    for (name, values) in NAMES.iter().zip(both) {
        stretches(values, &expected[format!("pelt_l2_z_{name}")], table);
    }
    Ok(())
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Sample standard deviation (divisor n − 1).
fn deviation(values: &[f64]) -> f64 {
    covariance(values, values).sqrt()
}

fn covariance(x: &[f64], y: &[f64]) -> f64 {
    let (mean_x, mean_y) = (mean(x), mean(y));
    x.iter().zip(y).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>() / (x.len() - 1) as f64
}

pub fn correlation(x: &[f64], y: &[f64]) -> f64 {
    covariance(x, y) / deviation(x) / deviation(y)
}

fn moments([first, second]: [&[f64]; 2], expected: &Value, table: &mut Table) {
    table.group("weekly: moments");
    table.same("n", &json!(first.len()), &expected["n"]);
    for (name, values) in NAMES.iter().zip([first, second]) {
        table.rounded("mean", mean(values), &expected["mean"][name], 6);
        table.rounded("deviation", deviation(values), &expected["std"][name], 6);
    }
    table.rounded("correlation", correlation(first, second), &expected["corr"], 6);
}

fn fit(both: [&[f64]; 2], lags: usize, expected: &Value, table: &mut Table) -> Result<(), Failure> {
    let fit = Var::fit(&both, lags)?;
    coefficients(&fit, expected, table);
    table.group(&format!("weekly: VAR({lags}) covariance, criteria"));
    for (i, j) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        table.rounded("sigma_u", fit.covariance(i, j), &expected["sigma_u"][i][j], 6);
    }
    table.rounded("llf", fit.log_likelihood(), &expected["llf"], 4);
    table.rounded("aic", fit.criteria().aic, &expected["aic"], 6);
    table.rounded("bic", fit.criteria().bic, &expected["bic"], 6);
    table.group(&format!("weekly: VAR({lags}) Granger tests"));
    for (caused, causing) in [(0, 1), (1, 0)] {
        let name = format!("{}->{}", NAMES[causing], NAMES[caused]);
        granger(fit.granger(caused, causing), &expected[format!("granger {name}")], table);
        single(fit.single_equation(caused, causing), &expected[format!("single_eq_ssr_F {name}")], table);
    }
    table.group(&format!("weekly: VAR({lags}) responses"));
    let responses = fit.orthogonal_responses(8).ok_or("no responses")?;
    for (shock, response) in [(1, 0), (0, 1)] {
        let name = format!("orth_irf_{}_shock_on_{}", NAMES[shock], NAMES[response]);
        for (horizon, at) in responses.iter().enumerate() {
            table.rounded(&name, at[response][shock], &expected[&name][horizon], 6);
        }
    }
    Ok(())
}

fn coefficients(fit: &Var, expected: &Value, table: &mut Table) {
    table.group(&format!("weekly: VAR({}) coefficients", fit.lags()));
    for (i, equation) in NAMES.iter().enumerate() {
        let expected = &expected["params"][equation];
        table.rounded(equation, fit.constant(i), &expected["const"], 6);
        for (lag, j) in (1..=fit.lags()).flat_map(|lag| [(lag, 0), (lag, 1)]) {
            let name = format!("L{lag}.{}", NAMES[j]);
            table.rounded(&format!("{equation} {name}"), fit.coefficient(i, lag, j), &expected[&name], 6);
        }
    }
}

fn granger(test: Option<Granger>, expected: &Value, table: &mut Table) {
    let f = test.map_or(f64::NAN, |t| t.f);
    table.rounded("F", f, &expected["F"], 6);
    table.same("df", &json!(test.map(|t| [t.df1, t.df2])), &expected["df"]);
    table.p("p", test.map_or(f64::NAN, |t| t.p), &expected["p"]);
}

fn single(test: Option<Granger>, expected: &Value, table: &mut Table) {
    table.rounded("F", test.map_or(f64::NAN, |t| t.f), &expected["F"], 6);
    table.same("df_num", &json!(test.map(|t| t.df1)), &expected["df_num"]);
    table.same("df_den", &json!(test.map(|t| t.df2)), &expected["df_den"]);
    table.p("p", test.map_or(f64::NAN, |t| t.p), &expected["p"]);
}

fn stretches(values: &[f64], expected: &Value, table: &mut Table) {
    let (mean, deviation) = (mean(values), deviation(values));
    let standard: Vec<f64> = values.iter().map(|x| (x - mean) / deviation).collect();
    let penalty = pelt::usual_penalty(values.len());
    table.rounded("penalty", penalty, &expected["penalty"], 6);
    let number = |key: &str| expected[key].as_u64().unwrap_or(0);
    let (least, jump) = (number("min_size"), number("jump"));
    table.same("min_size", &json!(8), &json!(least));
    table.same("jump", &json!(1), &json!(jump));
    let mut ends = pelt::breaks(&standard, penalty, least as usize, jump as usize);
    ends.push(values.len());
    table.same("breaks", &json!(ends), &expected["bkps"]);
}
