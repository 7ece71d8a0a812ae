-- Mail waits here from the transaction that caused it until a server has taken it.
create table sys_mail_outbox (
    id uuid primary key,
    template text not null,
    language text not null check (language in ('en', 'ar')),
    recipient text not null,
    -- Subject and bodies, sealed: they carry one-time links. Emptied once sent.
    content_sealed text,
    state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
    attempts integer not null default 0,
    last_error text,
    created_at timestamptz not null,
    sent_at timestamptz
);
create index sys_mail_outbox_state_idx on sys_mail_outbox (state, created_at);
