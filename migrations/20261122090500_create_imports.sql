-- A roster on its way in: every row as it was typed, what was said of it, and what became of it.
create table sys_imports (
    id uuid primary key,
    kind text not null default 'tenants' check (kind in ('tenants')),
    file_name text not null,
    file_sha256 bytea not null,
    state text not null default 'mapped' check (state in ('mapped', 'running', 'stopped', 'done', 'undoing', 'undone')),
    header text[] not null,
    -- {field: column index}
    mapping jsonb not null,
    -- How many rows stand at each verdict; kept by the statements that move rows.
    total integer not null,
    ready integer not null default 0,
    refused integer not null default 0,
    known integer not null default 0,
    imported integer not null default 0,
    undone integer not null default 0,
    kept integer not null default 0,
    -- Rows there were to do when the run or the undo began: what its progress is measured against.
    planned integer not null default 0,
    -- When an attempt of the running work failed; empty again after the next step that went well.
    troubled_at timestamptz,
    created_by uuid references sys_platform_users (id),
    created_by_label text not null,
    created_at timestamptz not null,
    -- Who started the run or the undo that is under way or went last, and so answers for what it does.
    worked_by uuid references sys_platform_users (id),
    worked_by_label text,
    -- When the run or the undo that is under way or went last began, and when it ended.
    started_at timestamptz,
    finished_at timestamptz,
    version integer not null default 1,
    constraint sys_imports_every_row_counted check (ready + refused + known + imported + undone + kept = total)
);
create index sys_imports_created_idx on sys_imports (created_at desc, id desc);
create index sys_imports_file_idx on sys_imports (file_sha256);

create table sys_import_rows (
    import_id uuid not null references sys_imports (id) on delete cascade,
    -- The record's number in the file; the header is 1.
    row_no integer not null,
    -- The cells as typed, as many as the row has.
    cells jsonb not null,
    -- A quote was never closed: the one cell is the whole line.
    open_quote boolean not null default false,
    verdict text not null check (verdict in ('ready', 'refused', 'known', 'imported', 'undone', 'kept')),
    -- As the register writes it, of rows that are not refused.
    email text,
    -- [{"field": …, "reason": …}] for the refused.
    refusals jsonb not null default '[]',
    -- The tenant to be, while the row is ready.
    draft jsonb,
    tenant_id uuid,
    -- Why an undo left the tenant alone.
    kept_because text check (kept_because in ('edited', 'moved', 'noted', 'extended', 'acted_on', 'in_use')),
    primary key (import_id, row_no)
);
create index sys_import_rows_verdict_idx on sys_import_rows (import_id, verdict, row_no);
alter table sys_tenants add constraint sys_tenants_import_fkey foreign key (import_id) references sys_imports (id);
