-- Rights pile up: every quarter somebody looks at every role every person holds, keeps it or takes it away, and signs for that.
create table sys_access_reviews (
    id uuid primary key,
    -- The quarter a review was made for, once for each; null when somebody started it.
    period text constraint sys_access_reviews_period_key unique
        constraint sys_access_reviews_period_shape check (period ~ '^[0-9]{4}-Q[1-4]$'),
    started_by uuid references sys_platform_users (id),
    started_by_name text,
    started_at timestamptz not null,
    due_at timestamptz not null,
    signed_by uuid references sys_platform_users (id),
    signed_by_name text,
    signed_at timestamptz,
    -- SHA-256 over the decided list, the signer and the time.
    signature bytea,
    constraint sys_access_reviews_signed_whole check (num_nulls(signed_by, signed_by_name, signed_at, signature) in (0, 4))
);
create index sys_access_reviews_started_idx on sys_access_reviews (started_at desc, id desc);
create index sys_access_reviews_open_idx on sys_access_reviews (due_at) where signed_at is null;

-- The list as it was when the review began: names and permissions are kept as they were then.
create table sys_access_review_grants (
    review_id uuid not null references sys_access_reviews (id),
    number integer not null,
    user_id uuid not null references sys_platform_users (id),
    user_name text not null,
    user_email text not null,
    user_status text not null,
    -- No reference: a role may be removed later, and the list stays.
    role_id uuid not null,
    role_code text not null,
    role_name text not null,
    role_name2 text not null,
    permissions text[] not null,
    granted_at timestamptz not null,
    granted_by_name text,
    decision text check (decision in ('kept', 'revoked')),
    note text not null default '',
    decided_by uuid references sys_platform_users (id),
    decided_by_name text,
    decided_at timestamptz,
    primary key (review_id, number),
    constraint sys_access_review_grants_once unique (review_id, user_id, role_id),
    constraint sys_access_review_grants_decided_whole check (num_nulls(decision, decided_by, decided_by_name, decided_at) in (0, 4)),
    constraint sys_access_review_grants_by_another check (decided_by <> user_id)
);
create index sys_access_review_grants_user_idx on sys_access_review_grants (user_id) where decision is null;

create function sys_refuse_review_rewrite() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'an access review is not deleted' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from sys_access_reviews where id = old.review_id and signed_at is not null) then
        raise exception 'a signed access review is not changed' using errcode = 'insufficient_privilege';
    end if;
    if (new.review_id, new.number, new.user_id, new.user_name, new.user_email, new.user_status, new.role_id, new.role_code, new.role_name,
        new.role_name2, new.permissions, new.granted_at, new.granted_by_name)
       is distinct from
       (old.review_id, old.number, old.user_id, old.user_name, old.user_email, old.user_status, old.role_id, old.role_code, old.role_name,
        old.role_name2, old.permissions, old.granted_at, old.granted_by_name) then
        raise exception 'what an access review is about is not changed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger sys_access_review_grants_frozen before update or delete on sys_access_review_grants
    for each row execute function sys_refuse_review_rewrite();

comment on table sys_access_reviews is 'Reviews of who may do what; signed when every grant is decided.';
comment on table sys_access_review_grants is 'Each role each person held when a review began, and what was decided about it.';
