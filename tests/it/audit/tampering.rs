//! Seven ways to tamper with the log, each done as the owner of its tables with the triggers off, and each named at the first
//! entry it touches.

use hq_console::areas::audit::chain::verify::{Extent, Kind, verify};

use super::support::Log;

#[tokio::test]
async fn an_untouched_log_is_found_sound() {
    let log = Log::of(25).await;
    let verdict = log.verdict().await;
    assert_eq!(verdict.fault, None);
    assert_eq!((verdict.entries, verdict.head.position, verdict.agreeing, verdict.waiting), (25, 25, 2, 0));
    log.write(26).await;
    assert_eq!(log.verdict().await.fault, None, "an entry that waits is no fault");
    // The place found sound before is no note of anybody's, and is not counted as one.
    let noted = log.checkpoints.read(log.checkpoints.dir()).unwrap();
    let mut db = log.console.db.acquire().await.unwrap();
    let verdict = verify(&mut db, Extent::Whole, Some(log.head().await), &noted).await.unwrap();
    assert_eq!((verdict.fault, verdict.agreeing), (None, 2));
    let verdict = verify(&mut db, Extent::Since(log.head().await), Some(log.head().await), &noted).await.unwrap();
    assert_eq!((verdict.fault, verdict.agreeing, verdict.entries), (None, 0, 0));
}

#[tokio::test]
async fn a_changed_byte_is_found_wherever_it_is() {
    let log = Log::of(25).await;
    let entry = log.entry_at(17).await;
    for (change, undo) in [
        ("actor_label = 'command line'", "actor_label = 'Command line'"),
        ("after = jsonb_set(after, '{n}', '99')", "after = jsonb_set(after, '{n}', '16')"),
        ("at = at + interval '1 microsecond'", "at = at - interval '1 microsecond'"),
        ("reason = ''", "reason = null"),
        ("outcome = 'denied'", "outcome = 'success'"),
        ("ip = '10.0.0.1'", "ip = null"),
        ("before = 'null'", "before = null"),
    ] {
        log.tamper(&format!("update sys_platform_audit_log set {change} where id = {entry}")).await;
        assert_eq!(log.fault().await, (Kind::ChangedByte, Some(17), Some(entry)), "{change}");
        log.tamper(&format!("update sys_platform_audit_log set {undo} where id = {entry}")).await;
        assert_eq!(log.verdict().await.fault, None, "{undo}");
    }
    log.tamper("update sys_audit_links set hash = set_byte(hash, 5, (get_byte(hash, 5) + 1) % 256) where position = 3").await;
    assert_eq!(log.fault().await, (Kind::ChangedByte, Some(3), Some(log.entry_at(3).await)), "a byte of a hash");
}

#[tokio::test]
async fn a_deleted_row_is_found_with_or_without_its_link() {
    let log = Log::of(25).await;
    let entry = log.entry_at(17).await;
    log.tamper(&format!("delete from sys_outbox_events where audit_id = {entry}; delete from sys_platform_audit_log where id = {entry}"))
        .await;
    assert_eq!(log.fault().await, (Kind::DeletedRow, Some(17), Some(entry)));
    log.tamper("delete from sys_audit_links where position = 17").await;
    assert_eq!(log.fault().await, (Kind::DeletedRow, Some(17), None));
}

#[tokio::test]
async fn a_deleted_row_is_found_when_the_gap_was_closed() {
    let log = Log::of(25).await;
    let (entry, next) = (log.entry_at(17).await, log.entry_at(18).await);
    let delete = format!(
        "delete from sys_outbox_events where audit_id = {entry}; delete from sys_platform_audit_log where id = {entry};
         delete from sys_audit_links where position = 17"
    );
    log.tamper(&delete).await;
    log.tamper("alter table sys_audit_links drop constraint sys_audit_links_position_check").await;
    log.tamper(
        "update sys_audit_links set position = -(position - 1) where position > 17; update sys_audit_links set position = -position where position < 0;
         update sys_audit_chain set position = 24",
    )
    .await;
    assert_eq!(log.fault().await, (Kind::DeletedRow, Some(17), Some(next)), "what now stands in its place");
    assert_eq!(log.verdict().await.fault.unwrap().behind, Some(log.entry_at(16).await));
}

#[tokio::test]
async fn an_entry_deleted_before_it_was_linked_is_missed() {
    let log = Log::of(3).await;
    log.write(4).await;
    let entry = log.console.db_number("select max(id) from sys_platform_audit_log").await;
    log.tamper(&format!("delete from sys_outbox_events where audit_id = {entry}; delete from sys_platform_audit_log where id = {entry}"))
        .await;
    log.write(5).await;
    assert_eq!(log.link().await, 1, "it holds nobody up");
    assert_eq!(log.fault().await, (Kind::DeletedRow, None, Some(entry)));
}

#[tokio::test]
async fn a_deleted_tail_is_found_however_neatly_it_was_cut() {
    let log = Log::of(30).await;
    let first = log.entry_at(21).await;
    log.tamper(&format!("delete from sys_outbox_events where audit_id >= {first}; delete from sys_platform_audit_log where id >= {first}"))
        .await;
    assert_eq!(log.fault().await, (Kind::DeletedTail, Some(21), Some(first)), "the links are left");
    log.tamper("delete from sys_audit_links where position > 20").await;
    assert_eq!(log.fault().await, (Kind::DeletedTail, Some(21), None), "the head is left");
    log.tamper("update sys_audit_chain set position = 20, hash = (select hash from sys_audit_links where position = 20)").await;
    assert_eq!(log.fault().await, (Kind::DeletedTail, Some(21), None), "only the checkpoint is left");
    assert_eq!(log.verdict().await.fault.unwrap().behind, Some(log.entry_at(20).await));
}

#[tokio::test]
async fn swapped_rows_are_found_at_the_first_of_the_two() {
    let log = Log::of(25).await;
    let (one, other) = (log.entry_at(12).await, log.entry_at(19).await);
    let contents = format!(
        "update sys_platform_audit_log a set at = b.at, object_id = b.object_id, object_label = b.object_label, after = b.after
           from sys_platform_audit_log b where (a.id, b.id) in (({one}, {other}), ({other}, {one}))"
    );
    log.tamper(&contents).await;
    assert_eq!(log.fault().await, (Kind::SwappedRows, Some(12), Some(one)), "their content");
    log.tamper(&contents).await;
    assert_eq!(log.verdict().await.fault, None);

    log.tamper("alter table sys_audit_links drop constraint sys_audit_links_audit_id_key").await;
    let links = format!("update sys_audit_links set audit_id = {one} + {other} - audit_id where position in (12, 19)");
    log.tamper(&links).await;
    assert_eq!(log.fault().await, (Kind::SwappedRows, Some(12), Some(other)), "what their links point at");
    log.tamper(&links).await;
    assert_eq!(log.verdict().await.fault, None);

    log.tamper("alter table sys_audit_links drop constraint sys_audit_links_pkey").await;
    for (first, second) in [(12, 19), (12, 13)] {
        let whole = format!("update sys_audit_links set position = {first} + {second} - position where position in ({first}, {second})");
        let there = log.entry_at(second).await;
        log.tamper(&whole).await;
        assert_eq!(log.fault().await, (Kind::SwappedRows, Some(12), Some(there)), "their places: {first} and {second}");
        log.tamper(&whole).await;
        assert_eq!(log.verdict().await.fault, None);
    }
}

/// Puts an entry of one's own at place 17 and moves all that follow.
async fn slip_in(log: &Log) -> i64 {
    log.tamper(
        "insert into sys_platform_audit_log (at, actor_kind, actor_label, action, object_kind)
         select at, 'cli', 'Command line', 'staff.renamed', 'staff' from sys_platform_audit_log order by id limit 1",
    )
    .await;
    log.console.db_number("select max(id) from sys_platform_audit_log").await
}

#[tokio::test]
async fn an_inserted_row_is_found_that_nobody_linked() {
    let log = Log::of(25).await;
    let stranger = slip_in(&log).await;
    assert_eq!(log.fault().await, (Kind::InsertedRow, None, Some(stranger)));
}

#[tokio::test]
async fn an_inserted_row_is_found_among_the_links() {
    for sound_hash in [true, false] {
        let log = Log::of(25).await;
        let stranger = slip_in(&log).await;
        log.tamper("alter table sys_audit_links drop constraint sys_audit_links_position_check").await;
        log.tamper(&format!(
            "update sys_audit_links set position = -(position + 1) where position > 16; update sys_audit_links set position = -position where position < 0;
             update sys_audit_chain set position = 26;
             insert into sys_audit_links (position, audit_id, hash, linked_at) values (17, {stranger}, sha256('x'), now())"
        ))
        .await;
        if sound_hash {
            log.rebuild(17, 17).await;
        }
        assert_eq!(log.fault().await, (Kind::InsertedRow, Some(17), Some(stranger)), "with the hash it should have: {sound_hash}");
    }
}

#[tokio::test]
async fn of_several_inserted_rows_the_first_is_found() {
    for sound_hash in [true, false] {
        let log = Log::of(25).await;
        let (first, second) = (slip_in(&log).await, slip_in(&log).await);
        log.tamper("alter table sys_audit_links drop constraint sys_audit_links_position_check").await;
        log.tamper(&format!(
            "update sys_audit_links set position = -(position + 2) where position > 16; update sys_audit_links set position = -position where position < 0;
             update sys_audit_chain set position = 27;
             insert into sys_audit_links (position, audit_id, hash, linked_at)
             values (17, {first}, sha256('x'), now()), (18, {second}, sha256('y'), now())"
        ))
        .await;
        if sound_hash {
            log.rebuild(17, 18).await;
        }
        assert_eq!(log.fault().await, (Kind::InsertedRow, Some(17), Some(first)), "with the hashes they should have: {sound_hash}");
    }
}

#[tokio::test]
async fn a_chain_rebuilt_as_a_whole_is_found_by_its_checkpoints() {
    let log = Log::of(25).await;
    let entry = log.entry_at(11).await;
    log.tamper(&format!("update sys_platform_audit_log set actor_label = 'Somebody else' where id = {entry}")).await;
    log.rebuild(11, i64::MAX).await;
    assert_eq!(log.fault().await, (Kind::RebuiltChain, Some(11), Some(entry)), "the first after the last checkpoint that agrees");
    std::fs::remove_dir_all(log.checkpoints.dir()).unwrap();
    assert_eq!(log.verdict().await.fault, None, "which is why they are kept elsewhere");
}

#[tokio::test]
async fn an_old_copy_put_back_is_found_before_and_after_it_is_used() {
    let log = Log::of(30).await;
    let first = log.entry_at(21).await;
    // What a copy of that hour holds, down to the numbers it would give out next.
    log.tamper(&format!(
        "delete from sys_outbox_events where audit_id >= {first}; delete from sys_platform_audit_log where id >= {first};
         delete from sys_audit_links where position > 20;
         update sys_audit_chain set position = 20, hash = (select hash from sys_audit_links where position = 20);
         select setval('sys_platform_audit_log_id_seq', {first} - 1)"
    ))
    .await;
    assert_eq!(log.fault().await, (Kind::OldCopy, Some(21), None));
    log.note().await;
    assert_eq!(log.fault().await, (Kind::OldCopy, Some(21), None), "its console noted its end again");
    log.write(99).await;
    log.note().await;
    assert_eq!(log.fault().await, (Kind::OldCopy, Some(21), Some(log.entry_at(21).await)), "its console went on");
    for n in 0..20 {
        log.write(n).await;
    }
    log.note().await;
    assert_eq!(log.fault().await, (Kind::OldCopy, Some(21), Some(log.entry_at(21).await)), "until it was longer than the real one");
}

#[tokio::test]
async fn a_checkpoint_that_was_not_signed_here_is_refused() {
    let log = Log::of(20).await;
    let file = log.checkpoints_file();
    let sound = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, sound.replacen("\"position\":20", "\"position\":19", 1)).unwrap();
    let verdict = log.verdict().await;
    let fault = verdict.fault.expect("a forged line is a fault");
    assert_eq!((fault.kind, fault.line.map(|bad| bad.line)), (Kind::ForgedCheckpoint, Some(2)));
    // A crash while a line is written is none.
    std::fs::write(&file, &sound[..sound.len() - 20]).unwrap();
    log.write(21).await;
    log.note().await;
    let verdict = log.verdict().await;
    assert_eq!((verdict.fault, verdict.torn, verdict.agreeing), (None, 1, 2));
}

#[tokio::test]
async fn an_end_that_was_moved_back_or_rewritten_is_found() {
    let log = Log::of(13).await;
    let (entry, end) = (log.entry_at(13).await, log.entry_at(11).await);
    log.tamper("update sys_audit_chain set position = 12, hash = (select hash from sys_audit_links where position = 12)").await;
    assert_eq!(log.fault().await, (Kind::InsertedRow, Some(13), Some(entry)));
    log.tamper("update sys_audit_chain set position = 13, hash = decode(repeat('00', 32), 'hex')").await;
    assert_eq!(log.fault().await, (Kind::RebuiltChain, Some(11), Some(end)), "behind the last place that was noted outside");
}

/// Makes room for so many entries at this place and puts strangers there, whose hashes are theirs or are not.
async fn slip_in_at(log: &Log, place: i64, count: i64, sound_hash: bool) -> Vec<i64> {
    let mut strangers = Vec::new();
    for _ in 0..count {
        strangers.push(slip_in(log).await);
    }
    log.tamper("alter table sys_audit_links drop constraint sys_audit_links_position_check").await;
    log.tamper(&format!(
        "update sys_audit_links set position = -(position + {count}) where position >= {place};
         update sys_audit_links set position = -position where position < 0;
         update sys_audit_chain set position = position + {count}"
    ))
    .await;
    for (position, stranger) in (place..).zip(&strangers) {
        log.tamper(&format!(
            "insert into sys_audit_links (position, audit_id, hash, linked_at) values ({position}, {stranger}, sha256('{stranger}'), now())"
        ))
        .await;
    }
    if sound_hash {
        log.rebuild(place, place + count - 1).await;
    }
    strangers
}

#[tokio::test]
async fn rows_slipped_in_behind_the_last_note_or_at_the_very_beginning_are_found_where_they_stand() {
    for sound_hash in [true, false] {
        let log = Log::of(25).await;
        let strangers = slip_in_at(&log, 23, 1, sound_hash).await;
        assert_eq!(log.fault().await, (Kind::InsertedRow, Some(23), Some(strangers[0])), "with the hash it should have: {sound_hash}");
    }
    let log = Log::of(15).await;
    let strangers = slip_in_at(&log, 1, 2, true).await;
    assert_eq!(log.fault().await, (Kind::InsertedRow, Some(1), Some(strangers[0])), "before everything");
    // Only the place that was noted last tells that it moved.
    let log = Log::of(22).await;
    let strangers = slip_in_at(&log, 20, 2, false).await;
    assert_eq!(log.fault().await, (Kind::InsertedRow, Some(20), Some(strangers[0])), "in the place that was noted");
}

#[tokio::test]
async fn a_row_that_was_noted_is_missed_like_any_other() {
    let log = Log::of(30).await;
    let (entry, next) = (log.entry_at(20).await, log.entry_at(21).await);
    log.tamper("alter table sys_audit_links drop constraint sys_audit_links_position_check").await;
    log.tamper(&format!(
        "delete from sys_outbox_events where audit_id = {entry}; delete from sys_platform_audit_log where id = {entry};
         delete from sys_audit_links where position = 20;
         update sys_audit_links set position = -(position - 1) where position > 20; update sys_audit_links set position = -position where position < 0;
         update sys_audit_chain set position = 29"
    ))
    .await;
    assert_eq!(log.fault().await, (Kind::DeletedRow, Some(20), Some(next)));
}

#[tokio::test]
async fn a_tail_cut_off_behind_the_last_note_is_found_by_the_head_that_was_left() {
    let log = Log::of(25).await;
    let first = log.entry_at(23).await;
    log.tamper(&format!(
        "delete from sys_outbox_events where audit_id >= {first}; delete from sys_platform_audit_log where id >= {first};
         delete from sys_audit_links where position > 22"
    ))
    .await;
    assert_eq!(log.fault().await, (Kind::DeletedTail, Some(23), None));
}

#[tokio::test]
async fn rows_that_changed_places_with_the_first_and_one_that_was_moved_forward_are_told_apart() {
    let log = Log::of(25).await;
    log.tamper("alter table sys_audit_links drop constraint sys_audit_links_pkey").await;
    let there = log.entry_at(9).await;
    let whole = "update sys_audit_links set position = 10 - position where position in (1, 9)";
    log.tamper(whole).await;
    assert_eq!(log.fault().await, (Kind::SwappedRows, Some(1), Some(there)));
    log.tamper(whole).await;
    assert_eq!(log.verdict().await.fault, None);
    // From place 19 to 12: none stands in the other's place, it stands where it was put in.
    let moved = log.entry_at(19).await;
    log.tamper(
        "update sys_audit_links set position = case position when 19 then 12 else position + 1 end where position between 12 and 19",
    )
    .await;
    assert_eq!(log.fault().await, (Kind::InsertedRow, Some(12), Some(moved)));
}

#[tokio::test]
async fn an_end_hashed_anew_and_noted_again_is_a_rebuilt_chain() {
    let log = Log::of(20).await;
    log.tamper(&format!("update sys_platform_audit_log set actor_label = 'x' where id = {}", log.entry_at(15).await)).await;
    log.rebuild(15, i64::MAX).await;
    log.note().await;
    assert_eq!(log.checkpoints.read(log.checkpoints.dir()).unwrap().checkpoints.len(), 3, "another hash is another note");
    assert_eq!(log.fault().await, (Kind::RebuiltChain, Some(11), Some(log.entry_at(11).await)));
}
