//! Signed notes of where the chain stood, kept outside the database: who rewrites the whole chain, cuts its end off or puts an old
//! copy back cannot rewrite these.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;

use super::entry::Hash;
use super::links::{self, Head};
use crate::core::canonical_json;
use crate::core::secrets::Secrets;
pub use crate::core::text::hex;

const PURPOSE: &str = "audit checkpoints";

/// One line of a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    /// Places are counted from one without a gap, so this is the number of entries, too.
    position: i64,
    hash: String,
    at: String,
    signature: String,
}

/// What a signature is made over.
fn signed_text(position: i64, hash: &str, at: &str) -> Vec<u8> {
    canonical_json::to_vec(&json!({ "position": position, "hash": hash, "at": at }))
}

/// A checkpoint that was read, and whether it is ours.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    pub head: Head,
    pub at: String,
}

/// A line that no console with this key wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    pub file: PathBuf,
    pub line: usize,
}

/// Everything in a folder of checkpoints.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// In the order they were written.
    pub checkpoints: Vec<Checkpoint>,
    pub bad: Vec<BadLine>,
    /// Lines cut short by a crash while they were written.
    pub torn: usize,
}

/// Where checkpoints are written, and the key they are signed with.
#[derive(Clone)]
pub struct Checkpoints {
    dir: PathBuf,
    key: Arc<Ed25519KeyPair>,
}

impl Checkpoints {
    /// The key is derived from the installation's, which is not in the database.
    pub fn new(dir: PathBuf, secrets: &Secrets) -> anyhow::Result<Self> {
        let key = Ed25519KeyPair::from_seed_unchecked(&secrets.derive(PURPOSE))
            .map_err(|_| anyhow::anyhow!("the key for the audit log's checkpoints could not be derived"))?;
        Ok(Self { dir, key: Arc::new(key) })
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The key others can check the signatures with, in base64.
    pub fn public_key(&self) -> String {
        STANDARD.encode(self.key.public_key().as_ref())
    }

    /// Notes the end of the chain, unless the last note says the same already.
    pub(super) async fn write_if_moved(&self, db: &mut PgConnection, at: DateTime<Utc>) -> anyhow::Result<()> {
        let head = links::head(db).await?;
        if head.position == 0 {
            return Ok(());
        }
        let this = self.clone();
        // A full disk keeps no entry from being linked.
        if let Err(error) = tokio::task::spawn_blocking(move || this.write(head, at)).await? {
            tracing::error!(%error, dir = %self.dir.display(), "a checkpoint of the audit log could not be written");
        }
        Ok(())
    }

    /// Appends a note of this place. Does nothing when the newest note is of it.
    pub fn write(&self, head: Head, at: DateTime<Utc>) -> io::Result<()> {
        fs::create_dir_all(&self.dir)?;
        let path = self.dir.join(format!("checkpoints-{}.jsonl", at.format("%Y-%m")));
        let hash = hex(&head.hash);
        if let Some(newest) = files(&self.dir)?.last() {
            let text = fs::read_to_string(newest)?;
            let last = text.lines().rev().find_map(|line| serde_json::from_str::<Line>(line).ok());
            if let Some(last) = last {
                if last.position == head.position && last.hash == hash {
                    return Ok(());
                }
                if last.position > head.position {
                    tracing::error!(
                        noted = last.position,
                        found = head.position,
                        "the audit log ends before its last checkpoint: run `hq-console audit verify`"
                    );
                }
            }
        }
        let at = at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let signature = STANDARD.encode(self.key.sign(&signed_text(head.position, &hash, &at)).as_ref());
        let mut text = serde_json::to_string(&Line { position: head.position, hash, at, signature })?;
        text.push('\n');
        let new = !path.exists();
        let mut file = OpenOptions::new().create(true).append(true).mode(0o640).open(&path)?;
        // Behind a line that a crash cut short begins a new one.
        if !new && !fs::read(&path)?.ends_with(b"\n") {
            text.insert(0, '\n');
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if new {
            File::open(&self.dir)?.sync_all()?;
        }
        Ok(())
    }

    /// Reads a folder and checks every signature.
    pub fn read(&self, dir: &Path) -> io::Result<Read> {
        let key = UnparsedPublicKey::new(&ED25519, self.key.public_key().as_ref());
        let mut read = Read::default();
        for file in files(dir)? {
            for (number, text) in fs::read_to_string(&file)?.lines().enumerate() {
                if text.is_empty() {
                    continue;
                }
                if !text.ends_with('}') {
                    read.torn += 1;
                    continue;
                }
                let checked = serde_json::from_str::<Line>(text).ok().and_then(|line| {
                    let signature = STANDARD.decode(&line.signature).ok()?;
                    key.verify(&signed_text(line.position, &line.hash, &line.at), &signature).ok()?;
                    Some(Checkpoint { head: Head { position: line.position, hash: unhex(&line.hash)? }, at: line.at })
                });
                match checked {
                    Some(checkpoint) => read.checkpoints.push(checkpoint),
                    None => read.bad.push(BadLine { file: file.clone(), line: number + 1 }),
                }
            }
        }
        Ok(read)
    }
}

/// The files of a folder, oldest first. A folder that does not exist has none.
fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?;
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("checkpoints-") && name.ends_with(".jsonl")
    });
    files.sort();
    Ok(files)
}

fn unhex(text: &str) -> Option<Hash> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut hash = [0; 32];
    for (i, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checkpoints in a folder of this name, which is not there yet.
    fn at(name: &str) -> Checkpoints {
        let folder = std::env::temp_dir().join(format!("hq-checkpoints-{}-{name}", std::process::id()));
        fs::remove_dir_all(&folder).ok();
        Checkpoints::new(folder, &Secrets::new([7; 32])).unwrap()
    }

    fn head(position: i64, byte: u8) -> Head {
        Head { position, hash: [byte; 32] }
    }

    fn instant() -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000, 0).unwrap()
    }

    #[test]
    fn a_place_is_noted_anew_when_another_hash_stands_there_or_another_place_holds_the_same() {
        let checkpoints = at("places");
        assert!(checkpoints.read(checkpoints.dir()).unwrap().checkpoints.is_empty(), "a folder that is not there holds none");
        let written = [head(3, 1), head(3, 1), head(3, 2), head(4, 2), head(4, 2)];
        for head in written {
            checkpoints.write(head, instant()).unwrap();
        }
        let read = checkpoints.read(checkpoints.dir()).unwrap();
        assert_eq!(read.checkpoints.iter().map(|c| c.head).collect::<Vec<_>>(), [head(3, 1), head(3, 2), head(4, 2)]);
        assert!(read.checkpoints.iter().all(|c| c.at == "2023-11-14T22:13:20.000000Z"));
        fs::remove_dir_all(checkpoints.dir()).unwrap();
    }

    #[test]
    fn only_files_of_checkpoints_are_read_and_an_empty_line_in_one_is_none() {
        let checkpoints = at("files");
        checkpoints.write(head(1, 1), instant()).unwrap();
        let dir = checkpoints.dir();
        let file = dir.join("checkpoints-2023-11.jsonl");
        fs::write(&file, format!("\n{}\n", fs::read_to_string(&file).unwrap())).unwrap();
        for name in ["checkpoints-2023-11.jsonl.bak", "notes.jsonl"] {
            fs::write(dir.join(name), "{}\n").unwrap();
        }
        let read = checkpoints.read(dir).unwrap();
        assert_eq!((read.checkpoints.len(), read.bad.len(), read.torn), (1, 0, 0));
        assert!(checkpoints.read(&file).is_err(), "what cannot be read is not the same as nothing");
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn others_can_check_a_line_with_the_public_key() {
        let checkpoints = at("key");
        checkpoints.write(head(9, 1), instant()).unwrap();
        let text = fs::read_to_string(checkpoints.dir().join("checkpoints-2023-11.jsonl")).unwrap();
        let line: Line = serde_json::from_str(text.trim_end()).unwrap();
        let key = STANDARD.decode(checkpoints.public_key()).unwrap();
        let signature = STANDARD.decode(&line.signature).unwrap();
        let key = UnparsedPublicKey::new(&ED25519, key);
        assert!(key.verify(&signed_text(line.position, &line.hash, &line.at), &signature).is_ok());
        assert!(key.verify(&signed_text(8, &line.hash, &line.at), &signature).is_err());
        fs::remove_dir_all(checkpoints.dir()).unwrap();
    }

    #[test]
    fn a_hash_has_sixty_four_digits() {
        assert_eq!(unhex(&"0f".repeat(32)), Some([15; 32]));
        for text in ["0f".repeat(31), "0f".repeat(33), "0g".repeat(32), "é".repeat(32), String::new()] {
            assert_eq!(unhex(&text), None, "{text}");
        }
    }
}
