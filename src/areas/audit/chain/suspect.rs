//! What somebody seems to have done to the log, judged by the traces left.

use std::cmp::Ordering;

use sqlx::PgConnection;

use super::checkpoint::Read;
use super::entry::{Hash, NOTHING_BEFORE};
use super::links::{self, Head, Link};
use super::verify::{Extent, Fault, Kind, Walk};

/// So many places noted outside are looked for, each by a walk along all hashes.
const NOTES_ASKED: usize = 2;

/// The first fault, or none.
pub(super) async fn fault(
    db: &mut PgConnection,
    extent: Extent,
    head: Head,
    walk: &Walk,
    anchor: Option<Head>,
    checkpoints: &Read,
) -> Result<Option<Fault>, sqlx::Error> {
    if let Some(place) = walk.broken() {
        let (kind, place) = broken(db, place, head, walk, checkpoints).await?;
        return at(db, kind, place).await.map(Some);
    }
    let last = walk.last.position;
    if head.position > last {
        return at(db, Kind::DeletedTail, last + 1).await.map(Some);
    }
    let noted = checkpoints.checkpoints.iter().map(|c| c.head).chain(anchor).map(|place| place.position).max().unwrap_or_default();
    if let Some(back) = went_back(checkpoints) {
        // The last note from before that still holds is the age of the copy.
        let copied = checkpoints.checkpoints[..back].iter().map(|c| c.head.position).filter(|place| *place <= walk.agreed).max();
        return at(db, Kind::OldCopy, copied.unwrap_or_default() + 1).await.map(Some);
    }
    if walk.disagreed {
        return at(db, Kind::RebuiltChain, walk.agreed + 1).await.map(Some);
    }
    if noted > last {
        let kind = if numbers_are_used_up(db, noted - last).await? { Kind::DeletedTail } else { Kind::OldCopy };
        return at(db, kind, last + 1).await.map(Some);
    }
    if head.position < last {
        return at(db, Kind::InsertedRow, head.position + 1).await.map(Some);
    }
    if head != walk.last {
        return at(db, Kind::RebuiltChain, walk.agreed + 1).await.map(Some);
    }
    if matches!(extent, Extent::Whole)
        && let Some(fault) = outside(db).await?
    {
        return Ok(Some(fault));
    }
    Ok(checkpoints.bad.first().map(|line| Fault {
        kind: Kind::ForgedCheckpoint,
        position: None,
        audit_id: None,
        behind: None,
        line: Some(line.clone()),
    }))
}

/// A fault at a place, with the entries there and before.
async fn at(db: &mut PgConnection, kind: Kind, place: i64) -> Result<Fault, sqlx::Error> {
    let near = links::range(db, place - 2, place).await?;
    let entry = |position: i64| near.iter().find(|link| link.position == position).map(|link| link.audit_id);
    Ok(Fault { kind, position: Some(place), audit_id: entry(place), behind: entry(place - 1), line: None })
}

/// What is wrong at the first place that does not hold.
async fn broken(db: &mut PgConnection, place: i64, head: Head, walk: &Walk, checkpoints: &Read) -> Result<(Kind, i64), sqlx::Error> {
    if walk.gap == Some(place) {
        return Ok((Kind::DeletedRow, place));
    }
    if walk.lost == Some(place) {
        let kind = if walk.lost_to_the_end == Some(place) { Kind::DeletedTail } else { Kind::DeletedRow };
        return Ok((kind, place));
    }
    let near = links::range(db, place - 3, place + 1).await?;
    let link = |position: i64| near.iter().find(|link| link.position == position);
    let before = |position: i64| if position == 1 { Some(NOTHING_BEFORE) } else { link(position - 1).map(|link| link.hash) };
    let (Some(this), Some(previous)) = (link(place), before(place)) else { return Ok((Kind::ChangedByte, place)) };
    if swapped(db, this, &previous, &walk.misfits).await? {
        return Ok((Kind::SwappedRows, place));
    }
    // It fits behind the last but one: what stands between was slipped in.
    if place > 1 && before(place - 1).is_some_and(|hash| this.fits(&hash)) {
        return Ok((Kind::InsertedRow, place - 1));
    }
    if link(place + 1).is_some_and(|next| next.fits(&previous)) {
        return Ok((Kind::InsertedRow, place));
    }
    // A place that was noted outside stands elsewhere now: so many rows are too few or too many before it. One that was noted may itself
    // be gone; then the next tells, and in the end the chain's own.
    let mut noted: Vec<Head> = checkpoints.checkpoints.iter().map(|c| c.head).filter(|noted| noted.position >= place).collect();
    noted.sort_by_key(|noted| noted.position);
    for noted in noted.into_iter().take(NOTES_ASKED).chain([head]) {
        let found = sqlx::query_scalar!("select min(position) from sys_audit_links where hash = $1", noted.hash.as_slice())
            .fetch_one(&mut *db)
            .await?;
        let Some(found) = found else { continue };
        return Ok(match found.cmp(&noted.position) {
            Ordering::Less => (Kind::DeletedRow, place),
            Ordering::Equal => (Kind::ChangedByte, place),
            Ordering::Greater => {
                let first = place - (found - noted.position);
                let fits = before_of(db, first).await?.is_some_and(|hash| this.fits(&hash));
                (Kind::InsertedRow, if fits { first } else { place })
            }
        });
    }
    Ok((Kind::ChangedByte, place))
}

/// The hash before a place.
async fn before_of(db: &mut PgConnection, place: i64) -> Result<Option<Hash>, sqlx::Error> {
    Ok(if place <= 1 { Some(NOTHING_BEFORE) } else { links::range(db, place - 2, place - 1).await?.first().map(|link| link.hash) })
}

/// Whether another place that does not hold has what belongs here.
async fn swapped(db: &mut PgConnection, this: &Link, previous: &Hash, misfits: &[i64]) -> Result<bool, sqlx::Error> {
    for &place in misfits.iter().filter(|place| **place != this.position) {
        let Some(other) = links::range(db, place - 1, place).await?.pop() else { continue };
        let Some(mut entry) = other.entry.clone() else { continue };
        let hash = entry.hash(previous);
        // The two links point at each other's entry.
        if hash == this.hash {
            return Ok(true);
        }
        // The two rows were exchanged with all that belongs to them.
        if hash == other.hash {
            let behind = if place == this.position + 1 { Some(other.hash) } else { before_of(db, place).await? };
            if behind.is_some_and(|behind| this.fits(&behind)) {
                return Ok(true);
            }
        }
        // The two entries have each other's content under their own numbers.
        entry.id = this.audit_id;
        if entry.hash(previous) == this.hash {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The first checkpoint of a place before one already noted: the chain was shorter again.
fn went_back(checkpoints: &Read) -> Option<usize> {
    checkpoints.checkpoints.windows(2).position(|pair| pair[1].head.position < pair[0].head.position).map(|first| first + 1)
}

/// Whether as many numbers were given out after the log's last entry as are missing. An old copy does not know of them.
async fn numbers_are_used_up(db: &mut PgConnection, missing: i64) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select coalesce(pg_sequence_last_value(pg_get_serial_sequence('sys_platform_audit_log', 'id')::regclass), 0)
                  - coalesce((select max(id) from sys_platform_audit_log), 0) >= $1 as "used!""#,
        missing
    )
    .fetch_one(db)
    .await
}

/// An entry that neither stands in the chain nor waits for it, or one that waits and is gone.
async fn outside(db: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let fault = |kind, audit_id| Fault { kind, position: None, audit_id: Some(audit_id), behind: None, line: None };
    let stranger = sqlx::query_scalar!(
        r#"select min(id) from sys_platform_audit_log a
            where not exists (select from sys_audit_links l where l.audit_id = a.id)
              and not exists (select from sys_audit_unlinked u where u.audit_id = a.id)"#
    )
    .fetch_one(&mut *db)
    .await?;
    if let Some(id) = stranger {
        return Ok(Some(fault(Kind::InsertedRow, id)));
    }
    let gone = sqlx::query_scalar!(
        "select min(audit_id) from sys_audit_unlinked u where not exists (select from sys_platform_audit_log a where a.id = u.audit_id)"
    )
    .fetch_one(db)
    .await?;
    Ok(gone.map(|id| fault(Kind::DeletedRow, id)))
}
