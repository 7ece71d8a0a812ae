//! Which of the tables and columns we know of are really there and may be read. The product's schema moves, and deployed databases differ
//! from its migrations: what is missing is left out, not guessed.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{Trouble, within};

/// A table of the product and what we read of it.
pub struct Table {
    pub schema: &'static str,
    pub name: &'static str,
    /// Without these the table is of no use.
    pub needed: &'static [&'static str],
    /// Without these something is left out.
    pub wanted: &'static [&'static str],
}

const fn public(name: &'static str, needed: &'static [&'static str], wanted: &'static [&'static str]) -> Table {
    Table { schema: "public", name, needed, wanted }
}

pub const TENANTS: &str = "org_tenants_mst";
pub const BRANCHES: &str = "org_branches_mst";
pub const USERS: &str = "org_users_mst";
pub const SUBSCRIPTIONS: &str = "org_pln_subscriptions_mst";
pub const LIFECYCLE: &str = "sys_tenant_lifecycle";
pub const LIMITS: &str = "sys_plan_limits";
pub const ORDERS: &str = "org_orders_mst";
pub const HISTORY: &str = "org_order_history";
pub const CUSTOMERS: &str = "org_customers_mst";
pub const SIGN_INS: &str = "sys_audit_log";
pub const API_CALLS: &str = "sys_dev_api_usage_tr";
pub const OBJECTS: &str = "objects";

/// The first is what nothing can be done without.
pub const TABLES: [Table; 12] = [
    public(
        TENANTS,
        &["id", "name", "slug", "email", "status", "is_active"],
        &["s_current_plan", "currency", "timezone", "created_at", "rec_status", "is_hq_test_demo"],
    ),
    public(
        BRANCHES,
        &["id", "tenant_org_id"],
        &["name", "branch_name", "name2", "is_main", "is_active", "city", "rec_status", "created_at"],
    ),
    public(USERS, &["user_id", "tenant_org_id"], &["role", "is_active", "is_user", "last_login_at", "rec_status", "created_at"]),
    public(SUBSCRIPTIONS, &["tenant_org_id", "plan_code", "status", "is_active"], &[]),
    public(LIFECYCLE, &["tenant_org_id", "lifecycle_stage"], &[]),
    public(LIMITS, &["plan_code"], &["orders_limit", "users_limit", "branches_limit", "storage_mb_limit"]),
    public(
        ORDERS,
        &["id", "tenant_org_id", "created_at", "status"],
        &[
            "customer_id",
            "current_status",
            "order_subtype",
            "is_default_customer",
            "total_amount",
            "currency_code",
            "delivered_at",
            "cancelled_at",
            "rec_status",
        ],
    ),
    public(HISTORY, &["order_id", "tenant_org_id", "action_type", "to_value", "done_at"], &["done_by"]),
    public(CUSTOMERS, &["id", "tenant_org_id", "created_at"], &["rec_status"]),
    public(SIGN_INS, &["user_id", "action", "status", "created_at"], &[]),
    public(API_CALLS, &["tenant_org_id", "requested_at"], &[]),
    Table { schema: "storage", name: OBJECTS, needed: &["name", "metadata"], wanted: &[] },
];

/// What was found: the type of every known column that may be read.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    columns: HashMap<(&'static str, String), String>,
}

impl Catalogue {
    pub async fn read(db: &mut PgConnection) -> Result<Self, Trouble> {
        let (schemas, names): (Vec<&str>, Vec<&str>) = TABLES.iter().map(|table| (table.schema, table.name)).unzip();
        let query = sqlx::query_as::<_, (String, String, String)>(
            "select c.relname::text, a.attname::text, format_type(a.atttypid, null)
               from pg_class c
               join pg_namespace n on n.oid = c.relnamespace
               join unnest($1::text[], $2::text[]) as w (schema, name) on w.schema = n.nspname and w.name = c.relname
               join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              where c.relkind in ('r', 'p', 'v', 'm', 'f')
                and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')",
        );
        let found = within(query.bind(schemas).bind(names).persistent(false).fetch_all(db)).await?;
        let known = |name: &str| TABLES.iter().map(|table| table.name).find(|table| *table == name);
        let columns = found.into_iter().filter_map(|(table, column, kind)| Some(((known(&table)?, column), kind))).collect();
        Ok(Self { columns })
    }

    fn kind(&self, table: &'static str, column: &str) -> Option<&str> {
        self.columns.get(&(table, column.to_owned())).map(String::as_str)
    }

    pub fn has(&self, table: &'static str, column: &str) -> bool {
        self.kind(table, column).is_some()
    }

    /// Whether the table is there with all it needs.
    pub fn offers(&self, table: &'static str) -> bool {
        TABLES.iter().filter(|known| known.name == table).all(|known| known.needed.iter().all(|column| self.has(table, column)))
    }

    /// The names of all that is missing: a table, or a column of one that is there.
    pub fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for table in &TABLES {
            if self.offers(table.name) {
                let absent = table.wanted.iter().filter(|column| !self.has(table.name, column));
                missing.extend(absent.map(|column| format!("{}.{column}", table.name)));
            } else {
                missing.push(table.full_name());
            }
        }
        missing
    }

    /// A column, or a null of this type where it is missing.
    pub fn column(&self, alias: &str, table: &'static str, column: &str, kind: &str) -> String {
        if self.has(table, column) { format!("{alias}.{column}::{kind}") } else { format!("null::{kind}") }
    }

    /// Text cut to what our own columns are meant for.
    pub fn text(&self, alias: &str, table: &'static str, column: &str) -> String {
        if self.has(table, column) { format!("left({alias}.{column}::text, 300)") } else { "null::text".to_owned() }
    }

    /// An instant. Columns without a zone hold UTC.
    pub fn instant(&self, alias: &str, table: &'static str, column: &str) -> String {
        match self.kind(table, column) {
            Some("timestamp with time zone") => format!("{alias}.{column}"),
            Some(_) => format!("({alias}.{column}::timestamp at time zone 'UTC')"),
            None => "null::timestamptz".to_owned(),
        }
    }

    /// That an instant lies between two others, written so that an index on the column serves.
    pub fn between(&self, alias: &str, table: &'static str, column: &str, from: &str, to: &str) -> String {
        match self.kind(table, column) {
            Some("timestamp with time zone") => format!("{alias}.{column} >= {from} and {alias}.{column} < {to}"),
            Some(_) => format!("{alias}.{column} >= ({from} at time zone 'UTC') and {alias}.{column} < ({to} at time zone 'UTC')"),
            None => "false".to_owned(),
        }
    }

    /// That a row was not taken away.
    pub fn live(&self, alias: &str, table: &'static str) -> String {
        if self.has(table, "rec_status") { format!("coalesce({alias}.rec_status, 1) = 1") } else { "true".to_owned() }
    }

    /// That a switch is on; a switch that is missing is.
    pub fn on(&self, alias: &str, table: &'static str, column: &str) -> String {
        if self.has(table, column) { format!("coalesce({alias}.{column}, true)") } else { "true".to_owned() }
    }
}

impl Table {
    /// As the operator grants it.
    pub fn full_name(&self) -> String {
        if self.schema == "public" { self.name.to_owned() } else { format!("{}.{}", self.schema, self.name) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(columns: &[(&'static str, &str, &str)]) -> Catalogue {
        Catalogue { columns: columns.iter().map(|(table, column, kind)| ((*table, (*column).to_owned()), (*kind).to_owned())).collect() }
    }

    #[test]
    fn what_is_missing_is_named_and_never_asked_for() {
        let some = catalogue(&[(BRANCHES, "id", "uuid"), (BRANCHES, "tenant_org_id", "uuid"), (BRANCHES, "name", "text")]);
        assert!(some.offers(BRANCHES) && !some.offers(USERS));
        let missing = some.missing();
        assert!(missing.contains(&"org_branches_mst.is_main".to_owned()) && missing.contains(&"storage.objects".to_owned()));
        assert!(!missing.iter().any(|name| name.starts_with("org_users_mst.")), "a table that is missing is named once");
        assert_eq!(some.column("b", BRANCHES, "is_main", "bool"), "null::bool");
        assert_eq!(some.live("b", BRANCHES), "true");
    }

    #[test]
    fn a_time_without_a_zone_is_read_as_utc_whatever_the_session_is() {
        let both =
            catalogue(&[(ORDERS, "created_at", "timestamp without time zone"), (ORDERS, "cancelled_at", "timestamp with time zone")]);
        assert_eq!(both.instant("o", ORDERS, "created_at"), "(o.created_at::timestamp at time zone 'UTC')");
        assert_eq!(both.instant("o", ORDERS, "cancelled_at"), "o.cancelled_at");
        assert!(both.between("o", ORDERS, "created_at", "b.s", "b.e").contains("(b.s at time zone 'UTC')"));
        assert_eq!(both.between("o", ORDERS, "delivered_at", "b.s", "b.e"), "false");
    }
}
