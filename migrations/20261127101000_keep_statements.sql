-- Statements of account that were mailed: which account, over which days, and who sent it. The file is made of the documents when the mail is
-- sent; what it says is of the last day, however late that is.

create table sys_tenant_statements (
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    -- Up to and not including the last.
    period_start date not null,
    period_end date not null,
    created_by uuid references sys_platform_users (id),
    created_at timestamptz not null,
    constraint sys_tenant_statements_period check (period_start < period_end)
);
comment on table sys_tenant_statements is 'Statements of account that were mailed to their tenant.';
create index sys_tenant_statements_tenant_idx on sys_tenant_statements (tenant_id, created_at);
