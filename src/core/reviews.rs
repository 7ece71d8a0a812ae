//! Which reviews of people's rights wait for somebody: asked by people's own pages and by the first page.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::ids::{ReviewId, StaffId};

/// A review nobody has signed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenReview {
    pub id: ReviewId,
    pub due_at: DateTime<Utc>,
    /// How many grants are not decided.
    pub undecided: i64,
}

impl OpenReview {
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.due_at <= now
    }
}

/// Where one review stands.
pub fn review_path(id: ReviewId) -> String {
    format!("/access-reviews/{id}")
}

/// The review that has been open longest.
pub async fn oldest_open(db: &mut PgConnection) -> Result<Option<OpenReview>, sqlx::Error> {
    sqlx::query_as!(
        OpenReview,
        r#"select r.id as "id: ReviewId", r.due_at,
                  (select count(*) from sys_access_review_grants g where g.review_id = r.id and g.decision is null) as "undecided!"
             from sys_access_reviews r where r.signed_at is null order by r.due_at, r.id limit 1"#
    )
    .fetch_optional(db)
    .await
}

/// The oldest overdue review in which somebody's roles are still to be decided or signed for.
pub async fn overdue_about(db: &mut PgConnection, person: StaffId, now: DateTime<Utc>) -> Result<Option<ReviewId>, sqlx::Error> {
    let id = sqlx::query_scalar!(
        r#"select r.id from sys_access_reviews r
            where r.signed_at is null and r.due_at <= $2
              and exists (select from sys_access_review_grants g where g.review_id = r.id and g.user_id = $1)
            order by r.due_at, r.id limit 1"#,
        person.0,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(id.map(ReviewId))
}
