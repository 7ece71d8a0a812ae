//! Mutation testing of the console: breaks a rule, looks whether a test notices, and does so for every rule of the modules that guard money,
//! rights and the log. All mutants are written into one copy of the console, each behind a switch read from the environment, so that it is
//! built once and not once for each. `docs/mutation-testing.md` tells how it is run and what came of it.

mod copy;
mod groups;
mod programs;
mod results;
mod runner;
mod schemata;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "mutation prepare REPOSITORY COPY    writes the mutants into a copy
mutation run COPY TESTS [MUTANT…]   asks so many integration tests about each that was not noticed yet, or about these
mutation report COPY                the table, and what survived";

fn main() -> anyhow::Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["prepare", repository, copy] => {
            let mutants = copy::prepare(&PathBuf::from(repository), &PathBuf::from(copy))?;
            println!("{} mutants", mutants.len());
        }
        ["run", copy, tests, only @ ..] => runner::run(&PathBuf::from(copy), tests.parse()?, only)?,
        ["report", copy] => results::report(&PathBuf::from(copy))?,
        _ => {
            eprintln!("{USAGE}");
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}
