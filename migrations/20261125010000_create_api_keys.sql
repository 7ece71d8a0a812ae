-- Programs get a way in of their own: a key with scopes, a rate and an end, kept as a hash. A person's session would carry that person's
-- rights and end with their shift.
create table sys_api_keys (
    id uuid primary key,
    name text not null constraint sys_api_keys_name_length check (length(name) between 2 and 120),
    -- The first eight characters behind the product's own, to tell keys apart on a page; too few to guess the rest from.
    prefix text not null constraint sys_api_keys_prefix_length check (length(prefix) = 8),
    -- SHA-256 of the whole secret, which has 256 bits of its own.
    hash bytea not null constraint sys_api_keys_hash_key unique check (octet_length(hash) = 32),
    scopes text[] not null check (cardinality(scopes) > 0),
    rate_per_hour integer not null check (rate_per_hour between 1 and 1000000),
    -- From where it may be used; empty is from wherever the console may.
    networks cidr[] not null default '{}',
    expires_at timestamptz,
    last_used_at timestamptz,
    created_by uuid references sys_platform_users (id),
    created_by_label text not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by_label text,
    revoke_reason text,
    constraint sys_api_keys_revocation check ((revoked_at is null) = (revoke_reason is null))
);
comment on table sys_api_keys is 'Keys of programs that use the API: scopes, rate, end; the secret as a hash alone.';
-- Two keys in use that are called alike could not be told apart in the audit log.
create unique index sys_api_keys_name_key on sys_api_keys (hq_fold(name)) where revoked_at is null;

-- What each key called in each hour: the rate is counted here, so that every process counts together.
create table sys_api_key_hours (
    key_id uuid not null references sys_api_keys (id),
    hour timestamptz not null,
    calls integer not null,
    primary key (key_id, hour)
) with (fillfactor = 70);
comment on table sys_api_key_hours is 'Calls of each API key in each hour.';

-- A program that did not hear the answer asks again with the same key, and gets the same answer.
create table sys_api_replies (
    key_id uuid not null references sys_api_keys (id),
    idempotency_key text not null check (length(idempotency_key) between 1 and 200),
    -- Of method, address and body: the same key with another request is a mistake of the caller's.
    request bytea not null check (octet_length(request) = 32),
    status smallint,
    location text,
    body text,
    created_at timestamptz not null,
    primary key (key_id, idempotency_key)
);
comment on table sys_api_replies is 'Answers to API requests with an idempotency key, for a day.';
create index sys_api_replies_created_idx on sys_api_replies (created_at);

insert into sys_platform_role_permissions (role_id, permission)
select id, 'developers:read' from sys_platform_roles where code = 'auditor'
on conflict do nothing;
