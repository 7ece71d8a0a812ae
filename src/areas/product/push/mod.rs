//! Telling the product what happened to a tenant here: it came to be, moved on to another stage, or is on another plan. Every step was written down in the
//! transaction of its cause; here it is carried over, in order for each tenant, as often as it takes.

mod order;
mod outbox;
mod plan;
mod provision;
mod stage;

use serde_json::json;

use super::source::{Source, Trouble};
use super::sync::Means;
use crate::core::change::{Actor, Change, Event, Origin};
use crate::core::ids::TenantId;
use order::Order;
pub use order::Told;
pub use outbox::plan_changed;

/// Steps carried over before the worker looks around again.
const AT_ONCE: usize = 200;

/// Carries over what is due and says how many steps were. Stops at once when the product is not there: that is no step's fault.
pub async fn deliver(means: &Means) -> anyhow::Result<usize> {
    if !means.link.may_write() {
        return Ok(0);
    }
    let mut source: Option<Source> = None;
    let mut done = 0;
    while done < AT_ONCE && !means.stopping.is_cancelled() {
        let mut change = Change::begin(&means.db, &means.clock, Origin::of(Actor::System)).await?;
        let now = change.at();
        let Some(order) = outbox::next(&mut change, now).await? else { break };
        let mut writer = match source.take() {
            Some(writer) => writer,
            None => match means.link.write(&means.clock).await {
                Ok(writer) => writer,
                Err(trouble) => {
                    drop(change);
                    outbox::put_off(&mut *means.db.acquire().await?, order.push, &trouble, now).await?;
                    return Err(trouble.into());
                }
            },
        };
        match tell(&mut writer, &order).await {
            Ok(told) => {
                outbox::end(&mut change, &order, &told, now).await?;
                let event = Event::new("product.pushed", "tenant").object(order.tenant_id, order.name.clone());
                let (stage, plan) = if order.is_plan() { (None, Some(&order.plan_code)) } else { (Some(&order.to_stage), None) };
                let after = json!({ "stage": stage, "plan": plan, "read_back": told.seen(), "skipped": told.skipped() });
                change.record(event.tenant(TenantId(order.tenant_id)).after(after)).await?;
                change.commit().await?;
                source = Some(writer);
                done += 1;
            }
            Err(trouble) => {
                drop(change);
                tracing::warn!(tenant = %order.tenant_id, error = %trouble, "the product could not be told");
                let mut db = means.db.acquire().await?;
                if trouble.is_gone() {
                    outbox::put_off(&mut db, order.push, &trouble, now).await?;
                    return Err(trouble.into());
                }
                outbox::failed(&mut db, &order, &trouble, now).await?;
                // A statement that failed leaves the connection as good as new once its transaction is rolled back; an open one does not.
                source = Some(writer);
            }
        }
    }
    if let Some(source) = source {
        source.close().await;
    }
    Ok(done)
}

/// Carries one step over, reads it back and compares.
async fn tell(writer: &mut Source, order: &Order) -> Result<Told, Trouble> {
    if order.to_stage == "suspended" && order.suspension_mode.as_deref() == Some("read_only") {
        return Ok(Told::Skipped("read_only"));
    }
    if order.is_plan() {
        // Whose access is closed is told their plan when it is opened again.
        if order.to_stage != "active" {
            return Ok(Told::Skipped("not_active"));
        }
        return match plan::write(writer, order).await {
            // It is created with the plan that it has by then.
            Err(Trouble::Conflict("not_there")) => Ok(Told::Skipped("not_there")),
            Err(trouble) => Err(trouble),
            Ok(()) => plan::read_back(writer, order).await,
        };
    }
    if !order.is_provision() {
        stage::write(writer, order).await?;
        return stage::read_back(writer, order).await;
    }
    let created = provision::write(writer, order).await?;
    match stage::read_back(writer, order).await {
        Err(Trouble::Conflict("read_back")) if !created => Ok(Told::Skipped("there_already")),
        told => told,
    }
}
