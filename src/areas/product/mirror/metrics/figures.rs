//! The statements that count in the product's database. Each reads one table once for all tenants and days of a portion.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{AssertSqlSafe, PgConnection, Row as _};
use uuid::Uuid;

use super::Span;
use crate::areas::product::source::catalogue::{API_CALLS, BRANCHES, CUSTOMERS, Catalogue, HISTORY, ORDERS, SIGN_INS, USERS};
use crate::areas::product::source::{Trouble, within};

/// Which figures the product shows at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each figure is seen or not, whatever the others are")]
pub struct Seen {
    pub orders: bool,
    pub completed: bool,
    pub cancelled: bool,
    pub revenue: bool,
    pub active_customers: bool,
    pub customers: bool,
    pub active_users: bool,
    pub users: bool,
    pub logins: bool,
    pub storage: bool,
    pub api_calls: bool,
    pub branches: bool,
}

/// One tenant's day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    pub tenant: Uuid,
    pub day: NaiveDate,
    /// Its today: the day of which the gauges tell.
    pub is_today: bool,
    pub created: i64,
    pub completed: i64,
    pub cancelled: i64,
    pub revenue: i64,
    pub active_customers: i64,
    pub new_customers: i64,
    pub active_users: i64,
    pub total_users: i64,
    pub logins: i64,
    pub storage: i64,
    pub api_calls: i64,
    pub branches: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub seen: Seen,
    pub days: Vec<Day>,
}

impl Figures {
    /// The first and the last day.
    pub fn bounds(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = self.days.iter().map(|day| day.day);
        Some((days.clone().min()?, days.max()?))
    }
}

/// The tenants of a portion as `b`: their zone, and the instants between which their days lie.
const BOUNDS: &str = "with w as (
        select q.*, ($7::timestamptz at time zone q.zone)::date as today
          from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::date[]) as q (id, zone, currency, decimals, days, since)),
    f as (select w.*, least(greatest(today - days + 1, since), today) as first from w),
    b as (select f.*, (first::timestamp at time zone zone) as s, ((today + 1)::timestamp at time zone zone) as e from f) ";

struct Reader<'a> {
    db: &'a mut PgConnection,
    portion: &'a [Span],
    now: DateTime<Utc>,
}

impl Reader<'_> {
    /// Rows of tenant, day and figures.
    async fn rows(&mut self, sql: String) -> Result<Vec<sqlx::postgres::PgRow>, Trouble> {
        let sql = format!("{BOUNDS}{sql}");
        let of = |pick: fn(&Span) -> String| -> Vec<String> { self.portion.iter().map(pick).collect() };
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(self.portion.iter().map(|span| span.product_id).collect::<Vec<_>>())
            .bind(of(|span| span.zone.clone()))
            .bind(of(|span| span.currency.clone()))
            .bind(self.portion.iter().map(|span| span.decimals).collect::<Vec<_>>())
            .bind(self.portion.iter().map(|span| span.days).collect::<Vec<_>>())
            .bind(self.portion.iter().map(|span| span.since).collect::<Vec<_>>())
            .bind(self.now);
        within(query.persistent(false).fetch_all(&mut *self.db)).await
    }
}

/// The local day of an instant.
fn day_of(instant: &str) -> String {
    format!("({instant} at time zone b.zone)::date")
}

pub async fn read(
    db: &mut PgConnection,
    c: &Catalogue,
    portion: &[Span],
    now: DateTime<Utc>,
    storage: Option<&HashMap<Uuid, i64>>,
) -> Result<Figures, Trouble> {
    let mut reader = Reader { db, portion, now };
    let mut figures = Figures::default();
    let ours: HashMap<Uuid, Uuid> = portion.iter().map(|span| (span.product_id, span.tenant_id)).collect();
    let mut place: HashMap<(Uuid, NaiveDate), usize> = HashMap::new();
    figures.seen.branches = c.offers(BRANCHES);
    figures.seen.users = c.offers(USERS);
    figures.seen.storage = storage.is_some();
    for row in reader.rows(grid(c)).await? {
        let (id, day): (Uuid, NaiveDate) = (row.try_get(0)?, row.try_get(1)?);
        let Some(tenant) = ours.get(&id) else { continue };
        place.insert((id, day), figures.days.len());
        figures.days.push(Day {
            tenant: *tenant,
            day,
            is_today: row.try_get(2)?,
            branches: row.try_get(3)?,
            total_users: row.try_get(4)?,
            storage: storage.and_then(|all| all.get(&id)).copied().unwrap_or_default(),
            ..Day::default()
        });
    }
    let mut fill = |rows: Vec<sqlx::postgres::PgRow>, set: fn(&mut Day, &[i64])| -> Result<(), Trouble> {
        for row in rows {
            let values = (2..row.len()).map(|column| row.try_get::<i64, _>(column)).collect::<Result<Vec<_>, _>>()?;
            if let Some(day) = place.get(&(row.try_get(0)?, row.try_get(1)?)).and_then(|at| figures.days.get_mut(*at)) {
                set(day, &values);
            }
        }
        Ok(())
    };
    if c.offers(ORDERS) {
        fill(reader.rows(orders(c)).await?, |day, v| {
            if let [created, revenue, customers] = v {
                (day.created, day.revenue, day.active_customers) = (*created, *revenue, *customers);
            }
        })?;
        fill(reader.rows(completed(c)).await?, |day, v| day.completed = v.first().copied().unwrap_or_default())?;
        fill(reader.rows(cancelled(c)).await?, |day, v| day.cancelled = v.first().copied().unwrap_or_default())?;
    }
    if c.offers(CUSTOMERS) {
        fill(reader.rows(customers(c)).await?, |day, v| day.new_customers = v.first().copied().unwrap_or_default())?;
    }
    if c.offers(SIGN_INS) && c.offers(USERS) {
        fill(reader.rows(logins(c)).await?, |day, v| day.logins = v.first().copied().unwrap_or_default())?;
    }
    if let Some(sql) = active_users(c) {
        fill(reader.rows(sql).await?, |day, v| day.active_users = v.first().copied().unwrap_or_default())?;
    }
    if c.offers(API_CALLS) {
        fill(reader.rows(api_calls(c)).await?, |day, v| day.api_calls = v.first().copied().unwrap_or_default())?;
    }
    let orders = c.offers(ORDERS);
    figures.seen = Seen {
        orders,
        completed: orders && (c.has(ORDERS, "delivered_at") || c.offers(HISTORY)),
        cancelled: orders && (c.has(ORDERS, "cancelled_at") || c.offers(HISTORY)),
        revenue: orders && c.has(ORDERS, "total_amount"),
        active_customers: orders && c.has(ORDERS, "customer_id"),
        customers: c.offers(CUSTOMERS),
        logins: c.offers(SIGN_INS) && c.offers(USERS),
        active_users: active_users(c).is_some(),
        api_calls: c.offers(API_CALLS),
        ..figures.seen
    };
    Ok(figures)
}

/// Every day of every tenant, with what it had at its end: of today as it is, of earlier days what was there then and still is.
fn grid(c: &Catalogue) -> String {
    let count = |table: &'static str, live: String| {
        let before = if c.has(table, "created_at") {
            format!("and (x.created_at is null or {} < (d.day + 1)::timestamp at time zone b.zone)", c.instant("x", table, "created_at"))
        } else {
            String::new()
        };
        format!("(select count(*) from {table} x where x.tenant_org_id = b.id and {live} {before})")
    };
    let branches = if c.offers(BRANCHES) {
        count(BRANCHES, format!("{} and {}", c.on("x", BRANCHES, "is_active"), c.live("x", BRANCHES)))
    } else {
        "0::bigint".to_owned()
    };
    let users = if c.offers(USERS) {
        let (active, signs_in) = (c.on("x", USERS, "is_active"), c.on("x", USERS, "is_user"));
        count(USERS, format!("{active} and {signs_in} and {}", c.live("x", USERS)))
    } else {
        "0::bigint".to_owned()
    };
    format!(
        "select b.id, d.day, d.day = b.today, {branches}, {users}
           from b cross join lateral (select generate_series(b.first::timestamp, b.today::timestamp, interval '1 day')::date as day) as d"
    )
}

/// The state of an order, in lower case.
fn state(c: &Catalogue) -> String {
    if c.has(ORDERS, "current_status") { "lower(coalesce(o.current_status::text, o.status::text))" } else { "lower(o.status::text)" }
        .to_owned()
}

/// Orders created, what they come to in the tenant's own currency, and whose they were. Another currency is not added up.
fn orders(c: &Catalogue) -> String {
    let whole = if c.has(ORDERS, "order_subtype") { "coalesce(o.order_subtype::text, '') not in ('split', 'split_child')" } else { "true" };
    let own =
        if c.has(ORDERS, "currency_code") { "upper(coalesce(nullif(o.currency_code::text, ''), b.currency)) = b.currency" } else { "true" };
    let state = state(c);
    let guest = if c.has(ORDERS, "is_default_customer") { "not coalesce(o.is_default_customer, false)" } else { "true" };
    format!(
        "select b.id, {day}, count(*) filter (where {whole}),
                round(coalesce(sum({amount}) filter (where {own} and coalesce({state}, '') not in ('draft', 'cancelled', 'canceled', 'returned', 'stopped')), 0)
                      * power(10::numeric, b.decimals))::bigint,
                count(distinct {customer}) filter (where {guest} and coalesce({state}, '') <> 'draft')
           from b join org_orders_mst o on o.tenant_org_id = b.id and {between} and {live}
          group by b.id, 2, b.decimals",
        day = day_of(&c.instant("o", ORDERS, "created_at")),
        amount = c.column("o", ORDERS, "total_amount", "numeric"),
        customer = c.column("o", ORDERS, "customer_id", "text"),
        between = c.between("o", ORDERS, "created_at", "b.s", "b.e"),
        live = c.live("o", ORDERS),
    )
}

/// Orders that reached a state that day: by the order's own time, and by its history where it has none.
fn reached(c: &Catalogue, column: &str, states: &str, actions: &str) -> String {
    let live = c.live("o", ORDERS);
    let mut parts = Vec::new();
    if c.has(ORDERS, column) {
        parts.push(format!(
            "select b.id, {day} as day, o.id::text as order_id from b join org_orders_mst o on o.tenant_org_id = b.id and {between} and {live}",
            day = day_of(&c.instant("o", ORDERS, column)),
            between = c.between("o", ORDERS, column, "b.s", "b.e"),
        ));
    }
    if c.offers(HISTORY) {
        let none = if c.has(ORDERS, column) { format!("and o.{column} is null") } else { String::new() };
        let is = |alias: &str| format!("lower({alias}.to_value::text) in ({states}) and {alias}.action_type::text in ({actions})");
        parts.push(format!(
            "select b.id, {day} as day, o.id::text as order_id
               from b
               join org_order_history h on h.tenant_org_id = b.id and {between} and {this}
               join org_orders_mst o on o.id = h.order_id and o.tenant_org_id = b.id and {live} {none}
              where not exists (select from org_order_history e where e.tenant_org_id = b.id and e.order_id = h.order_id and {earlier}
                                   and e.done_at < h.done_at)",
            day = day_of(&c.instant("h", HISTORY, "done_at")),
            between = c.between("h", HISTORY, "done_at", "b.s", "b.e"),
            this = is("h"),
            earlier = is("e"),
        ));
    }
    if parts.is_empty() {
        return "select b.id, b.today, 0::bigint from b where false".to_owned();
    }
    format!("select r.id, r.day, count(distinct r.order_id) from ({}) as r group by 1, 2", parts.join(" union all "))
}

fn completed(c: &Catalogue) -> String {
    reached(c, "delivered_at", "'delivered', 'closed'", "'STATUS_CHANGE', 'ORDER_CREATED', 'ORDER_COMPLETED'")
}

fn cancelled(c: &Catalogue) -> String {
    reached(c, "cancelled_at", "'cancelled', 'canceled', 'stopped'", "'STATUS_CHANGE', 'ORDER_CANCELLED'")
}

fn customers(c: &Catalogue) -> String {
    format!(
        "select b.id, {day}, count(*) from b join org_customers_mst k on k.tenant_org_id = b.id and {between} and {live} group by b.id, 2",
        day = day_of(&c.instant("k", CUSTOMERS, "created_at")),
        between = c.between("k", CUSTOMERS, "created_at", "b.s", "b.e"),
        live = c.live("k", CUSTOMERS),
    )
}

/// Sign-ins carry no tenant: one by somebody who belongs to two counts for both.
fn signed_in(c: &Catalogue) -> String {
    format!(
        "b join org_users_mst u on u.tenant_org_id = b.id
           join sys_audit_log a on a.user_id = u.user_id and a.action::text = 'login_success' and a.status::text = 'success' and {}",
        c.between("a", SIGN_INS, "created_at", "b.s", "b.e")
    )
}

fn logins(c: &Catalogue) -> String {
    format!(
        "select b.id, {day}, count(*) from {from} group by b.id, 2",
        day = day_of(&c.instant("a", SIGN_INS, "created_at")),
        from = signed_in(c)
    )
}

/// Different people seen that day: by a sign-in, by what they did to an order, or by their newest sign-in. `None` where nothing shows them.
fn active_users(c: &Catalogue) -> Option<String> {
    let mut parts = Vec::new();
    if c.offers(SIGN_INS) && c.offers(USERS) {
        let day = day_of(&c.instant("a", SIGN_INS, "created_at"));
        parts.push(format!("select b.id, {day} as day, u.user_id::text as person from {}", signed_in(c)));
    }
    if c.offers(HISTORY) && c.has(HISTORY, "done_by") {
        parts.push(format!(
            "select b.id, {day} as day, h.done_by::text as person
               from b join org_order_history h on h.tenant_org_id = b.id and {between} where h.done_by is not null",
            day = day_of(&c.instant("h", HISTORY, "done_at")),
            between = c.between("h", HISTORY, "done_at", "b.s", "b.e"),
        ));
    }
    if c.offers(USERS) && c.has(USERS, "last_login_at") {
        parts.push(format!(
            "select b.id, {day} as day, u.user_id::text as person from b join org_users_mst u on u.tenant_org_id = b.id and {between}",
            day = day_of(&c.instant("u", USERS, "last_login_at")),
            between = c.between("u", USERS, "last_login_at", "b.s", "b.e"),
        ));
    }
    let parts = (!parts.is_empty()).then(|| parts.join(" union all "))?;
    Some(format!("select r.id, r.day, count(distinct r.person) from ({parts}) as r group by 1, 2"))
}

fn api_calls(c: &Catalogue) -> String {
    format!(
        "select b.id, {day}, count(*) from b join sys_dev_api_usage_tr r on r.tenant_org_id = b.id and {between} group by b.id, 2",
        day = day_of(&c.instant("r", API_CALLS, "requested_at")),
        between = c.between("r", API_CALLS, "requested_at", "b.s", "b.e"),
    )
}
