-- A passkey proves a person as a second factor without a code to type, and only to this very site. Nothing here is secret: it is the
-- public half, and the counter that tells a copy from the original.
create table sys_platform_passkeys (
    id uuid primary key,
    user_id uuid not null references sys_platform_users (id),
    name text not null,
    credential_id bytea not null constraint sys_platform_passkeys_credential_key unique,
    public_key bytea not null,
    counter bigint not null,
    created_at timestamptz not null,
    last_used_at timestamptz
);
create index sys_platform_passkeys_user_idx on sys_platform_passkeys (user_id);
comment on table sys_platform_passkeys is 'Passkeys as second factors: public keys and their counters.';
