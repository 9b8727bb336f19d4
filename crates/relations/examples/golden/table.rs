//! The comparison, value by value, told by group.

use serde_json::Value;
use std::process::ExitCode;

/// Relative error allowed; reference values are rounded, so half a unit of their last digit is allowed as well.
const RELATIVE: f64 = 1e-6;
/// That of p-values, small as they may be.
const RELATIVE_P: f64 = 1e-4;

#[derive(Default)]
struct Group {
    name: String,
    values: usize,
    worst: f64,
    off: Vec<String>,
}

/// What was compared.
#[derive(Default)]
pub struct Table {
    groups: Vec<Group>,
    untouched: Vec<String>,
}

impl Table {
    /// Opens a group of values.
    pub fn group(&mut self, name: &str) {
        self.groups.push(Group { name: name.to_owned(), ..Group::default() });
    }

    /// A rounded reference value, with the decimals it was rounded to.
    pub fn rounded(&mut self, what: &str, value: f64, expected: &Value, decimals: i32) {
        self.value(what, value, expected, RELATIVE, 0.5 * 10f64.powi(-decimals) * (1.0 + 1e-9));
    }

    /// A p-value, held to all its digits.
    pub fn p(&mut self, what: &str, value: f64, expected: &Value) {
        self.value(what, value, expected, RELATIVE_P, 0.0);
    }

    /// A number or list that must be equal.
    pub fn same(&mut self, what: &str, value: &Value, expected: &Value) {
        let count = expected.as_array().map_or(1, Vec::len);
        self.count(count);
        if value != expected {
            self.off(format!("{what}: {value} instead of {expected}"));
        }
    }

    fn value(&mut self, what: &str, value: f64, expected: &Value, relative: f64, absolute: f64) {
        self.count(1);
        let Some(reference) = expected.as_f64() else {
            self.off(format!("{what}: no reference value"));
            return;
        };
        let error = (value - reference).abs();
        let group = self.groups.last_mut().expect("invariant: a group was opened");
        if reference != 0.0 {
            group.worst = group.worst.max(error / reference.abs());
        }
        let agrees = error <= (relative * reference.abs()).max(absolute);
        if !agrees {
            self.off(format!("{what}: {value:e} instead of {reference:e}"));
        }
    }

    fn count(&mut self, values: usize) {
        self.groups.last_mut().expect("invariant: a group was opened").values += values;
    }

    fn off(&mut self, what: String) {
        self.groups.last_mut().expect("invariant: a group was opened").off.push(what);
    }

    /// Notes when the file has more numbers than were compared.
    pub fn covers(&mut self, all: &Value) {
        let compared: usize = self.groups.iter().map(|g| g.values).sum();
        let there: usize =
            ["msbvar_weekly", "nile", "levant_cameo"].iter().map(|key| numbers(&all[*key])).sum();
        if compared != there {
            self.untouched.push(format!("{compared} values compared, {there} in the file"));
        }
    }

    /// Prints the groups; fails when a value is off or was not compared.
    pub fn print(&self) -> ExitCode {
        println!("{:<44} {:>6} {:>12}", "group", "values", "worst error");
        for group in &self.groups {
            let verdict = if group.off.is_empty() { "" } else { "  OFF" };
            println!("{:<44} {:>6} {:>12.1e}{verdict}", group.name, group.values, group.worst);
        }
        let off = self.groups.iter().flat_map(|g| &g.off).chain(&self.untouched);
        let mut code = ExitCode::SUCCESS;
        for off in off {
            println!("{off}");
            code = ExitCode::FAILURE;
        }
        code
    }
}

/// Numbers in a part of the file; an empty list counts as one.
fn numbers(value: &Value) -> usize {
    match value {
        Value::Number(_) => 1,
        Value::Array(items) => items.iter().map(numbers).sum(),
        Value::Object(fields) => fields.values().map(numbers).sum(),
        _ => 0,
    }
}
