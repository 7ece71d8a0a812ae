//! The filtered register as a file. That it was taken out is in the audit log.

use axum::extract::State;
use axum::response::Response;
use futures_util::StreamExt as _;
use serde_json::json;

use super::filter::Filter;
use super::queries::{self, ExportRow};
use crate::areas::tenants::identity::Identity;
use crate::core::change::Event;
use crate::web::csv::{self, Cell};
use crate::web::list::ListRequest;
use crate::web::{AppState, Db, Result, SignedIn};

/// More lines than this leave the house only with a fresh factor (security model, 1.2).
const MOST_UNCONFIRMED: i64 = 10_000;

/// One column: its head, and what it says of a tenant.
type ExportColumn = (&'static str, fn(&ExportRow) -> String);

const CODE: ExportColumn = ("code", |t| t.code.clone());

/// Who a tenant is and what people wrote on it: only for those who may know.
const IDENTITY: [ExportColumn; 10] = [
    ("name", |t| t.name.clone()),
    ("name_ar", |t| t.name2.clone().unwrap_or_default()),
    ("slug", |t| t.slug.clone()),
    ("contact_name", |t| t.contact_name.clone().unwrap_or_default()),
    ("email", |t| t.email.clone()),
    ("phone", |t| t.phone.clone().unwrap_or_default()),
    ("address", |t| t.address.clone().unwrap_or_default()),
    ("city", |t| t.city.clone().unwrap_or_default()),
    ("id", |t| t.id.to_string()),
    ("tags", |t| t.tags.join(", ")),
];

const REST: [ExportColumn; 13] = [
    ("stage", |t| t.stage.clone()),
    ("plan", |t| t.plan_code.clone()),
    ("business_type", |t| t.business_type.clone()),
    ("country", |t| t.country_code.clone()),
    ("timezone", |t| t.timezone.clone()),
    ("currency", |t| t.currency.clone()),
    ("language", |t| t.default_language.clone()),
    ("owner", |t| t.owner.clone().unwrap_or_default()),
    ("signed_on", |t| t.signed_on.to_string()),
    ("created_at", |t| t.created_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
    ("health_score", |t| t.health_score.map(|score| score.to_string()).unwrap_or_default()),
    ("health_band", |t| t.health_band.clone().unwrap_or_default()),
    ("churn_level", |t| t.churn_level.clone().unwrap_or_default()),
];

fn columns(identity: Identity) -> Vec<ExportColumn> {
    let known: &[ExportColumn] = if identity.is_known() { &IDENTITY } else { &[] };
    [&[CODE], known, &REST].concat()
}

pub(in crate::areas::tenants) async fn get(State(app): State<AppState>, staff: SignedIn, mut db: Db) -> Result<Response> {
    let running = app.limits.export(staff.id)?;
    let identity = Identity::of(&staff);
    let list = ListRequest::read(&app, &staff.visitor(), "tenants", queries::sorts(identity))?;
    let filter = Filter::read(&list, identity);
    if queries::exceeds(&mut db, &filter, MOST_UNCONFIRMED).await? {
        staff.freshly_confirmed()?;
    }
    drop(db);
    let mut change = staff.change(&app).await?;
    change.record(Event::new("tenants.exported", "tenants").after(json!({ "address": list.csv() }))).await?;
    change.commit().await?;
    let columns = columns(identity);
    let header: Vec<Cell> = columns.iter().map(|(name, _)| Cell::text(*name)).collect();
    let rows = queries::stream(&app.reports, &filter, &list.page.sort)
        .await?
        .map(move |tenant| tenant.map(|tenant| columns.iter().map(|(_, say)| Cell::text(say(&tenant))).collect()));
    Ok(csv::download("tenants.csv", &header, rows, running))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_for_those_who_may_not_know_tenants_has_no_column_that_tells() {
        let names: Vec<&str> = columns(Identity::Pseudonym).into_iter().map(|(name, _)| name).collect();
        for telling in IDENTITY.map(|(name, _)| name) {
            assert!(!names.contains(&telling), "{telling}");
        }
        assert_eq!(names.first(), Some(&"code"));
        assert_eq!(columns(Identity::Known).len(), names.len() + IDENTITY.len());
    }
}
