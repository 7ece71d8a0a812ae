//! The list of documents: what narrows it, its order, its sums.

use chrono::NaiveDate;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::model::{Invoice, Status};
use super::queries::ROW;
use crate::areas::billing::document::DocumentKind;
use crate::areas::tenants::Identity;
use crate::core::db::like_fragment;
use crate::core::ids::TenantId;
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};
use crate::core::money::{Currency, Money};
use crate::core::text;

const DATE: Sort = Sort { name: "date", key: "coalesce(i.issued_at, i.created_at)", id: "i.id", descending: true };
const TOTAL: Sort = Sort { name: "total", key: "i.total_minor", id: "i.id", descending: true };
pub(super) const SORTS: &[Sort] = &[DATE, TOTAL];
/// Counting and adding up stop here.
pub(super) const CAP: i64 = 10_000;

/// How a document stands, as the filter asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Is(Status),
    /// Issued and not paid in full.
    Open,
    Overdue,
}

impl Standing {
    pub(super) fn all() -> Vec<Self> {
        let mut all = vec![Self::Open, Self::Overdue];
        all.extend(Status::ALL.map(Self::Is));
        all
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Is(status) => status.code(),
            Self::Open => "open",
            Self::Overdue => "overdue",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::all().into_iter().find(|standing| standing.code() == code)
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Is(status) => status.key(),
            Self::Open => "invoices-status-open",
            Self::Overdue => "invoices-status-overdue",
        }
    }
}

/// What narrows the list.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub q: String,
    pub standing: Option<Standing>,
    pub kind: Option<DocumentKind>,
    pub tenant: Option<TenantId>,
    /// Of one billing run.
    pub run: Option<Uuid>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub due_from: Option<NaiveDate>,
    pub due_to: Option<NaiveDate>,
    /// A day of the period it is for.
    pub covers: Option<NaiveDate>,
    /// In thousandths of each document's own currency.
    pub least: Option<i64>,
    pub most: Option<i64>,
    pub identity: Identity,
    pub today: NaiveDate,
}

impl Filter {
    fn push(&self, query: &mut QueryBuilder<Postgres>) {
        query.push(" where true");
        match self.standing {
            Some(Standing::Is(status)) => {
                query.push(" and i.status = ").push_bind(status.code());
            }
            Some(Standing::Open) => {
                query.push(" and i.status in ('issued', 'partially_paid') and i.kind = 'invoice'");
            }
            Some(Standing::Overdue) => {
                query.push(" and i.status in ('issued', 'partially_paid') and i.kind = 'invoice' and i.due_on < ").push_bind(self.today);
            }
            // What was given up before it was anything is shown to whoever asks for it.
            None => {
                query.push(" and i.status <> 'discarded'");
            }
        }
        if let Some(kind) = self.kind {
            query.push(" and i.kind = ").push_bind(kind.code());
        }
        if let Some(tenant) = self.tenant {
            query.push(" and i.tenant_id = ").push_bind(tenant.0);
        }
        if let Some(run) = self.run {
            query.push(" and i.run_id = ").push_bind(run);
        }
        for (day, rule) in [
            (self.from, " and i.issued_on >= "),
            (self.to, " and i.issued_on <= "),
            (self.due_from, " and i.due_on >= "),
            (self.due_to, " and i.due_on <= "),
        ] {
            if let Some(day) = day {
                query.push(rule).push_bind(day);
            }
        }
        if let Some(day) = self.covers {
            query.push(" and i.period_start <= ").push_bind(day).push(" and i.period_end > ").push_bind(day);
        }
        for (amount, than) in [(self.least, ">="), (self.most, "<=")] {
            if let Some(amount) = amount {
                query.push(" and i.total_minor * case when i.currency in ('OMR', 'BHD', 'KWD') then 1 else 10 end ").push(than);
                query.push(" ").push_bind(amount);
            }
        }
        if self.q.is_empty() {
            return;
        }
        let upper = text::digits_to_latin(&self.q).to_uppercase();
        query.push(" and (i.reference = ").push_bind(upper.clone()).push(" or t.code = ").push_bind(upper.clone());
        if upper.len() >= 3 && upper.bytes().all(|b| b.is_ascii_digit()) {
            query.push(" or i.number = ").push_bind(upper.parse::<i64>().unwrap_or_default());
        }
        // Names cannot be searched by who may not read them.
        if self.identity.is_known() {
            query.push(" or t.search_text like ").push_bind(like_fragment(&text::fold(&self.q)));
        }
        query.push(")");
    }
}

pub(super) async fn list(db: &mut PgConnection, filter: &Filter, page: &PageRequest) -> Result<Vec<Invoice>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    filter.push(&mut query);
    page.push(&mut query, false);
    let rows = query.build_query_as().persistent(false).fetch_all(db).await?;
    Ok(filter.identity.seen_all(rows))
}

/// Everything the filter lets through, for a file.
pub(super) async fn stream(pool: &PgPool, filter: Filter) -> Result<BoxStream<'static, Result<Invoice, sqlx::Error>>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    filter.push(&mut query);
    query.push(" order by coalesce(i.issued_at, i.created_at) desc, i.id desc");
    let rows = crate::core::db::stream(pool, query).await?;
    Ok(rows.map_ok(move |invoice: Invoice| filter.identity.seen(invoice)).boxed())
}

/// What the documents of one currency come to. Drafts, and what was taken back, count for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sums {
    pub invoiced: Money,
    pub credited: Money,
    pub open: Money,
}

/// How many there are, and what they come to; no sums where there are more than are counted.
pub(super) async fn sums(db: &mut PgConnection, filter: &Filter) -> Result<(Total, Vec<Sums>), sqlx::Error> {
    let mut query = QueryBuilder::new(
        "select m.currency, count(*),
                coalesce(sum(m.total_minor) filter (where m.kind = 'invoice' and m.status not in ('draft', 'discarded', 'void')), 0)::bigint,
                coalesce(sum(m.total_minor) filter (where m.kind = 'credit_note' and m.status not in ('draft', 'discarded', 'void')), 0)::bigint,
                coalesce(sum(m.total_minor - m.settled_minor) filter (where m.kind = 'invoice' and m.status in ('issued', 'partially_paid')), 0)::bigint
           from (select i.currency, i.kind, i.status, i.total_minor, i.settled_minor
                   from sys_tenant_invoices i join sys_tenants t on t.id = i.tenant_id",
    );
    filter.push(&mut query);
    query.push(" limit ").push_bind(CAP + 1).push(") m group by m.currency order by m.currency");
    let rows: Vec<(String, i64, i64, i64, i64)> = query.build_query_as().persistent(false).fetch_all(db).await?;
    let total = Total::capped(rows.iter().map(|row| row.1).sum(), CAP);
    if matches!(total, Total::MoreThan(_)) {
        return Ok((total, Vec::new()));
    }
    let sums = rows.into_iter().filter_map(|(code, _, invoiced, credited, open)| {
        let currency = Currency::parse(&code).ok()?;
        let money = |minor| Money::new(minor, currency);
        Some(Sums { invoiced: money(invoiced), credited: money(credited), open: money(open) })
    });
    Ok((total, sums.filter(|sums| sums.invoiced.minor != 0 || sums.credited.minor != 0).collect()))
}

/// The key a document is sorted by.
pub(super) fn key(sort: &Sort) -> fn(&Invoice) -> (Key, RowId) {
    if sort.name == TOTAL.name {
        |invoice| (Key::Number(invoice.total_minor), RowId::Uuid(invoice.id.0))
    } else {
        |invoice| (Key::Time(invoice.issued_at.unwrap_or(invoice.created_at)), RowId::Uuid(invoice.id.0))
    }
}

/// A tenant as the address names it: by id, or by code.
pub(super) async fn tenant(db: &mut PgConnection, asked: &str) -> Result<Option<TenantId>, sqlx::Error> {
    if let Ok(id) = asked.parse::<Uuid>() {
        return Ok(Some(TenantId(id)));
    }
    Ok(super::queries::buyer_of(db, asked).await?.map(|buyer| buyer.id))
}
