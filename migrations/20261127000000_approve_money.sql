-- What moves money takes a second person from a size on: an amount for what is given back or given up, a number of subscriptions for a run.
alter table sys_approval_policies
    -- From this amount on, in baisa. What is in another currency is not weighed and always counts as that much; null is any.
    add column min_minor bigint check (min_minor between 1 and 1000000000000),
    drop constraint sys_approval_policies_many,
    add constraint sys_approval_policies_many check ((min_subjects = 1 and two_from is null) or command like 'tenants.%' or command = 'billing.run'),
    add constraint sys_approval_policies_amount check (min_minor is null or command in ('invoice.credit', 'invoice.write_off'));

insert into sys_approval_policies (command, min_subjects, min_minor, updated_at) values
    ('invoice.credit', 1, 50000, '2026-01-01T00:00:00Z'),
    ('invoice.write_off', 1, 50000, '2026-01-01T00:00:00Z'),
    ('billing.run', 1000, null, '2026-01-01T00:00:00Z'),
    ('seller.bank', 1, null, '2026-01-01T00:00:00Z');
