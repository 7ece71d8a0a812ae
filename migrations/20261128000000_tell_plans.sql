-- A changed plan is told to the product like a step of a tenant's life, and has none behind it.
alter table sys_product_pushes
    alter column event_id drop not null,
    alter column to_stage drop not null,
    drop constraint sys_product_pushes_kind_check,
    add column to_plan text references sys_plans (code),
    -- Whoever changed it; nobody where time did.
    add column asked_by uuid references sys_platform_users (id),
    add constraint sys_product_pushes_kind check (kind in ('provision', 'stage', 'plan')),
    add constraint sys_product_pushes_cause check (
        (kind = 'plan') = (event_id is null) and (kind = 'plan') = (to_stage is null) and (kind = 'plan') = (to_plan is not null));
-- Stages are told before plans.
drop index sys_product_pushes_waiting_idx;
create index sys_product_pushes_waiting_idx on sys_product_pushes ((kind = 'plan'), next_at, id) where state = 'waiting';
