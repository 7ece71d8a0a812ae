-- Another cycle at once gives back what is unused of the period: from the amount on from which a credit note by hand does, it takes a second
-- person too.
alter table sys_approval_policies
    drop constraint sys_approval_policies_amount,
    add constraint sys_approval_policies_amount check (min_minor is null or command in ('invoice.credit', 'invoice.write_off', 'tenant.cycle'));
insert into sys_approval_policies (command, min_subjects, min_minor, updated_at) values ('tenant.cycle', 1, 50000, '2026-01-01T00:00:00Z');
