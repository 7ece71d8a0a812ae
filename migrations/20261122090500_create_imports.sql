-- A roster on its way in: the file as it came, every row's verdict, and what became of it.
create table sys_imports (
    id uuid primary key,
    kind text not null check (kind in ('tenants')),
    file_name text not null,
    file_sha256 bytea not null,
    state text not null default 'mapped' check (state in ('mapped', 'running', 'done', 'undone', 'failed')),
    header text[] not null,
    -- {field: column index}
    mapping jsonb not null,
    total integer not null,
    ready integer not null default 0,
    refused integer not null default 0,
    known integer not null default 0,
    imported integer not null default 0,
    undone integer not null default 0,
    error text,
    created_by uuid references sys_platform_users (id),
    created_by_label text not null,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    version integer not null default 1
);
create index sys_imports_created_idx on sys_imports (created_at desc, id desc);

create table sys_import_rows (
    import_id uuid not null references sys_imports (id) on delete cascade,
    -- The record's number in the file; the header is 1.
    row_no integer not null,
    cells text[] not null,
    verdict text not null check (verdict in ('ready', 'refused', 'known', 'imported', 'undone', 'kept')),
    -- [{"field": …, "reason": …}] for the refused.
    refusals jsonb not null default '[]',
    draft jsonb,
    tenant_id uuid,
    primary key (import_id, row_no)
);
create index sys_import_rows_verdict_idx on sys_import_rows (import_id, verdict, row_no);
alter table sys_tenants add constraint sys_tenants_import_fkey foreign key (import_id) references sys_imports (id);
