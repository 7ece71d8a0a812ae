//! Finds the `PostgreSQL` that is installed on this machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::Error;

/// The schema is written for this major version and newer ones.
pub(super) const OLDEST_MAJOR: u32 = 15;

#[derive(Debug)]
pub(super) struct Binaries {
    pub initdb: PathBuf,
    pub postgres: PathBuf,
}

impl Binaries {
    /// The newest usable installation, or only `bin_dir` when it is given. An
    /// existing database in `data` can only be opened by the major version
    /// that made it.
    pub(super) fn find(bin_dir: Option<&Path>, data: &Path) -> Result<Self, Error> {
        let folders = match bin_dir {
            Some(dir) if is_bin_dir(dir) => vec![dir.to_owned()],
            Some(dir) => return Err(Error::NotABinDir { path: dir.into() }),
            None => installed(),
        };
        choose(&folders, major_of_data(data)?, data, major_of_program)
    }
}

fn choose(folders: &[PathBuf], needed: Option<u32>, data: &Path, major: impl Fn(&Path) -> Result<u32, Error>) -> Result<Binaries, Error> {
    let mut found = Vec::new();
    for folder in folders {
        let postgres = folder.join("postgres");
        let major = major(&postgres)?;
        if needed.map_or(major >= OLDEST_MAJOR, |needed| major == needed) {
            let initdb = folder.join("initdb");
            return Ok(Binaries { initdb, postgres });
        }
        found.push(major.to_string());
    }
    let found = found.join(", ");
    Err(match needed {
        _ if found.is_empty() => Error::NotInstalled,
        None => Error::TooOld { found },
        Some(needed) => Error::WrongMajor { data: data.into(), needed, found },
    })
}

/// Every folder that looks like an installation, best first, each once.
fn installed() -> Vec<PathBuf> {
    let mut candidates = versioned("/usr/lib/postgresql", "", "bin"); // Debian, Ubuntu
    candidates.extend(versioned("/usr", "pgsql-", "bin")); // PGDG packages for Red Hat
    for homebrew in ["/opt/homebrew/opt", "/usr/local/opt"] {
        candidates.extend(versioned(homebrew, "postgresql@", "bin"));
    }
    candidates.extend(pg_config_dir());
    let path = env::var_os("PATH").unwrap_or_default();
    // A link such as /usr/local/bin/postgres stands for the folder it points into.
    candidates.extend(env::split_paths(&path).filter_map(|dir| Some(dir.join("postgres").canonicalize().ok()?.parent()?.into())));

    let mut folders = Vec::new();
    for candidate in candidates {
        if is_bin_dir(&candidate) && !folders.contains(&candidate) {
            folders.push(candidate);
        }
    }
    folders
}

/// `<root>/<prefix><number>/<leaf>`, highest number first.
fn versioned(root: &str, prefix: &str, leaf: &str) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(root)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name();
            let number = name.to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((number, entry.path().join(leaf)))
        })
        .collect();
    found.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
    found.into_iter().map(|(_, path)| path).collect()
}

fn pg_config_dir() -> Option<PathBuf> {
    let output = Command::new("pg_config").arg("--bindir").output().ok()?;
    let dir = String::from_utf8(output.stdout).ok()?;
    Some(PathBuf::from(dir.trim()))
}

/// `pg_config` alone may come from a client library, and a `postgres` in the
/// PATH may be a lone link, so both programs are asked for.
fn is_bin_dir(dir: &Path) -> bool {
    dir.join("initdb").is_file() && dir.join("postgres").is_file()
}

fn major_of_data(data: &Path) -> Result<Option<u32>, Error> {
    let path = data.join("PG_VERSION");
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text.trim().parse().ok()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::file("read", &path)(error)),
    }
}

fn major_of_program(postgres: &Path) -> Result<u32, Error> {
    let program_error = |source| Error::Program { program: postgres.to_owned(), source };
    let output = Command::new(postgres).arg("--version").output().map_err(program_error)?;
    let text = String::from_utf8_lossy(&output.stdout);
    parse_major(&text).ok_or_else(|| program_error(std::io::Error::other("it does not tell its version")))
}

/// `postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)`, `... 18beta2`.
fn parse_major(text: &str) -> Option<u32> {
    let version = text.split_whitespace().nth(2)?;
    let digits = version.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The folder's name is its version.
    fn pick(folders: &[&str], needed: Option<u32>) -> Result<PathBuf, Error> {
        let folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
        let by_name = |postgres: &Path| {
            let folder = postgres.parent().and_then(Path::to_str);
            Ok(folder.and_then(|name| name.parse().ok()).unwrap_or(0))
        };
        choose(&folders, needed, Path::new("/d"), by_name).map(|found| found.postgres)
    }

    #[test]
    fn the_first_usable_installation_is_taken() {
        assert_eq!(pick(&["17", "15"], None).unwrap(), Path::new("17/postgres"));
        assert_eq!(pick(&["14", "15"], None).unwrap(), Path::new("15/postgres"));
    }

    #[test]
    fn existing_data_are_opened_by_the_version_that_made_them() {
        let found = pick(&["17", "15"], Some(15)).unwrap();
        assert_eq!(found, Path::new("15/postgres"));
        let error = pick(&["17", "16"], Some(15)).unwrap_err().to_string();
        assert!(error.contains("postgresql-15"), "{error}");
        assert!(error.contains("17, 16"), "{error}");
    }

    #[test]
    fn without_postgres_the_message_names_every_way_out() {
        let error = pick(&[], None).unwrap_err().to_string();
        for way in ["apt-get install postgresql", "brew install", "HQ_PG_BIN", "DATABASE_URL"] {
            assert!(error.contains(way), "{way} is missing in: {error}");
        }
        let error = pick(&["14"], None).unwrap_err();
        assert!(matches!(error, Error::TooOld { found } if found == "14"));
    }

    #[test]
    fn a_version_is_read_in_every_shape() {
        let debian = "postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)\n";
        assert_eq!(parse_major(debian), Some(15));
        assert_eq!(parse_major("postgres (PostgreSQL) 18beta2"), Some(18));
        assert_eq!(parse_major("something else"), None);
    }
}
