-- Each filter of the log's page gets an index in the order the page is read. The old index of records began with their kind, so a record
-- asked for by its id alone was searched through the whole log; a kind alone had to be sorted.
drop index sys_platform_audit_log_object_idx;
create index sys_platform_audit_log_object_id_idx on sys_platform_audit_log (object_id, at desc, id desc) where object_id is not null;
create index sys_platform_audit_log_object_kind_idx on sys_platform_audit_log (object_kind, at desc, id desc);
-- Nearly everything succeeds; the walk in order of time finds that at once.
create index sys_platform_audit_log_outcome_idx on sys_platform_audit_log (outcome, at desc, id desc) where outcome <> 'success';
