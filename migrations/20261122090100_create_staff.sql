-- Platform staff: who they are, what proves it, and what they may do.
create table sys_platform_users (
    id uuid primary key,
    email text not null constraint sys_platform_users_email_key unique
        constraint sys_platform_users_email_is_lower check (email = lower(email)),
    name text not null constraint sys_platform_users_name_length check (length(name) between 2 and 250),
    status text not null default 'invited'
        constraint sys_platform_users_status_check check (status in ('invited', 'active', 'disabled')),
    -- An argon2id PHC string; null until the invitation is accepted.
    password_hash text,
    password_changed_at timestamptz,
    language text not null default 'en' check (language in ('en', 'ar')),
    theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
    density text not null default 'comfortable' check (density in ('comfortable', 'compact')),
    digits text not null default 'latin' check (digits in ('latin', 'arabic')),
    shortcuts boolean not null default true,
    invited_by uuid references sys_platform_users (id),
    activated_at timestamptz,
    disabled_at timestamptz,
    last_sign_in_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null default 1,
    search_text text generated always as (hq_fold(name || ' ' || email)) stored,
    constraint sys_platform_users_active_has_password check (status <> 'active' or password_hash is not null)
);
create index sys_platform_users_created_idx on sys_platform_users (created_at desc, id desc);
create index sys_platform_users_name_idx on sys_platform_users ((name collate "und-x-icu"), id);
create index sys_platform_users_search_idx on sys_platform_users using gin (search_text gin_trgm_ops);

create table sys_platform_roles (
    id uuid primary key,
    code text not null constraint sys_platform_roles_code_key unique,
    name text not null,
    name2 text not null,
    description text not null,
    description2 text not null,
    is_system boolean not null default false,
    version integer not null default 1,
    created_at timestamptz not null
);

-- One row a grant; '*' is every permission there is or will be.
create table sys_platform_role_permissions (
    role_id uuid not null references sys_platform_roles (id) on delete cascade,
    permission text not null constraint sys_platform_role_permissions_shape check (permission ~ '^(\*|[a-z_]+:[a-z_]+)$'),
    primary key (role_id, permission)
);

create table sys_platform_user_roles (
    user_id uuid not null references sys_platform_users (id),
    role_id uuid not null references sys_platform_roles (id),
    granted_by uuid references sys_platform_users (id),
    granted_at timestamptz not null,
    primary key (user_id, role_id)
);
create index sys_platform_user_roles_role_idx on sys_platform_user_roles (role_id);

-- One-time links: an invitation sets the first password and factor, a reset starts over with both.
create table sys_platform_invitations (
    token_hash bytea primary key,
    user_id uuid not null references sys_platform_users (id),
    created_by uuid references sys_platform_users (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index sys_platform_invitations_user_idx on sys_platform_invitations (user_id);

create table sys_platform_factors (
    id uuid primary key,
    user_id uuid not null references sys_platform_users (id),
    kind text not null check (kind in ('totp')),
    -- Sealed with the installation's key; the factor's id is the associated data.
    secret_sealed text not null,
    -- The newest time step that was accepted: a code works once.
    last_step bigint not null default 0,
    created_at timestamptz not null,
    last_used_at timestamptz
);
create unique index sys_platform_factors_one_totp on sys_platform_factors (user_id) where kind = 'totp';

create table sys_platform_recovery_codes (
    code_hash bytea primary key,
    user_id uuid not null references sys_platform_users (id),
    created_at timestamptz not null,
    used_at timestamptz
);
create index sys_platform_recovery_codes_user_idx on sys_platform_recovery_codes (user_id);

-- The cookie holds the id, this table only its SHA-256: a copy of the database opens no session.
create table sys_platform_sessions (
    id_hash bytea primary key,
    public_id uuid not null default gen_random_uuid() constraint sys_platform_sessions_public_id_key unique,
    data jsonb not null,
    user_id uuid generated always as ((data #>> '{visit,staff_id}')::uuid) stored
        references sys_platform_users (id) on delete cascade,
    ip inet,
    user_agent text,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index sys_platform_sessions_user_idx on sys_platform_sessions (user_id) where user_id is not null;
create index sys_platform_sessions_expires_idx on sys_platform_sessions (expires_at);

-- A browser that has completed a sign-in before. It passes the account's delay, so nobody can be locked out by a stranger.
create table sys_platform_devices (
    token_hash bytea not null,
    user_id uuid not null references sys_platform_users (id),
    user_agent text,
    first_ip inet,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (token_hash, user_id)
);
create index sys_platform_devices_user_idx on sys_platform_devices (user_id);

-- Failures by account and by address, kept here so that a restart does not wipe the slate.
create table sys_sign_in_throttles (
    key text primary key,
    failures integer not null,
    last_failure_at timestamptz not null,
    blocked_until timestamptz
);
