//! The database's three roles: the owner migrates, the application reads and writes but changes no table and no entry of the audit log,
//! the reader only reads. What the serving process does runs as one of the latter two.

use sqlx::{Acquire as _, PgConnection};

/// Which of them a pool is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    App,
    Reader,
}

impl Role {
    pub fn name(self) -> &'static str {
        match self {
            Self::App => "hq_app",
            Self::Reader => "hq_reader",
        }
    }
}

/// Held while rights are given: two processes that start at once would disturb each other's.
const LOCK: i64 = 0x6871_726f_6c65_7300;

/// Whether everything is as [`STATEMENTS`] leave it. The comment names their revision: raise it with every change of them.
const DONE: &str = "
    select case when (select count(*) from pg_roles where rolname in ('hq_app', 'hq_reader')) < 2 then false else
        obj_description('sys_tenant_numbers'::regclass, 'pg_class') is not distinct from 'Numbers of tenants; rights of HQ Console, 3'
        and pg_has_role('hq_app', 'member') and pg_has_role('hq_reader', 'member')
        and not has_table_privilege('hq_app', 'sys_platform_audit_log', 'update, delete, truncate')
        and not has_table_privilege('hq_app', 'sys_audit_links', 'update, delete, truncate')
        and not exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
                          and not has_table_privilege('hq_app', oid, 'select'))
        and not exists (select from pg_attribute where attrelid = 'sys_platform_users'::regclass and attnum > 0 and not attisdropped
                          and has_column_privilege('hq_reader', attrelid, attnum, 'select') = (attname = 'password_hash')) end";

/// Roles belong to the whole server, so another database's console may have made them, or be doing so now.
const MAKE: &str = "
    do $$
    declare
        wanted text;
    begin
        foreach wanted in array array['hq_app', 'hq_reader'] loop
            if not exists (select from pg_roles where rolname = wanted) then
                begin
                    execute format('create role %I login', wanted);
                exception when duplicate_object or unique_violation then null;
                end;
            end if;
            if not pg_has_role(wanted, 'member') then
                execute format('grant %I to current_user', wanted);
            end if;
        end loop;
    end $$";

const GRANT: &str = "
    grant usage on schema public to hq_app;
    grant select, insert, update, delete on all tables in schema public to hq_app;
    grant usage, select on all sequences in schema public to hq_app;
    revoke insert, update, delete on _sqlx_migrations from hq_app;
    revoke update, delete, truncate on sys_platform_audit_log, sys_audit_links from hq_app;
    revoke insert, delete on sys_audit_chain, sys_audit_verified from hq_app;
    grant usage on schema public to hq_reader;
    grant select on all tables in schema public to hq_reader;
    revoke select on sys_installation, sys_platform_recovery_codes, sys_platform_sessions, sys_platform_invitations, sys_platform_factors,
        sys_platform_passkeys, sys_platform_devices, sys_platform_users, sys_api_keys, sys_api_replies, sys_mail_outbox from hq_reader;
    -- Whether somebody has a second factor may be exported, the factor may not. Names are read by every export, the hash of a password by none.
    grant select (user_id, kind) on sys_platform_factors to hq_reader;
    do $$ begin
        execute (select format('grant select (%s) on sys_platform_users to hq_reader', string_agg(quote_ident(attname), ', '))
                   from pg_attribute
                  where attrelid = 'sys_platform_users'::regclass and attnum > 0 and not attisdropped and attname <> 'password_hash');
    end $$;
    comment on sequence sys_tenant_numbers is 'Numbers of tenants; rights of HQ Console, 3'";

/// What is run to bring a database to the rights of this version. Tests make their template anew when it changes.
pub const STATEMENTS: [&str; 2] = [MAKE, GRANT];

/// Makes the roles and gives them their rights, as the owner. Returns whether this login can act as them: one that may create no roles
/// cannot, unless somebody made them for it.
pub async fn prepare(db: &mut PgConnection) -> Result<bool, sqlx::Error> {
    if is_done(db).await? {
        return Ok(true);
    }
    let mut tx = db.begin().await?;
    sqlx::query("select pg_advisory_xact_lock($1)").bind(LOCK).execute(&mut *tx).await?;
    for statements in STATEMENTS {
        match sqlx::raw_sql(statements).execute(&mut *tx).await {
            Ok(_) => {}
            Err(error) if is_refusal(&error) => {
                tx.rollback().await?;
                return Ok(false);
            }
            Err(error) => return Err(error),
        }
    }
    tx.commit().await?;
    is_done(db).await
}

async fn is_done(db: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar::<_, Option<bool>>(DONE).fetch_one(db).await.map(|done| done == Some(true))
}

/// Whether the database said that we may not.
fn is_refusal(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|error| error.code()).as_deref() == Some("42501")
}
