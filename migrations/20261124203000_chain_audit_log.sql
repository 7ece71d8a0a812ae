-- A trigger keeps the log's rows from being rewritten, but whoever owns the table can switch it off. Now every entry is linked to the
-- one before by a hash, so that a change, a gap or an exchange shows. Linking is done by one sequencer after the fact: a transaction that
-- held the head of the chain until its commit would make every writer wait for every other.
--
-- Numbers of entries become visible in another order than they were given, so the chain is ordered by linking. What waits stands
-- in a queue, written in the transaction of the entry: neither a crash nor a late commit can leave an entry out.
create table sys_audit_links (
    position bigint primary key check (position > 0),
    audit_id bigint not null unique,
    hash bytea not null check (octet_length(hash) = 32),
    linked_at timestamptz not null
);
comment on table sys_audit_links is 'The chain of the audit log: each entry''s place in it, and the hash of the entry and of all before it.';
create trigger sys_audit_links_append_only
    before update or delete or truncate on sys_audit_links
    for each statement execute function sys_refuse_rewrite();

create table sys_audit_chain (
    one boolean primary key default true check (one),
    position bigint not null,
    hash bytea not null check (octet_length(hash) = 32)
);
comment on table sys_audit_chain is 'One row: the end of the audit log''s chain, locked while it grows.';
insert into sys_audit_chain (position, hash) values (0, decode(repeat('00', 32), 'hex'));

create table sys_audit_unlinked (audit_id bigint primary key);
comment on table sys_audit_unlinked is 'Audit entries that wait to be linked to the chain, written with them.';

create function sys_queue_for_linking() returns trigger language plpgsql as $$
begin
    insert into sys_audit_unlinked (audit_id) select id from arrived;
    return null;
end $$;
create trigger sys_platform_audit_log_queue
    after insert on sys_platform_audit_log referencing new table as arrived
    for each statement execute function sys_queue_for_linking();
-- Nobody writes meanwhile: the trigger's creation holds the table.
insert into sys_audit_unlinked (audit_id) select id from sys_platform_audit_log;

-- How far the console itself has checked the chain, and what it found.
create table sys_audit_verified (
    one boolean primary key default true check (one),
    position bigint not null,
    hash bytea not null check (octet_length(hash) = 32),
    checked_at timestamptz,
    whole_at timestamptz,
    fault text,
    fault_position bigint,
    fault_audit_id bigint
);
comment on table sys_audit_verified is 'One row: up to where the audit log''s chain was last checked, and the fault found there, if any.';
insert into sys_audit_verified (position, hash) values (0, decode(repeat('00', 32), 'hex'));
