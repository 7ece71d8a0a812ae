//! Limits that a change makes smaller, and that are exceeded already: whoever confirms it says that this is known.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::areas::audit;
use crate::areas::billing::overage::{Limits, Measure};
use crate::areas::billing::plans;
use crate::areas::billing::subscriptions::exceeding::{Above, above};
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::web::Page;

/// In words, by tenant.
pub(super) async fn told(
    db: &mut PgConnection,
    page: &Page,
    today: NaiveDate,
    asked: &[(TenantId, Limits, Limits)],
) -> Result<HashMap<TenantId, Vec<String>>, sqlx::Error> {
    let found = above(db, today, asked).await?;
    Ok(found.into_iter().map(|(tenant, above)| (tenant, above.into_iter().map(|above| in_words(page, above)).collect())).collect())
}

fn in_words(page: &Page, (measure, used, allowed): Above) -> String {
    let shown = |amount: i64| match measure {
        Measure::Storage => plans::words::megabytes(page, amount),
        _ => page.num(amount),
    };
    let told = Message::new("subscription-exceeds").text("measure", page.t(&audit::model::field_key(measure.field())));
    page.msg(&told.text("used", shown(used)).text("allowed", shown(allowed)))
}
