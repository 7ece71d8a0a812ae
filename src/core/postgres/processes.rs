//! Finds the processes of one cluster's server.
//!
//! Each of them carries the cluster's tag in its command line: the first one
//! as an argument, its children in the title they give themselves. Unlike
//! their working folder, that can be read without special rights, also by
//! root inside a container.

use std::io;

use nix::unistd::{Pid, Uid};

#[cfg(target_os = "linux")]
pub(super) fn of_cluster(tag: &str, owner: Uid) -> io::Result<Vec<Pid>> {
    use std::fs;
    use std::os::unix::fs::MetadataExt;

    let mut pids = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let entry = entry?;
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let dir = entry.path();
        // Any of these fails when the process ends meanwhile.
        let same_user = fs::metadata(&dir).is_ok_and(|found| found.uid() == owner.as_raw());
        let server = same_user && fs::read(dir.join("comm")).is_ok_and(|name| name == b"postgres\n");
        let ours = server && fs::read(dir.join("cmdline")).is_ok_and(|line| String::from_utf8_lossy(&line).contains(tag));
        if ours {
            pids.push(Pid::from_raw(pid));
        }
    }
    Ok(pids)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn of_cluster(tag: &str, owner: Uid) -> io::Result<Vec<Pid>> {
    let output = std::process::Command::new("ps").args(["-axww", "-o", "pid=,uid=,command="]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let ours = |line: &str| {
        let mut words = line.split_whitespace();
        let pid = words.next()?.parse().ok()?;
        let uid: u32 = words.next()?.parse().ok()?;
        let program = words.next()?;
        let server = program == "postgres:" || program.ends_with("/postgres");
        (server && uid == owner.as_raw() && line.contains(tag)).then(|| Pid::from_raw(pid))
    };
    Ok(text.lines().filter_map(ours).collect())
}
