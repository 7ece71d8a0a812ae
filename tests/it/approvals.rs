//! Two people for what is dangerous.

mod at_once;
mod deciding;
mod emergency;
mod held;
mod model;
mod policies;
mod rules;
mod showing;
mod staff;
mod telling;

use uuid::Uuid;

use crate::support::Console;

/// The id in the address of a request.
fn id(request: &str) -> Uuid {
    request.trim_start_matches("/approvals/").parse().unwrap()
}

async fn status(console: &Console, request: &str) -> String {
    sqlx::query_scalar("select status from sys_approval_requests where id = $1").bind(id(request)).fetch_one(&console.db).await.unwrap()
}

/// Letters of this kind to this address.
async fn told(console: &Console, email: &str, template: &str) -> i64 {
    sqlx::query_scalar("select count(*) from sys_mail_outbox where recipient = $1 and template = $2")
        .bind(email)
        .bind(template)
        .fetch_one(&console.db)
        .await
        .unwrap()
}
