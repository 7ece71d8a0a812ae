//! The documents say what the program does: where a document lists something, the list is the program's own.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hq_console::core::permission::{Permission, PermissionSet};
use hq_console::core::settings::Settings;

use crate::support::Console;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Everything between single backticks on a line.
fn code_words(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The cells of a line of a table, without those at its edges.
fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// The lines between a heading and the next one of its rank or above.
fn section<'a>(document: &'a str, heading: &str) -> Vec<&'a str> {
    let rank = heading.split(' ').next().unwrap().len();
    let ends = |line: &&str| {
        line.split(' ').next().is_some_and(|marks| !marks.is_empty() && marks.len() <= rank && marks.chars().all(|c| c == '#'))
    };
    let lines: Vec<&str> = document.lines().skip_while(|line| *line != heading).skip(1).take_while(|line| !ends(line)).collect();
    assert!(!lines.is_empty(), "there is nothing under {heading:?}");
    lines
}

#[test]
fn the_version_is_the_same_in_all_places() {
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(read("docs/version.txt"), format!("{version}\n"));
    assert!(read("docs/CHANGELOG.md").contains(&format!("## [{version}]")), "the changelog has no heading for {version}");
}

#[tokio::test]
async fn the_permission_table_is_the_one_of_a_new_installation() {
    let console = Console::start().await;
    let grants: Vec<(String, Vec<String>)> = sqlx::query_as(
        "select r.code, array_agg(p.permission) from sys_platform_roles r join sys_platform_role_permissions p on p.role_id = r.id group by r.code",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    let real: BTreeMap<String, PermissionSet> = grants.into_iter().map(|(role, codes)| (role, PermissionSet::from_grants(codes))).collect();

    let document = read("docs/security-model.md");
    let table: Vec<Vec<&str>> =
        section(&document, "## Who may do what").into_iter().filter(|line| line.starts_with('|')).map(cells).collect();
    let roles: Vec<&str> = table[0][1..].iter().copied().filter(|role| real.contains_key(*role)).collect();
    assert_eq!(roles.len(), real.len(), "the table's head names every role: {:?}", real.keys());
    let mut told: BTreeMap<String, Vec<Permission>> = BTreeMap::new();
    for row in table.iter().skip(2) {
        let permission = Permission::from_code(row[0].trim_matches('`')).unwrap_or_else(|| panic!("{} is no permission", row[0]));
        for (role, mark) in roles.iter().zip(&row[1..]) {
            if *mark == "●" {
                told.entry((*role).to_owned()).or_default().push(permission);
            }
        }
    }
    let told: BTreeMap<String, PermissionSet> =
        told.into_iter().map(|(role, permissions)| (role, PermissionSet::from_grants(permissions.iter().map(|p| p.code())))).collect();
    assert_eq!(told, real);
}

#[test]
fn every_setting_is_explained_where_operators_look() {
    let asked = RefCell::new(BTreeSet::new());
    let nothing_set = |name: &str| {
        asked.borrow_mut().insert(name.to_owned());
        None
    };
    Settings::read(&nothing_set).unwrap();
    let asked = asked.into_inner();

    let example = read(".env.example");
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    let explained: BTreeSet<String> = example
        .lines()
        .filter_map(|line| line.strip_prefix("# ").unwrap_or(line).split_once('='))
        .filter(|(name, _)| is_name(name))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(explained, asked, ".env.example against what is read");

    let deployment = read("docs/deployment.md");
    let listed: BTreeSet<String> = section(&deployment, "## Settings")
        .into_iter()
        .filter(|line| line.starts_with("| `"))
        .map(|line| cells(line)[0].trim_matches('`').to_owned())
        .collect();
    assert_eq!(listed, asked, "docs/deployment.md against what is read");
}

#[test]
fn the_examples_of_settings_are_taken_as_they_stand() {
    let uncommented: String = read(".env.example")
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| line.split_once('=').is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_')))
        .fold(String::new(), |text, line| text + line + "\n");
    let pairs: BTreeMap<String, String> =
        dotenvy::from_read_iter(uncommented.as_bytes()).map(|pair| pair.expect("a line of .env")).collect();
    let key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let settings = Settings::read(&|name| if name == "HQ_SECRET_KEY" { Some(key.to_owned()) } else { pairs.get(name).cloned() });
    assert_eq!(settings.map(|_| ()), Ok(()));
}

/// The subcommands `--help` lists after these words, and those under them.
fn subcommands(words: &[String], found: &mut Vec<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_hq-console")).args(words).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|name| !name.is_empty()).collect();
    if names.is_empty() && !words.is_empty() {
        found.push(words.join(" "));
    }
    for name in names.into_iter().filter(|name| *name != "help") {
        subcommands(&[words, &[name.to_owned()]].concat(), found);
    }
}

#[test]
fn every_command_is_described() {
    let mut commands = Vec::new();
    subcommands(&[], &mut commands);
    assert!(commands.contains(&"staff invite".to_owned()), "{commands:?}");
    let deployment = read("docs/deployment.md");
    let listed: Vec<&str> = section(&deployment, "## Commands").into_iter().filter(|line| line.starts_with("| `hq-console ")).collect();
    for command in &commands {
        let begins = |line: &&str| {
            let rest = line.strip_prefix(&format!("| `hq-console {command}"));
            rest.is_some_and(|rest| rest.starts_with([' ', '`']))
        };
        assert!(listed.iter().any(begins), "docs/deployment.md does not describe `hq-console {command}`");
    }
    assert_eq!(listed.len(), commands.len(), "a command is described that does not exist, or twice: {commands:?}");
}

#[test]
fn every_dependency_is_justified() {
    let manifest = read("Cargo.toml");
    let used: BTreeSet<&str> = ["[dependencies]", "[build-dependencies]", "[dev-dependencies]"]
        .into_iter()
        .flat_map(|heading| manifest.lines().skip_while(move |line| *line != heading).skip(1).take_while(|line| !line.starts_with('[')))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .collect();
    let guide = read("docs/developer-guide.md");
    let told: BTreeSet<&str> = section(&guide, "## Dependencies")
        .into_iter()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .flat_map(|line| cells(line)[0].split_once(":* ").map_or(cells(line)[0], |(_, names)| names).split(", "))
        .collect();
    assert_eq!(told, used);
}

/// How many requirements of levels 1 and 2 each section of ASVS 5.0 begins with.
const ASVS: &str = "1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 \
     5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 \
     10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 \
     15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2";

/// The requirements a cell names: `V6.2.1, V6.2.5–9 (L3)`.
fn requirements(cell: &str) -> Vec<String> {
    let named = cell.split(", ").filter_map(|one| one.strip_prefix('V')).map(|one| one.split(' ').next().unwrap_or_default());
    named
        .flat_map(|one| {
            let (first, last) = one.split_once('–').unwrap_or((one, one));
            let (section, from) = first.rsplit_once('.').unwrap_or_else(|| panic!("{one} is no requirement"));
            let to = last.rsplit('.').next().unwrap_or(last);
            let number = |text: &str| text.parse::<u8>().unwrap_or_else(|_| panic!("{one} is no range"));
            (number(from)..=number(to)).map(move |n| format!("{section}.{n}"))
        })
        .collect()
}

#[test]
fn every_requirement_of_the_standard_is_answered() {
    let model = read("docs/security-model.md");
    let answered: BTreeSet<String> = section(&model, "## ASVS 5.0")
        .into_iter()
        .filter(|line| line.starts_with("| V"))
        .flat_map(|line| requirements(cells(line)[0]))
        .collect();
    let asked: Vec<String> = ASVS
        .split_whitespace()
        .map(|section| section.split_once(':').unwrap())
        .flat_map(|(section, many)| (1..=many.parse::<u8>().unwrap()).map(move |n| format!("{section}.{n}")))
        .collect();
    assert_eq!(asked.len(), 253);
    let missing: Vec<&String> = asked.iter().filter(|one| !answered.contains(*one)).collect();
    assert!(missing.is_empty(), "nothing is said to {missing:?}");
}

#[test]
fn every_test_the_security_model_names_exists() {
    let mut sources = String::new();
    let mut folders = vec![root().join("src"), root().join("tests")];
    while let Some(folder) = folders.pop() {
        let paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.extend(paths.iter().filter(|path| path.is_dir()).cloned());
        for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
            sources.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let model = read("docs/security-model.md");
    let table: Vec<Vec<&str>> = section(&model, "## ASVS 5.0").into_iter().filter(|line| line.starts_with('|')).map(cells).collect();
    let named: Vec<&str> = table.iter().skip(2).flat_map(|row| code_words(row.last().copied().unwrap_or_default())).collect();
    assert!(named.len() > 30, "the table names its tests");
    for test in named {
        assert!(sources.contains(&format!("fn {test}(")), "there is no test `{test}`");
    }
}
