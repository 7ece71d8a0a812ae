//! As whom the server runs: `PostgreSQL` refuses to run as root.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use nix::unistd::{Gid, Uid, User};

use super::error::Error;
use super::place::passable;

#[derive(Debug, Clone)]
pub(super) struct Account {
    pub uid: Uid,
    pub gid: Gid,
}

impl Account {
    /// Ourselves, or when we are root the user whose data they already are,
    /// else `postgres`, else `nobody`.
    pub(super) fn for_server(data: &Path) -> Result<Self, Error> {
        if !Uid::effective().is_root() {
            return Ok(Self { uid: Uid::effective(), gid: Gid::effective() });
        }
        if let Ok(found) = fs::symlink_metadata(data)
            && found.uid() != 0
        {
            return Ok(Self { uid: Uid::from_raw(found.uid()), gid: Gid::from_raw(found.gid()) });
        }
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| User::from_name(name).ok().flatten())
            .map(|user| Self { uid: user.uid, gid: user.gid })
            .ok_or(Error::NoAccount)
    }

    /// Makes `command` run as this user; supplementary groups are dropped too.
    pub(super) fn apply(&self, command: &mut Command) {
        if Uid::effective().is_root() {
            command.uid(self.uid.as_raw()).gid(self.gid.as_raw());
        }
    }

    /// Whether the modes of `dir` and of all folders above let this user in.
    pub(super) fn may_enter(&self, dir: &Path) -> bool {
        !Uid::effective().is_root() || dir.ancestors().all(|dir| passable(dir, self))
    }
}

/// Refuses a folder that somebody else could have prepared for us.
pub(super) fn require_owner(path: &Path, owner: Uid) -> Result<(), Error> {
    let found = fs::symlink_metadata(path).map_err(Error::file("look at", path))?;
    if !found.is_dir() {
        return Err(Error::NotAFolder { path: path.into() });
    }
    if found.uid() != owner.as_raw() {
        return Err(Error::ForeignOwner { path: path.into(), owner: name_of(Uid::from_raw(found.uid())), us: name_of(Uid::effective()) });
    }
    Ok(())
}

fn name_of(uid: Uid) -> String {
    match User::from_uid(uid) {
        Ok(Some(user)) => user.name,
        _ => uid.to_string(),
    }
}
