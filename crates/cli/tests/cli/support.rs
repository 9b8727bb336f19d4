//! Running the program, and inputs to run it on.

use serde_json::Value;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A sentence with one plain act, dated by what is around it.
pub(crate) const EXPULSION: &str = "Norway expelled two Chilean diplomats over the seizure of a trawler.";
/// Another.
pub(crate) const ARREST: &str = "Police in Ghana arrested three Togolese fishermen at the port of Tema.";

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// The run, which must have ended with this status.
    #[track_caller]
    pub(crate) fn ended(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "stderr: {}\nstdout: {:.2000}", self.err, self.out);
        self
    }

    /// The run, whose stderr must hold these words.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "not on stderr: {words:?}\nstderr: {}", self.err);
        self
    }

    /// The lines of stdout as JSON.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The program with these arguments, nothing on stdin, no terminal.
pub(crate) fn command<S: AsRef<OsStr>>(arguments: &[S]) -> Command {
    plain(Command::new(env!("CARGO_BIN_EXE_detente")), arguments)
}

/// The program with its address space limited to `mebibytes`, so that its memory is, too.
pub(crate) fn limited<S: AsRef<OsStr>>(mebibytes: u64, arguments: &[S]) -> Command {
    let mut shell = Command::new("bash");
    let limit = format!("ulimit -v {}; exec \"$0\" \"$@\"", mebibytes * 1024);
    shell.arg("-c").arg(limit).arg(env!("CARGO_BIN_EXE_detente"));
    plain(shell, arguments)
}

fn plain<S: AsRef<OsStr>>(mut command: Command, arguments: &[S]) -> Command {
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env("COLUMNS", "100").env("NO_COLOR", "1").current_dir(repository());
    command
}

/// Runs the program.
pub(crate) fn detente<S: AsRef<OsStr>>(arguments: &[S]) -> Run {
    command(arguments).output().unwrap().into()
}

/// Runs the program with something on stdin.
pub(crate) fn detente_on<S: AsRef<OsStr>>(stdin: &[u8], arguments: &[S]) -> Run {
    let mut child = command(arguments).stdin(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // It may stop reading before the end.
            let _ = pipe.write_all(stdin);
        });
        child.wait_with_output().unwrap().into()
    })
}

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The articles of the repository.
pub(crate) fn news() -> PathBuf {
    repository().join("examples/news")
}

/// A folder of its own for a test.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Writes a file and gives its path.
pub(crate) fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The articles of the repository as JSON lines: their words, with ids and dates of their own.
pub(crate) fn json_articles() -> Vec<String> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(news()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).unwrap());
    let line = |(number, text): (usize, String)| {
        let id = format!("article-{number}");
        let date = format!("2013-0{}-11", number % 9 + 1);
        serde_json::json!({"id": id, "date": date, "text": text}).to_string()
    };
    // Cut into paragraphs, so that there are more articles than threads and batches.
    let paragraphs = texts.flat_map(|text| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>());
    paragraphs.enumerate().map(line).collect()
}
