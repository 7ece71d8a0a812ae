//! `postmaster.pid`, in which the server tells how far it is.

use std::fs;
use std::path::{Path, PathBuf};

use nix::unistd::Pid;

#[derive(Debug)]
pub(super) struct PidFile {
    pub pid: Pid,
    pub ready: bool,
}

impl PidFile {
    pub(super) fn path(data: &Path) -> PathBuf {
        data.join("postmaster.pid")
    }

    /// `None` while there is none, or while the server is still writing it.
    pub(super) fn read(data: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(Self::path(data)).ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        // A negative number marks a server without a postmaster.
        let pid: i32 = lines.next()?.trim().parse().ok()?;
        let status = lines.nth(6).unwrap_or_default();
        Some(Self { pid: Pid::from_raw(pid.abs()), ready: status.trim() == "ready" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eighth_line_tells_whether_the_server_is_ready() {
        let text = "4711\n/data\n1790000000\n5432\n/data/s\n\n  1234 5\nready   \n";
        let file = PidFile::parse(text).unwrap();
        assert_eq!((file.pid.as_raw(), file.ready), (4711, true));
        let file = PidFile::parse(&text.replace("ready   ", "stopping")).unwrap();
        assert!(!file.ready);
    }

    #[test]
    fn a_file_still_being_written_is_not_believed() {
        assert!(PidFile::parse("").is_none());
        assert!(!PidFile::parse("4711\n/data\n").unwrap().ready);
    }
}
