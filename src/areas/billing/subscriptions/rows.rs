//! How subscriptions stand, written back for one or for thousands.

use chrono::NaiveDate;
use sqlx::types::Json;
use uuid::Uuid;

use super::advance::Due;
use super::papers::column;
use crate::areas::billing::discount::Discount;
use crate::areas::billing::subscription::{Scheduled, Subscription};
use crate::areas::billing::terms::{AddOn, Terms};
use crate::areas::product;
use crate::areas::tenants::lifecycle;
use crate::core::change::Change;

/// A subscription that is no longer as it was.
pub struct Moved<'a> {
    pub id: Uuid,
    pub before: &'a Subscription,
    pub after: &'a Due,
    /// The day since when it is as it is now.
    pub since: NaiveDate,
}

/// Writes periods, terms and what is scheduled.
pub async fn write(change: &mut Change, moved: &[Moved<'_>]) -> Result<(), sqlx::Error> {
    let plan = |this: &Subscription| this.terms.plan.version;
    if moved.iter().any(|one| plan(one.before) != plan(&one.after.subscription)) {
        lifecycle::commands::hold_tallies(change).await?;
    }
    move_on(change, moved).await?;
    agree(change, moved).await?;
    let told: Vec<Uuid> =
        moved.iter().filter(|one| concerns_product(&one.before.terms, &one.after.subscription.terms)).map(|one| one.id).collect();
    if told.is_empty() { Ok(()) } else { product::push::plan_changed(change, &told).await }
}

/// Whether the product, which keeps plan, cycle and price too, is to be told of the difference.
fn concerns_product(before: &Terms, after: &Terms) -> bool {
    let kept = |terms: &Terms| (terms.plan.version, terms.cycle, terms.price_override);
    kept(before) != kept(after)
}

/// The periods that run from here on.
async fn move_on(change: &mut Change, moved: &[Moved<'_>]) -> Result<(), sqlx::Error> {
    let this = |one: &Moved<'_>| one.after.subscription.bill;
    sqlx::query!(
        r#"update sys_tenant_subscriptions s
              set status = u.status, period_start = u.starts, period_end = u.ends, whole_days = u.whole_days, base_minor = u.base,
                  price_minor = u.price, moved = u.moved, vat_basis_points = u.rate, due_on = u.due_on,
                  changed_on = greatest(s.changed_on, u.since), setup_due = u.setup_due, version = s.version + 1
             from unnest($1::uuid[], $2::text[], $3::date[], $4::date[], $5::integer[], $6::bigint[], $7::bigint[], $8::bigint[], $9::integer[],
                         $10::date[], $11::date[], $12::boolean[])
                  as u (id, status, starts, ends, whole_days, base, price, moved, rate, due_on, since, setup_due)
            where s.id = u.id"#,
        &column(moved, |one| one.id),
        &column(moved, |one| one.after.subscription.status.code().to_owned()),
        &column(moved, |one| this(one).period.starts),
        &column(moved, |one| this(one).period.ends),
        &column(moved, |one| i32::try_from(this(one).whole_days).unwrap_or(i32::MAX)),
        &column(moved, |one| this(one).base.minor),
        &column(moved, |one| this(one).price.minor),
        &column(moved, |one| this(one).moved),
        &column(moved, |one| i32::from(this(one).vat_basis_points)),
        &column(moved, |one| one.after.due_on()) as &[Option<NaiveDate>],
        &column(moved, |one| one.since),
        &column(moved, |one| one.after.setup_fee.is_some())
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

/// Terms that hold now, and those that will. Few have others than before, so they are written by themselves.
async fn agree(change: &mut Change, moved: &[Moved<'_>]) -> Result<(), sqlx::Error> {
    let differs = |one: &&Moved<'_>| {
        let after = &one.after.subscription;
        (&one.before.terms, &one.before.scheduled) != (&after.terms, &after.scheduled)
    };
    let met: Vec<&Moved<'_>> = moved.iter().filter(differs).collect();
    if met.is_empty() {
        return Ok(());
    }
    let terms = |one: &&Moved<'_>| one.after.subscription.terms.clone();
    let add_ons: Vec<Json<Vec<AddOn>>> = column(&met, |one| Json(terms(one).add_ons));
    let discounts: Vec<Option<Json<Discount>>> = column(&met, |one| terms(one).discount.map(Json));
    let scheduled: Vec<Option<Json<Scheduled>>> = column(&met, |one| one.after.subscription.scheduled.clone().map(Json));
    sqlx::query!(
        r#"update sys_tenant_subscriptions s
              set plan_version_id = u.version, plan_code = u.plan, cycle = u.cycle, anchor_day = u.anchor, price_override_minor = u.price,
                  add_ons = u.add_ons, discount = u.discount, scheduled = u.scheduled
             from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::bigint[], $7::jsonb[], $8::jsonb[], $9::jsonb[])
                  as u (id, version, plan, cycle, anchor, price, add_ons, discount, scheduled)
            where s.id = u.id"#,
        &column(&met, |one| one.id),
        &column(&met, |one| terms(one).plan.version.0),
        &column(&met, |one| terms(one).plan.code),
        &column(&met, |one| terms(one).cycle.code().to_owned()),
        &column(&met, |one| i16::from(terms(one).anchor.day())),
        &column(&met, |one| terms(one).price_override.map(|price| price.minor)) as &[Option<i64>],
        &add_ons as &[Json<Vec<AddOn>>],
        &discounts as &[Option<Json<Discount>>],
        &scheduled as &[Option<Json<Scheduled>>]
    )
    .execute(&mut **change)
    .await
    .map(drop)
}
