//! A sentence with its marked words: in colour, or with a line of signs under them.

use super::{
    TextStyle,
    paint::{Tone, char_columns, clean_char, line_ranges},
};
use crate::{
    ReportEvidence, Role,
    spans::{Piece, pieces},
};

/// A character on the terminal.
struct Cell {
    c: char,
    role: Option<Role>,
}

/// The sentence in lines, indented.
pub(super) fn lines(report: &ReportEvidence, style: TextStyle, indent: usize) -> Vec<String> {
    let cells = cells(report);
    let widths: Vec<(char, usize)> = cells.iter().map(|cell| (cell.c, char_columns(cell.c))).collect();
    let space = " ".repeat(indent);
    let mut out = Vec::new();
    for range in line_ranges(&widths, style.columns() - indent) {
        let part = &cells[range];
        if style.color {
            out.push(format!("{space}{}", colored(part, style)));
        } else {
            out.push(format!("{space}{}", part.iter().map(|cell| cell.c).collect::<String>()));
            let signs: String = part.iter().map(signs).collect();
            if !signs.trim().is_empty() {
                out.push(format!("{space}{}", signs.trim_end()));
            }
        }
    }
    out
}

/// What the signs or the colours mean.
pub(super) fn legend(style: TextStyle) -> String {
    let shown = [
        (Role::Trigger, "the act"),
        (Role::Actor, "who acts"),
        (Role::Recipient, "on whom"),
        (Role::Attribution, "who says so"),
        (Role::Date, "link, when, where, how many"),
    ];
    let entry = |(role, label): (Role, &str)| {
        if style.color {
            style.paint().tone(tone(role), label)
        } else {
            format!("{0}{0} {label}", sign(role))
        }
    };
    format!("    {}", shown.map(entry).join("  "))
}

fn cells(report: &ReportEvidence) -> Vec<Cell> {
    let mut open: Vec<Role> = Vec::new();
    let mut out = Vec::new();
    for piece in pieces(&report.sentence, &report.marks) {
        match piece {
            Piece::Open(role) => open.push(role),
            Piece::Close => drop(open.pop()),
            // The trigger shows through whatever else holds it; otherwise the innermost mark does.
            Piece::Text(text) => {
                let role = open.iter().find(|r| **r == Role::Trigger).or(open.last()).copied();
                out.extend(text.chars().map(|c| Cell { c: clean_char(c), role }));
            }
        }
    }
    out
}

fn colored(cells: &[Cell], style: TextStyle) -> String {
    let mut out = String::new();
    for run in cells.chunk_by(|x, y| x.role == y.role) {
        let text: String = run.iter().map(|cell| cell.c).collect();
        out.push_str(&style.paint().tone(run[0].role.map_or(Tone::Plain, tone), &text));
    }
    out
}

fn signs(cell: &Cell) -> String {
    let sign = cell.role.map_or(' ', sign);
    sign.to_string().repeat(char_columns(cell.c))
}

fn sign(role: Role) -> char {
    match role {
        Role::Trigger => '━',
        Role::Actor => '─',
        Role::Recipient => '╌',
        Role::Attribution | Role::Cue => '┈',
        Role::Link | Role::Date | Role::Place | Role::Count => '·',
    }
}

fn tone(role: Role) -> Tone {
    match role {
        Role::Trigger => Tone::Trigger,
        Role::Actor => Tone::Actor,
        Role::Recipient => Tone::Recipient,
        Role::Attribution | Role::Cue => Tone::Source,
        Role::Link | Role::Date | Role::Place | Role::Count => Tone::Other,
    }
}
