//! Creating tenants with everything that belongs to one, all or nothing. A form brings one, an import thousands: the same statements.

use std::collections::HashSet;

use chrono::{Days, Months, NaiveDate};
use uuid::Uuid;

use crate::areas::billing::BillingError;
use crate::areas::billing::period::{Anchor, Cycle, First, Period};
use crate::areas::tenants::model::{NewTenant, Stage, TRIAL_DAYS};
use crate::core::change::{Change, Event};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;

/// Creates every tenant whose address and slug are free, and returns the ids of those it created. The others are left out:
/// the database decides, so two who want the same slug at the same moment cannot both have it.
pub async fn provision(change: &mut Change, tenants: &[NewTenant]) -> Result<HashSet<TenantId>, sqlx::Error> {
    let created = insert_tenants(change, tenants).await?;
    let tenants: Vec<&NewTenant> = tenants.iter().filter(|tenant| created.contains(&tenant.id)).collect();
    if tenants.is_empty() {
        return Ok(created);
    }
    let ids: Vec<Uuid> = tenants.iter().map(|tenant| tenant.id.0).collect();
    insert_branches(change, &ids).await?;
    insert_lifecycle(change, &tenants, &ids).await?;
    insert_subscriptions(change, &tenants, &ids).await?;
    insert_notes(change, &tenants).await?;
    let events: Vec<Event> = tenants
        .iter()
        .map(|tenant| {
            let after = serde_json::to_value(tenant).unwrap_or_default();
            Event::new("tenant.created", "tenant").object(tenant.id, tenant.name.as_ref()).tenant(tenant.id).after(after)
        })
        .collect();
    change.record_all(&events).await?;
    Ok(created)
}

async fn insert_tenants(change: &mut Change, tenants: &[NewTenant]) -> Result<HashSet<TenantId>, sqlx::Error> {
    let at = change.at();
    let by = change.staff_id().map(|id| id.0);
    let text =
        |pick: fn(&NewTenant) -> Option<&str>| -> Vec<Option<String>> { tenants.iter().map(|t| pick(t).map(ToOwned::to_owned)).collect() };
    let week_starts: Vec<i16> = tenants
        .iter()
        .map(|t| {
            t.country.profile().map_or(0, |profile| i16::try_from(profile.first_day_of_week.num_days_from_sunday()).unwrap_or_default())
        })
        .collect();
    let ids = sqlx::query_scalar!(
        r#"insert into sys_tenants
               (id, name, name2, slug, business_type, contact_name, email, phone, address, city, country_code, timezone, currency,
                default_language, plan_code, stage, first_day_of_week, signed_on, owner_id, import_id, tags, created_by, created_at,
                updated_at)
           select t.id, t.name, t.name2, t.slug, t.business_type, t.contact_name, t.email, t.phone, t.address, t.city, t.country_code,
                  t.timezone, t.currency, t.default_language, t.plan_code, t.stage, t.first_day_of_week, t.signed_on, t.owner_id,
                  t.import_id, coalesce(string_to_array(t.tags, E'\n'), '{}'), $21, $22, $22
             from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                         $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::int2[],
                         $18::date[], $19::uuid[], $20::uuid[], $23::text[])
                  as t (id, name, name2, slug, business_type, contact_name, email, phone, address, city, country_code, timezone, currency,
                        default_language, plan_code, stage, first_day_of_week, signed_on, owner_id, import_id, tags)
           on conflict do nothing
           returning id"#,
        &tenants.iter().map(|t| t.id.0).collect::<Vec<_>>(),
        &text(|t| Some(t.name.as_ref())) as &[Option<String>],
        &text(|t| t.name2.as_ref().map(AsRef::as_ref)) as &[Option<String>],
        &text(|t| Some(t.slug.as_ref())) as &[Option<String>],
        &text(|t| Some(t.business_type.code())) as &[Option<String>],
        &text(|t| t.contact_name.as_deref()) as &[Option<String>],
        &text(|t| Some(t.email.as_ref())) as &[Option<String>],
        &text(|t| t.phone.as_ref().map(AsRef::as_ref)) as &[Option<String>],
        &text(|t| t.address.as_deref()) as &[Option<String>],
        &text(|t| t.city.as_deref()) as &[Option<String>],
        &text(|t| Some(t.country.code())) as &[Option<String>],
        &text(|t| Some(t.timezone.name())) as &[Option<String>],
        &text(|t| Some(t.currency.code())) as &[Option<String>],
        &text(|t| Some(t.default_language.code())) as &[Option<String>],
        &text(|t| Some(t.plan.code())) as &[Option<String>],
        &text(|t| Some(t.first_stage().code())) as &[Option<String>],
        &week_starts,
        &tenants.iter().map(|t| t.signed_on).collect::<Vec<_>>(),
        &tenants.iter().map(|t| t.owner.map(|id| id.0)).collect::<Vec<_>>() as &[Option<Uuid>],
        &tenants.iter().map(|t| t.import.map(|id| id.0)).collect::<Vec<_>>() as &[Option<Uuid>],
        by,
        at,
        // A list of lists cannot be unnested; a tag holds no line break.
        &tenants.iter().map(|t| (!t.tags.is_empty()).then(|| t.tags.join("\n"))).collect::<Vec<_>>() as &[Option<String>],
    )
    .fetch_all(&mut **change)
    .await?;
    Ok(ids.into_iter().map(TenantId).collect())
}

async fn insert_branches(change: &mut Change, tenants: &[Uuid]) -> Result<(), sqlx::Error> {
    let at = change.at();
    let ids = new_ids(change, tenants.len());
    sqlx::query!(
        r#"insert into sys_tenant_branches (id, tenant_id, name, name2, is_main, city, created_at)
           select b.id, t.id, 'Main Branch', 'الفرع الرئيسي', true, t.city, $3
             from unnest($1::uuid[], $2::uuid[]) as b (id, tenant_id) join sys_tenants t on t.id = b.tenant_id"#,
        &ids,
        tenants,
        at
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

async fn insert_lifecycle(change: &mut Change, tenants: &[&NewTenant], ids: &[Uuid]) -> Result<(), sqlx::Error> {
    let at = change.at();
    let by = change.staff_id().map(|id| id.0);
    let today = business_day(at);
    let stages: Vec<String> = tenants.iter().map(|t| t.first_stage().code().to_owned()).collect();
    let trial_ends: Vec<Option<NaiveDate>> = tenants
        .iter()
        .map(|t| (t.first_stage() == Stage::Trial).then(|| today.checked_add_days(Days::new(TRIAL_DAYS))).flatten())
        .collect();
    sqlx::query!(
        r#"insert into sys_tenant_lifecycle (tenant_id, stage, since, changed_by, trial_ends_on, onboarding_template_id, onboarding_version)
           select l.tenant_id, l.stage, $4, $5, l.trial_ends_on, o.id, o.version
             from unnest($1::uuid[], $2::text[], $3::date[]) as l (tenant_id, stage, trial_ends_on)
            cross join (select id, version from sys_onboarding_templates where is_default) as o"#,
        ids,
        &stages,
        &trial_ends as &[Option<NaiveDate>],
        at,
        by
    )
    .execute(&mut **change)
    .await?;
    let event_ids = new_ids(change, ids.len());
    sqlx::query!(
        r#"insert into sys_tenant_lifecycle_events (id, tenant_id, to_stage, requested_by, at)
           select e.id, e.tenant_id, e.stage, $4, $5 from unnest($1::uuid[], $2::uuid[], $3::text[]) as e (id, tenant_id, stage)"#,
        &event_ids,
        ids,
        &stages,
        by,
        at
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

async fn insert_subscriptions(change: &mut Change, tenants: &[&NewTenant], ids: &[Uuid]) -> Result<(), sqlx::Error> {
    let at = change.at();
    let start = business_day(at);
    let subscription_ids = new_ids(change, ids.len());
    let first = |tenant: &&NewTenant| first_period(tenant.first_stage(), tenant.import.is_some(), start);
    let firsts: Vec<First> = tenants.iter().map(first).collect::<Result<_, _>>().map_err(|error| sqlx::Error::Encode(error.into()))?;
    let ends: Vec<NaiveDate> = firsts.iter().map(|first| first.period.ends).collect();
    let due: Vec<Option<NaiveDate>> = tenants.iter().zip(&ends).map(|(tenant, end)| first_due(tenant, start, *end)).collect();
    let statuses: Vec<String> =
        tenants.iter().map(|t| if t.first_stage() == Stage::Trial { "trialing" } else { "active" }.to_owned()).collect();
    let plans: Vec<String> = tenants.iter().map(|t| t.plan.code().to_owned()).collect();
    sqlx::query!(
        r#"insert into sys_tenant_subscriptions (id, tenant_id, plan_code, status, period_start, period_end, anchor_day, started_at, due_on,
                  setup_due, whole_days)
           select s.id, s.tenant_id, s.plan_code, s.status, $6, s.period_end, s.anchor, $8, s.due_on, coalesce(s.due_on = $6, false), s.whole_days
             from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::date[], $9::date[], $7::smallint[], $10::integer[])
                  as s (id, tenant_id, plan_code, status, period_end, due_on, anchor, whole_days)"#,
        &subscription_ids,
        ids,
        &plans,
        &statuses,
        &ends,
        start,
        &firsts.iter().map(|first| i16::from(first.anchor.day())).collect::<Vec<_>>(),
        at,
        &due as &[Option<NaiveDate>],
        &firsts.iter().map(|first| i32::try_from(first.whole_days).unwrap_or(i32::MAX)).collect::<Vec<_>>()
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// When a new subscription is first charged: a trial not at all, and of one that was imported the first period is paid already.
fn first_due(tenant: &NewTenant, start: NaiveDate, end: NaiveDate) -> Option<NaiveDate> {
    match (tenant.first_stage(), tenant.import) {
        (Stage::Trial, _) => None,
        (_, Some(_)) => Some(end),
        (_, None) => Some(start),
    }
}

/// A trial's period is its fourteen days. A paid plan's ends with the month, but for one that was imported: its first month is paid already, and
/// it keeps the day.
fn first_period(stage: Stage, is_paid: bool, on: NaiveDate) -> Result<First, BillingError> {
    let whole = |ends: Option<NaiveDate>| {
        let period = Period { starts: on, ends: ends.unwrap_or(NaiveDate::MAX) };
        First { period, whole_days: period.days(), anchor: Anchor::of(on) }
    };
    match stage {
        Stage::Trial => Ok(whole(on.checked_add_days(Days::new(TRIAL_DAYS)))),
        _ if is_paid => Ok(whole(on.checked_add_months(Months::new(1)))),
        _ => First::of(Cycle::Monthly, on),
    }
}

async fn insert_notes(change: &mut Change, tenants: &[&NewTenant]) -> Result<(), sqlx::Error> {
    let noted: Vec<(Uuid, String)> = tenants.iter().filter_map(|t| t.notes.clone().map(|note| (t.id.0, note))).collect();
    if noted.is_empty() {
        return Ok(());
    }
    let (ids, bodies): (Vec<Uuid>, Vec<String>) = noted.into_iter().unzip();
    let note_ids = new_ids(change, ids.len());
    let at = change.at();
    let by = change.staff_id().map(|id| id.0);
    let label = change.actor().label().to_owned();
    sqlx::query!(
        r#"insert into sys_tenant_notes (id, tenant_id, body, author_id, author_label, created_at)
           select n.id, n.tenant_id, n.body, $4, $5, $6 from unnest($1::uuid[], $2::uuid[], $3::text[]) as n (id, tenant_id, body)"#,
        &note_ids,
        &ids,
        &bodies,
        by,
        label,
        at
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

fn new_ids(change: &Change, count: usize) -> Vec<Uuid> {
    (0..count).map(|_| change.new_id()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_period_is_a_trial_the_rest_of_the_month_or_the_month_that_is_paid_already() {
        let first = |stage, is_paid, on: &str| {
            let first = first_period(stage, is_paid, on.parse().unwrap()).unwrap();
            (first.period.ends.to_string(), first.whole_days, first.anchor.day())
        };
        assert_eq!(first(Stage::Trial, false, "2026-11-22"), ("2026-12-06".into(), 14, 22));
        assert_eq!(first(Stage::Active, false, "2026-11-22"), ("2026-12-01".into(), 30, 1));
        assert_eq!(first(Stage::Active, true, "2026-11-22"), ("2026-12-22".into(), 30, 22));
        assert_eq!(first(Stage::Active, true, "2026-01-31"), ("2026-02-28".into(), 28, 31));
    }
}
