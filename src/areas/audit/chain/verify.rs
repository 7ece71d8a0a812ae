//! Reads the chain again from end to end and says where it does not hold.

use std::collections::HashMap;
use std::sync::Arc;

use sqlx::{Connection as _, PgConnection};
use tokio::task::spawn_blocking;

use super::checkpoint::{BadLine, Checkpoint, Read};
use super::entry::{Hash, NOTHING_BEFORE};
use super::links::{self, Head, Link};
use super::suspect;

/// So many places are read at once, while those read before are hashed.
const CHUNK: i64 = 5_000;
/// More places that do not fit are not kept: the first few tell what happened.
const MISFITS_KEPT: usize = 1_000;

/// Where a walk of everything starts, and where a chain ends that holds nothing.
const NOTHING: Head = Head { position: 0, hash: NOTHING_BEFORE };

/// The ways a log is tampered with, as far as what is left tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    ChangedByte,
    DeletedRow,
    DeletedTail,
    SwappedRows,
    InsertedRow,
    RebuiltChain,
    OldCopy,
    ForgedCheckpoint,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::ChangedByte,
        Self::DeletedRow,
        Self::DeletedTail,
        Self::SwappedRows,
        Self::InsertedRow,
        Self::RebuiltChain,
        Self::OldCopy,
        Self::ForgedCheckpoint,
    ];

    /// Its name where it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::ChangedByte => "changed-byte",
            Self::DeletedRow => "deleted-row",
            Self::DeletedTail => "deleted-tail",
            Self::SwappedRows => "swapped-rows",
            Self::InsertedRow => "inserted-row",
            Self::RebuiltChain => "rebuilt-chain",
            Self::OldCopy => "old-copy",
            Self::ForgedCheckpoint => "forged-checkpoint",
        }
    }

    /// Key of the sentence that tells it.
    pub fn key(self) -> &'static str {
        match self {
            Self::ChangedByte => "audit-fault-changed-byte",
            Self::DeletedRow => "audit-fault-deleted-row",
            Self::DeletedTail => "audit-fault-deleted-tail",
            Self::SwappedRows => "audit-fault-swapped-rows",
            Self::InsertedRow => "audit-fault-inserted-row",
            Self::RebuiltChain => "audit-fault-rebuilt-chain",
            Self::OldCopy => "audit-fault-old-copy",
            Self::ForgedCheckpoint => "audit-fault-forged-checkpoint",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What it means, for whoever runs the command.
    pub fn told(self) -> &'static str {
        match self {
            Self::ChangedByte => "a changed byte: the entry, or its hash, is not what was linked",
            Self::DeletedRow => "a deleted row: an entry that was written is gone",
            Self::DeletedTail => "a deleted tail: this and everything after it was cut off",
            Self::SwappedRows => "swapped rows: this entry and a later one stand in each other's place",
            Self::InsertedRow => "an inserted row: the entry was slipped in later",
            Self::RebuiltChain => "a rebuilt chain: from here on everything was hashed anew, and a signed checkpoint says otherwise",
            Self::OldCopy => "an old copy: the database was put back to an earlier time, and what came after is missing",
            Self::ForgedCheckpoint => "a forged checkpoint: a line was not signed with this installation's key",
        }
    }
}

/// The first thing found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: Kind,
    /// The place in the chain; nothing for an entry that has none.
    pub position: Option<i64>,
    /// The entry, where it is known which.
    pub audit_id: Option<i64>,
    /// The last entry before it that is as it was.
    pub behind: Option<i64>,
    pub line: Option<BadLine>,
}

/// What a check came to.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The end of what was read.
    pub head: Head,
    pub entries: i64,
    /// Entries that wait to be linked.
    pub waiting: i64,
    /// Checkpoints that say what the chain says.
    pub agreeing: usize,
    pub newest: Option<Checkpoint>,
    pub torn: usize,
    pub fault: Option<Fault>,
}

/// How much is checked.
#[derive(Clone, Copy, Debug)]
pub enum Extent {
    /// From the first entry, and that every entry of the log has its place.
    Whole,
    /// The places behind this one, which was found sound before.
    Since(Head),
}

/// What a walk along the chain saw. Kept small: what happened is looked into afterwards.
pub(super) struct Walk {
    /// The place last seen.
    pub last: Head,
    /// The first place that should have been and was not.
    pub gap: Option<i64>,
    /// The first place whose entry is gone, and where the run of such places begins that lasts to the end.
    pub lost: Option<i64>,
    pub lost_to_the_end: Option<i64>,
    /// The places whose hash is not that of their entry behind the one before.
    pub misfits: Vec<i64>,
    /// The last place a checkpoint agrees with before the first it does not.
    pub agreed: i64,
    pub disagreed: bool,
    pub agreeing: usize,
    entries: i64,
    noted: Arc<HashMap<i64, Vec<Hash>>>,
}

impl Walk {
    fn see(mut self, links: &[Link]) -> Self {
        for link in links {
            let expected = self.last.position + 1;
            if link.position != expected {
                self.gap.get_or_insert(expected);
            }
            if link.entry.is_none() {
                self.lost.get_or_insert(link.position);
                self.lost_to_the_end.get_or_insert(link.position);
            } else {
                self.lost_to_the_end = None;
                if !link.fits(&self.last.hash) && self.misfits.len() < MISFITS_KEPT {
                    self.misfits.push(link.position);
                }
            }
            for hash in self.noted.get(&link.position).into_iter().flatten() {
                if *hash == link.hash {
                    self.agreeing += 1;
                    if !self.disagreed {
                        self.agreed = link.position;
                    }
                } else {
                    self.disagreed = true;
                }
            }
            self.last = link.head();
            self.entries += 1;
        }
        self
    }

    /// The first place at which something is wrong with the chain itself.
    pub fn broken(&self) -> Option<i64> {
        [self.gap, self.lost, self.misfits.first().copied()].into_iter().flatten().min()
    }
}

/// Checks the chain against the log, the checkpoints and itself. `anchor` is a place that was found sound before.
/// Read the checkpoints before, not after: the chain grows while it is read.
pub async fn verify(db: &mut PgConnection, extent: Extent, anchor: Option<Head>, checkpoints: &Read) -> anyhow::Result<Verdict> {
    // Everything is seen as it was at one instant.
    let mut tx = db.begin_with("begin isolation level repeatable read, read only").await?;
    let head = links::head(&mut tx).await?;
    let start = match extent {
        Extent::Whole => NOTHING,
        Extent::Since(place) => place,
    };
    let mut noted: HashMap<i64, Vec<Hash>> = HashMap::new();
    for place in checkpoints.checkpoints.iter().map(|c| c.head).chain(anchor) {
        noted.entry(place.position).or_default().push(place.hash);
    }
    let walk = walk(&mut tx, start, noted).await?;
    let fault = suspect::fault(&mut tx, extent, head, &walk, anchor, checkpoints).await?;
    let waiting = sqlx::query_scalar!(r#"select count(*) as "count!" from sys_audit_unlinked"#).fetch_one(&mut *tx).await?;
    tx.commit().await?;
    Ok(Verdict {
        head: walk.last,
        entries: walk.entries,
        waiting,
        agreeing: walk.agreeing - usize::from(anchor.is_some_and(|a| a.position > start.position && fault.is_none())),
        newest: checkpoints.checkpoints.last().cloned(),
        torn: checkpoints.torn,
        fault,
    })
}

async fn walk(db: &mut PgConnection, start: Head, noted: HashMap<i64, Vec<Hash>>) -> anyhow::Result<Walk> {
    let mut walk = Walk {
        last: start,
        gap: None,
        lost: None,
        lost_to_the_end: None,
        misfits: Vec::new(),
        agreed: start.position,
        disagreed: false,
        agreeing: 0,
        entries: 0,
        noted: Arc::new(noted),
    };
    let end: i64 = sqlx::query_scalar!(r#"select coalesce(max(position), 0) as "end!" from sys_audit_links"#).fetch_one(&mut *db).await?;
    // The place the walk starts from was sound once; it must still be there.
    if start.position > 0 {
        match links::range(db, start.position - 1, start.position).await?.first() {
            Some(still) => walk.disagreed = still.hash != start.hash,
            // Taken out from between its neighbours.
            None if start.position < end => walk.gap = Some(start.position),
            // Cut off with all behind it: the chain ends before.
            None => walk.last = links::range(db, end - 1, end).await?.first().map_or(NOTHING, Link::head),
        }
    }
    let mut after = start.position;
    let mut ready = links::range(db, after, after + CHUNK).await?;
    while after < end {
        after += CHUNK;
        let chunk = ready;
        let seen = spawn_blocking(move || walk.see(&chunk));
        // One processor reads while another hashes.
        let (next, seen) = tokio::join!(links::range(db, after, after + CHUNK), seen);
        (ready, walk) = (next?, seen?);
    }
    Ok(walk)
}
