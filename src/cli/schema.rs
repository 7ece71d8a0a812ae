//! `hq-console schema doc`: the database's tables as a document, drawn from the database itself.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Subcommand;
use sqlx::{PgConnection, PgPool};

use super::DataDir;
use super::runtime::Ground;
use crate::core::settings::Settings;

#[derive(Subcommand)]
pub(super) enum SchemaCommand {
    /// Print the schema as Markdown
    Doc(DataDir),
}

impl SchemaCommand {
    pub(super) fn data(&self) -> &DataDir {
        match self {
            Self::Doc(data) => data,
        }
    }
}

pub(super) async fn run(settings: Settings, SchemaCommand::Doc(_): SchemaCommand) -> anyhow::Result<ExitCode> {
    let ground = Ground::open(&settings).await?;
    let pool = ground.ready_pool().await?;
    print!("{}", document(&pool).await?);
    ground.close(&[&pool]).await;
    Ok(ExitCode::SUCCESS)
}

/// The whole document: every `sys_` table with its columns, constraints and indexes. A partition is its table's, and not listed.
pub async fn document(pool: &PgPool) -> anyhow::Result<String> {
    let mut db = pool.acquire().await?;
    let tables: Vec<(String, Option<String>)> = sqlx::query_as(
        "select relname::text, obj_description(oid, 'pg_class') from pg_class
          where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
            and relname like 'sys\\_%' order by relname",
    )
    .fetch_all(&mut *db)
    .await?;
    let mut out =
        String::from("# Database schema\n\nDrawn from the live schema by `hq-console schema doc`; a test holds the two together.\n");
    for (table, comment) in tables {
        write!(out, "\n## {table}\n\n{}\n\n", comment.unwrap_or_default())?;
        columns(&mut db, &table, &mut out).await?;
        listed(&mut db, &table, &mut out).await?;
    }
    Ok(out)
}

async fn columns(db: &mut PgConnection, table: &str, out: &mut String) -> anyhow::Result<()> {
    let rows: Vec<(String, String, bool, Option<String>, bool)> = sqlx::query_as(
        "select a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> ''
           from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum",
    )
    .bind(table)
    .fetch_all(db)
    .await?;
    out.push_str("| column | type | null | default |\n|---|---|---|---|\n");
    for (name, kind, not_null, default, generated) in rows {
        let default = match default {
            Some(_) if generated => "generated".to_owned(),
            Some(text) => format!("`{}`", text.replace('|', "\\|")),
            None => String::new(),
        };
        writeln!(out, "| {name} | {kind} | {} | {default} |", if not_null { "no" } else { "yes" })?;
    }
    Ok(())
}

async fn listed(db: &mut PgConnection, table: &str, out: &mut String) -> anyhow::Result<()> {
    let constraints: Vec<(String, String)> = sqlx::query_as(
        "select conname::text, pg_get_constraintdef(oid) from pg_constraint where conrelid = $1::regclass and contype in ('p', 'u', 'f', 'c') order by contype desc, conname",
    )
    .bind(table)
    .fetch_all(&mut *db)
    .await?;
    let indexes: Vec<(String,)> = sqlx::query_as(
        "select regexp_replace(indexdef, '^CREATE (UNIQUE )?INDEX (\\S+) ON \\S+ USING ', '\\1\\2: ') from pg_indexes
          where schemaname = 'public' and tablename = $1
            and indexname not in (select conname from pg_constraint where conrelid = $1::regclass) order by indexname",
    )
    .bind(table)
    .fetch_all(db)
    .await?;
    if !constraints.is_empty() {
        out.push_str("\nConstraints\n\n");
        for (name, definition) in constraints {
            writeln!(out, "- `{name}`: `{definition}`")?;
        }
    }
    if !indexes.is_empty() {
        out.push_str("\nIndexes\n\n");
        for (definition,) in indexes {
            writeln!(out, "- `{definition}`")?;
        }
    }
    Ok(())
}
