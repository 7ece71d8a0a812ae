-- What tenants were written, kept after the mail itself is swept: part of their story, and the reason why a notice is sent once only.
create table sys_tenant_mails (
    -- The mail's own id in sys_mail_outbox, as long as that is kept.
    id uuid primary key,
    tenant_id uuid not null references sys_tenants (id),
    template text not null,
    language text not null check (language in ('en', 'ar')),
    subject text not null,
    -- Of notices that are sent once: what they are about, such as the day a trial ends and how many days before.
    once text,
    -- Whether an entry of the audit log tells of this very mail, which then stands for it in the tenant's activity.
    logged boolean not null default false,
    at timestamptz not null
);
comment on table sys_tenant_mails is 'What each tenant was written, and when.';
create unique index sys_tenant_mails_once on sys_tenant_mails (tenant_id, template, once) where once is not null;
create index sys_tenant_mails_tenant_idx on sys_tenant_mails (tenant_id, at desc, id desc);
