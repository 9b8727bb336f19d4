//! What `--help` says, as snapshots: they change only on purpose (`INSTA_UPDATE=always cargo test -p detente`).

use crate::support::detente;

fn check(name: &str, arguments: &[&str]) {
    let run = detente(arguments).ended(0);
    assert_eq!(run.err, "");
    insta::assert_snapshot!(name, run.out.trim_end());
}

#[test]
fn the_program() {
    check("help", &["--help"]);
}

#[test]
fn each_command() {
    let commands = [
        "code", "events", "report", "explain", "parse", "resolve", "locate", "dates", "sources", "classify",
        "eval", "lexicon", "import", "panel", "watch", "network", "compact",
    ];
    for command in commands {
        check(&format!("help-{command}"), &[command, "--help"]);
    }
    check("help-lexicon-check", &["lexicon", "check", "--help"]);
}

#[test]
fn the_version() {
    let run = detente(&["--version"]).ended(0);
    assert_eq!(run.out.trim(), concat!("detente ", env!("CARGO_PKG_VERSION")));
}
