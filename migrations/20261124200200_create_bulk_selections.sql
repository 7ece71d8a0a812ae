-- What somebody ticked in a list, frozen when they asked for an act on all of it: what joins the filter later is not in it.
create table sys_bulk_selections (
    id uuid primary key,
    staff_id uuid not null references sys_platform_users (id),
    tenants uuid[] not null check (cardinality(tenants) between 1 and 500),
    created_at timestamptz not null
);
create index sys_bulk_selections_created_idx on sys_bulk_selections (created_at);
comment on table sys_bulk_selections is 'Tenants somebody ticked, for the pages that act on many; swept after a day.';
