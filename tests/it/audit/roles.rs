//! The application's own role cannot touch what was recorded, nor the tables themselves; the reader can write nothing.

use std::time::Duration;

use hq_console::core::db::{self, Seat};
use hq_console::core::roles::{self, Role};
use sqlx::{AssertSqlSafe, PgPool};

use crate::support::Console;

async fn refused(pool: &PgPool, statement: &str) {
    let error = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(pool).await.expect_err(statement);
    let code = error.as_database_error().and_then(|error| error.code()).map(|code| code.into_owned());
    assert_eq!(code.as_deref(), Some("42501"), "{statement}: {error}");
}

#[tokio::test]
async fn the_application_cannot_rewrite_the_log_or_change_a_table() {
    let console = Console::start().await;
    for seat in [Seat::Login(Role::App), Seat::Taken(Role::App)] {
        let pool = db::pool_of(&console.db_url(), seat, 1, Duration::from_secs(5)).unwrap();
        for statement in [
            "update sys_platform_audit_log set reason = 'x'",
            "delete from sys_platform_audit_log",
            "truncate sys_platform_audit_log cascade",
            "alter table sys_platform_audit_log disable trigger all",
            "drop trigger sys_platform_audit_log_append_only on sys_platform_audit_log",
            "update sys_audit_links set position = position",
            "delete from sys_audit_links",
            "truncate sys_audit_links",
            "delete from sys_audit_chain",
            "set session_replication_role = replica",
            "create table sys_mine (id int)",
            "create function mine() returns int language sql as 'select 1'",
            "alter table sys_tenants add column mine int",
            "drop table sys_tenants",
            "update _sqlx_migrations set success = false",
            "create role mine",
        ] {
            refused(&pool, statement).await;
        }
        sqlx::raw_sql("insert into sys_platform_audit_log (at, actor_kind, actor_label, action, object_kind) values (now(), 'system', 'x', 'staff.renamed', 'staff')")
            .execute(&pool)
            .await
            .unwrap();
    }
    // Who logs in as the application has no way back to the owner.
    let pool = db::pool_of(&console.db_url(), Seat::Login(Role::App), 1, Duration::from_secs(5)).unwrap();
    refused(&pool, "set role hq").await;
}

#[tokio::test]
async fn the_reader_reads_and_nothing_else() {
    let console = Console::start().await;
    let pool = db::pool_of(&console.db_url(), Seat::Login(Role::Reader), 1, Duration::from_secs(5)).unwrap();
    sqlx::raw_sql("select * from sys_tenants; select * from sys_platform_audit_log; select id, name, email from sys_platform_users")
        .execute(&pool)
        .await
        .unwrap();
    for statement in [
        "insert into sys_platform_audit_log (at, actor_kind, actor_label, action, object_kind) values (now(), 'system', 'x', 'a.b', 'x')",
        "update sys_tenants set name = 'x'",
        "delete from sys_tenants",
        "select * from sys_platform_recovery_codes",
        "select * from sys_platform_sessions",
        "select password_hash from sys_platform_users",
        "select * from sys_platform_users",
        "select * from sys_platform_factors",
        "select * from sys_platform_devices",
        "select hash from sys_api_keys",
        "select * from sys_api_replies",
        "create table sys_mine (id int)",
    ] {
        refused(&pool, statement).await;
    }
}

#[tokio::test]
async fn preparing_the_roles_again_changes_nothing_and_new_tables_are_covered() {
    let console = Console::start().await;
    let mut db = console.db.acquire().await.unwrap();
    assert!(roles::prepare(&mut db).await.unwrap());
    sqlx::raw_sql("create table sys_new (id int)").execute(&mut *db).await.unwrap();
    assert!(roles::prepare(&mut db).await.unwrap());
    let app = db::pool_of(&console.db_url(), Seat::Login(Role::App), 1, Duration::from_secs(5)).unwrap();
    sqlx::raw_sql("insert into sys_new values (1)").execute(&app).await.unwrap();
}

#[tokio::test]
async fn a_login_that_may_not_make_roles_is_told_apart() {
    let console = Console::start().await;
    let mut db = console.db.acquire().await.unwrap();
    // The application's role is such a login: it owns nothing and may create nothing.
    sqlx::raw_sql("create table sys_new (id int); set role hq_app").execute(&mut *db).await.unwrap();
    assert!(!roles::prepare(&mut db).await.unwrap());
    sqlx::raw_sql("reset role").execute(&mut *db).await.unwrap();
}
