//! Reads of reviews.

use sqlx::PgConnection;

use super::model::{Grant, Review};
use crate::core::ids::{ReviewId, RoleId, StaffId};

/// Every review, the newest first. Four a year and a few by hand: no pages are needed.
pub async fn all(db: &mut PgConnection) -> Result<Vec<Review>, sqlx::Error> {
    sqlx::query_as!(
        Review,
        r#"select r.id as "id: ReviewId", r.period, r.started_by_name, r.started_at, r.due_at,
                  r.signed_by as "signed_by: StaffId", r.signed_by_name, r.signed_at, r.signature,
                  count(g.number) as "grants!", count(g.decision) as "decided!", count(*) filter (where g.decision = 'revoked') as "revoked!"
             from sys_access_reviews r left join sys_access_review_grants g on g.review_id = r.id
            group by r.id order by r.started_at desc, r.id desc limit 200"#
    )
    .fetch_all(db)
    .await
}

pub async fn find(db: &mut PgConnection, id: ReviewId) -> Result<Option<Review>, sqlx::Error> {
    sqlx::query_as!(
        Review,
        r#"select r.id as "id: ReviewId", r.period, r.started_by_name, r.started_at, r.due_at,
                  r.signed_by as "signed_by: StaffId", r.signed_by_name, r.signed_at, r.signature,
                  count(g.number) as "grants!", count(g.decision) as "decided!", count(*) filter (where g.decision = 'revoked') as "revoked!"
             from sys_access_reviews r left join sys_access_review_grants g on g.review_id = r.id
            where r.id = $1 group by r.id"#,
        id.0
    )
    .fetch_optional(db)
    .await
}

/// The list, in its order.
pub async fn grants(db: &mut PgConnection, id: ReviewId) -> Result<Vec<Grant>, sqlx::Error> {
    sqlx::query_as!(
        Grant,
        r#"select number, user_id as "user_id: StaffId", user_name, user_email, user_status, role_id as "role_id: RoleId", role_code,
                  role_name, role_name2, permissions, granted_at, granted_by_name, decision, note,
                  decided_by as "decided_by: StaffId", decided_by_name, decided_at
             from sys_access_review_grants where review_id = $1 order by number"#,
        id.0
    )
    .fetch_all(db)
    .await
}

pub async fn grant(db: &mut PgConnection, id: ReviewId, number: i32) -> Result<Option<Grant>, sqlx::Error> {
    Ok(grants(db, id).await?.into_iter().find(|grant| grant.number == number))
}
