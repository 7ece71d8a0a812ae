//! What became of each mutant, kept beside the copy: a run that is stopped goes on where it was.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::copy;
use crate::groups::{GROUPS, Group};
use crate::schemata::Mutant;

/// What became of a mutant.
#[derive(Clone, Debug)]
pub enum Fate {
    /// By this test.
    Killed(String),
    /// All tests that reach it pass with it.
    Survived,
    /// No test of its group reaches it.
    Unreached,
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Killed(test) => write!(f, "killed by {test}"),
            Self::Survived => f.write_str("survived"),
            Self::Unreached => f.write_str("unreached"),
        }
    }
}

pub struct Results {
    path: PathBuf,
    /// By place and manner, so that they outlive a renumbering.
    fates: BTreeMap<String, String>,
}

fn key(mutant: &Mutant) -> String {
    format!("{}\t{}\t{}\t{}\t{}", mutant.file, mutant.function, mutant.line, mutant.column, mutant.what)
}

impl Results {
    pub fn open(copy: &Path) -> anyhow::Result<Self> {
        let path = copy.join("results.tsv");
        let text = if path.exists() { fs::read_to_string(&path)? } else { String::new() };
        let fates = text.lines().filter_map(|line| line.rsplit_once('\t')).map(|(key, fate)| (key.to_owned(), fate.to_owned())).collect();
        Ok(Self { path, fates })
    }

    pub fn put(&mut self, mutant: &Mutant, fate: &Fate) -> anyhow::Result<()> {
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path)?;
        writeln!(file, "{}\t{fate}", key(mutant))?;
        self.fates.insert(key(mutant), fate.to_string());
        Ok(())
    }

    fn of(&self, mutant: &Mutant) -> Option<&str> {
        self.fates.get(&key(mutant)).map(String::as_str)
    }

    pub fn is_killed(&self, mutant: &Mutant) -> bool {
        self.of(mutant).is_some_and(|fate| fate.starts_with("killed"))
    }
}

/// Prints the table and, behind it, whatever was not killed.
pub fn report(copy: &Path) -> anyhow::Result<()> {
    let (mutants, results) = (copy::read(copy)?, Results::open(copy)?);
    println!("| Module | Mutants | Asked about | Killed | Survived | Killed of those |\n|---|---:|---:|---:|---:|---:|");
    let line = |name: &str, of: &dyn Fn(&Mutant) -> bool| {
        let all = mutants.iter().filter(|mutant| of(mutant)).count();
        let asked = mutants.iter().filter(|mutant| of(mutant) && results.of(mutant).is_some()).count();
        let killed = mutants.iter().filter(|mutant| of(mutant) && results.is_killed(mutant)).count();
        println!("| {name} | {all} | {asked} | {killed} | {} | {} % |", asked - killed, killed * 100 / asked.max(1));
    };
    for group in GROUPS {
        line(group.name, &|mutant| Group::of(&mutant.file).is_some_and(|of| of.name == group.name));
    }
    line("together", &|_| true);
    println!();
    for (mutant, fate) in mutants.iter().filter_map(|mutant| Some((mutant, results.of(mutant)?))) {
        if results.is_killed(mutant) {
            continue;
        }
        let Mutant { id, file, line, function, what, original, .. } = mutant;
        println!("{id} {file}:{line} {function}: {what} in `{original}`: {fate}");
    }
    Ok(())
}
