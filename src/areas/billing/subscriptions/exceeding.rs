//! Limits that a change makes smaller, and that are exceeded already.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::areas::billing::overage::{Limits, Measure, Usage, exceeded};
use crate::areas::tenants::usage::figures;
use crate::core::ids::TenantId;

/// A limit, what is used of it, and what it will be.
pub(super) type Above = (Measure, i64, i64);

/// By tenant; whoever is above none is left out. Asked are the limits before and after; used is what this month tells so far.
pub(super) async fn above(
    db: &mut PgConnection,
    today: NaiveDate,
    asked: &[(TenantId, Limits, Limits)],
) -> Result<HashMap<TenantId, Vec<Above>>, sqlx::Error> {
    // Mostly a limit is as it was or larger, and nothing has to be read.
    let smaller = |before: &Limits, after: &Limits| Measure::ALL.into_iter().any(|measure| shrinks(measure, before, after));
    let asked: HashMap<TenantId, (Limits, Limits)> =
        asked.iter().filter(|(_, before, after)| smaller(before, after)).map(|(id, before, after)| (*id, (*before, *after))).collect();
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<TenantId> = asked.keys().copied().collect();
    let standings = figures::standings(db, today, Some(&ids)).await?;
    let told = standings.into_iter().filter_map(|standing| {
        let (before, after) = asked.get(&standing.tenant)?;
        let above = exceeded(&used(&standing), before, after);
        (!above.is_empty()).then_some((standing.tenant, above))
    });
    Ok(told.collect())
}

/// How many of them are above one, for whoever decides; nothing where nobody is.
pub(super) async fn around(
    db: &mut PgConnection,
    today: NaiveDate,
    asked: &[(TenantId, Limits, Limits)],
) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let many = above(db, today, asked).await?.len();
    Ok((many > 0).then(|| ("approvals-tile-exceeding".to_owned(), i64::try_from(many).unwrap_or(i64::MAX))).into_iter().collect())
}

fn shrinks(measure: Measure, before: &Limits, after: &Limits) -> bool {
    after.of(measure).is_some_and(|allowed| before.of(measure).is_none_or(|before| before > allowed))
}

fn used(standing: &figures::Standing) -> Usage {
    let of = |measure: Measure| standing.measures.iter().find(|used| used.measure.code() == measure.code()).map_or(0, |used| used.used);
    Usage {
        orders: of(Measure::Orders),
        branches: of(Measure::Branches),
        users: of(Measure::Users),
        storage: of(Measure::Storage),
        api_calls: of(Measure::ApiCalls),
    }
}
