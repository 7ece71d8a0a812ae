//! The copy of the console that the mutants are written into.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

use crate::groups::GROUPS;
use crate::schemata::{self, Mutant};

/// Copies the repository and writes all mutants into the copy. What is there already and the same is not touched, so that little is built.
pub fn prepare(repository: &Path, copy: &Path) -> anyhow::Result<Vec<Mutant>> {
    let mut mutants = Vec::new();
    for folder in
        ["", ".cargo", ".sqlx", "docs", "migrations", "proptest-regressions", "src", "static", "templates", "benches", "tests", ".ci"]
    {
        copy_folder(repository, copy, Path::new(folder), &mut mutants)?;
    }
    put(&copy.join("src/mutant_switch.rs"), include_bytes!("switch.rs"))?;
    let library = fs::read_to_string(repository.join("src/lib.rs"))?;
    let library = library.replacen("pub mod areas;", "#![allow(warnings)]\npub mod areas;\npub mod mutant_switch;", 1);
    put(&copy.join("src/lib.rs"), library.as_bytes())?;
    let rows: String = mutants.iter().map(row).collect();
    put(&copy.join("mutants.tsv"), rows.as_bytes())?;
    Ok(mutants)
}

/// The mutants of a copy made earlier.
pub fn read(copy: &Path) -> anyhow::Result<Vec<Mutant>> {
    let text = fs::read_to_string(copy.join("mutants.tsv")).context("there is no copy yet: run `prepare`")?;
    text.lines().map(|line| from_row(line).with_context(|| format!("mutants.tsv: {line}"))).collect()
}

/// The top of the repository without its folders, any other folder whole.
fn copy_folder(repository: &Path, copy: &Path, folder: &Path, mutants: &mut Vec<Mutant>) -> anyhow::Result<()> {
    let from = repository.join(folder);
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(copy.join(folder))?;
    let mut entries = fs::read_dir(&from)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = folder.join(entry.file_name());
        if entry.path().is_dir() {
            let left_out = folder.as_os_str().is_empty() || ["node_modules", "target"].iter().any(|left| entry.file_name() == *left);
            if !left_out {
                copy_folder(repository, copy, &name, mutants)?;
            }
        } else if ![Path::new("src/lib.rs"), Path::new(".git")].contains(&name.as_path()) {
            copy_file(&entry.path(), &copy.join(&name), &name.to_string_lossy(), mutants)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path, name: &str, mutants: &mut Vec<Mutant>) -> anyhow::Result<()> {
    let wanted = GROUPS.iter().flat_map(|group| group.sources).any(|source| name == *source || name.starts_with(&format!("{source}/")));
    if !wanted {
        return put(to, &fs::read(from)?);
    }
    let first = u32::try_from(mutants.len())? + 1;
    let (text, found) = schemata::write(name, &fs::read_to_string(from)?, first)?;
    mutants.extend(found);
    put(to, text.as_bytes())
}

fn put(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::write(path, content).with_context(|| path.display().to_string())
}

fn row(mutant: &Mutant) -> String {
    let Mutant { id, file, line, column, function, what, original } = mutant;
    format!("{id}\t{file}\t{line}\t{column}\t{function}\t{what}\t{original}\n")
}

fn from_row(line: &str) -> Option<Mutant> {
    let mut cells = line.splitn(7, '\t');
    let mut cell = || cells.next().map(str::to_owned);
    Some(Mutant {
        id: cell()?.parse().ok()?,
        file: cell()?,
        line: cell()?.parse().ok()?,
        column: cell()?.parse().ok()?,
        function: cell()?,
        what: cell()?,
        original: cell()?,
    })
}
