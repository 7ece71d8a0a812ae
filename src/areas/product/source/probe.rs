//! What was found when the product's database was asked who we are there and what it shows us.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::catalogue::{Catalogue, TABLES, TENANTS};
use super::{Trouble, within};

/// Kept with every run, and shown as it was then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    pub version: String,
    pub role: String,
    /// Superuser or BYPASSRLS: row-level security hides nothing.
    pub bypasses: bool,
    /// Whether this role could change tenants: a reader should not.
    pub can_write: bool,
    pub tables: Vec<TableFound>,
    pub took_ms: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFound {
    pub name: String,
    pub usable: bool,
    pub missing: Vec<String>,
}

impl Probe {
    pub(super) async fn read(db: &mut PgConnection, catalogue: &Catalogue) -> Result<Self, Trouble> {
        let query = sqlx::query_as::<_, (String, String, bool, bool)>(
            "select current_setting('server_version'), current_user::text,
                    coalesce((select rolsuper or rolbypassrls from pg_roles where rolname = current_user), false),
                    coalesce((select has_table_privilege(c.oid, 'insert, update, delete')
                                from pg_class c where c.relname = $1 and c.relnamespace = to_regnamespace('public')), false)",
        );
        let (version, role, bypasses, can_write) = within(query.bind(TENANTS).persistent(false).fetch_one(db)).await?;
        let tables = TABLES.iter().map(|table| TableFound {
            name: table.full_name(),
            usable: catalogue.offers(table.name),
            missing: table
                .needed
                .iter()
                .chain(table.wanted)
                .filter(|column| !catalogue.has(table.name, column))
                .map(|column| (*column).to_owned())
                .collect(),
        });
        Ok(Self { version, role, bypasses, can_write, tables: tables.collect(), took_ms: 0 })
    }

    /// A role that row-level security applies to reads no rows and no error: nothing may be believed of it.
    pub fn sees_everything(&self) -> Result<(), Trouble> {
        if !self.bypasses {
            return Err(Trouble::Blind(self.role.clone()));
        }
        match self.tables.first() {
            Some(tenants) if tenants.usable => Ok(()),
            _ => Err(Trouble::Lacking(TENANTS.to_owned())),
        }
    }
}
