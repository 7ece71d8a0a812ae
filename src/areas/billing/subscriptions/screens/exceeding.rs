//! Limits that a change makes smaller, and that are exceeded already: whoever confirms it says that this is known.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::areas::audit;
use crate::areas::billing::overage::{Limits, Measure, Usage, exceeded};
use crate::areas::billing::plans;
use crate::areas::tenants::usage::figures;
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::web::Page;

/// In words, by tenant; whoever is above none is left out. Asked are the limits before and after; used is what this month tells so far.
pub(super) async fn told(
    db: &mut PgConnection,
    page: &Page,
    today: NaiveDate,
    asked: &[(TenantId, Limits, Limits)],
) -> Result<HashMap<TenantId, Vec<String>>, sqlx::Error> {
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
        let above: Vec<String> = exceeded(&used(&standing), before, after).into_iter().map(|above| in_words(page, above)).collect();
        (!above.is_empty()).then_some((standing.tenant, above))
    });
    Ok(told.collect())
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

fn in_words(page: &Page, (measure, used, allowed): (Measure, i64, i64)) -> String {
    let shown = |amount: i64| match measure {
        Measure::Storage => plans::words::megabytes(page, amount),
        _ => page.num(amount),
    };
    let told = Message::new("subscription-exceeds").text("measure", page.t(&audit::model::field_key(measure.field())));
    page.msg(&told.text("used", shown(used)).text("allowed", shown(allowed)))
}
