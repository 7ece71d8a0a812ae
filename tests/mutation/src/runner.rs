//! Asks the tests about each mutant: only those that reach it, the likeliest first, until one fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::copy;
use crate::groups::{GROUPS, Group};
use crate::programs::{self, Outcome, Program};
use crate::results::{Fate, Results};
use crate::schemata::Mutant;

/// So many integration tests are run in the first go; each further go is twice as large.
const FIRST_GO: usize = 3;
const LARGEST_GO: usize = 12;

/// The tests that reach each mutant.
type Reached = BTreeMap<u32, BTreeSet<String>>;

/// `most` integration tests are asked about a mutant: who survives fewer than reach it may still be noticed by another.
pub fn run(copy: &Path, most: usize, only: &[&str]) -> anyhow::Result<()> {
    let mutants = copy::read(copy)?;
    let (unit, integration) = programs::build(copy)?;
    let names: BTreeSet<&str> = GROUPS.iter().flat_map(|group| group.tests).copied().collect();
    let names: Vec<&str> = names.into_iter().collect();
    let (by_unit, by_integration) = (reached(copy, "unit", &unit, &[])?, reached(copy, "integration", &integration, &names)?);
    let (unit_tests, all) = (unit.tests()?, integration.tests()?);
    let mut results = Results::open(copy)?;
    let by_number = |id: &&str| mutants.iter().find(|mutant| mutant.id.to_string() == **id);
    let asked: Vec<&Mutant> = if only.is_empty() { mutants.iter().collect() } else { only.iter().filter_map(by_number).collect() };
    for mutant in asked {
        if results.is_killed(mutant) {
            continue;
        }
        let first = listed(by_unit.get(&mutant.id), &unit_tests, &[""]);
        let rest = likeliest_first(mutant, by_integration.get(&mutant.id), &all, &by_integration, most);
        let fate = if first.is_empty() && rest.is_empty() { Fate::Unreached } else { fate(mutant, &unit, &first, &integration, &rest)? };
        println!("{}:{} {} {}: {fate}", mutant.file, mutant.line, mutant.function, mutant.what);
        results.put(mutant, &fate)?;
    }
    Ok(())
}

fn fate(mutant: &Mutant, unit: &Program, first: &[&str], integration: &Program, rest: &[&str]) -> anyhow::Result<Fate> {
    if !first.is_empty()
        && let Some(killed) = go(mutant, unit, first)?
    {
        return Ok(killed);
    }
    let (mut rest, mut size) = (rest, FIRST_GO);
    while !rest.is_empty() {
        let (tests, later) = rest.split_at(size.min(rest.len()));
        if let Some(killed) = go(mutant, integration, tests)? {
            return Ok(killed);
        }
        (rest, size) = (later, LARGEST_GO.min(size * 2));
    }
    Ok(Fate::Survived)
}

/// Whether one of these tests notices the mutant. It has to do so twice: a test that failed by chance proves nothing.
fn go(mutant: &Mutant, program: &Program, tests: &[&str]) -> anyhow::Result<Option<Fate>> {
    let mut tests = tests.to_vec();
    while !tests.is_empty() {
        match program.ask(mutant.id, &tests)? {
            Outcome::Passed => return Ok(None),
            Outcome::Late => return Ok(Some(Fate::Killed("running out of time".to_owned()))),
            Outcome::Fallen => return Ok(Some(Fate::Killed("falling".to_owned()))),
            Outcome::Failed(test) => {
                if !matches!(program.ask(mutant.id, &[&test])?, Outcome::Passed) {
                    return Ok(Some(Fate::Killed(test)));
                }
                println!("  {test} failed by chance");
                tests.retain(|other| *other != test);
            }
        }
    }
    Ok(None)
}

/// What each test reaches, noted once for each build of the copy.
fn reached(copy: &Path, name: &str, program: &Program, tests: &[&str]) -> anyhow::Result<Reached> {
    let notes = copy.join(format!("reached-{name}.tsv"));
    if !notes.exists() {
        let begun = copy.join(format!("reached-{name}.begun"));
        fs::remove_file(&begun).ok();
        fs::write(&begun, "")?;
        program.note_reached(&begun, tests)?;
        fs::rename(&begun, &notes)?;
    }
    let mut reached = Reached::new();
    for line in fs::read_to_string(&notes)?.lines() {
        if let Some((mutant, test)) = line.split_once('\t') {
            reached.entry(mutant.parse()?).or_default().insert(test.to_owned());
        }
    }
    Ok(reached)
}

/// Those of `all` under these names that reach the mutant. What ran on a thread without a test's name may be of any of them.
fn listed<'a>(reaching: Option<&BTreeSet<String>>, all: &'a [String], names: &[&str]) -> Vec<&'a str> {
    let Some(reaching) = reaching else { return Vec::new() };
    let by_any = reaching.iter().any(|thread| all.binary_search(thread).is_err());
    let listed = all.iter().filter(|test| names.iter().any(|name| test.starts_with(name)));
    listed.filter(|test| by_any || reaching.contains(*test)).map(String::as_str).collect()
}

/// The integration tests that are asked: by their group's order, and those that reach little before those that reach much.
fn likeliest_first<'a>(
    mutant: &Mutant,
    reaching: Option<&BTreeSet<String>>,
    all: &'a [String],
    reached: &Reached,
    most: usize,
) -> Vec<&'a str> {
    let Some(group) = Group::of(&mutant.file) else { return Vec::new() };
    let mut tests = listed(reaching, all, group.tests);
    let place = |test: &str| group.tests.iter().position(|name| test.starts_with(name));
    let reach = |test: &str| reached.values().filter(|tests| tests.contains(test)).count();
    let surely = |test: &str| reaching.is_some_and(|reaching| reaching.contains(test));
    tests.sort_by_cached_key(|test| (!surely(test), place(test), reach(test)));
    tests.truncate(most);
    tests
}
