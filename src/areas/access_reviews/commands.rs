//! Starting a review, deciding its lines, signing it. Each act records one audit event; taking a role away is the staff area's own act besides.

use chrono::Duration;
use serde_json::json;

use super::model::{DAYS, Decision, Grant, Refusal, Review, sign as digest};
use super::queries;
use crate::areas::staff;
use crate::core::change::{Change, Event};
use crate::core::ids::ReviewId;
pub use crate::core::text::hex;

/// Begins a review with the list as it is at this moment. `None`, and nothing recorded, when the quarter has its review already or
/// nobody holds anything.
pub async fn start(change: &mut Change, id: ReviewId, period: Option<&str>) -> Result<Option<u64>, sqlx::Error> {
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    let label = by.map(|_| change.actor().label().to_owned());
    let due = at + Duration::days(DAYS);
    // The unique period decides between two workers that begin at once.
    let begun = sqlx::query!(
        r#"insert into sys_access_reviews (id, period, started_by, started_by_name, started_at, due_at)
           select $1, $2, $3, $4, $5, $6 where exists (select from sys_platform_user_roles)
           on conflict (period) do nothing"#,
        id.0,
        period,
        by,
        label,
        at,
        due
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    if begun == 0 {
        return Ok(None);
    }
    let listed = sqlx::query!(
        r#"insert into sys_access_review_grants
               (review_id, number, user_id, user_name, user_email, user_status, role_id, role_code, role_name, role_name2, permissions,
                granted_at, granted_by_name)
           select $1, row_number() over (order by u.name collate "und-x-icu", u.id, r.created_at, r.id),
                  u.id, u.name, u.email, u.status, r.id, r.code, r.name, r.name2,
                  array(select p.permission from sys_platform_role_permissions p where p.role_id = r.id order by p.permission),
                  ur.granted_at, giver.name
             from sys_platform_user_roles ur
             join sys_platform_users u on u.id = ur.user_id
             join sys_platform_roles r on r.id = ur.role_id
             left join sys_platform_users giver on giver.id = ur.granted_by"#,
        id.0
    )
    .execute(&mut **change)
    .await?
    .rows_affected();
    let event = Event::new("access_review.started", "access_review").object(id, period.unwrap_or_default());
    change.record(event.after(json!({ "period": period, "grants": listed, "due_at": due }))).await?;
    Ok(Some(listed))
}

/// The review an act is about, held still for it.
pub async fn take(change: &mut Change, id: ReviewId) -> Result<Option<Review>, sqlx::Error> {
    sqlx::query!("select id from sys_access_reviews where id = $1 for update", id.0).fetch_optional(&mut **change).await?;
    queries::find(change, id).await
}

/// Says of these lines that they stay. Returns how many were said so anew; lines that are not there say nothing.
pub async fn keep(change: &mut Change, review: &Review, numbers: &[i32], note: &str) -> Result<Result<u64, Refusal>, sqlx::Error> {
    if review.is_signed() {
        return Ok(Err(Refusal::Signed));
    }
    let wanted: Vec<Grant> =
        queries::grants(change, review.id).await?.into_iter().filter(|grant| numbers.contains(&grant.number)).collect();
    for grant in &wanted {
        if change.staff_id() == Some(grant.user_id) {
            return Ok(Err(Refusal::Own));
        }
        if grant.decision() == Some(Decision::Revoked) {
            return Ok(Err(Refusal::RevokedAlready));
        }
    }
    if wanted.is_empty() {
        return Ok(Ok(0));
    }
    let kept: Vec<i32> = wanted.iter().map(|grant| grant.number).collect();
    decide(change, review, &kept, Decision::Kept, note).await?;
    let told: Vec<String> = wanted.iter().map(told).collect();
    let event = Event::new("access_review.kept", "access_review").object(review.id, review.period.clone().unwrap_or_default());
    change.record(with_note(event.after(json!({ "grants": told })), note)).await?;
    Ok(Ok(wanted.len() as u64))
}

/// Takes the role of this line away, now. Where the person has lost it meanwhile, there is nothing to take and the line says so.
pub async fn revoke(change: &mut Change, review: &Review, grant: &Grant, note: &str) -> Result<Result<(), Refusal>, sqlx::Error> {
    if review.is_signed() {
        return Ok(Err(Refusal::Signed));
    }
    if change.staff_id() == Some(grant.user_id) {
        return Ok(Err(Refusal::Own));
    }
    if grant.decision() == Some(Decision::Revoked) {
        return Ok(Err(Refusal::RevokedAlready));
    }
    if let Some(person) = staff::commands::take(change, grant.user_id).await? {
        let reason = if note.is_empty() { "access review" } else { note };
        match staff::commands::revoke(change, &person, &grant.role_code, Some(reason)).await? {
            Ok(()) | Err(staff::model::Refusal::NotHeld) => {}
            Err(refusal) => return Ok(Err(Refusal::Account(refusal.key()))),
        }
    }
    decide(change, review, &[grant.number], Decision::Revoked, note).await?;
    let event = Event::new("access_review.revoked", "access_review").object(review.id, review.period.clone().unwrap_or_default());
    change.record(with_note(event.after(json!({ "grants": [told(grant)] })), note)).await?;
    Ok(Ok(()))
}

/// Puts the actor's name under a review in which every line is decided.
pub async fn sign(change: &mut Change, review: &Review) -> Result<Result<(), Refusal>, sqlx::Error> {
    if review.is_signed() {
        return Ok(Err(Refusal::Signed));
    }
    if review.undecided() > 0 {
        return Ok(Err(Refusal::Undecided));
    }
    let (at, Some(by)) = (change.at(), change.staff_id()) else { return Ok(Err(Refusal::Own)) };
    let name = change.actor().label().to_owned();
    let grants = queries::grants(change, review.id).await?;
    let signature = digest(review, &grants, by, at);
    sqlx::query!(
        "update sys_access_reviews set signed_by = $2, signed_by_name = $3, signed_at = $4, signature = $5 where id = $1 and signed_at is null",
        review.id.0,
        by.0,
        name,
        at,
        signature
    )
    .execute(&mut **change)
    .await?;
    let event = Event::new("access_review.signed", "access_review").object(review.id, review.period.clone().unwrap_or_default());
    change.record(event.after(json!({ "grants": review.grants, "revoked": review.revoked, "signature": hex(&signature) }))).await?;
    Ok(Ok(()))
}

async fn decide(change: &mut Change, review: &Review, numbers: &[i32], decision: Decision, note: &str) -> Result<(), sqlx::Error> {
    let (at, by, name) = (change.at(), change.staff_id().map(|id| id.0), change.actor().label().to_owned());
    sqlx::query!(
        r#"update sys_access_review_grants set decision = $3, note = $4, decided_by = $5, decided_by_name = $6, decided_at = $7
            where review_id = $1 and number = any($2)"#,
        review.id.0,
        numbers,
        decision.code(),
        note,
        by,
        name,
        at
    )
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// A line as the audit log tells it.
fn told(grant: &Grant) -> String {
    format!("{} ({}): {}", grant.user_name, grant.user_email, grant.role_code)
}

fn with_note(event: Event, note: &str) -> Event {
    if note.is_empty() { event } else { event.reason(note) }
}
